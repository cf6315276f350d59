//! Sessions of sources that are not readers, against peers in this process.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod drop_folder;
mod hl7;
mod hub;
mod impinj_http;
mod listener;
mod mqtt;
mod omlox;
mod omlox_session;
mod source;
