//! A reader's settings, and how it takes inventory.

use super::prelude::*;

value_parameters! {
    217 "LLRPConfigurationStateValue" LlrpConfigurationStateValue("LLRPConfigurationStateValue" u32);
    223 "RFReceiver" RfReceiver("ReceiverSensitivity" u16);
    226 "EventsAndReports" EventsAndReports("HoldEventsAndReportsUponReconnect" bool [7]);
    334 "C1G2TagInventoryStateUnawareFilterAction" C1G2TagInventoryStateUnawareFilterAction("Action" C1G2StateUnawareAction);
}

plain_parameters! {
    218 "Identification" Identification {
        "IDType" id_type: IdentificationType,
        "ReaderID" reader_id: Octets,
    }

    219 "GPOWriteData" GpoWriteData {
        "GPOPortNumber" gpo_port_number: u16,
        "GPOData" gpo_data: bool [7],
    }

    220 "KeepaliveSpec" KeepaliveSpec {
        "KeepaliveTriggerType" keepalive_trigger_type: KeepaliveTriggerType,
        "PeriodicTriggerValue" periodic_trigger_value: u32,
    }

    221 "AntennaProperties" AntennaProperties {
        "AntennaConnected" antenna_connected: bool [7],
        "AntennaID" antenna_id: u16,
        "AntennaGain" antenna_gain: i16,
    }

    224 "RFTransmitter" RfTransmitter {
        "HopTableID" hop_table_id: u16,
        "ChannelIndex" channel_index: u16,
        "TransmitPower" transmit_power: u16,
    }

    225 "GPIPortCurrentState" GpiPortCurrentState {
        "GPIPortNum" gpi_port_num: u16,
        "Config" config: bool [7],
        "State" state: GpiPortState,
    }

    332 "C1G2TagInventoryMask" C1G2TagInventoryMask {
        "MB" mb: TwoBits [6],
        "Pointer" pointer: u16,
        "TagMask" tag_mask: BitString,
    }

    333 "C1G2TagInventoryStateAwareFilterAction" C1G2TagInventoryStateAwareFilterAction {
        "Target" target: C1G2StateAwareTarget,
        "Action" action: C1G2StateAwareAction,
    }

    335 "C1G2RFControl" C1G2RfControl {
        "ModeIndex" mode_index: u16,
        "Tari" tari: u16,
    }

    337 "C1G2TagInventoryStateAwareSingulationAction" C1G2TagInventoryStateAwareSingulationAction {
        "I" i: C1G2TagInventoryStateAwareI,
        "S" s: C1G2TagInventoryStateAwareS [6],
    }
}

parameters! {
    222 "AntennaConfiguration" AntennaConfiguration {
        "AntennaID" antenna_id: u16,
    } holds {
        rf_receiver: Option<RfReceiver>,
        rf_transmitter: Option<RfTransmitter>,
        c1g2_inventory_command: Vec<C1G2InventoryCommand>,
    }

    330 "C1G2InventoryCommand" C1G2InventoryCommand {
        "TagInventoryStateAware" tag_inventory_state_aware: bool [7],
    } holds {
        c1g2_filter: Vec<C1G2Filter>,
        c1g2_rf_control: Option<C1G2RfControl>,
        c1g2_singulation_control: Option<C1G2SingulationControl>,
        custom: Vec<Custom>,
    }

    331 "C1G2Filter" C1G2Filter {
        "T" t: C1G2TruncateAction [6],
    } holds {
        c1g2_tag_inventory_mask: C1G2TagInventoryMask,
        c1g2_tag_inventory_state_aware_filter_action: Option<C1G2TagInventoryStateAwareFilterAction>,
        c1g2_tag_inventory_state_unaware_filter_action: Option<C1G2TagInventoryStateUnawareFilterAction>,
    }

    336 "C1G2SingulationControl" C1G2SingulationControl {
        "Session" session: TwoBits [6],
        "TagPopulation" tag_population: u16,
        "TagTransitTime" tag_transit_time: u32,
    } holds {
        c1g2_tag_inventory_state_aware_singulation_action: Option<C1G2TagInventoryStateAwareSingulationAction>,
    }
}
