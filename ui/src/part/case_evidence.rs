//! Why an alert was opened: what was known then.

use leptos::prelude::*;
use trackward_model::ask::{AlertDetail, EvidenceShown};
use trackward_model::{AlertState, Rule, Span, Timestamp, TypeId};

use super::case_health::HealthChart;
use crate::desk::{Desk, desk};
use crate::state::is_down;
use crate::words;

/// Readers that are named; the chart has more.
const NAMED_MAX: usize = 3;

/// The evidence.
#[component]
pub fn EvidencePanel(detail: Memo<Option<AlertDetail>>) -> impl IntoView {
    let desk = desk();
    // What was known at the opening does not change: it is drawn once a case.
    let known = Memo::new(move |_| {
        detail.with(|detail| {
            let detail = detail.as_ref()?;
            let row = &detail.row;
            Some((detail.evidence.clone(), row.rule, row.opened_at, row.reason.clone()))
        })
    });
    let type_id = Memo::new(move |_| {
        let row = detail.with(|detail| detail.as_ref().map(|detail| detail.row.clone()))?;
        desk.asset_of(&row).map(|(info, _)| info.type_id)
    });
    let name = Memo::new(move |_| {
        detail.with(|detail| detail.as_ref().map(|detail| words::about(&detail.row)))
    });
    let ended = Memo::new(move |_| {
        let ended = |detail: &AlertDetail| detail.row.state == AlertState::Resolved;
        detail.with(|detail| detail.as_ref().is_some_and(ended))
    });
    let now_down = Memo::new(move |_| {
        let known = known.get().filter(|_| !ended.get());
        now_down(desk, known.as_ref().map(|known| &known.0))
    });
    let as_of = move || {
        let (_, _, opened_at, _) = known.get()?;
        let (zone, now) = (desk.zone.get(), desk.now.get());
        Some(format!("as of its opening, {}", words::when(zone.local(opened_at), zone.local(now))))
    };
    let facts = move || {
        let (evidence, rule, opened_at, reason) = known.get()?;
        let facts = facts(desk, &evidence, rule, opened_at, type_id.get().as_ref());
        let facts = facts.into_iter().map(fact_line).collect_view();
        Some(view! {
            {(!reason.is_empty()).then(|| view! { <p class="reason">{reason}</p> })}
            <dl class="facts">
                {facts}
                {move || now_down.get().map(|doubt| view! { <dt>"Doubt"</dt><dd>{doubt}</dd> })}
            </dl>
        })
    };
    let chart = move || {
        let (evidence, _, opened_at, _) = known.get()?;
        let name = name.get().unwrap_or_default();
        Some(view! { <HealthChart evidence=evidence until=opened_at name=name /> })
    };
    view! {
        <section class="panel">
            <div class="panel-head">
                <h2>"Evidence"</h2>
                <span class="quiet small">{as_of}</span>
            </div>
            <div class="panel-body">
                {facts}
                {chart}
            </div>
        </section>
    }
}

type Fact = (&'static str, Vec<String>);

fn fact_line((name, lines): Fact) -> impl IntoView {
    let rest = lines.get(1..).unwrap_or_default().iter().cloned();
    let rest = rest.map(|line| view! { <p class="soft">{line}</p> }).collect_view();
    let first = lines.into_iter().next();
    view! {
        <dt>{name}</dt>
        <dd>
            {first}
            {rest}
        </dd>
    }
}

fn facts(
    desk: Desk,
    evidence: &EvidenceShown,
    rule: Rule,
    opened_at: Timestamp,
    type_id: Option<&TypeId>,
) -> Vec<Fact> {
    let (zone, now) = (desk.zone.get(), desk.now.get_untracked());
    let mut facts: Vec<Fact> = Vec::new();
    if let Some(at) = evidence.last_seen {
        let strength =
            evidence.rssi_dbm.map_or_else(String::new, |dbm| format!(", −{:.1} dBm", dbm.abs()));
        let day = words::when(zone.local(at), zone.local(now));
        let heard = evidence.reader.as_ref().map(|reader| {
            let antenna = evidence.antenna.filter(|antenna| *antenna > 0);
            let antenna = antenna.map_or_else(String::new, |n| format!(", antenna {n}"));
            format!("reader {reader}{antenna}")
        });
        let mut lines = vec![format!("{day}{strength}")];
        lines.extend(heard);
        facts.push(("Last sighting", lines));
    }
    if let (Some(since), false) = (evidence.last_seen, evidence.readers.is_empty()) {
        let mut readers: Vec<_> = evidence.readers.iter().collect();
        readers.sort_by_key(|reader| reader.down.is_empty());
        let mut lines: Vec<String> = readers
            .iter()
            .take(NAMED_MAX)
            .map(|reader| words::reader_health(reader, since, opened_at))
            .collect();
        if readers.len() > NAMED_MAX {
            lines.push(format!("and {} more", readers.len() - NAMED_MAX));
        }
        facts.push(("Readers since", lines));
    } else if matches!(rule, Rule::Missing | Rule::Exit) {
        facts.push(("Readers since", vec!["no reader covers its last place".to_owned()]));
    }
    let battery = evidence.battery_percent.map(|percent| format!("{percent} %"));
    facts.extend(battery.map(|battery| ("Tag battery", vec![battery])));
    if let Some(ms) = evidence.clock_offset_ms {
        let ahead = if ms > 0 { "ahead" } else { "behind" };
        let by = words::in_words(Span::milliseconds(ms.saturating_abs()));
        facts.push(("Clock", vec![format!("{by} {ahead} of this host")]));
    }
    if let Some(times) = evidence.sightings {
        facts.push(("Heard", vec![words::counted(times as usize, "time")]));
    }
    if let Some(applied) = evidence.threshold {
        facts.push(("Rule", vec![words::threshold(applied, type_id)]));
    }
    facts
}

/// Readers of the evidence that are down now: what is unheard may be unheard for that.
fn now_down(desk: Desk, evidence: Option<&EvidenceShown>) -> Option<String> {
    let evidence = evidence?;
    let (zone, now) = (desk.zone.get(), desk.now.get_untracked());
    desk.status.with(|status| {
        let readers = &status.as_ref()?.readers;
        let down: Vec<String> = readers
            .iter()
            .filter(|reader| is_down(reader))
            .filter(|reader| evidence.readers.iter().any(|e| e.reader == reader.reader_id))
            .take(NAMED_MAX)
            .map(|reader| {
                let since = reader.since.map_or_else(String::new, |at| {
                    format!(" since {}", words::when(zone.local(at), zone.local(now)))
                });
                format!("{} is down{since}", reader.reader_id)
            })
            .collect();
        (!down.is_empty()).then(|| down.join("; "))
    })
}
