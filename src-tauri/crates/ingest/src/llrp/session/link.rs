//! Frames over a connection.

use std::io;

use bytes::{Buf, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::ending::Ending;
use super::{SessionConfig, Timing, tls};
use crate::llrp::{HEADER_LENGTH, Header, Message};

/// How much room is made for each read: a length that a header claims makes none.
const READ_SIZE: usize = 64 * 1024;

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

pub struct Link {
    stream: Box<dyn Stream>,
    received: BytesMut,
    scratch: Vec<u8>,
}

/// A frame as it came.
pub struct Frame {
    pub header: Header,
    /// What follows the header.
    pub body: Bytes,
}

/// Connects, and encrypts where that is wanted.
pub async fn connect(config: &SessionConfig) -> Result<Link, Ending> {
    let within = config.timing.connect;
    let address = || config.address.clone();
    let stream = timeout(within, open(config))
        .await
        .map_err(|_| Ending::ConnectTimeout { address: address(), within })??;
    Ok(Link { stream, received: BytesMut::new(), scratch: Vec::new() })
}

async fn open(config: &SessionConfig) -> Result<Box<dyn Stream>, Ending> {
    let address = config.address.clone();
    let tcp = TcpStream::connect(&config.address).await.map_err(|source| match source.kind() {
        io::ErrorKind::ConnectionRefused => Ending::Refused { address: address.clone() },
        _ => Ending::Unreachable { address: address.clone(), source },
    })?;
    tcp.set_nodelay(true)
        .map_err(|source| Ending::Unreachable { address: address.clone(), source })?;
    match &config.tls {
        None => Ok(Box::new(tcp)),
        Some(options) => Ok(Box::new(tls::encrypt(tcp, address, options).await?)),
    }
}

impl Link {
    /// The next frame. Dropped midway, nothing is lost: what came stays in the buffer.
    pub async fn frame(&mut self) -> Result<Frame, Ending> {
        loop {
            if let Some(frame) = self.buffered()? {
                return Ok(frame);
            }
            self.received.reserve(READ_SIZE);
            let read = self.stream.read_buf(&mut self.received).await;
            match read.map_err(Ending::BrokenOff)? {
                0 if self.received.is_empty() => return Err(Ending::Closed),
                0 => return Err(Ending::HalfFrame { got: self.received.len() }),
                _ => {}
            }
        }
    }

    fn buffered(&mut self) -> Result<Option<Frame>, Ending> {
        let Some(header) = self.received.first_chunk() else { return Ok(None) };
        let header = Header::read(*header).map_err(Ending::BadFrame)?;
        let length = header.length as usize;
        if self.received.len() < length {
            return Ok(None);
        }
        let mut body = self.received.split_to(length);
        body.advance(HEADER_LENGTH);
        Ok(Some(Frame { header, body: body.freeze() }))
    }

    pub async fn send(&mut self, message: &Message, timing: &Timing) -> Result<(), Ending> {
        self.scratch.clear();
        // Ours are a few hundred bytes: encoding them cannot fail.
        if message.encode_into(&mut self.scratch).is_err() {
            return Ok(());
        }
        let write = async {
            self.stream.write_all(&self.scratch).await?;
            self.stream.flush().await
        };
        timeout(timing.reply, write).await.map_err(|_| Ending::Stuck)?.map_err(Ending::BrokenOff)
    }
}
