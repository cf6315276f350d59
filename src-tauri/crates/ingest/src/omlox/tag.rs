//! Which tag a hub means.

use trackward_model::{Scheme, Tag};

/// The tag of a provider id.
///
/// A hardware address of 6 or 8 bytes, in any spelling, is a `mac:` tag: the same radio that a
/// gateway hears is the same tag, whoever tells of it. Anything else is an `omlox:` tag, letter
/// for letter. An asset whose tag was written `omlox:` and a hardware address has to be read by
/// this too, so that it is found.
#[must_use]
pub fn tag(provider_id: &str) -> Option<Tag> {
    let id = provider_id.trim();
    hardware_address(id).or_else(|| {
        let is_text = !id.chars().any(char::is_control);
        if is_text { Tag::new(Scheme::Omlox, id.as_bytes()) } else { None }
    })
}

fn hardware_address(id: &str) -> Option<Tag> {
    let digits: Vec<u8> = id.bytes().filter(|c| !matches!(c, b':' | b'-')).collect();
    if !matches!(digits.len(), 12 | 16) {
        return None;
    }
    // Separators stand between pairs or nowhere: 12 digits with one dash are a serial number.
    let separators = id.len() - digits.len();
    if separators != 0 && separators != digits.len() / 2 - 1 {
        return None;
    }
    crate::text::hex_tag(Scheme::Mac, &digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_tag_in_all_its_spellings() {
        for (id, expected) in [
            ("ac:23:3f:af:f3:90", "mac:AC233FAFF390"),
            ("AC-23-3F-AF-F3-90", "mac:AC233FAFF390"),
            (" ac233faff390 ", "mac:AC233FAFF390"),
            ("AABBCCDDEEFF0022", "mac:AABBCCDDEEFF0022"),
            ("60BB1866-2DC0-4A5B-9C9D-114583BD66B3", "omlox:60BB1866-2DC0-4A5B-9C9D-114583BD66B3"),
            ("123456-789012", "omlox:123456-789012"),
            ("tag é", "omlox:tag é"),
        ] {
            assert_eq!(tag(id).map(|tag| tag.to_string()).as_deref(), Some(expected));
        }
        for none in ["", "  ", "a\nb", &"x".repeat(63)] {
            assert_eq!(tag(none), None, "{none:?}");
        }
    }
}
