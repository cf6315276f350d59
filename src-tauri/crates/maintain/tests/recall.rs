//! Recalls as makers write them, and whom they mean.

#![expect(clippy::unwrap_used, reason = "a test may stop at what cannot be")]

use trackward_maintain::{RECALL_ENTRIES_MAX, match_assets, read_recall};
use trackward_model::ask::RecallText;
use trackward_model::{Asset, AssetId, AssetStatus, RecallScope, Risk, SerialRange, TypeId};

fn serials(text: &str) -> (RecallScope, Vec<String>) {
    read_recall(&RecallText { serials: text.to_owned(), ..RecallText::default() })
}

/// What is understood of serial numbers: one, or two with `..` between them.
#[track_caller]
fn check_read(text: &str, expected: &[&str]) {
    let (scope, wrong) = serials(text);
    let shown = |range: &SerialRange| match range.from == range.to {
        true => range.from.clone(),
        false => format!("{}..{}", range.from, range.to),
    };
    let found: Vec<String> = scope.serials.iter().map(shown).collect();
    assert_eq!((found, wrong), (expected.iter().map(|&text| text.to_owned()).collect(), vec![]));
}

#[track_caller]
fn check_refused(text: &str, expected: &str) {
    let (scope, wrong) = serials(text);
    assert_eq!((scope.serials, wrong), (vec![], vec![expected.to_owned()]));
}

#[test]
fn ranges_and_lists_are_read_as_makers_write_them() {
    check_read("A100-A250", &["A100..A250"]);
    check_read("A100 – A250", &["A100..A250"]);
    check_read("A100—A250", &["A100..A250"]);
    check_read("A100 to A250", &["A100..A250"]);
    check_read("A100 THROUGH a250", &["A100..a250"]);
    check_read("A100 -A250", &["A100..A250"]);
    check_read("100-250", &["100..250"]);
    check_read(" A1, A2;A3\r\n\nA5\tA9 ", &["A1", "A2", "A3", "A5", "A9"]);
    check_read("SN-0412 - SN-0520, X1", &["SN-0412..SN-0520", "X1"]);
    check_read("", &[]);
}

#[test]
fn a_serial_number_may_hold_a_hyphen() {
    check_read("SN-0412", &["SN-0412"]);
    check_read("SN–0412", &["SN–0412"]);
    check_read("SN-0412-SN-0520", &["SN-0412..SN-0520"]);
    check_read("2019-0412", &["2019-0412"]);
    check_read("2019-04-12", &["2019-04-12"]);
    check_read("2018-20-19", &["2018-20-19"]);
    check_read("19-0412-19-0520", &["19-0412..19-0520"]);
    check_read("A100-B250", &["A100-B250"]);
    check_read("A100-250", &["A100-250"]);
    check_read("\"100-250\"", &["100-250"]);
    check_read("A-B-7", &["A-B-7"]);
}

#[test]
fn what_cannot_be_a_range_is_refused_in_a_sentence() {
    check_refused(
        "A100 to B250",
        "\"A100 to B250\" is no range: its ends begin differently (\"A\" and \"B\").",
    );
    check_refused(
        "A99-A250",
        "\"A99-A250\" has 2 digits at one end and 3 at the other: fill up with zeros for a range, or \
         put it in quotes if it is one number.",
    );
    check_refused(
        "A250 to A100",
        "\"A250 to A100\" is upside down: the smaller number comes first.",
    );
    check_refused(
        "A100X to A250X",
        "\"A100X to A250X\" is no range: both ends have to end in digits, as in A100-A250.",
    );
    check_refused(
        "A100 - A200 - A300",
        "\"A100 - A200 - A300\" has more than two ends: write one range at a time.",
    );
    check_refused("all", "\"all\" is no serial number: leave the field empty when all are meant.");
    check_refused(
        "A100 A101",
        "\"A100 A101\" looks like several numbers: put a comma between them.",
    );
    let long = "9".repeat(129);
    check_refused(&long, &format!("\"{}…\" is too long for a serial.", &long[..60]));
}

#[test]
fn a_list_is_bounded_and_says_so() {
    let many: Vec<String> = (0..RECALL_ENTRIES_MAX + 5).map(|n| format!("A{n}")).collect();
    let (scope, wrong) = serials(&many.join(","));
    assert_eq!(scope.serials.len(), RECALL_ENTRIES_MAX);
    assert_eq!(wrong, ["There are 2005 serials; only the first 2000 were read."]);
    let (_, wrong) = serials(&"all,".repeat(80));
    assert_eq!((wrong.len(), wrong[50].as_str()), (51, "30 more could not be understood."));
}

