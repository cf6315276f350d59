//! What readers report of tags, and what is asked to be in a report.

use super::prelude::*;

value_parameters! {
    239 "AccessReportSpec" AccessReportSpec("AccessReportTrigger" AccessReportTriggerType);
    9 "ROSpecID" RoSpecId("ROSpecID" u32);
    14 "SpecIndex" SpecIndex("SpecIndex" u16);
    10 "InventoryParameterSpecID" InventoryParameterSpecId("InventoryParameterSpecID" u16);
    1 "AntennaID" AntennaId("AntennaID" u16);
    6 "PeakRSSI" PeakRssi("PeakRSSI" i8);
    7 "ChannelIndex" ChannelIndex("ChannelIndex" u16);
    2 "FirstSeenTimestampUTC" FirstSeenTimestampUtc("Microseconds" u64);
    3 "FirstSeenTimestampUptime" FirstSeenTimestampUptime("Microseconds" u64);
    4 "LastSeenTimestampUTC" LastSeenTimestampUtc("Microseconds" u64);
    5 "LastSeenTimestampUptime" LastSeenTimestampUptime("Microseconds" u64);
    8 "TagSeenCount" TagSeenCount("TagCount" u16);
    16 "AccessSpecID" AccessSpecId("AccessSpecID" u32);
    12 "C1G2_PC" C1G2Pc("PC_Bits" u16);
    19 "C1G2_XPCW1" C1G2Xpcw1("XPC_W1" u16);
    20 "C1G2_XPCW2" C1G2Xpcw2("XPC_W2" u16);
    11 "C1G2_CRC" C1G2Crc("CRC" u16);
}

plain_parameters! {
    241 "EPCData" EpcData {
        "EPC" epc: EpcBits,
    }

    13 "EPC_96" Epc96 {
        "EPC" epc: Epc96Bits,
    }

    18 "C1G2SingulationDetails" C1G2SingulationDetails {
        "NumCollisionSlots" num_collision_slots: u16,
        "NumEmptySlots" num_empty_slots: u16,
    }

    348 "C1G2EPCMemorySelector" C1G2EpcMemorySelector {
        "EnableCRC" enable_crc: bool,
        "EnablePCBits" enable_pc_bits: bool,
        "EnableXPCBits" enable_xpc_bits: bool [5],
    }

    349 "C1G2ReadOpSpecResult" C1G2ReadOpSpecResult {
        "Result" result: C1G2ReadResultType,
        "OpSpecID" op_spec_id: u16,
        "ReadData" read_data: Words,
    }

    350 "C1G2WriteOpSpecResult" C1G2WriteOpSpecResult {
        "Result" result: C1G2WriteResultType,
        "OpSpecID" op_spec_id: u16,
        "NumWordsWritten" num_words_written: u16,
    }

    351 "C1G2KillOpSpecResult" C1G2KillOpSpecResult {
        "Result" result: C1G2KillResultType,
        "OpSpecID" op_spec_id: u16,
    }

    360 "C1G2RecommissionOpSpecResult" C1G2RecommissionOpSpecResult {
        "Result" result: C1G2RecommissionResultType,
        "OpSpecID" op_spec_id: u16,
    }

    352 "C1G2LockOpSpecResult" C1G2LockOpSpecResult {
        "Result" result: C1G2LockResultType,
        "OpSpecID" op_spec_id: u16,
    }

    353 "C1G2BlockEraseOpSpecResult" C1G2BlockEraseOpSpecResult {
        "Result" result: C1G2BlockEraseResultType,
        "OpSpecID" op_spec_id: u16,
    }

    354 "C1G2BlockWriteOpSpecResult" C1G2BlockWriteOpSpecResult {
        "Result" result: C1G2BlockWriteResultType,
        "OpSpecID" op_spec_id: u16,
        "NumWordsWritten" num_words_written: u16,
    }

    361 "C1G2BlockPermalockOpSpecResult" C1G2BlockPermalockOpSpecResult {
        "Result" result: C1G2BlockPermalockResultType,
        "OpSpecID" op_spec_id: u16,
    }

    362 "C1G2GetBlockPermalockStatusOpSpecResult" C1G2GetBlockPermalockStatusOpSpecResult {
        "Result" result: C1G2GetBlockPermalockStatusResultType,
        "OpSpecID" op_spec_id: u16,
        "PermalockStatus" permalock_status: Words,
    }
}

