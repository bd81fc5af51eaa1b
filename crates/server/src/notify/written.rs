//! What came of readers is written down: many in one transaction, and what it says of their addresses with it.

use std::{collections::HashMap, sync::Arc, time::Duration};

use jiff::Timestamp;
use tokio::time::sleep;
use uuid::Uuid;

use super::{Post, carry::FAULT, texts, wording::Wording};
use crate::{
    deliveries::{self, Chunk, Ended, Outcome, Retry},
    ground::{Result, Tx},
    subscribers,
    subscribers::Hearer,
};

/// As part of what.
#[derive(Clone)]
pub(super) enum Of {
    Chunk(Uuid),
    Retry(Box<Retry>),
}

/// What is to be written down.
pub(super) struct Note {
    pub(super) of: Of,
    pub(super) hearer: Hearer,
    pub(super) ended: Ended,
    pub(super) gone: Option<&'static str>,
    pub(super) base: Arc<Wording>,
}

/// What is being written down.
pub(super) struct Batch {
    pub(super) notes: Vec<Note>,
    pub(super) chunks: HashMap<Uuid, Chunk>,
    pub(super) lost: Vec<Uuid>,
}

/// Writes a batch down; again and again while the database is away, since what was told was told.
pub(super) async fn write(post: Arc<Post>, mut batch: Batch) -> Batch {
    let mut wait = Duration::from_millis(50);
    while let Err(error) = try_write(&post, &mut batch).await {
        tracing::warn!(%error, "what readers were told cannot be written down just now");
        sleep(wait).await;
        wait = (wait * 2).min(Duration::from_secs(5));
    }
    batch
}

async fn try_write(post: &Post, batch: &mut Batch) -> Result<()> {
    let now = post.clock.now();
    let mut tx = post.db.begin().await?;
    batch.lost.clear();
    for (id, chunk) in &mut batch.chunks {
        let of_it = batch
            .notes
            .iter()
            .filter(|note| matches!(note.of, Of::Chunk(of) if of == *id));
        let outcomes: Vec<Outcome> = of_it
            .map(|note| Outcome {
                reader: note.hearer.id.0,
                ended: note.ended.clone(),
            })
            .collect();
        if !deliveries::record(&mut tx, now, chunk, &outcomes).await? {
            batch.lost.push(*id);
        }
    }
    for note in &batch.notes {
        if let Of::Retry(retry) = &note.of {
            deliveries::end_retry(&mut tx, now, retry, &note.ended).await?;
        }
        judge_reader(&mut tx, post, now, note).await?;
    }
    tx.commit_unheard().await
}

/// What it says of the reader's address.
async fn judge_reader(tx: &mut Tx, post: &Post, now: Timestamp, note: &Note) -> Result<()> {
    let id = note.hearer.id;
    match &note.ended {
        Ended::Sent if note.hearer.is_failing => subscribers::arrived(tx, &[id]).await,
        Ended::Sent | Ended::Left => Ok(()),
        // A fault of ours says nothing of an address.
        Ended::Dead { reason, .. } if *reason == FAULT => Ok(()),
        Ended::Again { reason, .. } | Ended::Dead { reason, .. } => {
            if !texts::is_of_reader(note.hearer.channel, reason) {
                return Ok(());
            }
            let sender = subscribers::Sender {
                base: note.base.base(),
                has_mail: post.mail.is_some(),
            };
            let is_gone = note.gone.is_some();
            subscribers::failed(tx, now, sender, id, reason, is_gone).await?;
            Ok(())
        }
    }
}
