//! The demo hospital, played live to the sessions that real readers are heard by.

use std::collections::BTreeSet;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use trackward_ingest::Heard;
use trackward_ingest::link::Tail;
use trackward_ingest::llrp::session::{self, SessionConfig, Timing};
use trackward_model::{ReaderEvent, ReaderIndex, ReaderState, SourceIndex, Span, Tag};

use super::tests::demo;
use super::{Bind, Hospital, Readers, Script, Troubles};
use crate::clock;

const DEADLINE: Duration = Duration::from_secs(30);
const EVENTS_MAX: usize = 1024;

#[tokio::test]
async fn sessions_hear_the_whole_hospital_from_its_virtual_readers() {
    let (site, assets) = demo();
    let script =
        Script { troubles: Troubles::NONE, tag_interval: Span::seconds(1), ..Script::default() };
    let hospital = Hospital::new(&site, &assets, clock::now(), &script);
    let readers = Readers::open(&site, Bind::FreePorts).await.unwrap();
    assert_eq!(readers.addresses().len(), 40);
    let (heard, mut events) = mpsc::channel(EVENTS_MAX);
    let mut controls = Vec::new();
    for (n, reader) in site.readers.iter().enumerate() {
        let config = SessionConfig {
            source: SourceIndex(0),
            reader: ReaderIndex::of(n),
            name: reader.id.to_string(),
            address: readers.addresses()[&reader.id].to_string(),
            tls: None,
            timing: Timing::default(),
        };
        let (control, controlled) = mpsc::channel(1);
        controls.push(control);
        tokio::spawn(session::run(config, heard.clone(), Tail::default(), controlled, clock::now));
    }
    let (stop, stopped) = watch::channel(false);
    let playing = tokio::spawn(readers.play(hospital, clock::now, stopped));

    let (mut online, mut hearing) = (BTreeSet::new(), BTreeSet::new());
    let mut tags: BTreeSet<Tag> = BTreeSet::new();
    let everyone = async {
        while online.len() < 40 || hearing.len() < 30 || tags.len() < 470 {
            match events.recv().await.expect("sessions run") {
                Heard::Sightings(sightings) => {
                    hearing.extend(sightings.iter().map(|sighting| sighting.reader));
                    tags.extend(sightings.iter().map(|sighting| sighting.tag));
                }
                Heard::Reader { reader, event: ReaderEvent::State { state, reason }, .. } => {
                    assert!(state != ReaderState::Offline, "{reason}");
                    if state == ReaderState::Online {
                        online.insert(reader);
                    }
                }
                Heard::Reader { .. } => {}
                Heard::Source { .. }
                | Heard::Stranger { .. }
                | Heard::Properties { .. }
                | Heard::Receipt(_) => {}
                Heard::Rejected { reason, .. } => panic!("a report was not taken: {reason:?}"),
            }
        }
    };
    if timeout(DEADLINE, everyone).await.is_err() {
        let counts = (online.len(), hearing.len(), tags.len());
        panic!("online, hearing, tags after the deadline: {counts:?}");
    }
    stop.send(true).unwrap();
    timeout(DEADLINE, playing).await.expect("play ends when it is told to").unwrap();
}

#[tokio::test]
async fn only_loopback_addresses_of_a_site_file_are_listened_at() {
    let (mut site, _) = demo();
    let source = site.sources.iter_mut().find(|source| source.id.as_str() == "ed-core").unwrap();
    source.connection.address = "0.0.0.0:18404".into();
    let refused = Readers::open(&site, Bind::SiteAddresses).await.unwrap_err().to_string();
    assert_eq!(refused, "reader ed-core has no address on loopback, such as 127.0.0.1:18401");
}
