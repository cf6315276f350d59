//! One connection to a hub, from its zones to its end.

use std::collections::VecDeque;

use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};
use trackward_model::{ReaderState, RejectReason};

use super::decode::{Incoming, decode, decode_locations};
use super::directory::Directory;
use super::message::{FENCE_EVENTS, LOCATION_UPDATES, Subscribe};
use super::rest::Hub;
use super::socket::{Frame, Socket};
use super::{Login, OmloxConfig};
use crate::link::{Control, Ending, Message, Outlet, Serve};

/// A connection on which nothing was heard for so many pings is dead.
const PINGS_MISSED_MAX: u32 = 3;
/// The hub's number for a right that is missing, and for a login that is.
const NOT_AUTHORISED: u32 = 10_004;
const NOT_AUTHENTICATED: u32 = 10_006;
const LOOK_FOR_SILENCE_EVERY: std::time::Duration = std::time::Duration::from_secs(60);

/// What connects to a hub.
pub(super) struct Client<'a> {
    pub(super) config: &'a OmloxConfig,
}

impl Serve for Client<'_> {
    async fn serve(
        &mut self,
        outlet: &mut Outlet,
        control: &mut mpsc::Receiver<Control>,
    ) -> Ending {
        let connecting = Session::connect(self.config, outlet);
        let session = tokio::select! {
            session = connecting => session,
            () = stopped(control) => return Ending::Stopped,
        };
        let mut session = match session {
            Ok(session) => session,
            Err(ending) => return ending,
        };
        let ending = session.listen(outlet, control).await;
        if ending == Ending::Stopped {
            session.socket.close().await;
        }
        ending
    }
}

/// Waits for the order to stop. To retry what is being tried already is no order.
async fn stopped(control: &mut mpsc::Receiver<Control>) {
    while let Some(Control::RetryNow) = control.recv().await {}
}

struct Session<'a> {
    config: &'a OmloxConfig,
    hub: Hub<'a>,
    socket: Socket,
    directory: Directory,
    /// What was asked for and not answered yet: a hub answers in order and names no request.
    asked: VecDeque<&'static str>,
    /// The hub has said that it tells positions.
    is_granted: bool,
    /// Something came from a zone that is not known: it may be new.
    has_strangers: bool,
}

impl<'a> Session<'a> {
    /// Asks for the zones, and for what there is to hear. What is told between the first state
    /// and the subscription would be lost, so the subscription comes first.
    async fn connect(config: &'a OmloxConfig, outlet: &mut Outlet) -> Result<Self, Ending> {
        let hub = Hub::new(config)?;
        let directory = directory(config, &hub, outlet).await?;
        let socket = Socket::connect(config).await?;
        let asked = VecDeque::new();
        let (is_granted, has_strangers) = (false, false);
        let mut session = Self { config, hub, socket, directory, asked, is_granted, has_strangers };
        for topic in [LOCATION_UPDATES, FENCE_EVENTS] {
            session.subscribe(topic).await?;
        }
        Ok(session)
    }

    async fn subscribe(&mut self, topic: &'static str) -> Result<(), Ending> {
        let token = match &self.config.login {
            Login::Token(token) => Some(token.reveal()?),
            Login::None | Login::Password { .. } => None,
        };
        let request = serde_json::to_string(&Subscribe::to(topic, token.as_deref()));
        self.socket.send(request.map_err(|error| Ending::failed(&error))?).await?;
        self.asked.push_back(topic);
        Ok(())
    }

