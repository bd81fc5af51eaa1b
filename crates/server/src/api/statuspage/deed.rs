//! Opening, telling and resolving an incident by Statuspage's calls, over the verbs of `incidents`.
//!
//! A body counts as the default locale of the page; readers of another see that the translation
//! follows, unless the page holds what is not in every language that it requires. Where a page asks
//! for a second look, only a key with the scope `bypass` publishes, and that is logged.

use beffroi_domain::{
    ComponentId, ComponentStatus, Impact, Incident, IncidentStatus, LocalizedText, Moment, PublicId,
};
use jiff::Timestamp;

use super::{
    component::{LONGEST_NAME, LONGEST_TEXT, status_word},
    incident::one,
    tell::Teller,
    work,
};
use crate::{
    api::{
        answer::{Answered, Reply, Wrong},
        ask::Ask,
        fields::Fields,
    },
    ground::{Refusal, Result, Tx},
    incidents::{self, CorrectText, OpenIncident, PostUpdate, Reopen, SetFacts, Which},
    members::Role,
    pages::Visibility,
};

/// Statuses of an incident; those of a maintenance stand in `work`.
const STATUSES: &[&str] = &["investigating", "identified", "monitoring", "resolved"];
const IMPACTS: &[&str] = &["none", "minor", "major", "critical", "maintenance"];
/// As many components as one call may name.
const MOST: usize = 1_000;

/// Opens an incident, or plans a maintenance where `scheduled_for` is given.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn create(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = ask.page(&mut tx, Role::Publisher).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let fields = ask.wrapped("incident")?;
    let said = Said::read(&fields, &teller)?;
    let id = if work::is_meant(&fields)? {
        work::schedule(&mut tx, &ask, &teller, &fields, &said).await?
    } else {
        open(&mut tx, &ask, &teller, &fields, said).await?
    };
    let teller = teller.anew(&mut tx, &ask.site).await?;
    let answer = one(&mut tx, &ask, &teller, id.as_str()).await?;
    ask.done(tx, Reply::created(&answer)?).await
}

/// Changes an incident or a maintenance; a body or another status is told to readers.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn update(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = ask.page(&mut tx, Role::Publisher).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let id = ask.path("incident_id");
    let fields = ask.wrapped("incident")?;
    let said = Said::read(&fields, &teller)?;
    match incidents::find_by_public_id(&mut tx, teller.page.id, id).await? {
        Some(incident) => tell(&mut tx, &ask, &incident, &fields, said).await?,
        None => work::change(&mut tx, &ask, &teller, id, &fields, &said).await?,
    }
    let teller = teller.anew(&mut tx, &ask.site).await?;
    let answer = one(&mut tx, &ask, &teller, id).await?;
    ask.done(tx, Reply::ok(&answer)?).await
}

/// Takes an incident off the page: readers find it no more, and what was told is kept. The answer is the incident as it was.
///
/// # Errors
/// `NotFound` where there is none; `Refused` for a maintenance, which is called off instead.
pub async fn delete(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = ask.page(&mut tx, Role::Administrator).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let (id, page) = (ask.path("incident_id"), teller.page.id);
    let was = one(&mut tx, &ask, &teller, id).await?;
    let found = incidents::find_by_public_id(&mut tx, page, id).await?;
    let Some(incident) = found else {
        let message = "planned work is called off, and stays to be read";
        return Err(Refusal::whole(message).into());
    };
    let (now, actor, hidden) = (ask.now, ask.caller.actor(), Visibility::Hidden);
    incidents::put_on_page(&mut tx, now, actor, incident.id, page, hidden, None).await?;
    ask.done(tx, Reply::ok(&was)?).await
}

/// What a body says of either kind.
pub struct Said {
    /// What it is called, in the page's default locale.
    pub name: Option<LocalizedText>,
    /// What is told, in the page's default locale.
    pub text: LocalizedText,
    /// What readers feel.
    pub impact: Option<Impact>,
    /// Components, and how they are; `None` where one is named only.
    pub components: Vec<(ComponentId, Option<ComponentStatus>)>,
    /// Whether nobody is told.
    pub is_quiet: Option<bool>,
}

impl Said {
    fn read(fields: &Fields, teller: &Teller) -> Result<Self, Refusal> {
        let locale = teller.page.default_locale();
        let single = |text: String| LocalizedText::single(locale.clone(), text);
        let name = fields.text("name", LONGEST_NAME)?.map(single);
        if name.as_ref().is_some_and(LocalizedText::is_empty) {
            return Err(Refusal::of("name", "can't be blank"));
        }
        let body = fields.text("body", LONGEST_TEXT)?;
        let impact: Option<String> = fields.word("impact_override", IMPACTS)?;
        Ok(Self {
            name,
            text: body.map(single).unwrap_or_default(),
            // Statuspage's `maintenance` says what kind of thing it is.
            impact: impact.and_then(|word| word.parse().ok()),
            components: components(fields, teller)?,
            is_quiet: fields
                .flag("deliver_notifications")?
                .map(|is_told| !is_told),
        })
    }

    /// Components with a status, those without one as good as they are.
    fn turned(&self) -> Vec<(ComponentId, ComponentStatus)> {
        let turned = self.components.iter();
        turned
            .filter_map(|(id, status)| Some((*id, (*status)?)))
            .collect()
    }
}

