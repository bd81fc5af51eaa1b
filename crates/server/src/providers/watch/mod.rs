//! The watch: providers' pages are looked at again and again, politely, by whichever node has the turn.
//!
//! Read in order: [`Watch`] and [`Watch::run`] (when), `claim` (whose turn), `view` (what a look begins with), `look` (one from begin to end), `asks` (what is
//! asked), `fetch` (one question; `gate`: one at a time per host; `robots`: what a host wants left alone), `detect` (which
//! format), `commit` (what came of it, in one transaction), `history` (what there is further back), `replies` (what is kept),
//! `pace` (when again), [`Trouble`] (why nothing was seen), `reread` (the past read by today's readers).
//! A look that another has taken over, because its lease ran out or somebody set the provider right, leaves no trace.
//! Not here: what a page says (`readers::watch`), and what becomes of it (`take_in`).

mod asks;
mod claim;
mod commit;
mod detect;
mod fetch;
mod gate;
mod history;
mod look;
mod pace;
mod replies;
mod reread;
mod robots;
mod trouble;
mod view;

use std::{collections::HashMap, sync::Arc, time::Duration};

use beffroi_domain::{Actor, Locale, ProviderId};
use beffroi_readers::watch::detect::Detected;
use jiff::{SignedDuration, Timestamp};
use tokio::{
    sync::watch,
    task::{Id, JoinSet},
};

use self::{claim::Claimed, gate::Gate, robots::Known, view::View};
use super::Follow;
use crate::{
    ground::{Clock, Db, Error, Metrics, Refusal, Result, Tx, outbound::Outbound},
    pages,
};

pub(super) use asks::{ask_anew, forget_asks};
pub use look::{Looked, Outcome};
pub use reread::{Reread, reread};
pub use trouble::{Trouble, Word};

/// How often it is asked whose turn it is: seldom while nobody waits, lest each look that ends asks again.
const TICK: Duration = Duration::from_secs(1);
/// The same while more may wait than could be begun.
const HURRY: Duration = Duration::from_millis(100);
/// How often what is kept is held against its bounds.
const SWEEP: SignedDuration = SignedDuration::from_hours(1);
/// How we are called where a host asks programs to leave something alone.
const NAME: &str = "Beffroi";

/// How the watch behaves.
#[derive(Clone, Debug)]
pub struct WatchSettings {
    /// Whether it looks by itself.
    pub is_enabled: bool,
    /// Whom people write to who wonder who asks: an address of the web or of mail.
    pub contact: Option<String>,
    /// Between two looks at a page where all is well.
    pub interval: SignedDuration,
    /// The same while something is open, or not as it should be.
    pub open_interval: SignedDuration,
    /// Between two questions to one host.
    pub gap: Duration,
    /// Looks at one time.
    pub at_once: usize,
    /// How long raw replies are kept.
    pub keep: SignedDuration,
    /// How many bytes of them, packed.
    pub keep_bytes: i64,
}

/// Whoever looks; one for a process, cheap to clone.
#[derive(Clone, Debug)]
pub struct Watch {
    db: Db,
    clock: Clock,
    outbound: Outbound,
    metrics: Metrics,
    settings: Arc<WatchSettings>,
    agent: Arc<str>,
    gate: Gate,
    robots: Known,
}

/// Over when its other end is dropped.
pub type Stop = watch::Receiver<()>;

