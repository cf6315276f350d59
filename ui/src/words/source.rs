//! Sources in words: kinds, addresses, states, what came and what did not.

use trackward_model::{RawEvent, ReaderState, Shape, SourceKind};

use super::{counted, grouped, reject_reason};

/// A kind, as a person calls it.
#[must_use]
pub const fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Llrp => "RFID reader, LLRP",
        SourceKind::Mqtt => "MQTT broker",
        SourceKind::Omlox => "omlox hub",
        SourceKind::ImpinjHttp => "Impinj reader, HTTP",
        SourceKind::Hl7Mllp => "HL7 listener, MLLP",
        SourceKind::DropFolder => "Drop folder",
        SourceKind::Mfrc522 => "Card reader, MFRC522",
    }
}

/// What is connected to by a kind.
#[must_use]
pub const fn source_kind_meaning(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Llrp => "One UHF RFID reader that Trackward connects to and configures.",
        SourceKind::Mqtt => {
            "A broker to which readers and BLE gateways publish. Trackward subscribes to topics."
        }
        SourceKind::Omlox => "A hub for positions, of UWB, BLE and other systems, by omlox v2.",
        SourceKind::ImpinjHttp => "One Impinj reader whose stream of events Trackward reads.",
        SourceKind::Hl7Mllp => {
            "Trackward listens, and another system sends its location reports here."
        }
        SourceKind::DropFolder => "A folder on this computer. Files that appear in it are read.",
        SourceKind::Mfrc522 => "A card reader on this computer's SPI bus. A tap is a sighting.",
    }
}

/// What its address is called.
#[must_use]
pub const fn address_label(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Llrp | SourceKind::Mqtt => "Host and port",
        SourceKind::Omlox | SourceKind::ImpinjHttp => "URL",
        SourceKind::Hl7Mllp => "Address and port to listen on",
        SourceKind::DropFolder => "Folder",
        SourceKind::Mfrc522 => "SPI device",
    }
}

/// An address of that kind.
#[must_use]
pub const fn address_example(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Llrp => "10.20.0.21:5084",
        SourceKind::Mqtt => "10.20.0.5:1883",
        SourceKind::Omlox => "https://hub.example:8443/v2",
        SourceKind::ImpinjHttp => "https://10.20.0.31",
        SourceKind::Hl7Mllp => "0.0.0.0:2575",
        SourceKind::DropFolder => "/srv/trackward/drop",
        SourceKind::Mfrc522 => "/dev/spidev0.0",
    }
}

/// What to mind about an address, where there is something.
#[must_use]
pub const fn address_hint(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Llrp => "Usually port 5084, and 5085 with TLS.",
        SourceKind::Mqtt => "Usually port 1883, and 8883 with TLS.",
        SourceKind::Omlox => "The hub's own address, down to its version.",
        SourceKind::ImpinjHttp => "The reader's own address; https where it is encrypted.",
        SourceKind::Hl7Mllp => "0.0.0.0 listens on every network of this computer.",
        SourceKind::DropFolder => "Trackward must be allowed to read it and to move files in it.",
        SourceKind::Mfrc522 => "Linux only. Trackward must be allowed to use the device.",
    }
}

/// Whose payloads have a shape.
#[must_use]
pub const fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Zebra => "Zebra IoT Connector",
        Shape::Impinj => "Impinj device interface",
        Shape::Minew => "Minew gateway",
        Shape::Espresense => "ESPresense",
        Shape::Openmqttgateway => "OpenMQTTGateway",
    }
}

/// A topic of a shape, as its maker sets it up.
#[must_use]
pub const fn topic_example(shape: Shape) -> &'static str {
    match shape {
        Shape::Zebra => "ziotc/+/data",
        Shape::Impinj => "impinj/+/events",
        Shape::Minew => "/gw/+/status",
        Shape::Espresense => "espresense/devices/#",
        Shape::Openmqttgateway => "home/+/BTtoMQTT/#",
    }
}

