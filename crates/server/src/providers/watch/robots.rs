//! What a host asks programs to leave alone: fetched once a day, shared by all nodes, and remembered by each.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use beffroi_readers::robots::Robots;
use jiff::{SignedDuration, Timestamp};

use super::{NAME, Trouble, Watch, Word, pace::DAY};
use crate::{
    ground::{
        Result, Tx,
        db::instant,
        outbound::{Limits, Visit},
    },
    params,
};

/// How long an old copy stands in for one that cannot be had.
///
/// Source: RFC 9309, 2.3.1.4.
const AT_LEAST: SignedDuration = SignedDuration::from_hours(30 * 24);

/// From so many hosts on, all are forgotten and asked of the database again.
const MANY: usize = 16_384;
/// Rules in a longer file are not remembered, lest they take all memory.
const SHORT: usize = 4096;

/// The rules of hosts, and when each was asked for them.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Arc<Mutex<HashMap<String, (Robots, Timestamp)>>>);

impl Known {
    /// Those of a host, if they are of today.
    fn of_today(&self, origin: &str, now: Timestamp) -> Option<Robots> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (robots, checked) = all.get(origin)?;
        (now.duration_since(*checked) < DAY).then(|| robots.clone())
    }

    fn remember(&self, origin: &str, read: (Option<&str>, &Robots), checked: Timestamp) {
        let (body, robots) = read;
        if body.is_some_and(|body| body.len() > SHORT) {
            return;
        }
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MANY {
            all.clear();
        }
        all.insert(origin.to_owned(), (robots.clone(), checked));
    }
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    body: Option<String>,
    checked_at: i64,
}

/// Whether an address may be asked; `Err` inside says why not.
pub(super) async fn may_ask(watch: &Watch, url: &reqwest::Url) -> Result<Result<(), Trouble>> {
    let origin = url.origin().ascii_serialization();
    let robots = match rules(watch, &origin).await? {
        Ok(robots) => robots,
        Err(trouble) => return Ok(Err(trouble)),
    };
    let query = url
        .query()
        .map_or(String::new(), |query| format!("?{query}"));
    if robots.allows(&format!("{}{query}", url.path())) {
        return Ok(Ok(()));
    }
    let reason = format!(
        "its robots.txt asks programs not to fetch {}; it is looked at again in a day",
        url.path()
    );
    Ok(Err(Trouble::of(Word::Robots, reason)))
}

async fn rules(watch: &Watch, origin: &str) -> Result<Result<Robots, Trouble>> {
    if let Some(robots) = watch.robots.of_today(origin, watch.clock.now()) {
        return Ok(Ok(robots));
    }
    if let (Some(robots), true) = known(watch, origin).await? {
        return Ok(Ok(robots));
    }
    let turn = watch.gate.pass(origin).await;
    // Whoever had the turn before may have fetched it.
    let (old, is_fresh) = known(watch, origin).await?;
    if let (Some(robots), true) = (&old, is_fresh) {
        return Ok(Ok(robots.clone()));
    }
    let fetched = fetch(watch, origin).await;
    drop(turn);
    match (fetched, old) {
        (Ok(body), _) => {
            let (now, robots) = (watch.clock.now(), read(body.as_deref()));
            let mut tx = watch.db.begin().await?;
            write(&mut tx, now, origin, body.as_deref()).await?;
            tx.commit_unheard().await?;
            watch
                .robots
                .remember(origin, (body.as_deref(), &robots), now);
            Ok(Ok(robots))
        }
        (Err(_), Some(old)) => Ok(Ok(old)),
        (Err(trouble), None) => Ok(Err(trouble)),
    }
}

/// What is known of a host, unless it is too old to stand for anything; and whether it is of today.
async fn known(watch: &Watch, origin: &str) -> Result<(Option<Robots>, bool)> {
    let mut tx = watch.db.snapshot().await?;
    let row: Option<Row> = tx
        .find(
            "SELECT body, checked_at FROM provider_robots WHERE host = $1",
            params![origin],
        )
        .await?;
    let Some(row) = row else {
        return Ok((None, false));
    };
    let checked = instant(row.checked_at)?;
    let age = watch.clock.now().duration_since(checked);
    let robots = (age < AT_LEAST).then(|| read(row.body.as_deref()));
    if let Some(robots) = robots.as_ref().filter(|_| age < DAY) {
        let read = (row.body.as_deref(), robots);
        watch.robots.remember(origin, read, checked);
    }
    Ok((robots, age < DAY))
}

fn read(body: Option<&str>) -> Robots {
    Robots::read(body.unwrap_or_default().as_bytes(), NAME)
}

/// The file; `None` where the host has none. Whoever cannot be asked for it is not asked for anything.
///
/// Source: RFC 9309, 2.3.1.3 and 2.3.1.4.
async fn fetch(watch: &Watch, origin: &str) -> Result<Option<String>, Trouble> {
    let url = format!("{origin}/robots.txt");
    let limits = Limits {
        bytes: 512 * 1024,
        ..Limits::LOOK
    };
    let visit = Visit {
        url: &url,
        agent: Some(&watch.agent),
        etag: None,
        last_modified: None,
    };
    match watch.outbound.visit(visit, limits).await {
        Ok(answer) if (200..300).contains(&answer.status) => {
            Ok(Some(String::from_utf8_lossy(&answer.body).into_owned()))
        }
        Ok(answer) if answer.status == 429 || answer.status >= 500 => {
            let mut trouble = Trouble::of_status(answer.status, super::fetch::wait_of(&answer));
            trouble.reason = format!("its robots.txt cannot be had: {}", trouble.reason);
            Err(trouble)
        }
        Ok(_) => Ok(None),
        Err(error) => Err(Trouble::of_error(&error)),
    }
}

async fn write(tx: &mut Tx, now: Timestamp, host: &str, body: Option<&str>) -> Result<()> {
    let body = body.map(crate::ground::mask::conceal);
    tx.exec(
        "INSERT INTO provider_robots (host, body, checked_at) VALUES ($1, $2, $3)
         ON CONFLICT (host) DO UPDATE SET body = excluded.body, checked_at = excluded.checked_at",
        params![host, body.as_deref(), now],
    )
    .await?;
    Ok(())
}
