//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
usage: trackward [--db FILE] [--demo]

  --db FILE   the database; without it, the one of this user
  --demo      play the demo hospital, in a database of its own unless --db names one
  --version   print the version
  --help      print this
";

/// What was asked for.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Arguments {
    /// The database.
    pub db: Option<PathBuf>,
    /// Whether to play the demo hospital.
    pub demo: bool,
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
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--db") => {
                    let Some(file) = words.next() else {
                        return Err(Leave::Refused("--db needs the name of a file".to_owned()));
                    };
                    read.db = Some(file.into());
                }
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
        Ok(read)
    }
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
        assert_eq!(read("--demo --db a.db"), Ok(Arguments { db: Some("a.db".into()), demo: true }));
    }

    #[test]
    fn a_word_that_is_not_known_is_refused_by_name() {
        assert_eq!(read("--bd a.db"), Err(Leave::Refused("\"--bd\" is not known".to_owned())));
        assert!(matches!(read("--db"), Err(Leave::Refused(_))), "--db without a file is refused");
    }
}
