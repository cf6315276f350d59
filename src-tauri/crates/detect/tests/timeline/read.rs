//! Timelines as text, read.

use trackward_model::{
    Date, Duty, OwedOrder, PlanId, ReaderEvent, ReaderState, RequestEnd, Span, Timestamp, Urgency,
};

use super::{site, time};

#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub at: Timestamp,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Heard { asset: u32, place: u32, reader: u32, port: u16, battery: Option<u8> },
    Reader { reader: u32, event: ReaderEvent },
    Tag { tag: u8, reader: u32 },
    Bind { tag: u8 },
    Owes { asset: u32, duty: Box<Duty> },
    Stock { stock: usize, ready: u32 },
    Request { id: u64, urgency: Urgency },
    TakeUp { id: u64 },
    Close { id: u64, end: RequestEnd },
    Acknowledge,
    Snooze(Span),
    Resolve,
    Nothing,
}

/// Reads a timeline.
pub fn read(timeline: &str) -> Vec<Event> {
    let events = timeline.split('/').filter(|event| !event.trim().is_empty());
    events.map(|event| read_event(&event.split_whitespace().collect::<Vec<_>>())).collect()
}

fn read_event(words: &[&str]) -> Event {
    let at = time(words[0]);
    let what = match &words[1..] {
        ["-"] => What::Nothing,
        ["ack"] => What::Acknowledge,
        ["resolve"] => What::Resolve,
        ["snooze", span] => What::Snooze(span.parse().unwrap()),
        ["duty", asset, rest @ ..] => {
            What::Owes { asset: site::asset(asset).unwrap(), duty: Box::new(duty(at, rest)) }
        }
        ["bind", tag] => What::Bind { tag: tag.parse().unwrap() },
        ["stock", stock, ready] => {
            What::Stock { stock: site::stock(stock).unwrap(), ready: ready.parse().unwrap() }
        }
        ["request", id, urgency] => {
            let urgency = Urgency::ALL.into_iter().find(|known| known.word() == *urgency).unwrap();
            What::Request { id: id.parse().unwrap(), urgency }
        }
        ["take", id] => What::TakeUp { id: id.parse().unwrap() },
        ["bring", id] => What::Close { id: id.parse().unwrap(), end: RequestEnd::Brought },
        ["cancel", id] => What::Close { id: id.parse().unwrap(), end: RequestEnd::Cancelled },
        ["tag", tag] => What::Tag { tag: tag.parse().unwrap(), reader: 0 },
        [reader, rest @ ..] if site::reader(reader).is_some() => {
            What::Reader { reader: site::reader(reader).unwrap(), event: reader_event(rest) }
        }
        rest => heard(rest),
    };
    Event { at, what }
}

fn reader_event(words: &[&str]) -> ReaderEvent {
    let state = |state| ReaderEvent::State { state, reason: String::new() };
    let port = || words[1].parse().unwrap();
    match words[0] {
        "up" => state(ReaderState::Online),
        "down" => state(ReaderState::Offline),
        "connecting" => state(ReaderState::Connecting),
        "taken" => state(ReaderState::Taken),
        "plug" => ReaderEvent::Antenna { port: port(), connected: true },
        "unplug" => ReaderEvent::Antenna { port: port(), connected: false },
        "clock" => {
            let (sign, span) = match words[1].strip_prefix('-') {
                Some(span) => (-1, span),
                None => (1, words[1]),
            };
            let span: Span = span.parse().unwrap();
            ReaderEvent::Clock { offset_ms: sign * span.as_milliseconds() }
        }
        other => panic!("readers do not {other}"),
    }
}

fn heard(words: &[&str]) -> What {
    let (asset, words) = match site::asset(words[0]) {
        Some(asset) => (asset, &words[1..]),
        None => (0, words),
    };
    let place = site::place(words[0]).unwrap_or_else(|| panic!("no place {}", words[0]));
    let (mut reader, mut port) = site::hearing(words[0]);
    let mut battery = None;
    let mut rest = words[1..].iter();
    while let Some(word) = rest.next() {
        match word.strip_suffix('%') {
            Some(percent) => battery = Some(percent.parse().unwrap()),
            None => (reader, port) = (rest.next().unwrap(), 1),
        }
    }
    What::Heard { asset, place, reader: site::reader(reader).unwrap(), port, battery }
}

/// What an asset owes from an instant on.
fn duty(at: Timestamp, words: &[&str]) -> Duty {
    let mut duty = Duty::default();
    let mut order: Option<OwedOrder> = None;
    let mut rest = words.iter().copied();
    while let Some(word) = rest.next() {
        let mut date = || rest.next().unwrap().parse::<Date>().unwrap();
        match (word, &mut order) {
            ("nothing", _) => {}
            ("due", Some(order)) => {
                order.due_on = date();
                order.due_from = midnight(order.due_on);
            }
            ("from", Some(order)) => order.due_from = midnight(date()),
            ("overdue", Some(order)) => {
                let from = midnight(date());
                order.overdue_from = from;
                order.escalates = [from + Span::days(31), from + Span::days(61)];
            }
            ("escalates", Some(order)) => order.escalates = [midnight(date()), midnight(date())],
            ("quarantined", _) => duty.quarantined = Some((at, "It was missing.".into())),
            ("recalled", _) => duty.recalled = Some((at, "Door seals".into())),
            ("latches", _) => duty.recalled = Some((at, "Latches.".into())),
            ("silent", _) => duty.fault = Some((at, "Does not start.".into())),
            ("cracked", _) => duty.fault = Some((at, "Broken, leaking or dropped".into())),
            ("unlocated", _) => duty.unlocated = true,
            ("searched", _) => duty.searched_from = Some(date()),
            (plan, order) => {
                *order = Some(OwedOrder {
                    plan: PlanId::new(plan).unwrap(),
                    due_on: Date::default(),
                    due_from: Timestamp::MAX,
                    overdue_from: Timestamp::MAX,
                    escalates: [Timestamp::MAX; 2],
                });
            }
        }
    }
    Duty { order, ..duty }
}

/// The beginning of a civil day.
fn midnight(date: Date) -> Timestamp {
    Timestamp::from_chrono(date.and_hms_opt(0, 0, 0).expect("each day has a midnight").and_utc())
}
