//! What a reader says of itself when it is asked.

use trackward_ingest::llrp::{
    AirProtocols, AntennaProperties, C1G2LlrpCapabilities, C1G2MValue, C1G2UhfRfModeTable,
    C1G2UhfRfModeTableEntry, CommunicationsStandard, EventsAndReports, FrequencyHopTable,
    FrequencyInformation, GeneralDeviceCapabilities, GetReaderCapabilitiesRequestedData as Part,
    GetReaderCapabilitiesResponse, GetReaderConfigRequestedData as Setting,
    GetReaderConfigResponse, GpioCapabilities, Identification, IdentificationType,
    LlrpCapabilities, LlrpStatus, Octets, PerAntennaAirProtocol, ReceiveSensitivityTableEntry,
    RegulatoryCapabilities, StatusCode, TransmitPowerLevelTableEntry, UhfBandCapabilities,
};

use super::device::Port;
use super::settings::Settings;
use super::specs::ROSPECS_MAX;

/// ISO 3166: United States.
const COUNTRY: u16 = 840;
/// First and step of the American channels, in kHz.
const CHANNEL_KHZ: [u32; 2] = [902_750, 500];
/// Transmit powers from 10 to 30 dBm, in steps of a dB.
const POWERS_DBM: std::ops::RangeInclusive<i16> = 10..=30;

pub(super) fn ok() -> LlrpStatus {
    LlrpStatus::default()
}

pub(super) fn refused(status_code: StatusCode, why: &str) -> LlrpStatus {
    LlrpStatus { status_code, error_description: why.into(), ..LlrpStatus::default() }
}

pub(super) fn capabilities(part: Part, ports: &[Port]) -> GetReaderCapabilitiesResponse {
    let asked = |one: Part| part == Part::All || part == one;
    GetReaderCapabilitiesResponse {
        llrp_status: ok(),
        general_device_capabilities: asked(Part::GeneralDeviceCapabilities).then(|| general(ports)),
        llrp_capabilities: asked(Part::LlrpCapabilities).then(|| LlrpCapabilities {
            supports_event_and_report_holding: true,
            max_num_ro_specs: ROSPECS_MAX as u32,
            max_num_specs_per_ro_spec: 1,
            max_num_inventory_parameter_specs_per_ai_spec: 1,
            ..LlrpCapabilities::default()
        }),
        regulatory_capabilities: asked(Part::RegulatoryCapabilities).then(regulatory),
        c1g2_llrp_capabilities: asked(Part::LlrpAirProtocolCapabilities)
            .then(C1G2LlrpCapabilities::default),
        ..GetReaderCapabilitiesResponse::default()
    }
}

fn general(ports: &[Port]) -> GeneralDeviceCapabilities {
    let protocols = ports.iter().map(|port| PerAntennaAirProtocol {
        antenna_id: port.number,
        protocol_id: vec![AirProtocols::EpcGlobalClass1Gen2],
    });
    GeneralDeviceCapabilities {
        max_number_of_antenna_supported: ports.len() as u16,
        has_utc_clock_capability: true,
        reader_firmware_version: "Trackward virtual reader".into(),
        // The standard wants one at least: the reader's own sensitivity.
        receive_sensitivity_table_entry: vec![ReceiveSensitivityTableEntry {
            index: 1,
            receive_sensitivity_value: 0,
        }],
        gpio_capabilities: GpioCapabilities::default(),
        per_antenna_air_protocol: protocols.collect(),
        ..GeneralDeviceCapabilities::default()
    }
}

fn regulatory() -> RegulatoryCapabilities {
    let [first, step] = CHANNEL_KHZ;
    let powers = (1..).zip(POWERS_DBM).map(|(index, dbm)| TransmitPowerLevelTableEntry {
        index,
        // In hundredths of a dBm.
        transmit_power_value: dbm * 100,
    });
    RegulatoryCapabilities {
        country_code: COUNTRY,
        communications_standard: CommunicationsStandard::UsFccPart15,
        uhf_band_capabilities: Some(UhfBandCapabilities {
            transmit_power_level_table_entry: powers.collect(),
            frequency_information: FrequencyInformation {
                hopping: true,
                frequency_hop_table: vec![FrequencyHopTable {
                    hop_table_id: 1,
                    frequency: (0..50).map(|n| first + n * step).collect(),
                }],
                ..FrequencyInformation::default()
            },
            c1g2_uhf_rf_mode_table: vec![C1G2UhfRfModeTable {
                c1g2_uhf_rf_mode_table_entry: vec![mode()],
                ..C1G2UhfRfModeTable::default()
            }],
            ..UhfBandCapabilities::default()
        }),
        ..RegulatoryCapabilities::default()
    }
}

/// The one radio mode: Miller 4 at 250 kHz, a Tari of 25 µs.
fn mode() -> C1G2UhfRfModeTableEntry {
    C1G2UhfRfModeTableEntry {
        mode_identifier: 1,
        m_value: C1G2MValue::Mv4,
        bdr_value: 250_000,
        pie_value: 1_500,
        min_tari_value: 25_000,
        max_tari_value: 25_000,
        ..C1G2UhfRfModeTableEntry::default()
    }
}

pub(super) fn config(
    setting: Setting,
    antenna: u16,
    ports: &[Port],
    settings: &Settings,
    mac: [u8; 8],
) -> GetReaderConfigResponse {
    let asked = |one: Setting| setting == Setting::All || setting == one;
    let mut answer = GetReaderConfigResponse { llrp_status: ok(), ..Default::default() };
    if asked(Setting::Identification) {
        let id_type = IdentificationType::MacAddress;
        answer.identification = Some(Identification { id_type, reader_id: Octets(mac.to_vec()) });
    }
    if asked(Setting::AntennaProperties) {
        let wanted = ports.iter().filter(|port| antenna == 0 || antenna == port.number);
        answer.antenna_properties = wanted
            .map(|port| AntennaProperties {
                antenna_connected: port.connected,
                antenna_id: port.number,
                antenna_gain: 600,
            })
            .collect();
    }
    if asked(Setting::ReaderEventNotificationSpec) {
        answer.reader_event_notification_spec = Some(settings.event_spec());
    }
    if asked(Setting::RoReportSpec) {
        answer.ro_report_spec = Some(settings.report.clone());
    }
    if asked(Setting::KeepaliveSpec) {
        answer.keepalive_spec = Some(settings.keepalive_spec());
    }
    if asked(Setting::EventsAndReports) {
        answer.events_and_reports = Some(EventsAndReports(settings.hold));
    }
    answer
}
