//! Stories of the setup page, told in a window on data of its own.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

use std::ffi::OsStr;
use std::fmt::Write;

use trackward_model::{Span, Timestamp};
use trackward_tests::{Desk, Script, holds, now_rfc3339};

/// When an asset of any type is missing.
const MISSING_AFTER: &str = "input[aria-label='Missing after, all types']";
const SAVE: &str = ".policy-save button[type=submit]";
const CHANGES: &str = "!document.querySelector('.changes')";

#[tokio::test]
async fn a_threshold_is_saved_with_a_name_and_stands_in_the_field_from_then_on() {
    let ward = Script::new();
    let desk = open(&ward).await;
    desk.type_over(MISSING_AFTER, "30h").await;
    desk.until("the change is named", &holds(".changes", "1d → 30h")).await;
    desk.until("it can be saved", &free(SAVE)).await;
    desk.click(SAVE).await;
    desk.until("nobody saves without a name", &holds(".policy-save", "Say who you are.")).await;
    desk.fill(".policy-save .name-input", "J. Ortiz").await;
    desk.click(SAVE).await;
    desk.until("nothing is left to save", CHANGES).await;
    desk.shoot("setup-saved-light-1280").await;
    desk.client().refresh().await.unwrap();
    desk.press("tabs", "Policy").await;
    desk.until("the field has it when the window begins anew", &says("30h")).await;
    let who = holds("#policy-history .ledger-row", "J. Ortiz");
    desk.until("who changed it is told", &who).await;
    desk.until("and what", &holds("#policy-history .differences", "1d → 30h")).await;
    let script = "document.querySelector('#policy-history').scrollIntoView()";
    desk.client().execute(script, Vec::new()).await.unwrap();
    desk.shoot("setup-history-light-1280").await;
    desk.close().await;
}

#[tokio::test]
async fn a_negative_or_absurd_length_of_time_is_a_sentence_and_is_not_saved() {
    let ward = Script::new();
    let desk = open(&ward).await;
    for absurd in ["-5h", "9999999d", "soon"] {
        desk.type_over(MISSING_AFTER, absurd).await;
        let wrong = "document.querySelector('.field-wrong')?.textContent.trim().length > 10";
        desk.until("a sentence says what is wrong", wrong).await;
        desk.until("it is not for saving", &format!("!({})", free(SAVE))).await;
        desk.until("nothing is saved", &holds(".policy-side", "Nothing is saved")).await;
    }
    desk.shoot("setup-wrong-light-1280").await;
    desk.client().refresh().await.unwrap();
    desk.press("tabs", "Policy").await;
    desk.until("the field has what it had", &says("1d")).await;
    desk.close().await;
}

#[tokio::test]
async fn a_change_is_tried_on_the_past_cancelled_and_tried_again() {
    let ward = Script::new();
    ward.write("month.ndjson", &a_long_month());
    ward.done(&["replay", "month.ndjson", "--db", "w.db"]);
    let desk = open(&ward).await;
    desk.resize(1920, 1080).await;
    desk.type_over(MISSING_AFTER, "30h").await;
    desk.press("policy-try", "Try on the last").await;
    desk.press("policy-try", "Cancel").await;
    desk.until("it is cancelled", &holds(".policy-try", "Nothing was changed.")).await;
    desk.press("policy-try", "Try on the last").await;
    desk.until("its end is told", &holds(".policy-try", "alerts before")).await;
    desk.until("and all it has read", &holds(".policy-try", "1,500,000 sightings")).await;
    desk.choose_theme("dark").await;
    desk.shoot("setup-tried-dark-1920").await;
    desk.close().await;
}

/// A pump heard so often that the trial takes seconds.
fn a_long_month() -> String {
    let end: Timestamp = now_rfc3339().parse().unwrap();
    let mut lines = String::new();
    for second in (0..1_500_000).rev() {
        let at = (end - Span::hours(1) - Span::seconds(second)).to_rfc3339();
        let antenna = 1 + second / 5_000 % 2;
        writeln!(
            lines,
            r#"{{"at":"{at}","reader":"ward-reader","antenna":{antenna},"tag":"epc:3034257bf7194e4000001a01","rssi_dbm":-50}}"#
        )
        .unwrap();
    }
    lines
}

/// Opens the window on the setup page.
async fn open(ward: &Script) -> Desk {
    let db = ward.path().join("w.db");
    let desk = Desk::open(&[OsStr::new("--db"), db.as_os_str()]).await;
    desk.click(".rail a[href='#setup']").await;
    desk.press("tabs", "Policy").await;
    desk.until("the policy is shown", &says("1d")).await;
    desk
}

/// An expression: whether the threshold is so.
fn says(text: &str) -> String {
    format!("document.querySelector(`{MISSING_AFTER}`)?.value === '{text}'")
}

/// An expression: whether a button can be pressed.
fn free(css: &str) -> String {
    format!("document.querySelector('{css}')?.disabled === false")
}
