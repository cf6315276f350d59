//! Enumerations of the air protocol, EPCglobal Class 1 Generation 2.

use super::prelude::*;

enumeration! {
    bit C1G2DrValue {
        0 "DRV_8" Drv8,
        1 "DRV_64_3" Drv64_3,
    }

    u8 C1G2MValue {
        0 "MV_FM0" MvFm0,
        1 "MV_2" Mv2,
        2 "MV_4" Mv4,
        3 "MV_8" Mv8,
    }

    u8 C1G2ForwardLinkModulation {
        0 "PR_ASK" PrAsk,
        1 "SSB_ASK" SsbAsk,
        2 "DSB_ASK" DsbAsk,
    }

    u8 C1G2SpectralMaskIndicator {
        0 "Unknown" Unknown,
        1 "SI" Si,
        2 "MI" Mi,
        3 "DI" Di,
    }

    two_bits C1G2TruncateAction {
        0 "Unspecified" Unspecified,
        1 "Do_Not_Truncate" DoNotTruncate,
        2 "Truncate" Truncate,
    }

    u8 C1G2StateAwareTarget {
        0 "SL" Sl,
        1 "Inventoried_State_For_Session_S0" InventoriedStateForSessionS0,
        2 "Inventoried_State_For_Session_S1" InventoriedStateForSessionS1,
        3 "Inventoried_State_For_Session_S2" InventoriedStateForSessionS2,
        4 "Inventoried_State_For_Session_S3" InventoriedStateForSessionS3,
    }

    u8 C1G2StateAwareAction {
        0 "AssertSLOrA_DeassertSLOrB" AssertSlOrADeassertSlOrB,
        1 "AssertSLOrA_Noop" AssertSlOrANoop,
        2 "Noop_DeassertSLOrB" NoopDeassertSlOrB,
        3 "NegateSLOrABBA_Noop" NegateSlOrAbbaNoop,
        4 "DeassertSLOrB_AssertSLOrA" DeassertSlOrBAssertSlOrA,
        5 "DeassertSLOrB_Noop" DeassertSlOrBNoop,
        6 "Noop_AssertSLOrA" NoopAssertSlOrA,
        7 "Noop_NegateSLOrABBA" NoopNegateSlOrAbba,
    }

    u8 C1G2StateUnawareAction {
        0 "Select_Unselect" SelectUnselect,
        1 "Select_DoNothing" SelectDoNothing,
        2 "DoNothing_Unselect" DoNothingUnselect,
        3 "Unselect_DoNothing" UnselectDoNothing,
        4 "Unselect_Select" UnselectSelect,
        5 "DoNothing_Select" DoNothingSelect,
    }

    bit C1G2TagInventoryStateAwareI {
        0 "State_A" StateA,
        1 "State_B" StateB,
    }

    bit C1G2TagInventoryStateAwareS {
        0 "SL" Sl,
        1 "Not_SL" NotSl,
    }

    u8 C1G2LockPrivilege {
        0 "Read_Write" ReadWrite,
        1 "Perma_Lock" PermaLock,
        2 "Perma_Unlock" PermaUnlock,
        3 "Unlock" Unlock,
    }

    u8 C1G2LockDataField {
        0 "Kill_Password" KillPassword,
        1 "Access_Password" AccessPassword,
        2 "EPC_Memory" EpcMemory,
        3 "TID_Memory" TidMemory,
        4 "User_Memory" UserMemory,
    }

    u8 C1G2ReadResultType {
        0 "Success" Success,
        1 "Nonspecific_Tag_Error" NonspecificTagError,
        2 "No_Response_From_Tag" NoResponseFromTag,
        3 "Nonspecific_Reader_Error" NonspecificReaderError,
        4 "Tag_Memory_Overrun_Error" TagMemoryOverrunError,
        5 "Tag_Memory_Locked_Error" TagMemoryLockedError,
        6 "Incorrect_password_error" IncorrectPasswordError,
    }

    u8 C1G2WriteResultType {
        0 "Success" Success,
        1 "Tag_Memory_Overrun_Error" TagMemoryOverrunError,
        2 "Tag_Memory_Locked_Error" TagMemoryLockedError,
        3 "Insufficient_Power" InsufficientPower,
        4 "Nonspecific_Tag_Error" NonspecificTagError,
        5 "No_Response_From_Tag" NoResponseFromTag,
        6 "Nonspecific_Reader_Error" NonspecificReaderError,
        7 "Incorrect_Password_Error" IncorrectPasswordError,
    }

    u8 C1G2KillResultType {
        0 "Success" Success,
        1 "Zero_Kill_Password_Error" ZeroKillPasswordError,
        2 "Insufficient_Power" InsufficientPower,
        3 "Nonspecific_Tag_Error" NonspecificTagError,
        4 "No_Response_From_Tag" NoResponseFromTag,
        5 "Nonspecific_Reader_Error" NonspecificReaderError,
        6 "Incorrect_Password_Error" IncorrectPasswordError,
    }

    u8 C1G2RecommissionResultType {
        0 "Success" Success,
        1 "Zero_Kill_Password_Error" ZeroKillPasswordError,
        2 "Insufficient_Power" InsufficientPower,
        3 "Nonspecific_Tag_Error" NonspecificTagError,
        4 "No_Response_From_Tag" NoResponseFromTag,
        5 "Nonspecific_Reader_Error" NonspecificReaderError,
        6 "Incorrect_Password_Error" IncorrectPasswordError,
    }

    u8 C1G2LockResultType {
        0 "Success" Success,
        1 "Insufficient_Power" InsufficientPower,
        2 "Nonspecific_Tag_Error" NonspecificTagError,
        3 "No_Response_From_Tag" NoResponseFromTag,
        4 "Nonspecific_Reader_Error" NonspecificReaderError,
        5 "Incorrect_Password_Error" IncorrectPasswordError,
        6 "Tag_Memory_Overrun_Error" TagMemoryOverrunError,
        7 "Tag_Memory_Locked_Error" TagMemoryLockedError,
    }

    u8 C1G2BlockEraseResultType {
        0 "Success" Success,
        1 "Tag_Memory_Overrun_Error" TagMemoryOverrunError,
        2 "Tag_Memory_Locked_Error" TagMemoryLockedError,
        3 "Insufficient_Power" InsufficientPower,
        4 "Nonspecific_Tag_Error" NonspecificTagError,
        5 "No_Response_From_Tag" NoResponseFromTag,
        6 "Nonspecific_Reader_Error" NonspecificReaderError,
        7 "Incorrect_Password_Error" IncorrectPasswordError,
    }

    u8 C1G2BlockWriteResultType {
        0 "Success" Success,
        1 "Tag_Memory_Overrun_Error" TagMemoryOverrunError,
        2 "Tag_Memory_Locked_Error" TagMemoryLockedError,
        3 "Insufficient_Power" InsufficientPower,
        4 "Nonspecific_Tag_Error" NonspecificTagError,
        5 "No_Response_From_Tag" NoResponseFromTag,
        6 "Nonspecific_Reader_Error" NonspecificReaderError,
        7 "Incorrect_Password_Error" IncorrectPasswordError,
    }

    u8 C1G2BlockPermalockResultType {
        0 "Success" Success,
        1 "Insufficient_Power" InsufficientPower,
        2 "Nonspecific_Tag_Error" NonspecificTagError,
        3 "No_Response_From_Tag" NoResponseFromTag,
        4 "Nonspecific_Reader_Error" NonspecificReaderError,
        5 "Incorrect_Password_Error" IncorrectPasswordError,
        6 "Tag_Memory_Overrun_Error" TagMemoryOverrunError,
    }

    u8 C1G2GetBlockPermalockStatusResultType {
        0 "Success" Success,
        1 "Nonspecific_Tag_Error" NonspecificTagError,
        2 "No_Response_From_Tag" NoResponseFromTag,
        3 "Nonspecific_Reader_Error" NonspecificReaderError,
        4 "Incorrect_Password_Error" IncorrectPasswordError,
        5 "Tag_Memory_Overrun_Error" TagMemoryOverrunError,
    }
}
