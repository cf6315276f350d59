//! Names that a source told of and that no reader of the site has.

use std::collections::HashMap;

use trackward_model::Timestamp;
use trackward_model::ask::Stranger;

/// How many names are kept; the one that was quiet longest makes room.
const KEPT: usize = 200;

/// The names of one source.
#[derive(Debug, Clone, Default)]
pub struct Strangers(HashMap<String, (u64, Timestamp)>);

impl Strangers {
    /// Notes a name that was told of.
    pub fn add(&mut self, named: &str, at: Timestamp, count: u64) {
        if let Some(known) = self.0.get_mut(named) {
            *known = (known.0 + count, known.1.max(at));
            return;
        }
        if self.0.len() >= KEPT {
            let quiet = self.0.iter().min_by_key(|(name, (_, at))| (*at, (*name).clone()));
            let quiet = quiet.map(|(name, _)| name.clone());
            quiet.and_then(|name| self.0.remove(&name));
        }
        self.0.insert(named.to_owned(), (count, at));
    }

    /// Forgets names that readers have now.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// All, the most frequent first.
    pub fn list(&self) -> Vec<Stranger> {
        let stranger = |(named, (count, last_at)): (&String, &(u64, Timestamp))| Stranger {
            named: named.clone(),
            count: *count,
            last_at: *last_at,
        };
        let mut list: Vec<Stranger> = self.0.iter().map(stranger).collect();
        list.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.named.cmp(&b.named)));
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_that_was_quiet_longest_makes_room() {
        let mut strangers = Strangers::default();
        for n in 0..KEPT as i64 {
            strangers.add(&format!("gw-{n}"), Timestamp(n), 1);
        }
        strangers.add("gw-0", Timestamp(1_000), 4);
        strangers.add("new", Timestamp(1_001), 2);
        let list = strangers.list();
        assert_eq!(list.len(), KEPT);
        let first: Vec<_> =
            list.iter().take(2).map(|one| (one.named.as_str(), one.count)).collect();
        assert_eq!(first, [("gw-0", 5), ("new", 2)]);
        assert!(list.iter().all(|one| one.named != "gw-1"), "it was quiet longest");
    }
}
