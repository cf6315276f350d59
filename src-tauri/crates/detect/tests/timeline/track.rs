//! Where one asset is and was, judged as simply as can be: the place that heard it last, of
//! several within an instant the one with the highest index.

use trackward_model::{Doubts, Fix, FloorIndex, PlaceIndex, ReaderIndex, Stay, Timestamp};

use super::site;

#[derive(Debug, Clone, Default)]
pub struct Track {
    pub fix: Option<Fix>,
    pub stays: Vec<Stay>,
    /// The stays, the battery and who heard it, before the present instant was taken.
    before: (Vec<Stay>, Option<u8>),
    loudest: Option<(u32, u32, u16, Option<u8>)>,
}

impl Track {
    /// Takes a sighting: place, reader, port, battery. Whether the stays have changed.
    pub fn hear(&mut self, at: Timestamp, heard: (u32, u32, u16, Option<u8>)) -> bool {
        if self.fix.is_none_or(|fix| fix.last_seen < at) {
            let battery = self.fix.and_then(|fix| fix.battery_percent);
            self.before = (self.stays.clone(), battery);
            self.loudest = None;
        }
        self.loudest = self.loudest.max(Some(heard));
        let (place, reader, antenna, battery) = self.loudest.expect("it was just heard");
        let place = PlaceIndex(place);
        let floor = site::PLACES[place.at()].1;
        let floor = FloorIndex(site::position(["L0", "L1", "L2"], floor).expect("a floor"));
        let told = std::mem::replace(&mut self.stays, self.before.0.clone());
        self.go_to(at, place, floor);
        let fix = Fix {
            place: Some(place),
            floor,
            x: 0.0,
            y: 0.0,
            accuracy_m: None,
            since: self.stays.last().expect("it is somewhere").from,
            last_seen: at,
            confidence: 1.0,
            doubts: Doubts::default(),
            reader: ReaderIndex(reader),
            antenna,
            rssi: None,
            battery_percent: battery.or(self.before.1),
        };
        self.fix = Some(fix);
        let bounds = |stays: &[Stay]| stays.last().map(|stay| (stay.from, stay.place));
        bounds(&told) != bounds(&self.stays)
    }

    fn go_to(&mut self, at: Timestamp, place: PlaceIndex, floor: FloorIndex) {
        match self.stays.last_mut() {
            Some(last) if last.place == Some(place) => return last.last_seen = at,
            Some(last) => last.to = Some(at),
            None => {}
        }
        let (from, to) = (at, None);
        self.stays.push(Stay { place: Some(place), floor, from, to, last_seen: at });
    }
}
