//! Tables of the site file: keys by name and type, and a sentence for all that is not as it
//! should be.

use std::ops::Range;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use trackward_model::{IdError, Span};

use crate::text_file::{Lines, Problems, nearest, quoted};

/// Keys under which people are tempted to write a secret.
const SECRET_KEYS: [&str; 12] = [
    "password",
    "passwd",
    "pass",
    "pwd",
    "secret",
    "token",
    "key",
    "api_key",
    "apikey",
    "private_key",
    "client_secret",
    "access_token",
];

/// What is wrong, and what is only odd.
#[derive(Debug)]
pub(super) struct Report<'a> {
    lines: Lines<'a>,
    pub(super) problems: Problems,
    pub(super) warnings: Problems,
}

impl<'a> Report<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            lines: Lines::of(text),
            problems: Problems::default(),
            warnings: Problems::default(),
        }
    }

    pub(super) fn wrong(&mut self, span: &Range<usize>, message: impl Into<String>) {
        let (line, column) = self.lines.position(span);
        self.problems.add(Some(line), Some(column.to_string()), message.into());
    }

    pub(super) fn odd(&mut self, span: &Range<usize>, message: impl Into<String>) {
        let (line, _) = self.lines.position(span);
        self.warnings.add(Some(line), None, message.into());
    }

    pub(super) fn line(&self, span: &Range<usize>) -> usize {
        self.lines.position(span).0
    }
}

/// One table, all of whose keys are known.
#[derive(Debug, Clone)]
pub(super) struct Fields<'t> {
    table: &'t DeTable<'t>,
    /// As it stands in the file: `[[reader]]`.
    heading: String,
    /// Where the table begins.
    pub(super) span: Range<usize>,
}

