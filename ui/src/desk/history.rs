//! Shows the hospital as it was: asks for instants of the past, and brings the present back,
//! which is kept meanwhile.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trackward_model::ask::{Failure, Past, PastAlert, PastQuery, PastRange, PastRangeQuery};
use trackward_model::{Span, Timestamp};

use super::playback::Playback;
use super::{Desk, Page};
use crate::host::{self, ask, ticks_ms};
use crate::state::{Asking, Extent, Next, Period, Rows, Speed};

/// The end of the range moves on by itself.
const RANGE_AGAIN: Span = Span::minutes(1);

/// The past on the map's page. Copied freely: it only names signals.
#[derive(Clone, Copy)]
pub struct History {
    /// Whether the time slider is shown.
    pub open: RwSignal<bool>,
    /// From when to when the past can be played; `None` while that is awaited.
    pub range: RwSignal<Option<Result<PastRange, Failure>>>,
    /// The instant that is wished for; `None` is now.
    pub at: RwSignal<Option<Timestamp>>,
    /// The instant that is on screen; `None` is now.
    pub shown: RwSignal<Option<Timestamp>>,
    /// What was raised and not resolved at that instant.
    pub alerts: RwSignal<Vec<PastAlert>>,
    /// Why the last wish was not fulfilled.
    pub failure: RwSignal<Option<Failure>>,
    /// Whether it plays.
    pub playing: RwSignal<bool>,
    /// How fast.
    pub speed: RwSignal<Speed>,
    /// How much of the past the slider shows.
    pub extent: RwSignal<Extent>,
    present: StoredValue<Option<Rows>, LocalStorage>,
    pub(super) asking: StoredValue<Asking, LocalStorage>,
    pub(super) playback: StoredValue<Playback, LocalStorage>,
}

impl History {
    /// The present, without a slider.
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            range: RwSignal::new(None),
            at: RwSignal::new(None),
            shown: RwSignal::new(None),
            alerts: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            playing: RwSignal::new(false),
            speed: RwSignal::new(Speed::TenMinutes),
            extent: RwSignal::new(Extent::Day),
            present: StoredValue::new_local(None),
            asking: StoredValue::new_local(Asking::default()),
            playback: StoredValue::new_local(Playback::default()),
        }
    }

    /// Whether the past is on screen or was wished for; tracks.
    pub fn is_past(self) -> bool {
        self.at.with(Option::is_some)
    }

    /// From when to when, where something was recorded; tracks.
    pub fn period(self) -> Option<Period> {
        self.range.with(|range| match range {
            Some(Ok(PastRange { from: Some(from), to, .. })) if from < to => {
                Some(Period { from: *from, to: *to })
            }
            _ => None,
        })
    }

    /// The part that the slider shows, with the instant that is wished for; tracks.
    pub fn page(self) -> Option<Period> {
        let range = self.period()?;
        Some(self.extent.get().page(range, self.at.get().unwrap_or(range.to)))
    }

    /// Asks from when to when the past can be played.
    pub fn ask_range(self) {
        spawn_local(async move {
            let answer = ask(PastRangeQuery {}).await;
            let known = self.range.with_untracked(|range| matches!(range, Some(Ok(_))));
            // A fault does not wipe out what is known already.
            if answer.is_ok() || !known {
                self.range.set(Some(answer));
            }
        });
    }

    /// Changes the rows of the present, whether they are on screen or kept; and whether they are
    /// on screen.
    pub fn with_present<T>(self, desk: Desk, change: impl FnOnce(&mut Rows) -> T) -> (T, bool) {
        let kept = self.present.with_value(Option::is_some);
        let done = if kept {
            self.present.try_update_value(|rows| rows.as_mut().map(change)).flatten()
        } else {
            desk.rows.try_update_value(change)
        };
        (done.expect("a desk lives as long as its window"), !kept)
    }

    /// Takes all rows anew; those on screen stay as they were then.
    pub fn take_all(self, desk: Desk, rows: Rows) {
        if !self.present.with_value(Option::is_some) {
            desk.rows.set_value(rows);
            return;
        }
        let hospital = desk.hospital.get_untracked();
        let mut then = rows.clone();
        let lives =
            desk.rows.with_value(|rows| rows.all().iter().map(|r| r.live.clone()).collect());
        then.apply(lives, &hospital);
        desk.rows.set_value(then);
        self.present.set_value(Some(rows));
    }
}

