//! The messages that set a reader up and take leave of it.

use super::Timing;
use crate::llrp::{
    AddRoSpec, AiSpec, AiSpecStopTrigger, AiSpecStopTriggerType, AirProtocols, Body,
    EventNotificationState, EventsAndReports, InventoryParameterSpec, KeepaliveSpec,
    KeepaliveTriggerType, LlrpStatus, NotificationEventType, ReaderEventNotificationSpec,
    RoBoundarySpec, RoReportSpec, RoReportTriggerType, RoSpec, RoSpecStartTrigger,
    RoSpecStartTriggerType, SetReaderConfig, SpecParameter, TagReportContentSelector,
};

/// The id of our ROSpec: the only one, as all others are deleted first.
pub const RO_SPEC_ID: u32 = 1;

/// The events that tell of a reader's health, and keepalives; reports and events are held while
/// nobody is connected, so that nothing is lost over a reconnect.
pub fn config(timing: &Timing) -> SetReaderConfig {
    let wanted = [
        NotificationEventType::RoSpecEvent,
        NotificationEventType::ReportBufferFillWarning,
        NotificationEventType::ReaderExceptionEvent,
        NotificationEventType::AntennaEvent,
    ];
    let states = (0..=8).map(|number| {
        let event_type = NotificationEventType::from_number(number);
        EventNotificationState { event_type, notification_state: wanted.contains(&event_type) }
    });
    SetReaderConfig {
        reader_event_notification_spec: Some(ReaderEventNotificationSpec {
            event_notification_state: states.collect(),
            ..ReaderEventNotificationSpec::default()
        }),
        keepalive_spec: Some(KeepaliveSpec {
            keepalive_trigger_type: KeepaliveTriggerType::Periodic,
            periodic_trigger_value: timing.keepalive.as_millis().try_into().unwrap_or(u32::MAX),
        }),
        events_and_reports: Some(EventsAndReports(true)),
        ..SetReaderConfig::default()
    }
}

/// Listen at once and for ever, on all antennas with the reader's own power and mode, and report
/// each tag as it is seen.
pub fn ro_spec() -> AddRoSpec {
    let ai_spec = AiSpec {
        antenna_ids: vec![0],
        ai_spec_stop_trigger: AiSpecStopTrigger {
            ai_spec_stop_trigger_type: AiSpecStopTriggerType::Null,
            ..AiSpecStopTrigger::default()
        },
        inventory_parameter_spec: vec![InventoryParameterSpec {
            inventory_parameter_spec_id: 1,
            protocol_id: AirProtocols::EpcGlobalClass1Gen2,
            ..InventoryParameterSpec::default()
        }],
        ..AiSpec::default()
    };
    let report = RoReportSpec {
        ro_report_trigger: RoReportTriggerType::UponNTagsOrEndOfAiSpec,
        n: 1,
        tag_report_content_selector: TagReportContentSelector {
            enable_antenna_id: true,
            enable_channel_index: true,
            enable_peak_rssi: true,
            enable_first_seen_timestamp: true,
            enable_last_seen_timestamp: true,
            enable_tag_seen_count: true,
            ..TagReportContentSelector::default()
        },
        ..RoReportSpec::default()
    };
    AddRoSpec {
        ro_spec: RoSpec {
            ro_spec_id: RO_SPEC_ID,
            ro_boundary_spec: RoBoundarySpec {
                ro_spec_start_trigger: RoSpecStartTrigger {
                    ro_spec_start_trigger_type: RoSpecStartTriggerType::Immediate,
                    ..RoSpecStartTrigger::default()
                },
                ..RoBoundarySpec::default()
            },
            spec_parameter: vec![SpecParameter::AiSpec(ai_spec)],
            ro_report_spec: Some(report),
            ..RoSpec::default()
        },
        ..AddRoSpec::default()
    }
}

/// The type of the reply to a request.
pub const fn reply_type(request: u16) -> u16 {
    match request {
        14 => 4,
        request => request + 10,
    }
}

/// How a request went, of the replies that are awaited here.
pub fn status(reply: &Body) -> Option<&LlrpStatus> {
    match reply {
        Body::GetReaderCapabilitiesResponse(reply) => Some(&reply.llrp_status),
        Body::SetReaderConfigResponse(reply) => Some(&reply.llrp_status),
        Body::DeleteRoSpecResponse(reply) => Some(&reply.llrp_status),
        Body::AddRoSpecResponse(reply) => Some(&reply.llrp_status),
        Body::EnableRoSpecResponse(reply) => Some(&reply.llrp_status),
        Body::DisableRoSpecResponse(reply) => Some(&reply.llrp_status),
        Body::CloseConnectionResponse(reply) => Some(&reply.llrp_status),
        Body::ErrorMessage(reply) => Some(&reply.llrp_status),
        _ => None,
    }
}
