//! Enumerations of the reader's own side.

use super::prelude::*;

enumeration! {
    u8 AirProtocols {
        0 "Unspecified" Unspecified,
        1 "EPCGlobalClass1Gen2" EpcGlobalClass1Gen2,
    }

    u8 GetReaderCapabilitiesRequestedData {
        0 "All" All,
        1 "General_Device_Capabilities" GeneralDeviceCapabilities,
        2 "LLRP_Capabilities" LlrpCapabilities,
        3 "Regulatory_Capabilities" RegulatoryCapabilities,
        4 "LLRP_Air_Protocol_Capabilities" LlrpAirProtocolCapabilities,
    }

    u16 CommunicationsStandard {
        0 "Unspecified" Unspecified,
        1 "US_FCC_Part_15" UsFccPart15,
        2 "ETSI_302_208" Etsi302_208,
        3 "ETSI_300_220" Etsi300_220,
        4 "Australia_LIPD_1W" AustraliaLipd1W,
        5 "Australia_LIPD_4W" AustraliaLipd4W,
        6 "Japan_ARIB_STD_T89" JapanAribStdT89,
        7 "Hong_Kong_OFTA_1049" HongKongOfta1049,
        8 "Taiwan_DGT_LP0002" TaiwanDgtLp0002,
        9 "Korea_MIC_Article_5_2" KoreaMicArticle5_2,
    }

    u8 RoSpecState {
        0 "Disabled" Disabled,
        1 "Inactive" Inactive,
        2 "Active" Active,
    }

    u8 RoSpecStartTriggerType {
        0 "Null" Null,
        1 "Immediate" Immediate,
        2 "Periodic" Periodic,
        3 "GPI" Gpi,
    }

    u8 RoSpecStopTriggerType {
        0 "Null" Null,
        1 "Duration" Duration,
        2 "GPI_With_Timeout" GpiWithTimeout,
    }

    u8 AiSpecStopTriggerType {
        0 "Null" Null,
        1 "Duration" Duration,
        2 "GPI_With_Timeout" GpiWithTimeout,
        3 "Tag_Observation" TagObservation,
    }

    u8 TagObservationTriggerType {
        0 "Upon_Seeing_N_Tags_Or_Timeout" UponSeeingNTagsOrTimeout,
        1 "Upon_Seeing_No_More_New_Tags_For_Tms_Or_Timeout" UponSeeingNoMoreNewTagsForTmsOrTimeout,
        2 "N_Attempts_To_See_All_Tags_In_FOV_Or_Timeout" NAttemptsToSeeAllTagsInFovOrTimeout,
        3 "Upon_Seeing_N_Unique_Tags_Or_Timeout" UponSeeingNUniqueTagsOrTimeout,
        4 "Upon_Seeing_No_More_New_Unique_Tags_For_Tms_Or_Timeout" UponSeeingNoMoreNewUniqueTagsForTmsOrTimeout,
    }

    u8 RfSurveySpecStopTriggerType {
        0 "Null" Null,
        1 "Duration" Duration,
        2 "N_Iterations_Through_Frequency_Range" NIterationsThroughFrequencyRange,
    }

    bit AccessSpecState {
        0 "Disabled" Disabled,
        1 "Active" Active,
    }

    u8 AccessSpecStopTriggerType {
        0 "Null" Null,
        1 "Operation_Count" OperationCount,
    }

    u8 GetReaderConfigRequestedData {
        0 "All" All,
        1 "Identification" Identification,
        2 "AntennaProperties" AntennaProperties,
        3 "AntennaConfiguration" AntennaConfiguration,
        4 "ROReportSpec" RoReportSpec,
        5 "ReaderEventNotificationSpec" ReaderEventNotificationSpec,
        6 "AccessReportSpec" AccessReportSpec,
        7 "LLRPConfigurationStateValue" LlrpConfigurationStateValue,
        8 "KeepaliveSpec" KeepaliveSpec,
        9 "GPIPortCurrentState" GpiPortCurrentState,
        10 "GPOWriteData" GpoWriteData,
        11 "EventsAndReports" EventsAndReports,
    }

    u8 IdentificationType {
        0 "MAC_Address" MacAddress,
        1 "EPC" Epc,
    }

    u8 KeepaliveTriggerType {
        0 "Null" Null,
        1 "Periodic" Periodic,
    }

    u8 GpiPortState {
        0 "Low" Low,
        1 "High" High,
        2 "Unknown" Unknown,
    }

    u8 RoReportTriggerType {
        0 "None" None,
        1 "Upon_N_Tags_Or_End_Of_AISpec" UponNTagsOrEndOfAiSpec,
        2 "Upon_N_Tags_Or_End_Of_ROSpec" UponNTagsOrEndOfRoSpec,
        3 "Upon_N_Seconds_Or_End_Of_AISpec_Or_End_Of_RFSurveySpec" UponNSecondsOrEndOfAiSpecOrEndOfRfSurveySpec,
        4 "Upon_N_Seconds_Or_End_Of_ROSpec" UponNSecondsOrEndOfRoSpec,
        5 "Upon_N_Milliseconds_Or_End_Of_AISpec_Or_End_Of_RFSurveySpec" UponNMillisecondsOrEndOfAiSpecOrEndOfRfSurveySpec,
        6 "Upon_N_Milliseconds_Or_End_Of_ROSpec" UponNMillisecondsOrEndOfRoSpec,
    }

    u8 AccessReportTriggerType {
        0 "Whenever_ROReport_Is_Generated" WheneverRoReportIsGenerated,
        1 "End_Of_AccessSpec" EndOfAccessSpec,
    }

    u16 NotificationEventType {
        0 "Upon_Hopping_To_Next_Channel" UponHoppingToNextChannel,
        1 "GPI_Event" GpiEvent,
        2 "ROSpec_Event" RoSpecEvent,
        3 "Report_Buffer_Fill_Warning" ReportBufferFillWarning,
        4 "Reader_Exception_Event" ReaderExceptionEvent,
        5 "RFSurvey_Event" RfSurveyEvent,
        6 "AISpec_Event" AiSpecEvent,
        7 "AISpec_Event_With_Details" AiSpecEventWithDetails,
        8 "Antenna_Event" AntennaEvent,
        9 "SpecLoop_Event" SpecLoopEvent,
    }

    u8 RoSpecEventType {
        0 "Start_Of_ROSpec" StartOfRoSpec,
        1 "End_Of_ROSpec" EndOfRoSpec,
        2 "Preemption_Of_ROSpec" PreemptionOfRoSpec,
    }

    u8 RfSurveyEventType {
        0 "Start_Of_RFSurvey" StartOfRfSurvey,
        1 "End_Of_RFSurvey" EndOfRfSurvey,
    }

    u8 AiSpecEventType {
        0 "End_Of_AISpec" EndOfAiSpec,
    }

    u8 AntennaEventType {
        0 "Antenna_Disconnected" AntennaDisconnected,
        1 "Antenna_Connected" AntennaConnected,
    }

    u16 ConnectionAttemptStatusType {
        0 "Success" Success,
        1 "Failed_A_Reader_Initiated_Connection_Already_Exists" FailedAReaderInitiatedConnectionAlreadyExists,
        2 "Failed_A_Client_Initiated_Connection_Already_Exists" FailedAClientInitiatedConnectionAlreadyExists,
        3 "Failed_Reason_Other_Than_A_Connection_Already_Exists" FailedReasonOtherThanAConnectionAlreadyExists,
        4 "Another_Connection_Attempted" AnotherConnectionAttempted,
    }

    u16 StatusCode {
        0 "M_Success" MSuccess,
        100 "M_ParameterError" MParameterError,
        101 "M_FieldError" MFieldError,
        102 "M_UnexpectedParameter" MUnexpectedParameter,
        103 "M_MissingParameter" MMissingParameter,
        104 "M_DuplicateParameter" MDuplicateParameter,
        105 "M_OverflowParameter" MOverflowParameter,
        106 "M_OverflowField" MOverflowField,
        107 "M_UnknownParameter" MUnknownParameter,
        108 "M_UnknownField" MUnknownField,
        109 "M_UnsupportedMessage" MUnsupportedMessage,
        110 "M_UnsupportedVersion" MUnsupportedVersion,
        111 "M_UnsupportedParameter" MUnsupportedParameter,
        200 "P_ParameterError" PParameterError,
        201 "P_FieldError" PFieldError,
        202 "P_UnexpectedParameter" PUnexpectedParameter,
        203 "P_MissingParameter" PMissingParameter,
        204 "P_DuplicateParameter" PDuplicateParameter,
        205 "P_OverflowParameter" POverflowParameter,
        206 "P_OverflowField" POverflowField,
        207 "P_UnknownParameter" PUnknownParameter,
        208 "P_UnknownField" PUnknownField,
        209 "P_UnsupportedParameter" PUnsupportedParameter,
        300 "A_Invalid" AInvalid,
        301 "A_OutOfRange" AOutOfRange,
        401 "R_DeviceError" RDeviceError,
    }
}
