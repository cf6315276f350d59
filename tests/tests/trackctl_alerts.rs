//! `trackctl alerts` and `trackctl policy`, as a script uses them.

use std::fmt::Write as _;
use std::process::Command;

use serde_json::Value;
use trackward_tests::{Script, python};

/// Breaks a byte of a journal block that holds an event of this instant.
const BREAK: &str = "import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
at = int(sys.argv[2])
seq, block = db.execute('select seq, block from journal where first_at <= ? and last_at >= ?', (at, at)).fetchone()
block = bytearray(block)
block[len(block) // 2] ^= 0xFF
db.execute('update journal set block = ? where seq = ?', (bytes(block), seq))
db.commit()
";

struct Ward(Script);

impl Ward {
    /// A day in which the ventilator is heard every 10 minutes until 08:00, and the pump until
    /// the end.
    fn new() -> Self {
        let ward = Script::new();
        let mut day = String::new();
        for minute in (0..24 * 60).step_by(10) {
            let at = format!("2026-01-05T{:02}:{:02}:00Z", minute / 60, minute % 60);
            let mut heard = |tag: &str, antenna: u16| {
                writeln!(
                    day,
                    r#"{{"at":"{at}","reader":"ward-reader","antenna":{antenna},"tag":"epc:3034257BF7194E40000{tag}","rssi_dbm":-50}}"#
                )
                .expect("a string takes text");
            };
            heard("01A01", 2);
            if minute <= 8 * 60 {
                heard("01A04", 1);
            }
        }
        ward.write("day.ndjson", &day);
        ward.done(&["replay", "day.ndjson", "--db", "w.db"]);
        Self(ward)
    }

    #[track_caller]
    fn alerts(&self, more: &[&str]) -> Vec<Value> {
        let text = self.0.done(&[&["alerts", "--db", "w.db", "--json"], more].concat());
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

#[test]
fn alerts_are_listed_taken_on_put_off_and_ended() {
    let ward = Ward::new();
    let alerts = ward.alerts(&[]);
    assert_eq!(alerts.len(), 1, "only the ventilator is missing: {alerts:?}");
    let expected = [
        ("alert_id", Value::from(1)),
        ("rule", "missing".into()),
        ("severity", "warning".into()),
        ("asset_id", "VT-0001".into()),
        ("place", "clean".into()),
        ("reader", Value::Null),
        ("opened_at", "2026-01-05T12:00:00.000Z".into()),
        ("acknowledged_at", Value::Null),
        ("resolved_at", Value::Null),
        ("state", "open".into()),
    ];
    for (field, value) in expected {
        assert_eq!(alerts[0].get(field), Some(&value), "{field}");
    }
    assert!(alerts[0]["reason"].as_str().is_some_and(|reason| reason.contains("Clean Utility")));
    assert!(ward.alerts(&["--at", "2026-01-05T11:59:59Z"]).is_empty(), "not yet then");
    let later = ward.alerts(&["--at", "2026-01-07T00:00:00Z"]);
    assert_eq!(later.len(), 2, "and the pump too, if nothing is heard for a day: {later:?}");

    ward.0.done(&["alerts", "ack", "1", "--by", "J. Ortiz", "--note", "on my way", "--db", "w.db"]);
    let again = ward.0.done(&["alerts", "ack", "1", "--by", "J. Ortiz", "--db", "w.db"]);
    assert_eq!(again.trim(), "Someone has taken the alert on already.", "not now is no failure");
    let unknown = ward.0.done(&["alerts", "ack", "7", "--by", "J. Ortiz", "--db", "w.db"]);
    assert_eq!(unknown.trim(), "There is no such alert.");
    let snooze = ["alerts", "snooze", "1", "--by", "J", "--reason", "vendor", "--for", "4h"];
    ward.0.done(&[&snooze[..], &["--db", "w.db"]].concat());
    let taken = &ward.alerts(&[])[0];
    assert_eq!(
        (&taken["state"], &taken["acknowledged_by"]),
        (&"acknowledged".into(), &"J. Ortiz".into())
    );
    assert!(taken["snoozed_until"].is_string());
    ward.0.done(&["alerts", "resolve", "1", "--by", "J", "--note", "found", "--db", "w.db"]);
    assert!(ward.alerts(&[]).is_empty());
    let all = ward.alerts(&["--all"]);
    assert_eq!((&all[0]["state"], &all[0]["resolution"]), (&"resolved".into(), &"found".into()));
}

#[test]
fn a_policy_is_tried_on_the_past_before_it_is_saved() {
    let ward = Ward::new();
    let replay = |ward: &Ward, change: &str| -> Value {
        let text = ward
            .0
            .done(&["policy", "replay", "--db", "w.db", "--set", change, "--days", "1", "--json"]);
        serde_json::from_str(&text).expect("one object")
    };
    let strict = replay(&ward, "type.ventilator.missing_after=20h");
    assert_eq!(
        (&strict["before"], &strict["after"], &strict["gone"]),
        (&1.into(), &0.into(), &1.into())
    );
    assert_eq!(strict["gone_alerts"][0]["subject"], "VT-0001");
    assert_eq!(strict["coverage_percent"], 100.0);
    for (change, says) in [
        ("missing_after=-1h", "missing_after"),
        ("missing_after=99999d", "missing_after"),
        ("type.Toaster.missing_after=2h", "Toaster"),
        ("rule.toast.off=true", "toast"),
    ] {
        let error = ward.0.refused(&["policy", "set", change, "--by", "J", "--db", "w.db"]);
        assert!(error.contains(says), "{change}: {error}");
        assert_eq!(error.lines().count(), 1, "one plain sentence: {error}");
    }
    assert!(
        !ward.0.done(&["policy", "show", "--db", "w.db"]).contains("99999"),
        "nothing is saved"
    );
    ward.0.done(&[
        "policy",
        "set",
        "type.ventilator.missing_after=20h",
        "--by",
        "J",
        "--db",
        "w.db",
    ]);
    assert!(ward.0.done(&["policy", "show", "--db", "w.db"]).contains("20h"));

    // 2026-01-05T03:00:00Z.
    let broken = Command::new(python())
        .args(["-c", BREAK, "w.db", "1767582000000000"])
        .current_dir(ward.0.path())
        .output()
        .expect("Python runs");
    assert!(broken.status.success(), "{}", String::from_utf8_lossy(&broken.stderr));
    let partly = replay(&ward, "type.ventilator.missing_after=4h");
    assert_eq!(partly["blocks_corrupt"], 1, "{partly}");
    assert!(partly["coverage_percent"].as_f64().is_some_and(|percent| percent < 100.0), "{partly}");
}
