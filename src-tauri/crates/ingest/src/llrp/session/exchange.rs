//! Requests and replies over a connection that stands, and whatever comes in between.

use tokio::time::{Instant, sleep_until, timeout};

use super::Timing;
use super::ending::Ending;
use super::link::Frame;
use super::request::{reply_type, status};
use super::serve::Connection;
use crate::llrp::{Body, ErrorMessage, Message, ReaderEventNotification, StatusCode};

impl<'a> Connection<'a> {
    pub const fn timing(&self) -> &'a Timing {
        &self.config.timing
    }

    pub fn address(&self) -> String {
        self.config.address.clone()
    }

    /// Waits for the reader to say whether it takes the connection.
    pub async fn greeting(&mut self) -> Result<(), Ending> {
        loop {
            let frame = self.frame().await?;
            let greeted = frame.header.type_code == ReaderEventNotification::TYPE
                && self.notification(&frame)?;
            if greeted {
                return Ok(());
            }
            self.handle_other(&frame).await?;
        }
    }

    /// From now on the inventory should begin by itself.
    pub fn await_start(&mut self) {
        self.start_at = Some(Instant::now() + self.timing().start);
    }

    /// Sends what is not answered.
    pub async fn tell(&mut self, body: impl Into<Body>) -> Result<(), Ending> {
        self.send(body.into()).await.map(|_| ())
    }

    /// Sends a request and waits until it is done; anything but success ends the connection.
    pub async fn ask(&mut self, body: impl Into<Body>) -> Result<(), Ending> {
        let body = body.into();
        let request = body.name();
        let reply = self.answer(body).await?;
        match status(&reply) {
            Some(status) if status.status_code != StatusCode::MSuccess => {
                Err(Ending::Denied { request, status: Box::new(status.clone()) })
            }
            _ => Ok(()),
        }
    }

    /// Sends a request and waits for the reply, whatever it says. What comes in between is
    /// handled.
    pub async fn answer(&mut self, body: impl Into<Body>) -> Result<Body, Ending> {
        let body = body.into();
        let (request, reply_type) = (body.name(), reply_type(body.type_code()));
        let id = self.send(body).await?;
        let within = self.timing().reply;
        let reply = async {
            loop {
                let frame = self.frame().await?;
                let type_code = frame.header.type_code;
                let is_reply = type_code == reply_type || type_code == ErrorMessage::TYPE;
                if is_reply && frame.header.id == id {
                    let decoded = Message::decode_body(&frame.header, &frame.body);
                    return decoded
                        .map(|decoded| decoded.message.body)
                        .map_err(|source| Ending::BadReply { request, source });
                }
                self.handle(&frame).await?;
            }
        };
        timeout(within, reply).await.map_err(|_| Ending::Unanswered { request, within })?
    }

    async fn send(&mut self, body: Body) -> Result<u32, Ending> {
        self.last_id = self.last_id.wrapping_add(1);
        let message = Message::new(self.last_id, body);
        self.link.send(&message, &self.config.timing).await?;
        Ok(self.last_id)
    }

    /// The next frame. Meanwhile what was heard is handed on; while too much of that waits, the
    /// reader is made to wait too. Dropped midway, nothing is lost.
    pub async fn frame(&mut self) -> Result<Frame, Ending> {
        loop {
            let full = self.outbox.is_full();
            tokio::select! {
                biased;
                handed_on = self.outbox.deliver(), if !self.outbox.is_empty() => handed_on?,
                frame = self.link.frame(), if !full => {
                    self.silent_at = Instant::now() + self.timing().silence();
                    return frame;
                }
                () = sleep_until(self.silent_at), if !full => {
                    return Err(Ending::Silent { within: self.timing().silence() });
                }
            }
            if full {
                // We did not listen: that is no silence.
                self.silent_at = Instant::now() + self.timing().silence();
            }
        }
    }
}
