//! Every sequence of events.

use proptest::prelude::*;
use trackward_model::{
    Date, Duty, OwedOrder, PlanId, ReaderEvent, ReaderState, RequestEnd, Span, Timestamp, Urgency,
};

use super::{Event, MIDNIGHT, What, site};

fn heard() -> impl Strategy<Value = What> {
    let by_hub = prop::bool::weighted(0.1);
    let battery = prop::option::weighted(0.3, 0_u8..40);
    (0_u32..3, prop::sample::select(&site::PLACES[..]), by_hub, battery).prop_map(
        |(asset, (id, ..), by_hub, battery)| {
            let (reader, port) = if by_hub { ("hub", 0) } else { site::hearing(id) };
            let (place, reader) = (site::place(id).unwrap(), site::reader(reader).unwrap());
            What::Heard { asset, place, reader, port, battery }
        },
    )
}

fn reader_event() -> impl Strategy<Value = What> {
    use ReaderState::{Connecting, Offline, Online, Taken};
    let state = prop::sample::select(&[Connecting, Offline, Online, Online, Taken][..])
        .prop_map(|state| ReaderEvent::State { state, reason: "said so".into() });
    let plug = (1_u16..3, any::<bool>())
        .prop_map(|(port, connected)| ReaderEvent::Antenna { port, connected });
    let clock = prop::sample::select(&[0, 70_000, -130_000, 90_000_000][..])
        .prop_map(|offset_ms| ReaderEvent::Clock { offset_ms });
    (0_u32..12, prop_oneof![4 => state, 2 => plug, 1 => clock])
        .prop_map(|(reader, event)| What::Reader { reader, event })
}

/// An order that is due from the day before on, or later; two of the same name differ by chance.
fn order() -> impl Strategy<Value = OwedOrder> {
    let plan = prop::sample::select(&["PM", "electrical-safety"][..]);
    let spans = (-1_500_i64..2_000, 1_i64..600, 1_i64..600, 1_i64..600);
    (plan, 6_u32..8, spans).prop_map(|(plan, day, (due, late, up, higher))| {
        let minutes = |minutes| MIDNIGHT + Span::minutes(minutes);
        let overdue = due + late;
        OwedOrder {
            plan: PlanId::new(plan).unwrap(),
            due_on: Date::from_ymd_opt(2026, 1, day).unwrap(),
            due_from: minutes(due),
            overdue_from: minutes(overdue),
            escalates: [minutes(overdue + up), minutes(overdue + up + higher)],
        }
    })
}

fn owes() -> impl Strategy<Value = What> {
    let since = |what: &'static str| {
        prop::option::weighted(
            0.3,
            (-600_i64..600).prop_map(move |minutes| {
                (MIDNIGHT + Span::minutes(minutes), format!("{what} of {}", minutes.rem_euclid(2)))
            }),
        )
    };
    let order = prop::option::weighted(0.9, order());
    let lost = prop::bool::weighted(0.3);
    let parts = (order, since("Quarantine"), since("Recall"), since("Fault"), lost);
    (0_u32..3, parts).prop_map(|(asset, (order, quarantined, recalled, fault, unlocated))| {
        let duty = Duty { order, quarantined, recalled, fault, unlocated, ..Duty::default() };
        What::Owes { asset, duty: Box::new(duty) }
    })
}

fn supply() -> impl Strategy<Value = What> {
    let stock = (0_usize..3, 0_u32..13).prop_map(|(stock, ready)| What::Stock { stock, ready });
    let urgency = prop::sample::select(&Urgency::ALL[..]);
    let request = (1_u64..6, urgency).prop_map(|(id, urgency)| What::Request { id, urgency });
    let taken = (1_u64..6).prop_map(|id| What::TakeUp { id });
    let closed = (1_u64..6).prop_map(|id| What::Close { id, end: RequestEnd::Brought });
    prop_oneof![4 => stock, 2 => request, 1 => taken, 1 => closed]
}

fn anything() -> impl Strategy<Value = What> {
    prop_oneof![
        6 => heard(),
        4 => reader_event(),
        3 => owes(),
        3 => supply(),
        2 => (0_u8..3, 0_u32..3).prop_map(|(tag, reader)| What::Tag { tag, reader }),
        1 => Just(What::Nothing),
    ]
}

/// What people do with alerts.
fn act() -> impl Strategy<Value = What> {
    prop_oneof![
        Just(What::Acknowledge),
        Just(What::Resolve),
        (1_i64..600).prop_map(|minutes| What::Snooze(Span::minutes(minutes))),
    ]
}

/// Instants with their events: seconds, minutes or hours apart. A reader speaks once in each, an
/// asset owes one thing, a stock is one number, and a request comes one step further.
pub fn instants(longest: usize) -> impl Strategy<Value = Vec<Vec<Event>>> {
    let step = prop_oneof![2 => 1_i64..90, 3 => 90_i64..1_800, 2 => 1_800_i64..20_000];
    let instant = (step, prop::collection::vec(anything(), 1..5));
    prop::collection::vec(instant, 1..longest).prop_map(|instants| {
        let mut at = MIDNIGHT;
        let placed = instants.into_iter().map(|(step, whats)| {
            at = at + Span::seconds(step);
            let mut events: Vec<Event> = whats.into_iter().map(|what| Event { at, what }).collect();
            // Which of a hub and an antenna moved it within a microsecond, the first word says.
            let hub = site::reader("hub");
            let speaker = |event: &Event| match &event.what {
                What::Reader { reader, .. } => Some((0, *reader)),
                What::Heard { asset, reader, .. } if Some(*reader) == hub => Some((1, *asset)),
                What::Owes { asset, .. } => Some((2, *asset)),
                What::Stock { stock, .. } => Some((3, *stock as u32)),
                What::Request { id, .. } | What::TakeUp { id } | What::Close { id, .. } => {
                    Some((4, *id as u32))
                }
                _ => None,
            };
            let mut spoke: Vec<_> = Vec::new();
            events.retain(|event| {
                let speaker = speaker(event);
                let is_first = speaker.is_none_or(|speaker| !spoke.contains(&speaker));
                spoke.extend(speaker);
                is_first
            });
            let by_hub: Vec<u32> = spoke.iter().filter(|s| s.0 == 1).map(|s| s.1).collect();
            events.retain(|event| match &event.what {
                What::Heard { asset, reader, .. } => {
                    Some(*reader) == hub || !by_hub.contains(asset)
                }
                _ => true,
            });
            events
        });
        placed.collect()
    })
}

/// With people who act, at instants of their own.
pub fn with_acts(longest: usize) -> impl Strategy<Value = Vec<Vec<Event>>> {
    let acts = prop::collection::vec((any::<prop::sample::Index>(), act()), 0..6);
    (instants(longest), acts).prop_map(|(mut instants, acts)| {
        for (index, what) in acts {
            let at = instants[index.index(instants.len())][0].at + Span::milliseconds(500);
            let place = instants.partition_point(|instant| instant[0].at <= at);
            instants.insert(place, vec![Event { at, what }]);
        }
        instants
    })
}
