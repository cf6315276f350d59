//! What is typed into fields: dates and numbers, or a sentence about what is wrong with them.

use trackward_model::Date;

/// A date as it is typed: `2026-04-15` and nothing that could be read in two ways.
///
/// # Errors
/// A sentence.
pub fn typed_date(text: &str) -> Result<Date, String> {
    let text = text.trim();
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date = shaped.then(|| text.parse().ok()).flatten();
    date.ok_or_else(|| match text {
        "" => "Say on which day, as 2026-04-15.".to_owned(),
        _ => format!("\"{text}\" is no date: write year, month and day, as 2026-04-15."),
    })
}

/// A whole number that may be left out.
///
/// # Errors
/// A sentence that names the field.
pub fn typed_count(what: &str, text: &str, max: u32) -> Result<Option<u32>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<u32>() {
        Ok(n) if n <= max => Ok(Some(n)),
        _ => Err(format!("{what}: \"{text}\" is no whole number from 0 to {max}.")),
    }
}

/// A number with a point or a comma that may be left out.
///
/// # Errors
/// A sentence that names the field.
pub fn typed_number(what: &str, text: &str) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.replace('\u{2212}', "-").replace(',', ".").parse::<f64>();
    // "inf" and "nan" are numbers to a computer only; a thousand's comma makes two points.
    number
        .ok()
        .filter(|n| n.is_finite() && !text.contains(char::is_alphabetic))
        .map_or_else(|| Err(format!("{what}: \"{text}\" is no number.")), |number| Ok(Some(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_one_way_only() {
        assert_eq!(typed_date(" 2026-04-15 "), Ok("2026-04-15".parse().unwrap()));
        for refused in ["03/04/2026", "2026-4-15", "2026-02-29", "20260415", "15.04.2026"] {
            assert!(typed_date(refused).unwrap_err().contains("as 2026-04-15"), "{refused}");
        }
    }

    #[test]
    fn a_number_is_a_number_or_nothing() {
        assert_eq!(typed_number("Leakage", "12.5"), Ok(Some(12.5)));
        assert_eq!(typed_number("Leakage", "−12,5"), Ok(Some(-12.5)));
        assert_eq!(typed_number("Leakage", "  "), Ok(None));
        for refused in ["twelve", "inf", "NaN", "1,200.5", "1e999", "1e3"] {
            assert!(typed_number("Leakage", refused).is_err(), "{refused}");
        }
        assert_eq!(typed_count("Minutes", "45", 1_440), Ok(Some(45)));
        assert_eq!(
            typed_count("Minutes", "-5", 1_440).unwrap_err(),
            "Minutes: \"-5\" is no whole number from 0 to 1440."
        );
    }
}
