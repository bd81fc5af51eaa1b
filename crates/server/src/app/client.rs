//! One reader cannot take all the room: so many requests at one time from one address.

use std::{
    collections::HashMap,
    net::IpAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use bytes::Bytes;
use hyper::body::{Frame, SizeHint};

use super::listen::Peer;
use crate::{
    config::Settings,
    ground::{Metrics, proxy::Proxies},
    web::address::Client,
};

/// Requests under way by the reader's address. Addresses stay in memory only, and only while a
/// request is under way.
#[derive(Clone)]
pub(super) struct Clients {
    under_way: Arc<Mutex<HashMap<IpAddr, usize>>>,
    proxies: Arc<Proxies>,
    most: usize,
    metrics: Metrics,
}

impl Clients {
    pub(super) fn new(settings: &Settings, metrics: Metrics) -> Self {
        Self {
            under_way: Arc::default(),
            proxies: Arc::new(settings.trusted_proxies.clone()),
            most: settings.limits.requests_per_client,
            metrics,
        }
    }

    fn enter(&self, client: IpAddr) -> Option<Visit> {
        let mut under_way = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let count = under_way.entry(client).or_default();
        if *count >= self.most {
            self.metrics.refused();
            return None;
        }
        *count += 1;
        Some(Visit {
            clients: self.clone(),
            client,
        })
    }
}

/// One request under way; over when dropped.
struct Visit {
    clients: Clients,
    client: IpAddr,
}

impl Drop for Visit {
    fn drop(&mut self) {
        let mut under_way = self
            .clients
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = under_way.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                under_way.remove(&self.client);
            }
        }
    }
}

/// Lets a request through, or answers 429 when its reader has too many under way.
pub(super) async fn limit(
    State(clients): State<Clients>,
    mut request: Request,
    next: Next,
) -> Response {
    // Without a peer (a test calling the router) there is nobody to limit.
    let Some(Peer(peer)) = request.extensions().get::<Peer>().copied() else {
        return next.run(request).await;
    };
    let client = clients
        .proxies
        .client(peer.ip(), &forwarded_for(request.headers()));
    request.extensions_mut().insert(Client(client));
    match clients.enter(client) {
        Some(visit) => held(next.run(request).await, visit),
        None => (
            StatusCode::TOO_MANY_REQUESTS,
            [(header::RETRY_AFTER, "1")],
            "Too many requests at once.\n",
        )
            .into_response(),
    }
}

/// A request is under way until its answer has been taken, which for a stream of events is long.
fn held(response: Response, visit: Visit) -> Response {
    response.map(|body| {
        Body::new(Held {
            body,
            _visit: visit,
        })
    })
}

/// An answer on its way, and the visit that it belongs to.
struct Held {
    body: Body,
    _visit: Visit,
}

impl hyper::body::Body for Held {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// All `X-Forwarded-For` headers as one list, as if each proxy had appended to the first.
fn forwarded_for(headers: &HeaderMap) -> String {
    let all = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok());
    all.collect::<Vec<_>>().join(",")
}
