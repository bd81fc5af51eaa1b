//! Collecting: the desk's mailbox is looked into, and what is in it is taken in as any mail.
//!
//! Read in order: [`Collector`], [`Collector::run`] (by one node at a time: `turn`), `look` (one look from begin to end).
//! A mail is moved once its transaction is done, and only then. A crash in between leaves it there; the next look takes it for one that was heard
//! before, and moves it. What nobody of the team reads stays in the mailbox with a flag, and keeps nothing behind it waiting.
//! Not here: IMAP itself (`ground::outbound`), and what a mail says (`receive`).

mod look;
mod turn;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;
use uuid::Uuid;

pub use look::Collected;
pub use turn::mailbox_away;

use crate::ground::{
    Clock, Db, Error, Refusal, Result,
    files::Store,
    outbound::{Folder, Imap, ImapError, Outbound},
    token,
};

/// How long the server is listened to before all is looked through once more, and our turn kept.
const ROUND: Duration = Duration::from_secs(25);
/// By so much our turn outlasts the wait for the next look.
const MARGIN: Duration = Duration::from_secs(35);
/// How often it is asked whether the turn is free.
const TICK: Duration = Duration::from_secs(10);
/// The first wait for a mailbox that is away, and the longest.
const AGAIN: Duration = Duration::from_secs(5);
const LONGEST: Duration = Duration::from_secs(5 * 60);

/// Whoever looks into the desk's mailbox; cheap to clone.
#[derive(Clone, Debug)]
pub struct Collector {
    parts: Arc<Parts>,
    /// How often mails were tried that cannot be written down, by their numbers.
    tries: Arc<Mutex<HashMap<u32, u8>>>,
}

/// What a collector needs.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Where cases are.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The way out.
    pub outbound: Outbound,
    /// Which mailbox.
    pub imap: Arc<Imap>,
    /// Where files are kept.
    pub store: Store,
    /// The address in front of whose `@` cases are named.
    pub answers_to: Option<String>,
    /// Who writes our letters.
    pub from: Option<String>,
}

/// Over when its other end is dropped.
type Stop = watch::Receiver<()>;

/// Why a conversation with the mailbox ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// We were told to stop.
    Stopped,
    /// The turn is another's.
    NotOurs,
    /// The server does not tell by itself: it is asked again after a while.
    Rests,
}

/// How it went so far.
#[derive(Clone, Debug, Default)]
struct Course {
    /// How often the mailbox was away, one time after the other.
    tries: u32,
    /// What was told to be in the way.
    told: String,
    /// Whether it was told that it is looked into.
    is_known: bool,
}

impl Course {
    fn known() -> Self {
        Self {
            is_known: true,
            ..Self::default()
        }
    }
}

