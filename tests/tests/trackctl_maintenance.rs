//! `trackctl import`, `maintenance`, `fault`, `recall`, `quarantine` and `audit`, as a script uses
//! them.

use std::process::Command;

use serde_json::Value;
use trackward_tests::{Script, python};

/// Changes an entry of the log of acts behind Trackward's back.
const FORGE: &str = "import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute('drop trigger audit_changed')
db.execute(\"update audit set by = 'Mallory' where n = ?\", (int(sys.argv[2]),))
db.commit()
";
const LIST: &str = "asset_id,plan,last_completed,next_due,interval,mode\n\
    IP-0001,PM,2026-01-10,2026-04-15,3 months,fixed\n\
    IP-0002,PM,2026-01-10,2026-04-15,3 months,floating\n\
    VT-0001,PM,,2026-04-30,6 months,month_based\n";

struct Ward(Script);

impl Ward {
    fn new() -> Self {
        let ward = Script::new();
        ward.write("list.csv", LIST);
        Self(ward)
    }

    #[track_caller]
    fn rows(&self, arguments: &[&str]) -> Vec<Value> {
        let text = self.0.done(&[arguments, &["--db", "w.db", "--json"]].concat());
        text.lines().map(|line| serde_json::from_str(line).expect("a JSON object")).collect()
    }

    /// `asset due state overdue missed` of what is due on a day.
    fn due(&self, on: &str) -> Vec<String> {
        let rows = self.rows(&["maintenance", "due", "--on", on]);
        rows.iter()
            .map(|row| {
                let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
                format!(
                    "{} {} {} {} {}",
                    text("asset_id"),
                    text("due_on"),
                    text("state"),
                    row["days_overdue"],
                    row["intervals_missed"]
                )
            })
            .collect()
    }
}

#[test]
fn a_list_is_imported_worked_off_and_counted() {
    let ward = Ward::new();
    let dry = ward.rows(&["import", "maintenance", "list.csv", "--dry-run"]);
    assert_eq!(dry.len(), 3);
    assert_eq!(dry[0]["change"], "new");
    assert_eq!(dry[0]["next_due"], "2026-04-15");
    assert!(ward.due("2026-06-15").is_empty(), "a dry run changes nothing");
    ward.0.done(&["import", "maintenance", "list.csv", "--db", "w.db"]);
    let again = ward.rows(&["import", "maintenance", "list.csv"]);
    assert!(again.iter().all(|row| row["change"] == "same"), "{again:?}");
    assert_eq!(
        ward.due("2026-05-01"),
        [
            "IP-0001 2026-04-15 overdue 16 1",
            "IP-0002 2026-04-15 overdue 16 1",
            "VT-0001 2026-04-30 overdue 1 1",
        ]
    );
    let complete = |asset: &str, on: &str| {
        let words = ["--plan", "PM", "--on", on, "--by", "Ann", "--db", "w.db"];
        ward.0.done(&[&["maintenance", "complete", asset], &words[..]].concat());
    };
    complete("IP-0001", "2026-05-13");
    complete("IP-0002", "2026-04-15");
    complete("VT-0001", "2026-04-02");
    assert_eq!(
        ward.due("2026-07-14"),
        ["IP-0001 2026-07-15 upcoming 0 0", "IP-0002 2026-07-15 upcoming 0 0"],
        "fixed from the anchor, floating from the day it was done; the ventilator in October"
    );
    let figures = ward.rows(&[
        "maintenance",
        "compliance",
        "--from",
        "2026-04-01",
        "--to",
        "2026-06-30",
        "--on",
        "2026-06-30",
    ]);
    let all = figures.iter().find(|row| row["class"] == "all").expect("all classes together");
    let counts = ["scheduled", "on_time", "late", "unable_to_locate", "in_use", "open"];
    let counts = counts.map(|key| all[key].as_u64().expect("a count"));
    assert_eq!(counts, [3, 2, 1, 0, 0, 0], "two on time, one a month late");
    let raw = all["raw_percent"].as_f64().expect("a percentage");
    assert!((raw - 200.0 / 3.0).abs() < 1e-9, "late is not on time: {raw}");
    let empty = figures.iter().find(|row| row["class"] == "life_support").expect("a class");
    assert_eq!(empty["scheduled"], 0);
    assert_eq!(empty["raw_percent"], Value::Null, "nothing scheduled is n/a, never 100 %");
}

#[test]
fn bad_input_is_refused_with_a_sentence_and_nothing_changes() {
    let ward = Ward::new();
    ward.0.write("bad.csv", &LIST.replace("2026-04-30", "03/04/2026"));
    let said = ward.0.refused(&["import", "maintenance", "bad.csv", "--db", "w.db"]);
    assert!(said.contains("line 4") && said.contains("expected YYYY-MM-DD"), "{said}");
    assert!(ward.due("2026-06-15").is_empty(), "the good rows were not taken either");
    ward.0.done(&["import", "maintenance", "list.csv", "--db", "w.db"]);
    let complete = |plan: &str, on: &str, more: &[&str]| {
        let words = ["--plan", plan, "--on", on, "--by", "Ann", "--db", "w.db"];
        ward.0.refused(&[&["maintenance", "complete", "IP-0001"], &words[..], more].concat())
    };
    assert!(complete("XX", "2026-04-15", &[]).contains("has no plan XX"));
    assert!(complete("PM", "2149-04-15", &[]).contains("in the future"));
    assert!(complete("PM", "2026-01-09", &[]).contains("before the last completion"));
    let reading = complete("PM", "2026-04-15", &["--result", "Leakage=high"]);
    assert!(reading.contains("\"high\" is no result of \"Leakage\""), "{reading}");
    let order = complete("PM", "2026-04-15", &["--due", "2026-01-15"]);
    assert!(order.contains("closed already: it is due 2026-04-15 now"), "{order}");
    assert_eq!(ward.due("2026-04-15").len(), 3, "nothing was noted");
    let dates = ["maintenance", "due", "--on", "03/04/2026", "--db", "w.db"];
    assert_eq!(ward.0.run(&dates).status.code(), Some(2), "wrong usage");
}

#[test]
fn faults_recalls_and_quarantine_have_their_commands() {
    let ward = Ward::new();
    let note = ["--by", "Ann", "--note", "Display dark"];
    let reported = ward.rows(&[&["fault", "report", "IP-0001"], &note[..]].concat());
    assert_eq!(reported[0]["state"], "open");
    ward.0.done(&["fault", "repair", "1", "--by", "Ben", "--db", "w.db"]);
    assert_eq!(ward.rows(&["fault", "list"])[0]["state"], "in_repair");
    ward.0.done(&["fault", "close", "1", "--by", "Ben", "--note", "New", "--db", "w.db"]);
    assert!(ward.rows(&["fault", "list"]).is_empty());
    assert_eq!(ward.rows(&["fault", "list", "--all"])[0]["mended"], "New");

    let scope = ["--manufacturer", "Medilane", "--models", "P3", "--serials", "ML-0001-ML-0002"];
    let found = ward.rows(&[&["recall", "match"], &scope[..]].concat());
    assert_eq!(found.len(), 2, "{found:?}");
    let title = ["recall", "open", "--title", "Battery", "--by", "Ann"];
    let opened = ward.rows(&[&title[..], &scope[..]].concat());
    assert_eq!(opened[0]["undecided"], 2);
    let decide = ["recall", "decide", "1", "IP-0001", "--decision", "confirmed", "--by", "Ann"];
    ward.0.done(&[&decide[..], &["--db", "w.db"]].concat());
    let release =
        ["quarantine", "release", "IP-0001", "--by", "Ann", "--note", "x", "--db", "w.db"];
    assert!(ward.0.refused(&release).contains("recalled"));
    let alerts = ward.rows(&["where", "IP-0001"]);
    assert_eq!(alerts[0]["use_state"], "down", "a recalled pump is not to be used");
}

#[test]
fn the_log_of_acts_is_proved_and_a_forged_entry_is_named() {
    let ward = Ward::new();
    ward.0.done(&["import", "maintenance", "list.csv", "--db", "w.db"]);
    let words = ["--plan", "PM", "--on", "2026-04-15", "--by", "Ann", "--db", "w.db"];
    ward.0.done(&[&["maintenance", "complete", "IP-0001"], &words[..]].concat());
    let proof = &ward.rows(&["audit", "verify"])[0];
    let log = ward.rows(&["audit", "list"]);
    assert_eq!(proof["entries"].as_u64(), Some(log.len() as u64));
    let last = log.last().expect("an entry");
    assert_eq!(
        (&last["act"], &last["by"], &last["asset_id"]),
        (&"complete".into(), &"Ann".into(), &"IP-0001".into())
    );
    let noted = format!("{}:{}", proof["entries"], proof["last_hash"].as_str().expect("a hash"));
    ward.0.done(&["audit", "verify", "--since", &noted, "--db", "w.db"]);
    let forged =
        Command::new(python()).current_dir(ward.0.path()).args(["-c", FORGE, "w.db", "3"]).status();
    assert!(forged.expect("python runs").success());
    let said = ward.0.refused(&["audit", "verify", "--db", "w.db"]);
    assert!(said.contains('3'), "the entry is named: {said}");
}
