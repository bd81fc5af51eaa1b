//! API tokens: keys of programs, shown once, kept as hashes, with scopes, pages and an end.

use std::collections::BTreeSet;

use beffroi_domain::{Actor, MemberId, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use super::Scope;
use crate::{
    audit,
    ground::{Error, Refusal, Result, Tx, db, seal, token},
    params,
};

/// What each key begins with, so that programs that look for lost secrets know ours.
const MARK: &str = "bfr_";
/// In characters.
const LONGEST_NAME: usize = 80;

/// A command: make a key for a program.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// What it is for, so that whoever sees it later knows.
    pub name: String,
    /// What it may do.
    pub scopes: BTreeSet<Scope>,
    /// On which pages; all where `None`.
    pub pages: Option<Vec<PageId>>,
    /// When it ends by itself.
    pub ends_at: Option<Timestamp>,
}

/// A key of a program, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// Pseudonymous; the only thing of it in audit rows.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// The last characters of the key, to know it by.
    pub hint: String,
    /// What it may do.
    pub scopes: BTreeSet<Scope>,
    /// On which pages; all where `None`.
    pub pages: Option<Vec<PageId>>,
    /// Who made it, where it was a member.
    pub made_by: Option<MemberId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends by itself.
    pub ends_at: Option<Timestamp>,
    /// When it was last used, to the hour.
    pub used_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
}

#[derive(sqlx_macros::FromRow)]
struct TokenRow {
    id: Uuid,
    name: String,
    hint: String,
    scopes: String,
    reach: String,
    made_by: Option<Uuid>,
    created_at: i64,
    ends_at: Option<i64>,
    used_at: Option<i64>,
    revoked_at: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct PageRow {
    page_id: Uuid,
}

/// Makes a key; its id, and the key itself, which nobody sees again.
///
/// # Errors
/// `Refused` when it has no name, no scope or no page, or its end is past.
pub async fn make_token(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    new: NewToken,
) -> Result<(Uuid, String)> {
    check(&new, now)?;
    let (id, key) = (token::new_id(now), format!("{MARK}{}", token::new_secret()));
    let scopes: Vec<&str> = new.scopes.iter().map(|scope| scope.as_str()).collect();
    let made_by = match actor {
        Actor::Member(member) => Some(member),
        _ => None,
    };
    tx.exec(
        "INSERT INTO api_tokens
         (id, name, token_hash, hint, scopes, reach, made_by, created_at, ends_at, used_at, revoked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, NULL)",
        params![
            id,
            new.name.trim(),
            seal::digest(&key),
            &key[key.len() - 4..],
            scopes.join(" "),
            if new.pages.is_some() { "some" } else { "all" },
            made_by,
            now,
            new.ends_at
        ],
    )
    .await?;
    for page in new.pages.iter().flatten() {
        tx.exec(
            "INSERT INTO api_token_pages (token_id, page_id) VALUES ($1, $2)",
            params![id, *page],
        )
        .await?;
    }
    audit::record(tx, now, actor, "token.make", id, &scopes.join(" ")).await?;
    Ok((id, key))
}

/// Takes a key back: it opens nothing any more.
///
/// # Errors
/// `NotFound` when there is no such key, or it was taken back already.
pub async fn revoke_token(tx: &mut Tx, now: Timestamp, actor: Actor, id: Uuid) -> Result<()> {
    let revoked = tx
        .exec(
            "UPDATE api_tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
            params![id, now],
        )
        .await?;
    if revoked == 0 {
        return Err(Error::NotFound);
    }
    audit::record(tx, now, actor, "token.revoke", id, "").await
}

/// All keys, the newest first; also those that ended.
///
/// # Errors
/// A fault when the database is away.
pub async fn list_tokens(tx: &mut Tx) -> Result<Vec<ApiToken>> {
    let rows: Vec<TokenRow> = tx
        .list(
            "SELECT * FROM api_tokens ORDER BY created_at DESC, id DESC",
            params![],
        )
        .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(filled(tx, row).await?);
    }
    Ok(all)
}

/// The token that a key is of, while it is good.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn find_by_key(
    tx: &mut Tx,
    now: Timestamp,
    key: &str,
) -> Result<Option<ApiToken>> {
    let row: Option<TokenRow> = tx
        .find(
            "SELECT * FROM api_tokens WHERE token_hash = $1 AND revoked_at IS NULL
             AND (ends_at IS NULL OR ends_at > $2)",
            params![seal::digest(key), now],
        )
        .await?;
    match row {
        Some(row) => filled(tx, row).await.map(Some),
        None => Ok(None),
    }
}

/// Lets on while a key was not taken back.
///
/// # Errors
/// `NotFound` when it was.
pub(super) async fn still_good(tx: &mut Tx, id: Uuid) -> Result<()> {
    let _: TokenRow = tx
        .load(
            "SELECT * FROM api_tokens WHERE id = $1 AND revoked_at IS NULL",
            params![id],
        )
        .await?;
    Ok(())
}

/// Notes that a key is used. Nobody's deed, so nothing in the audit.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn touch(tx: &mut Tx, now: Timestamp, id: Uuid) -> Result<()> {
    tx.exec(
        "UPDATE api_tokens SET used_at = $2 WHERE id = $1",
        params![id, now],
    )
    .await?;
    Ok(())
}

async fn filled(tx: &mut Tx, row: TokenRow) -> Result<ApiToken> {
    let pages = match row.reach.as_str() {
        "all" => None,
        _ => Some(pages_of(tx, row.id).await?),
    };
    let scopes = row.scopes.split_whitespace().map(str::parse);
    Ok(ApiToken {
        scopes: scopes.collect::<Result<_, Refusal>>()?,
        id: row.id,
        name: row.name,
        hint: row.hint,
        pages,
        made_by: row.made_by.map(MemberId),
        created_at: db::instant(row.created_at)?,
        ends_at: row.ends_at.map(db::instant).transpose()?,
        used_at: row.used_at.map(db::instant).transpose()?,
        revoked_at: row.revoked_at.map(db::instant).transpose()?,
    })
}

async fn pages_of(tx: &mut Tx, id: Uuid) -> Result<Vec<PageId>> {
    let rows: Vec<PageRow> = tx
        .list(
            "SELECT page_id FROM api_token_pages WHERE token_id = $1 ORDER BY page_id",
            params![id],
        )
        .await?;
    Ok(rows.into_iter().map(|row| PageId(row.page_id)).collect())
}

fn check(new: &NewToken, now: Timestamp) -> Result<(), Refusal> {
    if !(1..=LONGEST_NAME).contains(&new.name.trim().chars().count()) {
        let message = "say what the token is for, in at most 80 characters";
        return Err(Refusal::of("name", message).told("refusal-token-name"));
    }
    if new.scopes.is_empty() {
        let message = "choose at least one thing that the token may do";
        return Err(Refusal::of("scopes", message).told("refusal-token-scopes"));
    }
    if new.pages.as_ref().is_some_and(Vec::is_empty) {
        let message = "choose at least one page, or all";
        return Err(Refusal::of("pages", message).told("refusal-token-pages"));
    }
    if new.ends_at.is_some_and(|end| end <= now) {
        let message = "choose an end that is ahead";
        return Err(Refusal::of("ends_at", message).told("refusal-token-end"));
    }
    Ok(())
}
