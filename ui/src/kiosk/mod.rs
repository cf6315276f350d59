//! The kiosk at a nursing station: what its window knows and what is chosen in it, as signals, and
//! its screens.

mod act;
mod live;
mod press;
mod screen;

use std::sync::Arc;

use leptos::prelude::*;
use trackward_model::ask::{Devices, Failure, Kiosk, Nearest, Tap};
use trackward_model::{Symptom, Timestamp};

use crate::host::{self, Zone};
use crate::state::Hospital;
use crate::state::kiosk::{Screen, Trouble, troubles};
use crate::words::kiosk::{Language, Texts};

/// Where the language is kept.
const LANGUAGE: &str = "trackward.kiosk.language";
/// How long what came of a card stays on screen, in microseconds.
const TAP_US: i64 = 10_000_000;

/// Puts the window into the document.
pub fn mount() {
    leptos::mount::mount_to_body(screen::App);
}

/// Everything that the parts of the kiosk share. Copied freely: it only names signals.
#[derive(Clone, Copy)]
pub struct Station {
    /// What the core says; what it said last where it is silent.
    pub kiosk: RwSignal<Option<Arc<Kiosk>>>,
    /// Why there is nothing to show.
    pub failed: RwSignal<Option<Failure>>,
    /// Whether the core answers.
    pub answers: RwSignal<bool>,
    /// The devices around the kiosk.
    pub devices: RwSignal<Option<Arc<Devices>>>,
    /// The unit's own, for the page that is printed.
    pub own: RwSignal<Option<Arc<Devices>>>,
    /// The hospital's floors, for the map.
    pub hospital: RwSignal<Option<Arc<Hospital>>>,
    /// The site's time zone.
    pub zone: RwSignal<Zone, LocalStorage>,
    /// The present in the time of the site, in whole seconds.
    pub now: RwSignal<Timestamp>,
    /// The language.
    pub language: RwSignal<Language>,
    /// What is shown.
    pub screen: RwSignal<Screen>,
    /// How many seconds are left until the start is shown again, where that is soon.
    pub leaving: RwSignal<Option<u32>>,
    /// What came of the card that was typed here last.
    pub tap: RwSignal<Option<Tap>>,
    /// An act is on its way.
    pub sending: RwSignal<bool>,
    /// What came of the last act, where that is worth telling.
    pub said: RwSignal<Option<String>>,
    /// The nearest devices of the type that was chosen.
    pub nearest: RwSignal<Option<Arc<Nearest>>>,
    /// Which of them.
    pub near_at: RwSignal<usize>,
    /// The fault that is being reported.
    pub report: Report,
}

/// A fault that is being reported.
#[derive(Clone, Copy)]
pub struct Report {
    /// Of which device.
    pub device: RwSignal<Option<trackward_model::ask::DeviceRow>>,
    /// Devices of this type only are offered.
    pub type_id: RwSignal<Option<trackward_model::TypeId>>,
    /// What is typed of its number.
    pub number: RwSignal<String>,
    /// What was found for that.
    pub found: RwSignal<Option<Arc<Devices>>>,
    /// What is wrong.
    pub symptom: RwSignal<Option<Symptom>>,
    /// More of that.
    pub note: RwSignal<String>,
    /// The keys are shown.
    pub keys: RwSignal<bool>,
    /// It is reported.
    pub done: RwSignal<bool>,
}

impl Report {
    fn new() -> Self {
        Self {
            device: RwSignal::new(None),
            type_id: RwSignal::new(None),
            number: RwSignal::new(String::new()),
            found: RwSignal::new(None),
            symptom: RwSignal::new(None),
            note: RwSignal::new(String::new()),
            keys: RwSignal::new(false),
            done: RwSignal::new(false),
        }
    }

    /// Begins anew.
    fn clear(self) {
        self.device.set(None);
        self.type_id.set(None);
        self.number.set(String::new());
        self.found.set(None);
        self.symptom.set(None);
        self.note.set(String::new());
        self.keys.set(false);
        self.done.set(false);
    }
}

impl Station {
    fn new() -> Self {
        let language = Language::of_tag(&host::preference(LANGUAGE).unwrap_or_default());
        host::set_language(language.tag());
        Self {
            kiosk: RwSignal::new(None),
            failed: RwSignal::new(None),
            answers: RwSignal::new(true),
            devices: RwSignal::new(None),
            own: RwSignal::new(None),
            hospital: RwSignal::new(None),
            zone: RwSignal::new_local(Zone::new("UTC")),
            now: RwSignal::new(Timestamp::default()),
            language: RwSignal::new(language),
            screen: RwSignal::new(Screen::Start),
            leaving: RwSignal::new(None),
            tap: RwSignal::new(None),
            sending: RwSignal::new(false),
            said: RwSignal::new(None),
            nearest: RwSignal::new(None),
            near_at: RwSignal::new(0),
            report: Report::new(),
        }
    }

    /// Everything that it says; the whole window is drawn anew in another language, so this need
    /// not be tracked.
    pub fn texts(self) -> &'static Texts {
        self.language.get_untracked().texts()
    }

    /// Speaks another language, and keeps that.
    pub fn speak(self, language: Language) {
        host::set_preference(LANGUAGE, language.tag());
        host::set_language(language.tag());
        self.language.set(language);
    }

    /// Shows another screen, as new.
    pub fn go(self, screen: Screen) {
        self.said.set(None);
        self.leaving.set(None);
        self.report.clear();
        if matches!(screen, Screen::Find(_)) {
            self.nearest.set(None);
            self.near_at.set(0);
        }
        self.screen.set(screen);
    }

    /// A part of what the kiosk shows, told only when it changes; empty while there is nothing.
    pub fn part<T>(self, of: impl Fn(&Kiosk) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.kiosk.with(|kiosk| kiosk.as_deref().map(&of).unwrap_or_default()))
    }

    /// What is wrong with what is shown.
    pub fn troubles(self) -> Memo<Vec<Trouble>> {
        Memo::new(move |_| {
            let answers = self.answers.get();
            self.kiosk.with(|kiosk| {
                kiosk.as_deref().map(|kiosk| troubles(kiosk, answers)).unwrap_or_default()
            })
        })
    }

    /// The wall clock at an instant.
    pub fn local(self, at: Timestamp) -> chrono::NaiveDateTime {
        self.zone.with_untracked(|zone| zone.local(at))
    }

    /// An instant as seen from now; tracks the time.
    pub fn when(self, at: Timestamp) -> String {
        self.texts().when(self.local(at), self.local(self.now.get()))
    }

    /// How long ago that was; tracks the time.
    pub fn ago(self, at: Timestamp) -> String {
        self.texts().ago(self.now.get().since(at))
    }

    /// What came of the last card, for as long as that is shown; tracks the time.
    pub fn tapped(self) -> Option<Tap> {
        let now = self.now.get();
        let heard = self.kiosk.with(|kiosk| kiosk.as_ref().and_then(|kiosk| kiosk.tap.clone()));
        let last = [heard, self.tap.get()].into_iter().flatten().max_by_key(|tap| tap.at)?;
        let fresh = now.since(last.at).0 < TAP_US;
        let waits = matches!(last.told, trackward_model::ask::Told::Badge { until } if now < until);
        (fresh || waits).then_some(last)
    }
}

/// The kiosk that a part belongs to.
pub fn station() -> Station {
    use_context().expect("every part is within a kiosk")
}
