//! The readers' health since an asset was heard last, as parts of a chart's width.

use trackward_model::ask::{EvidenceShown, ReaderHealthView};
use trackward_model::{ReaderId, Span, Timestamp};

/// Readers that are drawn; those that were down come first.
pub const BARS_MAX: usize = 5;
/// Marks on the time axis at most.
const TICKS_MAX: i64 = 5;

/// What the chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Health {
    /// Where the asset was heard last, from 0 to 1.
    pub heard: f64,
    /// One for each reader.
    pub bars: Vec<Bar>,
    /// Marks on the time axis, from 0 to 1, with the instant.
    pub ticks: Vec<(f64, Timestamp)>,
    /// The ticks are days apart.
    pub by_day: bool,
    /// Readers that are not drawn.
    pub more: usize,
}

/// A reader over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The reader.
    pub reader: ReaderId,
    /// When it heard nothing, from and to, from 0 to 1.
    pub down: Vec<(f64, f64)>,
}

/// Reckons the chart of what was known until an instant. `None` without readers or sighting.
#[must_use]
pub fn health(
    evidence: &EvidenceShown,
    until: Timestamp,
    offset_s: impl Fn(Timestamp) -> i64,
) -> Option<Health> {
    let heard = evidence.last_seen.filter(|heard| *heard < until)?;
    if evidence.readers.is_empty() {
        return None;
    }
    // Some time before the last sighting shows that it is the last.
    let from = heard - Span(until.since(heard).0 / 8);
    let length = until.since(from);
    let part = |at: Timestamp| (at.since(from).0 as f64 / length.0 as f64).clamp(0.0, 1.0);
    let mut readers: Vec<&ReaderHealthView> = evidence.readers.iter().collect();
    readers.sort_by_key(|reader| reader.down.is_empty());
    let bars = readers
        .iter()
        .take(BARS_MAX)
        .map(|reader| Bar {
            reader: reader.reader.clone(),
            down: reader
                .down
                .iter()
                .map(|(down, up)| (part(*down), up.map_or(1.0, part)))
                .filter(|(down, up)| up > down)
                .collect(),
        })
        .collect();
    let step = step(length);
    let first = {
        let local = from.0 + offset_s(from) * 1_000_000;
        Timestamp(from.0 + (step.0 - local.rem_euclid(step.0)))
    };
    let ticks = (0..=TICKS_MAX)
        .map(|n| first + Span(step.0 * n))
        .take_while(|at| *at < until)
        .map(|at| (part(at), at))
        .collect();
    Some(Health {
        heard: part(heard),
        bars,
        ticks,
        by_day: step >= Span::days(1),
        more: evidence.readers.len().saturating_sub(BARS_MAX),
    })
}

/// How long a reader heard nothing, until an instant.
#[must_use]
pub fn down_for(reader: &ReaderHealthView, until: Timestamp) -> Span {
    let silent = |(from, to): &(Timestamp, Option<Timestamp>)| to.unwrap_or(until).since(*from);
    reader.down.iter().map(silent).fold(Span::ZERO, |sum, span| sum + span)
}

fn step(length: Span) -> Span {
    let steps = [
        Span::minutes(1),
        Span::minutes(5),
        Span::minutes(15),
        Span::minutes(30),
        Span::hours(1),
        Span::hours(2),
        Span::hours(4),
        Span::hours(6),
        Span::hours(12),
        Span::days(1),
        Span::days(2),
        Span::days(7),
    ];
    steps
        .into_iter()
        .find(|step| length.0 / step.0 <= TICKS_MAX)
        .unwrap_or(Span::days((length.0 / Span::days(1).0 / TICKS_MAX).max(1)))
}

#[cfg(test)]
mod tests {
    use trackward_model::ReaderState;

    use super::super::sample::evidence;
    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-11-24T{text}Z").parse().unwrap()
    }

    fn reader(id: &str, down: Vec<(Timestamp, Option<Timestamp>)>) -> ReaderHealthView {
        ReaderHealthView { reader: id.parse().unwrap(), state: ReaderState::Online, down }
    }

    #[test]
    fn downtimes_are_parts_of_the_width_and_those_who_were_down_come_first() {
        let mut evidence = evidence();
        evidence.last_seen = Some(at("08:00:00"));
        evidence.readers = vec![
            reader("whole", vec![]),
            reader("broken", vec![(at("12:00:00"), Some(at("14:00:00"))), (at("15:00:00"), None)]),
        ];
        // 8 hours since, and one hour before: 07:00 to 16:00.
        let health = health(&evidence, at("16:00:00"), |_| 0).unwrap();
        assert_eq!(health.bars[0].reader.as_str(), "broken");
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} is {b}");
        near(health.heard, 1.0 / 9.0);
        near(health.bars[0].down[0].0, 5.0 / 9.0);
        near(health.bars[0].down[0].1, 7.0 / 9.0);
        near(health.bars[0].down[1].1, 1.0);
        let ticks: Vec<_> = health.ticks.iter().map(|(_, at)| *at).collect();
        assert_eq!(ticks, ["08:00:00", "10:00:00", "12:00:00", "14:00:00"].map(at));
        assert_eq!(down_for(&evidence.readers[1], at("16:00:00")), Span::hours(3));
    }

    #[test]
    fn ticks_stand_at_whole_hours_of_the_wall() {
        let mut evidence = evidence();
        evidence.last_seen = Some(at("08:00:00"));
        evidence.readers = vec![reader("a", vec![])];
        // Half past: +05:30.
        let health = health(&evidence, at("12:00:00"), |_| 19_800).unwrap();
        assert_eq!(health.ticks[0].1, at("08:30:00"), "14:00 on the wall");
    }

    #[test]
    fn without_readers_or_a_sighting_there_is_nothing_to_draw() {
        let mut evidence = evidence();
        evidence.readers = vec![reader("a", vec![])];
        evidence.last_seen = None;
        assert_eq!(health(&evidence, at("12:00:00"), |_| 0), None);
        evidence.last_seen = Some(at("12:00:00"));
        assert_eq!(health(&evidence, at("12:00:00"), |_| 0), None, "no time has passed");
    }
}
