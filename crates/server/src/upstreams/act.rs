//! What the team does: shows the provider's words to readers or no longer, resolves what was opened.

use beffroi_domain::{Actor, IncidentId, Moment};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    evidence::{self, Words},
    raise,
    trouble::{self, Trouble},
};
use crate::{
    audit,
    ground::{Error, Refusal, RefusalKind, Result, Tx},
    incidents::{self, Deed, DraftId, NewNotice, Resolve, SaveDraft, SetFacts, Told},
    pages, providers,
};

/// Shows readers the provider's last words, or no longer: on what they are told, else in the draft that waits.
///
/// # Errors
/// `Refused` where there is neither, or no word was kept; `NotFound` without the trouble.
pub async fn show_words(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: Uuid,
    is_shown: bool,
) -> Result<()> {
    let trouble = trouble::load(tx, id).await?;
    let said = evidence::words_of(tx, id).await?;
    let notice = said.first().map(Words::notice).filter(|_| is_shown);
    match (trouble.incident, trouble.draft) {
        (Some(incident), _) => {
            let set = SetFacts {
                notice: Some(notice),
                ..SetFacts::of(incident)
            };
            incidents::set_facts(tx, now, actor, set).await?;
        }
        (None, Some(draft)) => put_in(tx, now, actor, draft, notice).await?,
        (None, None) => {
            let message = "nothing was drafted for it; declare an incident first";
            return Err(Refusal::whole(message)
                .told("refusal-upstream-nothing")
                .into());
        }
    }
    let digest = if is_shown { "shown" } else { "hidden" };
    audit::record(tx, now, actor, "upstream.words.show", id, digest).await
}

async fn put_in(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    draft: DraftId,
    notice: Option<NewNotice>,
) -> Result<()> {
    let draft = incidents::load_draft(tx, draft).await?;
    let Deed::Open(mut new) = draft.deed else {
        return Err(Error::NotFound);
    };
    new.notice = notice.map(Box::new);
    let command = SaveDraft {
        draft: Some(draft.id),
        expected: Some(draft.version),
        deed: Deed::Open(new),
    };
    incidents::save_draft(tx, now, actor, command).await?;
    Ok(())
}

/// Resolves what was opened for a trouble that is over at the provider, with the phrase for it, by the same verb as by hand.
///
/// # Errors
/// `Refused` where the provider has not said so, nothing was opened, or the deed is refused; `NotFound` without the trouble.
pub async fn resolve(tx: &mut Tx, now: Timestamp, actor: Actor, id: Uuid) -> Result<Told> {
    let trouble = trouble::load(tx, id).await?;
    let incident = trouble.incident.ok_or(Error::NotFound)?;
    if trouble.ended_at.is_none() {
        let message = "the provider has not said that it is over";
        let refusal = Refusal::whole(message).being(RefusalKind::Conflict);
        return Err(refusal.told("refusal-upstream-goes-on").into());
    }
    let provider = providers::load(tx, trouble.provider).await?;
    let page = pages::find_by_id(tx, trouble.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    let text = raise::phrase(tx, &page, raise::OVER, &provider.name).await?;
    let command = Resolve {
        ended: trouble.ended_at.map(Moment::exact),
        ..Resolve::of(incident, text)
    };
    let told = incidents::resolve(tx, now, actor, command).await?;
    audit::record(tx, now, actor, "upstream.resolve", id, "").await?;
    Ok(told)
}

/// A draft that was raised for a trouble went out in somebody's form: that is what readers are told of it.
///
/// # Errors
/// A fault when the database is away.
pub async fn opened(tx: &mut Tx, draft: DraftId, incident: IncidentId) -> Result<Option<Trouble>> {
    let found = trouble::of_draft(tx, draft).await?;
    if let Some(found) = &found {
        trouble::set_incident(tx, found.id, incident).await?;
    }
    Ok(found)
}
