//! What tests of maintenance share.

use std::fs;

use trackward_engine::{Engine, ImportChange, import_maintenance};
use trackward_model::ask::{Act, CompleteMaintenance, Done, Request};
use trackward_model::{AssetId, Date};

use super::Hospital;

const HEADER: &str = "asset_id,plan,last_completed,next_due,interval,mode\n";

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn id(asset: &str) -> AssetId {
    asset.parse().unwrap()
}

impl Hospital {
    /// Imports a list: rows without the header.
    pub async fn import(&self, rows: &str) -> Vec<ImportChange> {
        let file = self.path("maintenance.csv");
        fs::write(&file, format!("{HEADER}{rows}")).unwrap();
        let imported = import_maintenance(&self.db(), &file, "Ann", false).await.unwrap();
        imported.rows.iter().map(|row| row.change).collect()
    }
}

pub async fn ask<Q: Request>(engine: &Engine, query: Q) -> Q::Reply {
    let json = engine.query(query.into()).await.unwrap();
    serde_json::from_slice(&json).unwrap()
}

/// A completion by Ann, of whatever is open.
pub fn complete(asset: &str, on: &str) -> CompleteMaintenance {
    CompleteMaintenance {
        asset_id: id(asset),
        plan: "PM".parse().unwrap(),
        due_on: None,
        completed_on: date(on),
        by: "Ann".to_owned(),
        note: String::new(),
        minutes: Some(25),
        results: Vec::new(),
    }
}

pub async fn not_now(engine: &Engine, act: Act) -> String {
    match engine.act(act).await.unwrap() {
        Done::NotNow(sentence) => sentence,
        other => panic!("it should not have been possible, or for another reason: {other:?}"),
    }
}

pub async fn done(engine: &Engine, act: Act) {
    assert_eq!(engine.act(act).await.unwrap(), Done::Done);
}
