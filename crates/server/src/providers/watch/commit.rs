//! What came of a look, in one transaction: what was asked, what is kept, what we know now, whoever reacts, and when again.
//!
//! Read in order: [`present`], `nothing_new` (by far the most looks), `taken`, [`tell`], [`end`].

use beffroi_domain::{ComponentStatus, ProviderId};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{
    Outcome, Watch, asks,
    claim::{self, Claimed},
    look::{Came, Round, Verdict},
    pace,
    replies::{self, Raw},
    view::View,
};
use crate::{
    ground::{Result, Tx, token},
    outbox, params,
    providers::{Provider, Taken, blind, oddities, store, take_in},
};

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

/// Writes what came; `None` where it is not ours any more. Whether there is history to fetch: it is ours still then.
pub(super) async fn present(
    watch: &Watch,
    claimed: Claimed,
    view: &View,
    round: &Round,
) -> Result<Option<(Outcome, bool)>> {
    if matches!(round.verdict, Verdict::Same) && view.waiting == 0 {
        return nothing_new(watch, claimed, view, round).await;
    }
    let now = watch.clock.now();
    let mut tx = watch.db.begin().await?;
    if !claim::keep(&mut tx, claimed, now).await? {
        return Ok(None);
    }
    for (ask, came) in &round.answers {
        match came {
            Came::Same => asks::same(&mut tx, now, ask).await?,
            Came::Read(visited, seen) => {
                let raw = raw(&view.provider, &ask.role, &ask.url, visited, None);
                let reply = replies::keep(&mut tx, now, raw).await?;
                asks::answered(&mut tx, now, ask, visited, reply).await?;
                asks::add(&mut tx, now, view.provider.id, &seen.more).await?;
            }
            Came::Strange(visited, trouble) => {
                let why = Some(trouble.reason.as_str());
                let raw = raw(&view.provider, &ask.role, &ask.url, visited, why);
                replies::keep(&mut tx, now, raw).await?;
                asks::failed(&mut tx, now, ask, trouble).await?;
            }
            Came::Nothing(trouble) => asks::failed(&mut tx, now, ask, trouble).await?,
        }
    }
    let outcome = taken(&mut tx, now, &view.provider, &round.verdict).await?;
    let is_seen = !matches!(outcome, Outcome::Blind(_));
    let is_on = is_seen && asks::count_waiting(&mut tx, view.provider.id).await? > 0;
    if !is_on {
        let due = due(&mut tx, watch, now, view.provider.id, &round.verdict).await?;
        claim::end(&mut tx, claimed, due).await?;
    }
    // What readers see no change of wakes nobody.
    let is_new = match &outcome {
        Outcome::Seen(taken) => taken.is_anything() || view.provider.blind.is_some(),
        Outcome::Blind(_) => view.provider.blind.is_none(),
        Outcome::Same | Outcome::Lost => false,
    };
    match is_new {
        true => tx.commit().await?,
        false => tx.commit_unheard().await?,
    }
    Ok(Some((outcome, is_on)))
}

/// All is as it was: in as few statements as there can be.
async fn nothing_new(
    watch: &Watch,
    claimed: Claimed,
    view: &View,
    round: &Round,
) -> Result<Option<(Outcome, bool)>> {
    let now = watch.clock.now();
    let due = now + pace::seeing(&watch.settings, view.is_eventful());
    let mut tx = watch.db.begin().await?;
    if !claim::seen_as_it_was(&mut tx, claimed, now, due).await? {
        return Ok(None);
    }
    for (ask, _) in &round.answers {
        asks::same(&mut tx, now, ask).await?;
    }
    tx.commit_unheard().await?;
    Ok(Some((Outcome::Same, false)))
}

/// A reply as it is kept.
pub(super) fn raw<'a>(
    provider: &'a Provider,
    role: &'a str,
    url: &'a str,
    visited: &'a crate::ground::outbound::Visited,
    blind: Option<&'a str>,
) -> Raw<'a> {
    Raw {
        provider: provider.id,
        role,
        url,
        form: provider.form.as_deref().unwrap_or_default(),
        visited,
        blind,
    }
}

