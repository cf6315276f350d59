//! The header of a CSV file: which column stands where.

use std::borrow::Cow;

use super::records::Record;
use crate::text_file::{Problems, nearest, quoted};

/// The columns that a file may have: the first `required` ones it must have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Columns {
    pub(crate) names: &'static [&'static str],
    pub(crate) required: usize,
}

/// Words in a header that speak of patients. Whole words, but for `patient`, which is refused
/// wherever it stands.
const PATIENT_WORDS: [&str; 15] = [
    "mrn",
    "dob",
    "ssn",
    "birth",
    "birthdate",
    "birthday",
    "birthdt",
    "diagnosis",
    "encounter",
    "nhs",
    "medicare",
    "medicaid",
    "gender",
    "sex",
    "allergies",
];

/// Headers of several words that speak of patients.
const PATIENT_PHRASES: [&str; 6] =
    ["patient", "social_security", "medical_record", "health_record", "visit_id", "visit_number"];

/// Where the columns stand.
#[derive(Debug)]
pub(crate) struct Header {
    /// By position in [`Columns::names`].
    at: Vec<Option<usize>>,
    /// The names as written.
    names: Vec<String>,
}

impl Header {
    /// Reads the header; `None` when something in it was reported, as the rows cannot be judged
    /// then.
    pub(crate) fn read(
        record: &Record<'_>,
        columns: Columns,
        problems: &mut Problems,
        warnings: &mut Problems,
    ) -> Option<Self> {
        let names: Vec<String> = record.fields.iter().map(|name| name.trim().to_owned()).collect();
        let mut header = Self { at: vec![None; columns.names.len()], names };
        let mut unknown = Vec::new();
        let mut is_good = true;
        for (i, name) in header.names.iter().enumerate() {
            if is_about_patients(name) {
                let message = format!(
                    "{} looks like patient data, which is not kept here: take the column out",
                    quoted(name)
                );
                problems.add(Some(record.line), None, message);
                is_good = false;
                continue;
            }
            match columns.names.iter().position(|known| known.eq_ignore_ascii_case(name)) {
                Some(column) if header.at[column].is_some() => {
                    let known = columns.names[column];
                    let message = format!("the column \"{known}\" is there twice");
                    problems.add(Some(record.line), None, message);
                    is_good = false;
                }
                Some(column) => header.at[column] = Some(i),
                None => unknown.push(name.as_str()),
            }
        }
        let required = columns.names.iter().take(columns.required);
        for (missing, _) in required.zip(&header.at).filter(|(_, at)| at.is_none()) {
            let hint = nearest(missing, unknown.iter().copied())
                .map(|found| format!(": is it {}?", quoted(found)))
                .unwrap_or_default();
            let message = format!("the column \"{missing}\" is missing{hint}");
            problems.add(Some(record.line), None, message);
            is_good = false;
        }
        for name in unknown {
            let message = match name {
                "" => "a column without a name is not read".into(),
                name => format!("the column {} is unknown and not read", quoted(name)),
            };
            warnings.add(Some(record.line), None, message);
        }
        is_good.then_some(header)
    }

    /// How many fields a row has.
    pub(crate) fn width(&self) -> usize {
        self.names.len()
    }

    /// What the header calls the n-th field.
    pub(crate) fn name(&self, field: usize) -> Option<String> {
        self.names.get(field).filter(|name| !name.is_empty()).cloned()
    }

    /// A row's cell of a column, trimmed; empty where the file does not have the column.
    pub(crate) fn cell<'r>(&self, record: &'r Record<'_>, column: usize) -> &'r str {
        let field = self.at.get(column).copied().flatten().and_then(|at| record.fields.get(at));
        field.map_or("", |field: &Cow<'_, str>| field.trim())
    }
}

fn is_about_patients(name: &str) -> bool {
    let plain: String =
        name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    PATIENT_PHRASES.iter().any(|phrase| plain.contains(phrase))
        || plain.split('_').any(|word| PATIENT_WORDS.contains(&word))
}
