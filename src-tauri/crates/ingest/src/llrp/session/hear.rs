//! What the reader sends of its own accord, and where it goes.

use trackward_model::{ReaderEvent, RejectReason, Sighting};

use super::ending::Ending;
use super::event::meaning;
use super::link::Frame;
use super::request::RO_SPEC_ID;
use super::serve::Connection;
use crate::Heard;
use crate::llrp::{
    Body, ConnectionAttemptStatusType as Status, Keepalive, KeepaliveAck, Message, NotTaken,
    ReaderEventNotification, ReaderTime, RoAccessReport, append_sightings,
};

/// What a report of one tag takes, about: how much room is made for the sightings of a frame.
const TAG_REPORT_LENGTH: usize = 46;

impl Connection<'_> {
    pub async fn handle(&mut self, frame: &Frame) -> Result<(), Ending> {
        if frame.header.type_code == ReaderEventNotification::TYPE {
            return self.notification(frame).map(|_| ());
        }
        self.handle_other(frame).await
    }

    /// Everything but notifications. Replies that nobody waits for any more are passed over.
    pub async fn handle_other(&mut self, frame: &Frame) -> Result<(), Ending> {
        match frame.header.type_code {
            RoAccessReport::TYPE => self.report(&frame.body),
            Keepalive::TYPE => self.tell(KeepaliveAck::default()).await?,
            _ => {}
        }
        Ok(())
    }

    fn report(&mut self, body: &[u8]) {
        let received_at = self.outbox.now();
        let mut sightings = Vec::with_capacity(body.len() / TAG_REPORT_LENGTH + 1);
        let reader = self.outbox.reader();
        let not_taken =
            append_sightings(body, reader, received_at, &mut self.clock, &mut sightings);
        self.show(body, &sightings, &not_taken);
        if !sightings.is_empty() {
            self.start_at = None;
            self.outbox.push(Heard::Sightings(sightings));
        }
        if not_taken.malformed > 0 {
            self.malformed("a report with parameters that cannot be read", not_taken.malformed);
        }
        self.outbox.rejected(RejectReason::BadTag, not_taken.bad_tags);
        self.check_clock();
    }

    /// Shows a report to who looks on, in words: its bytes say little.
    fn show(&self, body: &[u8], sightings: &[Sighting], not_taken: &NotTaken) {
        let tail = self.outbox.tail();
        if !tail.is_watched() {
            return;
        }
        let reasons = [
            (not_taken.malformed > 0).then_some(RejectReason::Malformed),
            (not_taken.bad_tags > 0).then_some(RejectReason::BadTag),
        ];
        let mut text = format!("RO_ACCESS_REPORT, {} bytes", body.len());
        for sighting in sightings {
            let rssi = sighting.rssi.map_or(String::new(), |rssi| format!(" {} dBm", rssi.dbm()));
            text += &format!("\n{} antenna {}{rssi}", sighting.tag, sighting.antenna);
        }
        let (at, taken) = (self.outbox.now(), sightings.len());
        tail.show(at, "", text.as_bytes(), taken, reasons.into_iter().flatten());
    }

    /// Takes a notification; tells whether it says that the reader takes the connection.
    pub fn notification(&mut self, frame: &Frame) -> Result<bool, Ending> {
        let body = match Message::decode_body(&frame.header, &frame.body) {
            Ok(decoded) => decoded.message.body,
            Err(error) => {
                self.malformed(&format!("an event that cannot be read, {error}"), 1);
                return Ok(false);
            }
        };
        let Body::ReaderEventNotification(notification) = body else { return Ok(false) };
        let data = notification.reader_event_notification_data;
        let (utc_us, uptime_us) = match data.timestamp {
            ReaderTime::UtcTimestamp(at) => (Some(at.0), None),
            ReaderTime::Uptime(at) => (None, Some(at.0)),
        };
        self.clock.judge(utc_us, uptime_us, self.outbox.now());
        self.check_clock();
        let meaning = meaning(&data, RO_SPEC_ID);
        for event in meaning.events {
            self.outbox.event(event);
        }
        match meaning.running {
            Some(true) => self.start_at = None,
            // Ours has no end: whatever stopped it, it is started again.
            Some(false) => self.await_start(),
            None => {}
        }
        if meaning.closing {
            return Err(Ending::Closed);
        }
        match meaning.attempt {
            None => Ok(false),
            Some(Status::Success) => Ok(true),
            Some(Status::FailedAClientInitiatedConnectionAlreadyExists) => {
                Err(Ending::TakenByClient)
            }
            Some(Status::FailedAReaderInitiatedConnectionAlreadyExists) => {
                Err(Ending::TakenByReader)
            }
            Some(other) => Err(Ending::NotTaken(other.number())),
        }
    }

    /// Counts what cannot be read, and says of the first what it was.
    fn malformed(&mut self, what: &str, count: u32) {
        self.outbox.rejected(RejectReason::Malformed, count);
        if !self.said_malformed {
            self.said_malformed = true;
            let message = format!("the reader sent {what}");
            self.outbox.event(ReaderEvent::Exception { message });
        }
    }

    /// Says how far the reader's clock is off, when that is news.
    fn check_clock(&mut self) {
        if let Some(offset) = self.clock.take_news() {
            self.outbox.clock(offset);
        }
    }
}
