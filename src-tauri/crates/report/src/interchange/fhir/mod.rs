//! HL7 FHIR R4 as newline-delimited JSON, one bundle a line: first a collection of the hospital's
//! locations (buildings, floors and rooms, each part of the one around it), then for each arrival a
//! message as the RTLS guide (`hl7.fhir.uv.rtls`, 1.0.0 ballot 2) has it: a header with the event
//! `location-update`, the device, and the location that it is at.
//!
//! The guide has no other field for when a device came to its place: that instant is the timestamp
//! of the message, as it would be had the message been sent at once. When the document was made
//! stands in `meta.lastUpdated`. A message holds one location, as the guide says; what that is part
//! of is said by its identifier, and stands in the collection. The device is what carries the tags:
//! it is identified by the hospital's own number and by each tag.

mod bundle;
mod device;
mod location;
mod resource;

pub use bundle::{locations, update};
