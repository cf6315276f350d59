//! Stories at the kiosk where something is wrong: a core that does not answer, cards and devices
//! that cannot be taken, a unit that waits for equipment, and what the window may not do.

#![cfg(target_os = "linux")]

use std::fs;

use serde_json::Value;
use trackward_tests::{KioskWard, VENTILATOR, holds};

/// A store that supplies the ward with ventilators.
const STORE: &str = r#"
[[place]]
id = "store"
floor = "L1"
name = "Store"
kind = "storage"
unit = "STORE"
outline = [[30.0, 0.0], [40.0, 0.0], [40.0, 8.0], [30.0, 8.0]]

[[par]]
type = "ventilator"
unit = "WARD"
target = 2
critical = 2
supplied_by = "STORE"
"#;

/// What a card says.
const BADGE: &str = "04A224B2C13480";

#[tokio::test]
async fn what_was_known_stays_with_its_age_when_the_core_does_not_answer() {
    let ward = KioskWard::open("WARD").await;
    ward.until_ready().await;
    // Kept every ten seconds, with the unit's own devices.
    let kept = "localStorage.getItem('trackward.kiosk.kept')";
    let known =
        format!("({kept} || '').includes('{VENTILATOR}') && ({kept}).includes('available')");
    ward.window.until("the last state is kept", &known).await;
    let db = ward.db.clone();
    let ward = ward.after_ending(|| fs::write(&db, "no database").unwrap_or_default()).await;
    let window = &ward.window;
    window.until("it is told", &holds(".k-trouble.k-bad", "Nothing new since")).await;
    ward.until_ready().await;
    window.until("with its age", &holds(".k-readers", "as of")).await;
    window.shoot("kiosk-downtime").await;
    ward.go("find").await;
    ward.choose("ventilator").await;
    let row = format!(".k-old[data-asset={VENTILATOR}]");
    window.until("where it stood", &holds(&row, "Clean Utility")).await;
    window.until("and when", &holds(&row, "seen")).await;
    window.shoot("kiosk-downtime-find").await;
    // What this computer kept as the ward's kiosk is nothing for another unit's.
    let ward = ward.become_kiosk_of("STORE").await;
    let window = &ward.window;
    window.until("it waits", &holds(".k-alone", "Waiting for Trackward")).await;
    window.until("and says why", &holds(".k-why", "ward.db")).await;
    window.shoot("kiosk-waiting").await;
    ward.window.close().await;
}

#[tokio::test]
async fn what_cannot_be_taken_is_told_with_what_to_do() {
    let ward = KioskWard::open_with("STORE", STORE).await;
    let window = &ward.window;
    ward.go("find").await;
    ward.choose("ventilator").await;
    window.press("k-do", "I take this one").await;
    window.until("the store holds it", &holds(".k-held", "Held for you until")).await;
    let ward = ward.become_kiosk_of("WARD").await;
    let window = &ward.window;
    window.find(".k-tap-hint").await;
    ward.scan("NO-SUCH-1").await;
    window.until("an unknown card", &holds(".k-tap-no", "This card is not known")).await;
    ward.scan(BADGE).await;
    window.until("a badge", &holds(".k-tap-badge", "Now hold the device")).await;
    ward.scan(VENTILATOR).await;
    window.until("held by another", &holds(".k-tap-no", "is held for STORE until")).await;
    window.until("and what to do", &holds(".k-tap-no", "Take another, or call STORE.")).await;
    ward.scan(VENTILATOR).await;
    window.until("the same card", &holds(".k-tap-no", "This card was read just now")).await;
    ward.go("fault").await;
    ward.scan(VENTILATOR).await;
    window.press("k-symptoms", "Does not start").await;
    ward.go("send").await;
    window.until("it is reported", &holds(".k-done", "Biomed is told")).await;
    window.press("k-done", "Start").await;
    ward.go("fault").await;
    ward.scan(VENTILATOR).await;
    window.until("it is known", &holds(".k-device", "reported already")).await;
    window.press("k-symptoms", "Something else").await;
    ward.go("send").await;
    window.until("twice is refused", &holds(".k-said", "is reported already")).await;
    window.until("and what to do", &holds(".k-said", "set it aside")).await;
    ward.window.close().await;
}

#[tokio::test]
async fn who_supplies_a_unit_sees_what_it_asks_for_and_says_that_it_comes() {
    let ward = KioskWard::open_with("WARD", STORE).await;
    ward.until_ready().await;
    ward.go("ask").await;
    ward.choose("ventilator").await;
    ward.window.press("k-urgencies", "Someone waits").await;
    ward.go("send").await;
    ward.window.until("it is asked for", &holds(".k-requests", "waiting")).await;
    let ward = ward.become_kiosk_of("STORE").await;
    let window = &ward.window;
    window.until("it is counted", &holds("[data-go=supply]", "requests: 1")).await;
    ward.go("supply").await;
    window.until("it is listed", &holds(".k-sections", "WARD: 1 ventilator")).await;
    window.until("with how soon", &holds(".k-sections", "Someone waits")).await;
    window.until("for the runner too", &holds(".k-picks", "for WARD")).await;
    window.shoot("kiosk-supply").await;
    window.press("k-do", "I bring it").await;
    window.until("it is on the way", &holds(".k-sections", "on the way")).await;
    let ward = ward.become_kiosk_of("WARD").await;
    ward.window.until("the ward sees that", &holds("[data-go=ask]", "on the way")).await;
    ward.go("ours").await;
    ward.window.press("k-do", "It is here").await;
    ward.window.until("it was brought", &holds(".k-requests", "brought")).await;
    ward.window.close().await;
}

#[tokio::test]
async fn the_window_may_neither_ask_nor_do_what_the_desk_may() {
    let ward = KioskWard::open("WARD").await;
    ward.until_ready().await;
    let client = ward.window.client();
    let refused = async |command: &str, request: &str| {
        let script = format!(
            "const answer = arguments[arguments.length - 1];\
             window.__TAURI__.core.invoke('{command}', {{ request: {request} }})\
                 .then(() => answer('done'), why => answer(JSON.stringify(why)));"
        );
        let said = client.execute_async(&script, Vec::new()).await;
        said.ok().and_then(|said| said.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let release = format!(
        "{{ release_asset: {{ asset_id: '{VENTILATOR}', by: 'Ada', note: 'Looked at it' }} }}"
    );
    for (command, request) in [("act", release.as_str()), ("query", "{ assets_query: {} }")] {
        let said = refused(command, request).await;
        let failure: Value = serde_json::from_str(&said).unwrap_or_default();
        assert_eq!(failure["code"], "not_allowed", "{command} {request}: {said}");
    }
    let said = refused("query", "{ kiosk_query: {} }").await;
    assert_eq!(said, "done", "what is a kiosk's it may ask in the same way");
    ward.window.close().await;
}