/// `component_ids` names, `components` says how they are: a map, or a list that names.
fn components(
    fields: &Fields,
    teller: &Teller,
) -> Result<Vec<(ComponentId, Option<ComponentStatus>)>, Refusal> {
    let find = |field, id: &str| {
        let wrong = || Refusal::of(field, format!("the page has no component {id:?}"));
        teller.find(id).map(|one| one.id).ok_or_else(wrong)
    };
    let mut all: Vec<(ComponentId, Option<ComponentStatus>)> = Vec::new();
    match fields.texts("components") {
        Ok(Some(ids)) => {
            for id in ids {
                all.push((find("components", &id)?, None));
            }
        }
        _ => {
            for (id, word) in fields.pairs("components")?.unwrap_or_default() {
                all.push((find("components", &id)?, status_word("components", &word)?));
            }
        }
    }
    for id in fields.texts("component_ids")?.unwrap_or_default() {
        let id = find("component_ids", &id)?;
        if !all.iter().any(|(known, _)| *known == id) {
            all.push((id, None));
        }
    }
    if all.len() > MOST {
        return Err(Refusal::of("components", "name at most 1000"));
    }
    Ok(all)
}

/// Why it goes out without a second look, for a key that may say so.
pub fn bypass(ask: &Ask) -> Option<String> {
    let reason = || format!("token {}", ask.caller.token.name);
    ask.caller.may_bypass().then(reason)
}

async fn open(
    tx: &mut Tx,
    ask: &Ask,
    teller: &Teller,
    fields: &Fields,
    said: Said,
) -> Result<PublicId, Wrong> {
    let status = fields.word("status", STATUSES)?;
    let afterwards = backfilled(fields, teller, &said)?;
    let turned = said.turned();
    let named = said
        .components
        .iter()
        .filter(|(_, status)| status.is_none());
    let named = named.map(|(id, _)| (*id, ComponentStatus::Operational));
    let usual = match afterwards {
        Some(_) => IncidentStatus::Resolved,
        None => IncidentStatus::Investigating,
    };
    let title = Fields::needed("name", said.name)?;
    let new = OpenIncident {
        text: said.text,
        status: status.unwrap_or(usual),
        components: turned.into_iter().chain(named).collect(),
        impact: said.impact,
        published: afterwards.map(Moment::exact),
        is_retroactive: afterwards.is_some(),
        is_quiet: said.is_quiet,
        follows: true,
        bypass: bypass(ask),
        overrule: ask.overrule(fields)?,
        ..OpenIncident::on(teller.page.id, title)
    };
    let told = incidents::open(tx, ask.now, ask.caller.actor(), new).await?;
    let made = incidents::load(tx, teller.page.id, told.incident).await?;
    Ok(made.public_id)
}

/// When something was said that is written down only now.
fn backfilled(fields: &Fields, teller: &Teller, said: &Said) -> Result<Option<Timestamp>, Refusal> {
    let is_meant = fields.flag("backfilled")?.unwrap_or(false);
    let named = match fields.instant("backfill_date") {
        Ok(at) => at,
        // A day alone is meant at noon of the page.
        Err(_) => fields.day("backfill_date")?.and_then(|day| {
            let noon = day
                .at(12, 0, 0, 0)
                .to_zoned(teller.page.zone.clone())
                .ok()?;
            Some(noon.timestamp())
        }),
    };
    if !is_meant && named.is_none() {
        return Ok(None);
    }
    if said.components.iter().any(|(_, status)| status.is_some()) {
        let message = "what is over changes no component now; leave them out";
        return Err(Refusal::of("components", message));
    }
    Fields::needed("backfill_date", named).map(Some)
}

async fn tell(
    tx: &mut Tx,
    ask: &Ask,
    incident: &Incident,
    fields: &Fields,
    said: Said,
) -> Result<(), Wrong> {
    let (now, actor) = (ask.now, ask.caller.actor());
    let status: Option<IncidentStatus> = fields.word("status", STATUSES)?;
    if fields.has("scheduled_for") || fields.has("scheduled_until") {
        let field = "scheduled_for";
        return Err(Refusal::of(field, "an incident is not planned").into());
    }
    let overrule = ask.overrule(fields)?;
    if let Some(title) = said.name.clone() {
        let right = CorrectText {
            bypass: bypass(ask),
            overrule: overrule.clone(),
            ..CorrectText::of(incident.id, Which::Title, title)
        };
        incidents::correct_text(tx, now, actor, right).await?;
    }
    if let Some(impact) = said.impact.filter(|impact| *impact != incident.impact) {
        let facts = SetFacts {
            impact: Some(impact),
            ..SetFacts::of(incident.id)
        };
        incidents::set_facts(tx, now, actor, facts).await?;
    }
    let is_over = !incident.status.is_open();
    let stands = if is_over {
        IncidentStatus::Resolved
    } else {
        incident.status
    };
    let next = status.unwrap_or(stands);
    let turned = said.turned();
    if said.text.is_empty() && next == stands && turned.is_empty() {
        return Ok(());
    }
    if is_over && next.is_open() {
        let again = Reopen {
            components: turned,
            is_quiet: said.is_quiet,
            follows: true,
            promise: None,
            bypass: bypass(ask),
            overrule,
            ..Reopen::of(incident.id, next, said.text)
        };
        incidents::reopen(tx, now, actor, again).await?;
        return Ok(());
    }
    let update = PostUpdate {
        components: turned,
        is_quiet: said.is_quiet,
        follows: true,
        bypass: bypass(ask),
        overrule,
        ..PostUpdate::of(incident.id, next, said.text)
    };
    incidents::post_update(tx, now, actor, update).await?;
    Ok(())
}
