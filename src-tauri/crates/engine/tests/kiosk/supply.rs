//! What a runner takes from where, and what a kiosk can ask for.

use std::fmt::Write as _;
use std::fs;

use trackward_engine::{Removal, load};

use super::ward::{Ward, kiosk};

/// Six of them: the fourth device is a ventilator.
const PUMPS: [u32; 6] = [1, 2, 3, 5, 6, 7];

#[tokio::test]
async fn a_unit_that_hoards_keeps_its_target() {
    let ward = Ward::new().await;
    let (site, list) = (ward.path("site.toml"), ward.path("assets.csv"));
    let text = fs::read_to_string(&site).unwrap();
    let levels = |target, critical, maximum| {
        format!("target = {target}\ncritical = {critical}\nmaximum = {maximum}\n")
    };
    let text = text.replace(&levels(3, 2, 4), &levels(6, 2, 7));
    fs::write(&site, text.replace(&levels(1, 1, 1), &levels(4, 1, 5))).unwrap();
    let mut pumps = String::from("asset_id,name,type,manufacturer,model,serial,unit,tag,risk\n");
    for n in PUMPS {
        let tag = format!("epc:3034257BF7194E400000000{n}");
        writeln!(pumps, "IP-{n},Pump,infusion_pump,Medilane,P3,S{n},MS3,{tag},high").unwrap();
    }
    fs::write(&list, pumps).unwrap();
    load(&ward.db(), Some(&site), Some(&list), Removal::Refuse).await.unwrap();
    let engine = ward.engine().await;
    let heard: Vec<String> = PUMPS.iter().map(|n| format!("14:00 {n} clean-b")).collect();
    ward.hear(&engine, &heard.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let supply = kiosk(&engine, "Supply").await.supply.unwrap();
    assert_eq!(supply.over[0].ready, 6, "two above the target");
    let pick = supply.picks.iter().find(|pick| pick.unit.as_str() == "ICU").unwrap();
    assert_eq!((pick.count, pick.take.len()), (6, 2), "four stay where they are");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_kiosk_knows_every_type_of_the_hospital_however_far_away() {
    let ward = Ward::new().await;
    let list = ward.path("assets.csv");
    let mut many = fs::read_to_string(&list).unwrap();
    for n in 100..161 {
        writeln!(many, "IP-{n},Spare,infusion_pump,Medilane,P3,,ICU,,standard").unwrap();
    }
    writeln!(many, "BD-1,Bed,bed,Medilane,B1,,Supply,,standard").unwrap();
    fs::write(&list, many).unwrap();
    load(&ward.db(), None, Some(&list), Removal::Refuse).await.unwrap();
    let engine = ward.engine().await;
    let types = kiosk(&engine, "MS3").await.types;
    let types: Vec<&str> = types.iter().map(trackward_model::TypeId::as_str).collect();
    assert_eq!(types, ["bed", "infusion_pump", "ventilator"]);
    engine.stop().await.unwrap();
}
