//! Alerts through the whole pipeline: raised at their exact instants, whatever the restarts, and
//! answered by people.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use common::{Hospital, at};
use trackward_engine::{Reading, Removal, load};
use trackward_model::ask::{
    AcknowledgeAlerts, Act, AlertDetail, AlertQuery, AlertRow, AssetLive, Done, Past, PastQuery,
    Request, ResolveAlerts, SavePolicy, SnoozeAlerts,
};
use trackward_model::{AlertId, AlertState, Freshness, Span, StepKind};

/// Pump 1 is heard until 08:10, ventilator 3 until 08:10 in a room that reader `third` hears.
const DAY: &[&str] = &[
    "08:00:00 1 icu 1 -50",
    "08:00:00 3 third 1 -50",
    "08:05:00 1 icu 1 -51",
    "08:05:00 3 third 1 -50",
    "08:10:00 1 icu 1 -50",
    "08:10:00 3 third 1 -50",
];

impl Hospital {
    /// `rule asset opened state` of every alert, the first one first.
    async fn alerts(&self, when: Option<&str>) -> Vec<String> {
        let mut reading = Reading::open(&self.db()).await.unwrap();
        let rows = reading.alerts(when.is_none(), when.map(at)).await.unwrap();
        rows.iter().map(shown).collect()
    }
}

fn shown(row: &AlertRow) -> String {
    let what = row.asset_id.as_ref().map(ToString::to_string);
    let what = what.or_else(|| row.reader.as_ref().map(ToString::to_string)).unwrap_or_default();
    let opened = &row.opened_at.to_rfc3339()[5..19];
    format!("{} {what} {opened} {}", row.rule.word(), row.state.word())
}

#[tokio::test]
async fn what_is_not_heard_is_missing_at_its_exact_instant() {
    let hospital = Hospital::new().await;
    let day = hospital.day("day.ndjson", DAY);
    hospital.replay(&day, Some("12:09:59")).await;
    assert!(hospital.alerts(None).await.is_empty(), "not a second early");
    hospital.replay(&day, Some("23:00:00")).await;
    let missing = ["missing VT-0001 01-05T12:10:00 open"];
    assert_eq!(hospital.alerts(None).await, missing, "a ventilator after 4 hours");
    assert_eq!(hospital.where_is("VT-0001", None).await.live.freshness, Freshness::Missing);
    assert!(hospital.alerts(Some("12:00:00")).await.is_empty(), "and not before");
    let then = hospital.where_is("VT-0001", Some("12:00:00")).await;
    assert_eq!(then.live.freshness, Freshness::Stale);
    hospital.replay(&day, Some("23:30:00")).await;
    assert_eq!(hospital.alerts(None).await, missing, "the same day again changes nothing");
}

#[tokio::test]
async fn a_silence_between_two_reads_begins_no_dwelling_anew() {
    let hospital = Hospital::new().await;
    let site = hospital.path("site.toml");
    let text = std::fs::read_to_string(&site).unwrap();
    std::fs::write(&site, text + "[policy.dwell]\nsoiled_utility = \"90m\"\n").unwrap();
    load(&hospital.db(), Some(&site), None, Removal::Refuse).await.unwrap();
    // Each silence of half an hour ends a stay.
    let reads = ["08:00:00", "08:30:00", "09:00:00", "09:30:00", "09:40:00"];
    let lines = reads.map(|time| format!("{time} 1 third 1 -50"));
    let day = hospital.day("day.ndjson", &lines.each_ref().map(String::as_str));
    hospital.replay(&day, Some("09:45:00")).await;
    assert!(hospital.stays("IP-0001").await.len() > 1, "the silences are in its past");
    assert_eq!(hospital.alerts(None).await, ["dwell IP-0001 01-05T09:30:00 open"]);
}

#[tokio::test]
async fn nothing_is_missing_while_nobody_could_hear_it() {
    let hospital = Hospital::new().await;
    let lines = [DAY, &["09:00:00 third offline", "11:00:00 third online"]].concat();
    let day = hospital.day("day.ndjson", &lines);
    hospital.replay(&day, Some("14:09:59")).await;
    let down = "reader_down third 01-05T09:02:00 resolved";
    assert_eq!(hospital.alerts(None).await, [down], "two hours of deafness do not count");
    let now = hospital.where_is("VT-0001", None).await.live.freshness;
    assert_eq!(now, Freshness::NotSeen, "six hours old, four of them heard by nobody");
    hospital.replay(&day, Some("14:10:00")).await;
    let missing = "missing VT-0001 01-05T14:10:00 open";
    assert_eq!(hospital.alerts(None).await, [down, missing]);
}

