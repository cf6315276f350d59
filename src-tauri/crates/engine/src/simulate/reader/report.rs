//! What was heard, as tag report data.

use std::collections::VecDeque;

use trackward_ingest::llrp::{
    AntennaId, BitString, ChannelIndex, Epc96, Epc96Bits, EpcBits, EpcData, EpcParameter,
    FirstSeenTimestampUtc, LastSeenTimestampUtc, PeakRssi, RoAccessReport, RoReportSpec,
    RoReportTriggerType, TagReportData, TagSeenCount,
};
use trackward_model::Sighting;

/// Reads that a reader keeps for a client; then the oldest are lost.
pub(super) const READS_KEPT_MAX: usize = 20_000;
/// Tags in a report at most, whatever the client asks for.
const TAGS_A_REPORT_MAX: usize = 200;
/// Channels of the American band that readers hop over.
const CHANNELS: i64 = 50;
/// How long a reader stays on a channel.
const HOP_US: i64 = 200_000;

/// Reads that wait to be reported.
#[derive(Debug, Default)]
pub(super) struct Reads(VecDeque<Sighting>);

impl Reads {
    /// Keeps a read; tells whether an older one was lost for it.
    pub(super) fn keep(&mut self, read: Sighting) -> bool {
        let full = self.0.len() >= READS_KEPT_MAX;
        if full {
            self.0.pop_front();
        }
        self.0.push_back(read);
        full
    }

    pub(super) fn forget(&mut self) {
        self.0.clear();
    }

    /// The next report that a client is owed: as many tags as it asked for, so far as they are
    /// there; all there are where `all`.
    pub(super) fn report(&mut self, spec: &RoReportSpec, all: bool) -> Option<RoAccessReport> {
        let asked = usize::from(spec.n);
        let count = match spec.ro_report_trigger {
            _ if all => self.0.len(),
            RoReportTriggerType::None => 0,
            _ if asked == 0 => self.0.len(),
            _ if asked <= self.0.len() => asked,
            _ => 0,
        };
        let count = count.min(TAGS_A_REPORT_MAX);
        let tags = self.0.drain(..count).map(|read| data(&read, spec)).collect();
        (count > 0).then(|| RoAccessReport { tag_report_data: tags, ..RoAccessReport::default() })
    }
}

/// One read with the fields that the client asked for.
fn data(read: &Sighting, spec: &RoReportSpec) -> TagReportData {
    let asked = &spec.tag_report_content_selector;
    let epc = match <[u8; 12]>::try_from(read.tag.bytes()) {
        Ok(epc) => EpcParameter::Epc96(Epc96 { epc: Epc96Bits(epc) }),
        Err(_) => {
            let epc = EpcBits(BitString::from_bytes(read.tag.bytes()));
            EpcParameter::EpcData(EpcData { epc })
        }
    };
    let at = read.at.0.max(0) as u64;
    let dbm = read.rssi.map(|rssi| rssi.dbm().round() as i8);
    TagReportData {
        epc_parameter: epc,
        antenna_id: asked.enable_antenna_id.then_some(AntennaId(read.antenna)),
        peak_rssi: dbm.filter(|_| asked.enable_peak_rssi).map(PeakRssi),
        channel_index: asked
            .enable_channel_index
            .then(|| ChannelIndex(1 + read.at.0.div_euclid(HOP_US).rem_euclid(CHANNELS) as u16)),
        first_seen_timestamp_utc: asked
            .enable_first_seen_timestamp
            .then_some(FirstSeenTimestampUtc(at)),
        last_seen_timestamp_utc: asked
            .enable_last_seen_timestamp
            .then_some(LastSeenTimestampUtc(at)),
        tag_seen_count: asked.enable_tag_seen_count.then_some(TagSeenCount(read.count)),
        ..TagReportData::default()
    }
}