impl Desk {
    /// Opens the time slider, or closes it and shows the present.
    pub fn turn_history(self) {
        let history = self.history;
        if history.open.get_untracked() {
            self.close_history();
        } else {
            self.sought.set(None);
            history.open.set(true);
            history.ask_range();
            host::after_ms(0, || host::focus(".time-track"));
        }
    }

    /// Shows the present, without a slider.
    pub fn close_history(self) {
        self.back_to_now();
        self.history.open.set(false);
    }

    /// Shows an instant of the past; the end of it is the present.
    pub fn go_to(self, at: Timestamp) {
        let history = self.history;
        let Some(range) = untrack(|| history.period()) else { return };
        self.pause();
        if at >= range.to {
            self.back_to_now();
            return;
        }
        let at = range.within(at);
        self.sought.set(None);
        history.failure.set(None);
        history.at.set(Some(at));
        history.asking.update_value(|asking| asking.wish(at));
        self.ask_past();
    }

    /// Goes on by a length of time, or back.
    pub fn step_time(self, by: Span) {
        let Some(range) = untrack(|| self.history.period()) else { return };
        self.go_to(self.history.at.get_untracked().unwrap_or(range.to) + by);
    }

    /// Shows the present.
    pub fn back_to_now(self) {
        let history = self.history;
        self.pause();
        history.asking.update_value(Asking::forget);
        history.failure.set(None);
        if history.at.get_untracked().is_none() && history.shown.get_untracked().is_none() {
            return;
        }
        history.at.set(None);
        history.shown.set(None);
        history.alerts.set(Vec::new());
        if let Some(rows) = history.present.try_update_value(Option::take).flatten() {
            self.rows.set_value(rows);
        }
        self.now.set(self.reached.get_untracked());
        self.rows_are_new();
        self.said.set("Back to now".to_owned());
        history.ask_range();
    }

    /// Asks for the instant that is wished for, as soon as it may be.
    pub(super) fn ask_past(self) {
        let history = self.history;
        let next = history.asking.try_update_value(|asking| asking.next(ticks_ms()));
        let (turn, at) = match next {
            Some(Next::Ask(turn, at)) => (turn, at),
            // A playback looks again by itself.
            Some(Next::Wait(ms)) if !history.playing.get_untracked() => {
                return host::after_ms(ms.ceil() as i32, move || self.ask_past());
            }
            _ => return,
        };
        spawn_local(async move {
            let answer = ask(PastQuery { at }).await;
            let took = history.asking.try_update_value(|asking| asking.answered(turn, ticks_ms()));
            let Some(took_ms) = took.flatten() else { return };
            match answer {
                Err(failure) => {
                    self.pause();
                    history.failure.set(Some(failure));
                }
                Ok(past) if history.playing.get_untracked() => {
                    history.playback.update_value(|playback| playback.take(past, took_ms));
                }
                Ok(past) => {
                    history.failure.set(None);
                    self.show_past(past);
                    self.ask_past();
                }
            }
        });
    }

    /// Puts an instant of the past on screen, and keeps the present.
    pub(super) fn show_past(self, past: Past) {
        let history = self.history;
        if !history.present.with_value(Option::is_some) {
            history.present.set_value(Some(self.rows.with_value(Clone::clone)));
        }
        let hospital = self.hospital.get_untracked();
        let lives = past.assets.rows.into_iter().map(|row| row.live).collect();
        let moved = self.rows.try_update_value(|rows| rows.apply(lives, &hospital));
        self.pending.update_value(|pending| pending.take(moved.unwrap_or_default()));
        self.now.set(past.at);
        history.alerts.set(past.alerts);
        history.shown.set(Some(past.at));
        self.revision.update(|n| *n += 1);
        self.second.update(|n| *n += 1);
        host::mark("past");
    }

    /// Leaves the past with its page, and keeps the end of the slider at now.
    pub fn keep_history(self) {
        let history = self.history;
        Effect::new(move |_| {
            if self.page.get() != Page::Map {
                self.back_to_now();
            }
        });
        Effect::new(move |_| {
            let now = self.reached.get();
            let range = untrack(|| history.period());
            let old = range.is_some_and(|range| now.since(range.to) >= RANGE_AGAIN);
            if old && history.open.get() && !history.is_past() {
                history.ask_range();
            }
        });
    }
}