#[tokio::test]
async fn back_again_says_where_it_was_found() {
    let hospital = Hospital::new().await;
    let day = hospital.day("day.ndjson", DAY);
    hospital.replay(&day, Some("13:00:00")).await;
    let found = hospital.day("found.ndjson", &["13:30:00 3 icu 2 -50", "13:31:00 3 icu 2 -50"]);
    hospital.replay(&found, None).await;
    let mut reading = Reading::open(&hospital.db()).await.unwrap();
    let rows = reading.alerts(true, None).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].state, AlertState::Resolved);
    assert_eq!(rows[0].resolved_at, Some(at("13:30:00")));
    assert_eq!(rows[0].resolved_by, None, "nobody had to");
    assert_eq!(rows[0].resolution.as_deref(), Some("Heard again in Clean utility (Level 2)."));
}

#[tokio::test]
async fn a_restart_at_any_instant_changes_nothing() {
    let lines = [
        DAY,
        &[
            "08:12:00 third offline",
            "08:30:00 2 icu 1 -50",
            "09:40:00 third online",
            "09:50:00 2 icu 2 -44",
            "09:50:01 2 icu 2 -44",
            "10:00:00 icu offline",
            "10:30:00 icu online",
            "13:49:00 3 icu 1 -50",
            "14:20:00 1 icu 2 -48",
            "18:30:00 3 third 1 -50",
        ],
    ]
    .concat();
    let whole = Hospital::new().await;
    whole.replay(&whole.day("day.ndjson", &lines), Some("23:59:00")).await;
    let expected = whole.alerts(None).await;
    assert!(expected.len() >= 4, "there is something to compare: {expected:?}");
    for cut in 1..lines.len() {
        let restarted = Hospital::new().await;
        restarted.replay(&restarted.day("a.ndjson", &lines[..cut]), None).await;
        restarted.replay(&restarted.day("b.ndjson", &lines[cut..]), Some("23:59:00")).await;
        assert_eq!(restarted.alerts(None).await, expected, "restarted before line {cut}");
    }
}

#[tokio::test]
async fn people_take_alerts_on_put_them_off_and_end_them() {
    let hospital = Hospital::new().await;
    let day = hospital.day("day.ndjson", DAY);
    hospital.replay(&day, Some("13:00:00")).await;
    let engine = hospital.engine().await;
    let id = AlertId(1);
    let ack = |note: &str| {
        let (by, note) = ("J. Ortiz".to_owned(), note.to_owned());
        Act::AcknowledgeAlerts(AcknowledgeAlerts { alert_ids: vec![id], by, note })
    };
    assert_eq!(engine.act(ack("on my way")).await.unwrap(), Done::Done);
    let again = engine.act(ack("")).await.unwrap();
    assert_eq!(again, Done::NotNow("Someone has taken the alert on already.".to_owned()));
    let unknown =
        AcknowledgeAlerts { alert_ids: vec![AlertId(99)], by: "J".into(), note: "".into() };
    let answer = engine.act(Act::AcknowledgeAlerts(unknown)).await.unwrap();
    assert_eq!(answer, Done::NotNow("There is no such alert.".to_owned()));
    let until = trackward_engine::clock::now() + Span::hours(1);
    let snooze = |reason: &str| {
        let (by, reason) = ("J. Ortiz".to_owned(), reason.to_owned());
        Act::SnoozeAlerts(SnoozeAlerts { alert_ids: vec![id], by, reason, until })
    };
    assert_eq!(engine.act(snooze(" ")).await.unwrap(), Done::NotNow("Give a reason.".to_owned()));
    assert_eq!(engine.act(snooze("with the vendor")).await.unwrap(), Done::Done);
    engine.stop().await.unwrap();

    let engine = hospital.engine().await;
    let detail = detail(&engine, id).await;
    let signed = detail.row.acknowledged.unwrap();
    assert_eq!((signed.by.as_str(), signed.note.as_str()), ("J. Ortiz", "on my way"));
    assert_eq!(detail.row.snoozed.unwrap().until, until, "kept over a restart");
    let resolve = |alert_ids| {
        let (by, note) = ("J. Ortiz".to_owned(), "found under a bed".to_owned());
        Act::ResolveAlerts(ResolveAlerts { alert_ids, by, note })
    };
    assert_eq!(engine.act(resolve(vec![id])).await.unwrap(), Done::Done);
    let resolved = Done::NotNow("The alert is resolved.".to_owned());
    assert_eq!(engine.act(resolve(vec![id])).await.unwrap(), resolved);
    engine.stop().await.unwrap();

    hospital.replay(&day, Some("13:30:00")).await;
    let alerts = hospital.alerts(None).await;
    assert_eq!(alerts, ["missing VT-0001 01-05T12:10:00 resolved"], "it is not raised again");
    let engine = hospital.engine().await;
    let kinds: Vec<StepKind> =
        self::detail(&engine, id).await.steps.iter().map(|step| step.kind).collect();
    use StepKind::{Acknowledged, Opened, Resolved, Snoozed};
    assert_eq!(kinds, [Opened, Acknowledged, Snoozed, Resolved]);
}

