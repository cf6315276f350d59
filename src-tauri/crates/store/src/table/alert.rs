//! Alerts: each as it is now.

use std::ops::Range;

use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection, SqliteRow};
use trackward_model::{
    Alert, AlertId, AssetIndex, FloorIndex, PlaceIndex, ReaderIndex, RequestId, Resolved, Rule,
    Severity, Snooze, StockIndex, Subject, Timestamp, Transition,
};

use super::alert_step::alert_step_append;
use crate::bulk::{Bulk, Row};
use crate::row::{count, get, json, refused, signature_option, signed, tag, tag_bytes};
use crate::row::{time, time_option, to_json, word};
use crate::{Store, StoreError};

pub(super) fn failed(cause: sqlx::Error) -> StoreError {
    StoreError::of(StoreError::Alert)(cause)
}

impl Store {
    /// All that are not resolved, in the order in which they were opened.
    pub async fn alert_open_list(&self) -> Result<Vec<Alert>, StoreError> {
        const SQL: &str =
            "select * from alert where resolved_at is null order by opened_at, alert_id";
        self.alerts(sqlx::query(SQL)).await
    }

    /// Those that are resolved, the last one resolved first, at most `limit`.
    pub async fn alert_resolved_list(&self, limit: u32) -> Result<Vec<Alert>, StoreError> {
        let sql = "select * from alert where resolved_at is not null
            order by resolved_at desc, opened_at desc, alert_id desc limit $1";
        self.alerts(sqlx::query(sql).bind(i64::from(limit))).await
    }

    /// One; `None` where there is no alert of this number.
    pub async fn alert_get(&self, id: AlertId) -> Result<Option<Alert>, StoreError> {
        let query = sqlx::query("select * from alert where alert_id = $1").bind(signed(id.0));
        Ok(self.alerts(query).await?.pop())
    }

    /// Those that were open at an instant, in the order in which they were opened. Each is told
    /// as it is now: what people did about it later, and its end, are in it too.
    pub async fn alert_at_list(&self, at: Timestamp) -> Result<Vec<Alert>, StoreError> {
        let sql = "select * from alert
            where opened_at <= $1 and (resolved_at is null or resolved_at > $1)
            order by opened_at, alert_id";
        self.alerts(sqlx::query(sql).bind(at.0)).await
    }

    /// Those that were opened within a range of time, the first one first, at most `limit`.
    pub async fn alert_opened_list(
        &self,
        range: Range<Timestamp>,
        limit: u32,
    ) -> Result<Vec<Alert>, StoreError> {
        let sql = "select * from alert where opened_at >= $1 and opened_at < $2
            order by opened_at, alert_id limit $3";
        let query = sqlx::query(sql).bind(range.start.0).bind(range.end.0).bind(i64::from(limit));
        self.alerts(query).await
    }

    /// When those of a range of time were opened and how grave they are, the first one first: the
    /// latest of them, at most `limit`.
    pub async fn alert_mark_list(
        &self,
        range: Range<Timestamp>,
        limit: u32,
    ) -> Result<Vec<(Timestamp, Severity)>, StoreError> {
        let sql = "select opened_at, severity from alert where opened_at >= $1 and opened_at < $2
            order by opened_at desc, alert_id desc limit $3";
        let rows = sqlx::query(sql)
            .bind(range.start.0)
            .bind(range.end.0)
            .bind(i64::from(limit))
            .fetch_all(self.readers())
            .await
            .map_err(failed)?;
        let mark = |row: &SqliteRow| Ok((time(row, "opened_at")?, word(row, "severity")?));
        rows.iter().rev().map(mark).collect::<Result<_, _>>().map_err(failed)
    }

    /// Those about assets by a rule that a person had resolved by an instant, in the order in
    /// which they were opened.
    pub async fn alert_dismissed_list(
        &self,
        rule: Rule,
        at: Timestamp,
    ) -> Result<Vec<Alert>, StoreError> {
        let sql = "select * from alert where rule = $1 and resolved_at <= $2
            and resolved_by is not null and asset is not null order by opened_at, alert_id";
        self.alerts(sqlx::query(sql).bind(rule.word()).bind(at.0)).await
    }

