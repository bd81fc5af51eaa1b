//! The operator's documents, read from a directory at start.

use std::path::Path;

use anyhow::Context;
use beffroi_domain::{Actor, Locale};
use jiff::Timestamp;

use crate::{
    ground::{Db, Refusal, Result, mask},
    pages::{self, Document, Page},
};

/// Reads `legal.fr.md`, `privacy.en.md` … from `directory` into the page; how many changed.
///
/// # Errors
/// `Refused` when a file's name says no document or no locale that the page speaks; a fault when one
/// cannot be read.
pub async fn read_documents(
    db: &Db,
    now: Timestamp,
    page: &Page,
    directory: &Path,
) -> Result<usize> {
    let mut changed = 0;
    let mut tx = db.begin().await?;
    let entries = std::fs::read_dir(directory)
        .with_context(|| format!("cannot read the documents in {}", directory.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let (document, locale) = meant(&path, page)?;
        let body = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let body = mask::conceal(&body);
        let set = pages::set_document(
            &mut tx,
            now,
            Actor::System,
            page.id,
            document,
            &locale,
            &body,
        );
        changed += usize::from(set.await?);
    }
    tx.commit().await?;
    Ok(changed)
}

fn meant(path: &Path, page: &Page) -> Result<(Document, Locale), Refusal> {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let refusal = || {
        Refusal::of(
            "documents",
            format!(
                "{}: name it legal, privacy or accessibility, then a locale of the page: legal.fr.md",
                path.display()
            ),
        )
    };
    let mut parts = name.split('.');
    let document = parts
        .next()
        .and_then(Document::from_name)
        .ok_or_else(refusal)?;
    let locale: Locale = parts
        .next()
        .and_then(|tag| tag.parse().ok())
        .ok_or_else(refusal)?;
    if page.locales.contains(&locale) {
        Ok((document, locale))
    } else {
        Err(refusal())
    }
}
