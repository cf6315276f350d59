//! An asset's way in steps of time: a semi-Markov chain over places, so that a stay ends by its
//! age and not at any time alike. What was seen meanwhile is held against it where it stood.

use super::lengths::Ending;
use super::row::{Row, Rows};

/// The time is followed in so many steps.
const STEPS: usize = 64;
/// Less than this is followed no further.
const MASS_MIN: f64 = 1e-12;

/// What is followed: where it begins, and what holds on the way.
pub(crate) struct Way<'a> {
    /// It stays in a place at first.
    pub(crate) staying: Option<Staying>,
    /// It arrives at its first place at once.
    pub(crate) arriving: Row,
    /// What is left of the probability when it stays in a place: of one that it would have
    /// been heard in, little.
    pub(crate) unheard: &'a [f64],
    /// Whether it stays where it comes to.
    pub(crate) rests: &'a dyn Fn(usize) -> bool,
    /// Seconds that are followed.
    pub(crate) seconds: f64,
    /// Where people looked in vain, how many seconds before the end.
    pub(crate) looks: &'a [(usize, f64)],
    /// What a look leaves of the probability that it is there.
    pub(crate) overlooked: f64,
}

/// It is in a place, has been for so many seconds, and is so likely to stay at first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Staying {
    pub(crate) place: usize,
    pub(crate) for_s: f64,
    pub(crate) share: f64,
}

/// Probabilities by place at the end; together 1 at most: what the evidence speaks against is
/// gone.
pub(crate) fn follow(way: &Way<'_>, rows: &mut Rows<'_>, endings: &[Ending]) -> Vec<f64> {
    let mut steps = Steps::new(way, endings);
    for (place, share) in &way.arriving {
        steps.arrive(*place, 0, share * way.unheard[*place]);
    }
    steps.look(0);
    let mut arriving = vec![0.0; endings.len()];
    for step in 1..=STEPS {
        for place in 0..endings.len() {
            let leaving = steps.leaving(place, step);
            if leaving > MASS_MIN {
                for (to, share) in rows.of(place) {
                    arriving[*to] += leaving * share;
                }
            }
        }
        for (place, mass) in arriving.iter_mut().enumerate() {
            steps.arrive(place, step, *mass * way.unheard[place]);
            *mass = 0.0;
        }
        steps.look(step);
    }
    (0..endings.len()).map(|place| steps.there(place)).collect()
}

struct Steps<'a> {
    way: &'a Way<'a>,
    endings: &'a [Ending],
    /// By place: what arrived in each step and is there or has left since.
    arrived: Vec<Option<Box<Cohorts>>>,
    /// What stays from the beginning, less what looks have taken.
    staying: f64,
}

struct Cohorts {
    arrived: [f64; STEPS + 1],
    /// The chance to stay for so many steps.
    lasts: [f64; STEPS + 1],
}

impl<'a> Steps<'a> {
    fn new(way: &'a Way<'a>, endings: &'a [Ending]) -> Self {
        let arrived = endings.iter().map(|_| None).collect();
        Self { way, endings, arrived, staying: way.staying.map_or(0.0, |staying| staying.share) }
    }

    fn arrive(&mut self, place: usize, step: usize, mass: f64) {
        if mass <= 0.0 {
            return;
        }
        let (way, endings) = (self.way, self.endings);
        let cohorts = self.arrived[place].get_or_insert_with(|| {
            let step_s = way.seconds / STEPS as f64;
            let lasts = |n: usize| {
                if (way.rests)(place) { 1.0 } else { endings[place].lasts(step_s * n as f64) }
            };
            Box::new(Cohorts { arrived: [0.0; STEPS + 1], lasts: std::array::from_fn(lasts) })
        });
        cohorts.arrived[step] += mass;
    }

    /// What leaves a place in a step.
    fn leaving(&self, place: usize, step: usize) -> f64 {
        let arrived = self.arrived[place].as_ref().map_or(0.0, |cohorts| {
            (0..step)
                .map(|since| {
                    let age = step - since;
                    cohorts.arrived[since] * (cohorts.lasts[age - 1] - cohorts.lasts[age])
                })
                .sum()
        });
        arrived + self.still(place, step - 1) - self.still(place, step)
    }

    /// What has stayed in a place from the beginning to a step.
    fn still(&self, place: usize, step: usize) -> f64 {
        let Some(staying) = self.way.staying.filter(|staying| staying.place == place) else {
            return 0.0;
        };
        if (self.way.rests)(place) {
            return self.staying;
        }
        let ending = &self.endings[place];
        let until_now = ending.lasts(staying.for_s).max(f64::MIN_POSITIVE);
        let more_s = self.way.seconds / STEPS as f64 * step as f64;
        self.staying * ending.lasts(staying.for_s + more_s) / until_now
    }

    /// Takes away what would have been found in this step.
    fn look(&mut self, step: usize) {
        let step_s = self.way.seconds / STEPS as f64;
        for &(place, before_end_s) in self.way.looks {
            let steps_before = if step_s > 0.0 { before_end_s / step_s } else { 0.0 };
            let at = STEPS - (steps_before.round().clamp(0.0, STEPS as f64) as usize);
            if at != step {
                continue;
            }
            if let Some(cohorts) = &mut self.arrived[place] {
                cohorts.arrived[..=step].iter_mut().for_each(|m| *m *= self.way.overlooked);
            }
            if self.way.staying.is_some_and(|staying| staying.place == place) {
                self.staying *= self.way.overlooked;
            }
        }
    }

    fn there(&self, place: usize) -> f64 {
        let arrived = self.arrived[place].as_ref().map_or(0.0, |cohorts| {
            (0..=STEPS).map(|step| cohorts.arrived[step] * cohorts.lasts[STEPS - step]).sum()
        });
        arrived + self.still(place, STEPS)
    }
}
