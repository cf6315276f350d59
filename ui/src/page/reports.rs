//! Reports: chosen, seen, saved, and written by themselves.

use leptos::prelude::*;

use crate::desk::{ReportTab, desk};
use crate::part::report::{Choices, Schedules, Sheet};
use crate::part::{Banners, Drawer};

/// The reports page.
#[component]
pub fn ReportsPage() -> impl IntoView {
    let desk = desk();
    let reports = desk.reports;
    if reports.shown.with_untracked(Option::is_none) {
        desk.make_report();
    }
    let tab = move |tab: ReportTab, title: &'static str| {
        view! {
            <button
                role="tab"
                aria-selected=move || (reports.tab.get() == tab).to_string()
                on:click=move |_| reports.tab.set(tab)
            >
                {title}
            </button>
        }
    };
    view! {
        <main
            class="main page page-reports"
            class:with-drawer=move || desk.chosen.with(Option::is_some)
        >
            <div class="bar tabs" role="tablist" aria-label="Reports">
                {tab(ReportTab::Report, "Report")}
                {tab(ReportTab::Schedules, "Schedules")}
            </div>
            <div class="page-body" role="tabpanel">
                <Banners />
                {move || match reports.tab.get() {
                    ReportTab::Report => view! {
                        <div class="report-split">
                            <Choices />
                            <Sheet />
                        </div>
                    }
                    .into_any(),
                    ReportTab::Schedules => view! { <Schedules /> }.into_any(),
                }}
            </div>
            <Drawer detail=RwSignal::new(None) />
        </main>
    }
}
