//! What a look begins with: the provider and what is asked of it, loaded together for all that were claimed together.

use std::{collections::HashMap, sync::Arc};

use beffroi_domain::{Locale, ProviderId};
use beffroi_readers::watch::{Ask, Context, Often};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    Watch,
    asks::{self, Asked},
    claim::{self, Claimed},
    locales, pace,
};
use crate::{
    ground::{Result, Tx},
    params,
    providers::{Provider, store},
};

/// A provider as it stood when its look began.
#[derive(Debug)]
pub(super) struct View {
    pub(super) provider: Provider,
    pub(super) now: Timestamp,
    /// All that is asked of it, also what is not due now.
    pub(super) asks: Vec<Asked>,
    /// How much of it is under way, and how much of its history waits.
    open: i64,
    pub(super) waiting: i64,
    locales: Arc<[Locale]>,
}

#[derive(Clone, Copy, Debug, Default, sqlx_macros::FromRow)]
struct CountRow {
    id: Uuid,
    open: i64,
    waiting: i64,
}

impl View {
    /// One, as it stands.
    pub(super) async fn load(watch: &Watch, id: ProviderId) -> Result<Self> {
        let now = watch.clock.now();
        let mut tx = watch.db.snapshot().await?;
        let provider = store::load(&mut tx, id).await?;
        let count: CountRow = tx.load(COUNTS_OF_ONE, params![id]).await?;
        Ok(Self {
            provider,
            now,
            asks: asks::standing(&mut tx, now, id).await?,
            open: count.open,
            waiting: count.waiting,
            locales: locales(&mut tx).await?.into(),
        })
    }

    /// All that were claimed together; who is not among them was left or taken over meanwhile.
    pub(super) async fn load_all(
        watch: &Watch,
        all: &[Claimed],
    ) -> Result<HashMap<ProviderId, Self>> {
        let Some(claimed) = all.first().copied() else {
            return Ok(HashMap::new());
        };
        let now = watch.clock.now();
        let mut tx = watch.db.snapshot().await?;
        let locales: Arc<[Locale]> = locales(&mut tx).await?.into();
        let mut asked = asks::standing_of_all(&mut tx, now, claimed).await?;
        let counts = counts(&mut tx, claimed).await?;
        let providers = store::leased(&mut tx, claimed.until, claimed.lease).await?;
        let view = |provider: Provider| {
            let count = counts.get(&provider.id).copied().unwrap_or_default();
            let view = Self {
                now,
                asks: asked.remove(&provider.id).unwrap_or_default(),
                open: count.open,
                waiting: count.waiting,
                locales: locales.clone(),
                provider,
            };
            (view.provider.id, view)
        };
        Ok(providers.into_iter().map(view).collect())
    }

    /// What is to be asked is made where it was not; false where it is not ours any more.
    pub(super) async fn prepare(&mut self, watch: &Watch, claimed: Claimed) -> Result<bool> {
        let Some(form) = self.provider.form() else {
            return Ok(true);
        };
        // A format may have learned to ask for more since.
        let is_there =
            |ask: &Ask| ask.often == Often::Once || self.asks.iter().any(|had| had.url == ask.url);
        if !self.asks.is_empty() && (form.asks)(&self.provider.place).iter().all(is_there) {
            return Ok(true);
        }
        let mut tx = watch.db.begin().await?;
        if !claim::keep(&mut tx, claimed, self.now).await? {
            return Ok(false);
        }
        asks::make(&mut tx, self.now, &self.provider, form).await?;
        self.asks = asks::standing(&mut tx, self.now, self.provider.id).await?;
        self.waiting = asks::count_waiting(&mut tx, self.provider.id).await?;
        tx.commit_unheard().await?;
        Ok(true)
    }

    pub(super) fn context(&self) -> Context {
        self.provider.context(self.now, &self.locales)
    }

    /// Whether it is looked at more often just now.
    pub(super) fn is_eventful(&self) -> bool {
        pace::is_eventful(self.provider.status, self.open, self.waiting)
    }
}

macro_rules! counts {
    ($rest:literal) => {
        concat!(
            "SELECT p.id,
               (SELECT COUNT(*) FROM provider_incidents i WHERE i.provider_id = p.id AND i.is_open = 1) AS open,
               (SELECT COUNT(*) FROM provider_asks a WHERE a.provider_id = p.id AND a.state = 'waiting') AS waiting
             FROM providers p ",
            $rest
        )
    };
}

const COUNTS_OF_ONE: &str = counts!("WHERE p.id = $1");
const COUNTS_OF_ALL: &str = counts!("WHERE p.due_at = $1 AND p.left_at IS NULL AND p.lease = $2");

async fn counts(tx: &mut Tx, claimed: Claimed) -> Result<HashMap<ProviderId, CountRow>> {
    let rows: Vec<CountRow> = tx
        .list(COUNTS_OF_ALL, params![claimed.until, claimed.lease])
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (ProviderId(row.id), row))
        .collect())
}
