use super::*;

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

#[test]
fn the_vectors_of_another_decoder_are_read_alike() {
    let path =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/data/epc/epc_vectors_epcpy.json");
    let vectors: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let vectors = vectors.as_array().unwrap();
    assert_eq!(vectors.len(), 16);
    for vector in vectors {
        let code = decode(&bytes(vector["hex"].as_str().unwrap()));
        let code = code.unwrap_or_else(|| panic!("{vector} has a name"));
        assert_eq!(code.pure_identity, vector["pure"].as_str().unwrap());
        assert_eq!(code.tag_uri, vector["tag_uri"].as_str().unwrap());
    }
}

/// Writes fields of (value, bits) as an EPC of whole 16-bit words.
fn epc(fields: &[(u64, usize)]) -> Vec<u8> {
    let bit = |value: u64, at: usize| at < 64 && value >> at & 1 == 1;
    let bits: Vec<bool> = fields
        .iter()
        .flat_map(|&(value, count)| (0..count).rev().map(move |at| bit(value, at)))
        .collect();
    let mut bytes = vec![0; bits.len().div_ceil(16) * 2];
    for (at, _) in bits.iter().enumerate().filter(|(_, bit)| **bit) {
        bytes[at / 8] |= 0x80 >> (at % 8);
    }
    bytes
}

#[track_caller]
fn check(fields: &[(u64, usize)], pure_identity: &str) {
    assert_eq!(decode(&epc(fields)).map(|code| code.pure_identity).as_deref(), Some(pure_identity));
}

#[track_caller]
fn raw(fields: &[(u64, usize)], why: &str) {
    assert_eq!(decode(&epc(fields)), None, "{why}");
}

#[test]
fn keys_without_a_vector_are_laid_out_as_the_standard_says() {
    check(
        &[(0x2E, 8), (0, 3), (5, 3), (614_141, 24), (1_234_567_890, 34), (0, 24)],
        "urn:epc:id:gsrnp:0614141.1234567890",
    );
    check(
        &[(0x2C, 8), (0, 3), (5, 3), (614_141, 24), (12_345, 17), (400, 41)],
        "urn:epc:id:gdti:0614141.12345.400",
    );
    check(
        &[(0x32, 8), (0, 3), (0, 3), (952_114_112_345, 40), (0, 1), (0, 41)],
        "urn:epc:id:sgln:952114112345..0",
    );
}

#[test]
fn what_breaks_the_layout_stays_raw() {
    raw(&[(0x30, 8), (1, 3), (7, 3), (0, 82)], "there is no partition 7");
    raw(
        &[(0x30, 8), (1, 3), (5, 3), (10_000_000, 24), (1, 20), (1, 38)],
        "a company of 7 digits has no 8",
    );
    raw(
        &[(0x30, 8), (1, 3), (5, 3), (614_141, 24), (1_000_000, 20), (1, 38)],
        "an item of 6 digits has no 7",
    );
    raw(
        &[(0x33, 8), (0, 3), (0, 3), (952_114_112_345, 40), (1, 4), (7, 38)],
        "an asset type of no digits is zero",
    );
    raw(
        &[(0x31, 8), (0, 3), (5, 3), (614_141, 24), (1_234_567_890, 34), (1, 24)],
        "the padding of an SSCC is zero",
    );
    let company = [(0x36, 8), (1, 3), (5, 3), (614_141, 24), (812_345, 20)];
    let with = |serial: &[(u64, usize)]| [&company[..], serial].concat();
    raw(&with(&[(0, 140)]), "a serial has at least one character");
    raw(&with(&[(0x41, 7), (0, 7), (0x42, 7), (0, 119)]), "nothing follows the end of a text");
    raw(&with(&[(0x20, 7), (0, 133)]), "a space is no character of a serial");
    raw(&with(&[(0x41, 7), (0, 133), (1, 10)]), "the last bits of the word are zero");
    check(&with(&[(0x41, 7), (0, 133)]), "urn:epc:id:sgtin:0614141.812345.A");
    let giai = [(0x38, 8), (0, 3), (0, 3), (952_114_112_345, 40)];
    let letters = vec![(0x41, 7); 19];
    raw(&[&giai[..], &letters, &[(0, 15)]].concat(), "12 digits leave 18 characters");
    assert!(decode(&epc(&[&giai[..], &letters[1..], &[(0, 22)]].concat())).is_some());
}

#[test]
fn what_is_no_epc_stays_raw() {
    for other in
        ["", "30", "e2000017010b016210000000", "3034257bf7194e4000001a", "2f0000000000000000000000"]
    {
        assert_eq!(decode(&bytes(other)), None, "{other}");
    }
    assert_eq!(decode(&bytes("3034257bf7194e4000001a8500")), None, "a 96-bit key has 12 bytes");
}
