//! One report of a tag in a source's own words.

use std::borrow::Cow;

use trackward_model::{Position, Rssi, Tag, Timestamp};

/// One report of a tag as a source words it, before its reader is found and its clock judged.
#[derive(Debug, Clone, PartialEq)]
pub struct TagEvent<'a> {
    /// What the source calls the reader; empty where it names none.
    pub reader: Cow<'a, str>,
    /// The antenna's port, from 1; 0 where there is none.
    pub antenna: u16,
    /// The tag.
    pub tag: Tag,
    /// When it was heard last, by the source's clock; `None` where the source gives no time.
    pub at: Option<Timestamp>,
    /// The strength, where it is told.
    pub rssi: Option<Rssi>,
    /// How many reads the report stands for, at least 1.
    pub count: u16,
    /// Where the source says the tag is, if it does.
    pub spot: Option<Spot<'a>>,
    /// The tag's own battery, where it tells.
    pub battery_percent: Option<u8>,
    /// What the source adds of its own about the tag, as it came.
    pub properties: Option<&'a str>,
}

impl<'a> TagEvent<'a> {
    /// A tag that a reader heard once, with nothing else told.
    #[must_use]
    pub fn new(reader: impl Into<Cow<'a, str>>, tag: Tag) -> Self {
        Self {
            reader: reader.into(),
            antenna: 0,
            tag,
            at: None,
            rssi: None,
            count: 1,
            spot: None,
            battery_percent: None,
            properties: None,
        }
    }
}

/// Where a source says a tag is.
#[derive(Debug, Clone, PartialEq)]
pub enum Spot<'a> {
    /// A position on one of the site's floors.
    At(Position),
    /// A place by its id.
    Place(Cow<'a, str>),
}
