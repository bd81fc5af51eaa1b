//! What a provider said of a trouble, kept each time that it said something else; numbers of cards and accounts are out of it
//! since it was taken in.

use beffroi_domain::{Locale, ProviderIncidentId};
use beffroi_readers::record::UpdateRecord;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{
        Result, Tx,
        db::{instant, word},
        token,
    },
    incidents::NewNotice,
    params,
    providers::{Entry, Provider},
};

/// What a provider said, as it stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// In which of its entries; `None` where only its state showed it.
    pub entry: Option<ProviderIncidentId>,
    /// Which version of that.
    pub version: i64,
    /// Where it stands.
    pub address: String,
    /// The language of title and words, where that is known.
    pub locale: Option<Locale>,
    /// What the provider calls it.
    pub title: String,
    /// Its last words; may be empty.
    pub words: String,
    /// When it said so, where it says when.
    pub said_at: Option<Timestamp>,
    /// When we saw it.
    pub seen_at: Timestamp,
}

impl Words {
    /// As an incident keeps it for its readers.
    #[must_use]
    pub fn notice(&self) -> NewNotice {
        let words = match self.words.trim() {
            "" => &self.title,
            words => words,
        };
        NewNotice {
            address: self.address.clone(),
            words: words.to_owned(),
            locale: self.locale.clone(),
            said_at: Some(self.said_at.unwrap_or(self.seen_at)),
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct WordsRow {
    entry_id: Option<Uuid>,
    version: i64,
    address: String,
    locale: Option<String>,
    title: String,
    words: String,
    said_at: Option<i64>,
    seen_at: i64,
}

/// What the provider said of a trouble, the newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn words_of(tx: &mut Tx, trouble: Uuid) -> Result<Vec<Words>> {
    let rows: Vec<WordsRow> = tx
        .list(
            "SELECT entry_id, version, address, locale, title, words, said_at, seen_at FROM upstream_words
             WHERE trouble_id = $1 ORDER BY seen_at DESC, id DESC",
            params![trouble],
        )
        .await?;
    rows.into_iter().map(read).collect()
}

/// Keeps what an entry says now, or that only the state shows it; true where that is new.
pub(super) async fn keep(
    tx: &mut Tx,
    now: Timestamp,
    trouble: Uuid,
    provider: &Provider,
    entry: Option<&Entry>,
) -> Result<bool> {
    let said = match entry {
        Some(entry) => of_entry(now, provider, entry),
        None => of_state(now, provider),
    };
    let known = words_of(tx, trouble).await?;
    if known
        .iter()
        .any(|one| one.entry == said.entry && one.version == said.version)
    {
        return Ok(false);
    }
    tx.exec(
        "INSERT INTO upstream_words
         (id, trouble_id, entry_id, version, address, locale, title, words, said_at, seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            token::new_id(now),
            trouble,
            said.entry.map(|entry| entry.0),
            said.version,
            said.address,
            said.locale.as_ref().map(Locale::as_str),
            said.title,
            said.words,
            said.said_at,
            now
        ],
    )
    .await?;
    Ok(true)
}

fn of_entry(now: Timestamp, provider: &Provider, entry: &Entry) -> Words {
    let record = &entry.notice.told.record;
    let last = record.updates.iter().filter(|one| !one.text.is_empty());
    let last = last.max_by_key(|one| one.posted_at);
    let said = last.and_then(|update| in_its_language(provider, update));
    let title = |locale: &Locale| record.title.get(locale).map(str::to_owned);
    let (locale, words) = said.unzip();
    let address = record.url.clone().filter(|url| is_address(url));
    Words {
        entry: Some(entry.id),
        version: entry.version,
        address: address.unwrap_or_else(|| provider.place.page.clone()),
        title: locale
            .as_ref()
            .and_then(title)
            .unwrap_or_else(|| record.title_raw.clone()),
        locale,
        words: words.unwrap_or_default(),
        said_at: last.and_then(|update| update.posted_at),
        seen_at: now,
    }
}

/// What it says in the provider's first language, else in whatever language there is.
fn in_its_language(provider: &Provider, update: &UpdateRecord) -> Option<(Locale, String)> {
    let own = update.text.get(&provider.locale);
    let own = own.map(|text| (provider.locale.clone(), text.to_owned()));
    own.or_else(|| {
        let (locale, text) = update.text.iter().next()?;
        Some((locale.clone(), text.to_owned()))
    })
}

/// The provider's own word for how it is.
fn of_state(now: Timestamp, provider: &Provider) -> Words {
    Words {
        entry: None,
        version: 0,
        address: provider.place.page.clone(),
        locale: None,
        title: provider.status_raw.clone().unwrap_or_default(),
        words: String::new(),
        said_at: None,
        seen_at: now,
    }
}

fn is_address(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web && url.len() <= 2000 && !url.chars().any(|c| c.is_whitespace() || c.is_control())
}

fn read(row: WordsRow) -> Result<Words> {
    Ok(Words {
        entry: row.entry_id.map(ProviderIncidentId),
        version: row.version,
        address: row.address,
        locale: row.locale.as_deref().map(word).transpose()?,
        title: row.title,
        words: row.words,
        said_at: row.said_at.map(instant).transpose()?,
        seen_at: instant(row.seen_at)?,
    })
}
