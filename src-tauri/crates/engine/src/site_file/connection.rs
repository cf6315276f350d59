//! How a reader or source is spoken to: its kind, its address, and what goes with them.

use std::path::Path;

use toml::Spanned;
use trackward_model::{Connection, Hl7Fields, SecretRef, SourceKind};

use super::address::check_address;
use super::fields::{Fields, Report};
use super::topics;
use crate::text_file::quoted;

/// Keys of a connection, of `[[reader]]` and `[[source]]` alike.
pub(super) const CONNECTION_KEYS: [&str; 14] = [
    "address",
    "tls",
    "ca_file",
    "cert_file",
    "key_file",
    "username",
    "password_env",
    "password_file",
    "token_env",
    "token_file",
    "topics",
    "equipment_field",
    "place_field",
    "chip_select",
];

/// A reader of this kind has no connection and is heard only in recorded days.
const RECORDED: &str = "recorded";

/// Which kinds may stand in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum In {
    Reader,
    Source,
}

impl In {
    const fn heading(self) -> &'static str {
        match self {
            Self::Reader => "[[reader]]",
            Self::Source => "[[source]]",
        }
    }

    fn takes(self, kind: SourceKind) -> bool {
        match kind {
            SourceKind::Llrp => self == Self::Reader,
            SourceKind::Mqtt | SourceKind::Hl7Mllp | SourceKind::DropFolder => self == Self::Source,
            SourceKind::Omlox | SourceKind::ImpinjHttp | SourceKind::Mfrc522 => true,
        }
    }

    fn words(self) -> Vec<&'static str> {
        let kinds = SourceKind::ALL.into_iter().filter(|kind| self.takes(*kind));
        let recorded = (self == Self::Reader).then_some(RECORDED);
        kinds.map(SourceKind::word).chain(recorded).collect()
    }
}

/// Reads kind, address and the keys that go with them. Gives `Some(None)` for what is heard only
/// in recorded days, and `None` where something is wrong.
pub(super) fn read(
    fields: &Fields<'_>,
    table: In,
    directory: &Path,
    report: &mut Report,
) -> Option<Option<Connection>> {
    let kind = kind(fields, table, report);
    let address = fields.text("address", report);
    let tls = fields.boolean("tls", report).is_some_and(Spanned::into_inner);
    let ca_file = file(fields, "ca_file", directory, report);
    if let (Some(value), false) = (fields.get("ca_file"), tls || is_url_kind(kind)) {
        report.wrong(&value.span(), "\"ca_file\" has no use without tls = true");
    }
    let (cert_file, key_file) = client_certificate(fields, directory, report);
    let username = fields.text("username", report).map(|name| name.into_inner().to_owned());
    let secret = secret(fields, directory, report);
    let chip_select = fields.text("chip_select", report);
    let Some(kind) = kind? else {
        return no_connection(fields, report).then_some(None);
    };
    let topics = topics::read(fields, kind, report);
    let hl7 = hl7_fields(fields, kind, report);
    if fields.get("address").is_none() {
        fields.missing("address", report);
    }
    let address = address?;
    if let Err(sentence) = check_address(address.get_ref(), kind) {
        report.wrong(&address.span(), sentence);
    }
    Some(Some(Connection {
        kind,
        address: placed(address.get_ref(), kind, directory),
        tls,
        ca_file,
        cert_file,
        key_file,
        username,
        secret,
        topics,
        fields: hl7,
        chip_select: chip_select.map(|line| line.into_inner().to_owned()),
    }))
}

/// `Some(None)` stands for [`RECORDED`].
fn kind(fields: &Fields<'_>, table: In, report: &mut Report) -> Option<Option<SourceKind>> {
    let text = fields.required_text("kind", report)?;
    if *text.get_ref() == RECORDED && table == In::Reader {
        return Some(None);
    }
    let found = SourceKind::ALL.into_iter().find(|kind| kind.word() == *text.get_ref());
    if let Some(kind) = found.filter(|kind| table.takes(*kind)) {
        return Some(Some(kind));
    }
    let (word, words) = (quoted(text.get_ref()), table.words().join(", "));
    let is_known = found.is_some() || *text.get_ref() == RECORDED;
    let heading = table.heading();
    let message = if is_known {
        format!("kind {word} cannot stand in {heading}: expected one of {words}")
    } else {
        format!("unknown kind {word} in {heading}: expected one of {words}")
    };
    report.wrong(&text.span(), message);
    None
}

