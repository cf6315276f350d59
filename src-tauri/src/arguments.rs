//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use trackward_engine::KioskAt;
use trackward_model::{PlaceId, UnitId};

const USAGE: &str = "\
usage: trackward [--db FILE] [--demo] [--kiosk --unit UNIT [--place PLACE] [--desk]]

  --db FILE      the database; without it, the one of this user
  --demo         play the demo hospital, in a database of its own unless --db names one
  --kiosk        open the kiosk of a unit instead of the desk window
  --unit UNIT    the unit, as the site file names it
  --place PLACE  where the kiosk stands; without it, the unit's nurse station
  --desk         open the desk window: beside the kiosk, or where this computer is set to be one
  --version      print the version
  --help         print this
";

/// What was asked for.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Arguments {
    /// The database.
    pub db: Option<PathBuf>,
    /// Whether to play the demo hospital.
    pub demo: bool,
    /// The kiosk to open.
    pub kiosk: Option<KioskAt>,
    /// Whether to open the desk window although there is a kiosk.
    pub desk: bool,
}

/// Why no window opens.
#[derive(Debug, PartialEq, Eq)]
pub enum Leave {
    /// The answer was all that was asked for.
    Answered(String),
    /// The command line cannot be understood.
    Refused(String),
}

impl Leave {
    /// Says it, and gives the exit status: 2 for wrong usage.
    pub fn say(self) -> ExitCode {
        match self {
            Self::Answered(text) => {
                print!("{text}");
                ExitCode::SUCCESS
            }
            Self::Refused(why) => {
                eprint!("trackward: {why}\n{USAGE}");
                ExitCode::from(2)
            }
        }
    }
}

impl Arguments {
    /// Reads the words after the program's name.
    pub fn read(words: impl IntoIterator<Item = OsString>) -> Result<Self, Leave> {
        let mut words = words.into_iter();
        let mut read = Self::default();
        let (mut is_kiosk, mut unit, mut place) = (false, None, None);
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--db") => {
                    let Some(file) = words.next() else {
                        return Err(Leave::Refused("--db needs the name of a file".to_owned()));
                    };
                    read.db = Some(file.into());
                }
                Some("--kiosk") => is_kiosk = true,
                Some("--desk") => read.desk = true,
                Some("--unit") => unit = Some(id(words.next(), "--unit", UnitId::new)?),
                Some("--place") => place = Some(id(words.next(), "--place", PlaceId::new)?),
                Some("--demo") => read.demo = true,
                Some("--version") => {
                    let version = concat!("trackward ", env!("CARGO_PKG_VERSION"), "\n");
                    return Err(Leave::Answered(version.to_owned()));
                }
                Some("--help" | "-h") => return Err(Leave::Answered(USAGE.to_owned())),
                _ => {
                    let word = word.to_string_lossy();
                    return Err(Leave::Refused(format!("\"{word}\" is not known")));
                }
            }
        }
        read.kiosk = match (is_kiosk, unit, place) {
            (true, Some(unit), place) => Some(KioskAt { unit, place }),
            (true, None, _) => {
                let why = "--kiosk needs --unit, such as --unit ICU";
                return Err(Leave::Refused(why.to_owned()));
            }
            (false, None, None) => None,
            (false, ..) => {
                return Err(Leave::Refused("--unit and --place go with --kiosk".to_owned()));
            }
        };
        Ok(read)
    }
}

/// The id after a word.
fn id<T, E: std::fmt::Display>(
    text: Option<OsString>,
    word: &str,
    read: impl Fn(&str) -> Result<T, E>,
) -> Result<T, Leave> {
    let Some(text) = text else { return Err(Leave::Refused(format!("{word} needs a name"))) };
    read(&text.to_string_lossy()).map_err(|why| Leave::Refused(format!("{word}: {why}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Arguments, Leave> {
        Arguments::read(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn the_database_and_the_demo_can_be_chosen() {
        assert_eq!(read(""), Ok(Arguments::default()));
        let demo = Arguments { db: Some("a.db".into()), demo: true, ..Arguments::default() };
        assert_eq!(read("--demo --db a.db"), Ok(demo));
    }

    #[test]
    fn a_kiosk_has_a_unit_and_may_have_a_place() {
        let unit: UnitId = "ICU".parse().unwrap();
        let kiosk = |place: Option<&str>| {
            let place = place.map(|place| place.parse().unwrap());
            Some(KioskAt { unit: unit.clone(), place })
        };
        assert_eq!(read("--kiosk --unit ICU").unwrap().kiosk, kiosk(None));
        let both = read("--kiosk --unit ICU --place icu-station --desk").unwrap();
        assert_eq!((both.kiosk, both.desk), (kiosk(Some("icu-station")), true));
        for line in ["--kiosk", "--unit ICU", "--kiosk --unit", "--place a"] {
            assert!(matches!(read(line), Err(Leave::Refused(_))), "{line} is half a kiosk");
        }
    }

    #[test]
    fn a_word_that_is_not_known_is_refused_by_name() {
        assert_eq!(read("--bd a.db"), Err(Leave::Refused("\"--bd\" is not known".to_owned())));
        assert!(matches!(read("--db"), Err(Leave::Refused(_))), "--db without a file is refused");
    }
}
