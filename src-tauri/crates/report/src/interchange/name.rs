//! How a hospital's things are named to others.

use std::fmt::Write as _;

use trackward_model::{AssetId, FloorId, PlaceId};

/// Why a text cannot stand before names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is no address to name things by: give one that is the hospital's own, such as \
     https://rtls.hospital.example"
)]
pub struct BaseError(String);

/// Names of assets (`…obj:IP-0412`) and locations (`…loc:icu-201`, `…floor:loc:L2`,
/// `…building:loc:Main`) as the Core Business Vocabulary of GS1 shapes private ones, ids with what
/// a URI may not hold written as `%20`.
///
/// Without an address of the hospital's own they begin with `urn:trackward:` and the site's id.
/// Nobody has registered that: whoever exchanges data with others gives an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    base: String,
    separator: char,
}

impl Names {
    /// Names that hold within one site: `urn:trackward:demo:obj:IP-0412`.
    #[must_use]
    pub fn of_site(site_id: &str) -> Self {
        Self { base: format!("urn:trackward:{}", escaped(site_id)), separator: ':' }
    }

    /// Names below an address: `https://rtls.hospital.example/obj/IP-0412`.
    ///
    /// # Errors
    /// It is no address of the web, or names more than a folder.
    pub fn below(base: &str) -> Result<Self, BaseError> {
        let folder = base.trim_end_matches('/');
        let rest = folder.strip_prefix("https://").or_else(|| folder.strip_prefix("http://"));
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/%[]@!$&'()*+,;=".contains(c);
        match rest {
            Some(rest) if starts_with_host(rest) && rest.chars().all(allowed) => {
                Ok(Self { base: folder.to_owned(), separator: '/' })
            }
            _ => Err(BaseError(base.chars().take(80).collect())),
        }
    }

    /// What stands before all names.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// An asset.
    #[must_use]
    pub fn asset(&self, id: &AssetId) -> String {
        self.name(Self::ASSET, id.as_str())
    }

    /// A room or zone.
    #[must_use]
    pub fn place(&self, id: &PlaceId) -> String {
        self.name(Self::PLACE, id.as_str())
    }

    /// A floor.
    #[must_use]
    pub fn floor(&self, id: &FloorId) -> String {
        self.name(Self::FLOOR, id.as_str())
    }

    /// A building.
    #[must_use]
    pub fn building(&self, name: &str) -> String {
        self.name(Self::BUILDING, name)
    }

    pub(super) const ASSET: &[&str] = &["obj"];
    pub(super) const PLACE: &[&str] = &["loc"];
    pub(super) const FLOOR: &[&str] = &["floor", "loc"];
    pub(super) const BUILDING: &[&str] = &["building", "loc"];
    pub(super) const TAG: &[&str] = &["tag"];

    /// What the ids of one kind of thing stand below: the system of an identifier.
    pub(super) fn system(&self, kind: &[&str]) -> String {
        let mut name = self.base.clone();
        for part in kind {
            name.push(self.separator);
            name += part;
        }
        name
    }

    fn name(&self, kind: &[&str], id: &str) -> String {
        format!("{}{}{}", self.system(kind), self.separator, escaped(id))
    }
}

fn starts_with_host(rest: &str) -> bool {
    let host = rest.split('/').next().unwrap_or_default();
    host.contains(|c: char| c.is_ascii_alphanumeric()) && !host.contains('@')
}

/// The characters that every part of a URI may hold stay; all others are written by their bytes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_one_part_of_a_name_whatever_it_holds() {
        let names = Names::of_site("st. mary");
        let asset = AssetId::new("IP 4/12:é").unwrap();
        assert_eq!(names.asset(&asset), "urn:trackward:st.%20mary:obj:IP%204%2F12%3A%C3%A9");
    }

    #[test]
    fn a_place_and_a_floor_of_one_id_have_two_names() {
        let names = Names::below("https://rtls.hospital.example/").unwrap();
        let place = names.place(&PlaceId::new("L2").unwrap());
        assert_eq!(place, "https://rtls.hospital.example/loc/L2");
        let floor = names.floor(&FloorId::new("L2").unwrap());
        assert_eq!(floor, "https://rtls.hospital.example/floor/loc/L2");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for refused in [
            "",
            "hospital.example",
            "https://",
            "https:///x",
            "ftp://hospital.example",
            "https://a b",
            "https://hospital.example/?q",
            "https://hospital.example/#x",
            "https://me@hospital.example",
        ] {
            let error = Names::below(refused).expect_err(refused).to_string();
            assert!(error.contains("https://rtls.hospital.example"), "{error}");
        }
    }
}
