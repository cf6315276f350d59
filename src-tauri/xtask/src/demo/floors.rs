//! The four floors of the demo hospital, room by room.

use super::layout::Use::{
    Bed, Clean, Dock, Exit, Laundry, Lounge, Office, Operating, Scanner, Shop, Soiled, Stair,
    Station, Storage, TwoBeds,
};
use super::layout::{Floor, Rows, floor};

/// All floors, from the ground up.
pub fn all() -> Vec<Floor> {
    vec![ground(), critical_care(), step_down(), med_surg()]
}

/// Level 1: the emergency department in the west, logistics and biomed in the east.
fn ground() -> Floor {
    let rows = Rows {
        north: &[
            ("l1-stair-west", "Stair", Stair, "", 4.0),
            ("ed-1", "ED 1", Bed, "ED", 4.0),
            ("ed-2", "ED 2", Bed, "ED", 4.0),
            ("ed-3", "ED 3", Bed, "ED", 4.0),
            ("ed-4", "ED 4", Bed, "ED", 4.0),
            ("ed-5", "ED 5", Bed, "ED", 4.0),
            ("trauma-1", "Trauma 1", Bed, "ED", 5.0),
            ("trauma-2", "Trauma 2", Bed, "ED", 5.0),
            ("biomed-shop", "Biomed shop", Shop, "Biomed", 9.0),
            ("biomed-storage", "Biomed store", Storage, "Biomed", 4.5),
            ("receiving", "Receiving", Office, "Central Supply", 4.5),
        ],
        south: &[
            ("ed-6", "ED 6", Bed, "ED", 4.0),
            ("ed-7", "ED 7", Bed, "ED", 4.0),
            ("ed-8", "ED 8", Bed, "ED", 4.0),
            ("ed-waiting", "ED waiting", Lounge, "ED", 7.0),
            ("main-entrance", "Main entrance", Exit, "", 9.0),
            ("x-ray", "X-ray", Scanner, "Imaging", 6.0),
            ("ct", "CT", Scanner, "Imaging", 7.0),
            ("mri", "MRI", Scanner, "Imaging", 7.0),
            ("l1-stair-east", "Stair", Stair, "", 4.0),
        ],
        west: &[
            ("ambulance", "Ambulance bay", Exit, "ED", 6.0),
            ("triage", "Triage", Office, "ED", 6.0),
        ],
        east: &[
            ("laundry", "Laundry", Laundry, "Central Supply", 6.0),
            ("dock", "Loading dock", Dock, "Central Supply", 6.0),
        ],
        core_west: [
            &[
                ("ed-clean", "ED clean utility", Clean, "ED", 5.0),
                ("ed-station", "ED nurse station", Station, "ED", 6.0),
                ("ed-medication", "Medication", Office, "ED", 4.0),
            ],
            &[
                ("ed-soiled", "ED soiled utility", Soiled, "ED", 5.0),
                ("ed-equipment", "ED equipment", Storage, "ED", 5.5),
                ("registration", "Registration", Office, "ED", 4.5),
            ],
        ],
        core_east: [
            &[
                ("decontamination", "Decontamination", Soiled, "Central Supply", 7.0),
                ("sterile", "Sterile processing", Clean, "Central Supply", 8.0),
            ],
            &[
                ("central-equipment", "Central equipment", Storage, "Central Supply", 9.0),
                ("pharmacy", "Pharmacy", Office, "Pharmacy", 6.0),
            ],
        ],
    };
    floor("L1", "Level 1", 1, &rows)
}

