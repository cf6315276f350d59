//! Encrypted connections.

use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::ending::Ending;
use crate::link::{TlsOptions, client_config, server_name};

pub async fn encrypt(
    tcp: TcpStream,
    address: String,
    options: &TlsOptions,
) -> Result<TlsStream<TcpStream>, Ending> {
    let name = server_name(options, &address)?;
    TlsConnector::from(client_config(options)?)
        .connect(name, tcp)
        .await
        .map_err(|source| Ending::Tls { address, source })
}
