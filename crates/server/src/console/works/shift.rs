//! Moving what is planned, how it comes again, and what the clock does with it.
//!
//! Read in order: [`ask`], [`submit`]. The fields are those of `plan` and `repeat`. Work that has come again already moves
//! from its next time on; where its rule changes, the first press shows its times and the second goes on.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use beffroi_domain::{MaintenanceStatus, window::Interval};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    super::{
        answer,
        desk::{languages::follows, review::overrule},
        form::{Control, Deed, Field, Form, Typed, Weight},
        frame::Frame,
    },
    FormPage, Warned,
    fields::{clock_fields, quiet, remind_field, time_fields},
    look::{Look, look_at},
    out,
    plan::times,
    repeat, screen,
};
use crate::{
    ground::{Error, Refusal, Result},
    maintenances::{self, Reschedule, Standing},
    members::{Role, SignedIn},
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
    scene.allow(&mut tx, &signed_in, Role::Responder).await?;
    let typed = as_typed(&scene.reader, &scene.standing);
    show(&site, &signed_in, &scene, &typed, Ended::Asked)
}

/// Answers `POST /console/maintenances/{id}/move`.
///
/// # Errors
/// As [`ask`].
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    mut typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = screen::Scene::load(&mut tx, &site, &signed_in, id).await?;
    scene.allow(&mut tx, &signed_in, out::role(&typed)).await?;
    drop(tx);
    let is_live = answer::is_live(&headers);
    if is_live || matches!(typed.get("deed"), "look" | "mine") {
        let deed = command(&scene, &typed);
        let (reader, form) = (&scene.reader, scene.form("move", &signed_in));
        let look = look_at(&site, &signed_in, reader, deed, form, (&typed, is_live)).await?;
        if is_live {
            return answer::fragment(&look);
        }
        let ended = Ended::Looked(Box::new(look));
        return show(&site, &signed_in, &scene, &typed, ended);
    }
    match store(&site, &signed_in, &scene, &typed).await {
        Ok(Done::Led(place)) => Ok(answer::see_other(&place)),
        Ok(Done::Shown(print, dates)) => {
            typed.set("shown", print);
            show(&site, &signed_in, &scene, &typed, Ended::Shown(dates))
        }
        Err(Error::Refused(refusal)) => {
            answer::accept_missing(&refusal, &mut typed);
            show(&site, &signed_in, &scene, &typed, Ended::Refused(refusal))
        }
        Err(other) => Err(other),
    }
}

enum Done {
    Led(String),
    Shown(String, Vec<String>),
}

enum Ended {
    Asked,
    Looked(Box<Look>),
    Shown(Vec<String>),
    Refused(Refusal),
}

async fn store(
    site: &Site,
    signed_in: &SignedIn,
    scene: &screen::Scene,
    typed: &Typed,
) -> Result<Done> {
    let (reader, standing) = (&scene.reader, &scene.standing);
    let planned = times(reader, typed)?;
    let before = as_typed(reader, standing);
    let first = times(reader, &before)?;
    let was = rule(reader, standing, &before, first)?;
    let again = rule(reader, standing, typed, planned)?;
    let is_another = (first, &was) != (planned, &again);
    let deed = command(scene, typed)?;
    out::try_out(site, reader.now, signed_in, deed.clone()).await?;
    if let Some(again) = again.filter(|_| is_another) {
        let print = repeat::fingerprint(&again, planned);
        if print != typed.get("shown") {
            return Ok(Done::Shown(print, repeat::dates(reader, &again, planned)));
        }
    }
    let mut tx = site.db.begin().await?;
    let pages = scene.pages_ids();
    let on = (reader, &pages[..]);
    let acted = out::act(&mut tx, reader.now, signed_in, on, typed, deed).await?;
    tx.commit().await?;
    Ok(Done::Led(acted.place("moved")))
}

