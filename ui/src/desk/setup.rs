//! Changes of the policy: checked while they are typed, tried on the past, saved.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::Policy;
use trackward_model::ask::{
    Act, CancelPolicyReplay, Done, Failure, PolicyCheckQuery, PolicyQuery, PolicyReplay,
    PolicyReplayQuery, PolicyView, SavePolicy, StartPolicyReplay,
};

use crate::host::{self, act, ask};
use crate::state::{Draft, Field, concerned};

/// Between the last key and the question whether the changes can be made.
const REST_MS: i32 = 250;
/// Between two looks at how a replay is getting on.
const POLL_MS: i32 = 500;

/// What the changes would come to.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Nothing is changed.
    Nothing,
    /// The answer is awaited.
    Checking,
    /// They can be made; what is odd about them, a sentence each.
    Good(Vec<String>),
    /// They cannot: a sentence each, and the field that it speaks of.
    Wrong(Vec<(Option<Field>, String)>),
    /// That could not be found out.
    Failed(Failure),
}

/// The policy and the changes of it that are being typed. Copied freely: it only names signals.
#[derive(Clone, Copy)]
pub struct Setup {
    /// The policy as it is; `None` while it is awaited.
    pub view: RwSignal<Option<Result<PolicyView, Failure>>>,
    /// The changes.
    pub draft: RwSignal<Draft>,
    /// What they would come to.
    pub verdict: RwSignal<Verdict>,
    /// How a replay is getting on.
    pub replay: RwSignal<PolicyReplay>,
    /// The changes that the replay is for.
    pub tried: RwSignal<Option<Draft>>,
    turn: StoredValue<u32>,
}

impl Setup {
    /// Nothing is known and nothing is changed.
    pub fn new() -> Self {
        Self {
            view: RwSignal::new(None),
            draft: RwSignal::new(Draft::default()),
            verdict: RwSignal::new(Verdict::Nothing),
            replay: RwSignal::new(PolicyReplay::Idle),
            tried: RwSignal::new(None),
            turn: StoredValue::new(0),
        }
    }

    /// Asks for the policy.
    pub fn load(self) {
        spawn_local(async move {
            let answer = ask(PolicyQuery {}).await;
            let known = self.view.with_untracked(|view| matches!(view, Some(Ok(_))));
            // A fault does not wipe out what is known already.
            if answer.is_ok() || !known {
                self.view.set(Some(answer));
            }
        });
    }

    /// Something of the policy as it is, once it is known; tracks.
    pub fn with_view<T>(self, read: impl FnOnce(&PolicyView) -> T) -> Option<T> {
        self.view.with(|view| match view {
            Some(Ok(view)) => Some(read(view)),
            _ => None,
        })
    }

    /// Takes what is in a field now.
    pub fn set(self, field: &Field, text: &str) {
        let policy: Option<Policy> = untrack(|| self.with_view(|view| view.policy.clone()));
        if let Some(policy) = policy {
            self.draft.update(|draft| draft.set(field, text, &policy));
        }
    }

    /// What is wrong with a field; tracks.
    pub fn wrong(self, field: &Field) -> Option<String> {
        self.verdict.with(|verdict| match verdict {
            Verdict::Wrong(all) => {
                let own = all.iter().find(|(of, _)| of.as_ref() == Some(field));
                own.map(|(_, sentence)| sentence.clone())
            }
            _ => None,
        })
    }

    /// Whether the changes may be tried and saved; tracks.
    pub fn is_good(self) -> bool {
        self.verdict.with(|verdict| matches!(verdict, Verdict::Good(_)))
    }

    /// Checks the changes whenever they rest for a moment.
    pub fn keep_checked(self) {
        Effect::new(move |_| {
            let draft = self.draft.get();
            self.turn.update_value(|turn| *turn += 1);
            if draft.is_empty() {
                return self.verdict.set(Verdict::Nothing);
            }
            match draft.lines() {
                Err(wrong) => {
                    let wrong = wrong.into_iter().map(|(field, said)| (Some(field), said));
                    self.verdict.set(Verdict::Wrong(wrong.collect()));
                }
                Ok(lines) => {
                    self.verdict.set(Verdict::Checking);
                    self.check(draft, lines);
                }
            }
        });
    }

    fn check(self, draft: Draft, changes: Vec<String>) {
        let this = self.turn.get_value();
        let holds = move || self.turn.get_value() == this;
        host::after_ms(REST_MS, move || {
            if !holds() {
                return;
            }
            spawn_local(async move {
                let answer = ask(PolicyCheckQuery { changes }).await;
                if !holds() {
                    return;
                }
                self.verdict.set(match answer {
                    Err(failure) => Verdict::Failed(failure),
                    Ok(checked) if checked.policy.is_some() => Verdict::Good(checked.odd),
                    Ok(checked) => {
                        let of = |sentence: String| (concerned(&draft, &sentence), sentence);
                        Verdict::Wrong(checked.wrong.into_iter().map(of).collect())
                    }
                });
            });
        });
    }

    /// Plays the last days with the changes. What stands against it comes back as a sentence.
    pub async fn try_on(self, days: u32) -> Result<Option<String>, Failure> {
        let draft = self.draft.get_untracked();
        let Ok(changes) = draft.lines() else { return Ok(None) };
        let done = act(Act::StartPolicyReplay(StartPolicyReplay { changes, days })).await?;
        Ok(match done {
            Done::Done => {
                self.tried.set(Some(draft));
                self.replay.set(PolicyReplay::Running(0.0));
                self.poll();
                None
            }
            Done::NotNow(why) => Some(why),
            Done::Refused(why) => Some(why.sentence()),
        })
    }

    /// Looks how a replay is getting on, until it ends.
    pub fn poll(self) {
        spawn_local(async move {
            match ask(PolicyReplayQuery {}).await {
                Ok(replay) => {
                    let runs = matches!(replay, PolicyReplay::Running(_));
                    self.replay.set(replay);
                    if runs {
                        host::after_ms(POLL_MS, move || self.poll());
                    }
                }
                // It may have gone on: only what is shown as running is given up.
                Err(failure) => self.replay.update(|replay| {
                    if matches!(replay, PolicyReplay::Running(_)) {
                        *replay = PolicyReplay::Failed(failure);
                    }
                }),
            }
        });
    }

    /// Stops a replay.
    pub fn cancel(self) {
        spawn_local(async move {
            // It ends by itself where it cannot be stopped.
            let _ = act(Act::CancelPolicyReplay(CancelPolicyReplay {})).await;
        });
    }

    /// Saves the changes. What stands against it comes back as a sentence.
    pub async fn save(self, by: String) -> Result<Option<String>, Failure> {
        let draft = self.draft.get_untracked();
        let Ok(changes) = draft.lines() else { return Ok(None) };
        match act(Act::SavePolicy(SavePolicy { changes, by })).await? {
            Done::Done => {
                // What was typed meanwhile stays.
                self.draft.update(|now| {
                    for (field, text) in draft.changes() {
                        if now.get(field) == Some(text) {
                            now.undo(field);
                        }
                    }
                });
                self.load();
                Ok(None)
            }
            Done::NotNow(why) => Ok(Some(why)),
            Done::Refused(why) => Ok(Some(why.sentence())),
        }
    }
}
