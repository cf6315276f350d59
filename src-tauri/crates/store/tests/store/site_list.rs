//! Doors and stock levels, which come and go with the site.

use trackward_model::{FloorId, PlaceId, Site, StockAt};
use trackward_store::{Removal, SiteChange, Store};

use crate::fixture::{Home, door, furnished, level, unit};

/// 2 floors, 3 places, 1 source, 2 readers, 2 antennas, 1 zone, 2 doors, 2 levels.
const THINGS: usize = 15;

async fn apply(store: &Store, site: &Site) -> SiteChange {
    store.site_apply(site, &[], Removal::Refuse).await.unwrap()
}

async fn kept(store: &Store) -> Site {
    store.site_load().await.unwrap().unwrap()
}

#[tokio::test]
async fn doors_and_levels_are_kept_as_they_are_and_twice_is_once() {
    let home = Home::empty().await;
    let first = apply(&home.store, &furnished()).await;
    assert_eq!(first, SiteChange { added: THINGS, ..SiteChange::default() });
    let home = home.reopened().await;
    assert_eq!(kept(&home.store).await, furnished());
    let again = apply(&home.store, &furnished()).await;
    assert_eq!(again, SiteChange { unchanged: THINGS, ..SiteChange::default() });
    assert_eq!(kept(&home.store).await, furnished());
}

#[tokio::test]
async fn a_level_that_the_file_drops_is_marked_and_every_index_stays() {
    let home = Home::empty().await;
    let store = &home.store;
    apply(store, &furnished()).await;
    let mut wanted = furnished();
    let ed = level("infusion_pump", StockAt::Unit(unit("ED")));
    wanted.par_levels = vec![ed.clone(), wanted.par_levels[1].clone()];
    wanted.par_levels[1].critical = 0;
    let change = apply(store, &wanted).await;
    let expected = SiteChange { added: 1, changed: 1, unchanged: THINGS - 2, removed: 1 };
    assert_eq!(change, expected);
    let mut levels = furnished().par_levels;
    levels[0].removed = true;
    levels[1].critical = 0;
    levels.push(ed);
    assert_eq!(kept(store).await.par_levels, levels);

    // What was loaded can be applied: removed stays removed.
    let again = apply(store, &kept(store).await).await;
    assert_eq!(again, SiteChange { unchanged: THINGS, ..SiteChange::default() });
    let back = apply(store, &furnished()).await;
    let expected = SiteChange { changed: 2, unchanged: THINGS - 2, removed: 1, added: 0 };
    assert_eq!(back, expected);
    levels[..2].clone_from_slice(&furnished().par_levels);
    levels[2].removed = true;
    assert_eq!(kept(store).await.par_levels, levels);
}

#[tokio::test]
async fn a_level_goes_with_its_room() {
    let home = Home::empty().await;
    let store = &home.store;
    apply(store, &furnished()).await;
    let mut wanted = furnished();
    wanted.places.pop();
    wanted.antennas.pop();
    wanted.par_levels.pop();
    wanted.doors.clear();
    assert_eq!(apply(store, &wanted).await.removed, 5);
    let site = kept(store).await;
    assert!(site.places[2].removed && site.par_levels[1].removed);
    assert_eq!(site.par_levels[1].at, furnished().par_levels[1].at, "it still says where it was");
    assert_eq!(site.doors, []);
}

#[tokio::test]
async fn doors_are_as_the_file_says_in_its_order() {
    let home = Home::empty().await;
    let store = &home.store;
    apply(store, &furnished()).await;
    let mut wanted = furnished();
    wanted.doors.reverse();
    assert_eq!(apply(store, &wanted).await.unchanged, THINGS);
    assert_eq!(kept(store).await.doors, wanted.doors);
    wanted.doors[0] = door("202", "201", 3.0);
    wanted.doors.push(door("101", "202", -0.5));
    let moved = apply(store, &wanted).await;
    let expected = SiteChange { added: 2, changed: 0, unchanged: THINGS - 1, removed: 1 };
    assert_eq!(moved, expected);
    assert_eq!(kept(store).await.doors, wanted.doors);
}

#[tokio::test]
async fn a_door_or_level_that_leads_nowhere_is_refused() {
    let home = Home::empty().await;
    let store = &home.store;
    apply(store, &furnished()).await;
    let refused = async |wanted: Site| {
        let error = store.site_apply(&wanted, &[], Removal::Refuse).await.unwrap_err();
        assert_eq!(kept(store).await, furnished(), "nothing may be half-done");
        error.to_string()
    };
    let mut wanted = furnished();
    wanted.doors.insert(0, door("201", "203", 1.0));
    assert_eq!(
        refused(wanted).await,
        "the door between \"201\" and \"203\" names place \"203\", which the site does not define"
    );
    let mut wanted = furnished();
    wanted.doors[1].floor = FloorId::new("L3").unwrap();
    assert_eq!(
        refused(wanted).await,
        "the door between \"201\" and \"202\" names floor \"L3\", which the site does not define"
    );
    let mut wanted = furnished();
    let nowhere = StockAt::Place(PlaceId::new("203").unwrap());
    wanted.par_levels.push(level("ventilator", nowhere));
    assert_eq!(
        refused(wanted).await,
        "a stock level of \"ventilator\" names place \"203\", which the site does not define"
    );
}
