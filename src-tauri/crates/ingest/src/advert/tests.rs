use proptest::prelude::*;
use serde_json::Value;

use super::*;

/// Adverts and what beacontools 2.1 reads in them.
const VECTORS: &str = include_str!("../../../../../tests/data/ble/ble_advert_vectors.json");

fn bytes(hex: &str) -> Vec<u8> {
    let digits = hex.as_bytes().chunks(2);
    digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

#[test]
fn adverts_mean_what_another_decoder_reads() {
    let vectors: Vec<Value> = serde_json::from_str(VECTORS).unwrap();
    let mut kinds = Vec::new();
    for vector in &vectors {
        let (kind, told) = (vector["kind"].as_str().unwrap(), &vector["beacontools"]);
        let advert = Advert::read(&bytes(vector["hex"].as_str().unwrap()));
        let text = |key: &str| told[key].as_str().unwrap().replace('-', "");
        let number = |key: &str| told[key].as_u64().unwrap() as u16;
        let mut expected = Advert::default();
        match kind {
            "ibeacon" => {
                let id = [
                    &bytes(&text("uuid"))[..],
                    &number("major").to_be_bytes(),
                    &number("minor").to_be_bytes(),
                ];
                expected.ibeacon = Some(id.concat().try_into().unwrap());
            }
            "eddystone_uid" => {
                let id = bytes(&(text("namespace") + &text("instance")));
                expected.eddystone_uid = Some(id.try_into().unwrap());
            }
            "eddystone_tlm" | "eddystone_tlm_lowbatt" => {
                expected.battery = Some(Battery::Millivolts(number("voltage")));
            }
            "eddystone_url" => {}
            other => panic!("{other} is new"),
        }
        assert_eq!(advert, expected, "{kind}");
        kinds.push(kind);
    }
    assert_eq!(kinds.len(), 6);
}

#[test]
fn a_battery_is_told_in_percent() {
    for (advert, percent) in [
        // Telemetry: 3.0 V, 2.1 V, 3.6 V, 1.5 V, 2.55 V, and a tag that does not measure it.
        ("1116aafe20000bb815800000008700000309", Some(100)),
        ("1116aafe200008341480000f424000989680", Some(10)),
        ("1116aafe20000e10158000000087000003ff", Some(100)),
        ("1116aafe200005dc158000000087000003ff", Some(0)),
        ("1116aafe200009f6158000000087000003ff", Some(55)),
        ("1116aafe20000000158000000087000003ff", None),
        // Encrypted telemetry is not read.
        ("1116aafe20010bb815800000008700000309", None),
        // Minew: acceleration with 99 %, and one that claims 130 %.
        ("1216e1ffa10363fff0000001040a3f23acff00", Some(99)),
        ("1216e1ffa10382fff0000001040a3f23acff00", None),
    ] {
        let battery = Advert::read(&bytes(advert)).battery;
        assert_eq!(battery.map(Battery::percent), percent, "{advert}");
    }
}

#[test]
fn half_an_advert_tells_what_is_whole() {
    let whole = bytes("02011a1aff4c000215426c7565436861726d426561636f6e730efe1355c5");
    for end in 0..whole.len() {
        assert_eq!(Advert::read(&whole[..end]), Advert::default(), "{end} bytes");
    }
    assert!(Advert::read(&whole).ibeacon.is_some());
    let behind_zeros = [&[0, 0][..], &whole].concat();
    assert!(Advert::read(&behind_zeros).ibeacon.is_some(), "an empty structure ends nothing");
}

#[test]
fn a_tag_is_what_lasts() {
    let beacon = Advert::read(&bytes("1aff4c000215426c7565436861726d426561636f6e730efe1355c5"));
    let named = Advert::read(&bytes("1516aafe00ee8b0ca750095477cb3e770000000004d2"));
    let plain = Advert::default();
    let (made, fixed, rotating) =
        ([0xAC, 0x23, 0x3F, 0, 0, 1], [0xC1, 2, 3, 4, 5, 6], [0x4A, 2, 3, 4, 5, 6]);
    for (advert, address, kind, expected) in [
        (
            beacon,
            rotating,
            AddressKind::Random,
            Some("ibeacon:426C7565-4368-6172-6D42-6561636F6E73-3838-4949"),
        ),
        (plain, made, AddressKind::Public, Some("mac:AC233F000001")),
        (plain, fixed, AddressKind::Random, Some("mac:C10203040506")),
        (named, made, AddressKind::Public, Some("mac:AC233F000001")),
        (named, rotating, AddressKind::Random, Some("eddystone:8B0CA750095477CB3E770000000004D2")),
        (plain, rotating, AddressKind::Random, None),
    ] {
        let tag = advert.tag(address, kind).map(|tag| tag.to_string());
        assert_eq!(tag.as_deref(), expected);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let _ = Advert::read(&bytes);
    }
}
