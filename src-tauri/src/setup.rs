//! From the start of the program to an open window, and from a closed window to its end.

use std::path::PathBuf;
use std::process::ExitCode;

use tauri::{AppHandle, Builder, Context, Manager, RunEvent, Runtime};
use tracing_subscriber::EnvFilter;
use trackward_engine::{
    Config, Demo, KioskAt, chain, default_database, demo_database, kiosk_setting,
};
use trackward_model::ask::{Code, Failure};

use crate::arguments::Arguments;
use crate::engine::Core;
use crate::windows::Kiosk;
use crate::{ipc, windows};

/// The demo hospital's day; the same on every machine.
const DEMO_SEED: u64 = 1;
/// How much faster than life the demo hospital moves, so that there is something to see.
const DEMO_SPEED: f64 = 3.0;

/// Runs until the window is closed.
pub fn run(arguments: Arguments) -> ExitCode {
    let log = EnvFilter::try_from_env("TRACKWARD_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(log).with_writer(std::io::stderr).init();
    let desk = arguments.desk;
    let kiosk = match kiosk(&arguments) {
        Ok(kiosk) => kiosk,
        Err(why) => {
            eprintln!("trackward: {why}");
            return ExitCode::FAILURE;
        }
    };
    let core = Core::new();
    let app = application(Builder::default(), core.clone(), Kiosk(kiosk))
        .setup(move |app| {
            let config = config(arguments, app.handle());
            // The window and the engine start side by side.
            tauri::async_runtime::spawn(app.state::<Core>().start(config));
            let Kiosk(kiosk) = &*app.state::<Kiosk>();
            if kiosk.is_some() {
                windows::open_kiosk(app)?;
            }
            if kiosk.is_none() || desk {
                windows::open_desk(app)?;
            }
            Ok(())
        })
        .build(context());
    match app {
        Ok(app) => app.run(move |_, event| {
            if let RunEvent::Exit = event {
                leave(&core);
            }
        }),
        Err(error) => {
            eprintln!("trackward: no window can be opened: {}", chain(&error));
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// The application, whatever draws its windows.
pub fn application<R: Runtime>(builder: Builder<R>, core: Core, kiosk: Kiosk) -> Builder<R> {
    builder
        .plugin(tauri_plugin_dialog::init())
        .manage(core)
        .manage(kiosk)
        .invoke_handler(ipc::handler())
}

/// Whose kiosk this computer is: as it was started, or as it is set.
fn kiosk(arguments: &Arguments) -> Result<Option<KioskAt>, String> {
    match &arguments.kiosk {
        Some(kiosk) => Ok(Some(kiosk.clone())),
        None if arguments.desk || arguments.demo => Ok(None),
        None => kiosk_setting(),
    }
}

/// The configuration, the capabilities and the window's files, as built in.
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// The window is gone: what was heard is kept before the program is.
fn leave(core: &Core) {
    if let Err(error) = tauri::async_runtime::block_on(core.stop()) {
        eprintln!("trackward: {}", chain(&error));
    }
}

/// What to run: the database that is named, the user's own, or else the demo hospital.
fn config<R: Runtime>(arguments: Arguments, app: &AppHandle<R>) -> Result<Config, Failure> {
    let own = default_database().filter(|db| db.exists());
    match (arguments.db, arguments.demo, own) {
        (Some(db), false, _) | (None, false, Some(db)) => Ok(Config::new(db)),
        (db, _, _) => Ok(Config { demo: Some(demo(app)?), ..Config::new(demo_db(db)?) }),
    }
}

fn demo_db(named: Option<PathBuf>) -> Result<PathBuf, Failure> {
    named.or_else(demo_database).ok_or_else(|| {
        refused("This computer names no folder for data. Start Trackward with --db FILE.")
    })
}

fn demo<R: Runtime>(app: &AppHandle<R>) -> Result<Demo, Failure> {
    let folder = app.path().resource_dir().map(|folder| folder.join("demo"));
    let folder = folder.ok().filter(|folder| folder.is_dir()).ok_or_else(|| {
        refused("The demo hospital is not where Trackward was installed. Install it again.")
    })?;
    Ok(Demo { folder, seed: DEMO_SEED, speed: DEMO_SPEED })
}

fn refused(message: &str) -> Failure {
    Failure { code: Code::Internal, message: message.to_owned(), reference: String::new() }
}
