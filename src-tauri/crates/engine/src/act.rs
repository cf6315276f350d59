//! Acts: what a window may change.

use trackward_model::ask::{Act, Code, Done, Failure};

use crate::shared::Shared;

/// Does what a window asked for.
pub fn act(shared: &Shared, act: &Act) -> Result<Done, Failure> {
    match act {
        Act::RetryReader(retry) => {
            let known =
                shared.world().site.readers.iter().any(|reader| reader.id == retry.reader_id);
            if !known {
                return Err(Failure {
                    code: Code::NotFound,
                    message: "This reader does not exist any more.".to_owned(),
                    reference: String::new(),
                });
            }
            if shared.sources.retry(&retry.reader_id) {
                Ok(Done::Done)
            } else {
                Ok(Done::NotNow("This reader has no connection of its own.".to_owned()))
            }
        }
        _ => Ok(Done::NotNow(String::new())),
    }
}
