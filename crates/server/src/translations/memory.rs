//! The memory: what was said before in one language and its published twin in another, offered where something like it
//! is said again.
//!
//! Read in order: [`remember`] (in the deed's transaction), [`offers`], [`twin`]. What was said on a page is offered on
//! that page alone. Pieces are found by their marks, of which there are few, and ranked by how much stands in both.

use beffroi_domain::{Locale, LocalizedText, PageId, Piece, difference, memory};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{Error, Result, Tx, seal},
    params,
};

/// Less than this, in percent, is not offered.
const LEAST: usize = 60;
/// So many sentences of a text are looked up.
const MOST: usize = 12;
/// So many offers for one sentence.
const EACH: usize = 2;

/// Something that was said before, like what is said now, and how it was said in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What belongs together.
    pub twins: Uuid,
    /// The sentence that is said now.
    pub now: String,
    /// What was said before.
    pub said: String,
    /// How that was said in the other language.
    pub text: String,
    /// How alike the two are, in percent; times and figures do not count.
    pub likeness: usize,
    /// From what was said before to what is said now.
    pub difference: Vec<Piece>,
    /// Where `text` states a time or a figure that is none of what is said now; in bytes.
    pub others: Vec<std::ops::Range<usize>>,
}

/// What shares marks with a sentence: `$1` the whole, which counts for all others, `$2` to `$12` the rest; `$13` and `$14`
/// the languages, `$15` the page. Of a mark that very many share, some are enough: it tells little.
macro_rules! like {
    ($($mark:literal)*) => {
        concat!(
            "SELECT s.twins, s.body AS said, s.bare, t.body
             FROM (SELECT twins, SUM(weight) AS shared
                   FROM (SELECT twins, 12 AS weight FROM
                         (SELECT twins FROM memory_marks WHERE mark = $1 LIMIT 1000) w",
            $(" UNION ALL SELECT twins, 1 AS weight FROM
                         (SELECT twins FROM memory_marks WHERE mark = $", $mark, " LIMIT 1000) o",)*
            ") m GROUP BY twins ORDER BY SUM(weight) DESC, twins LIMIT 40) c
             JOIN memory_texts s ON s.twins = c.twins AND s.locale = $13
             JOIN memory_texts t ON t.twins = c.twins AND t.locale = $14
             WHERE s.page_id = $15
             ORDER BY c.shared DESC, t.said_at DESC, s.twins"
        )
    };
}

const LIKE: &str = like!(2 3 4 5 6 7 8 9 10 11 12);

#[derive(sqlx_macros::FromRow)]
struct OfferRow {
    twins: Uuid,
    said: String,
    bare: String,
    body: String,
}

#[derive(sqlx_macros::FromRow)]
struct BodyRow {
    body: String,
}

/// Keeps what was said in more than one language, for each of the pages; twice is once, and the newest spelling stays.
///
/// # Errors
/// A fault when the database is away.
pub async fn remember(
    tx: &mut Tx,
    now: Timestamp,
    pages: &[PageId],
    text: &LocalizedText,
) -> Result<()> {
    for piece in memory::twins(text) {
        for page in pages {
            keep(tx, now, *page, &piece).await?;
        }
    }
    Ok(())
}

async fn keep(tx: &mut Tx, now: Timestamp, page: PageId, piece: &LocalizedText) -> Result<()> {
    let all: Vec<(&Locale, &str, String)> = piece
        .iter()
        .map(|(locale, body)| (locale, body, memory::bare(body)))
        .collect();
    let twins = twins_of(page, &all)?;
    for (locale, body, bare) in &all {
        tx.exec(
            "INSERT INTO memory_texts (twins, locale, page_id, body, bare, said_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (twins, locale) DO UPDATE SET body = $4, said_at = $6",
            params![twins, locale.as_str(), page, *body, bare.as_str(), now],
        )
        .await?;
        let m = marks(page, locale, bare);
        tx.exec(
            "INSERT INTO memory_marks (mark, twins)
             VALUES ($1, $13), ($2, $13), ($3, $13), ($4, $13), ($5, $13), ($6, $13),
                    ($7, $13), ($8, $13), ($9, $13), ($10, $13), ($11, $13), ($12, $13)
             ON CONFLICT (mark, twins) DO NOTHING",
            params![
                m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11], twins
            ],
        )
        .await?;
    }
    Ok(())
}

/// One id for the same words in the same languages on the same page.
fn twins_of(page: PageId, all: &[(&Locale, &str, String)]) -> Result<Uuid> {
    let mut words = page.to_string();
    for (locale, _, bare) in all {
        words.push('\n');
        words.push_str(locale.as_str());
        words.push(' ');
        words.push_str(bare);
    }
    let digest = seal::digest(&words);
    let half = digest.get(..32).unwrap_or_default();
    Ok(Uuid::parse_str(half).map_err(anyhow::Error::from)?)
}

/// As many marks as there are places for; a short text repeats its last.
fn marks(page: PageId, locale: &Locale, bare: &str) -> [i64; memory::MARKS] {
    let found = memory::sketch(page.0.as_bytes(), locale, bare);
    let last = found.last().copied().unwrap_or_default();
    std::array::from_fn(|at| found.get(at).copied().unwrap_or(last))
}

/// What was said before on this page like the sentences of `text`, and how it was said in `to`: the likest first, in the
/// order of the sentences.
///
/// # Errors
/// A fault when the database is away.
pub async fn offers(
    tx: &mut Tx,
    page: PageId,
    (text, from): (&str, &Locale),
    to: &Locale,
) -> Result<Vec<Offer>> {
    let sentences = memory::sentences(text);
    let mut wanted: Vec<&str> = sentences.iter().copied().take(MOST).collect();
    if sentences.len() > 1 {
        wanted.push(text.trim());
    }
    let mut all: Vec<Offer> = Vec::new();
    for sentence in wanted {
        let found = like(tx, page, (sentence, from), to).await?;
        let is_new = |offer: &Offer| all.iter().all(|one| one.text != offer.text);
        let new: Vec<Offer> = found.into_iter().filter(is_new).take(EACH).collect();
        all.extend(new);
    }
    Ok(all)
}

/// Pieces that share marks with the sentence, the likest first.
async fn like(
    tx: &mut Tx,
    page: PageId,
    (sentence, from): (&str, &Locale),
    to: &Locale,
) -> Result<Vec<Offer>> {
    let bare = memory::bare(sentence);
    let m = marks(page, from, &bare);
    let rows: Vec<OfferRow> = tx
        .list(
            LIKE,
            params![
                m[0],
                m[1],
                m[2],
                m[3],
                m[4],
                m[5],
                m[6],
                m[7],
                m[8],
                m[9],
                m[10],
                m[11],
                from.as_str(),
                to.as_str(),
                page
            ],
        )
        .await?;
    let mut all: Vec<Offer> = rows
        .into_iter()
        .map(|row| Offer {
            likeness: memory::likeness(&bare, &row.bare),
            difference: difference(&row.said, sentence),
            others: memory::others((sentence, from), (&row.body, to)),
            now: sentence.to_owned(),
            twins: row.twins,
            said: row.said,
            text: row.body,
        })
        .filter(|offer| offer.likeness >= LEAST)
        .collect();
    // What is alike keeps the order of the newest.
    all.sort_by_key(|offer| std::cmp::Reverse(offer.likeness));
    Ok(all)
}

/// How a piece was said in a language.
///
/// # Errors
/// `NotFound` where it was never said on this page.
pub async fn twin(tx: &mut Tx, page: PageId, twins: Uuid, locale: &Locale) -> Result<String> {
    let row: Option<BodyRow> = tx
        .find(
            "SELECT body FROM memory_texts WHERE twins = $1 AND locale = $2 AND page_id = $3",
            params![twins, locale.as_str(), page],
        )
        .await?;
    row.map(|row| row.body).ok_or(Error::NotFound)
}
