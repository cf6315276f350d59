//! Encrypted connections.

use std::path::Path;
use std::sync::Arc;

use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use super::TlsOptions;
use super::ending::Ending;

pub async fn encrypt(
    tcp: TcpStream,
    address: String,
    options: &TlsOptions,
) -> Result<TlsStream<TcpStream>, Ending> {
    let roots = match &options.ca_file {
        Some(path) => roots_of(path)?,
        None => native_roots()?,
    };
    let provider = Arc::new(crypto::ring::default_provider());
    let client = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Ending::Tls { address: address.clone(), source: invalid(error) })?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = options.server_name.as_deref().unwrap_or_else(|| host(&address));
    let name =
        ServerName::try_from(name.to_owned()).map_err(|_| Ending::ServerName(name.to_owned()))?;
    TlsConnector::from(Arc::new(client))
        .connect(name, tcp)
        .await
        .map_err(|source| Ending::Tls { address, source })
}

/// The host of `host:port`, without the brackets of an IPv6 address.
fn host(address: &str) -> &str {
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host);
    host.trim_start_matches('[').trim_end_matches(']')
}

fn roots_of(path: &Path) -> Result<RootCertStore, Ending> {
    let refused = |source| Ending::CaFile { path: path.to_owned(), source };
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|error| refused(error.into()))? {
        let certificate = certificate.map_err(|error| refused(error.into()))?;
        roots.add(certificate).map_err(|error| refused(error.into()))?;
    }
    if roots.is_empty() {
        return Err(refused("it holds no certificate".into()));
    }
    Ok(roots)
}

fn native_roots() -> Result<RootCertStore, Ending> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        let errors: Vec<_> = found.errors.iter().map(ToString::to_string).collect();
        return Err(Ending::NativeCertificates(errors.join("; ")));
    }
    Ok(roots)
}

fn invalid(error: tokio_rustls::rustls::Error) -> std::io::Error {
    std::io::Error::other(error)
}