impl<'t> Fields<'t> {
    /// A table, its unknown keys reported.
    pub(super) fn new(
        table: &'t DeTable<'t>,
        span: Range<usize>,
        heading: String,
        known: &[&str],
        report: &mut Report,
    ) -> Self {
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            report.wrong(&key.span(), unknown_key(key.get_ref(), &heading, known));
        }
        Self { table, heading, span }
    }

    /// The one table `[name]` of this table.
    pub(super) fn table(
        &self,
        name: &str,
        heading: &str,
        known: &[&str],
        report: &mut Report,
    ) -> Option<Self> {
        let value = self.table.get(name)?;
        match value.get_ref() {
            DeValue::Table(table) => {
                Some(Self::new(table, value.span(), heading.into(), known, report))
            }
            other => {
                let found = described(other);
                report.wrong(&value.span(), format!("expected one table {heading}, found {found}"));
                None
            }
        }
    }

    /// The tables `[[name]]` of this table.
    pub(super) fn tables(&self, name: &str, known: &[&str], report: &mut Report) -> Vec<Self> {
        let heading = format!("[[{name}]]");
        let Some(value) = self.table.get(name) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            let found = match value.get_ref() {
                DeValue::Table(_) => format!("[{name}]"),
                other => described(other),
            };
            report.wrong(&value.span(), format!("expected {heading}, found {found}"));
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(items.len());
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => {
                    tables.push(Self::new(table, item.span(), heading.clone(), known, report));
                }
                other => {
                    let found = described(other);
                    report.wrong(&item.span(), format!("expected {heading}, found {found}"));
                }
            }
        }
        tables
    }

    pub(super) fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.table.get(key)
    }

    /// Reports a key that is not there.
    pub(super) fn missing(&self, key: &str, report: &mut Report) {
        report.wrong(&self.span, format!("{} needs the key \"{key}\"", self.heading));
    }

    /// Reports a table that is not there.
    pub(super) fn missing_table(&self, heading: &str, report: &mut Report) {
        report.wrong(&self.span, format!("the file needs the table {heading}"));
    }

    /// A text that is not empty.
    pub(super) fn text(&self, key: &str, report: &mut Report) -> Option<Spanned<&'t str>> {
        let value = self.get(key)?;
        let span = value.span();
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                report.wrong(&span, format!("\"{key}\" must not be empty"));
                None
            }
            DeValue::String(text) if text.chars().any(char::is_control) => {
                report.wrong(&span, format!("\"{key}\" must not hold control characters"));
                None
            }
            DeValue::String(text) => Some(Spanned::new(span, text.as_ref())),
            other => {
                report.wrong(&span, wrong_type(key, "a text in quotes", other));
                None
            }
        }
    }

    /// The same, but with line breaks.
    pub(super) fn paragraphs(&self, key: &str, report: &mut Report) -> Option<Spanned<&'t str>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::String(text) if !text.chars().any(|c| c.is_control() && c != '\n') => {
                Some(Spanned::new(value.span(), text.trim()))
            }
            _ => self.text(key, report),
        }
    }

    pub(super) fn required_text(&self, key: &str, report: &mut Report) -> Option<Spanned<&'t str>> {
        if self.get(key).is_none() {
            self.missing(key, report);
        }
        self.text(key, report)
    }

    /// An id of this or another thing.
    pub(super) fn id<T>(&self, key: &str, report: &mut Report) -> Option<Spanned<T>>
    where
        T: FromStr<Err = IdError>,
    {
        // An empty text is left to the id's own rules: they have the better sentence.
        let value = self.get(key)?;
        let DeValue::String(text) = value.get_ref() else {
            report.wrong(&value.span(), wrong_type(key, "a text in quotes", value.get_ref()));
            return None;
        };
        match text.parse() {
            Ok(id) => Some(Spanned::new(value.span(), id)),
            Err(error) => {
                report.wrong(&value.span(), format!("\"{key}\" is no id: {error}"));
                None
            }
        }
    }

    pub(super) fn required_id<T>(&self, key: &str, report: &mut Report) -> Option<Spanned<T>>
    where
        T: FromStr<Err = IdError>,
    {
        if self.get(key).is_none() {
            self.missing(key, report);
        }
        self.id(key, report)
    }

    /// A number, whole or not, and finite.
    pub(super) fn number(&self, key: &str, report: &mut Report) -> Option<Spanned<f64>> {
        let value = self.get(key)?;
        match number(value.get_ref()) {
            Some(found) => Some(Spanned::new(value.span(), found)),
            None => {
                report.wrong(&value.span(), wrong_type(key, "a number", value.get_ref()));
                None
            }
        }
    }

    /// A whole number within a range.
    pub(super) fn integer(
        &self,
        key: &str,
        range: std::ops::RangeInclusive<i64>,
        report: &mut Report,
    ) -> Option<Spanned<i64>> {
        let value = self.get(key)?;
        let found = match value.get_ref() {
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        match found.filter(|found| range.contains(found)) {
            Some(found) => Some(Spanned::new(value.span(), found)),
            None => {
                let expected = format!("a whole number from {} to {}", range.start(), range.end());
                report.wrong(&value.span(), wrong_type(key, &expected, value.get_ref()));
                None
            }
        }
    }

    pub(super) fn boolean(&self, key: &str, report: &mut Report) -> Option<Spanned<bool>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Boolean(found) => Some(Spanned::new(value.span(), *found)),
            other => {
                report.wrong(&value.span(), wrong_type(key, "true or false", other));
                None
            }
        }
    }

    /// A length of time such as `15m`.
    pub(super) fn duration(&self, key: &str, report: &mut Report) -> Option<Spanned<Span>> {
        let text = self.text(key, report)?;
        match text.get_ref().parse() {
            Ok(span) => Some(Spanned::new(text.span(), span)),
            Err(error) => {
                report.wrong(&text.span(), format!("\"{key}\": {error}"));
                None
            }
        }
    }
}

/// A finite number.
pub(super) fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(digits) => {
            i64::from_str_radix(digits.as_str(), digits.radix()).ok().map(|whole| whole as f64)
        }
        DeValue::Float(digits) => digits.as_str().parse().ok(),
        _ => None,
    }
    .filter(|number: &f64| number.is_finite())
}

pub(super) fn wrong_type(key: &str, expected: &str, found: &DeValue<'_>) -> String {
    format!("\"{key}\" must be {expected}, found {}", described(found))
}

/// What a value is, as a sentence says it.
pub(super) fn described(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text {}", quoted(text)),
        DeValue::Integer(digits) => format!("the number {digits}"),
        DeValue::Float(digits) => format!("the number {digits}"),
        DeValue::Boolean(found) => found.to_string(),
        DeValue::Datetime(_) => "a date or time".into(),
        DeValue::Array(_) => "a list".into(),
        DeValue::Table(_) => "a table".into(),
    }
}

fn unknown_key(key: &str, heading: &str, known: &[&str]) -> String {
    let place = if heading.is_empty() { String::new() } else { format!(" in {heading}") };
    if SECRET_KEYS.contains(&key.to_lowercase().as_str()) {
        return format!(
            "\"{key}\"{place} would put a secret into the site file: keep it in an environment \
             variable and name that with password_env"
        );
    }
    let quoted = quoted(key);
    match nearest(key, known.iter().copied()) {
        Some(meant) => format!("unknown key {quoted}{place}: did you mean \"{meant}\"?"),
        None => format!("unknown key {quoted}{place}: expected one of {}", known.join(", ")),
    }
}
