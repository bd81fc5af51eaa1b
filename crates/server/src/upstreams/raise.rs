//! What is raised for a trouble: a draft of an incident, with the provider at fault, what of ours is hit, and ready words in every
//! language of the page.

use beffroi_domain::{
    Actor, ComponentId, ComponentStatus, LocalizedText, Moment, Responsibility, places,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    evidence::{self, Words},
    rule::{self, Raise},
    trouble::{self, Trouble},
};
use crate::{
    drafts::DraftState,
    ground::{Error, Result, Tx},
    incidents::{self, Deed, Draft, OpenIncident, SaveDraft, SetFacts},
    pages::{self, Page},
    providers::{self, Provider},
    translations,
};

/// The phrases that a draft is made of, and the one that says that it is over.
pub(super) const TITLE: &str = "upstream-title";
const TEXT: &str = "upstream";
pub(super) const OVER: &str = "upstream-over";

/// Drafts an incident, where the page has that done.
pub(super) async fn draft(tx: &mut Tx, now: Timestamp, id: Uuid) -> Result<()> {
    let trouble = trouble::load(tx, id).await?;
    let rule = rule::rule_of(tx, trouble.page).await?;
    if rule.raise == Raise::Off {
        return Ok(());
    }
    let provider = providers::load(tx, trouble.provider).await?;
    let page = pages::find_by_id(tx, trouble.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    let said = evidence::words_of(tx, id).await?;
    let mut new = open(tx, &page, &provider, &trouble).await?;
    let shown = said.first().filter(|_| rule.quotes);
    new.notice = shown.map(|words| Box::new(words.notice()));
    let command = SaveDraft {
        draft: None,
        expected: None,
        deed: Deed::Open(new),
    };
    let (draft, _) = incidents::save_draft(tx, now, Actor::System, command).await?;
    trouble::set_draft(tx, id, draft).await
}

async fn open(
    tx: &mut Tx,
    page: &Page,
    provider: &Provider,
    trouble: &Trouble,
) -> Result<OpenIncident> {
    let name = &provider.name;
    let title = phrase(tx, page, TITLE, name).await?;
    let title = match title.is_empty() {
        // The page hides the phrase: a draft without a title would have no name.
        true => LocalizedText::single(page.default_locale().clone(), name),
        false => title,
    };
    Ok(OpenIncident {
        text: phrase(tx, page, TEXT, name).await?,
        components: parts_of(trouble),
        since: Some(Moment::exact(trouble.began_at)),
        responsibility: Some(Responsibility::External {
            provider: Some(name.clone()),
        }),
        ..OpenIncident::on(page.id, title)
    })
}

fn parts_of(trouble: &Trouble) -> Vec<(ComponentId, ComponentStatus)> {
    let parts = trouble.components.iter();
    parts.map(|(id, degree)| (*id, *degree)).collect()
}

/// A phrase of the page with the provider's name in it; empty where the page hides it. What else it says is filled in when it
/// goes out.
pub(super) async fn phrase(
    tx: &mut Tx,
    page: &Page,
    key: &str,
    provider: &str,
) -> Result<LocalizedText> {
    let all = translations::phrases_of(tx, page).await?;
    let found = all.iter().find(|one| one.key == key && !one.is_hidden);
    let text = found.map(|one| one.text.clone()).unwrap_or_default();
    Ok(places::fill(&text, |place, _| {
        (place == "provider").then(|| provider.to_owned())
    }))
}

/// What was raised says what is known now: a draft that nobody has touched touches what the trouble does, and where readers are
/// shown the provider's words, these are its last.
pub(super) async fn renew(tx: &mut Tx, now: Timestamp, id: Uuid) -> Result<()> {
    let trouble = trouble::load(tx, id).await?;
    let said = evidence::words_of(tx, id).await?;
    let Some(last) = said.first() else {
        return Ok(());
    };
    if let Some(incident) = trouble.incident {
        let shown = incidents::load(tx, trouble.page, incident).await?.notice;
        if shown.is_some_and(|shown| is_ours(&shown.address, &said)) {
            let set = SetFacts {
                notice: Some(Some(last.notice())),
                ..SetFacts::of(incident)
            };
            incidents::set_facts(tx, now, Actor::System, set).await?;
        }
        return Ok(());
    }
    let Some(draft) = trouble.draft else {
        return Ok(());
    };
    let draft = incidents::load_draft(tx, draft).await?;
    let is_untouched = draft.state == DraftState::Draft && draft.writer.0 == Actor::System.kind();
    match is_untouched {
        true => again(tx, now, &trouble, draft, last).await,
        false => Ok(()),
    }
}

/// Whether what readers are shown is what we kept, and not what somebody wrote there.
fn is_ours(address: &str, said: &[Words]) -> bool {
    said.iter().any(|one| one.address == address)
}

async fn again(
    tx: &mut Tx,
    now: Timestamp,
    trouble: &Trouble,
    draft: Draft,
    last: &Words,
) -> Result<()> {
    let Deed::Open(mut new) = draft.deed else {
        return Ok(());
    };
    new.components = parts_of(trouble);
    new.notice = new.notice.map(|_| Box::new(last.notice()));
    let command = SaveDraft {
        draft: Some(draft.id),
        expected: Some(draft.version),
        deed: Deed::Open(new),
    };
    incidents::save_draft(tx, now, Actor::System, command)
        .await
        .map(|_| ())
}
