//! The report itself: what it is about, the figures, charts, tables, and what they mean.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use trackward_model::ask::{
    ReportBy, ReportChart, ReportFigure, ReportKind, ReportSection, ReportShown, ReportView,
};

use super::table::Table;
use crate::desk::{Progress, desk};
use crate::part::Notice;
use crate::words;

/// The report, or what there is instead.
#[component]
pub fn Sheet() -> impl IntoView {
    let desk = desk();
    let reports = desk.reports;
    let body = NodeRef::<Div>::new();
    // Another report begins at its top; the same with another period stays where it is.
    Effect::new(move |before: Option<Option<(ReportKind, Option<ReportBy>)>>| {
        let now = reports
            .shown
            .with(|shown| shown.as_ref().map(|shown| (shown.asked.kind, shown.asked.by)));
        if before.is_some_and(|before| before != now)
            && let Some(body) = body.get_untracked()
        {
            body.set_scroll_top(0);
        }
        now
    });
    view! {
        <div class="report-body" node_ref=body>
            <Trail />
            {move || match reports.progress.get() {
                Progress::Rests => ().into_any(),
                Progress::Makes(part, doing) => view! { <Making part=part doing=doing /> }.into_any(),
                Progress::Cancelled => view! {
                    <div class="notice" role="status">
                        <p>"Stopped. Choose something smaller, or make it again."</p>
                        <button class="btn" on:click=move |_| desk.make_report()>"Make it"</button>
                    </div>
                }
                .into_any(),
                Progress::Refused(why) => {
                    view! { <div class="notice notice-warning" role="alert"><p>{why}</p></div> }.into_any()
                }
                Progress::Failed(failure) => view! {
                    <Notice failure=failure />
                    <p><button class="btn" on:click=move |_| desk.make_report()>"Try again"</button></p>
                }
                .into_any(),
            }}
            {move || match reports.shown.get() {
                Some(shown) => view! { <Paper shown=shown /> }.into_any(),
                None => view! {
                    <article class="report-sheet waiting" aria-busy=move || reports.makes().to_string()>
                        <div class="skeleton w-40"></div>
                        <div class="skeleton tall"></div>
                        <div class="skeleton w-80"></div>
                        <div class="skeleton w-60"></div>
                    </article>
                }
                .into_any(),
            }}
        </div>
    }
}

/// The way back to what something was opened from.
#[component]
fn Trail() -> impl IntoView {
    let desk = desk();
    let step = move |at: usize, draft: &crate::state::ReportDraft| {
        let by = draft.grouped_by().map(words::report_by).unwrap_or_default().to_lowercase();
        let name = format!("{} by {by}", words::report_kind(draft.kind));
        view! {
            <li><button class="link" on:click=move |_| desk.back_to_report(at)>{name}</button></li>
        }
    };
    move || {
        let trail = desk.reports.trail.get();
        (!trail.is_empty()).then(|| {
            let here = desk.reports.draft.with(|draft| {
                draft.types.iter().map(words::type_name).collect::<Vec<_>>().join(", ")
            });
            let steps = trail.iter().enumerate().map(|(at, draft)| step(at, draft)).collect_view();
            view! {
                <nav aria-label="Opened from">
                    <ol class="report-trail">{steps}<li aria-current="page">{here}</li></ol>
                </nav>
            }
        })
    }
}

/// How far a report has come, with a way to stop it.
#[component]
fn Making(part: f32, doing: String) -> impl IntoView {
    let reports = desk().reports;
    view! {
        <div class="notice report-making" role="status">
            <progress max="1" value=part.to_string() aria-label=doing.clone()></progress>
            <span>{doing}</span>
            <button class="btn" on:click=move |_| reports.cancel()>"Cancel"</button>
        </div>
    }
}

