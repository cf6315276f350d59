//! Which tag is on which asset, at any instant.

use std::collections::HashMap;

use trackward_model::{AssetIndex, Binding, Tag, Timestamp};

/// All bindings by tag; most tags have had one asset in their life.
#[derive(Debug, Default)]
pub struct Bindings {
    by_tag: HashMap<Tag, Vec<Binding>, foldhash::fast::FixedState>,
}

impl Bindings {
    /// From the store's list.
    pub fn new(list: &[Binding]) -> Self {
        let mut by_tag: HashMap<Tag, Vec<Binding>, _> = HashMap::default();
        for binding in list {
            by_tag.entry(binding.tag).or_default().push(*binding);
        }
        Self { by_tag }
    }

    /// The asset that a tag was on at an instant.
    pub fn asset_at(&self, tag: &Tag, at: Timestamp) -> Option<AssetIndex> {
        self.by_tag
            .get(tag)?
            .iter()
            .find(|binding| binding.from <= at && binding.to.is_none_or(|to| at < to))
            .map(|binding| binding.asset)
    }

    /// The tag on each asset now.
    pub fn current(&self) -> impl Iterator<Item = (AssetIndex, Tag)> {
        self.by_tag
            .values()
            .flatten()
            .filter(|binding| binding.to.is_none())
            .map(|binding| (binding.asset, binding.tag))
    }
}
