//! What to subscribe to at a broker, and whose payloads come there.

use leptos::prelude::*;
use trackward_model::Shape;

use super::field::{Named, Writing, text_field};
use crate::part::Icon;
use crate::state::TopicDraft;
use crate::words;

/// How many topics a source may have here.
const TOPICS_MAX: usize = 50;

/// The topics.
#[component]
pub fn TopicFields(writing: Writing) -> impl IntoView {
    let count = writing.memo(|draft| draft.topics.len());
    let add = move |_| {
        writing.change(|draft| {
            let shape = draft.topics.last().map_or(Shape::Zebra, |last| last.shape);
            if draft.topics.len() < TOPICS_MAX {
                draft.topics.push(TopicDraft::new(shape));
            }
        });
    };
    view! {
        <fieldset class="source-set">
            <legend>"Topics"</legend>
            <ul>{move || (0..count.get()).map(|at| view! { <Topic at=at writing=writing /> }).collect_view()}</ul>
            <p class="soft small">"+ stands for one level, # at the end for all below."</p>
            <div class="form-end">
                <button type="button" class="btn" on:click=add><Icon name="plus" />"Topic"</button>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Topic(at: usize, writing: Writing) -> impl IntoView {
    let shape = writing.memo(move |draft| draft.topics.get(at).map(|topic| topic.shape));
    let filter = move || {
        let example = shape.get().map_or("", words::topic_example);
        let label = if at == 0 { "Topic" } else { "And" };
        text_field(
            writing,
            Named::new(label, format!("topic-{at}")).example(example).class("form-wide"),
            move |draft| draft.topics.get(at).map(|topic| &topic.topic),
            move |draft| draft.topics.get_mut(at).map(|topic| &mut topic.topic),
        )
    };
    let choose = move |event| {
        let word = event_target_value(&event);
        let chosen = Shape::ALL.into_iter().find(|shape| shape.word() == word);
        writing.change(|draft| {
            if let (Some(topic), Some(shape)) = (draft.topics.get_mut(at), chosen) {
                topic.shape = shape;
            }
        });
    };
    let choice = move |one: Shape| {
        view! {
            <option value=one.word() selected=move || shape.get() == Some(one)>{words::shape(one)}</option>
        }
    };
    let out = move |_| {
        writing.change(|draft| {
            if at < draft.topics.len() {
                draft.topics.remove(at);
            }
        });
    };
    view! {
        <li class="form-row">
            {filter}
            <label class="form-field">
                <span>"Payloads of"</span>
                <select class="input" on:change=choose>{Shape::ALL.map(choice).collect_view()}</select>
            </label>
            <button
                type="button"
                class="btn btn-plain btn-icon"
                aria-label=format!("Take out topic {}", at + 1)
                title="Take out"
                on:click=out
            >
                <Icon name="close" />
            </button>
        </li>
    }
}
