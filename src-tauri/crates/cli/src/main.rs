//! `trackctl`: the same engine as the desk's, without a window. What a server, a scheduled task,
//! a test and a script use.
//!
//! Exit status: 0 done, 1 failed, 2 wrong usage; an error is one plain sentence on standard
//! error.

mod arguments;
mod command;
mod output;

use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;
use trackward_engine::chain;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let log = EnvFilter::try_from_env("TRACKWARD_LOG").unwrap_or_else(|_| EnvFilter::new("error"));
    tracing_subscriber::fmt().with_env_filter(log).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    match runtime.block_on(run(arguments.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(error.as_ref()),
    }
}

async fn run(command: Command) -> command::Outcome {
    match command {
        Command::Init(arguments) => command::init::run(arguments).await,
        Command::Serve(arguments) => command::serve::run(arguments).await,
        Command::Replay(arguments) => command::replay::run(arguments).await,
        Command::Where(arguments) => command::where_is::run(arguments).await,
        Command::Stays(arguments) => command::stays::run(arguments).await,
        Command::Alerts(arguments) => command::alerts::run(arguments).await,
        Command::Policy(arguments) => command::policy::run(arguments).await,
        Command::Import(arguments) => command::import::run(arguments).await,
        Command::Maintenance(arguments) => command::maintenance::run(arguments).await,
        Command::Fault(arguments) => command::fault::run(arguments).await,
        Command::Recall(arguments) => command::recall::run(arguments).await,
        Command::Quarantine(arguments) => command::quarantine::run(arguments).await,
        Command::Audit(arguments) => command::audit::run(arguments).await,
        Command::Export(arguments) => command::export::run(arguments).await,
        Command::Report(arguments) => command::report::run(*arguments).await,
        Command::Decode(arguments) => command::decode::run(&arguments),
        Command::Simulate(arguments) => command::simulate::run(arguments).await,
    }
}

fn failed(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("trackctl: {}", chain(error));
    ExitCode::FAILURE
}
