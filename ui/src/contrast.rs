//! Holds the colour tokens to WCAG 2.2 AA, in light and dark.

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../assets/styles/tokens.css");

/// Ink, what it may stand on, and the least contrast.
const PAIRS: &[(&str, &[&str], f64)] = &[
    ("text", &["surface", "bg", "sunken", "hover", "plan-room", "plan-hall", "accent-weak"], 4.5),
    ("text-2", &["surface", "bg", "sunken", "hover", "plan-room", "plan-hall", "accent-weak"], 4.5),
    ("text-3", &["surface", "bg", "sunken", "hover", "plan-room", "plan-hall", "accent-weak"], 4.5),
    ("accent", &["surface", "bg", "accent-weak", "sunken"], 4.5),
    // The way on the map of a kiosk.
    ("accent", &["plan-room", "plan-hall", "available-weak"], 3.0),
    ("on-accent", &["accent"], 4.5),
    ("stale", &["surface", "bg", "hover", "plan-room", "plan-hall"], 4.5),
    ("edge", &["surface", "bg", "hover"], 3.0),
    ("focus", &["surface", "bg", "sunken", "accent-weak", "plan-hall"], 3.0),
];

/// Each of these stands on the grounds and on its own weak tint; text stands on the tint, and
/// `on-status` upon it.
const STATUSES: [&str; 10] = [
    "available",
    "in-use",
    "soiled",
    "down",
    "unknown",
    "not-seen",
    "missing",
    "critical",
    "warning",
    "info",
];

type Tokens = BTreeMap<String, String>;

#[test]
fn every_pair_of_tokens_has_enough_contrast() {
    for (theme, tokens) in [("light", light()), ("dark", dark())] {
        for (ink, grounds, least) in PAIRS {
            for ground in *grounds {
                check(&tokens, theme, ink, ground, *least);
            }
        }
        for status in STATUSES {
            let weak = format!("{status}-weak");
            for ground in ["surface", "bg", "hover", "plan-room", "plan-hall", &weak] {
                check(&tokens, theme, status, ground, 4.5);
            }
            check(&tokens, theme, "on-status", status, 4.5);
            check(&tokens, theme, "text", &weak, 4.5);
            check(&tokens, theme, "text-2", &weak, 4.5);
        }
    }
}

#[test]
fn the_dark_of_the_system_is_the_dark_of_the_switch() {
    let system = block(":root:not([data-theme])");
    assert!(dark().len() > 40, "the dark block was found");
    assert_eq!(dark(), system);
}

#[test]
fn black_on_white_is_21_to_1() {
    assert!((ratio("#000000", "#ffffff") - 21.0).abs() < 1e-9);
}

#[track_caller]
fn check(tokens: &Tokens, theme: &str, ink: &str, ground: &str, least: f64) {
    let colour = |name: &str| tokens.get(name).unwrap_or_else(|| panic!("no token {name}"));
    let contrast = ratio(colour(ink), colour(ground));
    assert!(contrast >= least, "{theme}: {ink} on {ground} is {contrast:.2}, least {least}");
}

fn light() -> Tokens {
    block(":root, :root[data-theme=\"light\"]")
}

fn dark() -> Tokens {
    block(":root[data-theme=\"dark\"]")
}

/// The custom properties of the first rule with this selector.
fn block(selector: &str) -> Tokens {
    let rule = TOKENS.split_once(&format!("{selector} {{")).expect("the selector is there").1;
    let body = rule.split_once('}').expect("the rule ends").0;
    body.split(';')
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect()
}

/// Contrast ratio of WCAG 2.2, 1 to 21.
fn ratio(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let value = u8::from_str_radix(&hex[at..at + 2], 16).expect("#rrggbb");
        let c = f64::from(value) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
