use super::*;

#[test]
fn thresholds() {
    let stale = "stale_after = \"20m\"";
    refuses(
        stale,
        "stale_after = §\"a while\"",
        "\"stale_after\": \"a while\" is no duration: expected a number with ms, s, m, h or d, \
         such as 15m",
    );
    refuses(
        "tag_interval = \"2m\"",
        "tag_interval = §\"0s\"",
        "\"tag_interval\" must be more than 0",
    );
    refuses(
        stale,
        "stale_after = §\"4h\"",
        "\"stale_after\" (4h) must be shorter than \"not_seen_after\" (4h, which holds where \
         nothing else is said)",
    );
    refuses(
        stale,
        "not_seen_after = §\"30h\"\nmissing_after = \"24h\"",
        "\"not_seen_after\" (30h) must not be longer than \"missing_after\" (1d)",
    );
    refuses(
        "[policy.type.ventilator]\nstale_after = \"10m\"",
        "[policy.type.infusion_pump]\nstale_after = §\"5h\"",
        "\"stale_after\" (5h) must be shorter than \"not_seen_after\" (4h, which holds where \
         nothing else is said)",
    );
    refuses(
        "[policy]\nstale_after = \"20m\"\ntag_interval = \"2m\"\nexit_delay = \"30s\"\n\
         [policy.type.ventilator]\nstale_after = \"10m\"",
        "[policy]\nnot_seen_after = §\"6h\"\n[policy.type.ventilator]\nstale_after = \"10m\"",
        "\"not_seen_after\" (6h) must not be longer than \"missing_after\" of ventilator \
         (4h unless [policy.type.ventilator] says otherwise)",
    );
    refuses(
        "[policy.type.ventilator]",
        "[policy.type.§\"ICU ventilator\"]",
        "\"ICU ventilator\" is no type: expected lower-case letters, digits and _, such as \
         infusion_pump",
    );
    warns(
        stale,
        "stale_after = \"3m\"",
        &["line 54: \"stale_after\" (3m) is raised to 302s: 2 × \"tag_interval\" (2m) + the \
           slowest reader's interval (2s) + 60s"],
    );
    warns(
        "[policy.type.ventilator]\nstale_after = \"10m\"",
        "[policy.type.ventilator]\ntag_interval = \"10m\"",
        &["line 58: ventilator: \"stale_after\" (20m) is raised to 1262s: 2 × \"tag_interval\" \
           (10m) + the slowest reader's interval (2s) + 60s"],
    );
}

#[test]
fn a_ventilator_is_never_missing_later_than_others_by_default() {
    let site = with("stale_after = \"20m\"", "missing_after = \"3h\"\nnot_seen_after = \"2h\"");
    let policy = read_in(folder(site.as_bytes()).path()).unwrap().site.policy;
    let ventilator = TypeId::new("ventilator").unwrap();
    assert_eq!(policy.thresholds(&ventilator, Span::ZERO).missing_after, Span::hours(3));
}
