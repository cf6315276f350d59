//! What a kiosk may not ask or do, and a kiosk of no unit.

use trackward_model::UnitId;
use trackward_model::ask::{Act, AssetsQuery, Code, Done, Refusal, ReleaseAsset};

use super::ward::{MORNING, Ward, act, at, hold, id, kiosk, report, tap};

#[tokio::test]
async fn a_kiosk_of_a_unit_that_does_not_exist_says_which_do() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    let lost = kiosk(&engine, "XYZ").await;
    let units: Vec<&str> = lost.other_units.iter().map(UnitId::as_str).collect();
    assert_eq!(units, ["ICU", "MS3", "Supply"]);
    ward.hear(&engine, &MORNING).await;
    for act_of in [tap("IP-1"), hold("IP-1"), report("IP-1")] {
        let refused = act(&engine, "XYZ", act_of.clone()).await;
        assert_eq!(refused, Done::Refused(Refusal::NoSuchUnit), "{act_of:?}");
    }
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_kiosk_may_not_ask_or_do_what_the_desk_may_nor_the_desk_what_a_kiosk_does() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    let refused = engine.query_as(&at("ICU"), AssetsQuery {}.into()).await.unwrap_err();
    assert_eq!(refused.code, Code::NotAllowed);
    let release = ReleaseAsset {
        asset_id: id("IP-1"),
        by: "Ada".to_owned(),
        note: "Looked at it".to_owned(),
    };
    let refused = engine.act_as(&at("ICU"), Act::ReleaseAsset(release)).await.unwrap_err();
    assert_eq!(refused.code, Code::NotAllowed);
    let refused = engine.act(hold("IP-1")).await.unwrap_err();
    assert_eq!(refused.code, Code::NotAllowed, "the desk is no unit");
    engine.stop().await.unwrap();
}
