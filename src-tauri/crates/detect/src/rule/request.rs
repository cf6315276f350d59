//! A unit asks for equipment, until the request is closed.

use trackward_model::{EquipmentRequest, RequestEnd, Severity, Urgency};

pub(crate) const fn severity(urgency: Urgency) -> Severity {
    match urgency {
        Urgency::Now => Severity::Critical,
        Urgency::Soon => Severity::Warning,
        Urgency::Routine => Severity::Info,
    }
}

pub(crate) fn reason(request: &EquipmentRequest) -> String {
    let EquipmentRequest { unit, count, type_id, urgency, .. } = request;
    let type_words = type_id.as_str().replace('_', " ");
    let plural = if *count == 1 { "" } else { "s" };
    format!("{unit} asks for {count} {type_words}{plural}, {}.", urgency.word())
}

pub(crate) const fn ended(end: RequestEnd) -> &'static str {
    match end {
        RequestEnd::Brought => "Brought.",
        RequestEnd::Cancelled => "Cancelled.",
    }
}
