//! The listener: on each core a loop that answers what stands ready by itself and hands everything else
//! to the router; with limits that hold and a graceful stop.
//!
//! Read in order: [`accept`], [`Core`], then `patient` (a reader who takes nothing).
//! What stands ready is looked up and written on the core that took the connection, without waiting for
//! anything; what needs the database is done by the program's other threads.
//! Not here: TLS, which belongs to the proxy in front.

use std::{
    convert::Infallible, future::Future, net::SocketAddr, sync::Arc, thread::JoinHandle,
    time::Duration,
};

use anyhow::Context as _;
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use http_body_util::{Either, Full};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime::Handle,
    sync::{Semaphore, watch},
};
use tower::ServiceExt;

use super::patient::Patient;
use crate::{
    config::Limits,
    ground::{Metrics, Result, clock::stopwatch, metrics::Route, proxy::Proxies},
    shelf::Shelf,
};

/// The address at the other end of the connection: a reader, or a proxy in front.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// A head larger than this is refused: 431.
const HEAD_BYTES: usize = 16 * 1024;
/// How long the router may take until it answers; a stream of events has answered by then.
const ANSWER: Duration = Duration::from_secs(60);

/// What every core needs.
#[derive(Clone)]
pub(super) struct Core {
    pub shelf: Shelf,
    pub router: Router,
    pub limits: Limits,
    pub metrics: Metrics,
    pub proxies: Proxies,
}

/// Accepts connections on all cores until `stop` is over.
pub(super) async fn accept(
    core: Core,
    listener: TcpListener,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let listener = listener.into_std().context("the listener")?;
    let room = Arc::new(Semaphore::new(core.limits.connections));
    let (stopping, stopped) = watch::channel(());
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut threads = Vec::with_capacity(cores);
    for number in 0..cores {
        let listener = listener.try_clone().context("the listener")?;
        let loop_of_core = Loop {
            core: core.clone(),
            room: room.clone(),
            main: Handle::current(),
            stopped: stopped.clone(),
        };
        threads.push(start(number, loop_of_core, listener)?);
    }
    drop((listener, stopped));
    stop.await;
    core.shelf.close();
    drop(stopping);
    let joined = tokio::task::spawn_blocking(|| threads.into_iter().map(JoinHandle::join).count());
    joined.await.context("a core's loop")?;
    Ok(())
}

fn start(
    number: usize,
    loop_of_core: Loop,
    listener: std::net::TcpListener,
) -> Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("a core's runtime")?;
    let thread = std::thread::Builder::new()
        .name(format!("core-{number}"))
        .spawn(move || {
            let served = runtime.block_on(async {
                let listener = TcpListener::from_std(listener)?;
                loop_of_core.run(listener).await;
                std::io::Result::Ok(())
            });
            if let Err(error) = served {
                tracing::error!(%error, "a core cannot listen");
            }
        })
        .context("a core's thread")?;
    Ok(thread)
}

/// One core's loop.
#[derive(Clone)]
struct Loop {
    core: Core,
    room: Arc<Semaphore>,
    main: Handle,
    stopped: watch::Receiver<()>,
}

impl Loop {
    async fn run(mut self, listener: TcpListener) {
        let graceful = GracefulShutdown::new();
        let mut stopped = self.stopped.clone();
        loop {
            let room = self.room.clone();
            let next = async { (room.acquire_owned().await, listener.accept().await) };
            let (room, accepted) = tokio::select! {
                next = next => next,
                // Nothing is ever sent: it is over when the sender is dropped.
                _ = stopped.changed() => break,
            };
            match accepted {
                Ok((stream, peer)) => {
                    let served = self.connection(stream, peer, &graceful);
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
        let patience = Duration::from_secs(self.core.limits.stop_seconds);
        if tokio::time::timeout(patience, graceful.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("requests still under way were cut off");
        }
    }

    fn connection(
        &mut self,
        stream: TcpStream,
        peer: SocketAddr,
        graceful: &GracefulShutdown,
    ) -> impl Future<Output = ()> + use<> {
        // A page leaves in one piece; waiting for more to send would only delay it.
        let _ = stream.set_nodelay(true);
        let limits = self.core.limits;
        let stream = Patient::new(stream, Duration::from_secs(limits.write_seconds));
        let (core, main) = (self.core.clone(), self.main.clone());
        let is_by_proxy = core.proxies.contains(peer.ip());
        let service = hyper::service::service_fn(move |request: Request<Incoming>| {
            let found = core.find(&request, is_by_proxy);
            let rest = match found {
                Some(response) => Either::Left(response),
                None => Either::Right(core.router.clone()),
            };
            let main = main.clone();
            async move {
                Ok::<_, Infallible>(match rest {
                    Either::Left(response) => response.map(Either::Left),
                    Either::Right(router) => elsewhere(&main, router, request, peer)
                        .await
                        .map(Either::Right),
                })
            }
        });
        let served = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(Duration::from_secs(limits.header_seconds))
            .max_buf_size(HEAD_BYTES)
            .serve_connection(TokioIo::new(stream), service);
        let served = graceful.watch(served);
        let open = self.core.metrics.connection();
        async move {
            if let Err(error) = served.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(open);
        }
    }
}

impl Core {
    /// What stands ready, answered on the spot.
    fn find(
        &self,
        request: &Request<Incoming>,
        is_by_proxy: bool,
    ) -> Option<Response<Full<Bytes>>> {
        let began = stopwatch();
        let (uri, headers) = (request.uri(), request.headers());
        let response = self
            .shelf
            .ready(request.method(), uri, headers, is_by_proxy)?;
        let status = response.status().as_u16();
        let took = began.elapsed();
        self.metrics.kept();
        self.metrics.hit(Route::of(uri.path()), status, took);
        tracing::debug!(path = uri.path(), status, "answered from the shelf");
        Some(response)
    }
}

/// Ends the work on an answer when nobody waits for it any more.
struct Waited(tokio::task::JoinHandle<Response>);

impl Drop for Waited {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Answers on the threads that may wait for the database.
async fn elsewhere(
    main: &Handle,
    router: Router,
    request: Request<Incoming>,
    peer: SocketAddr,
) -> Response {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(Peer(peer));
    let mut task = Waited(main.spawn(async move {
        match tokio::time::timeout(ANSWER, router.oneshot(request)).await {
            Ok(Ok(response)) => response,
            Err(_) => (StatusCode::REQUEST_TIMEOUT, "This took too long.\n").into_response(),
        }
    }));
    (&mut task.0)
        .await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}
