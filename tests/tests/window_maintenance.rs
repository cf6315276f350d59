//! Stories of the maintenance page, told in a window on data of its own.

#![cfg(target_os = "linux")]

use trackward_tests::{DueWard, PUMP, holds};

#[tokio::test]
async fn a_due_pump_is_completed_with_its_checklist_and_the_figures_move() {
    let ward = DueWard::open().await;
    let desk = &ward.desk;
    desk.until("the rail counts it", &holds(".rail a[href='#maintenance']", "1")).await;
    desk.click("a[href='#maintenance']").await;
    let line = format!("tr[data-asset={PUMP}]");
    desk.until("it is on the worklist", &holds(&line, "due today")).await;
    desk.until("with where it is", "!!document.querySelector('tr.spot')").await;
    desk.go_to_upkeep("Compliance").await;
    desk.until("nothing is counted yet", &holds(".sums .sum-all", "n/a")).await;
    desk.open_order(PUMP).await;
    desk.until("its drawer says what is owed", &holds(".drawer", "PM")).await;
    desk.shoot("maintenance-light-1280").await;

    desk.key("c").await;
    desk.click(".check-line .pass").await;
    desk.fill(".check-line .reading", "140").await;
    desk.until("out of limits is said at once", &holds(".check-line.fails", "Out of limits")).await;
    desk.fill(".check-line .reading", "42").await;
    desk.until("within them it passes", &holds(".check-line.passes .check-words", "")).await;
    desk.fill(".task-form .name-input", "J. Ortiz").await;
    desk.click(".task-form button[type=submit]").await;
    desk.until("it is off the worklist", &format!("!document.querySelector('{line}')")).await;
    desk.go_to_upkeep("Compliance").await;
    desk.until("one of one is on time", &holds(".sums .sum-all", "100")).await;
    desk.shoot("compliance-light-1280").await;
    desk.go_to_upkeep("Log").await;
    let entry = "li[data-act=complete]";
    desk.until("the log says who", &holds(entry, "J. Ortiz")).await;
    desk.until("and what", &holds(entry, "42")).await;
    desk.click(".proof button[type=submit]").await;
    desk.until("the log is proved", &holds(".proof-said", "The log is whole")).await;
    desk.shoot("log-light-1280").await;
    ward.desk.close().await;
}
