//! How full a tag's battery is.

/// What a tag tells of its battery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Battery {
    /// How full it is.
    Percent(u8),
    /// Its voltage.
    Millivolts(u16),
}

impl Battery {
    /// A level; `None` beyond 100, which is none.
    #[must_use]
    pub const fn of_percent(percent: u8) -> Option<Self> {
        if percent <= 100 { Some(Self::Percent(percent)) } else { None }
    }

    /// A voltage; `None` for 0, which stands for a tag that does not measure it.
    #[must_use]
    pub const fn of_millivolts(mv: u16) -> Option<Self> {
        if mv == 0 { None } else { Some(Self::Millivolts(mv)) }
    }

    /// How full it is.
    #[must_use]
    pub const fn percent(self) -> u8 {
        match self {
            Self::Percent(percent) => percent,
            Self::Millivolts(mv) => percent_of_millivolts(mv),
        }
    }
}

/// How full a lithium coin cell (CR2032, CR2477) is by its voltage: 3.0 V is full, 2.0 V is empty,
/// and between them it is a straight line.
///
/// This project's rule, not a maker's: such a cell holds its voltage for most of its life and then
/// falls, so the middle of the line says too much. What matters is its lower end, where the tag
/// has to be changed; tags stop working between 1.8 and 2.2 V.
#[must_use]
pub const fn percent_of_millivolts(mv: u16) -> u8 {
    const EMPTY_MV: u16 = 2_000;
    const FULL_MV: u16 = 3_000;
    match mv {
        ..=EMPTY_MV => 0,
        FULL_MV.. => 100,
        _ => ((mv - EMPTY_MV) / 10) as u8,
    }
}
