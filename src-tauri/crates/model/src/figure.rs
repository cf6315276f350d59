//! Numbers as figures: the same digits in every window and file.

/// What is finer than this is noise of the arithmetic: 46.199999999999996 is 46.2.
const FINEST: f64 = 1e9;
/// Beyond this a double has no digits behind the point that could be noise.
const EXACT_BELOW: f64 = 9e6;

/// A number without the noise of its arithmetic.
#[must_use]
pub fn tidy(number: f64) -> f64 {
    if number.abs() < EXACT_BELOW {
        // Minus zero is zero.
        (number * FINEST).round() / FINEST + 0.0
    } else {
        number
    }
}

/// With so many decimals: `301862.5`. A half is rounded away from zero, as spreadsheets do.
#[must_use]
pub fn fixed(number: f64, decimals: u8) -> String {
    let scale = 10_f64.powi(i32::from(decimals));
    let number = tidy(number);
    let rounded = (tidy(number * scale)).round() / scale + 0.0;
    format!("{rounded:.*}", usize::from(decimals))
}

/// The same with commas between thousands: `301,862.5`.
#[must_use]
pub fn grouped(number: f64, decimals: u8) -> String {
    let plain = fixed(number, decimals);
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, behind) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut text = String::with_capacity(plain.len() + whole.len() / 3);
    text.push_str(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text.push_str(behind);
    text
}

/// A percentage with one decimal, and 100.0 only where it is all: 99.96 is 99.9.
#[must_use]
pub fn percent(number: f64) -> String {
    let number = tidy(number);
    grouped(if number < 100.0 { number.min(99.9) } else { number }, 1)
}

#[cfg(test)]
mod tests {
    use super::{fixed, grouped, percent, tidy};

    #[test]
    fn a_hundred_percent_is_all_and_nothing_less() {
        let shown = [0.0, 46.25, 99.94, 99.96, 99.999_999, 100.0].map(percent);
        assert_eq!(shown, ["0.0", "46.3", "99.9", "99.9", "99.9", "100.0"]);
        assert_eq!(percent(0.1 + 0.2 + 99.7), "100.0", "noise of the arithmetic takes nothing off");
    }

    #[track_caller]
    fn check(number: f64, decimals: u8, text: &str) {
        assert_eq!(grouped(number, decimals), text);
        assert_eq!(fixed(number, decimals), text.replace(',', ""));
    }

    #[test]
    fn a_half_is_rounded_away_from_zero_as_spreadsheets_do() {
        check(0.25, 1, "0.3");
        check(-0.25, 1, "-0.3");
        // 1.005 is a little less as a double, and still a half to a person.
        check(1.005, 2, "1.01");
        check(46.249_999, 1, "46.2");
        check(2.5, 0, "3");
    }

    #[test]
    fn thousands_stand_in_groups() {
        check(0.0, 0, "0");
        check(999.0, 0, "999");
        check(1_000.0, 0, "1,000");
        check(-1_234_567.891, 2, "-1,234,567.89");
        check(100_000.0, 1, "100,000.0");
    }

    #[test]
    fn there_is_no_minus_zero() {
        check(-0.01, 1, "0.0");
        check(-0.0, 0, "0");
    }

    #[test]
    fn noise_of_the_arithmetic_is_no_digit() {
        assert_eq!(tidy(0.1 + 0.2), 0.3);
        assert_eq!(tidy(100.0 * 0.462), 46.2);
        assert_eq!(tidy(9_007_199_254_740_993.0), 9_007_199_254_740_993.0);
    }
}
