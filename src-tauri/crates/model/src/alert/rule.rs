//! The rules that raise alerts, by their names.

use serde::{Deserialize, Serialize};

/// What watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// An asset was not heard for too long where a healthy reader should have heard it.
    Missing,
    /// An asset was heard last at a way out.
    Exit,
    /// An asset is outside of the units or floors where it may be.
    LeftArea,
    /// An asset stands too long in a place that is no place to stand.
    Dwell,
    /// A tag's battery is running out.
    BatteryLow,
    /// A reader or its source does not answer.
    ReaderDown,
    /// A reader's clock is wrong.
    ClockWrong,
    /// An asset came to a patient straight from a soiled utility.
    UncleanUse,
    /// An asset came to a clean utility straight from a patient.
    SkippedCleaning,
    /// A tag that is on no asset is heard again and again.
    UnknownTag,
    /// An asset's maintenance is due.
    MaintenanceDue,
    /// An asset's maintenance is overdue.
    MaintenanceOverdue,
    /// An asset that is due stands where it can be taken now.
    Intercept,
    /// An asset must not be used until biomed has released it.
    Quarantine,
    /// An asset's maker recalls it.
    Recall,
    /// An asset has a fault that is not closed.
    Fault,
    /// A unit or place has too few ready assets of a type.
    ParLow,
    /// A unit or place has more ready assets of a type than it should keep from others.
    ParHigh,
    /// A unit asks for equipment.
    Request,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 19] = [
        Self::Missing,
        Self::Exit,
        Self::LeftArea,
        Self::Dwell,
        Self::BatteryLow,
        Self::ReaderDown,
        Self::ClockWrong,
        Self::UncleanUse,
        Self::SkippedCleaning,
        Self::UnknownTag,
        Self::MaintenanceDue,
        Self::MaintenanceOverdue,
        Self::Intercept,
        Self::Quarantine,
        Self::Recall,
        Self::Fault,
        Self::ParLow,
        Self::ParHigh,
        Self::Request,
    ];

    /// Those that follow from what is heard, whatever people do: what a policy replay can tell.
    pub const OF_HEARING: [Self; 10] = [
        Self::Missing,
        Self::Exit,
        Self::LeftArea,
        Self::Dwell,
        Self::BatteryLow,
        Self::ReaderDown,
        Self::ClockWrong,
        Self::UncleanUse,
        Self::SkippedCleaning,
        Self::UnknownTag,
    ];

    /// The word in files and tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Exit => "exit",
            Self::LeftArea => "left_area",
            Self::Dwell => "dwell",
            Self::BatteryLow => "battery_low",
            Self::ReaderDown => "reader_down",
            Self::ClockWrong => "clock_wrong",
            Self::UncleanUse => "unclean_use",
            Self::SkippedCleaning => "skipped_cleaning",
            Self::UnknownTag => "unknown_tag",
            Self::MaintenanceDue => "maintenance_due",
            Self::MaintenanceOverdue => "maintenance_overdue",
            Self::Intercept => "intercept",
            Self::Quarantine => "quarantine",
            Self::Recall => "recall",
            Self::Fault => "fault",
            Self::ParLow => "par_low",
            Self::ParHigh => "par_high",
            Self::Request => "request",
        }
    }

    /// The rule of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.word() == word)
    }
}
