//! Why a connection ended, as a sentence for whoever looks after the reader.

use std::error::Error;
use std::io;
use std::time::Duration;

use trackward_model::ReaderState;

use crate::link::TlsError;
use crate::llrp::{DecodeError, LlrpStatus};

#[derive(Debug, thiserror::Error)]
pub enum Ending {
    #[error("{address} refuses the connection: is the reader on, and LLRP enabled?")]
    Refused { address: String },
    #[error("{address} cannot be reached")]
    Unreachable { address: String, source: io::Error },
    #[error("{address} did not answer within {within:?}")]
    ConnectTimeout { address: String, within: Duration },
    #[error(transparent)]
    Encryption(#[from] TlsError),
    #[error("no encrypted connection to {address}")]
    Tls { address: String, source: io::Error },
    #[error(
        "{address} took the connection but did not greet within {within:?}: is it an LLRP reader?"
    )]
    NoGreeting { address: String, within: Duration },
    #[error("another client holds this reader")]
    TakenByClient,
    #[error("the reader holds a connection that it opened itself")]
    TakenByReader,
    #[error("the reader did not take the connection (status {0})")]
    NotTaken(u16),
    #[error("the reader did not answer {request} within {within:?}")]
    Unanswered { request: &'static str, within: Duration },
    #[error("the reader refused {request}: {}", describe(.status))]
    Denied { request: &'static str, status: Box<LlrpStatus> },
    #[error("the reader's answer to {request} cannot be read")]
    BadReply { request: &'static str, source: DecodeError },
    #[error("what the reader sent is no LLRP")]
    BadFrame(#[source] DecodeError),
    #[error("the connection broke off in the middle of a frame, {got} bytes into it")]
    HalfFrame { got: usize },
    #[error("the reader closed the connection")]
    Closed,
    #[error("the connection broke off")]
    BrokenOff(#[source] io::Error),
    #[error("nothing was heard from the reader for {within:?}")]
    Silent { within: Duration },
    #[error("the reader takes nothing that is sent to it")]
    Stuck,
    #[error("stopped")]
    Stopped,
    #[error("nobody listens")]
    NobodyListens,
}

impl Ending {
    /// What the reader is then.
    pub const fn state(&self) -> ReaderState {
        match self {
            Self::TakenByClient | Self::TakenByReader | Self::NotTaken(_) => ReaderState::Taken,
            _ => ReaderState::Offline,
        }
    }

    /// The whole chain of causes as one sentence.
    pub fn sentence(&self) -> String {
        let mut sentence = self.to_string();
        let mut cause = self.source();
        while let Some(error) = cause {
            let text = error.to_string();
            if !sentence.ends_with(&text) {
                sentence += ": ";
                sentence += &text;
            }
            cause = error.source();
        }
        sentence
    }
}

fn describe(status: &LlrpStatus) -> String {
    let code = status.status_code;
    let name = code.name().map_or_else(|| format!("status {}", code.number()), str::to_owned);
    let text = status.error_description.to_string();
    if text.is_empty() { name } else { format!("{name}, {text}") }
}
