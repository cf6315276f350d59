//! The calendar: a month of days with what is due on them, and the load of each week.

use leptos::prelude::*;
use trackward_model::Date;
use trackward_model::ask::{Calendar, CalendarDay, CalendarQuery};

use super::answered::Answered;
use super::calendar_day::DayPart;
use crate::desk::{Kept, desk};
use crate::part::Icon;
use crate::state::{Month, Week, due_on};
use crate::words;

/// The calendar's view.
#[component]
pub fn CalendarTab() -> impl IntoView {
    let desk = desk();
    let upkeep = desk.upkeep;
    let today = untrack(|| desk.zone.get().local(desk.now.get()).date());
    let month = RwSignal::new(Month::of(today));
    let chosen = RwSignal::new(Some(today));
    let calendar: Kept<Calendar> = Kept::new();
    let ask = move || {
        let (from, to) = month.get_untracked().grid();
        calendar.ask(CalendarQuery { from, to }, |calendar| calendar);
    };
    upkeep.keep_asked(ask);
    let go = move |by: i32| {
        month.update(|month| *month = month.step(by));
        ask();
    };
    let title = move || words::month(month.get().first());
    let weeks = Memo::new(move |_| calendar.with(|calendar| month.get().weeks(calendar)));
    let here = Memo::new(move |_| calendar.with(|calendar| calendar.on).unwrap_or(today));
    let most = Memo::new(move |_| {
        let weeks = weeks.get().unwrap_or_default();
        weeks.iter().map(Week::due).max().unwrap_or_default().max(1)
    });
    view! {
        <div class="bar">
            <button class="btn btn-icon" aria-label="Month before" title="Month before ([)" on:click=move |_| go(-1)>
                <Icon name="left" />
            </button>
            <h2 class="month-name" aria-live="polite">{title}</h2>
            <button class="btn btn-icon" aria-label="Next month" title="Next month (])" on:click=move |_| go(1)>
                <Icon name="right" />
            </button>
            <button
                class="btn"
                on:click=move |_| {
                    month.set(Month::of(here.get_untracked()));
                    chosen.set(Some(here.get_untracked()));
                    ask();
                }
            >
                "Today"
            </button>
            <span class="soft small">"Due dates that nothing has closed, by day"</span>
        </div>
        <Answered come=calendar.come() again=Callback::new(move |()| ask())>
            <div class="upkeep-split">
                <table class="month" aria-label=title>
                    <thead>
                        <tr>
                            <th scope="col">"Week"</th>
                            {["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
                                .map(|day| view! { <th scope="col">{day}</th> })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            weeks
                                .get()
                                .unwrap_or_default()
                                .into_iter()
                                .map(|week| view! {
                                    <WeekLine week=week month=month.get() on=here.get() most=most.get() chosen=chosen />
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
                <DayPart calendar=calendar chosen=chosen />
            </div>
        </Answered>
    }
    .into_any()
}

#[component]
fn WeekLine(
    week: Week,
    month: Month,
    on: Date,
    most: u32,
    chosen: RwSignal<Option<Date>>,
) -> impl IntoView {
    let (due, done) = (week.due(), week.completed());
    let wide = f64::from(due) * 100.0 / f64::from(most);
    let told = (done > 0).then(|| format!("{done} done"));
    let days = week
        .days
        .into_iter()
        .map(|(day, told)| view! { <DayCell day=day told=told here=month.holds(day) on=on chosen=chosen /> })
        .collect_view();
    view! {
        <tr>
            <th scope="row" class="week">
                <span class="soft small">{format!("W{}", week.number)}</span>
                <b>{words::grouped(due.into())}</b>
                <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="f-sunken" width="100" height="4"></rect>
                    <rect class="f-edge" width=wide height="4"></rect>
                </svg>
                <span class="soft small">{told}</span>
            </th>
            {days}
        </tr>
    }
}

#[component]
fn DayCell(
    day: Date,
    told: Option<CalendarDay>,
    here: bool,
    on: Date,
    chosen: RwSignal<Option<Date>>,
) -> impl IntoView {
    let due = told.as_ref().map(due_on).unwrap_or_default();
    let vital = told.as_ref().map(|told| told.life_support).filter(|n| *n > 0);
    let done = told.as_ref().map(|told| told.completed).filter(|n| *n > 0);
    let plans = told.map(|told| told.due).unwrap_or_default();
    let several = plans.len() > 1;
    let plans: Vec<String> = plans.iter().map(|(plan, n)| format!("{plan} {n}")).collect();
    let late = day < on && due > 0;
    let label = format!(
        "{}: {due} due{}",
        words::civil(day, on),
        vital.map_or_else(String::new, |n| format!(", {n} on life support"))
    );
    view! {
        <td class="day" class:other=!here class:today=day == on class:late=late>
            <button
                aria-label=label
                aria-pressed=move || (chosen.get() == Some(day)).to_string()
                on:click=move |_| chosen.set(Some(day))
            >
                <span class="day-n">{words::day_number(day)}</span>
                {(due > 0).then(|| view! { <b class="day-due">{words::grouped(due.into())}</b> })}
                {vital.map(|n| view! { <span class="day-vital">{format!("{n} life support")}</span> })}
                {several.then(|| view! { <span class="soft day-plans">{plans.join(", ")}</span> })}
                {done.map(|n| view! { <span class="quiet day-done">{format!("{n} done")}</span> })}
            </button>
        </td>
    }
}
