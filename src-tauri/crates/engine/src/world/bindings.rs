//! Which tag is on which asset, at any instant.

use std::collections::HashMap;

use trackward_model::{Asset, AssetIndex, Binding, Scheme, Tag, Timestamp};

/// All bindings by tag; most tags have had one asset in their life.
#[derive(Debug, Default)]
pub struct Bindings {
    by_tag: HashMap<Tag, Vec<Binding>, foldhash::fast::FixedState>,
    /// What sources name that know assets instead of tags: for ever on the asset.
    own: HashMap<Tag, AssetIndex>,
}

impl Bindings {
    /// From the store's lists.
    pub fn new(list: &[Binding], assets: &[Asset]) -> Self {
        let own = assets.iter().enumerate().filter_map(|(i, asset)| {
            let tag = Tag::new(Scheme::Asset, asset.asset_id.as_str().as_bytes())?;
            Some((tag, AssetIndex::of(i)))
        });
        let mut by_tag: HashMap<Tag, Vec<Binding>, _> = HashMap::default();
        for binding in list {
            by_tag.entry(binding.tag).or_default().push(*binding);
        }
        Self { by_tag, own: own.collect() }
    }

    /// The asset that a tag was on at an instant.
    pub fn asset_at(&self, tag: &Tag, at: Timestamp) -> Option<AssetIndex> {
        if tag.scheme() == Scheme::Asset {
            return self.own.get(tag).copied();
        }
        self.by_tag
            .get(tag)?
            .iter()
            .find(|binding| binding.from <= at && binding.to.is_none_or(|to| at < to))
            .map(|binding| binding.asset)
    }

    /// The tags on each asset now, in no order.
    pub fn current(&self) -> impl Iterator<Item = (AssetIndex, Tag)> {
        self.by_tag
            .values()
            .flatten()
            .filter(|binding| binding.to.is_none())
            .map(|binding| (binding.asset, binding.tag))
    }
}
