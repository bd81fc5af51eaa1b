//! What is asked of a provider: made once from its format, then asked again and again, now and then, or once.

use std::collections::HashMap;

use beffroi_domain::ProviderId;
use beffroi_readers::watch::{Ask, Form, Often};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    Trouble, Word,
    claim::Claimed,
    pace::{self, DAY},
    replies,
};
use crate::{
    ground::{Result, Tx, db::instant, outbound::Visited, token},
    params,
    providers::Provider,
};

/// Before what could not be had of history is asked for again.
const HISTORY_AGAIN: SignedDuration = SignedDuration::from_mins(10);
/// How often that is done.
const HISTORY_TRIES: i64 = 3;
/// That a kept reply is still true is noted so often: a note at each look would be most of what is ever written.
const NOTED: SignedDuration = SignedDuration::from_mins(10);

/// An address that is asked.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) id: Uuid,
    pub(super) role: String,
    pub(super) url: String,
    pub(super) often: Often,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    /// How often in a row it came to nothing.
    pub(super) failures: i64,
    /// The reply that is kept of it.
    pub(super) reply: Option<Uuid>,
    /// Whether it is asked in this look; else what was had of it stands.
    pub(super) is_due: bool,
    /// What that reply was made of, and when that was last written down.
    digest: Option<String>,
    noted_at: Option<Timestamp>,
    due_at: Timestamp,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: Uuid,
    provider_id: Uuid,
    role: String,
    url: String,
    often: String,
    due_at: i64,
    etag: Option<String>,
    last_modified: Option<String>,
    failures: i64,
    reply_id: Option<Uuid>,
    digest: Option<String>,
    last_at: Option<i64>,
}

/// What a row has, and where it comes from.
macro_rules! rows {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.provider_id, a.role, a.url, a.often, a.due_at, a.etag, a.last_modified, a.failures, a.reply_id,
                    r.digest, r.last_at FROM provider_asks a LEFT JOIN provider_replies r ON r.id = a.reply_id ",
            $rest
        )
    };
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

/// What is asked from now on, by the provider's format; and at which host.
pub(super) async fn make(
    tx: &mut Tx,
    now: Timestamp,
    provider: &Provider,
    form: &Form,
) -> Result<()> {
    let asks = (form.asks)(&provider.place);
    let host = asks.first().map(|ask| host(&ask.url)).unwrap_or_default();
    tx.exec(
        "UPDATE providers SET host = $2 WHERE id = $1",
        params![provider.id, host],
    )
    .await?;
    add(tx, now, provider.id, &asks).await
}

/// What else there is to ask; what is known already is not asked anew.
pub(super) async fn add(
    tx: &mut Tx,
    now: Timestamp,
    provider: ProviderId,
    asks: &[Ask],
) -> Result<()> {
    for ask in asks {
        let state = match ask.often {
            Often::Once => "waiting",
            Often::Always | Often::Seldom => "standing",
        };
        tx.exec(
            "INSERT INTO provider_asks (id, provider_id, role, url, often, state, due_at, failures)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 0) ON CONFLICT (provider_id, url) DO NOTHING",
            params![
                token::new_id(now),
                provider,
                &ask.role,
                &ask.url,
                word_of(ask.often),
                state,
                now
            ],
        )
        .await?;
    }
    Ok(())
}

/// Nothing is asked of it any more, until that is made anew.
pub(in crate::providers) async fn forget_asks(tx: &mut Tx, provider: ProviderId) -> Result<()> {
    tx.exec(
        "DELETE FROM provider_asks WHERE provider_id = $1",
        params![provider],
    )
    .await?;
    Ok(())
}

/// The next look asks as if for the first time, and reads whatever comes.
pub(in crate::providers) async fn ask_anew(tx: &mut Tx, provider: ProviderId) -> Result<()> {
    tx.exec(
        "UPDATE provider_asks SET etag = NULL, last_modified = NULL,
                reply_id = CASE WHEN often = 'always' THEN NULL ELSE reply_id END WHERE provider_id = $1",
        params![provider],
    )
    .await?;
    Ok(())
}

/// What is asked in a look, in order. The first is needed, and always due.
pub(super) async fn standing(
    tx: &mut Tx,
    now: Timestamp,
    provider: ProviderId,
) -> Result<Vec<Asked>> {
    let rows: Vec<Row> = tx
        .list(
            rows!("WHERE a.provider_id = $1 AND a.state = 'standing' ORDER BY a.id"),
            params![provider],
        )
        .await?;
    let all: HashMap<ProviderId, Vec<Asked>> = sorted(rows, now)?;
    Ok(all.into_values().next().unwrap_or_default())
}

/// The same of all that were claimed together.
pub(super) async fn standing_of_all(
    tx: &mut Tx,
    now: Timestamp,
    claimed: Claimed,
) -> Result<HashMap<ProviderId, Vec<Asked>>> {
    let rows: Vec<Row> = tx
        .list(
            rows!(
                "JOIN providers p ON p.id = a.provider_id
                 WHERE p.due_at = $1 AND p.left_at IS NULL AND p.lease = $2 AND a.state = 'standing' ORDER BY a.id"
            ),
            params![claimed.until, claimed.lease],
        )
        .await?;
    sorted(rows, now)
}

fn sorted(rows: Vec<Row>, now: Timestamp) -> Result<HashMap<ProviderId, Vec<Asked>>> {
    let mut all: HashMap<ProviderId, Vec<Asked>> = HashMap::new();
    for row in rows {
        let of_one = all.entry(ProviderId(row.provider_id)).or_default();
        let id = row.id;
        let mut ask = match row.read() {
            Ok(ask) => ask,
            // One that a newer node wrote, say: the others are asked all the same.
            Err(error) => {
                tracing::error!(%error, ask = %id, "what is to be asked of a provider cannot be read");
                continue;
            }
        };
        ask.is_due = of_one.is_empty() || ask.due_at <= now;
        of_one.push(ask);
    }
    Ok(all)
}

