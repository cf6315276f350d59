//! What each antenna heard of an asset lately: the last 20 strengths, in constant time.

use std::num::NonZeroU8;

use serde::{Deserialize, Serialize};
use trackward_model::{Means, PlaceIndex, ReaderIndex, Span, Timestamp};

/// Strengths kept of an antenna: the mean is over so many reads.
pub const READS_KEPT: usize = 20;
/// Antennas kept of an asset; the one heard longest ago makes room.
pub const WINDOWS_MAX: usize = 8;

/// When there is no room, what RFID heard counts as heard so much later: beacons are heard by many
/// gateways at once, and would push out the one antenna that tells the room.
const FINER_KEPT: Span = Span::seconds(30);

/// The last reads of an asset by one antenna and one means.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Window {
    pub reader: ReaderIndex,
    pub antenna: u16,
    pub means: Means,
    pub place: PlaceIndex,
    /// Its last read, by its own clock.
    pub last_at: Timestamp,
    /// The instant that this read counts for: later than `last_at` for a reader whose clock is
    /// a little slow.
    pub heard_at: Timestamp,
    /// Its first read since the asset's place was last heard.
    pub run_from: Timestamp,
    /// Reads since the window began, or since the asset left its place.
    pub reads: u16,
    /// A ring, oldest at `next` once it is full.
    strengths: [i16; READS_KEPT],
    next: u8,
    /// How many there are; never none, which makes an absent window take no room of its own.
    used: NonZeroU8,
    /// How many of the newest strengths are of the instant `heard_at`.
    same_instant: u8,
    sum: i32,
}

/// One read, with the antenna resolved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Read {
    pub reader: ReaderIndex,
    pub antenna: u16,
    pub means: Means,
    pub place: PlaceIndex,
    pub at: Timestamp,
    pub reads: u16,
    pub centi_dbm: i16,
}

impl Window {
    /// A window with its first read.
    fn new(read: &Read, instant: Timestamp) -> Self {
        let mut strengths = [0; READS_KEPT];
        strengths[0] = read.centi_dbm;
        Self {
            reader: read.reader,
            antenna: read.antenna,
            means: read.means,
            place: read.place,
            last_at: read.at,
            heard_at: instant,
            run_from: instant,
            reads: read.reads.max(1),
            strengths,
            next: 1,
            used: NonZeroU8::MIN,
            same_instant: 1,
            sum: i32::from(read.centi_dbm),
        }
    }

    /// The mean of the last reads, in dB.
    pub(crate) fn mean_db(&self) -> f64 {
        f64::from(self.sum) / (100.0 * f64::from(self.used.get()))
    }

    /// The last reads in dBm, oldest first.
    pub(crate) fn reads_dbm(&self) -> Vec<f32> {
        (0..usize::from(self.used.get()))
            .rev()
            .map(|back| f32::from(self.strengths[self.slot(back)]) / 100.0)
            .collect()
    }

    /// Takes one read. The strengths of one instant are kept in order of strength, so that
    /// their order of arrival makes no difference.
    fn push(&mut self, read: &Read, instant: Timestamp) {
        if self.heard_at != instant {
            self.heard_at = instant;
            self.same_instant = 0;
        }
        self.last_at = self.last_at.max(read.at);
        self.reads = self.reads.saturating_add(read.reads.max(1));
        let full = usize::from(self.used.get()) == READS_KEPT;
        if full {
            let oldest = self.strengths[usize::from(self.next)];
            // All of one instant: the strongest are kept, whatever came first.
            if usize::from(self.same_instant) == READS_KEPT && read.centi_dbm <= oldest {
                return;
            }
            self.sum -= i32::from(oldest);
        } else {
            self.used = self.used.saturating_add(1);
        }
        self.sum += i32::from(read.centi_dbm);
        self.strengths[usize::from(self.next)] = read.centi_dbm;
        self.next = (self.next + 1) % READS_KEPT as u8;
        let older = usize::from(self.same_instant).min(READS_KEPT - 1);
        for back in 0..older {
            let (newer, older) = (self.slot(back), self.slot(back + 1));
            if self.strengths[older] <= self.strengths[newer] {
                break;
            }
            self.strengths.swap(older, newer);
        }
        self.same_instant = (self.same_instant + 1).min(READS_KEPT as u8);
    }

