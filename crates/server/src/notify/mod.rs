//! The outbox emptied: letters to one address, and broadcasts to everyone who asked.
//!
//! Read in order: [`Post`] and [`Post::run`] (when), `letters` (what is done with a letter; `proof`: with one that shows a word to its writer), `lane` (how readers of broadcasts
//! are told, many at a time) and `haul` (who they are), `told`, `overheard` (others' words), `statuspage` and `wording` (in which words), `browser` (the form of one channel that needs keys), `carry` (one message; `texts`: by short message, and codes), `written` (what came of it), `pause` (a relay that is away);
//! `challenges` (whoever is to be told by a call is asked first).
//! Several nodes share: whoever claims a letter or a chunk of readers sends it, and a claim runs out when its node is
//! gone. A crash repeats at most what was under way and not yet written down, under the same Message-ID or key.
//! Addresses and words never reach the log.

mod browser;
mod carry;
mod challenges;
mod haul;
mod hooks;
mod lane;
mod letters;
mod overheard;
mod pause;
mod proof;
mod statuspage;
mod texts;
mod told;
mod wording;
mod written;

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use self::{carry::Sessions, lane::Lane, pause::Pause, wording::Sight};
use crate::{
    deliveries,
    ground::{
        Clock, Db, Result,
        outbound::{Mail, Outbound, Sms},
    },
    outbox, reports,
    subscribers::{self, Lane as Way},
    web::Site,
};

pub use lane::WINDOW;

/// The look at what is due that needs no hint: letters that are tried again, and what a hint missed.
const LOOK: Duration = Duration::from_secs(5);
/// How long a claimed letter is ours; longer than a relay may take for it.
const LEASE: SignedDuration = SignedDuration::from_mins(3);
/// How often what is over is cleared away.
const SWEEP: SignedDuration = SignedDuration::from_hours(1);
/// Calls at a time.
const CALLS: usize = 48;

/// What carries letters and broadcasts.
#[derive(Clone, Debug)]
pub struct Post {
    db: Db,
    clock: Clock,
    /// The way to the relay.
    outbound: Outbound,
    /// The way to everybody else's programs.
    outside: Outbound,
    mail: Option<Mail>,
    sms: Option<Arc<Sms>>,
    sight: Sight,
    pause: Pause,
    sessions: Sessions,
}

/// Over when its other end is dropped.
pub type Stop = watch::Receiver<()>;

impl Post {
    /// What carries, by these settings; nothing by mail where no relay is set.
    #[must_use]
    pub fn new(site: &Site, mail: Option<Mail>, outside: Outbound) -> Self {
        let sight = Sight {
            origin: site.public_url.clone(),
            is_public: site.has_public_url,
            page: site.page.clone(),
            from: mail.as_ref().map(|mail| mail.from.clone()),
            contact: site.push_contact.clone(),
            bounces_to: mail.as_ref().and_then(|mail| mail.bounces_to.clone()),
        };
        Self {
            db: site.db.clone(),
            clock: site.clock.clone(),
            outbound: Outbound::new(mail.as_ref().is_some_and(|mail| mail.may_be_private)),
            outside,
            mail,
            sms: site.sms.clone(),
            sight,
            pause: Pause::default(),
            sessions: Sessions::default(),
        }
    }

    /// Carries until `stop` is over; what is under way is ended first. Wakes with every commit that is heard of, and by
    /// itself now and then.
    pub async fn run(&self, stop: Stop) {
        let letters = self.run_letters(stop.clone());
        let asking = self.run_asking(stop.clone());
        let calling = self.run_calling(stop.clone());
        let beginning = self.run_beginning(stop.clone());
        let lanes = self.lanes().map(|lane| lane.run(stop.clone()));
        let lanes = async {
            let all: Vec<_> = lanes.map(tokio::spawn).collect();
            for one in all {
                // It ended because it was told to; a panic in it was logged where it happened.
                let _ = one.await;
            }
        };
        tokio::join!(letters, asking, calling, beginning, lanes);
        self.sessions.close().await;
    }

