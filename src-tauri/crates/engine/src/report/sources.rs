//! How long readers worked: from what they and their connections reported, as the journal has it.

use std::collections::HashSet;

use trackward_model::figure::grouped;
use trackward_model::{
    JournalEntry, Place, Reader, ReaderEvent, ReaderIndex, ReaderState, SourceId, Timestamp,
};
use trackward_report::{Cell, Coverage, Report, Section, Table};

use super::Making;
use super::frame::{count, define, figure, hours, in_hours, integer, percent, text};
use crate::error::EngineError;
use crate::reader_states::reader_states;

/// How many blocks of the journal are read at a time.
const BLOCKS_AT_ONCE: u32 = 64;

/// Availability by reader.
pub async fn report(making: &Making) -> Result<Report, EngineError> {
    let (mut courses, reaches_back_to) = read(making).await?;
    let mut report = making.frame("Availability of readers");
    let wanted = wanted(making);
    if !(making.asked.types.is_empty() && making.asked.assets.is_empty()) {
        let sentence = "Readers are counted: the choice of types and devices changes nothing.";
        report.notes.push(sentence.to_owned());
        report.filters.retain(|filter| filter.label == "Units" || filter.label == "Exactly");
    }
    let mut table = Table::new("sources", "Readers", columns());
    let mut all = Course::default();
    for (i, course) in courses.iter_mut().enumerate() {
        let reader = &making.facts.site.readers[i];
        if reader.removed || !wanted[i] {
            continue;
        }
        course.run_to(making.scope.period.end.min(making.facts.known_until()), making);
        all.add(course);
        let source = reader.source.as_ref().map(SourceId::as_str);
        let mut row = vec![Cell::text(reader.id.as_str()), source.map_or(Cell::Empty, Cell::from)];
        row.extend(course.cells(making));
        table.push(row);
    }
    let period_us = making.scope.period.end.since(making.scope.period.start).0;
    let whole = in_hours(period_us) * table.rows.len() as f64;
    let known = in_hours(all.online + all.down + all.paused);
    report.coverage = Some(Coverage {
        percent: (whole > 0.0).then(|| 100.0 * known / whole),
        sentence: format!(
            "{} of {} reader hours known; {}",
            grouped(known, 0),
            grouped(whole, 0),
            match reaches_back_to {
                Some(at) => {
                    let day = making.local(at).local.date();
                    format!("the journal reaches back to {}", trackward_report::date_in_words(day))
                }
                None => "the journal is empty".to_owned(),
            }
        ),
    });
    report.summary = vec![
        figure(
            "Availability",
            Cell::percent(in_hours(all.online), known),
            trackward_report::ColumnKind::Percent,
            &format!("{} of {} h", grouped(in_hours(all.online), 0), grouped(known, 0)),
        ),
        count("Readers", table.rows.len(), ""),
        count("Outages", all.outages, ""),
    ];
    report.sections = vec![Section {
        title: "Readers".to_owned(),
        text: String::new(),
        charts: Vec::new(),
        tables: vec![table],
    }];
    report.definitions = vec![
        define("Availability, %", "Online, of the time that is known: online, down and paused."),
        define(
            "Online",
            "The reader answered. Where nothing was reported of a reader, it counts as online from \
             the first time in the period that it heard a tag.",
        ),
        define("Down", "It did not answer, was being connected, or another program held it."),
        define("Paused", "Nobody listened: Trackward was not running, or was told not to."),
        define("Coverage, %", "The part of the period of which the journal knows how it was."),
    ];
    report.notes.push(
        "The journal is kept for 30 days: what was before is unknown here, \
         however it was, and counts against coverage."
            .to_owned(),
    );
    Ok(report)
}

/// By reader, whether it has an antenna in a unit that was asked for; all where none was.
fn wanted(making: &Making) -> Vec<bool> {
    let (site, units) = (&making.facts.site, &making.asked.units);
    let is_in = |place: &&Place| place.unit.as_ref().is_some_and(|unit| units.contains(unit));
    let places: HashSet<_> = site.places.iter().filter(is_in).map(|place| &place.id).collect();
    let antennas = site.antennas.iter().filter(|antenna| places.contains(&antenna.place));
    let readers: HashSet<_> = antennas.map(|antenna| &antenna.reader).collect();
    let is_wanted = |reader: &Reader| units.is_empty() || readers.contains(&reader.id);
    site.readers.iter().map(is_wanted).collect()
}

fn columns() -> Vec<trackward_report::Column> {
    vec![
        text("reader", "Reader"),
        text("source", "Source"),
        hours("online_hours", "Online, h"),
        hours("down_hours", "Down, h"),
        hours("paused_hours", "Paused, h"),
        hours("unknown_hours", "Unknown, h"),
        percent("availability_percent", "Availability, %"),
        percent("coverage_percent", "Coverage, %"),
        integer("outages", "Outages"),
        hours("longest_outage_hours", "Longest outage, h"),
        integer("sightings", "Sightings"),
    ]
}

