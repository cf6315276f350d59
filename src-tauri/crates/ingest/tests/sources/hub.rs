//! A hub in this process: REST answers from a table, and a WebSocket that the test speaks through.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, accept_async};

use crate::source::DEADLINE;

type Answers = Arc<Mutex<HashMap<&'static str, (u16, String)>>>;

pub struct Hub {
    pub address: String,
    answers: Answers,
    sockets: mpsc::Receiver<WebSocketStream<TcpStream>>,
    /// The headers and paths that were asked for.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Hub {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/v2", listener.local_addr().unwrap());
        let (answers, asked) = (Answers::default(), Arc::new(Mutex::new(Vec::new())));
        let (opened, sockets) = mpsc::channel(4);
        let shared = (Arc::clone(&answers), Arc::clone(&asked));
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let mut head = [0; 64];
                let count = stream.peek(&mut head).await.unwrap_or_default();
                if head[..count].starts_with(b"GET /v2/ws/socket ") {
                    let socket = accept_async(stream).await.unwrap();
                    let _ = opened.send(socket).await;
                } else {
                    answer(stream, &shared.0, &shared.1).await;
                }
            }
        });
        Self { address, answers, sockets, asked }
    }

    /// What a path answers from now on; without, an empty list.
    pub fn answers(&self, path: &'static str, status: u16, body: &str) {
        self.answers.lock().unwrap().insert(path, (status, body.to_owned()));
    }

    /// What was asked until now: paths and authorizations.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    pub async fn socket(&mut self) -> Socket {
        let opened = timeout(DEADLINE, self.sockets.recv()).await;
        Socket(opened.expect("the session connects").unwrap())
    }
}

async fn answer(stream: TcpStream, answers: &Answers, asked: &Mutex<Vec<String>>) {
    let mut stream = BufReader::new(stream);
    let mut path = String::new();
    stream.read_line(&mut path).await.unwrap();
    let path = path.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut header = String::new();
    while stream.read_line(&mut header).await.unwrap() > 2 {
        if header.to_ascii_lowercase().starts_with("authorization: ") {
            asked.lock().unwrap().push(format!("{path} {}", header[15..].trim()));
        }
        header.clear();
    }
    asked.lock().unwrap().push(path.clone());
    let found = answers.lock().unwrap().get(path.as_str()).cloned();
    let (status, body) = found.unwrap_or((200, "[]".to_owned()));
    let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n", body.len());
    let text = format!("{head}Connection: close\r\nContent-Type: application/json\r\n\r\n{body}");
    // The session may have gone.
    let _ = stream.write_all(text.as_bytes()).await;
}

/// The hub's end of a WebSocket.
pub struct Socket(WebSocketStream<TcpStream>);

impl Socket {
    /// The next text that the session sends.
    pub async fn receive(&mut self) -> String {
        let text = async {
            loop {
                match self.0.next().await.expect("the session stays").unwrap() {
                    Message::Text(text) => return text.to_string(),
                    Message::Ping(_) | Message::Pong(_) => {}
                    other => panic!("the session sends {other:?}"),
                }
            }
        };
        timeout(DEADLINE, text).await.expect("the session sends something")
    }

    pub async fn send(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.unwrap();
    }

    pub async fn send_binary(&mut self, bytes: &'static [u8]) {
        self.0.send(Message::binary(bytes)).await.unwrap();
    }

    /// Grants what the session asks for at first; gives it back.
    pub async fn grant(&mut self) -> [String; 2] {
        let asked = [self.receive().await, self.receive().await];
        for topic in ["location_updates", "fence_events"] {
            self.send(&format!(
                "{{\"event\":\"subscribed\",\"topic\":\"{topic}\",\"subscription_id\":1}}"
            ))
            .await;
        }
        asked
    }

    pub async fn tell(&mut self, topic: &str, items: &str) {
        let event =
            format!("{{\"event\":\"message\",\"topic\":\"{topic}\",\"payload\":[{items}]}}");
        self.send(&event).await;
    }
}
