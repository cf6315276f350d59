//! The demo's 400 infusion pumps and 80 ventilators. Makers and models are invented.

use std::fmt::Write as _;

use super::epc::{giai96, gtin14, sgtin96};
use super::random::Random;

/// The hospital's own GS1 company prefix: its tags name its asset numbers.
const HOSPITAL_PREFIX: u32 = 9_521_001;

/// A model, and how its maker numbers and labels it.
struct Model {
    count: u32,
    type_id: &'static str,
    name: &'static str,
    manufacturer: &'static str,
    model: &'static str,
    risk: &'static str,
    prefix: u32,
    item: u32,
    serial: fn(u32, Bought) -> String,
    /// Whether the maker delivers it with a tag of its own.
    tagged_by_maker: bool,
    /// What one costs, about.
    price: u32,
    /// Every how many-th is rented; 0 for none.
    rented_every: u32,
    units: &'static [(&'static str, u32)],
}

/// When a device was bought.
#[derive(Clone, Copy)]
struct Bought {
    year: u64,
    month: u64,
    day: u64,
}

const PUMP: Model = Model {
    count: 0,
    type_id: "infusion_pump",
    name: "Large-volume pump",
    manufacturer: "Medilane",
    model: "P3",
    risk: "high",
    prefix: 9_521_210,
    item: 30_001,
    serial: |n, bought| {
        format!("ML{:02}{:02}-{:05}", bought.year % 100, bought.month * 4, 1200 + n * 7)
    },
    tagged_by_maker: false,
    price: 4_200,
    rented_every: 0,
    units: &[],
};

const VENTILATOR: Model = Model {
    type_id: "ventilator",
    name: "ICU ventilator",
    manufacturer: "Aerovent",
    model: "500",
    risk: "life_support",
    prefix: 9_521_440,
    item: 50_001,
    serial: |n, _| format!("AV5-{:06}", 104_200 + n * 13),
    tagged_by_maker: true,
    price: 34_500,
    ..PUMP
};

const MODELS: [Model; 8] = [
    Model {
        count: 190,
        units: &[
            ("ICU", 36),
            ("Step-Down", 30),
            ("Med-Surg 3", 28),
            ("Med-Surg 4W", 26),
            ("Med-Surg 4E", 26),
            ("ED", 22),
            ("OR/PACU", 10),
            ("Central Supply", 12),
        ],
        ..PUMP
    },
    Model {
        count: 80,
        name: "Syringe pump",
        model: "S1",
        price: 3_100,
        item: 10_004,
        serial: |n, bought| {
            format!("MS{:02}{:02}-{:05}", bought.year % 100, bought.month * 4, 400 + n * 3)
        },
        units: &[("ICU", 34), ("OR/PACU", 24), ("Step-Down", 8), ("ED", 8), ("Central Supply", 6)],
        ..PUMP
    },
    Model {
        count: 90,
        name: "Dual-channel pump",
        manufacturer: "Corvane",
        model: "Duet",
        price: 6_800,
        prefix: 9_521_377,
        item: 220,
        serial: |n, bought| format!("{}{:06}", bought.year, 31_000 + n * 11),
        tagged_by_maker: true,
        rented_every: 3,
        units: &[
            ("ICU", 14),
            ("Step-Down", 14),
            ("Med-Surg 3", 16),
            ("Med-Surg 4W", 14),
            ("Med-Surg 4E", 14),
            ("ED", 10),
            ("Central Supply", 8),
        ],
        ..PUMP
    },
    Model {
        count: 40,
        name: "PCA pump",
        manufacturer: "Tessmar",
        model: "T-40",
        price: 3_650,
        prefix: 9_521_502,
        item: 4_000,
        serial: |n, _| format!("T40{:05X}K", 0x2A100 + n * 29),
        units: &[
            ("OR/PACU", 10),
            ("Med-Surg 3", 8),
            ("Med-Surg 4W", 8),
            ("Med-Surg 4E", 8),
            ("Central Supply", 6),
        ],
        ..PUMP
    },
    Model { count: 44, units: &[("ICU", 30), ("Step-Down", 6), ("OR/PACU", 8)], ..VENTILATOR },
    Model {
        count: 14,
        name: "Transport ventilator",
        model: "300T",
        price: 15_900,
        item: 30_010,
        serial: |n, _| format!("AV3-{:06}", 88_300 + n * 17),
        units: &[("ED", 8), ("ICU", 4), ("Central Supply", 2)],
        ..VENTILATOR
    },
    Model {
        count: 14,
        name: "ICU ventilator",
        manufacturer: "Norrlund",
        model: "Breva 9",
        price: 38_000,
        prefix: 9_521_618,
        item: 900,
        serial: |n, bought| format!("NB9/{}/{:04}", bought.year, 112 + n * 5),
        tagged_by_maker: false,
        units: &[("ICU", 10), ("OR/PACU", 4)],
        ..VENTILATOR
    },
    Model {
        count: 8,
        name: "Noninvasive ventilator",
        manufacturer: "Pulmara",
        model: "NIV-2",
        price: 9_400,
        prefix: 9_521_733,
        item: 2_200,
        serial: |n, _| format!("PN2{:07}", 4_410_000 + n * 19),
        tagged_by_maker: false,
        rented_every: 2,
        units: &[("Step-Down", 6), ("ED", 2)],
        ..VENTILATOR
    },
];

