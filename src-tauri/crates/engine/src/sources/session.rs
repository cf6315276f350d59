//! From a source's setup to its running session.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;

use chrono_tz::Tz;
use tokio::sync::mpsc;
use trackward_ingest::Heard;
use trackward_ingest::drop_folder::{self, DropFolderConfig};
use trackward_ingest::hl7::{self, Hl7Config};
use trackward_ingest::impinj_http::{self, ImpinjHttpConfig};
use trackward_ingest::link::{Control, Known, Outlet, Pace, Roster, Tail, TlsOptions};
use trackward_ingest::llrp::session::{self as llrp, SessionConfig};
use trackward_ingest::mqtt::{self, MqttConfig};
use trackward_ingest::omlox::{self, Login, OmloxConfig, ZoneTie};
use trackward_model::{
    Connection, FloorId, FloorIndex, ReaderIndex, Site, Source, SourceId, SourceIndex, SourceKind,
};

use super::secret;
use super::setup::hears_for;
use crate::clock;

/// The name to log in with, as Impinj's readers come.
const IMPINJ_USER: &str = "root";

/// A session: runs until it is told to stop.
pub type Session = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where a session hands on what it hears, and shows it.
#[derive(Debug, Clone)]
pub struct Ways {
    /// To the pipeline.
    pub heard: mpsc::Sender<Heard>,
    /// To who looks on.
    pub tail: Tail,
    /// Whether it only tries: nothing is kept of it at the source, and nothing is taken away.
    pub is_trial: bool,
}

/// The session of a source; else why it cannot be started, in a sentence. `address` is where to
/// reach it instead of at the site's address.
pub fn session(
    site: &Site,
    source: SourceIndex,
    address: Option<SocketAddr>,
    ways: Ways,
    control: mpsc::Receiver<Control>,
) -> Result<Session, String> {
    let declared = &site.sources[source.at()];
    let name = declared.id.to_string();
    let mut connection = declared.connection.clone();
    if let Some(address) = address {
        connection.address = address.to_string();
    }
    let outlet = |ways| outlet(site, source, ways);
    Ok(match connection.kind {
        SourceKind::Llrp => {
            let reader = sole_reader(site, declared)?;
            let tls = connection.tls.then(|| tls_options(&connection));
            let (address, timing) = (connection.address, llrp::Timing::default());
            let config = SessionConfig { reader, source, name, address, tls, timing };
            Box::pin(llrp::run(config, ways.heard, ways.tail, control, clock::now))
        }
        SourceKind::Mqtt => {
            let config = mqtt_config(site, name, connection, ways.is_trial);
            Box::pin(mqtt::run(config, outlet(ways), control))
        }
        SourceKind::Omlox => {
            let config = omlox_config(site, name, &connection, &declared.id);
            Box::pin(omlox::run(config, outlet(ways), control))
        }
        SourceKind::Hl7Mllp => {
            let config = Hl7Config {
                name,
                address: connection.address,
                fields: connection.fields.unwrap_or_default(),
                zone: site.timezone.parse().unwrap_or(Tz::UTC),
                pace: Pace::default(),
            };
            Box::pin(hl7::run(config, outlet(ways), control))
        }
        SourceKind::DropFolder => {
            let floors = site.floors.iter().enumerate().filter(|(_, floor)| !floor.removed);
            let config = DropFolderConfig {
                name,
                folder: connection.address.into(),
                floors: floors
                    .map(|(i, floor)| (floor.id.to_string(), FloorIndex::of(i)))
                    .collect(),
                poll_every: drop_folder::POLL_EVERY,
                pace: Pace::default(),
            };
            Box::pin(drop_folder::run(config, outlet(ways), control))
        }
        SourceKind::ImpinjHttp => {
            let config = impinj_config(site, name, connection, declared);
            Box::pin(impinj_http::run(config, outlet(ways), control))
        }
        #[cfg(all(feature = "mfrc522", target_os = "linux"))]
        SourceKind::Mfrc522 => super::card::session(&name, connection, outlet(ways), control)?,
        #[cfg(not(all(feature = "mfrc522", target_os = "linux")))]
        SourceKind::Mfrc522 => {
            return Err("card readers are for Linux, and for builds with mfrc522".to_owned());
        }
    })
}