/// How a reader was, up to an instant.
#[derive(Debug, Clone, Default)]
struct Course {
    /// Its state since then; nothing while it is not known.
    now: Option<(ReaderState, Timestamp)>,
    online: i64,
    down: i64,
    paused: i64,
    outages: usize,
    longest: i64,
    outage: i64,
    sightings: i64,
}

impl Course {
    /// Counts the time from the last change to this instant, as far as it lies in the period.
    fn run_to(&mut self, at: Timestamp, making: &Making) {
        let Some((state, since)) = self.now else { return };
        let period = &making.scope.period;
        let from = since.clamp(period.start, period.end);
        let us = at.clamp(period.start, period.end).since(from).0.max(0);
        self.now = Some((state, at.max(since)));
        match state {
            ReaderState::Online => self.online += us,
            ReaderState::Paused => self.paused += us,
            ReaderState::Unknown => {}
            ReaderState::Offline | ReaderState::Connecting | ReaderState::Taken => {
                if us > 0 {
                    self.outages += usize::from(self.outage == 0);
                    self.outage += us;
                    self.longest = self.longest.max(self.outage);
                }
                self.down += us;
                return;
            }
        }
        self.outage = 0;
    }

    fn change(&mut self, state: ReaderState, at: Timestamp, making: &Making) {
        self.run_to(at, making);
        let since = self.now.map_or(at, |(_, since)| since.max(at));
        self.now = (state != ReaderState::Unknown).then_some((state, since));
    }

    fn add(&mut self, other: &Self) {
        self.online += other.online;
        self.down += other.down;
        self.paused += other.paused;
        self.outages += other.outages;
    }

    fn cells(&self, making: &Making) -> Vec<Cell> {
        let whole = making.scope.period.end.since(making.scope.period.start).0;
        let known = self.online + self.down + self.paused;
        let hours = |us| Cell::Number(in_hours(us));
        vec![
            hours(self.online),
            hours(self.down),
            hours(self.paused),
            hours(whole - known),
            Cell::percent(in_hours(self.online), in_hours(known)),
            Cell::percent(in_hours(known), in_hours(whole)),
            Cell::count(self.outages),
            hours(self.longest),
            Cell::Integer(self.sightings),
        ]
    }
}

/// How readers were when the period began, and then the journal of the period. With the courses,
/// when the journal begins.
async fn read(making: &Making) -> Result<(Vec<Course>, Option<Timestamp>), EngineError> {
    let period = &making.scope.period;
    let mut courses = vec![Course::default(); making.facts.site.readers.len()];
    for (reader, since, state) in reader_states(&making.store, period.start).await? {
        if let Some(course) = courses.get_mut(reader.at()) {
            course.change(state, since, making);
        }
    }
    let last = Timestamp(period.end.0.saturating_sub(1));
    let reaches_back_to = making.store.journal_first_at().await.map_err(EngineError::Read)?;
    let spans = making.store.journal_span_list(period.start, last).await;
    let spans = spans.map_err(EngineError::Read)?;
    let blocks = spans.len().max(1);
    let (mut seq, mut done) = (0, 0usize);
    loop {
        let found = making.store.journal_period(period.start, last, seq, BLOCKS_AT_ONCE).await;
        let found = found.map_err(EngineError::Read)?;
        if found.is_empty()
            || !making.ear.goes_on(done as f32 / blocks as f32, "Reading the journal")
        {
            return Ok((courses, reaches_back_to));
        }
        done += found.len();
        for block in found {
            match block {
                Ok(block) => {
                    seq = block.span.last_seq;
                    for entry in &block.entries {
                        take(&mut courses, entry, making);
                    }
                }
                Err(lost) => {
                    tracing::warn!(error = %lost.error, "a block of the journal is left out");
                    seq = lost.span.last_seq;
                }
            }
        }
    }
}

fn take(courses: &mut [Course], entry: &JournalEntry, making: &Making) {
    let of = |reader: ReaderIndex| reader.at();
    match entry {
        JournalEntry::Sighting(sighting) => {
            let Some(course) = courses.get_mut(of(sighting.reader)) else { return };
            if course.now.is_none() {
                course.change(ReaderState::Online, sighting.at, making);
            }
            let counts = making.scope.period.contains(&sighting.at);
            course.sightings += if counts { i64::from(sighting.count) } else { 0 };
        }
        JournalEntry::Reader { at, reader, event: ReaderEvent::State { state, .. } } => {
            if let Some(course) = courses.get_mut(of(*reader)) {
                course.change(*state, *at, making);
            }
        }
        JournalEntry::Reader { .. } => {}
    }
}
