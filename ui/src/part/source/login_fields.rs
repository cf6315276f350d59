//! How a connection is encrypted, and under which name it logs in. A secret is never typed here:
//! only where it stands.

use leptos::prelude::*;
use trackward_model::SourceKind;

use super::field::{Named, Writing, text_field};
use crate::state::has_tls_switch;

/// Encryption: whom to trust, and this client's own certificate.
#[component]
pub fn SecurityFields(writing: Writing, kind: SourceKind) -> impl IntoView {
    let tls = writing.memo(|draft| draft.tls);
    let has_switch = has_tls_switch(kind);
    let switch = has_switch.then(|| {
        view! {
            <button
                type="button"
                class="switch in-tls"
                role="switch"
                aria-checked=move || tls.get().to_string()
                on:click=move |_| writing.change(|draft| draft.tls = !draft.tls)
            >
                <i></i>
                "Encrypted, with TLS"
            </button>
        }
    });
    let files = move || {
        let file = |label, name| Named::new(label, name).example("/etc/trackward/….pem");
        let ca = file("Authorities to trust, PEM file (may stay empty: the system's)", "ca");
        let cert = file("Own certificate, PEM file", "cert");
        let key = file("Its key, PEM file", "key");
        view! {
            {text_field(writing, ca, |d| Some(&d.ca_file), |d| Some(&mut d.ca_file))}
            <div class="form-row">
                {text_field(writing, cert, |d| Some(&d.cert_file), |d| Some(&mut d.cert_file))}
                {text_field(writing, key, |d| Some(&d.key_file), |d| Some(&mut d.key_file))}
            </div>
        }
    };
    view! {
        <fieldset class="source-set">
            <legend>"Encryption"</legend>
            {switch}
            {move || (!has_switch || tls.get()).then(files)}
        </fieldset>
    }
    .into_any()
}

/// The login, its secret by reference.
#[component]
pub fn LoginFields(writing: Writing) -> impl IntoView {
    let in_file = writing.memo(|draft| draft.secret_in_file);
    let choice = move |file: bool, name: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || (in_file.get() == file).to_string()
                on:click=move |_| writing.change(|draft| draft.secret_in_file = file)
            >
                {name}
            </button>
        }
    };
    let secret = move || {
        let named = match in_file.get() {
            true => Named::new("Path of that file", "secret").example("/run/secrets/broker"),
            false => Named::new("Name of that variable", "secret").example("BROKER_PASSWORD"),
        };
        text_field(writing, named, |d| Some(&d.secret), |d| Some(&mut d.secret))
    };
    let user = Named::new("User name (may stay empty)", "user");
    view! {
        <fieldset class="source-set">
            <legend>"Login"</legend>
            {text_field(writing, user, |d| Some(&d.username), |d| Some(&mut d.username))}
            <div class="form-field">
                <span>"The password or token stands in"</span>
                <div class="seg" role="group" aria-label="Where the password stands">
                    {choice(false, "An environment variable")}
                    {choice(true, "A file")}
                </div>
            </div>
            {secret}
            <p class="soft small">
                "A password is never typed here and never kept: only where Trackward finds it, each time that it \
                 connects."
            </p>
        </fieldset>
    }
    .into_any()
}
