//! One sender: a message is read, and answered before the next is read.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::timeout;
use trackward_model::RejectReason;

use super::intake::Key;
use super::mllp::{Frames, framed};

/// A sender that is silent for longer may connect again: a connection that is dead is never told.
const IDLE_MAX: Duration = Duration::from_secs(3_600);
/// A message that has begun has to end within this.
const MESSAGE_WITHIN: Duration = Duration::from_secs(30);
/// A sender takes an answer within this, or has gone.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// A sender's connection.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    frames: Frames,
}

/// What a connection does next.
#[derive(Debug)]
pub enum Work {
    /// Reads a message.
    Read,
    /// Answers one, once what it says is committed.
    Answer {
        /// To be waited for; `None` where nothing was handed on.
        receipt: Option<oneshot::Receiver<()>>,
        /// What the message is remembered by.
        key: Option<Key>,
        /// The answer.
        reply: String,
    },
}

/// What came of it.
#[derive(Debug)]
pub enum Done {
    /// A message, without its frame.
    Message(Vec<u8>),
    /// Something that is none.
    Bad(RejectReason),
    /// The message is answered, or at least committed.
    Answered(Option<Key>),
    /// The sender has gone.
    Closed,
}

impl Connection {
    /// A connection that was just made.
    #[must_use]
    pub fn new(stream: TcpStream) -> Self {
        Self { stream, frames: Frames::default() }
    }

    /// Does it, and gives the connection back unless it is closed.
    pub async fn go(mut self, work: Work) -> (Option<Self>, Done) {
        match work {
            Work::Read => match self.read().await {
                Ok(Some(Ok(message))) => (Some(self), Done::Message(message)),
                Ok(Some(Err(reason))) => (Some(self), Done::Bad(reason)),
                Ok(None) => (None, Done::Closed),
                // Cut off in the middle of a message.
                Err(_) => (None, Done::Bad(RejectReason::Malformed)),
            },
            Work::Answer { receipt, key, reply } => {
                if let Some(receipt) = receipt
                    && receipt.await.is_err()
                {
                    // Nothing was kept: without an answer it is sent again.
                    return (None, Done::Closed);
                }
                let reply = framed(reply.as_bytes());
                let sent = self.stream.write_all(&reply);
                let is_sent = timeout(ANSWER_WITHIN, sent).await.is_ok_and(|sent| sent.is_ok());
                (is_sent.then_some(self), Done::Answered(key))
            }
        }
    }

    /// The next message; `None` when the sender has gone between two messages.
    async fn read(&mut self) -> io::Result<Option<Result<Vec<u8>, RejectReason>>> {
        let mut piece = [0; 16 << 10];
        loop {
            if let Some(message) = self.frames.next_message() {
                return Ok(Some(message));
            }
            let is_midway = self.frames.is_midway();
            let patience = if is_midway { MESSAGE_WITHIN } else { IDLE_MAX };
            let count = match timeout(patience, self.stream.read(&mut piece)).await {
                Ok(Ok(count)) => count,
                Ok(Err(_)) | Err(_) => 0,
            };
            match count {
                0 if is_midway => return Err(io::ErrorKind::UnexpectedEof.into()),
                0 => return Ok(None),
                count => self.frames.push(&piece[..count]),
            }
        }
    }
}
