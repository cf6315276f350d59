//! GS1 numbers: check digits, and the two EPCs that the demo's tags carry.
//!
//! Company prefixes begin with 952, which GS1 keeps for examples. They have seven digits:
//! partition 5 of the GS1 Tag Data Standard, 24 bits.

const PARTITION: u128 = 5;
const PREFIX_BITS: u32 = 24;

/// A GTIN-14: indicator 0, company prefix, five digits of item reference, check digit.
pub fn gtin14(company_prefix: u32, item: u32) -> String {
    let digits = format!("0{company_prefix:07}{item:05}");
    let check = check_digit(&digits);
    format!("{digits}{check}")
}

/// GS1's check digit: weights 3 and 1 from the right.
fn check_digit(digits: &str) -> u32 {
    let weighted = digits.bytes().rev().zip([3, 1].into_iter().cycle());
    let sum: u32 = weighted.map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    (10 - sum % 10) % 10
}

/// GIAI-96: header 34, filter 0, the owner's prefix, 58 bits of its own asset number.
pub fn giai96(company_prefix: u32, asset: u64) -> String {
    let value = 0x34_u128 << 88
        | PARTITION << 82
        | u128::from(company_prefix) << (82 - PREFIX_BITS)
        | u128::from(asset);
    format!("epc:{value:024X}")
}

/// SGTIN-96: header 30, filter 1, the maker's prefix, indicator and item in 20 bits, 38 bits
/// of serial number.
pub fn sgtin96(company_prefix: u32, item: u32, serial: u64) -> String {
    let value = 0x30_u128 << 88
        | 1 << 85
        | PARTITION << 82
        | u128::from(company_prefix) << (82 - PREFIX_BITS)
        | u128::from(item) << 38
        | u128::from(serial);
    format!("epc:{value:024X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_standard() {
        // GS1's own examples.
        assert_eq!(gtin14(614_141, 12_345), "00614141123452");
        assert_eq!(giai96(614_141, 5678), "epc:3414257BF40000000000162E");
        assert_eq!(sgtin96(614_141, 812_345, 6789), "epc:3034257BF7194E4000001A85");
    }
}
