//! Where the lines of a long list stand, and how one goes from one to the next, so that only what
//! is on screen is drawn.

/// Where each item of a list begins, and at last where the list ends.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tops(Vec<f64>);

impl Tops {
    /// The tops of items of these heights.
    #[must_use]
    pub fn new(heights_px: impl Iterator<Item = f64>) -> Self {
        let mut tops = vec![0.0];
        let mut end = 0.0;
        tops.extend(heights_px.map(|height| {
            end += height;
            end
        }));
        Self(tops)
    }

    /// Which items a window of the list shows, from the first to before the last.
    #[must_use]
    pub fn on_screen(&self, top_px: f64, height_px: f64) -> (usize, usize) {
        let bottoms = self.0.get(1..).unwrap_or_default();
        let first = bottoms.partition_point(|bottom| *bottom <= top_px);
        let last = self.0.partition_point(|top| *top < top_px + height_px);
        (first, last.min(bottoms.len()).max(first))
    }

    /// Where an item begins; for the number of items, where the list ends.
    #[must_use]
    pub fn top_px(&self, item: usize) -> f64 {
        self.0.get(item).or(self.0.last()).copied().unwrap_or_default()
    }

    /// From the top of an item to the end of the list.
    #[must_use]
    pub fn below_px(&self, item: usize) -> f64 {
        self.top_px(self.0.len()) - self.top_px(item)
    }
}

/// The line so many further than one, or than where one stood that has gone.
#[must_use]
pub fn step<K: PartialEq + Clone>(
    lines: &[K],
    from: Option<&K>,
    stood_at: usize,
    by: isize,
) -> Option<K> {
    let last = lines.len().checked_sub(1)?;
    let here = from.and_then(|from| lines.iter().position(|line| line == from));
    // Where it has gone, the next one has come to its place.
    let at = match here {
        Some(here) => here.saturating_add_signed(by),
        None if by > 0 => stood_at,
        None => stood_at.saturating_add_signed(by),
    };
    lines.get(at.min(last)).cloned()
}

/// All lines between two, both included; only the second where the first has gone.
#[must_use]
pub fn between<K: PartialEq + Clone>(lines: &[K], a: &K, b: &K) -> Vec<K> {
    let at = |key: &K| lines.iter().position(|line| line == key);
    match (at(a), at(b)) {
        (Some(a), Some(b)) => lines[a.min(b)..=a.max(b)].to_vec(),
        _ => vec![b.clone()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_window_shows_is_drawn() {
        let tops = Tops::new([40.0, 32.0, 32.0, 40.0].into_iter());
        assert_eq!(tops.on_screen(0.0, 40.0), (0, 1));
        assert_eq!(tops.on_screen(39.0, 2.0), (0, 2), "the edge of two shows both");
        assert_eq!(tops.on_screen(104.0, 500.0), (3, 4));
        assert_eq!(tops.on_screen(900.0, 10.0), (4, 4), "past the end there is nothing");
        assert_eq!((tops.top_px(2), tops.below_px(2)), (72.0, 72.0));
        assert_eq!(Tops::new(std::iter::empty()).on_screen(0.0, 100.0), (0, 0));
    }

    #[test]
    fn a_step_from_what_has_gone_goes_to_what_came_to_its_place() {
        let lines = ["a", "b", "c"];
        assert_eq!(step(&lines, Some(&"a"), 0, 1), Some("b"));
        assert_eq!(step(&lines, Some(&"c"), 2, 1), Some("c"), "the end is the end");
        assert_eq!(step(&lines, Some(&"x"), 1, 1), Some("b"));
        assert_eq!(step(&lines, Some(&"x"), 1, -1), Some("a"));
        assert_eq!(step::<&str>(&[], None, 0, 1), None);
    }

    #[test]
    fn a_range_goes_either_way() {
        let lines = ["a", "b", "c"];
        assert_eq!(between(&lines, &"c", &"b"), ["b", "c"]);
        assert_eq!(between(&lines, &"x", &"b"), ["b"]);
    }
}
