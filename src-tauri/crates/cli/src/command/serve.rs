//! `trackctl serve`: runs the sources of the site until stopped.

use std::time::Duration;

use tokio::signal;
use trackward_engine::{Config, Engine};

use super::{Outcome, database};
use crate::arguments::Serve;
use crate::output;

/// Serves until SIGINT, SIGTERM or the end of `--for`; leaves every reader cleanly.
pub async fn run(arguments: Serve) -> Outcome {
    let db = database(arguments.database)?;
    let engine = Engine::start(Config::new(db)).await?;
    output::line(&format!("serving {}; stop with Ctrl-C", engine.site_name()))?;
    let limit = arguments.for_.map(|span| Duration::from_micros(span.0.unsigned_abs()));
    tokio::select! {
        () = asked_to_stop() => {}
        () = after(limit) => {}
    }
    engine.stop().await?;
    Ok(output::line("stopped; everything that was heard is kept")?)
}

/// Waits for the signals that ask a program to end.
pub async fn asked_to_stop() {
    #[cfg(unix)]
    {
        let terminate = signal::unix::signal(signal::unix::SignalKind::terminate());
        match terminate {
            Ok(mut terminate) => tokio::select! {
                _ = signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            },
            Err(_) => drop(signal::ctrl_c().await),
        }
    }
    #[cfg(not(unix))]
    drop(signal::ctrl_c().await);
}

/// Waits for a time; for ever without one.
pub async fn after(limit: Option<Duration>) {
    match limit {
        Some(limit) => tokio::time::sleep(limit).await,
        None => std::future::pending().await,
    }
}
