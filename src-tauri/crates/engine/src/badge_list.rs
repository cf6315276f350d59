//! The list of badges: a CSV file with a row a badge, and no name in it.

use std::collections::HashSet;
use std::path::Path;

use trackward_model::{Tag, UnitId};

use crate::csv_file::{self, Columns};
use crate::text_file::{self, FileErrors, Problems};

/// The largest list of badges.
const BYTES_MAX: u64 = 16 << 20;
const COLUMNS: Columns = Columns { names: &["tag", "unit"], required: 1 };
const TAG: usize = 0;
const UNIT: usize = 1;

/// Why a list of badges was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct BadgeListErrors(#[from] pub FileErrors);

/// Reads a list of badges: the UID of each, and the unit whose badge it is where that is said.
///
/// # Errors
/// Everything that is wrong in it.
pub fn read(path: &Path) -> Result<Vec<(Tag, Option<UnitId>)>, BadgeListErrors> {
    let (mut problems, mut warnings) = (Problems::default(), Problems::default());
    let badges = match text_file::bytes(path, BYTES_MAX, "the list of badges") {
        Ok(bytes) => badges(&bytes, &mut problems, &mut warnings),
        Err(message) => {
            problems.add(None, None, message);
            Vec::new()
        }
    };
    if problems.is_empty() {
        Ok(badges)
    } else {
        Err(problems.into_errors(text_file::name_of(path)).into())
    }
}

fn badges(
    bytes: &[u8],
    problems: &mut Problems,
    warnings: &mut Problems,
) -> Vec<(Tag, Option<UnitId>)> {
    let (mut badges, mut seen) = (Vec::new(), HashSet::new());
    let take = |record: &csv_file::Record<'_>,
                header: &csv_file::Header,
                problems: &mut Problems,
                _: &mut Problems| {
        let mut wrong = |column: usize, message: String| {
            let name = COLUMNS.names[column].to_owned();
            problems.add(Some(record.line), Some(name), message);
        };
        let tag = match header.cell(record, TAG).parse::<Tag>() {
            Ok(tag) => tag,
            Err(error) => return wrong(TAG, error.to_string()),
        };
        let unit = match header.cell(record, UNIT) {
            "" => None,
            unit => match UnitId::new(unit) {
                Ok(unit) => Some(unit),
                Err(error) => return wrong(UNIT, error.to_string()),
            },
        };
        if seen.insert(tag) {
            badges.push((tag, unit));
        } else {
            wrong(TAG, format!("the badge {tag} is there twice"));
        }
    };
    csv_file::for_each_row(bytes, COLUMNS, "a badge", problems, warnings, take);
    badges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Vec<(Tag, Option<UnitId>)>, Vec<String>> {
        let (mut problems, mut warnings) = (Problems::default(), Problems::default());
        let badges = badges(text.as_bytes(), &mut problems, &mut warnings);
        if problems.is_empty() { Ok(badges) } else { Err(problems.into_sentences()) }
    }

    #[test]
    fn badges_are_tags_with_or_without_a_unit() {
        let badges = read_text("tag,unit\nuid:04A224B2C13480,ICU\nuid:0B5C22F1,\n").unwrap();
        assert_eq!(badges[0].1.as_ref().map(UnitId::as_str), Some("ICU"));
        assert_eq!(badges[1], ("uid:0B5C22F1".parse().unwrap(), None));
        assert_eq!(read_text("tag\nuid:0B5C22F1\n").unwrap().len(), 1, "units are optional");
    }

    #[test]
    fn a_row_that_is_no_badge_or_is_there_twice_is_refused_with_its_line() {
        let wrong = read_text("tag,unit\nuid:XX,ICU\n").unwrap_err();
        assert!(wrong[0].contains("line 2"), "{wrong:?}");
        let twice = read_text("tag\nuid:0B5C22F1\nuid:0B5C22F1\n").unwrap_err();
        assert!(twice[0].contains("line 3") && twice[0].contains("twice"), "{twice:?}");
        let named = read_text("tag,name\nuid:0B5C22F1,Ada\n").unwrap();
        assert_eq!(named, [("uid:0B5C22F1".parse().unwrap(), None)], "a name is not read");
    }
}
