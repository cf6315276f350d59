//! The card reader on the desk: an MFRC522 on SPI, through the driver `rfid-rs`.
//!
//! [`poll()`] watches the chip and is for one OS thread of its own; [`run`] is the source that hands
//! on what it tells. A tap is a sighting of `uid:…` by the source's reader. A UID can be copied: it
//! says which card, and proves nothing about who holds it.

mod bounded;
mod chip;
#[cfg(target_os = "linux")]
mod device;
mod poll;

use tokio::sync::mpsc;
use trackward_model::ReaderState;

use crate::link::{Control, Ending, Message, Outlet, TagEvent};

pub use self::bounded::TRANSFERS_MAX;
#[cfg(target_os = "linux")]
pub use self::device::open;
pub use self::poll::{CardEvent, LOOK_EVERY, REOPEN_AFTER, SAME_TAP_WITHIN, Tap, poll};

/// Hands on what a card reader tells, until told to stop, its thread has ended, `control` is
/// dropped at the other end, or nobody listens to the outlet any more. The thread sees its end in
/// the channel that is closed then.
pub async fn run(
    mut events: mpsc::Receiver<CardEvent>,
    mut outlet: Outlet,
    mut control: mpsc::Receiver<Control>,
) {
    if outlet.state(ReaderState::Connecting, String::new()).await.is_err() {
        return;
    }
    loop {
        let event = tokio::select! {
            event = events.recv() => event,
            order = control.recv() => match order {
                // It is tried again every few seconds anyway.
                Some(Control::RetryNow) => continue,
                Some(Control::Stop) | None => return,
            },
        };
        let Some(event) = event else { return };
        if hand_on(event, &mut outlet).await.is_err() {
            return;
        }
    }
}

async fn hand_on(event: CardEvent, outlet: &mut Outlet) -> Result<(), Ending> {
    match event {
        CardEvent::Ready => outlet.state(ReaderState::Online, String::new()).await,
        CardEvent::Failed(sentence) => outlet.state(ReaderState::Offline, sentence).await,
        CardEvent::Refused(reason) => outlet.rejected(reason, 1).await,
        CardEvent::Tap(tap) => {
            let raw = tap.uid.to_string();
            // The antenna that the site file aims at the place of the desk.
            let event = TagEvent { at: Some(tap.at), antenna: 1, ..TagEvent::new("", tap.uid) };
            let message =
                Message { raw: raw.as_bytes(), events: vec![event], ..Message::default() };
            outlet.take(message).await
        }
    }
}
