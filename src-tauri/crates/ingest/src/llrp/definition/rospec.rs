//! Reader operations: when to listen, with which antennas, for how long.

use super::prelude::*;

value_parameters! {
    189 "LoopSpec" LoopSpec("LoopCount" u16);
}

plain_parameters! {
    181 "GPITriggerValue" GpiTriggerValue {
        "GPIPortNum" gpi_port_num: u16,
        "GPIEvent" gpi_event: bool [7],
        "Timeout" timeout: u32,
    }

    185 "TagObservationTrigger" TagObservationTrigger {
        "TriggerType" trigger_type: TagObservationTriggerType [8],
        "NumberOfTags" number_of_tags: u16,
        "NumberOfAttempts" number_of_attempts: u16,
        "T" t: u16,
        "Timeout" timeout: u32,
    }

    188 "RFSurveySpecStopTrigger" RfSurveySpecStopTrigger {
        "StopTriggerType" stop_trigger_type: RfSurveySpecStopTriggerType,
        "DurationPeriod" duration_period: u32,
        "N" n: u32,
    }
}

parameters! {
    177 "ROSpec" RoSpec {
        "ROSpecID" ro_spec_id: u32,
        "Priority" priority: u8,
        "CurrentState" current_state: RoSpecState,
    } holds {
        ro_boundary_spec: RoBoundarySpec,
        spec_parameter: Vec<SpecParameter>,
        ro_report_spec: Option<RoReportSpec>,
    }

    178 "ROBoundarySpec" RoBoundarySpec {} holds {
        ro_spec_start_trigger: RoSpecStartTrigger,
        ro_spec_stop_trigger: RoSpecStopTrigger,
    }

    179 "ROSpecStartTrigger" RoSpecStartTrigger {
        "ROSpecStartTriggerType" ro_spec_start_trigger_type: RoSpecStartTriggerType,
    } holds {
        periodic_trigger_value: Option<PeriodicTriggerValue>,
        gpi_trigger_value: Option<GpiTriggerValue>,
    }

    180 "PeriodicTriggerValue" PeriodicTriggerValue {
        "Offset" offset: u32,
        "Period" period: u32,
    } holds {
        utc_timestamp: Option<UtcTimestamp>,
    }

    182 "ROSpecStopTrigger" RoSpecStopTrigger {
        "ROSpecStopTriggerType" ro_spec_stop_trigger_type: RoSpecStopTriggerType,
        "DurationTriggerValue" duration_trigger_value: u32,
    } holds {
        gpi_trigger_value: Option<GpiTriggerValue>,
    }

    183 "AISpec" AiSpec {
        "AntennaIDs" antenna_ids: Vec<u16>,
    } holds {
        ai_spec_stop_trigger: AiSpecStopTrigger,
        inventory_parameter_spec: Vec<InventoryParameterSpec>,
        custom: Vec<Custom>,
    }

    184 "AISpecStopTrigger" AiSpecStopTrigger {
        "AISpecStopTriggerType" ai_spec_stop_trigger_type: AiSpecStopTriggerType,
        "DurationTrigger" duration_trigger: u32,
    } holds {
        gpi_trigger_value: Option<GpiTriggerValue>,
        tag_observation_trigger: Option<TagObservationTrigger>,
    }

    186 "InventoryParameterSpec" InventoryParameterSpec {
        "InventoryParameterSpecID" inventory_parameter_spec_id: u16,
        "ProtocolID" protocol_id: AirProtocols,
    } holds {
        antenna_configuration: Vec<AntennaConfiguration>,
        custom: Vec<Custom>,
    }

    187 "RFSurveySpec" RfSurveySpec {
        "AntennaID" antenna_id: u16,
        "StartFrequency" start_frequency: u32,
        "EndFrequency" end_frequency: u32,
    } holds {
        rf_survey_spec_stop_trigger: RfSurveySpecStopTrigger,
        custom: Vec<Custom>,
    }
}

choice! {
    "SpecParameter" SpecParameter {
        AiSpec,
        RfSurveySpec,
        LoopSpec,
        Custom,
    }
}
