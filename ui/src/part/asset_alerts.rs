//! In the drawer: the alerts of the asset, and its release where it must not be used.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::AssetId;
use trackward_model::ask::{Act, AlertRow, AssetRow, Done, ReleaseAsset};
use web_sys::{KeyboardEvent, SubmitEvent};

use super::act_form::{NameField, NoteField, Said, SaidLine};
use super::{Icon, SymbolMark, severity_mark};
use crate::desk::{Desk, desk};
use crate::host;
use crate::words;

/// What is wrong with the asset, above where it is.
#[component]
pub fn AssetAlerts(row: Memo<Option<AssetRow>>) -> impl IntoView {
    let desk = desk();
    let id = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.info.asset_id.clone())));
    let held = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|r| r.live.quarantined)));
    let alerts = Memo::new(move |_| {
        desk.inbox.revision.track();
        let id = id.get();
        id.map(|id| desk.inbox.alerts.with_value(|alerts| alerts.of_asset(&id))).unwrap_or_default()
    });
    view! {
        {move || id.get().filter(|_| held.get()).map(|id| view! { <Hold asset_id=id /> })}
        <Show when=move || alerts.with(|alerts| !alerts.is_empty())>
            <section class="sec">
                <div class="sec-head"><h2>"Open alerts"</h2></div>
                <ul class="asset-alerts">
                    {move || alerts.get().into_iter().map(|row| line(desk, row)).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

fn line(desk: Desk, row: AlertRow) -> impl IntoView {
    let (symbol, class) = severity_mark(row.severity);
    let id = row.alert_id;
    let what = words::rule_name(row.rule);
    let since = {
        let row = row.clone();
        move || words::in_words(desk.now.get().since(desk.began(&row)))
    };
    let taken = row.acknowledged.map(|signed| format!(", {}", signed.by));
    view! {
        <li>
            <SymbolMark symbol=symbol class=class />
            <span class="grow">
                <span class="sr">{words::severity(row.severity)} ": "</span>
                {what}
                <span class="soft">{taken}</span>
            </span>
            <span class="soft small nowrap">{since}</span>
            <a
                class="link small"
                href="#alerts"
                on:click=move |event| {
                    event.prevent_default();
                    desk.open_case(id);
                }
            >
                "Case"
            </a>
        </li>
    }
}

/// It must not be used, until biomed releases it.
#[component]
fn Hold(asset_id: AssetId) -> impl IntoView {
    let desk = desk();
    let open = RwSignal::new(false);
    let why = move || {
        let (since, why) = desk.upkeep.of_asset.with(|known| known.quarantined.clone())??;
        let (zone, now) = (desk.zone.get(), desk.now.get());
        Some(format!("Since {}: {why}", words::when(zone.local(since), zone.local(now))))
    };
    let begin = move |_| {
        open.set(true);
        host::after_ms(0, || host::focus(".release .name-input"));
    };
    view! {
        <section class="sec">
            <div class="notice notice-critical hold" role="status">
                <SymbolMark symbol="state-down" class="s-down" />
                <div class="grow">
                    <strong>"Do not use – call biomed"</strong>
                    <p class="soft">
                        {move || why().unwrap_or_else(|| {
                            "It is quarantined until biomed releases it.".to_owned()
                        })}
                    </p>
                </div>
                <Show when=move || !open.get()>
                    <button class="btn" on:click=begin><Icon name="check" />"Release"</button>
                </Show>
            </div>
            {move || open.get().then(|| view! { <ReleaseForm asset_id=asset_id.clone() open=open /> })}
        </section>
    }
}

/// Who releases it, and why.
#[component]
fn ReleaseForm(asset_id: AssetId, open: RwSignal<bool>) -> impl IntoView {
    let desk = desk();
    let note = RwSignal::new(String::new());
    let said: RwSignal<Option<Said>> = RwSignal::new(None);
    let sending = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let by = desk.inbox.by.get_untracked().trim().to_owned();
        let note = note.get_untracked().trim().to_owned();
        if by.is_empty() || note.is_empty() {
            let missing =
                if by.is_empty() { "Say who you are." } else { "Say why it may be used." };
            return said.set(Some(Said::Sentence(missing.to_owned())));
        }
        if sending.get_untracked() {
            return;
        }
        sending.set(true);
        let act = Act::ReleaseAsset(ReleaseAsset { asset_id: asset_id.clone(), by, note });
        let told = format!("{asset_id} released");
        spawn_local(async move {
            match host::act(act).await {
                Ok(Done::Done) => {
                    desk.did(told);
                    open.set(false);
                }
                Ok(Done::NotNow(why)) => said.set(Some(Said::Sentence(why))),
                Ok(Done::Refused(why)) => said.set(Some(Said::Sentence(why.sentence()))),
                Err(failure) => said.set(Some(Said::Fault(failure))),
            }
            sending.set(false);
        });
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            open.set(false);
        }
    };
    view! {
        <form class="act-form release" aria-label="Release" on:submit=send on:keydown=keys>
            <NameField />
            <NoteField label="Why it may be used again" note=note />
            <div class="form-end">
                <button class="btn btn-main" type="submit" disabled=move || sending.get()>
                    "Release"
                    <kbd class="key">"Enter"</kbd>
                </button>
                <button class="btn" type="button" on:click=move |_| open.set(false)>
                    "Cancel"
                    <kbd class="key">"Esc"</kbd>
                </button>
                <SaidLine said=said />
            </div>
        </form>
    }
}
