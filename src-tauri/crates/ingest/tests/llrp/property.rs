//! Decoding gives back what was encoded, and the report path sees what decoding sees.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use trackward_ingest::llrp::AddRoSpec;
use trackward_ingest::llrp::{
    AccessSpecId, AiSpec, AirProtocolTagData, AntennaConfiguration, AntennaEvent, AntennaEventType,
    AntennaId, BitString, Body, C1G2Crc, C1G2InventoryCommand, C1G2Pc, C1G2RfControl,
    C1G2SingulationControl, ChannelIndex, ConnectionAttemptEvent, ConnectionAttemptStatusType,
    Custom, Epc96, Epc96Bits, EpcBits, EpcData, EpcParameter, ErrorMessage, FieldError,
    FirstSeenTimestampUptime, FirstSeenTimestampUtc, IMPINJ, InventoryParameterSpec,
    LastSeenTimestampUptime, LastSeenTimestampUtc, LlrpStatus, Message, ParameterError, PeakRssi,
    ReaderEventNotification, ReaderEventNotificationData, ReaderExceptionEvent, ReaderTime, Rest,
    RoAccessReport, RoBoundarySpec, RoReportSpec, RoReportTriggerType, RoSpec, RoSpecId,
    RoSpecStartTrigger, RoSpecStartTriggerType, SpecParameter, StatusCode,
    TagReportContentSelector, TagReportData, TagSeenCount, Text, TwoBits, Uptime, UtcTimestamp,
    Version, tag_reads,
};
use trackward_model::Rssi;

fn epc() -> impl Strategy<Value = EpcParameter> {
    prop_oneof![
        any::<[u8; 12]>().prop_map(|epc| EpcParameter::Epc96(Epc96 { epc: Epc96Bits(epc) })),
        vec(any::<u8>(), 0..70).prop_map(|epc| {
            EpcParameter::EpcData(EpcData { epc: EpcBits(BitString::from_bytes(&epc)) })
        }),
    ]
}

fn custom() -> impl Strategy<Value = Custom> {
    prop_oneof![
        any::<i16>().prop_map(|rssi| Custom {
            vendor_identifier: IMPINJ,
            parameter_subtype: 57,
            data: Rest(rssi.to_be_bytes().to_vec()),
        }),
        (any::<u32>(), 100..200_u32, vec(any::<u8>(), 0..20)).prop_map(
            |(vendor, subtype, data)| {
                Custom { vendor_identifier: vendor, parameter_subtype: subtype, data: Rest(data) }
            }
        ),
    ]
}

fn tag_report() -> impl Strategy<Value = TagReportData> {
    let ids =
        (of(any::<u32>()), of(any::<u16>()), of(any::<i8>()), of(any::<u16>()), of(any::<u16>()));
    let times = (of(any::<u64>()), of(any::<u64>()), of(any::<u64>()), of(any::<u64>()));
    let memory = vec(
        prop_oneof![
            any::<u16>().prop_map(|pc| AirProtocolTagData::C1G2Pc(C1G2Pc(pc))),
            any::<u16>().prop_map(|crc| AirProtocolTagData::C1G2Crc(C1G2Crc(crc))),
        ],
        0..3,
    );
    (epc(), ids, times, memory, vec(custom(), 0..3)).prop_map(
        |(epc, (ro_spec, antenna, rssi, channel, count), times, memory, custom)| TagReportData {
            epc_parameter: epc,
            ro_spec_id: ro_spec.map(RoSpecId),
            antenna_id: antenna.map(AntennaId),
            peak_rssi: rssi.map(PeakRssi),
            channel_index: channel.map(ChannelIndex),
            first_seen_timestamp_utc: times.0.map(FirstSeenTimestampUtc),
            first_seen_timestamp_uptime: times.1.map(FirstSeenTimestampUptime),
            last_seen_timestamp_utc: times.2.map(LastSeenTimestampUtc),
            last_seen_timestamp_uptime: times.3.map(LastSeenTimestampUptime),
            tag_seen_count: count.map(TagSeenCount),
            air_protocol_tag_data: memory,
            access_spec_id: ro_spec.map(AccessSpecId),
            custom,
            ..TagReportData::default()
        },
    )
}

