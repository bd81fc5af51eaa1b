//! Saying something: one form for each further word on an incident, for the last one, and for the first
//! one when it is back.
//!
//! Read in order: [`submit`] (what is done with what came), `command` (what was meant), [`form`] (what is asked).

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use beffroi_domain::{Actor, ComponentStatus, IncidentStatus, Locale, LocalizedText, Moment};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    answer::{self, see_other},
    drafts, languages, machine,
    memory::{self, Offers},
    phrases, pledge,
    preview::Preview,
    promise,
    ready::{self, Ready},
    review::{self, Findings},
    scene::Scene,
    screen::{self, Shown},
};
use crate::{
    console::form::{Control, Deed as Button, Field, Form, More, Pick, Typed, Weight, tongue_name},
    ground::{Error, Refusal, RefusalKind, Result, Tx, token},
    incidents::{self, Deed, PostUpdate, Reopen, Told, Version},
    members::{Role, SignedIn},
    pages::Page,
    web::{Reader, Site},
};

/// What a component may be told to be, with a further word.
const TURNS: &[ComponentStatus] = &[
    ComponentStatus::Operational,
    ComponentStatus::DegradedPerformance,
    ComponentStatus::PartialOutage,
    ComponentStatus::MajorOutage,
];

/// Answers `POST /console/incidents/{id}/updates`.
///
/// # Errors
/// `NotFound` without such an incident; a fault when the database is away.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    service: machine::Service,
    headers: HeaderMap,
    mut typed: Typed,
) -> Result<Response> {
    let is_live = answer::is_live(&headers);
    if !is_live {
        let of = (&site, &signed_in, id);
        if let Some(refusal) = machine::press_at(of, service.0.as_deref(), &mut typed).await? {
            return refuse(&site, &signed_in, id, typed, refusal).await;
        }
    }
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let unread = machine::Unread::of(&typed, &scene.locales());
    if typed.get("deed") == "template" {
        let stood = scene.incident.status;
        let stood = stood.is_open().then_some(stood.as_str());
        ready::fill(&mut tx, &scene.page, &mut typed, stood).await?;
    }
    let promised = &scene.incident.commitments;
    pledge::take(&scene.reader, &scene.locales(), promised, &mut typed);
    if typed.is_on("phrase") && !typed.get("deed").starts_with(phrases::ONE) {
        phrases::put(&mut tx, &scene.page, scene.incident.status, &mut typed).await?;
    }
    memory::take(&mut tx, &scene.page, &mut typed).await?;
    let (reader, locales) = (&scene.reader, scene.locales());
    ready::put_places(reader, &locales, &scene.components, &mut typed);
    unread.stays(&mut typed);
    if is_live
        || matches!(
            typed.get("deed"),
            "preview" | "mine" | "template" | "phrases" | machine::DONE
        )
    {
        return look(tx, &site, &signed_in, scene, &typed, is_live).await;
    }
    let done = match typed.get("deed") {
        "draft" => keep(&mut tx, &signed_in, &scene, &typed).await,
        deed if deed.starts_with(phrases::ONE) => {
            phrases::publish(&mut tx, &signed_in, &scene, &typed).await
        }
        _ => publish(&mut tx, &signed_in, &scene, &typed).await,
    };
    match done {
        Ok(place) => {
            tx.commit().await?;
            Ok(see_other(&place))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            refuse(&site, &signed_in, id, typed, refusal).await
        }
        Err(other) => Err(other),
    }
}

/// Says it; where the desk leads on to.
async fn publish(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &Scene,
    typed: &Typed,
) -> Result<String> {
    scene.allow(tx, signed_in, Role::Publisher).await?;
    let now = scene.reader.now;
    answer::once(tx, now, signed_in, typed, async |tx| {
        let text = text_of(scene, typed)?;
        ready::refuse_open("text", &text)?;
        answer::refuse_taken(typed)?;
        let pages: Vec<&Page> = scene.places.iter().map(|place| &place.page).collect();
        languages::refuse_missing(tx, &scene.reader, &pages, &[("text", &text)], typed).await?;
        do_it(tx, now, signed_in.actor(), command(scene, typed, text)?).await?;
        drafts::used(tx, signed_in, now, typed).await?;
        Ok(format!("{}?done=said", scene.address()))
    })
    .await
}

