//! Correcting what was published: a new version stands, and readers can see what it said before. The
//! difference and the page as readers will see it are shown first.
//!
//! Read in order: [`ask`], [`submit`], `command` (what was meant), `look` (what readers will see).

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use beffroi_domain::{Locale, LocalizedText};
use uuid::Uuid;

use super::{
    answer::{self, see_other},
    drafts, machine,
    preview::Preview,
    ready,
    review::{self, Findings},
    say::{bypass, bypass_field, seen},
    scene::Scene,
};
use crate::{
    console::{
        form::{Control, Deed as Button, Field, Form, More, Typed, Weight, Wrong},
        frame::Frame,
    },
    ground::{Error, Refusal, RefusalKind, Result, Tx, token},
    incidents::{self, CorrectText, Deed, Which},
    members::{Role, SignedIn},
    translations::{Drafted, Machine},
    web::Site,
};

/// What stands in the place of an update's id where the title is meant.
const TITLE: &str = "title";

#[derive(Template)]
#[template(path = "console/desk/correct.html")]
struct CorrectPage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    form: Form,
    preview: Preview,
}

/// What the address may say.
#[derive(serde::Deserialize)]
pub struct Asked {
    draft: Option<String>,
}

/// A text that was published.
struct Published {
    which: Which,
    /// What it says now.
    standing: LocalizedText,
    /// What it is called in the address.
    name: String,
}

/// Answers `GET /console/incidents/{id}/updates/{text}`.
///
/// # Errors
/// `NotFound` without such a text; a fault when the database is away.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((id, text)): Path<(Uuid, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let text = find(&scene, &text)?;
    let mut typed = Typed::default();
    drafts::put_words(&mut typed, "text", &text.standing);
    if let Some(id) = &asked.draft {
        let kept = drafts::typed_of(&mut tx, &signed_in, &scene.reader.zone, id).await?;
        for (name, value) in kept.pairs() {
            typed.set(name, value.clone());
        }
    }
    let form = form(&scene, &text, &typed);
    show(&site, &signed_in, &scene, &text, form, None, None)
}

/// Answers `POST /console/incidents/{id}/updates/{text}`.
///
/// # Errors
/// `NotFound` without such a text; a fault when the database is away.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((id, text)): Path<(Uuid, String)>,
    Extension(service): Extension<Option<Arc<Machine>>>,
    headers: HeaderMap,
    mut typed: Typed,
) -> Result<Response> {
    let is_live = answer::is_live(&headers);
    if !is_live {
        let of = (&site, &signed_in, id);
        let refusal = machine::press_at(of, service.as_deref(), &mut typed).await?;
        if let Some(refusal) = refusal {
            let mut tx = site.db.snapshot().await?;
            let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
            let text = find(&scene, &text)?;
            let form = form(&scene, &text, &typed);
            return show(&site, &signed_in, &scene, &text, form, None, Some(&refusal));
        }
    }
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let text = find(&scene, &text)?;
    let is_look = is_live || matches!(typed.get("deed"), "preview" | "mine" | machine::DONE);
    let done = match typed.get("deed") {
        _ if is_look => look(&mut tx, &signed_in, &scene, &text, &typed)
            .await
            .map(|preview| Done::Seen(Box::new(preview))),
        "draft" => keep(&mut tx, &signed_in, &scene, &text, &typed)
            .await
            .map(Done::Stored),
        _ => publish(&mut tx, &signed_in, &scene, &text, &typed)
            .await
            .map(Done::Stored),
    };
    let (preview, refusal) = match done {
        Ok(Done::Stored(place)) => {
            tx.commit().await?;
            return Ok(see_other(&place));
        }
        Ok(Done::Seen(preview)) => (*preview, None),
        Err(Error::Refused(refusal)) => {
            let words = scene.reader.words.refused(&refusal);
            (Preview::refused(&scene.reader, words), Some(refusal))
        }
        Err(other) => return Err(other),
    };
    drop(tx);
    let reader = &scene.reader;
    let way = ("correct", &typed, is_live);
    let preview = preview.dressed(&site, &signed_in, reader, way).await?;
    if is_live {
        return answer::fragment(&preview);
    }
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let form = form(&scene, &text, &typed);
    let mut preview = is_look.then_some(preview);
    let refusal = refusal.as_ref();
    if refusal.is_some_and(|one| one.kind == RefusalKind::Held) {
        let mut tx = site.db.begin().await?;
        preview = look(&mut tx, &signed_in, &scene, &text, &typed).await.ok();
        drop(tx);
        preview = Preview::count(preview, &site.db, &scene.reader).await?;
    }
    show(&site, &signed_in, &scene, &text, form, preview, refusal)
}

