//! Sources: the connections that events come from, and how they are.

use serde::{Deserialize, Serialize};

use crate::{ReaderState, SourceId, Timestamp};

/// A connection that events come from: one LLRP reader, one MQTT broker, one omlox hub.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its id; that of the reader where a reader has a connection of its own.
    pub id: SourceId,
    /// How it is spoken to.
    pub connection: Connection,
    /// Told not to listen until it is told otherwise.
    #[serde(default)]
    pub paused: bool,
    /// Added or changed in the window: a site file that does not name it leaves it as it is.
    #[serde(default)]
    pub by_hand: bool,
    /// Taken out of the site file.
    #[serde(default)]
    pub removed: bool,
}

/// How a source is spoken to. Secrets stand in it by reference only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connection {
    /// In which language.
    pub kind: SourceKind,
    /// `host:port`, a URL, a folder or a device, as the kind needs it.
    pub address: String,
    /// Whether the connection is encrypted; a URL tells by its scheme.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tls: bool,
    /// PEM file with the authorities to trust, instead of the system's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca_file: Option<String>,
    /// PEM file with this client's certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cert_file: Option<String>,
    /// PEM file with the key of that certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_file: Option<String>,
    /// The name under which to log in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Where the password stands, or the token where there is no name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<SecretRef>,
    /// What to listen to at an MQTT broker.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// Which fields of an HL7 message name the device and its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<Hl7Fields>,
    /// The line that selects the card reader's chip: `/dev/gpiochip0:25`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chip_select: Option<String>,
}

impl Connection {
    /// A connection without anything but its kind and address.
    #[must_use]
    pub fn new(kind: SourceKind, address: &str) -> Self {
        Self {
            kind,
            address: address.to_owned(),
            tls: false,
            ca_file: None,
            cert_file: None,
            key_file: None,
            username: None,
            secret: None,
            topics: Vec::new(),
            fields: None,
            chip_select: None,
        }
    }
}

/// The language of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A UHF RFID reader.
    Llrp,
    /// A broker of readers' and gateways' messages.
    Mqtt,
    /// An RTLS hub.
    Omlox,
    /// A reader that streams JSON over HTTP.
    ImpinjHttp,
    /// A listener for HL7 v2 messages.
    Hl7Mllp,
    /// A folder in which files appear.
    DropFolder,
    /// A card reader on the desk.
    Mfrc522,
}

impl SourceKind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::Llrp,
        Self::Mqtt,
        Self::Omlox,
        Self::ImpinjHttp,
        Self::Hl7Mllp,
        Self::DropFolder,
        Self::Mfrc522,
    ];

    /// The word in files and tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Llrp => "llrp",
            Self::Mqtt => "mqtt",
            Self::Omlox => "omlox",
            Self::ImpinjHttp => "impinj_http",
            Self::Hl7Mllp => "hl7_mllp",
            Self::DropFolder => "drop_folder",
            Self::Mfrc522 => "mfrc522",
        }
    }
}

/// Where a secret stands; the secret itself is nowhere in the model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretRef {
    /// In this environment variable.
    Env(String),
    /// In this file, on its first line.
    File(String),
}

/// What to listen to at a broker, and what its payloads look like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// A topic filter: `ziotc/+/data`.
    pub topic: String,
    /// The shape of the payloads.
    pub shape: Shape,
}

/// What a payload looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// Zebra IoT Connector.
    Zebra,
    /// Impinj IoT device interface.
    Impinj,
    /// Minew gateways: JSON long, JSON raw, binary long.
    Minew,
    /// ESPresense nodes.
    Espresense,
    /// OpenMQTTGateway and Theengs.
    Openmqttgateway,
}

impl Shape {
    /// All shapes.
    pub const ALL: [Self; 5] =
        [Self::Zebra, Self::Impinj, Self::Minew, Self::Espresense, Self::Openmqttgateway];

    /// The word in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Zebra => "zebra",
            Self::Impinj => "impinj",
            Self::Minew => "minew",
            Self::Espresense => "espresense",
            Self::Openmqttgateway => "openmqttgateway",
        }
    }
}

/// Which fields of an HL7 message name the device and its place: `OBX-18`, `PV1-3`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hl7Fields {
    /// Where the device is named, as an entity identifier.
    pub equipment: String,
    /// Where the place is named, as a person location.
    pub place: String,
}

impl Default for Hl7Fields {
    fn default() -> Self {
        Self { equipment: "OBX-18".to_owned(), place: "OBX-5".to_owned() }
    }
}

/// What a source's session says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceEvent {
    /// Its state changed: [`ReaderState::Online`] while it is connected.
    State {
        /// The new state.
        state: ReaderState,
        /// Why, in a sentence; empty for a plain change.
        reason: String,
    },
    /// Its clock against this host's.
    Clock {
        /// Source minus host.
        offset_ms: i64,
    },
}

/// One message of a source as it came, for who looks on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawEvent {
    /// When it came.
    pub at: Timestamp,
    /// What the source calls the reader it is of, or the topic; empty where it names none.
    pub from: String,
    /// The message, cut to a length that can be shown; bytes that are no text as hex.
    pub text: String,
    /// How many sightings were taken from it.
    pub taken: u32,
    /// Why something of it was not taken, each word once.
    pub rejected: Vec<crate::RejectReason>,
}
