//! Maintenance lists, good and bad.

use trackward_model::{Asset, AssetStatus, Risk};

use super::*;

fn asset(id: &str) -> Asset {
    Asset {
        asset_id: id.parse().unwrap(),
        name: String::new(),
        type_id: "infusion_pump".parse().unwrap(),
        manufacturer: "Acme".to_owned(),
        model: "P1".to_owned(),
        serial: id.to_owned(),
        unit: None,
        udi: None,
        risk: Risk::Standard,
        rental: false,
        status: AssetStatus::Active,
        purchase_date: None,
        price: None,
        notes: None,
    }
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn list(text: &str) -> Result<MaintenanceList, Vec<String>> {
    let assets = [asset("IP-1"), asset("IP-2")];
    read_bytes(text.as_bytes(), "m.csv", &assets, date("2026-06-15"))
        .map_err(|errors| errors.0.problems.iter().map(ToString::to_string).collect())
}

const HEADER: &str = "asset_id,plan,last_completed,next_due,interval,mode,anchor,grace,early\n";

#[track_caller]
fn refused(row: &str, expected: &str) {
    let errors = list(&format!("{HEADER}{row}\n")).unwrap_err();
    assert_eq!(errors, [expected], "{row}");
}

#[test]
fn a_row_is_a_duty() {
    let list = list(&format!(
        "{HEADER}IP-1,PM,2026-03-20,2026-07-15,3 months,fixed,2026-01-15,5,\n\
         IP-2,PM,2026-05-13,,3 months,Floating,,,14 days\n"
    ))
    .unwrap();
    assert_eq!(list.warnings, Vec::<String>::new());
    let [first, second] = &list.duties[..] else { panic!("two rows") };
    assert_eq!(first.next_due, Some(date("2026-07-15")));
    assert_eq!(first.anchor, Some(date("2026-01-15")));
    assert_eq!((first.grace_days, first.early_days), (Some(5), None));
    assert_eq!((second.mode, second.early_days), (PlanMode::Floating, Some(14)));
}

#[test]
fn the_last_three_columns_may_be_missing() {
    let text = "asset_id,plan,last_completed,next_due,interval,mode\n\
                IP-1,PM,,2026-07-15,1 year,month_based\n";
    assert_eq!(list(text).unwrap().duties[0].mode, PlanMode::MonthBased);
}

#[test]
fn a_date_that_is_two_dates_is_refused_with_the_form_that_is_not() {
    refused(
        "IP-1,PM,,03/04/2026,3 months,fixed,,,",
        "line 2, column next_due: \"03/04/2026\" may be a day and a month or a month and a day: \
         expected YYYY-MM-DD, such as 2026-04-03",
    );
    refused(
        "IP-1,PM,,31.12.2026,3 months,fixed,,,",
        "line 2, column next_due: \"31.12.2026\" is no date: expected YYYY-MM-DD, such as \
         2026-04-03",
    );
    refused(
        "IP-1,PM,,2026-02-30,3 months,fixed,,,",
        "line 2, column next_due: \"2026-02-30\" is no date: expected YYYY-MM-DD, such as \
         2026-04-03",
    );
}

#[test]
fn what_cannot_be_scheduled_is_refused() {
    refused(
        "IP-1,PM,,2026-07-15,0 months,fixed,,,",
        "line 2, column interval: an interval has to be at least 1 and at most 50 years; this \
         one is 0",
    );
    refused(
        "IP-9,PM,,2026-07-15,3 months,fixed,,,",
        "line 2, column asset_id: there is no asset \"IP-9\": did you mean \"IP-1\"?",
    );
    refused(
        "IP-1,PM,,2026-07-15,3 months,sometimes,,,",
        "line 2, column mode: \"sometimes\" is no mode: expected fixed, floating or month_based",
    );
    refused(
        "IP-1,PM,,,3 months,fixed,,,",
        "line 2, column next_due: there is no date to count from: give next_due, anchor or \
         last_completed",
    );
    refused(
        "IP-1,PM,2026-06-16,2026-07-15,3 months,fixed,,,",
        "line 2, column last_completed: 2026-06-16 is in the future",
    );
    refused(
        "IP-1,PM,,2026-07-16,3 months,fixed,2026-01-15,,",
        "line 2, column next_due: 2026-07-16 is no date of a schedule of every 3 months from \
         2026-01-15: take the anchor out, or give the date that is meant",
    );
    refused(
        "IP-1,PM,,2026-07-15,3 months,fixed,,soon,",
        "line 2, column grace: \"soon\" is no number of days: expected a whole number from 0 to \
         366",
    );
}

#[test]
fn a_year_that_is_a_slip_of_the_pen_is_refused() {
    let told = |column: &str, date: &str| {
        format!("line 2, column {column}: {date} is not between the years 1950 and 2150")
    };
    refused("IP-1,PM,,2206-04-03,1 year,fixed,,,", &told("next_due", "2206-04-03"));
    refused("IP-1,PM,0206-04-03,,1 year,fixed,,,", &told("last_completed", "0206-04-03"));
    refused("IP-1,PM,,2027-04-03,1 year,floating,1926-04-03,,", &told("anchor", "1926-04-03"));
}

#[test]
fn a_duty_twice_is_refused_and_a_completion_after_its_due_date_is_odd() {
    let twice = list(&format!(
        "{HEADER}IP-1,PM,,2026-07-15,1 year,fixed,,,\nIP-1,PM,,2026-08-15,1 year,fixed,,,\n"
    ));
    assert_eq!(
        twice.unwrap_err(),
        ["line 3, column plan: this duty of this asset is there twice, first on line 2"]
    );
    let late = list(&format!("{HEADER}IP-1,PM,2026-05-13,2026-04-15,1 year,fixed,,,\n")).unwrap();
    assert_eq!(
        late.warnings,
        ["line 2: last_completed 2026-05-13 is after next_due 2026-04-15, which stays due"]
    );
}
