//! Ids that people write, and the indexes that the pipeline uses in their stead.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The longest id that is accepted, in bytes.
pub const ID_LENGTH_MAX: usize = 128;

/// Why a text cannot be an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing but white space.
    #[error("an id must not be empty")]
    Empty,
    /// Longer than [`ID_LENGTH_MAX`].
    #[error("an id may have at most {ID_LENGTH_MAX} bytes, this one has {0}")]
    TooLong(usize),
    /// A control character, or white space at an end.
    #[error("an id must not hold control characters or begin or end with a space")]
    Character,
}

fn checked(text: &str) -> Result<Arc<str>, IdError> {
    if text.trim().is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > ID_LENGTH_MAX {
        return Err(IdError::TooLong(text.len()));
    }
    if text.trim() != text || text.chars().any(char::is_control) {
        return Err(IdError::Character);
    }
    Ok(text.into())
}

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "Arc<str>", into = "Arc<str>")]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes a text as an id: 1 to 128 bytes, no control characters, trimmed.
            pub fn new(text: &str) -> Result<Self, IdError> {
                checked(text).map(Self)
            }

            /// The id as it was written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<Arc<str>> for $name {
            type Error = IdError;
            fn try_from(text: Arc<str>) -> Result<Self, IdError> {
                checked(&text).map(Self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl From<$name> for Arc<str> {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", self.0)
            }
        }
    )+};
}

text_id! {
    /// An asset: `IP-0412`.
    AssetId
    /// A place: `icu-201`.
    PlaceId
    /// A floor: `L2`.
    FloorId
    /// A reader: `icu-north`.
    ReaderId
    /// A source: a connection that events come from.
    SourceId
    /// A unit: a department or cost centre.
    UnitId
    /// A maintenance duty: `PM`.
    PlanId
    /// A type of asset: `infusion_pump`. Data, not an enum: a hospital adds its own.
    TypeId
}

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The position as a slice index.
            #[must_use]
            pub const fn at(self) -> usize {
                self.0 as usize
            }

            /// The index of the n-th thing of a list.
            ///
            /// # Panics
            /// Past 2^32 things, which no hospital has.
            #[must_use]
            pub fn of(position: usize) -> Self {
                Self(u32::try_from(position).expect("fewer than 2^32 things of a kind"))
            }
        }
    )+};
}

index! {
    /// Position of an asset in the list of assets.
    AssetIndex
    /// Position of a place in [`crate::Site::places`].
    PlaceIndex
    /// Position of a floor in [`crate::Site::floors`].
    FloorIndex
    /// Position of a reader in [`crate::Site::readers`].
    ReaderIndex
    /// Position of a source in [`crate::Site::sources`].
    SourceIndex
    /// Position of a stock in [`crate::Site::par_levels`].
    StockIndex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_kept_as_written_and_checked() {
        assert_eq!(AssetId::new("IP-0412").unwrap().as_str(), "IP-0412");
        assert_eq!(AssetId::new("  "), Err(IdError::Empty));
        assert_eq!(AssetId::new("a\u{7}"), Err(IdError::Character));
        assert_eq!(AssetId::new(" a"), Err(IdError::Character));
        assert_eq!(AssetId::new(&"x".repeat(129)), Err(IdError::TooLong(129)));
    }

    #[test]
    fn a_bad_id_is_refused_while_reading_json() {
        assert!(serde_json::from_str::<PlaceId>("\"\"").is_err());
        assert_eq!(
            serde_json::to_string(&PlaceId::new("icu-201").unwrap()).unwrap(),
            "\"icu-201\""
        );
    }
}
