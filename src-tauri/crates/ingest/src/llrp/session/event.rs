//! What a reader says of itself, as reader events.

use trackward_model::ReaderEvent;

use crate::llrp::{
    AntennaEventType, ConnectionAttemptStatusType, ReaderEventNotificationData, RoSpecEventType,
};

/// What a notification means to the session.
#[derive(Debug, Default, PartialEq)]
pub struct Meaning {
    /// What goes on to the pipeline.
    pub events: Vec<ReaderEvent>,
    /// Whether the reader takes the connection, where it says.
    pub attempt: Option<ConnectionAttemptStatusType>,
    /// It is about to close the connection.
    pub closing: bool,
    /// Its inventory began (true) or ended.
    pub running: Option<bool>,
}

pub fn meaning(data: &ReaderEventNotificationData, ro_spec_id: u32) -> Meaning {
    let mut meaning = Meaning::default();
    let events = &mut meaning.events;
    if let Some(antenna) = &data.antenna_event {
        let connected = match antenna.event_type {
            AntennaEventType::AntennaConnected => Some(true),
            AntennaEventType::AntennaDisconnected => Some(false),
            AntennaEventType::Other(_) => None,
        };
        events.extend(
            connected.map(|connected| ReaderEvent::Antenna { port: antenna.antenna_id, connected }),
        );
    }
    if let Some(level) = data.report_buffer_level_warning_event {
        events.push(ReaderEvent::Buffer { percent: level.0.min(100) });
    }
    if data.report_buffer_overflow_error_event.is_some() {
        events.push(ReaderEvent::Buffer { percent: 100 });
    }
    if let Some(exception) = &data.reader_exception_event {
        let message = match exception.antenna_id {
            Some(antenna) => format!("{} (antenna {})", exception.message, antenna.0),
            None => exception.message.to_string(),
        };
        events.push(ReaderEvent::Exception { message });
    }
    if let Some(ro_spec) = data.ro_spec_event.as_ref().filter(|e| e.ro_spec_id == ro_spec_id) {
        meaning.running = match ro_spec.event_type {
            RoSpecEventType::StartOfRoSpec => Some(true),
            RoSpecEventType::EndOfRoSpec => Some(false),
            // It goes on by itself when the other has ended.
            RoSpecEventType::PreemptionOfRoSpec | RoSpecEventType::Other(_) => None,
        };
    }
    if let Some(attempt) = data.connection_attempt_event {
        if attempt.0 == ConnectionAttemptStatusType::AnotherConnectionAttempted {
            let message = "another client tried to connect to this reader".to_owned();
            events.push(ReaderEvent::Exception { message });
        } else {
            meaning.attempt = Some(attempt.0);
        }
    }
    meaning.closing = data.connection_close_event.is_some();
    meaning
}
