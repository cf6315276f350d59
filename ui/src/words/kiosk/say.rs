//! What the kiosk says of states, times and refusals.

use chrono::{Datelike, NaiveDateTime, Timelike};
use trackward_model::ask::{Because, NearestRow, Refusal, SoonestRow, Told, Waits, Way};
use trackward_model::{RequestState, Span, Symptom, Timestamp, TypeId, Urgency, UseState};

use super::{Language, Texts, counted_type, fill, type_word};
use crate::words::in_words;

/// Walking, metres in a minute: somebody in a hurry who minds corners.
const WALK_M_A_MINUTE: f64 = 72.0;
/// What a floor by lift is worth in metres, as the core reckons.
const FLOOR_M: f64 = 30.0;

/// Turns an instant into the site's wall clock.
pub type Local<'a> = &'a dyn Fn(Timestamp) -> NaiveDateTime;

impl Texts {
    /// `hace 40 s`.
    #[must_use]
    pub fn ago(&self, span: Span) -> String {
        if span < Span::seconds(1) {
            return self.shared.just_now.to_owned();
        }
        fill(self.shared.ago, &[&in_words(span)])
    }

    /// An instant as seen from now: `13:12`, `ayer 13:12`, `15 nov 13:12`.
    #[must_use]
    pub fn when(&self, at: NaiveDateTime, now: NaiveDateTime) -> String {
        let minute = format!("{:02}:{:02}", at.hour(), at.minute());
        match now.date().signed_duration_since(at.date()).num_days() {
            0 => minute,
            1 => fill(self.shared.yesterday, &[&minute]),
            -1 => fill(self.shared.tomorrow, &[&minute]),
            _ => format!("{} {minute}", self.day(at)),
        }
    }

    /// `24 Nov`, `24 nov`.
    #[must_use]
    pub fn day(&self, at: NaiveDateTime) -> String {
        const ENGLISH: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        const SPANISH: [&str; 12] =
            ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
        let months = match self.language {
            Language::English => ENGLISH,
            Language::Spanish => SPANISH,
        };
        format!("{} {}", at.day(), months[at.month0() as usize])
    }

    /// A type as a name of its own: `Infusion pump`.
    #[must_use]
    pub fn type_title(&self, type_id: &TypeId) -> String {
        capital(&type_word(type_id, self.language))
    }

    /// A type in a sentence.
    #[must_use]
    pub fn type_word(&self, type_id: &TypeId) -> String {
        type_word(type_id, self.language)
    }

    /// So many of a type.
    #[must_use]
    pub fn counted(&self, count: u32, type_id: &TypeId) -> String {
        counted_type(count, type_id, self.language)
    }

    /// `an infusion pump, a ventilator or a monitor`, without the articles.
    #[must_use]
    pub fn any_of(&self, types: &[TypeId]) -> String {
        let words: Vec<String> = types.iter().map(|type_id| self.type_word(type_id)).collect();
        match words.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, others)) => fill(self.start.or, &[&others.join(", "), last]),
        }
    }

    /// What a device is doing.
    #[must_use]
    pub const fn use_state(&self, state: UseState) -> &'static str {
        match state {
            UseState::Available => self.shared.available,
            UseState::InUse => self.shared.in_use,
            UseState::Soiled => self.shared.soiled,
            UseState::Down => self.shared.down,
            UseState::Unknown => self.shared.unknown,
        }
    }

    /// How soon.
    #[must_use]
    pub const fn urgency(&self, urgency: Urgency) -> &'static str {
        match urgency {
            Urgency::Routine => self.ask.routine,
            Urgency::Soon => self.ask.soon,
            Urgency::Now => self.ask.now,
        }
    }

    /// How far a request has come.
    #[must_use]
    pub const fn request_state(&self, state: RequestState) -> &'static str {
        match state {
            RequestState::Open => self.ask.open,
            RequestState::OnItsWay => self.ask.on_its_way,
            RequestState::Brought => self.ask.brought,
            RequestState::Cancelled => self.ask.cancelled,
        }
    }

    /// What is wrong with a device.
    #[must_use]
    pub const fn symptom(&self, symptom: Symptom) -> &'static str {
        match symptom {
            Symptom::NoPower => self.fault.no_power,
            Symptom::Battery => self.fault.battery,
            Symptom::Alarm => self.fault.alarm,
            Symptom::ScreenOrKeys => self.fault.screen_or_keys,
            Symptom::Damaged => self.fault.damaged,
            Symptom::Other => self.fault.other,
        }
    }

    /// Why a device must not be used.
    #[must_use]
    pub const fn because(&self, because: Because) -> &'static str {
        match because {
            Because::Recalled => self.lists.recalled,
            Because::FoundOverdue => self.lists.found_overdue,
            Because::Quarantined => self.lists.quarantined,
        }
    }

    /// How far it is: `38 m, about 1 min`.
    #[must_use]
    pub fn away(&self, way: &Way) -> String {
        let text = if way.by_doors { self.find.away } else { self.find.away_straight };
        let metres = format!("{:.0}", way.length_m);
        fill(text, &[&metres, &walk_minutes(way).to_string()])
    }

    /// Where a device stands, on which floor where that is another than the kiosk's.
    #[must_use]
    pub fn place_of(&self, row: &NearestRow, here: Option<&trackward_model::FloorId>) -> String {
        let place = if row.place_name.is_empty() { self.shared.nowhere } else { &row.place_name };
        match here {
            Some(floor) if *floor == row.floor_id => place.to_owned(),
            _ => format!("{place}, {}", row.floor_name),
        }
    }

    /// What a device that is not ready waits for.
    #[must_use]
    pub fn waits(&self, soonest: &SoonestRow, now: Timestamp, local: Local<'_>) -> String {
        let so_long = in_words(now.since(soonest.row.since));
        match (soonest.waits, &soonest.row.held) {
            (Waits::Cleaning, _) => fill(self.find.cleaning, &[&so_long]),
            (Waits::Use, _) => fill(self.find.with_patient, &[&so_long]),
            (Waits::Hold, Some(hold)) => {
                fill(self.find.held_other, &[&self.when(local(hold.until), local(now))])
            }
            (Waits::Hold, None) => self.find.held.to_owned(),
        }
    }

    /// What came of a card.
    #[must_use]
    pub fn told(&self, told: &Told, now: Timestamp, local: Local<'_>) -> String {
        match told {
            Told::Badge { .. } => self.start.tap_badge.to_owned(),
            Told::Taken { asset_id, type_id } => {
                fill(self.start.tap_taken, &[&self.type_title(type_id), asset_id.as_str()])
            }
            Told::Returned { asset_id, type_id } => {
                fill(self.start.tap_returned, &[&self.type_title(type_id), asset_id.as_str()])
            }
            Told::Chosen { asset_id, type_id } => {
                fill(self.start.tap_chosen, &[&self.type_title(type_id), asset_id.as_str()])
            }
            Told::Refused(refusal) => self.refusal(refusal, now, local),
        }
    }

    /// Why something cannot be done, and what to do instead.
    #[must_use]
    pub fn refusal(&self, refusal: &Refusal, now: Timestamp, local: Local<'_>) -> String {
        let no = &self.no;
        let when = |at: Timestamp| self.when(local(at), local(now));
        match refusal {
            Refusal::NoSuchUnit => no.unit.to_owned(),
            Refusal::UnknownCard => no.card.to_owned(),
            Refusal::BadgeFirst { asset_id } => fill(no.badge_first, &[asset_id.as_str()]),
            Refusal::SameCard => no.same_card.to_owned(),
            Refusal::HeldByOther { asset_id, unit, until } => {
                fill(no.held, &[asset_id.as_str(), unit.as_str(), &when(*until)])
            }
            Refusal::WithOther { asset_id, unit } => {
                fill(no.with_other, &[asset_id.as_str(), unit.as_str()])
            }
            Refusal::AlreadyDown { asset_id, since, in_repair } => {
                let text = if *in_repair { no.in_repair } else { no.down };
                fill(text, &[asset_id.as_str(), &when(*since)])
            }
            Refusal::DoNotUse { asset_id } => fill(no.do_not_use, &[asset_id.as_str()]),
            Refusal::NotReady { asset_id } => fill(no.not_ready, &[asset_id.as_str()]),
            Refusal::AlreadyRequested { since } => fill(no.requested, &[&when(*since)]),
            Refusal::Count { max } => fill(no.count, &[&max.to_string()]),
            Refusal::Closed => no.closed.to_owned(),
            Refusal::OthersRequest { unit } => fill(no.others_request, &[unit.as_str()]),
        }
    }
}

