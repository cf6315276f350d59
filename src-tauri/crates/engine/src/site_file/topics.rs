//! `topics`: what to listen to at an MQTT broker, and what comes there.

use toml::Spanned;
use toml::de::DeValue;
use trackward_model::{Shape, SourceKind, Topic};

use super::fields::{Fields, Report, described};
use crate::text_file::quoted;

const TOPIC_KEYS: &[&str] = &["topic", "shape"];

/// The longest topic that MQTT can carry, in bytes.
const TOPIC_BYTES_MAX: usize = 65_535;

pub(super) fn read(fields: &Fields<'_>, kind: SourceKind, report: &mut Report) -> Vec<Topic> {
    match (kind, fields.get("topics")) {
        (SourceKind::Mqtt, None) => fields.missing("topics", report),
        (SourceKind::Mqtt, Some(topics)) => return list(topics, report),
        (_, Some(topics)) => {
            report.wrong(&topics.span(), "\"topics\" is only for a source of kind \"mqtt\"");
        }
        (_, None) => {}
    }
    Vec::new()
}

fn list(topics: &Spanned<DeValue<'_>>, report: &mut Report) -> Vec<Topic> {
    let items = topics.get_ref().as_array().filter(|items| !items.is_empty());
    let Some(items) = items else {
        let found = match topics.get_ref() {
            DeValue::Array(_) => "an empty list".into(),
            other => described(other),
        };
        let message = format!("\"topics\" must be a list of {{ topic, shape }}, found {found}");
        report.wrong(&topics.span(), message);
        return Vec::new();
    };
    items.iter().filter_map(|item| topic(item, report)).collect()
}

fn topic(item: &Spanned<DeValue<'_>>, report: &mut Report) -> Option<Topic> {
    let DeValue::Table(table) = item.get_ref() else {
        let found = described(item.get_ref());
        report.wrong(&item.span(), format!("expected {{ topic, shape }}, found {found}"));
        return None;
    };
    let fields = Fields::new(table, item.span(), "\"topics\"".into(), TOPIC_KEYS, report);
    let topic = fields.required_text("topic", report);
    if let Some(topic) = &topic
        && !is_topic_filter(topic.get_ref())
    {
        let message = format!(
            "{} is no MQTT topic filter: + stands for one whole level, # for all at the end",
            quoted(topic.get_ref())
        );
        report.wrong(&topic.span(), message);
    }
    let word = fields.required_text("shape", report)?;
    let shape = Shape::ALL.into_iter().find(|shape| shape.word() == *word.get_ref());
    if shape.is_none() {
        let shapes = Shape::ALL.map(Shape::word).join(", ");
        let found = quoted(word.get_ref());
        report.wrong(&word.span(), format!("unknown shape {found}: expected one of {shapes}"));
    }
    Some(Topic { topic: topic?.into_inner().to_owned(), shape: shape? })
}

/// Whether a broker takes a text as a topic filter.
pub(crate) fn is_topic_filter(text: &str) -> bool {
    let levels: Vec<&str> = text.split('/').collect();
    !text.is_empty()
        && text.len() <= TOPIC_BYTES_MAX
        && levels.iter().enumerate().all(|(i, level)| match *level {
            "+" => true,
            "#" => i == levels.len() - 1,
            other => !other.contains(['+', '#']),
        })
}
