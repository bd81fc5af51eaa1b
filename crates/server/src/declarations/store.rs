//! What a file keeps: rows of declarations.

use beffroi_domain::PageId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{Result, Tx},
    params,
};

/// What kind of thing a file declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The page itself.
    Page,
    /// A component group.
    Group,
    /// A component.
    Component,
    /// A template of incidents.
    Template,
    /// Another provider whose status page is followed and shown.
    Provider,
}

impl Kind {
    /// As in tables and plans.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Group => "group",
            Self::Component => "component",
            Self::Template => "template",
            Self::Provider => "provider",
        }
    }

    fn of(word: &str) -> Result<Self> {
        let all = [
            Self::Page,
            Self::Group,
            Self::Component,
            Self::Template,
            Self::Provider,
        ];
        let found = all.into_iter().find(|kind| kind.as_str() == word);
        found.ok_or_else(|| anyhow::anyhow!("a file keeps an unknown kind {word:?}").into())
    }
}

/// Something that a file keeps: what is changed elsewhere is set back at the next `apply`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is.
    pub kind: Kind,
    /// Its id inside.
    pub object: Uuid,
    /// What the file calls it.
    pub key: String,
    /// Which file.
    pub file: String,
    /// What it said last, as JSON.
    pub stated: String,
}

#[derive(sqlx_macros::FromRow)]
struct KeptRow {
    kind: String,
    object_id: Uuid,
    file_key: String,
    file: String,
    stated: String,
}

/// Everything on a page that a file keeps, the page itself included.
///
/// # Errors
/// A fault when the database is away.
pub async fn kept_of_page(tx: &mut Tx, page: PageId) -> Result<Vec<Kept>> {
    let rows: Vec<KeptRow> = tx
        .list(
            "SELECT kind, object_id, file_key, file, stated FROM declarations
             WHERE page_id = $1 ORDER BY kind, file_key",
            params![page],
        )
        .await?;
    let kept = |row: KeptRow| {
        Ok(Kept {
            kind: Kind::of(&row.kind)?,
            object: row.object_id,
            key: row.file_key,
            file: row.file,
            stated: row.stated,
        })
    };
    rows.into_iter().map(kept).collect()
}

/// The file keeps this from now on, and says this of it.
pub(super) async fn keep(tx: &mut Tx, now: Timestamp, page: PageId, kept: &Kept) -> Result<()> {
    tx.exec(
        "INSERT INTO declarations (object_id, page_id, kind, file_key, file, stated, applied_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (object_id) DO UPDATE
         SET file_key = $4, file = $5, stated = $6, applied_at = $7",
        params![
            kept.object,
            page,
            kept.kind.as_str(),
            &kept.key,
            &kept.file,
            &kept.stated,
            now
        ],
    )
    .await?;
    Ok(())
}

/// The file keeps this no longer.
pub(super) async fn let_go(tx: &mut Tx, object: Uuid) -> Result<()> {
    tx.exec(
        "DELETE FROM declarations WHERE object_id = $1",
        params![object],
    )
    .await?;
    Ok(())
}
