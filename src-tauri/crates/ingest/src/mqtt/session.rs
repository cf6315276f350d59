//! One connection to a broker, from connecting to its end.

use std::pin::{Pin, pin};
use std::time::Duration;

use rumqttc::{
    AsyncClient, ClientError, ConnectionError, Event, EventLoop, Packet, Publish, QoS, SubAck,
    SubscribeFilter, SubscribeReasonCode,
};
use tokio::sync::mpsc;
use tokio::time::{interval, sleep, timeout};
use trackward_model::{ReaderState, RejectReason};

use super::acks::Acks;
use super::ending::{ending, silent};
use super::filter::shape_of;
use super::options::options;
use super::{MqttConfig, UNACKNOWLEDGED_MAX};
use crate::link::{Control, Ending, Message, Outlet, Serve, stopped};
use crate::shape;

/// How often it is asked which readers have fallen silent.
const SILENCE: Duration = Duration::from_secs(60);
/// For what is committed to be acknowledged and the leave to be taken, altogether.
const LEAVE: Duration = Duration::from_secs(3);
/// Acknowledgements, a subscription and a leave wait for the client here.
const REQUESTS_MAX: usize = UNACKNOWLEDGED_MAX + 8;

pub struct Session<'a> {
    pub config: &'a MqttConfig,
}

impl Serve for Session<'_> {
    async fn serve(
        &mut self,
        outlet: &mut Outlet,
        control: &mut mpsc::Receiver<Control>,
    ) -> Ending {
        let options = match options(self.config) {
            Ok(options) => options,
            Err(ending) => return ending,
        };
        let built = AsyncClient::builder(options).capacity(REQUESTS_MAX).try_build();
        let (client, events) = match built {
            Ok(built) => built,
            Err(error) => return Ending::failed(&error),
        };
        let config = self.config;
        let mut connection = Connection { config, client, outlet, acks: Acks::default() };
        connection.run(events, control).await.err().unwrap_or(Ending::Stopped)
    }
}

struct Connection<'a> {
    config: &'a MqttConfig,
    client: AsyncClient,
    outlet: &'a mut Outlet,
    acks: Acks,
}

/// The client, asked for what happens next, and its answer. It loses what it is dropped in the
/// middle of, so it is always asked to the end.
type Asked = Pin<Box<dyn Future<Output = (Box<EventLoop>, Result<Event, ConnectionError>)> + Send>>;

fn ask(mut events: Box<EventLoop>) -> Asked {
    Box::pin(async move {
        let event = events.poll().await;
        (events, event)
    })
}

impl Connection<'_> {
    /// Listens until told to stop, or until the link ends.
    async fn run(
        &mut self,
        events: EventLoop,
        control: &mut mpsc::Receiver<Control>,
    ) -> Result<(), Ending> {
        let mut asked = ask(Box::new(events));
        let mut greeting = pin!(sleep(self.config.pace.connect));
        let mut is_greeted = false;
        let mut silence = interval(SILENCE);
        loop {
            tokio::select! {
                (events, event) = &mut asked, if self.acks.has_room() => {
                    asked = ask(events);
                    tokio::select! {
                        handled = self.handle(event) => is_greeted |= handled? == Handled::Greeting,
                        // What is in hand is not acknowledged, and comes again.
                        () = stopped(control) => return Ok(()),
                    }
                }
                ack = self.acks.next() => self.request(self.client.try_manual_ack(ack?))?,
                () = &mut greeting, if !is_greeted => {
                    return Err(Ending::because(silent(self.config)));
                }
                _ = silence.tick(), if is_greeted => self.outlet.look_for_silence().await?,
                () = stopped(control) => {
                    // Late is as good as never here: what is not acknowledged comes again.
                    let _ = timeout(LEAVE, self.leave(asked)).await;
                    return Ok(());
                }
            }
        }
    }

    async fn handle(&mut self, event: Result<Event, ConnectionError>) -> Result<Handled, Ending> {
        match event {
            Ok(Event::Incoming(Packet::ConnAck(_))) => self.subscribe()?,
            Ok(Event::Incoming(Packet::SubAck(answer))) => {
                self.subscribed(&answer).await?;
                return Ok(Handled::Greeting);
            }
            Ok(Event::Incoming(Packet::Publish(publish))) => self.take(&publish).await?,
            Ok(_) => {}
            Err(error) => {
                let is_greeted = self.outlet.last_state() == ReaderState::Online;
                return Err(ending(self.config, is_greeted, &error));
            }
        }
        Ok(Handled::Other)
    }

    fn subscribe(&self) -> Result<(), Ending> {
        let filters = self.config.topics.iter();
        let filters =
            filters.map(|topic| SubscribeFilter::new(topic.topic.clone(), QoS::AtLeastOnce));
        self.client.try_subscribe_many(filters).map_err(|_| {
            let topics: Vec<_> = self.config.topics.iter().map(|known| &*known.topic).collect();
            Ending::because(format!("\"{}\" is no topic to listen to", topics.join("\", \"")))
        })
    }

    /// Says that the broker is online, and what of it cannot be listened to.
    async fn subscribed(&mut self, answer: &SubAck) -> Result<(), Ending> {
        let topics = self.config.topics.iter().zip(&answer.return_codes);
        let refused: Vec<_> = topics
            .filter(|(_, code)| **code == SubscribeReasonCode::Failure)
            .map(|(known, _)| format!("\"{}\"", known.topic))
            .collect();
        let sentence = match refused.len() {
            0 => String::new(),
            _ => format!("the broker does not let this client listen to {}", refused.join(", ")),
        };
        if refused.len() == self.config.topics.len() {
            return Err(Ending::because(sentence));
        }
        self.outlet.state(ReaderState::Online, sentence).await
    }

    /// Hands a message on, and has it acknowledged when it is committed.
    async fn take(&mut self, publish: &Publish) -> Result<(), Ending> {
        let topic = String::from_utf8_lossy(&publish.topic);
        let mut message = match shape_of(&self.config.topics, &topic) {
            Some(shape) => shape::decode(shape, &topic, &publish.payload),
            // Of a subscription that the broker remembers and the site file has no more.
            None => Message {
                from: &topic,
                raw: &publish.payload,
                rejected: vec![(RejectReason::Malformed, 1)],
                ..Message::default()
            },
        };
        // Sent for the first time nobody knows when, and again because this client has come.
        message.is_kept = publish.retain;
        self.outlet.take(message).await?;
        if let Some(ack) = self.client.prepare_ack(publish) {
            self.acks.push(ack, self.outlet.receipt().await?);
        }
        Ok(())
    }

    /// Acknowledges what is committed by then, and says goodbye.
    async fn leave(&mut self, mut asked: Asked) {
        // Nothing is kept for a connection that was only tried.
        while !self.config.clean && !self.acks.is_empty() {
            tokio::select! {
                ack = self.acks.next() => {
                    let Ok(ack) = ack else { break };
                    if self.client.try_manual_ack(ack).is_err() {
                        return;
                    }
                }
                (events, event) = &mut asked => {
                    // What comes now is not acknowledged, and comes again.
                    asked = ask(events);
                    if event.is_err() {
                        return;
                    }
                }
            }
        }
        if self.client.try_disconnect().is_err() {
            return;
        }
        while let (events, Ok(_)) = asked.await {
            asked = ask(events);
        }
    }

    /// There is room for every request that can be waiting.
    fn request(&self, sent: Result<(), ClientError>) -> Result<(), Ending> {
        sent.map_err(|error| Ending::failed(&error))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Handled {
    /// The broker lets this client listen.
    Greeting,
    Other,
}
