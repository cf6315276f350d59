//! `cargo xtask`: from a fresh clone to a running window or to passed tests, in one command.
//!
//! Invariants:
//! - A command sets up only what it needs, and only what is missing: nothing to do costs well
//!   under a second.
//! - Every step says what it does and how long it took.
//! - A system on which something cannot be set up is told what to install, before any work.

mod bench;
mod check;
mod demo;
mod display;
mod paths;
mod setup;
mod shell;
mod step;
mod test;
mod tool;
mod ui;

use std::process::ExitCode;

use anyhow::Result;

const USAGE: &str = "\
usage: cargo xtask <command>

  run [--release] [-- ARGS]   build the window and the application, and start it
  ui [--dev]                  build the window alone, into ui/dist
  build                       build the application and trackctl for release
  test [ARGS]                 run every test; ARGS as of cargo test, such as --test window
  check                       formatting, lints, wasm, licences and advisories
  bench [window | NAME]       run the benchmarks, or those of a real window (start, marker, frames,
                              worklist)
  demo                        write assets/demo anew
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match dispatch(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprint!("{USAGE}");
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the command; `false` when it is none.
fn dispatch(args: &[&str]) -> Result<bool> {
    match args {
        ["run", rest @ ..] => shell::run(rest)?,
        ["ui"] => ui::build(ui::Profile::Ui)?,
        ["ui", "--dev"] => ui::build(ui::Profile::Dev)?,
        ["build"] => shell::build_release()?,
        ["test", rest @ ..] => test::command(rest)?,
        ["check"] => check::command()?,
        ["bench", "window", rest @ ..] => bench::window(rest)?,
        ["bench", rest @ ..] => bench::all(rest)?,
        ["demo"] => write_demo()?,
        ["help" | "--help" | "-h"] => print!("{USAGE}"),
        _ => return Ok(false),
    }
    Ok(true)
}

fn write_demo() -> Result<()> {
    step::step("Writing the demo hospital", || {
        let written = demo::write(&paths::root().join("assets/demo"))?;
        println!("  {written} files");
        Ok(())
    })
}
