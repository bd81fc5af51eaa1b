//! What follows of words on planned work: the source beside the empty field, for each language that is still missing.
//!
//! Read in order: [`todos`], [`submit`].

use axum::{
    extract::{Path, State},
    response::Response,
};
use beffroi_domain::{Locale, LocalizedText, UpdateId};
use uuid::Uuid;

use super::{
    super::{
        answer,
        desk::{review::overrule, say::bypass},
        form::{Control, Deed, Field, Form, Typed, Weight, tongue_name},
    },
    screen::{self, Scene},
};
use crate::{
    ground::{Error, Refusal, RefusalKind, Result, Tx},
    maintenances::{self, Translate},
    members::{Role, SignedIn},
    translations::{self, Mark},
    web::Site,
};

/// One text that is to be written in one language.
pub(super) struct Todo {
    pub(super) id: String,
    pub(super) what: String,
    /// What the source is called, its language, and its words.
    pub(super) source: (String, String, String),
    pub(super) form: Option<Form>,
}

/// What is still to be translated of one work, the oldest first.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn todos(
    tx: &mut Tx,
    scene: &Scene,
    signed_in: &SignedIn,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Vec<Todo>> {
    let marks = translations::marks_of(tx, scene.standing.id().0).await?;
    let may = scene.has(signed_in, Role::Publisher);
    let todo = |mark: &Mark| {
        let (words, maintenance) = (scene.reader.words, &scene.standing.maintenance);
        let mut updates = maintenance.updates.iter();
        let update = updates.find(|one| one.id.0 == mark.owner);
        let text = update.map_or(&maintenance.title, |one| &one.text);
        let source = tongue_name(&mark.source);
        let language = tongue_name(&mark.locale);
        Todo {
            id: id_of(mark),
            what: words.tell("translations-due", &[("language", &language)]),
            source: (
                words.tell("translations-source", &[("language", &source)]),
                mark.source.to_string(),
                text.get(&mark.source).unwrap_or_default().to_owned(),
            ),
            form: may.then(|| form(scene, mark, update.map(|one| one.id), typed, refusal)),
        }
    };
    Ok(marks.iter().map(todo).collect())
}

fn id_of(mark: &Mark) -> String {
    format!("{}-{}", mark.owner, mark.locale)
}

fn form(
    scene: &Scene,
    mark: &Mark,
    update: Option<UpdateId>,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Form {
    let (reader, id) = (&scene.reader, id_of(mark));
    let is_ours = typed.get("id") == id;
    let value = if is_ours { typed.get("text") } else { "" };
    let control = match update {
        None => Control::line(value),
        Some(_) => Control::Text {
            value: value.to_owned(),
            rows: 4,
        },
    };
    let language = tongue_name(&mark.locale);
    let say = |key| reader.words.tell(key, &[("language", &language)]);
    let label = match update {
        None => "translations-name",
        Some(_) => "translations-text",
    };
    let mut fields = vec![Field::of("text", say(label), control)];
    if is_ours && refusal.is_some_and(|one| one.kind == RefusalKind::Held) {
        let line = Control::line(typed.get("overrule"));
        let field = Field::of("overrule", reader.say("editor-overrule"), line);
        fields.push(field.hinted(reader.say("editor-overrule-hint")));
    }
    fields.extend(scene.bypass_field(typed));
    let place = format!("{}/translations", screen::address(scene.standing.id()));
    let mut form = Form {
        hidden: vec![
            ("id", id.clone()),
            (
                "update",
                update.map(|id| id.0.to_string()).unwrap_or_default(),
            ),
            ("locale", mark.locale.to_string()),
        ],
        fields,
        deeds: vec![Deed::of(
            "publish",
            say("translations-publish"),
            Weight::Main,
        )],
        ..Form::to("translate", place)
    };
    if let Some(refusal) = refusal.filter(|_| is_ours) {
        form.refuse(reader, refusal);
    }
    form.apart(&id)
}

/// Answers `POST /console/maintenances/{id}/translations`.
///
/// # Errors
/// `NotFound` without such work for the member; a fault when the database is away.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let done = act(&mut tx, &signed_in, &scene, &typed).await;
    match answer::end(tx, done).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => screen::refuse(&site, &signed_in, id, &typed, refusal.into()).await,
    }
}

async fn act(tx: &mut Tx, signed_in: &SignedIn, scene: &Scene, typed: &Typed) -> Result<String> {
    scene.allow(tx, signed_in, Role::Publisher).await?;
    answer::refuse_taken(typed)?;
    let locale: Locale = typed.get("locale").parse().map_err(|_| Error::NotFound)?;
    let text = typed.get("text").replace("\r\n", "\n");
    let command = Translate {
        maintenance: scene.standing.id(),
        update: typed.get("update").parse().ok().map(UpdateId),
        text: LocalizedText::single(locale, text.trim()),
        is_quiet: false,
        bypass: bypass(typed),
        overrule: overrule(typed),
    };
    let (now, actor) = (scene.reader.now, signed_in.actor());
    maintenances::translate(tx, now, actor, command).await?;
    Ok(format!(
        "{}?done=said",
        screen::address(scene.standing.id())
    ))
}