impl Collector {
    /// Whoever looks into a mailbox.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self {
            parts: Arc::new(parts),
            tries: Arc::default(),
        }
    }

    /// Looks until `stop` is over: whenever the server tells of a new mail, else now and then.
    pub async fn run(&self, mut stop: Stop) {
        let ours = token::new_id(self.now());
        let mut course = Course::default();
        loop {
            let wait = match self.take_turn(ours, course.is_known, &stop).await {
                Ok(Ended::Stopped) => break,
                Ok(Ended::NotOurs) => TICK,
                Ok(Ended::Rests) => {
                    course = Course::known();
                    self.parts.imap.every
                }
                Err((error, true)) => {
                    tracing::debug!(%error, "the conversation with the desk's mailbox broke off");
                    course = Course::known();
                    AGAIN
                }
                Err((error, false)) => self.is_away(ours, &error, &mut course).await,
            };
            tokio::select! {
                _ = stop.changed() => break,
                () = tokio::time::sleep(wait) => {}
            }
        }
        if let Err(error) = self.hand_back(ours).await {
            tracing::debug!(%error, "the turn at the desk's mailbox waits for its lease to run out");
        }
    }

    /// Looks once, whoever's turn it is; what came of all that was there.
    ///
    /// # Errors
    /// `Refused` with what is in the way at the mailbox; a fault when the database is away.
    pub async fn once(&self) -> Result<Collected> {
        let mut folder = self.open().await?;
        let mut collected = Collected::default();
        let looked = self.look(&mut folder, &mut collected, None).await;
        folder.close().await;
        looked.map(|_| collected)
    }

    /// Holds a conversation where the turn is ours; where it breaks off, why, and whether it had been open.
    async fn take_turn(
        &self,
        ours: Uuid,
        is_known: bool,
        stop: &Stop,
    ) -> Result<Ended, (Error, bool)> {
        match self.keep_turn(ours, MARGIN).await {
            Ok(true) => {}
            Ok(false) => return Ok(Ended::NotOurs),
            Err(error) => return Err((error, false)),
        }
        let (this, stop) = (self.clone(), stop.clone());
        // What brings the library down is a conversation that broke off, and no more.
        let held = tokio::spawn(async move {
            let mut was_open = false;
            let held = this.hold((ours, is_known), stop, &mut was_open).await;
            held.map_err(|error| (error, was_open))
        });
        held.await.unwrap_or_else(|_| {
            // What it said last may be somebody's words.
            let broken = anyhow::anyhow!("what speaks with the mailbox broke down");
            Err((broken.into(), false))
        })
    }

    async fn hold(
        &self,
        (ours, is_known): (Uuid, bool),
        mut stop: Stop,
        was_open: &mut bool,
    ) -> Result<Ended> {
        let mut folder = self.open().await?;
        let mut collected = Collected::default();
        loop {
            let is_ours = self
                .look(&mut folder, &mut collected, Some((ours, &stop)))
                .await?;
            // A server may say that it tells, and refuse to when it is asked.
            let tells = folder.idles();
            let wait = if tells { ROUND } else { self.parts.imap.every };
            if !*was_open {
                *was_open = true;
                self.is_there(tells, is_known).await?;
            }
            let is_ours = is_ours && self.keep_turn(ours, wait + MARGIN).await?;
            let ended = match (is_ours, tells) {
                _ if stop.has_changed().is_err() => Some(Ended::Stopped),
                (false, _) => Some(Ended::NotOurs),
                (true, false) => Some(Ended::Rests),
                (true, true) => None,
            };
            if let Some(ended) = ended {
                folder.close().await;
                return Ok(ended);
            }
            tokio::select! {
                _ = stop.changed() => {}
                heard = folder.wait(ROUND) => {
                    heard.map_err(words)?;
                }
            }
            if stop.has_changed().is_err() {
                // What was asked last is not answered yet, so that nothing is left to say.
                return Ok(Ended::Stopped);
            }
        }
    }

    async fn open(&self) -> Result<Folder> {
        let opened = self.parts.outbound.mailbox(&self.parts.imap).await;
        opened.map_err(words)
    }

    async fn is_there(&self, tells: bool, is_known: bool) -> Result<()> {
        if !is_known {
            tracing::info!(tells, "the desk's mailbox is looked into");
        }
        let mut look = self.parts.db.snapshot().await?;
        if mailbox_away(&mut look).await?.is_none() {
            return Ok(());
        }
        drop(look);
        let mut tx = self.parts.db.begin().await?;
        turn::note(&mut tx, self.now(), false).await?;
        tx.commit_unheard().await
    }

    /// It is told once, and again where something else is in the way; the turn is handed back, as another node may reach it.
    async fn is_away(&self, ours: Uuid, error: &Error, course: &mut Course) -> Duration {
        course.tries += 1;
        course.is_known = false;
        let (tries, wait) = (course.tries, pause(course.tries));
        let (problem, seconds) = (error.to_string(), wait.as_secs());
        match problem == course.told {
            true => tracing::debug!(problem, tries, seconds, "the desk's mailbox is still away"),
            false => {
                tracing::warn!(
                    problem,
                    seconds,
                    "the desk's mailbox cannot be looked into; mails wait there"
                );
            }
        }
        course.told = problem;
        let noted = async {
            let mut tx = self.parts.db.begin().await?;
            turn::note(&mut tx, self.now(), true).await?;
            turn::hand_back(&mut tx, ours).await?;
            tx.commit_unheard().await
        };
        if let Err(error) = noted.await {
            tracing::debug!(%error, "that the desk's mailbox is away cannot be noted");
        }
        wait
    }

    /// Takes or keeps the turn until some time after `wait`; false where another has it.
    async fn keep_turn(&self, ours: Uuid, wait: Duration) -> Result<bool> {
        let now = self.now();
        let mut look = self.parts.db.snapshot().await?;
        if turn::is_taken(&mut look, now, ours).await? {
            return Ok(false);
        }
        drop(look);
        let until = now + SignedDuration::try_from(wait).unwrap_or(SignedDuration::from_mins(1));
        let mut tx = self.parts.db.begin().await?;
        let is_ours = turn::take(&mut tx, now, ours, until).await?;
        tx.commit_unheard().await?;
        Ok(is_ours)
    }

    async fn hand_back(&self, ours: Uuid) -> Result<()> {
        let mut tx = self.parts.db.begin().await?;
        turn::hand_back(&mut tx, ours).await?;
        tx.commit_unheard().await
    }

    fn now(&self) -> Timestamp {
        self.parts.clock.now()
    }
}

/// What is in the way is in words for whoever runs it.
fn words(error: ImapError) -> Error {
    Refusal::whole(error.to_string()).into()
}

/// How long a mailbox is left alone that was away so often, one time after the other.
fn pause(tries: u32) -> Duration {
    let doubled = AGAIN * (1 << tries.saturating_sub(1).min(10));
    doubled.min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_five_minutes() {
        let waits: Vec<u64> = (1..9).map(|tries| pause(tries).as_secs()).collect();

        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 300, 300]);
    }
}