fn report() -> impl Strategy<Value = RoAccessReport> {
    vec(tag_report(), 0..6)
        .prop_map(|tags| RoAccessReport { tag_report_data: tags, ..RoAccessReport::default() })
}

fn status() -> impl Strategy<Value = LlrpStatus> {
    let field_error = || {
        of((any::<u16>(), any::<u16>()).prop_map(|(field_num, code)| FieldError {
            field_num,
            error_code: StatusCode::from_number(code),
        }))
    };
    let parameter_error = (any::<u16>(), any::<u16>(), field_error())
        .prop_map(|(parameter_type, code, field_error)| ParameterError {
            parameter_type,
            error_code: StatusCode::from_number(code),
            field_error,
            ..ParameterError::default()
        })
        .prop_recursive(6, 6, 1, |inner| {
            inner.prop_map(|inner| ParameterError {
                parameter_error: Some(Box::new(inner)),
                ..ParameterError::default()
            })
        });
    (any::<u16>(), ".{0,40}", field_error(), of(parameter_error)).prop_map(
        |(code, text, field_error, parameter_error)| LlrpStatus {
            status_code: StatusCode::from_number(code),
            error_description: Text::from(text.as_str()),
            field_error,
            parameter_error,
            ..LlrpStatus::default()
        },
    )
}

fn event() -> impl Strategy<Value = ReaderEventNotification> {
    let time = prop_oneof![
        any::<u64>().prop_map(|us| ReaderTime::UtcTimestamp(UtcTimestamp(us))),
        any::<u64>().prop_map(|us| ReaderTime::Uptime(Uptime(us))),
    ];
    let antenna = of((any::<u8>(), any::<u16>()).prop_map(|(kind, antenna_id)| AntennaEvent {
        event_type: AntennaEventType::from_number(kind.into()),
        antenna_id,
    }));
    let attempt = of(any::<u16>().prop_map(|status| {
        ConnectionAttemptEvent(ConnectionAttemptStatusType::from_number(status))
    }));
    let exception =
        of((".{0,30}", of(any::<u16>())).prop_map(|(text, antenna)| ReaderExceptionEvent {
            message: Text::from(text.as_str()),
            antenna_id: antenna.map(AntennaId),
            ..ReaderExceptionEvent::default()
        }));
    (time, antenna, attempt, exception).prop_map(|(timestamp, antenna, attempt, exception)| {
        ReaderEventNotification {
            reader_event_notification_data: ReaderEventNotificationData {
                timestamp,
                antenna_event: antenna,
                connection_attempt_event: attempt,
                reader_exception_event: exception,
                ..ReaderEventNotificationData::default()
            },
            ..ReaderEventNotification::default()
        }
    })
}

