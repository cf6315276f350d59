//! Readers that one source hears for: `store-r` and `shop-r`.
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

mod timeline;

use timeline::{check, told};
use trackward_model::{ReaderIndex, Rule, Subject};

/// What was said of readers that are down, in order: the reader and the sentence.
fn said(timeline: &str) -> Vec<(u32, String)> {
    let down = told(timeline).into_iter().filter(|told| told.alert.rule == Rule::ReaderDown);
    down.map(|told| match told.alert.subject {
        Subject::Reader(ReaderIndex(reader)) => (reader, told.alert.reason),
        other => panic!("{other:?} is no reader"),
    })
    .collect()
}

const STORE: u32 = 8;
const SHOP: u32 = 9;

#[test]
fn a_source_that_is_down_is_one_incident() {
    let heard = "08:00 store / 08:00 bed shop";
    let both = said(&format!("{heard} / 08:10 store-r down / 08:10 shop-r down / 08:20 -"));
    let sentence = "Source broker does not answer: 2 readers silent, 2 assets cannot be heard.";
    assert_eq!(both, [(STORE, sentence.to_owned())]);
    check(
        "08:00 store-r down / 08:00 shop-r down / 08:05 store-r up / 08:05 shop-r up / 08:10 -",
        "opened reader_down 08:02, resolved reader_down 08:05:30",
    );
}

#[test]
fn one_reader_of_a_source_is_its_own_incident() {
    let one = said("08:00 bed shop / 08:10 shop-r down / 08:20 -");
    let sentence = "Reader shop-r does not answer: 1 asset cannot be heard.";
    assert_eq!(one, [(SHOP, sentence.to_owned())]);
}

#[test]
fn who_stays_silent_when_its_source_is_back_is_told_of() {
    let told = said("08:00 store-r down / 08:00 shop-r down / 08:10 store-r up / 08:20 -");
    let readers: Vec<u32> = told.iter().map(|(reader, _)| *reader).collect();
    // The incident opens and ends, and the one that did not come back opens its own.
    assert_eq!(readers.iter().filter(|reader| **reader == SHOP).count(), 1, "{told:?}");
    assert_eq!(readers.iter().filter(|reader| **reader == STORE).count(), 2, "{told:?}");
}

#[test]
fn one_that_was_silent_before_is_taken_into_the_incident() {
    check(
        "08:00 shop-r down / 08:10 store-r down / 08:20 -",
        "opened reader_down 08:02, resolved reader_down 08:10:30, opened reader_down 08:12",
    );
}