/// Keeps it as a draft; where that is.
async fn keep(tx: &mut Tx, signed_in: &SignedIn, scene: &Scene, typed: &Typed) -> Result<String> {
    scene.allow(tx, signed_in, Role::Responder).await?;
    let now = scene.reader.now;
    answer::once(tx, now, signed_in, typed, async |tx| {
        let deed = languages::kept(command(scene, typed, text_of(scene, typed)?)?);
        drafts::save(tx, signed_in, now, typed, deed).await
    })
    .await
}

/// What readers will see if this is published; nothing of it is kept.
async fn look(
    mut tx: Tx,
    site: &Site,
    signed_in: &SignedIn,
    scene: Scene,
    typed: &Typed,
    is_live: bool,
) -> Result<Response> {
    let preview = match previewed(&mut tx, signed_in, &scene, typed).await {
        Ok(preview) => preview,
        Err(Error::Refused(refusal))
            if is_live || matches!(typed.get("deed"), "template" | "phrases" | machine::DONE) =>
        {
            Preview::refused(&scene.reader, scene.reader.words.refused(&refusal))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            return refuse(site, signed_in, scene.incident.id.0, typed.clone(), refusal).await;
        }
        Err(other) => return Err(other),
    };
    drop(tx);
    let reader = &scene.reader;
    let way = ("say", typed, is_live);
    let preview = preview.dressed(site, signed_in, reader, way).await?;
    if is_live {
        return answer::fragment(&preview);
    }
    let mut tx = site.db.snapshot().await?;
    let form = form(&scene, typed);
    let shown = Shown {
        preview: Some(preview),
        ready: Some(ready(&mut tx, &scene, typed).await?),
        ..Shown::form(form)
    };
    screen::answer(&mut tx, site, signed_in, &scene, shown, StatusCode::OK).await
}

async fn previewed(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &Scene,
    typed: &Typed,
) -> Result<Preview> {
    let text = text_of(scene, typed)?;
    let reader = &scene.reader;
    // Before the deed, which would remember what is only typed.
    let offers = Offers::load(tx, reader, &scene.page, typed, "say").await?;
    let mut say = command(scene, typed, text.clone())?;
    unseen(&mut say);
    let told = incidents::rehearse(tx, reader.now, signed_in.actor(), say).await?;
    let preview = Preview::of(tx, reader, &scene.page, scene.incident.id, &text).await?;
    let findings = Findings::of(reader.words, told.found, &text, ("say", scene.role), typed);
    let notes = notes(reader, &scene.locales(), &text, typed);
    let promised = &scene.incident.commitments;
    let offers_in = pledge::offers(reader, promised, &text, typed);
    let preview = preview.offering_in("say", offers_in);
    Ok(preview.noting(notes).finding(findings).offering(offers))
}

async fn refuse(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    mut typed: Typed,
    mut refusal: Refusal,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, site, signed_in, id).await?;
    let preview = match refusal.kind {
        RefusalKind::Held => previewed(&mut tx, signed_in, &scene, &typed).await.ok(),
        _ => None,
    };
    drop(tx);
    let preview = Preview::count(preview, &site.db, &scene.reader).await?;
    let mut tx = site.db.snapshot().await?;
    if matches!(refusal.field, Some("since" | "end" | "published")) {
        refusal.field = Some("at");
    }
    let seen = seen(&typed);
    answer::accept_missing(&refusal, &mut typed);
    let mut form = form(&scene, &typed);
    let wrong = form.refuse(&scene.reader, &refusal);
    let mut shown = Shown {
        wrong: Some(wrong),
        preview,
        ready: Some(ready(&mut tx, &scene, &typed).await?),
        ..Shown::form(form)
    };
    if refusal.field == Some("expected") {
        shown.seen = seen;
    }
    let status = answer::status_of(&refusal);
    screen::answer(&mut tx, site, signed_in, &scene, shown, status).await
}

/// What is ready for the form.
///
/// # Errors
/// A fault when the database is away.
pub async fn ready(tx: &mut Tx, scene: &Scene, typed: &Typed) -> Result<Ready> {
    let locales = scene.locales();
    Ready::load(tx, &scene.reader, &scene.page, ("say", &locales), typed).await
}

