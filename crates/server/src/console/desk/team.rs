//! What stays among us: who does what in the crisis unit, private notes, and the running log.
//!
//! Read in order: [`Team`] (what is shown), [`write`], [`assign`].

use askama::{Template, filters::HtmlSafe};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use beffroi_domain::Moment;
use uuid::Uuid;

use super::{
    answer::{self, see_other},
    say,
    scene::Scene,
    screen::{self, Shown},
};
use crate::{
    console::form::{Control, Deed, Field, Form, Pick, Typed, Weight, Wrong},
    ground::{Error, Refusal, Result, Tx, token},
    incidents::{self, AssignRole, CrisisRole, Entry, LogEntry, NewNote},
    members::{self, Member, Role, SignedIn},
    web::{Reader, Site, format::When},
};

/// The crisis unit of an incident.
#[derive(Clone, Debug, Template)]
#[template(path = "console/desk/team.html")]
pub struct Team {
    title: String,
    private: String,
    wrong: Option<Wrong>,
    write: Option<Form>,
    roles: Option<Form>,
    roles_title: String,
    log_title: String,
    none: String,
    lines: Vec<Line>,
}

impl HtmlSafe for Team {}

/// A line of the log.
#[derive(Clone, Debug)]
struct Line {
    when: When,
    who: String,
    kind: String,
    body: Option<String>,
}

impl Team {
    /// The crisis unit, with what was typed.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn load(
        tx: &mut Tx,
        scene: &Scene,
        typed: &Typed,
        refusal: Option<&Refusal>,
    ) -> Result<Self> {
        let reader = &scene.reader;
        let members = members::list(tx).await?;
        let roles = incidents::roles_of(tx, scene.incident.id).await?;
        let lines = incidents::log_of(tx, scene.incident.id).await?;
        let may = scene.role >= Role::Responder;
        let mut write = may.then(|| write_form(scene, typed));
        let wrong = match (&mut write, refusal) {
            (Some(form), Some(refusal)) => Some(form.refuse(reader, refusal)),
            _ => None,
        };
        Ok(Self {
            title: reader.say("team-title"),
            private: reader.say("team-private"),
            wrong,
            write,
            roles: may.then(|| roles_form(scene, &members, &roles)),
            roles_title: reader.say("team-roles"),
            log_title: reader.say("team-log"),
            none: reader.say("team-none"),
            lines: lines
                .iter()
                .rev()
                .map(|one| line(reader, &members, one))
                .collect(),
        })
    }
}

/// Answers `POST /console/incidents/{id}/log`: a private note, or what happened.
///
/// # Errors
/// `NotFound` without such an incident; a fault when the database is away.
pub async fn write(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let done = note(&mut tx, &signed_in, &scene, &typed).await;
    ended(tx, &site, &signed_in, scene, &headers, typed, done).await
}

/// Answers `POST /console/incidents/{id}/roles`.
///
/// # Errors
/// `NotFound` without such an incident; a fault when the database is away.
pub async fn assign(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let done = give(&mut tx, &signed_in, &scene, &typed).await;
    ended(tx, &site, &signed_in, scene, &headers, typed, done).await
}

/// Leads back to the desk; a script gets the crisis unit alone.
async fn ended(
    tx: Tx,
    site: &Site,
    signed_in: &SignedIn,
    scene: Scene,
    headers: &HeaderMap,
    mut typed: Typed,
    done: Result<()>,
) -> Result<Response> {
    let refusal = match done {
        Ok(()) => {
            tx.commit().await?;
            typed = Typed::default();
            None
        }
        Err(Error::Refused(mut refusal)) => {
            drop(tx);
            if refusal.field == Some("at") {
                refusal.field = Some("when");
            }
            Some(refusal)
        }
        Err(other) => return Err(other),
    };
    let is_live = headers.contains_key("hx-request");
    if refusal.is_none() && !is_live {
        return Ok(see_other(&format!("{}#team", scene.address())));
    }
    let mut tx = site.db.snapshot().await?;
    let team = Team::load(&mut tx, &scene, &typed, refusal.as_ref()).await?;
    if is_live {
        return answer::fragment(&team);
    }
    let shown = Shown {
        team: Some(team),
        ..Shown::form(say::form(&scene, &Typed::default()))
    };
    let status = refusal.as_ref().map_or(StatusCode::OK, answer::status_of);
    screen::answer(&mut tx, site, signed_in, &scene, shown, status).await
}

