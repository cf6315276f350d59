//! The forty readers, and where their antennas hang.
//!
//! A reader sits above a suspended ceiling and reaches the rooms around it by cable: so the
//! antennas of one reader are neighbours, and one reader down blinds one corner of a floor.

use super::layout::{Floor, MARGIN_M};

/// A reader with its antennas in the order of their ports.
pub struct Reader {
    pub id: &'static str,
    pub antennas: Vec<Antenna>,
}

/// An antenna: the place it is aimed at, and where it hangs in metres of the plan.
pub struct Antenna {
    pub place: String,
    pub at: [f64; 2],
}

/// The first reader's port on loopback; each next one has the next port.
pub const FIRST_PORT: u16 = 18401;

/// Where an antenna is aimed: a place, and a point of the building where its middle won't do.
type Aim = (&'static str, Option<[f64; 2]>);

const fn at(place: &'static str, x: f64, y: f64) -> Aim {
    (place, Some([x, y]))
}

const fn mid(place: &'static str) -> Aim {
    (place, None)
}

const READERS: [(&str, &[Aim]); 40] = [
    ("ed-north", &[mid("ed-1"), mid("ed-2"), mid("ed-3"), mid("ed-4")]),
    ("ed-trauma", &[mid("ed-5"), mid("trauma-1"), mid("trauma-2")]),
    ("ed-south", &[mid("ed-6"), mid("ed-7"), mid("ed-8")]),
    ("ed-core", &[mid("ed-clean"), mid("ed-station"), mid("ed-soiled"), mid("ed-equipment")]),
    (
        "l1-west",
        &[at("l1-north", 9.0, 6.7), mid("l1-west"), at("l1-south", 9.0, 21.3), mid("ambulance")],
    ),
    ("l1-lifts", &[at("l1-north", 26.0, 6.7), mid("l1-lobby"), mid("l1-lift-a"), mid("l1-lift-b")]),
    ("l1-public", &[at("l1-south", 26.0, 21.3), mid("main-entrance"), mid("x-ray"), mid("ct")]),
    (
        "biomed",
        &[mid("biomed-shop"), mid("biomed-storage"), mid("receiving"), at("l1-north", 43.0, 6.7)],
    ),
    (
        "supply",
        &[
            mid("decontamination"),
            mid("sterile"),
            at("central-equipment", 31.3, 17.0),
            at("central-equipment", 35.7, 17.0),
        ],
    ),
    ("logistics", &[mid("laundry"), mid("dock"), mid("l1-east"), at("l1-south", 43.0, 21.3)]),
    ("icu-north", &[mid("icu-201"), mid("icu-202"), mid("icu-203"), mid("icu-204")]),
    ("icu-south", &[mid("icu-206"), mid("icu-207"), mid("icu-208"), mid("icu-209")]),
    ("icu-core", &[mid("icu-clean"), mid("icu-station"), mid("icu-soiled"), mid("icu-equipment")]),
    ("icu-mid", &[mid("icu-205"), mid("icu-210"), at("l2-north", 26.0, 6.7), mid("l2-lobby")]),
    (
        "l2-west",
        &[at("l2-north", 9.0, 6.7), mid("l2-west"), at("l2-south", 9.0, 21.3), mid("rt-equipment")],
    ),
    ("l2-lifts", &[mid("l2-lift-a"), mid("l2-lift-b"), mid("or-desk")]),
    ("or-north", &[mid("or-1"), mid("or-2"), mid("or-3"), mid("or-supply")]),
    ("or-core", &[mid("or-clean"), mid("or-soiled"), mid("anesthesia"), mid("l2-east")]),
    ("pacu", &[mid("pacu-1"), mid("pacu-2"), mid("pacu-3"), mid("pacu-4")]),
    (
        "pacu-core",
        &[mid("pacu-station"), mid("pacu-soiled"), mid("pacu-clean"), at("l2-south", 26.0, 21.3)],
    ),
    (
        "l2-east",
        &[mid("pre-op-1"), mid("pre-op-2"), at("l2-south", 43.0, 21.3), at("l2-north", 43.0, 6.7)],
    ),
    ("sdu-north", &[mid("sdu-301"), mid("sdu-302"), mid("sdu-303"), mid("sdu-304")]),
    ("sdu-south", &[mid("sdu-306"), mid("sdu-307"), mid("sdu-308"), mid("sdu-309")]),
    ("sdu-core", &[mid("sdu-clean"), mid("sdu-station"), mid("sdu-soiled")]),
    ("sdu-mid", &[mid("sdu-305"), mid("sdu-310"), at("l3-north", 26.0, 6.7), mid("l3-lobby")]),
    (
        "l3-west",
        &[
            at("l3-north", 9.0, 6.7),
            mid("l3-west"),
            at("l3-south", 9.0, 21.3),
            mid("sdu-equipment"),
        ],
    ),
    ("l3-lifts", &[mid("l3-lift-a"), mid("l3-lift-b"), at("l3-south", 26.0, 21.3)]),
    ("ms3-north", &[mid("ms-321"), mid("ms-322"), mid("ms-323"), mid("ms-324")]),
    ("ms3-south", &[mid("ms-325"), mid("ms-326"), mid("ms-327"), mid("ms-328")]),
    ("ms3-core", &[mid("ms3-clean"), mid("ms3-station"), mid("ms3-soiled")]),
    (
        "l3-east",
        &[
            at("l3-north", 43.0, 6.7),
            mid("l3-east"),
            at("l3-south", 43.0, 21.3),
            mid("ms3-equipment"),
        ],
    ),
    ("4w-north", &[mid("ms-401"), mid("ms-402"), mid("ms-403"), mid("ms-404")]),
    ("4w-south", &[mid("ms-405"), mid("ms-406"), mid("ms-407"), mid("ms-408")]),
    (
        "4w-core",
        &[mid("ms4w-clean"), mid("ms4w-station"), mid("ms4w-soiled"), at("l4-south", 26.0, 21.3)],
    ),
    ("4e-north", &[mid("ms-421"), mid("ms-422"), mid("ms-423"), mid("ms-424")]),
    ("4e-south", &[mid("ms-425"), mid("ms-426"), mid("ms-427"), mid("ms-428")]),
    ("4e-core", &[mid("ms4e-clean"), mid("ms4e-station"), mid("ms4e-soiled")]),
    ("l4-lifts", &[at("l4-north", 26.0, 6.7), mid("l4-lobby"), mid("l4-lift-a"), mid("l4-lift-b")]),
    (
        "l4-west",
        &[
            at("l4-north", 9.0, 6.7),
            mid("l4-west"),
            at("l4-south", 9.0, 21.3),
            mid("ms4w-equipment"),
        ],
    ),
    (
        "l4-east",
        &[
            at("l4-north", 43.0, 6.7),
            mid("l4-east"),
            at("l4-south", 43.0, 21.3),
            mid("ms4e-equipment"),
        ],
    ),
];

/// All readers; an antenna without a point of its own hangs in the middle of its place.
pub fn all(floors: &[Floor]) -> Vec<Reader> {
    let middle = |place: &str| {
        let mut rooms = floors.iter().flat_map(|floor| &floor.rooms);
        let room = rooms.find(|room| room.id == place);
        room.unwrap_or_else(|| panic!("an antenna is aimed at {place}, which is no room"))
            .rect
            .middle()
    };
    let hung = |&(place, point): &Aim| Antenna {
        place: place.to_owned(),
        at: point.map_or_else(|| middle(place), |[x, y]| [x + MARGIN_M, y + MARGIN_M]),
    };
    READERS
        .iter()
        .map(|(id, aims)| Reader { id, antennas: aims.iter().map(hung).collect() })
        .collect()
}
