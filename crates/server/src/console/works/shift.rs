//! Moving what is planned, and setting what the clock does with it.
//!
//! Read in order: [`ask`], [`submit`]. The fields are those of `plan`.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{MaintenanceStatus, maintenance::ByClock};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    super::{
        answer,
        form::{Control, Deed, Field, Form, Typed, Weight},
        frame::Frame,
    },
    FormPage, Warned,
    plan::{clock_fields, quiet, time_fields, times},
    screen,
};
use crate::{
    ground::{Refusal, Result, Tx},
    maintenances::{self, Reschedule, Standing},
    members::SignedIn,
    web::{Reader, Site},
};

/// Answers `GET /console/maintenances/{id}/move`.
///
/// # Errors
/// `NotFound` without such work for the member; a fault when the database is away.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = screen::Scene::load(&mut tx, &site, &signed_in, id).await?;
    scene.allow(&mut tx, &signed_in).await?;
    let typed = as_typed(&scene.reader, &scene.standing);
    show(&site, &signed_in, &scene, &typed, None)
}

/// Answers `POST /console/maintenances/{id}/move`.
///
/// # Errors
/// As [`ask`].
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let scene = screen::Scene::load(&mut tx, &site, &signed_in, id).await?;
    scene.allow(&mut tx, &signed_in).await?;
    let moved = store(&mut tx, &signed_in, &scene, &typed).await;
    let place = screen::address(scene.standing.id());
    match answer::end(tx, moved.map(|()| format!("{place}?done=moved"))).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => show(&site, &signed_in, &scene, &typed, Some(&refusal)),
    }
}

async fn store(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &screen::Scene,
    typed: &Typed,
) -> Result<()> {
    let reader = &scene.reader;
    let command = Reschedule {
        maintenance: scene.standing.id(),
        seen: typed.get("seen").parse().ok(),
        planned: times(reader, typed)?,
        recurrence: None,
        by_clock: typed.get("by_clock").parse().unwrap_or_default(),
        remind_minutes: typed.get("remind_minutes").parse().ok(),
        text: typed.words("text", &scene.locales()),
        is_quiet: typed.is_on("quiet"),
    };
    maintenances::reschedule(tx, reader.now, signed_in.actor(), command).await?;
    Ok(())
}

fn as_typed(reader: &Reader, standing: &Standing) -> Typed {
    let maintenance = &standing.maintenance;
    let mut typed = Typed::default();
    let mut put = |name: &str, at: Timestamp| {
        let local = at.to_zoned(reader.zone.clone());
        let date = local.strftime("%Y-%m-%d").to_string();
        typed.set(&format!("{name}-date"), date);
        typed.set(&format!("{name}-time"), local.strftime("%H:%M").to_string());
    };
    put("scheduled_start_at", maintenance.scheduled_start_at);
    put("scheduled_end_at", maintenance.scheduled_end_at);
    let by_clock: ByClock = maintenance.by_clock;
    typed.set("by_clock", by_clock.as_str());
    let minutes = maintenance.remind_minutes;
    typed.set(
        "remind_minutes",
        minutes.map_or_else(String::new, |minutes| minutes.to_string()),
    );
    typed
}

fn show(
    site: &Site,
    signed_in: &SignedIn,
    scene: &screen::Scene,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let reader = &scene.reader;
    let locales = scene.locales();
    let text = typed.words("text", &locales);
    let mut fields = time_fields(reader, typed);
    if !scene.standing.is_series() {
        fields.extend(clock_fields(reader, typed));
    }
    fields.push(
        Field::of(
            "text",
            reader.say("works-why"),
            Control::words(3, &locales, &text),
        )
        .hinted(reader.say("works-step-hint")),
    );
    fields.push(quiet(reader, typed));
    let address = screen::address(scene.standing.id());
    let mut form = Form {
        hidden: vec![("seen", scene.standing.maintenance.updates.len().to_string())],
        fields,
        deeds: vec![Deed::of("move", reader.say("works-do-move"), Weight::Main)],
        back: Some((address.clone(), reader.say("form-back"))),
        ..Form::to("move", format!("{address}/move"))
    };
    let is_begun = scene.standing.maintenance.status != MaintenanceStatus::Scheduled;
    let page = FormPage {
        frame: Frame::inside(site, signed_in, &reader.say("works-move"))
            .at("/console/maintenances"),
        wrong: refusal.map(|refusal| form.refuse(reader, refusal)),
        back: (address, scene.title()),
        title: reader.say("works-move"),
        lead: reader.say(if is_begun {
            "works-move-begun"
        } else {
            "works-move-lead"
        }),
        warned: Warned::default(),
        others: vec![],
        form,
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, answer::status_of))
}
