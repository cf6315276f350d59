use trackward_model::{
    FloorId, FloorIndex, FloorPlan, ReaderState, SecretRef, Shape, Site, SourceKind, StayChange,
    Topic,
};
use trackward_store::{Batch, ReaderRecord, Removal, SiteChange, StoreError};

use crate::fixture::{Home, antenna, asset, at, heard, place, reader, site, source, stay};

/// 2 floors, 3 places, 1 source, 2 readers, 2 antennas, 1 zone.
const THINGS: usize = 11;

#[tokio::test]
async fn a_site_is_kept_as_it_is_and_twice_is_once() {
    let home = Home::empty().await;
    let first = home.store.site_apply(&site(), &[], Removal::Refuse).await.unwrap();
    assert_eq!(first, SiteChange { added: THINGS, ..SiteChange::default() });
    let home = home.reopened().await;
    assert_eq!(home.store.site_load().await.unwrap(), Some(site()));
    let again = home.store.site_apply(&site(), &[], Removal::Refuse).await.unwrap();
    assert_eq!(again, SiteChange { unchanged: THINGS, ..SiteChange::default() });
    assert_eq!(home.store.site_load().await.unwrap(), Some(site()));
}

#[tokio::test]
async fn indexes_stay_when_the_file_is_reordered_and_grows() {
    let home = Home::with(0).await;
    let mut wanted = site();
    wanted.places.reverse();
    wanted.places.insert(0, place("203", "L2"));
    wanted.places[1].name = "Clean supply".into();
    wanted.antennas.push(antenna("gw", 0, "203"));
    let change = home.store.site_apply(&wanted, &[], Removal::Refuse).await.unwrap();
    assert_eq!(change, SiteChange { added: 2, changed: 1, unchanged: THINGS - 1, removed: 0 });
    let kept = home.store.site_load().await.unwrap().unwrap();
    let ids: Vec<&str> = kept.places.iter().map(|place| place.id.as_str()).collect();
    assert_eq!(ids, ["101", "201", "202", "203"], "an index is assigned once");
    assert_eq!(kept.places[2].name, "Clean supply");
    assert_eq!(kept.antennas, wanted.antennas);
}

#[tokio::test]
async fn what_has_no_history_is_marked_and_can_come_back() {
    let home = Home::with(0).await;
    let mut wanted = site();
    wanted.places.remove(0);
    wanted.readers.pop();
    wanted.zones.clear();
    let change = home.store.site_apply(&wanted, &[], Removal::Refuse).await.unwrap();
    assert_eq!(change, SiteChange { unchanged: THINGS - 3, removed: 3, ..SiteChange::default() });
    let kept = home.store.site_load().await.unwrap().unwrap();
    assert!(kept.places[0].removed && kept.readers[1].removed);
    assert_eq!((kept.places.len(), kept.readers.len()), (3, 2), "rows are never deleted");
    // What was loaded can be applied: removed stays removed.
    let again = home.store.site_apply(&kept, &[], Removal::Refuse).await.unwrap();
    assert_eq!(again, SiteChange { unchanged: THINGS - 3, ..SiteChange::default() });
    let back = home.store.site_apply(&site(), &[], Removal::Refuse).await.unwrap();
    assert_eq!((back.added, back.changed), (1, 2), "the zone anew, the place and reader again");
    assert_eq!(home.store.site_load().await.unwrap(), Some(site()));
}

async fn refused_without(home: &Home, wanted: &Site) -> String {
    let before = home.store.site_load().await.unwrap();
    let error = home.store.site_apply(wanted, &[], Removal::Refuse).await.unwrap_err();
    assert!(matches!(error, StoreError::HasHistory { .. }), "{error}");
    assert_eq!(home.store.site_load().await.unwrap(), before, "nothing may be half-done");
    error.to_string()
}

#[tokio::test]
async fn what_has_history_is_refused_by_name_unless_removal_is_asked_for() {
    let home = Home::with(1).await;
    let stays = [(asset(0), StayChange::Put(stay(0, 1, None)))];
    let record = ReaderRecord { state: ReaderState::Online, ..ReaderRecord::default() };
    let batch = Batch {
        entries: &[heard(0, 1)],
        stays: &stays,
        readers: &[(trackward_model::ReaderIndex(0), record)],
        reached: at(1),
        ..Batch::default()
    };
    home.store.commit(&batch).await.unwrap();

    let mut wanted = site();
    wanted.places.remove(0);
    wanted.places.push(place("203", "L2"));
    assert_eq!(
        refused_without(&home, &wanted).await,
        "place \"101\" is no longer in the site file, but a stay in it has been recorded: \
         it stays unless removal is asked for"
    );
    let mut wanted = site();
    wanted.readers.remove(0);
    wanted.antennas.clear();
    let said = refused_without(&home, &wanted).await;
    assert!(said.starts_with("reader \"north\""), "{said}");

    let change = home.store.site_apply(&wanted, &[], Removal::Mark).await.unwrap();
    assert_eq!(change.removed, 3, "the reader and its antennas");
    assert!(home.store.site_load().await.unwrap().unwrap().readers[0].removed);
}

