//! A unit's stock against its levels.

use trackward_engine::Session;
use trackward_model::Rule;
use trackward_model::ask::{Stock, StockLevel, StockQuery, StockRow};

use super::ward::{MORNING, Ward, alerts, ask};

#[tokio::test]
async fn stock_is_counted_against_its_levels_and_a_shortage_is_an_alert() {
    let ward = Ward::new().await;
    let engine = ward.engine().await;
    ward.hear(&engine, &MORNING).await;
    let stock: Stock = ask(&engine, &Session::Desk, StockQuery {}).await;
    let row = |unit: &str| {
        let of = |row: &&StockRow| row.name == unit && row.type_id.as_str() == "infusion_pump";
        stock.rows.iter().find(of).unwrap().clone()
    };
    let icu = row("ICU");
    assert_eq!((icu.ready, icu.in_use, icu.soiled), (1, 1, 1));
    assert_eq!((icu.level, row("MS3").level), (StockLevel::Short, StockLevel::Enough));
    let pick = &stock.supply.picks[0];
    assert_eq!((pick.unit.as_str(), pick.count), ("ICU", 2), "the target is 3 and 1 is ready");
    // Short for ten minutes, and heard all the while.
    let minutes: Vec<String> = (1..=12).map(|minute| format!("14:{minute:02} 1 clean-a")).collect();
    let minutes: Vec<&str> = minutes.iter().map(String::as_str).collect();
    ward.hear(&engine, &minutes).await;
    let alerts = alerts(&engine).await;
    let low = alerts.rows.iter().find(|row| row.rule == Rule::ParLow).unwrap();
    assert_eq!(low.unit.as_ref().unwrap().as_str(), "ICU");
    assert!(!alerts.rows.iter().any(|row| row.rule == Rule::ParHigh), "nobody hoards");
    engine.stop().await.unwrap();
}
