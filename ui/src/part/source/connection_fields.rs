//! Where a source is and how it is spoken to.

use leptos::prelude::*;
use trackward_model::SourceKind;

use super::field::{Named, Writing, text_field};
use super::login_fields::{LoginFields, SecurityFields};
use super::topic_fields::TopicFields;
use crate::state::{can_encrypt, has_login};
use crate::words;

/// The address, what the kind needs besides, encryption and login.
#[component]
pub fn ConnectionFields(writing: Writing) -> impl IntoView {
    let kind = Memo::new(move |_| writing.kind());
    view! {
        {move || view! { <Address writing=writing kind=kind.get() /> }}
        {move || match kind.get() {
            SourceKind::Mqtt => view! { <TopicFields writing=writing /> }.into_any(),
            SourceKind::Hl7Mllp => view! { <MessageFields writing=writing /> }.into_any(),
            SourceKind::Mfrc522 => view! { <ChipSelect writing=writing /> }.into_any(),
            _ => ().into_any(),
        }}
        {move || can_encrypt(kind.get()).then(|| view! { <SecurityFields writing=writing kind=kind.get() /> })}
        {move || has_login(kind.get()).then(|| view! { <LoginFields writing=writing /> })}
    }
    .into_any()
}

#[component]
fn Address(writing: Writing, kind: SourceKind) -> impl IntoView {
    let named =
        Named::new(words::address_label(kind), "address").example(words::address_example(kind));
    let field = text_field(writing, named, |d| Some(&d.address), |d| Some(&mut d.address));
    view! {
        {field}
        <p class="soft small">{words::address_hint(kind)}</p>
    }
}

/// Which fields of a message name the device and its place.
#[component]
fn MessageFields(writing: Writing) -> impl IntoView {
    let device = Named::new("Field with the device", "equipment").example("OBX-18");
    let place = Named::new("Field with the place", "place").example("OBX-5");
    view! {
        <div class="form-row">
            {text_field(writing, device, |d| Some(&d.equipment), |d| Some(&mut d.equipment))}
            {text_field(writing, place, |d| Some(&d.place), |d| Some(&mut d.place))}
        </div>
        <p class="soft small">"A place in a message is the name of a reader below."</p>
    }
}

/// The line that selects the chip, where it is not the bus's own.
#[component]
fn ChipSelect(writing: Writing) -> impl IntoView {
    let named =
        Named::new("Chip select line (may stay empty)", "chip").example("/dev/gpiochip0:25");
    text_field(writing, named, |d| Some(&d.chip_select), |d| Some(&mut d.chip_select))
}
