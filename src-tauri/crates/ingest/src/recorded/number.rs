//! Numbers of a line, within their ranges.

use std::ops::RangeInclusive;

use trackward_model::RejectReason;

use super::line::Refused;

/// A whole number within a range.
pub(super) fn whole(key: &str, number: f64, range: RangeInclusive<f64>) -> Result<i64, Refused> {
    if number.fract() == 0.0 && range.contains(&number) {
        return Ok(number as i64);
    }
    let (start, end) = range.into_inner();
    Err(out_of_range(format!(
        "\"{key}\" must be a whole number from {start} to {end}, found {number}"
    )))
}

/// A number within a range.
pub(super) fn within(key: &str, number: f64, range: RangeInclusive<f64>) -> Result<f64, Refused> {
    if range.contains(&number) {
        return Ok(number);
    }
    let (start, end) = range.into_inner();
    Err(out_of_range(format!("\"{key}\" must be from {start} to {end}, found {number}")))
}

fn out_of_range(message: String) -> Refused {
    Refused { reason: RejectReason::BadNumber, message }
}