/// Level 2: intensive care in the west, theatres and recovery in the east.
fn critical_care() -> Floor {
    let rows = Rows {
        north: &[
            ("l2-stair-west", "Stair", Stair, "", 4.0),
            ("icu-201", "ICU 201", Bed, "ICU", 4.5),
            ("icu-202", "ICU 202", Bed, "ICU", 4.5),
            ("icu-203", "ICU 203", Bed, "ICU", 4.5),
            ("icu-204", "ICU 204", Bed, "ICU", 4.5),
            ("icu-205", "ICU 205", Bed, "ICU", 4.5),
            ("or-1", "OR 1", Operating, "OR/PACU", 6.5),
            ("or-2", "OR 2", Operating, "OR/PACU", 6.5),
            ("or-3", "OR 3", Operating, "OR/PACU", 6.5),
            ("or-supply", "OR supply", Storage, "OR/PACU", 6.0),
        ],
        south: &[
            ("icu-206", "ICU 206", Bed, "ICU", 4.5),
            ("icu-207", "ICU 207", Bed, "ICU", 4.5),
            ("icu-208", "ICU 208", Bed, "ICU", 4.5),
            ("icu-209", "ICU 209", Bed, "ICU", 4.5),
            ("icu-210", "ICU 210", Bed, "ICU", 4.5),
            ("pacu-1", "PACU 1", Bed, "OR/PACU", 4.0),
            ("pacu-2", "PACU 2", Bed, "OR/PACU", 4.0),
            ("pacu-3", "PACU 3", Bed, "OR/PACU", 4.0),
            ("pacu-4", "PACU 4", Bed, "OR/PACU", 4.0),
            ("pre-op-1", "Pre-op 1", Bed, "OR/PACU", 4.75),
            ("pre-op-2", "Pre-op 2", Bed, "OR/PACU", 4.75),
            ("l2-stair-east", "Stair", Stair, "", 4.0),
        ],
        west: &[
            ("icu-family", "Family lounge", Lounge, "ICU", 6.0),
            ("rt-equipment", "RT equipment", Storage, "ICU", 6.0),
        ],
        east: &[
            ("anesthesia", "Anesthesia", Storage, "OR/PACU", 6.0),
            ("or-soiled", "OR soiled utility", Soiled, "OR/PACU", 6.0),
        ],
        core_west: [
            &[
                ("icu-clean", "ICU clean utility", Clean, "ICU", 5.0),
                ("icu-station", "ICU nurse station", Station, "ICU", 6.0),
                ("icu-medication", "Medication", Office, "ICU", 4.0),
            ],
            &[
                ("icu-soiled", "ICU soiled utility", Soiled, "ICU", 5.0),
                ("icu-equipment", "ICU equipment", Storage, "ICU", 5.5),
                ("icu-lounge", "Staff lounge", Lounge, "ICU", 4.5),
            ],
        ],
        core_east: [
            &[
                ("or-desk", "OR desk", Station, "OR/PACU", 4.5),
                ("or-clean", "OR clean core", Clean, "OR/PACU", 6.5),
                ("scrub", "Scrub", Office, "OR/PACU", 4.0),
            ],
            &[
                ("pacu-station", "PACU station", Station, "OR/PACU", 5.5),
                ("pacu-soiled", "PACU soiled", Soiled, "OR/PACU", 4.75),
                ("pacu-clean", "PACU clean", Clean, "OR/PACU", 4.75),
            ],
        ],
    };
    floor("L2", "Level 2", 2, &rows)
}

/// Level 3: step-down in the west, medical-surgical in the east.
fn step_down() -> Floor {
    let rows = Rows {
        north: &[
            ("l3-stair-west", "Stair", Stair, "", 4.0),
            ("sdu-301", "SDU 301", Bed, "Step-Down", 4.4),
            ("sdu-302", "SDU 302", Bed, "Step-Down", 4.4),
            ("sdu-303", "SDU 303", Bed, "Step-Down", 4.4),
            ("sdu-304", "SDU 304", Bed, "Step-Down", 4.4),
            ("sdu-305", "SDU 305", Bed, "Step-Down", 4.4),
            ("ms-321", "MS 321", TwoBeds, "Med-Surg 3", 6.5),
            ("ms-322", "MS 322", TwoBeds, "Med-Surg 3", 6.5),
            ("ms-323", "MS 323", TwoBeds, "Med-Surg 3", 6.5),
            ("ms-324", "MS 324", TwoBeds, "Med-Surg 3", 6.5),
        ],
        south: &[
            ("sdu-306", "SDU 306", Bed, "Step-Down", 4.4),
            ("sdu-307", "SDU 307", Bed, "Step-Down", 4.4),
            ("sdu-308", "SDU 308", Bed, "Step-Down", 4.4),
            ("sdu-309", "SDU 309", Bed, "Step-Down", 4.4),
            ("sdu-310", "SDU 310", Bed, "Step-Down", 4.4),
            ("ms-325", "MS 325", TwoBeds, "Med-Surg 3", 6.5),
            ("ms-326", "MS 326", TwoBeds, "Med-Surg 3", 6.5),
            ("ms-327", "MS 327", TwoBeds, "Med-Surg 3", 6.5),
            ("ms-328", "MS 328", TwoBeds, "Med-Surg 3", 6.5),
            ("l3-stair-east", "Stair", Stair, "", 4.0),
        ],
        west: &[
            ("sdu-family", "Family lounge", Lounge, "Step-Down", 6.0),
            ("sdu-equipment", "SDU equipment", Storage, "Step-Down", 6.0),
        ],
        east: &[
            ("ms3-day-room", "Day room", Lounge, "Med-Surg 3", 6.0),
            ("ms3-equipment", "MS3 equipment", Storage, "Med-Surg 3", 6.0),
        ],
        core_west: [
            &[
                ("sdu-clean", "SDU clean utility", Clean, "Step-Down", 5.0),
                ("sdu-station", "SDU nurse station", Station, "Step-Down", 6.0),
                ("sdu-medication", "Medication", Office, "Step-Down", 4.0),
            ],
            &[
                ("sdu-soiled", "SDU soiled utility", Soiled, "Step-Down", 5.0),
                ("telemetry", "Telemetry", Office, "Step-Down", 5.5),
                ("sdu-lounge", "Staff lounge", Lounge, "Step-Down", 4.5),
            ],
        ],
        core_east: [
            &[
                ("ms3-clean", "MS3 clean utility", Clean, "Med-Surg 3", 5.0),
                ("ms3-station", "MS3 nurse station", Station, "Med-Surg 3", 6.0),
                ("ms3-medication", "Medication", Office, "Med-Surg 3", 4.0),
            ],
            &[
                ("ms3-soiled", "MS3 soiled utility", Soiled, "Med-Surg 3", 5.0),
                ("ms3-conference", "Conference", Lounge, "Med-Surg 3", 10.0),
            ],
        ],
    };
    floor("L3", "Level 3", 3, &rows)
}

