//! All messages.

use super::prelude::*;

messages! {
    1023 "CUSTOM_MESSAGE" CustomMessage {
        "VendorIdentifier" vendor_identifier: u32,
        "MessageSubtype" message_subtype: u8,
        "Data" data: Rest,
    } holds {}
    46 "GET_SUPPORTED_VERSION" GetSupportedVersion {} holds {}
    56 "GET_SUPPORTED_VERSION_RESPONSE" GetSupportedVersionResponse {
        "CurrentVersion" current_version: u8,
        "SupportedVersion" supported_version: u8,
    } holds {
        llrp_status: LlrpStatus,
    }
    47 "SET_PROTOCOL_VERSION" SetProtocolVersion {
        "ProtocolVersion" protocol_version: u8,
    } holds {}
    57 "SET_PROTOCOL_VERSION_RESPONSE" SetProtocolVersionResponse {} holds {
        llrp_status: LlrpStatus,
    }
    1 "GET_READER_CAPABILITIES" GetReaderCapabilities {
        "RequestedData" requested_data: GetReaderCapabilitiesRequestedData,
    } holds {
        custom: Vec<Custom>,
    }
    11 "GET_READER_CAPABILITIES_RESPONSE" GetReaderCapabilitiesResponse {} holds {
        llrp_status: LlrpStatus,
        general_device_capabilities: Option<GeneralDeviceCapabilities>,
        llrp_capabilities: Option<LlrpCapabilities>,
        regulatory_capabilities: Option<RegulatoryCapabilities>,
        c1g2_llrp_capabilities: Option<C1G2LlrpCapabilities>,
        custom: Vec<Custom>,
    }
    20 "ADD_ROSPEC" AddRoSpec {} holds {
        ro_spec: RoSpec,
    }
    30 "ADD_ROSPEC_RESPONSE" AddRoSpecResponse {} holds {
        llrp_status: LlrpStatus,
    }
    21 "DELETE_ROSPEC" DeleteRoSpec {
        "ROSpecID" ro_spec_id: u32,
    } holds {}
    31 "DELETE_ROSPEC_RESPONSE" DeleteRoSpecResponse {} holds {
        llrp_status: LlrpStatus,
    }
    22 "START_ROSPEC" StartRoSpec {
        "ROSpecID" ro_spec_id: u32,
    } holds {}
    32 "START_ROSPEC_RESPONSE" StartRoSpecResponse {} holds {
        llrp_status: LlrpStatus,
    }
    23 "STOP_ROSPEC" StopRoSpec {
        "ROSpecID" ro_spec_id: u32,
    } holds {}
    33 "STOP_ROSPEC_RESPONSE" StopRoSpecResponse {} holds {
        llrp_status: LlrpStatus,
    }
    24 "ENABLE_ROSPEC" EnableRoSpec {
        "ROSpecID" ro_spec_id: u32,
    } holds {}
    34 "ENABLE_ROSPEC_RESPONSE" EnableRoSpecResponse {} holds {
        llrp_status: LlrpStatus,
    }
    25 "DISABLE_ROSPEC" DisableRoSpec {
        "ROSpecID" ro_spec_id: u32,
    } holds {}
    35 "DISABLE_ROSPEC_RESPONSE" DisableRoSpecResponse {} holds {
        llrp_status: LlrpStatus,
    }
    26 "GET_ROSPECS" GetRoSpecs {} holds {}
    36 "GET_ROSPECS_RESPONSE" GetRoSpecsResponse {} holds {
        llrp_status: LlrpStatus,
        ro_spec: Vec<RoSpec>,
    }
    40 "ADD_ACCESSSPEC" AddAccessSpec {} holds {
        access_spec: AccessSpec,
    }
    50 "ADD_ACCESSSPEC_RESPONSE" AddAccessSpecResponse {} holds {
        llrp_status: LlrpStatus,
    }
    41 "DELETE_ACCESSSPEC" DeleteAccessSpec {
        "AccessSpecID" access_spec_id: u32,
    } holds {}
    51 "DELETE_ACCESSSPEC_RESPONSE" DeleteAccessSpecResponse {} holds {
        llrp_status: LlrpStatus,
    }
    42 "ENABLE_ACCESSSPEC" EnableAccessSpec {
        "AccessSpecID" access_spec_id: u32,
    } holds {}
    52 "ENABLE_ACCESSSPEC_RESPONSE" EnableAccessSpecResponse {} holds {
        llrp_status: LlrpStatus,
    }
    43 "DISABLE_ACCESSSPEC" DisableAccessSpec {
        "AccessSpecID" access_spec_id: u32,
    } holds {}
    53 "DISABLE_ACCESSSPEC_RESPONSE" DisableAccessSpecResponse {} holds {
        llrp_status: LlrpStatus,
    }
    44 "GET_ACCESSSPECS" GetAccessSpecs {} holds {}
    54 "GET_ACCESSSPECS_RESPONSE" GetAccessSpecsResponse {} holds {
        llrp_status: LlrpStatus,
        access_spec: Vec<AccessSpec>,
    }
    2 "GET_READER_CONFIG" GetReaderConfig {
        "AntennaID" antenna_id: u16,
        "RequestedData" requested_data: GetReaderConfigRequestedData,
        "GPIPortNum" gpi_port_num: u16,
        "GPOPortNum" gpo_port_num: u16,
    } holds {
        custom: Vec<Custom>,
    }
    12 "GET_READER_CONFIG_RESPONSE" GetReaderConfigResponse {} holds {
        llrp_status: LlrpStatus,
        identification: Option<Identification>,
        antenna_properties: Vec<AntennaProperties>,
        antenna_configuration: Vec<AntennaConfiguration>,
        reader_event_notification_spec: Option<ReaderEventNotificationSpec>,
        ro_report_spec: Option<RoReportSpec>,
        access_report_spec: Option<AccessReportSpec>,
        llrp_configuration_state_value: Option<LlrpConfigurationStateValue>,
        keepalive_spec: Option<KeepaliveSpec>,
        gpi_port_current_state: Vec<GpiPortCurrentState>,
        gpo_write_data: Vec<GpoWriteData>,
        events_and_reports: Option<EventsAndReports>,
        custom: Vec<Custom>,
    }
    3 "SET_READER_CONFIG" SetReaderConfig {
        "ResetToFactoryDefault" reset_to_factory_default: bool [7],
    } holds {
        reader_event_notification_spec: Option<ReaderEventNotificationSpec>,
        antenna_properties: Vec<AntennaProperties>,
        antenna_configuration: Vec<AntennaConfiguration>,
        ro_report_spec: Option<RoReportSpec>,
        access_report_spec: Option<AccessReportSpec>,
        keepalive_spec: Option<KeepaliveSpec>,
        gpo_write_data: Vec<GpoWriteData>,
        gpi_port_current_state: Vec<GpiPortCurrentState>,
        events_and_reports: Option<EventsAndReports>,
        custom: Vec<Custom>,
    }
    13 "SET_READER_CONFIG_RESPONSE" SetReaderConfigResponse {} holds {
        llrp_status: LlrpStatus,
    }
    14 "CLOSE_CONNECTION" CloseConnection {} holds {}
    4 "CLOSE_CONNECTION_RESPONSE" CloseConnectionResponse {} holds {
        llrp_status: LlrpStatus,
    }
    60 "GET_REPORT" GetReport {} holds {}
    61 "RO_ACCESS_REPORT" RoAccessReport {} holds {
        tag_report_data: Vec<TagReportData>,
        rf_survey_report_data: Vec<RfSurveyReportData>,
        custom: Vec<Custom>,
    }
    62 "KEEPALIVE" Keepalive {} holds {}
    72 "KEEPALIVE_ACK" KeepaliveAck {} holds {}
    63 "READER_EVENT_NOTIFICATION" ReaderEventNotification {} holds {
        reader_event_notification_data: ReaderEventNotificationData,
    }
    64 "ENABLE_EVENTS_AND_REPORTS" EnableEventsAndReports {} holds {}
    100 "ERROR_MESSAGE" ErrorMessage {} holds {
        llrp_status: LlrpStatus,
    }
}