    /// Where the strength lies that came so many before the newest.
    fn slot(&self, back: usize) -> usize {
        (usize::from(self.next) + READS_KEPT - 1 - back) % READS_KEPT
    }

    fn key(&self) -> (ReaderIndex, u16, Means) {
        (self.reader, self.antenna, self.means)
    }

    /// Which of two goes first when there is no room: heard longest ago, weakest.
    fn goes_before(&self, other: &Self) -> bool {
        let newest = |window: &Self| window.strengths[window.slot(0)];
        let kept = |window: &Self| match window.means {
            Means::Rfid => window.heard_at + FINER_KEPT,
            _ => window.heard_at,
        };
        let rank = |window: &Self| (kept(window), newest(window), window.key());
        rank(self) < rank(other)
    }
}

/// The windows of one asset, inline: no pointer to follow on the hot path.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Window>", into = "Vec<Window>")]
pub(crate) struct Windows {
    slots: [Option<Window>; WINDOWS_MAX],
}

impl Windows {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Window> {
        self.slots.iter().map_while(Option::as_ref)
    }

    pub(crate) fn of(&self, reader: ReaderIndex, antenna: u16, means: Means) -> Option<&Window> {
        self.iter().find(|window| window.key() == (reader, antenna, means))
    }

    pub(crate) fn clear(&mut self) {
        self.slots = [None; WINDOWS_MAX];
    }

    /// The reads of a place so far are no evidence for coming back to it.
    pub(crate) fn forget_reads(&mut self, place: PlaceIndex) {
        for window in self.slots.iter_mut().flatten().filter(|window| window.place == place) {
            window.reads = 0;
        }
    }

    /// Marks a read that came too late to count, so that its copy is known for one.
    pub(crate) fn note_late(&mut self, read: &Read) {
        let key = (read.reader, read.antenna, read.means);
        let known = self.slots.iter_mut().flatten().find(|window| window.key() == key);
        if let Some(window) = known {
            window.last_at = window.last_at.max(read.at);
        }
    }

    /// Takes a read for an instant. `here_heard` is when the asset's place was last heard
    /// before this instant; a window that was silent for longer than `silence`, or since a tap
    /// at `tapped`, begins anew.
    pub(crate) fn hear(
        &mut self,
        read: &Read,
        instant: Timestamp,
        here_heard: Timestamp,
        tapped: Timestamp,
        silence: Span,
    ) {
        let key = (read.reader, read.antenna, read.means);
        let known = self.slots.iter_mut().flatten().find(|window| window.key() == key);
        let Some(window) = known else {
            self.insert(read, instant);
            return;
        };
        let is_old = instant.since(window.heard_at) > silence || window.heard_at <= tapped;
        if window.place != read.place || is_old {
            // Aimed anew, or of another visit: those reads say nothing about now.
            *window = Window::new(read, instant);
            return;
        }
        if window.run_from <= here_heard {
            window.run_from = instant;
        }
        window.push(read, instant);
    }

    fn insert(&mut self, read: &Read, instant: Timestamp) {
        let window = Window::new(read, instant);
        if let Some(free) = self.slots.iter_mut().find(|slot| slot.is_none()) {
            *free = Some(window);
            self.sort();
            return;
        }
        let first =
            self.slots.iter_mut().flatten().reduce(|a, b| if b.goes_before(a) { b } else { a });
        if let Some(first) = first.filter(|first| first.goes_before(&window)) {
            *first = window;
            self.sort();
        }
    }

    /// Kept by reader and antenna, so that the order of arrival leaves no trace.
    fn sort(&mut self) {
        self.slots
            .sort_unstable_by_key(|slot| slot.map_or((true, None), |w| (false, Some(w.key()))));
    }
}

impl From<Vec<Window>> for Windows {
    fn from(windows: Vec<Window>) -> Self {
        let mut slots = [None; WINDOWS_MAX];
        for (slot, window) in slots.iter_mut().zip(windows) {
            *slot = Some(window);
        }
        Self { slots }
    }
}

impl From<Windows> for Vec<Window> {
    fn from(windows: Windows) -> Self {
        windows.iter().copied().collect()
    }
}
