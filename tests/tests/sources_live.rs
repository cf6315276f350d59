//! Sources through the whole program: what a broker, a file or a message tells is where an asset
//! is, and neither a killed program nor a killed broker loses or doubles any of it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rumqttc::{AsyncClient, Broker, Event, MqttOptions, Packet, PublishOptions, QoS};
use serde_json::Value;
use tempfile::TempDir;
use tokio::time::timeout;
use trackward_tests::{
    Mosquitto, Process, do_with, free_port, now_rfc3339, trackctl, until, until_async,
};

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(60);

const SITE: &str = r#"
[site]
id = "live"
name = "Live Hospital"
timezone = "America/Chicago"

[[floor]]
id = "L1"
building = "Main"
name = "Level 1"
ordinal = 1

[[place]]
id = "room-1"
floor = "L1"
name = "Room 1"
kind = "patient_room"
outline = [[0.0, 0.0], [10.0, 0.0], [10.0, 8.0], [0.0, 8.0]]

[[place]]
id = "clean"
floor = "L1"
name = "Clean Utility"
kind = "clean_utility"
outline = [[20.0, 0.0], [30.0, 0.0], [30.0, 8.0], [20.0, 8.0]]
"#;

/// A hospital of `count` pumps in a folder of its own.
struct Hospital {
    folder: TempDir,
}