/// Says it.
///
/// # Errors
/// Those of the deed.
pub(super) async fn do_it(tx: &mut Tx, now: Timestamp, actor: Actor, deed: Deed) -> Result<Told> {
    match deed {
        Deed::Update(update) => incidents::post_update(tx, now, actor, update).await,
        Deed::Reopen(reopen) => incidents::reopen(tx, now, actor, reopen).await,
        Deed::Open(_) | Deed::Resolve(_) | Deed::Correct(_) => Err(Error::NotFound),
    }
}

/// For a preview: whatever the writer saw.
fn unseen(deed: &mut Deed) {
    match deed {
        Deed::Update(say) => say.expected = None,
        Deed::Reopen(say) => say.expected = None,
        Deed::Open(_) | Deed::Resolve(_) | Deed::Correct(_) => {}
    }
}

/// # Errors
/// `Refused` when nothing was written.
fn text_of(scene: &Scene, typed: &Typed) -> Result<LocalizedText, Refusal> {
    let text = typed.words("text", &scene.locales());
    if text.is_empty() {
        let message = "write at least one sentence, in one language";
        return Err(Refusal::of("text", message).told("refusal-no-text"));
    }
    Ok(text)
}

/// What was meant: a further word, or that it is back.
///
/// # Errors
/// `Refused` for what is no status or time.
pub fn command(scene: &Scene, typed: &Typed, text: LocalizedText) -> Result<Deed, Refusal> {
    let status = typed.get("status").parse().map_err(|_| {
        Refusal::of("status", "choose where the incident stands").told("refusal-no-status")
    })?;
    let at: Option<Moment> = typed.moment("at", &scene.reader.zone, scene.reader.now)?;
    let is_quiet = Some(typed.is_on("quiet"));
    let is_open = scene.incident.status.is_open();
    let status: IncidentStatus = status;
    if !is_open && status.is_open() {
        return Ok(Deed::Reopen(Reopen {
            expected: seen(typed),
            components: typed.parts(),
            since: at,
            is_quiet,
            follows: languages::follows(typed),
            promise: promise::typed(&scene.reader, typed)?,
            also: pledge::also(typed),
            bypass: bypass(typed),
            overrule: review::overrule(typed),
            machine: machine::drafted(typed, &scene.locales()),
            ..Reopen::of(scene.incident.id, status, text)
        }));
    }
    Ok(Deed::Update(PostUpdate {
        expected: seen(typed),
        components: typed.parts(),
        turned: at,
        is_quiet,
        follows: languages::follows(typed),
        promise: promise::typed(&scene.reader, typed)?,
        also: pledge::also(typed),
        bypass: bypass(typed),
        overrule: review::overrule(typed),
        machine: machine::drafted(typed, &scene.locales()),
        ..PostUpdate::of(scene.incident.id, status, text)
    }))
}

/// Why it goes out without a second look.
pub fn bypass(typed: &Typed) -> Option<String> {
    typed.filled("bypass").map(str::to_owned)
}

/// What the writer saw.
pub fn seen(typed: &Typed) -> Option<Version> {
    typed.get("expected").parse().ok().map(Version)
}

/// What is to be known before it goes out.
pub fn notes(
    reader: &Reader,
    locales: &[Locale],
    text: &LocalizedText,
    typed: &Typed,
) -> Vec<String> {
    let missing: Vec<String> = locales
        .iter()
        .filter(|locale| text.get(locale).is_none())
        .map(tongue_name)
        .collect();
    let lacks = (!missing.is_empty()).then(|| {
        let missing = reader.list(&missing);
        reader
            .words
            .tell("preview-lacks", &[("languages", &missing)])
    });
    let open: Vec<String> = ready::open_places(typed, locales).into_iter().collect();
    let open = (!open.is_empty()).then(|| {
        let places = reader.list(&open);
        reader.words.tell("preview-open", &[("places", &places)])
    });
    open.into_iter().chain(lacks).collect()
}

