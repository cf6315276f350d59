//! Holds what is asked for before the wasm is there to what can be asked.

use trackward_model::ask::Query;

const SCRIPT: &str = include_str!("host/early.js");

#[test]
fn what_is_asked_for_early_are_queries() {
    let list = SCRIPT.split_once("FIRST = ").unwrap().1.split_once(';').unwrap().0;
    let names: Vec<String> = serde_json::from_str(list).unwrap();
    assert!(!names.is_empty());
    for name in names {
        let request = format!("{{\"{name}\":{{}}}}");
        let query: Query = serde_json::from_str(&request).unwrap();
        let written = serde_json::to_string(&query).unwrap();
        assert_eq!(written, request, "the wasm finds the answer by the text of its own query");
    }
}
