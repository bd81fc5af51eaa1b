//! What a lane takes on: a chunk of readers, and those who are tried again, each with the words of their language.

use std::sync::Arc;

use beffroi_channels::Channel;
use beffroi_domain::SubscriptionId;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::{
    Post,
    wording::{Wording, Wordings},
    written::Of,
};
use crate::{
    deliveries::{self, Chunk, Ended, Retry, Taken},
    ground::Result,
    subscribers::{self, Hearer, Lane},
};

/// Further tries that are taken on at a time.
const RETRIES: i64 = 50;
/// So long nobody looks again whether somebody has left: a leave holds at once, also where a slow receiver or a relay that
/// is away keeps others waiting.
const FRESH: SignedDuration = SignedDuration::from_secs(3);
/// What is left of a lease at least when a further try begins: longer than a try takes.
const MARGIN: SignedDuration = SignedDuration::from_secs(75);

/// Somebody to be told.
pub(super) struct Job {
    pub(super) of: Of,
    pub(super) hearer: Hearer,
    pub(super) wording: Arc<Wording>,
    /// Where it goes: the host of a call, the domain of a mail.
    pub(super) place: Arc<str>,
    /// When it was looked whether they want to be told.
    looked_at: Timestamp,
}

/// Whether somebody is to be told still, once their turn comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    Wanted,
    /// They left meanwhile, or were paused.
    Left,
    /// Another has taken them on meanwhile, or will.
    Lost,
}

/// What was taken on.
pub(super) struct Haul {
    pub(super) jobs: Vec<Job>,
    pub(super) chunk: Option<Chunk>,
    /// Whether there was anything: then there may be more.
    pub(super) is_there: bool,
}

/// Takes on the next chunk of a lane, and those who are due to be tried again. Where nobody knows whether there are
/// any, it looks before it takes the one writer of SQLite.
pub(super) async fn haul(
    post: Arc<Post>,
    (lane, is_known): (Lane, bool),
    wordings: Arc<Mutex<Wordings>>,
) -> Result<Haul> {
    let mut haul = Haul {
        jobs: Vec::new(),
        chunk: None,
        is_there: false,
    };
    let now = post.clock.now();
    if !is_known {
        let mut look = post.db.snapshot().await?;
        if !deliveries::has_work(&mut look, now, lane).await? {
            return Ok(haul);
        }
    }
    let mut tx = post.db.begin().await?;
    let retries = deliveries::claim_due(&mut tx, now, lane, RETRIES).await?;
    let taken = deliveries::take(&mut tx, now, lane).await?;
    tx.commit_unheard().await?;
    haul.is_there = !retries.is_empty() || taken.is_some();
    let mut wordings = wordings.lock().await;
    if let Some(taken) = taken {
        haul.take(&post, &mut wordings, taken).await?;
    }
    for retry in retries {
        haul.take_retry(&post, &mut wordings, retry).await?;
    }
    Ok(haul)
}

impl Job {
    /// Whether they are to be told still. Where the database is away, what was last known holds.
    pub(super) async fn stands(&self, post: &Post) -> Stands {
        let now = post.clock.now();
        if let Of::Retry(retry) = &self.of
            && retry.leased_until.duration_since(now) < MARGIN
        {
            if let Err(error) = give_back(post, now, retry).await {
                tracing::debug!(%error, "a further try is not given back; its lease runs out");
            }
            return Stands::Lost;
        }
        if now.duration_since(self.looked_at) < FRESH {
            return Stands::Wanted;
        }
        match is_wanted(post, self.hearer.id).await {
            Ok(false) => Stands::Left,
            Ok(true) | Err(_) => Stands::Wanted,
        }
    }
}

async fn is_wanted(post: &Post, id: SubscriptionId) -> Result<bool> {
    let mut look = post.db.snapshot().await?;
    Ok(subscribers::hearer(&mut look, id).await?.is_some())
}

async fn give_back(post: &Post, now: Timestamp, retry: &Retry) -> Result<()> {
    let mut tx = post.db.begin().await?;
    deliveries::let_go(&mut tx, now, retry).await?;
    tx.commit_unheard().await
}

impl Haul {
    async fn take(&mut self, post: &Post, wordings: &mut Wordings, taken: Taken) -> Result<()> {
        let Taken { mut chunk, hearers } = taken;
        if hearers.is_empty() {
            // All of them left, or were told before it was left behind.
            let mut tx = post.db.begin().await?;
            deliveries::record(&mut tx, post.clock.now(), &mut chunk, &[]).await?;
            return tx.commit_unheard().await;
        }
        let wording = wording(post, wordings, chunk.broadcast, &hearers).await?;
        let looked_at = post.clock.now();
        self.jobs.extend(hearers.into_iter().map(|hearer| Job {
            of: Of::Chunk(chunk.id),
            place: place(&hearer),
            hearer,
            wording: wording.clone(),
            looked_at,
        }));
        self.chunk = Some(chunk);
        Ok(())
    }

    async fn take_retry(
        &mut self,
        post: &Post,
        wordings: &mut Wordings,
        retry: Retry,
    ) -> Result<()> {
        let mut look = post.db.snapshot().await?;
        let hearer = subscribers::hearer(&mut look, retry.reader.into()).await?;
        drop(look);
        let Some(hearer) = hearer else {
            let mut tx = post.db.begin().await?;
            deliveries::end_retry(&mut tx, post.clock.now(), &retry, &Ended::Left).await?;
            return tx.commit_unheard().await;
        };
        let heard = std::slice::from_ref(&hearer);
        let wording = wording(post, wordings, retry.broadcast, heard).await?;
        self.jobs.push(Job {
            of: Of::Retry(Box::new(retry)),
            place: place(&hearer),
            hearer,
            wording,
            looked_at: post.clock.now(),
        });
        Ok(())
    }
}

async fn wording(
    post: &Post,
    wordings: &mut Wordings,
    broadcast: Uuid,
    hearers: &[Hearer],
) -> Result<Arc<Wording>> {
    if let Some(known) = wordings.known(broadcast, hearers) {
        return Ok(known);
    }
    let mut look = post.db.snapshot().await?;
    wordings
        .make(&mut look, &post.sight, broadcast, hearers)
        .await
}

fn place(hearer: &Hearer) -> Arc<str> {
    if hearer.channel == Channel::Sms {
        // All of them go by one gateway.
        return Channel::Sms.as_str().into();
    }
    let address = hearer.address.as_str();
    match address.split_once("://") {
        Some((_, rest)) => rest
            .split(['/', '?', '#'])
            .next()
            .unwrap_or_default()
            .into(),
        None => address.rsplit('@').next().unwrap_or_default().into(),
    }
}
