//! What a Bluetooth LE advert tells: which tag it stands for, and how its battery is.
//!
//! An advert is a list of AD structures, each a length, a type and its data. What is not known
//! is passed over; a structure that claims more than there is ends the list.

mod battery;
#[cfg(test)]
mod tests;

use trackward_model::{Scheme, Tag};

pub use battery::{Battery, percent_of_millivolts};

/// AD type: data of a service that is named by 16 bits.
const SERVICE_DATA: u8 = 0x16;
/// AD type: data that a manufacturer defines.
const MANUFACTURER_DATA: u8 = 0xFF;

const APPLE: u16 = 0x004C;
/// Apple's type and length of an iBeacon.
const IBEACON: [u8; 2] = [0x02, 0x15];

const EDDYSTONE: u16 = 0xFEAA;
const EDDYSTONE_UID: u8 = 0x00;
/// Telemetry, in its version without encryption.
const EDDYSTONE_TLM: [u8; 2] = [0x20, 0x00];

const MINEW: u16 = 0xFFE1;
const MINEW_FRAME: u8 = 0xA1;
/// Temperature, light, acceleration, information, vibration: each has its battery behind it.
const MINEW_MODELS: [u8; 5] = [0x01, 0x02, 0x03, 0x08, 0x18];

/// What one or several adverts of one radio tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Advert {
    /// UUID, major and minor of an iBeacon.
    pub ibeacon: Option<[u8; 20]>,
    /// Namespace and instance of an Eddystone beacon.
    pub eddystone_uid: Option<[u8; 16]>,
    /// The battery.
    pub battery: Option<Battery>,
}

impl Advert {
    /// Reads an advert's bytes.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let mut advert = Self::default();
        advert.add(bytes);
        advert
    }

    /// Reads one more advert of the same radio: an iBeacon tells its battery in another frame.
    pub fn add(&mut self, mut bytes: &[u8]) {
        while let [length, rest @ ..] = bytes {
            // Zeros fill an advert up to its end.
            let length = usize::from(*length);
            let Some((structure, rest)) = rest.split_at_checked(length) else { return };
            bytes = rest;
            match structure {
                [SERVICE_DATA, low, high, data @ ..] => {
                    self.add_service_data(u16::from_le_bytes([*low, *high]), data);
                }
                [MANUFACTURER_DATA, data @ ..] => self.add_manufacturer_data(data),
                _ => {}
            }
        }
    }

    /// Reads the data of a service, as gateways give it that have taken an advert apart.
    pub fn add_service_data(&mut self, service: u16, data: &[u8]) {
        match (service, data) {
            (EDDYSTONE, [EDDYSTONE_UID, _tx_power, id @ ..]) => {
                self.eddystone_uid = id.first_chunk().copied().or(self.eddystone_uid);
            }
            (EDDYSTONE, [a, b, high, low, ..]) if [*a, *b] == EDDYSTONE_TLM => {
                self.told(Battery::of_millivolts(u16::from_be_bytes([*high, *low])));
            }
            (MINEW, [MINEW_FRAME, model, percent, ..]) if MINEW_MODELS.contains(model) => {
                self.told(Battery::of_percent(*percent));
            }
            _ => {}
        }
    }

    /// Reads a manufacturer's data, its company in front.
    pub fn add_manufacturer_data(&mut self, data: &[u8]) {
        // Byte 24, after the strength at a metre, is a battery with some vendors only: passed over.
        if let [low, high, a, b, id @ ..] = data
            && u16::from_le_bytes([*low, *high]) == APPLE
            && [*a, *b] == IBEACON
            && id.len() > 20
        {
            self.ibeacon = id.first_chunk().copied();
        }
    }

    /// The tag that the adverts stand for: an iBeacon by its id, anything else by the address of
    /// its radio, unless that is one that changes: then by the id of an Eddystone beacon. `None`
    /// where nothing lasts by which the radio could be known again.
    ///
    /// The address comes before Eddystone's id because a beacon tells its id in some frames and its
    /// battery in others, and only the address stands in both.
    #[must_use]
    pub fn tag(&self, address: [u8; 6], kind: AddressKind) -> Option<Tag> {
        match &self.ibeacon {
            Some(id) => Tag::new(Scheme::Ibeacon, id),
            None if lasts(address, kind) => Tag::new(Scheme::Mac, &address),
            None => self.eddystone_uid.and_then(|id| Tag::new(Scheme::Eddystone, &id)),
        }
    }

    fn told(&mut self, battery: Option<Battery>) {
        self.battery = battery.or(self.battery);
    }
}

/// Whether an address is the radio's own, as far as the gateway tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressKind {
    /// The manufacturer's, or not told.
    Public,
    /// Drawn by lot.
    Random,
}

/// Whether a radio keeps its address. A random one with both highest bits set is kept while the
/// radio has power; phones and watches have others, and change them every few minutes.
fn lasts(address: [u8; 6], kind: AddressKind) -> bool {
    kind == AddressKind::Public || address[0] >> 6 == 0b11
}
