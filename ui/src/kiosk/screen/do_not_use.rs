//! What must not be used.
#![expect(clippy::needless_pass_by_value, reason = "a line owns its row")]

use leptos::prelude::*;
use trackward_model::ask::DoNotUse;

use super::part::{Page, Symbol};
use super::station;
use crate::kiosk::Station;
use crate::words::kiosk::fill;

/// All of it, large and red.
#[component]
pub fn DoNotUseScreen() -> impl IntoView {
    let station = station();
    let texts = station.texts();
    let rows = station.part(|kiosk| kiosk.do_not_use.clone());
    let list = move || rows.get().into_iter().map(|row| line(station, row)).collect_view();
    view! {
        <Page title=texts.shared.do_not_use.to_owned() class="k-scroll">
            <ul class="k-list">{list}</ul>
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="k-none">{texts.lists.nothing}</p>
            </Show>
        </Page>
    }
}

fn line(station: Station, row: DoNotUse) -> impl IntoView {
    let texts = station.texts();
    let (since, seen) = (row.since, row.last_seen);
    let because = move || {
        let since = fill(texts.shared.since, &[&station.when(since)]);
        format!("{}, {since}.", texts.because(row.because))
    };
    let place = match row.place_name.as_str() {
        "" => texts.shared.nowhere.to_owned(),
        place => place.to_owned(),
    };
    let age = move || match seen {
        Some(seen) => fill(texts.shared.seen, &[&station.ago(seen)]),
        None => texts.shared.never_seen.to_owned(),
    };
    view! {
        <li class="k-stop" data-asset=row.asset_id.to_string()>
            <Symbol symbol="state-down" class="s-critical" />
            <div>
                <strong>{format!("{} {}", texts.type_title(&row.type_id), row.asset_id)}</strong>
                <p><b>{place}</b> ", " {age}</p>
                <p>{because} " " {texts.lists.set_aside}</p>
            </div>
        </li>
    }
}
