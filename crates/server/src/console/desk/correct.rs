//! Correcting what was published: a new version stands, and readers can see what it said before.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::LocalizedText;
use uuid::Uuid;

use super::{
    answer::{self, see_other},
    say::{bypass, bypass_field, seen},
    scene::Scene,
    window::OneForm,
};
use crate::{
    console::{
        form::{Control, Deed, Field, Form, More, Typed, Weight},
        frame::Frame,
    },
    ground::{Error, Refusal, Result, Tx, token},
    incidents::{self, CorrectText, Which},
    members::{Role, SignedIn},
    web::Site,
};

/// What stands in the place of an update's id where the title is meant.
const TITLE: &str = "title";

/// Answers `GET /console/incidents/{id}/updates/{text}`.
///
/// # Errors
/// `NotFound` without such a text; a fault when the database is away.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((id, text)): Path<(Uuid, String)>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let (_, standing) = find(&scene, &text)?;
    show(
        &site,
        &signed_in,
        &scene,
        &text,
        &standing,
        &Typed::default(),
        None,
    )
}

/// Answers `POST /console/incidents/{id}/updates/{text}`.
///
/// # Errors
/// `NotFound` without such a text; a fault when the database is away.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((id, text)): Path<(Uuid, String)>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    match store(&mut tx, &signed_in, &scene, &text, &typed).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&format!("{}?done=corrected", scene.address())))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            let mut tx = site.db.snapshot().await?;
            let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
            let typed_text = typed.words("text", &scene.locales());
            show(
                &site,
                &signed_in,
                &scene,
                &text,
                &typed_text,
                &typed,
                Some(&refusal),
            )
        }
        Err(other) => Err(other),
    }
}

async fn store(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &Scene,
    text: &str,
    typed: &Typed,
) -> Result<()> {
    scene.allow(tx, signed_in, Role::Publisher).await?;
    let (now, actor) = (scene.reader.now, signed_in.actor());
    let (which, _) = find(scene, text)?;
    let command = CorrectText {
        incident: scene.incident.id,
        expected: seen(typed),
        which,
        text: typed.words("text", &scene.locales()),
        is_announced: typed.is_on("tell"),
        bypass: bypass(typed),
    };
    answer::once(tx, now, signed_in, typed, async |tx| {
        incidents::correct_text(tx, now, actor, command)
            .await
            .map(|_| ())
    })
    .await
}

/// Which text it is, and what it says now.
fn find(scene: &Scene, text: &str) -> Result<(Which, LocalizedText)> {
    if text == TITLE {
        return Ok((Which::Title, scene.incident.title.clone()));
    }
    let mut updates = scene.incident.updates.iter();
    let update = updates.find(|update| update.public_id.as_str() == text);
    let update = update.ok_or(Error::NotFound)?;
    Ok((Which::Update(update.id), update.text.clone()))
}

fn show(
    site: &Site,
    signed_in: &SignedIn,
    scene: &Scene,
    text: &str,
    standing: &LocalizedText,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let reader = &scene.reader;
    let mut form = form(scene, text, standing, typed);
    let wrong = refusal.map(|refusal| form.refuse(reader, refusal));
    let title = reader.say(if text == TITLE {
        "correct-title"
    } else {
        "correct-text"
    });
    let page = OneForm {
        frame: Frame::inside(site, signed_in, &title),
        back: (
            scene.address(),
            reader.plain(&scene.incident.title).unwrap_or_default(),
        ),
        wrong,
        title,
        lead: reader.say("correct-lead"),
        form,
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, answer::status_of))
}

fn form(scene: &Scene, text: &str, standing: &LocalizedText, typed: &Typed) -> Form {
    let reader = &scene.reader;
    let locales = scene.locales();
    let rows = if text == TITLE { 1 } else { 6 };
    let words = Control::words(rows, &locales, standing);
    let mut fields = vec![Field::of("text", reader.say("correct-what"), words)];
    if text != TITLE {
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
        is_open: true,
        fields: vec![bypass_field(reader, typed)],
    });
    Form {
        hidden: vec![
            ("expected", scene.version.0.to_string()),
            ("key", token::new_id(reader.now).to_string()),
        ],
        fields,
        more,
        deeds: vec![Deed::of(
            "correct",
            reader.say("deed-correct"),
            Weight::Main,
        )],
        back: Some((scene.address(), reader.say("form-back"))),
        ..Form::to("correct", format!("{}/updates/{text}", scene.address()))
    }
}