/// An asset as `maker | model | serial | udi`.
fn asset(text: &str) -> Asset {
    let mut parts = text.split('|').map(|part| part.trim().to_owned());
    let mut next = || parts.next().unwrap_or_default();
    Asset {
        asset_id: AssetId::new("IP-1").unwrap(),
        name: String::new(),
        type_id: TypeId::new("infusion_pump").unwrap(),
        manufacturer: next(),
        model: next(),
        serial: next(),
        unit: None,
        udi: Some(next()).filter(|udi| !udi.is_empty()),
        risk: Risk::Standard,
        rental: false,
        status: AssetStatus::Active,
        purchase_date: None,
        price: None,
        notes: None,
    }
}

/// A recall as `maker | models | serials | lots` means an asset: how sure and why; `no` if not.
#[track_caller]
fn check(recall: &str, of: &str, expected: &str) {
    let parts: Vec<&str> = recall.split('|').map(str::trim).collect();
    let part = |n: usize| parts.get(n).copied().unwrap_or_default().to_owned();
    let text =
        RecallText { manufacturer: part(0), models: part(1), serials: part(2), lots: part(3) };
    let (scope, wrong) = read_recall(&text);
    assert_eq!(wrong, Vec::<String>::new(), "{recall}");
    let found = match_assets(&scope, &[asset(of)]);
    let found = found.first().map_or("no".to_owned(), |found| {
        format!("{}: {}", format!("{:?}", found.sureness).to_lowercase(), found.reason)
    });
    assert_eq!(found, expected, "{recall} => {of}");
}

#[test]
fn maker_model_and_number_together_are_certain() {
    let recall = "Baxter Healthcare Corp. | SIGMA Spectrum, 35700BAX2 | A100-A250, B7";
    let pump = |serial: &str| format!("BAXTER, Inc. | Sigma-Spectrum | {serial}");
    let agree = "certain: maker and model agree, serial";
    check(recall, &pump("A100"), &format!("{agree} A100 is within A100 to A250"));
    check(recall, &pump("a-0250"), &format!("{agree} a-0250 is within A100 to A250"));
    check(recall, &pump("B 7"), &format!("{agree} B 7 is listed"));
    check(recall, "Baxter | 35700 bax2 | B007", &format!("{agree} B007 is listed"));
    for other in ["A99", "A251", "A1000", "B8", "AA150", "150", "A150X"] {
        check(recall, &pump(other), "no");
    }
    check(recall, "Baxter | Prismaflex | A150", "no");
}

#[test]
fn numbers_of_any_length_are_compared_as_numbers() {
    let from = format!("{}0", "9".repeat(60));
    let to = format!("{}9", "9".repeat(60));
    let recall = format!("Baxter | Spectrum | {from}-{to}");
    let inside = format!("{}5", "9".repeat(60));
    let expected =
        format!("certain: maker and model agree, serial {inside} is within {from} to {to}");
    check(&recall, &format!("Baxter | Spectrum | {inside}"), &expected);
    check(&recall, &format!("Baxter | Spectrum | {}", "9".repeat(60)), "no");
}

#[test]
fn the_range_that_reaches_furthest_is_found() {
    let recall = "Baxter | Spectrum | A100-A900, A200-A300, A250, A950";
    let reason = "certain: maker and model agree, serial A800 is within A100 to A900";
    check(recall, "Baxter | Spectrum | A800", reason);
    check(recall, "Baxter | Spectrum | A901", "no");
}

#[test]
fn names_are_the_same_however_they_are_written() {
    let same = |recall: &str, asset: &str| {
        check(&format!("{recall} | X1"), &format!("{asset} | X1"), "likely: maker and model agree");
    };
    same("B. Braun Medical Inc.", "BBraun");
    same("B. Braun Melsungen AG", "b braun melsungen");
    same("Drägerwerk AG & Co. KGaA", "DRAEGERWERK");
    same("Drager Medical GmbH", "Dräger");
    same("Hamilton Medical AG", "Hamilton");
    same("G.E. Healthcare", "GE");
    same("Medical Systems Ltd", "medical systems ltd.");
}

