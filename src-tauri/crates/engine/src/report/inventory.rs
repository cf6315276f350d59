//! The device register: every column of the asset list, and where each device is.

use trackward_model::AssetStatus;
use trackward_model::ask::AssetLive;
use trackward_report::{Cell, Column, Report, Section, Table};

use super::Making;
use super::frame::{asset_columns, count, date, define, money, text, time, word_of, words, yes_no};

/// The register as of now.
pub fn report(making: &Making) -> Report {
    let mut report = making.frame("Device register");
    let mut table = Table::new("inventory", "All devices", columns());
    let mut retired = 0;
    let mut never = 0;
    for &asset in &making.scope.assets {
        let Some((live, tags)) = making.facts.lives.get(asset.at()) else { continue };
        retired += usize::from(making.facts.assets[asset.at()].status == AssetStatus::Retired);
        never += usize::from(live.last_seen.is_none());
        let tags = tags.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let mut row = making.of_asset(asset);
        row.extend(what(making, asset, tags));
        row.extend(whereabouts(making, live));
        table.push(row);
    }
    let all = table.rows.len();
    report.summary = vec![
        count("Devices", all, ""),
        count("In service", all - retired, ""),
        count("Never seen", never, "no sighting of their tags"),
    ];
    let seen = all - never;
    report.coverage = Some(trackward_report::Coverage {
        percent: (all > 0).then(|| 100.0 * seen as f64 / all as f64),
        sentence: format!("{seen} of {all} devices have been seen"),
    });
    report.sections = vec![Section {
        title: "Register".to_owned(),
        text: format!("As of {}.", making.when(making.facts.reached)),
        charts: Vec::new(),
        tables: vec![table],
    }];
    report.definitions = vec![
        define("Coverage", "Devices that have been seen at least once, of all in this register."),
        define(
            "Freshness",
            "How long ago the device was heard: live, stale, not seen, missing, or never seen, by \
             the thresholds of the hospital's policy.",
        ),
        define(
            "Use state",
            "Available, in use, soiled, down or unknown: from the kind of place, unless a tap, a \
             fault, a recall or quarantine says otherwise.",
        ),
        define("Maintenance", "The gravest state of what the device owes; empty when nothing is."),
    ];
    report
}

fn columns() -> Vec<Column> {
    let mut columns = asset_columns();
    columns.extend([
        text("name", "Name"),
        text("manufacturer", "Manufacturer"),
        text("model", "Model"),
        text("serial", "Serial"),
        text("udi", "UDI"),
        text("tag", "Tags"),
        word_of("risk", "Risk"),
        yes_no("rental", "Rented"),
        word_of("status", "Status"),
        date("purchase_date", "Purchased"),
        money("price", "Price"),
        text("notes", "Notes"),
        text("place", "Place"),
        text("floor", "Floor"),
        time("last_seen", "Last seen"),
        word_of("freshness", "Freshness"),
        word_of("use_state", "Use state"),
        word_of("maintenance", "Maintenance"),
        yes_no("quarantined", "Quarantined"),
        yes_no("recalled", "Recalled"),
        yes_no("fault", "Open fault"),
    ]);
    columns
}

fn what(making: &Making, asset: trackward_model::AssetIndex, tags: String) -> Vec<Cell> {
    let of = &making.facts.assets[asset.at()];
    let option = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
    let purchased = of.purchase_date.as_ref();
    let purchased = purchased.and_then(|date| date.parse().ok()).map_or(Cell::Empty, Cell::Date);
    vec![
        Cell::text(&*of.name),
        Cell::text(&*of.manufacturer),
        Cell::text(&*of.model),
        Cell::text(&*of.serial),
        option(&of.udi),
        Cell::Text(tags),
        words(&of.risk),
        Cell::Bool(of.rental),
        words(&of.status),
        purchased,
        making.price(asset),
        option(&of.notes),
    ]
}

fn whereabouts(making: &Making, live: &AssetLive) -> Vec<Cell> {
    let place = live.place.as_ref().map_or(Cell::Empty, |id| Cell::text(id.as_str()));
    let floor = live.floor.as_ref().map_or(Cell::Empty, |id| Cell::text(id.as_str()));
    vec![
        place,
        floor,
        making.time_option(live.last_seen),
        words(&live.freshness),
        words(&live.use_state),
        live.maintenance.as_ref().map_or(Cell::Empty, words),
        Cell::Bool(live.quarantined),
        Cell::Bool(live.recalled),
        Cell::Bool(live.fault),
    ]
}
