//! What became of a look: troubles begin, grow, come back and end. What is written follows from how the provider is, so that
//! doing it twice changes nothing.

use std::collections::BTreeMap;

use beffroi_domain::{
    ComponentId, ComponentStatus, PageId, ProviderId, ProviderIncidentId, ProviderPartId,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    evidence, raise, store,
    touch::{Hit, Standing, Told, is_trouble},
    trouble::{self, News, Trouble},
};
use crate::{
    audit,
    drafts::DraftState,
    ground::{Result, Tx},
    incidents, params, providers,
};

/// What a look puts into the outbox when it changed something of a provider.
pub const EVENT: &str = "provider.changed";

/// What comes back within this is the same again.
const AGAIN: SignedDuration = SignedDuration::from_mins(30);
/// What comes back later is the same only while readers are still told of it, or a draft of it waits; and not for longer than this.
const LATER: SignedDuration = SignedDuration::from_hours(24);
/// A beginning that is further back is the provider's affair: ours is when we saw it.
const LONG_AGO: SignedDuration = SignedDuration::from_hours(24);

/// Takes in how a provider is now: what touches components of ours is a trouble on their pages, raised once.
///
/// # Errors
/// `NotFound` without the provider; a fault when the database is away.
pub async fn notice(tx: &mut Tx, now: Timestamp, id: ProviderId) -> Result<()> {
    // The map is locked by writing to it first, so that two nodes never raise one trouble twice. What nobody hangs on
    // is nobody's trouble, and there is nothing to lock.
    tx.exec(
        "UPDATE upstreams SET updated_at = updated_at WHERE provider_id = $1",
        params![id],
    )
    .await?;
    let standing = stand(tx, id).await?;
    if standing.provider.blind.is_some() || standing.provider.left_at.is_some() {
        return Ok(());
    }
    let lines = store::of_provider(tx, id).await?;
    let known = trouble::of_provider(tx, id, now - LATER).await?;
    let mut alive: Vec<Uuid> = Vec::new();
    let places: BTreeMap<ComponentId, PageId> =
        store::pages_of(tx, id).await?.into_iter().collect();
    for hit in standing.hits(&lines) {
        for (page, touched) in by_page(&hit, &places) {
            let found = Found {
                now,
                page,
                entry: hit.entry,
                touched,
            };
            alive.push(found.settle(tx, &standing, &known, &alive).await?);
        }
    }
    for gone in known.iter().filter(|one| one.ended_at.is_none()) {
        if !alive.contains(&gone.id) {
            last_words(tx, now, &standing, gone).await?;
            trouble::end(tx, gone.id, Some(now)).await?;
        }
    }
    Ok(())
}

/// How a provider is, with what it has open.
pub(super) async fn stand(tx: &mut Tx, id: ProviderId) -> Result<Standing> {
    let mut open = Vec::new();
    for entry in providers::open_entries(tx, id).await? {
        let parts = parts_named(tx, entry.id).await?;
        open.push(Told { entry, parts });
    }
    // The oldest first, so that the same entries always make the same troubles.
    open.reverse();
    Ok(Standing {
        provider: providers::load(tx, id).await?,
        parts: providers::parts_of(tx, id).await?,
        open,
    })
}

#[derive(sqlx_macros::FromRow)]
struct NamedRow {
    component_id: Uuid,
}

/// The components of a provider that an entry names.
pub(super) async fn parts_named(
    tx: &mut Tx,
    entry: ProviderIncidentId,
) -> Result<Vec<ProviderPartId>> {
    let rows: Vec<NamedRow> = tx
        .list(
            "SELECT component_id FROM provider_incident_components WHERE incident_id = $1 ORDER BY component_id",
            params![entry],
        )
        .await?;
    let id = |row: NamedRow| ProviderPartId(row.component_id);
    Ok(rows.into_iter().map(id).collect())
}

type Touched = BTreeMap<ComponentId, ComponentStatus>;

fn by_page(hit: &Hit, places: &BTreeMap<ComponentId, PageId>) -> BTreeMap<PageId, Touched> {
    let mut pages: BTreeMap<PageId, Touched> = BTreeMap::new();
    for (component, degree) in &hit.components {
        if let Some(page) = places.get(component) {
            pages.entry(*page).or_default().insert(*component, *degree);
        }
    }
    pages
}

/// Something that touches a page of ours.
struct Found {
    now: Timestamp,
    page: PageId,
    entry: Option<ProviderIncidentId>,
    touched: Touched,
}

