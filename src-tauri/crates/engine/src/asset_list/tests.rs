use trackward_model::{AssetStatus, FloorId, Place, PlaceId, PlaceKind, Price, Risk, Tag, UnitId};

use super::*;

const HEADER: &str = "asset_id,name,type,manufacturer,model,serial,unit,tag";

fn site(units: &[&str]) -> Site {
    let place = |unit: &&str| Place {
        id: PlaceId::new(unit).unwrap(),
        floor: FloorId::new("L1").unwrap(),
        name: String::new(),
        kind: PlaceKind::Storage,
        unit: Some(UnitId::new(unit).unwrap()),
        outline: vec![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]],
        removed: false,
    };
    Site { places: units.iter().map(place).collect(), ..Site::default() }
}

fn read_all(bytes: &[u8]) -> Result<AssetList, Vec<String>> {
    read_bytes(bytes, "assets.csv", &site(&["ICU", "ED"]))
        .map_err(|errors| errors.0.problems.iter().map(ToString::to_string).collect())
}

#[track_caller]
fn refused(bytes: &[u8], expected: &[&str]) {
    assert_eq!(read_all(bytes).expect_err("the list is refused"), expected);
}

/// Rows under the usual header are refused with these sentences.
#[track_caller]
fn refuses(rows: &str, expected: &[&str]) {
    refused(format!("{HEADER}\n{rows}\n").as_bytes(), expected);
}

/// A row with one optional column is refused with this sentence.
#[track_caller]
fn refuses_cell(column: &str, cell: &str, expected: &str) {
    let list = format!("{HEADER},{column}\nIP-1,Pump,pump,BD,Alaris,1,ICU,,{cell}\n");
    refused(list.as_bytes(), &[&format!("line 2, column {column}: {expected}")]);
}

#[track_caller]
fn taken(text: &str) -> AssetList {
    read_all(text.as_bytes()).expect("the list is taken")
}

#[test]
fn a_whole_row_is_taken() {
    let list = taken(
        "\u{FEFF}Tag,ASSET_ID,name,type,manufacturer,model,serial,unit,udi,risk,rental,status,\
         purchase_date,price,notes\r\n\
         epc:3034257BF7194E4000001A85, IP-0412 ,\"Pump, large\",infusion_pump,BD,Alaris 8015,\
         S-1,ICU,(01)123,LIFE_SUPPORT,yes,retired,2024-02-29,2499.50,\"two\r\nlines\"\r\n\
         ,IP-0413,,infusion_pump,,,,,,,,,,,\r\n",
    );
    assert_eq!(list.warnings, Vec::<String>::new());
    let [(asset, tags), (plain, no_tags)] = &list.assets[..] else { panic!("two assets") };
    assert_eq!(shown(tags), ["epc:3034257BF7194E4000001A85"]);
    assert_eq!(asset.name, "Pump, large");
    assert_eq!(asset.asset_id.as_str(), "IP-0412");
    assert_eq!((asset.type_id.as_str(), asset.model.as_str()), ("infusion_pump", "Alaris 8015"));
    assert_eq!(asset.unit.as_ref().unwrap().as_str(), "ICU");
    assert_eq!((asset.risk, asset.rental), (Risk::LifeSupport, true));
    assert_eq!((asset.status, asset.udi.as_deref()), (AssetStatus::Retired, Some("(01)123")));
    assert_eq!(asset.purchase_date.as_deref(), Some("2024-02-29"));
    assert_eq!((asset.price, plain.price), (Some(Price(249_950)), None));
    assert_eq!(asset.notes.as_deref(), Some("two\r\nlines"));
    assert_eq!((plain.asset_id.as_str(), no_tags.len()), ("IP-0413", 0));
    assert_eq!((plain.risk, plain.rental), (Risk::Standard, false));
    assert_eq!((plain.status, &plain.unit), (AssetStatus::Active, &None));
}

#[test]
fn semicolons_are_taken_where_the_header_has_them() {
    let list = taken(&format!("{}\nIP-1;a, b;pump;;;;;\n", HEADER.replace(',', ";")));
    assert_eq!(list.assets[0].0.name, "a, b");
}

#[test]
fn the_file_itself() {
    let empty = "the file is empty: expected a header and a row an asset";
    refused(b"", &[empty]);
    refused(b"\xEF\xBB\xBF \r\n", &[empty]);
    refused(
        b"\xFF\xFEa\0",
        &["the file is UTF-16: save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")"],
    );
    refused(
        HEADER.replace(',', "\t").as_bytes(),
        &["line 1: the columns are separated by tabs: save the file with commas"],
    );
    assert_eq!(taken(HEADER).warnings, ["the list has a header and no rows"]);
    let missing = read(Path::new("no/such/assets.csv"), &site(&[])).unwrap_err();
    assert_eq!(missing.to_string(), "assets.csv: the asset list is not there");
}

