//! A schedule of reports as it is filled in.

use trackward_model::ask::{
    REPORT_KEEP_MAX, ReportAsked, ReportEvery, ReportFormat, ReportKind, ReportSchedule,
};

use super::typed_count;

/// What is filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct ScheduleDraft {
    /// What people call it.
    pub title: String,
    /// What is asked for; its period is the schedule's.
    pub asked: ReportAsked,
    /// How often.
    pub every: ReportEvery,
    /// The hour, as typed.
    pub hour: String,
    /// The form of the file.
    pub format: ReportFormat,
    /// The folder, as typed.
    pub folder: String,
    /// How many files are kept, as typed.
    pub keep: String,
}

impl ScheduleDraft {
    /// A new one, of what the page shows.
    #[must_use]
    pub fn of(asked: ReportAsked) -> Self {
        Self {
            title: String::new(),
            asked: ReportAsked { from: None, to: None, ..asked },
            every: ReportEvery::Month,
            hour: "6".into(),
            format: ReportFormat::Pdf,
            folder: String::new(),
            keep: "24".into(),
        }
    }

    /// Another kind; filters stay, groups are the kind's own.
    pub fn turn_to(&mut self, kind: ReportKind) {
        self.asked.kind = kind;
        self.asked.by = kind.groups().first().copied();
    }

    /// The schedule, or what is missing for it.
    ///
    /// # Errors
    /// A sentence.
    pub fn schedule(&self) -> Result<ReportSchedule, String> {
        let (title, folder) = (self.title.trim(), self.folder.trim());
        if title.is_empty() {
            return Err("Give it a title: the names of its files begin with it.".into());
        }
        if folder.is_empty() {
            return Err("Give the whole path of the folder.".into());
        }
        let hour = typed_count("Hour", &self.hour, 23)?.ok_or("Say at which hour, 0 to 23.")?;
        let keep = typed_count("Files kept", &self.keep, REPORT_KEEP_MAX)?
            .filter(|keep| *keep > 0)
            .ok_or("Say how many files are kept, at least one.")?;
        Ok(ReportSchedule {
            title: title.into(),
            asked: self.asked.clone(),
            every: self.every,
            hour: u8::try_from(hour).unwrap_or_default(),
            format: self.format,
            folder: folder.into(),
            keep,
        })
    }
}

impl From<&ReportSchedule> for ScheduleDraft {
    fn from(known: &ReportSchedule) -> Self {
        Self {
            title: known.title.clone(),
            asked: known.asked.clone(),
            every: known.every,
            hour: known.hour.to_string(),
            format: known.format,
            folder: known.folder.clone(),
            keep: known.keep.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_is_read_back_as_it_was_and_what_is_missing_is_said() {
        let mut draft = ScheduleDraft::of(ReportAsked::all(ReportKind::Par));
        assert!(draft.schedule().unwrap_err().starts_with("Give it a title"));
        draft.title = " Stock ".into();
        assert!(draft.schedule().unwrap_err().contains("folder"));
        draft.folder = "/srv/reports".into();
        draft.hour = "24".into();
        assert!(draft.schedule().unwrap_err().starts_with("Hour"));
        draft.hour = "5".into();
        draft.keep = "0".into();
        assert!(draft.schedule().unwrap_err().contains("at least one"));
        draft.keep = "12".into();
        let schedule = draft.schedule().unwrap();
        assert_eq!((schedule.title.as_str(), schedule.hour, schedule.keep), ("Stock", 5, 12));
        assert_eq!(ScheduleDraft::from(&schedule).schedule(), Ok(schedule));
    }
}
