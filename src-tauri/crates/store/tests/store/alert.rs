use trackward_model::{
    Alert, AlertId, AlertStep, AppliedThreshold, Evidence, FloorIndex, LastSighting, Limit,
    PlaceIndex, ReaderHealth, ReaderIndex, ReaderState, RequestId, Resolved, Rssi, Rule, Severity,
    Signed, Snooze, Span, StepKind, StockIndex, Subject, ThresholdOrigin, Timestamp, Transition,
};
use trackward_store::{Batch, Removal, StoreError, UnknownTag};

use crate::fixture::{
    Home, alert, asset, at, by_kim, furnished, heard, request, stay, step, tag, to,
};

fn missing(id: u64, n: u32) -> Alert {
    alert(id, Rule::Missing, Subject::Asset(asset(n)))
}

fn ended(alert: Alert, seconds: i64) -> Alert {
    let resolved = Resolved { at: at(seconds), by: None, note: "found in Room 202".into() };
    Alert { resolved: Some(resolved), ..alert }
}

async fn keep(home: &Home, transitions: &[Transition]) -> Result<(), StoreError> {
    let batch = Batch { transitions, reached: at(0), ..Batch::default() };
    home.store.commit(&batch).await.map(|_| ())
}

fn ids(alerts: &[Alert]) -> Vec<u64> {
    alerts.iter().map(|alert| alert.id.0).collect()
}

fn signed(seconds: i64, note: &str) -> Signed {
    Signed { at: at(seconds), by: "Kim Ørsted".into(), note: note.into() }
}

/// An alert with everything that one can have.
pub fn full(id: u64, subject: Subject) -> Alert {
    let down = vec![(at(1), Some(at(2))), (at(3), None)];
    let threshold =
        AppliedThreshold { value: Limit::After(Span::hours(4)), origin: ThresholdOrigin::Type };
    Alert {
        severity: Severity::Critical,
        grade: 3,
        place: Some(PlaceIndex(2)),
        floor: Some(FloorIndex(1)),
        since: at(-20),
        acknowledged: Some(signed(11, "")),
        snoozed: Some(Snooze { signed: signed(12, "on loan"), until: at(99), grade: 2 }),
        resolved: Some(Resolved { at: at(13), by: Some("Kim".into()), note: "found".into() }),
        chattering: true,
        reason: "\"Not heard\" for 4 h: 'Bett' 3".into(),
        evidence: Evidence {
            last_sighting: Some(LastSighting {
                at: at(-20),
                reader: ReaderIndex(1),
                antenna: 4,
                rssi: Some(Rssi(-6_150)),
            }),
            readers: vec![ReaderHealth {
                reader: ReaderIndex(1),
                state: ReaderState::Online,
                down,
            }],
            battery_percent: Some(17),
            stays: vec![stay(2, -50, None), stay(1, -90, Some(-50))],
            threshold: Some(threshold),
            assets_blind: Some(40),
            clock_offset_ms: Some(-90_000),
            sightings: Some(7),
        },
        ..alert(id, Rule::Missing, subject)
    }
}

/// One of each kind.
fn subjects() -> [Subject; 5] {
    [
        Subject::Asset(asset(0)),
        Subject::Reader(ReaderIndex(1)),
        Subject::Tag(tag(9)),
        Subject::Stock(StockIndex(1)),
        Subject::Request(RequestId(1)),
    ]
}

async fn with_subjects() -> Home {
    let home = Home::with(2).await;
    home.store.site_apply(&furnished(), &[], Removal::Refuse).await.unwrap();
    home.store.request_put(&request("ICU", 1), &by_kim("request")).await.unwrap().unwrap();
    home
}

