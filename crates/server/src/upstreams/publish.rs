//! After a look: what the page's rule lets out goes out, by the same verbs as by hand, and whoever is responsible is written to.
//! What is held stays as it is, and the letter says why.

use beffroi_domain::{Actor, IncidentId, PageId, ProviderId};
use jiff::Timestamp;

use super::{
    act,
    rule::{self, Close, Raise},
    tell,
    trouble::{self, News, Trouble},
};
use crate::{
    drafts::{self, DraftSeen, PublishDraft},
    ground::{Error, Found, Refusal, RefusalKind, Result, Tx},
    incidents,
    pages::{self, Review},
    web::Site,
};

/// Does what is still to be done of a provider's troubles: publishes or resolves where the page's rule says so, and has letters
/// written. Each in a transaction of its own, since of what is refused nothing stays.
///
/// # Errors
/// A fault when the database is away; what is not done yet is done the next time.
pub async fn work(site: &Site, now: Timestamp, provider: ProviderId) -> Result<()> {
    let mut tx = site.db.begin().await?;
    let untold = trouble::untold(&mut tx, provider).await?;
    drop(tx);
    for one in untold {
        let mut tx = site.db.begin().await?;
        let rule = rule::rule_of(&mut tx, one.page).await?;
        drop(tx);
        let held = match one.news {
            Some(News::Over) if rule.close == Close::Auto => close(site, now, &one).await?,
            Some(News::Over) | None => None,
            Some(_) if rule.raise == Raise::Publish => publish(site, now, &one).await?,
            Some(_) => None,
        };
        let mut tx = site.db.begin().await?;
        if let Some(why) = held {
            trouble::hold(&mut tx, one.id, why).await?;
        }
        tell::write(&mut tx, now, site, one.id).await?;
        trouble::note(&mut tx, one.id, None).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Publishes the draft; why not, where it is held.
async fn publish(site: &Site, now: Timestamp, one: &Trouble) -> Result<Option<&'static str>> {
    let (Some(draft), None, None) = (one.draft, one.incident, &one.held) else {
        return Ok(None);
    };
    let mut tx = site.db.begin().await?;
    let waiting = incidents::load_draft(&mut tx, draft).await?;
    if !waiting.state.is_waiting() || waiting.writer.0 != Actor::System.kind() {
        // A person has it in hand.
        return Ok(None);
    }
    if is_second_asked(&mut tx, one.page).await? {
        return Ok(Some(SECOND));
    }
    let seen = DraftSeen {
        draft,
        expected: None,
    };
    let out = incidents::publish_draft(&mut tx, now, Actor::System, PublishDraft::of(seen)).await;
    let done = match out {
        Ok(out) => match refuse_held(&mut tx, one.page, &out.found).await {
            Ok(()) => refuse_open(&mut tx, one, &out).await.map(|()| out.incident),
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    match done {
        Ok(incident) => {
            trouble::set_incident(&mut tx, one.id, incident).await?;
            tx.commit().await?;
            Ok(None)
        }
        Err(error) => why(error).map(Some),
    }
}

/// What the review would hold of a person's is held of the rule's too: a deed of nobody's is let through as history is.
async fn refuse_held(tx: &mut Tx, page: PageId, found: &[Found]) -> Result<()> {
    let rules = pages::review_rules_of(tx, page).await?;
    let holds = |one: &Found| one.finding.is_blocking() && one.finding.is_sure();
    if rules.review == Review::Hold && found.iter().any(holds) {
        let refusal = Refusal::whole("the review holds this text; look at what it found");
        return Err(refusal.being(RefusalKind::Held).into());
    }
    Ok(())
}

/// Nothing goes out with a place that nobody filled.
async fn refuse_open(tx: &mut Tx, one: &Trouble, out: &incidents::Published) -> Result<()> {
    let incident = incidents::load(tx, one.page, out.incident).await?;
    let said = incident.updates.iter().map(|update| &update.text);
    let is_open =
        |text: &beffroi_domain::LocalizedText| !beffroi_domain::places::of(text).is_empty();
    if said.chain([&incident.title]).any(is_open) {
        return Err(Refusal::of("text", "a place in the text has no value yet").into());
    }
    Ok(())
}

/// Resolves what was opened; why not, where that is held.
async fn close(site: &Site, now: Timestamp, one: &Trouble) -> Result<Option<&'static str>> {
    let Some(incident) = one.incident else {
        return Ok(None);
    };
    let mut tx = site.db.begin().await?;
    if !may_close(&mut tx, one, incident).await? {
        return Ok(None);
    }
    if is_second_asked(&mut tx, one.page).await? {
        return Ok(Some(SECOND));
    }
    let told = match act::resolve(&mut tx, now, Actor::System, one.id).await {
        Ok(told) => refuse_held(&mut tx, one.page, &told.found).await,
        Err(error) => Err(error),
    };
    match told {
        Ok(()) => {
            tx.commit().await?;
            Ok(None)
        }
        Err(error) => why(error).map(Some),
    }
}

/// It goes on here, and at nobody that it was opened for.
async fn may_close(tx: &mut Tx, one: &Trouble, incident: IncidentId) -> Result<bool> {
    let is_open = incidents::load(tx, one.page, incident)
        .await?
        .status
        .is_open();
    let all = trouble::of_incident(tx, incident).await?;
    Ok(is_open && all.iter().all(|one| one.ended_at.is_some()))
}

/// A second person's look is a person's: no rule stands in for it.
async fn is_second_asked(tx: &mut Tx, page: PageId) -> Result<bool> {
    drafts::is_look_asked(tx, page).await
}

const SECOND: &str = "second";

/// Which of the gates holds it.
fn why(error: Error) -> Result<&'static str> {
    let Error::Refused(refusal) = error else {
        return Err(error);
    };
    let key = refusal.key.unwrap_or_default();
    Ok(match refusal.kind {
        _ if key.starts_with("refusal-languages") => "languages",
        RefusalKind::Forbidden => SECOND,
        RefusalKind::Held => "review",
        _ => "other",
    })
}