enum Done {
    Seen(Box<Preview>),
    Stored(String),
}

/// What readers will see if this is published; nothing of it is kept.
async fn look(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &Scene,
    text: &Published,
    typed: &Typed,
) -> Result<Preview> {
    let mut command = command(scene, text, typed)?;
    command.expected = None;
    let (reader, incident) = (&scene.reader, scene.incident.id);
    let deed = Deed::Correct(command.clone());
    let told = incidents::rehearse(tx, reader.now, signed_in.actor(), deed).await?;
    let findings = Findings::of(
        reader.words,
        told.found,
        &command.text,
        ("correct", scene.role),
        typed,
    );
    let preview = Preview::corrected(tx, reader, &scene.page, incident, &command).await?;
    Ok(preview.finding(findings))
}

/// Publishes it; where the desk leads on to.
async fn publish(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &Scene,
    text: &Published,
    typed: &Typed,
) -> Result<String> {
    scene.allow(tx, signed_in, Role::Publisher).await?;
    let (now, actor) = (scene.reader.now, signed_in.actor());
    answer::once(tx, now, signed_in, typed, async |tx| {
        let command = command(scene, text, typed)?;
        ready::refuse_open("text", &command.text)?;
        answer::refuse_taken(typed)?;
        incidents::correct_text(tx, now, actor, command).await?;
        drafts::used(tx, signed_in, now, typed).await?;
        Ok(format!("{}?done=corrected", scene.address()))
    })
    .await
}

/// Keeps it as a draft; where that is.
async fn keep(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &Scene,
    text: &Published,
    typed: &Typed,
) -> Result<String> {
    scene.allow(tx, signed_in, Role::Responder).await?;
    let now = scene.reader.now;
    answer::once(tx, now, signed_in, typed, async |tx| {
        let deed = Deed::Correct(command(scene, text, typed)?);
        drafts::save(tx, signed_in, now, typed, deed).await
    })
    .await
}

/// What was meant: the languages in which it says something else. None is taken away.
fn command(scene: &Scene, text: &Published, typed: &Typed) -> Result<CorrectText, Refusal> {
    let written = typed.words("text", &scene.locales());
    let is_sent = |name: &str| typed.pairs().iter().any(|(one, _)| one == name);
    let mut standing = text.standing.locales();
    let emptied =
        standing.find(|one| written.get(one).is_none() && is_sent(&format!("text-{one}")));
    if let Some(locale) = emptied {
        let message = format!("what was told in {locale} cannot be untold; write what is right");
        return Err(Refusal::of("text", message).told("refusal-untold"));
    }
    let is_new = |one: &(&Locale, &str)| text.standing.get(one.0) != Some(one.1);
    let new: LocalizedText = written
        .iter()
        .filter(is_new)
        .map(|(locale, words)| (locale.clone(), words.to_owned()))
        .collect();
    if new.is_empty() {
        let message = "it says so already; change something";
        return Err(Refusal::of("text", message).told("refusal-no-change"));
    }
    Ok(CorrectText {
        incident: scene.incident.id,
        expected: seen(typed),
        which: text.which,
        text: new,
        is_announced: typed.is_on("tell"),
        bypass: bypass(typed),
        overrule: review::overrule(typed),
        machine: drafted(scene, text.which, typed),
    })
}