    async fn listen(
        &mut self,
        outlet: &mut Outlet,
        control: &mut mpsc::Receiver<Control>,
    ) -> Ending {
        let every = self.config.ping_every;
        let (mut ping, mut minute) = (interval(every), interval(LOOK_FOR_SILENCE_EVERY));
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        minute.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut silent_at = Instant::now() + every * PINGS_MISSED_MAX;
        let granted_by = Instant::now() + self.config.pace.connect;
        loop {
            let done = tokio::select! {
                // What is due comes first, or a busy hub would put it off for ever. What has come
                // is read before its absence is judged: the pipeline may have kept this waiting
                // for longer than a dead link is given.
                biased;
                () = stopped(control) => return Ending::Stopped,
                _ = ping.tick() => self.socket.ping().await,
                _ = minute.tick() => self.look_around(outlet).await,
                frame = self.socket.next() => {
                    silent_at = Instant::now() + every * PINGS_MISSED_MAX;
                    match frame {
                        Ok(frame) => self.hear(frame, outlet).await,
                        Err(ending) => Err(ending),
                    }
                }
                () = sleep_until(silent_at) => Err(Ending::because(
                    "the hub has fallen silent: the connection is dead",
                )),
                () = sleep_until(granted_by), if !self.is_granted => Err(Ending::because(
                    "the hub does not answer when it is asked for positions",
                )),
            };
            if let Err(ending) = done {
                return ending;
            }
        }
    }

    async fn hear(&mut self, frame: Frame, outlet: &mut Outlet) -> Result<(), Ending> {
        let text = match frame {
            Frame::Text(text) => text,
            Frame::Binary => return outlet.rejected(RejectReason::Malformed, 1).await,
            Frame::Pulse => return Ok(()),
        };
        match decode(&text, &self.directory) {
            Incoming::Told(message) => {
                self.has_strangers |= is_of_strangers(&message);
                outlet.take(message).await
            }
            Incoming::Subscribed { .. } => match self.asked.pop_front() {
                Some(LOCATION_UPDATES) => self.begin(outlet).await,
                _ => Ok(()),
            },
            Incoming::Refused { code, description } => self.refused(code, &description),
        }
    }

    /// The hub tells from now on: what it knew before is asked for.
    async fn begin(&mut self, outlet: &mut Outlet) -> Result<(), Ending> {
        self.is_granted = true;
        outlet.state(ReaderState::Online, self.directory.doubts()).await?;
        let text = self.hub.locations().await?;
        let message = decode_locations(&text, &self.directory, outlet.now());
        self.has_strangers |= is_of_strangers(&message);
        outlet.take(message).await
    }

    fn refused(&mut self, code: u32, description: &str) -> Result<(), Ending> {
        let description: String = description.chars().take(200).collect();
        let because = |what: &str| {
            Err(Ending::because(format!("the hub {what} (error {code}: {description})")))
        };
        match (self.asked.pop_front(), code) {
            (_, NOT_AUTHENTICATED) => because("does not take the token or password; renew it"),
            // Positions come without fences too.
            (Some(FENCE_EVENTS), _) => Ok(()),
            (_, NOT_AUTHORISED) => because("does not let this account hear positions"),
            (Some(_), _) => because("refuses to tell positions"),
            (None, _) => because("reports an error"),
        }
    }

    /// Once a minute: which readers are silent, and whether there are new zones.
    async fn look_around(&mut self, outlet: &mut Outlet) -> Result<(), Ending> {
        outlet.look_for_silence().await?;
        if !std::mem::take(&mut self.has_strangers) {
            return Ok(());
        }
        self.directory = directory(self.config, &self.hub, outlet).await?;
        if outlet.last_state() == ReaderState::Online {
            outlet.state(ReaderState::Online, self.directory.doubts()).await?;
        }
        Ok(())
    }
}

async fn directory(
    config: &OmloxConfig,
    hub: &Hub<'_>,
    outlet: &Outlet,
) -> Result<Directory, Ending> {
    let (zones, fences) = (hub.zones().await?, hub.fences().await?);
    let trackables = hub.trackables().await?;
    Ok(Directory::new(&zones, &fences, &trackables, &config.zones, outlet.roster()))
}

fn is_of_strangers(message: &Message<'_>) -> bool {
    message.rejected.iter().any(|(reason, _)| *reason == RejectReason::UnknownFloor)
}
