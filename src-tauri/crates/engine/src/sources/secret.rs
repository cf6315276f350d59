//! Secrets, read where the site file says they stand, each time a source is connected to.

use trackward_ingest::link::Secret;
use trackward_model::SecretRef;

/// A secret longer than this is no secret but a slip.
const SECRET_BYTES_MAX: u64 = 16 << 10;

/// The secret that a reference names.
pub fn of(reference: &SecretRef) -> Secret {
    let reference = reference.clone();
    Secret::read_by(move || read(&reference))
}

/// Reads a secret; else a sentence that names where it was looked for, and nothing of it.
fn read(reference: &SecretRef) -> Result<String, String> {
    match reference {
        SecretRef::Env(name) => match std::env::var(name) {
            Ok(text) if !text.is_empty() => Ok(text),
            Ok(_) => Err(format!("the environment variable {name}, for its secret, is empty")),
            Err(_) => Err(format!("the environment variable {name}, for its secret, is not set")),
        },
        SecretRef::File(path) => file(path),
    }
}

fn file(path: &str) -> Result<String, String> {
    let failed = |why: &str| format!("the file {path}, for its secret, {why}");
    let length = std::fs::metadata(path).map_err(|_| failed("is not there"))?.len();
    if length > SECRET_BYTES_MAX {
        return Err(failed("is too large to be one"));
    }
    let text = std::fs::read_to_string(path).map_err(|_| failed("cannot be read"))?;
    match text.lines().next().map(str::trim_end).filter(|line| !line.is_empty()) {
        Some(line) => Ok(line.to_owned()),
        None => Err(failed("is empty")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_the_first_line_of_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("password");
        let reference = SecretRef::File(path.to_string_lossy().into_owned());
        let missing = read(&reference).unwrap_err();
        assert!(missing.ends_with("for its secret, is not there"), "{missing}");
        std::fs::write(&path, "hunter 2 \r\nsecond line").unwrap();
        let secret = of(&reference);
        assert_eq!(secret.reveal().unwrap(), "hunter 2");
        assert_eq!(format!("{secret:?}"), "Secret(…)", "it is never shown");
        std::fs::write(&path, "hunter 3").unwrap();
        assert_eq!(secret.reveal().unwrap(), "hunter 3", "it was renewed");
        std::fs::write(&path, "\n").unwrap();
        assert!(read(&reference).unwrap_err().ends_with("is empty"));
        let unset = SecretRef::Env("TRACKWARD_NO_SUCH_VARIABLE".into());
        let sentence = "the environment variable TRACKWARD_NO_SUCH_VARIABLE, for its secret, is \
                        not set";
        assert_eq!(read(&unset).unwrap_err(), sentence);
    }
}
