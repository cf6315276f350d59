//! What many messages hold: status, times, and vendors' own parameters.

use super::prelude::*;

value_parameters! {
    128 "UTCTimestamp" UtcTimestamp("Microseconds" u64);
    129 "Uptime" Uptime("Microseconds" u64);
}

plain_parameters! {
    1023 "Custom" Custom {
        "VendorIdentifier" vendor_identifier: u32,
        "ParameterSubtype" parameter_subtype: u32,
        "Data" data: Rest,
    }

    288 "FieldError" FieldError {
        "FieldNum" field_num: u16,
        "ErrorCode" error_code: StatusCode,
    }
}

parameters! {
    287 "LLRPStatus" LlrpStatus {
        "StatusCode" status_code: StatusCode,
        "ErrorDescription" error_description: Text,
    } holds {
        field_error: Option<FieldError>,
        parameter_error: Option<ParameterError>,
    }

    289 "ParameterError" ParameterError {
        "ParameterType" parameter_type: u16,
        "ErrorCode" error_code: StatusCode,
    } holds {
        field_error: Option<FieldError>,
        parameter_error: Option<Box<ParameterError>>,
    }
}

choice! {
    "Timestamp" ReaderTime {
        UtcTimestamp,
        Uptime,
    }
}
