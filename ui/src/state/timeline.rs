//! The time slider: which part of the past it shows, its ticks and its marks.

use chrono::{Datelike, Days, NaiveDateTime, TimeDelta};
use trackward_model::ask::PastMark;
use trackward_model::{Severity, Span, Timestamp};

use crate::words;

/// Between two labels, in pixels.
const LABEL_PX: f64 = 56.0;
/// Marks nearer to each other than this are one, in pixels.
const MARK_PX: f64 = 14.0;
/// Minutes between labels, from fine to coarse.
const STEPS_MIN: [i64; 11] = [5, 15, 60, 120, 180, 360, 720, 1_440, 2_880, 7_200, 14_400];
const DAY_MIN: i64 = 1_440;

/// A part of the past, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// From here.
    pub from: Timestamp,
    /// To here.
    pub to: Timestamp,
}

impl Period {
    /// How long it is; never nothing.
    #[must_use]
    pub fn length(self) -> Span {
        self.to.since(self.from).max(Span::seconds(1))
    }

    /// Whether an instant is in it.
    #[must_use]
    pub fn contains(self, at: Timestamp) -> bool {
        at >= self.from && at <= self.to
    }

    /// Where an instant stands in it, from 0 to 1.
    #[must_use]
    pub fn share(self, at: Timestamp) -> f64 {
        (at.since(self.from).as_seconds() / self.length().as_seconds()).clamp(0.0, 1.0)
    }

    /// The instant that stands there, in whole seconds.
    #[must_use]
    pub fn at(self, share: f64) -> Timestamp {
        let seconds = (self.length().as_seconds() * share.clamp(0.0, 1.0)).round();
        self.within(self.from + Span::seconds(seconds as i64))
    }

    /// The instant of it that is nearest.
    #[must_use]
    pub fn within(self, at: Timestamp) -> Timestamp {
        at.max(self.from).min(self.to)
    }
}

/// How much of the past the slider shows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// 24 hours.
    Day,
    /// 7 days.
    Week,
    /// All of it.
    All,
}

impl Extent {
    /// All, the shortest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::All];

    /// The part that is shown with an instant: pages counted back from the end, of which the
    /// first may begin before anything was recorded.
    #[must_use]
    pub fn page(self, range: Period, at: Timestamp) -> Period {
        let length = match self {
            Self::Day => Span::days(1),
            Self::Week => Span::days(7),
            Self::All => return range,
        };
        if range.length() <= length {
            return range;
        }
        let back = range.to.since(range.within(at)).0 / length.0;
        let to = range.to - Span(length.0 * back);
        Period { from: to - length, to }
    }
}

/// A line of the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where, from 0 to 1.
    pub share: f64,
    /// What is written there.
    pub label: String,
    /// Whether a day begins there.
    pub day: bool,
}

/// The lines of the axis at round hours and days of the site's time zone, given as its offset
/// from UTC in seconds at any instant.
#[must_use]
pub fn ticks(period: Period, width_px: f64, offset_s: impl Fn(Timestamp) -> i64) -> Vec<Tick> {
    let minutes = period.length().as_seconds() / 60.0;
    let fits = |step: &i64| *step as f64 / minutes * width_px >= LABEL_PX;
    let Some(step) = STEPS_MIN.into_iter().find(fits) else { return Vec::new() };
    let wall = |at: Timestamp| (at + Span::seconds(offset_s(at))).to_chrono().naive_utc();
    let (mut day, last) = (wall(period.from).date(), wall(period.to).date());
    let mut ticks: Vec<Tick> = Vec::new();
    while day <= last {
        let shown = i64::from(day.num_days_from_ce()) % (step / DAY_MIN).max(1) == 0;
        let within_day = (0..DAY_MIN).step_by(step.min(DAY_MIN) as usize);
        for minute in within_day.filter(|_| shown) {
            let local = day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minute);
            let at = words::instant_of(local, &offset_s);
            // An hour that the clocks skip is none.
            if period.contains(at) && wall(at) == local {
                let label = if minute == 0 { words::day(local) } else { words::minute(local) };
                ticks.push(Tick { share: period.share(at), label, day: minute == 0 });
            }
        }
        let Some(next) = day.checked_add_days(Days::new(1)) else { break };
        day = next;
    }
    ticks
}

/// Alerts that were raised at about the same time.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// When the gravest of them was raised first.
    pub at: Timestamp,
    /// Where that is, from 0 to 1.
    pub share: f64,
    /// The gravest.
    pub severity: Severity,
    /// How many.
    pub count: usize,
}

/// The marks of a period; those that would cover each other are one.
#[must_use]
pub fn marks(alerts: &[PastMark], period: Period, width_px: f64) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for alert in alerts.iter().filter(|alert| period.contains(alert.at)) {
        let share = period.share(alert.at);
        match marks.last_mut() {
            Some(last) if (share - last.share) * width_px < MARK_PX => {
                last.count += 1;
                if alert.severity > last.severity {
                    last.severity = alert.severity;
                    last.at = alert.at;
                }
            }
            _ => marks.push(Mark { at: alert.at, share, severity: alert.severity, count: 1 }),
        }
    }
    marks
}

/// When the next alert was raised after an instant, or the last one before it.
#[must_use]
pub fn next_alert(alerts: &[PastMark], from: Timestamp, forward: bool) -> Option<Timestamp> {
    let mut instants = alerts.iter().map(|alert| alert.at);
    if forward {
        instants.filter(|at| *at > from).min()
    } else {
        instants.by_ref().filter(|at| *at < from).max()
    }
}

/// Reads a time as people type it, `14:20`, `14:20:31`, `24 14:20` or `2026-11-24 14:20`, as
/// seen from the day that is shown.
#[must_use]
pub fn parse_time(text: &str, shown: NaiveDateTime) -> Option<NaiveDateTime> {
    let text = text.trim();
    let (day, clock) = match text.rsplit_once([' ', 'T']) {
        None => (shown.date(), text),
        Some((day, clock)) => {
            let day = day.trim();
            let date = match day.parse::<u32>() {
                Ok(number) => shown.date().with_day(number),
                Err(_) => day.parse().ok(),
            };
            (date?, clock)
        }
    };
    let time = ["%H:%M:%S", "%H:%M"]
        .into_iter()
        .find_map(|format| chrono::NaiveTime::parse_from_str(clock, format).ok())?;
    Some(day.and_time(time))
}

#[cfg(test)]
#[path = "timeline_tests.rs"]
mod tests;
