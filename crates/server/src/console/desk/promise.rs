//! Promises at the desk: what is open and how long is left; made, kept, moved and taken back; and the field for the next
//! update in the form for a further word.
//!
//! Read in order: [`Promises`] (what is shown), [`field`] and [`typed`] (the form for a word), then what is done: [`add`],
//! [`keep`], [`change`]. Not here: what a text promises (`pledge`).

use askama::{Template, filters::HtmlSafe};
use axum::{
    extract::{Path, State},
    response::Response,
};
use beffroi_domain::{CommitmentId, CommitmentKind, Moment, Precision};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::{answer, one_form, say::seen, scene::Scene};
use crate::{
    console::form::{Control, Deed, Field, Form, Pick, Typed, Weight},
    ground::{Error, Refusal, Result, Tx, token},
    incidents::{self, Promise, PromiseDeed},
    members::{Role, SignedIn},
    story::promises::{self, Line},
    web::{Reader, Site},
};

/// What readers of an incident are promised, and what can be done with each.
#[derive(Clone, Debug, Template)]
#[template(path = "console/desk/promises.html")]
pub struct Promises {
    title: String,
    none: String,
    rows: Vec<Row>,
    over: Option<promises::Promised>,
    add: Option<(String, String)>,
}

impl HtmlSafe for Promises {}

#[derive(Clone, Debug)]
struct Row {
    line: Line,
    /// "12 minutes left".
    left: String,
    /// Where it is kept: the action, the word, the version, a key, and what the button is of.
    keep: Option<(String, String, i64, String)>,
    /// Where it is moved or taken back.
    change: Option<(String, String)>,
}

impl Promises {
    /// As a member finds them.
    #[must_use]
    pub fn of(scene: &Scene) -> Self {
        let (reader, may) = (&scene.reader, scene.may(Role::Publisher));
        let open = scene.incident.commitments.iter();
        let rows = open.filter(|one| one.is_open()).map(|one| {
            let place = place(scene, &one.id.to_string());
            Row {
                line: promises::line(reader, one, promises::today),
                left: promises::left(reader, one.late_at),
                keep: may.then(|| {
                    let key = token::new_id(reader.now).to_string();
                    let word = reader.say("promise-do-keep");
                    (format!("{place}/keep"), word, scene.version.0, key)
                }),
                change: may.then(|| (place, reader.say("promise-do-change"))),
            }
        });
        Self {
            title: reader.say("promises-desk"),
            none: reader.say("promises-desk-none"),
            rows: rows.collect(),
            over: promises::over(reader, &scene.incident, promises::today),
            add: may.then(|| (place(scene, "new"), reader.say("promise-do-add"))),
        }
    }
}

fn place(scene: &Scene, rest: &str) -> String {
    format!("{}/promises/{rest}", scene.address())
}

/// By when the next update is promised, in the form for a word.
#[must_use]
pub fn field(reader: &Reader, typed: &Typed) -> Field {
    let control = Control::time(reader, "promise", typed);
    Field::of("promise", reader.say("promise-field"), control)
        .hinted(reader.say("promise-field-hint"))
}

/// By when the next update is promised. A clock time without a day is the next such time.
///
/// # Errors
/// `Refused` for what is no time, and for a day without one.
pub fn typed(reader: &Reader, typed: &Typed) -> Result<Option<Timestamp>, Refusal> {
    let Some(moment) = ahead(reader, typed, "promise")? else {
        return Ok(None);
    };
    if moment.precision == Precision::Day {
        let message = "write the time too: readers are told by when they hear more";
        return Err(Refusal::of("promise", message).told("refusal-promise-clock"));
    }
    Ok(Some(moment.at))
}

/// A time that is still to come: without a day, the next time the clock shows it.
///
/// # Errors
/// `Refused` for what is no time.
pub fn ahead(
    reader: &Reader,
    typed: &Typed,
    name: &'static str,
) -> Result<Option<Moment>, Refusal> {
    let moment = typed.moment(name, &reader.zone, reader.now)?;
    let has_day = typed.is_on(&format!("{name}-date"));
    let next = |moment: Moment| {
        let local = moment.at.to_zoned(reader.zone.clone());
        let at = local
            .checked_add(1.day())
            .map_or(moment.at, |next| next.timestamp());
        Moment { at, ..moment }
    };
    Ok(
        moment.map(|moment| match has_day || moment.at > reader.now {
            true => moment,
            false => next(moment),
        }),
    )
}

/// Answers `GET /console/incidents/{id}/promises/new`.
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

/// Answers `POST /console/incidents/{id}/promises/new`: something is promised.
///
/// # Errors
/// `NotFound` without such an incident; a fault when the database is away.
pub async fn add(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    done(&site, &signed_in, id, None, &typed, "add").await
}

/// Answers `GET /console/incidents/{id}/promises/{promise}`.
///
/// # Errors
/// `NotFound` without such an incident or promise; a fault when the database is away.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((id, promise)): Path<(Uuid, Uuid)>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let promise = CommitmentId(promise);
    show(
        &site,
        &signed_in,
        &scene,
        Some(promise),
        &Typed::default(),
        None,
    )
}

/// Answers `POST /console/incidents/{id}/promises/{promise}`: it is moved or taken back.
///
/// # Errors
/// `NotFound` without such an incident or promise; a fault when the database is away.
pub async fn change(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((id, promise)): Path<(Uuid, Uuid)>,
    typed: Typed,
) -> Result<Response> {
    let deed = match typed.get("deed") {
        "withdraw" => "withdraw",
        _ => "move",
    };
    done(
        &site,
        &signed_in,
        id,
        Some(CommitmentId(promise)),
        &typed,
        deed,
    )
    .await
}

