//! The ids that a site file declares, so that others may refer to them.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt::Display;

use toml::Spanned;

use super::fields::Report;
use crate::text_file::{nearest, quoted};

/// Among how many ids the one that was meant is looked for.
const CANDIDATES_MAX: usize = 2_000;

/// Ids of one sort, each with the line that declares it. An id counts as declared even if the
/// rest of its table is wrong, or one mistake would be reported many times.
#[derive(Debug)]
pub(super) struct Declared<T> {
    what: &'static str,
    lines: BTreeMap<T, usize>,
}

impl<T: Ord + Clone + Display> Declared<T> {
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, lines: BTreeMap::new() }
    }

    /// Adds an id and reports one that is there already.
    pub(super) fn add(&mut self, id: &Spanned<T>, report: &mut Report) {
        let line = report.line(&id.span());
        if let Some(first) = self.lines.get(id.get_ref()) {
            let (what, id_text) = (self.what, quoted(&id.get_ref().to_string()));
            let message = format!("{what} {id_text} is there twice, first on line {first}");
            report.wrong(&id.span(), message);
        } else {
            self.lines.insert(id.get_ref().clone(), line);
        }
    }

    pub(super) fn has<Q: Ord + ?Sized>(&self, id: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.lines.contains_key(id)
    }

    /// Reports an id that is not declared.
    pub(super) fn check(&self, key: &str, id: &Spanned<T>, report: &mut Report) {
        if self.has(id.get_ref()) {
            return;
        }
        let text = id.get_ref().to_string();
        let candidates = self.lines.keys().take(CANDIDATES_MAX);
        let known: Vec<String> = candidates.map(T::to_string).collect();
        let hint = nearest(&text, known.iter().map(String::as_str))
            .map(|meant| format!(": did you mean \"{meant}\"?"))
            .unwrap_or_default();
        let what = self.what;
        report.wrong(
            &id.span(),
            format!("\"{key}\" names the unknown {what} {}{hint}", quoted(&text)),
        );
    }
}