#[tokio::test]
async fn an_alert_is_kept_with_all_it_says_whatever_it_is_about() {
    let home = with_subjects().await;
    let kept: Vec<Alert> = (1..)
        .zip(subjects())
        .flat_map(|(n, s)| [full(2 * n - 1, s), alert(2 * n, Rule::Exit, s)])
        .collect();
    let transitions: Vec<_> = kept.iter().cloned().map(to).collect();
    keep(&home, &transitions).await.unwrap();
    let home = home.reopened().await;
    for alert in &kept {
        assert_eq!(home.store.alert_get(alert.id).await.unwrap().as_ref(), Some(alert));
    }
    assert_eq!(home.store.alert_get(AlertId(11)).await.unwrap(), None);
}

#[tokio::test]
async fn every_rule_severity_and_step_is_read_back() {
    let home = Home::with(1).await;
    let transitions: Vec<Transition> = (1u64..)
        .zip(Rule::ALL)
        .map(|(id, rule)| {
            let severity = Severity::ALL[id as usize % 3];
            to(Alert { severity, ..alert(id, rule, Subject::Asset(asset(0))) })
        })
        .collect();
    keep(&home, &transitions).await.unwrap();
    let written: Vec<Alert> = transitions.into_iter().map(|transition| transition.alert).collect();
    assert_eq!(home.store.alert_open_list().await.unwrap(), written);

    let steps: Vec<AlertStep> = (20..)
        .zip(StepKind::ALL)
        .map(|(second, kind)| AlertStep {
            by: (second % 2 == 0).then(|| "Kim".into()),
            note: format!("at {second}"),
            ..step(kind, second)
        })
        .collect();
    let more =
        steps.iter().map(|step| Transition { alert: written[0].clone(), step: step.clone() });
    keep(&home, &more.collect::<Vec<_>>()).await.unwrap();
    let kept = home.store.alert_step_list(AlertId(1)).await.unwrap();
    assert_eq!((&kept[0], &kept[1..]), (&step(StepKind::Opened, 1), &steps[..]));
}

#[tokio::test]
async fn steps_keep_their_order_over_batches_and_a_restart() {
    let home = Home::with(2).await;
    let life =
        |id, n, kind, seconds| Transition { alert: missing(id, n), step: step(kind, seconds) };
    let kinds = async |home: &Home, id| -> Vec<(StepKind, Timestamp)> {
        let steps = home.store.alert_step_list(AlertId(id)).await.unwrap();
        steps.iter().map(|step| (step.kind, step.at)).collect()
    };
    let first = [
        life(1, 0, StepKind::Opened, 1),
        life(2, 1, StepKind::Opened, 2),
        life(1, 0, StepKind::Worsened, 2),
    ];
    keep(&home, &first).await.unwrap();
    let home = home.reopened().await;
    // A clock that was set back does not change the order in which things were done.
    let then = [
        life(2, 1, StepKind::Snoozed, 9),
        life(1, 0, StepKind::Acknowledged, 1),
        Transition { alert: ended(missing(1, 0), 9), step: step(StepKind::Resolved, 9) },
    ];
    keep(&home, &then).await.unwrap();
    let of_1 = [
        (StepKind::Opened, at(1)),
        (StepKind::Worsened, at(2)),
        (StepKind::Acknowledged, at(1)),
        (StepKind::Resolved, at(9)),
    ];
    assert_eq!(kinds(&home, 1).await, of_1);
    assert_eq!(kinds(&home, 2).await, [(StepKind::Opened, at(2)), (StepKind::Snoozed, at(9))]);
    assert_eq!(kinds(&home, 3).await, []);
    let kept = home.store.alert_get(AlertId(1)).await.unwrap().unwrap();
    assert_eq!(kept, ended(missing(1, 0), 9), "it is as the last transition says");
}