async fn taken(
    tx: &mut Tx,
    now: Timestamp,
    provider: &Provider,
    verdict: &Verdict,
) -> Result<Outcome> {
    match verdict {
        Verdict::Same => {
            tx.exec(
                "UPDATE providers SET checked_at = $2, seen_at = $2 WHERE id = $1",
                params![provider.id, now],
            )
            .await?;
            Ok(Outcome::Same)
        }
        Verdict::Seen(seen) => {
            oddities::wonder(tx, now, provider.id, &seen.unknown).await?;
            let taken = take_in(tx, now, provider.id, seen, false).await?;
            tell(tx, now, provider, &taken).await?;
            Ok(Outcome::Seen(taken))
        }
        Verdict::Blind(trouble) => {
            let parts = store::parts_of(tx, provider.id).await?;
            let is_new = blind(tx, now, provider.id, &trouble.reason).await?;
            tx.exec(
                "UPDATE providers SET blind_word = $2 WHERE id = $1",
                params![provider.id, trouble.word.as_str()],
            )
            .await?;
            if is_new {
                let known = |status: &ComponentStatus| *status != ComponentStatus::Unknown;
                let lost = parts.iter().filter(|part| part.gone_at.is_none());
                let lost = lost.filter(|part| known(&part.status));
                let taken = Taken {
                    status: Some(provider.status)
                        .filter(known)
                        .map(|was| (was, ComponentStatus::Unknown)),
                    parts: lost
                        .map(|part| (part.id, part.status, ComponentStatus::Unknown))
                        .collect(),
                    entries: Vec::new(),
                };
                tell(tx, now, provider, &taken).await?;
            }
            Ok(Outcome::Blind(trouble.clone()))
        }
    }
}

/// Has whoever reacts to it told, after the commit: `provider.changed`. Whether it is the first that we ever saw of the
/// provider stands there, since then what is open may have been so for long.
async fn tell(tx: &mut Tx, now: Timestamp, provider: &Provider, taken: &Taken) -> Result<()> {
    if !taken.is_anything() {
        return Ok(());
    }
    let status = taken.status.map(|(was, is)| [was.as_str(), is.as_str()]);
    let parts = taken.parts.iter();
    let parts = parts.map(|(id, was, is)| json!([id.0, was.as_str(), is.as_str()]));
    let mut entries = Vec::new();
    for (id, change) in &taken.entries {
        let version = store::entry_version(tx, *id).await?;
        entries.push(json!([id.0, change.as_str(), version]));
    }
    let body = json!({
        "provider": provider.id.0,
        "first": provider.seen_at.is_none(),
        "status": status,
        "parts": parts.collect::<Vec<_>>(),
        "entries": entries,
    });
    let event = outbox::Event {
        key: &format!("provider:{}", token::new_id(now)),
        kind: "provider.changed",
        subject: Some(provider.id.0),
        page: None,
        body: &body,
    };
    outbox::event(tx, now, &event).await?;
    Ok(())
}

/// It is ours no more: what there was of history for now was fetched.
pub(super) async fn end(watch: &Watch, claimed: Claimed, view: &View) -> Result<()> {
    let now = watch.clock.now();
    let mut tx = watch.db.begin().await?;
    let due = due(&mut tx, watch, now, view.provider.id, &Verdict::Same).await?;
    claim::end(&mut tx, claimed, due).await?;
    tx.commit_unheard().await
}

async fn due(
    tx: &mut Tx,
    watch: &Watch,
    now: Timestamp,
    id: ProviderId,
    verdict: &Verdict,
) -> Result<Timestamp> {
    let provider = store::load(tx, id).await?;
    let wait: SignedDuration = match (verdict, &provider.blind) {
        (Verdict::Blind(trouble), Some((since, _))) => {
            pace::blind(trouble, provider.failures, now, *since)
        }
        _ => {
            let row: CountRow = tx
                .load(
                    "SELECT COUNT(*) AS count FROM provider_incidents WHERE provider_id = $1 AND is_open = 1",
                    params![id],
                )
                .await?;
            let waiting = asks::count_waiting(tx, id).await?;
            let is_eventful = pace::is_eventful(provider.status, row.count, waiting);
            pace::seeing(&watch.settings, is_eventful)
        }
    };
    Ok(now + wait)
}
