//! Compiling a site: what is aimed where, and which place a point belongs to.

mod timeline;

use timeline::{place, site};
use trackward_locate::{Layout, PositionSpot};
use trackward_model::{FloorIndex, PlaceIndex, ReaderIndex, Span};

#[test]
fn an_antenna_hangs_where_it_says_or_in_the_middle_of_its_place() {
    let layout = Layout::new(&site());
    let spot = |port| layout.antenna(ReaderIndex(0), port).map(|antenna| antenna.at);
    assert_eq!(spot(1), Some([2.0, 2.5]));
    assert_eq!(spot(2), Some([1.0, 1.0]));
    assert_eq!(spot(3), None);
    assert_eq!(spot(0), None, "which of the two is not told");
    assert_eq!(layout.antennas_of(ReaderIndex(0)).len(), 2);
    assert_eq!((layout.antenna_count(place("a")), layout.antenna_count(place("b"))), (2, 1));
}

#[test]
fn a_reader_with_one_antenna_and_no_port_hears_with_that_one() {
    let mut site = site();
    let layout = Layout::new(&site);
    let named = |layout: &Layout, port| layout.antenna(ReaderIndex(1), port).map(|a| a.place);
    assert_eq!(named(&layout, 0), Some(place("b")), "the sighting names no port");
    assert_eq!(named(&layout, 5), None, "the sighting names another port");
    site.antennas.iter_mut().find(|antenna| antenna.place.as_str() == "b").unwrap().port = 0;
    let layout = Layout::new(&site);
    assert_eq!(named(&layout, 0), Some(place("b")));
    assert_eq!(named(&layout, 5), Some(place("b")), "the site names no port");
}

#[test]
fn what_is_removed_is_not_there() {
    let whole = site();
    let at = |layout: &Layout, x, y| layout.place_at(FloorIndex(0), [x, y]).place;
    let mut site = whole.clone();
    site.places[place("bay").at()].removed = true;
    let layout = Layout::new(&site);
    assert_eq!(at(&layout, 11.0, 6.0), Some(place("hall")), "the place around it");
    assert_eq!(layout.antenna(ReaderIndex(4), 1), None, "its antenna is aimed at nothing");
    assert_eq!(layout.kind(place("bay")), None);
    let mut site = whole.clone();
    site.readers[0].removed = true;
    assert_eq!(Layout::new(&site).antenna(ReaderIndex(0), 1), None);
    let mut site = whole;
    site.floors[0].removed = true;
    let layout = Layout::new(&site);
    assert!(!layout.has_floor(FloorIndex(0)) && layout.has_floor(FloorIndex(1)));
    assert_eq!(at(&layout, 2.0, 2.0), None);
    assert_eq!(layout.antenna(ReaderIndex(0), 1), None);
}

#[test]
fn an_outline_that_encloses_nothing_is_named_by_antennas_only() {
    let bad: [Vec<[f64; 2]>; 5] = [
        vec![],
        vec![[1.0, 1.0]; 4],
        vec![[0.0, 0.0], [2.0, 2.0], [4.0, 4.0]],
        vec![[f64::NAN, 0.0], [4.0, 0.0], [4.0, 5.0]],
        vec![[f64::INFINITY, 0.0], [4.0, 0.0], [4.0, 5.0]],
    ];
    for outline in bad {
        let mut site = site();
        site.places[0].outline = outline;
        site.antennas[0].at = Some([f64::NAN, 0.0]);
        let layout = Layout::new(&site);
        assert_eq!(layout.antenna(ReaderIndex(0), 1).map(|a| a.place), Some(place("a")));
        assert_ne!(layout.place_at(FloorIndex(0), [1.0, 1.0]).place, Some(place("a")));
        assert!(layout.area_m2(place("a")).abs() < 1e-12);
    }
}

#[test]
fn an_outline_of_absurd_size_costs_no_more_than_another() {
    let mut site = site();
    site.places[0].outline = vec![[-9e5, -9e5], [9e5, -9e5], [9e5, 9e5]];
    let layout = Layout::new(&site);
    let at = |x, y| layout.place_at(FloorIndex(0), [x, y]).place;
    assert_eq!(at(6.0, 2.0), Some(place("b")), "the smaller one wins");
    assert_eq!(at(8e5, 0.0), Some(place("a")));
}

#[test]
fn every_point_of_a_place_is_found_and_measured() {
    let layout = Layout::new(&site());
    for step in 0..100 {
        let x = -3.0 + f64::from(step) * 0.25 + 0.01;
        let found = layout.place_at(FloorIndex(0), [x, 2.5]);
        let expected = match x {
            _ if x < -2.0 => (None, 0.0),
            _ if x < 0.0 => (Some("a"), -x),
            _ if x < 4.0 => (Some("a"), 0.0),
            _ if x < 8.0 => (Some("b"), 0.0),
            _ if x < 12.0 => (Some("c"), 0.0),
            _ if x < 14.0 => (Some("lift"), (x - 12.0).min(0.5)),
            _ => break,
        };
        // Just beside c, its wall is nearer than the lift's.
        let expected = if x > 12.0 && x < 12.5 { (Some("c"), x - 12.0) } else { expected };
        let place: Option<PlaceIndex> = expected.0.map(timeline::place);
        assert_eq!(found.place, place, "at {x}");
        assert!((found.outside_m - expected.1).abs() < 1e-9, "at {x}: {found:?}");
    }
    let nowhere = PositionSpot { place: None, outside_m: 0.0 };
    assert_eq!(layout.place_at(FloorIndex(9), [1.0, 1.0]), nowhere);
    assert_eq!(layout.place_at(FloorIndex(0), [f64::NAN, 1.0]), nowhere);
}

#[test]
fn a_readers_interval_is_what_the_site_says() {
    let mut site = site();
    site.readers[1].interval_s = 2.5;
    site.readers[2].interval_s = f64::NAN;
    site.readers[3].interval_s = -4.0;
    let layout = Layout::new(&site);
    assert_eq!(layout.interval(ReaderIndex(1)), Span::milliseconds(2_500));
    assert_eq!(layout.interval(ReaderIndex(2)), Span::ZERO);
    assert_eq!(layout.interval(ReaderIndex(3)), Span::ZERO);
    assert_eq!(layout.interval(ReaderIndex(999)), Span::ZERO);
}
