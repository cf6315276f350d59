//! What a sizing assumes, in sentences.

use super::{Sizing, WhatIf};

/// What sizings assume that were made with these numbers, a sentence each.
#[must_use]
pub fn assumptions(what_if: &WhatIf) -> Vec<String> {
    let mut said = vec![
        "Needed is the peak that so many of a hundred hours do not exceed, plus the devices in \
         turnaround on average, plus the share that was down, rounded up."
            .to_owned(),
        "Demand stays as it was: a request that went unmet left no trace in the period.".to_owned(),
        "A device serves whoever asks for its type, within the unit where a unit is sized, and \
         anywhere where a type is."
            .to_owned(),
        "Only hours count in which at least half of the devices' time is known; where there is no \
         such hour, all count, and use that no reader heard counts as none. Where less than half \
         of the whole time is known, none is said to be able to go back."
            .to_owned(),
        "The share that is down is taken off before the share of hours with demand met is counted."
            .to_owned(),
        match what_if.turnaround {
            None => "Turnaround stays as it was measured: from the end of a use to the next time \
                     in a place of ready devices, where nothing in between was unknown or repair."
                .to_owned(),
            Some(supposed) => format!(
                "Turnaround is supposed to take {} minutes on average, and the devices in it \
                 change in proportion; where none was measured they stay as they were.",
                supposed.0 / 60_000_000
            ),
        },
    ];
    if let Some(devices) = what_if.devices {
        said.push(format!(
            "{devices} devices of each type are supposed to be in service, of which the same share \
             is down as was; units keep theirs."
        ));
    }
    said.push(match what_if.rental_per_day {
        Some(_) => "Rented devices go back first, and each saves its price of a day.".to_owned(),
        None => "Rented devices go back first; no price of a day is known, so no saving is shown."
            .to_owned(),
    });
    said
}

impl Sizing {
    /// What to do, in a sentence.
    #[must_use]
    pub fn advice(&self) -> String {
        let devices = |count: u32| match count {
            1 => "1 device".to_owned(),
            _ => format!("{count} devices"),
        };
        match (self.could_go_back, self.short_by) {
            (None, 0) => format!(
                "Less than half of the time is known: {} or more are needed.",
                devices(self.needed_99)
            ),
            (Some(0), 0) => "As many as are needed in 99 of 100 hours.".to_owned(),
            (None | Some(0), short) => format!("Short by {} in 99 of 100 hours.", devices(short)),
            (Some(back), _) if self.rented_back == Some(0) => {
                format!("{} could go elsewhere.", devices(back))
            }
            (Some(back), _) => {
                let rented = self.rented_back.unwrap_or(0);
                format!("{} could go back, {rented} of them rented.", devices(back))
            }
        }
    }
}
