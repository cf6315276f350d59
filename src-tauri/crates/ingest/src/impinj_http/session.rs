//! One connection to a reader, from asking how it is to the end of its stream.

use std::pin::pin;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::interval;
use trackward_model::{ReaderState, RejectReason};

use super::ImpinjHttpConfig;
use super::api::Reader;
use super::drain::drain;
use super::queue::{Queue, Waiting};
use crate::link::{Control, Ending, Message, Outlet, Serve, stopped};
use crate::shape::impinj;

/// How often it is asked which readers have fallen silent.
const SILENCE: Duration = Duration::from_secs(60);
/// How many lines are handed on before it is looked whether there is other news.
const LINES_AT_ONCE: usize = 256;

pub struct Session<'a> {
    pub config: &'a ImpinjHttpConfig,
}

impl Serve for Session<'_> {
    async fn serve(
        &mut self,
        outlet: &mut Outlet,
        control: &mut mpsc::Receiver<Control>,
    ) -> Ending {
        tokio::select! {
            ending = listen(self.config, outlet) => ending,
            () = stopped(control) => Ending::Stopped,
        }
    }
}

async fn listen(config: &ImpinjHttpConfig, outlet: &mut Outlet) -> Ending {
    let begun = async {
        let reader = Reader::new(config).await?;
        reader.start_if_idle().await?;
        let stream = reader.stream().await?;
        Ok((reader, stream))
    };
    let (reader, stream) = match begun.await {
        Ok(begun) => begun,
        Err(ending) => return ending,
    };
    if let Err(ending) = outlet.state(ReaderState::Online, String::new()).await {
        return ending;
    }
    let queue = Queue::default();
    let mut draining = pin!(async {
        let ended = drain(&reader, stream, &queue).await;
        queue.close();
        ended
    });
    let mut handing_on = pin!(hand_on(config, &queue, outlet));
    // Both go on side by side: while one waits for the pipeline, the other reads.
    tokio::select! {
        // What has come before the end is good.
        ended = &mut draining => handing_on.await.err().unwrap_or(ended),
        done = &mut handing_on => match done {
            Ok(()) => draining.await,
            Err(ending) => ending,
        }
    }
}

/// Hands on what waits, until nothing comes any more.
async fn hand_on(
    config: &ImpinjHttpConfig,
    queue: &Queue,
    outlet: &mut Outlet,
) -> Result<(), Ending> {
    let mut silence = interval(SILENCE);
    let mut host = String::new();
    loop {
        tokio::select! {
            waiting = queue.take(LINES_AT_ONCE) => match waiting {
                Some(waiting) => hand_on_some(config, &waiting, &mut host, outlet).await?,
                None => return Ok(()),
            },
            _ = silence.tick() => outlet.look_for_silence().await?,
        }
    }
}

/// `host` is what the reader has called itself last: a blank line does not tell.
async fn hand_on_some(
    config: &ImpinjHttpConfig,
    waiting: &Waiting,
    host: &mut String,
    outlet: &mut Outlet,
) -> Result<(), Ending> {
    for line in &waiting.lines {
        let message = impinj::decode(&config.address, line);
        if let Some(event) = message.events.last()
            && event.reader != host.as_str()
        {
            host.clear();
            host.push_str(&event.reader);
        }
        outlet.take(message).await?;
    }
    let rejected: Vec<_> =
        [(RejectReason::Dropped, waiting.dropped), (RejectReason::TooLong, waiting.too_long)]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .collect();
    for (reason, count) in rejected {
        outlet.rejected(reason, count).await?;
    }
    if waiting.is_alive {
        let beats = vec![host.as_str()];
        outlet.take(Message { from: host, raw: b"\n", beats, ..Message::default() }).await?;
    }
    Ok(())
}