    /// All about an asset, resolved or not, the last one opened first, at most `limit`.
    pub async fn alert_of_asset_list(
        &self,
        asset: AssetIndex,
        limit: u32,
    ) -> Result<Vec<Alert>, StoreError> {
        let sql = "select * from alert where asset = $1
            order by opened_at desc, alert_id desc limit $2";
        self.alerts(sqlx::query(sql).bind(i64::from(asset.0)).bind(i64::from(limit))).await
    }

    /// The number of the last alert; 0 before the first.
    pub async fn alert_last_id(&self) -> Result<AlertId, StoreError> {
        let mut connection = self.readers().acquire().await.map_err(failed)?;
        alert_last_id(&mut connection).await
    }

    async fn alerts(
        &self,
        query: Query<'_, Sqlite, SqliteArguments>,
    ) -> Result<Vec<Alert>, StoreError> {
        let rows = query.fetch_all(self.readers()).await.map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

async fn alert_last_id(connection: &mut SqliteConnection) -> Result<AlertId, StoreError> {
    let row = sqlx::query("select coalesce(max(alert_id), 0) as last from alert")
        .fetch_one(connection)
        .await
        .map_err(failed)?;
    count(&row, "last").map(AlertId).map_err(failed)
}

fn read(row: &SqliteRow) -> Result<Alert, sqlx::Error> {
    Ok(Alert {
        id: AlertId(count(row, "alert_id")?),
        rule: word(row, "rule")?,
        severity: word(row, "severity")?,
        grade: get(row, "grade")?,
        subject: read_subject(row)?,
        place: get::<Option<u32>>(row, "place")?.map(PlaceIndex),
        floor: get::<Option<u32>>(row, "floor")?.map(FloorIndex),
        since: time(row, "since")?,
        opened_at: time(row, "opened_at")?,
        acknowledged: signature_option(
            row,
            ["acknowledged_at", "acknowledged_by", "acknowledged_note"],
        )?,
        snoozed: read_snooze(row)?,
        resolved: read_resolved(row)?,
        chattering: get(row, "chattering")?,
        reason: get(row, "reason")?,
        evidence: json(row, "evidence")?,
    })
}

fn read_subject(row: &SqliteRow) -> Result<Subject, sqlx::Error> {
    if let Some(asset) = get::<Option<u32>>(row, "asset")? {
        return Ok(Subject::Asset(AssetIndex(asset)));
    }
    if let Some(reader) = get::<Option<u32>>(row, "reader")? {
        return Ok(Subject::Reader(ReaderIndex(reader)));
    }
    if let Some(stock) = get::<Option<u32>>(row, "stock")? {
        return Ok(Subject::Stock(StockIndex(stock)));
    }
    if get::<Option<i64>>(row, "request")?.is_some() {
        return Ok(Subject::Request(RequestId(count(row, "request")?)));
    }
    match get::<Option<&[u8]>>(row, "tag")? {
        Some(_) => tag(row, "tag").map(Subject::Tag),
        None => Err(refused("tag", "an alert about nothing")),
    }
}

fn read_snooze(row: &SqliteRow) -> Result<Option<Snooze>, sqlx::Error> {
    let signed = signature_option(row, ["snoozed_at", "snoozed_by", "snoozed_reason"])?;
    let Some(signed) = signed else { return Ok(None) };
    Ok(Some(Snooze {
        signed,
        until: time(row, "snoozed_until")?,
        grade: get(row, "snoozed_grade")?,
    }))
}

fn read_resolved(row: &SqliteRow) -> Result<Option<Resolved>, sqlx::Error> {
    let Some(at) = time_option(row, "resolved_at")? else { return Ok(None) };
    Ok(Some(Resolved { at, by: get(row, "resolved_by")?, note: get(row, "resolved_note")? }))
}

/// Keeps how alerts are now, and each step that made them so. Alerts are numbered in the order in
/// which they were opened: written in that order, the end of one comes before the next of its
/// rule and subject.
pub(crate) async fn alert_transition(
    connection: &mut SqliteConnection,
    transitions: &[Transition],
) -> Result<(), StoreError> {
    const UPSERT: Bulk = Bulk {
        before: "insert into alert (alert_id, rule, severity, grade, asset, reader, tag, stock,
            request, place, floor, since, opened_at, acknowledged_at, acknowledged_by, acknowledged_note,
            snoozed_at, snoozed_by, snoozed_reason, snoozed_until, snoozed_grade,
            resolved_at, resolved_by, resolved_note, chattering, reason, evidence) values",
        columns: 27,
        after: "on conflict (alert_id) do update set rule = excluded.rule,
            severity = excluded.severity, grade = excluded.grade, asset = excluded.asset,
            reader = excluded.reader, tag = excluded.tag, stock = excluded.stock,
            request = excluded.request, place = excluded.place, floor = excluded.floor,
            since = excluded.since, opened_at = excluded.opened_at,
            acknowledged_at = excluded.acknowledged_at,
            acknowledged_by = excluded.acknowledged_by,
            acknowledged_note = excluded.acknowledged_note,
            snoozed_at = excluded.snoozed_at, snoozed_by = excluded.snoozed_by,
            snoozed_reason = excluded.snoozed_reason, snoozed_until = excluded.snoozed_until,
            snoozed_grade = excluded.snoozed_grade, resolved_at = excluded.resolved_at,
            resolved_by = excluded.resolved_by, resolved_note = excluded.resolved_note,
            chattering = excluded.chattering, reason = excluded.reason,
            evidence = excluded.evidence",
    };
    if transitions.is_empty() {
        return Ok(());
    }
    let last_before = alert_last_id(connection).await?;
    let alerts = super::last_of_each(transitions, |transition| transition.alert.id);
    UPSERT
        .run(connection, alerts.into_iter(), StoreError::Alert, |row, transition| {
            bind(row, &transition.alert);
        })
        .await?;
    alert_step_append(connection, last_before, transitions).await
}

fn bind(row: &mut Row, alert: &Alert) {
    row.bind(signed(alert.id.0))
        .bind(alert.rule.word())
        .bind(alert.severity.word())
        .bind(i64::from(alert.grade));
    bind_subject(row, &alert.subject);
    row.bind(alert.place.map(|place| i64::from(place.0)))
        .bind(alert.floor.map(|floor| i64::from(floor.0)))
        .bind(alert.since.0)
        .bind(alert.opened_at.0);
    row.bind_signed(alert.acknowledged.as_ref());
    row.bind_signed(alert.snoozed.as_ref().map(|snooze| &snooze.signed));
    let snoozed = alert.snoozed.as_ref();
    let resolved = alert.resolved.as_ref();
    row.bind(snoozed.map(|snooze| snooze.until.0))
        .bind(snoozed.map(|snooze| i64::from(snooze.grade)))
        .bind(resolved.map(|resolved| resolved.at.0))
        .bind(resolved.and_then(|resolved| resolved.by.as_deref()))
        .bind(resolved.map(|resolved| resolved.note.as_str()))
        .bind(alert.chattering)
        .bind(alert.reason.as_str())
        .bind(to_json(&alert.evidence));
}

/// Five values, of which one is what an alert is about.
fn bind_subject(row: &mut Row, subject: &Subject) {
    let (mut asset, mut reader, mut tag, mut stock, mut request) = (None, None, None, None, None);
    match subject {
        Subject::Asset(index) => asset = Some(i64::from(index.0)),
        Subject::Reader(index) => reader = Some(i64::from(index.0)),
        Subject::Tag(heard) => tag = Some(tag_bytes(heard)),
        Subject::Stock(index) => stock = Some(i64::from(index.0)),
        Subject::Request(id) => request = Some(signed(id.0)),
    }
    row.bind(asset).bind(reader).bind(tag).bind(stock).bind(request);
}
