//! What readers report of themselves.

use super::prelude::*;

value_parameters! {
    250 "ReportBufferLevelWarningEvent" ReportBufferLevelWarningEvent("ReportBufferPercentageFull" u8);
    17 "OpSpecID" OpSpecId("OpSpecID" u16);
    256 "ConnectionAttemptEvent" ConnectionAttemptEvent("Status" ConnectionAttemptStatusType);
}

plain_parameters! {
    245 "EventNotificationState" EventNotificationState {
        "EventType" event_type: NotificationEventType,
        "NotificationState" notification_state: bool [7],
    }

    247 "HoppingEvent" HoppingEvent {
        "HopTableID" hop_table_id: u16,
        "NextChannelIndex" next_channel_index: u16,
    }

    248 "GPIEvent" GpiEvent {
        "GPIPortNumber" gpi_port_number: u16,
        "GPIEvent" gpi_event: bool [7],
    }

    249 "ROSpecEvent" RoSpecEvent {
        "EventType" event_type: RoSpecEventType,
        "ROSpecID" ro_spec_id: u32,
        "PreemptingROSpecID" preempting_ro_spec_id: u32,
    }

    251 "ReportBufferOverflowErrorEvent" ReportBufferOverflowErrorEvent {}

    253 "RFSurveyEvent" RfSurveyEvent {
        "EventType" event_type: RfSurveyEventType,
        "ROSpecID" ro_spec_id: u32,
        "SpecIndex" spec_index: u16,
    }

    255 "AntennaEvent" AntennaEvent {
        "EventType" event_type: AntennaEventType,
        "AntennaID" antenna_id: u16,
    }

    257 "ConnectionCloseEvent" ConnectionCloseEvent {}

    356 "SpecLoopEvent" SpecLoopEvent {
        "ROSpecID" ro_spec_id: u32,
        "LoopCount" loop_count: u32,
    }
}

parameters! {
    244 "ReaderEventNotificationSpec" ReaderEventNotificationSpec {} holds {
        event_notification_state: Vec<EventNotificationState>,
    }

    246 "ReaderEventNotificationData" ReaderEventNotificationData {} holds {
        timestamp: ReaderTime,
        hopping_event: Option<HoppingEvent>,
        gpi_event: Option<GpiEvent>,
        ro_spec_event: Option<RoSpecEvent>,
        report_buffer_level_warning_event: Option<ReportBufferLevelWarningEvent>,
        report_buffer_overflow_error_event: Option<ReportBufferOverflowErrorEvent>,
        reader_exception_event: Option<ReaderExceptionEvent>,
        rf_survey_event: Option<RfSurveyEvent>,
        ai_spec_event: Option<AiSpecEvent>,
        antenna_event: Option<AntennaEvent>,
        connection_attempt_event: Option<ConnectionAttemptEvent>,
        connection_close_event: Option<ConnectionCloseEvent>,
        spec_loop_event: Option<SpecLoopEvent>,
        custom: Vec<Custom>,
    }

    252 "ReaderExceptionEvent" ReaderExceptionEvent {
        "Message" message: Text,
    } holds {
        ro_spec_id: Option<RoSpecId>,
        spec_index: Option<SpecIndex>,
        inventory_parameter_spec_id: Option<InventoryParameterSpecId>,
        antenna_id: Option<AntennaId>,
        access_spec_id: Option<AccessSpecId>,
        op_spec_id: Option<OpSpecId>,
        custom: Vec<Custom>,
    }

    254 "AISpecEvent" AiSpecEvent {
        "EventType" event_type: AiSpecEventType,
        "ROSpecID" ro_spec_id: u32,
        "SpecIndex" spec_index: u16,
    } holds {
        c1g2_singulation_details: Option<C1G2SingulationDetails>,
    }
}
