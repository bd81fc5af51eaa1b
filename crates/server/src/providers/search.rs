//! Which incidents of providers hold the words, the newest first. Beside the search over our own incidents, the one place where
//! the two dialects differ.
//!
//! Read in order: [`place`] (the order of all texts), [`Asked`], [`search`], then the SQL of each database. What everybody says is
//! found among the newest texts, and only what is not is looked up in the index: PostgreSQL's knows no order, and that of SQLite
//! gathers all that begins with a word before it gives the first.
//! A word that many say is never counted to its end: [`Hits::next`] says where to go on.

use std::collections::HashSet;

use beffroi_domain::{Locale, ProviderId, ProviderIncidentId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Entry, store};
use crate::{
    ground::{Result, Tx, db::word},
    params,
};

/// How many languages of one incident are found; as many places stand side by side.
pub(super) const MOST: usize = 64;
/// The same as a number of places.
pub(super) const LANGUAGES: i64 = 64;
/// Places of one second.
const SECOND: i64 = 1 << 30;
/// So many rows are asked for at first; each time twice as many, up to the second number.
const ROWS: (i64, i64) = (128, 4_096);
/// After so many rows a search ends, whatever it has found: who wants more asks on from there.
const ENOUGH: usize = 20_000;

/// Where the first text of an incident of this date stands among all, unless another stands there: by the second, within it by a
/// number of its own.
#[must_use]
pub(super) fn place(dated: Timestamp, id: ProviderIncidentId) -> i64 {
    let second = dated.as_second().clamp(-(1 << 32), (1 << 32) - 1);
    let number = i64::try_from(id.0.as_u128() & 0xff_ffff).unwrap_or_default();
    second * SECOND + number * LANGUAGES
}

/// The words, as each database wants them.
pub struct Words<'a> {
    /// For FTS5.
    pub for_sqlite: String,
    /// For `to_tsquery`.
    pub for_postgres: String,
    /// Whether all of them stand in a text.
    pub stand_in: Box<dyn Fn(&str) -> bool + Send + Sync + 'a>,
}

/// What is asked for.
pub struct Asked<'a> {
    /// All of them stand in one text.
    pub words: Words<'a>,
    /// Whose incidents; of nobody else anything is found.
    pub among: HashSet<ProviderId>,
    /// The language of the text; any when `None`.
    pub locale: Option<Locale>,
    /// Where the last answer ended.
    pub before: Option<i64>,
    /// How many incidents.
    pub count: usize,
}

/// An incident that holds the words.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The incident.
    pub entry: Entry,
    /// The languages in which it holds them.
    pub locales: Vec<Locale>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// The newest first.
    pub hits: Vec<Hit>,
    /// From where on there may be more.
    pub next: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct PlaceRow {
    place: i64,
    incident_id: Uuid,
    provider_id: Uuid,
    locale: String,
}

#[derive(sqlx_macros::FromRow)]
struct TextRow {
    #[sqlx(flatten)]
    row: PlaceRow,
    title: String,
    body: String,
}

/// An incident before it is loaded.
struct Found {
    id: Uuid,
    /// Its lowest place.
    last: i64,
    locales: Vec<Locale>,
}

/// `$1` the words and marks, `$2` below which place, `$3` how many rows.
const ON_SQLITE: &str = "
    SELECT t.place, t.incident_id, t.provider_id, t.locale
    FROM provider_search s CROSS JOIN provider_texts t ON t.place = s.rowid
    WHERE s.provider_search MATCH $1 AND s.rowid < $2 ORDER BY s.rowid DESC LIMIT $3";

/// `$1` below which place, `$2` the language or nothing, `$3` how many of the newest are looked at.
macro_rules! texts {
    ($of:literal) => {
        concat!(
            "SELECT * FROM (SELECT place, incident_id, provider_id, locale, title, body FROM provider_texts
                            WHERE ",
            $of,
            "place < $1 ORDER BY place DESC LIMIT $3) t
             WHERE $2 = '' OR t.locale = $2 ORDER BY t.place DESC"
        )
    };
}

const TEXTS: &str = texts!("");
/// The same of the provider `$4`.
const TEXTS_OF_ONE: &str = texts!("provider_id = $4 AND ");

