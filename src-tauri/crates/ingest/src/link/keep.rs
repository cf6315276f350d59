//! Keeps one connection going: tries again when it ends, until it is told to stop.

use tokio::sync::mpsc;
use trackward_model::ReaderState;

use super::backoff::{Pace, delay};
use super::{Ending, Outlet};

/// What a session can be told while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// Not to wait any longer before the next attempt.
    RetryNow,
    /// To take leave of the source and end.
    Stop,
}

/// What connects to a source. A trait, because a future that is spawned has to be `Send`, which an
/// asynchronous closure cannot promise of what it borrows.
pub trait Serve: Send {
    /// Makes one connection, says that it is online, hands on what it hears, and gives back how it
    /// ended.
    fn serve(
        &mut self,
        outlet: &mut Outlet,
        control: &mut mpsc::Receiver<Control>,
    ) -> impl Future<Output = Ending> + Send;
}

/// Connects again and again until it is told to stop, `control` is dropped at the other end, or
/// nobody listens any more.
pub async fn keep(
    outlet: &mut Outlet,
    control: &mut mpsc::Receiver<Control>,
    name: &str,
    pace: &Pace,
    mut source: impl Serve,
) {
    let mut attempt = 0;
    let mut by_hand = true;
    loop {
        // A source that is off for a day is said to be off once, not at every attempt.
        let is_down = matches!(outlet.last_state(), ReaderState::Offline | ReaderState::Taken);
        if (by_hand || !is_down)
            && outlet.state(ReaderState::Connecting, String::new()).await.is_err()
        {
            return;
        }
        let ending = source.serve(outlet, control).await;
        if outlet.last_state() == ReaderState::Online {
            attempt = 0;
        }
        let Ending::Failed { state, sentence } = ending else { return };
        if outlet.state(state, sentence).await.is_err() {
            return;
        }
        let pause = delay(name, attempt, pace);
        attempt = attempt.saturating_add(1);
        by_hand = match idle(pause, control).await {
            Idle::Over => false,
            Idle::Retry => true,
            Idle::Stop => return,
        };
    }
}

/// How a pause ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idle {
    /// It is over.
    Over,
    /// A person does not want to wait.
    Retry,
    /// The session is to end.
    Stop,
}

/// Waits, and listens to orders meanwhile.
pub async fn idle(pause: std::time::Duration, control: &mut mpsc::Receiver<Control>) -> Idle {
    tokio::select! {
        order = control.recv() => match order {
            Some(Control::RetryNow) => Idle::Retry,
            Some(Control::Stop) | None => Idle::Stop,
        },
        () = tokio::time::sleep(pause) => Idle::Over,
    }
}

/// Waits for the order to stop. To retry what is being tried already is no order.
pub async fn stopped(control: &mut mpsc::Receiver<Control>) {
    while let Some(Control::RetryNow) = control.recv().await {}
}
