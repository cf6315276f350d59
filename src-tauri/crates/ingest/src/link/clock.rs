//! Which of a reader's times to believe, and how far its clock is off.
//!
//! What arrives late says nothing of a clock: a buffer that is sent after an outage is hours old,
//! and the clock right. But nothing arrives before it happened, and a clock that is slow is slow
//! all the time, while a buffer is sent faster than it was filled.

use trackward_model::{Span, Timestamp};

/// A reader whose clock is off by more than this is not believed.
pub const CLOCK_OFFSET_MAX: Span = Span::days(1);
/// A time further ahead than this is none at which something can have been heard.
const AHEAD_MAX: Span = Span::seconds(2);
/// What comes within this has not been kept anywhere.
const PROMPT: Span = Span::seconds(5);
/// A clock that moved by more than this since it was told last is told again.
const STEP: Span = Span::seconds(1);
/// For so long the promptest event is looked for.
const WINDOW: Span = Span::minutes(1);
/// The promptest events of two windows that are closer together than this are kept back by nothing
/// but the clock.
const STEADY: Span = Span::seconds(2);

/// Whether an event's time is believed, by how far it lies from when the event came in.
#[must_use]
pub fn is_believed(offset: Span) -> bool {
    -CLOCK_OFFSET_MAX.0 <= offset.0 && offset.0 <= AHEAD_MAX.0
}

/// Whether a clock has moved by enough to be told again.
#[must_use]
pub const fn is_step(told: Span, offset: Span) -> bool {
    offset.0.abs_diff(told.0) > STEP.0.unsigned_abs()
}

/// What is known of one reader's clock.
#[derive(Debug, Clone, Default)]
pub struct ClockWatch {
    told: Option<Span>,
    window: Option<Window>,
    /// The promptest of the window before.
    before: Option<Span>,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    since: Timestamp,
    promptest: Span,
}

impl ClockWatch {
    /// Takes how far an event's time lies from when the event came in. Gives how far the clock is
    /// off when that is certain, and news.
    pub fn note(&mut self, offset: Span, received_at: Timestamp) -> Option<Span> {
        let was_off = self.told.is_some_and(|told| !is_near(told));
        if was_off && is_near(offset) {
            // It was set: what came before says nothing of it.
            (self.window, self.before) = (None, None);
        }
        let steady = self.roll(received_at);
        let window = self.window.get_or_insert(Window { since: received_at, promptest: offset });
        window.promptest = window.promptest.max(offset);
        let promptest = window.promptest.max(self.before.unwrap_or(Span(i64::MIN)));
        let is_certain = promptest.0 >= -PROMPT.0 || !is_near(promptest);
        let off_by = if is_certain { promptest } else { steady? };
        let is_news = self.told.is_none_or(|told| is_step(told, off_by));
        is_news.then(|| *self.told.insert(off_by))
    }

    /// Ends a window that is over. Gives its promptest when that is what the one before had.
    fn roll(&mut self, received_at: Timestamp) -> Option<Span> {
        let over = self.window.take_if(|window| received_at.since(window.since) >= WINDOW)?;
        let before = self.before.replace(over.promptest)?;
        (before.0.abs_diff(over.promptest.0) <= STEADY.0 as u64).then_some(over.promptest)
    }
}

/// Within a day: a buffer may hold as much, and a clock that is off by more is not believed.
const fn is_near(offset: Span) -> bool {
    offset.0.unsigned_abs() <= CLOCK_OFFSET_MAX.0.unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp(1_767_614_400_000_000);

    /// Hears an event every second, each as late as told, and gives what was told of the clock.
    fn told(
        watch: &mut ClockWatch,
        from: i64,
        offsets: impl IntoIterator<Item = Span>,
    ) -> Vec<Span> {
        let seconds = offsets.into_iter().zip(from..);
        seconds.filter_map(|(off, at)| watch.note(off, NOON + Span::seconds(at))).collect()
    }

    fn behind(span: Span) -> Span {
        Span(-span.0)
    }

    #[test]
    fn a_clock_that_is_right_is_told_once() {
        let mut watch = ClockWatch::default();
        let jitter = (0..600).map(|i| behind(Span::milliseconds(i % 900)));
        assert_eq!(told(&mut watch, 0, jitter), [Span(0)]);
    }

    #[test]
    fn a_clock_that_is_ahead_is_told_at_once_and_again_when_it_was_set() {
        let mut watch = ClockWatch::default();
        let ahead = Span::hours(8);
        assert_eq!(told(&mut watch, 0, [ahead]), [ahead]);
        let late = [Span::hours(1); 30];
        assert_eq!(told(&mut watch, 1, late), [], "what was kept back for hours is no other clock");
        assert_eq!(told(&mut watch, 31, [Span(0); 150]), [Span(0)]);
    }

    #[test]
    fn a_buffer_that_is_sent_after_an_outage_is_no_slow_clock() {
        let mut watch = ClockWatch::default();
        // Three hours are sent within three minutes, a minute of them a second.
        let backlog = (0..180).map(|i| behind(Span::minutes(180 - i)));
        assert_eq!(told(&mut watch, 0, backlog), []);
        assert_eq!(told(&mut watch, 180, [Span(0); 60]), [Span(0)]);
    }

    #[test]
    fn a_clock_that_is_slow_is_told_when_nothing_came_sooner_for_two_minutes() {
        let mut watch = ClockWatch::default();
        let slow = behind(Span::hours(5));
        assert_eq!(told(&mut watch, 0, [slow; 119]), []);
        assert_eq!(told(&mut watch, 119, [slow; 120]), [slow]);
        assert_eq!(
            told(&mut watch, 239, [behind(Span::seconds(2)); 9]),
            [behind(Span::seconds(2))]
        );
    }

    #[test]
    fn a_clock_that_is_off_by_more_than_a_day_is_told_at_once() {
        let mut watch = ClockWatch::default();
        let off = behind(Span::days(40));
        assert_eq!(told(&mut watch, 0, [off; 300]), [off]);
        assert_eq!(told(&mut watch, 300, [Span(0)]), [Span(0)], "it was set");
        assert!(!is_believed(off) && !is_believed(Span::seconds(3)) && !is_believed(Span::days(2)));
        assert!(is_believed(Span::seconds(1)) && is_believed(behind(Span::hours(23))));
    }
}
