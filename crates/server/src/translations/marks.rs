//! Translations that are still to be done: due, because readers were told that they follow; or stale, because their
//! source says something else since.

use beffroi_domain::{Locale, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{
        Result, Tx,
        db::{instant, word},
    },
    params,
};

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextKey {
    /// The incident, or the planned work.
    pub root: Uuid,
    /// The row that the text belongs to; its root itself for a title.
    pub owner: Uuid,
    /// `title` or `text`.
    pub field: &'static str,
}

/// What a text that is to be translated belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootKind {
    /// An incident.
    Incident,
    /// Planned work.
    Maintenance,
}

/// Why there is something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// It is not there, and readers were told that it follows.
    Due,
    /// It is older than its source.
    Stale,
}

impl MarkKind {
    /// The word in tables and calls.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Stale => "stale",
        }
    }
}

/// A translation that is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The incident.
    pub root: Uuid,
    /// The row that the text belongs to; the incident itself for its title.
    pub owner: Uuid,
    /// Into which language.
    pub locale: Locale,
    /// Why.
    pub kind: MarkKind,
    /// The language that it is to be translated from.
    pub source: Locale,
    /// Since when.
    pub since: Timestamp,
}

#[derive(sqlx_macros::FromRow)]
struct MarkRow {
    root_id: Uuid,
    owner_id: Uuid,
    locale: String,
    kind: String,
    source: String,
    since_at: i64,
}

fn mark(row: MarkRow) -> Result<Mark> {
    Ok(Mark {
        root: row.root_id,
        owner: row.owner_id,
        locale: word(&row.locale)?,
        kind: match row.kind.as_str() {
            "due" => MarkKind::Due,
            _ => MarkKind::Stale,
        },
        source: word(&row.source)?,
        since: instant(row.since_at)?,
    })
}

/// What is to be translated of one incident, oldest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn marks_of(tx: &mut Tx, root: Uuid) -> Result<Vec<Mark>> {
    let rows: Vec<MarkRow> = tx
        .list(
            "SELECT root_id, owner_id, locale, kind, source, since_at FROM translation_marks
             WHERE root_id = $1 ORDER BY since_at, owner_id, locale",
            params![root],
        )
        .await?;
    rows.into_iter().map(mark).collect()
}

/// What is to be translated of incidents or of planned work on a page, oldest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn due_on(tx: &mut Tx, page: PageId, of: RootKind) -> Result<Vec<Mark>> {
    let sql = match of {
        RootKind::Incident => {
            "SELECT m.root_id, m.owner_id, m.locale, m.kind, m.source, m.since_at
             FROM translation_marks m JOIN incident_pages p ON p.incident_id = m.root_id
             WHERE p.page_id = $1 AND p.visibility = 'public'
             ORDER BY m.since_at, m.owner_id, m.locale LIMIT 500"
        }
        RootKind::Maintenance => {
            "SELECT m.root_id, m.owner_id, m.locale, m.kind, m.source, m.since_at
             FROM translation_marks m JOIN maintenance_pages p ON p.maintenance_id = m.root_id
             WHERE p.page_id = $1 AND p.visibility = 'public'
             ORDER BY m.since_at, m.owner_id, m.locale LIMIT 500"
        }
    };
    let rows: Vec<MarkRow> = tx.list(sql, params![page]).await?;
    rows.into_iter().map(mark).collect()
}

/// The languages in which each text of an incident is older than its source: the row that it belongs to, and the language.
///
/// # Errors
/// A fault when the database is away.
pub async fn stale_of(tx: &mut Tx, root: Uuid) -> Result<Vec<(Uuid, Locale)>> {
    let marks = marks_of(tx, root).await?;
    let stale = marks.into_iter().filter(|one| one.kind == MarkKind::Stale);
    Ok(stale.map(|one| (one.owner, one.locale)).collect())
}

/// Notes that a text follows in these languages.
///
/// # Errors
/// A fault when the database is away.
pub async fn due(
    tx: &mut Tx,
    now: Timestamp,
    key: TextKey,
    source: &Locale,
    locales: &[Locale],
) -> Result<()> {
    note(tx, now, key, MarkKind::Due, source, locales).await
}

/// Notes that a text is older than its source in these languages.
///
/// # Errors
/// A fault when the database is away.
pub async fn stale(
    tx: &mut Tx,
    now: Timestamp,
    key: TextKey,
    source: &Locale,
    locales: &[Locale],
) -> Result<()> {
    note(tx, now, key, MarkKind::Stale, source, locales).await
}

async fn note(
    tx: &mut Tx,
    now: Timestamp,
    key: TextKey,
    kind: MarkKind,
    source: &Locale,
    locales: &[Locale],
) -> Result<()> {
    for locale in locales {
        tx.exec(
            "INSERT INTO translation_marks (root_id, owner_id, field, locale, kind, source, since_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (owner_id, field, locale) DO UPDATE SET source = $6",
            params![
                key.root,
                key.owner,
                key.field,
                locale.as_str(),
                kind.as_str(),
                source.as_str(),
                now
            ],
        )
        .await?;
    }
    Ok(())
}

/// Notes that a text is as it should be in a language; what was to be done comes back.
///
/// # Errors
/// A fault when the database is away.
pub async fn settle(tx: &mut Tx, key: TextKey, locale: &Locale) -> Result<Option<MarkKind>> {
    let row: Option<MarkRow> = tx
        .find(
            "DELETE FROM translation_marks WHERE owner_id = $1 AND field = $2 AND locale = $3
             RETURNING root_id, owner_id, locale, kind, source, since_at",
            params![key.owner, key.field, locale.as_str()],
        )
        .await?;
    Ok(row.map(mark).transpose()?.map(|mark| mark.kind))
}