fn add_ro_spec() -> impl Strategy<Value = AddRoSpec> {
    let command = (0..4_u8, any::<u16>(), of((any::<u16>(), any::<u16>()))).prop_map(
        |(session, population, mode)| C1G2InventoryCommand {
            c1g2_rf_control: mode.map(|(mode_index, tari)| C1G2RfControl { mode_index, tari }),
            c1g2_singulation_control: Some(C1G2SingulationControl {
                session: TwoBits::new(session),
                tag_population: population,
                ..C1G2SingulationControl::default()
            }),
            ..C1G2InventoryCommand::default()
        },
    );
    let antennas = vec((any::<u16>(), vec(command, 0..2)), 0..4).prop_map(|antennas| {
        antennas
            .into_iter()
            .map(|(antenna_id, commands)| AntennaConfiguration {
                antenna_id,
                c1g2_inventory_command: commands,
                ..AntennaConfiguration::default()
            })
            .collect::<Vec<_>>()
    });
    let parts =
        (any::<u32>(), vec(any::<u16>(), 0..8), antennas, of(any::<[bool; 10]>()), any::<u16>());
    parts.prop_map(|(ro_spec_id, antenna_ids, antenna_configuration, selected, n)| {
        let inventory =
            InventoryParameterSpec { antenna_configuration, ..InventoryParameterSpec::default() };
        let ai_spec =
            AiSpec { antenna_ids, inventory_parameter_spec: vec![inventory], ..AiSpec::default() };
        AddRoSpec {
            ro_spec: RoSpec {
                ro_spec_id,
                ro_boundary_spec: RoBoundarySpec {
                    ro_spec_start_trigger: RoSpecStartTrigger {
                        ro_spec_start_trigger_type: RoSpecStartTriggerType::Immediate,
                        ..RoSpecStartTrigger::default()
                    },
                    ..RoBoundarySpec::default()
                },
                spec_parameter: vec![SpecParameter::AiSpec(ai_spec)],
                ro_report_spec: selected.map(|on| RoReportSpec {
                    ro_report_trigger: RoReportTriggerType::from_number(n % 9),
                    n,
                    tag_report_content_selector: TagReportContentSelector {
                        enable_ro_spec_id: on[0],
                        enable_antenna_id: on[3],
                        enable_peak_rssi: on[5],
                        enable_last_seen_timestamp: on[7],
                        enable_access_spec_id: on[9],
                        ..TagReportContentSelector::default()
                    },
                    ..RoReportSpec::default()
                }),
                ..RoSpec::default()
            },
            ..AddRoSpec::default()
        }
    })
}

fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        report().prop_map(Body::from),
        event().prop_map(Body::from),
        add_ro_spec().prop_map(Body::from),
        status()
            .prop_map(|llrp_status| ErrorMessage { llrp_status, ..ErrorMessage::default() }.into()),
        (vec(any::<u8>(), 0..40)).prop_map(|bytes| Body::Unknown { type_code: 900, bytes }),
    ]
}

proptest! {
    #[test]
    fn decoding_gives_back_what_was_encoded(version in 0..8_u8, id: u32, body in body()) {
        let message = Message { version: Version::from_number(version), id, body };
        let bytes = message.encode().unwrap();
        let decoded = Message::decode(&bytes).unwrap();
        prop_assert_eq!(decoded.unread_tails, 0);
        prop_assert_eq!(decoded.message, message);
    }

    #[test]
    fn the_report_path_sees_what_decoding_sees(report in report()) {
        let bytes = Message::new(1, report.clone()).encode().unwrap();
        let mut reads = tag_reads(&bytes[10..]);
        for tag in &report.tag_report_data {
            let read = reads.next().unwrap();
            let epc = match &tag.epc_parameter {
                EpcParameter::Epc96(epc) => &epc.epc.0[..],
                EpcParameter::EpcData(data) => data.epc.0.bytes(),
            };
            prop_assert_eq!(read.epc, epc);
            prop_assert_eq!(read.antenna, tag.antenna_id.map_or(0, |antenna| antenna.0));
            prop_assert_eq!(read.count, tag.tag_seen_count.map_or(1, |count| count.0.max(1)));
            let last_utc = tag.last_seen_timestamp_utc.map(|at| at.0);
            let first_utc = tag.first_seen_timestamp_utc.map(|at| at.0);
            prop_assert_eq!(read.utc_us, last_utc.or(first_utc));
            let last_uptime = tag.last_seen_timestamp_uptime.map(|at| at.0);
            let first_uptime = tag.first_seen_timestamp_uptime.map(|at| at.0);
            prop_assert_eq!(read.uptime_us, last_uptime.or(first_uptime));
            let finer = tag.custom.iter().rfind(|custom| {
                custom.vendor_identifier == IMPINJ && custom.parameter_subtype == 57
            });
            let rssi = match finer {
                Some(custom) => Some(Rssi(i16::from_be_bytes([custom.data.0[0], custom.data.0[1]]))),
                None => tag.peak_rssi.map(|rssi| Rssi(i16::from(rssi.0) * 100)),
            };
            prop_assert_eq!(read.rssi, rssi);
        }
        prop_assert!(reads.next().is_none());
        prop_assert_eq!((reads.malformed(), reads.unread_tails()), (0, 0));
    }
}
