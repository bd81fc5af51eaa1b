//! Where files are kept: bytes in a folder beside the database, or in storage that speaks S3.
//!
//! Read in order: [`Store`], [`Place`], [`BucketSettings`]; then `folder`, `bucket`.
//! Each file has a place of its own, also where two hold the same: one can go while the other stays. A place names the digest of
//! its bytes, so that what was changed there meanwhile is not handed out. Nothing in here is ever reached by an address of the
//! web: bytes come out by [`Store::get`] alone.
//! Not here: what the files are, whose, and for how long; that is for whoever keeps them.

mod bucket;
mod folder;

use std::{fmt, path::PathBuf, str::FromStr, sync::Arc};

use anyhow::anyhow;
use jiff::Timestamp;
use uuid::Uuid;

pub use bucket::BucketSettings;

use super::{Refusal, Result, seal, token};
use bucket::Bucket;
use folder::Folder;

/// Where files are kept; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store(Arc<Way>);

#[derive(Debug)]
enum Way {
    Folder(Folder),
    Bucket(Bucket),
}

/// Where the bytes of one file are: `DIGEST-ID`, both in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(String);

/// A digest and an id, and what stands between them.
const LENGTH: usize = DIGEST + 1 + 32;
const DIGEST: usize = 64;

impl Place {
    /// A place that no other bytes have.
    #[must_use]
    pub fn of(now: Timestamp, bytes: &[u8]) -> Self {
        let id = token::new_id(now).simple();
        Self(format!("{}-{id}", seal::digest_of(bytes)))
    }

    /// As it is written in tables.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digest of what is there.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.0[..DIGEST]
    }

    /// The id of what is there, as the audit knows it.
    #[must_use]
    pub fn id(&self) -> Uuid {
        Uuid::parse_str(&self.0[DIGEST + 1..]).unwrap_or_default()
    }

    /// Its name below a folder or in a bucket: no folder holds very many.
    fn path(&self) -> String {
        format!("{}/{}", &self.0[..2], self.0)
    }
}

impl FromStr for Place {
    type Err = anyhow::Error;

    /// Nothing but what [`Place::of`] makes: a place becomes a path.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_good = text.len() == LENGTH
            && text.bytes().enumerate().all(|(at, byte)| match at {
                DIGEST => byte == b'-',
                _ => is_digit(byte),
            });
        match is_good {
            true => Ok(Self(text.to_owned())),
            false => Err(anyhow!("{text:?} is no place of a file")),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Store {
    /// In a folder, which is made at first need.
    #[must_use]
    pub fn in_folder(path: PathBuf) -> Self {
        Self(Arc::new(Way::Folder(Folder::new(path))))
    }

    /// In a bucket.
    ///
    /// # Errors
    /// `Refused` at the setting that cannot be.
    pub fn in_bucket(settings: BucketSettings) -> Result<Self, Refusal> {
        Ok(Self(Arc::new(Way::Bucket(Bucket::new(settings)?))))
    }

    /// Puts bytes where they belong; they are there for good when this comes back.
    ///
    /// # Errors
    /// A fault when they cannot be written.
    pub async fn put(&self, now: Timestamp, place: &Place, bytes: Vec<u8>) -> Result<()> {
        match &*self.0 {
            Way::Folder(folder) => folder.put(place, bytes).await,
            Way::Bucket(bucket) => bucket.put(now, place, bytes).await,
        }
    }

    /// The bytes of a place; `None` where there are none.
    ///
    /// # Errors
    /// A fault when they cannot be read, or are others than those that were put there.
    pub async fn get(&self, now: Timestamp, place: &Place) -> Result<Option<Vec<u8>>> {
        let found = match &*self.0 {
            Way::Folder(folder) => folder.get(place).await?,
            Way::Bucket(bucket) => bucket.get(now, place).await?,
        };
        match found {
            Some(bytes) if seal::digest_of(&bytes) != place.digest() => {
                Err(anyhow!("the file at {place} is not the one that was put there").into())
            }
            other => Ok(other),
        }
    }

    /// Takes the bytes of a place away; where there are none, there is nothing to do.
    ///
    /// # Errors
    /// A fault when they cannot be taken away.
    pub async fn delete(&self, now: Timestamp, place: &Place) -> Result<()> {
        match &*self.0 {
            Way::Folder(folder) => folder.delete(place).await,
            Way::Bucket(bucket) => bucket.delete(now, place).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-03-04T11:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_place_is_what_we_made_and_nothing_else() {
        let (one, other) = (Place::of(now(), b"x"), Place::of(now(), b"x"));

        assert_ne!(one, other);
        assert_eq!(one.digest(), other.digest());
        assert_eq!(one.as_str().parse::<Place>().unwrap(), one);
        let long = "a".repeat(LENGTH);
        let upper = one.as_str().to_uppercase();
        let climbing = format!("../{}", &one.as_str()[3..]);
        for bad in ["", "../../etc/passwd", &long, &upper, &climbing] {
            assert!(bad.parse::<Place>().is_err(), "{bad:?}");
        }
    }

    #[tokio::test]
    async fn a_folder_gives_what_was_put_there_and_nothing_that_was_changed() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("deep/files");
        let store = Store::in_folder(path.clone());
        let place = Place::of(now(), b"bytes");

        assert_eq!(store.get(now(), &place).await.unwrap(), None);
        store.put(now(), &place, b"bytes".to_vec()).await.unwrap();
        assert_eq!(store.get(now(), &place).await.unwrap().unwrap(), b"bytes");
        std::fs::write(path.join(place.path()), b"other").unwrap();
        assert!(store.get(now(), &place).await.is_err());
        store.delete(now(), &place).await.unwrap();
        assert_eq!(store.get(now(), &place).await.unwrap(), None);
        store.delete(now(), &place).await.unwrap();
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn nobody_else_on_the_machine_reads_a_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("files");
        let (store, place) = (Store::in_folder(path.clone()), Place::of(now(), b"bytes"));

        store.put(now(), &place, b"bytes".to_vec()).await.unwrap();

        let mode = |path: PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o077;
        assert_eq!(mode(path.clone()), 0);
        assert_eq!(mode(path.join(place.path())), 0);
    }
}
