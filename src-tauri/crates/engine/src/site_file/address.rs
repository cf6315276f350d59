//! What an address looks like, kind by kind.

use std::net::Ipv6Addr;

use trackward_model::SourceKind;

use crate::text_file::quoted;

/// What an address looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AddressForm {
    HostPort,
    /// A URL, or `host:port` where the kind has a usual one.
    Url,
    /// A folder or a device file.
    Path,
}

const fn form(kind: SourceKind) -> AddressForm {
    match kind {
        SourceKind::Llrp | SourceKind::Mqtt | SourceKind::Hl7Mllp => AddressForm::HostPort,
        SourceKind::Omlox | SourceKind::ImpinjHttp => AddressForm::Url,
        SourceKind::DropFolder | SourceKind::Mfrc522 => AddressForm::Path,
    }
}

/// Whether a source of this kind can be at this address; else a sentence.
pub(crate) fn check_address(text: &str, kind: SourceKind) -> Result<(), String> {
    match form(kind) {
        AddressForm::HostPort => check_host_port(text),
        AddressForm::Url if text.contains("://") => check_url(text),
        AddressForm::Url => check_host_port(text),
        AddressForm::Path => check_path(text),
    }
}

fn check_path(text: &str) -> Result<(), String> {
    if text.contains("://") {
        return Err(format!(
            "the address {} is a URL: expected a folder or a device",
            quoted(text)
        ));
    }
    Ok(())
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
