//! Recorded days of four devices in the ward, made up from fixed seeds.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use trackward_tests::Script;

pub const DEVICES: [(&str, &str); 4] = [
    ("IP-0001", "epc:3034257BF7194E4000001A01"),
    ("IP-0002", "epc:3034257BF7194E4000001A02"),
    ("IP-0003", "epc:3034257BF7194E4000001A03"),
    ("VT-0001", "epc:3034257BF7194E4000001A04"),
];

/// Recorded days, and when each device was heard in them.
pub struct Days {
    /// Up to when the clock ran: after this nothing is known.
    pub until: DateTime<Utc>,
    /// By device, in order.
    pub heard: BTreeMap<&'static str, Vec<DateTime<Utc>>>,
    /// One event a line.
    pub text: String,
}

/// Every device is heard once a minute where it is, moves every half to five hours, and is silent
/// for nine hours now and then. Always the same days.
pub fn days(from: &str, minutes: i64) -> Days {
    let from: DateTime<Utc> = from.parse().expect("a time");
    let mut days = Days::new(from + Duration::minutes(minutes + 30));
    let mut dice = Dice(20_260_308);
    let mut events = Vec::new();
    for (n, device) in DEVICES.iter().enumerate() {
        let (mut antenna, mut moves_at, mut speaks_at) = (1 + dice.below(3), 0, 0);
        for minute in 0..minutes {
            if minute >= moves_at {
                antenna = 1 + (antenna + dice.below(2)) % 3;
                moves_at = minute + 30 + dice.below(270);
                if dice.below(9) == 0 {
                    speaks_at = minute + 540;
                }
            }
            if minute >= speaks_at {
                let at = from + Duration::seconds(minute * 60 + n as i64 * 7);
                days.hear(device, antenna, at, &mut events);
            }
        }
    }
    days.write(events)
}

/// The leap year 2024 with some days before it, until a few hours before it ends. Devices stay for
/// minutes or for days, are heard when they come and from then on every 50 minutes, or every 50
/// seconds, and are silent now and then, which may last for a day.
pub fn year() -> Days {
    let start: DateTime<Utc> = "2023-12-20T00:00:00Z".parse().expect("a time");
    let mut days = Days::new("2024-12-31T20:00:00Z".parse().expect("a time"));
    let last = days.until - Duration::minutes(1);
    let mut dice = Dice(2_024);
    let mut events = Vec::new();
    for (n, device) in DEVICES.iter().enumerate() {
        let mut at = start + Duration::seconds(n as i64 * 7);
        let mut antenna = 1;
        while at < last {
            antenna = 1 + (antenna + dice.below(2)) % 3;
            let longest = [20, 180, 540, 2_400][dice.below(4) as usize];
            let minutes = 5 + dice.below(longest);
            let end = (at + Duration::minutes(minutes)).min(last);
            let is_silent = dice.below(8) == 0;
            // What is heard more rarely than once a minute is there in many short stays.
            let step = Duration::seconds(if dice.below(8) == 0 { 50 } else { 3_000 });
            for second in [0, 5, 10] {
                days.hear(device, antenna, at + Duration::seconds(second), &mut events);
            }
            let mut next = at + step;
            while next < end && !is_silent {
                days.hear(device, antenna, next, &mut events);
                next += step;
            }
            let silence = if is_silent { dice.below(1_440) } else { 0 };
            at = end + Duration::minutes(silence) + Duration::seconds(1);
        }
    }
    days.write(events)
}

/// RFC 3339 in whole seconds.
pub fn text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl Days {
    const fn new(until: DateTime<Utc>) -> Self {
        Self { until, heard: BTreeMap::new(), text: String::new() }
    }

    fn hear(
        &mut self,
        (asset, tag): &(&'static str, &str),
        antenna: i64,
        at: DateTime<Utc>,
        events: &mut Vec<String>,
    ) {
        self.heard.entry(asset).or_default().push(at);
        events.push(format!(
            r#"{{"at":"{}","reader":"ward-reader","antenna":{antenna},"tag":"{tag}","rssi_dbm":-50.0}}"#,
            text(at)
        ));
    }

    fn write(mut self, mut events: Vec<String>) -> Self {
        events.sort();
        for event in events {
            writeln!(self.text, "{event}").expect("memory");
        }
        self
    }

    pub fn replay(&self, script: &Script) {
        script.write("days.ndjson", &self.text);
        let until = text(self.until);
        script.done(&["replay", "days.ndjson", "--db", "w.db", "--until", &until]);
    }
}

/// Knuth's generator, of which the upper bits are used.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: i64) -> i64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as i64 % bound
    }
}
