//! What a hub answers over REST: its zones, fences and trackables, and where everything is now.

use std::time::Duration;

use reqwest::{Client, Response, StatusCode, Url};
use serde::de::DeserializeOwned;

use super::message::{Fence, Trackable, Zone};
use super::{Login, OmloxConfig};
use crate::link::{Ending, client_config};

/// The longest answer, in bytes: 100,000 positions with what a vendor adds.
pub const ANSWER_BYTES_MAX: usize = 64 << 20;

/// A hub's REST side.
#[derive(Debug)]
pub struct Hub<'a> {
    client: Client,
    base: Url,
    login: &'a Login,
}

impl<'a> Hub<'a> {
    /// The hub at an address; nothing is asked of it yet.
    ///
    /// # Errors
    /// The address is none, or encryption cannot be set up.
    pub fn new(config: &'a OmloxConfig) -> Result<Self, Ending> {
        let base = base(&config.address)?;
        let tls = client_config(&config.tls).map_err(|error| Ending::failed(&error))?;
        let client = Client::builder()
            .tls_backend_preconfigured((*tls).clone())
            .connect_timeout(config.pace.connect)
            .read_timeout(config.pace.connect.max(Duration::from_secs(1)) * 3)
            // A hub that sends the token elsewhere is not the one that was named.
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| Ending::failed(&error))?;
        Ok(Self { client, base, login: &config.login })
    }

    /// All zones.
    ///
    /// # Errors
    /// The hub does not answer, or with something else.
    pub async fn zones(&self) -> Result<Vec<Zone>, Ending> {
        self.list("zones/summary").await
    }

    /// All fences; none where they may not be asked for.
    ///
    /// # Errors
    /// As of the zones.
    pub async fn fences(&self) -> Result<Vec<Fence>, Ending> {
        self.optional("fences/summary").await
    }

    /// All trackables; none where they may not be asked for.
    ///
    /// # Errors
    /// As of the zones.
    pub async fn trackables(&self) -> Result<Vec<Trackable>, Ending> {
        self.optional("trackables/summary").await
    }

    /// The last positions of all tags, as they came.
    ///
    /// # Errors
    /// As of the zones.
    pub async fn locations(&self) -> Result<String, Ending> {
        let body = self.body(self.ask("providers/locations").await?).await?;
        String::from_utf8(body).map_err(|_| self.unreadable("providers/locations"))
    }

    async fn list<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>, Ending> {
        let body = self.body(self.ask(path).await?).await?;
        serde_json::from_slice(&body).map_err(|_| self.unreadable(path))
    }

    async fn optional<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>, Ending> {
        let response = self.send(path).await?;
        if matches!(response.status(), StatusCode::FORBIDDEN | StatusCode::NOT_FOUND) {
            return Ok(Vec::new());
        }
        let body = self.body(self.granted(response, path)?).await?;
        serde_json::from_slice(&body).map_err(|_| self.unreadable(path))
    }

    async fn ask(&self, path: &str) -> Result<Response, Ending> {
        let response = self.send(path).await?;
        self.granted(response, path)
    }

    async fn send(&self, path: &str) -> Result<Response, Ending> {
        let url = self.base.join(path).map_err(|error| Ending::failed(&error))?;
        let request = self.client.get(url).header("Accept", "application/json");
        let request = match self.login {
            Login::None => request,
            Login::Token(token) => request.bearer_auth(token.reveal()?),
            Login::Password { username, password } => {
                request.basic_auth(username, Some(password.reveal()?))
            }
        };
        request.send().await.map_err(|error| self.failed(error))
    }

    fn granted(&self, response: Response, path: &str) -> Result<Response, Ending> {
        let host = self.base.authority();
        match response.status() {
            status if status.is_success() => Ok(response),
            StatusCode::UNAUTHORIZED => Err(Ending::because(format!(
                "the hub at {host} does not take the token or password; renew it"
            ))),
            StatusCode::FORBIDDEN => Err(Ending::because(format!(
                "the hub at {host} does not let this account read {path}"
            ))),
            StatusCode::NOT_FOUND => Err(Ending::because(format!(
                "there is no omlox hub at {}: {path} is not found; the address ends in the API's \
                 version, such as /v2",
                self.base
            ))),
            status => Err(Ending::because(format!("the hub at {host} answers {status} to {path}"))),
        }
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, Ending> {
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|error| self.failed(error))? {
            if body.len() + piece.len() > ANSWER_BYTES_MAX {
                let limit = ANSWER_BYTES_MAX >> 20;
                return Err(Ending::because(format!("the hub answers with more than {limit} MiB")));
            }
            body.extend_from_slice(&piece);
        }
        Ok(body)
    }

    fn failed(&self, error: reqwest::Error) -> Ending {
        let host = self.base.authority();
        if error.is_timeout() {
            return Ending::because(format!("the hub at {host} does not answer in time"));
        }
        let error = error.without_url();
        let Ending::Failed { state, sentence } = Ending::failed(&error) else {
            return Ending::failed(&error);
        };
        Ending::Failed { state, sentence: format!("the hub at {host} is not reached: {sentence}") }
    }

    fn unreadable(&self, path: &str) -> Ending {
        let host = self.base.authority();
        Ending::because(format!("what the hub at {host} answers to {path} is not understood"))
    }
}

/// The address as the base of paths.
pub(super) fn base(address: &str) -> Result<Url, Ending> {
    let refused = || {
        let sentence = "the address of an omlox hub is a URL such as https://hub.example/v2";
        Ending::because(sentence)
    };
    let address = address.trim().trim_end_matches('/');
    let url = Url::parse(&format!("{address}/")).map_err(|_| refused())?;
    let is_bare = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    let is_http = matches!(url.scheme(), "http" | "https");
    if is_http && is_bare && url.host().is_some() { Ok(url) } else { Err(refused()) }
}
