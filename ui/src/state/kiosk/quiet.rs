//! Back to the start when nobody touches the kiosk.

/// After this long without a touch the kiosk shows its start again.
const QUIET_MS: f64 = 60_000.0;
/// So long before that it asks whether somebody is there.
const ASKING_MS: f64 = 10_000.0;

/// What to do about the quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quiet {
    /// Nothing yet.
    Short,
    /// Ask whether somebody is there; so many seconds are left.
    Asking(u32),
    /// Show the start.
    Over,
}

/// What to do after so many milliseconds without a touch.
#[must_use]
pub fn quiet(ms: f64) -> Quiet {
    match QUIET_MS - ms {
        left if left <= 0.0 => Quiet::Over,
        left if left <= ASKING_MS => Quiet::Asking((left / 1_000.0).ceil() as u32),
        _ => Quiet::Short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_asks_ten_seconds_before_the_minute_is_over() {
        assert_eq!(quiet(49_999.0), Quiet::Short);
        assert_eq!(quiet(50_000.0), Quiet::Asking(10));
        assert_eq!(quiet(59_500.0), Quiet::Asking(1));
        assert_eq!(quiet(60_000.0), Quiet::Over);
    }
}
