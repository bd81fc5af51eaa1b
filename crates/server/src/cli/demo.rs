//! `beffroi demo`: a sample provider, filled in and served.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};

use clap::Args;

use super::{in_directory, serve::listen};
use crate::{
    app::{self, App},
    demo,
    ground::{Clock, Db, Metrics},
};

/// Fill a database with a sample provider and serve its page.
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The directory for the embedded database; made when missing
    #[arg(long, value_name = "DIR", default_value = "./beffroi-demo")]
    data: PathBuf,
}

pub(super) async fn run(args: DemoArgs) -> anyhow::Result<ExitCode> {
    let mut settings = in_directory(&args.data)?;
    settings.listen = args.listen;
    settings.page = Some(demo::SLUG.to_owned());
    "warn".clone_into(&mut settings.log.level);
    app::start_logging(&settings.log);
    let db = Db::open(&settings.database).await?;
    let clock = Clock::System;
    let filled = demo::fill(&db, clock.now()).await?;
    println!("{filled}");
    println!("Its data is in {}.", args.data.display());
    listen(App {
        db,
        clock,
        settings: Arc::new(settings),
        metrics: Metrics::default(),
    })
    .await
}
