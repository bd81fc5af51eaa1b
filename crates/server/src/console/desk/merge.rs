//! Merging a duplicate: which incident stays, what will happen, and then it happens.
//!
//! Read in order: [`ask`] (which one, then what will happen), [`submit`]. What will happen is done in a
//! transaction that is thrown away, so what is shown is what the page will say.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{Incident, IncidentId};
use uuid::Uuid;

use super::{
    answer::{self, see_other},
    preview::Preview,
    say::seen,
    scene::{Place, Scene},
};
use crate::{
    console::{
        form::{Deed, Form, Typed, Weight, Wrong},
        frame::Frame,
    },
    ground::{Error, Refusal, Result, Tx, token},
    incidents::{self, MergeInto},
    members::{Role, SignedIn},
    web::{Reader, Site, format::When},
};

/// How many incidents that are over can be chosen.
const LATELY: i64 = 20;

#[derive(Template)]
#[template(path = "console/desk/merge.html")]
struct MergePage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    none: Option<String>,
    /// Incidents that it may be merged into: where, what they are called, where they stand, when they began.
    others: Vec<(String, String, String, Option<When>)>,
    /// What will happen, and how it will look.
    plan: Option<Plan>,
}

struct Plan {
    steps: Vec<String>,
    form: Form,
    preview: Preview,
}

/// What the address may say.
#[derive(serde::Deserialize)]
pub struct Asked {
    into: Option<Uuid>,
}

/// Answers `GET /console/incidents/{id}/merge`: which one stays; with `?into=`, what will happen.
///
/// # Errors
/// `NotFound` without either incident; a fault when the database is away.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    match asked.into {
        Some(into) => answer(&site, &signed_in, (id, into), None).await,
        None => choose(&site, &signed_in, id).await,
    }
}

/// Answers `POST /console/incidents/{id}/merge`.
///
/// # Errors
/// `NotFound` without either incident; a fault when the database is away.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let into: Uuid = typed.get("into").parse().map_err(|_| Error::NotFound)?;
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let stays = Scene::load(&mut tx, &site, &signed_in, into).await?;
    match merge(&mut tx, &signed_in, (&scene, &stays), &typed).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&format!("{}?done=merged", stays.address())))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            answer(&site, &signed_in, (id, into), Some(&refusal)).await
        }
        Err(other) => Err(other),
    }
}

async fn merge(
    tx: &mut Tx,
    signed_in: &SignedIn,
    (scene, stays): (&Scene, &Scene),
    typed: &Typed,
) -> Result<()> {
    scene.allow(tx, signed_in, Role::Publisher).await?;
    stays.allow(tx, signed_in, Role::Publisher).await?;
    let (now, actor) = (scene.reader.now, signed_in.actor());
    let command = MergeInto {
        incident: scene.incident.id,
        expected: seen(typed),
        into: stays.incident.id,
    };
    answer::once(tx, now, signed_in, typed, async |tx| {
        incidents::merge_into(tx, now, actor, command)
            .await
            .map(|_| ())
    })
    .await
}

async fn choose(site: &Site, signed_in: &SignedIn, id: Uuid) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, site, signed_in, id).await?;
    let mut all = incidents::open_on(&mut tx, scene.page.id).await?;
    let newest = incidents::newest(&mut tx, scene.page.id, LATELY, 0).await?;
    all.extend(newest.into_iter().filter(|one| !one.status.is_open()));
    let reader = &scene.reader;
    let others: Vec<_> = all
        .iter()
        .filter(|one| one.id != scene.incident.id)
        .map(|one| {
            let place = format!("{}/merge?into={}", scene.address(), one.id);
            let status = reader.say(&format!("incident-{}", one.status));
            (place, title_of(reader, one), status, began(reader, one))
        })
        .collect();
    let none = others.is_empty().then(|| reader.say("merge-none"));
    let page = MergePage {
        none,
        others,
        ..page(site, signed_in, &scene, "merge-which", "merge-lead")
    };
    answer::page(&page, StatusCode::OK)
}

fn page(site: &Site, signed_in: &SignedIn, scene: &Scene, title: &str, lead: &str) -> MergePage {
    let reader = &scene.reader;
    let title = reader.say(title);
    MergePage {
        frame: Frame::inside(site, signed_in, &title),
        back: (scene.address(), title_of(reader, &scene.incident)),
        wrong: None,
        lead: reader.say(lead),
        none: None,
        others: vec![],
        plan: None,
        title,
    }
}

