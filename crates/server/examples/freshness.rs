//! Measures how soon a commit shows: from the moment that it is durable to the first byte of the new
//! overview, asked for over a connection that stays open. `cargo xtask bench http` runs it.
//!
//! `freshness COUNT [--json]`: so many commits, one after the other, over the demo on SQLite.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use anyhow::Context as _;
use beffroi::{
    app::{self, App},
    config, demo,
    ground::{Clock, Db, Metrics, clock::stopwatch, db::DbUrl},
    incidents, pages,
};
use beffroi_domain::{Actor, IncidentId, Locale, LocalizedText};
use reqwest::{Client, StatusCode, header};
use tokio::net::TcpListener;

/// The reader asks this often; half of it is in the figures.
const PAUSE: Duration = Duration::from_micros(500);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().context("how many commits?")?.parse()?;
    let is_json = arguments.next().as_deref() == Some("--json");
    let folder = tempfile::tempdir()?;
    let app = filled(folder.path()).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/en/", listener.local_addr()?);
    tokio::spawn(app::serve(app.clone(), listener, std::future::pending()));
    let mut took = Vec::with_capacity(count);
    let reader = Reader::new(address)?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let incident = live(&app).await?;
    for number in 0..count {
        let known = reader.tag().await?;
        commit(&app, incident, number).await?;
        let began = stopwatch();
        reader.until_new(&known).await?;
        took.push(began.elapsed().as_secs_f64() * 1000.0);
        tokio::time::sleep(Duration::from_millis(120)).await;
    }
    print(took, is_json);
    Ok(())
}

async fn filled(folder: &std::path::Path) -> anyhow::Result<App> {
    let mut settings = config::parse("defaults", "", &BTreeMap::new())?;
    settings.database = DbUrl::File(folder.join("beffroi.db"));
    settings.ready = Some(folder.join("ready"));
    settings.page = Some(demo::SLUG.to_owned());
    let db = Db::open(&settings.database).await?;
    demo::fill(&db, Clock::System.now()).await?;
    Ok(App {
        db,
        clock: Clock::System,
        settings: Arc::new(settings),
        metrics: Metrics::default(),
    })
}

/// The incident of the demo that is not over.
async fn live(app: &App) -> anyhow::Result<IncidentId> {
    let mut tx = app.db.snapshot().await?;
    let page = pages::find_by_slug(&mut tx, demo::SLUG).await?;
    let open = incidents::open_on(&mut tx, page.context("the demo's page")?.id).await?;
    Ok(open.first().context("a live incident")?.id)
}

async fn commit(app: &App, incident: IncidentId, number: usize) -> anyhow::Result<()> {
    let mut tx = app.db.begin().await?;
    let title: LocalizedText = [(Locale::of("en"), format!("Late card payments {number}"))]
        .into_iter()
        .collect();
    incidents::correct_title(&mut tx, app.clock.now(), Actor::System, incident, &title).await?;
    Ok(tx.commit().await?)
}

/// Somebody who asks again and again.
struct Reader {
    client: Client,
    address: String,
}

impl Reader {
    fn new(address: String) -> anyhow::Result<Self> {
        // There is no other provider in this process, so this is the first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().no_proxy().no_brotli().no_gzip().build()?;
        Ok(Self { client, address })
    }

    async fn tag(&self) -> anyhow::Result<String> {
        let answer = self.client.get(&self.address).send().await?;
        let tag = answer.headers().get(header::ETAG).context("a tag")?;
        Ok(tag.to_str()?.to_owned())
    }

    async fn until_new(&self, known: &str) -> anyhow::Result<()> {
        for _ in 0..20_000 {
            let asked = self
                .client
                .get(&self.address)
                .header(header::IF_NONE_MATCH, known);
            if asked.send().await?.status() == StatusCode::OK {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
        anyhow::bail!("the page never changed")
    }
}

#[expect(
    clippy::print_stdout,
    reason = "the figures are what this program is for"
)]
fn print(mut took: Vec<f64>, is_json: bool) {
    took.sort_by(f64::total_cmp);
    let at = |part: usize| took[(took.len() * part / 100).min(took.len() - 1)];
    let (p50, p99) = (at(50), at(99));
    if is_json {
        println!(
            "{{\"bench\":\"http\",\"what\":\"freshness\",\"commit_to_byte_p50_ms\":{p50:.2},\
             \"commit_to_byte_p99_ms\":{p99:.2}}}"
        );
    } else {
        println!("freshness     commit to first new byte: p50 {p50:.1} ms, p99 {p99:.1} ms");
    }
}
