//! Why a place is where it is in the list, as data and as a phrase.

use trackward_model::{PlaceIndex, Timestamp};

/// Why an asset may be in a place, and what speaks against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// What brings it there.
    pub because: Because,
    /// What readers say of it.
    pub hearing: Hearing,
    /// When someone looked there in vain, the last time.
    pub looked: Option<Timestamp>,
}

/// What brings an asset to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// It was there last.
    LastPlace,
    /// Its type moves there from where it was heard last.
    Moves {
        /// So many moves ended there,
        count: u32,
        /// of so many
        of: u32,
        /// from here.
        from: PlaceIndex,
    },
    /// It is near.
    Near {
        /// So many metres away
        metres: u32,
        /// from where it was heard last.
        from: PlaceIndex,
    },
    /// Its type is found there at times.
    Stays {
        /// So many stays.
        count: u32,
    },
    /// It has probably left the building there.
    LeftHere,
}

/// What readers say of an asset in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// None is there.
    NoReader,
    /// It is down, and has been for some of the time.
    ReaderDown,
    /// It was healthy and did not hear it.
    Hears {
        /// So much it hears of what is there.
        percent: u8,
    },
    /// It says nothing: the tag is silent wherever the asset is.
    TagSilent,
    /// It has nothing to say of what has gone.
    Nothing,
}

/// What the phrases call things.
pub struct Names<'a> {
    /// Places.
    pub place: &'a dyn Fn(PlaceIndex) -> String,
    /// The asset's type, many of them: `ventilators`.
    pub type_many: &'a str,
    /// The time of the day: `13:58`.
    pub time: &'a dyn Fn(Timestamp) -> String,
}

impl Reason {
    /// As a phrase: `12 of 41 moves of ventilators from Lift A; no reader there`.
    #[must_use]
    pub fn phrase(&self, names: &Names<'_>) -> String {
        let looked = self.looked.map(|at| format!("searched {}", (names.time)(at)));
        let parts = [looked, self.because.phrase(names), self.hearing.phrase()];
        let mut phrase = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
        if let Some(first) = phrase.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        phrase
    }
}

impl Because {
    fn phrase(self, names: &Names<'_>) -> Option<String> {
        let many = names.type_many;
        Some(match self {
            Self::LastPlace => "it was heard here last".to_owned(),
            Self::Moves { count, of, from } => {
                let moves = if of == 1 { "move" } else { "moves" };
                format!("{count} of {of} {moves} of {many} from {}", (names.place)(from))
            }
            Self::Near { metres, from } => format!("{metres} m from {}", (names.place)(from)),
            Self::Stays { count: 0 } => format!("no {many} were seen here so far"),
            Self::Stays { count: 1 } => format!("1 stay of {many} here"),
            Self::Stays { count } => format!("{count} stays of {many} here"),
            Self::LeftHere => "it has probably left the building here".to_owned(),
        })
    }
}

impl Hearing {
    fn phrase(self) -> Option<String> {
        Some(match self {
            Self::NoReader => "no reader there".to_owned(),
            Self::ReaderDown => "its reader is down".to_owned(),
            Self::Hears { percent } => {
                format!("its reader hears {percent} % of what is there and did not hear it")
            }
            Self::TagSilent => "its tag may be dead or have come off".to_owned(),
            Self::Nothing => return None,
        })
    }
}
