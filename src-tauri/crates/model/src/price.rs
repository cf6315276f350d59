//! What a device cost.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An amount in hundredths of the hospital's currency, whichever that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Price(pub u64);

impl Price {
    /// More than any device costs: a hundred million.
    pub const MAX: Self = Self(10_000_000_000);

    /// The amount in whole units of the currency.
    #[must_use]
    pub fn amount(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// A text is not a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    /// Neither `2500` nor `2499.50`: a sign, a currency, a separator of thousands.
    #[error("expected digits with a point and two decimals at most, such as 2499.50")]
    Malformed,
    /// More than [`Price::MAX`].
    #[error("more than {}", Price::MAX)]
    TooMuch,
}

impl FromStr for Price {
    type Err = PriceError;

    fn from_str(text: &str) -> Result<Self, PriceError> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !are_digits(whole) || !are_digits(decimals) {
            return Err(PriceError::Malformed);
        }
        let hundredths: u64 = match decimals.as_bytes() {
            [tenths] => u64::from(tenths - b'0') * 10,
            [tenths, hundredths] => u64::from(tenths - b'0') * 10 + u64::from(hundredths - b'0'),
            _ => return Err(PriceError::Malformed),
        };
        let whole: Option<u64> = whole.parse().ok();
        let price = whole.and_then(|whole| whole.checked_mul(100)?.checked_add(hundredths));
        price.map(Self).filter(|price| *price <= Self::MAX).ok_or(PriceError::TooMuch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_it_is_written() {
        for (text, hundredths, shown) in [
            ("0", 0, "0.00"),
            ("2500", 250_000, "2500.00"),
            ("2499.5", 249_950, "2499.50"),
            ("2499.05", 249_905, "2499.05"),
            ("0007.00", 700, "7.00"),
            ("100000000", 10_000_000_000, "100000000.00"),
        ] {
            let price: Price = text.parse().unwrap();
            assert_eq!((price, &*price.to_string()), (Price(hundredths), shown), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", ".", ".50", "5.", "-5", "+5", "$5", "2,499.50", "2.499,50", "1e3", "1.005"]
        {
            assert_eq!(text.parse::<Price>(), Err(PriceError::Malformed), "{text}");
        }
        for text in ["100000000.01", "99999999999999999999999"] {
            assert_eq!(text.parse::<Price>(), Err(PriceError::TooMuch), "{text}");
        }
    }
}
