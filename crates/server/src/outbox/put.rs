//! Into the outbox: one statement each, in the transaction of the deed.

use beffroi_domain::{Announcement, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ground::{Result, Tx, mask, token},
    params,
};

/// How something leaves the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// To everyone who asked for it.
    Broadcast,
    /// To one address.
    Letter,
    /// To a reactor of our own.
    Event,
}

impl Way {
    /// The word in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Broadcast => "broadcast",
            Self::Letter => "letter",
            Self::Event => "event",
        }
    }
}

/// A letter to one address.
#[derive(Clone, Debug)]
pub struct Letter<'a> {
    /// What makes it one and the same, such as `invitation:0192…`.
    pub key: &'a str,
    /// What kind of letter, a word for counting and for the log: `invitation`, `recovery` …
    pub kind: &'static str,
    /// The address. It goes from the table once the letter is there.
    pub to: &'a str,
    /// The person or thing that it is about, so that a person's letters can be found and taken back.
    pub subject: Option<Uuid>,
    /// What it says.
    pub says: &'a beffroi_channels::Letter,
    /// After this it says nothing true any more and is not sent.
    pub expires_at: Option<Timestamp>,
}

/// Something that happened, for whoever reacts to it.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// What makes it one and the same.
    pub key: &'a str,
    /// What happened, such as `incident.resolved`.
    pub kind: &'static str,
    /// To what.
    pub subject: Option<Uuid>,
    /// On which page, where it is one page's.
    pub page: Option<PageId>,
    /// What the reactor needs to know, as JSON.
    pub body: &'a serde_json::Value,
}

struct Row<'a> {
    way: Way,
    key: &'a str,
    kind: &'a str,
    page: Option<PageId>,
    subject: Option<Uuid>,
    recipient: Option<&'a str>,
    body: String,
    expires_at: Option<Timestamp>,
}

/// Has something told to all who asked for it; false when it is told under this key already.
///
/// # Errors
/// A fault when the database is away; then the deed is not done either.
pub async fn announce(tx: &mut Tx, now: Timestamp, said: &Announcement) -> Result<bool> {
    let key = key_on(said.page, &said.key);
    let row = Row {
        way: Way::Broadcast,
        key: &key,
        kind: said.topic.as_str(),
        page: Some(said.page),
        subject: Some(said.subject),
        recipient: None,
        body: serde_json::to_string(said)?,
        expires_at: None,
    };
    put(tx, now, &row).await
}

/// What makes something one and the same on a page: each page tells it to its own readers.
pub(super) fn key_on(page: PageId, key: &str) -> String {
    format!("{}:{key}", page.0)
}

/// Has a letter sent to one address; false when one under this key was asked for already.
///
/// # Errors
/// A fault when the database is away; then the deed is not done either.
pub async fn letter(tx: &mut Tx, now: Timestamp, letter: &Letter<'_>) -> Result<bool> {
    let row = Row {
        way: Way::Letter,
        key: letter.key,
        kind: letter.kind,
        page: None,
        subject: letter.subject,
        recipient: Some(letter.to),
        body: serde_json::to_string(letter.says)?,
        expires_at: letter.expires_at,
    };
    put(tx, now, &row).await
}

/// Has whoever reacts to it told, after the commit; false when it was told under this key already.
///
/// # Errors
/// A fault when the database is away; then the deed is not done either.
pub async fn event(tx: &mut Tx, now: Timestamp, event: &Event<'_>) -> Result<bool> {
    let row = Row {
        way: Way::Event,
        key: event.key,
        kind: event.kind,
        page: event.page,
        subject: event.subject,
        recipient: None,
        body: event.body.to_string(),
        expires_at: None,
    };
    put(tx, now, &row).await
}

/// How many letters of a kind somebody was written since then, whatever became of them.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_asked(tx: &mut Tx, kind: &str, subject: Uuid, since: Timestamp) -> Result<i64> {
    let (count,): (i64,) = tx
        .load(
            "SELECT COUNT(*) FROM outbox
             WHERE way = 'letter' AND kind = $1 AND subject_id = $2 AND created_at >= $3",
            params![kind, subject, since],
        )
        .await?;
    Ok(count)
}

/// A letter that is put together only when it is sent, since it shows how something else looks.
#[derive(Clone, Debug)]
pub struct Proof<'a> {
    /// What makes it one and the same.
    pub key: &'a str,
    /// What kind of letter.
    pub kind: &'static str,
    /// The address. It goes from the table once the letter is there.
    pub to: &'a str,
    /// The person that it is to.
    pub subject: Option<Uuid>,
    /// What whoever sends it needs, as JSON.
    pub body: &'a str,
    /// After this it is not sent.
    pub expires_at: Option<Timestamp>,
}

/// Has such a letter sent to one address; false when one under this key was asked for already.
///
/// # Errors
/// A fault when the database is away.
pub async fn proof(tx: &mut Tx, now: Timestamp, proof: &Proof<'_>) -> Result<bool> {
    let row = Row {
        way: Way::Letter,
        key: proof.key,
        kind: proof.kind,
        page: None,
        subject: proof.subject,
        recipient: Some(proof.to),
        body: proof.body.to_owned(),
        expires_at: proof.expires_at,
    };
    put(tx, now, &row).await
}

async fn put(tx: &mut Tx, now: Timestamp, row: &Row<'_>) -> Result<bool> {
    let mut body: serde_json::Value = serde_json::from_str(&row.body)?;
    let body = match mask::clean_json(&mut body) {
        true => body.to_string(),
        false => row.body.clone(),
    };
    let id = token::new_id(now);
    let put = tx
        .exec(
            "INSERT INTO outbox (id, way, key, kind, page_id, subject_id, recipient, body, state,
                                 attempts, due_at, expires_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', 0, $9, $10, $11)
             ON CONFLICT (way, key) DO NOTHING",
            params![
                id,
                row.way.as_str(),
                row.key,
                row.kind,
                row.page.map(|page| page.0),
                row.subject,
                row.recipient,
                body,
                now,
                row.expires_at,
                now
            ],
        )
        .await?;
    if put == 1 && row.way == Way::Broadcast {
        tx.note_put_out(id);
    }
    Ok(put == 1)
}
