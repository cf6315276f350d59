//! The card reader on the desk: its own thread, because its bus blocks.

use std::thread;

use tokio::sync::mpsc;
use trackward_ingest::link::{Control, Outlet};
use trackward_ingest::mfrc522;
use trackward_model::Connection;

use super::session::Session;
use crate::clock;

/// How much may wait between the thread and its session.
const EVENTS_MAX: usize = 16;

/// The session of a card reader; else why it cannot be started.
pub fn session(
    name: &str,
    connection: Connection,
    outlet: Outlet,
    control: mpsc::Receiver<Control>,
) -> Result<Session, String> {
    let Some(select) = connection.chip_select else {
        return Err("a card reader needs chip_select, such as /dev/gpiochip0:25".to_owned());
    };
    let (events, told) = mpsc::channel(EVENTS_MAX);
    let bus = connection.address;
    let listening = events.clone();
    let watch = move || {
        let open = || mfrc522::open(&bus, &select);
        let pause = |time| {
            thread::sleep(time);
            // The session closes its end when it stops.
            !listening.is_closed()
        };
        mfrc522::poll(open, pause, clock::now, |event| events.blocking_send(event).is_ok());
    };
    let thread = thread::Builder::new().name(format!("card reader {name}"));
    thread.spawn(watch).map_err(|error| format!("its thread cannot be started: {error}"))?;
    Ok(Box::pin(mfrc522::run(told, outlet, control)))
}