parameters! {
    237 "ROReportSpec" RoReportSpec {
        "ROReportTrigger" ro_report_trigger: RoReportTriggerType,
        "N" n: u16,
    } holds {
        tag_report_content_selector: TagReportContentSelector,
        custom: Vec<Custom>,
    }

    238 "TagReportContentSelector" TagReportContentSelector {
        "EnableROSpecID" enable_ro_spec_id: bool,
        "EnableSpecIndex" enable_spec_index: bool,
        "EnableInventoryParameterSpecID" enable_inventory_parameter_spec_id: bool,
        "EnableAntennaID" enable_antenna_id: bool,
        "EnableChannelIndex" enable_channel_index: bool,
        "EnablePeakRSSI" enable_peak_rssi: bool,
        "EnableFirstSeenTimestamp" enable_first_seen_timestamp: bool,
        "EnableLastSeenTimestamp" enable_last_seen_timestamp: bool,
        "EnableTagSeenCount" enable_tag_seen_count: bool,
        "EnableAccessSpecID" enable_access_spec_id: bool [6],
    } holds {
        c1g2_epc_memory_selector: Vec<C1G2EpcMemorySelector>,
    }

    240 "TagReportData" TagReportData {} holds {
        epc_parameter: EpcParameter,
        ro_spec_id: Option<RoSpecId>,
        spec_index: Option<SpecIndex>,
        inventory_parameter_spec_id: Option<InventoryParameterSpecId>,
        antenna_id: Option<AntennaId>,
        peak_rssi: Option<PeakRssi>,
        channel_index: Option<ChannelIndex>,
        first_seen_timestamp_utc: Option<FirstSeenTimestampUtc>,
        first_seen_timestamp_uptime: Option<FirstSeenTimestampUptime>,
        last_seen_timestamp_utc: Option<LastSeenTimestampUtc>,
        last_seen_timestamp_uptime: Option<LastSeenTimestampUptime>,
        tag_seen_count: Option<TagSeenCount>,
        air_protocol_tag_data: Vec<AirProtocolTagData>,
        access_spec_id: Option<AccessSpecId>,
        access_command_op_spec_result: Vec<AccessCommandOpSpecResult>,
        custom: Vec<Custom>,
    }

    242 "RFSurveyReportData" RfSurveyReportData {} holds {
        ro_spec_id: Option<RoSpecId>,
        spec_index: Option<SpecIndex>,
        frequency_rssi_level_entry: Vec<FrequencyRssiLevelEntry>,
        custom: Vec<Custom>,
    }

    243 "FrequencyRSSILevelEntry" FrequencyRssiLevelEntry {
        "Frequency" frequency: u32,
        "Bandwidth" bandwidth: u32,
        "AverageRSSI" average_rssi: i8,
        "PeakRSSI" peak_rssi: i8,
    } holds {
        timestamp: ReaderTime,
    }
}

choice! {
    "EPCParameter" EpcParameter {
        Epc96,
        EpcData,
    }
    "AirProtocolTagData" AirProtocolTagData {
        C1G2Pc,
        C1G2Crc,
        C1G2Xpcw1,
        C1G2Xpcw2,
    }
    "AccessCommandOpSpecResult" AccessCommandOpSpecResult {
        C1G2ReadOpSpecResult,
        C1G2WriteOpSpecResult,
        C1G2KillOpSpecResult,
        C1G2LockOpSpecResult,
        C1G2BlockEraseOpSpecResult,
        C1G2BlockWriteOpSpecResult,
        C1G2RecommissionOpSpecResult,
        C1G2BlockPermalockOpSpecResult,
        C1G2GetBlockPermalockStatusOpSpecResult,
    }
}
