//! Which tag is on which asset, at any instant.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use trackward_model::{Asset, AssetIndex, Binding, Scheme, Tag, Timestamp};

/// All bindings. Asked once for each sighting, and with many assets what that costs is waiting for
/// memory: so the table is four bytes a tag, and what it leads to lies in one place.
#[derive(Debug, Default)]
pub struct Bindings {
    /// Those of a tag one after the other, in the order in which they were made.
    list: Vec<Binding>,
    /// For each tag the position of its first binding.
    by_tag: HashTable<u32>,
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
        let mut list = list.to_vec();
        list.sort_by_key(|binding| binding.tag);
        let mut by_tag = HashTable::with_capacity(list.len());
        let mut first = 0;
        for of_tag in list.chunk_by(|a, b| a.tag == b.tag) {
            let hash_at = |at: &u32| hash(&list[*at as usize].tag);
            by_tag.insert_unique(hash(&of_tag[0].tag), first, hash_at);
            first += of_tag.len() as u32;
        }
        Self { by_tag, own: own.collect(), list }
    }

    /// The asset that a tag was on at an instant.
    pub fn asset_at(&self, tag: &Tag, at: Timestamp) -> Option<AssetIndex> {
        if tag.scheme() == Scheme::Asset {
            return self.own.get(tag).copied();
        }
        let first = *self.by_tag.find(hash(tag), |at| self.list[*at as usize].tag == *tag)?;
        self.list[first as usize..]
            .iter()
            .take_while(|binding| binding.tag == *tag)
            .find(|binding| binding.from <= at && binding.to.is_none_or(|to| at < to))
            .map(|binding| binding.asset)
    }

    /// The tags on each asset now, in no order.
    pub fn current(&self) -> impl Iterator<Item = (AssetIndex, Tag)> {
        let now = self.list.iter().filter(|binding| binding.to.is_none());
        now.map(|binding| (binding.asset, binding.tag))
    }
}

fn hash(tag: &Tag) -> u64 {
    FixedState::default().hash_one(tag.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_on_the_asset_that_carried_it_then() {
        let tag = |n: u8| Tag::epc(&[n]).unwrap();
        let on = |n, asset, from, to: Option<i64>| Binding {
            tag: tag(n),
            asset: AssetIndex(asset),
            from: Timestamp(from),
            to: to.map(Timestamp),
        };
        let list = [on(2, 7, i64::MIN, Some(5)), on(1, 3, i64::MIN, None), on(2, 8, 9, None)];
        let bindings = Bindings::new(&list, &[]);
        let at = |n, at| bindings.asset_at(&tag(n), Timestamp(at)).map(|asset| asset.0);
        assert_eq!([at(2, 4), at(2, 5), at(2, 8), at(2, 9)], [Some(7), None, None, Some(8)]);
        assert_eq!([at(1, i64::MIN), at(1, i64::MAX), at(3, 0)], [Some(3), Some(3), None]);
        // The same bytes are another label in another scheme.
        let other = Tag::new(Scheme::Omlox, &[1]).unwrap();
        assert_eq!(bindings.asset_at(&other, Timestamp(0)), None);
        let mut current: Vec<_> = bindings.current().collect();
        current.sort_unstable();
        assert_eq!(current, [(AssetIndex(3), tag(1)), (AssetIndex(8), tag(2))]);
    }
}
