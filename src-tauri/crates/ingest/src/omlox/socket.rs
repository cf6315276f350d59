//! The hub's WebSocket.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::handshake::client::Request;
use tokio_tungstenite::tungstenite::http::{HeaderValue, StatusCode, header};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use super::{Login, OmloxConfig, rest};
use crate::link::{Ending, client_config, server_name};

/// The longest message, in bytes.
pub const MESSAGE_BYTES_MAX: usize = 16 << 20;

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// A WebSocket that stands.
pub struct Socket {
    inner: WebSocketStream<Box<dyn Stream>>,
    within: Duration,
}

/// What came over it.
#[derive(Debug)]
pub enum Frame {
    /// A message as text.
    Text(String),
    /// Something that is no message of a hub.
    Binary,
    /// A sign of life.
    Pulse,
}

impl Socket {
    /// Connects, encrypts where the address says so, and shakes hands.
    pub async fn connect(config: &OmloxConfig) -> Result<Self, Ending> {
        let within = config.pace.connect;
        let late = || Ending::because(format!("the hub at {} does not answer", config.address));
        let inner = timeout(within, open(config)).await.map_err(|_| late())??;
        Ok(Self { inner, within })
    }

    /// Sends a message.
    pub async fn send(&mut self, text: String) -> Result<(), Ending> {
        self.put(Message::text(text)).await
    }

    /// Asks for a sign of life.
    pub async fn ping(&mut self) -> Result<(), Ending> {
        self.put(Message::Ping(Vec::new().into())).await
    }

    /// The next that comes.
    pub async fn next(&mut self) -> Result<Frame, Ending> {
        match self.inner.next().await {
            Some(Ok(Message::Text(text))) => Ok(Frame::Text(text.as_str().to_owned())),
            Some(Ok(Message::Binary(_))) => Ok(Frame::Binary),
            Some(Ok(Message::Close(Some(reason)))) if !reason.reason.is_empty() => {
                let reason: String = reason.reason.chars().take(120).collect();
                Err(Ending::because(format!("the hub has hung up: {reason}")))
            }
            Some(Ok(Message::Close(_))) | None => Err(Ending::because("the hub has hung up")),
            Some(Ok(_)) => Ok(Frame::Pulse),
            Some(Err(Error::Capacity(_))) => {
                let limit = MESSAGE_BYTES_MAX >> 20;
                Err(Ending::because(format!("the hub sends messages of more than {limit} MiB")))
            }
            Some(Err(error)) => Err(broken(&error)),
        }
    }

    /// Takes leave; a hub that does not answer is left all the same.
    pub async fn close(mut self) {
        let _ = timeout(self.within.min(Duration::from_secs(2)), self.inner.close(None)).await;
    }

    async fn put(&mut self, message: Message) -> Result<(), Ending> {
        let sent = timeout(self.within, self.inner.send(message)).await;
        let stuck = || Ending::because("the hub takes nothing more: the connection is stuck");
        sent.map_err(|_| stuck())?.map_err(|error| broken(&error))
    }
}

async fn open(config: &OmloxConfig) -> Result<WebSocketStream<Box<dyn Stream>>, Ending> {
    let url = rest::base(&config.address)?;
    let (host, port) = (url.host_str().unwrap_or_default(), url.port_or_known_default());
    let address = format!("{host}:{}", port.unwrap_or(443));
    let unreached = |error: &dyn std::fmt::Display| {
        Ending::because(format!("the hub at {address} is not reached: {error}"))
    };
    let tcp = TcpStream::connect(&address).await.map_err(|error| unreached(&error))?;
    tcp.set_nodelay(true).map_err(|error| unreached(&error))?;
    let is_encrypted = url.scheme() == "https";
    let stream: Box<dyn Stream> = if is_encrypted {
        let tls = client_config(&config.tls).map_err(|error| Ending::failed(&error))?;
        let name = server_name(&config.tls, &address).map_err(|error| Ending::failed(&error))?;
        let encrypted = TlsConnector::from(tls).connect(name, tcp).await;
        Box::new(encrypted.map_err(|error| {
            Ending::because(format!("no encrypted connection to {address}: {error}"))
        })?)
    } else {
        Box::new(tcp)
    };
    let scheme = if is_encrypted { "wss" } else { "ws" };
    let socket_url = format!("{scheme}://{}{}ws/socket", url.authority(), url.path());
    let request = request(&socket_url, &config.login)?;
    let limits = WebSocketConfig::default()
        .max_message_size(Some(MESSAGE_BYTES_MAX))
        .max_frame_size(Some(MESSAGE_BYTES_MAX));
    let shaken = client_async_with_config(request, stream, Some(limits)).await;
    shaken.map(|(socket, _)| socket).map_err(|error| match error {
        Error::Http(answer) if answer.status() == StatusCode::UNAUTHORIZED => Ending::because(
            format!("the hub at {address} does not take the token or password; renew it"),
        ),
        Error::Http(answer) => Ending::because(format!(
            "the hub at {address} opens no WebSocket at {socket_url}: {}",
            answer.status()
        )),
        error => broken(&error),
    })
}

fn request(url: &str, login: &Login) -> Result<Request, Ending> {
    let mut request = url.into_client_request().map_err(|error| Ending::failed(&error))?;
    let authorization = match login {
        Login::None => return Ok(request),
        Login::Token(token) => format!("Bearer {}", token.reveal()?),
        Login::Password { username, password } => {
            format!("Basic {}", STANDARD.encode(format!("{username}:{}", password.reveal()?)))
        }
    };
    let no_header = || Ending::because("the token has letters that no header can carry");
    let mut value = HeaderValue::from_str(&authorization).map_err(|_| no_header())?;
    value.set_sensitive(true);
    request.headers_mut().insert(header::AUTHORIZATION, value);
    Ok(request)
}

fn broken(error: &Error) -> Ending {
    Ending::because(format!("the connection to the hub broke off: {error}"))
}
