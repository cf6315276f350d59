//! Encrypted connections.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore, crypto};

type Cause = Box<dyn Error + Send + Sync>;

/// How to encrypt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TlsOptions {
    /// PEM certificates to trust; `None` for those of the operating system.
    pub ca_file: Option<PathBuf>,
    /// The name in the other's certificate, where it is not the host of the address.
    pub server_name: Option<String>,
    /// PEM files with this client's certificate and its key.
    pub client: Option<(PathBuf, PathBuf)>,
}

/// Why no encrypted connection can be made.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The authorities to trust cannot be read.
    #[error("the certificates in {} cannot be read", .path.display())]
    CaFile {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Cause,
    },
    /// This client's certificate or key cannot be read.
    #[error("the client certificate in {} cannot be used", .path.display())]
    Client {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Cause,
    },
    /// The operating system has no authorities to trust.
    #[error("the operating system's certificates cannot be read: {0}")]
    NativeCertificates(String),
    /// The name to look for in a certificate is none.
    #[error("\"{0}\" is no name that a certificate can have")]
    ServerName(String),
    /// The cryptography cannot be set up.
    #[error("encryption cannot be set up")]
    Setup(#[source] rustls::Error),
}

/// What a client needs to encrypt, read anew each time: certificates are renewed while sessions
/// run.
///
/// # Errors
/// A file cannot be read, or holds something else.
pub fn client_config(options: &TlsOptions) -> Result<Arc<ClientConfig>, TlsError> {
    let roots = match &options.ca_file {
        Some(path) => roots_of(path)?,
        None => native_roots()?,
    };
    let provider = Arc::new(crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(TlsError::Setup)?
        .with_root_certificates(roots);
    let Some((certificate, key)) = &options.client else {
        return Ok(Arc::new(builder.with_no_client_auth()));
    };
    let refused = |path: &Path, source| TlsError::Client { path: path.to_owned(), source };
    let chain = certificates(certificate).map_err(|source| refused(certificate, source))?;
    let key_der = PrivateKeyDer::from_pem_file(key).map_err(|error| refused(key, error.into()))?;
    let config = builder
        .with_client_auth_cert(chain, key_der)
        .map_err(|error| refused(certificate, error.into()))?;
    Ok(Arc::new(config))
}

/// The name that a certificate must have.
///
/// # Errors
/// It is none.
pub fn server_name(options: &TlsOptions, address: &str) -> Result<ServerName<'static>, TlsError> {
    let name = options.server_name.as_deref().unwrap_or_else(|| host(address));
    ServerName::try_from(name.to_owned()).map_err(|_| TlsError::ServerName(name.to_owned()))
}

/// The host of `host:port`, without the brackets of an IPv6 address.
#[must_use]
pub fn host(address: &str) -> &str {
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host);
    host.trim_start_matches('[').trim_end_matches(']')
}

fn roots_of(path: &Path) -> Result<RootCertStore, TlsError> {
    let refused = |source| TlsError::CaFile { path: path.to_owned(), source };
    let mut roots = RootCertStore::empty();
    for certificate in certificates(path).map_err(refused)? {
        roots.add(certificate).map_err(|error| refused(error.into()))?;
    }
    Ok(roots)
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, Cause> {
    let found = CertificateDer::pem_file_iter(path)?.collect::<Result<Vec<_>, _>>()?;
    if found.is_empty() { Err("it holds no certificate".into()) } else { Ok(found) }
}

fn native_roots() -> Result<RootCertStore, TlsError> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        let errors: Vec<_> = found.errors.iter().map(ToString::to_string).collect();
        return Err(TlsError::NativeCertificates(errors.join("; ")));
    }
    Ok(roots)
}
