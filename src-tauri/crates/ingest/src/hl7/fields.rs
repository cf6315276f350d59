//! Which fields of a message name the device and its place.

use trackward_model::Hl7Fields;

/// A field of a segment: `OBX-18`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPath {
    /// The segment's name, three capitals or digits.
    pub segment: String,
    /// The field's number, from 1.
    pub number: usize,
}

/// Where a message names the device and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// The device, as an entity identifier: its first component is the asset's id.
    pub equipment: FieldPath,
    /// The place, as a person location: point of care, room, bed.
    pub place: FieldPath,
}

/// Why a text is no field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no field of an HL7 message: expected a segment and a number, such as OBX-18")]
pub struct FieldError(String);

impl Fields {
    /// Reads what the site file says.
    ///
    /// # Errors
    /// One of both is no field.
    pub fn read(written: &Hl7Fields) -> Result<Self, FieldError> {
        let (equipment, place) = (FieldPath::read(&written.equipment), &written.place);
        Ok(Self { equipment: equipment?, place: FieldPath::read(place)? })
    }
}

impl FieldPath {
    /// Reads `OBX-18`, in capitals or not.
    ///
    /// # Errors
    /// It is no field.
    pub fn read(text: &str) -> Result<Self, FieldError> {
        let refused = || FieldError(text.chars().take(40).collect());
        let (segment, number) = text.trim().split_once('-').ok_or_else(refused)?;
        let is_name = segment.len() == 3 && segment.bytes().all(|c| c.is_ascii_alphanumeric());
        let number = number.parse().ok().filter(|number| (1..=999).contains(number));
        match number {
            Some(number) if is_name => Ok(Self { segment: segment.to_ascii_uppercase(), number }),
            _ => Err(refused()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_a_segment_and_a_number() {
        let path = |segment: &str, number| Ok(FieldPath { segment: segment.to_owned(), number });
        assert_eq!(FieldPath::read("OBX-18"), path("OBX", 18));
        assert_eq!(FieldPath::read(" pv1-3 "), path("PV1", 3));
        for refused in ["", "OBX", "OBX-", "OBX-0", "OBX-1000", "OB-1", "OBX-18.1", "Ü1-1"] {
            let error = FieldPath::read(refused).unwrap_err().to_string();
            assert!(error.contains("such as OBX-18"), "{error}");
        }
    }
}