/// The asset list.
pub fn csv() -> String {
    let mut random = Random(20_260_105);
    let mut text = String::from(
        "asset_id,name,type,manufacturer,model,serial,unit,tag,udi,risk,rental,status,\
         purchase_date,price,notes\n",
    );
    let [mut pumps, mut ventilators] = [0_u32; 2];
    for model in &MODELS {
        for n in 0..model.count {
            let (prefix, number, numbers_from) = if model.type_id == "infusion_pump" {
                ("IP", &mut pumps, 10_000_000)
            } else {
                ("VT", &mut ventilators, 20_000_000)
            };
            *number += 1;
            let asset_id = format!("{prefix}-{:04}", *number);
            text += &row(model, n, &asset_id, numbers_from + u64::from(*number), &mut random);
        }
    }
    text
}

fn row(model: &Model, n: u32, asset_id: &str, number: u64, random: &mut Random) -> String {
    let rental = model.rented_every > 0 && n.is_multiple_of(model.rented_every);
    let bought = Bought {
        year: if rental { 2025 } else { random.between(2016, 2024) },
        month: random.between(1, 12),
        day: random.between(1, 28),
    };
    let Bought { year, month, day } = bought;
    let serial = (model.serial)(n, bought);
    let tag = if model.tagged_by_maker {
        sgtin96(model.prefix, model.item, u64::from(n) * 37 + 100_201)
    } else {
        giai96(HOSPITAL_PREFIX, number)
    };
    let gtin = gtin14(model.prefix, model.item);
    let made = format!("{:02}{month:02}{day:02}", year % 100);
    let mut row = format!(
        "{asset_id},{},{},{},{},{serial},{},{tag},",
        model.name,
        model.type_id,
        model.manufacturer,
        model.model,
        unit(model, n)
    );
    let _ = write!(row, "(01){gtin}(11){made}(21){serial},{},{rental},active,", model.risk);
    // What is rented has no price; what was bought long ago cost less.
    let price =
        if rental { String::new() } else { (model.price - 60 * (2024 - year) as u32).to_string() };
    let _ = writeln!(row, "{year}-{month:02}-{day:02},{price},{}", note(rental, n));
    row
}

/// The unit of the n-th device of a model.
fn unit(model: &Model, n: u32) -> &'static str {
    let mut upto = 0;
    let found = model.units.iter().find(|(_, count)| {
        upto += count;
        n < upto
    });
    found.expect("a model's units add up to its count").0
}

const fn note(rental: bool, n: u32) -> &'static str {
    match (rental, n % 29) {
        (true, _) => "Rented: return to vendor when idle",
        (false, 7) => "Battery replaced 2025",
        (false, 19) => "Door latch replaced 2024",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn units_add_up_and_serials_and_tags_are_distinct() {
        for model in &MODELS {
            let sum: u32 = model.units.iter().map(|(_, count)| count).sum();
            assert_eq!(sum, model.count, "{} {}", model.manufacturer, model.model);
        }
        let csv = csv();
        let rows: Vec<Vec<&str>> =
            csv.lines().skip(1).map(|row| row.split(',').collect()).collect();
        assert_eq!(rows.iter().filter(|row| row[2] == "infusion_pump").count(), 400);
        assert_eq!(rows.iter().filter(|row| row[2] == "ventilator").count(), 80);
        for column in [0, 5, 7, 8] {
            let distinct: HashSet<&str> = rows.iter().map(|row| row[column]).collect();
            assert_eq!(distinct.len(), rows.len(), "column {column} tells devices apart");
        }
    }
}
