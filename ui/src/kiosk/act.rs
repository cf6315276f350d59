//! What is done at the kiosk.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{Act, DevicesQuery, Done, Refusal, Tap, TapCard, Told};

use super::{Station, live};
use crate::host;

/// How long it is told that a card came to nothing.
const SAID_MS: i32 = 10_000;

impl Station {
    /// Has the core do something, then does `then` where it was done; else says why not.
    pub fn send(self, act: Act, then: impl FnOnce() + 'static) {
        if self.sending.get_untracked() {
            return;
        }
        self.sending.set(true);
        self.said.set(None);
        spawn_local(async move {
            match host::act(act).await {
                Ok(Done::Done) => then(),
                Ok(Done::Refused(refusal)) => self.said.set(Some(self.why_not(&refusal))),
                Ok(Done::NotNow(_)) => self.said.set(Some(self.texts().trouble.not_now.to_owned())),
                Err(_) => self.said.set(Some(self.texts().trouble.act.to_owned())),
            }
            self.sending.set(false);
            live::ask_now(self);
        });
    }

    /// Why something cannot be done.
    pub fn why_not(self, refusal: &Refusal) -> String {
        self.texts().refusal(refusal, self.now.get_untracked(), &|at| self.local(at))
    }

    /// Takes a card that was typed.
    pub fn take_card(self, text: String) {
        spawn_local(async move {
            let told = match host::act(Act::TapCard(TapCard { text })).await {
                Ok(Done::Refused(refusal)) => Some(Told::Refused(refusal)),
                Ok(Done::Done) => None,
                Ok(Done::NotNow(_)) | Err(_) => {
                    self.said.set(Some(self.texts().trouble.act.to_owned()));
                    // The start has no next step that would take it away.
                    host::after_ms(SAID_MS, move || self.said.set(None));
                    None
                }
            };
            let at = self.now.get_untracked();
            self.tap.set(told.map(|told| Tap { at, told }));
            live::ask_now(self);
        });
    }

    /// Chooses the device that a scanner read, for the fault that is being reported.
    pub fn pick_scanned(self, text: String) {
        let report = self.report;
        spawn_local(async move {
            let named = DevicesQuery { type_id: None, text: text.clone(), own: false };
            let found = host::ask(named).await;
            let Ok(found) = found else {
                return self.said.set(Some(self.texts().trouble.act.to_owned()));
            };
            let same = |id: &str| id.eq_ignore_ascii_case(&text);
            let exact = found.rows.iter().find(|row| same(row.asset_id.as_str()));
            match (exact, found.rows.as_slice()) {
                (Some(row), _) | (None, [row]) => {
                    self.said.set(None);
                    report.number.set(String::new());
                    report.keys.set(false);
                    report.done.set(false);
                    report.device.set(Some(row.clone()));
                }
                (None, []) => self.said.set(Some(self.texts().no.card.to_owned())),
                (None, _) => report.number.set(text),
            }
        });
    }
}
