//! What a client has set, and what the reader starts with.

use std::time::Duration;

use trackward_ingest::llrp::{
    EventNotificationState, EventsAndReports, KeepaliveSpec, KeepaliveTriggerType,
    NotificationEventType, ReaderEventNotificationSpec, RoReportSpec, SetReaderConfig,
};

/// A keepalive comes no more often than this.
const KEEPALIVE_MIN: Duration = Duration::from_millis(100);
/// The kinds of events that LLRP 1.0.1 has.
const EVENT_TYPES: u16 = 9;

/// A reader's settings. They outlive a connection.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    /// One bit for each event type that is reported.
    events: u16,
    pub(super) keepalive: Option<Duration>,
    /// Whether events and reports wait, after a reconnect, until the client asks for them.
    pub(super) hold: bool,
    pub(super) report: RoReportSpec,
}

impl Settings {
    /// Takes what a client sets.
    pub(super) fn set(&mut self, config: &SetReaderConfig) {
        if config.reset_to_factory_default {
            *self = Self::default();
        }
        let wanted = config.reader_event_notification_spec.iter();
        for state in wanted.flat_map(|spec| &spec.event_notification_state) {
            let bit = bit(state.event_type);
            self.events =
                if state.notification_state { self.events | bit } else { self.events & !bit };
        }
        if let Some(spec) = &config.keepalive_spec {
            let period = Duration::from_millis(spec.periodic_trigger_value.into());
            let periodic = spec.keepalive_trigger_type == KeepaliveTriggerType::Periodic;
            self.keepalive = periodic.then(|| period.max(KEEPALIVE_MIN));
        }
        if let Some(EventsAndReports(hold)) = config.events_and_reports {
            self.hold = hold;
        }
        if let Some(report) = &config.ro_report_spec {
            self.report = report.clone();
        }
    }

    /// Whether an event is reported.
    pub(super) fn wants(&self, event: NotificationEventType) -> bool {
        self.events & bit(event) != 0
    }

    pub(super) fn event_spec(&self) -> ReaderEventNotificationSpec {
        let states = (0..EVENT_TYPES).map(NotificationEventType::from_number);
        let states = states.map(|event_type| EventNotificationState {
            event_type,
            notification_state: self.wants(event_type),
        });
        ReaderEventNotificationSpec {
            event_notification_state: states.collect(),
            ..ReaderEventNotificationSpec::default()
        }
    }

    pub(super) fn keepalive_spec(&self) -> KeepaliveSpec {
        let Some(period) = self.keepalive else { return KeepaliveSpec::default() };
        KeepaliveSpec {
            keepalive_trigger_type: KeepaliveTriggerType::Periodic,
            periodic_trigger_value: period.as_millis() as u32,
        }
    }
}

const fn bit(event: NotificationEventType) -> u16 {
    let number = event.number();
    if number < EVENT_TYPES { 1 << number } else { 0 }
}
