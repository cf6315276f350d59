//! How many are needed.

use trackward_model::Span;

use super::Turnaround;
use crate::usage::{Demand, Hours};

/// The devices of a type, or of a type in a unit, as they were in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fleet {
    /// How long the period is.
    pub period: Span,
    /// What they did.
    pub hours: Hours,
    /// How many were in use at once, in the hours that count.
    pub demand: Demand,
    /// In so many hours some were in service and at least half of their time is known: these
    /// count. Where there are none, all do.
    pub hours_counted: usize,
    /// So many hours has the period.
    pub hours_in_all: usize,
    /// From use to ready.
    pub turnaround: Turnaround,
    /// In service when the period ended,
    pub at_end: usize,
    /// of them rented.
    pub rented_at_end: usize,
}

/// Other numbers than those that were measured.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WhatIf {
    /// The mean turnaround.
    pub turnaround: Option<Span>,
    /// How many devices there are.
    pub devices: Option<u32>,
    /// What a rented device costs a day.
    pub rental_per_day: Option<f64>,
}

/// How many are needed, how many there are, and what follows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizing {
    /// How many there are: in service when the period ended, or as supposed,
    pub have: u32,
    /// of them rented.
    pub rented: u32,
    /// In service on average.
    pub have_mean: f64,
    /// Down, of the time in service; nothing where none was in service.
    pub down_percent: Option<f64>,
    /// In turnaround on average: as measured, or with the turnaround that was supposed.
    pub in_turnaround: f64,
    /// In use at once in 95 of a hundred hours at most,
    pub peak_95: u32,
    /// and in 99 of a hundred.
    pub peak_99: u32,
    /// Needed for 95 of a hundred hours,
    pub needed_95: u32,
    /// and for 99 of a hundred.
    pub needed_99: u32,
    /// More than needed for 99 of a hundred hours; nothing where too little is known to send any
    /// back,
    pub could_go_back: Option<u32>,
    /// of them rented, which go first.
    pub rented_back: Option<u32>,
    /// What those cost a day, where a price is known.
    pub saving_per_day: Option<f64>,
    /// Fewer than needed for 99 of a hundred hours.
    pub short_by: u32,
    /// Hours in which those that are neither in turnaround nor down would have sufficed, of those
    /// that count.
    pub demand_met_percent: f64,
    /// Hours that count, of all.
    pub hours_counted_percent: Option<f64>,
}

impl Fleet {
    /// Sizes it; nothing where the period is empty.
    #[must_use]
    pub fn sizing(&self, what_if: &WhatIf) -> Option<Sizing> {
        if self.period.0 <= 0 {
            return None;
        }
        let peaks = [95, 99].map(|percent| self.demand.percentile(percent));
        let [Some(peak_95), Some(peak_99)] = peaks else { return None };
        let period = i128::from(self.period.0);
        let spent = self.in_turnaround(what_if);
        let [needed_95, needed_99] = [peak_95, peak_99].map(|peak| self.needed(peak, spent));
        let have = what_if.devices.unwrap_or(count(self.at_end));
        let rented = count(self.rented_at_end).min(have);
        // What looks idle may be use that nobody heard.
        let is_known = self.hours.unknown() <= self.hours.in_service / 2;
        let could_go_back = is_known.then(|| have.saturating_sub(needed_99));
        let rented_back = could_go_back.map(|back| back.min(rented));
        let met = self.ready(have, spent).map_or(0, |most| self.demand.hours_up_to(most));
        let whole = self.hours.in_service;
        Some(Sizing {
            have,
            rented,
            have_mean: whole as f64 / self.period.0 as f64,
            down_percent: (whole > 0).then(|| 100.0 * self.hours.down as f64 / whole as f64),
            in_turnaround: spent as f64 / period as f64,
            peak_95,
            peak_99,
            needed_95,
            needed_99,
            could_go_back,
            rented_back,
            saving_per_day: what_if
                .rental_per_day
                .zip(rented_back)
                .map(|(price, back)| price * f64::from(back)),
            short_by: needed_99.saturating_sub(have),
            demand_met_percent: 100.0 * met as f64 / self.demand.hours() as f64,
            hours_counted_percent: (self.hours_in_all > 0)
                .then(|| 100.0 * self.hours_counted as f64 / self.hours_in_all as f64),
        })
    }

    /// Time in turnaround, all devices together, in microseconds. Where no turnaround was
    /// measured there is nothing to scale, and it stays as it was.
    fn in_turnaround(&self, what_if: &WhatIf) -> i128 {
        let Turnaround { count, total, spent, .. } = self.turnaround;
        let spent = i128::from(spent.0);
        match what_if.turnaround {
            Some(supposed) if total.0 > 0 => {
                let supposed = i128::from(supposed.0.max(0)) * i128::from(count);
                spent.saturating_mul(supposed) / i128::from(total.0)
            }
            _ => spent,
        }
    }

    /// The fewest devices of which so many can be in use at once: with those in turnaround, and
    /// with the share that is down. Where all were down all the time that share says nothing.
    fn needed(&self, peak: u32, spent: i128) -> u32 {
        let [period, down] = [self.period.0, self.hours.down].map(i128::from);
        let whole = i128::from(self.hours.in_service).max(1);
        let up = if down < whole { whole - down } else { whole };
        let [asked, of] = [(i128::from(peak) * period + spent) * whole, period * up];
        let rounded_up = asked.div_euclid(of) + i128::from(asked.rem_euclid(of) > 0);
        u32::try_from(rounded_up).unwrap_or(u32::MAX)
    }

    /// The most devices that can be in use at once when so many are there: without those in
    /// turnaround and without the share that is down. Nothing when not even 0 can.
    fn ready(&self, have: u32, spent: i128) -> Option<u32> {
        let [period, down] = [self.period.0, self.hours.down].map(i128::from);
        let whole = i128::from(self.hours.in_service).max(1);
        let have = i128::from(have);
        // All as time of devices, times the time in service, so that nothing is rounded before
        // the end.
        let ready = have * period * (whole - down) - spent * whole;
        u32::try_from(ready.div_euclid(period * whole)).ok()
    }
}

fn count(devices: usize) -> u32 {
    u32::try_from(devices).unwrap_or(u32::MAX)
}
