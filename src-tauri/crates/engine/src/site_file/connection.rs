//! How a reader or source is spoken to: its kind, its address, and what goes with them.

use std::net::Ipv6Addr;
use std::path::Path;

use toml::Spanned;

use super::fields::{Fields, Report};
use crate::text_file::quoted;

/// Keys of a connection, of `[[reader]]` and `[[source]]` alike.
pub(super) const CONNECTION_KEYS: [&str; 5] =
    ["address", "tls", "ca_file", "username", "password_env"];

/// What an address looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AddressForm {
    HostPort,
    /// A URL, or `host:port` where the kind has a usual one.
    Url,
    /// A folder or a device file.
    Path,
    Nowhere,
}

/// A way to be spoken to.
#[derive(Debug)]
pub(super) struct Kind {
    pub(super) word: &'static str,
    /// Whether a `[[reader]]` can be spoken to so.
    pub(super) for_reader: bool,
    /// Whether a `[[source]]` can.
    pub(super) for_source: bool,
    form: AddressForm,
}

const KINDS: [Kind; 8] = [
    Kind::new("llrp", true, false, AddressForm::HostPort),
    Kind::new("mqtt", false, true, AddressForm::HostPort),
    Kind::new("omlox", true, true, AddressForm::Url),
    Kind::new("impinj_http", true, true, AddressForm::Url),
    Kind::new("hl7_mllp", false, true, AddressForm::HostPort),
    Kind::new("drop_folder", false, true, AddressForm::Path),
    Kind::new("mfrc522", true, true, AddressForm::Path),
    Kind::new("recorded", true, false, AddressForm::Nowhere),
];

impl Kind {
    const fn new(
        word: &'static str,
        for_reader: bool,
        for_source: bool,
        form: AddressForm,
    ) -> Self {
        Self { word, for_reader, for_source, form }
    }
}

/// A connection as it is kept.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) kind: &'static Kind,
    pub(super) address: Option<String>,
    pub(super) tls: bool,
    pub(super) ca_file: Option<String>,
}

/// Reads kind, address and the keys that go with them. `usable` tells which kinds may stand in
/// this table, `heading` is the table, for the sentence.
pub(super) fn read(
    fields: &Fields<'_>,
    heading: &str,
    usable: fn(&Kind) -> bool,
    directory: &Path,
    report: &mut Report,
) -> Option<Connection> {
    let kind = kind(fields, heading, usable, report);
    let address = fields.text("address", report);
    let tls = fields.boolean("tls", report).is_some_and(Spanned::into_inner);
    let ca_file = ca_file(fields, tls, directory, report);
    fields.text("username", report);
    password_env(fields, report);
    let kind = kind?;
    if kind.form == AddressForm::Nowhere {
        let used = CONNECTION_KEYS.into_iter().find_map(|key| Some((key, fields.get(key)?)));
        if let Some((key, value)) = used {
            let word = kind.word;
            let message =
                format!("a reader of kind \"{word}\" has no connection: leave \"{key}\" out");
            report.wrong(&value.span(), message);
        }
        return Some(Connection { kind, address: None, tls: false, ca_file: None });
    }
    if fields.get("address").is_none() {
        fields.missing("address", report);
    }
    let address = address?;
    if let Err(sentence) = check_address(address.get_ref(), kind.form) {
        report.wrong(&address.span(), sentence);
    }
    Some(Connection { kind, address: Some(address.into_inner().to_owned()), tls, ca_file })
}

fn kind(
    fields: &Fields<'_>,
    heading: &str,
    usable: fn(&Kind) -> bool,
    report: &mut Report,
) -> Option<&'static Kind> {
    let text = fields.required_text("kind", report)?;
    let words: Vec<&str> = KINDS.iter().filter(|kind| usable(kind)).map(|kind| kind.word).collect();
    let found = KINDS.iter().find(|kind| kind.word == *text.get_ref());
    if let Some(kind) = found.filter(|kind| usable(kind)) {
        return Some(kind);
    }
    let (word, words) = (quoted(text.get_ref()), words.join(", "));
    let message = match found {
        Some(_) => format!("kind {word} cannot stand in {heading}: expected one of {words}"),
        None => format!("unknown kind {word} in {heading}: expected one of {words}"),
    };
    report.wrong(&text.span(), message);
    None
}

