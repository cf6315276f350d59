//! The commands with the capabilities that are shipped, without a display.

mod everything;

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody, InvokeError, InvokeResponse, InvokeResponseBody};
use tauri::test::{INVOKE_KEY, MockRuntime, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use trackward_engine::{Config, KioskAt, Removal, Session, load};
use trackward_model::AssetId;
use trackward_model::ask::{Act, Code, Failure, Query, ReportFault};

use self::everything::{ASKED_AT_KIOSKS, DONE_AT_KIOSKS};
use crate::engine::Core;
use crate::windows::Kiosk;
use crate::{setup, windows};

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the window's own page comes from.
const OWN_PAGE: &str = "tauri://localhost";

const SITE: &str = r#"
[site]
id = "small"
name = "Small Hospital"
timezone = "America/Chicago"

[[floor]]
id = "L1"
building = "Main"
name = "Level 1"
ordinal = 1

[[place]]
id = "store"
floor = "L1"
name = "Store"
kind = "storage"
outline = [[0.0, 0.0], [4.0, 0.0], [4.0, 5.0]]

[[reader]]
id = "store-reader"
kind = "recorded"

[[antenna]]
reader = "store-reader"
port = 1
place = "store"
"#;

const ASSETS: &str = "asset_id,name,type,manufacturer,model,serial,unit,tag
IP-0001,Pump,infusion_pump,Maker,Model,S1,,
";

fn app(core: &Core) -> App<MockRuntime> {
    let kiosk = KioskAt { unit: "ICU".parse().unwrap(), place: None };
    let builder = setup::application(mock_builder(), core.clone(), Kiosk(Some(kiosk)));
    builder.build(setup::context()).unwrap()
}

/// A core that runs the small hospital.
fn running(folder: &Path) -> Core {
    let (site, db) = (folder.join("site.toml"), folder.join("small.db"));
    let assets = folder.join("assets.csv");
    std::fs::write(&site, SITE).unwrap();
    std::fs::write(&assets, ASSETS).unwrap();
    let core = Core::new();
    tauri::async_runtime::block_on(async {
        load(&db, Some(&site), Some(&assets), Removal::Refuse).await.unwrap();
        core.start(Ok(Config::new(db))).await;
    });
    core
}

/// Asks as the window's own page does.
fn ask(
    window: &WebviewWindow<MockRuntime>,
    command: &str,
    body: Value,
) -> Receiver<InvokeResponse> {
    let (answer, answered) = channel();
    ask_from(window, OWN_PAGE, command, body, answer);
    answered
}

fn ask_from(
    window: &WebviewWindow<MockRuntime>,
    page: &str,
    command: &str,
    body: Value,
    answer: Sender<InvokeResponse>,
) {
    window.as_ref().clone().on_message(
        InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: page.parse().unwrap(),
            body: InvokeBody::Json(body),
            headers: tauri::http::HeaderMap::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        },
        Box::new(move |_, _, response, _, _| {
            // Nobody waits for an answer after the test's end.
            let _ = answer.send(response);
        }),
    );
}

#[track_caller]
fn refused(answered: &Receiver<InvokeResponse>) -> Value {
    match answered.recv_timeout(PATIENCE).unwrap() {
        InvokeResponse::Err(InvokeError(why)) => why,
        InvokeResponse::Ok(answer) => panic!("answered, not refused: {answer:?}"),
    }
}

#[track_caller]
fn given(answered: &Receiver<InvokeResponse>) -> InvokeResponseBody {
    match answered.recv_timeout(PATIENCE).unwrap() {
        InvokeResponse::Ok(answer) => answer,
        InvokeResponse::Err(InvokeError(why)) => panic!("refused: {why}"),
    }
}