/// The form, with what was typed.
#[must_use]
pub fn form(scene: &Scene, typed: &Typed) -> Form {
    let reader = &scene.reader;
    let locales = scene.locales();
    let text = typed.words("text", &locales);
    let components = Control::parts(reader, &scene.components, &scene.groups, TURNS, typed);
    let mut fields = vec![
        Field::of("status", reader.say("say-status"), status(scene, typed)),
        Field::of(
            "text",
            reader.say("say-text"),
            Control::words(5, &locales, &text),
        )
        .hinted(reader.say("say-text-hint")),
    ];
    if !scene.components.is_empty() {
        let folded = components.folded(reader.say("say-parts-fold"));
        fields.push(Field::of("components", reader.say("say-parts"), folded));
    }
    fields.push(promise::field(reader, typed));
    fields.extend(pledge::field(reader, typed));
    let mut form = Form {
        hidden: vec![
            ("expected", scene.version.0.to_string()),
            ("key", token::new_id(reader.now).to_string()),
            ("without", typed.get("without").to_owned()),
            ("draft", typed.get("draft").to_owned()),
            ("draft-version", typed.get("draft-version").to_owned()),
        ],
        fields,
        more: Some(more(scene, typed)),
        deeds: deeds(reader, scene.role, scene.needs_approval, &text),
        live: Some(format!("{}/updates", scene.address())),
        ..Form::to("say", format!("{}/updates", scene.address()))
    };
    machine::dress(reader, scene.has_machine, typed, &mut form);
    form
}

fn more(scene: &Scene, typed: &Typed) -> More {
    let reader = &scene.reader;
    let zone = reader.zone_note();
    let at = Field::of(
        "at",
        reader.say("say-at"),
        Control::time(reader, "at", typed),
    );
    let quiet = Control::Check {
        is_on: typed.is_on("quiet"),
    };
    let quiet = Field::of("quiet", reader.say("say-quiet"), quiet);
    let mut fields = vec![
        at.hinted(reader.words.tell("say-at-hint", &[("zone", &zone)])),
        quiet.hinted(reader.say("say-quiet-hint")),
    ];
    fields.extend(scene.needs_approval.then(|| bypass_field(reader, typed)));
    More {
        label: reader.say("say-more"),
        is_open: typed.is_on("quiet") || typed.is_on("at-date") || typed.is_on("at-time"),
        fields,
    }
}

/// Where somebody says why there is no time for a second look.
pub fn bypass_field(reader: &Reader, typed: &Typed) -> Field {
    let line = Control::line(typed.get("bypass"));
    Field::of("bypass", reader.say("say-bypass"), line).hinted(reader.say("say-bypass-hint"))
}

fn status(scene: &Scene, typed: &Typed) -> Control {
    let reader = &scene.reader;
    let now = match scene.incident.status {
        IncidentStatus::Postmortem => IncidentStatus::Resolved,
        other => other,
    };
    let chosen = typed.get("status").parse().unwrap_or(now);
    let is_open = scene.incident.status.is_open();
    let pick = |status: IncidentStatus| {
        let word = reader.say(&format!("incident-{status}"));
        let hint = match (is_open, status.is_open()) {
            (false, true) => Some(reader.say("say-again")),
            (true, false) => Some(reader.say("say-over")),
            (false, false) => Some(reader.say("say-late")),
            (true, true) => None,
        };
        Pick {
            hint,
            ..Pick::of(status.as_str(), word, status == chosen)
        }
    };
    let all = [
        IncidentStatus::Investigating,
        IncidentStatus::Identified,
        IncidentStatus::Monitoring,
        IncidentStatus::Resolved,
    ];
    Control::Choice(all.into_iter().map(pick).collect())
}

/// The buttons that a role may press.
#[must_use]
pub fn deeds(
    reader: &Reader,
    role: Role,
    needs_approval: bool,
    text: &LocalizedText,
) -> Vec<Button> {
    let mut deeds = vec![Button::of(
        "preview",
        reader.say("deed-preview"),
        Weight::Quiet,
    )];
    let label = reader.say("deed-draft");
    deeds.push(Button::of(
        "draft",
        label,
        if needs_approval {
            Weight::Main
        } else {
            Weight::Quiet
        },
    ));
    if role >= Role::Publisher {
        let label = publish_label(reader, text);
        deeds.push(match needs_approval {
            true => Button::of("publish", reader.say("deed-publish-alone"), Weight::Grave),
            false => Button::of("publish", label, Weight::Main),
        });
    }
    deeds
}

fn publish_label(reader: &Reader, text: &LocalizedText) -> String {
    match i64::try_from(text.locales().count()).unwrap_or(0) {
        0 => reader.say("deed-publish"),
        count => reader.words.count("deed-publish-in", count, &[]),
    }
}
