//! The bell under load, for `cargo xtask bench notify`: a page with as many readers as asked for, an incident that
//! begins, and how long it takes until everybody is told, while the page is read.
//!
//! `bell fill DATABASE COUNT mail` or `… webhook PORT`, then `bell ring DATABASE PORT`; the figures come as one line of JSON.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use beffroi::{
    app::{self, App},
    config,
    ground::{Clock, Db, Metrics, db::DbUrl},
    incidents::{self, OpenIncident},
    pages::{self, NewPage, Page},
    params, subscribers,
};
use beffroi_domain::{Actor, Locale, LocalizedText};
use jiff::{Timestamp, tz::TimeZone};
use tokio::net::TcpListener;

const SLUG: &str = "bell";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Runtime::new()?;
    match args[..] {
        ["fill", database, count, "mail"] => runtime.block_on(fill(database, count.parse()?, None)),
        ["fill", database, count, "webhook", port] => {
            runtime.block_on(fill(database, count.parse()?, Some(port)))
        }
        ["ring", database, port] => runtime.block_on(ring(database, port)),
        _ => bail!("bell fill DATABASE COUNT mail|webhook [PORT], or bell ring DATABASE PORT"),
    }
}

async fn open(database: &str) -> Result<Db> {
    let url: DbUrl = database.parse()?;
    Ok(Db::open(&url).await?)
}

fn text(words: &str) -> LocalizedText {
    ["fr", "en", "it"]
        .into_iter()
        .map(|tag| (Locale::of(tag), format!("{words} ({tag})")))
        .collect()
}

async fn page(db: &Db) -> Result<Page> {
    let mut tx = db.begin().await?;
    if pages::find_by_slug(&mut tx, SLUG).await?.is_none() {
        let new = NewPage {
            slug: SLUG.to_owned(),
            public_id: None,
            name: text("Pinatelle"),
            locales: ["fr", "en", "it"].map(Locale::of).to_vec(),
            zone: TimeZone::get("Europe/Paris")?,
            since: Timestamp::now(),
        };
        pages::create(&mut tx, Timestamp::now(), Actor::System, new).await?;
    }
    let page = pages::find_by_slug(&mut tx, SLUG)
        .await?
        .context("the page")?;
    subscribers::bell_of(&mut tx, page.id).await?;
    tx.commit().await?;
    Ok(page)
}

const FILL_SQLITE: &str = "
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
    INSERT INTO subscriptions (id, page_id, channel, lane, about_id, address, address_digest, locale, state,
        has_incidents, has_maintenances, has_postmortems, is_whole, created_at, confirmed_at)
    SELECT unhex(printf('%032x', i)), $1, $3, $4, $1, replace($5, '#', i), 'd' || i,
        CASE i % 3 WHEN 0 THEN 'fr' WHEN 1 THEN 'en' ELSE 'it' END, 'active', 1, 1, 1, 1, $6, $6 FROM n";

const FILL_POSTGRES: &str = "
    INSERT INTO subscriptions (id, page_id, channel, lane, about_id, address, address_digest, locale, state,
        has_incidents, has_maintenances, has_postmortems, is_whole, created_at, confirmed_at)
    SELECT lpad(to_hex(i), 32, '0')::uuid, $1, $3, $4, $1, replace($5, '#', i::text), 'd' || i,
        CASE i % 3 WHEN 0 THEN 'fr' WHEN 1 THEN 'en' ELSE 'it' END, 'active', 1, 1, 1, 1, $6, $6
    FROM generate_series(1, $2) i";

async fn fill(database: &str, count: i64, port: Option<&str>) -> Result<()> {
    let db = open(database).await?;
    let page = page(&db).await?;
    let (channel, lane, address) = match port {
        None => ("email", "mail", "reader-#@example.org".to_owned()),
        Some(port) => ("webhook", "call", format!("http://127.0.0.1:{port}/hook/#")),
    };
    let sql = match db.kind() {
        "postgres" => FILL_POSTGRES,
        _ => FILL_SQLITE,
    };
    let mut tx = db.begin().await?;
    let now = Timestamp::now();
    tx.exec(sql, params![page.id, count, channel, lane, address, now])
        .await?;
    tx.commit().await?;
    if db.kind() == "postgres" {
        let mut tx = db.begin().await?;
        tx.exec("ANALYZE subscriptions", params![]).await?;
        tx.commit().await?;
    }
    db.close().await;
    Ok(())
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    state: String,
    handed: i64,
    sent: i64,
    created_at: i64,
    first_at: Option<i64>,
    ended_at: Option<i64>,
}

