//! What the sessions of all sources share: trying again, encryption, secrets, and the way on to
//! the pipeline.

mod backoff;
mod clock;
mod connect;
mod ending;
mod event;
mod keep;
mod outlet;
mod roster;
mod secret;
mod tail;
mod tls;

pub use backoff::{Pace, delay};
pub use clock::{CLOCK_OFFSET_MAX, ClockWatch, is_believed, is_step};
pub use connect::{ConnectError, Stream, connect};
pub use ending::Ending;
pub use event::{Spot, TagEvent};
pub use keep::{Control, Idle, Serve, idle, keep, stopped};
pub use outlet::{Message, Outlet};
pub use roster::{Known, Roster};
pub use secret::Secret;
pub use tail::{TAIL_TEXT_MAX, Tail};
pub use tls::{TlsError, TlsOptions, client_config, host, server_name};
