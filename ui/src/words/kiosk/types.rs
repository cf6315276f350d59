//! Types of equipment by their names.

use trackward_model::TypeId;

use super::Language;
use crate::words::type_name;

/// Id; one and several in English, one and several in Spanish. What is not here has the name that
/// the hospital gave it.
const TYPES: &[(&str, [&str; 2], [&str; 2])] = &[
    ("bed", ["bed", "beds"], ["cama", "camas"]),
    (
        "bladder_scanner",
        ["bladder scanner", "bladder scanners"],
        ["escáner de vejiga", "escáneres de vejiga"],
    ),
    ("defibrillator", ["defibrillator", "defibrillators"], ["desfibrilador", "desfibriladores"]),
    ("ecg", ["ECG", "ECGs"], ["electrocardiógrafo", "electrocardiógrafos"]),
    (
        "feeding_pump",
        ["feeding pump", "feeding pumps"],
        ["bomba de alimentación", "bombas de alimentación"],
    ),
    (
        "infusion_pump",
        ["infusion pump", "infusion pumps"],
        ["bomba de infusión", "bombas de infusión"],
    ),
    ("monitor", ["monitor", "monitors"], ["monitor", "monitores"]),
    ("syringe_pump", ["syringe pump", "syringe pumps"], ["bomba de jeringa", "bombas de jeringa"]),
    ("ultrasound", ["ultrasound", "ultrasounds"], ["ultrasonido", "ultrasonidos"]),
    ("ventilator", ["ventilator", "ventilators"], ["ventilador", "ventiladores"]),
    ("wheelchair", ["wheelchair", "wheelchairs"], ["silla de ruedas", "sillas de ruedas"]),
];

fn names(type_id: &TypeId, language: Language) -> Option<[&'static str; 2]> {
    let (_, english, spanish) = TYPES.iter().find(|(id, ..)| *id == type_id.as_str())?;
    Some(match language {
        Language::English => *english,
        Language::Spanish => *spanish,
    })
}

/// A type as within a sentence: `infusion pump`.
#[must_use]
pub fn type_word(type_id: &TypeId, language: Language) -> String {
    names(type_id, language).map_or_else(|| type_name(type_id), |[one, _]| one.to_owned())
}

/// `1 monitor`, `2 monitors`, `2 × Lift sling`.
#[must_use]
pub fn counted_type(count: u32, type_id: &TypeId, language: Language) -> String {
    match (names(type_id, language), count) {
        (Some([one, _]), 1) => format!("1 {one}"),
        (Some([_, several]), _) => format!("{count} {several}"),
        (None, _) => format!("{count} × {}", type_name(type_id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_of_the_hospital_s_own_keeps_its_name() {
        let sling = "lift_sling".parse().unwrap();
        assert_eq!(counted_type(2, &sling, Language::Spanish), "2 × Lift sling");
        let pump = "infusion_pump".parse().unwrap();
        assert_eq!(counted_type(1, &pump, Language::Spanish), "1 bomba de infusión");
        assert_eq!(counted_type(3, &pump, Language::English), "3 infusion pumps");
        assert_eq!(type_word(&pump, Language::English), "infusion pump");
    }
}
