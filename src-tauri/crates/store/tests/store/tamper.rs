//! What someone with a tool does to the log of acts, and what is seen of it.

use trackward_model::Signed;
use trackward_store::{
    AuditBroken, AuditFlaw, AuditTip, AuditVerdict, NewFault, QuarantineCause, Quarantined, act,
};

use crate::fixture::{Home, asset, at, by_kim, signed_by, tamper};

/// Five acts on pump 1, the last one by `last`.
async fn five_acts(last: &str) -> Home {
    let home = Home::with(3).await;
    for _ in 0..4 {
        let fault = NewFault { asset: asset(1), reported: signed_by("Kim", 1), place: None };
        home.store.fault_put(&fault, &by_kim(act::REPORT_FAULT)).await.unwrap();
    }
    let quarantined = Quarantined {
        asset: asset(1),
        from: at(2),
        reason: "It is broken.".into(),
        cause: QuarantineCause::ByHand,
    };
    let entry = trackward_store::AuditEntry::new(at(2), last, act::QUARANTINE);
    home.store.quarantine_put(&quarantined, &entry).await.unwrap();
    home
}

/// Does something to five acts and says what is found then, without a noted tip and with one.
async fn found(sql: &str) -> [AuditVerdict; 2] {
    let home = five_acts("Kim").await;
    let tip = home.store.audit_tip().await.unwrap();
    assert_eq!(home.store.audit_verify(Some(&tip)).await.unwrap(), AuditVerdict::Whole(tip));
    tamper(&home.path(), sql).await;
    [
        home.store.audit_verify(None).await.unwrap(),
        home.store.audit_verify(Some(&tip)).await.unwrap(),
    ]
}

#[track_caller]
fn check(sql: &str, found: [AuditVerdict; 2], n: u64, flaw: AuditFlaw) {
    let broken = AuditVerdict::Broken(AuditBroken { n, flaw });
    assert_eq!(found, [broken, broken], "{sql}");
}

#[tokio::test]
async fn every_changed_field_is_found_and_named() {
    for change in [
        "at = at + 1",
        "by = 'Lee'",
        "act = 'close_fault'",
        "asset = 2",
        "asset = null",
        "asset = -1",
        "before = '{}'",
        "after = replace(after, 'as told', 'as seen')",
        // A letter moved from one field to the next.
        "by = 'Kimr', act = 'eport_fault'",
        // What is no text at all.
        "by = cast(x'4bff' as text)",
    ] {
        let sql = format!("update audit set {change} where n = 3");
        check(&sql, found(&sql).await, 3, AuditFlaw::Fields);
    }
}

#[tokio::test]
async fn a_changed_hash_is_told_from_a_changed_field() {
    for hash in ["zeroblob(32)", "x''", "(select hash from audit where n = 2)"] {
        let sql = format!("update audit set hash = {hash} where n = 3");
        check(&sql, found(&sql).await, 3, AuditFlaw::Hash);
    }
    let both = "update audit set hash = zeroblob(32), by = 'Lee' where n = 3";
    check(both, found(both).await, 3, AuditFlaw::Chain);
}

#[tokio::test]
async fn what_was_taken_out_is_found() {
    for n in [1, 3, 4] {
        let sql = format!("delete from audit where n = {n}");
        check(&sql, found(&sql).await, n, AuditFlaw::Missing);
    }
    let closed_up = "delete from audit where n = 3; update audit set n = n - 1 where n > 3";
    check(closed_up, found(closed_up).await, 3, AuditFlaw::Chain);
}

#[tokio::test]
async fn what_was_moved_is_found() {
    let sql = "update audit set n = 99 where n = 2; update audit set n = 2 where n = 3;
        update audit set n = 3 where n = 99";
    check(sql, found(sql).await, 2, AuditFlaw::Chain);
}

#[tokio::test]
async fn what_was_put_in_is_found() {
    let like = |n: &str, of: u32| {
        format!(
            "insert into audit select {n}, at, by, act, asset, before, after, hash from audit
            where n = {of}"
        )
    };
    let sql = like("6", 5);
    check(&sql, found(&sql).await, 6, AuditFlaw::Chain);
    let sql = like("7", 5);
    check(&sql, found(&sql).await, 6, AuditFlaw::Missing);
    for n in ["0", "-3"] {
        let sql = like(n, 1);
        check(&sql, found(&sql).await, 0, AuditFlaw::Added);
    }
    let between = format!(
        "update audit set n = -n where n > 2; update audit set n = 1 - n where n < 0; {}",
        like("3", 2)
    );
    check(&between, found(&between).await, 3, AuditFlaw::Chain);
}

#[tokio::test]
async fn the_last_entry_is_told_as_well_as_can_be() {
    let sql = "update audit set by = 'Lee' where n = 5";
    let broken = |flaw| AuditVerdict::Broken(AuditBroken { n: 5, flaw });
    let expected = [broken(AuditFlaw::Chain), broken(AuditFlaw::Fields)];
    assert_eq!(found(sql).await, expected, "nothing behind it tells, a noted tip does");
    let sql = "update audit set hash = zeroblob(32) where n = 5";
    assert_eq!(found(sql).await, [broken(AuditFlaw::Chain), broken(AuditFlaw::Hash)]);
}

#[tokio::test]
async fn an_end_that_was_cut_off_is_only_seen_against_a_noted_tip() {
    let home = five_acts("Kim").await;
    let tip = home.store.audit_tip().await.unwrap();
    tamper(&home.path(), "delete from audit where n > 3").await;
    let AuditVerdict::Whole(rest) = home.store.audit_verify(None).await.unwrap() else {
        panic!("without a tip the rest is a whole log");
    };
    assert_eq!(rest.n, 3);
    let missing = AuditVerdict::Broken(AuditBroken { n: 4, flaw: AuditFlaw::Missing });
    assert_eq!(home.store.audit_verify(Some(&tip)).await.unwrap(), missing);
}

#[tokio::test]
async fn a_log_that_was_rewritten_is_only_seen_against_a_noted_tip() {
    let noted = five_acts("Kim").await.store.audit_tip().await.unwrap();
    let rewritten = five_acts("Lee").await;
    let tip = rewritten.store.audit_tip().await.unwrap();
    assert_eq!(rewritten.store.audit_verify(None).await.unwrap(), AuditVerdict::Whole(tip));
    let broken = AuditVerdict::Broken(AuditBroken { n: 5, flaw: AuditFlaw::Rewritten });
    assert_eq!(rewritten.store.audit_verify(Some(&noted)).await.unwrap(), broken);

    // A tip noted earlier holds as long as the log is only continued.
    let signed = Signed { note: "mended".into(), ..signed_by("Kim", 9) };
    let entry = by_kim("close_fault");
    rewritten.store.fault_close(trackward_model::FaultId(1), &signed, &entry).await.unwrap();
    let later: AuditTip = rewritten.store.audit_tip().await.unwrap();
    assert_eq!(later.n, 6);
    let whole = AuditVerdict::Whole(later);
    assert_eq!(rewritten.store.audit_verify(Some(&tip)).await.unwrap(), whole);
}

#[test]
fn what_is_wrong_is_told_in_a_sentence() {
    let told = |flaw| AuditBroken { n: 7, flaw }.to_string();
    assert_eq!(told(AuditFlaw::Missing), "entry 7 is missing");
    assert_eq!(told(AuditFlaw::Fields), "what entry 7 says was changed");
    assert_eq!(told(AuditFlaw::Hash), "the hash of entry 7 was changed");
}
