//! Stories of the sources on the setup page, told in a window on data of its own.

#![cfg(target_os = "linux")]

use std::ffi::OsStr;
use std::time::Duration;

use rumqttc::{AsyncClient, Broker, MqttOptions, PublishOptions, QoS};
use tokio::time::interval;
use trackward_tests::{Desk, LlrpReader, Mosquitto, PUMP, Script, holds};

/// The source that is added; the ward's own reader is not there.
const ADDED: &str = "tr[data-source=ward-east]";
/// The key that takes the first place that is offered.
const ENTER: char = '\u{e007}';
const FORM: &str = ".source-form";

#[tokio::test]
async fn a_reader_is_added_tested_heard_paused_and_resumed() {
    let reader = LlrpReader::start(&[]);
    let ward = Script::new();
    let desk = open(&ward).await;
    desk.until("the ward's own is not reached", &holds("tr[data-source]", "Not reached")).await;

    desk.press("page-sources", "Add a source").await;
    desk.fill(".in-id", "ward-east").await;
    desk.fill(".in-address", &format!("127.0.0.1:{}", reader.port())).await;
    desk.click(".btn-main[type=submit]").await;
    desk.until("an antenna without a place", &holds(FORM, "Say where antenna 1")).await;
    desk.fill(".in-port-0-0", "2").await;
    desk.fill(".place-input", &format!("room 1{ENTER}")).await;
    desk.until("it is aimed", &holds(".aim-place", "Room 1")).await;

    desk.press("source-end", "Test").await;
    desk.until("the test hears it", &holds(".trial .event", "sighting")).await;
    desk.until("the test ends", &holds(".trial-state", "The test is over: 10 events")).await;
    desk.shoot("sources-test-light-1280").await;
    desk.click(".btn-main[type=submit]").await;

    let detail = ".source-side[data-source=ward-east]";
    desk.find(detail).await;
    desk.until("it listens", &holds(&format!("{ADDED} .c-state"), "Listening")).await;
    let rate =
        format!("parseFloat(document.querySelector('{detail} .source-rate')?.textContent) > 1");
    desk.until("it hears something every second", &rate).await;
    desk.shoot("sources-listening-light-1280").await;

    desk.press("source-acts", "Pause").await;
    desk.until("it is paused", &holds(&format!("{ADDED} .c-state"), "Paused")).await;
    desk.press("source-acts", "Resume").await;
    desk.until("it listens again", &holds(&format!("{ADDED} .c-state"), "Listening")).await;
    desk.click(".rail a[href='#assets']").await;
    let line = format!("tr[data-asset={PUMP}]");
    desk.until("the pump is where the antenna is aimed", &holds(&line, "Room 1")).await;
    desk.close().await;
}

#[tokio::test]
async fn a_broker_is_added_and_the_reader_that_it_tells_of_is_placed() {
    let broker = Mosquitto::start(&["allow_anonymous true"], &[]);
    let telling = tokio::spawn(tell_of_the_pump(broker.port()));
    let ward = Script::new();
    let desk = open(&ward).await;
    desk.press("page-sources", "Add a source").await;
    desk.press("choices", "MQTT broker").await;
    desk.fill(".in-id", "gateways").await;
    desk.fill(".in-address", &format!("127.0.0.1:{}", broker.port())).await;
    desk.click(".btn-main[type=submit]").await;
    desk.until("it has no topic", &holds(FORM, "Say to which topic to subscribe")).await;
    desk.fill(".in-topic-0", "ziotc/+/data").await;
    desk.press("source-end", "Test").await;
    desk.until("the test hears the dock", &holds(".trial .event", "dock")).await;
    desk.shoot("sources-broker-test-light-1280").await;
    desk.click(".btn-main[type=submit]").await;

    let detail = ".source-side[data-source=gateways]";
    desk.until("the dock stands nowhere", &holds(&format!("{detail} .stranger"), "dock")).await;
    desk.press("stranger", "Place it").await;
    desk.fill(".stranger .place-input", &format!("room 1{ENTER}")).await;
    let readers = format!("{detail} .source-readers .antennas");
    desk.until("it is placed", &holds(&readers, "Room 1")).await;
    desk.shoot("sources-broker-light-1280").await;
    desk.click(".rail a[href='#assets']").await;
    let line = format!("tr[data-asset={PUMP}]");
    desk.until("the pump is where the dock stands", &holds(&line, "Room 1")).await;
    telling.abort();
    desk.close().await;
}

