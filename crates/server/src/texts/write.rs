//! Writing a text: a new version, unless it says nothing new or would overwrite a person.

use beffroi_domain::{Actor, Locale, LocalizedText};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{Result, Tx},
    params,
};

/// Where a text belongs.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The noun that is read as a whole.
    pub root: Uuid,
    /// The row that the text belongs to; the root itself for its title.
    pub owner: Uuid,
    /// What it is: `title`, `text`, `section.impact` …
    pub field: &'static str,
}

/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A new version stands.
    New,
    /// It already said so.
    Same,
    /// A person wrote the newest version and a machine came after: the person's stands.
    KeptPerson,
}

#[derive(sqlx_macros::FromRow)]
struct Newest {
    version: i64,
    body: String,
    actor_kind: String,
}

/// Writes every locale of `text`; true when any version is new. Locales that `text` lacks stay.
///
/// # Errors
/// A fault when the database is away.
pub async fn write_all(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    key: Key,
    text: &LocalizedText,
) -> Result<bool> {
    let mut any = false;
    for (locale, body) in text.iter() {
        any |= write(tx, now, actor, key, locale, body).await? == Written::New;
    }
    Ok(any)
}

/// Writes one text in one locale.
///
/// # Errors
/// A fault when the database is away.
pub async fn write(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    key: Key,
    locale: &Locale,
    body: &str,
) -> Result<Written> {
    let newest = newest(tx, key, locale).await?;
    let version = match newest {
        None => 1,
        Some(old) if old.body == body => return Ok(Written::Same),
        Some(old)
            if ["member", "token"].contains(&old.actor_kind.as_str()) && !actor.is_person() =>
        {
            return Ok(Written::KeptPerson);
        }
        Some(old) => old.version + 1,
    };
    tx.exec(
        "INSERT INTO texts
         (root_id, owner_id, field, locale, version, body, actor_kind, actor_id, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            key.root,
            key.owner,
            key.field,
            locale.as_str(),
            version,
            body,
            actor.kind(),
            actor.id(),
            now
        ],
    )
    .await?;
    Ok(Written::New)
}

async fn newest(tx: &mut Tx, key: Key, locale: &Locale) -> Result<Option<Newest>> {
    tx.find(
        "SELECT version, body, actor_kind FROM texts
         WHERE owner_id = $1 AND field = $2 AND locale = $3
         ORDER BY version DESC LIMIT 1",
        params![key.owner, key.field, locale.as_str()],
    )
    .await
}