    /// One for each way that is open.
    fn lanes(&self) -> impl Iterator<Item = Lane> {
        let by_mail = self.mail.as_ref().map(|mail| (Way::Mail, mail.sessions));
        let all = by_mail.into_iter().chain([(Way::Call, CALLS)]);
        let post = Arc::new(self.clone());
        all.map(move |(way, width)| Lane::new(post.clone(), way, width))
    }

    async fn run_letters(&self, mut stop: Stop) {
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
        if self.mail.is_some() {
            letters::empty(self, stop).await?;
        }
        let now = self.clock.now();
        if now.duration_since(*swept) >= SWEEP {
            let mut tx = self.db.begin().await?;
            deliveries::end_with_what_is_over(&mut tx, now).await?;
            outbox::sweep(&mut tx, now).await?;
            subscribers::sweep(&mut tx, now).await?;
            subscribers::phone::sweep(&mut tx, now).await?;
            while reports::forget(&mut tx, now).await? > 0 {}
            tx.commit().await?;
            *swept = now;
        }
        Ok(())
    }

    /// Whoever is to be asked is asked, and codes go: somebody waits for one, so that no letter stands before it.
    async fn run_asking(&self, mut stop: Stop) {
        let mut heard = self.db.changes().listen();
        while !is_over(&stop) {
            heard.mark_unchanged();
            if let Err(error) = challenges::ask(self).await {
                tracing::warn!(%error, "whoever is to be asked cannot be looked for just now");
            }
            tokio::select! {
                _ = stop.changed() => return,
                changed = heard.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Help desks are called: one that is slow keeps nobody else waiting.
    async fn run_calling(&self, mut stop: Stop) {
        let mut heard = self.db.changes().listen();
        while !is_over(&stop) {
            heard.mark_unchanged();
            if let Err(error) = hooks::call(self).await {
                tracing::warn!(%error, "help desks cannot be called just now");
            }
            tokio::select! {
                _ = stop.changed() => return,
                changed = heard.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Broadcasts that are due begin.
    async fn run_beginning(&self, mut stop: Stop) {
        let mut heard = self.db.changes().listen();
        while !is_over(&stop) {
            heard.mark_unchanged();
            if let Err(error) = self.begin().await {
                tracing::warn!(%error, "broadcasts cannot be looked at just now");
            }
            tokio::select! {
                _ = stop.changed() => return,
                changed = heard.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    async fn begin(&self) -> Result<usize> {
        let now = self.clock.now();
        let mut look = self.db.snapshot().await?;
        if !deliveries::is_due(&mut look, now).await? {
            return Ok(0);
        }
        drop(look);
        let mut tx = self.db.begin().await?;
        let begun = deliveries::begin(&mut tx, now).await?;
        tx.commit().await?;
        for broadcast in &begun {
            self.count(*broadcast).await?;
        }
        Ok(begun.len())
    }

    /// For how many it is, for whoever watches it; they are told meanwhile.
    async fn count(&self, broadcast: uuid::Uuid) -> Result<()> {
        for lane in Way::ALL {
            let mut look = self.db.snapshot().await?;
            let Some(found) = deliveries::find_broadcast(&mut look, broadcast).await? else {
                return Ok(());
            };
            let readers = deliveries::count_readers(&mut look, &found, lane).await?;
            drop(look);
            let mut tx = self.db.begin().await?;
            deliveries::note_readers(&mut tx, broadcast, lane, readers).await?;
            tx.commit_unheard().await?;
        }
        Ok(())
    }

    /// Sends what is due now; how many letters went.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn empty(&self) -> Result<usize> {
        let (_going_on, stop) = watch::channel(());
        let letters = match self.mail {
            Some(_) => letters::empty(self, &stop).await?,
            None => 0,
        };
        while self.begin().await? > 0 {}
        for mut lane in self.lanes() {
            lane.empty().await?;
        }
        self.sessions.close().await;
        Ok(letters)
    }

    /// Calls the help desks that are to be called now; how many were reached.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn call(&self) -> Result<usize> {
        hooks::call(self).await
    }

    /// Asks whoever wants to be told by a call and is to be asked now; how many said yes or got their card.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn ask(&self) -> Result<usize> {
        challenges::ask(self).await
    }
}

fn is_over(stop: &Stop) -> bool {
    stop.has_changed().is_err()
}
