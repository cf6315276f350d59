//! The samples, and that decoding and encoding them changes nothing.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use trackward_ingest::llrp::{Header, Message};

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/data/llrp")
}

/// A sample: its name, its whole frame, and the path of the file that says what it means.
pub struct Sample {
    pub name: String,
    pub frame: Vec<u8>,
    pub meaning: PathBuf,
}

pub fn edgex() -> Vec<Sample> {
    files("edgex", "bytes")
        .into_iter()
        .map(|path| {
            let payload = fs::read(&path).unwrap();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let type_code = match name.split('-').next().unwrap() {
                "CloseConnectionResponse" => 4_u16,
                "GetAccessSpecsResponse" => 54,
                "GetROSpecsResponse" => 36,
                "GetReaderCapabilitiesResponse" => 11,
                "GetReaderConfigResponse" => 12,
                "ROAccessReport" => 61,
                "ReaderEventNotification" => 63,
                other => panic!("no message type is known for {other}"),
            };
            let mut frame = (1 << 10 | type_code).to_be_bytes().to_vec();
            frame.extend((payload.len() as u32 + 10).to_be_bytes());
            frame.extend(7_u32.to_be_bytes());
            frame.extend(payload);
            Sample { name, frame, meaning: path.with_extension("json") }
        })
        .collect()
}

pub fn ltkjava() -> Vec<Sample> {
    files("ltkjava", "bin")
        .into_iter()
        .map(|path| Sample {
            name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
            frame: fs::read(&path).unwrap(),
            meaning: path.with_extension("xml"),
        })
        .collect()
}

pub fn all() -> Vec<Sample> {
    let mut samples = edgex();
    samples.extend(ltkjava());
    samples
}

fn files(under: &str, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder().join(under))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files
}

/// For each field of an enumeration: its entries' names and numbers, as the definition has them.
pub fn enumerations() -> HashMap<String, HashMap<String, u64>> {
    let text = fs::read_to_string(folder().join("llrp-1x0-def.xml")).unwrap();
    let document = roxmltree::Document::parse(&text).unwrap();
    let entries: HashMap<&str, HashMap<String, u64>> = document
        .descendants()
        .filter(|node| node.has_tag_name(node_name("enumerationDefinition", node)))
        .map(|node| {
            let entries = node.children().filter(|entry| entry.attribute("value").is_some());
            let entries = entries.map(|entry| {
                let value = entry.attribute("value").unwrap().parse().unwrap();
                (entry.attribute("name").unwrap().to_owned(), value)
            });
            (node.attribute("name").unwrap(), entries.collect())
        })
        .collect();
    let mut fields: HashMap<String, HashMap<String, u64>> = HashMap::new();
    for field in document.descendants() {
        if let Some(enumeration) = field.attribute("enumeration") {
            let known = fields.entry(field.attribute("name").unwrap().to_owned()).or_default();
            known.extend(entries[enumeration].clone());
        }
    }
    assert!(fields.len() > 20, "the definition names the enumerations of fields");
    fields
}

fn node_name<'a>(name: &'a str, node: &roxmltree::Node<'a, '_>) -> (&'a str, &'a str) {
    (node.tag_name().namespace().unwrap_or_default(), name)
}

#[test]
fn decoding_and_encoding_changes_no_byte() {
    let samples = all();
    assert_eq!(samples.len(), 15 + 13, "all samples are there");
    for Sample { name, frame, .. } in samples {
        let decoded = Message::decode(&frame).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(decoded.unread_tails, 0, "{name} holds nothing unknown");
        let json = serde_json::to_string(&decoded.message).unwrap();
        assert!(!json.contains("\"Unknown\":[{"), "{name} holds nothing unknown: {json}");
        assert_eq!(decoded.message.encode().unwrap(), frame, "{name}");
    }
}

#[test]
fn a_header_is_read_for_both_versions() {
    let one = Header::read([0x04, 0x3F, 0, 0, 0, 0x20, 0x3A, 0xFB, 0x30, 0xA7]).unwrap();
    assert_eq!((one.version.number(), one.type_code, one.length, one.id), (1, 63, 32, 0x3AFB_30A7));
    let two = Header::read([0x08, 0x2E, 0, 0, 0, 0x0A, 0, 0, 0, 1]).unwrap();
    assert_eq!((two.version.number(), two.type_code, two.length, two.id), (2, 46, 10, 1));
}
