//! The bytes of a conversation, encrypted or not, and a bound on how many a server may say to one question.

use std::{
    fmt, io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    task::{Context, Poll, ready},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What bytes go over.
pub(super) trait Way: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug> Way for T {}

/// How many bytes may still come.
#[derive(Clone, Debug, Default)]
pub(super) struct Room(Arc<AtomicU64>);

impl Room {
    /// So many from now on.
    pub(super) fn set(&self, bytes: u64) {
        self.0.store(bytes, Relaxed);
    }
}

/// A conversation's bytes.
#[derive(Debug)]
pub(super) struct Wire {
    way: Box<dyn Way>,
    room: Room,
}

impl Wire {
    pub(super) fn new(way: Box<dyn Way>, room: Room) -> Self {
        Self { way, room }
    }

    /// What they go over.
    pub(super) fn into_way(self) -> Box<dyn Way> {
        self.way
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.way).poll_read(context, buffer))?;
        let came = (buffer.filled().len() - before) as u64;
        let left = self.room.0.load(Relaxed);
        if came > left {
            return Poll::Ready(Err(io::Error::other("more than was asked for")));
        }
        self.room.set(left - came);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.way).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.way).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.way).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt as _;

    use super::*;

    #[tokio::test]
    async fn more_than_there_is_room_for_ends_the_conversation() {
        let (server, ours) = tokio::io::duplex(64);
        let room = Room::default();
        let mut wire = Wire::new(Box::new(ours), room.clone());
        let mut server = server;
        let mut read = [0; 8];
        for _ in 0..2 {
            tokio::io::AsyncWriteExt::write_all(&mut server, b"* OK\r\n")
                .await
                .unwrap();
        }

        room.set(10);
        let first = wire.read_exact(&mut read[..6]).await;
        let second = wire.read_exact(&mut read[..6]).await;

        assert!(first.is_ok() && second.is_err());
    }
}