/// Level 4: two medical-surgical units with rooms for two.
fn med_surg() -> Floor {
    let rows = Rows {
        north: &[
            ("l4-stair-west", "Stair", Stair, "", 4.0),
            ("ms-401", "MS 401", TwoBeds, "Med-Surg 4W", 6.0),
            ("ms-402", "MS 402", TwoBeds, "Med-Surg 4W", 6.0),
            ("ms-403", "MS 403", TwoBeds, "Med-Surg 4W", 6.0),
            ("ms-404", "MS 404", TwoBeds, "Med-Surg 4W", 6.0),
            ("ms-421", "MS 421", TwoBeds, "Med-Surg 4E", 6.0),
            ("ms-422", "MS 422", TwoBeds, "Med-Surg 4E", 6.0),
            ("ms-423", "MS 423", TwoBeds, "Med-Surg 4E", 6.0),
            ("ms-424", "MS 424", TwoBeds, "Med-Surg 4E", 6.0),
        ],
        south: &[
            ("ms-405", "MS 405", TwoBeds, "Med-Surg 4W", 6.0),
            ("ms-406", "MS 406", TwoBeds, "Med-Surg 4W", 6.0),
            ("ms-407", "MS 407", TwoBeds, "Med-Surg 4W", 6.0),
            ("ms-408", "MS 408", TwoBeds, "Med-Surg 4W", 6.0),
            ("ms-425", "MS 425", TwoBeds, "Med-Surg 4E", 6.0),
            ("ms-426", "MS 426", TwoBeds, "Med-Surg 4E", 6.0),
            ("ms-427", "MS 427", TwoBeds, "Med-Surg 4E", 6.0),
            ("ms-428", "MS 428", TwoBeds, "Med-Surg 4E", 6.0),
            ("l4-stair-east", "Stair", Stair, "", 4.0),
        ],
        west: &[
            ("ms4w-family", "Family lounge", Lounge, "Med-Surg 4W", 6.0),
            ("ms4w-equipment", "4W equipment", Storage, "Med-Surg 4W", 6.0),
        ],
        east: &[
            ("ms4e-day-room", "Day room", Lounge, "Med-Surg 4E", 6.0),
            ("ms4e-equipment", "4E equipment", Storage, "Med-Surg 4E", 6.0),
        ],
        core_west: [
            &[
                ("ms4w-clean", "4W clean utility", Clean, "Med-Surg 4W", 5.0),
                ("ms4w-station", "4W nurse station", Station, "Med-Surg 4W", 6.0),
                ("ms4w-medication", "Medication", Office, "Med-Surg 4W", 4.0),
            ],
            &[
                ("ms4w-soiled", "4W soiled utility", Soiled, "Med-Surg 4W", 5.0),
                ("ms4w-conference", "Conference", Lounge, "Med-Surg 4W", 10.0),
            ],
        ],
        core_east: [
            &[
                ("ms4e-clean", "4E clean utility", Clean, "Med-Surg 4E", 5.0),
                ("ms4e-station", "4E nurse station", Station, "Med-Surg 4E", 6.0),
                ("ms4e-medication", "Medication", Office, "Med-Surg 4E", 4.0),
            ],
            &[
                ("ms4e-soiled", "4E soiled utility", Soiled, "Med-Surg 4E", 5.0),
                ("rehabilitation", "Rehabilitation", Lounge, "Med-Surg 4E", 10.0),
            ],
        ],
    };
    floor("L4", "Level 4", 4, &rows)
}
