//! The card reader against a chip and cards by their registers and frames.

mod card;
mod chip;

use std::cell::Cell;
use std::time::Duration;

use tokio::sync::mpsc;
use trackward_ingest::Heard;
use trackward_ingest::link::{Control, Known, Outlet, Roster, Tail};
use trackward_ingest::mfrc522::{
    CardEvent, LOOK_EVERY, REOPEN_AFTER, TRANSFERS_MAX, Tap, poll, run,
};
use trackward_model::{ReaderIndex, RejectReason, SourceEvent, SourceIndex, Span, Timestamp};

use card::{Card, Fault, crc_a};
use chip::{Line, Shared};

/// What the host's clock says at first: 2026-01-05T12:00:00Z.
const NOON: Timestamp = Timestamp(1_767_614_400_000_000);

thread_local! {
    /// What the host's clock says: it goes on while the reader pauses.
    static CLOCK: Cell<Timestamp> = const { Cell::new(Timestamp(0)) };
}

fn now() -> Timestamp {
    CLOCK.get()
}

/// What happens while the reader pauses.
#[derive(Debug, Clone)]
enum Step {
    Nothing,
    Lay(Card),
    Lift,
    Line(Line),
    /// The line is lost after so many transfers.
    Lose {
        after: u64,
        line: Line,
    },
}

