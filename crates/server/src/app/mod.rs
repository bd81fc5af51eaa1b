//! The one place that knows all: routes, layers, the listener, the stop.
//!
//! Read in order: [`App`], [`router`] (without the shelf), [`serve`] (with it), then `listen`, `client`, `health`, `logging`.
//! Not here: anything that a noun could know by itself.

mod behind;
mod bell;
mod client;
mod documents;
mod due;
mod files;
mod health;
mod listen;
mod logging;
mod look;
mod mailbox;
mod metrics;
mod patient;
mod react;
mod sweep;
mod workers;

use std::{future::Future, sync::Arc, time::Duration};

use axum::{Extension, Router, extract::Request, middleware, routing::get};
use tokio::{net::TcpListener, runtime::Handle, sync::oneshot};
use tower::ServiceExt as _;

use self::{behind::Forms, workers::Workers};
use crate::{
    api,
    config::Settings,
    console,
    ground::{Clock, Db, Metrics, Result, db::DbUrl, outbound::Outbound},
    notify::Post,
    providers::Watch,
    public,
    shelf::{self, Shelf},
    web,
};

pub use documents::read_documents;
pub use due::do_what_is_due;
pub use files::raise_file_limit;
pub use listen::Peer;
pub use logging::start as start_logging;
pub use mailbox::collector;
pub use metrics::serve_metrics;
pub use react::react;

/// The wait before a database that was away at the start is tried again.
const AGAIN: Duration = Duration::from_secs(1);

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

/// All routes with all layers, ready to be called; nothing is kept between two calls.
pub fn router(app: &App) -> Router {
    layered(
        app,
        public::routes(site(app)),
        Serving::default(),
        watch(app),
    )
}

/// What carries letters and broadcasts, by these settings.
///
/// # Panics
/// Never: certificates that cannot be read were refused with the settings.
pub fn post(app: &App) -> Post {
    let calls = app.settings.calls.clone();
    let outside = Outbound::opening(calls.open, calls.roots.as_deref());
    let outside = outside.expect("certificates were read with the settings");
    Post::new(&site(app), app.settings.mail.clone(), outside)
}

/// Who looks at other providers' pages, by these settings.
///
/// # Panics
/// Never: certificates that cannot be read were refused with the settings.
pub fn watch(app: &App) -> Watch {
    let calls = app.settings.calls.clone();
    let outside = Outbound::opening(calls.open, calls.roots.as_deref());
    Watch::new(
        app.db.clone(),
        app.clock.clone(),
        outside.expect("certificates were read with the settings"),
        app.metrics.clone(),
        app.settings.watch.clone(),
    )
}

fn site(app: &App) -> web::Site {
    web::Site {
        db: app.db.clone(),
        clock: app.clock.clone(),
        public_url: app.settings.origin(),
        has_public_url: app.settings.public_url.is_some(),
        page: app.settings.page.clone(),
        security_contact: app.settings.security_contact.clone(),
        has_mail: app.settings.mail.is_some(),
        answers_to: app
            .settings
            .mail
            .as_ref()
            .and_then(|mail| mail.answers_to.clone()),
        mail_from: app.settings.mail.as_ref().map(|mail| mail.from.clone()),
        push_contact: app.settings.push_contact.clone(),
        sms: app.settings.sms.clone(),
        wants_factor: app.settings.second_factor == crate::config::SecondFactor::Required,
        provider: app
            .settings
            .oidc
            .as_ref()
            .map(|provider| provider.settings().name.clone()),
        has_machine: app.settings.translation.is_some(),
    }
}

/// A shelf before the public routes.
fn shelf(app: &App) -> Shelf {
    let parts = shelf::Parts {
        site: site(app),
        metrics: app.metrics.clone(),
        snapshot: app.settings.ready.clone(),
        kept_bytes: app.settings.limits.kept_mb * 1024 * 1024,
    };
    let renders = public::routes(site(app));
    let renders = renders.map_request(|request: Request| web::address::arrive(request, false));
    Shelf::new(parts, Router::new().fallback_service(renders))
}

