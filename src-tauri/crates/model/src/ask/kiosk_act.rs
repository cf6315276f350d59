//! What can be done at a kiosk, in the name of its unit.

use serde::{Deserialize, Serialize};

use crate::{AssetId, RequestEnd, RequestId, Symptom, TypeId, Urgency};

/// Hold a device for the kiosk's unit: somebody is on their way to it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HoldAsset {
    /// The device.
    pub asset_id: AssetId,
}

/// Hold it no longer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReleaseHold {
    /// The device.
    pub asset_id: AssetId,
}

/// Report at a kiosk that a device does not work.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReportSymptom {
    /// The device.
    pub asset_id: AssetId,
    /// What is wrong.
    pub symptom: Symptom,
    /// More of that; may be empty.
    pub note: String,
}

/// Ask for equipment for the kiosk's unit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RequestEquipment {
    /// The type.
    #[serde(rename = "type")]
    pub type_id: TypeId,
    /// How many.
    pub count: u32,
    /// How soon.
    pub urgency: Urgency,
}

/// Take up a request: it is brought. At the kiosk of the supplying unit, or at the desk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TakeUpRequest {
    /// The request.
    pub request_id: RequestId,
    /// By whom; a kiosk leaves it empty.
    pub by: String,
}

/// End a request. The unit that made it may, the one that supplies it, and the desk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CloseRequest {
    /// The request.
    pub request_id: RequestId,
    /// How it ended.
    pub end: RequestEnd,
    /// By whom; a kiosk leaves it empty.
    pub by: String,
}

/// The kiosk's screen asks for a device: for a while its card chooses it, and neither takes it nor
/// returns it. Said again and again while the screen asks.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AwaitDevice {
    /// Whether it still asks.
    pub asks: bool,
}

/// A card or number that a scanner typed at the kiosk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TapCard {
    /// As it was typed.
    pub text: String,
}