#[tokio::test]
async fn a_rule_has_one_unresolved_alert_for_a_subject() {
    let home = with_subjects().await;
    for (n, subject) in (0..).zip(subjects()) {
        keep(&home, &[to(alert(10 * n + 1, Rule::Exit, subject))]).await.unwrap();
        let error = keep(&home, &[to(alert(10 * n + 2, Rule::Exit, subject))]).await.unwrap_err();
        assert!(matches!(error, StoreError::Alert(_)), "{subject:?}: {error}");
        assert_eq!(home.store.alert_last_id().await.unwrap(), AlertId(10 * n + 1));
        keep(&home, &[to(alert(10 * n + 3, Rule::Dwell, subject))]).await.expect("another rule");
    }
    keep(&home, &[to(missing(60, 0)), to(missing(61, 1))]).await.expect("another asset");
    // The end of one and the beginning of the next, in one batch, and several within one.
    let again = [
        to(ended(missing(60, 0), 70)),
        to(missing(71, 0)),
        to(ended(missing(71, 0), 72)),
        to(missing(73, 0)),
    ];
    keep(&home, &again).await.expect("the one before has ended");
    let of_0 = home.store.alert_of_asset_list(asset(0), 9).await.unwrap();
    assert_eq!(ids(&of_0), [73, 71, 60, 3, 1], "the last one opened first");
    assert_eq!(ids(&home.store.alert_of_asset_list(asset(0), 2).await.unwrap()), [73, 71]);
}

#[tokio::test]
async fn alerts_are_found_by_when_they_were_open() {
    let home = Home::with(9).await;
    assert_eq!(home.store.alert_last_id().await.unwrap(), AlertId(0));
    // Opened in the seconds 1 to 5.
    let transitions = [
        to(ended(missing(1, 1), 8)),
        to(missing(2, 2)),
        to(ended(missing(3, 3), 4)),
        to(ended(missing(4, 4), 6)),
        to(missing(5, 5)),
    ];
    keep(&home, &transitions).await.unwrap();
    let store = &home.store;
    assert_eq!(store.alert_last_id().await.unwrap(), AlertId(5));
    assert_eq!(ids(&store.alert_open_list().await.unwrap()), [2, 5]);
    assert_eq!(ids(&store.alert_resolved_list(9).await.unwrap()), [1, 4, 3]);
    assert_eq!(ids(&store.alert_resolved_list(2).await.unwrap()), [1, 4]);
    let open_at = async |seconds| ids(&store.alert_at_list(at(seconds)).await.unwrap());
    assert_eq!(open_at(0).await, [0u64; 0]);
    assert_eq!(open_at(3).await, [1, 2, 3], "it is open from the instant it was opened");
    assert_eq!(open_at(4).await, [1, 2, 4], "and no longer at that of its end");
    assert_eq!(open_at(8).await, [2, 5]);
    let opened = async |from, to, limit| {
        ids(&store.alert_opened_list(at(from)..at(to), limit).await.unwrap())
    };
    assert_eq!(opened(2, 5, 9).await, [2, 3, 4]);
    assert_eq!(opened(2, 5, 2).await, [2, 3]);
    let marks = store.alert_mark_list(at(2)..at(5), 2).await.unwrap();
    let marks: Vec<_> = marks.into_iter().map(|(opened_at, _)| opened_at).collect();
    assert_eq!(marks, [at(3), at(4)], "the latest");
}

#[tokio::test]
async fn what_people_resolved_is_told_from_what_ended_by_itself() {
    let home = Home::with(9).await;
    let by_hand = |alert: Alert, seconds| {
        let mut alert = ended(alert, seconds);
        alert.resolved.as_mut().unwrap().by = Some("Kim".to_owned());
        alert
    };
    let transitions = [
        to(by_hand(missing(1, 1), 8)),
        to(ended(missing(2, 2), 4)),
        to(by_hand(missing(3, 3), 4)),
        to(by_hand(alert(4, Rule::Dwell, Subject::Asset(asset(4))), 4)),
        to(missing(5, 5)),
    ];
    keep(&home, &transitions).await.unwrap();
    let dismissed = async |seconds| {
        ids(&home.store.alert_dismissed_list(Rule::Missing, at(seconds)).await.unwrap())
    };
    assert_eq!(dismissed(3).await, [0u64; 0]);
    assert_eq!(dismissed(4).await, [3]);
    assert_eq!(dismissed(8).await, [1, 3]);
}

