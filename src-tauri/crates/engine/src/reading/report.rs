//! Reports without a window.

use trackward_model::ask::ReportAsked;
use trackward_report::Report;

use super::Reading;
use crate::error::EngineError;
use crate::report::{Ear, Facts, make};

impl Reading {
    /// Makes a report; `progress` is told how much is done, 0 to 1, and what is being done.
    ///
    /// # Errors
    /// What was asked cannot be answered, in a sentence; or the store cannot be read.
    pub async fn report(
        &self,
        asked: &ReportAsked,
        progress: impl Fn(f32, &str) + Send + Sync + 'static,
    ) -> Result<Report, EngineError> {
        let facts = Facts::of(&self.world, asked);
        let made = make(&self.store, facts, asked.clone(), &Ear::new(progress)).await?;
        // Nobody can cancel it.
        made.ok_or(EngineError::Stopped)
    }
}
