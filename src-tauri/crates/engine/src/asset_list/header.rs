//! The header of an asset list: which column stands where.

use std::borrow::Cow;

use super::records::Record;
use crate::text_file::{Problems, nearest, quoted};

/// What a column says. The order is that of [`Column::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    AssetId,
    Name,
    Type,
    Manufacturer,
    Model,
    Serial,
    Unit,
    Tag,
    Udi,
    Risk,
    Rental,
    Status,
    PurchaseDate,
    Notes,
}

impl Column {
    pub(super) const ALL: [(Self, &'static str); 14] = [
        (Self::AssetId, "asset_id"),
        (Self::Name, "name"),
        (Self::Type, "type"),
        (Self::Manufacturer, "manufacturer"),
        (Self::Model, "model"),
        (Self::Serial, "serial"),
        (Self::Unit, "unit"),
        (Self::Tag, "tag"),
        (Self::Udi, "udi"),
        (Self::Risk, "risk"),
        (Self::Rental, "rental"),
        (Self::Status, "status"),
        (Self::PurchaseDate, "purchase_date"),
        (Self::Notes, "notes"),
    ];

    /// How many of them, from the first, a list must have.
    const REQUIRED: usize = 8;

    pub(super) const fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
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
pub(super) struct Header {
    at: [Option<usize>; Column::ALL.len()],
    /// The names as written.
    names: Vec<String>,
}

impl Header {
    /// Reads the header; `None` when something in it was reported, as the rows cannot be judged
    /// then.
    pub(super) fn read(
        record: &Record<'_>,
        problems: &mut Problems,
        warnings: &mut Problems,
    ) -> Option<Self> {
        let names: Vec<String> = record.fields.iter().map(|name| name.trim().to_owned()).collect();
        let mut header = Self { at: [None; Column::ALL.len()], names };
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
            match Column::ALL.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)) {
                Some((column, known)) if header.at[*column as usize].is_some() => {
                    let message = format!("the column \"{known}\" is there twice");
                    problems.add(Some(record.line), None, message);
                    is_good = false;
                }
                Some((column, _)) => header.at[*column as usize] = Some(i),
                None => unknown.push(name.as_str()),
            }
        }
        for (_, missing) in Column::ALL
            .iter()
            .take(Column::REQUIRED)
            .filter(|(column, _)| header.at[*column as usize].is_none())
        {
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
    pub(super) fn width(&self) -> usize {
        self.names.len()
    }

    /// What the header calls the n-th field.
    pub(super) fn name(&self, field: usize) -> Option<String> {
        self.names.get(field).filter(|name| !name.is_empty()).cloned()
    }

    /// A row's cell of a column, trimmed; empty where the list does not have the column.
    pub(super) fn cell<'r>(&self, record: &'r Record<'_>, column: Column) -> &'r str {
        let field = self.at[column as usize].and_then(|at| record.fields.get(at));
        field.map_or("", |field: &Cow<'_, str>| field.trim())
    }
}

fn is_about_patients(name: &str) -> bool {
    let plain: String =
        name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    PATIENT_PHRASES.iter().any(|phrase| plain.contains(phrase))
        || plain.split('_').any(|word| PATIENT_WORDS.contains(&word))
}
