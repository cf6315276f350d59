//! A reader without its network: messages in, messages out.

use std::time::Duration;

use trackward_ingest::llrp::{
    AddRoSpecResponse, AntennaEvent, AntennaEventType, Body, CloseConnectionResponse,
    ConnectionAttemptEvent, ConnectionAttemptStatusType, DeleteAccessSpecResponse,
    DeleteRoSpecResponse, DisableRoSpecResponse, EnableRoSpecResponse, ErrorMessage,
    GetAccessSpecsResponse, GetRoSpecsResponse, Keepalive, LlrpStatus, Message,
    NotificationEventType, ReaderEventNotification, ReaderEventNotificationData, ReaderTime,
    ReportBufferOverflowErrorEvent, RoReportSpec, RoSpecEvent, SetReaderConfigResponse,
    StartRoSpecResponse, StatusCode, StopRoSpecResponse, UtcTimestamp,
};
use trackward_model::{Sighting, Timestamp};

use super::answer::{self, ok, refused};
use super::report::Reads;
use super::settings::Settings;
use super::specs::{Change, Event, Specs, listens};

/// One antenna port.
#[derive(Debug, Clone, Copy)]
pub(super) struct Port {
    pub(super) number: u16,
    pub(super) connected: bool,
}

/// A virtual reader. Its settings, ROSpecs and unreported reads outlive connections, as a real
/// one's do.
#[derive(Debug)]
pub(in super::super) struct VirtualReader {
    mac: [u8; 8],
    ports: Vec<Port>,
    settings: Settings,
    specs: Specs,
    reads: Reads,
    /// How the last active ROSpec wanted its reports.
    report_spec: RoReportSpec,
    connected: bool,
    /// Whether reports wait for the client to ask for them.
    holding: bool,
    last_id: u32,
    /// What is to be written to the client, in order.
    ready: Vec<Message>,
}

impl VirtualReader {
    /// A reader with these antenna ports; `number` tells readers apart.
    pub(in super::super) fn new(number: u16, ports: impl IntoIterator<Item = u16>) -> Self {
        let [high, low] = number.to_be_bytes();
        let ports = ports.into_iter().map(|number| Port { number, connected: true });
        Self {
            // Locally administered, so that it is nobody's.
            mac: [0x02, 0x54, 0x57, 0xFF, 0xFE, 0x00, high, low],
            ports: ports.collect(),
            settings: Settings::default(),
            specs: Specs::default(),
            reads: Reads::default(),
            report_spec: RoReportSpec::default(),
            connected: false,
            holding: false,
            last_id: 0,
            ready: Vec::new(),
        }
    }

    /// How often the client wants a keepalive.
    pub(super) const fn keepalive(&self) -> Option<Duration> {
        self.settings.keepalive
    }

    /// A client has connected, and is told so.
    pub(super) fn connect(&mut self, now: Timestamp) {
        self.ready.clear();
        self.connected = true;
        self.holding = self.settings.hold;
        let attempt = ConnectionAttemptEvent(ConnectionAttemptStatusType::Success);
        self.event(now, |event| event.connection_attempt_event = Some(attempt));
    }

    /// The client has gone.
    pub(super) fn disconnect(&mut self) {
        self.connected = false;
        self.ready.clear();
        if !self.settings.hold {
            self.reads.forget();
        }
    }

    /// What a second client is told before it is turned away.
    pub(super) fn refusal(now: Timestamp) -> Message {
        let status = ConnectionAttemptStatusType::FailedAClientInitiatedConnectionAlreadyExists;
        let mut data = event_data(now);
        data.connection_attempt_event = Some(ConnectionAttemptEvent(status));
        Message::new(0, notification(data))
    }

    /// The first client is told that a second one was there.
    pub(super) fn another_came(&mut self, now: Timestamp) {
        let attempt =
            ConnectionAttemptEvent(ConnectionAttemptStatusType::AnotherConnectionAttempted);
        self.event(now, |event| event.connection_attempt_event = Some(attempt));
    }

    pub(super) fn keep_alive(&mut self) {
        self.say(Keepalive::default());
    }

    /// Tags were heard.
    pub(super) fn hear(&mut self, sightings: Vec<Sighting>, now: Timestamp) {
        let Some(spec) = self.specs.active() else { return };
        if !self.connected && !self.settings.hold {
            return;
        }
        let mut lost = false;
        for sighting in sightings.into_iter().filter(|heard| listens(spec, heard.antenna)) {
            lost |= self.reads.keep(sighting);
        }
        if lost && self.settings.wants(NotificationEventType::ReportBufferFillWarning) {
            let overflow = ReportBufferOverflowErrorEvent {};
            self.event(now, |event| event.report_buffer_overflow_error_event = Some(overflow));
        }
        self.report();
    }

    /// An antenna was plugged in or out.
    pub(super) fn plug(&mut self, antenna_id: u16, connected: bool, now: Timestamp) {
        if let Some(port) = self.ports.iter_mut().find(|port| port.number == antenna_id) {
            port.connected = connected;
        }
        if self.settings.wants(NotificationEventType::AntennaEvent) {
            let event_type = if connected {
                AntennaEventType::AntennaConnected
            } else {
                AntennaEventType::AntennaDisconnected
            };
            let plugged = AntennaEvent { event_type, antenna_id };
            self.event(now, |event| event.antenna_event = Some(plugged));
        }
    }

