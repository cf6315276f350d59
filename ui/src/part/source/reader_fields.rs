//! The readers that a source hears for.

use leptos::prelude::*;
use trackward_model::SourceKind;

use super::antenna_fields::AntennaFields;
use super::field::{Named, Writing, text_field};
use crate::part::Icon;
use crate::state::{ReaderDraft, SourceDraft};

/// The readers. One with an LLRP connection is its own source.
#[component]
pub fn ReaderFields(writing: Writing) -> impl IntoView {
    let llrp = Memo::new(move |_| writing.kind() == SourceKind::Llrp);
    let count = writing.memo(|draft| match draft.kind {
        SourceKind::Llrp => draft.readers.len().min(1),
        _ => draft.readers.len(),
    });
    let add = move |_| {
        writing.change(|draft| draft.readers.push(ReaderDraft::new(draft.kind)));
    };
    let lines = move || {
        let llrp = llrp.get();
        (0..count.get())
            .map(|at| view! { <Reader at=at llrp=llrp writing=writing /> })
            .collect_view()
    };
    view! {
        <fieldset class="source-set">
            <legend>{move || if llrp.get() { "Antennas" } else { "Readers" }}</legend>
            <Show when=move || !llrp.get()>
                <p class="soft small">
                    "Readers that the source tells of by itself need not be written here: save it, and place them as \
                     they appear."
                </p>
            </Show>
            <ul class="reader-drafts">{lines}</ul>
            <Show when=move || !llrp.get()>
                <div class="form-end">
                    <button type="button" class="btn" on:click=add><Icon name="plus" />"Reader"</button>
                </div>
            </Show>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Reader(at: usize, llrp: bool, writing: Writing) -> impl IntoView {
    let own = move |named: Named, get: Read, set: Write| {
        text_field(
            writing,
            named,
            move |draft: &SourceDraft| draft.readers.get(at).map(get),
            move |draft: &mut SourceDraft| draft.readers.get_mut(at).map(set),
        )
    };
    let interval = Named::new("Hears a tag that stays every … s", format!("interval-{at}"));
    let names = (!llrp).then(|| {
        let named = Named::new("Its name at the source", format!("named-{at}"));
        let id = Named::new("Reader", format!("reader-{at}")).example("follows from the name");
        view! {
            <div class="form-row">
                {own(named, |reader| &reader.named, |reader| &mut reader.named)}
                {own(id, |reader| &reader.reader_id, |reader| &mut reader.reader_id)}
                <button
                    type="button"
                    class="btn btn-plain btn-icon"
                    aria-label=format!("Take out reader {}", at + 1)
                    title="Take out"
                    on:click=move |_| writing.change(|draft| {
                        if at < draft.readers.len() {
                            draft.readers.remove(at);
                        }
                    })
                >
                    <Icon name="close" />
                </button>
            </div>
        }
    });
    view! {
        <li>
            {names}
            <AntennaFields at=at writing=writing />
            {own(interval, |reader| &reader.interval, |reader| &mut reader.interval)}
        </li>
    }
    .into_any()
}

type Read = fn(&ReaderDraft) -> &String;
type Write = fn(&mut ReaderDraft) -> &mut String;
