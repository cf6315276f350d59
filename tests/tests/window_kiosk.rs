//! Stories at the kiosk: the nearest ready device, a fault, a card, another language, nobody there.

#![cfg(target_os = "linux")]

use std::time::Duration;

use trackward_tests::{KioskWard, Script, VENTILATOR, holds, until};

#[tokio::test]
async fn the_nearest_ready_ventilator_is_found_and_held() {
    let ward = KioskWard::open("WARD").await;
    let window = &ward.window;
    ward.until_ready().await;
    window.shoot("kiosk-start").await;
    ward.go("find").await;
    ward.choose("ventilator").await;
    let row = format!(".k-res[data-asset={VENTILATOR}]");
    window.until("it is found", &holds(&row, "Clean Utility")).await;
    // From the middle of room 1 to the middle of the clean utility, without doors on record.
    window.until("it is told how far", &holds(&row, "10 m straight")).await;
    window.until("the way is drawn", "!!document.querySelector('.k-plan .k-way')").await;
    window.shoot("kiosk-find").await;
    window.click(&format!("{row} .k-do button")).await;
    window.until("it is held", &holds(".k-held", "Held for you until")).await;
    window.press("k-do", "Release").await;
    window.until("it is free", "!document.querySelector('.k-held')").await;
    ward.window.close().await;
}

#[tokio::test]
async fn a_scanned_device_is_reported_and_biomed_has_an_alert() {
    let ward = KioskWard::open("WARD").await;
    let window = &ward.window;
    ward.until_ready().await;
    ward.go("fault").await;
    window.find(".k-devices li").await;
    ward.scan(VENTILATOR).await;
    window.until("it is picked", &holds(".k-device", VENTILATOR)).await;
    window.press("k-symptoms", "Alarms without a cause").await;
    ward.go("note").await;
    window.press("k-keys", "q").await;
    window.until("the note is written", &holds(".k-caret", "Q")).await;
    window.shoot("kiosk-fault").await;
    ward.go("send").await;
    window.until("it is reported", &holds(".k-done", "Biomed is told")).await;
    window.press("k-done", "Start").await;
    window.until("it is handled", &holds(".k-ours", "Faults: 1")).await;
    ward.go("ours").await;
    let line = format!(".k-res[data-asset={VENTILATOR}]");
    window.until("and by whom", &holds(&line, "Biomed knows")).await;
    let db = ward.db.to_str().unwrap_or_default();
    let biomed = Script::new();
    until("biomed has an alert of the fault", Duration::from_secs(30), || {
        let alerts = biomed.done(&["alerts", "--db", db]);
        alerts.lines().any(|line| line.contains(VENTILATOR) && line.contains("fault")).then_some(())
    });

    let ward = ward.become_desk().await;
    let desk = &ward.window;
    desk.click(".rail a[href='#alerts']").await;
    desk.until("it is in biomed's inbox", &holds("body", VENTILATOR)).await;
    desk.until("with what was pressed", &holds("body", "Alarms without a cause")).await;
    desk.shoot("kiosk-fault-at-the-desk").await;
    desk.go_to_upkeep("Faults").await;
    let row = format!(".ledger-row[data-asset={VENTILATOR}]");
    desk.until("and where it came from", &holds(&row, "WARD kiosk")).await;
    ward.window.close().await;
}

#[tokio::test]
async fn what_is_held_is_released_from_the_unit_s_own_list() {
    let ward = KioskWard::open("WARD").await;
    let window = &ward.window;
    ward.until_ready().await;
    ward.go("find").await;
    ward.choose("ventilator").await;
    let row = format!(".k-res[data-asset={VENTILATOR}]");
    window.click(&format!("{row} .k-do button")).await;
    window.until("it is held", &holds(".k-held", "Held for you until")).await;
    window.press("k-top", "Start").await;
    window.until("it is counted", &holds(".k-ours", "Held: 1")).await;
    ward.go("ours").await;
    window.until("it is listed", &holds(&row, "Held for you until")).await;
    window.press("k-do", "Release").await;
    window.until("it is listed no longer", &format!("!document.querySelector('{row}')")).await;
    ward.back().await;
    window.until("nothing is held", &holds(".k-ours", "Held: 0")).await;
    ward.window.close().await;
}

#[tokio::test]
async fn a_badge_and_a_device_change_who_has_it() {
    let ward = KioskWard::open("WARD").await;
    let window = &ward.window;
    ward.until_ready().await;
    ward.scan(VENTILATOR).await;
    window.until("a badge comes first", &holds(".k-tap-no", "badge")).await;
    ward.scan("04A224B2C13480").await;
    window.until("the badge is read", &holds(".k-tap-badge", "Badge read")).await;
    ward.scan(VENTILATOR).await;
    window.until("the unit has it", &holds(".k-tap-done", "taken out for this unit")).await;
    window.until("it is counted", &holds(".k-ours", "Taken out: 1")).await;
    window.shoot("kiosk-taken").await;
    ward.go("ours").await;
    window.find(&format!(".k-res[data-asset={VENTILATOR}]")).await;
    ward.back().await;
    // Once that is off the screen it is no second reading of the same tap.
    window.find(".k-tap-hint").await;
    // Whoever brings it back needs no badge for that.
    ward.scan(VENTILATOR).await;
    window.until("it is back", &holds(".k-tap-done", "is back")).await;
    window.until("nothing is taken out", &holds(".k-ours", "Taken out: 0")).await;
    ward.until_ready().await;
    ward.window.close().await;
}

#[tokio::test]
async fn the_language_changes_at_once() {
    let ward = KioskWard::open("WARD").await;
    let window = &ward.window;
    ward.until_ready().await;
    window.press("k-lang", "Español").await;
    window.until("it speaks Spanish", &holds(".k-action-main", "Buscar el más cercano")).await;
    window.until("the page says so", "document.documentElement.lang === 'es'").await;
    window.until("types too", &holds(".k-stock tr[data-type=ventilator]", "Ventilador")).await;
    window.shoot("kiosk-spanish").await;
    window.press("k-lang", "English").await;
    window.until("and English", &holds(".k-action-main", "Find the nearest")).await;
    ward.window.close().await;
}

#[tokio::test]
async fn it_returns_to_its_start_when_nobody_is_there() {
    let ward = KioskWard::open("WARD").await;
    let window = &ward.window;
    ward.until_ready().await;
    ward.go("fault").await;
    window.find(".k-devices").await;
    // A minute of quiet, the last ten seconds of which it asks.
    window.until("it asks", &holds(".k-dialog", "Still there?")).await;
    window.until("it is the start again", "!!document.querySelector('.k-start')").await;
    ward.window.close().await;
}

#[tokio::test]
async fn a_unit_that_does_not_exist_is_told_with_those_that_do() {
    let ward = KioskWard::open("WARP").await;
    let window = &ward.window;
    window.until("it is told", &holds(".k-alone", "There is no unit called WARP")).await;
    window.until("and which there are", &holds(".k-units", "WARD")).await;
    ward.window.close().await;
}
