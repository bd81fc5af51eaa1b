//! Measures how soon a commit shows: from the moment that it is durable to the first byte of the new
//! overview, asked for over a connection that stays open. `cargo xtask bench http` runs it.
//!
//! `freshness COUNT [--click] [--json]`: so many commits, one after the other, over the demo on SQLite. With `--click`
//! each is a form of the desk that is sent, and the time runs from the sending: sign-in, form, verb and commit count.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use beffroi::{
    app::{self, App},
    config, demo,
    ground::{Clock, Db, Metrics, clock::stopwatch, db::DbUrl},
    incidents::{self, CorrectText, Which},
    members::{self, NewMember, Role, Way},
    pages,
};
use beffroi_domain::{Actor, IncidentId, Locale, LocalizedText};
use reqwest::{Client, StatusCode, header};
use tokio::net::TcpListener;

/// The reader asks this often; half of it is in the figures.
const PAUSE: Duration = Duration::from_micros(500);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_on = |flag: &str| arguments.iter().any(|one| one == flag);
    let count: usize = arguments.first().context("how many commits?")?.parse()?;
    let folder = tempfile::tempdir()?;
    let app = filled(folder.path()).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(app::serve(app.clone(), listener, std::future::pending()));
    let mut took = Vec::with_capacity(count);
    let reader = Reader::new(format!("{origin}/en/"))?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let incident = live(&app).await?;
    let desk = Desk::of(&app, format!("{origin}/console/incidents/{incident}")).await?;
    for number in 0..count {
        let known = reader.tag().await?;
        let told = words(number);
        let (began, seen) = match is_on("--click") {
            true => {
                let form = desk.form(&told).await?;
                let began = stopwatch();
                let both = tokio::join!(desk.send(&form), reader.until(&known, &told));
                both.0?;
                (began, both.1?)
            }
            false => {
                commit(&app, incident, &told).await?;
                (stopwatch(), reader.until(&known, &told).await?)
            }
        };
        took.push((seen - began).as_secs_f64() * 1000.0);
        tokio::time::sleep(Duration::from_millis(120)).await;
    }
    let what = if is_on("--click") { "click" } else { "commit" };
    print(took, what, is_on("--json"));
    Ok(())
}

/// What is told, each time something else.
fn words(number: usize) -> String {
    format!("Late card payments {number}")
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

async fn commit(app: &App, incident: IncidentId, told: &str) -> anyhow::Result<()> {
    let mut tx = app.db.begin().await?;
    let title = LocalizedText::single(Locale::of("en"), told);
    let right = CorrectText::of(incident, Which::Title, title);
    incidents::correct_text(&mut tx, app.clock.now(), Actor::System, right).await?;
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

    /// When the first byte came of a page that says so.
    async fn until(&self, known: &str, told: &str) -> anyhow::Result<Instant> {
        for _ in 0..20_000 {
            let asked = self
                .client
                .get(&self.address)
                .header(header::IF_NONE_MATCH, known);
            let answer = asked.send().await?;
            let at = stopwatch();
            if answer.status() == StatusCode::OK && answer.text().await?.contains(told) {
                return Ok(at);
            }
            tokio::time::sleep(PAUSE).await;
        }
        anyhow::bail!("the page never said {told}")
    }
}

/// Somebody at the desk of the incident, in a browser of their own.
struct Desk {
    client: Client,
    address: String,
    cookie: String,
}

impl Desk {
    async fn of(app: &App, address: String) -> anyhow::Result<Self> {
        let new = NewMember {
            name: "Ada".to_owned(),
            email: "ada@example.com".to_owned(),
            locale: Some(Locale::of("en")),
        };
        let (now, actor) = (app.clock.now(), Actor::System);
        let mut tx = app.db.begin().await?;
        let ada = members::create_member(&mut tx, now, actor, new).await?;
        members::grant_role(&mut tx, now, actor, ada, None, Role::Administrator).await?;
        let secret =
            members::start_session(&mut tx, now, actor, ada, "browser", Way::Password, true)
                .await?;
        tx.commit().await?;
        let redirect = reqwest::redirect::Policy::none();
        Ok(Self {
            client: Client::builder().no_proxy().redirect(redirect).build()?,
            address,
            cookie: format!("beffroi={secret}"),
        })
    }

    /// The form as it stands on the screen, with a text in each language.
    async fn form(&self, told: &str) -> anyhow::Result<Vec<(String, String)>> {
        let screen = self.client.get(&self.address);
        let screen = screen.header(header::COOKIE, &self.cookie).send().await?;
        let html = screen.error_for_status()?.text().await?;
        let hidden = |name: &str| {
            let field = html.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
            Some((name.to_owned(), field.split('"').next()?.to_owned()))
        };
        let own = ["expected", "key"].map(hidden).into_iter();
        let own: Option<Vec<_>> = own.collect();
        let texts = ["fr", "en", "it"].map(|tag| (format!("text-{tag}"), told.to_owned()));
        let pressed = [("status", "identified"), ("deed", "publish")];
        let pressed = pressed.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let own = own.context("the form of the desk")?.into_iter();
        Ok(own.chain(texts).chain(pressed).collect())
    }

    async fn send(&self, form: &[(String, String)]) -> anyhow::Result<()> {
        let sent = self.client.post(format!("{}/updates", self.address));
        let sent = sent
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(encoded(form));
        let status = sent.send().await?.status();
        anyhow::ensure!(
            status == StatusCode::SEE_OTHER,
            "the desk answered {status}"
        );
        Ok(())
    }
}

fn encoded(form: &[(String, String)]) -> String {
    let escaped = |text: &str| -> String {
        let bytes = text.bytes().map(|byte| format!("%{byte:02X}"));
        bytes.collect()
    };
    let pair = |(name, value): &(String, String)| format!("{name}={}", escaped(value));
    let pairs: Vec<String> = form.iter().map(pair).collect();
    pairs.join("&")
}

#[expect(
    clippy::print_stdout,
    reason = "the figures are what this program is for"
)]
fn print(mut took: Vec<f64>, what: &str, is_json: bool) {
    took.sort_by(f64::total_cmp);
    let at = |part: usize| took[(took.len() * part / 100).min(took.len() - 1)];
    let (p50, p99) = (at(50), at(99));
    if is_json {
        println!(
            "{{\"bench\":\"http\",\"what\":\"freshness\",\"{what}_to_byte_p50_ms\":{p50:.2},\
             \"{what}_to_byte_p99_ms\":{p99:.2}}}"
        );
    } else {
        println!("freshness     {what} to first new byte: p50 {p50:.1} ms, p99 {p99:.1} ms");
    }
}
