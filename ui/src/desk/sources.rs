//! What the sources' page knows, and what is chosen on it.

use leptos::prelude::*;
use trackward_model::SourceId;
use trackward_model::ask::{SourceView, Sources, SourcesQuery};

use super::Kept;
use crate::state::SourceDraft;

/// A view of the setup page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetupTab {
    /// The connections that events come from.
    Sources,
    /// The thresholds and rules.
    Policy,
}

impl SetupTab {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::Sources, Self::Policy];

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sources => "Sources",
            Self::Policy => "Policy",
        }
    }
}

/// The sources' page. Copied freely: it only names signals.
#[derive(Clone, Copy)]
pub struct Listening {
    /// What is on screen.
    pub tab: RwSignal<SetupTab>,
    /// The sources as they are.
    pub list: Kept<Vec<SourceView>>,
    /// The source that is told of beside the list.
    pub chosen: RwSignal<Option<SourceId>>,
    /// The source that is being written; it outlives a look at another page.
    pub draft: RwSignal<Option<SourceDraft>>,
    /// Whether the messages of the chosen source are shown as they come.
    pub is_tailing: RwSignal<bool>,
}

impl Listening {
    /// A page that knows nothing yet.
    pub fn new() -> Self {
        Self {
            tab: RwSignal::new(SetupTab::Sources),
            list: Kept::new(),
            chosen: RwSignal::new(None),
            draft: RwSignal::new(None),
            is_tailing: RwSignal::new(false),
        }
    }

    /// Asks how the sources are.
    pub fn ask(self) {
        self.list.ask(SourcesQuery {}, |answer: Sources| answer.sources);
    }

    /// A source as it is; tracks.
    pub fn source(self, id: &SourceId) -> Option<SourceView> {
        let of =
            |list: &Vec<SourceView>| list.iter().find(|view| view.setup.source_id == *id).cloned();
        self.list.with(of).flatten()
    }

    /// The chosen source as it is; tracks.
    pub fn shown(self) -> Option<SourceView> {
        self.source(&self.chosen.get()?)
    }

    /// Tells of a source beside the list. A form in which nothing was changed makes way.
    pub fn choose(self, id: &SourceId) {
        self.chosen.set(Some(id.clone()));
        if self.is_unchanged() {
            self.draft.set(None);
        }
    }

    /// Whether the form that is open holds nothing that would be lost.
    fn is_unchanged(self) -> bool {
        let Some(draft) = self.draft.get_untracked() else { return true };
        if draft.is_new {
            return draft == SourceDraft::default();
        }
        let id = SourceId::new(&draft.source_id).ok();
        let known = id.and_then(|id| untrack(|| self.source(&id)));
        known.is_some_and(|view| SourceDraft::from(&view.setup) == draft)
    }

    /// Begins a new source, or goes on with one that was begun.
    pub fn begin(self) {
        let goes_on = self.draft.with_untracked(|draft| draft.as_ref().is_some_and(|d| d.is_new));
        if !goes_on {
            self.draft.set(Some(SourceDraft::default()));
        }
    }

    /// Begins to change the chosen source.
    pub fn edit(self) {
        if let Some(view) = untrack(|| self.shown()) {
            self.draft.set(Some(SourceDraft::from(&view.setup)));
        }
    }

    /// Closes what was opened last. A form in which something was typed closes by its own button
    /// only.
    pub fn close(self) {
        if !self.is_unchanged() {
            return;
        }
        if self.draft.with_untracked(Option::is_some) {
            self.draft.set(None);
        } else if self.is_tailing.get_untracked() {
            self.is_tailing.set(false);
        } else {
            self.chosen.set(None);
        }
    }

    /// Goes up or down the list.
    pub fn step(self, by: isize) {
        let named = |list: &Vec<SourceView>| {
            list.iter().map(|view| view.setup.source_id.clone()).collect::<Vec<_>>()
        };
        let ids = untrack(|| self.list.with(named));
        let ids = ids.unwrap_or_default();
        let here = self
            .chosen
            .with_untracked(|chosen| ids.iter().position(|id| Some(id) == chosen.as_ref()));
        let last = ids.len().saturating_sub(1);
        let there = here.map_or(0, |here| here.saturating_add_signed(by).min(last));
        if let Some(id) = ids.get(there) {
            self.choose(id);
        }
    }
}
