//! Translations that are still to be done: what readers were told follows, and what is older than its source. The source
//! stands beside the empty field.
//!
//! Read in order: [`show`], [`submit`], [`Todo`].

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{Incident, IncidentId, Locale, LocalizedText, MaintenanceId, UpdateId};
use uuid::Uuid;

use super::{
    answer, machine, review,
    say::{bypass, bypass_field, seen},
    scene::Scene,
};
use crate::{
    console::{
        form::{Control, Deed as Button, Field, Form, Typed, Weight, Wrong, tongue_name},
        frame::Frame,
    },
    ground::{Error, Refusal, RefusalKind, Result, Tx, token},
    incidents::{self, CorrectText, StillRight, Translate, Which},
    maintenances,
    members::{Role, SignedIn},
    pages,
    translations::{self, Drafted, Machine, Mark, MarkKind, RootKind, TextField},
    web::{
        Reader, Site,
        format::{Said, When},
        words,
    },
};

#[derive(Template)]
#[template(path = "console/desk/translations.html")]
struct TranslationsPage {
    frame: Frame,
    home: String,
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    none: String,
    todos: Vec<Todo>,
}

/// One text that is to be done in one language.
struct Todo {
    id: String,
    /// Its incident: address and title.
    incident: (String, Said),
    /// "Due" or "older than its source", into which language.
    what: String,
    since: (String, When),
    /// The source: what it is called, its language, its text.
    source: (String, String, String),
    form: Option<Form>,
    /// What leads to where it is done, where that is not here.
    there: Option<String>,
}

/// What the address may say.
#[derive(serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// What was typed, of which text, and why it was refused, where it was.
struct Back {
    id: String,
    refusal: Option<Refusal>,
    typed: Typed,
}

/// Answers `/console/translations`.
///
/// # Errors
/// A fault when the database is away.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let is_done = asked.done.is_some();
    page(&mut tx, &site, &signed_in, is_done, None).await
}

/// Answers `POST /console/incidents/{id}/translations`.
///
/// # Errors
/// `NotFound` without such an incident or text; a fault when the database is away.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    Extension(service): Extension<Option<Arc<Machine>>>,
    mut typed: Typed,
) -> Result<Response> {
    if let Some(to) = machine::asked(&typed) {
        let refusal = draft(&site, &signed_in, id, (service.as_deref(), &to), &mut typed).await?;
        return again(&site, &signed_in, refusal, typed).await;
    }
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let done = act(&mut tx, &signed_in, &scene, &typed).await;
    match answer::end(tx, done).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => again(&site, &signed_in, Some(refusal), typed).await,
    }
}

/// The page once more, with what was typed.
async fn again(
    site: &Site,
    signed_in: &SignedIn,
    refusal: Option<Refusal>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let back = Back {
        id: typed.get("id").to_owned(),
        refusal,
        typed,
    };
    page(&mut tx, site, signed_in, false, Some(back)).await
}

/// Has the machine draft a text from what is out; why not, where it does not.
async fn draft(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    (service, to): (Option<&Machine>, &Locale),
    typed: &mut Typed,
) -> Result<Option<Refusal>> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, site, signed_in, id).await?;
    scene.allow(&mut tx, signed_in, Role::Publisher).await?;
    drop(tx);
    let mut updates = scene.incident.updates.iter();
    let update = updates.find(|one| one.id.to_string() == typed.get("update"));
    let text = update.map_or(&scene.incident.title, |one| &one.text);
    let from: Option<Locale> = typed.get("source").parse().ok();
    let source = from.as_ref().and_then(|from| Some((from, text.get(from)?)));
    let mut asked = Typed::default();
    if let Some((from, text)) = source {
        asked.set(&format!("text-{from}"), text);
    }
    let tongues: Vec<Locale> = from.into_iter().chain([to.clone()]).collect();
    if let Err(refusal) = machine::press(service, &tongues, to, &mut asked).await {
        return Ok(Some(refusal));
    }
    let (name, print) = (format!("text-{to}"), format!("drafted-text-{to}"));
    typed.set("text", asked.get(&name));
    typed.set(&print, asked.get(&print));
    Ok(None)
}

/// What a machine drafted of it.
fn drafted(typed: &Typed, locale: &Locale, which: Which) -> Drafted {
    let shadow = machine::in_one(typed, locale);
    let mut drafted = machine::drafted(&shadow, std::slice::from_ref(locale));
    for one in &mut drafted.0 {
        one.field = which.field();
    }
    drafted
}