#[test]
fn the_desk_may_ask_and_gets_bytes_of_json() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&running(folder.path()));
    let desk = windows::open_desk(&app).unwrap();
    let answer = given(&ask(&desk, "query", json!({ "request": { "site_query": {} } })));
    let InvokeResponseBody::Raw(bytes) = answer else { panic!("a reply is bytes: {answer:?}") };
    let site: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(site["name"], "Small Hospital");
}

#[test]
fn the_desk_may_act() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&running(folder.path()));
    let desk = windows::open_desk(&app).unwrap();
    let request = json!({ "request": { "retry_reader": { "reader_id": "no-such-reader" } } });
    let failure: Failure = serde_json::from_value(refused(&ask(&desk, "act", request))).unwrap();
    assert_eq!(failure.code, Code::NotFound, "the engine heard of it and knows no such reader");
}

#[test]
fn a_page_that_watches_anew_ends_the_stream_before() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&running(folder.path()));
    let desk = windows::open_desk(&app).unwrap();
    let (answer, answered) = channel();
    for channel in ["__CHANNEL__:7", "__CHANNEL__:8"] {
        ask_from(&desk, OWN_PAGE, "watch", json!({ "channel": channel }), answer.clone());
    }
    let ended = answered.recv_timeout(PATIENCE).unwrap();
    assert!(matches!(ended, InvokeResponse::Ok(_)), "a stream ends without a failure");
    assert!(answered.try_recv().is_err(), "the later stream goes on");
}

#[test]
fn the_first_watch_tells_of_what_changed_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let core = running(folder.path());
    let changes = tauri::async_runtime::block_on(async {
        let pump: AssetId = "IP-0001".parse().unwrap();
        let note = "The door does not close.".to_owned();
        let fault = ReportFault { asset_id: pump, by: "Ada".to_owned(), note };
        core.engine().await.unwrap().act(Act::ReportFault(fault)).await.unwrap();
        let mut watch = core.watch(&Session::Desk).await.unwrap();
        tokio::time::timeout(PATIENCE, watch.next()).await.unwrap()
    });
    let changed: Vec<&str> = changes.assets.iter().map(|live| live.asset_id.as_str()).collect();
    assert_eq!(changed, ["IP-0001"], "the fault was reported after the engine began");
}

#[test]
fn a_start_that_failed_is_tried_again_when_a_window_asks() {
    let folder = tempfile::tempdir().unwrap();
    let (site, assets) = (folder.path().join("site.toml"), folder.path().join("assets.csv"));
    let db = folder.path().join("late.db");
    std::fs::write(&site, SITE).unwrap();
    std::fs::write(&assets, ASSETS).unwrap();
    let core = Core::new();
    tauri::async_runtime::block_on(async {
        core.start(Ok(Config::new(db.clone()))).await;
        assert!(core.engine().await.is_err(), "there is no database yet");
        load(&db, Some(&site), Some(&assets), Removal::Refuse).await.unwrap();
        let runs = async {
            while core.engine().await.is_err() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, runs).await.expect("it starts once the cause is gone");
        assert_eq!(core.engine().await.unwrap().site_name(), "Small Hospital");
        core.stop().await.unwrap();
        assert!(core.engine().await.is_err(), "what was stopped is not started again");
    });
}

/// What there is, as a decoder lists it that knows no `nothing`.
fn names(unknown: &serde_json::Error) -> Vec<String> {
    let unknown = unknown.to_string();
    let mut names: Vec<String> = unknown.split('`').skip(3).step_by(2).map(str::to_owned).collect();
    names.sort_unstable();
    names
}