/// A broker keeps what it has not delivered under the client id, which is therefore the same at
/// every start; a trial has one of its own, or it would throw the session out. Nor does a trial
/// take its share of what several clients divide among them: it listens to all of it.
fn mqtt_config(
    site: &Site,
    name: String,
    mut connection: Connection,
    is_trial: bool,
) -> MqttConfig {
    let purpose = if is_trial { "trackward-trial" } else { "trackward" };
    for topic in connection.topics.iter_mut().filter(|_| is_trial) {
        let shared = topic.topic.strip_prefix("$share/").and_then(|rest| rest.split_once('/'));
        if let Some((_, whole)) = shared {
            topic.topic = whole.to_owned();
        }
    }
    MqttConfig {
        client_id: format!("{purpose}-{}-{name}", site.id),
        tls: connection.tls.then(|| tls_options(&connection)),
        password: connection.secret.as_ref().map(secret::of),
        address: connection.address,
        username: connection.username,
        topics: connection.topics,
        clean: is_trial,
        keep_alive_s: mqtt::KEEP_ALIVE_S,
        pace: Pace::default(),
        name,
    }
}

fn impinj_config(
    site: &Site,
    name: String,
    connection: Connection,
    source: &Source,
) -> ImpinjHttpConfig {
    let readers: Vec<_> =
        site.readers.iter().filter(|reader| hears_for(source, reader)).map(|one| &one.id).collect();
    let aimed = site.antennas.iter().filter(|antenna| readers.contains(&&antenna.reader));
    let mut antennas: Vec<u16> =
        aimed.map(|antenna| antenna.port).filter(|port| *port > 0).collect();
    antennas.sort_unstable();
    antennas.dedup();
    ImpinjHttpConfig {
        tls: tls_options(&connection),
        username: connection.username.unwrap_or_else(|| IMPINJ_USER.to_owned()),
        password: connection.secret.as_ref().map(secret::of),
        address: connection.address,
        antennas,
        pace: Pace::default(),
        name,
    }
}

fn omlox_config(site: &Site, name: String, connection: &Connection, id: &SourceId) -> OmloxConfig {
    let secret = connection.secret.as_ref().map(secret::of);
    let login = match (&connection.username, secret) {
        (Some(username), Some(password)) => {
            Login::Password { username: username.clone(), password }
        }
        (None, Some(token)) => Login::Token(token),
        (_, None) => Login::None,
    };
    let floor =
        |id: &FloorId| site.floors.iter().position(|floor| floor.id == *id && !floor.removed);
    let zones = site.zones.iter().filter(|zone| zone.source == *id).filter_map(|zone| {
        let floor = FloorIndex::of(floor(&zone.floor)?);
        Some(ZoneTie { named: zone.named.clone(), floor })
    });
    OmloxConfig {
        address: connection.address.clone(),
        tls: tls_options(connection),
        login,
        zones: zones.collect(),
        ping_every: omlox::PING_EVERY,
        pace: Pace::default(),
        name,
    }
}

/// The outlet of a source, which knows its readers and the places of the site.
pub fn outlet(site: &Site, source: SourceIndex, ways: Ways) -> Outlet {
    let declared = &site.sources[source.at()];
    let readers = site.readers.iter().enumerate();
    let known = readers.filter(|(_, reader)| hears_for(declared, reader)).map(|(i, reader)| {
        let (named, interval_s) = (reader.named.clone(), reader.interval_s);
        Known { reader: ReaderIndex::of(i), named, interval_s }
    });
    let roster = Roster::new(known, super::places::points(site));
    Outlet::new(source, roster, ways.heard, ways.tail, clock::now)
}

fn sole_reader(site: &Site, source: &Source) -> Result<ReaderIndex, String> {
    let at = site.readers.iter().position(|reader| hears_for(source, reader));
    at.map(ReaderIndex::of).ok_or_else(|| format!("no reader is heard by source {}", source.id))
}

fn tls_options(connection: &Connection) -> TlsOptions {
    let client = connection.cert_file.as_ref().zip(connection.key_file.as_ref());
    TlsOptions {
        ca_file: connection.ca_file.as_ref().map(Into::into),
        server_name: None,
        client: client.map(|(certificate, key)| (certificate.into(), key.into())),
    }
}
