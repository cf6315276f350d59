//! A source as it is being set up: what is typed stays as it is typed.

use trackward_model::ask::{ReaderSetup, SourceSetup, ZoneSetup};
use trackward_model::{FloorId, PlaceId, SecretRef, Shape, SourceKind, Topic};

/// A topic that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicDraft {
    /// The filter.
    pub topic: String,
    /// The shape of its payloads.
    pub shape: Shape,
}

/// An antenna that is being aimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AntennaDraft {
    /// Its port, as it is typed.
    pub port: String,
    /// Where it is aimed.
    pub place: Option<PlaceId>,
}

/// A reader that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderDraft {
    /// Its id; empty for one that follows from its name.
    pub reader_id: String,
    /// What the source calls it.
    pub named: String,
    /// Seconds, as they are typed.
    pub interval: String,
    /// Its antennas.
    pub antennas: Vec<AntennaDraft>,
}

/// A zone of a hub that is being tied to a floor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ZoneDraft {
    /// Its id at the hub.
    pub named: String,
    /// Its floor.
    pub floor: Option<FloorId>,
}

/// A source that is being written. What a kind does not use stays here while another kind is
/// tried, and is left out of the setup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDraft {
    /// Whether it is to be added.
    pub is_new: bool,
    /// Its id.
    pub source_id: String,
    /// Its language.
    pub kind: SourceKind,
    /// Where it is.
    pub address: String,
    /// Whether the connection is encrypted.
    pub tls: bool,
    /// Whom to trust.
    pub ca_file: String,
    /// This client's certificate.
    pub cert_file: String,
    /// Its key.
    pub key_file: String,
    /// The name to log in with.
    pub username: String,
    /// The secret is in a file and not in a variable.
    pub secret_in_file: bool,
    /// The path or the name of that.
    pub secret: String,
    /// A broker's topics.
    pub topics: Vec<TopicDraft>,
    /// The HL7 field that names the device.
    pub equipment: String,
    /// The HL7 field that names the place.
    pub place: String,
    /// The line of a card reader's chip.
    pub chip_select: String,
    /// The readers.
    pub readers: Vec<ReaderDraft>,
    /// A hub's zones.
    pub zones: Vec<ZoneDraft>,
}

/// Whether the encryption of a kind is switched on by itself; a URL tells by its scheme.
#[must_use]
pub const fn has_tls_switch(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Llrp | SourceKind::Mqtt)
}

/// Whether one logs in at a kind.
#[must_use]
pub const fn has_login(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Mqtt | SourceKind::Omlox | SourceKind::ImpinjHttp)
}

/// Whether a connection of a kind can be encrypted.
#[must_use]
pub const fn can_encrypt(kind: SourceKind) -> bool {
    has_tls_switch(kind) || has_login(kind)
}

impl TopicDraft {
    /// Nothing typed yet.
    #[must_use]
    pub const fn new(shape: Shape) -> Self {
        Self { topic: String::new(), shape }
    }
}

impl ReaderDraft {
    /// A reader of a kind of source that nothing is said of yet.
    #[must_use]
    pub fn new(kind: SourceKind) -> Self {
        Self {
            reader_id: String::new(),
            named: String::new(),
            interval: usual_interval_s(kind).to_string(),
            antennas: vec![AntennaDraft::new(kind, 0)],
        }
    }

    /// Whether nobody has said anything of it yet.
    fn is_blank(&self) -> bool {
        let texts = [&self.reader_id, &self.named];
        texts.iter().all(|text| text.trim().is_empty())
            && self.antennas.iter().all(|antenna| antenna.place.is_none())
    }
}

impl AntennaDraft {
    /// The next antenna of a reader that has so many.
    #[must_use]
    pub fn new(kind: SourceKind, count: usize) -> Self {
        // What has no ports is one antenna that stands for all of it.
        let first = usize::from(kind == SourceKind::Llrp);
        Self { port: (first + count).to_string(), place: None }
    }
}

