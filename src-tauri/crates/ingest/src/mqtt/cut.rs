//! Messages that are longer than is taken, cut short on their way in.
//!
//! A client that meets one has to leave, and the broker sends it again on the next connection, for
//! ever. Cut, it is read, refused for its length and acknowledged, and the next one comes.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncBufRead, AsyncRead, AsyncWrite, BufReader, ReadBuf};

/// The first four bits of a packet that is a message.
const PUBLISH: u8 = 3;
/// A packet begins with its kind and at most four bytes of its length.
const HEAD_BYTES_MAX: usize = 5;
const BUFFER_BYTES: usize = 16 << 10;

/// A connection to a broker on which no message is longer than `longest`, its head not counted.
pub struct Cut<S> {
    stream: BufReader<S>,
    longest: usize,
    /// The head of the packet that comes, as far as it is there.
    head: Vec<u8>,
    /// What follows from the head, once it is whole.
    packet: Option<Packet>,
}

/// What is still to be done with a packet.
#[derive(Debug, Clone, Copy)]
struct Packet {
    /// How much of its head was handed on.
    head_shown: usize,
    /// How much of its body is to be handed on next.
    pass: usize,
    /// How much of its body is then left out.
    drop: usize,
}

impl<S: AsyncRead> Cut<S> {
    pub fn new(stream: S, longest: usize) -> Self {
        let stream = BufReader::with_capacity(BUFFER_BYTES, stream);
        Self { stream, longest, head: Vec::with_capacity(HEAD_BYTES_MAX), packet: None }
    }

    /// Reads on in a head.
    fn read_head(&mut self, byte: u8) {
        self.head.push(byte);
        let packet = |pass, drop| Some(Packet { head_shown: 0, pass, drop });
        self.packet = match body_length(&self.head) {
            Some(body) if body > self.longest && self.head[0] >> 4 == PUBLISH => {
                write_length(&mut self.head, self.longest);
                packet(self.longest, body - self.longest)
            }
            Some(body) => packet(body, 0),
            // This is no MQTT. It is for the client to say so.
            None if self.head.len() == HEAD_BYTES_MAX => packet(usize::MAX, 0),
            None => None,
        };
    }
}

/// How long the body is that follows a head, if the head is whole.
fn body_length(head: &[u8]) -> Option<usize> {
    let (_, length) = head.split_first()?;
    length.last().filter(|last| **last < 0x80)?;
    Some(length.iter().rev().fold(0, |body, byte| body << 7 | usize::from(byte & 0x7F)))
}

fn write_length(head: &mut Vec<u8>, mut body: usize) {
    head.truncate(1);
    while body > 0x7F {
        head.push((body & 0x7F) as u8 | 0x80);
        body >>= 7;
    }
    head.push(body as u8);
}

impl<S: AsyncRead + Unpin> AsyncRead for Cut<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        loop {
            if let Some(packet) = &mut this.packet {
                let head = &this.head[packet.head_shown..];
                if !head.is_empty() {
                    let shown = head.len().min(into.remaining());
                    into.put_slice(&head[..shown]);
                    packet.head_shown += shown;
                    return Poll::Ready(Ok(()));
                }
                if packet.pass == 0 && packet.drop == 0 {
                    this.packet = None;
                    this.head.clear();
                }
            }
            let there = ready!(Pin::new(&mut this.stream).poll_fill_buf(context))?;
            let Some(first) = there.first().copied() else {
                return Poll::Ready(Ok(()));
            };
            match &mut this.packet {
                None => {
                    Pin::new(&mut this.stream).consume(1);
                    this.read_head(first);
                }
                Some(Packet { pass: 0, drop, .. }) => {
                    let dropped = there.len().min(*drop);
                    *drop -= dropped;
                    Pin::new(&mut this.stream).consume(dropped);
                }
                Some(Packet { pass, .. }) => {
                    let shown = there.len().min(*pass).min(into.remaining());
                    into.put_slice(&there[..shown]);
                    *pass -= shown;
                    Pin::new(&mut this.stream).consume(shown);
                    return Poll::Ready(Ok(()));
                }
            }
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Cut<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    /// A packet of this kind whose body is of this length.
    fn packet(kind: u8, body: usize) -> Vec<u8> {
        let mut packet = vec![kind << 4];
        write_length(&mut packet, body);
        packet.extend((0..body).map(|at| at as u8));
        packet
    }

    /// What comes through where nothing over `longest` does, sent and read in pieces.
    fn through(bytes: Vec<u8>, longest: usize, sent: usize, read: usize) -> Vec<u8> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let (mut broker, client) = duplex(sent);
            let sending = tokio::spawn(async move { broker.write_all(&bytes).await });
            let mut cut = Cut::new(client, longest);
            let (mut all, mut piece) = (Vec::new(), vec![0; read]);
            loop {
                match cut.read(&mut piece).await.unwrap() {
                    0 => break,
                    length => all.extend(&piece[..length]),
                }
            }
            sending.await.unwrap().unwrap();
            all
        })
    }

    #[test]
    fn what_is_no_mqtt_is_left_to_the_client() {
        let strange = [b'0', 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3];
        assert_eq!(through(strange.to_vec(), 2, 3, 4), strange);
        let broken_off = [0x30, 0xFF];
        assert_eq!(through(broken_off.to_vec(), 2, 3, 4), broken_off[..0]);
    }

    proptest! {
        #[test]
        fn messages_are_cut_and_nothing_else_is(
            packets in prop::collection::vec(
                (1_u8..15, prop_oneof![0_usize..400, 16_300_usize..16_500]), 0..20
            ),
            longest in prop_oneof![1_usize..400, 16_300_usize..16_500],
            sent in 1_usize..40_000,
            read in 1_usize..40_000,
        ) {
            let all = packets.iter().flat_map(|(kind, body)| packet(*kind, *body)).collect();
            let short = |kind, body: usize| {
                packet(kind, if kind == PUBLISH { body.min(longest) } else { body })
            };
            let expected: Vec<_> =
                packets.iter().flat_map(|(kind, body)| short(*kind, *body)).collect();
            prop_assert!(through(all, longest, sent, read) == expected);
        }
    }
}
