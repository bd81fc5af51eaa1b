//! `/translations` and `/incidents/{incident}/translations`: what is still to be translated, and a text in one language more.

use beffroi_domain::{Incident, IncidentId, LocalizedText, MaintenanceId, Update};
use serde_json::{Value, json};

use super::{
    PAGE, command,
    incident::{done, page_of},
    look::{Seen, expected, moved, whole},
    said,
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, read as reads, write},
        extra::stamp,
    },
    incidents::{self, StillRight, Translate},
    maintenances,
    members::Role,
    translations::{self, Mark, RootKind},
    work,
};

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ADD: &str = "/incidents/{incident}/translations";
    const RIGHT: &str = "/incidents/{incident}/translations/right";
    vec![
        reads("/translations", "listTranslations", "What is still to be translated on a page, oldest first: what readers were told follows, and what is older than its source", "OwnTranslations", &[PAGE], work!(list)),
        write((POST, ADD), "translateIncident", "Says a text that is out in one language more; the readers of that language are told, once", Some("TranslateIncident"), (200, "OwnIncident"), work!(add)),
        write((POST, RIGHT), "confirmTranslation", "Says that a text is still right in a language, although its source says something else since", Some("ConfirmTranslation"), (200, "OwnIncident"), work!(right)),
    ]
}

/// What is to be translated on a page.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let mut items = Vec::new();
    for mark in translations::due_on(&mut tx, page.id, RootKind::Incident).await? {
        let incident = incidents::load(&mut tx, page.id, IncidentId(mark.root)).await?;
        items.push(told(&incident, &mark));
    }
    for mark in translations::due_on(&mut tx, page.id, RootKind::Maintenance).await? {
        let standing = maintenances::load(&mut tx, MaintenanceId(mark.root)).await?;
        let one = &standing.maintenance;
        items.push(work_told(&one.title, &one.updates, &mark));
    }
    Reply::ok(&whole(items))
}

fn told(incident: &Incident, mark: &Mark) -> Value {
    let mut told = of_text(&incident.title, &incident.updates, mark);
    told["incident"] = json!(mark.root);
    told
}

fn work_told(title: &LocalizedText, updates: &[Update], mark: &Mark) -> Value {
    let mut told = of_text(title, updates, mark);
    told["maintenance"] = json!(mark.root);
    told
}

fn of_text(title: &LocalizedText, updates: &[Update], mark: &Mark) -> Value {
    let is_it = |one: &&Update| one.id.0 == mark.owner;
    let update = updates.iter().find(is_it);
    let text = update.map_or(title, |one| &one.text);
    json!({
        "incident": null,
        "maintenance": null,
        "update": update.map(|one| one.id),
        "locale": mark.locale,
        "is": mark.kind.as_str(),
        "since": stamp(mark.since),
        "source": { "locale": mark.source, "text": text.get(&mark.source) },
        "text": text.get(&mark.locale),
    })
}

/// Says a text in one language more.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn add(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let meant = command::correct(&ask.body, &seen)?;
    let command = Translate {
        incident: meant.incident,
        expected: expected(&ask)?,
        which: meant.which,
        text: meant.text,
        is_quiet: ask.body.flag("is_quiet")?.unwrap_or(false),
        bypass: said::bypass(&ask)?,
        overrule: ask.overrule(&ask.body)?,
        machine: meant.machine,
    };
    let added = incidents::translate(&mut tx, ask.now, ask.caller.actor(), command).await;
    added.map_err(moved)?;
    done(tx, &ask, seen.incident.id, false).await
}

/// Says that a text is still right.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` where it is not older than its source.
pub async fn right(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let which = command::correct(&ask.body, &seen)?.which;
    let command = StillRight {
        incident: seen.incident.id,
        expected: expected(&ask)?,
        which,
        locale: ask.body.locale("locale")?,
    };
    let right = incidents::still_right(&mut tx, ask.now, ask.caller.actor(), command).await;
    right.map_err(moved)?;
    done(tx, &ask, seen.incident.id, false).await
}
