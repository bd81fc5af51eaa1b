//! The outbox emptied: letters, one address at a time, through the relay.
//!
//! Read in order: [`Post`] and [`Post::run`] (when), then `letters` (what is done with one), `pause` (a relay that is away).
//! Several nodes share: whoever claims a letter sends it, and a claim runs out when its node is gone. A crash
//! repeats at most the letter that was under way, under the same Message-ID.
//! Not here: broadcasts; nobody can ask for one yet. Addresses and words of letters never reach the log.

mod letters;
mod pause;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use self::pause::Pause;
use crate::{
    ground::{
        Clock, Db, Result,
        outbound::{Mail, Outbound},
    },
    outbox,
};

/// The look at what is due that needs no hint: letters that are tried again, and what a hint missed.
const LOOK: Duration = Duration::from_secs(5);
/// How long a claimed letter is ours; longer than a relay may take for it.
const LEASE: SignedDuration = SignedDuration::from_mins(3);
/// How often what is over is cleared away.
const SWEEP: SignedDuration = SignedDuration::from_hours(1);

/// What carries letters.
#[derive(Clone, Debug)]
pub struct Post {
    db: Db,
    clock: Clock,
    outbound: Outbound,
    mail: Mail,
    pause: Pause,
}

/// Over when its other end is dropped.
pub type Stop = watch::Receiver<()>;

impl Post {
    /// What carries letters, by these settings.
    #[must_use]
    pub fn new(db: Db, clock: Clock, mail: Mail) -> Self {
        Self {
            outbound: Outbound::new(mail.may_be_private),
            db,
            clock,
            mail,
            pause: Pause::default(),
        }
    }

    /// Carries letters until `stop` is over; the one under way is ended first. Wakes with every commit
    /// that is heard of, and by itself now and then.
    pub async fn run(&self, mut stop: Stop) {
        let mut heard = self.db.changes().listen();
        let mut swept = Timestamp::MIN;
        while !is_over(&stop) {
            heard.mark_unchanged();
            if let Err(error) = self.look(&stop, &mut swept).await {
                tracing::warn!(%error, "letters cannot be looked at just now");
            }
            tokio::select! {
                _ = stop.changed() => return,
                changed = heard.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    async fn look(&self, stop: &Stop, swept: &mut Timestamp) -> Result<()> {
        letters::empty(self, stop).await?;
        let now = self.clock.now();
        if now.duration_since(*swept) >= SWEEP {
            let mut tx = self.db.begin().await?;
            outbox::sweep(&mut tx, now).await?;
            tx.commit().await?;
            *swept = now;
        }
        Ok(())
    }

    /// Sends what is due now; how many letters went.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn empty(&self) -> Result<usize> {
        let (_going_on, stop) = watch::channel(());
        letters::empty(self, &stop).await
    }
}

fn is_over(stop: &Stop) -> bool {
    stop.has_changed().is_err()
}