impl Default for SourceDraft {
    fn default() -> Self {
        let fields = trackward_model::Hl7Fields::default();
        Self {
            is_new: true,
            source_id: String::new(),
            kind: SourceKind::Llrp,
            address: String::new(),
            tls: false,
            ca_file: String::new(),
            cert_file: String::new(),
            key_file: String::new(),
            username: String::new(),
            secret_in_file: false,
            secret: String::new(),
            topics: vec![TopicDraft::new(Shape::Zebra)],
            equipment: fields.equipment,
            place: fields.place,
            chip_select: String::new(),
            readers: vec![ReaderDraft::new(SourceKind::Llrp)],
            zones: Vec::new(),
        }
    }
}

impl From<&SourceSetup> for SourceDraft {
    fn from(setup: &SourceSetup) -> Self {
        let connection = setup.connection.clone();
        let (secret_in_file, secret) = match connection.secret {
            Some(SecretRef::File(path)) => (true, path),
            Some(SecretRef::Env(name)) => (false, name),
            None => (false, String::new()),
        };
        let fields = connection.fields.unwrap_or_default();
        let topics = connection.topics.into_iter();
        let zone = |zone: &ZoneSetup| ZoneDraft {
            named: zone.named.clone(),
            floor: Some(zone.floor.clone()),
        };
        Self {
            is_new: false,
            source_id: setup.source_id.to_string(),
            kind: connection.kind,
            address: connection.address,
            tls: connection.tls,
            ca_file: connection.ca_file.unwrap_or_default(),
            cert_file: connection.cert_file.unwrap_or_default(),
            key_file: connection.key_file.unwrap_or_default(),
            username: connection.username.unwrap_or_default(),
            secret_in_file,
            secret,
            topics: topics.map(|Topic { topic, shape }| TopicDraft { topic, shape }).collect(),
            equipment: fields.equipment,
            place: fields.place,
            chip_select: connection.chip_select.unwrap_or_default(),
            readers: setup.readers.iter().map(ReaderDraft::from).collect(),
            zones: setup.zones.iter().map(zone).collect(),
        }
    }
}

impl From<&ReaderSetup> for ReaderDraft {
    fn from(reader: &ReaderSetup) -> Self {
        let antenna = |(port, place): &(u16, PlaceId)| AntennaDraft {
            port: port.to_string(),
            place: Some(place.clone()),
        };
        Self {
            reader_id: reader.reader_id.to_string(),
            named: reader.named.clone().unwrap_or_default(),
            interval: reader.interval_s.to_string(),
            antennas: reader.antennas.iter().map(antenna).collect(),
        }
    }
}

impl SourceDraft {
    /// Goes over to another kind; what is typed stays.
    pub fn become_kind(&mut self, kind: SourceKind) {
        let usual = usual_interval_s(self.kind).to_string();
        for reader in &mut self.readers {
            if reader.interval == usual {
                reader.interval = usual_interval_s(kind).to_string();
            }
            // A port that nobody has aimed yet is still a proposal.
            for (at, antenna) in reader.antennas.iter_mut().enumerate() {
                if antenna.place.is_none() {
                    antenna.port = AntennaDraft::new(kind, at).port;
                }
            }
        }
        self.kind = kind;
        if !begins_with_reader(kind) {
            self.readers.retain(|reader| !reader.is_blank());
        } else if self.readers.is_empty() {
            self.readers.push(ReaderDraft::new(kind));
        }
    }
}

/// How often a reader of a kind usually hears a tag that stays.
pub(super) const fn usual_interval_s(kind: SourceKind) -> u32 {
    match kind {
        SourceKind::Llrp | SourceKind::ImpinjHttp => 1,
        SourceKind::Mqtt | SourceKind::Omlox => 10,
        SourceKind::Hl7Mllp | SourceKind::DropFolder => 3_600,
        SourceKind::Mfrc522 => 86_400,
    }
}

/// Whether a kind has a reader from the start. The others are told of by the source itself, and
/// placed then.
const fn begins_with_reader(kind: SourceKind) -> bool {
    !matches!(kind, SourceKind::Mqtt | SourceKind::Omlox | SourceKind::Hl7Mllp)
}
