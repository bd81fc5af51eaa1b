//! Storage that speaks S3: a bucket at an address, signed for with a key.
//!
//! Addresses are signed for a minute each (Signature Version 4, in the query), so that neither key nor secret travels; the way
//! there is [`outbound`](crate::ground::outbound). Path style: every server knows it, and it needs no name of its own for a bucket.
//! Not here: buckets made or emptied, and lists of what is there. The key needs to put, get and delete objects, and no more.

use std::{sync::Arc, time::Duration};

use anyhow::anyhow;
use jiff::Timestamp;
use rusty_s3::{Credentials, S3Action as _, UrlStyle};

use super::Place;
use crate::ground::{
    Refusal, Result,
    outbound::{Limits, Object, Outbound},
};

/// How long a signed address is good for: as long as what it asks for may take, and clocks that differ a little.
const GOOD_FOR: Duration = Duration::from_secs(60);
/// What one file may cost.
const COST: Limits = Limits {
    bytes: 64 << 20,
    total: Duration::from_secs(20),
};

/// Where a bucket is, and how it is opened.
#[derive(Clone)]
pub struct BucketSettings {
    /// Where the storage is: `https://s3.example.com`.
    pub endpoint: String,
    /// Which bucket.
    pub bucket: String,
    /// Which region.
    pub region: String,
    /// Who asks.
    pub key_id: String,
    /// What proves it.
    pub secret: String,
    /// Whether it may be at a private address, and `http`.
    pub may_be_private: bool,
    /// Certificates that are trusted beside the public ones (PEM).
    pub roots: Option<String>,
}

/// Never its secret: settings end in logs.
impl std::fmt::Debug for BucketSettings {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "bucket {} at {}", self.bucket, self.endpoint)
    }
}

pub(super) struct Bucket {
    at: rusty_s3::Bucket,
    key: Credentials,
    outside: Arc<Outbound>,
}

impl std::fmt::Debug for Bucket {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "bucket {}", self.at.base_url())
    }
}

impl Bucket {
    pub(super) fn new(settings: BucketSettings) -> Result<Self, Refusal> {
        let place = endpoint(&settings.endpoint, settings.may_be_private)?;
        let at = rusty_s3::Bucket::new(place, UrlStyle::Path, settings.bucket, settings.region);
        let unread = |_| {
            let message = "there is no certificate in it that can be read";
            Refusal::of("files.s3_ca_file", message)
        };
        // What an operator names by hand may stand in their own network.
        let outside = Outbound::trusting(settings.may_be_private, settings.roots.as_deref());
        Ok(Self {
            at: at.map_err(|_| no_endpoint())?,
            key: Credentials::new(settings.key_id, settings.secret),
            outside: Arc::new(outside.map_err(unread)?),
        })
    }

    pub(super) async fn put(&self, now: Timestamp, place: &Place, bytes: Vec<u8>) -> Result<()> {
        let path = place.path();
        let url = self.at.put_object(Some(&self.key), &path);
        let url = url.sign_with_time(GOOD_FOR, &now);
        let (status, said) = self.ask("PUT", url, Some(bytes)).await?;
        match status {
            200..=299 => Ok(()),
            _ => Err(refused(status, &said)),
        }
    }

    pub(super) async fn get(&self, now: Timestamp, place: &Place) -> Result<Option<Vec<u8>>> {
        let path = place.path();
        let url = self.at.get_object(Some(&self.key), &path);
        let url = url.sign_with_time(GOOD_FOR, &now);
        match self.ask("GET", url, None).await? {
            (200..=299, bytes) => Ok(Some(bytes)),
            (404, said) if is_no_key(&said) => Ok(None),
            (status, said) => Err(refused(status, &said)),
        }
    }

    pub(super) async fn delete(&self, now: Timestamp, place: &Place) -> Result<()> {
        let path = place.path();
        let url = self.at.delete_object(Some(&self.key), &path);
        let url = url.sign_with_time(GOOD_FOR, &now);
        match self.ask("DELETE", url, None).await? {
            (200..=299, _) => Ok(()),
            (404, said) if is_no_key(&said) => Ok(()),
            (status, said) => Err(refused(status, &said)),
        }
    }

    async fn ask(
        &self,
        method: &str,
        url: reqwest::Url,
        bytes: Option<Vec<u8>>,
    ) -> Result<(u16, Vec<u8>)> {
        let object = Object {
            method,
            url: url.as_str(),
            bytes,
        };
        let answer = self.outside.object(object, COST).await;
        answer.map_err(|error| anyhow!(error).into())
    }
}

/// In the clear nothing is safe but this machine and networks that the operator vouches for.
fn endpoint(text: &str, may_be_private: bool) -> Result<reqwest::Url, Refusal> {
    let url = reqwest::Url::parse(text).map_err(|_| no_endpoint())?;
    let is_safe = url.scheme() == "https" || (url.scheme() == "http" && may_be_private);
    let is_plain = url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    match is_safe && is_plain {
        true => Ok(url),
        false => Err(no_endpoint()),
    }
}

fn no_endpoint() -> Refusal {
    let message = "write where the storage is, such as https://s3.example.com; http only with files.s3_allow_private";
    Refusal::of("files.s3_endpoint", message)
}

/// Whether the object is missing, and not the whole bucket: then nothing that was kept could be found, and that is no answer.
///
/// Source: Amazon S3's list of error codes: `NoSuchKey` and `NoSuchBucket` are both 404.
fn is_no_key(said: &[u8]) -> bool {
    !String::from_utf8_lossy(said).contains("NoSuchBucket")
}

/// The code of a refusal, and nothing else of it: it may repeat what was asked, signature included.
fn refused(status: u16, said: &[u8]) -> crate::ground::Error {
    let said = String::from_utf8_lossy(said);
    let code = said
        .split_once("<Code>")
        .and_then(|(_, rest)| rest.split_once("</Code>"));
    let code: String = code
        .map(|(code, _)| {
            code.chars()
                .filter(char::is_ascii_alphanumeric)
                .take(60)
                .collect()
        })
        .unwrap_or_default();
    anyhow!("the storage of files answers {status} {code}").into()
}
