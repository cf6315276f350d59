//! By what means an asset was noticed: strengths of one kind say nothing of another.

use serde::{Deserialize, Serialize};

use crate::{Scheme, Sighting};

/// By what means an asset was noticed, from the coarsest to the surest. A strength compares
/// with those of its own kind only: −60 dBm is strong for a UHF tag and common for a beacon.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Means {
    /// A gateway heard its beacon, as it may through walls.
    Ble = 0,
    /// A positioning hub placed it.
    Hub = 1,
    /// An antenna read its UHF label, which powers itself from that antenna.
    #[default]
    Rfid = 2,
    /// Someone or another system says where it is.
    Statement = 3,
    /// Its card was held to a reader: a tap.
    Card = 4,
}

impl Sighting {
    /// By what means the asset was noticed: told by the tag's scheme, and by a position, which
    /// only hubs and statements have.
    #[must_use]
    pub fn means(&self) -> Means {
        match self.tag.scheme() {
            Scheme::Asset => Means::Statement,
            _ if self.position.is_some() => Means::Hub,
            Scheme::Epc => Means::Rfid,
            Scheme::Mac | Scheme::Ibeacon | Scheme::Eddystone => Means::Ble,
            Scheme::Uid => Means::Card,
            Scheme::Omlox => Means::Hub,
        }
    }
}
