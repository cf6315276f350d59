//! The log of acts: how it is chained, listed and looked through.

use trackward_model::{CompletionId, PlanOf, TypeId};
use trackward_store::{
    AuditBroken, AuditEntry, AuditFlaw, AuditTip, AuditVerdict, ImportRow, QuarantineCause,
    Quarantined,
};

use crate::fixture::{Home, asset, at, by_kim, plan, tamper};

/// Made with Python's hashlib from the layout that `chain.rs` states.
const FIRST: &str = "04a5e952cfaaa4fb55b107b249d1fba2db1bb5b25a05c5954ca934053e01d035";
const SECOND: &str = "d3868d9a47ae6942e941ab290f0d7b01f0677467192cda79594231afa70bec6f";

#[tokio::test]
async fn the_hashes_are_those_that_anyone_can_work_out() {
    let home = Home::with(3).await;
    let first =
        AuditEntry { after: "{\"é\":1}".into(), ..AuditEntry::new(at(1), "Kim", "quarantine") };
    let quarantined = Quarantined {
        asset: asset(2),
        from: at(1),
        reason: "It was found.".into(),
        cause: QuarantineCause::ByHand,
    };
    home.store.quarantine_put(&quarantined, &first).await.unwrap();
    let second = AuditEntry {
        before: "{\"a\":1}".into(),
        after: "{\"a\":2}".into(),
        ..AuditEntry::new(at(2), "Ørsted", "save_plan")
    };
    let pumps = plan(PlanOf::Type(TypeId::new("infusion_pump").unwrap()));
    home.store.maintenance_plan_put(&[pumps], &second).await.unwrap();
    let entries = home.store.audit_list(None, None, 9).await.unwrap();
    let told = |n: u64, hash| AuditTip { n, hash }.to_string();
    assert_eq!(told(2, entries[0].hash), format!("2:{SECOND}"));
    assert_eq!(told(1, entries[1].hash), format!("1:{FIRST}"));
    assert_eq!((entries[0].asset, entries[1].asset), (None, Some(asset(2))));
    let tip = home.store.audit_tip().await.unwrap();
    assert_eq!(tip.to_string(), format!("2:{SECOND}"));
    assert_eq!(format!(" {tip}\n").parse(), Ok(tip), "as it is noted it is read");
}

#[tokio::test]
async fn an_empty_log_is_whole() {
    let home = Home::with(1).await;
    let tip = AuditTip { n: 0, hash: [0; 32] };
    assert_eq!(home.store.audit_tip().await.unwrap(), tip);
    assert_eq!(home.store.audit_verify(Some(&tip)).await.unwrap(), AuditVerdict::Whole(tip));
}

#[test]
fn what_is_no_tip_is_refused() {
    let zeros = "0".repeat(64);
    assert!(format!("3:{zeros}").parse::<AuditTip>().is_ok());
    for text in [
        String::new(),
        zeros.clone(),
        format!("x:{zeros}"),
        format!("3:{}", &zeros[1..]),
        format!("3:{zeros}0"),
        format!("3:{}é", &zeros[2..]),
        format!("3:+{}", &zeros[1..]),
    ] {
        let error = text.parse::<AuditTip>().expect_err("it is none");
        assert!(error.to_string().contains("64 hexadecimal digits"), "{error}");
    }
}

/// A log of several pages, with a change at each place where one page follows another.
#[tokio::test]
async fn a_long_log_is_looked_through_to_its_end() {
    const ENTRIES: u64 = 6_001;
    let home = Home::with(1).await;
    let row = ImportRow { asset: asset(0), plan: None, schedule: None, completion: None };
    let rows = vec![row; ENTRIES as usize];
    home.store.maintenance_import(&rows, CompletionId(0), &by_kim("import")).await.unwrap();
    let tip = home.store.audit_tip().await.unwrap();
    assert_eq!(tip.n, ENTRIES);
    assert_eq!(home.store.audit_verify(None).await.unwrap(), AuditVerdict::Whole(tip));
    let rename = async |n, by| {
        tamper(&home.path(), &format!("update audit set by = '{by}' where n = {n}")).await;
        home.store.audit_verify(None).await.unwrap()
    };
    for n in [1, 2_000, 2_001, 4_000, 4_001, 6_000] {
        let broken = AuditVerdict::Broken(AuditBroken { n, flaw: AuditFlaw::Fields });
        assert_eq!(rename(n, "Lee").await, broken);
        assert_eq!(rename(n, "Kim").await, AuditVerdict::Whole(tip), "as it was");
    }
    let listed = home.store.audit_list(Some(asset(0)), Some(3_001), 2).await.unwrap();
    assert_eq!(listed.iter().map(|entry| entry.n).collect::<Vec<_>>(), [3_000, 2_999]);
}
