//! How often the past is asked for: one question at a time, with a pause between two, and the
//! latest wish wins.

use trackward_model::{Span, Timestamp};

/// Between two questions: five a second at most.
pub const PAUSE_MS: f64 = 200.0;
/// A playback that the core cannot follow takes larger steps instead of falling behind, up to
/// one in this time.
const PACE_MAX_MS: f64 = 2_000.0;

/// What is asked and what is wished for.
#[derive(Debug, Clone, Default)]
pub struct Asking {
    wish: Option<Timestamp>,
    under_way: Option<u32>,
    turn: u32,
    asked_ms: Option<f64>,
}

/// What is to be done about a wish.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Next {
    /// Ask for this instant; the number comes back with the answer.
    Ask(u32, Timestamp),
    /// Look again in this time.
    Wait(f64),
    /// There is no wish, or its turn comes with the answer that is awaited.
    Nothing,
}

impl Asking {
    /// Wishes for an instant; an earlier wish that was not asked for yet is forgotten.
    pub fn wish(&mut self, at: Timestamp) {
        self.wish = Some(at);
    }

    /// What is to be done now.
    pub fn next(&mut self, now_ms: f64) -> Next {
        let (Some(at), None) = (self.wish, self.under_way) else { return Next::Nothing };
        let rest_ms = self.asked_ms.map_or(0.0, |asked| asked + PAUSE_MS - now_ms);
        if rest_ms > 0.0 {
            return Next::Wait(rest_ms);
        }
        self.wish = None;
        self.turn += 1;
        self.under_way = Some(self.turn);
        self.asked_ms = Some(now_ms);
        Next::Ask(self.turn, at)
    }

    /// Takes note of an answer; whether anybody still waits for it, and how long it took.
    pub fn answered(&mut self, turn: u32, now_ms: f64) -> Option<f64> {
        if self.under_way != Some(turn) {
            return None;
        }
        self.under_way = None;
        self.asked_ms.map(|asked| now_ms - asked)
    }

    /// Whether an answer is awaited or a wish is not asked for yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.wish.is_some() || self.under_way.is_some()
    }

    /// Forgets every wish; the answer that is under way counts no more.
    pub fn forget(&mut self) {
        self.wish = None;
        self.under_way = None;
    }
}

/// How fast the past is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speed {
    /// A minute in a second.
    Minute,
    /// 10 minutes in a second.
    TenMinutes,
    /// An hour in a second.
    Hour,
}

impl Speed {
    /// All, the slowest first.
    pub const ALL: [Self; 3] = [Self::Minute, Self::TenMinutes, Self::Hour];

    /// What goes by in a second.
    #[must_use]
    pub const fn a_second(self) -> Span {
        match self {
            Self::Minute => Span::minutes(1),
            Self::TenMinutes => Span::minutes(10),
            Self::Hour => Span::hours(1),
        }
    }
}

/// Time between two pictures where the last answer took so long.
#[must_use]
pub fn pace_ms(took_ms: f64) -> f64 {
    took_ms.clamp(PAUSE_MS, PACE_MAX_MS)
}

/// The instant after this one in a playback.
#[must_use]
pub fn played(from: Timestamp, speed: Speed, pace_ms: f64) -> Timestamp {
    from + Span((speed.a_second().0 as f64 * pace_ms / 1_000.0) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::default() + Span::minutes(minute)
    }

    #[test]
    fn of_many_wishes_the_latest_is_asked_for_once_the_answer_is_there() {
        let mut asking = Asking::default();
        asking.wish(at(1));
        assert_eq!(asking.next(0.0), Next::Ask(1, at(1)));
        asking.wish(at(2));
        assert_eq!(asking.next(300.0), Next::Nothing, "one question at a time");
        asking.wish(at(3));
        assert_eq!(asking.answered(1, 310.0), Some(310.0));
        assert_eq!(asking.next(310.0), Next::Ask(2, at(3)));
        assert_eq!(asking.answered(2, 320.0), Some(10.0));
        assert_eq!(asking.next(320.0), Next::Nothing);
    }

    #[test]
    fn questions_keep_their_distance() {
        let mut asking = Asking::default();
        asking.wish(at(1));
        asking.next(1_000.0);
        asking.answered(1, 1_020.0);
        asking.wish(at(2));
        assert_eq!(asking.next(1_050.0), Next::Wait(150.0));
        assert_eq!(asking.next(1_200.0), Next::Ask(2, at(2)));
    }

    #[test]
    fn an_answer_that_nobody_waits_for_is_dropped() {
        let mut asking = Asking::default();
        asking.wish(at(1));
        asking.next(0.0);
        asking.forget();
        assert!(!asking.waits());
        assert_eq!(asking.answered(1, 50.0), None, "back to now came first");
        asking.wish(at(2));
        assert_eq!(asking.next(250.0), Next::Ask(2, at(2)));
        assert_eq!(asking.answered(1, 260.0), None, "an older answer is not the newer one's");
    }

    #[test]
    fn a_slow_core_gives_larger_steps_at_the_same_speed() {
        assert_eq!(played(at(0), Speed::TenMinutes, pace_ms(20.0)), at(2));
        assert_eq!(played(at(0), Speed::TenMinutes, pace_ms(500.0)), at(5));
        assert_eq!(played(at(0), Speed::Hour, pace_ms(60_000.0)), at(120), "2 s at most");
    }
}
