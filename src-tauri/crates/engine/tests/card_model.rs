//! A badge and a pump's card are held to a card reader, a model of its chip by its registers: the
//! unit has the pump, and the map shows it at the station. The driver in between is the real one.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "../../ingest/tests/mfrc522/card.rs"]
#[allow(dead_code, reason = "the reader's own tests use the rest")]
mod card;
#[path = "../../ingest/tests/mfrc522/chip.rs"]
#[allow(dead_code, reason = "the reader's own tests use the rest")]
mod chip;

use std::cell::Cell;
use std::fs;

use card::Card;
use chip::Shared;
use tokio::sync::mpsc;
use trackward_engine::{Config, Engine, KioskAt, Removal, Session, load};
use trackward_ingest::link::{Control, Known, Outlet, Roster, Tail};
use trackward_ingest::mfrc522::{CardEvent, poll, run};
use trackward_model::ask::{
    AssetDetail, AssetQuery, Form, Kiosk, KioskQuery, Query, Refusal, Told,
};
use trackward_model::{AssetId, Placement, ReaderIndex, SourceIndex, Span, Timestamp, UseState};

const BADGE: [u8; 4] = [0x0B, 0x5C, 0x22, 0xF1];
const PUMP: [u8; 7] = [0x04, 0xA2, 0x24, 0xB2, 0xC1, 0x34, 0x80];

const SITE: &str = r#"
[site]
id = "ward"
name = "Ward Hospital"
timezone = "America/Chicago"

[[floor]]
id = "L2"
building = "Main"
name = "Level 2"
ordinal = 2

[[place]]
id = "station"
floor = "L2"
name = "ICU station"
kind = "nurse_station"
unit = "ICU"
outline = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]]

[[reader]]
id = "cards"
kind = "mfrc522"
address = "/dev/spidev0.0"
chip_select = "/dev/gpiochip0:25"

[[antenna]]
reader = "cards"
port = 1
place = "station"
"#;

const ASSETS: &str = "asset_id,name,type,manufacturer,model,serial,unit,tag
IP-1,Pump,infusion_pump,Medilane,P3,S1,ICU,uid:04A224B2C13480
";

thread_local! {
    /// What the host's clock says: it goes on while the reader pauses.
    static CLOCK: Cell<Timestamp> = const { Cell::new(Timestamp(1_767_614_400_000_000)) };
}

fn now() -> Timestamp {
    CLOCK.get()
}

/// Holds each card to the reader for a second, and five seconds after the one before.
fn hold(cards: &[&[u8]]) -> Vec<CardEvent> {
    const LOOKS_HELD: usize = 10;
    const LOOKS_EACH: usize = 50;
    let chip = Shared::new();
    let mut told = Vec::new();
    let mut look = 0;
    poll(
        || Ok((chip.clone(), chip.clone())),
        |pause| {
            CLOCK.set(now() + Span(pause.as_micros() as i64));
            let (at, since) = (look / LOOKS_EACH, look % LOOKS_EACH);
            let mut chip = chip.0.borrow_mut();
            match (cards.get(at), since) {
                (None, _) => return false,
                (Some(uid), 0) => chip.cards.push(Card::new(uid)),
                (Some(_), LOOKS_HELD) => chip.cards.clear(),
                _ => {}
            }
            look += 1;
            true
        },
        now,
        |event| {
            told.push(event);
            true
        },
    );
    told
}

/// The reader's source hands on what it told, each thing at its time.
async fn hear(engine: &Engine, told: Vec<CardEvent>) {
    let after = now();
    for event in told {
        if let CardEvent::Tap(tap) = &event {
            CLOCK.set(tap.at);
        } else {
            continue;
        }
        let (events, heard) = mpsc::channel(1);
        let (_stop, control) = mpsc::channel::<Control>(1);
        let known = Known { reader: ReaderIndex(0), named: None, interval_s: 60.0 };
        let roster = Roster::new([known], []);
        let outlet = Outlet::new(SourceIndex(0), roster, engine.sender(), Tail::default(), now);
        events.send(event).await.unwrap();
        drop(events);
        run(heard, outlet, control).await;
        engine.settled().await.unwrap();
    }
    CLOCK.set(after);
}

async fn ask<T: serde::de::DeserializeOwned>(
    engine: &Engine,
    session: &Session,
    query: impl Into<Query>,
) -> T {
    Form::Json.read(&engine.query_as(session, query.into()).await.unwrap()).unwrap()
}

#[tokio::test]
async fn a_badge_and_a_pumps_card_change_custody_and_the_map() {
    let folder = tempfile::tempdir().unwrap();
    let (site, assets) = (folder.path().join("site.toml"), folder.path().join("assets.csv"));
    let db = folder.path().join("ward.db");
    fs::write(&site, SITE).unwrap();
    fs::write(&assets, ASSETS).unwrap();
    load(&db, Some(&site), Some(&assets), Removal::Refuse).await.unwrap();
    let engine = Engine::start(Config { live: false, ..Config::new(db) }).await.unwrap();
    let kiosk = Session::Kiosk(KioskAt { unit: "ICU".parse().unwrap(), place: None });
    let pump: AssetId = "IP-1".parse().unwrap();

    hear(&engine, hold(&[&PUMP])).await;
    let alone: Kiosk = ask(&engine, &kiosk, KioskQuery {}).await;
    let badge_first = Told::Refused(Refusal::BadgeFirst { asset_id: pump.clone() });
    assert_eq!(alone.tap.unwrap().told, badge_first, "a pump without a badge");

    hear(&engine, hold(&[&BADGE, &PUMP])).await;
    let taken: Kiosk = ask(&engine, &kiosk, KioskQuery {}).await;
    let told = taken.tap.unwrap().told;
    assert!(matches!(told, Told::Taken { .. }), "{told:?}");
    assert_eq!(taken.custody[0].asset_id, pump);
    let query = AssetQuery { asset_id: pump.clone() };
    let shown: AssetDetail = ask(&engine, &Session::Desk, query.clone()).await;
    assert_eq!(shown.row.live.use_state, UseState::InUse, "the unit has it");
    assert_eq!(shown.row.live.place.as_ref().unwrap().as_str(), "station", "it is on the map");
    assert_eq!(shown.why.unwrap().placement, Placement::Tapped);

    hear(&engine, hold(&[&PUMP])).await;
    let back: Kiosk = ask(&engine, &kiosk, KioskQuery {}).await;
    assert!(matches!(back.tap.unwrap().told, Told::Returned { .. }));
    assert!(back.custody.is_empty(), "it is back");
    let shown: AssetDetail = ask(&engine, &Session::Desk, query).await;
    assert_eq!(shown.row.live.custody, None);
    engine.stop().await.unwrap();
}
