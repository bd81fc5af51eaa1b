//! What a body says is to be done with an incident: the same where it is done at once and where it waits as a draft.
//!
//! Read in order: the commands, then [`deed`] (what a draft waits to do) and [`told`] (the same, as a body again). Not here: which
//! version the caller saw, and why a second look is left out; both belong to the call.

use beffroi_domain::{
    ComponentId, ComponentStatus, IncidentStatus, Locale, LocalizedText, Moment, Precision, Update,
};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{
    incident::pages_of,
    look::Seen,
    said::{self, one_of},
};
use crate::{
    api::{
        ask::Ask,
        extra::{self, texts},
        fields::Fields,
    },
    ground::{Error, Refusal, Result, Tx},
    incidents::{CorrectText, Deed, OpenIncident, PostUpdate, Reopen, Resolve, Version, Which},
    members::Role,
    pages::Page,
    translations::{self, Drafted},
};

/// Where an incident may be said to stand.
pub const STATUSES: &[&str] = &["investigating", "identified", "monitoring", "resolved"];
/// What readers may feel.
pub const IMPACTS: &[&str] = &["none", "minor", "major", "critical"];
const DEEDS: &[&str] = &["open", "update", "resolve", "reopen", "correct"];

/// What is to be opened.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn open(tx: &mut Tx, fields: &Fields, on: &[Page]) -> Result<OpenIncident> {
    let pages: Vec<&Page> = on.iter().collect();
    let first = pages.first().ok_or(Error::NotFound)?;
    let is_retroactive = fields.flag("is_retroactive")?.unwrap_or(false);
    Ok(OpenIncident {
        pages: pages.iter().map(|page| page.id).collect(),
        text: said::text(fields, "text", &pages)?,
        status: status(fields)?.unwrap_or(IncidentStatus::Investigating),
        components: said::components(tx, fields, &pages).await?,
        since: said::moment(fields, "since", &pages)?,
        until: said::moment(fields, "until", &pages)?,
        impact: fields.word("impact", IMPACTS)?,
        priority: said::priority(fields)?,
        category: said::text(fields, "category", &pages)?,
        responsibility: said::responsibility(fields)?,
        reference: fields.text("reference", 100)?,
        published: said::noted(fields, "published", &pages)?,
        is_retroactive,
        is_quiet: fields.flag("is_quiet")?,
        follows: said::follows(fields)?,
        machine: said::machine(fields)?,
        promise: fields.instant("promise")?,
        ..OpenIncident::on(first.id, said::text(fields, "title", &pages)?)
    })
}

/// What is to be told.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn update(tx: &mut Tx, fields: &Fields, seen: &Seen) -> Result<PostUpdate> {
    let pages = seen.pages();
    let stands = match seen.incident.status {
        // With a write-up it is as over as without.
        IncidentStatus::Postmortem => IncidentStatus::Resolved,
        status => status,
    };
    let (text, usual) = phrased(tx, fields, &pages).await?;
    let status = status(fields)?.or(usual).unwrap_or(stands);
    Ok(PostUpdate {
        components: said::components(tx, fields, &pages).await?,
        turned: said::moment(fields, "turned", &pages)?,
        published: said::noted(fields, "published", &pages)?,
        is_quiet: fields.flag("is_quiet")?,
        follows: said::follows(fields)?,
        machine: said::machine(fields)?,
        promise: fields.instant("promise")?,
        ..PostUpdate::of(seen.incident.id, status, text)
    })
}

/// What is written, or the phrases that are named instead, in their order; and the state that these go with.
async fn phrased(
    tx: &mut Tx,
    fields: &Fields,
    pages: &[&Page],
) -> Result<(LocalizedText, Option<IncidentStatus>)> {
    let text = said::text(fields, "text", pages)?;
    let Some(keys) = fields.texts("phrase")? else {
        return Ok((text, None));
    };
    if !text.is_empty() {
        let message = "send a text or phrases, not both";
        return Err(Refusal::of("phrase", message).into());
    }
    let page = pages.first().ok_or(Error::NotFound)?;
    let all = translations::phrases_of(tx, page).await?;
    Ok(translations::compose(&all, &keys)?)
}

/// That it is over.
///
/// # Errors
/// `Refused` at the field at fault.
pub fn resolve(fields: &Fields, seen: &Seen) -> Result<Resolve, Refusal> {
    let pages = seen.pages();
    let text = said::text(fields, "text", &pages)?;
    Ok(Resolve {
        ended: said::moment(fields, "ended", &pages)?,
        is_quiet: fields.flag("is_quiet")?,
        follows: said::follows(fields)?,
        machine: said::machine(fields)?,
        promise: fields.instant("promise")?,
        ..Resolve::of(seen.incident.id, text)
    })
}

/// That it is broken again.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn reopen(tx: &mut Tx, fields: &Fields, seen: &Seen) -> Result<Reopen> {
    let pages = seen.pages();
    let status = status(fields)?.unwrap_or(IncidentStatus::Investigating);
    let text = said::text(fields, "text", &pages)?;
    Ok(Reopen {
        components: said::components(tx, fields, &pages).await?,
        since: said::moment(fields, "since", &pages)?,
        is_quiet: fields.flag("is_quiet")?,
        follows: said::follows(fields)?,
        machine: said::machine(fields)?,
        promise: fields.instant("promise")?,
        ..Reopen::of(seen.incident.id, status, text)
    })
}