/// Answers `POST /console/incidents/{id}/promises/{promise}/keep`.
///
/// # Errors
/// `NotFound` without such an incident or promise; a fault when the database is away.
pub async fn keep(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((id, promise)): Path<(Uuid, Uuid)>,
    typed: Typed,
) -> Result<Response> {
    done(
        &site,
        &signed_in,
        id,
        Some(CommitmentId(promise)),
        &typed,
        "keep",
    )
    .await
}

async fn done(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    promise: Option<CommitmentId>,
    typed: &Typed,
    deed: &str,
) -> Result<Response> {
    one_form::done(
        (site, signed_in, id),
        "?done=promise#promises",
        async |tx, scene| store(tx, signed_in, scene, promise, typed, deed).await,
        |scene, refusal| show(site, signed_in, scene, promise, typed, Some(refusal)),
    )
    .await
}

async fn store(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &Scene,
    promise: Option<CommitmentId>,
    typed: &Typed,
    deed: &str,
) -> Result<()> {
    scene.allow(tx, signed_in, Role::Publisher).await?;
    let (now, actor) = (scene.reader.now, signed_in.actor());
    answer::once(tx, now, signed_in, typed, async |tx| {
        let command = Promise {
            incident: scene.incident.id,
            expected: seen(typed),
            deed: meant(scene, promise, typed, deed)?,
        };
        incidents::promise(tx, now, actor, command).await?;
        Ok(())
    })
    .await
}

/// What was meant.
fn meant(
    scene: &Scene,
    promise: Option<CommitmentId>,
    typed: &Typed,
    deed: &str,
) -> Result<PromiseDeed> {
    let locales = scene.locales();
    let due = || -> Result<Moment, Refusal> {
        let needed = || {
            Refusal::of("due", "say by when: a day, or a day and a time")
                .told("refusal-promise-due")
        };
        ahead(&scene.reader, typed, "due")?.ok_or_else(needed)
    };
    let Some(promise) = promise else {
        let kind = typed.get("kind").parse().map_err(|_| {
            Refusal::of("kind", "choose what is promised").told("refusal-promise-kind")
        })?;
        return Ok(PromiseDeed::Make {
            kind,
            words: typed.words("words", &locales),
            due: due()?,
        });
    };
    let reason = typed.words("reason", &locales);
    Ok(match deed {
        "keep" => PromiseDeed::Keep(promise),
        "withdraw" => PromiseDeed::Withdraw { promise, reason },
        _ => PromiseDeed::Move {
            promise,
            to: due()?,
            reason,
        },
    })
}

fn show(
    site: &Site,
    signed_in: &SignedIn,
    scene: &Scene,
    promise: Option<CommitmentId>,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let reader = &scene.reader;
    let standing = match promise {
        None => None,
        Some(id) => {
            let mut all = scene.incident.commitments.iter();
            Some(all.find(|one| one.id == id).ok_or(Error::NotFound)?)
        }
    };
    let said = match standing {
        None => (reader.say("promise-new"), reader.say("promise-new-lead")),
        Some(one) => (
            promises::what(reader, one).text,
            promises::in_letters(&promises::line(reader, one, promises::today).sentence),
        ),
    };
    let form = match promise {
        None => new_form(scene, typed),
        Some(id) => change_form(scene, id, typed),
    };
    one_form::show((site, signed_in, scene), said, form, refusal)
}

fn hidden(scene: &Scene) -> Vec<(&'static str, String)> {
    vec![
        ("expected", scene.version.0.to_string()),
        ("key", token::new_id(scene.reader.now).to_string()),
    ]
}

fn due(reader: &Reader, typed: &Typed) -> Field {
    let zone = reader.zone_note();
    let hint = reader.words.tell("promise-due-hint", &[("zone", &zone)]);
    let control = Control::time(reader, "due", typed);
    Field::of("due", reader.say("promise-due"), control).hinted(hint)
}

fn new_form(scene: &Scene, typed: &Typed) -> Form {
    let reader = &scene.reader;
    let chosen = typed.get("kind").parse().unwrap_or(CommitmentKind::Update);
    let pick = |kind: &CommitmentKind| {
        let label = promises::kind_name(reader, *kind);
        Pick::of(kind.as_str(), label, *kind == chosen)
    };
    let kinds = Control::Choice(CommitmentKind::ALL.iter().map(pick).collect());
    let locales = scene.locales();
    let words = typed.words("words", &locales);
    let words = Control::words(1, &locales, &words);
    Form {
        hidden: hidden(scene),
        fields: vec![
            Field::of("kind", reader.say("promise-kind"), kinds),
            due(reader, typed),
            Field::of("words", reader.say("promise-words"), words)
                .hinted(reader.say("promise-words-hint")),
        ],
        deeds: vec![Deed::of("add", reader.say("promise-do-make"), Weight::Main)],
        ..Form::to("promise", place(scene, "new"))
    }
}

fn change_form(scene: &Scene, id: CommitmentId, typed: &Typed) -> Form {
    let reader = &scene.reader;
    let locales = scene.locales();
    let reason = typed.words("reason", &locales);
    let reason = Control::words(2, &locales, &reason);
    Form {
        hidden: hidden(scene),
        fields: vec![
            due(reader, typed),
            Field::of("reason", reader.say("promise-reason"), reason)
                .hinted(reader.say("promise-reason-hint")),
        ],
        deeds: vec![
            Deed::of("move", reader.say("promise-do-move"), Weight::Main),
            Deed::of("withdraw", reader.say("promise-do-withdraw"), Weight::Grave),
        ],
        ..Form::to("promise", place(scene, &id.to_string()))
    }
}
