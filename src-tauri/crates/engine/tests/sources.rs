//! Sources as the Setup page changes them: kept, started and stopped without the others.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod common;

use std::path::Path;
use std::time::Duration;

use common::Hospital;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use trackward_engine::{Config, Engine, Removal, load};
use trackward_model::ask::{
    Act, CancelSourceTest, Done, PauseSource, ReaderSetup, RemoveSource, SaveSource, SourceSetup,
    SourceTail, SourceTailQuery, SourceTest, SourceTestQuery, SourceView, Sources, SourcesQuery,
    TestSource,
};
use trackward_model::{
    Connection, PlaceId, ReaderId, ReaderState, RejectReason, SourceId, SourceKind,
};

const DEADLINE: Duration = Duration::from_secs(20);

async fn start(db: &Path) -> Engine {
    Engine::start(Config::new(db.to_owned())).await.unwrap()
}

async fn sources(engine: &Engine) -> Vec<SourceView> {
    let reply = engine.query(SourcesQuery {}.into()).await.unwrap();
    serde_json::from_slice::<Sources>(&reply).unwrap().sources
}

/// Waits until a source is as it should be.
async fn until(engine: &Engine, id: &str, is: impl Fn(&SourceView) -> bool) -> SourceView {
    let wait = async {
        loop {
            let found = sources(engine).await;
            let found = found.into_iter().find(|view| view.setup.source_id.as_str() == id);
            if let Some(view) = found.filter(|view| is(view)) {
                return view;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(DEADLINE, wait).await.expect("the source becomes what it should be")
}

fn llrp(id: &str, address: &str, place: &str) -> SourceSetup {
    SourceSetup {
        source_id: SourceId::new(id).unwrap(),
        connection: Connection::new(SourceKind::Llrp, address),
        readers: vec![ReaderSetup {
            reader_id: ReaderId::new(id).unwrap(),
            named: None,
            interval_s: 1.0,
            antennas: vec![(1, PlaceId::new(place).unwrap())],
        }],
        zones: Vec::new(),
    }
}

async fn save(engine: &Engine, setup: &SourceSetup, is_new: bool) -> Done {
    engine.act(Act::SaveSource(SaveSource { setup: setup.clone(), is_new })).await.unwrap()
}

#[tokio::test]
async fn a_source_is_added_changed_paused_and_taken_out_without_a_restart() {
    let hospital = Hospital::new().await;
    let engine = start(&hospital.db()).await;
    let (first, second) = (listen().await, listen().await);
    let at = |listener: &TcpListener| listener.local_addr().unwrap().to_string();

    let setup = llrp("dock", &at(&first), "icu-201");
    assert_eq!(save(&engine, &setup, true).await, Done::Done);
    let accepted = timeout(DEADLINE, first.accept()).await;
    let (_held, _) = accepted.expect("its session connects").unwrap();
    let view = until(&engine, "dock", |view| view.state == ReaderState::Connecting).await;
    assert!(view.by_hand && !view.paused);
    assert_eq!(view.setup, setup);

    let moved = llrp("dock", &at(&second), "clean-2");
    let refused = save(&engine, &moved, true).await;
    assert_eq!(refused, Done::NotNow("There is a source dock already.".into()));
    assert_eq!(save(&engine, &moved, false).await, Done::Done);
    let accepted = timeout(DEADLINE, second.accept()).await;
    let _other = accepted.expect("it connects to where it is now").unwrap();

    let source_id = SourceId::new("dock").unwrap();
    let pause = |paused| Act::PauseSource(PauseSource { source_id: source_id.clone(), paused });
    assert_eq!(engine.act(pause(true)).await.unwrap(), Done::Done);
    let view = until(&engine, "dock", |view| view.state == ReaderState::Paused).await;
    assert_eq!((view.paused, view.reason.as_str()), (true, "It is paused."));
    let again = engine.act(pause(true)).await.unwrap();
    assert_eq!(again, Done::NotNow("The source is paused already.".into()));
    engine.stop().await.unwrap();

    let engine = start(&hospital.db()).await;
    let view = until(&engine, "dock", |view| view.state == ReaderState::Paused).await;
    assert_eq!(view.setup, moved, "what was saved is there after a restart, and still paused");
    let remove = Act::RemoveSource(RemoveSource { source_id: source_id.clone() });
    assert_eq!(engine.act(remove.clone()).await.unwrap(), Done::Done);
    assert!(sources(&engine).await.iter().all(|view| view.setup.source_id != source_id));
    assert!(engine.act(remove).await.is_err(), "it does not exist any more");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn one_source_is_changed_and_the_others_go_on() {
    let hospital = Hospital::new().await;
    let engine = start(&hospital.db()).await;
    let (stays, changes) = (listen().await, listen().await);
    let at = |listener: &TcpListener| listener.local_addr().unwrap().to_string();
    save(&engine, &llrp("stays", &at(&stays), "icu-201"), true).await;
    let (mut link, _) = timeout(DEADLINE, stays.accept()).await.unwrap().unwrap();
    save(&engine, &llrp("changes", &at(&changes), "clean-2"), true).await;
    let _first = timeout(DEADLINE, changes.accept()).await.unwrap().unwrap();

    save(&engine, &llrp("changes", &at(&changes), "icu-201"), false).await;
    let _second = timeout(DEADLINE, changes.accept()).await.expect("it begins anew").unwrap();
    // The other link is as it was: nothing was sent over it and it was not closed.
    let mut byte = [0; 1];
    let read = tokio::io::AsyncReadExt::read(&mut link, &mut byte);
    assert!(timeout(Duration::from_millis(200), read).await.is_err(), "it is still open");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn what_cannot_be_a_source_is_refused_in_a_sentence() {
    let hospital = Hospital::new().await;
    let engine = start(&hospital.db()).await;
    let good = llrp("dock", "127.0.0.1:5084", "icu-201");
    let with = |change: fn(&mut SourceSetup)| {
        let mut setup = good.clone();
        change(&mut setup);
        setup
    };
    let cases: [(SourceSetup, &str); 9] = [
        (with(|one| one.connection.address.clear()), "An address is needed."),
        (
            with(|one| one.connection.address = "127.0.0.1".into()),
            "The address \"127.0.0.1\" has no port: expected host:port, such as 10.20.0.21:5084.",
        ),
        (with(|one| one.readers.clear()), "An LLRP source is one reader: give it exactly one."),
        (
            with(|one| one.readers[0].antennas[0].1 = PlaceId::new("attic").unwrap()),
            "There is no place attic.",
        ),
        (
            with(|one| one.readers[0].antennas[0].0 = 0),
            "The antennas of reader dock are counted from 1.",
        ),
        (
            with(|one| one.readers[0].interval_s = 0.0),
            "The interval of reader dock must be more than 0 s and at most a day.",
        ),
        (
            with(|one| one.readers[0].reader_id = ReaderId::new("icu").unwrap()),
            "There is a reader icu already: it is heard in recorded days.",
        ),
        (with(|one| one.connection.kind = SourceKind::Mqtt), "A broker needs at least one topic."),
        (
            with(|one| one.connection.ca_file = Some("/no/such.pem".into())),
            "The file \"/no/such.pem\" is not there.",
        ),
    ];
    for (setup, sentence) in cases {
        assert_eq!(save(&engine, &setup, true).await, Done::NotNow(sentence.into()));
    }
    assert!(sources(&engine).await.is_empty(), "nothing of it is kept");
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_site_file_that_is_loaded_again_leaves_what_was_added_in_the_window() {
    let hospital = Hospital::new().await;
    let engine = start(&hospital.db()).await;
    let listener = listen().await;
    let setup = llrp("dock", &listener.local_addr().unwrap().to_string(), "icu-201");
    save(&engine, &setup, true).await;
    engine.stop().await.unwrap();

    let loaded = load(&hospital.db(), Some(&hospital.path("site.toml")), None, Removal::Refuse)
        .await
        .unwrap();
    let told = "the source dock was added in the window: it stays as it is";
    assert!(loaded.warnings.iter().any(|said| said == told), "{:?}", loaded.warnings);
    let engine = start(&hospital.db()).await;
    let view = until(&engine, "dock", |_| true).await;
    assert_eq!(view.setup, setup);
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_setup_is_tried_and_left_without_being_kept() {
    let hospital = Hospital::new().await;
    let engine = start(&hospital.db()).await;
    let nobody = listen().await.local_addr().unwrap().to_string();
    let setup = llrp("dock", &nobody, "icu-201");
    let test = Act::TestSource(TestSource { setup });
    assert_eq!(engine.act(test).await.unwrap(), Done::Done);
    let told = timeout(DEADLINE, async {
        loop {
            let reply = engine.query(SourceTestQuery {}.into()).await.unwrap();
            let told: SourceTest = serde_json::from_slice(&reply).unwrap();
            if !told.is_running {
                return told;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let told = told.await.expect("the test ends by itself when the connection fails");
    assert_eq!(told.state, ReaderState::Offline);
    assert!(told.reason.contains("refuses the connection"), "{}", told.reason);
    assert!(sources(&engine).await.is_empty(), "nothing of it is kept");
    let cancel = engine.act(Act::CancelSourceTest(CancelSourceTest {})).await.unwrap();
    assert_eq!(cancel, Done::NotNow("No test is under way.".into()));
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn a_message_that_comes_while_its_source_is_tried_is_left_to_be_sent_again() {
    let hospital = Hospital::new().await;
    let engine = start(&hospital.db()).await;
    let address = listen().await.local_addr().unwrap();
    let mut setup = llrp("engine", &address.to_string(), "icu-201");
    setup.connection = Connection::new(SourceKind::Hl7Mllp, &address.to_string());
    setup.readers[0].named = Some("ICU".into());
    let test = Act::TestSource(TestSource { setup });
    assert_eq!(engine.act(test).await.unwrap(), Done::Done);
    let sender = timeout(DEADLINE, async {
        loop {
            match TcpStream::connect(address).await {
                Ok(stream) => return stream,
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    });
    let sender = sender.await.expect("the test listens");
    let (mut answers, mut message) = sender.into_split();
    let text = "\x0BMSH|^~\\&|RTLS|MAIN|TW|GH|20260105140000||ORU^R01^ORU_R01|MSG7|P|2.6\r\
                OBX|1|PL|||ICU^317|||||||||20260105140000||||IP-1\r\x1C\r";
    message.write_all(text.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let answered = answers.read_to_end(&mut answer);
    timeout(DEADLINE, answered).await.expect("the connection is closed").unwrap();
    assert_eq!(String::from_utf8_lossy(&answer), "", "what is not kept is not acknowledged");
    let reply = engine.query(SourceTestQuery {}.into()).await.unwrap();
    let told: SourceTest = serde_json::from_slice(&reply).unwrap();
    assert_eq!(told.events[0].taken, 1, "but it is shown");
    engine.act(Act::CancelSourceTest(CancelSourceTest {})).await.unwrap();
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn the_messages_of_a_source_can_be_looked_at_and_searched() {
    let hospital = Hospital::new().await;
    let engine = start(&hospital.db()).await;
    let folder = hospital.path("drop");
    std::fs::create_dir_all(&folder).unwrap();
    let mut setup = llrp("files", "drop", "icu-201");
    setup.connection = Connection::new(SourceKind::DropFolder, folder.to_str().unwrap());
    setup.readers[0].named = Some("*".into());
    setup.readers[0].antennas.clear();
    assert_eq!(save(&engine, &setup, true).await, Done::Done);
    until(&engine, "files", |view| view.state == ReaderState::Online).await;
    let tail = async |contains: &str| {
        let (source_id, contains) = (SourceId::new("files").unwrap(), contains.to_owned());
        let query = SourceTailQuery { source_id, after: 0, contains };
        let reply = engine.query(query.into()).await.unwrap();
        serde_json::from_slice::<SourceTail>(&reply).unwrap()
    };
    assert_eq!(tail("").await.last, 0, "looking begins with the first question");
    let lines = "asset,place,time\nIP-1,icu-201,2026-01-05T14:00:00Z\n\
                 IP-2,attic,2026-01-05T14:00:01Z\n";
    std::fs::write(folder.join("day.csv"), lines).unwrap();
    let view = until(&engine, "files", |view| view.taken == 1 && !view.rejected.is_empty()).await;
    assert_eq!(view.rejected[0].reason, RejectReason::UnknownPlace);
    let all = tail("").await;
    assert!(all.last > 0 && all.missed == 0);
    let taken: u32 = all.events.iter().map(|(_, event)| event.taken).sum();
    assert_eq!(taken, 1);
    let (rejected, other) = (tail("ATTIC").await, tail("no such text").await);
    assert!(rejected.events.iter().all(|(_, event)| event.text.contains("attic")));
    assert!(!rejected.events.is_empty() && other.events.is_empty());
    assert_eq!(other.last, all.last, "what is not shown is counted all the same");
    engine.stop().await.unwrap();
}

async fn listen() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}