/// Whether a reader that is only heard in recorded days names no connection.
fn no_connection(fields: &Fields<'_>, report: &mut Report) -> bool {
    let used = CONNECTION_KEYS.into_iter().find_map(|key| Some((key, fields.get(key)?)));
    if let Some((key, value)) = used {
        let message =
            format!("a reader of kind \"{RECORDED}\" has no connection: leave \"{key}\" out");
        report.wrong(&value.span(), message);
    }
    used.is_none()
}

/// The scheme of a URL tells whether it is encrypted.
fn is_url_kind(kind: Option<Option<SourceKind>>) -> bool {
    matches!(kind, Some(Some(SourceKind::Omlox | SourceKind::ImpinjHttp)))
}

/// A folder stands beside the site file, and is good from everywhere.
fn placed(address: &str, kind: SourceKind, directory: &Path) -> String {
    if kind != SourceKind::DropFolder {
        return address.to_owned();
    }
    let path = directory.join(address);
    std::path::absolute(&path).unwrap_or(path).to_string_lossy().into_owned()
}

/// The file beside the site file, as a path that is good from everywhere.
fn file(fields: &Fields<'_>, key: &str, directory: &Path, report: &mut Report) -> Option<String> {
    let written = fields.text(key, report)?;
    let path = directory.join(written.get_ref());
    let path = std::path::absolute(&path).unwrap_or(path);
    if !path.is_file() {
        let message = format!("the {key} {} is not there", quoted(written.get_ref()));
        report.wrong(&written.span(), message);
    }
    Some(path.to_string_lossy().into_owned())
}

/// A certificate is of no use without its key, nor a key without its certificate.
fn client_certificate(
    fields: &Fields<'_>,
    directory: &Path,
    report: &mut Report,
) -> (Option<String>, Option<String>) {
    let pair =
        (file(fields, "cert_file", directory, report), file(fields, "key_file", directory, report));
    for (key, other) in [("cert_file", "key_file"), ("key_file", "cert_file")] {
        if let (Some(value), None) = (fields.get(key), fields.get(other)) {
            let message = format!("\"{key}\" has no use without \"{other}\"");
            report.wrong(&value.span(), message);
        }
    }
    pair
}

/// Where the password or token stands, not the secret itself.
fn secret(fields: &Fields<'_>, directory: &Path, report: &mut Report) -> Option<SecretRef> {
    const KEYS: [&str; 4] = ["password_env", "password_file", "token_env", "token_file"];
    let mut found = None;
    for key in KEYS {
        let Some(value) = fields.get(key) else { continue };
        if found.is_some() {
            let message = format!("\"{key}\" is one secret too many: a source has one");
            report.wrong(&value.span(), message);
            continue;
        }
        found = if key.ends_with("_env") {
            variable(fields, key, report).map(SecretRef::Env)
        } else {
            file(fields, key, directory, report).map(SecretRef::File)
        };
    }
    found
}

/// The name of a variable, not the password itself.
fn variable(fields: &Fields<'_>, key: &str, report: &mut Report) -> Option<String> {
    let name = fields.text(key, report)?;
    let text = *name.get_ref();
    if !is_variable(text) {
        // Not repeated: it may well be the password.
        let message = format!(
            "\"{key}\" must be the name of an environment variable, of letters, digits and _"
        );
        report.wrong(&name.span(), message);
    }
    Some(text.to_owned())
}

/// Whether a text can be the name of an environment variable.
pub(crate) fn is_variable(text: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    !text.is_empty() && text.chars().all(is_word) && !text.starts_with(|c: char| c.is_ascii_digit())
}

fn hl7_fields(fields: &Fields<'_>, kind: SourceKind, report: &mut Report) -> Option<Hl7Fields> {
    let mut read = Hl7Fields::default();
    let mut is_given = false;
    for (key, place) in [("equipment_field", &mut read.equipment), ("place_field", &mut read.place)]
    {
        let Some(text) = fields.text(key, report) else { continue };
        is_given = true;
        if kind != SourceKind::Hl7Mllp {
            let message = format!("\"{key}\" is only for a source of kind \"hl7_mllp\"");
            report.wrong(&text.span(), message);
        } else if !is_hl7_field(text.get_ref()) {
            let found = quoted(text.get_ref());
            let message = format!("{found} is no HL7 field: expected one such as OBX-18");
            report.wrong(&text.span(), message);
        }
        (*text.get_ref()).clone_into(place);
    }
    is_given.then_some(read)
}

/// A segment, a hyphen and the number of a field: `PV1-3`.
pub(crate) fn is_hl7_field(text: &str) -> bool {
    let Some((segment, field)) = text.split_once('-') else { return false };
    segment.len() == 3
        && segment.bytes().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        && field.bytes().all(|c| c.is_ascii_digit())
        && matches!(field.parse::<u16>(), Ok(1..=255))
}
