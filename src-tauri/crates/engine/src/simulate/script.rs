//! What a simulation is to show.

use trackward_model::Span;

/// What a simulation is to show. The same script and site give the same events.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    /// Decides everything that is random.
    pub seed: u64,
    /// How many times faster than the clock devices move; tags report by the clock.
    pub speed: f64,
    /// How often a tag is heard, about.
    pub tag_interval: Span,
    /// Devices that get lost.
    pub mishaps: Mishaps,
    /// For so long nothing gets lost, by the hospital's time.
    pub mishaps_after: Span,
    /// Readers that fail.
    pub troubles: Troubles,
}

/// How many devices meet with what, within 30 hours of the hospital's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mishaps {
    /// Leave by an exit and don't come back.
    pub left: usize,
    /// Are put where no antenna hears them, or where steel or linen hides them, and found a day
    /// later.
    pub hidden: usize,
    /// Have a tag that stops answering.
    pub tag_dead: usize,
    /// Lose their tag: it is heard where it fell, until it is swept up.
    pub tag_dropped: usize,
    /// Have a tag that never answered.
    pub never_heard: usize,
}

/// How often readers fail, in a day of the hospital's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Troubles {
    /// Readers that lose their connection for 5 to 45 minutes.
    pub readers_a_day: u32,
    /// Antennas that are unplugged for 10 to 90 minutes.
    pub antennas_a_day: u32,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            seed: 1,
            speed: 1.0,
            tag_interval: Span::seconds(3),
            mishaps: Mishaps::default(),
            mishaps_after: Span::ZERO,
            troubles: Troubles::default(),
        }
    }
}

impl Default for Mishaps {
    fn default() -> Self {
        Self { left: 3, hidden: 4, tag_dead: 3, tag_dropped: 1, never_heard: 2 }
    }
}

impl Mishaps {
    /// Nothing gets lost.
    pub const NONE: Self = Self { left: 0, hidden: 0, tag_dead: 0, tag_dropped: 0, never_heard: 0 };
}

impl Default for Troubles {
    fn default() -> Self {
        Self { readers_a_day: 12, antennas_a_day: 6 }
    }
}

impl Troubles {
    /// Nothing fails.
    pub const NONE: Self = Self { readers_a_day: 0, antennas_a_day: 0 };
}