async fn note(tx: &mut Tx, signed_in: &SignedIn, scene: &Scene, typed: &Typed) -> Result<()> {
    scene.allow(tx, signed_in, Role::Responder).await?;
    let (now, actor) = (scene.reader.now, signed_in.actor());
    let incident = scene.incident.id;
    let body = typed.get("body").replace("\r\n", "\n");
    answer::once(tx, now, signed_in, typed, async |tx| {
        if typed.get("kind") == "note" {
            return incidents::note(tx, now, actor, NewNote { incident, body }).await;
        }
        let at = typed.moment("when", &scene.reader.zone, now)?;
        let at = at.map(|moment: Moment| moment.at);
        incidents::log_entry(tx, now, actor, LogEntry { incident, at, body }).await
    })
    .await
}

async fn give(tx: &mut Tx, signed_in: &SignedIn, scene: &Scene, typed: &Typed) -> Result<()> {
    scene.allow(tx, signed_in, Role::Responder).await?;
    let standing = incidents::roles_of(tx, scene.incident.id).await?;
    for role in CrisisRole::ALL {
        let member: Option<Uuid> = typed.get(field_of(role)).parse().ok();
        let had = standing.iter().find(|one| one.0 == role).map(|one| one.1);
        if member != had {
            let command = AssignRole {
                incident: scene.incident.id,
                role,
                member,
            };
            incidents::assign_role(tx, scene.reader.now, signed_in.actor(), command).await?;
        }
    }
    Ok(())
}

fn field_of(role: CrisisRole) -> &'static str {
    match role {
        CrisisRole::Lead => "role-lead",
        CrisisRole::Communication => "role-communication",
        CrisisRole::Scribe => "role-scribe",
    }
}

fn name_of(reader: &Reader, role: CrisisRole) -> String {
    reader.say(match role {
        CrisisRole::Lead => "team-lead",
        CrisisRole::Communication => "team-communication",
        CrisisRole::Scribe => "team-scribe",
    })
}

fn write_form(scene: &Scene, typed: &Typed) -> Form {
    let reader = &scene.reader;
    let is_note = typed.get("kind") != "happened";
    let body = Control::Text {
        value: typed.get("body").to_owned(),
        rows: 3,
    };
    let kinds = vec![
        Pick::of("note", reader.say("team-note"), is_note),
        Pick::of("happened", reader.say("team-happened"), !is_note),
    ];
    let at = Control::time(reader, "when", typed);
    Form {
        hidden: vec![("key", token::new_id(reader.now).to_string())],
        fields: vec![
            Field::of("body", reader.say("team-body"), body),
            Field::of("kind", reader.say("team-kind"), Control::Choice(kinds)),
            Field::of("when", reader.say("team-at"), at).hinted(reader.say("team-at-hint")),
        ],
        deeds: vec![Deed::of("write", reader.say("team-write"), Weight::Quiet)],
        part: Some("#team"),
        ..Form::to("team-form", format!("{}/log", scene.address()))
    }
}

fn roles_form(scene: &Scene, members: &[Member], roles: &[(CrisisRole, Uuid)]) -> Form {
    let reader = &scene.reader;
    let field = |role: CrisisRole| {
        let had = roles.iter().find(|one| one.0 == role).map(|one| one.1);
        let standing = members.iter().filter(|member| member.removed_at.is_none());
        let nobody = Pick::of("", reader.say("team-nobody"), had.is_none());
        let picks = standing.map(|member| {
            let is_it = had == Some(member.id.0);
            Pick::of(member.id.to_string(), member.name.clone(), is_it)
        });
        let list = Control::List(std::iter::once(nobody).chain(picks).collect());
        Field::of(field_of(role), name_of(reader, role), list)
    };
    Form {
        fields: CrisisRole::ALL.into_iter().map(field).collect(),
        deeds: vec![Deed::of("assign", reader.say("team-assign"), Weight::Quiet)],
        part: Some("#team"),
        ..Form::to("team-roles", format!("{}/roles", scene.address()))
    }
}

fn line(reader: &Reader, members: &[Member], line: &incidents::Line) -> Line {
    let known = |id: &Uuid| members.iter().find(|member| member.id.0 == *id);
    let who = line
        .who
        .1
        .as_ref()
        .and_then(known)
        .map(|member| member.name.clone());
    let who = who.filter(|name| !name.is_empty());
    let (kind, body) = match &line.entry {
        Entry::Note(body) => ("team-note", Some(body.clone())),
        Entry::Happened(body) => ("team-happened", Some(body.clone())),
        Entry::Bypass(body) => ("team-bypass", Some(body.clone())),
        Entry::Overrule(body) => ("team-overrule", Some(body.clone())),
        Entry::Deed(step) => (screen::deed_of(&step.action), None),
    };
    Line {
        when: reader.instant(line.at),
        who: who.unwrap_or_else(|| reader.say("moved-nobody")),
        kind: reader.say(kind),
        body,
    }
}
