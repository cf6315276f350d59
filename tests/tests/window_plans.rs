//! The story of a plan: written, changed, ended.

#![cfg(target_os = "linux")]

use trackward_tests::{DueWard, holds, now_rfc3339};

/// An expression: how many plans are in the table.
fn plans(n: usize) -> String {
    format!("document.querySelectorAll('.plans tbody tr').length === {n}")
}

/// An expression: whether the new plan's row holds a text.
fn row(text: &str) -> String {
    let rows = "[...document.querySelectorAll('.plans tbody tr')]";
    format!(
        "{rows}.some(row => row.textContent.startsWith('battery') && row.textContent.includes('{text}'))"
    )
}

#[tokio::test]
async fn a_plan_is_written_changed_and_ended_and_the_worklist_follows() {
    let ward = DueWard::open().await;
    let desk = &ward.desk;
    desk.go_to_upkeep("Plans").await;
    desk.until("the pumps' plan is there", &plans(1)).await;
    desk.press("bar", "New plan").await;
    desk.fill_under("Duty", "battery").await;
    desk.fill_under("Type", "ventilator").await;
    desk.fill_under("What people call it", "Battery run").await;
    desk.fill_under("Counted from", &now_rfc3339()[..10]).await;
    desk.fill(".plan-form .name-input", "J. Ortiz").await;
    for (every, sentence) in [
        ("0", "An interval has to be at least 1"),
        ("soon", "\"soon\" is no number of intervals."),
        ("51", "at most 50 years"),
    ] {
        desk.fill_under("Every", every).await;
        desk.press("plan-form", "years").await;
        desk.click(".plan-form button[type=submit]").await;
        desk.until(every, &holds(".plan-form .said", sentence)).await;
    }
    desk.until("nothing of it was kept", &plans(1)).await;
    desk.fill_under("Every", "3").await;
    desk.press("plan-form", "months").await;
    desk.click(".plan-form button[type=submit]").await;
    desk.until("there are two plans", &plans(2)).await;
    desk.until("of every three months", &row("3 months")).await;

    desk.press("plans", "battery").await;
    desk.fill_under("Every", "6").await;
    desk.click(".plan-form button[type=submit]").await;
    desk.until("it is every six months now", &row("6 months")).await;
    desk.go_to_upkeep("Worklist").await;
    let line = "tr[data-asset=VT-0001]";
    desk.until("the ventilator has it to be done today", &holds(line, "due today")).await;

    desk.go_to_upkeep("Plans").await;
    desk.press("plans", "battery").await;
    desk.press("upkeep-side", "End this plan").await;
    desk.sign(".side-note .sign-form", "J. Ortiz", "").await;
    desk.until("it has to be said why", &holds(".side-note .said", "Say why it ends.")).await;
    desk.sign(".side-note .sign-form", "J. Ortiz", "Part of PM now").await;
    desk.until("it has ended", &row("Ended")).await;
    desk.shoot("plans-light-1280").await;
    desk.go_to_upkeep("Worklist").await;
    desk.until("the ventilator owes it no more", &format!("!document.querySelector('{line}')"))
        .await;
    ward.desk.close().await;
}
