//! How replies are written down on their way to a window.

use serde::{Serialize, de::DeserializeOwned};

/// How a reply is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As JSON, which people and other programs read.
    Json,
    /// As postcard, without names: for all assets at once, which as JSON are three times as long.
    Packed,
}

/// Why a reply could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// As JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// As postcard.
    #[error(transparent)]
    Packed(#[from] postcard::Error),
}

impl Form {
    /// Writes a reply down.
    ///
    /// # Errors
    /// It holds what this form cannot.
    pub fn write<T: Serialize>(self, reply: &T) -> Result<Vec<u8>, FormError> {
        Ok(match self {
            Self::Json => serde_json::to_vec(reply)?,
            Self::Packed => postcard::to_stdvec(reply)?,
        })
    }

    /// Reads a reply.
    ///
    /// # Errors
    /// These bytes are no such reply in this form.
    pub fn read<T: DeserializeOwned>(self, bytes: &[u8]) -> Result<T, FormError> {
        Ok(match self {
            Self::Json => serde_json::from_slice(bytes)?,
            Self::Packed => postcard::from_bytes(bytes)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AssetInfo, AssetLive, AssetRow, Assets, AssetsQuery, Request};
    use super::*;
    use crate::{AssetStatus, Freshness, Risk, Severity, Timestamp, UseState};

    fn assets() -> Assets {
        let info = AssetInfo {
            asset_id: "A-1".parse().unwrap(),
            name: "Pump \"left\"".to_owned(),
            type_id: "infusion_pump".parse().unwrap(),
            manufacturer: String::new(),
            model: "M1".to_owned(),
            serial: "S-1".to_owned(),
            unit: Some("ICU".parse().unwrap()),
            tags: vec!["epc:3034257BF7194E4000001A85".parse().unwrap()],
            risk: Risk::High,
            rental: true,
            status: AssetStatus::Active,
        };
        let live = AssetLive {
            asset_id: "A-1".parse().unwrap(),
            place: None,
            floor: Some("L2".parse().unwrap()),
            x: Some(1.25),
            y: Some(-0.1),
            accuracy_m: None,
            since: Some(Timestamp(1_767_621_600_123_456)),
            last_seen: Some(Timestamp::MIN),
            freshness: Freshness::NotSeen,
            use_state: UseState::InUse,
            confidence: 0.95,
            alert: Some(Severity::Warning),
            quarantined: true,
            maintenance: None,
            intercept: false,
            fault: true,
            recalled: false,
            custody: Some("ICU".parse().unwrap()),
        };
        Assets { reached: Timestamp(7), rows: vec![AssetRow { info, live }] }
    }

    #[test]
    fn a_reply_reads_as_it_was_written_in_each_form() {
        for form in [Form::Json, Form::Packed] {
            let bytes = form.write(&assets()).unwrap();
            assert_eq!(form.read::<Assets>(&bytes).unwrap(), assets(), "{form:?}");
        }
    }

    #[test]
    fn all_assets_are_written_without_names() {
        let bytes = AssetsQuery::FORM.write(&assets()).unwrap();
        assert!(!bytes.windows(8).any(|part| part == b"asset_id"), "a name a row is too long");
    }

    #[test]
    fn bytes_of_another_form_are_refused() {
        let bytes = Form::Packed.write(&assets()).unwrap();
        assert!(Form::Json.read::<Assets>(&bytes).is_err());
        assert!(Form::Packed.read::<Assets>(b"{\"reached\":7,\"rows\":[]}").is_err());
    }
}
