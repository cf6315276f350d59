//! A connection over TCP, encrypted where that is wanted.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::tls::{TlsError, TlsOptions, client_config, server_name};

/// What can be read from and written to.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send + Sync {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send + Sync> Stream for S {}

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// Nobody listens there.
    #[error("{address} refuses the connection: is it on, and is the port right?")]
    Refused {
        /// Where.
        address: String,
    },
    /// There is no way there.
    #[error("{address} cannot be reached")]
    Unreachable {
        /// Where.
        address: String,
        /// Why.
        source: io::Error,
    },
    /// Nothing came back.
    #[error("{address} did not answer within {within:?}")]
    Timeout {
        /// Where.
        address: String,
        /// How long was waited.
        within: Duration,
    },
    /// The files for it cannot be used.
    #[error(transparent)]
    Encryption(#[from] TlsError),
    /// The other's certificate is not trusted, or it does not encrypt.
    #[error("no encrypted connection to {address}")]
    Tls {
        /// Where.
        address: String,
        /// Why.
        source: io::Error,
    },
}

/// Connects to `host:port`.
///
/// # Errors
/// It cannot be reached in time, or is not trusted.
pub async fn connect(
    address: &str,
    tls: Option<&TlsOptions>,
    within: Duration,
) -> Result<Box<dyn Stream>, ConnectError> {
    let late = |_| ConnectError::Timeout { address: address.to_owned(), within };
    timeout(within, open(address, tls)).await.map_err(late)?
}

async fn open(address: &str, tls: Option<&TlsOptions>) -> Result<Box<dyn Stream>, ConnectError> {
    let named = || address.to_owned();
    let unreachable = |source: io::Error| match source.kind() {
        io::ErrorKind::ConnectionRefused => ConnectError::Refused { address: named() },
        _ => ConnectError::Unreachable { address: named(), source },
    };
    let tcp = TcpStream::connect(address).await.map_err(unreachable)?;
    tcp.set_nodelay(true).map_err(unreachable)?;
    let Some(options) = tls else { return Ok(Box::new(tcp)) };
    let connector = TlsConnector::from(client_config(options)?);
    let name = server_name(options, address)?;
    let encrypted = connector.connect(name, tcp).await;
    Ok(Box::new(encrypted.map_err(|source| ConnectError::Tls { address: named(), source })?))
}
