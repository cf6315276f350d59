//! From a source as it is typed to its setup.

use trackward_model::ask::{ReaderSetup, SourceSetup, ZoneSetup};
use trackward_model::{
    Connection, Hl7Fields, PlaceId, ReaderId, SecretRef, SourceId, SourceKind, Topic,
};

use super::source_draft::{
    ReaderDraft, SourceDraft, TopicDraft, ZoneDraft, can_encrypt, has_login, has_tls_switch,
    usual_interval_s,
};
use super::typed_number;

/// What is missing or wrong: in which field, and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The name of the field in the form.
    pub field: String,
    /// What to do.
    pub sentence: String,
}

impl SourceDraft {
    /// The setup, or the first thing that has to be filled in. Whether it is right is the core's
    /// to say.
    ///
    /// # Errors
    /// The field and a sentence.
    pub fn setup(&self) -> Result<SourceSetup, Missing> {
        let source_id = SourceId::new(self.source_id.trim())
            .map_err(|_| missing("id", "Give the source a short name, such as ward-3-east."))?;
        if self.address.trim().is_empty() {
            return Err(missing("address", "Say where the source is."));
        }
        let connection = self.connection()?;
        let mut readers = Vec::with_capacity(self.readers.len());
        let taken = if self.kind == SourceKind::Llrp { 1 } else { self.readers.len() };
        for (at, reader) in self.readers.iter().take(taken).enumerate() {
            readers.push(self.reader(at, reader)?);
        }
        Ok(SourceSetup {
            source_id,
            connection,
            readers,
            zones: if self.kind == SourceKind::Omlox { self.zones()? } else { Vec::new() },
        })
    }

    fn connection(&self) -> Result<Connection, Missing> {
        let kind = self.kind;
        let tls = self.tls && has_tls_switch(kind);
        let is_secured = tls || (can_encrypt(kind) && !has_tls_switch(kind));
        let secret = filled(&self.secret).filter(|_| has_login(kind));
        Ok(Connection {
            kind,
            address: self.address.trim().to_owned(),
            tls,
            ca_file: filled(&self.ca_file).filter(|_| is_secured),
            cert_file: filled(&self.cert_file).filter(|_| is_secured),
            key_file: filled(&self.key_file).filter(|_| is_secured),
            username: filled(&self.username).filter(|_| has_login(kind)),
            secret: secret.map(|text| match self.secret_in_file {
                true => SecretRef::File(text),
                false => SecretRef::Env(text),
            }),
            topics: if kind == SourceKind::Mqtt { self.topics()? } else { Vec::new() },
            fields: self.fields().filter(|_| kind == SourceKind::Hl7Mllp),
            chip_select: filled(&self.chip_select).filter(|_| kind == SourceKind::Mfrc522),
        })
    }

    /// The HL7 fields, where they are others than usual.
    fn fields(&self) -> Option<Hl7Fields> {
        let field = |text: &String| text.trim().to_owned();
        let fields = Hl7Fields { equipment: field(&self.equipment), place: field(&self.place) };
        (fields != Hl7Fields::default()).then_some(fields)
    }

    fn topics(&self) -> Result<Vec<Topic>, Missing> {
        let topic = |(at, draft): (usize, &TopicDraft)| match filled(&draft.topic) {
            Some(topic) => Ok(Topic { topic, shape: draft.shape }),
            None => Err(missing(&format!("topic-{at}"), "Say to which topic to subscribe.")),
        };
        self.topics.iter().enumerate().map(topic).collect()
    }

    fn zones(&self) -> Result<Vec<ZoneSetup>, Missing> {
        let zone = |(at, draft): (usize, &ZoneDraft)| {
            let named = filled(&draft.named).ok_or_else(|| {
                missing(&format!("zone-{at}"), "Give the zone's id at the hub, or take it out.")
            })?;
            let floor = draft.floor.clone().ok_or_else(|| {
                missing(&format!("floor-{at}"), "Say which floor the zone is on.")
            })?;
            Ok(ZoneSetup { named, floor })
        };
        self.zones.iter().enumerate().map(zone).collect()
    }

    fn reader(&self, at: usize, draft: &ReaderDraft) -> Result<ReaderSetup, Missing> {
        let named = filled(&draft.named).filter(|_| self.kind != SourceKind::Llrp);
        let id = match (filled(&draft.reader_id), &named, self.kind) {
            (Some(id), ..) => id,
            (None, Some(named), _) => reader_id_of(named, |_| false),
            (None, None, SourceKind::Llrp) => self.source_id.trim().to_owned(),
            (None, None, _) => String::new(),
        };
        let reader_id = ReaderId::new(&id)
            .map_err(|_| missing(&format!("reader-{at}"), "Give the reader a short name."))?;
        let field = format!("interval-{at}");
        let interval_s = typed_number(&format!("The interval of {id}"), &draft.interval)
            .map_err(|sentence| Missing { field: field.clone(), sentence })?
            .ok_or_else(|| {
                missing(&field, "Say how many seconds may pass until it hears a tag again.")
            })?;
        let antennas = draft.antennas.iter().enumerate();
        let antennas = antennas.map(|(n, antenna)| {
            let field = format!("port-{at}-{n}");
            let port = antenna.port.trim().parse::<u16>();
            let port = port.map_err(|_| missing(&field, "A port is a number, such as 1."))?;
            let place = antenna.place.clone().ok_or_else(|| {
                let sentence =
                    format!("Say where antenna {port} of {id} is aimed, or take it out.");
                Missing { field: format!("place-{at}-{n}"), sentence }
            })?;
            Ok((port, place))
        });
        let antennas = antennas.collect::<Result<Vec<_>, Missing>>()?;
        Ok(ReaderSetup { reader_id, named, interval_s, antennas })
    }
}

/// The setup with a reader more: a name that the source told of, and where that stands.
#[must_use]
pub fn with_stranger(
    setup: &SourceSetup,
    named: &str,
    place: PlaceId,
    is_taken: impl Fn(&str) -> bool,
) -> Option<SourceSetup> {
    let reader_id = ReaderId::new(&reader_id_of(named, is_taken)).ok()?;
    let mut setup = setup.clone();
    setup.readers.push(ReaderSetup {
        reader_id,
        named: Some(named.to_owned()),
        interval_s: f64::from(usual_interval_s(setup.connection.kind)),
        // Port 0 stands for all antennas of a reader that has no other.
        antennas: vec![(0, place)],
    });
    Some(setup)
}

/// An id made of what a source calls a reader: `C4:7D:CC` is `c4-7d-cc`.
#[must_use]
pub fn reader_id_of(named: &str, is_taken: impl Fn(&str) -> bool) -> String {
    const LENGTH_MAX: usize = 60;
    let mut id = String::new();
    for letter in named.trim().chars().flat_map(char::to_lowercase).take(LENGTH_MAX) {
        if letter.is_alphanumeric() || matches!(letter, '_' | '.') {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = match id.trim_end_matches('-') {
        "" => "reader",
        id => id,
    };
    let numbered = (2_u32..).map(|n| format!("{id}-{n}"));
    std::iter::once(id.to_owned()).chain(numbered).find(|id| !is_taken(id)).unwrap_or_default()
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn missing(field: &str, sentence: &str) -> Missing {
    Missing { field: field.to_owned(), sentence: sentence.to_owned() }
}

#[cfg(test)]
#[path = "source_draft_tests.rs"]
mod tests;