/// The file beside the site file, as a path that is good from everywhere.
fn ca_file(
    fields: &Fields<'_>,
    tls: bool,
    directory: &Path,
    report: &mut Report,
) -> Option<String> {
    let written = fields.text("ca_file", report)?;
    if !tls {
        report.wrong(&written.span(), "\"ca_file\" has no use without tls = true");
    }
    let path = directory.join(written.get_ref());
    let path = std::path::absolute(&path).unwrap_or(path);
    if !path.is_file() {
        let message = format!("the ca_file {} is not there", quoted(written.get_ref()));
        report.wrong(&written.span(), message);
    }
    Some(path.to_string_lossy().into_owned())
}

/// The name of a variable, not the password itself.
fn password_env(fields: &Fields<'_>, report: &mut Report) {
    let Some(name) = fields.text("password_env", report) else { return };
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let text = name.get_ref();
    if !text.chars().all(is_word) || text.starts_with(|c: char| c.is_ascii_digit()) {
        // Not repeated: it may well be the password.
        report.wrong(
            &name.span(),
            "\"password_env\" must be the name of an environment variable, of letters, digits and _",
        );
    }
}

fn check_address(text: &str, form: AddressForm) -> Result<(), String> {
    match form {
        AddressForm::HostPort => check_host_port(text),
        AddressForm::Url if text.contains("://") => check_url(text),
        AddressForm::Url => check_host_port(text),
        AddressForm::Path | AddressForm::Nowhere => Ok(()),
    }
}

fn check_host_port(text: &str) -> Result<(), String> {
    const EXPECTED: &str = "expected host:port, such as 10.20.0.21:5084";
    let shown = quoted(text);
    if text.contains('@') {
        return Err(credentials_in_address());
    }
    if text.contains("://") || text.contains('/') {
        return Err(format!("the address {shown} is a URL: {EXPECTED}"));
    }
    let Some((host, port)) = text.rsplit_once(':').filter(|_| !text.ends_with(']')) else {
        return Err(format!("the address {shown} has no port: {EXPECTED}"));
    };
    if text.parse::<Ipv6Addr>().is_ok() {
        return Err(format!("the address {shown} needs square brackets, such as [fd00::21]:5084"));
    }
    if !is_host(host) {
        return Err(format!("the address {shown} names no host: {EXPECTED}"));
    }
    match port.parse::<u16>() {
        Ok(1..) if port.bytes().all(|c| c.is_ascii_digit()) => Ok(()),
        _ => Err(format!("the address {shown} has no port from 1 to 65535: {EXPECTED}")),
    }
}

fn check_url(text: &str) -> Result<(), String> {
    let shown = quoted(text);
    if text.contains('@') {
        return Err(credentials_in_address());
    }
    let Some((scheme, rest)) = text.split_once("://") else { return check_host_port(text) };
    if !["http", "https", "ws", "wss"].contains(&scheme) {
        return Err(format!("the address {shown} must begin with http, https, ws or wss"));
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let has_port = authority.rsplit_once(':').is_some() && !authority.ends_with(']');
    if has_port { check_host_port(authority) } else { host_only(authority, &shown) }
}

fn host_only(host: &str, shown: &str) -> Result<(), String> {
    if is_host(host) { Ok(()) } else { Err(format!("the address {shown} names no host")) }
}

/// The address is not repeated, or the password would stand in a log.
fn credentials_in_address() -> String {
    "the address holds credentials: write username, and name the variable that holds the password \
     with password_env"
        .into()
}

fn is_host(text: &str) -> bool {
    if let Some(v6) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return v6.parse::<Ipv6Addr>().is_ok();
    }
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    !text.is_empty() && text.chars().all(is_letter)
}