async fn ring(database: &str, port: &str) -> Result<()> {
    let text = format!(
        "database = \"{database}\"\nready = \"\"\n[mail]\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\n\
         from = \"Pinatelle <status@example.com>\"\nallow_private = true\nsessions = 20\n\
         [calls]\nopen = [\"127.0.0.0/8\"]\n"
    );
    let settings = config::parse("bench", &text, &Default::default())?;
    let db = open(database).await?;
    let page = page(&db).await?;
    let app = App {
        db: db.clone(),
        clock: Clock::System,
        settings: Arc::new(settings),
        metrics: Metrics::default(),
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let at = listener.local_addr()?;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(app::serve(app, listener, async {
        stopped.await.unwrap_or_default();
    }));
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let idle = reads(at, || Duration::from_secs(3)).await?;
    let (cpu, began) = (cpu_seconds(), Instant::now());
    announce(&db, &page).await?;
    let announced = began.elapsed();
    let done = Arc::new(AtomicBool::new(false));
    let busy = tokio::spawn(reads_until(at, done.clone()));
    let lanes = until_over(&db).await?;
    let (wall, cpu) = (began.elapsed(), cpu_seconds() - cpu);
    done.store(true, Ordering::Relaxed);
    let busy = busy.await??;
    let sent: i64 = lanes.iter().map(|one| one.sent).sum();
    let first = lanes
        .iter()
        .filter_map(|one| Some(one.first_at? - one.created_at))
        .min();
    let last = lanes
        .iter()
        .filter_map(|one| Some(one.ended_at? - one.created_at))
        .max();
    let seconds = last.unwrap_or_default() as f64 / 1e6;
    println!(
        "{}",
        serde_json::json!({
            "sent": sent,
            "handed": lanes.iter().map(|one| one.handed).sum::<i64>(),
            "deed_ms": announced.as_secs_f64() * 1e3,
            "first_ms": first.unwrap_or_default() as f64 / 1e3,
            "last_s": seconds,
            "wall_s": wall.as_secs_f64(),
            "per_s": sent as f64 / seconds,
            "cpu_us": cpu * 1e6 / sent as f64,
            "peak_mb": peak_mb(),
            "idle_p99_ms": p99(idle),
            "busy_p99_ms": p99(busy),
        })
    );
    let _ = stop.send(());
    serving.await??;
    Ok(())
}

/// An incident begins, in words that make a mail of about 10 KB.
async fn announce(db: &Db, page: &Page) -> Result<()> {
    let sentence =
        "Card payments take up to forty seconds; no payment is lost and none is taken twice. ";
    let mut tx = db.begin().await?;
    let new = OpenIncident {
        text: text(&sentence.repeat(36)),
        ..OpenIncident::on(page.id, text("Payments are slow"))
    };
    incidents::open(&mut tx, Timestamp::now(), Actor::System, new).await?;
    tx.commit().await?;
    Ok(())
}

async fn until_over(db: &Db) -> Result<Vec<Row>> {
    loop {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let mut look = db.snapshot().await?;
        let rows: Vec<Row> = look
            .list(
                "SELECT state, handed, sent, created_at, first_at, ended_at FROM fanouts
                 WHERE broadcast_id = (SELECT broadcast_id FROM fanouts ORDER BY broadcast_id DESC LIMIT 1)",
                params![],
            )
            .await?;
        if !rows.is_empty() && rows.iter().all(|row| row.state == "over") {
            return Ok(rows);
        }
    }
}

async fn reads(at: SocketAddr, length: impl Fn() -> Duration) -> Result<Vec<Duration>> {
    let done = Arc::new(AtomicBool::new(false));
    let reading = tokio::spawn(reads_until(at, done.clone()));
    tokio::time::sleep(length()).await;
    done.store(true, Ordering::Relaxed);
    reading.await?
}

/// A reader who asks for the page a hundred times a second, on one connection and a thread of its own.
async fn reads_until(at: SocketAddr, done: Arc<AtomicBool>) -> Result<Vec<Duration>> {
    tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(at)?;
        stream.set_nodelay(true)?;
        let mut all = Vec::new();
        while !done.load(Ordering::Relaxed) {
            let began = Instant::now();
            stream.write_all(
                b"GET /en/ HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n\r\n",
            )?;
            read_answer(&mut stream)?;
            all.push(began.elapsed());
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(all)
    })
    .await?
}

fn read_answer(stream: &mut TcpStream) -> Result<()> {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 16 * 1024]);
    loop {
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            bail!("the page broke off");
        }
        bytes.extend_from_slice(&buffer[..count]);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .context("an answer with a length")?;
        if bytes.len() >= end + 4 + length.trim().parse::<usize>()? {
            return Ok(());
        }
    }
}

fn p99(mut all: Vec<Duration>) -> f64 {
    all.sort();
    let at = (all.len() * 99 / 100).min(all.len().saturating_sub(1));
    all.get(at).map_or(0.0, |one| one.as_secs_f64() * 1e3)
}

/// Source: proc(5), `/proc/self/stat`, fields 14 and 15, in ticks of 10 ms on Linux.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields = rest.split_whitespace().skip(11).take(2);
    fields
        .filter_map(|field| field.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}
