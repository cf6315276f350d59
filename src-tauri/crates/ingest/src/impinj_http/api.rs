//! What is asked of a reader over HTTP.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Method, Response, StatusCode, Url, redirect};
use serde_json::json;
use tokio::time::timeout;
use tokio_rustls::rustls::{ClientConfig, Error as TlsFault, RootCertStore, crypto};

use super::ImpinjHttpConfig;
use crate::link::{Ending, Secret, client_config};

/// An answer that is not the stream, in bytes.
const ANSWER_BYTES_MAX: usize = 64 << 10;
/// A link that is cut without a word is noticed after a few of these.
const TCP_KEEPALIVE: Duration = Duration::from_secs(15);

/// A reader's interface.
pub struct Reader<'a> {
    config: &'a ImpinjHttpConfig,
    client: Client,
    base: Url,
}

impl<'a> Reader<'a> {
    /// The reader at an address; nothing is asked of it yet.
    pub async fn new(config: &'a ImpinjHttpConfig) -> Result<Self, Ending> {
        let mut base = base(&config.address)?;
        let mut builder = Client::builder()
            .connect_timeout(config.pace.connect)
            .tcp_keepalive(TCP_KEEPALIVE)
            // A reader that sends the password elsewhere is not the one that was named.
            .redirect(redirect::Policy::none())
            .no_proxy()
            .http1_only();
        builder = match base.scheme() {
            "https" => {
                let tls = client_config(&config.tls).map_err(|error| Ending::failed(&error))?;
                builder.tls_backend_preconfigured(Arc::unwrap_or_clone(tls))
            }
            _ => builder.tls_backend_preconfigured(unused_tls()?),
        };
        if let Some(name) = &config.tls.server_name {
            // Its certificate is for this name: it is called so, and found where it is.
            let (host, port) = (host(&base), base.port_or_known_default().unwrap_or(443));
            let found = timeout(config.pace.connect, tokio::net::lookup_host((&*host, port))).await;
            let address = found.ok().and_then(Result::ok).and_then(|mut all| all.next());
            let unknown = || Ending::because(format!("the address of {host} is not found"));
            builder = builder.resolve(name, address.ok_or_else(unknown)?);
            base.set_host(Some(name)).map_err(|error| Ending::failed(&error))?;
        }
        let client = builder.build().map_err(|error| Ending::failed(&error))?;
        Ok(Self { config, client, base })
    }

    /// Starts the inventory, unless something runs already.
    pub async fn start_if_idle(&self) -> Result<(), Ending> {
        let answer = self.ask(Method::GET, "status", None).await?;
        let status: serde_json::Value = serde_json::from_slice(&answer).unwrap_or_default();
        if status["status"] != "idle" {
            return Ok(());
        }
        let body = start(&self.config.antennas).to_string();
        self.ask(Method::POST, "profiles/inventory/start", Some(body)).await.map(drop)
    }

    /// The endless stream of events.
    pub async fn stream(&self) -> Result<Response, Ending> {
        self.send(Method::GET, "data/stream", None).await
    }