    /// What is to be written to the client.
    pub(super) fn take_ready(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.ready)
    }

    /// Answers a message; tells whether the connection goes on.
    pub(super) fn answer(&mut self, message: Message, now: Timestamp) -> bool {
        let id = message.id;
        let (reply, events) = match message.body {
            Body::KeepaliveAck(_) => return true,
            Body::EnableEventsAndReports(_) => {
                self.holding = false;
                self.report();
                return true;
            }
            body => self.reply(body),
        };
        let closes = matches!(reply, Body::CloseConnectionResponse(_));
        self.ready.push(Message::new(id, reply));
        for (event_type, ro_spec_id) in events {
            if self.settings.wants(NotificationEventType::RoSpecEvent) {
                let changed = RoSpecEvent { event_type, ro_spec_id, preempting_ro_spec_id: 0 };
                self.event(now, |event| event.ro_spec_event = Some(changed));
            }
        }
        !closes
    }

    /// Answers bytes that are no message.
    pub(super) fn complain(&mut self, id: u32, why: &str) {
        let llrp_status = refused(StatusCode::MParameterError, why);
        let body = ErrorMessage { llrp_status, ..Default::default() };
        self.ready.push(Message::new(id, body));
    }

    fn reply(&mut self, asked: Body) -> (Body, Vec<Event>) {
        let mut events = Vec::new();
        macro_rules! change {
            ($response:ident, $change:ident, $asked:ident) => {{
                let llrp_status;
                (llrp_status, events) = self.change($asked.ro_spec_id, Change::$change);
                $response { llrp_status, ..Default::default() }.into()
            }};
        }
        let body = match asked {
            Body::GetReaderCapabilities(asked) => {
                answer::capabilities(asked.requested_data, &self.ports).into()
            }
            Body::GetReaderConfig(asked) => {
                let (part, antenna) = (asked.requested_data, asked.antenna_id);
                answer::config(part, antenna, &self.ports, &self.settings, self.mac).into()
            }
            Body::SetReaderConfig(config) => {
                self.settings.set(&config);
                SetReaderConfigResponse { llrp_status: ok(), ..Default::default() }.into()
            }
            Body::AddRoSpec(asked) => {
                let llrp_status = self.specs.add(asked.ro_spec);
                AddRoSpecResponse { llrp_status, ..Default::default() }.into()
            }
            Body::DeleteRoSpec(asked) => change!(DeleteRoSpecResponse, Delete, asked),
            Body::EnableRoSpec(asked) => change!(EnableRoSpecResponse, Enable, asked),
            Body::DisableRoSpec(asked) => change!(DisableRoSpecResponse, Disable, asked),
            Body::StartRoSpec(asked) => change!(StartRoSpecResponse, Start, asked),
            Body::StopRoSpec(asked) => change!(StopRoSpecResponse, Stop, asked),
            Body::GetRoSpecs(_) => {
                let ro_spec = self.specs.list();
                GetRoSpecsResponse { llrp_status: ok(), ro_spec, ..Default::default() }.into()
            }
            Body::GetReport(_) => {
                self.reads.report(&self.report_spec, true).unwrap_or_default().into()
            }
            Body::GetAccessSpecs(_) => GetAccessSpecsResponse::default().into(),
            Body::DeleteAccessSpec(_) => DeleteAccessSpecResponse::default().into(),
            Body::CloseConnection(_) => CloseConnectionResponse::default().into(),
            _ => {
                let status = StatusCode::MUnsupportedMessage;
                let llrp_status = refused(status, "this reader does not know this message");
                ErrorMessage { llrp_status, ..Default::default() }.into()
            }
        };
        (body, events)
    }

    fn change(&mut self, id: u32, change: Change) -> (LlrpStatus, Vec<Event>) {
        let changed = self.specs.change(id, change);
        if let Some(active) = self.specs.active() {
            let own = active.ro_report_spec.as_ref();
            self.report_spec = own.unwrap_or(&self.settings.report).clone();
        }
        changed
    }

    /// Sends what the client is owed.
    fn report(&mut self) {
        if !self.connected || self.holding {
            return;
        }
        while let Some(report) = self.reads.report(&self.report_spec, false) {
            self.say(report);
        }
    }

    fn event(&mut self, now: Timestamp, tell: impl FnOnce(&mut ReaderEventNotificationData)) {
        let mut data = event_data(now);
        tell(&mut data);
        self.say(notification(data));
    }

    /// Says something of the reader's own accord, to whoever is there.
    fn say(&mut self, body: impl Into<Body>) {
        if self.connected {
            self.last_id = self.last_id.wrapping_add(1);
            self.ready.push(Message::new(self.last_id, body));
        }
    }
}

fn event_data(now: Timestamp) -> ReaderEventNotificationData {
    let timestamp = ReaderTime::UtcTimestamp(UtcTimestamp(now.0.max(0) as u64));
    ReaderEventNotificationData { timestamp, ..ReaderEventNotificationData::default() }
}

fn notification(data: ReaderEventNotificationData) -> ReaderEventNotification {
    ReaderEventNotification { reader_event_notification_data: data, ..Default::default() }
}