/// The public routes, kept on the shelf, with everything that stands beside them.
fn routes(app: &App, shelf: &Shelf, (watch, forms): (Watch, &Forms)) -> Router {
    let keeping = middleware::from_fn_with_state(shelf.clone(), shelf::keep);
    let public = public::routes(site(app)).layer(keeping);
    let open = middleware::from_fn_with_state(shelf.clone(), shelf::events);
    let behind = get(shelf::private_events).with_state(shelf.clone());
    let events = public::guarded(behind, site(app)).route_layer(open);
    let public = public.route("/events", events);
    let serving = Serving {
        shelf: Some(shelf.clone()),
        forms: Some(forms.handle()),
    };
    layered(app, public, serving, watch)
}

/// What only a program that serves has.
#[derive(Default)]
struct Serving {
    shelf: Option<Shelf>,
    forms: Option<Handle>,
}

fn layered(app: &App, public: Router, serving: Serving, watch: Watch) -> Router {
    let health = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .with_state(health::Asked {
            db: app.db.clone(),
            shelf: serving.shelf,
        });
    let clients = client::Clients::new(&app.settings, app.metrics.clone());
    let programs = api::routes(site(app), app.settings.limits.calls_per_minute);
    let console = console::routes(site(app), app.settings.oidc.clone(), public.clone());
    let routes = public
        .merge(console)
        .merge(health)
        .route_service("/v1", programs.clone())
        .route_service("/v1/{*rest}", programs)
        .layer(Extension(app.settings.translation.clone()))
        .layer(Extension(watch))
        .layer(Extension(app.settings.store()))
        .layer(middleware::from_fn_with_state(
            serving.forms,
            behind::step_behind,
        ))
        .layer(middleware::from_fn_with_state(clients, client::limit))
        .layer(middleware::map_response(web::headers::harden))
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

/// Opens the database. Where it cannot be reached and an earlier run left something to serve, it is
/// tried again and again while that is served.
///
/// # Errors
/// A fault when it cannot be opened, and there is nothing to serve meanwhile.
pub async fn open(settings: &Settings) -> Result<Db> {
    let is_kept = settings.ready.as_deref().is_some_and(shelf::is_there);
    match (Db::open(&settings.database).await, &settings.database) {
        (Err(error), DbUrl::Postgres(url)) if is_kept => {
            tracing::error!(%error, "the database cannot be opened; what an earlier run left is served");
            let db = Db::reach(url)?;
            tokio::spawn(prepare(db.clone()));
            Ok(db)
        }
        (opened, _) => opened,
    }
}

/// True when the database answers.
pub async fn answers(db: &Db) -> bool {
    health::asks(db).await.is_ok()
}

async fn prepare(db: Db) {
    while let Err(error) = db.prepare().await {
        tracing::debug!(%error, "the database is still away");
        tokio::time::sleep(AGAIN).await;
    }
}

/// Serves until `stop` is over, then lets requests under way end. What an earlier run left on disk is
/// served until the database answers.
///
/// # Errors
/// A fault when the listener breaks.
pub async fn serve(app: App, listener: TcpListener, stop: impl Future<Output = ()>) -> Result<()> {
    let shelf = shelf(&app);
    if let Err(error) = shelf.read_snapshot() {
        tracing::warn!(%error, "what an earlier run left is not read");
    }
    let watch = watch(&app);
    let forms = Forms::start()?;
    let core = listen::Core {
        router: routes(&app, &shelf, (watch.clone(), &forms)),
        limits: app.settings.limits,
        metrics: app.metrics.clone(),
        proxies: app.settings.trusted_proxies.clone(),
        shelf: shelf.clone(),
    };
    shelf.settle().await;
    let (ending, ended) = oneshot::channel::<()>();
    let watching = tokio::spawn(async move {
        shelf.watch(async { ended.await.unwrap_or_default() }).await;
    });
    let (quitting, quit) = oneshot::channel::<()>();
    let due = forms.handle().spawn(due::keep_watch(app.clone(), async {
        quit.await.unwrap_or_default();
    }));
    let (resting, rest) = oneshot::channel::<()>();
    let reacting = forms
        .handle()
        .spawn(react::keep_reacting(app.clone(), async {
            rest.await.unwrap_or_default();
        }));
    let workers = {
        let threads = forms.handle();
        let _behind = threads.enter();
        Workers::start(&app, &watch)?
    };
    let served = listen::accept(core, listener, stop).await;
    drop((ending, quitting, resting));
    let _ = due.await;
    let _ = reacting.await;
    // It ended because it was told to; a panic in it was logged where it happened.
    let _ = watching.await;
    workers.end().await;
    app.db.close().await;
    served
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
