//! The watch under load, for `cargo xtask bench watch`: thousands of status pages on this machine, some of which change, hang, are
//! broken or have moved, and a node that follows all of them.
//!
//! `watch sources PORT PERIOD FOLDER…` answers for all of them; `watch fill DATABASE COUNT PORT` follows so many;
//! `watch look DATABASE PORT PERIOD WARM SECONDS` looks for so long and prints its figures as one line of JSON.

mod plan;
mod sources;

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use beffroi::{
    ground::{
        Clock, Db, Metrics,
        db::DbUrl,
        outbound::{Limits, Outbound, Visit},
    },
    pages::{self, NewPage},
    params,
    providers::{self, Follow, Watch, WatchSettings},
};
use beffroi_domain::{Actor, Locale, LocalizedText};
use beffroi_readers::watch::Place;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use self::plan::Plan;

/// Looks at one time: those that hang must not keep the others waiting.
const AT_ONCE: usize = 512;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    if args.first() == Some(&"look") {
        // As the server does it.
        runtime.worker_threads(1);
    }
    let runtime = runtime.enable_all().build()?;
    match &args[..] {
        ["sources", port, period, folders @ ..] => {
            runtime.block_on(sources::serve(port.parse()?, period.parse()?, folders))
        }
        ["fill", database, count, port] => runtime.block_on(fill(database, count.parse()?, port)),
        ["look", database, port, period, warm, seconds] => runtime.block_on(look(
            database,
            port,
            period.parse()?,
            Duration::from_secs(warm.parse()?),
            Duration::from_secs(seconds.parse()?),
        )),
        _ => bail!(
            "watch sources PORT PERIOD FOLDER…, watch fill DATABASE COUNT PORT, or watch look DATABASE PORT PERIOD WARM SECONDS"
        ),
    }
}

async fn open(database: &str) -> Result<Db> {
    let url: DbUrl = database.parse()?;
    Ok(Db::open(&url).await?)
}

async fn fill(database: &str, count: usize, port: &str) -> Result<()> {
    let db = open(database).await?;
    let mut tx = db.begin().await?;
    let new = NewPage {
        slug: "watch".to_owned(),
        public_id: None,
        name: LocalizedText::single(Locale::of("en"), "Pinatelle"),
        locales: ["en", "fr", "it"].map(Locale::of).to_vec(),
        zone: TimeZone::get("Europe/Paris")?,
        since: Timestamp::now(),
    };
    pages::create(&mut tx, Timestamp::now(), Actor::System, new).await?;
    for number in 0..count {
        let new = Follow {
            slug: format!("source-{number}"),
            name: format!("Source {number}"),
            sector: String::new(),
            place: Place::of(&format!("http://{}:{port}", plan::host(number))),
            form: Some(plan::form(number).to_owned()),
            locale: Locale::of("en"),
            zone: TimeZone::UTC,
            selectors: BTreeMap::new(),
            is_empty_clear: true,
            pages: vec![],
        };
        providers::follow(&mut tx, Timestamp::now(), Actor::System, &new).await?;
    }
    tx.commit().await?;
    db.close().await;
    Ok(())
}

