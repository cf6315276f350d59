//! Lines that wait for the pipeline: when there is no room, the oldest goes.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::Notify;

use super::lines::Line;
use super::{QUEUE_BYTES_MAX, QUEUE_LINES_MAX};

/// Filled by the half of a session that reads, emptied by the half that hands on.
#[derive(Debug, Default)]
pub struct Queue {
    waiting: Mutex<Waiting>,
    news: Notify,
}

/// What has come since it was asked last.
#[derive(Debug, Default)]
pub struct Waiting {
    /// The lines, oldest first.
    pub lines: VecDeque<Bytes>,
    /// How many lines were pushed out.
    pub dropped: u64,
    /// How many lines were too long.
    pub too_long: u64,
    /// Whether a blank line came.
    pub is_alive: bool,
    bytes: usize,
    /// Nothing comes any more.
    is_over: bool,
}

impl Queue {
    /// Takes a line.
    pub fn push(&self, line: Line) {
        let mut waiting = self.lock();
        match line {
            Line::Blank => waiting.is_alive = true,
            Line::TooLong => waiting.too_long += 1,
            Line::Text(line) => {
                waiting.bytes += line.len();
                waiting.lines.push_back(line);
                while waiting.lines.len() > QUEUE_LINES_MAX || waiting.bytes > QUEUE_BYTES_MAX {
                    let Some(oldest) = waiting.lines.pop_front() else { break };
                    waiting.bytes -= oldest.len();
                    waiting.dropped += 1;
                }
            }
        }
        drop(waiting);
        self.news.notify_one();
    }

    /// Nothing comes any more; what is there can still be taken.
    pub fn close(&self) {
        self.lock().is_over = true;
        self.news.notify_one();
    }

    /// Waits for news, and takes at most `lines_max` lines with all else that there is; `None`
    /// when there is nothing and nothing comes any more.
    pub async fn take(&self, lines_max: usize) -> Option<Waiting> {
        loop {
            if let Some(news) = self.take_now(lines_max) {
                return Some(news);
            }
            if self.lock().is_over {
                return None;
            }
            self.news.notified().await;
        }
    }

    fn take_now(&self, lines_max: usize) -> Option<Waiting> {
        let mut waiting = self.lock();
        let count = waiting.lines.len().min(lines_max);
        if count == 0 && waiting.dropped + waiting.too_long == 0 && !waiting.is_alive {
            return None;
        }
        let lines: VecDeque<_> = waiting.lines.drain(..count).collect();
        let bytes = lines.iter().map(Bytes::len).sum();
        waiting.bytes -= bytes;
        let dropped = std::mem::take(&mut waiting.dropped);
        let too_long = std::mem::take(&mut waiting.too_long);
        let is_alive = std::mem::take(&mut waiting.is_alive);
        let is_over = waiting.is_over;
        Some(Waiting { lines, dropped, too_long, is_alive, bytes, is_over })
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // What is done under it cannot fail halfway.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(n: usize, length: usize) -> Line {
        Line::Text(Bytes::from(format!("{n:0length$}")))
    }

    #[tokio::test]
    async fn the_oldest_goes_when_there_is_no_room() {
        let queue = Queue::default();
        for n in 0..QUEUE_LINES_MAX + 7 {
            queue.push(line(n, 8));
        }
        queue.push(Line::TooLong);
        let taken = queue.take(2).await.unwrap();
        assert_eq!((taken.dropped, taken.too_long, taken.is_alive), (7, 1, false));
        assert_eq!(taken.lines, ["00000007", "00000008"]);
        queue.push(Line::Blank);
        let rest = queue.take(usize::MAX).await.unwrap();
        assert_eq!((rest.dropped, rest.too_long, rest.is_alive), (0, 0, true));
        assert_eq!(rest.lines.len(), QUEUE_LINES_MAX - 2);
        queue.push(line(1, 1));
        queue.close();
        assert_eq!(queue.take(1).await.unwrap().lines, ["1"]);
        assert!(queue.take(1).await.is_none());
    }

    #[tokio::test]
    async fn its_memory_has_a_limit() {
        let queue = Queue::default();
        let length = 32 << 10;
        let fit = QUEUE_BYTES_MAX / length;
        for n in 0..fit + 3 {
            queue.push(line(n, length));
        }
        let taken = queue.take(usize::MAX).await.unwrap();
        assert_eq!((taken.lines.len(), taken.dropped), (fit, 3));
    }
}
