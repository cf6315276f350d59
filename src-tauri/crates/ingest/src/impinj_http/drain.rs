//! Reads the stream whatever the pipeline does.

use std::time::Duration;

use reqwest::Response;
use tokio::time::timeout;

use super::api::Reader;
use super::lines::Lines;
use super::queue::Queue;
use crate::link::Ending;

/// How long a stream may be without a line, not even a blank one, before the reader is asked how
/// it is.
const QUIET: Duration = Duration::from_secs(30);

/// Fills the queue until the stream ends, and tells how it ended.
pub async fn drain(reader: &Reader<'_>, mut stream: Response, queue: &Queue) -> Ending {
    let mut lines = Lines::default();
    loop {
        match timeout(QUIET, stream.chunk()).await {
            Ok(Ok(Some(piece))) => {
                lines.push(&piece);
                while let Some(line) = lines.next() {
                    queue.push(line);
                }
            }
            Ok(Ok(None)) => return Ending::because("the reader ended its stream of events"),
            Ok(Err(error)) => return reader.broken(&error),
            // No tags and no signs of life: somebody may have stopped it.
            Err(_) => match reader.start_if_idle().await {
                Ok(()) => {}
                Err(ending) => return ending,
            },
        }
    }
}
