//! A reader's clocks, and which of them to believe.

use trackward_model::{ClockKind, Span, Timestamp};

use crate::link::{ClockWatch, is_believed};

/// What is known of a reader's clocks during one connection.
#[derive(Debug, Clone, Default)]
pub struct ReaderClock {
    /// When the uptime was zero, by this host's clock, and when that was last judged.
    started: Option<(Timestamp, Timestamp)>,
    watch: ClockWatch,
    /// Reader minus host, where that is news.
    news: Option<Span>,
}

impl ReaderClock {
    /// The instant of an event: by the reader's UTC clock, else by its uptime, else the host's.
    pub fn judge(
        &mut self,
        utc_us: Option<u64>,
        uptime_us: Option<u64>,
        received_at: Timestamp,
    ) -> (Timestamp, ClockKind) {
        if let Some(utc_us) = utc_us {
            let at = Timestamp(i64::try_from(utc_us).unwrap_or(i64::MAX));
            let offset = at.since(received_at);
            self.news = self.watch.note(offset, received_at).or(self.news);
            return if is_believed(offset) {
                (at, ClockKind::Reader)
            } else {
                (received_at, ClockKind::Host)
            };
        }
        match uptime_us.and_then(|uptime_us| i64::try_from(uptime_us).ok()) {
            Some(uptime_us) => {
                (self.started(uptime_us, received_at) + Span(uptime_us), ClockKind::Uptime)
            }
            None => (received_at, ClockKind::Host),
        }
    }

    /// Reader minus host, when that has not been told yet.
    pub fn take_news(&mut self) -> Option<Span> {
        self.news.take()
    }

    /// When the reader started. Delays only ever make this look later, so the earliest is the
    /// best; it may drift by 100 ppm, or a slow clock would fall behind for ever.
    fn started(&mut self, uptime_us: i64, received_at: Timestamp) -> Timestamp {
        let seen = received_at - Span(uptime_us);
        let started = self.started.map_or(seen, |(started, judged_at)| {
            let drift = Span(received_at.since(judged_at).0.max(0) / 10_000);
            seen.min(started + drift)
        });
        self.started = Some((started, received_at));
        started
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp(1_767_614_400_000_000);

    #[test]
    fn utc_is_believed_within_a_day() {
        let mut clock = ReaderClock::default();
        let utc = |span: Span| Some((NOON + span).0 as u64);
        let hour_ago = Span(-Span::hours(1).0);
        assert_eq!(clock.judge(utc(hour_ago), None, NOON), (NOON + hour_ago, ClockKind::Reader));
        assert_eq!(clock.take_news(), None, "it may have been kept back");
        let (at, kind) = clock.judge(utc(Span::hours(25)), Some(1), NOON);
        assert_eq!((at, kind), (NOON, ClockKind::Host), "a clock that is off stands for nothing");
        assert_eq!(clock.take_news(), Some(Span::hours(25)));
        let (at, kind) = clock.judge(utc(Span::hours(8)), None, NOON);
        assert_eq!((at, kind), (NOON, ClockKind::Host), "nothing comes before it happened");
        assert_eq!(clock.judge(Some(u64::MAX), None, NOON), (NOON, ClockKind::Host));
        assert_eq!(clock.judge(Some(0), None, NOON), (NOON, ClockKind::Host));
    }

    #[test]
    fn uptime_is_mapped_by_the_report_with_the_least_delay() {
        let mut clock = ReaderClock::default();
        let second = Span::seconds(1);
        clock.judge(None, Some(10_000_000), NOON);
        let (at, kind) = clock.judge(None, Some(11_000_000), NOON + second);
        assert_eq!((at, kind), (NOON + second, ClockKind::Uptime));
        // Held back for 5 s: it was seen at 12 s of uptime, not when it came.
        let (at, _) = clock.judge(None, Some(12_000_000), NOON + Span::seconds(7));
        let late = at.since(NOON + Span::seconds(2));
        assert!(late < Span::milliseconds(1), "{late} of drift is allowed in 7 s");
        let (at, _) = clock.judge(None, None, NOON);
        assert_eq!(at, NOON);
    }
}