/// Whether all words `$1` stand in a text. They are read once and not for each row.
macro_rules! holds {
    () => {
        "words @@ (SELECT to_tsquery('pg_catalog.simple'::regconfig, search_bare($1)))"
    };
}

/// `$1` the words, `$2` below which place, `$3` the language or nothing, `$4` how many of the newest are looked at.
macro_rules! near {
    ($of:literal) => {
        concat!(
            "SELECT place, incident_id, provider_id, locale
             FROM (SELECT place, incident_id, provider_id, locale, words FROM provider_texts
                   WHERE ",
            $of,
            "place < $2 ORDER BY place DESC LIMIT $4) t
             WHERE ",
            holds!(),
            " AND ($3 = '' OR locale = $3)
             ORDER BY place DESC"
        )
    };
}

const NEAR: &str = near!("");
/// The same of the provider `$5`.
const NEAR_OF_ONE: &str = near!("provider_id = $5 AND ");

/// The same, but for `$4`: how many rows.
macro_rules! far {
    ($of:literal) => {
        concat!(
            "WITH hits AS MATERIALIZED (
               SELECT place, incident_id, provider_id, locale FROM provider_texts
               WHERE ",
            holds!(),
            " AND place < $2",
            $of,
            ")
             SELECT place, incident_id, provider_id, locale FROM hits WHERE $3 = '' OR locale = $3
             ORDER BY place DESC LIMIT $4"
        )
    };
}

const FAR: &str = far!("");
/// The same of the provider `$5`.
const FAR_OF_ONE: &str = far!(" AND provider_id = $5");

/// How many of the newest are looked at before the index is asked: by PostgreSQL itself, and by us for SQLite.
const NEWEST: (i64, i64) = (2_000, 1_000);

/// The incidents and maintenances in which all words stand in one language.
///
/// # Errors
/// A fault when the database is away.
pub async fn search(tx: &mut Tx, asked: &Asked<'_>) -> Result<Hits> {
    if asked.words.for_sqlite.is_empty() || asked.among.is_empty() || asked.count == 0 {
        return Ok(Hits::default());
    }
    let (mut found, next) = match tx.kind() {
        "sqlite" => on_sqlite(tx, asked).await?,
        _ => on_postgres(tx, asked).await?,
    };
    found.truncate(asked.count);
    let mut hits = Vec::with_capacity(found.len());
    for one in found {
        hits.push(Hit {
            entry: store::entry(tx, ProviderIncidentId(one.id)).await?,
            locales: one.locales,
        });
    }
    Ok(Hits { hits, next })
}

/// What is gathered of rows, up to one incident more than is asked for.
struct Gathered<'a> {
    asked: &'a Asked<'a>,
    found: Vec<Found>,
    /// The lowest place that was looked at.
    below: i64,
    rows: usize,
}

impl<'a> Gathered<'a> {
    fn of(asked: &'a Asked<'a>) -> Self {
        Self {
            asked,
            found: Vec::new(),
            below: asked.before.unwrap_or(i64::MAX),
            rows: 0,
        }
    }

    fn add(&mut self, rows: Vec<PlaceRow>) -> Result<()> {
        for row in rows {
            if self.is_full() {
                break;
            }
            self.rows += 1;
            self.below = row.place;
            if !self.asked.among.contains(&ProviderId(row.provider_id)) {
                continue;
            }
            let locale = word(&row.locale)?;
            match self.found.last_mut() {
                Some(last) if last.id == row.incident_id => {
                    last.last = row.place;
                    last.locales.push(locale);
                }
                _ => self.found.push(Found {
                    id: row.incident_id,
                    last: row.place,
                    locales: vec![locale],
                }),
            }
        }
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.found.len() > self.asked.count
    }

    /// What there is, and from where on there may be more.
    fn end(self, is_all: bool) -> (Vec<Found>, Option<i64>) {
        let last = self.found.get(self.asked.count.saturating_sub(1));
        let next = match self.is_full() {
            true => last.map(|last| last.last),
            false => (!is_all).then_some(self.below),
        };
        (self.found, next)
    }
}

