//! Stories of cards that are held to a unit's reader.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

use std::cell::Cell;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use trackward_tests::{KioskWard, VENTILATOR, do_with, holds, now_rfc3339};

/// What the cards say.
const BADGE: &str = "uid:04A224B2C13480";
const ON_VENTILATOR: &str = "uid:04B1C2D3E4F506";

const ASSETS: &str = "\
asset_id,name,type,manufacturer,model,serial,unit,tag
VT-0001,Ventilator,ventilator,Aerolung,V500,AL-0001,WARD,epc:3034257BF7194E4000001A04 uid:04B1C2D3E4F506
";

/// A card reader in room 1 that leaves each card as a file in a folder.
struct CardReader {
    folder: TempDir,
    cards: Cell<u32>,
}

impl CardReader {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), cards: Cell::new(0) }
    }

    fn setup(&self) -> String {
        format!(
            r#"
[[source]]
id = "cards"
kind = "drop_folder"
address = "{}"

[[reader]]
id = "card-reader"
source = "cards"
named = "desk"

[[antenna]]
reader = "card-reader"
port = 1
place = "room-1"
"#,
            self.folder.path().display()
        )
    }

    fn hold(&self, card: &str) {
        self.cards.set(self.cards.get() + 1);
        let name = format!("{}.csv", self.cards.get());
        let row = format!("tag,place,time\n{card},desk,{}\n", now_rfc3339());
        // A file appears whole.
        let part = self.folder.path().join(format!("{name}.part"));
        fs::write(&part, row).unwrap();
        fs::rename(part, self.folder.path().join(name)).unwrap();
    }
}

async fn ward(reader: &CardReader) -> KioskWard {
    KioskWard::open_after("WARD", &reader.setup(), |db| {
        let list = Path::new(db).with_file_name("with_cards.csv");
        fs::write(&list, ASSETS).unwrap();
        do_with(&["init", "--db", db, "--assets", list.to_str().unwrap()]);
    })
    .await
}

#[tokio::test]
async fn a_tap_changes_custody_and_the_map() {
    let reader = CardReader::new();
    let ward = ward(&reader).await;
    let window = &ward.window;
    ward.until_ready().await;
    reader.hold(BADGE);
    window.until("the badge is read", &holds(".k-tap-badge", "Badge read")).await;
    reader.hold(ON_VENTILATOR);
    window.until("the unit has it", &holds(".k-tap-done", "taken out for this unit")).await;
    window.until("it is counted", &holds(".k-ours", "Taken out: 1")).await;

    let ward = ward.become_desk().await;
    let desk = &ward.window;
    desk.search(VENTILATOR).await;
    desk.until("it is in use", &holds(".drawer", "In use")).await;
    desk.until("by the unit's own tap", &holds(".drawer", "WARD, with its own tap")).await;
    desk.shoot("taken-out-on-the-map").await;
    ward.window.close().await;
}

#[tokio::test]
async fn a_card_chooses_the_device_of_a_fault() {
    let reader = CardReader::new();
    let ward = ward(&reader).await;
    let window = &ward.window;
    ward.until_ready().await;
    ward.go("fault").await;
    window.find(".k-devices li").await;
    reader.hold(ON_VENTILATOR);
    window.until("it is chosen", &holds(".k-device", VENTILATOR)).await;
    window.press("k-symptoms", "Alarms without a cause").await;
    ward.go("send").await;
    window.until("it is reported", &holds(".k-done", "Biomed is told")).await;
    window.press("k-done", "Start").await;
    window.until("and nobody has taken it", &holds(".k-ours", "Taken out: 0")).await;
    ward.window.close().await;
}
