//! One look into the mailbox: each mail is asked for its size, taken in, and then moved or put aside.

use std::{collections::BTreeMap, sync::PoisonError};

use beffroi_domain::PageId;
use uuid::Uuid;

use super::{Collector, MARGIN, Stop, words};
use crate::{
    ground::{
        Error, Result,
        outbound::{Folder, ImapError},
    },
    pages,
    reports::{LARGEST, Mailbox, Received, receive::take_in},
};

/// So often a mail is tried that the database does not take, though it is there.
const TRIES: u8 = 3;

/// What came of the mails that were there.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    /// How many came to what.
    pub tally: BTreeMap<Received, i64>,
    /// How many were put aside: they stay in the mailbox, with a flag.
    pub aside: i64,
    /// How many stay there and are tried again.
    pub later: i64,
}

/// What is done with a mail in the mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Done(Received),
    Aside(&'static str),
    Later,
}

impl Collector {
    /// Takes in all that waits; false where the turn is another's meanwhile.
    pub(super) async fn look(
        &self,
        folder: &mut Folder,
        collected: &mut Collected,
        turn: Option<(Uuid, &Stop)>,
    ) -> Result<bool> {
        let mut refused = None;
        for mail in folder.waiting().await.map_err(words)? {
            if let Some((ours, stop)) = turn {
                if stop.has_changed().is_err() {
                    return Ok(true);
                }
                if !self.keep_turn(ours, MARGIN).await? {
                    return Ok(false);
                }
            }
            match self.one(folder, collected, mail).await {
                Ok(()) => {}
                // Others are taken in first; then it is told, and tried again.
                Err(Ended::Imap(error @ ImapError::Refused(_))) => refused = Some(error),
                Err(Ended::Imap(error)) => return Err(words(error)),
                Err(Ended::Fault(error)) => return Err(error),
            }
        }
        refused.map_or(Ok(true), |error| Err(words(error)))
    }

    async fn one(
        &self,
        folder: &mut Folder,
        collected: &mut Collected,
        mail: u32,
    ) -> Result<(), Ended> {
        // Somebody else may have moved it meanwhile.
        let Some(size) = folder.size(mail).await? else {
            return Ok(());
        };
        let fate = match size > LARGEST as u64 {
            true => aside(Received::TooLarge, collected),
            // One more than is taken: a server may have counted otherwise.
            false => match folder.bytes(mail, LARGEST + 1).await? {
                Some(bytes) => self.fate(collected, mail, bytes).await?,
                None => return Ok(()),
            },
        };
        match fate {
            Fate::Done(came) => {
                folder.done(mail).await?;
                let came = came.as_str();
                tracing::info!(came, size, "a mail of the desk's mailbox is done with");
            }
            Fate::Aside(why) => {
                folder.put_aside(mail).await?;
                collected.aside += 1;
                tracing::warn!(
                    mail,
                    size,
                    why,
                    "a mail stays in the desk's mailbox, with a flag"
                );
            }
            Fate::Later => collected.later += 1,
        }
        Ok(())
    }

    /// A mail is taken in. One that brings its reader down, or that the database never takes, keeps none behind it waiting.
    async fn fate(&self, collected: &mut Collected, mail: u32, bytes: Vec<u8>) -> Result<Fate> {
        let this = self.clone();
        let taken = tokio::spawn(async move { this.take(&bytes).await }).await;
        match taken {
            Ok(Ok(came)) if came.is_for_nobody() => Ok(aside(came, collected)),
            Ok(Ok(came)) => {
                *collected.tally.entry(came).or_default() += 1;
                Ok(Fate::Done(came))
            }
            Ok(Err(Error::Fault(error))) => {
                // Where nothing can be read either, it is not for the mail.
                self.pages().await?;
                let tries = self.count(mail);
                tracing::error!(%error, mail, tries, "a mail of the desk's mailbox cannot be written down");
                Ok(match tries >= TRIES {
                    true => Fate::Aside("it cannot be written down"),
                    false => Fate::Later,
                })
            }
            Ok(Err(_)) => Ok(Fate::Aside("what it says cannot be kept")),
            Err(_) => Ok(Fate::Aside("it cannot be read")),
        }
    }

    /// Once more; how often that makes. It begins anew with a mail that is put aside then.
    fn count(&self, mail: u32) -> u8 {
        let mut all = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        let tries = all.remove(&mail).unwrap_or_default() + 1;
        if tries < TRIES {
            all.insert(mail, tries);
        }
        tries
    }

    async fn take(&self, bytes: &[u8]) -> Result<Received> {
        let pages = self.pages().await?;
        let parts = &self.parts;
        let mailbox = Mailbox {
            answers_to: parts.answers_to.as_deref(),
            from: parts.from.as_deref(),
            pages: &pages,
        };
        take_in(&parts.db, &parts.store, self.now(), mailbox, bytes).await
    }

    async fn pages(&self) -> Result<Vec<PageId>> {
        let mut look = self.parts.db.snapshot().await?;
        let all = pages::list(&mut look).await?;
        Ok(all.into_iter().map(|page| page.id).collect())
    }
}

fn aside(came: Received, collected: &mut Collected) -> Fate {
    *collected.tally.entry(came).or_default() += 1;
    Fate::Aside(came.meaning())
}

/// Why a mail was not done with.
#[derive(Debug)]
enum Ended {
    Imap(ImapError),
    Fault(Error),
}

impl From<ImapError> for Ended {
    fn from(error: ImapError) -> Self {
        Self::Imap(error)
    }
}

impl From<Error> for Ended {
    fn from(error: Error) -> Self {
        Self::Fault(error)
    }
}