#[test]
fn a_name_that_is_alike_is_possible() {
    let serial = "serial A7 is listed";
    let recall = "BD | Alaris 8100 | A7";
    check(
        recall,
        "BD | 8100 | A7",
        &format!("possible: maker agrees, model is alike (8100), {serial}"),
    );
    check(
        recall,
        "Becton Dickinson | Alaris 8100 | A7",
        &format!("possible: maker is alike (Becton Dickinson), model agrees, {serial}"),
    );
    check(
        recall,
        "BD CareFusion | Alaris 8100 | A7",
        &format!("possible: maker is alike (BD CareFusion), model agrees, {serial}"),
    );
    check("Hamilton | C6", "Hamiltn | C6", "possible: maker is alike (Hamiltn), model agrees");
    check(recall, "BD | Alaris 8110 | A7", "no");
    check(recall, "BD | Alaris 810 | A7", "no");
    // Bought and renamed: another maker's name, but model and number agree.
    check(
        recall,
        "CareFusion | Alaris 8100 | A7",
        &format!("possible: maker is another one (CareFusion), model agrees, {serial}"),
    );
    check(recall, "CareFusion | Alaris 8100 | A8", "no");
    check("BD | Alaris 8100", "CareFusion | Alaris 8100 | A7", "no");
}

#[test]
fn what_is_not_known_is_said() {
    let recall = "BD | Alaris 8100 | A7";
    check(recall, "BD | Alaris 8100", "possible: maker and model agree, its serial is not known");
    check(
        recall,
        " | Alaris 8100 | A7",
        "likely: its maker is not known, model agrees, serial A7 is listed",
    );
    check(recall, "BD | | A7", "likely: maker agrees, its model is not known, serial A7 is listed");
    check(recall, " | | ", "no");
    check("BD", "BD | Alaris 8100 | A7", "possible: maker agrees");
    check(" | | A7", "BD | Alaris 8100 | A7", "possible: serial A7 is listed");
    check("", "BD | Alaris 8100 | A7", "no");
}

#[test]
fn lots_and_serials_are_read_from_the_udi() {
    let recall = "BD | Alaris 8100 | | L100-L250";
    let udi = |elements: &str| format!("BD | Alaris 8100 | A7 | {elements}");
    let agree = "certain: maker and model agree";
    check(
        recall,
        &udi("(01)00884838000000(17)261231(10)L120(21)555"),
        &format!("{agree}, lot L120 is within L100 to L250"),
    );
    check(recall, &udi("(01)00884838000000(10)L251"), "no");
    check(
        recall,
        &udi("(01)00884838000000(21)L120"),
        "possible: maker and model agree, its lot is not known",
    );
    check(
        "BD | Alaris 8100 | 555",
        &udi("(21)555(10)L1"),
        &format!("{agree}, serial 555 is listed"),
    );
    // Either of the two is enough.
    let both = "BD | Alaris 8100 | A1-A6 | L100-L250";
    check(both, &udi("(10)L120"), &format!("{agree}, lot L120 is within L100 to L250"));
    check(both, &udi("(10)L99"), "no");
    for broken in ["(10", "()", "(10)", ")(10", "(1x)L120", "ü(10)ü"] {
        let (scope, _) =
            read_recall(&RecallText { lots: "L100-L250".to_owned(), ..RecallText::default() });
        assert_eq!(match_assets(&scope, &[asset(&udi(broken))]), [], "{broken}");
    }
}

#[test]
fn the_surest_come_first_and_retired_ones_are_named() {
    let (scope, _) = read_recall(&RecallText {
        manufacturer: "BD".to_owned(),
        models: "Alaris 8100".to_owned(),
        serials: "A1-A9".to_owned(),
        lots: String::new(),
    });
    let mut retired = asset("BD | Alaris 8100 | A3");
    retired.status = AssetStatus::Retired;
    let assets = [
        asset("BD | Alaris 8100"),
        asset("BD | Prismaflex | A3"),
        asset(" | Alaris 8100 | A3"),
        retired,
        asset("BD | Alaris 8100 | A2"),
    ];
    let found = match_assets(&scope, &assets);
    let order: Vec<u32> = found.iter().map(|found| found.asset.0).collect();
    assert_eq!(order, [3, 4, 2, 0]);
    assert!(found[0].reason.ends_with("it is retired"), "{}", found[0].reason);
}