/// Publishes it, or says that it is still right; where that leads on to.
async fn act(tx: &mut Tx, signed_in: &SignedIn, scene: &Scene, typed: &Typed) -> Result<String> {
    scene.allow(tx, signed_in, Role::Publisher).await?;
    let (now, actor) = (scene.reader.now, signed_in.actor());
    let incident = scene.incident.id;
    let locale: Locale = typed.get("locale").parse().map_err(|_| Error::NotFound)?;
    let which = match typed.get("update").parse() {
        Ok(update) => Which::Update(UpdateId(update)),
        Err(_) => Which::Title,
    };
    answer::once(tx, now, signed_in, typed, async |tx| {
        let text = typed.get("text").replace("\r\n", "\n");
        let text = LocalizedText::single(locale.clone(), text.trim());
        match (typed.get("deed"), typed.get("kind")) {
            ("right", _) => {
                let command = StillRight {
                    incident,
                    expected: seen(typed),
                    which,
                    locale: locale.clone(),
                };
                incidents::still_right(tx, now, actor, command).await?;
            }
            (_, "stale") => {
                let command = CorrectText {
                    expected: seen(typed),
                    bypass: bypass(typed),
                    overrule: review::overrule(typed),
                    machine: drafted(typed, &locale, which),
                    ..CorrectText::of(incident, which, text)
                };
                incidents::correct_text(tx, now, actor, command).await?;
            }
            _ => {
                let command = Translate {
                    incident,
                    expected: seen(typed),
                    which,
                    text,
                    is_quiet: false,
                    bypass: bypass(typed),
                    overrule: review::overrule(typed),
                    machine: drafted(typed, &locale, which),
                };
                incidents::translate(tx, now, actor, command).await?;
            }
        }
        Ok("/console/translations?done=yes".to_owned())
    })
    .await
}

async fn page(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    is_done: bool,
    mut back: Option<Back>,
) -> Result<Response> {
    let words = words::first_of([&signed_in.locale]);
    let mut todos: Vec<Todo> = Vec::new();
    let mut wrong = None;
    for mark in marks(tx, signed_in, RootKind::Incident).await? {
        let mut todo = todo(tx, site, signed_in, &mark, back.as_ref()).await?;
        if let Some(Back {
            refusal: Some(refusal),
            typed,
            ..
        }) = back.take_if(|back| back.id == todo.id)
        {
            let is_held = refusal.kind == RefusalKind::Held;
            if let Some(form) = todo.form.as_mut().filter(|_| is_held) {
                let line = Control::line(typed.get("overrule"));
                let field = Field::of("overrule", words.say("editor-overrule"), line);
                form.fields
                    .push(field.hinted(words.say("editor-overrule-hint")));
            }
            wrong = todo
                .form
                .as_mut()
                .map(|form| form.refuse_in(words, &refusal));
        }
        todos.push(todo);
    }
    for mark in marks(tx, signed_in, RootKind::Maintenance).await? {
        todos.push(of_work(tx, site, signed_in, &mark).await?);
    }
    let status = match (&wrong, back.and_then(|back| back.refusal)) {
        (Some(_), _) => StatusCode::UNPROCESSABLE_ENTITY,
        // Somebody else has done it meanwhile: nothing is left to be done there.
        (None, Some(refusal)) => {
            let mut none = Form::to("none", "");
            wrong = Some(none.refuse_in(words, &refusal));
            answer::status_of(&refusal)
        }
        (None, None) => StatusCode::OK,
    };
    let title = words.say("translations-title");
    let screen = TranslationsPage {
        frame: Frame::inside(site, signed_in, &title)
            .saying(is_done.then(|| words.say("translations-done"))),
        home: words.say("desk-home"),
        wrong,
        lead: words.say("translations-lead"),
        none: words.say("translations-none"),
        title,
        todos,
    };
    answer::page(&screen, status)
}

/// What is to be done on the pages that a member sees, oldest first.
async fn marks(tx: &mut Tx, signed_in: &SignedIn, of: RootKind) -> Result<Vec<Mark>> {
    let mut all: Vec<Mark> = Vec::new();
    for page in pages::list(tx).await? {
        if signed_in.role_on(page.id).is_none() {
            continue;
        }
        for mark in translations::due_on(tx, page.id, of).await? {
            if !all.contains(&mark) {
                all.push(mark);
            }
        }
    }
    all.sort_by_key(|mark| mark.since);
    Ok(all)
}

/// What is to be done of planned work, whose own screen has the field.
async fn of_work(tx: &mut Tx, site: &Site, signed_in: &SignedIn, mark: &Mark) -> Result<Todo> {
    let standing = maintenances::load(tx, MaintenanceId(mark.root)).await?;
    let first = standing.pages.first().ok_or(Error::NotFound)?;
    let page = pages::find_by_id(tx, first.page).await?;
    let page = page.ok_or(Error::NotFound)?;
    let reader = super::scene::reader(tx, site, signed_in, &page).await?;
    let maintenance = &standing.maintenance;
    let mut updates = maintenance.updates.iter();
    let update = updates.find(|one| one.id.0 == mark.owner);
    let text = update.map_or(&maintenance.title, |one| &one.text);
    let (language, source) = (tongue_name(&mark.locale), tongue_name(&mark.source));
    let title = reader.said(&maintenance.title).unwrap_or_else(|| Said {
        text: maintenance.public_id.to_string(),
        lang: None,
        note: None,
    });
    let tell = |key, language: &str| reader.words.tell(key, &[("language", language)]);
    Ok(Todo {
        incident: (
            format!("/console/maintenances/{}#follows", standing.id()),
            title,
        ),
        what: tell("translations-due", &language),
        since: (reader.say("translations-since"), reader.instant(mark.since)),
        source: (
            tell("translations-source", &source),
            mark.source.to_string(),
            text.get(&mark.source).unwrap_or_default().to_owned(),
        ),
        form: None,
        there: Some(reader.say("translations-there")),
        id: format!("{}-{}", mark.owner, mark.locale),
    })
}

