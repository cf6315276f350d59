//! Access operations: what to read from or write to which tags.

use super::prelude::*;

plain_parameters! {
    208 "AccessSpecStopTrigger" AccessSpecStopTrigger {
        "AccessSpecStopTrigger" access_spec_stop_trigger: AccessSpecStopTriggerType,
        "OperationCountValue" operation_count_value: u16,
    }

    339 "C1G2TargetTag" C1G2TargetTag {
        "MB" mb: TwoBits,
        "Match" r#match: bool [5],
        "Pointer" pointer: u16,
        "TagMask" tag_mask: BitString,
        "TagData" tag_data: BitString,
    }

    341 "C1G2Read" C1G2Read {
        "OpSpecID" op_spec_id: u16,
        "AccessPassword" access_password: u32,
        "MB" mb: TwoBits [6],
        "WordPointer" word_pointer: u16,
        "WordCount" word_count: u16,
    }

    342 "C1G2Write" C1G2Write {
        "OpSpecID" op_spec_id: u16,
        "AccessPassword" access_password: u32,
        "MB" mb: TwoBits [6],
        "WordPointer" word_pointer: u16,
        "WriteData" write_data: Words,
    }

    343 "C1G2Kill" C1G2Kill {
        "OpSpecID" op_spec_id: u16,
        "KillPassword" kill_password: u32,
    }

    357 "C1G2Recommission" C1G2Recommission {
        "OpSpecID" op_spec_id: u16,
        "KillPassword" kill_password: u32 [5],
        "BIT_3SB" bit_3sb: bool,
        "BIT_2SB" bit_2sb: bool,
        "BIT_LSB" bit_lsb: bool,
    }

    345 "C1G2LockPayload" C1G2LockPayload {
        "Privilege" privilege: C1G2LockPrivilege,
        "DataField" data_field: C1G2LockDataField,
    }

    346 "C1G2BlockErase" C1G2BlockErase {
        "OpSpecID" op_spec_id: u16,
        "AccessPassword" access_password: u32,
        "MB" mb: TwoBits [6],
        "WordPointer" word_pointer: u16,
        "WordCount" word_count: u16,
    }

    347 "C1G2BlockWrite" C1G2BlockWrite {
        "OpSpecID" op_spec_id: u16,
        "AccessPassword" access_password: u32,
        "MB" mb: TwoBits [6],
        "WordPointer" word_pointer: u16,
        "WriteData" write_data: Words,
    }

    358 "C1G2BlockPermalock" C1G2BlockPermalock {
        "OpSpecID" op_spec_id: u16,
        "AccessPassword" access_password: u32,
        "MB" mb: TwoBits [6],
        "BlockPointer" block_pointer: u16,
        "BlockMaskWordCount" block_mask_word_count: u16,
        "BlockMask" block_mask: Words,
    }

    359 "C1G2GetBlockPermalockStatus" C1G2GetBlockPermalockStatus {
        "OpSpecID" op_spec_id: u16,
        "AccessPassword" access_password: u32,
        "MB" mb: TwoBits [6],
        "BlockPointer" block_pointer: u16,
        "BlockRange" block_range: u16,
    }
}

parameters! {
    207 "AccessSpec" AccessSpec {
        "AccessSpecID" access_spec_id: u32,
        "AntennaID" antenna_id: u16,
        "ProtocolID" protocol_id: AirProtocols,
        "CurrentState" current_state: AccessSpecState [7],
        "ROSpecID" ro_spec_id: u32,
    } holds {
        access_spec_stop_trigger: AccessSpecStopTrigger,
        access_command: AccessCommand,
        access_report_spec: Option<AccessReportSpec>,
        custom: Vec<Custom>,
    }

    209 "AccessCommand" AccessCommand {} holds {
        c1g2_tag_spec: C1G2TagSpec,
        access_command_op_spec: Vec<AccessCommandOpSpec>,
        custom: Vec<Custom>,
    }

    338 "C1G2TagSpec" C1G2TagSpec {} holds {
        c1g2_target_tag: Vec<C1G2TargetTag>,
    }

    344 "C1G2Lock" C1G2Lock {
        "OpSpecID" op_spec_id: u16,
        "AccessPassword" access_password: u32,
    } holds {
        c1g2_lock_payload: Vec<C1G2LockPayload>,
    }
}

choice! {
    "AccessCommandOpSpec" AccessCommandOpSpec {
        C1G2Read,
        C1G2Write,
        C1G2Kill,
        C1G2Recommission,
        C1G2Lock,
        C1G2BlockErase,
        C1G2BlockWrite,
        C1G2BlockPermalock,
        C1G2GetBlockPermalockStatus,
        Custom,
    }
}
