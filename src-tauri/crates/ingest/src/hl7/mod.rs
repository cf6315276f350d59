//! Where devices are as other systems report it: HL7 v2 messages over MLLP, this side listening.
//!
//! A message is acknowledged (AA) once what it says is committed, so that a sender that follows
//! the standard loses nothing; one that is sent again is answered and not taken again. A device
//! is named by the hospital's own id. A place is the name of a reader of this source: a PL field
//! `ICU^317^1` is looked for as `ICU^317^1`, `ICU^317` and `ICU`, and the reader's antenna 1 is
//! aimed at the place.
//!
//! This reads ORU location reports and nothing more: it does not claim an IHE profile. Of what
//! may be about a patient nothing is kept and nothing is shown.

mod connection;
pub mod fields;
mod intake;
mod listen;
pub mod message;
pub mod mllp;
mod reply;
pub mod report;
pub mod time;

use chrono_tz::Tz;
use tokio::sync::mpsc;
use trackward_model::{Hl7Fields, ReaderState};

use self::fields::Fields;
use self::intake::Memory;
use self::listen::Listener;
use crate::link::{Control, Outlet, Pace, keep};

pub use self::listen::CONNECTIONS_MAX;

/// Where to listen, and what to look for.
#[derive(Debug, Clone)]
pub struct Hl7Config {
    /// The source's id: spreads the retries of many sources.
    pub name: String,
    /// `host:port` to listen at.
    pub address: String,
    /// Which fields name the device and its place.
    pub fields: Hl7Fields,
    /// The site's time zone: where a time lies that names no offset.
    pub zone: Tz,
    /// How soon a port that could not be had is tried again.
    pub pace: Pace,
}

/// Listens for messages until told to stop, `control` is dropped at the other end, or nobody
/// listens to the outlet any more.
pub async fn run(config: Hl7Config, mut outlet: Outlet, mut control: mpsc::Receiver<Control>) {
    let fields = match Fields::read(&config.fields) {
        Ok(fields) => fields,
        Err(error) => {
            // Nobody listening is no error; trying again would change nothing.
            let _ = outlet.state(ReaderState::Offline, error.to_string()).await;
            return;
        }
    };
    // What was taken stays known when the port has to be opened anew.
    let memory = Memory::default();
    let listener = Listener { config: &config, fields: &fields, memory };
    keep(&mut outlet, &mut control, &config.name, &config.pace, listener).await;
}

/// For fuzzing and tests: reads a message from its bytes in all the ways that a listener does, and
/// gives what it says, or a sentence.
///
/// # Errors
/// It is no message.
pub fn decode(bytes: &[u8], fields: &Fields, zone: Tz) -> Result<report::Report, String> {
    let text = intake::text(bytes)?;
    let message = message::Message::read(&text).ok_or("it begins with no MSH segment")?;
    let _ = intake::shown(&message, fields);
    Ok(report::read(&message, fields, zone))
}