fn title_of(reader: &Reader, incident: &Incident) -> String {
    reader
        .plain(&incident.title)
        .unwrap_or_else(|| incident.public_id.to_string())
}

/// When it began: broken, as far as that is known, else first told of.
fn began(reader: &Reader, incident: &Incident) -> Option<When> {
    let broken = incident.windows.iter().filter_map(|one| one.start);
    let told = incident.updates.iter().filter_map(|one| one.published);
    let first = broken.min_by_key(|start| start.at);
    let first = first.or_else(|| told.min_by_key(|said| said.at));
    first.map(|moment| reader.when(&moment))
}

/// What will happen; where it was refused, why.
async fn answer(
    site: &Site,
    signed_in: &SignedIn,
    (id, into): (Uuid, Uuid),
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = Scene::load(&mut tx, site, signed_in, id).await?;
    let stays = Scene::load(&mut tx, site, signed_in, into).await?;
    let preview = previewed(&mut tx, signed_in, &scene, &stays).await?;
    drop(tx);
    let reader = &scene.reader;
    let mut form = form(&scene, stays.incident.id);
    let page = MergePage {
        wrong: refusal.map(|refusal| form.refuse(reader, refusal)),
        plan: Some(Plan {
            steps: steps(&scene, &stays),
            form,
            preview,
        }),
        ..page(site, signed_in, &scene, "merge-title", "merge-what")
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, answer::status_of))
}

/// How the one that stays will look; nothing of it is kept.
async fn previewed(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &Scene,
    stays: &Scene,
) -> Result<Preview> {
    let (reader, incident) = (&scene.reader, &stays.incident);
    let command = MergeInto {
        incident: scene.incident.id,
        expected: None,
        into: incident.id,
    };
    match incidents::merge_into(tx, reader.now, signed_in.actor(), command).await {
        Ok(_) => Preview::of(tx, reader, &scene.page, incident.id, &incident.title).await,
        Err(Error::Refused(refusal)) => {
            Ok(Preview::refused(reader, reader.words.refused(&refusal)))
        }
        Err(other) => Err(other),
    }
}

fn form(scene: &Scene, into: IncidentId) -> Form {
    let reader = &scene.reader;
    Form {
        hidden: vec![
            ("into", into.to_string()),
            ("expected", scene.version.0.to_string()),
            ("key", token::new_id(reader.now).to_string()),
        ],
        deeds: vec![Deed::of("merge", reader.say("merge-do"), Weight::Grave)],
        back: Some((
            format!("{}/merge", scene.address()),
            reader.say("merge-other"),
        )),
        ..Form::to("merge", format!("{}/merge", scene.address()))
    }
}

/// What will happen, one thing a line.
fn steps(scene: &Scene, stays: &Scene) -> Vec<String> {
    let reader = &scene.reader;
    let tell = |key: &str, values: &[(&str, &str)]| reader.words.tell(key, values);
    let public = || scene.places.iter().filter(|place| place.is_public);
    let is_there = |place: &&Place| stays.places.iter().any(|one| one.page.id == place.page.id);
    let name = |place: &Place| place.page.name_in(reader.locale()).to_owned();
    let (title, other) = (
        title_of(reader, &scene.incident),
        title_of(reader, &stays.incident),
    );
    let pages: Vec<String> = public().map(name).collect();
    let new: Vec<String> = public()
        .filter(|place| !is_there(place))
        .map(name)
        .collect();
    let count = i64::try_from(scene.incident.updates.len()).unwrap_or(0);
    let mut steps = vec![
        tell(
            "merge-leaves",
            &[("title", &title), ("pages", &reader.list(&pages))],
        ),
        tell("merge-leads", &[("title", &other)]),
    ];
    if count > 0 {
        steps.push(reader.words.count("merge-kept", count, &[]));
    }
    if scene.windows.iter().any(|one| one.window.is_ongoing()) {
        steps.push(reader.say("merge-windows"));
    }
    if !new.is_empty() {
        let values = [("title", other.as_str()), ("pages", &reader.list(&new))];
        steps.push(tell("merge-comes", &values));
    }
    steps.push(reader.say("merge-quiet"));
    steps
}
