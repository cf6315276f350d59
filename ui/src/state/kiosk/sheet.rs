//! How a list is laid out on one printed page.

/// So many lines stand below each other; more than that stand in two columns.
const LINES: usize = 50;

/// The columns of a list, each as long as the other.
pub fn columns<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let long = if rows.len() > LINES { rows.len().div_ceil(2) } else { LINES };
    rows.chunks(long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_stands_in_two_columns() {
        let lengths = |n| columns(&vec![0; n]).map(<[i32]>::len).collect::<Vec<_>>();
        assert_eq!(lengths(0), [0; 0]);
        assert_eq!(lengths(50), [50]);
        assert_eq!(lengths(51), [26, 25]);
        assert_eq!(lengths(100), [50, 50]);
    }
}