/// Batch after batch, until there are enough or no more.
async fn walk(
    tx: &mut Tx,
    asked: &Asked<'_>,
    ask: impl AsyncFn(&mut Tx, &Asked<'_>, i64, i64) -> Result<Vec<PlaceRow>>,
) -> Result<(Vec<Found>, Option<i64>)> {
    let mut gathered = Gathered::of(asked);
    let (mut count, most) = ROWS;
    loop {
        let rows = ask(tx, asked, gathered.below, count).await?;
        let is_last = i64::try_from(rows.len()).is_ok_and(|there| there < count);
        gathered.add(rows)?;
        if is_last || gathered.is_full() || gathered.rows >= ENOUGH {
            return Ok(gathered.end(is_last));
        }
        count = most.min(count * 2);
    }
}

async fn on_sqlite(tx: &mut Tx, asked: &Asked<'_>) -> Result<(Vec<Found>, Option<i64>)> {
    let mut near = Gathered::of(asked);
    let locale = asked.locale.as_ref().map_or("", Locale::as_str);
    let newest: Vec<TextRow> = match only(asked) {
        Some(one) => {
            let asked = params![near.below, locale, NEWEST.1, one];
            tx.list(TEXTS_OF_ONE, asked).await?
        }
        None => {
            tx.list(TEXTS, params![near.below, locale, NEWEST.1])
                .await?
        }
    };
    // Of one language it is not known how many were looked at.
    let is_few = i64::try_from(newest.len()).is_ok_and(|count| count < NEWEST.1);
    let is_all = is_few && asked.locale.is_none();
    let stands = |one: &TextRow| (asked.words.stand_in)(&format!("{}\n{}", one.title, one.body));
    let newest = newest.into_iter().filter(stands);
    near.add(newest.map(|one| one.row).collect())?;
    if near.is_full() || is_all {
        return Ok(near.end(is_all));
    }
    walk(tx, asked, sqlite).await
}

async fn sqlite(tx: &mut Tx, asked: &Asked<'_>, below: i64, count: i64) -> Result<Vec<PlaceRow>> {
    let mut words = format!("{{title body}} : ({})", asked.words.for_sqlite);
    if let Some(one) = only(asked) {
        words = format!("{{marks}} : \"p{}\" AND {words}", one.0.simple());
    }
    if let Some(locale) = &asked.locale {
        let mark = locale.as_str().replace('-', "").to_lowercase();
        words = format!("{{marks}} : \"l{mark}\" AND {words}");
    }
    tx.list(ON_SQLITE, params![words, below, count]).await
}

async fn on_postgres(tx: &mut Tx, asked: &Asked<'_>) -> Result<(Vec<Found>, Option<i64>)> {
    let mut near = Gathered::of(asked);
    let sql = (NEAR, NEAR_OF_ONE);
    near.add(postgres(tx, asked, sql, near.below, NEWEST.0).await?)?;
    if near.is_full() {
        return Ok(near.end(false));
    }
    walk(tx, asked, far).await
}

async fn far(tx: &mut Tx, asked: &Asked<'_>, below: i64, count: i64) -> Result<Vec<PlaceRow>> {
    postgres(tx, asked, (FAR, FAR_OF_ONE), below, count).await
}

async fn postgres(
    tx: &mut Tx,
    asked: &Asked<'_>,
    (of_all, of_one): (&'static str, &'static str),
    below: i64,
    count: i64,
) -> Result<Vec<PlaceRow>> {
    let words = asked.words.for_postgres.as_str();
    let locale = asked.locale.as_ref().map_or("", Locale::as_str);
    match only(asked) {
        Some(one) => {
            tx.list(of_one, params![words, below, locale, count, one])
                .await
        }
        None => tx.list(of_all, params![words, below, locale, count]).await,
    }
}

/// The provider, where there is one alone.
fn only(asked: &Asked<'_>) -> Option<ProviderId> {
    let mut among = asked.among.iter();
    among.next().copied().filter(|_| among.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_second_stands_higher_whatever_the_number() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let low = ProviderIncidentId(Uuid::from_u128(0));
        let high = ProviderIncidentId(Uuid::from_u128(u128::MAX));

        let first = place(at("2026-03-04T10:00:00Z"), high);
        let second = place(at("2026-03-04T10:00:01Z"), low);

        assert!(first + LANGUAGES <= second);
        assert!(place(Timestamp::MAX, high) < i64::MAX - LANGUAGES);
        assert!(place(Timestamp::MIN, low) < place(at("1900-01-01T00:00:00Z"), low));
    }
}
