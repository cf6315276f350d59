use trackward_model::ask::OrderRow;
use trackward_model::{OrderState, Risk, UseState};

use super::super::sample::{asset, hospital, order};
use super::super::walk;
use super::*;

/// Names of heads and lines: `[icu-1 2]`, `A-1`.
fn shown(list: &DueList, hospital: &Hospital) -> Vec<String> {
    let item = |item: &DueItem| match item {
        DueItem::Spot(Spot::Place(place), n) => {
            format!("[{} {n}]", hospital.view.places[*place].place_id)
        }
        DueItem::Spot(spot, n) => format!("[{spot:?} {n}]"),
        DueItem::Line(key) => key.asset.to_string(),
    };
    list.items.iter().map(item).collect()
}

fn listed(orders: Vec<OrderRow>, rows: &Rows, wanted: &DueWanted) -> DueList {
    let hospital = hospital();
    let on = "2026-11-22".parse().unwrap();
    let work = Work::new(Worklist { on, rows: orders, without_date: 0 });
    due_list(&work, wanted, rows, &hospital, &walk(&hospital))
}

fn wanted(by_place: bool) -> DueWanted {
    DueWanted { filters: DueFilters::default(), query: String::new(), by_place }
}

#[test]
fn orders_stand_where_their_assets_are_now_and_the_unknown_at_last() {
    let hospital = hospital();
    let mut lost = asset("A-4", Some("icu-1"));
    lost.live.freshness = Freshness::Missing;
    let rows = Rows::new(
        vec![
            asset("A-1", Some("store")),
            asset("A-2", Some("icu-1")),
            asset("A-3", Some("store")),
            lost,
        ],
        &hospital,
    );
    // The list still says that all are in ICU 1; A-9 is only on the list.
    let orders: Vec<OrderRow> =
        ["A-4", "A-3", "A-2", "A-1", "A-9"].map(|id| order(id, "icu-1", OrderState::Due)).into();
    let list = listed(orders.clone(), &rows, &wanted(true));
    assert_eq!(
        shown(&list, &hospital),
        ["[icu-1 2]", "A-2", "A-9", "[store 2]", "A-3", "A-1", "[Unknown 1]", "A-4"],
        "within a place the core's order stays"
    );
    let list = listed(orders, &rows, &wanted(false));
    assert_eq!(shown(&list, &hospital), ["A-4", "A-3", "A-2", "A-1", "A-9"]);
}

#[test]
fn choices_narrow_and_count_what_they_would_show() {
    let hospital = hospital();
    let mut ready = asset("A-2", Some("store"));
    ready.live.use_state = UseState::Available;
    let rows = Rows::new(vec![asset("A-1", Some("icu-1")), ready], &hospital);
    let mut late = order("A-1", "icu-1", OrderState::Overdue);
    late.risk = Risk::LifeSupport;
    let orders = vec![late, order("A-2", "store", OrderState::Due)];
    let mut asked = wanted(false);
    asked.filters.turn(&DueChoice::State(OrderState::Due));
    let list = listed(orders.clone(), &rows, &asked);
    assert_eq!(shown(&list, &hospital), ["A-2"]);
    assert_eq!(list.counts[&DueChoice::State(OrderState::Overdue)], 1, "it would add one");
    assert_eq!(list.counts[&DueChoice::InUse(true)], 0, "the one in use is overdue");
    asked.filters.turn(&DueChoice::State(OrderState::Due));
    assert_eq!(asked.filters.chosen(), 0, "a second turn takes the choice back");

    asked.query = "store".to_owned();
    assert_eq!(shown(&listed(orders.clone(), &rows, &asked), &hospital), ["A-2"]);
    asked.query = "pm medilane".to_owned();
    assert_eq!(listed(orders, &rows, &asked).len(), 2, "the plan and the maker are found");
}

#[test]
fn an_order_is_in_reach_while_its_asset_is_and_it_is_due() {
    let hospital = hospital();
    let mut put_away = asset("A-1", Some("store"));
    put_away.live.intercept = true;
    let rows = Rows::new(vec![put_away, asset("A-2", Some("icu-1"))], &hospital);
    let due = order("A-1", "icu-1", OrderState::Due);
    assert!(as_now(&due, &rows).intercept, "it has come to the store since");
    assert_eq!(as_now(&due, &rows).place, Some("store".parse().unwrap()));
    let far = order("A-1", "icu-1", OrderState::Upcoming);
    assert!(!as_now(&far, &rows).intercept, "its other duty can wait");
    let gone = OrderRow { intercept: true, ..order("A-2", "store", OrderState::Due) };
    assert!(!as_now(&gone, &rows).intercept, "it has left the store since");
}