#[tokio::test]
async fn an_alert_says_why_and_where_to_look() {
    let hospital = Hospital::new().await;
    let day = hospital.day("day.ndjson", DAY);
    hospital.replay(&day, Some("13:00:00")).await;
    let engine = hospital.engine().await;
    let detail = detail(&engine, AlertId(1)).await;
    assert_eq!(detail.evidence.last_seen, Some(at("08:10:00")));
    assert_eq!(detail.evidence.reader.unwrap().as_str(), "third");
    assert_eq!(detail.evidence.rssi_dbm, Some(-50.0));
    assert_eq!(detail.evidence.readers.len(), 1, "the one reader of its room");
    assert_eq!(detail.evidence.stays[0].place.as_ref().unwrap().as_str(), "soiled-3");
    assert!(!detail.likely.is_empty());
    let sum: f32 = detail.likely.iter().map(|place| place.probability).sum();
    assert!(sum <= 1.001, "probabilities of places: {sum}");
}

#[tokio::test]
async fn the_past_is_shown_as_it_was() {
    let hospital = Hospital::new().await;
    let lines = [DAY, &["08:15:00 1 icu 1 -50", "16:00:00 3 icu 2 -50", "16:00:01 3 icu 2 -50"]];
    let day = hospital.day("day.ndjson", &lines.concat());
    hospital.replay(&day, Some("17:00:00")).await;
    let engine = hospital.engine().await;
    let then = async |time: &str| {
        let reply = engine.query(PastQuery { at: at(time) }.into()).await.unwrap();
        let past: Past = PastQuery::FORM.read(&reply).unwrap();
        let row = |id: &str| {
            let rows = past.assets.rows.iter();
            rows.map(|row| &row.live).find(|live| live.asset_id.as_str() == id).unwrap().clone()
        };
        let place = |live: &AssetLive| live.place.as_ref().map(ToString::to_string);
        let (pump, ventilator) = (row("IP-0001"), row("VT-0001"));
        let alerts: Vec<&str> = past.alerts.iter().map(|alert| alert.rule.word()).collect();
        (place(&pump), pump.freshness, place(&ventilator), ventilator.freshness, alerts.join(" "))
    };
    let (icu, soiled, clean) =
        (Some("icu-201".to_owned()), Some("soiled-3".to_owned()), Some("clean-2".to_owned()));
    use Freshness::{Live, Missing, NeverSeen, NotSeen, Stale};
    let nothing = String::new();
    assert_eq!(then("07:59:59").await, (None, NeverSeen, None, NeverSeen, nothing.clone()));
    assert_eq!(then("08:20:00").await, (icu.clone(), Live, soiled.clone(), Live, nothing.clone()));
    assert_eq!(
        then("12:00:00").await,
        (icu.clone(), Stale, soiled.clone(), Stale, nothing.clone())
    );
    let missing = "missing".to_owned();
    assert_eq!(then("13:00:00").await, (icu.clone(), NotSeen, soiled, Missing, missing));
    assert_eq!(then("16:05:00").await, (icu.clone(), NotSeen, clean, Live, nothing));

    let changes = vec!["type.ventilator.missing_after=2d".to_owned()];
    let by = "Ann".to_owned();
    assert_eq!(engine.act(Act::SavePolicy(SavePolicy { changes, by })).await.unwrap(), Done::Done);
    let (_, _, _, ventilator, alerts) = then("13:00:00").await;
    assert_eq!((ventilator, &*alerts), (Missing, "missing"), "it was, by the policy of the time");
}

#[tokio::test]
async fn at_an_instant_each_alert_is_told_once() {
    let hospital = Hospital::new().await;
    let lines = [DAY, &["16:00:00 3 icu 2 -50", "16:00:01 3 icu 2 -50"]];
    let day = hospital.day("day.ndjson", &lines.concat());
    hospital.replay(&day, Some("17:00:00")).await;
    let all = async |when: &str| {
        let mut reading = Reading::open(&hospital.db()).await.unwrap();
        let rows = reading.alerts(true, Some(at(when))).await.unwrap();
        rows.iter().map(shown).collect::<Vec<_>>()
    };
    assert!(all("12:00:00").await.is_empty(), "it was raised later");
    assert_eq!(all("13:00:00").await, ["missing VT-0001 01-05T12:10:00 open"]);
    assert_eq!(all("16:30:00").await, ["missing VT-0001 01-05T12:10:00 resolved"]);
}

async fn detail(engine: &trackward_engine::Engine, alert_id: AlertId) -> AlertDetail {
    let reply = engine.query(AlertQuery { alert_id }.into()).await.unwrap();
    serde_json::from_slice(&reply).unwrap()
}