/// About how long a way takes on foot, in minutes; never none.
fn walk_minutes(way: &Way) -> u32 {
    let metres = way.length_m + f64::from(way.floors) * FLOOR_M;
    (metres / WALK_M_A_MINUTE).ceil().max(1.0) as u32
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(length_m: f64, floors: u32) -> Way {
        Way { length_m, floors, legs: Vec::new(), by_doors: true }
    }

    #[test]
    fn a_way_is_told_in_metres_and_about_how_long_it_takes() {
        let english = Language::English.texts();
        assert_eq!(english.away(&way(38.4, 0)), "38 m, about 1 min");
        assert_eq!(english.away(&way(72.6, 0)), "73 m, about 2 min");
        assert_eq!(english.away(&way(120.0, 1)), "120 m, about 3 min", "a lift takes its time");
        assert_eq!(Language::Spanish.texts().away(&way(0.0, 0)), "0 m, aprox. 1 min");
    }

    #[test]
    fn times_are_told_in_the_language() {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let now = at("2026-11-24 14:20");
        let spanish = Language::Spanish.texts();
        assert_eq!(spanish.when(at("2026-11-24 09:05"), now), "09:05");
        assert_eq!(spanish.when(at("2026-11-23 23:59"), now), "ayer 23:59");
        assert_eq!(spanish.when(at("2026-08-15 07:05"), now), "15 ago 07:05");
        assert_eq!(spanish.ago(Span::minutes(68)), "hace 1 h 08 min");
        assert_eq!(Language::English.texts().ago(Span::milliseconds(3)), "just now");
    }

    #[test]
    fn types_are_named_in_a_sentence() {
        let ids: Vec<TypeId> =
            ["infusion_pump", "ventilator", "monitor"].map(|id| id.parse().unwrap()).into();
        let english = Language::English.texts();
        assert_eq!(english.any_of(&ids), "infusion pump, ventilator or monitor");
        assert_eq!(english.any_of(&ids[..1]), "infusion pump");
        assert_eq!(english.type_title(&ids[0]), "Infusion pump");
        assert_eq!(Language::Spanish.texts().any_of(&ids[1..]), "ventilador o monitor");
    }

    #[test]
    fn a_refusal_says_what_to_do() {
        let at = Timestamp::default();
        let local = |at: Timestamp| at.to_chrono().naive_utc();
        let held = Refusal::HeldByOther {
            asset_id: "IP-1".parse().unwrap(),
            unit: "ED".parse().unwrap(),
            until: at + Span::minutes(15),
        };
        let said = Language::English.texts().refusal(&held, at, &local);
        assert_eq!(said, "IP-1 is held for ED until 00:15. Take another, or call ED.");
    }
}
