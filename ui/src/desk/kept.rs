//! An answer of the core that is kept on screen: asked for, and asked for again.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{Failure, Request};

use crate::host::ask;

/// How far an answer has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Come {
    /// It is awaited.
    Waiting,
    /// The core did not answer as it should.
    Failed(Failure),
    /// It is there.
    Ready,
}

/// An answer. Copied freely: it only names signals.
pub struct Kept<T: Send + Sync + 'static> {
    answer: RwSignal<Option<Result<T, Failure>>>,
    turn: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Clone for Kept<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Kept<T> {}

impl<T: Send + Sync + 'static> Kept<T> {
    /// Nothing is asked yet.
    pub fn new() -> Self {
        Self { answer: RwSignal::new(None), turn: StoredValue::new(0) }
    }

    /// Asks; of several questions only the last one's answer counts. A fault does not wipe out
    /// what is known already.
    pub fn ask<Q: Request + 'static>(
        self,
        question: Q,
        take: impl FnOnce(Q::Reply) -> T + 'static,
    ) {
        self.turn.update_value(|turn| *turn += 1);
        let this = self.turn.get_value();
        spawn_local(async move {
            let answer = ask(question).await;
            if self.turn.try_get_value() != Some(this) {
                return;
            }
            let known = self.answer.with_untracked(|known| matches!(known, Some(Ok(_))));
            if answer.is_ok() || !known {
                self.answer.set(Some(answer.map(take)));
            }
        });
    }

    /// Forgets the answer, and waits for none.
    pub fn forget(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.answer.set(None);
    }

    /// Something of the answer, once it is there; tracks.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.answer.with(|answer| match answer {
            Some(Ok(answer)) => Some(read(answer)),
            _ => None,
        })
    }

    /// How far it has come.
    pub fn come(self) -> Memo<Come> {
        Memo::new(move |_| {
            self.answer.with(|answer| match answer {
                None => Come::Waiting,
                Some(Err(failure)) => Come::Failed(failure.clone()),
                Some(Ok(_)) => Come::Ready,
            })
        })
    }
}