/// A kiosk is refused everything but what it may, and none is left out.
#[track_caller]
fn check_refused(
    kiosk: &WebviewWindow<MockRuntime>,
    command: &str,
    all: &[String],
    everything: &Value,
    allowed: &[&str],
) {
    let examples = everything.as_object().unwrap();
    let named: Vec<&str> = examples.keys().map(String::as_str).collect();
    assert_eq!(named, all, "one example of each, in order");
    for (name, example) in examples {
        let answered = ask(kiosk, command, json!({ "request": { name: example } }));
        let is_refused = match answered.recv_timeout(PATIENCE).unwrap() {
            InvokeResponse::Ok(_) => false,
            InvokeResponse::Err(InvokeError(why)) => {
                let failure: Failure = serde_json::from_value(why.clone())
                    .unwrap_or_else(|_| panic!("{name} is no example: {why}"));
                failure.code == Code::NotAllowed
            }
        };
        assert_eq!(is_refused, !allowed.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn a_kiosk_is_asked_what_a_kiosk_may_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(&running(folder.path()));
    let kiosk = windows::open_kiosk(&app).unwrap();
    let own = given(&ask(&kiosk, "query", json!({ "request": { "kiosk_query": {} } })));
    let InvokeResponseBody::Raw(bytes) = own else { panic!("a reply is bytes: {own:?}") };
    let own: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(own["unit"], "ICU", "its unit is the one that it was opened for");
    let queries = names(&serde_json::from_value::<Query>(json!("nothing")).unwrap_err());
    check_refused(&kiosk, "query", &queries, &everything::queries(), &ASKED_AT_KIOSKS);
    let acts = names(&serde_json::from_value::<Act>(json!("nothing")).unwrap_err());
    check_refused(&kiosk, "act", &acts, &everything::acts(), &DONE_AT_KIOSKS);
    let why = refused(&ask(&kiosk, "plugin:webview|create_webview_window", json!({})));
    assert!(why.to_string().contains("not allowed"), "a kiosk opens no windows: {why}");
    for command in ["choose_file", "plugin:dialog|save", "plugin:dialog|open"] {
        let why = refused(&ask(&kiosk, command, json!({ "folder": "/", "name": "a.pdf" })));
        assert!(why.to_string().contains("not allowed"), "a kiosk looks at no folders: {why}");
    }
}

#[test]
fn a_window_that_no_capability_names_may_nothing() {
    let app = app(&Core::new());
    let other = WebviewWindowBuilder::new(&app, "other", WebviewUrl::default()).build().unwrap();
    for command in ["query", "act", "watch", "choose_file"] {
        let why = refused(&ask(&other, command, json!({}))).to_string();
        assert!(why.contains("not allowed"), "{command} is closed to a window without it: {why}");
    }
}

#[test]
fn a_page_from_elsewhere_may_nothing_even_in_the_desk_window() {
    let app = app(&Core::new());
    let desk = windows::open_desk(&app).unwrap();
    for command in ["query", "act", "watch", "choose_file"] {
        let (answer, answered) = channel();
        ask_from(&desk, "https://example.com", command, json!({}), answer);
        let why = refused(&answered).to_string();
        assert!(why.contains("not allowed"), "{command} is closed to a page from elsewhere: {why}");
    }
}

#[test]
fn what_waits_for_the_core_is_let_go_when_it_closes() {
    let core = Core::new();
    tauri::async_runtime::block_on(async {
        let waiting = core.unless_closing(std::future::pending::<Result<(), Failure>>());
        let both = async { tokio::join!(waiting, core.stop()) };
        let (told, stopped) = tokio::time::timeout(PATIENCE, both).await.expect("it is let go");
        stopped.unwrap();
        assert_eq!(told.unwrap_err().message, "Trackward is closing.");
    });
}

#[test]
fn an_engine_that_cannot_start_is_a_failure_that_the_window_shows() {
    let folder = tempfile::tempdir().unwrap();
    let core = Core::new();
    let config = Config::new(folder.path().join("missing").join("no.db"));
    tauri::async_runtime::block_on(core.start(Ok(config)));
    let app = app(&core);
    let desk = windows::open_desk(&app).unwrap();
    let why = refused(&ask(&desk, "query", json!({ "request": { "status_query": {} } })));
    let failure: Failure = serde_json::from_value(why).unwrap();
    assert!(failure.message.contains("no.db"), "it names the database: {}", failure.message);
}
