//! Windows: one more, one that is over, one that was written down wrongly. None is ever erased.
//!
//! Read in order: [`ask_new`], [`add`], [`ask`], [`correct`], [`end`].

use axum::{
    extract::{Path, State},
    response::Response,
};
use beffroi_domain::{ComponentId, ComponentStatus, ImpactWindow, Moment, WindowEnd, WindowId};
use uuid::Uuid;

use super::{answer, drafts::put_time, one_form, say::seen, scene::Scene};
use crate::{
    console::form::{Control, Deed, Field, Form, Pick, Typed, Weight},
    ground::{Error, Refusal, Result, Tx, token},
    incidents::{self, AddWindow, CorrectWindow, EndWindow},
    members::{Role, SignedIn},
    web::{Reader, Site},
};

const DEGREES: &[ComponentStatus] = &[
    ComponentStatus::DegradedPerformance,
    ComponentStatus::PartialOutage,
    ComponentStatus::MajorOutage,
];

/// Answers `GET /console/incidents/{id}/windows/new`.
///
/// # Errors
/// `NotFound` without such an incident; a fault when the database is away.
pub async fn ask_new(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    show(&site, &signed_in, &scene, None, &Typed::default(), None)
}

/// Answers `POST /console/incidents/{id}/windows/new`.
///
/// # Errors
/// `NotFound` without such an incident; a fault when the database is away.
pub async fn add(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    done(&site, &signed_in, id, None, typed).await
}

/// Answers `GET /console/incidents/{id}/windows/{window}`.
///
/// # Errors
/// `NotFound` without such an incident or window; a fault when the database is away.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((id, window)): Path<(Uuid, Uuid)>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let standing = find(&scene, window)?;
    let typed = as_typed(&scene.reader, standing);
    show(&site, &signed_in, &scene, Some(window), &typed, None)
}

/// Answers `POST /console/incidents/{id}/windows/{window}`.
///
/// # Errors
/// `NotFound` without such an incident or window; a fault when the database is away.
pub async fn correct(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((id, window)): Path<(Uuid, Uuid)>,
    typed: Typed,
) -> Result<Response> {
    done(&site, &signed_in, id, Some(window), typed).await
}

/// Answers `POST /console/incidents/{id}/windows/{window}/end`: it is over now.
///
/// # Errors
/// `NotFound` without such an incident or window; a fault when the database is away.
pub async fn end(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((id, window)): Path<(Uuid, Uuid)>,
    typed: Typed,
) -> Result<Response> {
    one_form::done(
        (&site, &signed_in, id),
        "?done=window",
        async |tx, scene| end_now(tx, &signed_in, scene, window, &typed).await,
        |scene, refusal| {
            let typed = as_typed(&scene.reader, find(scene, window)?);
            show(
                &site,
                &signed_in,
                scene,
                Some(window),
                &typed,
                Some(refusal),
            )
        },
    )
    .await
}

async fn end_now(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &Scene,
    window: Uuid,
    typed: &Typed,
) -> Result<()> {
    scene.allow(tx, signed_in, Role::Publisher).await?;
    let (now, actor) = (scene.reader.now, signed_in.actor());
    let command = EndWindow {
        incident: scene.incident.id,
        expected: seen(typed),
        window: WindowId(window),
        end: None,
    };
    answer::once(tx, now, signed_in, typed, async |tx| {
        incidents::end_window(tx, now, actor, command).await?;
        Ok(())
    })
    .await
}

/// Adds a window, or corrects the one with this id.
async fn done(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    window: Option<Uuid>,
    typed: Typed,
) -> Result<Response> {
    one_form::done(
        (site, signed_in, id),
        "?done=window",
        async |tx, scene| store(tx, signed_in, scene, window, &typed).await,
        |scene, refusal| show(site, signed_in, scene, window, &typed, Some(refusal)),
    )
    .await
}

async fn store(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &Scene,
    window: Option<Uuid>,
    typed: &Typed,
) -> Result<()> {
    scene.allow(tx, signed_in, Role::Publisher).await?;
    let (now, actor) = (scene.reader.now, signed_in.actor());
    let (incident, expected) = (scene.incident.id, seen(typed));
    answer::once(tx, now, signed_in, typed, async |tx| {
        let to = meant(scene, typed)?;
        match window {
            None => {
                let add = AddWindow {
                    incident,
                    expected,
                    window: to,
                };
                incidents::add_window(tx, now, actor, add).await?;
            }
            Some(window) => {
                let correct = CorrectWindow {
                    incident,
                    expected,
                    window: WindowId(window),
                    to,
                };
                incidents::correct_window(tx, now, actor, correct).await?;
            }
        }
        Ok(())
    })
    .await
}

