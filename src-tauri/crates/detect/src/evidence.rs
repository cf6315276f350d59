//! What was known when an alert was opened: why it was.

use trackward_model::{
    Evidence, LastSighting, ReaderIndex, Rule, STAYS_IN_EVIDENCE, Span, Timestamp,
};

use crate::case::{AssetCase, ReaderCase, TagCase};
use crate::health::Health;
use crate::rule::{self, clock_wrong, unknown_tag};
use crate::scene::Scene;

/// How many readers an alert's evidence holds: those of a room, or the first of a floor.
const READERS_IN_EVIDENCE: usize = 16;

pub(crate) fn of_asset(rule: Rule, case: &AssetCase, at: Timestamp) -> Evidence {
    let threshold = Some(rule::threshold(rule, case));
    let Some(case) = &case.heard else { return Evidence { threshold, ..Evidence::default() } };
    let fix = case.fix;
    let last_sighting = Some(LastSighting {
        at: fix.last_seen,
        reader: fix.reader,
        antenna: fix.antenna,
        rssi: fix.rssi,
    });
    if rule::is_of_duty(rule) {
        // Neither readers nor stays are why, and there may be thousands of these.
        return Evidence { last_sighting, threshold, ..Evidence::default() };
    }
    let cover = case.cover.map_or(&[][..], |cover| case.scene.cover(cover));
    let mut readers: Vec<ReaderIndex> = cover.iter().map(|(reader, _)| *reader).collect();
    readers.dedup();
    readers.truncate(READERS_IN_EVIDENCE);
    Evidence {
        last_sighting,
        readers: (readers.into_iter())
            .map(|reader| case.health.shown(reader, fix.last_seen, at))
            .collect(),
        battery_percent: fix.battery_percent,
        stays: case.stays.iter().rev().take(STAYS_IN_EVIDENCE).copied().collect(),
        threshold,
        ..Evidence::default()
    }
}

pub(crate) fn of_reader(
    rule: Rule,
    case: &ReaderCase,
    scene: &Scene,
    health: &Health,
    assets_blind: u32,
    at: Timestamp,
) -> Evidence {
    let is_clock = rule == Rule::ClockWrong;
    let threshold = if is_clock {
        clock_wrong::threshold(case.clock_wrong_after)
    } else {
        rule::on_delay(scene, rule)
    };
    Evidence {
        readers: vec![health.shown(case.reader, case.down_since.unwrap_or(at), at)],
        threshold: Some(threshold),
        assets_blind: (!is_clock).then_some(assets_blind),
        clock_offset_ms: is_clock.then_some(case.clock.offset_ms),
        ..Evidence::default()
    }
}

pub(crate) fn of_tag(case: &TagCase, after: Span) -> Evidence {
    Evidence {
        last_sighting: Some(LastSighting {
            at: case.heard.last,
            reader: case.heard.reader,
            antenna: case.heard.antenna,
            rssi: None,
        }),
        threshold: Some(unknown_tag::threshold(after)),
        sightings: Some(case.heard.sightings),
        ..Evidence::default()
    }
}
