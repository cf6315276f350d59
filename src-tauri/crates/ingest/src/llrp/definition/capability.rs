//! What a reader can do.

use super::prelude::*;

plain_parameters! {
    139 "ReceiveSensitivityTableEntry" ReceiveSensitivityTableEntry {
        "Index" index: u16,
        "ReceiveSensitivityValue" receive_sensitivity_value: i16,
    }

    149 "PerAntennaReceiveSensitivityRange" PerAntennaReceiveSensitivityRange {
        "AntennaID" antenna_id: u16,
        "ReceiveSensitivityIndexMin" receive_sensitivity_index_min: u16,
        "ReceiveSensitivityIndexMax" receive_sensitivity_index_max: u16,
    }

    140 "PerAntennaAirProtocol" PerAntennaAirProtocol {
        "AntennaID" antenna_id: u16,
        "ProtocolID" protocol_id: Vec<AirProtocols>,
    }

    141 "GPIOCapabilities" GpioCapabilities {
        "NumGPIs" num_gpis: u16,
        "NumGPOs" num_gpos: u16,
    }

    142 "LLRPCapabilities" LlrpCapabilities {
        "CanDoRFSurvey" can_do_rf_survey: bool,
        "CanReportBufferFillWarning" can_report_buffer_fill_warning: bool,
        "SupportsClientRequestOpSpec" supports_client_request_op_spec: bool,
        "CanDoTagInventoryStateAwareSingulation" can_do_tag_inventory_state_aware_singulation: bool,
        "SupportsEventAndReportHolding" supports_event_and_report_holding: bool [3],
        "MaxNumPriorityLevelsSupported" max_num_priority_levels_supported: u8,
        "ClientRequestOpSpecTimeout" client_request_op_spec_timeout: u16,
        "MaxNumROSpecs" max_num_ro_specs: u32,
        "MaxNumSpecsPerROSpec" max_num_specs_per_ro_spec: u32,
        "MaxNumInventoryParameterSpecsPerAISpec" max_num_inventory_parameter_specs_per_ai_spec: u32,
        "MaxNumAccessSpecs" max_num_access_specs: u32,
        "MaxNumOpSpecsPerAccessSpec" max_num_op_specs_per_access_spec: u32,
    }

    145 "TransmitPowerLevelTableEntry" TransmitPowerLevelTableEntry {
        "Index" index: u16,
        "TransmitPowerValue" transmit_power_value: i16,
    }

    147 "FrequencyHopTable" FrequencyHopTable {
        "HopTableID" hop_table_id: u8 [8],
        "Frequency" frequency: Vec<u32>,
    }

    148 "FixedFrequencyTable" FixedFrequencyTable {
        "Frequency" frequency: Vec<u32>,
    }

    327 "C1G2LLRPCapabilities" C1G2LlrpCapabilities {
        "CanSupportBlockErase" can_support_block_erase: bool,
        "CanSupportBlockWrite" can_support_block_write: bool,
        "CanSupportBlockPermalock" can_support_block_permalock: bool,
        "CanSupportTagRecommissioning" can_support_tag_recommissioning: bool,
        "CanSupportUMIMethod2" can_support_umi_method2: bool,
        "CanSupportXPC" can_support_xpc: bool [2],
        "MaxNumSelectFiltersPerQuery" max_num_select_filters_per_query: u16,
    }

    329 "C1G2UHFRFModeTableEntry" C1G2UhfRfModeTableEntry {
        "ModeIdentifier" mode_identifier: u32,
        "DRValue" dr_value: C1G2DrValue,
        "EPCHAGTCConformance" epc_hag_tc_conformance: bool [6],
        "MValue" m_value: C1G2MValue,
        "ForwardLinkModulation" forward_link_modulation: C1G2ForwardLinkModulation,
        "SpectralMaskIndicator" spectral_mask_indicator: C1G2SpectralMaskIndicator,
        "BDRValue" bdr_value: u32,
        "PIEValue" pie_value: u32,
        "MinTariValue" min_tari_value: u32,
        "MaxTariValue" max_tari_value: u32,
        "StepTariValue" step_tari_value: u32,
    }
}

parameters! {
    137 "GeneralDeviceCapabilities" GeneralDeviceCapabilities {
        "MaxNumberOfAntennaSupported" max_number_of_antenna_supported: u16,
        "CanSetAntennaProperties" can_set_antenna_properties: bool,
        "HasUTCClockCapability" has_utc_clock_capability: bool [14],
        "DeviceManufacturerName" device_manufacturer_name: u32,
        "ModelName" model_name: u32,
        "ReaderFirmwareVersion" reader_firmware_version: Text,
    } holds {
        receive_sensitivity_table_entry: Vec<ReceiveSensitivityTableEntry>,
        per_antenna_receive_sensitivity_range: Vec<PerAntennaReceiveSensitivityRange>,
        gpio_capabilities: GpioCapabilities,
        per_antenna_air_protocol: Vec<PerAntennaAirProtocol>,
    }

    143 "RegulatoryCapabilities" RegulatoryCapabilities {
        "CountryCode" country_code: u16,
        "CommunicationsStandard" communications_standard: CommunicationsStandard,
    } holds {
        uhf_band_capabilities: Option<UhfBandCapabilities>,
        custom: Vec<Custom>,
    }

    144 "UHFBandCapabilities" UhfBandCapabilities {} holds {
        transmit_power_level_table_entry: Vec<TransmitPowerLevelTableEntry>,
        frequency_information: FrequencyInformation,
        c1g2_uhf_rf_mode_table: Vec<C1G2UhfRfModeTable>,
    }

    146 "FrequencyInformation" FrequencyInformation {
        "Hopping" hopping: bool [7],
    } holds {
        frequency_hop_table: Vec<FrequencyHopTable>,
        fixed_frequency_table: Option<FixedFrequencyTable>,
    }

    328 "C1G2UHFRFModeTable" C1G2UhfRfModeTable {} holds {
        c1g2_uhf_rf_mode_table_entry: Vec<C1G2UhfRfModeTableEntry>,
    }
}
