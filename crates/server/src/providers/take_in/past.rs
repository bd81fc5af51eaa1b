//! What was seen before, read anew: each saying is replaced by what today's readers make of the same reply, under the time at
//! which it came. Nothing is told to have been seen when it was not, and nothing of it says how a provider is now.

use std::collections::{BTreeMap, HashSet};

use beffroi_domain::{ProviderId, ProviderIncidentId};
use beffroi_readers::watch::{Notice, Seen, condition};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    Taken,
    notices::{Row, external_id, kind_of, masked},
    parts::{self, Book},
};
use crate::{
    ground::{Result, Tx, db::instant},
    params,
    providers::{Provider, follow::bump, store},
};

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Incidents and maintenances that nobody had read before.
    pub new: usize,
    /// Those that say something else now, or said something else before.
    pub changed: usize,
}

/// What was read at one time, and whether it is still what stands there.
pub type Reading = (Timestamp, Seen, bool);

#[derive(sqlx_macros::FromRow)]
struct KnownRow {
    id: Uuid,
    is_open: i64,
    gone_at: Option<i64>,
    changed_at: i64,
}

#[derive(sqlx_macros::FromRow)]
struct VersionRow {
    seen_at: i64,
    digest: String,
    record: String,
}

/// One saying of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Saying {
    digest: String,
    record: String,
}

type Sayings = BTreeMap<Timestamp, Saying>;

/// Everything that was read of one entry.
struct Told {
    sayings: Sayings,
    newest: Notice,
    /// Whether it stands in what is there now.
    stands: bool,
}

/// Takes in what the kept replies say to today's readers, the oldest first.
///
/// # Errors
/// `NotFound` without the provider; a fault when the database is away.
pub async fn take_in_past(
    tx: &mut Tx,
    now: Timestamp,
    id: ProviderId,
    readings: &[Reading],
) -> Result<Past> {
    let provider = store::load(tx, id).await?;
    let mut told: BTreeMap<(&'static str, String), Told> = BTreeMap::new();
    let mut book = None;
    for (at, seen, stands) in readings {
        book = Some(parts::take(tx, *at, &provider, seen, true, &mut Taken::default()).await?);
        for notice in &seen.notices {
            add(&mut told, *at, notice, *stands)?;
        }
    }
    let Some(book) = book else {
        return Ok(Past::default());
    };
    let times: HashSet<Timestamp> = readings.iter().map(|(at, ..)| *at).collect();
    let mut past = Past::default();
    for ((kind, external_id), one) in &told {
        let known: Option<KnownRow> = tx
            .find(
                "SELECT id, is_open, gone_at, changed_at FROM provider_incidents
                 WHERE provider_id = $1 AND kind = $2 AND external_id = $3",
                params![id, *kind, external_id],
            )
            .await?;
        match known {
            None => {
                insert(tx, now, &provider, one, &book).await?;
                past.new += 1;
            }
            Some(known) => {
                past.changed += usize::from(amend(tx, now, &known, one, &times, &book).await?);
            }
        }
    }
    if past != Past::default() {
        bump(tx, now, id).await?;
    }
    Ok(past)
}

fn add(
    told: &mut BTreeMap<(&'static str, String), Told>,
    at: Timestamp,
    notice: &Notice,
    stands: bool,
) -> Result<()> {
    let Some(notice) = masked(notice)? else {
        return Ok(());
    };
    let Some(external_id) = external_id(&notice) else {
        return Ok(());
    };
    let row = Row::of(&notice, false)?;
    let saying = Saying {
        digest: row.digest,
        record: row.record,
    };
    let key = (kind_of(&notice), external_id);
    let one = told.entry(key).or_insert_with(|| Told {
        sayings: Sayings::new(),
        newest: Notice::default(),
        stands: false,
    });
    one.sayings.insert(at, saying);
    one.newest = notice;
    one.stands = stands;
    Ok(())
}

async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    provider: &Provider,
    one: &Told,
    book: &Book,
) -> Result<()> {
    let Some(first) = one.sayings.keys().next().copied() else {
        return Ok(());
    };
    let is_open = one.stands && condition::is_open(&one.newest, now);
    let row = Row::of(&one.newest, is_open)?;
    let id = row.insert(tx, first, provider).await?;
    write(tx, id, &row, &folded(one.sayings.clone()), book).await
}

/// True where anything of it is otherwise.
async fn amend(
    tx: &mut Tx,
    now: Timestamp,
    known: &KnownRow,
    one: &Told,
    times: &HashSet<Timestamp>,
    book: &Book,
) -> Result<bool> {
    let id = ProviderIncidentId(known.id);
    let rows: Vec<VersionRow> = tx
        .list(
            "SELECT version_at AS seen_at, digest, record FROM provider_incidents WHERE id = $1
             UNION ALL
             SELECT seen_at, digest, record FROM provider_versions WHERE incident_id = $1",
            params![id],
        )
        .await?;
    let mut old = Sayings::new();
    for row in rows {
        let saying = Saying {
            digest: row.digest,
            record: row.record,
        };
        old.insert(instant(row.seen_at)?, saying);
    }
    let mut all = old.clone();
    // What a reply said that is kept is said by what is read of it now; what others said stays.
    all.retain(|at, _| !times.contains(at));
    all.extend(one.sayings.clone());
    let all = folded(all);
    if all == old {
        return Ok(false);
    }
    let Some((_, newest)) = all.last_key_value() else {
        return Ok(false);
    };
    let notice: Notice = serde_json::from_str(&newest.record)?;
    let is_open = known.is_open == 1 && condition::is_open(&notice, now);
    let row = Row::of(&notice, is_open)?;
    write(tx, id, &row, &all, book).await?;
    // When it changed, and that it is gone, was seen as it was.
    tx.exec(
        "UPDATE provider_incidents SET changed_at = $2, gone_at = $3 WHERE id = $1",
        params![id, known.changed_at, known.gone_at],
    )
    .await?;
    Ok(true)
}

/// Without what says the same as the one before.
fn folded(all: Sayings) -> Sayings {
    let mut last = String::new();
    let is_new = |saying: &Saying| {
        let is_new = saying.digest != last;
        last.clone_from(&saying.digest);
        is_new
    };
    let mut is_new = is_new;
    all.into_iter()
        .filter(|(_, saying)| is_new(saying))
        .collect()
}

/// The entry as its newest saying has it, and all its sayings anew.
async fn write(
    tx: &mut Tx,
    id: ProviderIncidentId,
    row: &Row<'_>,
    all: &Sayings,
    book: &Book,
) -> Result<()> {
    tx.exec(
        "DELETE FROM provider_versions WHERE incident_id = $1",
        params![id],
    )
    .await?;
    let (Some(first), Some(last)) = (all.keys().next(), all.keys().next_back()) else {
        return Ok(());
    };
    for (version, (at, saying)) in (1_i64..).zip(all) {
        if at == last {
            row.update(tx, *at, id).await?;
            row.beside(tx, *at, id, version, book).await?;
            break;
        }
        tx.exec(
            "INSERT INTO provider_versions (incident_id, version, seen_at, digest, record) VALUES ($1, $2, $3, $4, $5)",
            params![id, version, *at, &saying.digest, &saying.record],
        )
        .await?;
    }
    tx.exec(
        "UPDATE provider_incidents SET seen_at = CASE WHEN seen_at > $2 THEN $2 ELSE seen_at END WHERE id = $1",
        params![id, *first],
    )
    .await?;
    Ok(())
}
