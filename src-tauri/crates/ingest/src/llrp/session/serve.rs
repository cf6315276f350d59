//! One connection, from connecting to its end.

use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};
use trackward_model::{ReaderState, RejectReason};

use super::ending::Ending;
use super::link::{Link, connect};
use super::outbox::Outbox;
use super::request::RO_SPEC_ID;
use super::setup::{set_up, take_leave};
use super::{Control, SessionConfig};
use crate::llrp::{DecodeError, FRAME_LENGTH_MAX, ReaderClock, StartRoSpec};

/// Connects, sets the reader up and listens, until something ends it. Says that the reader is
/// online; what it is afterwards the caller says.
pub async fn serve(
    config: &SessionConfig,
    outbox: &mut Outbox,
    control: &mut mpsc::Receiver<Control>,
) -> Ending {
    let ending = match connected(config, outbox, control).await {
        Ok(link) => Connection::new(config, outbox, link).run(control).await,
        Err(ending) => ending,
    };
    match &ending {
        Ending::BadFrame(DecodeError::FrameLength { length })
            if *length as usize > FRAME_LENGTH_MAX =>
        {
            outbox.rejected(RejectReason::TooLong, 1);
        }
        Ending::BadFrame(_) | Ending::HalfFrame { .. } | Ending::BadReply { .. } => {
            outbox.rejected(RejectReason::Malformed, 1);
        }
        _ => {}
    }
    ending
}

async fn connected(
    config: &SessionConfig,
    outbox: &mut Outbox,
    control: &mut mpsc::Receiver<Control>,
) -> Result<Link, Ending> {
    let connecting = connect(config);
    tokio::pin!(connecting);
    loop {
        tokio::select! {
            link = &mut connecting => return link,
            () = stopped(control) => return Err(Ending::Stopped),
            handed_on = outbox.deliver(), if !outbox.is_empty() => handed_on?,
        }
    }
}

/// Waits for the order to stop. To retry what is being tried already is no order.
async fn stopped(control: &mut mpsc::Receiver<Control>) {
    while let Some(Control::RetryNow) = control.recv().await {}
}

/// A connection that stands.
pub struct Connection<'a> {
    pub(super) config: &'a SessionConfig,
    pub(super) outbox: &'a mut Outbox,
    pub(super) link: Link,
    pub(super) clock: ReaderClock,
    pub(super) last_id: u32,
    /// When the link counts as dead, unless something is heard before.
    pub(super) silent_at: Instant,
    /// When to start the inventory by request, unless it has begun by then.
    pub(super) start_at: Option<Instant>,
    pub(super) said_malformed: bool,
}

impl<'a> Connection<'a> {
    fn new(config: &'a SessionConfig, outbox: &'a mut Outbox, link: Link) -> Self {
        Self {
            config,
            outbox,
            link,
            clock: ReaderClock::default(),
            last_id: 0,
            silent_at: Instant::now() + config.timing.silence(),
            start_at: None,
            said_malformed: false,
        }
    }

    async fn run(&mut self, control: &mut mpsc::Receiver<Control>) -> Ending {
        let set_up = tokio::select! {
            set_up = set_up(self) => Some(set_up),
            () = stopped(control) => None,
        };
        match set_up {
            Some(Ok(())) => self.outbox.state(ReaderState::Online, String::new()),
            Some(Err(ending)) => return ending,
            // Nothing was asked of the reader yet: there is nothing to take back.
            None if self.last_id == 0 => return Ending::Stopped,
            None => return self.leave().await,
        }
        match self.listen(control).await {
            Ok(()) => self.leave().await,
            Err(ending) => ending,
        }
    }

    async fn leave(&mut self) -> Ending {
        take_leave(self).await.err().unwrap_or(Ending::Stopped)
    }

    /// Listens until told to stop, or until the link ends.
    async fn listen(&mut self, control: &mut mpsc::Receiver<Control>) -> Result<(), Ending> {
        loop {
            let start_at = self.start_at;
            tokio::select! {
                frame = self.frame() => self.handle(&frame?).await?,
                () = sleep_until(start_at.unwrap_or_else(Instant::now)), if start_at.is_some() => {
                    self.start_at = None;
                    // Refused when it runs already; the reply, either way, is passed over.
                    self.tell(StartRoSpec { ro_spec_id: RO_SPEC_ID, ..Default::default() }).await?;
                }
                () = stopped(control) => return Ok(()),
            }
        }
    }
}