impl Hospital {
    fn new(sources: &str, count: u32) -> Self {
        let folder = TempDir::new().unwrap();
        let hospital = Self { folder };
        fs::write(hospital.path("site.toml"), format!("{SITE}{sources}")).unwrap();
        let mut assets = "asset_id,name,type,manufacturer,model,serial,unit,tag\n".to_owned();
        for n in 0..count {
            writeln!(assets, "IP-{n:04},Pump,infusion_pump,M,P,S{n},,epc:{}", epc(n)).unwrap();
        }
        fs::write(hospital.path("assets.csv"), assets).unwrap();
        let [db, site, assets] =
            ["live.db", "site.toml", "assets.csv"].map(|name| hospital.text(name));
        do_with(&["init", "--db", &db, "--site", &site, "--assets", &assets]);
        hospital
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    fn serve(&self) -> Process {
        Process::start(Command::new(trackctl()).args(["serve", "--db", &self.text("live.db")]))
    }

    fn where_is(&self, asset: &str) -> Value {
        let arguments = ["where", asset, "--db", &self.text("live.db"), "--json"];
        let told = Command::new(trackctl()).args(arguments).output().unwrap();
        serde_json::from_slice(&told.stdout).unwrap_or_default()
    }

    /// How many sightings the journal holds.
    fn journaled(&self) -> u64 {
        let db = self.text("live.db");
        let change = ["policy", "replay", "--db", &db, "--set", "missing_after=30h"];
        let days = ["--days", "1", "--json"];
        let told = Command::new(trackctl()).args(change).args(days).output().unwrap();
        let told: Value = serde_json::from_slice(&told.stdout).unwrap_or_default();
        told["sightings"].as_u64().unwrap_or(0)
    }
}

fn epc(n: u32) -> String {
    format!("E28000000000{n:08X}")
}

/// Publishes one read each of these pumps, and waits until the broker has all of them.
async fn publish(port: u16, pumps: std::ops::Range<u32>) {
    let options = MqttOptions::new("reader", Broker::tcp("127.0.0.1", port));
    let (client, mut events) = AsyncClient::builder(options).capacity(pumps.len() + 1).build();
    let count = pumps.len();
    for n in pumps {
        let payload = format!(
            r#"{{"type":"SIMPLE","timestamp":"{}","data":{{"idHex":"{}","antenna":1,"peakRssi":-50,"MAC":"C4:7D:CC:00:00:01"}}}}"#,
            now_rfc3339(),
            epc(n)
        );
        let once = PublishOptions::new(QoS::AtLeastOnce);
        client.try_publish("ziotc/dock/data", payload, once).unwrap();
    }
    let taken = async {
        let mut taken = 0;
        while taken < count {
            if let Event::Incoming(Packet::PubAck(_)) = events.poll().await.unwrap() {
                taken += 1;
            }
        }
    };
    timeout(DEADLINE, taken).await.expect("the broker takes the messages");
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_a_killed_program_nor_a_killed_broker_loses_or_doubles_a_read() {
    let lines = [
        "allow_anonymous true",
        "autosave_on_changes true",
        "autosave_interval 1",
        "max_queued_messages 0",
    ];
    let mut broker = Mosquitto::start(&lines, &[]);
    let sources = format!(
        r#"
[[source]]
id = "broker"
kind = "mqtt"
address = "127.0.0.1:{}"
topics = [{{ topic = "ziotc/+/data", shape = "zebra" }}]

[[reader]]
id = "dock"
source = "broker"
named = "c4:7d:cc:00:00:01"

[[antenna]]
reader = "dock"
port = 1
place = "room-1"
"#,
        broker.port()
    );
    let hospital = Hospital::new(&sources, 400);
    let seen = |pumps: std::ops::Range<u32>, what: &'static str| {
        let hospital = &hospital;
        async move {
            until_async(what, DEADLINE, async || {
                let last = format!("IP-{:04}", pumps.end - 1);
                (hospital.where_is(&last)["place"] == "room-1").then_some(())
            })
            .await;
        }
    };
    let mut program = hospital.serve();
    until_async("the broker has written down who listens", DEADLINE, async || {
        let kept = broker.kept();
        (kept.contains("trackward-live-broker") && kept.contains("ziotc/+/data")).then_some(())
    })
    .await;
    publish(broker.port(), 0..1).await;
    seen(0..1, "the first pump is heard through the broker").await;

    // The program dies in the middle of a stream; what comes meanwhile waits at the broker.
    publish(broker.port(), 1..100).await;
    program.kill();
    publish(broker.port(), 100..200).await;
    until_async("the broker has written down what waits", DEADLINE, async || {
        (100..200).all(|n| broker.kept().contains(&epc(n))).then_some(())
    })
    .await;
    broker.kill();
    broker.start_again();
    let program = hospital.serve();
    seen(100..200, "what was sent meanwhile comes later").await;

    // The broker dies while the program listens, and is found again.
    broker.kill();
    broker.start_again();
    publish(broker.port(), 200..400).await;
    seen(200..400, "the program listens again by itself").await;

    until("every read is in the journal", DEADLINE, || (hospital.journaled() >= 400).then_some(()));
    for n in 0..400 {
        let told = hospital.where_is(&format!("IP-{n:04}"));
        assert_eq!(told["place"], "room-1", "nothing is lost: {told}");
    }
    assert_eq!(hospital.journaled(), 400, "and nothing is there twice");
    drop(program);
}

#[test]
fn a_file_in_the_folder_and_a_message_say_where_an_asset_is() {
    let port = free_port();
    let sources = format!(
        r#"
[[source]]
id = "files"
kind = "drop_folder"
address = "drop"

[[reader]]
id = "files-any"
source = "files"
named = "*"

[[source]]
id = "interface"
kind = "hl7_mllp"
address = "127.0.0.1:{port}"

[[reader]]
id = "interface-room-1"
source = "interface"
named = "ICU^317"

[[antenna]]
reader = "interface-room-1"
port = 1
place = "room-1"
"#
    );
    let folder = |hospital: &Hospital| hospital.path("drop");
    let hospital = Hospital::new(&sources, 4);
    fs::create_dir_all(folder(&hospital)).unwrap();
    let _program = hospital.serve();
    let time = now_rfc3339();
    let day = format!("asset,place,time\nIP-0001,clean,{time}\nIP-0002,attic,{time}\n");
    fs::write(folder(&hospital).join("night.csv"), day).unwrap();
    until("the file is taken", DEADLINE, || {
        (hospital.where_is("IP-0001")["place"] == "clean").then_some(())
    });
    until("the file is put away", DEADLINE, || {
        let files = files_in(&folder(&hospital));
        (!files.contains(&"night.csv".to_owned())).then_some(())
    });

    let acknowledged = until("the message is answered", DEADLINE, || send_hl7(port, &time));
    assert!(acknowledged.contains("MSA|AA|17"), "{acknowledged}");
    assert_eq!(hospital.where_is("IP-0003")["place"], "room-1", "answered once it is committed");
}

fn files_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

/// Sends a location report of pump 3, and gives the answer; `None` while nobody listens.
fn send_hl7(port: u16, time: &str) -> Option<String> {
    let stamp: String = time.chars().filter(char::is_ascii_digit).take(14).collect();
    let message = format!(
        "\x0BMSH|^~\\&|RTLS|HOSP|TW|HOSP|{stamp}+0000||ORU^R01^ORU_R01|17|P|2.6\r\
         OBR|1|||LOC|||{stamp}+0000\r\
         OBX|1|PL|LOC||ICU^317^^HOSP||||||F|||{stamp}+0000||||IP-0003^^HOSP^L\r\x1C\r"
    );
    let mut link = TcpStream::connect(("127.0.0.1", port)).ok()?;
    link.set_read_timeout(Some(DEADLINE)).unwrap();
    link.write_all(message.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let mut byte = [0; 1];
    while link.read(&mut byte).unwrap() == 1 && byte[0] != 0x1C {
        answer.push(byte[0]);
    }
    Some(String::from_utf8_lossy(&answer).into_owned())
}
