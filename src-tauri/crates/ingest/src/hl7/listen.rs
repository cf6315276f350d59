//! The listener: several senders at once, each waiting for its own answer.

use std::io;
use std::time::Duration;

use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval};
use trackward_model::{ReaderState, RejectReason};

use super::Hl7Config;
use super::connection::{Connection, Done, Work};
use super::fields::Fields;
use super::intake::{self, Memory, Verdict};
use super::message::Message;
use super::reply::{Code, acknowledgement};
use super::report::{Location, Report};
use crate::link::{Control, Ending, Message as Heard, Outlet, Serve, TagEvent};

/// More senders than an interface engine opens. One more is not let in.
pub const CONNECTIONS_MAX: usize = 64;

const LOOK_FOR_SILENCE_EVERY: Duration = Duration::from_secs(60);

/// What listens, and listens again when its port was lost.
pub(super) struct Listener<'a> {
    pub(super) config: &'a Hl7Config,
    pub(super) fields: &'a Fields,
    pub(super) memory: Memory,
}

impl Serve for Listener<'_> {
    async fn serve(
        &mut self,
        outlet: &mut Outlet,
        control: &mut mpsc::Receiver<Control>,
    ) -> Ending {
        let listener = match TcpListener::bind(&self.config.address).await {
            Ok(listener) => listener,
            Err(error) => return Ending::because(not_bound(&self.config.address, &error)),
        };
        let (config, fields) = (self.config, self.fields);
        let mut room = Room { config, fields, memory: &mut self.memory, outlet };
        room.listen(&listener, control).await.err().unwrap_or(Ending::Stopped)
    }
}

/// What every connection shares.
struct Room<'a> {
    config: &'a Hl7Config,
    fields: &'a Fields,
    memory: &'a mut Memory,
    outlet: &'a mut Outlet,
}

