//! Changes of the policy while they are typed: the lines that they come to, and what is plainly
//! wrong with them.

use std::collections::BTreeMap;

use trackward_model::{Policy, Span};

use super::policy_field::{Field, NEVER};

/// What was typed, where it differs from the policy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    typed: BTreeMap<Field, String>,
}

impl Draft {
    /// Takes what is in a field now. What the policy says already is no change, and neither is an
    /// empty field: a policy can say another thing, but not nothing.
    pub fn set(&mut self, field: &Field, text: &str, policy: &Policy) {
        let text = text.trim();
        let empty = text.is_empty() && *field != Field::Areas;
        // 24h and 1d are the same.
        let same = |text: &str| text.parse::<Span>().map_or(text.to_owned(), |s| s.to_string());
        if empty || same(text) == field.text(policy) {
            self.typed.remove(field);
        } else {
            self.typed.insert(field.clone(), text.to_owned());
        }
    }

    /// Takes one change back.
    pub fn undo(&mut self, field: &Field) {
        self.typed.remove(field);
    }

    /// What was typed in a field.
    #[must_use]
    pub fn get(&self, field: &Field) -> Option<&str> {
        self.typed.get(field).map(String::as_str)
    }

    /// Every change, in the order of the page.
    pub fn changes(&self) -> impl Iterator<Item = (&Field, &str)> {
        self.typed.iter().map(|(field, text)| (field, text.as_str()))
    }

    /// Whether nothing is changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// The lines that the changes come to, or a sentence for each field that cannot be read.
    ///
    /// # Errors
    /// The fields that cannot be read, each with a sentence.
    pub fn lines(&self) -> Result<Vec<String>, Vec<(Field, String)>> {
        let (mut lines, mut wrong) = (Vec::new(), Vec::new());
        for (field, text) in &self.typed {
            match line(field, text) {
                Ok(line) => lines.push(line),
                Err(sentence) => wrong.push((field.clone(), sentence)),
            }
        }
        if wrong.is_empty() { Ok(lines) } else { Err(wrong) }
    }
}

/// One change as a line of a site file.
pub fn line(field: &Field, text: &str) -> Result<String, String> {
    let key = field.key();
    match field {
        Field::BatteryLow => {
            let percent = text.trim_end_matches('%').trim_end().parse::<u8>().ok();
            let percent = percent.filter(|percent| *percent <= 100);
            let percent = percent.ok_or("Expected a whole number from 0 to 100.")?;
            Ok(format!("{key} = {percent}"))
        }
        Field::SearchDays => match text.parse::<u32>() {
            Ok(days) => Ok(format!("{key} = {days}")),
            Err(_) => Err("Expected 2 or 3 days.".to_owned()),
        },
        Field::Off(_) => Ok(format!("{key} = {text}")),
        Field::Severity(_) => Ok(format!("{key} = \"{text}\"")),
        Field::Dwell(_) if text == NEVER => Ok(format!("{key} = \"{NEVER}\"")),
        Field::Areas => {
            let areas = text.lines().filter(|line| !line.trim().is_empty()).map(area);
            Ok(format!("{key} = [{}]", areas.collect::<Result<Vec<_>, _>>()?.join(", ")))
        }
        _ => match text.parse::<Span>() {
            Ok(span) => Ok(format!("{key} = \"{span}\"")),
            Err(_) => Err("Expected a number with s, m, h or d, such as 15m.".to_owned()),
        },
    }
}

/// `type ventilator: units ICU, ED; floors L2` as an inline table.
fn area(line: &str) -> Result<String, String> {
    let refused = || {
        format!("\"{}\" is no area: expected such as type ventilator: units ICU, ED", line.trim())
    };
    let quoted = |id: &str| format!("\"{}\"", id.trim().replace('\\', "\\\\").replace('"', "\\\""));
    let (of, said) = line.split_once(':').ok_or_else(refused)?;
    let (word, id) = of.trim().split_once(' ').ok_or_else(refused)?;
    if !matches!(word, "type" | "unit" | "asset") || id.trim().is_empty() {
        return Err(refused());
    }
    let mut parts = vec![format!("{word} = {}", quoted(id))];
    for part in said.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (word, ids) = part.split_once(' ').ok_or_else(refused)?;
        if !matches!(word, "units" | "floors") {
            return Err(refused());
        }
        let ids: Vec<String> =
            ids.split(',').filter(|id| !id.trim().is_empty()).map(quoted).collect();
        parts.push(format!("{word} = [{}]", ids.join(", ")));
    }
    Ok(format!("{{ {} }}", parts.join(", ")))
}

/// Which of the changed fields a sentence of the core speaks of: the one with the most words of
/// its key in it.
#[must_use]
pub fn concerned(draft: &Draft, sentence: &str) -> Option<Field> {
    let words = |field: &Field| {
        let key = field.key();
        let (before, last) = key.rsplit_once('.').unwrap_or(("", &key));
        let of = before.rsplit('.').next().unwrap_or_default();
        let names = |word: &str| {
            let mut parts = sentence.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
            !word.is_empty() && parts.any(|part| part == word)
        };
        // A sentence that names neither the key's last word nor its type or rule is another's.
        usize::from(names(last)) * 2 + usize::from(names(of))
    };
    let best = draft.changes().map(|(field, _)| (words(field), field)).max_by_key(|(n, _)| *n);
    best.filter(|(n, _)| *n >= 2).map(|(_, field)| field.clone())
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;