async fn look(
    database: &str,
    port: &str,
    period: i64,
    warm: Duration,
    length: Duration,
) -> Result<()> {
    let db = open(database).await?;
    let interval = SignedDuration::from_secs(period);
    let settings = WatchSettings {
        is_enabled: true,
        contact: Some("https://status.example.com/".to_owned()),
        interval,
        open_interval: interval,
        gap: Duration::from_millis(50),
        at_once: AT_ONCE,
        keep: SignedDuration::from_hours(24 * 30),
        keep_bytes: 4 << 30,
    };
    let beside = db.beside();
    let watch = Watch::new(
        beside.clone(),
        Clock::System,
        Outbound::new(true),
        Metrics::default(),
        settings,
    );
    let (going_on, stop) = tokio::sync::watch::channel(());
    let looking = tokio::spawn(async move { watch.run(stop).await });
    tokio::time::sleep(warm).await;
    let (before, cpu, began, from) = (
        asked(port).await?,
        cpu_seconds(),
        Instant::now(),
        Timestamp::now(),
    );
    tokio::time::sleep(length).await;
    let (after, cpu, wall, until) = (
        asked(port).await?,
        cpu_seconds() - cpu,
        began.elapsed().as_secs_f64(),
        Timestamp::now(),
    );
    drop(going_on);
    looking.await?;
    beside.close_readers().await;
    let plan = Plan::of(after.t0, period);
    let delays = delays(&db, &plan, from, until).await?;
    let (sources, blind) = counts(&db).await?;
    let requests = after.requests - before.requests;
    println!(
        "{}",
        serde_json::json!({
            "sources": sources,
            "blind": blind,
            "per_minute": requests as f64 / wall * 60.0,
            "same": (after.same - before.same) as f64 / requests.max(1) as f64,
            "cores": cpu / wall,
            "peak_mb": peak_mb(),
            "changes": delays.seen.len(),
            "missed": delays.missed,
            "delay_p50_s": at(&delays.seen, 50),
            "delay_p99_s": at(&delays.seen, 99),
            "per_source": requests as f64 / sources as f64 / wall * period as f64,
        })
    );
    db.close().await;
    Ok(())
}

/// What the sources were asked.
struct Asked {
    requests: u64,
    same: u64,
    t0: Timestamp,
}

async fn asked(port: &str) -> Result<Asked> {
    let visit = Visit {
        url: &format!("http://127.0.0.1:{port}/stats"),
        agent: None,
        etag: None,
        last_modified: None,
    };
    let answer = Outbound::new(true).visit(visit, Limits::LOOK).await?;
    let value: serde_json::Value = serde_json::from_slice(&answer.body)?;
    let number = |name: &str| value[name].as_u64().context("a number");
    Ok(Asked {
        requests: number("requests")?,
        same: number("same")?,
        t0: Timestamp::from_microsecond(value["t0"].as_i64().context("a time")?)?,
    })
}

struct Delays {
    seen: Vec<f64>,
    missed: usize,
}

/// From each change to its place in the archive, for changes between two times, of sources that answer; what
/// changed a period and a bit before the end and is not there is missed.
async fn delays(db: &Db, plan: &Plan, from: Timestamp, until: Timestamp) -> Result<Delays> {
    let mut tx = db.snapshot().await?;
    let rows: Vec<(String, String, i64)> = tx
        .list(
            "SELECT p.slug, i.external_id, i.seen_at FROM provider_incidents i JOIN providers p ON p.id = i.provider_id
             WHERE i.external_id LIKE 'bench-%'",
            params![],
        )
        .await?;
    let count: (i64,) = tx.load("SELECT COUNT(*) FROM providers", params![]).await?;
    let mut seen: BTreeMap<(usize, i64), i64> = BTreeMap::new();
    for (slug, external_id, at) in rows {
        let number = slug.trim_start_matches("source-").parse()?;
        let window = external_id.trim_start_matches("bench-").parse()?;
        seen.insert((number, window), at);
    }
    let mut delays = Delays {
        seen: vec![],
        missed: 0,
    };
    for number in 0..usize::try_from(count.0)? {
        if !plan::answers(number) {
            continue;
        }
        for (window, at) in plan.changes(number, from, until) {
            match seen.get(&(number, window)) {
                Some(known) => delays.seen.push((known - at.as_microsecond()) as f64 / 1e6),
                None if until.duration_since(at) > SignedDuration::from_secs(plan.period + 10) => {
                    delays.missed += 1;
                }
                None => {}
            }
        }
    }
    delays.seen.sort_by(f64::total_cmp);
    Ok(delays)
}

async fn counts(db: &Db) -> Result<(i64, i64)> {
    let mut tx = db.snapshot().await?;
    Ok(tx
        .load(
            "SELECT COUNT(*), COALESCE(SUM(CASE WHEN blind_since IS NULL THEN 0 ELSE 1 END), 0) FROM providers",
            params![],
        )
        .await?)
}

fn at(sorted: &[f64], percent: usize) -> f64 {
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or_default()
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
