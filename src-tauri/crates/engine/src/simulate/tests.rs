//! The demo hospital, played: what must hold of any day of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use trackward_locate::{Layout, Track, Tuning, observe};
use trackward_model::{
    Asset, AssetIndex, JournalEntry, PlaceIndex, PlaceKind, ReaderEvent, ReaderState, Scheme, Site,
    Span, Tag, Timestamp,
};

use super::{Hospital, Mishaps, Script, Troubles, history};
use crate::{asset_list, site_file};

/// 06:00 in Chicago on a Monday in January.
const START: &str = "2026-01-05T12:00:00Z";

fn demo_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/demo")
}

pub(super) fn demo() -> (Site, Vec<(Asset, Vec<Tag>)>) {
    let site = site_file::read(&demo_folder().join("site.toml")).unwrap().site;
    let assets = asset_list::read(&demo_folder().join("assets.csv"), &site).unwrap().assets;
    (site, assets)
}

pub(super) fn start() -> Timestamp {
    START.parse().unwrap()
}

fn minutely() -> Script {
    Script { tag_interval: Span::minutes(1), ..Script::default() }
}

fn played(script: &Script, hours: i64, step: Span) -> Vec<JournalEntry> {
    let (site, assets) = demo();
    let mut hospital = Hospital::new(&site, &assets, start(), script);
    let mut out = Vec::new();
    let end = start() + Span::hours(hours);
    while hospital.now() < end {
        hospital.advance((hospital.now() + step).min(end), &mut out);
    }
    out
}

#[test]
fn the_demo_files_are_taken_without_a_complaint() {
    let read = site_file::read(&demo_folder().join("site.toml")).unwrap();
    assert_eq!(read.warnings, Vec::<String>::new());
    let list = asset_list::read(&demo_folder().join("assets.csv"), &read.site).unwrap();
    assert_eq!(list.warnings, Vec::<String>::new());
    let kinds: BTreeSet<PlaceKind> = read.site.places.iter().map(|place| place.kind).collect();
    assert_eq!(kinds.len(), PlaceKind::ALL.len(), "every kind of place is in the demo");
    assert_eq!((read.plans.len(), read.site.readers.len(), list.assets.len()), (4, 40, 480));
}

#[test]
fn every_asset_has_a_tag_whose_epc_can_be_named() {
    let (_, assets) = demo();
    let mut makers = BTreeSet::new();
    for (asset, tags) in &assets {
        let id = asset.asset_id.as_str();
        let tag = tags.first().expect("every asset has a tag");
        assert_eq!(tag.scheme(), Scheme::Epc);
        let named = trackward_ingest::epc::decode(tag.bytes()).expect(id).pure_identity;
        // The hospital's own labels carry its asset number, the makers' the device's GTIN.
        let number = id.replace("IP-", "1000").replace("VT-", "2000");
        let own = named == format!("urn:epc:id:giai:9521001.{number}");
        let by_maker = named.starts_with("urn:epc:id:sgtin:9521");
        assert!(own || by_maker, "{id} is labelled {named}");
        if by_maker {
            makers.insert(asset.manufacturer.as_str());
        }
    }
    assert_eq!(makers.into_iter().collect::<Vec<_>>(), ["Aerovent", "Corvane"]);
}

#[test]
fn the_same_script_gives_the_same_events_in_any_steps() {
    let script = minutely();
    let events = played(&script, 4, Span::hours(1));
    assert!(events.len() > 100_000, "{} events", events.len());
    assert!(events == played(&script, 4, Span::seconds(7)), "steps must not matter");
    let other = Script { seed: 2, ..script };
    assert!(events != played(&other, 4, Span::hours(1)), "another seed is another day");
}

#[test]
fn events_come_in_the_order_of_time_and_within_the_span_asked_for() {
    let events = played(&minutely(), 2, Span::minutes(10));
    assert!(events.windows(2).all(|pair| pair[0].at() <= pair[1].at()));
    let end = start() + Span::hours(2);
    assert!(events.iter().all(|event| (start()..=end).contains(&event.at())));
}

#[test]
fn a_day_passes_through_rooms_soiled_and_clean() {
    let (site, assets) = demo();
    let mut hospital = Hospital::new(&site, &assets, start(), &minutely());
    let mut visits: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut out = Vec::new();
    for minute in 1..=24 * 60 {
        hospital.advance(start() + Span::minutes(minute), &mut out);
        out.clear();
        for n in 0..assets.len() {
            let truth = hospital.truth(AssetIndex::of(n)).unwrap();
            if let Some(place) = truth.place {
                visits.entry(site.places[place.at()].kind.word()).or_default().insert(n);
            }
        }
    }
    let count = |kind: &str| visits.get(kind).map_or(0, BTreeSet::len);
    for (kind, least) in [
        ("patient_room", 300),
        ("soiled_utility", 200),
        ("clean_utility", 200),
        ("storage", 100),
        ("hallway", 200),
        ("elevator", 30),
        ("biomed_shop", 10),
        ("nurse_station", 10),
    ] {
        assert!(
            count(kind) >= least,
            "{} of 480 devices were in a {kind}: {visits:?}",
            count(kind)
        );
    }
}

