//! The one place that knows all: routes, layers, the listener, the stop.
//!
//! Read in order: [`App`], [`router`], [`serve`], then `listen`, `client`, `health`, `logging`.
//! Not here: anything that a noun could know by itself.

mod client;
mod documents;
mod files;
mod health;
mod listen;
mod logging;
mod metrics;

use std::{future::Future, sync::Arc};

use axum::{Router, extract::Request, middleware, routing::get};
use tokio::net::TcpListener;
use tower::ServiceExt as _;

use crate::{
    config::Settings,
    ground::{Clock, Db, Metrics, Result},
    public, web,
};

pub use documents::read_documents;
pub use files::raise_file_limit;
pub use listen::Peer;
pub use logging::start as start_logging;
pub use metrics::serve_metrics;

/// A running Beffroi: its database, its time, its settings.
#[derive(Clone, Debug)]
pub struct App {
    /// Where the facts are.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// What was set.
    pub settings: Arc<Settings>,
    /// What is counted while it runs.
    pub metrics: Metrics,
}

/// All routes with all layers, ready to be called.
pub fn router(app: &App) -> Router {
    let site = web::Site {
        db: app.db.clone(),
        clock: app.clock.clone(),
        public_url: app.settings.origin(),
        has_public_url: app.settings.public_url.is_some(),
        page: app.settings.page.clone(),
    };
    let health = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .with_state(app.db.clone());
    let clients = client::Clients::new(&app.settings, app.metrics.clone());
    let routes = public::routes(site)
        .merge(health)
        .layer(middleware::from_fn_with_state(clients, client::limit))
        .layer(middleware::from_fn(logging::log_request))
        .layer(middleware::from_fn_with_state(
            app.metrics.clone(),
            metrics::count,
        ));
    let proxies = app.settings.trusted_proxies.clone();
    Router::new().fallback_service(routes.map_request(move |request: Request| {
        let peer = request.extensions().get::<Peer>().copied();
        let is_by_proxy = peer.is_some_and(|Peer(peer)| proxies.contains(peer.ip()));
        web::address::arrive(request, is_by_proxy)
    }))
}

/// Serves until `stop` is over, then lets requests under way end.
///
/// # Errors
/// A fault when the listener breaks.
pub async fn serve(app: App, listener: TcpListener, stop: impl Future<Output = ()>) -> Result<()> {
    let router = router(&app);
    listen::accept(router, listener, app.settings.limits, stop).await?;
    app.db.close().await;
    Ok(())
}

/// Over when the operator asks the program to stop: Ctrl-C, or SIGTERM.
pub async fn asked_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
