//! What this computer is, in a file beside the database that whoever sets it up writes:
//! `trackward.toml`.
//!
//! ```toml
//! [kiosk]
//! unit = "ICU"
//! place = "icu-station"
//! ```

use std::path::Path;

use toml::{Table, Value};
use trackward_model::{PlaceId, UnitId};

use crate::access::KioskAt;
use crate::paths::default_database;
use crate::text_file;

const NAME: &str = "trackward.toml";
const BYTES_MAX: u64 = 64 << 10;

/// Whose kiosk this computer is; `None` where it is none.
///
/// # Errors
/// A sentence about what is wrong in the file.
pub fn kiosk_setting() -> Result<Option<KioskAt>, String> {
    let Some(path) = default_database().map(|db| db.with_file_name(NAME)) else { return Ok(None) };
    if !path.exists() {
        return Ok(None);
    }
    read(&path).map_err(|why| format!("{}: {why}", path.display()))
}

fn read(path: &Path) -> Result<Option<KioskAt>, String> {
    let bytes = text_file::bytes(path, BYTES_MAX, "the file")?;
    let text = std::str::from_utf8(&bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    kiosk_in(text)
}

fn kiosk_in(text: &str) -> Result<Option<KioskAt>, String> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
    if let Some(key) = table.keys().find(|key| *key != "kiosk") {
        return Err(format!("\"{key}\" is not known: expected [kiosk]"));
    }
    let Some(kiosk) = table.get("kiosk") else { return Ok(None) };
    let kiosk = kiosk.as_table().ok_or("kiosk must be a table: [kiosk]")?;
    if let Some(key) = kiosk.keys().find(|key| !matches!(key.as_str(), "unit" | "place")) {
        return Err(format!("\"{key}\" is not known in [kiosk]: expected unit and place"));
    }
    let text_of = |key: &str| match kiosk.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(format!("{key} must be a text in quotes")),
    };
    let unit = text_of("unit")?.ok_or("[kiosk] needs a unit, such as unit = \"ICU\"")?;
    let place = text_of("place")?.map(PlaceId::new).transpose();
    Ok(Some(KioskAt {
        unit: UnitId::new(unit).map_err(|error| format!("unit: {error}"))?,
        place: place.map_err(|error| format!("place: {error}"))?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kiosk_is_read_with_or_without_a_place() {
        let kiosk = kiosk_in("[kiosk]\nunit = \"ICU\"\nplace = \"icu-station\"").unwrap().unwrap();
        assert_eq!(kiosk.unit.as_str(), "ICU");
        assert_eq!(kiosk.place.unwrap().as_str(), "icu-station");
        assert_eq!(kiosk_in("[kiosk]\nunit = \"ICU\"").unwrap().unwrap().place, None);
        assert_eq!(kiosk_in("").unwrap(), None, "a file that says nothing is no kiosk");
    }

    #[test]
    fn what_cannot_be_meant_is_refused_by_name() {
        for (text, word) in [
            ("[kiosk]\nplace = \"a\"", "unit"),
            ("[kiosk]\nunit = 3", "unit"),
            ("[kiosk]\nunit = \"ICU\"\nward = \"x\"", "ward"),
            ("[desk]", "desk"),
            ("kiosk = 1", "table"),
        ] {
            let why = kiosk_in(text).unwrap_err();
            assert!(why.contains(word), "{text:?}: {why}");
        }
    }
}
