//! What a real R420 sent, value by value against the JSON that another decoder made of it.

use std::collections::{BTreeSet, HashMap};
use std::fs;

use base64::Engine as _;
use serde_json::Value;
use trackward_ingest::llrp::Message;

use super::samples::{self, Sample};

/// The other decoder's names of fields and parameters, and the standard's.
const NAMES: &[(&str, &str)] = &[
    ("AirProtocolIDs", "ProtocolID"),
    ("AntennaConfigurations", "AntennaConfiguration"),
    ("BackscatterDataRate", "BDRValue"),
    ("C1G2RFModes", "C1G2UHFRFModeTable"),
    ("CRCEnabled", "EnableCRC"),
    ("ClientRequestedOpSpecTimeout", "ClientRequestOpSpecTimeout"),
    ("Data", "GPOData"),
    ("DeviceManufacturer", "DeviceManufacturerName"),
    ("DivideRatio", "DRValue"),
    ("EPC96", "EPC_96"),
    ("EnableInventoryParamSpecID", "EnableInventoryParameterSpecID"),
    ("Enabled", "Config"),
    ("EventNotificationStates", "EventNotificationState"),
    ("FirmwareVersion", "ReaderFirmwareVersion"),
    ("FirstSeenUTC", "FirstSeenTimestampUTC"),
    ("Frequencies", "Frequency"),
    ("FrequencyHopTables", "FrequencyHopTable"),
    ("GPIPortCurrentStates", "GPIPortCurrentState"),
    ("HasUTCClock", "HasUTCClockCapability"),
    ("Interval", "PeriodicTriggerValue"),
    ("IsEPCHagConformant", "EPCHAGTCConformance"),
    ("KeepAliveSpec", "KeepaliveSpec"),
    ("MaxAccessSpecs", "MaxNumAccessSpecs"),
    ("MaxInventoryParameterSpecsPerAISpec", "MaxNumInventoryParameterSpecsPerAISpec"),
    ("MaxOpSpecsPerAccessSpec", "MaxNumOpSpecsPerAccessSpec"),
    ("MaxPriorityLevelSupported", "MaxNumPriorityLevelsSupported"),
    ("MaxROSpecs", "MaxNumROSpecs"),
    ("MaxSelectFiltersPerQuery", "MaxNumSelectFiltersPerQuery"),
    ("MaxSpecsPerROSpec", "MaxNumSpecsPerROSpec"),
    ("MaxSupportedAntennas", "MaxNumberOfAntennaSupported"),
    ("MaxTariTime", "MaxTariValue"),
    ("MinTariTime", "MinTariValue"),
    ("Model", "ModelName"),
    ("ModeID", "ModeIdentifier"),
    ("Modulation", "MValue"),
    ("NotificationEnabled", "NotificationState"),
    ("PCBitsEnabled", "EnablePCBits"),
    ("PIERatio", "PIEValue"),
    ("PerAntennaAirProtocols", "PerAntennaAirProtocol"),
    ("RFControl", "C1G2RFControl"),
    ("RFModeID", "ModeIndex"),
    ("ReaderEventType", "EventType"),
    ("ReceiveSensitivities", "ReceiveSensitivityTableEntry"),
    ("ReceiveSensitivity", "ReceiveSensitivityValue"),
    ("SingulationControl", "C1G2SingulationControl"),
    ("SpectralMask", "SpectralMaskIndicator"),
    ("Status", "StatusCode"),
    ("StepTariTime", "StepTariValue"),
    ("SupportsBlockErase", "CanSupportBlockErase"),
    ("SupportsBlockPermalock", "CanSupportBlockPermalock"),
    ("SupportsBlockWrite", "CanSupportBlockWrite"),
    ("SupportsEventsAndReportHolding", "SupportsEventAndReportHolding"),
    ("SupportsTagRecommissioning", "CanSupportTagRecommissioning"),
    ("SupportsUMIMethod2", "CanSupportUMIMethod2"),
    ("SupportsXPC", "CanSupportXPC"),
    ("TransmitPowerIndex", "TransmitPower"),
    ("TransmitPowerLevels", "TransmitPowerLevelTableEntry"),
    ("UHFC1G2RFModeTableEntries", "C1G2UHFRFModeTableEntry"),
    ("XPCBitsEnabled", "EnableXPCBits"),
];

/// Names that depend on what holds them.
const NAMES_WITHIN: &[(&str, &str, &str)] = &[
    ("ROReportSpec", "Trigger", "ROReportTrigger"),
    ("KeepaliveSpec", "Trigger", "KeepaliveTriggerType"),
    ("GPIPortCurrentState", "Port", "GPIPortNum"),
    ("GPOWriteData", "Port", "GPOPortNumber"),
];

