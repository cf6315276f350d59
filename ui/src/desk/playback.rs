//! Plays the past: asks ahead, so that it runs evenly, and shows each instant when it is due.

use std::collections::VecDeque;

use leptos::prelude::*;
use trackward_model::Timestamp;
use trackward_model::ask::Past;

use super::Desk;
use crate::host::{self, Keep, ticks_ms};
use crate::state::{Asking, PAUSE_MS, Period, pace_ms, played};

/// Between two looks at what is ready.
const TICK_MS: i32 = 50;
/// Answers that are ready or under way.
const AHEAD_MAX: usize = 3;

/// What a playback has ready.
#[derive(Default)]
pub(super) struct Playback {
    ahead: VecDeque<Past>,
    asked: Option<Timestamp>,
    pace_ms: f64,
    shown_ms: f64,
    #[expect(dead_code, reason = "it ticks until it is dropped")]
    tick: Option<Keep>,
}

impl Playback {
    /// Takes an answer, and how long it took.
    pub(super) fn take(&mut self, past: Past, took_ms: f64) {
        self.pace_ms = pace_ms(took_ms);
        self.ahead.push_back(past);
    }
}

impl Desk {
    /// Plays the past, or stops.
    pub fn turn_playing(self) {
        let history = self.history;
        if history.playing.get_untracked() {
            return self.pause();
        }
        let Some(range) = untrack(|| history.period()) else { return };
        // From now there is nothing to play: the page that is shown is played from its start.
        let from =
            history.at.get_untracked().or_else(|| untrack(|| history.page()).map(|p| p.from));
        let from = range.within(from.unwrap_or(range.from));
        self.sought.set(None);
        history.asking.update_value(Asking::forget);
        history.failure.set(None);
        history.at.set(Some(from));
        history.playing.set(true);
        let tick = host::every_ms(TICK_MS, move || self.play());
        history.playback.set_value(Playback {
            pace_ms: PAUSE_MS,
            tick: Some(tick),
            ..Playback::default()
        });
    }

    /// Stops playing; what is shown stays.
    pub fn pause(self) {
        let history = self.history;
        if history.playing.get_untracked() {
            history.playing.set(false);
            history.asking.update_value(Asking::forget);
            // Its timer may be what calls this: it ends once that is done.
            host::after_ms(0, move || {
                if !history.playing.get_untracked() {
                    history.playback.update_value(|playback| *playback = Playback::default());
                }
            });
        }
    }

    /// Shows what is due, and asks for what comes next.
    fn play(self) {
        let history = self.history;
        let (true, Some(range)) = (history.playing.get_untracked(), untrack(|| history.period()))
        else {
            return;
        };
        let now_ms = ticks_ms();
        let due = history.playback.try_update_value(|playback| {
            let due = now_ms - playback.shown_ms >= playback.pace_ms;
            let past = if due { playback.ahead.pop_front() } else { None };
            if past.is_some() {
                playback.shown_ms = now_ms;
            }
            past
        });
        if let Some(past) = due.flatten() {
            if past.at >= range.to {
                return self.back_to_now();
            }
            history.at.set(Some(past.at));
            self.show_past(past);
        }
        self.ask_ahead(range);
    }

    /// Asks for the next instant of a playback, where there is room for it.
    fn ask_ahead(self, range: Period) {
        let history = self.history;
        let (asked, pace_ms, ahead) =
            history.playback.with_value(|p| (p.asked, p.pace_ms, p.ahead.len()));
        let waits = history.asking.with_value(Asking::waits);
        if !waits && ahead < AHEAD_MAX && asked.is_none_or(|asked| asked < range.to) {
            let next = match asked {
                Some(asked) => played(asked, history.speed.get_untracked(), pace_ms),
                None => history.at.get_untracked().unwrap_or(range.from),
            };
            let next = range.within(next);
            history.asking.update_value(|asking| asking.wish(next));
            history.playback.update_value(|playback| playback.asked = Some(next));
        }
        if history.asking.with_value(Asking::waits) {
            self.ask_past();
        }
    }
}
