//! The listener: hyper in front, the router behind, with limits that hold and a graceful stop.
//!
//! Not here: TLS, which belongs to the proxy in front.

use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::Request};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tower::ServiceExt;

use crate::{config::Limits, ground::Result};

/// The address at the other end of the connection: a reader, or a proxy in front.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// A head larger than this is refused: 431.
const HEAD_BYTES: usize = 16 * 1024;

pub(super) async fn accept(
    router: Router,
    listener: TcpListener,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let open = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let room = open.clone().acquire_owned();
        let next = async { (room.await, listener.accept().await) };
        let (room, accepted) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let served = connection(&router, stream, peer, limits, &graceful);
                tokio::spawn(async move {
                    served.await;
                    drop(room);
                });
            }
            // Out of file descriptors, or a connection gone before it was taken: go on.
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    let patience = Duration::from_secs(limits.stop_seconds);
    if tokio::time::timeout(patience, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests still under way were cut off");
    }
    Ok(())
}

fn connection(
    router: &Router,
    stream: TcpStream,
    peer: SocketAddr,
    limits: Limits,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + Send + 'static {
    // A page leaves in one piece; waiting for more to send would only delay it.
    let _ = stream.set_nodelay(true);
    let router = router.clone();
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer));
        router.clone().oneshot(request)
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(limits.header_seconds))
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    let served = graceful.watch(served);
    async move {
        if let Err(error) = served.await {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}
