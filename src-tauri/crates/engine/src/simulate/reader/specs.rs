//! The ROSpecs that clients have added, and what becomes of them.

use std::collections::BTreeMap;

use trackward_ingest::llrp::{
    LlrpStatus, RoSpec, RoSpecEventType, RoSpecStartTriggerType, RoSpecState, SpecParameter,
    StatusCode,
};

use super::answer::{ok, refused};

/// ROSpecs that a reader keeps.
pub(super) const ROSPECS_MAX: usize = 8;

/// What a client may do with an ROSpec that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Delete,
    Enable,
    Disable,
    Start,
    Stop,
}

/// An ROSpec that has begun or ended.
pub(super) type Event = (RoSpecEventType, u32);

/// A reader's ROSpecs; at most one is active.
#[derive(Debug, Default)]
pub(super) struct Specs(BTreeMap<u32, RoSpec>);

impl Specs {
    pub(super) fn add(&mut self, spec: RoSpec) -> LlrpStatus {
        let id = spec.ro_spec_id;
        if id == 0 {
            return refused(StatusCode::MFieldError, "an ROSpec's id is not 0");
        }
        if spec.current_state != RoSpecState::Disabled {
            return refused(StatusCode::MFieldError, "an ROSpec is added disabled");
        }
        if self.0.contains_key(&id) {
            return refused(StatusCode::MFieldError, "there is an ROSpec with this id");
        }
        if self.0.len() >= ROSPECS_MAX {
            return refused(StatusCode::MOverflowParameter, "no more ROSpecs fit");
        }
        self.0.insert(id, spec);
        ok()
    }

    /// Changes one ROSpec, or all with id 0 where the standard has that. Tells what has begun
    /// or ended by it.
    pub(super) fn change(&mut self, id: u32, change: Change) -> (LlrpStatus, Vec<Event>) {
        let all = id == 0 && !matches!(change, Change::Start | Change::Stop);
        let ids: Vec<u32> = self.0.keys().copied().filter(|&own| all || own == id).collect();
        if ids.is_empty() && !all {
            return (
                refused(StatusCode::MFieldError, "there is no ROSpec with this id"),
                Vec::new(),
            );
        }
        let mut events = Vec::new();
        for id in ids {
            if let Err(why) = self.change_one(id, change, &mut events) {
                return (refused(StatusCode::MFieldError, why), events);
            }
        }
        (ok(), events)
    }

    /// The ROSpec by which the reader listens now.
    pub(super) fn active(&self) -> Option<&RoSpec> {
        self.0.values().find(|spec| spec.current_state == RoSpecState::Active)
    }

    pub(super) fn list(&self) -> Vec<RoSpec> {
        self.0.values().cloned().collect()
    }

    fn change_one(
        &mut self,
        id: u32,
        change: Change,
        events: &mut Vec<Event>,
    ) -> Result<(), &'static str> {
        let busy = self.active().is_some_and(|active| active.ro_spec_id != id);
        let Some(spec) = self.0.get_mut(&id) else { return Ok(()) };
        let was = spec.current_state;
        let trigger = spec.ro_boundary_spec.ro_spec_start_trigger.ro_spec_start_trigger_type;
        let immediate = trigger == RoSpecStartTriggerType::Immediate;
        spec.current_state = match (change, was) {
            (Change::Start, RoSpecState::Disabled) => return Err("the ROSpec is disabled"),
            (Change::Enable, RoSpecState::Disabled) if immediate && !busy => RoSpecState::Active,
            (Change::Enable, RoSpecState::Disabled) => RoSpecState::Inactive,
            (Change::Start, _) if busy => return Err("another ROSpec is active"),
            (Change::Start, _) => RoSpecState::Active,
            (Change::Stop, RoSpecState::Active) => RoSpecState::Inactive,
            (Change::Disable | Change::Delete, _) => RoSpecState::Disabled,
            (Change::Enable | Change::Stop, state) => state,
        };
        let is = spec.current_state;
        match (was == RoSpecState::Active, is == RoSpecState::Active) {
            (false, true) => events.push((RoSpecEventType::StartOfRoSpec, id)),
            (true, false) => events.push((RoSpecEventType::EndOfRoSpec, id)),
            _ => {}
        }
        if change == Change::Delete {
            self.0.remove(&id);
        }
        Ok(())
    }
}

/// Whether an ROSpec listens on an antenna; 0 stands for all.
pub(super) fn listens(spec: &RoSpec, antenna: u16) -> bool {
    spec.spec_parameter.iter().any(|part| match part {
        SpecParameter::AiSpec(ai) => ai.antenna_ids.iter().any(|&id| id == 0 || id == antenna),
        _ => false,
    })
}
