//! The order of the table.

use trackward_model::{Freshness, OrderState};

use super::{Hospital, Row, Rows};

/// What the table can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The hospital's number.
    Asset,
    /// Type.
    Type,
    /// Maker and model.
    Model,
    /// Unit it belongs to.
    Unit,
    /// What it is doing.
    UseState,
    /// How far its maintenance has come, what is overdue first.
    Maintenance,
    /// Place by name.
    Place,
    /// Floor, lowest first.
    Floor,
    /// In its place since.
    Since,
    /// Last heard, the latest first.
    LastSeen,
    /// How sure.
    Confidence,
    /// Serial number.
    Serial,
    /// Tag.
    Tag,
}

/// A column and a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// By this column.
    pub column: Column,
    /// The other way round.
    pub descending: bool,
}

impl Order {
    /// What a click on a column's head asks for: that column, or its other direction.
    #[must_use]
    pub fn clicked(self, column: Column) -> Self {
        Self { column, descending: self.column == column && !self.descending }
    }
}

/// The rows that `shown` lets through, in order; equal ones by number. What is not known comes
/// last in both directions.
#[must_use]
pub fn ordered(
    rows: &Rows,
    hospital: &Hospital,
    order: Order,
    shown: impl Fn(usize, &Row) -> bool,
) -> Vec<usize> {
    let mut keyed: Vec<(u64, u32, usize)> = rows
        .all()
        .iter()
        .enumerate()
        .filter(|(at, row)| shown(*at, row))
        .map(|(at, row)| {
            let key = key(rows, at, hospital, order.column)
                .map_or(u64::MAX, |key| if order.descending { u64::MAX - 1 - key } else { key });
            (key, row.rank, at)
        })
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, _, at)| at).collect()
}

fn key(rows: &Rows, at: usize, hospital: &Hospital, column: Column) -> Option<u64> {
    let row = &rows.all()[at];
    let ranks = || rows.ranks(at);
    let micros = |at: Option<trackward_model::Timestamp>| at.map(|at| at.0.max(0).unsigned_abs());
    let live = &row.live;
    match column {
        Column::Asset => Some(row.rank.into()),
        Column::Type => Some(ranks().type_id.into()),
        Column::Model => Some(ranks().model.into()),
        Column::Unit => row.info.unit.as_ref().map(|_| ranks().unit.into()),
        Column::UseState => Some(live.use_state as u64),
        Column::Maintenance => live.maintenance.map(urgency),
        Column::Place => row.place.map(|place| hospital.rooms[place].rank.into()),
        Column::Floor => row.floor.map(|floor| floor as u64),
        Column::Since => micros(live.since),
        Column::LastSeen => micros(live.last_seen).map(|at| u64::MAX / 2 - at),
        Column::Confidence => {
            let known = live.freshness != Freshness::NeverSeen;
            known.then(|| (f64::from(live.confidence.clamp(0.0, 1.0)) * 1e6) as u64)
        }
        Column::Serial => Some(ranks().serial.into()),
        Column::Tag => (!row.info.tags.is_empty()).then(|| ranks().tag.into()),
    }
}

/// What waits longest comes first.
const fn urgency(state: OrderState) -> u64 {
    match state {
        OrderState::Overdue => 0,
        OrderState::UnableToLocate => 1,
        OrderState::Due => 2,
        OrderState::Upcoming => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{asset, hospital};
    use super::*;
    use trackward_model::Timestamp;

    fn ids(order: Order) -> Vec<String> {
        let hospital = hospital();
        let mut old = asset("A-1", Some("store"));
        old.live.last_seen = Some(Timestamp(1_000));
        old.live.maintenance = Some(OrderState::Due);
        let mut new = asset("A-2", Some("icu-1"));
        new.live.last_seen = Some(Timestamp(2_000));
        new.live.maintenance = Some(OrderState::Overdue);
        let rows = Rows::new(vec![asset("A-3", None), new, old], &hospital);
        ordered(&rows, &hospital, order, |_, _| true)
            .into_iter()
            .map(|at| rows.all()[at].info.asset_id.to_string())
            .collect()
    }

    #[test]
    fn what_is_not_known_comes_last_in_both_directions() {
        let by = |column, descending| ids(Order { column, descending });
        assert_eq!(by(Column::Asset, true), ["A-3", "A-2", "A-1"]);
        assert_eq!(by(Column::LastSeen, false), ["A-2", "A-1", "A-3"], "the latest first");
        assert_eq!(by(Column::LastSeen, true), ["A-1", "A-2", "A-3"]);
        assert_eq!(by(Column::Maintenance, false), ["A-2", "A-1", "A-3"], "overdue before due");
        assert_eq!(by(Column::Maintenance, true), ["A-1", "A-2", "A-3"], "nothing due stays last");
        assert_eq!(by(Column::Place, false), ["A-2", "A-1", "A-3"], "ICU 1 before Store");
        assert_eq!(by(Column::Place, true), ["A-1", "A-2", "A-3"]);
    }

    #[test]
    fn a_second_click_turns_the_order() {
        let first = Order { column: Column::Asset, descending: false };
        assert!(first.clicked(Column::Asset).descending);
        assert!(!first.clicked(Column::Asset).clicked(Column::Asset).descending);
        assert!(!first.clicked(Column::Asset).clicked(Column::Unit).descending);
    }
}