/// Watches a chip while one step after the other happens, and gives what was told.
fn watch(chip: &Shared, script: &[Step]) -> Vec<CardEvent> {
    CLOCK.set(NOON);
    let mut told = Vec::new();
    let mut steps = script.iter();
    poll(
        || Ok((chip.clone(), chip.clone())),
        |pause| {
            CLOCK.set(now() + Span(pause.as_micros() as i64));
            let mut chip = chip.0.borrow_mut();
            match steps.next() {
                None => return false,
                Some(Step::Nothing) => {}
                Some(Step::Lay(card)) => chip.cards.push(card.clone()),
                Some(Step::Lift) => chip.cards.clear(),
                Some(Step::Line(line)) => chip.line = *line,
                Some(Step::Lose { after, line }) => {
                    chip.loses_line = Some((chip.transfers + after, *line));
                }
            }
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

/// Events in a word each: UIDs in hex.
fn words(events: &[CardEvent]) -> Vec<String> {
    let word = |event: &CardEvent| match event {
        CardEvent::Ready => "ready".to_owned(),
        CardEvent::Failed(sentence) => sentence.clone(),
        CardEvent::Tap(tap) => tap.uid.to_string(),
        CardEvent::Refused(reason) => reason.word().to_owned(),
    };
    events.iter().map(word).collect()
}

const SHORT: [u8; 4] = [0xDE, 0xAD, 0xBE, 0xEF];
const LONG: [u8; 7] = [0x04, 0xA2, 0x24, 0xB2, 0xC1, 0x34, 0x80];

/// The examples of ISO/IEC 14443-3, annex B.
#[test]
fn the_checksum_is_the_standards() {
    assert_eq!(crc_a(&[0x00, 0x00]), [0xA0, 0x1E]);
    assert_eq!(crc_a(&[0x12, 0x34]), [0x26, 0xCF]);
}

#[test]
fn cards_of_all_lengths_are_read_once_for_as_long_as_they_lie_there() {
    for (uid, expected) in [
        (&SHORT[..], "uid:DEADBEEF"),
        (&LONG[..], "uid:04A224B2C13480"),
        (&[0x04, 1, 2, 3, 4, 5, 6, 7, 8, 9], "uid:04010203040506070809"),
    ] {
        let mut script = vec![Step::Lay(Card::new(uid))];
        script.extend(vec![Step::Nothing; 50]);
        let events = watch(&Shared::new(), &script);
        assert_eq!(words(&events), ["ready", expected]);
        let first_look = NOON + Span::milliseconds(100);
        assert!(matches!(events[1], CardEvent::Tap(Tap { at, .. }) if at == first_look));
    }
}

#[test]
fn a_card_that_wavers_is_one_tap_and_one_that_comes_again_is_another() {
    let card = || Step::Lay(Card::new(&LONG));
    let mut script = vec![card(), Step::Lift, card(), Step::Lift];
    script.extend(vec![Step::Nothing; 20]);
    script.extend([card(), Step::Lift, Step::Lay(Card::new(&SHORT)), Step::Nothing]);
    assert_eq!(
        words(&watch(&Shared::new(), &script)),
        ["ready", "uid:04A224B2C13480", "uid:04A224B2C13480", "uid:DEADBEEF"]
    );
}

#[test]
fn a_card_that_cannot_be_read_is_refused_and_the_next_is_read() {
    for fault in [Fault::Checksum, Fault::CheckByte, Fault::Half, Fault::Nothing, Fault::Endless] {
        let bad = Step::Lay(Card::faulty(&LONG, fault));
        let good = Step::Lay(Card::new(&SHORT));
        let script = [bad, Step::Lift, Step::Nothing, good, Step::Nothing];
        let events = watch(&Shared::new(), &script);
        assert_eq!(words(&events), ["ready", "malformed", "uid:DEADBEEF"], "{fault:?}");
    }
}

#[test]
fn a_card_that_is_pulled_away_is_refused_wherever_the_reading_was() {
    // Its answers: to the request, and two to each part of its UID.
    for answers_left in 1..5 {
        let pulled = Step::Lay(Card::pulled_after(&LONG, answers_left));
        let again = Step::Lay(Card::new(&LONG));
        let events = watch(&Shared::new(), &[pulled, Step::Lift, again, Step::Nothing]);
        assert_eq!(words(&events), ["ready", "malformed", "uid:04A224B2C13480"], "{answers_left}");
    }
}

#[test]
fn what_is_no_card_of_its_own_is_refused() {
    let phone = Step::Lay(Card::new(&[0x08, 1, 2, 3]));
    let events = watch(&Shared::new(), &[phone, Step::Nothing]);
    assert_eq!(words(&events), ["ready", "bad_tag"]);
    let chip = Shared::new();
    chip.0.borrow_mut().cards = vec![Card::new(&SHORT), Card::new(&[1, 2, 3, 4])];
    let events = watch(&chip, &[Step::Lift, Step::Nothing]);
    assert_eq!(words(&events), ["ready", "malformed"], "two lie on each other");
}

#[test]
fn a_chip_that_does_not_answer_is_told_in_bounded_time_and_tried_again() {
    for (line, expected) in [
        (Line::StuckHigh, "the card reader does not answer in time: check its power"),
        (Line::StuckLow, "no card reader answers: check its power and its wires"),
        (Line::Broken, "the card reader's bus cannot be used: \"EIO\""),
    ] {
        let chip = Shared::new();
        chip.0.borrow_mut().line = line;
        let card = Step::Lay(Card::new(&LONG));
        let script = [Step::Nothing, Step::Line(Line::Works), card, Step::Nothing];
        let words = words(&watch(&chip, &script));
        assert!(words[0].starts_with(expected), "{line:?}: {words:?}");
        assert_eq!(words[1..], ["ready", "uid:04A224B2C13480"], "told once, then tried again");
        let transfers = chip.0.borrow().transfers;
        assert!(transfers < 2 * u64::from(TRANSFERS_MAX) + 2_000, "{line:?}: {transfers}");
    }
}

#[test]
fn a_chip_that_goes_while_it_is_watched_is_told() {
    for line in [Line::StuckHigh, Line::StuckLow, Line::Broken] {
        let works = Step::Line(Line::Works);
        let script = [Step::Nothing, Step::Line(line), works, Step::Nothing];
        let words = words(&watch(&Shared::new(), &script));
        assert_eq!((words[0].as_str(), words[2].as_str()), ("ready", "ready"), "{line:?}");
        assert!(words[1].contains("card reader"), "{line:?}: {words:?}");
    }
}

/// Whenever in its work the line is lost, the reader comes to an end with it.
#[test]
fn a_line_that_is_lost_in_the_middle_of_reading_is_told_in_bounded_time() {
    for line in [Line::StuckHigh, Line::StuckLow, Line::Broken] {
        for after in (0..200).step_by(7) {
            let chip = Shared::new();
            let card = Step::Lay(Card::new(&LONG));
            let script = [Step::Lose { after, line }, card, Step::Nothing, Step::Nothing];
            let words = words(&watch(&chip, &script));
            assert_eq!(words[0], "ready");
            assert!(words.last().unwrap().contains("card reader"), "{line:?} {after}: {words:?}");
            let transfers = chip.0.borrow().transfers;
            assert!(transfers < 4 * u64::from(TRANSFERS_MAX), "{line:?} {after}: {transfers}");
        }
    }
}

#[test]
fn only_genuine_chips_are_taken() {
    for version in [0x88, 0x90, 0x91, 0x92, 0xB2] {
        let chip = Shared::new();
        chip.0.borrow_mut().version = version;
        assert_eq!(words(&watch(&chip, &[])), ["ready"], "{version:02X}");
    }
    let chip = Shared::new();
    chip.0.borrow_mut().version = 0x12;
    let events = watch(&chip, &[Step::Nothing]);
    assert_eq!(words(&events), ["the chip is no MFRC522: it says that it is 0x12"]);
}

#[test]
fn a_device_that_cannot_be_opened_is_told_once_and_tried_every_few_seconds() {
    let mut pauses = Vec::new();
    let mut told = Vec::new();
    poll::<Shared, Shared, _>(
        || Err("the bus is not there".to_owned()),
        |pause| {
            pauses.push(pause);
            pauses.len() < 4
        },
        now,
        |event| {
            told.push(event);
            true
        },
    );
    assert_eq!(words(&told), ["the bus is not there"]);
    assert_eq!(pauses, vec![REOPEN_AFTER; 4]);
    assert!(LOOK_EVERY < Duration::from_secs(1));
}

#[tokio::test]
async fn what_is_told_becomes_states_and_sightings() {
    let (events, heard_events) = mpsc::channel(8);
    let (heard, mut told) = mpsc::channel(32);
    let (control, orders) = mpsc::channel(1);
    let desk = Known { reader: ReaderIndex(6), named: None, interval_s: 1.0 };
    let outlet =
        Outlet::new(SourceIndex(2), Roster::new([desk], []), heard, Tail::default(), || NOON);
    let running = tokio::spawn(run(heard_events, outlet, orders));
    let uid = "uid:DEADBEEF".parse().unwrap();
    for event in [
        CardEvent::Ready,
        CardEvent::Tap(Tap { uid, at: NOON }),
        CardEvent::Refused(RejectReason::Malformed),
        CardEvent::Failed("gone".to_owned()),
    ] {
        events.send(event).await.unwrap();
    }
    let mut seen = Vec::new();
    while seen.len() < 5 {
        match told.recv().await.unwrap() {
            Heard::Source { event: SourceEvent::State { state, reason }, .. } => {
                seen.push(format!("{state:?} {reason}"));
            }
            Heard::Sightings(sightings) => {
                let sighting = sightings[0];
                assert_eq!((sighting.reader, sighting.antenna), (ReaderIndex(6), 1));
                seen.push(sighting.tag.to_string());
            }
            Heard::Rejected { reason, count, .. } => {
                seen.push(format!("{} {count}", reason.word()));
            }
            _ => {}
        }
    }
    assert_eq!(seen, ["Connecting ", "Online ", "uid:DEADBEEF", "malformed 1", "Offline gone"]);
    control.send(Control::Stop).await.unwrap();
    running.await.unwrap();
    assert!(events.is_closed(), "the thread sees the end");
}
