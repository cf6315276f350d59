//! Certificates for the peers of encrypted connections.

use std::path::PathBuf;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use tempfile::TempDir;

/// An authority, and files of what it has signed.
#[derive(Debug)]
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: TempDir,
}

impl Authority {
    /// Makes one.
    ///
    /// # Panics
    /// When there is no folder to write to.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no name is a name");
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer =
            CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key can be made"))
                .expect("it can sign itself");
        let folder = TempDir::new().expect("a temporary folder can be made");
        std::fs::write(folder.path().join("ca.pem"), issuer.pem()).expect("a file can be written");
        Self { issuer, folder }
    }

    /// One of its files; `ca.pem` is its own certificate.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A certificate and its key: `NAME.pem` and `NAME.key`.
    ///
    /// # Panics
    /// When the name cannot stand in a certificate.
    pub fn sign(&self, name: &str, host: &str) {
        let key = KeyPair::generate().expect("a key can be made");
        let mut params = CertificateParams::new(vec![host.to_owned()]).expect("a name of a host");
        params.distinguished_name.push(DnType::CommonName, host);
        let signed = params.signed_by(&key, &self.issuer).expect("it can sign");
        std::fs::write(self.file(&format!("{name}.pem")), signed.pem())
            .expect("a file can be written");
        std::fs::write(self.file(&format!("{name}.key")), key.serialize_pem())
            .expect("a file can be written");
    }
}