#[test]
fn the_header() {
    refused(
        b"asset_id,name,typ,manufacturer,model,unit,tag\nIP-1,,,,,,\n",
        &[
            "line 1: the column \"type\" is missing: is it \"typ\"?",
            "line 1: the column \"serial\" is missing",
        ],
    );
    refused(
        format!("{HEADER},Serial\n").as_bytes(),
        &["line 1: the column \"serial\" is there twice"],
    );
    refused(
        format!("{HEADER},\"udi\n").as_bytes(),
        &["line 1: a quote is opened here and never closed"],
    );
    let list = taken(&format!("{HEADER},Cost Centre,\nIP-1,,pump,,,,,,4711,\n"));
    assert_eq!(
        list.warnings,
        [
            "line 1: the column \"Cost Centre\" is unknown and not read",
            "line 1: a column without a name is not read",
        ]
    );
}

#[test]
fn columns_about_patients_refuse_the_whole_list() {
    for column in [
        "MRN",
        "patient",
        "Patient Name",
        "PatientID",
        "dob",
        "Date of Birth",
        "ssn",
        "medical record number",
        "visit-id",
    ] {
        let expected = format!(
            "line 1: \"{column}\" looks like patient data, which is not kept here: take the \
             column out"
        );
        refused(format!("{HEADER},{column}\nbad row\n").as_bytes(), &[&expected]);
    }
    // Neither of these is about a patient.
    taken(&format!("{HEADER},ssname,inpatientless\n").replace(",inpatientless", ""));
}

fn shown(tags: &[Tag]) -> Vec<String> {
    tags.iter().map(ToString::to_string).collect()
}

#[test]
fn an_asset_may_carry_several_tags() {
    let list = taken(&format!(
        "{HEADER}\n\
         IP-1,,pump,,,,,epc:3034257BF7194E4000001A85 mac:AC233FC07DA5 uid:04A224B2C13480\n\
         IP-2,,pump,,,,,mac:AC233FC07DA6;UID:04 A2 24 B2 ; omlox:left pump\n\
         IP-3,,pump,,,,, ; \n"
    ));
    let tags: Vec<_> = list.assets.iter().map(|(_, tags)| shown(tags)).collect();
    let first = ["epc:3034257BF7194E4000001A85", "mac:AC233FC07DA5", "uid:04A224B2C13480"];
    assert_eq!(tags[0], first);
    assert_eq!(tags[1], ["mac:AC233FC07DA6", "uid:04A224B2", "omlox:left pump"]);
    assert!(tags[2].is_empty());
}

#[test]
fn a_provider_that_is_a_radio_is_listed_as_the_radio() {
    let rows = format!("{HEADER}\nIP-1,,pump,,,,,omlox:ac:23:3f:af:f3:90\n");
    let list = taken(&rows);
    assert_eq!(shown(&list.assets[0].1), ["mac:AC233FAFF390"]);
    refuses(
        "IP-1,,pump,,,,,asset:IP-1",
        &["line 2, column tag: asset:IP-1 is the name of an asset, which needs no listing: leave \
           it out"],
    );
}

#[test]
fn a_tag_of_several_that_cannot_be_is_refused() {
    refuses(
        "IP-1,,pump,,,,,epc:30 mac:AC233FC07DA5\nIP-2,,pump,,,,,uid:04A224B2;mac:AC233FC07DA5",
        &["line 3, column tag: mac:AC233FC07DA5 is on two assets, first on line 2"],
    );
    refuses("IP-1,,pump,,,,,epc:30;epc:30", &["line 2, column tag: epc:30 is there twice"]);
    refuses(
        "IP-1,,pump,,,,,epc:30 uid:01",
        &["line 2, column tag: \"uid:01\" is no uid tag: expected a value such as \
           uid:04A224B2C13480"],
    );
    let nine: Vec<String> = (10..19).map(|n| format!("epc:{n}")).collect();
    let row = format!("IP-1,,pump,,,,,{}", nine.join(" "));
    refuses(&row, &["line 2, column tag: more than 8 tags on one asset"]);
}

#[test]
fn every_bad_row_is_listed() {
    refuses(
        "IP-1,,pump,,,,,\nIP-1,,pump,,,,,\nIP-2,,pump,,,,ICX,\nIP-3,,pump,,,,,tag\n\
         IP-4,5\" pump,pump,,,,,\nIP-5,,pump\nIP-6,,Infusion Pump,,,,,\n,,pump,,,,,",
        &[
            "line 3, column asset_id: \"IP-1\" is there twice, first on line 2",
            "line 4, column unit: unknown unit \"ICX\": did you mean \"ICU\"?",
            "line 5, column tag: \"tag\" is no tag: expected epc:, mac:, ibeacon:, eddystone:, \
             uid:, omlox: or asset: and a value",
            "line 6, column name: stray quote: a field with a quote in it must be in quotes, \
             with that quote doubled",
            "line 7: the row has 3 fields, the header 8",
            "line 8, column type: \"Infusion Pump\" is no type: expected lower-case letters, \
             digits and _, such as infusion_pump",
            "line 9, column asset_id: an id must not be empty",
        ],
    );
}

