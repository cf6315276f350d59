//! `[[reader]]`: what hears, by itself or through a source.

use std::collections::BTreeMap;
use std::path::Path;

use toml::Spanned;
use trackward_model::{Connection, Reader, ReaderId, Source, SourceId};

use super::connection::{self, CONNECTION_KEYS, In};
use super::declared::Declared;
use super::fields::{Fields, Report};
use super::sources::Sources;
use crate::text_file::quoted;

/// Besides those of a connection of its own.
const READER_KEYS: [&str; 5] = ["id", "kind", "interval_s", "source", "named"];

/// How often a reader hears a tag that stays, where the site file does not say.
const INTERVAL_S_DEFAULT: f64 = 1.0;

/// An interval longer than a day is a slip.
const INTERVAL_S_MAX: f64 = 86_400.0;

/// The readers of a site.
pub(super) struct Readers {
    pub(super) ids: Declared<ReaderId>,
    pub(super) readers: Vec<Reader>,
}

/// Which reader of which source, with the line that says so.
type Names<'t> = BTreeMap<(SourceId, &'t str), usize>;

/// How a reader is heard.
enum Voice {
    /// By a connection of its own; `None` in recorded days only.
    Own(Option<Box<Connection>>),
    Through {
        source: SourceId,
        named: String,
    },
}

pub(super) fn read(
    root: &Fields<'_>,
    sources: &mut Sources,
    directory: &Path,
    report: &mut Report,
) -> Readers {
    let mut found = Readers { ids: Declared::new("reader"), readers: Vec::new() };
    let mut names = Names::new();
    let keys = [&READER_KEYS[..], &CONNECTION_KEYS].concat();
    for fields in root.tables("reader", &keys, report) {
        let id = fields.required_id::<ReaderId>("id", report);
        let interval_s = interval_s(&fields, report);
        let voice = if fields.get("source").is_some() {
            through_source(&fields, sources, &mut names, report)
        } else {
            own_source(&fields, directory, report)
        };
        let Some(id) = id else { continue };
        found.ids.add(&id, report);
        let (source, named) = match voice {
            Some(Voice::Own(None)) => (None, None),
            Some(Voice::Own(Some(connection))) => {
                (note_own_source(&id, *connection, sources, report), None)
            }
            Some(Voice::Through { source, named }) => (Some(source), Some(named)),
            None => continue,
        };
        let Some(interval_s) = interval_s else { continue };
        let (id, removed) = (id.into_inner(), false);
        found.readers.push(Reader { id, source, named, interval_s, removed });
    }
    found
}

fn own_source(fields: &Fields<'_>, directory: &Path, report: &mut Report) -> Option<Voice> {
    if fields.get("kind").is_none() {
        let needs = "[[reader]] needs \"kind\" and \"address\", or \"source\" and \"named\"";
        report.wrong(&fields.span, needs);
        return None;
    }
    if let Some(named) = fields.get("named") {
        let message = "\"named\" is what a source calls a reader: it has no use without \"source\"";
        report.wrong(&named.span(), message);
    }
    let connection = connection::read(fields, In::Reader, directory, report)?;
    Some(Voice::Own(connection.map(Box::new)))
}

/// A reader with a connection of its own is a source of its own, under the same id.
fn note_own_source(
    id: &Spanned<ReaderId>,
    connection: Connection,
    sources: &mut Sources,
    report: &mut Report,
) -> Option<SourceId> {
    // The same rules hold for every sort of id, so this one is good.
    let source_id = SourceId::new(id.get_ref().as_str()).ok()?;
    if sources.ids.has(&source_id) {
        let message = format!(
            "{} is the id of a source already, and this reader is a source of its own",
            quoted(source_id.as_str())
        );
        report.wrong(&id.span(), message);
    } else if sources.find(&source_id).is_none() {
        let (id, paused, by_hand, removed) = (source_id.clone(), false, false, false);
        sources.sources.push(Source { id, connection, paused, by_hand, removed });
    }
    Some(source_id)
}

fn through_source<'t>(
    fields: &Fields<'t>,
    sources: &Sources,
    names: &mut Names<'t>,
    report: &mut Report,
) -> Option<Voice> {
    let source = fields.id::<SourceId>("source", report);
    let named = fields.required_text("named", report);
    for key in ["kind"].into_iter().chain(CONNECTION_KEYS) {
        if let Some(value) = fields.get(key) {
            let message =
                format!("a reader with \"source\" is heard through it: leave \"{key}\" out");
            report.wrong(&value.span(), message);
        }
    }
    if let Some(source) = &source {
        sources.ids.check("source", source, report);
    }
    let (source, named) = source.zip(named)?;
    let key = (source.get_ref().clone(), *named.get_ref());
    if let Some(first) = names.get(&key) {
        let (name, source) = (quoted(named.get_ref()), quoted(source.get_ref().as_str()));
        let message = format!("{name} of source {source} is there twice, first on line {first}");
        report.wrong(&named.span(), message);
    } else {
        names.insert(key, report.line(&named.span()));
    }
    Some(Voice::Through { source: source.into_inner(), named: named.into_inner().to_owned() })
}

fn interval_s(fields: &Fields<'_>, report: &mut Report) -> Option<f64> {
    if fields.get("interval_s").is_none() {
        return Some(INTERVAL_S_DEFAULT);
    }
    let found = fields.number("interval_s", report)?;
    let seconds = *found.get_ref();
    if seconds <= 0.0 || seconds > INTERVAL_S_MAX {
        let message = format!(
            "\"interval_s\" must be more than 0 and at most {INTERVAL_S_MAX}, found {seconds}"
        );
        report.wrong(&found.span(), message);
        return None;
    }
    Some(seconds)
}
