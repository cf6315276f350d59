//! An RTLS hub: positions over a WebSocket, its zones over REST, by version 2 of the omlox hub
//! API.
//!
//! A hub tells where a tag is in the coordinates of one of its zones, or in degrees.
//!
//! - A zone is tied to a floor by the site file (`[[zone]]`, by the zone's id, foreign id or name).
//!   A position in a zone that is tied to no floor is counted as of an unknown floor.
//! - `local` coordinates are taken as they are: metres on the floor's plan, from its top left, x to
//!   the right and y down. A zone has to be set up so at the hub; the standard knows no turn or
//!   shift between a zone and a plan.
//! - Degrees (`EPSG:4326`) are brought into the zone's coordinates by its ground control points,
//!   see [`geo`], and are then the same metres.
//! - A zone of kind `rfid` or `ibeacon` without ground control points hears and does not measure:
//!   what comes from it is a sighting of the reader that is named as the zone is, by the antenna 1
//!   that the site file aims at a place.
//! - The entry into a fence that is named like a place of the site puts the tag into that place.
//!
//! A tag is the provider's hardware address (`mac:`), or its id where it has none (`omlox:`), see
//! [`tag`].

mod decode;
mod directory;
pub mod geo;
mod message;
mod rest;
mod session;
mod socket;
mod tag;

use std::time::Duration;

use tokio::sync::mpsc;

use self::session::Client;
use crate::link::{Control, Outlet, Pace, Secret, TlsOptions, keep};

pub use self::decode::{Incoming, decode, decode_locations};
pub use self::directory::{Directory, ZoneTie};
pub use self::message::{Fence, Trackable, Zone};
pub use self::tag::tag;

/// How often a hub is asked for a sign of life.
pub const PING_EVERY: Duration = Duration::from_secs(10);

/// Which hub to listen to, and how.
#[derive(Debug, Clone)]
pub struct OmloxConfig {
    /// The source's id: spreads the retries of many sources.
    pub name: String,
    /// The URL that the API's paths begin with: `https://hub.example:8081/v2`.
    pub address: String,
    /// How to encrypt, where the address says `https`.
    pub tls: TlsOptions,
    /// How to log in.
    pub login: Login,
    /// The floors of the hub's zones.
    pub zones: Vec<ZoneTie>,
    /// How often to ask for a sign of life; usually [`PING_EVERY`].
    pub ping_every: Duration,
    /// How soon to try again.
    pub pace: Pace,
}

/// How to log in at a hub.
#[derive(Debug, Clone)]
pub enum Login {
    /// Not at all.
    None,
    /// With a bearer token.
    Token(Secret),
    /// With a name and a password.
    Password {
        /// The name.
        username: String,
        /// The password.
        password: Secret,
    },
}

/// Listens to a hub until told to stop, `control` is dropped at the other end, or nobody listens
/// to the outlet any more. Each connection asks for the zones and the first state anew.
pub async fn run(config: OmloxConfig, mut outlet: Outlet, mut control: mpsc::Receiver<Control>) {
    let client = Client { config: &config };
    keep(&mut outlet, &mut control, &config.name, &config.pace, client).await;
}