    /// Why the connection broke off, in words.
    pub fn broken(&self, error: &reqwest::Error) -> Ending {
        let address = self.address();
        let mut causes: Vec<&(dyn Error + 'static)> = Vec::new();
        let mut next = error.source();
        while let Some(cause) = next {
            causes.push(cause);
            next = cause.source();
        }
        let is_refused = causes.iter().any(|cause| {
            let cause = cause.downcast_ref::<io::Error>();
            cause.is_some_and(|cause| cause.kind() == io::ErrorKind::ConnectionRefused)
        });
        let deepest =
            causes.last().map_or_else(|| "no reason is given".to_owned(), ToString::to_string);
        let is_tls =
            causes.iter().any(|cause| cause.is::<TlsFault>()) || deepest.contains("certificate");
        Ending::because(if error.is_timeout() {
            format!("{address} did not answer within {:?}", self.config.pace.connect)
        } else if is_refused {
            format!("{address} refuses the connection: is it on, and is the port right?")
        } else if is_tls {
            format!("no encrypted connection to {address}: {deepest}")
        } else if error.is_connect() {
            format!("{address} cannot be reached: {deepest}")
        } else {
            format!("the connection to {address} broke off: {deepest}")
        })
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
    ) -> Result<Vec<u8>, Ending> {
        let answer = async {
            let mut response = self.send(method, path, body).await?;
            let mut answer = Vec::new();
            while let Some(piece) = response.chunk().await.map_err(|error| self.broken(&error))? {
                if answer.len() + piece.len() > ANSWER_BYTES_MAX {
                    break;
                }
                answer.extend_from_slice(&piece);
            }
            Ok(answer)
        };
        timeout(self.config.pace.connect, answer).await.map_err(|_| self.late())?
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
    ) -> Result<Response, Ending> {
        let url = self.base.join(path).map_err(|error| Ending::failed(&error))?;
        let password = self.config.password.as_ref().map(Secret::reveal).transpose()?;
        let mut request =
            self.client.request(method, url).basic_auth(&self.config.username, password);
        if let Some(body) = body {
            request = request.header("Content-Type", "application/json").body(body);
        }
        let sent = timeout(self.config.pace.connect, request.send()).await;
        let response = sent.map_err(|_| self.late())?.map_err(|error| self.broken(&error))?;
        let address = self.address();
        match response.status() {
            status if status.is_success() => Ok(response),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                Err(Ending::because("the reader refuses the user name or the password"))
            }
            StatusCode::NOT_FOUND => Err(Ending::because(format!(
                "what answers at {address} is no Impinj reader with its IoT interface on: \
                 {path} is not found"
            ))),
            status => Err(Ending::because(format!("{address} answers {status} to {path}"))),
        }
    }

    fn late(&self) -> Ending {
        let within = self.config.pace.connect;
        Ending::because(format!("{} did not answer within {within:?}", self.address()))
    }

    /// Where it is, as it was given, without anything secret.
    fn address(&self) -> String {
        let given = base(&self.config.address).unwrap_or_else(|_| self.base.clone());
        match given.port() {
            Some(port) => format!("{}:{port}", host(&given)),
            None => host(&given),
        }
    }
}

/// The beginning of every path.
fn base(address: &str) -> Result<Url, Ending> {
    let wrong = || {
        let expected = "expected one such as https://impinj-01-23-45";
        Ending::because(format!("\"{address}\" is no address of a reader: {expected}"))
    };
    let written = address.trim().trim_end_matches('/');
    let written =
        if written.contains("://") { written.to_owned() } else { format!("https://{written}") };
    let url = Url::parse(&written).map_err(|_| wrong())?;
    // A password in an address would be shown.
    let is_bare = url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() || !is_bare {
        return Err(wrong());
    }
    let path = if url.path() == "/" { "/api/v1/".to_owned() } else { format!("{}/", url.path()) };
    url.join(&path).map_err(|_| wrong())
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

/// How an idle reader is started: the power and mode of the maker's examples, each tag once a
/// second.
fn start(antennas: &[u16]) -> serde_json::Value {
    let ports = if antennas.is_empty() { &[1] } else { antennas };
    let antenna = |port: &u16| {
        json!({
            "antennaPort": port,
            "transmitPowerCdbm": 3000,
            "rfMode": 4,
            "inventorySession": 1,
            "inventorySearchMode": "dual-target",
            "estimatedTagPopulation": 16,
        })
    };
    json!({
        "antennaConfigs": ports.iter().map(antenna).collect::<Vec<_>>(),
        "eventConfig": {
            "common": { "hostname": "enabled" },
            "tagInventory": {
                "tagReporting": {
                    "reportingIntervalSeconds": 1,
                    "tagCacheSize": 2048,
                    "antennaIdentifier": "antennaPort",
                    "tagIdentifier": "epc",
                },
                "epc": "disabled",
                "epcHex": "enabled",
                "antennaPort": "enabled",
                "peakRssiCdbm": "enabled",
                "lastSeenTime": "enabled",
                "phaseAngle": "disabled",
            },
        },
    })
}

/// The library wants to know how to encrypt even where it never does.
fn unused_tls() -> Result<ClientConfig, Ending> {
    let provider = Arc::new(crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Ending::failed(&error))?;
    Ok(builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
}
