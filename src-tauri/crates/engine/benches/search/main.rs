//! How many rooms are searched until a missing asset is found: in the order in which places are
//! ranked, against its last known place and then the neighbours.
//!
//! The demo hospital is played for some days and learned from; then devices get lost, as the
//! simulator loses them. Each is searched for at the instant at which it is told as missing:
//! whoever searches looks into one place after the other until it is the true one, which only
//! the simulator knows. The ranking sees what the pipeline sees: sightings, the stays made of
//! them, and the readers' health. What has left the building is found by asking at the door
//! that it left by.
//!
//! `cargo bench -p trackward-engine --bench search`

mod baseline;
mod ward;

use std::path::Path;

use trackward_engine::simulate::{Hospital, Mishap, Mishaps, Script};
use trackward_engine::{asset_list, clock, site_file};
use trackward_locate::{Case, Look, Moves, rank};
use trackward_model::{Asset, AssetIndex, PlaceIndex, Site, Span, Tag, Timestamp};
use ward::{Missing, Ward};

const SEEDS: [u64; 6] = [21, 22, 23, 24, 25, 26];
/// Nothing gets lost for so long, and the moves are learned.
const LEARNED: Span = Span::days(8);
/// Losses happen within 30 hours, and are told 24 hours later at most (a fallen tag, which is
/// heard until it is swept up, later).
const WATCHED: Span = Span::hours(96);
/// In the proportions of the demo; so few at a time that the others go on as ever.
const MISHAPS: Mishaps =
    Mishaps { left: 12, hidden: 16, tag_dead: 12, tag_dropped: 4, never_heard: 0 };
const TAG_INTERVALS: [Span; 2] = [Span::minutes(1), Span::minutes(5)];

/// What one loss cost each way of searching, in rooms.
struct Searched {
    mishap: Mishap,
    ranked: usize,
    from_place: usize,
    from_antenna: usize,
}

fn main() {
    // Cargo's test command builds benchmarks and starts them without this.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/demo");
    let site = site_file::read(&demo.join("site.toml")).expect("the demo is whole").site;
    let assets = asset_list::read(&demo.join("assets.csv"), &site).expect("whole").assets;
    for interval in TAG_INTERVALS {
        let (mut searched, mut told_wrongly, mut ranks, mut ranked_s) = (Vec::new(), 0, 0, 0.0);
        for seed in SEEDS {
            let script = Script {
                seed,
                tag_interval: interval,
                mishaps: MISHAPS,
                mishaps_after: LEARNED,
                ..Script::default()
            };
            let (losses, wrongly) = play(&site, &assets, &script, &mut |missing, moves| {
                let began = clock::instant();
                let ranked = by_rank(&site, moves, missing);
                ranks += ranked;
                ranked_s += began.elapsed().as_secs_f64();
                ranked
            });
            searched.extend(losses);
            told_wrongly += wrongly;
        }
        println!(
            "\nTags every {interval}: {} losses; {told_wrongly} told as missing that were not \
             lost; {:.1} ms a ranking of {} places",
            searched.len(),
            1e3 * ranked_s / ranks as f64,
            site.places.len()
        );
        table(&searched);
    }
}

/// Plays a hospital until all losses are told, and searches for each.
fn play(
    site: &Site,
    assets: &[(Asset, Vec<Tag>)],
    script: &Script,
    by_rank: &mut dyn FnMut(&Missing<'_>, &Moves) -> usize,
) -> (Vec<Searched>, usize) {
    // 06:00 in Chicago on a Monday in January.
    let start: Timestamp = "2026-01-05T12:00:00Z".parse().expect("a time");
    let mut hospital = Hospital::new(site, assets, start, script);
    let mut ward = Ward::new(site, assets, script.tag_interval);
    let (mut searched, mut wrongly) = (Vec::new(), 0);
    let (mut events, mut now) = (Vec::new(), start);
    while now < start + LEARNED + WATCHED {
        now = now + Span::minutes(1);
        hospital.advance(now, &mut events);
        ward.hear(&mut events);
        for asset in 0..assets.len() {
            if !ward.is_told(asset, now) {
                continue;
            }
            let truth = hospital.truth(AssetIndex::of(asset)).expect("given");
            let at = truth.place.or(truth.left_by);
            let (Some(mishap), false, Some(at)) = (truth.lost, truth.audible, at) else {
                wrongly += 1;
                continue;
            };
            let missing = ward.missing(asset, now, at);
            searched.push(Searched {
                mishap,
                ranked: by_rank(&missing, &ward.moves),
                from_place: baseline::from_place(site, missing.case.last_place, at),
                from_antenna: baseline::from_antenna(site, missing.case.heard, at),
            });
        }
        if now.since(start).0 % Span::days(1).0 == 0 {
            ward.learn(now);
        }
    }
    (searched, wrongly)
}

/// Looks into the likeliest place that was not looked into, ranks anew, and so on.
fn by_rank(site: &Site, moves: &Moves, missing: &Missing<'_>) -> usize {
    let mut looks: Vec<Look> = Vec::new();
    while looks.len() < site.places.len() {
        let case = Case { looks: &looks, coverage: &missing.coverage, ..missing.case };
        let ranked = rank(moves, &case);
        let is_new = |place: &PlaceIndex| looks.iter().all(|look| look.place != *place);
        let Some(place) = ranked.iter().map(|ranked| ranked.place).find(is_new) else { break };
        looks.push(Look { place, at: missing.case.now });
        if place == missing.at {
            return looks.len();
        }
    }
    site.places.len()
}

fn table(searched: &[Searched]) {
    println!("rooms searched until found      losses  median    mean  90 %");
    let kinds = [
        ("all", None),
        ("left by an exit", Some(Mishap::Left)),
        ("hidden", Some(Mishap::Hidden)),
        ("tag dead", Some(Mishap::TagDead)),
        ("tag fell off", Some(Mishap::TagDropped)),
    ];
    for (name, mishap) in kinds {
        let of_kind = || searched.iter().filter(move |s| mishap.is_none_or(|m| s.mishap == m));
        println!("{name}");
        line("ranked", of_kind().map(|s| s.ranked).collect());
        line("last place, neighbours", of_kind().map(|s| s.from_place).collect());
        line("last antenna, neighbours", of_kind().map(|s| s.from_antenna).collect());
    }
}

fn line(name: &str, mut rooms: Vec<usize>) {
    if rooms.is_empty() {
        println!("  {name:28} {:7}", 0);
        return;
    }
    rooms.sort_unstable();
    let (count, at) = (rooms.len(), |share: usize| rooms[(rooms.len() - 1) * share / 100]);
    let mean = rooms.iter().sum::<usize>() as f64 / count as f64;
    println!("  {name:28} {count:7} {:7} {mean:7.1} {:5}", at(50), at(90));
}
