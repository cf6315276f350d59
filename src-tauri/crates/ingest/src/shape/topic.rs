//! Which reader a topic names.

/// Words of a topic that say what kind of message it carries.
const KINDS: [&str; 12] = [
    "cmd",
    "ctrl",
    "data",
    "event",
    "events",
    "heartbeat",
    "mgmt",
    "res",
    "response",
    "state",
    "status",
    "tags",
];

/// The last word of a topic that does not say what kind of message it carries:
/// `zebra/dock-3/mgmt/events` is of `dock-3`. Used where the payload names no reader.
pub fn reader(topic: &str) -> &str {
    let mut words = topic.rsplit('/').filter(|word| !word.is_empty());
    words.find(|word| !KINDS.contains(word)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::reader;

    #[test]
    fn the_kind_of_a_message_is_no_reader() {
        for (topic, expected) in [
            ("zebra/dock-3/data", "dock-3"),
            ("zebra/dock-3/mgmt/events", "dock-3"),
            ("ziotc/FX9600", "FX9600"),
            ("/gw/ac233fc02f87/status", "ac233fc02f87"),
            ("hospital/rfid/icu/", "icu"),
            ("data", ""),
            ("", ""),
        ] {
            assert_eq!(reader(topic), expected, "{topic}");
        }
    }
}