/// How many are to be done for a member; what leads there.
///
/// # Errors
/// A fault when the database is away.
pub async fn way(tx: &mut Tx, signed_in: &SignedIn) -> Result<Option<(String, String)>> {
    let mut count = 0;
    for of in [RootKind::Incident, RootKind::Maintenance] {
        count += marks(tx, signed_in, of).await?.len();
    }
    let words = words::first_of([&signed_in.locale]);
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let label = words.count("translations-way", count, &[]);
    Ok((count > 0).then(|| ("/console/translations".to_owned(), label)))
}

async fn todo(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    mark: &Mark,
    back: Option<&Back>,
) -> Result<Todo> {
    let scene = Scene::load(tx, site, signed_in, mark.root).await?;
    let reader = &scene.reader;
    let text = text_of(&scene.incident, mark);
    let id = format!("{}-{}", mark.owner, mark.locale);
    let typed = back.filter(|back| back.id == id);
    let language = tongue_name(&mark.locale);
    let what = match mark.kind {
        MarkKind::Due => "translations-due",
        MarkKind::Stale => "translations-stale",
    };
    let source = tongue_name(&mark.source);
    Ok(Todo {
        incident: (scene.address(), called(reader, &scene.incident)),
        what: reader.words.tell(what, &[("language", &language)]),
        since: (reader.say("translations-since"), reader.instant(mark.since)),
        source: (
            reader
                .words
                .tell("translations-source", &[("language", &source)]),
            mark.source.to_string(),
            text.get(&mark.source).unwrap_or_default().to_owned(),
        ),
        form: scene
            .may(Role::Publisher)
            .then(|| form(&scene, mark, &id, text, typed.map(|one| &one.typed))),
        there: None,
        id,
    })
}

fn called(reader: &Reader, incident: &Incident) -> Said {
    reader.said(&incident.title).unwrap_or_else(|| Said {
        text: incident.public_id.to_string(),
        lang: None,
        note: None,
    })
}

fn text_of<'a>(incident: &'a Incident, mark: &Mark) -> &'a LocalizedText {
    let update = incident.updates.iter().find(|one| one.id.0 == mark.owner);
    update.map_or(&incident.title, |one| &one.text)
}

fn form(scene: &Scene, mark: &Mark, id: &str, text: &LocalizedText, typed: Option<&Typed>) -> Form {
    let reader = &scene.reader;
    let is_title = IncidentId(mark.owner) == scene.incident.id;
    let standing = text.get(&mark.locale).unwrap_or_default();
    let value = typed.map_or(standing, |typed| typed.get("text"));
    let control = match is_title {
        true => Control::line(value),
        false => Control::Text {
            value: value.to_owned(),
            rows: 5,
        },
    };
    let language = tongue_name(&mark.locale);
    let label = match is_title {
        true => "translations-name",
        false => "translations-text",
    };
    let label = reader.words.tell(label, &[("language", &language)]);
    let none = Typed::default();
    let mut field = Field::of("text", label, control);
    let mut shadow = machine::in_one(typed.unwrap_or(&none), &mark.locale);
    shadow.set(&format!("text-{}", mark.locale), value);
    let whose = (TextField::Text, &mark.locale);
    machine::dress_one(reader, scene.has_machine, &shadow, whose, &mut field);
    let mut fields = vec![field];
    fields.extend(
        scene
            .needs_approval
            .then(|| bypass_field(reader, typed.unwrap_or(&none))),
    );
    let publish = reader
        .words
        .tell("translations-publish", &[("language", &language)]);
    let mut deeds = vec![Button::of("publish", publish, Weight::Main)];
    if mark.kind == MarkKind::Stale {
        deeds.push(Button::of(
            "right",
            reader.say("translations-right"),
            Weight::Quiet,
        ));
    }
    let update = match is_title {
        true => String::new(),
        false => mark.owner.to_string(),
    };
    let form = Form {
        hidden: vec![
            ("expected", scene.version.0.to_string()),
            ("key", token::new_id(reader.now).to_string()),
            ("id", id.to_owned()),
            ("update", update),
            ("locale", mark.locale.to_string()),
            ("kind", mark.kind.as_str().to_owned()),
            ("source", mark.source.to_string()),
        ],
        fields,
        deeds,
        ..Form::to("translate", format!("{}/translations", scene.address()))
    };
    form.apart(id)
}
