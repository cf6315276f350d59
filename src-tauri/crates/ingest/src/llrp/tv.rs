//! Parameters of fixed length, which carry no length on the wire.

/// How long the body of a TV parameter is, in bytes; `None` where the type is not known, so that
/// what follows it cannot be found.
pub const fn body_length(type_code: u16) -> Option<usize> {
    match type_code {
        6 => Some(1),
        1 | 7 | 8 | 10 | 11 | 12 | 14 | 17 | 19 | 20 => Some(2),
        9 | 16 | 18 => Some(4),
        2..=5 => Some(8),
        13 => Some(12),
        _ => None,
    }
}
