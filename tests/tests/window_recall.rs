//! The story of a recall: typed, decided on device by device, done, closed out.

#![cfg(target_os = "linux")]

use trackward_tests::{Desk, DueWard, holds};

async fn tick(desk: &Desk, asset: &str) {
    desk.click(&format!(".matches tr[data-asset={asset}] .c-check .check")).await;
}

async fn say(desk: &Desk, what: &str, note: &str) {
    desk.press("side-form", what).await;
    desk.sign(".side-form .sign-form", "A. Reyes", note).await;
    desk.until("it is said", "!document.querySelector('.side-form .sign-form')").await;
}

fn of(asset: &str, text: &str) -> String {
    holds(&format!(".matches tr[data-asset={asset}]"), text)
}

#[tokio::test]
async fn a_recall_is_decided_device_by_device_and_closed_out() {
    let ward = DueWard::open().await;
    let desk = &ward.desk;
    desk.go_to_upkeep("Recalls").await;
    desk.press("bar", "New recall").await;
    desk.fill_under("What it is about", "Battery may overheat").await;
    desk.fill_under("Maker", "Medilane").await;
    desk.fill_under("Models", "P3, S1").await;
    desk.fill_under("Serials", "ML-1-ML-0002").await;
    let wrong = holds(".side-head .field-wrong", "fill up with zeros");
    desk.until("a range that says nothing is told", &wrong).await;
    desk.fill_under("Serials", "").await;
    desk.until("three may be meant", &holds(".side-head", "3 devices may be meant")).await;
    desk.until("without serials that is likely", &of("IP-0003", "Likely")).await;
    desk.fill_under("Serials", "ML-0001-ML-0003").await;
    desk.until("with them it is certain", &of("IP-0003", "Certain")).await;
    let other = "!document.querySelector('.matches tr[data-asset=VT-0001]')";
    desk.until("the ventilator is none of them", other).await;
    desk.sign(".recall-new .sign-form", "J. Ortiz", "Replace the battery").await;
    desk.until("it stands beside the list", &holds(".side-head", "3 matches to decide")).await;

    tick(desk, "IP-0001").await;
    tick(desk, "IP-0002").await;
    say(desk, "Confirm", "").await;
    desk.until("two are confirmed", &holds(".side-head", "1 match to decide, 0 of 2 done")).await;
    desk.until("the rail of views counts them", &holds("#tab-7 .count", "2")).await;
    tick(desk, "IP-0003").await;
    say(desk, "Not meant", "Has the new battery").await;
    desk.until("one is not meant", &of("IP-0003", "Not meant")).await;
    tick(desk, "IP-0001").await;
    say(desk, "Done", "Battery replaced").await;
    desk.until("the counter moves", &holds(".side-head", "1 of 2 done")).await;
    desk.shoot("recall-light-1280").await;
    let closes = "!!document.querySelector('.side-form .notice')";
    let open = desk.client().execute(&format!("return {closes};"), Vec::new()).await;
    assert_eq!(open.expect("a script runs"), false, "it cannot be closed while one is left");
    tick(desk, "IP-0002").await;
    say(desk, "Done", "Battery replaced").await;
    desk.press("side-form", "Close the recall").await;
    desk.sign(".side-form .sign-form", "A. Reyes", "Told the maker").await;
    desk.until("it is closed", &holds(".recall-line", "Closed")).await;
    desk.until("none is open", &holds(".page-table .bar", "No open recall")).await;
    desk.until("who confirmed stays to be read", &of("IP-0001", "A. Reyes")).await;
    desk.until("and who was not meant", &of("IP-0003", "Has the new battery")).await;
    desk.shoot("recall-closed-light-1280").await;
    desk.go_to_upkeep("Log").await;
    desk.until("every step is in the log", &holds("li[data-act=close_recall]", "A. Reyes")).await;
    let opened = holds("li[data-act=open_recall]", "Battery may overheat");
    desk.until("and what was opened", &opened).await;
    desk.choose_theme("dark").await;
    desk.resize(1920, 1080).await;
    desk.shoot("log-dark-1920").await;
    ward.desk.close().await;
}
