//! `[[source]]`: connections that hear for many readers.

use std::collections::BTreeMap;
use std::path::Path;

use toml::Spanned;
use toml::de::DeValue;
use trackward_model::{Source, SourceId};

use super::connection::{self, Kind};
use super::declared::Declared;
use super::fields::{Fields, Report, described};
use crate::text_file::quoted;

const SOURCE_KEYS: &[&str] =
    &["id", "kind", "address", "tls", "ca_file", "username", "password_env", "topics"];
const TOPIC_KEYS: &[&str] = &["topic", "shape"];

/// What the payloads of a topic look like.
const SHAPES: [&str; 5] = ["zebra", "impinj", "minew", "espresense", "openmqttgateway"];

/// The longest topic that MQTT can carry, in bytes.
const TOPIC_BYTES_MAX: usize = 65_535;

/// The sources of a site.
pub(super) struct Sources {
    pub(super) ids: Declared<SourceId>,
    /// The kinds of these and of readers that are their own source.
    pub(super) kinds: BTreeMap<SourceId, &'static str>,
    pub(super) sources: Vec<Source>,
}

pub(super) fn read(root: &Fields<'_>, directory: &Path, report: &mut Report) -> Sources {
    let mut found =
        Sources { ids: Declared::new("source"), kinds: BTreeMap::new(), sources: Vec::new() };
    for fields in root.tables("source", SOURCE_KEYS, report) {
        let id = fields.required_id::<SourceId>("id", report);
        let usable = |kind: &Kind| kind.for_source;
        let connection = connection::read(&fields, "[[source]]", usable, directory, report);
        if let Some(connection) = &connection {
            check_topics(&fields, connection.kind.word, report);
        }
        let Some(id) = id else { continue };
        found.ids.add(&id, report);
        let Some(connection) = connection else { continue };
        found.kinds.insert(id.get_ref().clone(), connection.kind.word);
        found.sources.push(Source {
            id: id.into_inner(),
            kind: connection.kind.word.into(),
            address: connection.address,
            removed: false,
        });
    }
    found
}

fn check_topics(fields: &Fields<'_>, kind: &str, report: &mut Report) {
    let topics = fields.get("topics");
    match (kind, topics) {
        ("mqtt", None) => fields.missing("topics", report),
        ("mqtt", Some(topics)) => check_topic_list(topics, report),
        (_, Some(topics)) => {
            report.wrong(&topics.span(), "\"topics\" is only for a source of kind \"mqtt\"");
        }
        (_, None) => {}
    }
}

fn check_topic_list(topics: &Spanned<DeValue<'_>>, report: &mut Report) {
    let items = topics.get_ref().as_array().filter(|items| !items.is_empty());
    let Some(items) = items else {
        let found = match topics.get_ref() {
            DeValue::Array(_) => "an empty list".into(),
            other => described(other),
        };
        let message = format!("\"topics\" must be a list of {{ topic, shape }}, found {found}");
        report.wrong(&topics.span(), message);
        return;
    };
    for item in items {
        let DeValue::Table(table) = item.get_ref() else {
            let found = described(item.get_ref());
            report.wrong(&item.span(), format!("expected {{ topic, shape }}, found {found}"));
            continue;
        };
        let fields = Fields::new(table, item.span(), "\"topics\"".into(), TOPIC_KEYS, report);
        if let Some(topic) = fields.required_text("topic", report)
            && !is_topic_filter(topic.get_ref())
        {
            let message = format!(
                "{} is no MQTT topic filter: + stands for one whole level, # for all at the end",
                quoted(topic.get_ref())
            );
            report.wrong(&topic.span(), message);
        }
        if let Some(shape) = fields.required_text("shape", report)
            && !SHAPES.contains(shape.get_ref())
        {
            let (found, shapes) = (quoted(shape.get_ref()), SHAPES.join(", "));
            report.wrong(&shape.span(), format!("unknown shape {found}: expected one of {shapes}"));
        }
    }
}

fn is_topic_filter(text: &str) -> bool {
    let levels: Vec<&str> = text.split('/').collect();
    text.len() <= TOPIC_BYTES_MAX
        && levels.iter().enumerate().all(|(i, level)| match *level {
            "+" => true,
            "#" => i == levels.len() - 1,
            other => !other.contains(['+', '#']),
        })
}
