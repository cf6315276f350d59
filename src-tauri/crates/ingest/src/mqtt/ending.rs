//! Why a connection to a broker ended, as a sentence for whoever looks after it.

use std::error::Error;
use std::io;

use rumqttc::mqttbytes::Error as PacketError;
use rumqttc::{ConnectReturnCode, ConnectionError, StateError};
use tokio_rustls::rustls::{AlertDescription, Error as TlsError};

use super::MqttConfig;
use crate::link::{ConnectError, Ending};

/// What the client says, in words. `is_greeted`: the broker has let it listen.
pub fn ending(config: &MqttConfig, is_greeted: bool, error: &ConnectionError) -> Ending {
    let address = &config.address;
    if let Some(error) = connect_error(error) {
        return Ending::failed(error);
    }
    Ending::because(match error {
        ConnectionError::ConnectionRefused(code) => refusal(*code).to_owned(),
        ConnectionError::MqttState(StateError::AwaitPingResp) => {
            format!("{address} has not answered for {} s", config.keep_alive_s)
        }
        ConnectionError::MqttState(StateError::ConnectionAborted)
            if is_greeted || config.tls.is_some() =>
        {
            "the broker closed the connection; where that happens again and again, another client \
             uses the same client id"
                .to_owned()
        }
        ConnectionError::MqttState(StateError::ConnectionAborted) => {
            format!("{address} closed the connection: is it one that has to be encrypted?")
        }
        ConnectionError::MqttState(StateError::Deserialization(PacketError::Io(error))) => {
            broken_off(config, is_greeted, error)
        }
        ConnectionError::MqttState(_)
        | ConnectionError::NotConnAck(_)
        | ConnectionError::SessionStateMismatch { .. } => {
            format!("what answers at {address} does not speak MQTT 3.1.1: {error}")
        }
        ConnectionError::NetworkTimeout | ConnectionError::FlushTimeout => silent(config),
        other => format!("the connection to {address} broke off: {}", deepest(other)),
    })
}

/// Nothing came in time that an MQTT broker would have sent.
pub fn silent(config: &MqttConfig) -> String {
    let MqttConfig { address, pace, .. } = config;
    format!("{address} did not answer within {:?}: is it an MQTT broker?", pace.connect)
}

fn broken_off(config: &MqttConfig, is_greeted: bool, error: &io::Error) -> String {
    let address = &config.address;
    // A broker looks at certificates only after the encryption stands.
    let refused = error.get_ref().and_then(|cause| cause.downcast_ref());
    match refused {
        Some(TlsError::AlertReceived(AlertDescription::CertificateRequired)) => {
            format!("{address} wants to see a certificate of this client, and none is given")
        }
        Some(TlsError::AlertReceived(alert)) if config.tls.is_some() && !is_greeted => {
            format!("{address} does not take this client's certificate ({alert:?})")
        }
        _ if config.tls.is_none() && !is_greeted => {
            format!("{address} closed the connection: is it one that has to be encrypted?")
        }
        _ => format!("the connection to {address} broke off: {error}"),
    }
}

fn connect_error(error: &ConnectionError) -> Option<&ConnectError> {
    let ConnectionError::Io(error) = error else { return None };
    error.get_ref()?.downcast_ref()
}

fn deepest(error: &dyn Error) -> String {
    let mut deepest = error;
    while let Some(cause) = deepest.source() {
        deepest = cause;
    }
    deepest.to_string()
}

const fn refusal(code: ConnectReturnCode) -> &'static str {
    match code {
        ConnectReturnCode::BadUserNamePassword | ConnectReturnCode::NotAuthorized => {
            "the broker refuses the user name or the password"
        }
        ConnectReturnCode::BadClientId => "the broker refuses the client id",
        ConnectReturnCode::ServiceUnavailable => "the broker takes no connections at present",
        ConnectReturnCode::RefusedProtocolVersion => "the broker does not speak MQTT 3.1.1",
        ConnectReturnCode::Success => "the broker took the connection and refused it",
    }
}
