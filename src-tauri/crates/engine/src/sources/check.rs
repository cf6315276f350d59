//! Whether a source can be set up in this way; else a sentence that names what is wrong.

use std::collections::HashSet;

use trackward_model::ask::{ReaderSetup, SourceSetup};
use trackward_model::{Connection, SecretRef, Site, SourceKind};

use crate::site_file::{check_address, is_hl7_field, is_topic_filter, is_variable};
use crate::text_file::quoted;

/// How many readers a source may hear for.
const READERS_MAX: usize = 2_000;
/// An interval longer than a day is a slip.
const INTERVAL_S_MAX: f64 = 86_400.0;

/// Checks a setup against the site that it is to be part of.
pub fn setup(site: &Site, setup: &SourceSetup, is_new: bool) -> Result<(), String> {
    let id = &setup.source_id;
    let known = site.sources.iter().find(|source| source.id == *id && !source.removed);
    match known {
        Some(_) if is_new => return Err(format!("There is a source {id} already.")),
        None if !is_new => return Err(format!("There is no source {id} any more.")),
        _ => {}
    }
    connection(&setup.connection).map_err(sentence)?;
    if setup.readers.len() > READERS_MAX {
        return Err(format!("A source may have at most {READERS_MAX} readers."));
    }
    if setup.connection.kind == SourceKind::Llrp {
        let [reader] = &setup.readers[..] else {
            return Err("An LLRP source is one reader: give it exactly one.".to_owned());
        };
        if reader.named.is_some() {
            return Err("An LLRP reader is its own source: it needs no other name.".to_owned());
        }
    }
    let (mut ids, mut names) = (HashSet::new(), HashSet::new());
    for reader in &setup.readers {
        if !ids.insert(&reader.reader_id) {
            return Err(format!("The reader {} is there twice.", reader.reader_id));
        }
        if !names.insert(reader.named.as_deref().map(str::to_lowercase)) {
            return Err("Two readers have the same name at the source.".to_owned());
        }
        self::reader(site, setup, reader)?;
    }
    for zone in &setup.zones {
        if setup.connection.kind != SourceKind::Omlox {
            return Err("Only an omlox hub has zones.".to_owned());
        }
        if !site.floors.iter().any(|floor| floor.id == zone.floor && !floor.removed) {
            return Err(format!("There is no floor {}.", zone.floor));
        }
    }
    Ok(())
}

fn reader(site: &Site, setup: &SourceSetup, reader: &ReaderSetup) -> Result<(), String> {
    let id = &reader.reader_id;
    let other = site.readers.iter().find(|known| {
        known.id == *id && !known.removed && known.source.as_ref() != Some(&setup.source_id)
    });
    if let Some(other) = other {
        let heard = other.source.as_ref().map_or_else(
            || "is heard in recorded days".to_owned(),
            |source| format!("is heard by source {source}"),
        );
        return Err(format!("There is a reader {id} already: it {heard}."));
    }
    if !(reader.interval_s > 0.0 && reader.interval_s <= INTERVAL_S_MAX) {
        return Err(format!(
            "The interval of reader {id} must be more than 0 s and at most a day."
        ));
    }
    let has_ports = setup.connection.kind == SourceKind::Llrp;
    let mut ports = HashSet::new();
    for (port, place) in &reader.antennas {
        if !site.places.iter().any(|known| known.id == *place && !known.removed) {
            return Err(format!("There is no place {place}."));
        }
        if has_ports && *port == 0 {
            return Err(format!("The antennas of reader {id} are counted from 1."));
        }
        if !ports.insert(port) {
            return Err(format!("Port {port} of reader {id} is aimed twice."));
        }
    }
    Ok(())
}

fn connection(connection: &Connection) -> Result<(), String> {
    let kind = connection.kind;
    if connection.address.trim().is_empty() {
        return Err("an address is needed".to_owned());
    }
    check_address(&connection.address, kind)?;
    match (kind, connection.topics.is_empty()) {
        (SourceKind::Mqtt, true) => return Err("a broker needs at least one topic".to_owned()),
        (SourceKind::Mqtt, false) | (_, true) => {}
        (_, false) => return Err("only an MQTT broker has topics".to_owned()),
    }
    if let Some(topic) = connection.topics.iter().find(|topic| !is_topic_filter(&topic.topic)) {
        let found = quoted(&topic.topic);
        return Err(format!(
            "{found} is no MQTT topic filter: + stands for one whole level, # for all at the end"
        ));
    }
    if let Some(SecretRef::Env(name)) = &connection.secret
        && !is_variable(name)
    {
        // Not repeated: it may well be the secret.
        return Err("the secret must be the name of an environment variable, of letters, digits \
                    and _"
            .to_owned());
    }
    let fields = connection.fields.iter().flat_map(|fields| [&fields.equipment, &fields.place]);
    if let Some(field) = fields.into_iter().find(|field| !is_hl7_field(field)) {
        return Err(format!("{} is no HL7 field: expected one such as OBX-18", quoted(field)));
    }
    let secret_file = match &connection.secret {
        Some(SecretRef::File(path)) => Some(path),
        _ => None,
    };
    let files = [&connection.ca_file, &connection.cert_file, &connection.key_file];
    let files = files.into_iter().flatten().chain(secret_file);
    if let Some(file) = files.into_iter().find(|file| !std::path::Path::new(file).is_file()) {
        return Err(format!("the file {} is not there", quoted(file)));
    }
    if connection.cert_file.is_some() != connection.key_file.is_some() {
        return Err("a client certificate and its key belong together".to_owned());
    }
    Ok(())
}

/// With a capital at its beginning and a full stop at its end.
fn sentence(text: String) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => text,
    }
}
