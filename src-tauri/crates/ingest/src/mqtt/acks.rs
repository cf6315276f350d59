//! Messages that wait to be acknowledged, in the order in which they came.

use std::collections::VecDeque;

use rumqttc::ManualAck;
use tokio::sync::oneshot;

use super::UNACKNOWLEDGED_MAX;
use crate::link::Ending;

#[derive(Default)]
pub struct Acks(VecDeque<(ManualAck, oneshot::Receiver<()>)>);

impl Acks {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has_room(&self) -> bool {
        self.0.len() < UNACKNOWLEDGED_MAX
    }

    /// A message is to be acknowledged when its receipt is given.
    pub fn push(&mut self, ack: ManualAck, given: oneshot::Receiver<()>) {
        self.0.push_back((ack, given));
    }

    /// The next acknowledgement that may be sent. Dropped midway, nothing is lost; never ready
    /// while none waits.
    pub async fn next(&mut self) -> Result<ManualAck, Ending> {
        let Some((_, given)) = self.0.front_mut() else { return std::future::pending().await };
        // A receipt that is dropped is never given: the pipeline has ended.
        given.await.map_err(|_| Ending::NobodyListens)?;
        let (ack, _) = self.0.pop_front().expect("the first one was looked at");
        Ok(ack)
    }
}
