//! An incident out of what was reported: a draft of it, and what its cases and its team are told once it is out.

use beffroi_domain::{Actor, ComponentStatus, IncidentId, LocalizedText, Moment};
use jiff::Timestamp;

use super::groups::common_part;
use crate::{
    components,
    ground::{Result, Tx},
    incidents::{self, Deed, DraftId, NewNote, OpenIncident, SaveDraft},
    members::SignedIn,
    pages::Page,
    reports::{self, Listed, Scope},
    story::scope,
    translations,
    web::{Reader, words},
};

/// The phrases that the first word to readers is made of: where it is known what is hit, and where not.
const KNOWN: &str = "investigating";
const UNKNOWN: &str = "investigating-unknown";

/// Drafts an incident: what most of them name is hit, since the earliest that they say.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn make(
    tx: &mut Tx,
    (now, actor): (Timestamp, Actor),
    page: &Page,
    all: &[Listed],
) -> Result<DraftId> {
    let part = common_part(all);
    let known = components::of_page(tx, page.id).await?;
    let part = part.filter(|id| {
        let mut standing = known.iter().filter(|one| one.deleted_at.is_none());
        standing.any(|one| one.id == *id)
    });
    let name = part.and_then(|id| known.iter().find(|one| one.id == id));
    let title = title(page, name.map(|one| &one.name));
    let key = if part.is_some() { KNOWN } else { UNKNOWN };
    let phrases = translations::phrases_of(tx, page).await?;
    let text = phrases.iter().find(|one| one.key == key && !one.is_hidden);
    let new = OpenIncident {
        text: text.map(|one| one.text.clone()).unwrap_or_default(),
        components: part
            .into_iter()
            .map(|id| (id, ComponentStatus::PartialOutage))
            .collect(),
        since: Scope::of(all).since.map(Moment::minute),
        ..OpenIncident::on(page.id, title)
    };
    let command = SaveDraft {
        draft: None,
        expected: None,
        deed: Deed::Open(new),
    };
    let (draft, _) = incidents::save_draft(tx, now, actor, command).await?;
    let ids: Vec<_> = all.iter().map(|one| one.id).collect();
    reports::keep_draft(tx, now, actor, draft, &ids).await?;
    Ok(draft)
}

/// "Problem with Cards", in each language of the page that we have words in.
fn title(page: &Page, name: Option<&LocalizedText>) -> LocalizedText {
    let in_one = |locale: &beffroi_domain::Locale| {
        let words = words::find(locale)?;
        let title = match name {
            None => words.say("case-draft-title"),
            Some(name) => {
                let name = name.resolve(locale, &page.locales)?;
                words.tell("case-draft-title-of", &[("component", name.text)])
            }
        };
        Some((locale.clone(), title))
    };
    let all: LocalizedText = page.locales.iter().filter_map(in_one).collect();
    match all.is_empty() {
        // A draft without a title would have no name.
        true => LocalizedText::single(page.default_locale().clone(), "?"),
        false => all,
    }
}

/// A draft went out as an incident: the cases that it was made of are tied to it, and a note tells the team how far it goes by
/// what they say.
///
/// # Errors
/// A fault when the database is away.
pub(in crate::console) async fn opened(
    tx: &mut Tx,
    signed_in: &SignedIn,
    reader: &Reader,
    (draft, incident): (DraftId, IncidentId),
) -> Result<()> {
    let (now, actor) = (reader.now, signed_in.actor());
    if reports::opened(tx, now, actor, draft, incident).await? == 0 {
        return Ok(());
    }
    let scope = reports::scope_about(tx, incident).await?;
    let body = scope::lines(reader, &scope).join("\n");
    incidents::note(tx, now, actor, NewNote { incident, body }).await
}