/// The window that was meant.
fn meant(scene: &Scene, typed: &Typed) -> Result<ImpactWindow, Refusal> {
    let (zone, now) = (&scene.reader.zone, scene.reader.now);
    let start: Option<Moment> = typed.moment("since", zone, now)?;
    let end = typed.moment("end", zone, now)?;
    let end = match (typed.get("over"), end) {
        (_, Some(end)) => WindowEnd::At(end),
        ("no", None) => WindowEnd::Ongoing,
        (_, None) => WindowEnd::Unknown,
    };
    let components: Vec<(ComponentId, ComponentStatus)> = typed.parts();
    let worst = components.iter().map(|part| part.1).max();
    let degree = worst.or_else(|| typed.get("degree").parse().ok());
    Ok(ImpactWindow {
        start,
        end,
        degree: degree.unwrap_or(scene.incident.impact.degree()),
        components,
    })
}

fn find(scene: &Scene, window: Uuid) -> Result<&ImpactWindow> {
    let found = scene.windows.iter().find(|one| one.id == WindowId(window));
    Ok(&found.ok_or(Error::NotFound)?.window)
}

/// A window as if it had been typed.
fn as_typed(reader: &Reader, window: &ImpactWindow) -> Typed {
    let mut typed = Typed::default();
    put_time(&mut typed, &reader.zone, "since", window.start);
    put_time(&mut typed, &reader.zone, "end", window.ended());
    typed.set("over", if window.is_ongoing() { "no" } else { "yes" });
    typed.set("degree", window.degree.as_str());
    for (id, degree) in &window.components {
        typed.set(&format!("part-{id}"), degree.as_str());
    }
    typed
}

fn show(
    site: &Site,
    signed_in: &SignedIn,
    scene: &Scene,
    window: Option<Uuid>,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let reader = &scene.reader;
    let title = reader.say(if window.is_some() {
        "window-correct"
    } else {
        "window-add"
    });
    let lead = reader.say("window-lead");
    let form = form(scene, window, typed);
    one_form::show((site, signed_in, scene), (title, lead), form, refusal)
}

fn form(scene: &Scene, window: Option<Uuid>, typed: &Typed) -> Form {
    let reader = &scene.reader;
    let zone = reader.zone_note();
    let time =
        |name, label: &str| Field::of(name, reader.say(label), Control::time(reader, name, typed));
    let over = typed.get("over");
    let mut fields = vec![
        time("since", "window-since")
            .hinted(reader.words.tell("window-since-hint", &[("zone", &zone)])),
        time("end", "window-end"),
        Field::of(
            "over",
            reader.say("window-over"),
            Control::Choice(vec![
                Pick::of("yes", reader.say("window-over-yes"), over != "no"),
                Pick::of("no", reader.say("window-over-no"), over == "no"),
            ]),
        ),
    ];
    match scene.components.is_empty() {
        true => fields.push(degree(reader, typed)),
        false => {
            let parts = Control::parts(reader, &scene.components, &scene.groups, DEGREES, typed);
            fields.push(Field::of("components", reader.say("declare-parts"), parts));
            fields.push(degree(reader, typed).hinted(reader.say("window-degree-hint")));
        }
    }
    let place = match window {
        Some(window) => window.to_string(),
        None => "new".to_owned(),
    };
    let label = reader.say(if window.is_some() {
        "window-do-correct"
    } else {
        "window-do-add"
    });
    Form {
        hidden: vec![
            ("expected", scene.version.0.to_string()),
            ("key", token::new_id(reader.now).to_string()),
        ],
        fields,
        deeds: vec![Deed::of("store", label, Weight::Main)],
        back: Some((scene.address(), reader.say("form-back"))),
        ..Form::to("window", format!("{}/windows/{place}", scene.address()))
    }
}

fn degree(reader: &Reader, typed: &Typed) -> Field {
    let chosen = typed.get("degree");
    let pick = |degree: &ComponentStatus| {
        let word = reader.say(&format!("component-{degree}"));
        Pick::of(degree.as_str(), word, degree.as_str() == chosen)
    };
    let picks = DEGREES.iter().map(pick).collect();
    Field::of(
        "degree",
        reader.say("window-degree"),
        Control::Choice(picks),
    )
}