/// What we say in addition: the EPC's name.
const OURS_ALONE: &[&str] = &["URI", "TagURI"];

struct Comparison {
    enumerations: HashMap<String, HashMap<String, u64>>,
    /// How many values were compared.
    values: usize,
}

impl Comparison {
    fn object(&mut self, holder: &str, expected: &Value, ours: &Value) {
        let ours = ours.as_object().unwrap_or_else(|| panic!("{holder} is no object: {ours}"));
        let mut seen = BTreeSet::new();
        for (name, expected) in expected.as_object().unwrap() {
            let name = standard_name(holder, name);
            if absent(name, expected) {
                assert!(!ours.contains_key(name), "{holder} should hold no {name}");
                continue;
            }
            seen.insert(name);
            let ours = ours.get(name).unwrap_or_else(|| panic!("{holder} lacks {name}"));
            self.value(name, expected, ours);
        }
        for name in ours.keys().filter(|name| !OURS_ALONE.contains(&name.as_str())) {
            assert!(seen.contains(name.as_str()), "{holder} has {name}, which nobody expects");
        }
    }

    fn value(&mut self, name: &str, expected: &Value, ours: &Value) {
        match (expected, ours) {
            (Value::Array(expected), Value::Array(ours)) => {
                assert_eq!(expected.len(), ours.len(), "length of {name}");
                for (expected, ours) in expected.iter().zip(ours) {
                    self.value(name, expected, ours);
                }
            }
            (Value::Object(_), Value::Array(ours)) => {
                // The other decoder keeps one where the standard allows several.
                assert_eq!(ours.len(), 1, "length of {name}");
                self.object(name, expected, &ours[0]);
            }
            (Value::Object(_), _) => self.object(name, expected, ours),
            (Value::String(base64), Value::Array(ours)) => {
                let expected = base64::engine::general_purpose::STANDARD.decode(base64).unwrap();
                let ours: Vec<u64> = ours.iter().map(|ours| self.number(name, ours)).collect();
                assert_eq!(expected.into_iter().map(u64::from).collect::<Vec<_>>(), ours, "{name}");
                self.values += 1;
            }
            (Value::String(expected), Value::String(ours)) => {
                if matches!(name, "EPC" | "ReaderID") {
                    let expected =
                        base64::engine::general_purpose::STANDARD.decode(expected).unwrap();
                    let digits: String = expected.iter().map(|b| format!("{b:02x}")).collect();
                    assert_eq!(&digits, ours, "{name}");
                } else {
                    assert_eq!(expected, ours, "{name}");
                }
                self.values += 1;
            }
            (Value::Number(expected), Value::String(_)) => {
                assert_eq!(expected.as_u64().unwrap(), self.number(name, ours), "{name}");
                self.values += 1;
            }
            _ => {
                assert_eq!(expected, ours, "{name}");
                self.values += 1;
            }
        }
    }

    /// The number behind an enumeration's name.
    fn number(&self, name: &str, ours: &Value) -> u64 {
        // The parameter of one field is shown as that field's value.
        let field = if name == "AccessReportSpec" { "AccessReportTrigger" } else { name };
        let entry = ours.as_str().unwrap_or_else(|| panic!("{name}: {ours} is no name"));
        self.enumerations[field][entry]
    }
}

fn standard_name<'a>(holder: &str, name: &'a str) -> &'a str {
    let within = NAMES_WITHIN.iter().find(|(in_, other, _)| *in_ == holder && *other == name);
    if let Some((_, _, standard)) = within {
        return standard;
    }
    let known = NAMES.iter().find(|(other, standard)| *other == name && *standard != holder);
    known.map_or(name, |(_, standard)| *standard)
}

/// Whether the other decoder says by this value that there is nothing.
fn absent(name: &str, expected: &Value) -> bool {
    expected.is_null()
        || name == "Uptime" && expected == 0
        || name == "EPCData" && expected["EPCNumBits"] == 0 && expected["EPC"].is_null()
}

#[test]
fn every_value_of_a_real_reader_is_read_as_the_other_decoder_reads_it() {
    let mut comparison = Comparison { enumerations: samples::enumerations(), values: 0 };
    for Sample { name, frame, meaning } in samples::edgex() {
        let expected = fs::read_to_string(meaning).unwrap();
        let expected: Value = serde_json::from_str(&expected).unwrap();
        let decoded = Message::decode(&frame).unwrap();
        let ours = serde_json::to_value(&decoded.message).unwrap();
        assert_eq!(ours["id"], 7, "{name}");
        assert_eq!(ours["version"], "1.0.1", "{name}");
        comparison.object(&name, &expected, &ours["fields"]);
    }
    assert!(comparison.values > 600, "{} values were compared", comparison.values);
}
