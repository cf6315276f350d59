//! The resources, as far as they are used here.

use serde::Serialize;

/// Several resources in one.
#[derive(Serialize)]
#[serde(tag = "resourceType", rename = "Bundle")]
pub struct Bundle<'a> {
    pub id: String,
    pub meta: Meta,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub timestamp: String,
    pub entry: Vec<Entry<'a>>,
}

/// When a resource last changed, and the profile it follows.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<[&'static str; 1]>,
}

/// A resource and its address.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry<'a> {
    pub full_url: String,
    pub resource: Resource<'a>,
}

/// What a bundle may hold here.
#[derive(Serialize)]
#[serde(tag = "resourceType")]
pub enum Resource<'a> {
    MessageHeader(Box<MessageHeader<'a>>),
    Device(Box<Device<'a>>),
    Location(Box<Location<'a>>),
}

/// Why a message is sent, and by whom.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageHeader<'a> {
    pub id: String,
    pub meta: Meta,
    pub event_coding: Coding,
    pub source: Source<'a>,
    pub focus: [Reference<'a>; 1],
}

/// Who sends a message.
#[derive(Serialize)]
pub struct Source<'a> {
    pub name: &'a str,
    pub software: &'static str,
    pub version: &'static str,
    pub endpoint: &'a str,
}

/// An asset.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Device<'a> {
    pub id: String,
    pub meta: Meta,
    pub identifier: Vec<Identifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub udi_carrier: Option<[UdiCarrier<'a>; 1]>,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufacturer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_name: Option<[DeviceName<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model_number: Option<&'a str>,
    #[serde(rename = "type")]
    pub kind: Concept<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Reference<'a>>,
    pub location: Reference<'a>,
}

/// A unique device identifier as printed.
#[derive(Serialize)]
pub struct UdiCarrier<'a> {
    #[serde(rename = "carrierHRF")]
    pub carrier_hrf: &'a str,
}

/// What people call a device.
#[derive(Serialize)]
pub struct DeviceName<'a> {
    pub name: &'a str,
    #[serde(rename = "type")]
    pub kind: &'static str,
}

/// A building, a floor or a room.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Location<'a> {
    pub id: String,
    pub meta: Meta,
    pub identifier: [Identifier; 1],
    pub status: &'static str,
    pub name: &'a str,
    pub mode: &'static str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<[Concept<'a>; 1]>,
    pub physical_type: Concept<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub managing_organization: Option<Reference<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Reference<'a>>,
}

/// A name within a system of names.
#[derive(Serialize)]
pub struct Identifier {
    pub system: String,
    pub value: String,
}

/// Another resource: by its address, by its identifier, or only by what people call it.
#[derive(Default, Serialize)]
pub struct Reference<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<Identifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<&'a str>,
}

/// A concept: coded, or in words.
#[derive(Serialize)]
pub struct Concept<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coding: Option<[Coding; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
}

/// A code within a system of codes.
#[derive(Serialize)]
pub struct Coding {
    pub system: &'static str,
    pub code: &'static str,
    pub display: &'static str,
}

impl Meta {
    pub fn of(profile: &'static str) -> Self {
        Self { last_updated: None, profile: Some([profile]) }
    }
}

impl<'a> Reference<'a> {
    pub fn to(address: String) -> Self {
        Self { reference: Some(address), ..Self::default() }
    }

    pub fn called(display: &'a str) -> Self {
        Self { display: Some(display), ..Self::default() }
    }
}

impl<'a> Concept<'a> {
    pub fn in_words(text: &'a str) -> Self {
        Self { coding: None, text: Some(text) }
    }

    pub fn coded(coding: Coding) -> Self {
        Self { coding: Some([coding]), text: None }
    }
}

/// What is not there is left out: FHIR knows no empty text.
pub fn said(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}