/// What a machine drafted of it; the form calls a title a text.
fn drafted(scene: &Scene, which: Which, typed: &Typed) -> Drafted {
    let mut drafted = machine::drafted(typed, &scene.locales());
    for one in &mut drafted.0 {
        one.field = which.field();
    }
    drafted
}

/// Which text it is, and what it says now. A draft knows an update by the id that it has inside.
fn find(scene: &Scene, name: &str) -> Result<Published> {
    let published = |which, standing: &LocalizedText| Published {
        which,
        standing: standing.clone(),
        name: name.to_owned(),
    };
    if name == TITLE {
        return Ok(published(Which::Title, &scene.incident.title));
    }
    let mut updates = scene.incident.updates.iter();
    let update = updates
        .find(|one| one.public_id.as_str() == name || one.id.to_string() == name)
        .ok_or(Error::NotFound)?;
    Ok(published(Which::Update(update.id), &update.text))
}

fn show(
    site: &Site,
    signed_in: &SignedIn,
    scene: &Scene,
    text: &Published,
    mut form: Form,
    preview: Option<Preview>,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let reader = &scene.reader;
    let wrong = refusal.map(|refusal| form.refuse(reader, refusal));
    let title = reader.say(match text.which {
        Which::Title => "correct-title",
        Which::Update(_) => "correct-text",
    });
    let page = CorrectPage {
        frame: Frame::inside(site, signed_in, &title),
        back: (
            scene.address(),
            reader.plain(&scene.incident.title).unwrap_or_default(),
        ),
        wrong,
        title,
        lead: reader.say("correct-lead"),
        form,
        preview: preview.unwrap_or_else(|| Preview::empty(reader)),
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, answer::status_of))
}

fn form(scene: &Scene, text: &Published, typed: &Typed) -> Form {
    let reader = &scene.reader;
    let locales = scene.locales();
    let is_title = text.which == Which::Title;
    let words = typed.words("text", &locales);
    let words = Control::words(if is_title { 1 } else { 6 }, &locales, &words);
    let mut fields = vec![Field::of("text", reader.say("correct-what"), words)];
    if !is_title {
        let is_on = typed.is_on("tell");
        let tell = Field::of(
            "tell",
            reader.say("afterwards-tell"),
            Control::Check { is_on },
        );
        fields.push(tell.hinted(reader.say("correct-tell-hint")));
    }
    let more = scene.needs_approval.then(|| More {
        label: reader.say("say-more"),
        is_open: typed.is_on("bypass"),
        fields: vec![bypass_field(reader, typed)],
    });
    let action = format!("{}/updates/{}", scene.address(), text.name);
    let mut form = Form {
        hidden: vec![
            ("expected", scene.version.0.to_string()),
            ("key", token::new_id(reader.now).to_string()),
            ("draft", typed.get("draft").to_owned()),
            ("draft-version", typed.get("draft-version").to_owned()),
        ],
        fields,
        more,
        deeds: deeds(scene),
        back: Some((scene.address(), reader.say("form-back"))),
        live: Some(action.clone()),
        ..Form::to("correct", action)
    };
    machine::dress(reader, scene.has_machine, typed, &mut form);
    form
}

/// The buttons that a role may press.
fn deeds(scene: &Scene) -> Vec<Button> {
    let (reader, needs) = (&scene.reader, scene.needs_approval);
    let may_publish = scene.role >= Role::Publisher;
    let is_draft_first = needs || !may_publish;
    let button = |word, key: &str, weight| Button::of(word, reader.say(key), weight);
    let kept = match is_draft_first {
        true => Weight::Main,
        false => Weight::Quiet,
    };
    let mut deeds = vec![
        button("preview", "deed-preview", Weight::Quiet),
        button("draft", "deed-draft", kept),
    ];
    deeds.extend(may_publish.then(|| match needs {
        true => button("correct", "deed-publish-alone", Weight::Grave),
        false => button("correct", "deed-correct", Weight::Main),
    }));
    deeds
}