impl Room<'_> {
    async fn listen(
        &mut self,
        listener: &TcpListener,
        control: &mut mpsc::Receiver<Control>,
    ) -> Result<(), Ending> {
        self.outlet.state(ReaderState::Online, String::new()).await?;
        let mut working = FuturesUnordered::new();
        let mut minute = interval(LOOK_FOR_SILENCE_EVERY);
        minute.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) if working.len() < CONNECTIONS_MAX => {
                        working.push(Connection::new(stream).go(Work::Read));
                    }
                    Ok(_) => self.outlet.rejected(RejectReason::Dropped, 1).await?,
                    Err(error) => return Err(Ending::because(format!(
                        "no sender can connect to {}: {error}", self.config.address
                    ))),
                },
                Some((connection, done)) = working.next() => {
                    let work = self.after(done).await?;
                    if let Some(connection) = connection {
                        working.push(connection.go(work));
                    }
                }
                order = control.recv() => match order {
                    Some(Control::RetryNow) => {}
                    Some(Control::Stop) | None => return Ok(()),
                },
                _ = minute.tick() => self.outlet.look_for_silence().await?,
            }
        }
    }

    /// What a connection does after what it has done.
    async fn after(&mut self, done: Done) -> Result<Work, Ending> {
        match done {
            Done::Message(bytes) => self.take(&bytes).await,
            Done::Bad(reason) => {
                self.outlet.rejected(reason, 1).await?;
                if reason != RejectReason::TooLong {
                    // Half a message, begun anew: the whole one is answered.
                    return Ok(Work::Read);
                }
                let sentence = "the message is longer than 1 MiB";
                let reply = acknowledgement(None, Code::Rejected, sentence, self.outlet.now());
                Ok(Work::Answer { receipt: None, key: None, reply })
            }
            Done::Answered(key) => {
                key.into_iter().for_each(|key| self.memory.keep(key));
                Ok(Work::Read)
            }
            Done::Closed => Ok(Work::Read),
        }
    }

    async fn take(&mut self, bytes: &[u8]) -> Result<Work, Ending> {
        let now = self.outlet.now();
        let text = match intake::text(bytes) {
            Ok(text) => text,
            Err(sentence) => {
                self.outlet.rejected(RejectReason::Malformed, 1).await?;
                let reply = acknowledgement(None, Code::Rejected, &sentence, now);
                return Ok(Work::Answer { receipt: None, key: None, reply });
            }
        };
        let message = Message::read(&text);
        let verdict = intake::judge(message.as_ref(), self.fields, self.config.zone, self.memory);
        let shown = message.as_ref().map(|message| intake::shown(message, self.fields));
        let shown = shown.unwrap_or_default();
        let from = message.as_ref().and_then(|message| message.header().value(3));
        let from = from.map_or("", |sender| sender.text());
        let reply = |code, sentence: &str| acknowledgement(message.as_ref(), code, sentence, now);
        let mut heard = Heard { from, raw: shown.as_bytes(), ..Heard::default() };
        match verdict {
            Verdict::Known => {
                heard.rejected.push((RejectReason::Duplicate, 1));
                self.outlet.take(heard).await?;
                let reply = reply(Code::Accepted, "taken before");
                Ok(Work::Answer { receipt: None, key: None, reply })
            }
            Verdict::Refuse { code, reason, sentence } => {
                heard.rejected.push((reason, 1));
                self.outlet.take(heard).await?;
                Ok(Work::Answer { receipt: None, key: None, reply: reply(code, &sentence) })
            }
            Verdict::Take(key, report) => {
                let (reply, receipt) = self.hand_on(heard, &report, reply).await?;
                Ok(Work::Answer { receipt, key: Some(key), reply })
            }
        }
    }

    /// Hands on what a message says. The answer names what of it could not be taken.
    async fn hand_on<'a>(
        &mut self,
        mut heard: Heard<'a>,
        report: &'a Report,
        reply: impl Fn(Code, &str) -> String,
    ) -> Result<(String, Option<tokio::sync::oneshot::Receiver<()>>), Ending> {
        let sentences = report.refused.iter().map(|refused| refused.sentence.as_str());
        let mut sentence = sentences.take(3).collect::<Vec<_>>().join("; ");
        let unknown = report.locations.iter().find(|location| self.reader(location).is_none());
        if let Some(location) = unknown {
            let name = &location.names[0];
            sentence = format!("no reader of this source is named \"{name}\"; {sentence}");
        }
        let is_all_unknown = unknown.is_some()
            && report.locations.iter().all(|location| self.reader(location).is_none());
        heard.rejected = report.refused.iter().map(|refused| (refused.reason, 1)).collect();
        heard.events = report.locations.iter().map(|location| self.event(location)).collect();
        self.outlet.take(heard).await?;
        if is_all_unknown {
            return Ok((reply(Code::Error, &sentence), None));
        }
        let receipt = self.outlet.receipt().await?;
        Ok((reply(Code::Accepted, &sentence), Some(receipt)))
    }

    fn event<'a>(&self, location: &'a Location) -> TagEvent<'a> {
        let reader = self.reader(location).unwrap_or(&location.names[0]);
        // The antenna that the site file aims at the place.
        TagEvent { at: location.at, antenna: 1, ..TagEvent::new(reader, location.asset) }
    }

    /// The most exact of the place's names by which a reader is known.
    fn reader<'a>(&self, location: &'a Location) -> Option<&'a str> {
        let roster = self.outlet.roster();
        let named = location.names.iter().find(|name| roster.is_named(name));
        let any = || location.names.first().filter(|name| roster.find(name).is_some());
        named.or_else(any).map(String::as_str)
    }
}

fn not_bound(address: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "another program listens at {address} already; stop it, or give this source another \
             port"
        ),
        io::ErrorKind::AddrNotAvailable => {
            format!("{address} is no address of this computer; give one of its own, or 0.0.0.0")
        }
        io::ErrorKind::PermissionDenied => {
            format!("this program may not listen at {address}; give a port above 1023")
        }
        _ => format!("nothing can be listened to at {address}: {error}"),
    }
}
