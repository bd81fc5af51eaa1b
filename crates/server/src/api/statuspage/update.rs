//! `PATCH …/incident_updates/{incident_update_id}`: the words of a statement set right; the older ones stay as a version.

use beffroi_domain::LocalizedText;

use super::{component::LONGEST_TEXT, deed::bypass, incident::one, tell::Teller};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
    },
    ground::{Error, Refusal},
    incidents::{self, CorrectText, Which},
    members::Role,
};

/// Sets the words of a statement right, in the page's default locale.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn update(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = ask.page(&mut tx, Role::Publisher).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let fields = ask.wrapped("incident_update")?;
    let (owner, id) = (ask.path("incident_id"), ask.path("incident_update_id"));
    let page = teller.page.id;
    let incident = incidents::find_by_public_id(&mut tx, page, owner).await?;
    let incident = incident.ok_or(Error::NotFound)?;
    let said = incident
        .updates
        .iter()
        .find(|one| one.public_id.as_str() == id);
    let said = said.ok_or(Error::NotFound)?;
    if fields.instant("display_at")?.is_some() {
        let message = "when it was said stays as it was; leave this out";
        return Err(Refusal::of("display_at", message).into());
    }
    if let Some(body) = fields.text("body", LONGEST_TEXT)? {
        let text = LocalizedText::single(teller.page.default_locale().clone(), body);
        let actor = ask.caller.actor();
        let right = CorrectText {
            bypass: bypass(&ask),
            overrule: ask.overrule(&fields)?,
            ..CorrectText::of(incident.id, Which::Update(said.id), text)
        };
        incidents::correct_text(&mut tx, ask.now, actor, right).await?;
    }
    let after = one(&mut tx, &ask, &teller, owner).await?;
    let after = after.incident_updates.into_iter().find(|one| one.id == id);
    ask.done(tx, Reply::ok(&after.ok_or(Error::NotFound)?)?)
        .await
}