#[test]
fn as_many_get_lost_as_the_script_says() {
    let (site, assets) = demo();
    let script = Script { troubles: Troubles::NONE, ..minutely() };
    let silent_after = |mishaps: Mishaps| {
        let script = Script { mishaps, ..script.clone() };
        let mut hospital = Hospital::new(&site, &assets, start(), &script);
        let mut out = Vec::new();
        hospital.advance(start() + Span::hours(31), &mut out);
        (0..assets.len()).filter(|&n| !hospital.truth(AssetIndex::of(n)).unwrap().audible).count()
    };
    assert_eq!(silent_after(Mishaps::NONE), 0, "without mishaps everything can be heard");
    let mishaps = Mishaps { left: 3, hidden: 0, tag_dead: 4, tag_dropped: 2, never_heard: 5 };
    assert_eq!(silent_after(mishaps), 14);
}

#[test]
fn readers_fail_and_come_back_and_are_silent_meanwhile() {
    let script =
        Script { troubles: Troubles { readers_a_day: 60, antennas_a_day: 0 }, ..minutely() };
    let mut down = BTreeSet::new();
    let (mut failures, mut returns) = (0, 0);
    for event in played(&script, 24, Span::hours(1)) {
        match event {
            JournalEntry::Reader { reader, event: ReaderEvent::State { state, .. }, .. } => {
                if state == ReaderState::Offline {
                    failures += 1;
                    assert!(down.insert(reader), "it was up before it failed");
                } else {
                    returns += 1;
                    assert!(down.remove(&reader), "it was down before it came back");
                }
            }
            JournalEntry::Sighting(sighting) => {
                assert!(!down.contains(&sighting.reader), "a reader that is down hears nothing");
            }
            JournalEntry::Reader { .. } => {}
        }
    }
    assert!((30..=100).contains(&failures), "60 a day were asked for, {failures} happened");
    assert!(returns + 10 > failures, "{returns} of {failures} came back within the day");
}

#[test]
fn the_past_goes_over_into_the_present_without_a_seam() {
    let (site, assets) = demo();
    let mut hospital = Hospital::new(&site, &assets, start(), &minutely());
    let now = start() + Span::hours(3);
    let past: usize = history(&mut hospital, now).map(|batch| batch.len()).sum();
    assert!(past > 50_000, "{past}");
    assert_eq!(hospital.now(), now);
    let before: Vec<_> = (0..assets.len()).map(|n| hospital.truth(AssetIndex::of(n))).collect();
    hospital.set_pace(1.0, Span::seconds(3));
    let after: Vec<_> = (0..assets.len()).map(|n| hospital.truth(AssetIndex::of(n))).collect();
    assert_eq!(before, after, "a change of pace moves nothing");
    let mut live = Vec::new();
    hospital.advance(now + Span::seconds(30), &mut live);
    let per_second = live.len() / 30;
    assert!((200..2_000).contains(&per_second), "{per_second} sightings a second");
}

/// Asset-minutes by the kind of the true place and of the place that was found.
type Wrong = BTreeMap<(PlaceKind, Option<PlaceKind>), u32>;

/// Asset-minutes at which the place that locating gives is the true one, and all of them:
/// of devices that stay where they are for two minutes at least, and can be heard.
fn located(script: &Script, hours: i64) -> (u32, u32, Wrong) {
    let (site, assets) = demo();
    let layout = Layout::new(&site);
    let tuning = Tuning::default();
    let mut tracks: Vec<Track> = assets.iter().map(|_| Track::new()).collect();
    let by_tag: BTreeMap<Tag, usize> =
        assets.iter().enumerate().filter_map(|(n, (_, tags))| Some((*tags.first()?, n))).collect();
    let mut hospital = Hospital::new(&site, &assets, start(), script);
    let (mut right, mut all, mut wrong) = (0, 0, Wrong::new());
    let (mut out, mut changes) = (Vec::new(), Vec::new());
    for minute in 1..=hours * 60 {
        let now = start() + Span::minutes(minute);
        hospital.advance(now, &mut out);
        for event in out.drain(..) {
            let JournalEntry::Sighting(sighting) = event else { continue };
            let n = by_tag[&sighting.tag];
            let mut thresholds = site.policy.thresholds(&assets[n].0.type_id, Span::seconds(1));
            thresholds.tag_interval = script.tag_interval;
            observe(&mut tracks[n], &sighting, &layout, &tuning, &thresholds, false, &mut changes);
            changes.clear();
        }
        for (n, track) in tracks.iter().enumerate() {
            let truth = hospital.truth(AssetIndex::of(n)).unwrap();
            let Some(place) = truth.place else { continue };
            let settled = truth.staying && now.since(truth.since) >= Span::minutes(2);
            if !settled || !truth.audible {
                continue;
            }
            all += 1;
            let found = track.place();
            if found == Some(place) {
                right += 1;
            } else {
                let kind = |place: PlaceIndex| site.places[place.at()].kind;
                *wrong.entry((kind(place), found.map(kind))).or_insert(0) += 1;
            }
        }
    }
    (right, all, wrong)
}

#[track_caller]
fn check_located(script: &Script, hours: i64) {
    let (right, all, wrong) = located(script, hours);
    let percent = 100.0 * f64::from(right) / f64::from(all);
    println!("{percent:.2} % of {all} asset-minutes; wrong, by true and found kind: {wrong:?}");
    assert!(percent > 95.0, "{percent:.2} % of asset-minutes at the true place; wrong: {wrong:?}");
}

#[test]
fn locating_finds_the_true_room_when_tags_report_every_minute() {
    check_located(&Script { troubles: Troubles::NONE, ..minutely() }, 24);
}

#[test]
fn locating_finds_the_true_room_when_tags_report_every_few_seconds() {
    check_located(&Script { troubles: Troubles::NONE, ..Script::default() }, 2);
}

#[test]
fn locating_finds_the_true_room_though_readers_fail() {
    check_located(&minutely(), 12);
}