/// How a source is.
#[must_use]
pub const fn source_state(state: ReaderState) -> &'static str {
    match state {
        ReaderState::Unknown => "Not known yet",
        ReaderState::Connecting => "Connecting",
        ReaderState::Online => "Listening",
        ReaderState::Offline => "Not reached",
        ReaderState::Taken => "Held by another client",
        ReaderState::Paused => "Paused",
    }
}

/// `0`, `under 0.1`, `4.2`, `1,250`.
#[must_use]
pub fn per_second(rate: f32) -> String {
    match rate {
        rate if rate <= 0.0 => "0".to_owned(),
        rate if rate < 0.1 => "under 0.1".to_owned(),
        rate if rate < 9.95 => format!("{rate:.1}"),
        rate => grouped(f64::from(rate).round() as u64),
    }
}

/// How far a clock is off: `right`, `340 ms ahead`, `2.5 s behind`, `3 h 10 min ahead`.
#[must_use]
pub fn clock_offset(offset_ms: i64) -> String {
    let side = if offset_ms > 0 { "ahead" } else { "behind" };
    match offset_ms.unsigned_abs() {
        0..100 => "right".to_owned(),
        ms @ 100..1_000 => format!("{ms} ms {side}"),
        ms @ 1_000..60_000 => format!("{:.1} s {side}", ms as f64 / 1_000.0),
        ms => {
            let span =
                trackward_model::Span::seconds(i64::try_from(ms / 1_000).unwrap_or(i64::MAX));
            format!("{} {side}", super::in_words(span))
        }
    }
}

/// How its readers are: `4`, `4, 1 not heard`.
#[must_use]
pub fn readers_of(all: usize, down: usize) -> String {
    match down {
        0 => grouped(all as u64),
        down => format!("{}, {} down", grouped(all as u64), grouped(down as u64)),
    }
}

/// What became of an event: `3 sightings`, `none: Tag value that is no tag`.
#[must_use]
pub fn came_of(event: &RawEvent) -> String {
    let why: Vec<&str> = event.rejected.iter().copied().map(reject_reason).collect();
    match (event.taken as usize, why.is_empty()) {
        (0, true) => "No tag in it".to_owned(),
        (0, false) => format!("Not taken: {}", why.join("; ")),
        (taken, true) => counted(taken, "sighting"),
        (taken, false) => {
            format!("{}, the rest not: {}", counted(taken, "sighting"), why.join("; "))
        }
    }
}

#[cfg(test)]
mod tests {
    use trackward_model::{RejectReason, Timestamp};

    use super::*;

    #[test]
    fn a_rate_that_is_not_nought_is_not_shown_as_nought() {
        let shown = [0.0, 0.04, 0.4, 9.94, 9.96, 1_250.4].map(per_second);
        assert_eq!(shown, ["0", "under 0.1", "0.4", "9.9", "10", "1,250"]);
    }

    #[test]
    fn a_clock_is_off_by_so_much_on_one_side() {
        let shown = [20, -99, 340, -2_500, 59_999, 11_400_000].map(clock_offset);
        let expected =
            ["right", "right", "340 ms ahead", "2.5 s behind", "60.0 s ahead", "3 h 10 min ahead"];
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_came_of_an_event_says_how_many_and_why_not() {
        let event = |taken, rejected| RawEvent {
            at: Timestamp(0),
            from: String::new(),
            text: String::new(),
            taken,
            rejected,
        };
        let bad = || vec![RejectReason::BadTag, RejectReason::BadTime];
        assert_eq!(came_of(&event(0, vec![])), "No tag in it");
        assert_eq!(came_of(&event(1, vec![])), "1 sighting");
        assert_eq!(
            came_of(&event(0, bad())),
            "Not taken: Tag value that is no tag; Time that cannot be read"
        );
        assert_eq!(
            came_of(&event(2, vec![RejectReason::BadTag])),
            "2 sightings, the rest not: Tag value that is no tag"
        );
    }

    #[test]
    fn readers_that_are_down_are_counted_apart() {
        assert_eq!(readers_of(4, 0), "4");
        assert_eq!(readers_of(1_200, 3), "1,200, 3 down");
    }
}