#[component]
fn Paper(shown: Arc<ReportShown>) -> impl IntoView {
    let reports = desk().reports;
    let report = &shown.report;
    let coverage = report.coverage.clone().map(|coverage| ReportFigure {
        label: "Coverage".into(),
        value: coverage.percent.map_or(
            trackward_model::ask::ReportCell::Empty,
            trackward_model::ask::ReportCell::Number,
        ),
        kind: trackward_model::ask::ReportColumnKind::Percent,
        note: coverage.sentence,
    });
    let known = report.summary.iter().any(|figure| figure.label == "Coverage");
    let figures = report.summary.iter().cloned().chain(coverage.filter(|_| !known));
    let figures = figures.map(figure).collect_view();
    let sections =
        report.sections.iter().map(|section| self::section(section, &shown)).collect_view();
    view! {
        <article
            class="report-sheet"
            class:making=move || reports.makes()
            data-number=shown.number.to_string()
        >
            {head(report)}
            <dl class="report-figures">{figures}</dl>
            {sections}
            {meaning(report)}
        </article>
    }
}

fn head(report: &ReportView) -> AnyView {
    let period = match report.period {
        Some(period) => format!(
            "{} to {}, {}",
            words::date(period.from.into()),
            words::date(period.to.into()),
            report.zone
        ),
        None => format!("As of now, {}", report.zone),
    };
    let filters: Vec<_> =
        report.filters.iter().map(|filter| format!("{}: {}", filter.label, filter.text)).collect();
    let filters = if filters.is_empty() { "No filters".to_owned() } else { filters.join("; ") };
    view! {
        <header class="report-head">
            <h2>{report.title.clone()}</h2>
            <p class="soft">{report.hospital.clone()}</p>
            <p class="soft">{period} ". " {filters}</p>
            <p class="soft">"made " {report.made_at.local.clone()}</p>
        </header>
    }
    .into_any()
}

fn figure(figure: ReportFigure) -> AnyView {
    let percent = matches!(figure.kind, trackward_model::ask::ReportColumnKind::Percent)
        && figure.value != trackward_model::ask::ReportCell::Empty;
    view! {
        <div class="figure" data-figure=figure.label.clone()>
            <dt>{figure.label.clone()}</dt>
            <dd class="big">
                {words::report_cell(&figure.value, figure.kind)}
                {percent.then(|| view! { <small>" %"</small> })}
            </dd>
            <dd class="of">{figure.note}</dd>
        </div>
    }
    .into_any()
}

fn section(section: &ReportSection, shown: &ReportShown) -> AnyView {
    let text = section.text.clone();
    let tables = section.tables.iter().map(|table| {
        let of = shown.cut.iter().find(|(name, _)| *name == table.name).map(|(_, rows)| *rows);
        view! { <Table table=Arc::new(table.clone()) of=of /> }
    });
    view! {
        <section class="report-section">
            <h3>{section.title.clone()}</h3>
            {(!text.is_empty()).then(|| view! { <p class="soft">{text}</p> })}
            {section.charts.iter().cloned().map(chart).collect_view()}
            {tables.collect_view()}
        </section>
    }
    .into_any()
}

fn chart(chart: ReportChart) -> AnyView {
    let open = RwSignal::new(false);
    let table = Arc::new(chart.table);
    view! {
        <figure class="report-chart">
            <figcaption>
                {chart.title}
                <button
                    class="link small"
                    aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {move || if open.get() { "without its table" } else { "as a table" }}
                </button>
            </figcaption>
            // Drawn by the core, which escapes every text in it.
            <div class="report-svg" inner_html=chart.svg></div>
            <Show when=move || open.get()>
                <Table table=table.clone() of=None />
            </Show>
        </figure>
    }
    .into_any()
}

/// What the words mean, and honest remarks.
fn meaning(report: &ReportView) -> AnyView {
    let notes = report.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
    let definitions = report.definitions.iter().map(|definition| {
        view! {
            <dt>{definition.term.clone()}</dt>
            <dd>{definition.text.clone()}</dd>
        }
    });
    view! {
        <section class="report-section report-meaning small">
            {(!report.notes.is_empty()).then(|| view! { <h3>"Notes"</h3> <ul>{notes}</ul> })}
            <h3>"What it means"</h3>
            <dl>{definitions.collect_view()}</dl>
        </section>
    }
    .into_any()
}