#[tokio::test]
async fn a_batch_that_cannot_be_kept_leaves_no_alert_and_no_step() {
    let home = Home::with(1).await;
    let entries = [heard(0, 1)];
    let nobodys = UnknownTag { tag: tag(9), last_at: at(1), count: 1, reader: ReaderIndex(99) };
    let transitions = [to(missing(1, 0))];
    let batch = Batch {
        entries: &entries,
        transitions: &transitions,
        unknown_tags: &[nobodys],
        reached: at(1),
        ..Batch::default()
    };
    let error = home.store.commit(&batch).await.unwrap_err();
    assert!(matches!(error, StoreError::UnknownTag(_)), "{error}");
    assert_eq!(home.store.alert_open_list().await.unwrap(), []);
    assert_eq!(home.store.alert_step_list(AlertId(1)).await.unwrap(), []);

    let twice = [to(missing(1, 0)), to(missing(2, 0))];
    let batch = Batch { transitions: &twice, unknown_tags: &[], ..batch };
    let error = home.store.commit(&batch).await.unwrap_err();
    assert!(matches!(error, StoreError::Alert(_)), "{error}");
    assert_eq!(home.store.journal_blocks(0, 9).await.unwrap(), []);

    let batch = Batch { transitions: &transitions, ..batch };
    assert_eq!(home.store.commit(&batch).await.unwrap().journal_seq, 1);
    let steps = home.store.alert_step_list(AlertId(1)).await.unwrap();
    assert_eq!(steps, [step(StepKind::Opened, 1)], "the attempts before have left none");
}

/// More rows than one statement takes, and a number that none of its sizes divides.
#[tokio::test]
async fn thousands_of_transitions_are_kept_whole() {
    let home = Home::with(2_111).await;
    let opened: Vec<_> = (0..2_111).map(|n| to(missing(1 + u64::from(n), n))).collect();
    keep(&home, &opened).await.unwrap();
    let resolved: Vec<_> = (0..2_111)
        .flat_map(|n| {
            let alert = missing(1 + u64::from(n), n);
            let taken = Transition { alert: alert.clone(), step: step(StepKind::Acknowledged, 1) };
            [taken, to(ended(alert, 5_000))]
        })
        .collect();
    keep(&home, &resolved).await.unwrap();
    assert_eq!(home.store.alert_open_list().await.unwrap(), []);
    let kept = home.store.alert_resolved_list(u32::MAX).await.unwrap();
    assert_eq!(ids(&kept), (1..=2_111).rev().collect::<Vec<_>>());
    for id in [1, 256, 2_111] {
        assert_eq!(home.store.alert_step_list(AlertId(id)).await.unwrap().len(), 3);
    }
}

#[tokio::test]
async fn a_word_that_is_not_known_is_told_and_no_guess_is_made() {
    use sqlx::{ConnectOptions, Executor, sqlite::SqliteConnectOptions};
    let home = Home::with(1).await;
    keep(&home, &[to(missing(1, 0))]).await.unwrap();
    let options = SqliteConnectOptions::new().filename(home.path());
    let mut other = options.connect().await.unwrap();
    for (column, word) in [("rule", "gone_astray"), ("severity", "fatal")] {
        let sql = format!("update alert set {column} = '{word}'");
        other.execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
        let error = home.store.alert_open_list().await.unwrap_err();
        assert_eq!(error.to_string(), "the alerts could not be read or kept");
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert!(cause.contains(column) && cause.contains(word), "{cause}");
        let sql = "update alert set severity = 'info', rule = 'missing'";
        other.execute(sql).await.unwrap();
        home.store.alert_open_list().await.unwrap();
    }
    other.execute("update alert_step set kind = 'sold'").await.unwrap();
    let error = home.store.alert_step_list(AlertId(1)).await.unwrap_err();
    assert!(matches!(error, StoreError::Alert(_)), "{error}");
}
