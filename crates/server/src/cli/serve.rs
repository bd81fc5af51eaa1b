//! `beffroi serve`: serve the page.

use std::{net::SocketAddr, process::ExitCode, sync::Arc};

use anyhow::Context;
use clap::Args;
use tokio::{net::TcpListener, task::JoinHandle};

use super::{Place, member};
use crate::{
    app::{self, App},
    config::Settings,
    ground::{Clock, Db, Metrics},
    pages::{self, Page},
};

/// Serve the page.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    place: Place,
    /// Address and port to listen on; wins over the configuration
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
}

pub(super) async fn run(args: ServeArgs) -> anyhow::Result<ExitCode> {
    let mut settings = args.place.settings()?;
    settings.listen = args.listen.unwrap_or(settings.listen);
    app::start_logging(&settings.log);
    let db = app::open(&settings).await?;
    let app = App {
        db,
        clock: Clock::System,
        settings: Arc::new(settings),
        metrics: Metrics::default(),
    };
    match page(&app.db, &app.settings).await {
        Ok(Some(page)) => fill_documents(&app, &page).await?,
        Ok(None) => eprintln!(
            "There is no page yet. Read a history with `beffroi import`, or see a sample with \
             `beffroi demo`."
        ),
        // The database is away, and what an earlier run left is served; then nothing can be asked.
        Err(_) if app.db.kind() == "postgres" && !app::answers(&app.db).await => {}
        Err(error) => return Err(error),
    }
    listen(app).await
}

/// Listens and serves until the operator asks to stop.
pub(super) async fn listen(app: App) -> anyhow::Result<ExitCode> {
    app::raise_file_limit(app.settings.limits.connections);
    let address = app.settings.listen;
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}; choose another with --listen"))?;
    let address = listener.local_addr()?;
    let metrics = listen_for_metrics(&app).await?;
    tracing::info!(%address, database = app.db.kind(), "listening");
    println!("Serving on http://{address}/ (stop with Ctrl-C)");
    member::print_first_link(&app, address).await;
    app::serve(app, listener, app::asked_to_stop()).await?;
    if let Some(metrics) = metrics {
        metrics.abort();
    }
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

async fn listen_for_metrics(app: &App) -> anyhow::Result<Option<JoinHandle<()>>> {
    let Some(address) = app.settings.metrics else {
        return Ok(None);
    };
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}; see metrics.listen"))?;
    tracing::info!(address = %listener.local_addr()?, "metrics");
    Ok(Some(tokio::spawn(app::serve_metrics(
        app.clone(),
        listener,
    ))))
}

async fn page(db: &Db, settings: &Settings) -> anyhow::Result<Option<Page>> {
    let mut tx = db.snapshot().await?;
    match &settings.page {
        None => Ok(pages::list(&mut tx).await?.into_iter().next()),
        Some(slug) => match pages::find_by_slug(&mut tx, slug).await? {
            Some(page) => Ok(Some(page)),
            None => anyhow::bail!("there is no page {slug:?}; set `page` to one that exists"),
        },
    }
}

async fn fill_documents(app: &App, page: &Page) -> anyhow::Result<()> {
    if let Some(directory) = &app.settings.documents {
        let changed = app::read_documents(&app.db, app.clock.now(), page, directory).await?;
        tracing::info!(changed, "documents read");
    }
    Ok(())
}