/// The next of history that is due.
pub(super) async fn next_of_history(
    tx: &mut Tx,
    now: Timestamp,
    provider: ProviderId,
) -> Result<Option<Asked>> {
    let row: Option<Row> = tx
        .find(
            rows!(
                "WHERE a.provider_id = $1 AND a.state = 'waiting' AND a.due_at <= $2 ORDER BY a.due_at, a.id LIMIT 1"
            ),
            params![provider, now],
        )
        .await?;
    row.map(Row::read).transpose()
}

/// How much of history waits.
pub(super) async fn count_waiting(tx: &mut Tx, provider: ProviderId) -> Result<i64> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count FROM provider_asks WHERE provider_id = $1 AND state = 'waiting'",
            params![provider],
        )
        .await?;
    Ok(row.count)
}

/// It answered as it should; what came is kept as `reply`.
pub(super) async fn answered(
    tx: &mut Tx,
    now: Timestamp,
    ask: &Asked,
    visited: &Visited,
    reply: Uuid,
) -> Result<()> {
    let due = match ask.often {
        Often::Always | Often::Once => now,
        Often::Seldom => now + pace::jittered(DAY, pace::chance()),
    };
    tx.exec(
        "UPDATE provider_asks SET failures = 0, etag = $2, last_modified = $3, reply_id = $4, due_at = $5,
                state = CASE WHEN state = 'waiting' THEN 'done' ELSE state END
         WHERE id = $1",
        params![
            ask.id,
            visited.header("etag"),
            visited.header("last-modified"),
            (ask.often != Often::Once).then_some(reply),
            due
        ],
    )
    .await?;
    Ok(())
}

/// It has nothing new. When that was is noted now and then.
pub(super) async fn same(tx: &mut Tx, now: Timestamp, ask: &Asked) -> Result<()> {
    if ask.often == Often::Seldom {
        tx.exec(
            "UPDATE provider_asks SET due_at = $2 WHERE id = $1",
            params![ask.id, now + pace::jittered(DAY, pace::chance())],
        )
        .await?;
    }
    if !ask.is_noted(now) {
        tx.exec(
            "UPDATE provider_replies SET last_at = $2 WHERE id = $1",
            params![ask.reply, now],
        )
        .await?;
    }
    Ok(())
}

/// It came to nothing: what was had of it is no condition any more. History is given up after a few times.
pub(super) async fn failed(
    tx: &mut Tx,
    now: Timestamp,
    ask: &Asked,
    trouble: &Trouble,
) -> Result<()> {
    let is_final = trouble.word.is_refusal() || trouble.word == Word::Missing;
    let wait = match ask.often {
        _ if is_final => DAY,
        Often::Always => SignedDuration::ZERO,
        Often::Seldom => SignedDuration::from_hours(1),
        Often::Once => HISTORY_AGAIN,
    };
    let is_over = ask.often == Often::Once
        && trouble.wait.is_none()
        && (is_final || ask.failures + 1 >= HISTORY_TRIES);
    tx.exec(
        "UPDATE provider_asks SET failures = failures + 1, etag = NULL, last_modified = NULL, due_at = $2,
                state = CASE WHEN $3 = 1 THEN 'gone' ELSE state END
         WHERE id = $1",
        params![
            ask.id,
            now + wait.max(trouble.wait.unwrap_or_default()),
            i64::from(is_over)
        ],
    )
    .await?;
    Ok(())
}

/// All that is left of history waits until then.
pub(super) async fn put_off_history(
    tx: &mut Tx,
    provider: ProviderId,
    until: Timestamp,
) -> Result<()> {
    tx.exec(
        "UPDATE provider_asks SET due_at = $2 WHERE provider_id = $1 AND state = 'waiting' AND due_at < $2",
        params![provider, until],
    )
    .await?;
    Ok(())
}

/// Host and port of an address, with its scheme.
pub(super) fn host(url: &str) -> String {
    let url = url.parse::<reqwest::Url>();
    url.map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
}

fn word_of(often: Often) -> &'static str {
    match often {
        Often::Always => "always",
        Often::Seldom => "seldom",
        Often::Once => "once",
    }
}

impl Asked {
    /// Whether it was noted a short while ago that what is kept is still true.
    pub(super) fn is_noted(&self, now: Timestamp) -> bool {
        self.noted_at
            .is_some_and(|at| now.duration_since(at) < NOTED)
    }

    /// Whether these are the bytes that are kept, and were read a short while ago: read again, they would say the same. After
    /// that time they are read all the same, since what a page says may hang on the time too.
    pub(super) fn is_as_kept(&self, now: Timestamp, visited: &Visited) -> bool {
        let is_same = |had: Option<&str>, name| had == visited.header(name);
        self.digest.is_some()
            && self.is_noted(now)
            && is_same(self.etag.as_deref(), "etag")
            && is_same(self.last_modified.as_deref(), "last-modified")
            && self.digest == Some(replies::digest(&visited.body))
    }
}

impl Row {
    fn read(self) -> Result<Asked> {
        Ok(Asked {
            id: self.id,
            role: self.role,
            url: self.url,
            often: match self.often.as_str() {
                "seldom" => Often::Seldom,
                "once" => Often::Once,
                _ => Often::Always,
            },
            etag: self.etag,
            last_modified: self.last_modified,
            failures: self.failures,
            reply: self.reply_id,
            is_due: true,
            digest: self.digest,
            noted_at: self.last_at.map(instant).transpose()?,
            due_at: instant(self.due_at)?,
        })
    }
}
