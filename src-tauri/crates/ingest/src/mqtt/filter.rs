//! Which shape a topic's messages have.

use trackward_model::{Shape, Topic};

/// The shape of the first filter that fits a topic.
pub fn shape_of(topics: &[Topic], topic: &str) -> Option<Shape> {
    topics.iter().find(|known| fits(&known.topic, topic)).map(|known| known.shape)
}

/// Whether a filter fits a topic: `+` stands for one word, `#` at the end for all that follow.
fn fits(filter: &str, topic: &str) -> bool {
    let filter = shared(filter);
    // Topics of the broker itself are not meant by a wildcard in front.
    if topic.starts_with('$') && filter.starts_with(['+', '#']) {
        return false;
    }
    let mut words = topic.split('/');
    for part in filter.split('/') {
        match (part, words.next()) {
            ("#", _) => return true,
            ("+", Some(_)) => {}
            (part, Some(word)) if part == word => {}
            _ => return false,
        }
    }
    words.next().is_none()
}

/// The filter itself of a subscription that several clients share: `$share/group/filter`.
fn shared(filter: &str) -> &str {
    let rest = filter.strip_prefix("$share/").and_then(|rest| rest.split_once('/'));
    rest.map_or(filter, |(_group, filter)| filter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_fit_as_the_standard_says() {
        for (filter, topic, expected) in [
            // The examples of MQTT 3.1.1, section 4.7.
            ("sport/tennis/player1/#", "sport/tennis/player1", true),
            ("sport/tennis/player1/#", "sport/tennis/player1/ranking", true),
            ("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true),
            ("sport/#", "sport", true),
            ("#", "sport", true),
            ("sport/tennis/+", "sport/tennis/player1", true),
            ("sport/tennis/+", "sport/tennis/player1/ranking", false),
            ("sport/+", "sport", false),
            ("sport/+", "sport/", true),
            ("+/+", "/finance", true),
            ("/+", "/finance", true),
            ("+", "/finance", false),
            ("#", "$SYS/monitor", false),
            ("+/monitor/Clients", "$SYS/monitor/Clients", false),
            ("$SYS/#", "$SYS/monitor", true),
            ("ACCOUNTS", "Accounts", false),
            // A subscription that is shared.
            ("$share/desks/ziotc/+/data", "ziotc/dock/data", true),
            ("$share/desks/ziotc/+/data", "ziotc/dock/events", false),
        ] {
            assert_eq!(fits(filter, topic), expected, "{filter} and {topic}");
        }
    }

    #[test]
    fn the_first_filter_tells_the_shape() {
        let topic = |topic: &str, shape| Topic { topic: topic.to_owned(), shape };
        let topics = [topic("a/b", Shape::Minew), topic("a/#", Shape::Zebra)];
        assert_eq!(shape_of(&topics, "a/b"), Some(Shape::Minew));
        assert_eq!(shape_of(&topics, "a/c"), Some(Shape::Zebra));
        assert_eq!(shape_of(&topics, "b"), None);
    }
}
