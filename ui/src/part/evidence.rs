//! Why the chosen asset is judged to be there, where it was before, and what it is.

use leptos::prelude::*;
use trackward_model::Means;
use trackward_model::ask::{AssetDetail, WhyView};

use super::drawer::Detail;
use super::whereabouts::place_words;
use super::{StaysOf, Strength};
use crate::desk::desk;
use crate::words;

/// The evidence, the stays and the facts.
#[component]
pub fn Evidence(detail: Detail) -> impl IntoView {
    let desk = desk();
    let known = move || detail.get().and_then(Result::ok);
    let why = Memo::new(move |_| known().and_then(|detail| detail.why));
    let stays = Signal::derive(move || known().map(|detail| detail.stays).unwrap_or_default());
    let row = Memo::new(move |_| known().map(|detail| detail.row));
    let here = move || row.get().map(|row| place_words(desk, &row.live)).unwrap_or_default();
    let sure = move || row.get().map(|row| format!("{:.2}", row.live.confidence));
    view! {
        {move || why.get().map(|why| view! {
            <section class="sec why">
                <div class="sec-head">
                    <h2>"Why is it here?"</h2>
                    <span class="conf"><span class="soft">"Confidence"</span> <b>{sure}</b></span>
                </div>
                <WhyOf why=why here=here() />
            </section>
        })}
        <Show when=move || stays.with(|stays| !stays.is_empty())>
            <StaysOf stays=stays />
        </Show>
        {move || known().map(|detail| view! { <Facts detail=detail /> })}
    }
}

#[component]
fn WhyOf(why: WhyView, here: String) -> impl IntoView {
    let desk = desk();
    let rule = words::rule(&why, &here);
    let doubts = words::doubts(&why.doubts);
    let reads = (why.antennas.len() > 1).then(|| {
        let counts: Vec<String> =
            why.antennas.iter().take(2).map(|a| a.reads_dbm.len().to_string()).collect();
        format!("{} reads against {}.", counts[0], counts[1])
    });
    let position = why.position.as_ref().map(|position| {
        let age = words::age_in_words(desk.now.get_untracked().since(position.at));
        if position.means == Means::Statement {
            return format!("{} said so, {age}.", position.reader);
        }
        format!(
            "Hub {} put it at {:.1} m, {:.1} m, within {:.1} m, {age}.",
            position.reader, position.x, position.y, position.accuracy_m
        )
    });
    let tap = why.tap.as_ref().map(|tap| {
        let age = words::age_in_words(desk.now.get_untracked().since(tap.at));
        format!("Its card was held to {}, {age}.", tap.reader)
    });
    let heard = !why.antennas.is_empty();
    view! {
        {heard.then(|| view! { <Strength why=why hospital=desk.hospital.get_untracked() /> })}
        <p class="small soft">
            {[Some(rule), reads, tap, position, doubts].into_iter().flatten().collect::<Vec<_>>().join(" ")}
        </p>
    }
}

#[component]
fn Facts(detail: AssetDetail) -> impl IntoView {
    let info = &detail.row.info;
    let facts: Vec<(&str, Option<String>)> = vec![
        ("Name", Some(info.name.clone())),
        ("Manufacturer", Some(info.manufacturer.clone())),
        ("Model", Some(info.model.clone())),
        ("Serial", Some(info.serial.clone())),
        ("Unit", info.unit.as_ref().map(ToString::to_string)),
        ("Risk", Some(words::risk(info.risk).to_owned())),
        ("Rental", info.rental.then(|| "Rented".to_owned())),
        ("Tag", Some(words::tags(&info.tags))),
        ("EPC", detail.tag_uri),
        ("Battery", detail.battery_percent.map(|percent| format!("{percent} %"))),
        ("From its hub", detail.properties),
        ("UDI", detail.udi),
        ("Bought", detail.purchase_date),
        ("Price", detail.price.map(|price| words::money(price.amount()))),
        ("Notes", detail.notes),
    ];
    let lines = facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)))
        .map(|(name, value)| {
            let code = matches!(name, "Tag" | "EPC" | "UDI" | "From its hub");
            view! { <dt>{name}</dt><dd class:code=code>{value}</dd> }
        })
        .collect_view();
    view! {
        <section class="sec">
            <div class="sec-head"><h2>"Device"</h2></div>
            <dl class="facts">{lines}</dl>
        </section>
    }
}
