//! What the client is told.

use std::io;
use std::sync::Arc;

use rumqttc::{AckMode, Broker, MqttOptions};

use super::cut::Cut;
use super::{MqttConfig, PACKET_BYTES_MAX};
use crate::link::{Ending, connect, host};

/// What is sent is small: subscriptions and acknowledgements.
const SENT_BYTES_MAX: usize = 64 << 10;
/// How many messages are read at once.
const READ_BATCH: usize = 8;

/// The options, or why there are none.
pub fn options(config: &MqttConfig) -> Result<MqttOptions, Ending> {
    let port = config.address.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
    let port: u16 = port.ok_or_else(|| {
        let address = &config.address;
        Ending::because(format!(
            "\"{address}\" is no address: expected host:port, such as broker:8883"
        ))
    })?;
    if config.client_id.is_empty() {
        let sentence = "a broker keeps messages only for a client with an id: give one";
        return Err(Ending::because(sentence));
    }
    let mut options = MqttOptions::new(&config.client_id, Broker::tcp(host(&config.address), port));
    options
        .set_clean_session(config.clean)
        .set_ack_mode(AckMode::Manual)
        .set_keep_alive(config.keep_alive_s)
        .set_max_packet_size(PACKET_BYTES_MAX, SENT_BYTES_MAX)
        .set_read_batch_size(READ_BATCH);
    match (&config.username, &config.password) {
        (Some(name), Some(password)) => {
            options.set_credentials(name, password.reveal()?);
        }
        (Some(name), None) => {
            options.set_username(name);
        }
        // The standard has no password without a name.
        (None, _) => {}
    }
    let (tls, within) = (Arc::new(config.tls.clone()), config.pace.connect);
    let address: Arc<str> = config.address.as_str().into();
    options.set_socket_connector(move |_, _| {
        let (address, tls) = (Arc::clone(&address), Arc::clone(&tls));
        async move {
            let stream = connect(&address, tls.as_ref().as_ref(), within).await;
            Ok(Cut::new(stream.map_err(io::Error::other)?, PACKET_BYTES_MAX))
        }
    });
    Ok(options)
}