/// Which text is to say something else: that of the update that is named, else the title.
///
/// # Errors
/// `Refused` at the field at fault.
pub fn correct(fields: &Fields, seen: &Seen) -> Result<CorrectText, Refusal> {
    let named = fields.text("update", 64)?;
    let which = named.map(|named| {
        let mut updates = seen.incident.updates.iter();
        let is_it = |one: &&Update| one_of(&named, one.id.0, one.public_id.as_str());
        let found = updates.find(is_it).map(|one| Which::Update(one.id));
        found.ok_or_else(|| Refusal::of("update", format!("the incident has no update {named:?}")))
    });
    let which = which.transpose()?.unwrap_or(Which::Title);
    let text = said::text(fields, "text", &seen.pages())?;
    Ok(CorrectText {
        is_announced: fields.flag("is_announced")?.unwrap_or(false),
        machine: said::machine(fields)?,
        ..CorrectText::of(seen.incident.id, which, text)
    })
}

/// What a draft waits to do, for a caller who may write drafts on each of its pages.
///
/// # Errors
/// `NotFound` where there is no such incident or page for this key; `Refused` at the field at fault.
pub async fn deed(tx: &mut Tx, ask: &Ask) -> Result<Deed> {
    let fields = &ask.body;
    let deed: String = Fields::needed("deed", fields.word("deed", DEEDS)?)?;
    let what = Fields::needed("command", fields.nested("command")?)?;
    if deed == "open" {
        let pages = pages_of(tx, ask, &what, Role::Responder).await?;
        return Ok(Deed::Open(open(tx, &what, &pages).await?));
    }
    let named = Fields::needed("incident", fields.text("incident", 64)?)?;
    let seen = Seen::named(tx, ask, &named, Role::Responder).await?;
    let expected = fields.number("expected", 0, i64::MAX)?.map(Version);
    Ok(match deed.as_str() {
        "update" => Deed::Update(PostUpdate {
            expected,
            ..update(tx, &what, &seen).await?
        }),
        "resolve" => Deed::Resolve(Resolve {
            expected,
            ..resolve(&what, &seen)?
        }),
        "reopen" => Deed::Reopen(Reopen {
            expected,
            ..reopen(tx, &what, &seen).await?
        }),
        _ => Deed::Correct(CorrectText {
            expected,
            ..correct(&what, &seen)?
        }),
    })
}

/// A deed as the body that says it: its name, the version that its writer saw, and the command. `on` are its pages.
#[must_use]
pub fn told(deed: &Deed, on: &[Page]) -> (&'static str, Option<Version>, Value) {
    let zone = on.first().map_or(TimeZone::UTC, |page| page.zone.clone());
    let when = |moment: Option<Moment>| moment.map(|moment| instant_or_day(moment, &zone));
    let (name, expected, mut command) = match deed {
        Deed::Open(one) => {
            let pages = on.iter().map(|page| &page.slug).collect::<Vec<_>>();
            let command = json!({
                "pages": pages,
                "title": texts(&one.title),
                "text": texts(&one.text),
                "status": one.status,
                "components": turned(&one.components),
                "since": when(one.since),
                "until": when(one.until),
                "impact": one.impact,
                "priority": one.priority,
                "category": texts(&one.category),
                "responsibility": one.responsibility.as_ref().map(extra::responsibility),
                "reference": one.reference,
                "published": when(one.published),
                "is_retroactive": one.is_retroactive,
                "is_quiet": one.is_quiet,
                "follows": one.follows,
                "promise": one.promise.map(|at| at.to_string()),
            });
            ("open", None, command)
        }
        Deed::Update(one) => {
            let command = json!({
                "status": one.status,
                "text": texts(&one.text),
                "components": turned(&one.components),
                "turned": when(one.turned),
                "published": when(one.published),
                "is_quiet": one.is_quiet,
                "follows": one.follows,
                "promise": one.promise.map(|at| at.to_string()),
            });
            ("update", one.expected, command)
        }
        Deed::Resolve(one) => {
            let command = json!({
                "text": texts(&one.text),
                "ended": when(one.ended),
                "is_quiet": one.is_quiet,
                "follows": one.follows,
                "promise": one.promise.map(|at| at.to_string()),
            });
            ("resolve", one.expected, command)
        }
        Deed::Reopen(one) => {
            let command = json!({
                "status": one.status,
                "text": texts(&one.text),
                "components": turned(&one.components),
                "since": when(one.since),
                "is_quiet": one.is_quiet,
                "follows": one.follows,
                "promise": one.promise.map(|at| at.to_string()),
            });
            ("reopen", one.expected, command)
        }
        Deed::Correct(one) => {
            let update = match one.which {
                Which::Title => None,
                Which::Update(update) => Some(update),
            };
            let command = json!({
                "update": update,
                "text": texts(&one.text),
                "is_announced": one.is_announced,
            });
            ("correct", one.expected, command)
        }
    };
    let (locales, is_read) = machine(deed.machine());
    command["machine"] = json!(locales);
    command["machine_read"] = json!(is_read);
    (name, expected, command)
}

fn status(fields: &Fields) -> Result<Option<IncidentStatus>, Refusal> {
    fields.word("status", STATUSES)
}

/// The languages that a machine drafted, and whether all of it was read.
fn machine(drafted: &Drafted) -> (Vec<Locale>, bool) {
    let mut locales: Vec<Locale> = drafted.0.iter().map(|one| one.locale.clone()).collect();
    locales.sort();
    locales.dedup();
    let is_read = !drafted.is_empty() && drafted.0.iter().all(|one| one.is_read);
    (locales, is_read)
}

/// Components and how they are.
#[must_use]
pub fn turned(all: &[(ComponentId, ComponentStatus)]) -> Vec<Value> {
    let one = |(id, status): &(ComponentId, ComponentStatus)| json!({ "id": id, "status": status });
    all.iter().map(one).collect()
}

fn instant_or_day(moment: Moment, zone: &TimeZone) -> String {
    match moment.precision {
        Precision::Day => moment.at.to_zoned(zone.clone()).date().to_string(),
        _ => moment.at.to_string(),
    }
}