#[test]
fn cells() {
    refuses(
        "IP-1,,pump,,,,Radiology,",
        &["line 2, column unit: unknown unit \"Radiology\": the site's places name ED, ICU"],
    );
    refuses(
        "IP-1,,pump,,,,,mac:AC233FC07DA5\nIP-2,,pump,,,,,mac:ac:23:3f:c0:7d:a5",
        &["line 3, column tag: mac:AC233FC07DA5 is on two assets, first on line 2"],
    );
    refuses("IP-1,a\0b,pump,,,,,", &["line 2, column name: \"name\" holds a NUL byte"]);
    refuses("IP-1,\"a\nb\",pump,,,,,", &["line 2, column name: \"name\" holds a line break"]);
    refuses(
        "IP-1,\"a,pump,,,,,\nIP-1,,pump,,,,,\nIP-1,,pump,,,,,",
        &[
            "line 2, column name: a quote is opened here and never closed",
            "line 4, column asset_id: \"IP-1\" is there twice, first on line 3",
        ],
    );
    let long = format!("IP-1,{},pump,,,,,", "x".repeat(FIELD_BYTES_MAX + 1));
    refuses(&long, &["line 2, column name: the field is longer than 4096 bytes"]);
    refuses_cell(
        "risk",
        "medium",
        "unknown word \"medium\": expected one of standard, high, life_support",
    );
    refuses_cell(
        "rental",
        "maybe",
        "unknown word \"maybe\": expected one of no, yes, false, true, 0, 1",
    );
    refuses_cell("status", "lost", "unknown word \"lost\": expected one of active, retired");
    for date in ["2026-1-5", "2026-02-30", "01/05/2026", "2026-01-05T00:00"] {
        let sentence = format!("\"{date}\" is no date: expected YYYY-MM-DD, such as 2026-01-05");
        refuses_cell("purchase_date", date, &sentence);
    }
    for price in ["-5", "$2500", "2500 USD"] {
        let expected = "expected digits with a point and two decimals at most, such as 2499.50";
        refuses_cell("price", price, &format!("\"{price}\" is no price: {expected}"));
    }
}

#[test]
fn a_site_without_units_has_none_to_name() {
    let list = format!("{HEADER}\nIP-1,,pump,,,,ICU,\n");
    let errors = read_bytes(list.as_bytes(), "assets.csv", &site(&[])).unwrap_err();
    assert_eq!(
        errors.to_string(),
        "assets.csv: line 2, column unit: unknown unit \"ICU\": no place of the site names a unit"
    );
}

#[test]
fn windows_1252_is_named_line_by_line() {
    let list = format!("{HEADER}\nIP-1,Fa?ade,pump,,,,,\nIP-2,,pump,,,,ICX,\nIP-3,?,pump,,,,,\n");
    let bytes: Vec<u8> = list.bytes().map(|b| if b == b'?' { 0xE7 } else { b }).collect();
    let garbled =
        "byte 0xE7 is not UTF-8: save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")";
    refused(
        &bytes,
        &[
            &format!("line 2: {garbled}"),
            "line 3, column unit: unknown unit \"ICX\": did you mean \"ICU\"?",
            &format!("line 4: {garbled}"),
        ],
    );
}

#[test]
fn the_same_serial_twice_is_odd() {
    let list = taken(&format!("{HEADER}\nIP-1,,pump,BD,,S1,,\nIP-2,,pump,bd,,s1,,\n"));
    let warning = "line 3, column serial: \"s1\" of \"bd\" is there twice, first on line 2";
    assert_eq!(list.warnings, [warning]);
    assert_eq!(list.assets.len(), 2);
}

#[test]
fn lists_are_bounded() {
    let rows = |n: usize| (0..n).map(|i| format!("IP-{i},,pump,,,,,\n")).collect::<String>();
    assert_eq!(taken(&format!("{HEADER}\n{}", rows(ROWS_MAX))).assets.len(), ROWS_MAX);
    refused(
        format!("{HEADER}\n{}", rows(ROWS_MAX + 1)).as_bytes(),
        &["the list has more than 200000 rows"],
    );
    let bad = format!("{HEADER}\n{}", "x\n".repeat(1_000));
    let errors = read_bytes(bad.as_bytes(), "assets.csv", &site(&[])).unwrap_err();
    assert_eq!((errors.0.problems.len(), errors.0.more), (200, 800));
}
