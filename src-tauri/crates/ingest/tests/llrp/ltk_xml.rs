//! Whole frames, value by value against the LTK-XML beside them.

use std::fs;

use roxmltree::Node;
use serde_json::Value;
use trackward_ingest::llrp::Message;
use trackward_model::Timestamp;

use super::samples::{self, Sample};

/// What a message holds, in order: name, and a text or more of the same.
#[derive(Debug, PartialEq)]
enum Tree {
    Text(String),
    Nodes(Vec<(String, Tree)>),
}

fn of_xml(node: Node<'_, '_>) -> Tree {
    let elements: Vec<_> = node.children().filter(Node::is_element).collect();
    if elements.is_empty() {
        return Tree::Text(xml_text(node.tag_name().name(), node.text().unwrap_or_default()));
    }
    Tree::Nodes(elements.iter().map(|e| (e.tag_name().name().to_owned(), of_xml(*e))).collect())
}

fn xml_text(name: &str, text: &str) -> String {
    match name {
        "Microseconds" => text.parse::<Timestamp>().unwrap().0.to_string(),
        "EPC" | "Data" | "TagMask" | "TagData" | "WriteData" => {
            text.to_lowercase().split_whitespace().collect()
        }
        // LTKJava writes two-bit numbers with the lowest bit first; the definition, R420 and other
        // toolkits have the highest first. So its XML and its own bytes disagree: 1 means 2.
        "Session" | "MB" => match text.trim() {
            "1" => "2".to_owned(),
            "2" => "1".to_owned(),
            other => other.to_owned(),
        },
        _ => text.trim().to_owned(),
    }
}

/// Choices that our JSON groups under their own name.
const CHOICES: [&str; 2] = ["SpecParameter", "AccessCommandOpSpec"];
/// What we say in addition.
const OURS_ALONE: [&str; 4] = ["URI", "TagURI", "TagMaskBits", "TagDataBits"];

fn of_json(value: &Value) -> Tree {
    match value {
        Value::Object(map) => Tree::Nodes(
            map.iter()
                .filter(|(name, _)| !OURS_ALONE.contains(&name.as_str()))
                .flat_map(|(name, value)| named(name, value))
                .collect(),
        ),
        Value::Array(numbers) => {
            let numbers: Vec<_> = numbers.iter().map(Value::to_string).collect();
            Tree::Text(numbers.join(" "))
        }
        Value::Bool(bit) => Tree::Text(u8::from(*bit).to_string()),
        Value::String(text) => Tree::Text(text.clone()),
        other => Tree::Text(other.to_string()),
    }
}

fn named(name: &str, value: &Value) -> Vec<(String, Tree)> {
    let list = value.as_array().filter(|list| list.iter().all(Value::is_object));
    match list {
        Some(list) if CHOICES.contains(&name) => list
            .iter()
            .flat_map(|choice| choice.as_object().unwrap())
            .flat_map(|(name, value)| named(name, value))
            .collect(),
        Some(list) => list.iter().map(|value| (name.to_owned(), of_json(value))).collect(),
        None => vec![(name.to_owned(), of_json(value))],
    }
}

/// Compares, and counts the values. The parameter of one field is a text in our JSON and an
/// element within an element in theirs.
fn compare(path: &str, theirs: &Tree, ours: &Tree) -> usize {
    match (theirs, ours) {
        (Tree::Nodes(theirs), Tree::Text(_)) => {
            assert_eq!(theirs.len(), 1, "{path} has one value");
            compare(path, &theirs[0].1, ours)
        }
        (Tree::Nodes(theirs), Tree::Nodes(ours)) => {
            let names = |nodes: &[(String, Tree)]| {
                nodes.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
            };
            let (mut their_names, mut our_names) = (names(theirs), names(ours));
            their_names.sort();
            our_names.sort();
            assert_eq!(their_names, our_names, "{path}");
            // JSON objects have no order; elements of one name keep theirs.
            let mut left: Vec<_> = ours.iter().collect();
            theirs
                .iter()
                .map(|(name, theirs)| {
                    let at = left.iter().position(|(our_name, _)| our_name == name).unwrap();
                    compare(&format!("{path}/{name}"), theirs, &left.remove(at).1)
                })
                .sum()
        }
        _ => {
            assert_eq!(theirs, ours, "{path}");
            1
        }
    }
}

#[test]
fn every_value_is_read_as_the_xml_has_it() {
    let mut values = 0;
    for Sample { name, frame, meaning } in samples::ltkjava() {
        let text = fs::read_to_string(meaning).unwrap();
        let document = roxmltree::Document::parse(&text).unwrap();
        let root = document.root_element();
        let ours = Message::decode(&frame).unwrap().message;
        let ours = serde_json::to_value(&ours).unwrap();
        assert_eq!(ours["message"], root.tag_name().name(), "{name}");
        assert_eq!(ours["id"].to_string(), root.attribute("MessageID").unwrap(), "{name}");
        values += compare(&name, &of_xml(root), &of_json(&ours["fields"]));
    }
    assert!(values > 130, "{values} values were compared");
}
