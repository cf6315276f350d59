//! When an asset is missing, and when that only seems so.
#![expect(clippy::unwrap_used, reason = "a timeline that cannot be read fails its test")]

mod timeline;

use timeline::check;

#[test]
fn missing_from_its_threshold_on() {
    check("08:00 icu-1 / 31:59:59.999 -", "");
    check("08:00 icu-1 / 32:00 -", "opened missing 32:00");
    check("08:00 vent icu-1 / 12:00 -", "opened missing 12:00");
    check("08:00 icu-1 / 20:00 icu-1 / 43:59 -", "");
}

#[test]
fn back_again() {
    check("08:00 icu-1 / 33:00 icu-2", "opened missing 32:00, resolved missing 33:00");
}
