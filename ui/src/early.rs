//! Holds what is asked for before the wasm is there to what can be asked.

use trackward_model::ask::Query;

const SCRIPT: &str = include_str!("host/early.js");

#[test]
fn what_is_asked_for_early_are_queries() {
    for name in [list("FIRST = "), list("FIRST_OF_KIOSK = ")].into_iter().flatten() {
        let request = format!("{{\"{name}\":{{}}}}");
        let query: Query = serde_json::from_str(&request).unwrap();
        let written = serde_json::to_string(&query).unwrap();
        assert_eq!(written, request, "the wasm finds the answer by the text of its own query");
    }
}

#[test]
fn a_kiosk_asks_for_what_is_its_own_only() {
    assert_eq!(list("FIRST_OF_KIOSK = "), ["site_query", "kiosk_query"]);
}

fn list(name: &str) -> Vec<String> {
    let list = SCRIPT.split_once(name).unwrap().1.split_once(';').unwrap().0;
    let names: Vec<String> = serde_json::from_str(list).unwrap();
    assert!(!names.is_empty());
    names
}
