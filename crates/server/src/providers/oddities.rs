//! Words of a provider that nobody knows: kept with when and how often, logged once, counted.

use beffroi_domain::ProviderId;
use jiff::Timestamp;

use crate::{
    ground::{Result, Tx, db::instant, mask},
    params,
};

/// So many of one provider, the latest; what makes up new ones without end is no vocabulary. Raw replies are kept besides.
const MOST: i64 = 200;
/// So much of one, in characters.
const LONGEST: usize = 200;

/// A word that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// Where it stood, and the word: `status: wobbly`.
    pub word: String,
    /// When it was first seen.
    pub first_at: Timestamp,
    /// When it was last seen.
    pub last_at: Timestamp,
    /// In how many answers.
    pub times: i64,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    word: String,
    first_at: i64,
    last_at: i64,
    times: i64,
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

/// Keeps what a look or a reply of history did not understand; numbers of cards and accounts are taken out first.
pub(super) async fn wonder(
    tx: &mut Tx,
    now: Timestamp,
    id: ProviderId,
    words: &[String],
) -> Result<()> {
    for word in words {
        let word: String = mask::conceal(word).chars().take(LONGEST).collect();
        let known = tx
            .exec(
                "UPDATE provider_oddities SET last_at = $3, times = times + 1 WHERE provider_id = $1 AND word = $2",
                params![id, &word, now],
            )
            .await?;
        if known > 0 {
            continue;
        }
        make_room(tx, id).await?;
        tx.exec(
            "INSERT INTO provider_oddities (provider_id, word, first_at, last_at, times) VALUES ($1, $2, $3, $3, 1)",
            params![id, &word, now],
        )
        .await?;
        tracing::info!(provider = %id, word, "a provider says something that nobody knows");
    }
    Ok(())
}

/// The one that was not said for longest goes where there are too many.
async fn make_room(tx: &mut Tx, id: ProviderId) -> Result<()> {
    tx.exec(
        "DELETE FROM provider_oddities WHERE provider_id = $1 AND word IN (
             SELECT word FROM provider_oddities WHERE provider_id = $1 ORDER BY last_at DESC, word LIMIT 1000 OFFSET $2)",
        params![id, MOST - 1],
    )
    .await?;
    Ok(())
}

/// What nobody knows of a provider's words, the latest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn oddities_of(tx: &mut Tx, id: ProviderId) -> Result<Vec<Oddity>> {
    let rows: Vec<Row> = tx
        .list(
            "SELECT word, first_at, last_at, times FROM provider_oddities WHERE provider_id = $1
             ORDER BY last_at DESC, word",
            params![id],
        )
        .await?;
    let read = |row: Row| {
        Ok(Oddity {
            word: row.word,
            first_at: instant(row.first_at)?,
            last_at: instant(row.last_at)?,
            times: row.times,
        })
    };
    rows.into_iter().map(read).collect()
}

/// How many such words those have that are followed.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_oddities(tx: &mut Tx) -> Result<i64> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count FROM provider_oddities AS odd JOIN providers ON providers.id = odd.provider_id
             WHERE providers.left_at IS NULL",
            params![],
        )
        .await?;
    Ok(row.count)
}