/// Has a reader named `dock` tell the broker of the pump's tag, again and again.
async fn tell_of_the_pump(port: u16) {
    let options = MqttOptions::new("dock", Broker::tcp("127.0.0.1", port));
    let (client, mut events) = AsyncClient::builder(options).capacity(8).build();
    tokio::spawn(async move { while events.poll().await.is_ok() {} });
    let mut pace = interval(Duration::from_millis(300));
    let message = r#"{"data":{"idHex":"3034257BF7194E4000001A01","antenna":1}}"#;
    loop {
        pace.tick().await;
        let sent = client.publish("ziotc/dock/data", message, PublishOptions::new(QoS::AtMostOnce));
        sent.await.expect("the broker listens");
    }
}

#[tokio::test]
async fn what_a_reader_sends_is_followed_narrowed_and_held() {
    let reader = LlrpReader::start(&[]);
    let ward = Script::new();
    ward.write("site.toml", &site_with(&ward, reader.port()));
    ward.done(&["init", "--db", "w.db", "--site", "site.toml"]);
    let desk = open(&ward).await;
    desk.choose_theme("dark").await;
    let own = "tr[data-source=ward-reader]";
    desk.until("it listens", &holds(&format!("{own} .c-state"), "Listening")).await;
    desk.click(&format!("{own} .row-button")).await;
    desk.key("t").await;
    let count = "document.querySelectorAll('.tail-events .event').length";
    desk.until("events follow one another", &format!("{count} > 20")).await;
    desk.click(".tail-events .event-line").await;
    desk.until("one opens", "!!document.querySelector('.tail-events .event.open')").await;
    desk.press("tail", "Hold").await;
    desk.until("what comes waits", &holds(".tail-hold", "more")).await;
    desk.shoot("sources-tail-dark-1280").await;
    desk.press("tail", "Follow").await;

    desk.fill(".tail-filter input", "1a03").await;
    let only = "[...document.querySelectorAll('.tail-events .event')]\
        .every(line => line.textContent.toLowerCase().includes('1a03'))";
    desk.until("only that tag is left", &format!("{count} > 2 && {only}")).await;
    desk.fill(".tail-filter input", "no such thing").await;
    desk.until("nothing is left", &holds(".tail", "Nothing that came contains this")).await;
    desk.close().await;
}

#[tokio::test]
async fn what_the_core_refuses_is_a_sentence_and_nothing_typed_is_lost() {
    let ward = Script::new();
    let desk = open(&ward).await;
    desk.press("page-sources", "Add a source").await;
    desk.fill(".in-id", "ward-east").await;
    desk.fill(".in-address", "10.20.0.21").await;
    desk.fill(".place-input", &format!("room 1{ENTER}")).await;
    desk.click(".btn-main[type=submit]").await;
    desk.until("the sentence names it", &holds(".said", "10.20.0.21")).await;
    desk.until("and what is missing", &holds(".said", "no port")).await;
    desk.shoot("sources-wrong-light-1280").await;
    desk.press("choices", "MQTT broker").await;
    desk.until("a broker has topics", &holds(FORM, "Payloads of")).await;
    desk.resize(1920, 1080).await;
    desk.shoot("sources-broker-light-1920").await;
    desk.press("tabs", "Policy").await;
    desk.until("the policy is shown", &holds(".page-setup", "Missing after")).await;
    desk.press("tabs", "Sources").await;
    let kept = "document.querySelector('.in-address')?.value === '10.20.0.21'";
    desk.until("what was typed is there", kept).await;
    desk.press("source-end", "Cancel").await;
    desk.until("it is not added", &format!("!document.querySelector('{ADDED}')")).await;

    desk.click("tr[data-source=ward-reader] .row-button").await;
    desk.press("side-note", "Take this source out").await;
    desk.until("it is asked what stays", &holds(".remove-asked", "What they heard stays")).await;
    desk.press("remove-asked", "Take it out").await;
    desk.until("none is left", &holds(".page-sources .empty", "Nothing is listened to yet")).await;
    desk.shoot("sources-empty-light-1280").await;
    desk.close().await;
}

/// Opens the window on the sources.
async fn open(ward: &Script) -> Desk {
    let db = ward.path().join("w.db");
    let desk = Desk::open(&[OsStr::new("--db"), db.as_os_str()]).await;
    desk.click("a[href='#setup']").await;
    desk.find("tr[data-source=ward-reader]").await;
    desk
}

/// The ward's site file with its reader on this port.
fn site_with(ward: &Script, port: u16) -> String {
    let site = std::fs::read_to_string(ward.path().join("site.toml")).expect("it was written");
    site.replace("127.0.0.1:9", &format!("127.0.0.1:{port}"))
}
