//! The client of an MQTT 3.1.1 broker: subscribes, decodes by topic, and acknowledges what is
//! committed.
//!
//! - Quality of service 1 and a session that the broker keeps: what it did not see acknowledged it
//!   sends again after either side was away. What comes twice is found further on.
//! - A message is acknowledged only after its receipt was given, in order.
//! - Subscribed anew on every connection: a broker that was started without its memory knows
//!   nothing of it.
//! - No more is read than the pipeline takes. At most [`UNACKNOWLEDGED_MAX`] messages wait for
//!   their receipts, and of a message no more is kept than [`PACKET_BYTES_MAX`]: what a broker
//!   pours stays with the broker. While nothing is read no sign of life is sent either, so a pipeline that
//!   stands still for one and a half times the keep-alive costs the connection, and no message.

mod acks;
mod cut;
mod ending;
mod filter;
mod options;
mod session;

use tokio::sync::mpsc;
use trackward_model::Topic;

use crate::link::{Control, Outlet, Pace, Secret, TlsOptions, keep};
use crate::shape::PAYLOAD_BYTES_MAX;
use session::Session;

/// How much of a message is read, its topic included, in bytes. Whatever the topic, what was cut
/// still holds more than the longest payload that is taken, and is refused as that.
pub const PACKET_BYTES_MAX: usize = PAYLOAD_BYTES_MAX + (65 << 10);
/// How many messages may wait to be acknowledged.
pub const UNACKNOWLEDGED_MAX: usize = 1_000;
/// How often a quiet connection is tried, by default, in seconds.
pub const KEEP_ALIVE_S: u16 = 30;

/// Which broker to listen to, and how.
#[derive(Debug, Clone)]
pub struct MqttConfig {
    /// The source's id: spreads the retries of many.
    pub name: String,
    /// Under which the broker keeps the session. The same at every start, and nobody else's: two
    /// clients of one id throw each other out.
    pub client_id: String,
    /// `host:port`.
    pub address: String,
    /// How to encrypt; `None` for plain TCP.
    pub tls: Option<TlsOptions>,
    /// The name to log in with.
    pub username: Option<String>,
    /// Its password.
    pub password: Option<Secret>,
    /// What to listen to. Of a message that several filters fit, the first tells the shape.
    pub topics: Vec<Topic>,
    /// For a connection that is only tried: the broker keeps nothing for it, and `client_id` must
    /// be one of its own.
    pub clean: bool,
    /// How often a quiet connection is tried, in seconds; it is dead when two were missed.
    pub keep_alive_s: u16,
    /// How soon to try again.
    pub pace: Pace,
}

/// Listens until it is told to stop, `control` is dropped at the other end, or nobody listens to
/// the outlet any more.
pub async fn run(config: MqttConfig, mut outlet: Outlet, mut control: mpsc::Receiver<Control>) {
    keep(&mut outlet, &mut control, &config.name, &config.pace, Session { config: &config }).await;
}
