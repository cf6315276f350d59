//! Everything that can be asked and done, one example each.

use serde_json::{Value, json};

/// What a kiosk may ask.
pub const ASKED_AT_KIOSKS: [&str; 5] =
    ["devices_query", "kiosk_query", "nearest_query", "plan_query", "site_query"];

/// What a kiosk may do.
pub const DONE_AT_KIOSKS: [&str; 8] = [
    "await_device",
    "close_request",
    "hold_asset",
    "release_hold",
    "report_symptom",
    "request_equipment",
    "take_up_request",
    "tap_card",
];

/// All queries by name.
pub fn queries() -> Value {
    let asset = "IP-0001";
    let period = json!({ "from": "2026-01-01", "to": "2026-01-31", "on": null });
    json!({
        "acts_query": { "asset_id": null, "before": null },
        "alert_query": { "alert_id": 1 },
        "alerts_query": { "resolved": 10 },
        "asset_maintenance_query": { "asset_id": asset },
        "asset_query": { "asset_id": asset },
        "assets_query": {},
        "calendar_query": { "from": "2026-01-01", "to": "2026-01-31" },
        "compliance_query": period,
        "devices_query": { "type": null, "text": "", "own": false },
        "faults_query": { "closed": 10 },
        "kiosk_query": {},
        "ledger_query": {},
        "nearest_query": { "type": "infusion_pump" },
        "past_query": { "at": 0 },
        "past_range_query": {},
        "plan_query": { "floor": "L1" },
        "plans_query": {},
        "policy_check_query": { "changes": [] },
        "policy_history_query": {},
        "policy_query": {},
        "policy_replay_query": {},
        "prove_acts_query": { "noted": "" },
        "recall_matches_query": { "recall_id": 1, "typed": null },
        "recalls_query": {},
        "report_query": {},
        "report_schedules_query": {},
        "round_query": { "asset_ids": [asset], "from": null },
        "site_query": {},
        "source_tail_query": { "source_id": "a", "after": 0, "contains": "" },
        "source_test_query": {},
        "sources_query": {},
        "status_query": {},
        "stock_query": {},
        "worklist_query": {},
    })
}

/// All acts by name.
pub fn acts() -> Value {
    let mut acts = json!({});
    for part in [sources_and_policy(), alerts(), maintenance(), recalls(), kiosks(), reports()] {
        let Value::Object(part) = part else { panic!("acts by name: {part}") };
        acts.as_object_mut().expect("acts by name").extend(part);
    }
    acts
}

fn sources_and_policy() -> Value {
    let connection = json!({ "kind": "drop_folder", "address": "/" });
    let setup = json!({ "source_id": "a", "connection": connection, "readers": [], "zones": [] });
    json!({
        "cancel_policy_replay": {},
        "cancel_source_test": {},
        "pause_source": { "source_id": "a", "paused": true },
        "remove_source": { "source_id": "a" },
        "retry_reader": { "reader_id": "store-reader" },
        "retry_source": { "source_id": "a" },
        "save_policy": { "changes": ["missing_after=1h"], "by": "Ada" },
        "save_source": { "setup": setup, "is_new": true },
        "start_policy_replay": { "changes": ["missing_after=1h"], "days": 1 },
        "test_source": { "setup": setup },
    })
}

fn alerts() -> Value {
    json!({
        "acknowledge_alerts": { "alert_ids": [1], "by": "Ada", "note": "" },
        "looked_in": { "asset_id": "IP-0001", "place": "store", "by": "Ada", "looked": true },
        "resolve_alerts": { "alert_ids": [1], "by": "Ada", "note": "x" },
        "snooze_alerts": { "alert_ids": [1], "by": "Ada", "reason": "x", "until": 0 },
    })
}

fn maintenance() -> Value {
    let of = json!({ "type": "infusion_pump" });
    let plan = json!({
        "plan_id": "PM",
        "of": of,
        "title": "",
        "mode": "fixed",
        "interval": "1 year",
        "anchor": null,
        "grace_days": 0,
        "early_days": 7,
        "lead_days": 30,
        "procedure": "",
        "checklist": [],
        "ended": null,
        "since": null,
    });
    json!({
        "approve_unlocated": { "asset_id": "IP-0001", "by": "Ada", "note": "" },
        "close_fault": { "fault_id": 1, "by": "Ada", "note": "x" },
        "complete_maintenance": {
            "asset_id": "IP-0001",
            "plan": "PM",
            "due_on": null,
            "completed_on": "2026-01-05",
            "by": "Ada",
            "note": "",
            "minutes": null,
            "results": [],
        },
        "correct_completion": {
            "completion_id": 1,
            "completed_on": null,
            "results": [],
            "by": "Ada",
            "note": "x",
        },
        "end_plan": { "plan_id": "PM", "of": of, "by": "Ada", "note": "x" },
        "quarantine_asset": { "asset_id": "IP-0001", "by": "Ada", "note": "x" },
        "record_attempt": {
            "asset_id": "IP-0001",
            "outcome": "not_found",
            "looked": [],
            "by": "Ada",
            "note": "",
        },
        "release_asset": { "asset_id": "IP-0001", "by": "Ada", "note": "x" },
        "repair_fault": { "fault_id": 1, "by": "Ada", "note": "" },
        "report_fault": { "asset_id": "IP-0001", "by": "Ada", "note": "x" },
        "save_plan": { "plan": plan, "for_the_past": false, "by": "Ada" },
    })
}

fn recalls() -> Value {
    let text = json!({ "manufacturer": "Maker", "models": "", "serials": "", "lots": "" });
    json!({
        "close_out_recall": { "recall_id": 1, "asset_ids": [], "by": "Ada", "note": "x" },
        "decide_recall": {
            "recall_id": 1,
            "asset_ids": ["IP-0001"],
            "decision": "confirmed",
            "by": "Ada",
            "note": "",
        },
        "open_recall": {
            "title": "x",
            "reference": "",
            "text": text,
            "by": "Ada",
            "note": "",
        },
    })
}

fn kiosks() -> Value {
    json!({
        "await_device": { "asks": true },
        "close_request": { "request_id": 1, "end": "brought", "by": "" },
        "hold_asset": { "asset_id": "IP-0001" },
        "release_hold": { "asset_id": "IP-0001" },
        "report_symptom": { "asset_id": "IP-0001", "symptom": "no_power", "note": "" },
        "request_equipment": { "type": "infusion_pump", "count": 1, "urgency": "now" },
        "take_up_request": { "request_id": 1, "by": "" },
        "tap_card": { "text": "x" },
    })
}

fn reports() -> Value {
    let asked = json!({ "kind": "inventory" });
    let schedule = json!({
        "title": "x",
        "asked": asked,
        "every": "day",
        "hour": 6,
        "format": "csv",
        "folder": "/",
        "keep": 3,
    });
    json!({
        "cancel_report": {},
        "export_report": { "number": 1, "format": "csv", "path": "/x.csv" },
        "remove_report_schedule": { "id": 1 },
        "run_report_schedule": { "id": 1 },
        "save_report_schedule": { "id": null, "schedule": schedule },
        "start_report": { "asked": asked },
    })
}