#[tokio::test]
async fn a_floor_has_the_history_of_what_it_holds() {
    let home = Home::with(1).await;
    let entry = match heard(0, 1) {
        trackward_model::JournalEntry::Sighting(mut sighting) => {
            sighting.reader = trackward_model::ReaderIndex(1);
            trackward_model::JournalEntry::Sighting(sighting)
        }
        other => other,
    };
    let mut unplaced = stay(0, 1, None);
    unplaced.place = None;
    unplaced.floor = FloorIndex(0);
    let stays = [(asset(0), StayChange::Put(unplaced))];
    let batch = Batch { entries: &[entry], stays: &stays, reached: at(1), ..Batch::default() };
    home.store.commit(&batch).await.unwrap();

    let mut wanted = site();
    wanted.floors.remove(0);
    wanted.places.remove(0);
    wanted.zones.clear();
    let said = refused_without(&home, &wanted).await;
    assert!(said.starts_with("floor \"L1\""), "{said}");
}

#[tokio::test]
async fn a_reader_may_be_heard_by_another_source_than_before() {
    let home = Home::with(1).await;
    let batch = Batch { entries: &[heard(0, 1)], reached: at(1), ..Batch::default() };
    home.store.commit(&batch).await.unwrap();
    let mut wanted = site();
    wanted.sources.push(source("north", SourceKind::Llrp, "10.20.0.21:5084"));
    wanted.readers[0] = reader("north", Some("north"));
    home.store.site_apply(&wanted, &[], Removal::Refuse).await.unwrap();
    wanted.sources.pop();
    wanted.readers[0] = reader("north", Some("hub"));
    let change = home.store.site_apply(&wanted, &[], Removal::Refuse).await.unwrap();
    assert_eq!((change.changed, change.removed), (1, 1), "its history is the reader's own");
}

#[tokio::test]
async fn a_source_stays_paused_whatever_the_site_file_says() {
    let home = Home::with(0).await;
    let mut wanted = site();
    wanted.sources.push(source("north", SourceKind::Llrp, "10.20.0.21:5084"));
    home.store.site_apply(&wanted, &[], Removal::Refuse).await.unwrap();
    home.store.source_pause(0, true).await.unwrap();
    let connection = &mut wanted.sources[0].connection;
    connection.address = "http://10.20.0.6:8081".into();
    connection.username = Some("trackward".into());
    connection.secret = Some(SecretRef::Env("PASSWORD".into()));
    connection.topics = vec![Topic { topic: "ziotc/+/data".into(), shape: Shape::Zebra }];
    home.store.site_apply(&wanted, &[], Removal::Refuse).await.unwrap();
    let kept = home.store.site_load().await.unwrap().unwrap().sources;
    assert!(kept[0].paused && !kept[1].paused);
    assert_eq!(kept[0].connection, wanted.sources[0].connection);
}

#[tokio::test]
async fn a_name_that_leads_nowhere_is_refused() {
    let home = Home::with(0).await;
    let mut wanted = site();
    wanted.antennas.push(antenna("south", 1, "201"));
    let error = home.store.site_apply(&wanted, &[], Removal::Refuse).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "antenna 1 of reader \"south\" names reader \"south\", which the site does not define"
    );
    assert_eq!(home.store.site_load().await.unwrap(), Some(site()));
}

#[tokio::test]
async fn a_plan_is_kept_replaced_and_dropped() {
    let home = Home::empty().await;
    let plan = |text: &str| FloorPlan { media_type: "image/svg+xml".into(), bytes: text.into() };
    let l2 = || FloorId::new("L2").unwrap();
    let apply = async |site: Site, plans: &[(FloorId, FloorPlan)]| {
        home.store.site_apply(&site, plans, Removal::Refuse).await.unwrap()
    };
    apply(site(), &[(l2(), plan("<svg/>"))]).await;
    assert_eq!(home.store.plan_get(FloorIndex(0)).await.unwrap(), None);
    assert_eq!(home.store.plan_get(FloorIndex(1)).await.unwrap(), Some(plan("<svg/>")));
    let same = apply(site(), &[(l2(), plan("<svg/>"))]).await;
    assert_eq!(same, SiteChange { unchanged: THINGS, ..SiteChange::default() });
    let redrawn = apply(site(), &[(l2(), plan("<svg>2</svg>"))]).await;
    assert_eq!((redrawn.changed, redrawn.unchanged), (1, THINGS - 1), "its floor has changed");
    assert_eq!(home.store.plan_get(FloorIndex(1)).await.unwrap(), Some(plan("<svg>2</svg>")));
    let mut without = site();
    without.floors[1].plan = None;
    apply(without, &[]).await;
    assert_eq!(home.store.plan_get(FloorIndex(1)).await.unwrap(), None);
}
