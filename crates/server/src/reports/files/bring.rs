//! Bringing: files of strangers are looked at, cleaned, and put where files are.
//!
//! It is done before the word that they come with is written down, in a short transaction of its own: a place is written, then its
//! bytes. Whatever goes wrong after that leaves a place that belongs to nothing, and the next sweep finds it.

use beffroi_domain::Actor;
use beffroi_readers::files::{self, Clean, Kind, Unfit};
use jiff::Timestamp;

use super::Why;
use crate::{
    audit,
    ground::{
        Db, Result,
        files::{Place, Store},
    },
    params,
};

/// So many files come with one word.
pub const MOST: usize = 5;
/// So large is each, in bytes.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// So many that are not kept are told of by name.
const TOLD: usize = 20;

/// A file as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// As its sender called it.
    pub name: String,
    /// Its bytes; nothing where they were not even taken in, and why.
    pub bytes: Result<Vec<u8>, Why>,
}

/// Files that are kept and belong to nothing yet, and those that are not kept.
#[derive(Clone, Debug, Default)]
pub struct Brought {
    pub(super) ready: Vec<Ready>,
    pub(super) unkept: Vec<(String, Why)>,
}

/// A file whose bytes are kept.
#[derive(Clone, Debug)]
pub(super) struct Ready {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) bytes: i64,
    pub(super) is_masked: bool,
    pub(super) place: Place,
}

impl Brought {
    /// Whether nothing was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ready.is_empty() && self.unkept.is_empty()
    }
}

/// Cleans what was sent and keeps what can be kept. Where the storage is away, that is why a file is not kept: the word that it came
/// with is not lost for it.
///
/// # Errors
/// A fault when the database is away.
pub async fn bring(db: &Db, store: &Store, now: Timestamp, sent: Vec<Sent>) -> Result<Brought> {
    let mut brought = Brought::default();
    let mut fit = Vec::new();
    for (at, one) in sent.into_iter().enumerate() {
        let cleaned = match one.bytes {
            _ if at >= MOST => Err(Why::Many),
            Err(why) => Err(why),
            Ok(bytes) if bytes.len() > MOST_BYTES => Err(Why::Large),
            Ok(bytes) => cleaned(bytes).await,
        };
        match cleaned {
            Ok(clean) => fit.push((one.name, Place::of(now, &clean.bytes), clean)),
            Err(why) => brought.unkept.push((one.name, why)),
        }
    }
    brought.unkept.truncate(TOLD);
    if fit.is_empty() {
        return Ok(brought);
    }
    let mut tx = db.begin().await?;
    for (_, place, _) in &fit {
        tx.exec(
            "INSERT INTO file_places (place, created_at) VALUES ($1, $2)",
            params![place.as_str(), now],
        )
        .await?;
        audit::record(&mut tx, now, Actor::System, "file.put", place.id(), "").await?;
    }
    tx.commit_unheard().await?;
    for (name, place, clean) in fit {
        let ready = Ready {
            name,
            kind: clean.kind,
            bytes: i64::try_from(clean.bytes.len()).unwrap_or(i64::MAX),
            is_masked: clean.is_masked,
            place,
        };
        match store.put(now, &ready.place, clean.bytes).await {
            Ok(()) => brought.ready.push(ready),
            Err(error) => {
                tracing::warn!(%error, "a file that came with a report cannot be kept");
                brought.unkept.push((ready.name, Why::Away));
            }
        }
    }
    Ok(brought)
}

/// A picture or a document takes its time, and others are served meanwhile. What brings a reader of formats down is damaged.
async fn cleaned(bytes: Vec<u8>) -> Result<Clean, Why> {
    let done = tokio::task::spawn_blocking(move || files::clean(&bytes)).await;
    match done {
        Ok(Ok(clean)) => Ok(clean),
        Ok(Err(Unfit::Empty)) => Err(Why::Empty),
        Ok(Err(Unfit::Kind)) => Err(Why::Kind),
        Ok(Err(Unfit::Damaged)) | Err(_) => Err(Why::Damaged),
    }
}
