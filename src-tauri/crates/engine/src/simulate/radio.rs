//! What an antenna hears: strength falls with distance and walls.

use super::building::Building;
use super::random::Random;

/// Strength at one metre.
const AT_1_M_DBM: f64 = -42.0;
/// Path loss exponent: 2 in free space, more among steel and people.
const EXPONENT: f64 = 2.4;
/// What a wall of plasterboard on steel studs takes away.
const WALL_DB: f64 = 8.0;
/// Antennas hang this much higher than tags.
const ABOVE_M: f64 = 1.5;
/// How much the same tag differs between antennas: how it is mounted, what stands around.
const SHADOWING_DB: f64 = 2.0;
/// How much one read differs from the next.
const NOISE_DB: f64 = 1.5;
/// Weaker than this, a tag gets no power to answer.
const SENSITIVITY_DBM: f64 = -74.0;
/// Antennas that can hear a tag at once; the strongest are kept.
const ANTENNAS_MAX: usize = 6;

/// An antenna that can hear a tag where it is now, and how strongly on average.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hearing {
    pub(super) antenna: usize,
    mean_dbm: f64,
}

impl Hearing {
    /// One read: its strength in whole dBm, as readers report it; `None` when it was too weak.
    pub(super) fn read(self, random: &mut Random) -> Option<i8> {
        let dbm = self.mean_dbm + random.normal() * NOISE_DB;
        (dbm >= SENSITIVITY_DBM).then(|| dbm.round().clamp(-128.0, 127.0) as i8)
    }
}

/// The antennas that hear a tag at a point, the strongest first. `tag` tells tags apart.
pub(super) fn heard_by(building: &Building, floor: usize, at: [f64; 2], tag: u64) -> Vec<Hearing> {
    let Some(antennas) = building.antennas_of_floor.get(floor) else { return Vec::new() };
    let mut heard: Vec<Hearing> = antennas
        .iter()
        .filter_map(|&antenna| {
            let from = building.antennas[antenna].at;
            let metres = (from[0] - at[0]).hypot(from[1] - at[1]).hypot(ABOVE_M);
            let shadow = Random::new(tag, antenna as u64).normal() * SHADOWING_DB;
            let open_dbm = AT_1_M_DBM - 10.0 * EXPONENT * metres.log10() + shadow;
            // Through the air alone too weak: no need to count the walls.
            if open_dbm < SENSITIVITY_DBM - 2.0 * NOISE_DB {
                return None;
            }
            let walls = f64::from(building.walls_between(floor, from, at));
            let mean_dbm = open_dbm - walls * WALL_DB;
            let audible = mean_dbm >= SENSITIVITY_DBM - 2.0 * NOISE_DB;
            audible.then_some(Hearing { antenna, mean_dbm })
        })
        .collect();
    heard.sort_by(|a, b| b.mean_dbm.total_cmp(&a.mean_dbm));
    heard.truncate(ANTENNAS_MAX);
    heard
}
