//! From a source's setup to its running session.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;

use tokio::sync::mpsc;
use trackward_ingest::Heard;
use trackward_ingest::link::{Control, Known, Outlet, Roster, Tail, TlsOptions};
use trackward_ingest::llrp::session::{self as llrp, SessionConfig};
use trackward_model::{Connection, ReaderIndex, Site, Source, SourceIndex, SourceKind};

use super::setup::hears_for;
use crate::clock;

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
    let connection = &declared.connection;
    let address = address.map_or_else(|| connection.address.clone(), |address| address.to_string());
    match connection.kind {
        SourceKind::Llrp => {
            let reader = sole_reader(site, declared)?;
            let tls = connection.tls.then(|| tls_options(connection));
            let name = declared.id.to_string();
            let timing = llrp::Timing::default();
            let config = SessionConfig { reader, source, name, address, tls, timing };
            let Ways { heard, tail, .. } = ways;
            Ok(Box::pin(llrp::run(config, heard, tail, control, clock::now)))
        }
        other => {
            let _outlet = outlet(site, source, ways);
            Err(format!("this build cannot listen to a source of kind {}", other.word()))
        }
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
