//! Documents: legal notice, privacy notice, accessibility statement; the operator fills them.

use beffroi_domain::{Actor, Locale, LocalizedText, PageId};
use jiff::Timestamp;

use crate::{
    audit,
    ground::{Result, Tx},
    texts::{self, Written},
};

/// A page of words beside the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// Who is behind the page.
    Legal,
    /// What becomes of readers' data.
    Privacy,
    /// How far everyone can use the page.
    Accessibility,
}

impl Document {
    /// All of them, in the order of the footer.
    pub const ALL: &[Self] = &[Self::Legal, Self::Privacy, Self::Accessibility];

    /// Its name in addresses and file names.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Legal => "legal",
            Self::Privacy => "privacy",
            Self::Accessibility => "accessibility",
        }
    }

    /// The document with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|document| document.as_str() == name)
    }

    fn field(self) -> &'static str {
        match self {
            Self::Legal => "document.legal",
            Self::Privacy => "document.privacy",
            Self::Accessibility => "document.accessibility",
        }
    }
}

/// Puts a document in one locale, Markdown; says whether it changed.
///
/// # Errors
/// A fault when the database is away.
pub async fn set_document(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    document: Document,
    locale: &Locale,
    body: &str,
) -> Result<bool> {
    let key = texts::Key {
        root: page.0,
        owner: page.0,
        field: document.field(),
    };
    if texts::write(tx, now, actor, key, locale, body).await? != Written::New {
        return Ok(false);
    }
    super::bump_revision(tx, now, page).await?;
    audit::record(
        tx,
        now,
        actor,
        "page.document.set",
        page.0,
        document.as_str(),
    )
    .await?;
    Ok(true)
}

/// The documents of a page that have words in any locale.
///
/// # Errors
/// A fault when the database is away.
pub async fn documents(tx: &mut Tx, page: PageId) -> Result<Vec<(Document, LocalizedText)>> {
    let mut texts = texts::of(tx, page.0).await?;
    let all = Document::ALL
        .iter()
        .map(|document| (*document, texts.take(page.0, document.field())));
    Ok(all.filter(|(_, text)| !text.is_empty()).collect())
}