/// To when it is to move.
fn command(scene: &screen::Scene, typed: &Typed) -> Result<maintenances::Deed, Refusal> {
    let (reader, standing) = (&scene.reader, &scene.standing);
    let planned = times(reader, typed)?;
    let before = as_typed(reader, standing);
    let was = rule(reader, standing, &before, times(reader, &before)?)?;
    let again = rule(reader, standing, typed, planned)?;
    Ok(maintenances::Deed::Move(Reschedule {
        maintenance: standing.id(),
        seen: typed.get("seen").parse().ok(),
        planned,
        recurrence: again.clone().filter(|_| was != again),
        by_clock: typed.get("by_clock").parse().unwrap_or_default(),
        remind_minutes: typed.get("remind_minutes").parse().ok(),
        text: typed.words("text", &scene.locales()),
        is_quiet: typed.is_on("quiet"),
        follows: follows(typed),
        overrule: overrule(typed),
    }))
}

/// The rule that was typed; none for work that is done once.
fn rule(
    reader: &Reader,
    standing: &Standing,
    typed: &Typed,
    first: Interval,
) -> Result<Option<beffroi_domain::Recurrence>, Refusal> {
    match standing.is_series() {
        true => repeat::meant(reader, typed, first),
        false => Ok(None),
    }
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
    let next = maintenance.times().find(|time| time.from > reader.now);
    let next = next.filter(|_| standing.is_series());
    let shown = next.unwrap_or_else(|| maintenance.planned());
    put("scheduled_start_at", shown.from);
    put("scheduled_end_at", shown.to);
    if let Some(again) = &maintenance.recurrence {
        repeat::put(&mut typed, again);
    }
    typed.set("by_clock", maintenance.by_clock.as_str());
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
    ended: Ended,
) -> Result<Response> {
    let reader = &scene.reader;
    let mut form = form(scene, signed_in, typed);
    let mut look = Look::empty(reader);
    let (wrong, warned, status) = match ended {
        Ended::Asked => (None, Warned::default(), StatusCode::OK),
        Ended::Looked(seen) => {
            look = *seen;
            (None, Warned::default(), StatusCode::OK)
        }
        Ended::Shown(dates) => (None, Warned::dates(reader, dates), StatusCode::CONFLICT),
        Ended::Refused(refusal) => {
            let wrong = form.refuse(reader, &refusal);
            let deed = command(scene, typed).ok();
            let form = scene.form("move", signed_in);
            look = Look::refused(reader, &refusal, deed.as_ref(), form, typed);
            (Some(wrong), Warned::default(), answer::status_of(&refusal))
        }
    };
    let is_begun = scene.standing.maintenance.status != MaintenanceStatus::Scheduled;
    let lead = match (is_begun, scene.standing.is_series()) {
        (true, _) => "works-move-begun",
        (_, true) => "works-move-series",
        _ => "works-move-lead",
    };
    let title = reader.say("works-move");
    let page = FormPage {
        frame: Frame::inside(site, signed_in, &title).at("/console/maintenances"),
        wrong,
        back: (screen::address(scene.standing.id()), scene.title()),
        title,
        lead: reader.say(lead),
        warned,
        form,
        look: Some(look),
    };
    answer::page(&page, status)
}

fn form(scene: &screen::Scene, signed_in: &SignedIn, typed: &Typed) -> Form {
    let (reader, locales) = (&scene.reader, scene.locales());
    let text = typed.words("text", &locales);
    let mut fields = time_fields(reader, typed);
    match scene.standing.is_series() {
        true => {
            fields.extend(repeat::fields(reader, typed, true));
            fields.push(remind_field(reader, typed));
        }
        false => fields.extend(clock_fields(reader, typed)),
    }
    let why = Control::words(3, &locales, &text);
    let why = Field::of("text", reader.say("works-why"), why);
    fields.push(why.hinted(reader.say("works-step-hint")));
    fields.push(quiet(reader, typed));
    fields.extend(scene.look_fields(signed_in, typed));
    let address = screen::address(scene.standing.id());
    let mut hidden = scene.hidden(signed_in, typed);
    let shown = typed
        .filled("shown")
        .map(|shown| ("shown", shown.to_owned()));
    hidden.extend(shown);
    let key = match scene.goes_out_at_once(signed_in) {
        true => "works-do-move",
        false => "works-do-ask",
    };
    Form {
        hidden,
        fields,
        deeds: vec![
            Deed::of("look", reader.say("works-do-look"), Weight::Quiet),
            Deed::of("move", reader.say(key), Weight::Main),
        ],
        back: Some((address.clone(), reader.say("form-back"))),
        live: Some(format!("{address}/move")),
        ..Form::to("move", format!("{address}/move"))
    }
}