impl Found {
    /// Makes it a trouble, or part of one that is known; which.
    async fn settle(
        &self,
        tx: &mut Tx,
        standing: &Standing,
        known: &[Trouble],
        alive: &[Uuid],
    ) -> Result<Uuid> {
        let same = self.same(tx, known, alive).await?;
        let told = standing.open.iter();
        let mut told = told.filter(|told| Some(told.entry.id) == self.entry);
        let entry = told.next().map(|told| &told.entry);
        let Some(same) = same else {
            return self.begin(tx, standing).await;
        };
        let is_more = trouble::touches(tx, same.id, &same.components, &self.touched).await?;
        let is_new = evidence::keep(tx, self.now, same.id, &standing.provider, entry).await?;
        if same.ended_at.is_some() {
            trouble::end(tx, same.id, None).await?;
        } else if is_more {
            let news = same.news.unwrap_or(News::More);
            trouble::note(tx, same.id, Some(news)).await?;
        }
        if is_more || is_new {
            raise::renew(tx, self.now, same.id).await?;
        }
        Ok(same.id)
    }

    /// The trouble that this is already: by its entry; else one that only the state has shown, or that touches all of this;
    /// else one that was over a moment ago.
    async fn same<'a>(
        &self,
        tx: &mut Tx,
        known: &'a [Trouble],
        alive: &[Uuid],
    ) -> Result<Option<&'a Trouble>> {
        let here = || known.iter().filter(|one| one.page == self.page);
        let of_entry = match self.entry {
            Some(entry) => trouble::of_entry(tx, entry).await?,
            None => vec![],
        };
        for one in here().filter(|one| of_entry.contains(&one.id)) {
            if one.ended_at.is_none() || self.is_again(tx, one).await? {
                return Ok(Some(one));
            }
        }
        for one in here().filter(|one| one.ended_at.is_none()) {
            let is_covered = self.touched.iter().all(|(component, degree)| {
                one.components
                    .get(component)
                    .is_some_and(|known| known >= degree)
            });
            let is_shared = self.shares(one);
            let is_bare = is_shared && trouble::is_of_state(tx, one.id).await?;
            if is_covered || is_bare || is_shared && self.entry.is_none() {
                return Ok(Some(one));
            }
        }
        for one in here().filter(|one| one.ended_at.is_some() && !alive.contains(&one.id)) {
            if self.shares(one) && self.is_again(tx, one).await? {
                return Ok(Some(one));
            }
        }
        Ok(None)
    }

    fn shares(&self, one: &Trouble) -> bool {
        let mut touched = self.touched.keys();
        touched.any(|component| one.components.contains_key(component))
    }

    /// Whether what was over is taken up: soon after, or while something of it still stands.
    async fn is_again(&self, tx: &mut Tx, one: &Trouble) -> Result<bool> {
        if one
            .ended_at
            .is_some_and(|ended| self.now.duration_since(ended) <= AGAIN)
        {
            return Ok(true);
        }
        if let Some(incident) = one.incident {
            let incident = incidents::load(tx, one.page, incident).await?;
            return Ok(incident.status.is_open());
        }
        match one.draft {
            Some(draft) => {
                let draft = incidents::load_draft(tx, draft).await?;
                Ok(draft.state.is_waiting() && draft.state != DraftState::Discarded)
            }
            None => Ok(false),
        }
    }

    async fn begin(&self, tx: &mut Tx, standing: &Standing) -> Result<Uuid> {
        let provider = &standing.provider;
        let told = standing.open.iter();
        let mut told = told.filter(|told| Some(told.entry.id) == self.entry);
        let entry = told.next().map(|told| &told.entry);
        let began = entry.map_or(provider.status_since, |entry| entry.dated_at);
        let began = match self.now.duration_since(began) {
            // What was long open when we first saw it, or is dated ahead, began for us when we saw it.
            length if length.is_negative() || length > LONG_AGO => self.now,
            _ => began,
        };
        let id = trouble::insert(tx, self.now, (provider.id, self.page), began).await?;
        trouble::touches(tx, id, &BTreeMap::new(), &self.touched).await?;
        evidence::keep(tx, self.now, id, provider, entry).await?;
        raise::draft(tx, self.now, id).await?;
        audit::record(
            tx,
            self.now,
            beffroi_domain::Actor::System,
            "upstream.trouble.begin",
            id,
            "",
        )
        .await?;
        Ok(id)
    }
}

/// What the provider said when it was over.
async fn last_words(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    gone: &Trouble,
) -> Result<()> {
    let known = evidence::words_of(tx, gone.id).await?;
    let mut entries: Vec<ProviderIncidentId> = known.iter().filter_map(|one| one.entry).collect();
    entries.sort_unstable();
    entries.dedup();
    let mut is_new = false;
    for id in entries {
        let entry = providers::entry(tx, id).await?;
        if !is_trouble(&entry) {
            let provider = &standing.provider;
            is_new |= evidence::keep(tx, now, gone.id, provider, Some(&entry)).await?;
        }
    }
    if is_new {
        raise::renew(tx, now, gone.id).await?;
    }
    Ok(())
}