impl Watch {
    /// Whoever looks, by these settings.
    #[must_use]
    pub fn new(
        db: Db,
        clock: Clock,
        outbound: Outbound,
        metrics: Metrics,
        settings: WatchSettings,
    ) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let agent = match &settings.contact {
            Some(contact) => format!("{NAME}/{version} (+{contact})"),
            None => format!("{NAME}/{version}"),
        };
        Self {
            db,
            clock,
            outbound,
            metrics,
            gate: Gate::new(settings.gap),
            robots: Known::default(),
            settings: Arc::new(settings),
            agent: agent.into(),
        }
    }

    /// Takes turns at hosts with another of this process.
    #[must_use]
    pub fn in_turn_with(mut self, other: &Self) -> Self {
        self.gate = other.gate.clone();
        self
    }

    /// Whether this node looks by itself.
    #[must_use]
    pub fn looks_by_itself(&self) -> bool {
        self.settings.is_enabled
    }

    /// Looks until `stop` is over. A look under way is broken off then, and is due again at once.
    pub async fn run(&self, mut stop: Stop) {
        let mut looks = JoinSet::new();
        let mut running: HashMap<Id, Claimed> = HashMap::new();
        let mut swept = Timestamp::MIN;
        loop {
            let wait = match self.turn(&mut looks, &mut running, &mut swept).await {
                Ok(true) => HURRY,
                Ok(false) => TICK,
                Err(error) => {
                    tracing::warn!(%error, "it cannot be asked whose turn it is");
                    TICK
                }
            };
            let is_over = tokio::select! {
                _ = stop.changed() => true,
                () = rest(wait, &mut looks, &mut running) => false,
            };
            if is_over {
                break;
            }
        }
        looks.shutdown().await;
        if let Err(error) = self.hand_back(running.into_values()).await {
            tracing::warn!(%error, "looks that were broken off wait for their lease to run out");
        }
    }

    /// Begins what is due, as far as there is room; true where more may be due than that.
    async fn turn(
        &self,
        looks: &mut JoinSet<()>,
        running: &mut HashMap<Id, Claimed>,
        swept: &mut Timestamp,
    ) -> Result<bool> {
        let now = self.clock.now();
        if now.duration_since(*swept) >= SWEEP {
            self.sweep().await?;
            *swept = now;
        }
        let room = self.settings.at_once - looks.len();
        let all = self.claim(room).await?;
        let mut views = match View::load_all(self, &all).await {
            Ok(views) => views,
            Err(error) => {
                self.hand_back(all.into_iter()).await?;
                return Err(error);
            }
        };
        for claimed in &all {
            let (watch, ours) = (self.clone(), *claimed);
            // Who is not there was left or set right meanwhile, and made due again by whoever did that; or cannot be read.
            let Some(view) = views.remove(&ours.provider) else {
                continue;
            };
            let look = looks.spawn(async move {
                if let Err(error) = watch.look(ours, view).await {
                    tracing::error!(%error, provider = %ours.provider, "a provider could not be looked at");
                }
            });
            running.insert(look.id(), ours);
        }
        Ok(all.len() == room)
    }

    async fn claim(&self, most: usize) -> Result<Vec<Claimed>> {
        let now = self.clock.now();
        if most == 0 {
            return Ok(Vec::new());
        }
        let mut tx = self.db.snapshot().await?;
        let is_due = claim::is_due(&mut tx, now).await?;
        drop(tx);
        if !is_due {
            return Ok(Vec::new());
        }
        let mut tx = self.db.begin().await?;
        let gap = SignedDuration::try_from(self.settings.gap).unwrap_or(SignedDuration::MAX);
        let claimed = claim::claim(&mut tx, now, gap, most).await?;
        tx.commit_unheard().await?;
        Ok(claimed)
    }

    async fn hand_back(&self, all: impl Iterator<Item = Claimed>) -> Result<()> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        for claimed in all {
            claim::end(&mut tx, claimed, now).await?;
        }
        tx.commit_unheard().await
    }

    /// Looks once at everything that is due, one after the other; how many that were.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn look_at_what_is_due(&self) -> Result<usize> {
        let claimed = self.claim(self.settings.at_once).await?;
        let mut views = View::load_all(self, &claimed).await?;
        for one in &claimed {
            if let Some(view) = views.remove(&one.provider) {
                self.look(*one, view).await?;
            }
        }
        Ok(claimed.len())
    }

    /// Looks at one provider now, whether it is due or not.
    ///
    /// # Errors
    /// `Refused` while somebody else looks at it, or when it is followed no more; `NotFound` without it; a fault when the
    /// database is away.
    pub async fn look_at(&self, provider: ProviderId) -> Result<Looked> {
        let mut tx = self.db.begin().await?;
        let claimed = claim::claim_one(&mut tx, self.clock.now(), provider).await?;
        tx.commit_unheard().await?;
        let message = "it is looked at just now, or followed no more; try again in a minute";
        let claimed = claimed
            .ok_or_else(|| Refusal::of("provider", message).told("refusal-provider-busy"))?;
        self.look(claimed, View::load(self, provider).await?).await
    }

    /// Follows a page and looks at it at once, before anybody else does.
    ///
    /// # Errors
    /// As [`follow`](super::follow()); a fault when the database is away.
    pub async fn follow(&self, actor: Actor, new: &Follow) -> Result<Looked> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let id = super::follow(&mut tx, now, actor, new).await?;
        let claimed = claim::claim_one(&mut tx, now, id).await?;
        tx.commit().await?;
        let claimed = claimed.ok_or(Error::NotFound)?;
        self.look(claimed, View::load(self, id).await?).await
    }

    /// Finds out which format a page is, and writes nothing; inside, why nobody can tell.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn find_format(&self, page: &str) -> Result<Result<Detected, Trouble>> {
        detect::find(self, page).await
    }

    async fn look(&self, claimed: Claimed, view: View) -> Result<Looked> {
        let looked = look::go(self, claimed, view).await?;
        self.metrics.looked(looked.outcome.counted());
        Ok(looked)
    }

    /// Holds what is kept against its bounds.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn sweep(&self) -> Result<()> {
        let mut tx = self.db.begin().await?;
        let oldest = self.clock.now() - self.settings.keep;
        replies::sweep(&mut tx, oldest, self.settings.keep_bytes).await?;
        tx.commit_unheard().await
    }
}

/// Waits, and sees looks end meanwhile.
async fn rest(wait: Duration, looks: &mut JoinSet<()>, running: &mut HashMap<Id, Claimed>) {
    let over = tokio::time::sleep(wait);
    tokio::pin!(over);
    loop {
        tokio::select! {
            () = &mut over => return,
            ended = looks.join_next_with_id(), if !looks.is_empty() => {
                let id = match ended {
                    Some(Ok((id, ()))) => Some(id),
                    // A panic in it was logged where it happened; its lease runs out.
                    Some(Err(error)) => Some(error.id()),
                    None => None,
                };
                id.map(|id| running.remove(&id));
            }
        }
    }
}

/// How much of a provider's history waits to be fetched.
///
/// # Errors
/// A fault when the database is away.
pub async fn count_history(tx: &mut Tx, provider: ProviderId) -> Result<i64> {
    asks::count_waiting(tx, provider).await
}

/// The languages that a provider's text can fall apart into: all that our pages speak.
///
/// # Errors
/// A fault when the database is away.
pub async fn locales(tx: &mut Tx) -> Result<Vec<Locale>> {
    let mut all = Vec::new();
    for page in pages::list(tx).await? {
        for locale in page.locales {
            if !all.contains(&locale) {
                all.push(locale);
            }
        }
    }
    Ok(all)
}
