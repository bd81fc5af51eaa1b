//! Many reports in a short time, and whether each is there afterwards.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use beffroi::ground::clock::stopwatch;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use reqwest::{Client, StatusCode, header, redirect::Policy};
use serde_json::json;
use tokio::task::JoinSet;

use super::{
    forms::{self, BOUNDARY, Form},
    read::{Lookers, Times},
};

/// Cases that are looked up at one time afterwards.
const AT_ONCE: usize = 8;
/// How long the page is read before anybody reports.
const BEFORE: Duration = Duration::from_secs(20);
/// The inbox is asked for so often afterwards, with all reports in it.
const AFTER: Duration = Duration::from_secs(10);

/// Which Beffroi, and who is signed in there.
pub struct At {
    /// Where it listens.
    pub port: u16,
    /// Of somebody at the console.
    pub cookie: String,
    /// The public id of the incident that some say they have too.
    pub about: String,
}

impl At {
    /// A whole address.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

/// What became of a report.
struct Sent {
    form: Form,
    /// Where its case is; nothing where it was not taken.
    place: Option<String>,
    status: StatusCode,
    /// From when it should have gone out.
    ms: f64,
}

/// Sends, looks, and prints.
#[expect(
    clippy::print_stdout,
    reason = "the figures are what this program is for"
)]
pub async fn report(at: &At, count: usize, length: Duration) -> Result<()> {
    let client = Client::builder().no_proxy().redirect(Policy::none());
    let client = client.timeout(Duration::from_secs(60)).build()?;
    let forms = forms::of(&client, at, count).await?;
    let lookers = Lookers::start(at);
    tokio::time::sleep(BEFORE).await;
    let (idle_page, idle_inbox) = lookers.stop()?;
    let lookers = Lookers::start(at);
    let began = stopwatch();
    let sent = send_all(&client, at, forms, length).await?;
    let took = began.elapsed();
    let (busy_page, busy_inbox) = lookers.stop()?;
    let refused = sent.iter().filter(|one| one.place.is_none());
    let refused: Vec<u16> = refused.map(|one| one.status.as_u16()).collect();
    let found = count_found(&client, at, &sent).await?;
    let lookers = Lookers::start(at);
    tokio::time::sleep(AFTER).await;
    let (_, full_inbox) = lookers.stop()?;
    let answers = Times::of(sent.iter().map(|one| one.ms).collect());
    println!(
        "{}",
        json!({
            "reports": count,
            "taken": count - refused.len(),
            "refused": refused.first(),
            "lost": count - found,
            "seconds": took.as_secs_f64(),
            "report_p50_ms": answers.at(50),
            "report_p99_ms": answers.at(99),
            "report_max_ms": answers.at(100),
            "idle_p99_ms": idle_page.at(99),
            "busy_p50_ms": busy_page.at(50),
            "busy_p99_ms": busy_page.at(99),
            "ratio": busy_page.at(99) / idle_page.at(99),
            "idle_inbox_p50_ms": idle_inbox.at(50),
            "busy_inbox_p50_ms": busy_inbox.at(50),
            "busy_inbox_max_ms": busy_inbox.at(100),
            "full_inbox_p50_ms": full_inbox.at(50),
        })
    );
    Ok(())
}

/// Each goes out at its time, whether or not those before are answered.
async fn send_all(
    client: &Client,
    at: &At,
    forms: Vec<Form>,
    length: Duration,
) -> Result<Vec<Sent>> {
    let count = u32::try_from(forms.len())?;
    let (began, mut under_way) = (stopwatch(), JoinSet::new());
    for (number, form) in (0..count).zip(forms) {
        let due = began + length * number / count;
        tokio::time::sleep_until(due.into()).await;
        let (client, address) = (client.clone(), at.address(&form.path));
        under_way.spawn(async move { send(&client, address, form, due).await });
    }
    let mut all = Vec::new();
    while let Some(sent) = under_way.join_next().await {
        all.push(sent??);
    }
    Ok(all)
}

async fn send(client: &Client, address: String, form: Form, due: Instant) -> Result<Sent> {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let sent = client.post(address).header(header::CONTENT_TYPE, kind);
    let sent = sent.header("x-forwarded-for", &form.from);
    let sent = sent.header("sec-fetch-site", "same-origin");
    let answer = sent.body(form.body.clone()).send().await?;
    let place = answer.headers().get(header::LOCATION);
    let place = place.map(|place| place.to_str().map(str::to_owned));
    Ok(Sent {
        place: place.transpose()?,
        status: answer.status(),
        ms: due.elapsed().as_secs_f64() * 1e3,
        form,
    })
}

/// How many cases are there, each with its own words.
async fn count_found(client: &Client, at: &At, sent: &[Sent]) -> Result<usize> {
    let asked = sent.iter().map(|one| async move {
        let Some(place) = &one.place else {
            return Ok::<bool, anyhow::Error>(false);
        };
        let asked = client.get(at.address(place));
        let answer = asked
            .header("x-forwarded-for", &one.form.from)
            .send()
            .await?;
        let html = answer.text().await.context("the page of a case")?;
        Ok(html.contains(&one.form.mark))
    });
    let found: Vec<bool> = stream::iter(asked)
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await?;
    Ok(found.into_iter().filter(|is_there| *is_there).count())
}
