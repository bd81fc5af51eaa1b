//! The desk of one incident: its clock, the form, what was said, its windows and facts.
//!
//! Read in order: [`show`], [`Shown`] (what a deed adds to it), [`answer`].

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::Incident;
use uuid::Uuid;

use super::{
    answer,
    cases::Cases,
    drafts,
    phrases::Phrases,
    preview::Preview,
    promise::Promises,
    ready::Ready,
    say,
    scene::{Scene, moved_since},
    team::Team,
    tickets::Tickets,
};
use crate::{
    console::{
        announcements::{About, Told},
        form::{Form, Typed, Wrong},
        frame::Frame,
        upstreams::Them,
    },
    deliveries,
    ground::{Result, Tx, token},
    incidents::Version,
    members::{self, Role, SignedIn},
    story::{
        facts::{self, Depth, Facts},
        state::{self, Answers},
        updates::{self, Updates},
        windows::{self, Drawing, Period},
    },
    web::{
        Reader, Site,
        format::{Said, When},
    },
};

/// The desk.
#[derive(Template)]
#[template(path = "console/desk/screen.html")]
struct Screen {
    frame: Frame,
    home: String,
    wrong: Option<Wrong>,
    moved: Option<Moved>,
    title: Said,
    stands: &'static str,
    status: String,
    impact: (&'static str, String),
    clock: Option<Answers>,
    /// Where a duplicate leads.
    merged: Option<(String, String)>,
    ways: Vec<(String, String)>,
    say_title: String,
    ready: Option<Ready>,
    phrases: Option<Phrases>,
    form: Option<Form>,
    may_not: Option<String>,
    preview: Preview,
    updates_title: String,
    updates: Updates,
    promises: Promises,
    told: Option<Told>,
    windows: Windows,
    facts_title: String,
    facts: Facts,
    edit_facts: Option<(String, String)>,
    team: Team,
    tickets: Option<Tickets>,
    /// What readers report of it.
    cases: Option<Cases>,
    /// What providers say, and who could be the cause.
    them: Option<Them>,
}

/// What was done meanwhile.
struct Moved {
    title: String,
    deeds: Vec<(When, String)>,
    ways: String,
}

/// The windows, and what can be done with each.
struct Windows {
    title: String,
    none: String,
    drawing: Option<Drawing>,
    rows: Vec<Row>,
    add: Option<(String, String)>,
}

struct Row {
    period: Period,
    /// Where it is corrected, and the word.
    correct: Option<(String, String)>,
    /// Where it is ended, the word, and what goes along.
    end: Option<End>,
}

struct End {
    action: String,
    label: String,
    expected: i64,
    key: String,
}

/// What a deed adds to the desk.
pub struct Shown {
    /// The form, with what was typed.
    pub form: Form,
    /// The templates for it, with what was typed.
    pub ready: Option<Ready>,
    /// The phrases for it.
    pub phrases: Option<Phrases>,
    /// What is wrong with it.
    pub wrong: Option<Wrong>,
    /// What readers will see.
    pub preview: Option<Preview>,
    /// What was done.
    pub done: Option<String>,
    /// The crisis unit, with what was typed there.
    pub team: Option<Team>,
    /// What the writer had seen, where somebody else was faster.
    pub seen: Option<Version>,
}

impl Shown {
    /// A form alone.
    #[must_use]
    pub fn form(form: Form) -> Self {
        Self {
            form,
            ready: None,
            phrases: None,
            wrong: None,
            preview: None,
            done: None,
            team: None,
            seen: None,
        }
    }
}

/// What the address of the desk may say.
#[derive(serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
    draft: Option<String>,
}

/// Answers `/console/incidents/{id}`.
///
/// # Errors
/// `NotFound` without such an incident; a fault when the database is away.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    let typed = match &asked.draft {
        Some(id) => drafts::typed_of(&mut tx, &signed_in, &scene.reader.zone, id).await?,
        None => Typed::default(),
    };
    let shown = Shown {
        ready: Some(say::ready(&mut tx, &scene, &typed).await?),
        done: asked.done.and_then(|word| done(&scene.reader, &word)),
        ..Shown::form(say::form(&scene, &typed))
    };
    answer(&mut tx, &site, &signed_in, &scene, shown, StatusCode::OK).await
}

/// What was done, in words.
fn done(reader: &Reader, word: &str) -> Option<String> {
    let key = match word {
        "opened" => "done-opened",
        "said" => "done-said",
        "window" => "done-window",
        "facts" => "done-facts",
        "promise" => "done-promise",
        "corrected" => "done-corrected",
        "merged" => "done-merged",
        "again" => "told-again-done",
        _ => return None,
    };
    Some(reader.say(key))
}

/// The desk as an answer.
///
/// # Errors
/// A fault when the database is away.
pub async fn answer(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    scene: &Scene,
    mut shown: Shown,
    status: StatusCode,
) -> Result<Response> {
    let team = match shown.team.take() {
        Some(team) => team,
        None => Team::load(tx, scene, &Typed::default(), None).await?,
    };
    if shown.ready.is_none() {
        shown.ready = Some(say::ready(tx, scene, &Typed::default()).await?);
    }
    if shown.phrases.is_none() {
        shown.phrases = Some(Phrases::load(tx, scene, &Typed::default()).await?);
    }
    let moved = match shown.seen {
        Some(seen) => Some(moved(tx, scene, seen).await?),
        None => None,
    };
    let frame = Frame::inside(site, signed_in, &title_of(scene).text);
    let frame = frame.saying(shown.done.clone());
    let told = told_of(tx, signed_in, scene).await?;
    let mut screen = build(scene, frame, shown, moved, team);
    screen.told = (!told.is_empty()).then_some(told);
    screen.tickets = Tickets::load(tx, signed_in, scene).await?;
    screen.cases = Cases::load(tx, signed_in, scene).await?;
    let may = scene.may(Role::Publisher);
    let them = Them::of_incident(tx, &scene.reader, &scene.page, &scene.incident, may);
    screen.them = Some(them.await?);
    answer::page(&screen, status)
}

/// Answers `/console/incidents/{id}/told`: how far what was told of it is, for a script.
///
/// # Errors
/// `NotFound` without such an incident; a fault when the database is away.
pub async fn told(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, &site, &signed_in, id).await?;
    answer::fragment(&told_of(&mut tx, &signed_in, &scene).await?)
}

async fn told_of(tx: &mut Tx, signed_in: &SignedIn, scene: &Scene) -> Result<Told> {
    let id = scene.incident.id.0;
    let all = deliveries::progress_of(tx, id).await?;
    let place = (scene.address(), format!("{}/told", scene.address()));
    Told::of(
        tx,
        &scene.reader,
        signed_in,
        all,
        place,
        Some(About::Incident(id)),
    )
    .await
}

fn title_of(scene: &Scene) -> Said {
    let nameless = || Said {
        text: scene.incident.public_id.to_string(),
        lang: None,
        note: None,
    };
    scene
        .reader
        .said(&scene.incident.title)
        .unwrap_or_else(nameless)
}

fn build(scene: &Scene, frame: Frame, shown: Shown, moved: Option<Moved>, team: Team) -> Screen {
    let (reader, incident) = (&scene.reader, &scene.incident);
    let may_say = scene.may(Role::Responder);
    let may_set = scene.may(Role::Publisher);
    let is_open = incident.status.is_open();
    let may_not = match scene.merged {
        Some(_) => "merged-note",
        None => "desk-may-not",
    };
    let degree = incident.degree().as_str();
    Screen {
        frame,
        home: reader.say("desk-home"),
        wrong: shown.wrong,
        moved,
        title: title_of(scene),
        stands: if is_open { degree } else { "operational" },
        status: reader.say(&format!("incident-{}", incident.status)),
        impact: (degree, reader.say(&format!("impact-{}", incident.impact))),
        clock: is_open.then(|| clock(scene)).flatten(),
        merged: scene.merged.map(|into| {
            let place = format!("/console/incidents/{into}");
            (place, reader.say("merged-open"))
        }),
        ways: ways(scene),
        say_title: reader.say(if is_open {
            "say-title"
        } else {
            "say-title-over"
        }),
        preview: shown.preview.unwrap_or_else(|| Preview::empty(reader)),
        may_not: (!may_say).then(|| reader.say(may_not)),
        ready: shown.ready.filter(|_| may_say),
        phrases: shown.phrases.filter(|_| may_say),
        form: may_say.then_some(shown.form),
        updates_title: reader.say("updates-title"),
        updates: line(scene),
        promises: Promises::of(scene),
        told: None,
        windows: windows(scene),
        facts_title: reader.say("desk-facts"),
        facts: facts::of_incident(reader, &scene.names, incident, Depth::Whole),
        team,
        tickets: None,
        cases: None,
        them: None,
        edit_facts: may_set.then(|| {
            (
                format!("{}/facts", scene.address()),
                reader.say("desk-edit-facts"),
            )
        }),
    }
}

/// The ways on from the title.
fn ways(scene: &Scene) -> Vec<(String, String)> {
    let reader = &scene.reader;
    let place = |rest: &str, key| (format!("{}/{rest}", scene.address()), reader.say(key));
    let may = scene.may(Role::Publisher);
    let public = scene.public_address();
    let title = may.then(|| place("updates/title", "desk-title-correct"));
    let merge = may.then(|| place("merge", "desk-merge"));
    title
        .into_iter()
        .chain(public.map(|public| (public, reader.say("desk-public"))))
        .chain(merge)
        .collect()
}

/// Since when, what was said last, what is promised.
fn clock(scene: &Scene) -> Option<Answers> {
    let open: &[Incident] = std::slice::from_ref(&scene.incident);
    let none = std::collections::HashMap::new();
    state::state(&scene.reader, &scene.names, &[], &none, open).answers
}

/// What was said, each with a way to set it right.
fn line(scene: &Scene) -> Updates {
    let (reader, incident) = (&scene.reader, &scene.incident);
    let mut line = updates::line(reader, &scene.names, &incident.updates, "", 3);
    line.promise = updates::promise(reader, incident);
    for stop in &mut line.stops {
        let place = format!("{}/updates/{}", scene.address(), stop.id);
        let may = scene.may(Role::Responder) && stop.body.is_some();
        stop.mark = reader.say("desk-correct");
        let label = match &stop.when {
            Ok(when) => reader
                .words
                .tell("desk-correct-at", &[("when", &when.text)]),
            Err(_) => stop.mark.clone(),
        };
        stop.link = may.then_some((place, label));
    }
    line
}

fn windows(scene: &Scene) -> Windows {
    let (reader, incident) = (&scene.reader, &scene.incident);
    let may = scene.may(Role::Publisher);
    let place = |rest: &str| format!("{}/windows/{rest}", scene.address());
    let own = incident.windows.iter();
    let rows = scene.windows.iter().map(|one| {
        let told = own
            .clone()
            .find(|told| told.start == one.window.start && told.end == one.window.end);
        let id = one.id.to_string();
        Row {
            period: windows::period(reader, &scene.names, incident, told.unwrap_or(&one.window)),
            correct: may.then(|| (place(&id), reader.say("desk-window-correct"))),
            end: (may && one.window.is_ongoing()).then(|| End {
                action: place(&format!("{id}/end")),
                label: reader.say("desk-window-end"),
                expected: scene.version.0,
                key: token::new_id(reader.now).to_string(),
            }),
        }
    });
    Windows {
        title: reader.say("windows-title"),
        none: reader.say("desk-no-window"),
        drawing: windows::drawing(reader, &incident.windows),
        rows: rows.collect(),
        add: may.then(|| (place("new"), reader.say("desk-window-add"))),
    }
}

/// What somebody else did since `seen`.
async fn moved(tx: &mut Tx, scene: &Scene, seen: Version) -> Result<Moved> {
    let reader = &scene.reader;
    let mut deeds = Vec::new();
    for one in moved_since(tx, scene.incident.id, seen).await? {
        let who = match one.member {
            Some(id) => members::find_by_id(tx, id.into())
                .await?
                .map(|member| member.name),
            None => None,
        };
        let who = who
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| reader.say("moved-nobody"));
        let what = reader.say(deed_of(&one.action));
        deeds.push((
            reader.instant(one.at),
            reader
                .words
                .tell("moved-who", &[("who", &who), ("what", &what)]),
        ));
    }
    Ok(Moved {
        title: reader.say("moved-title"),
        deeds,
        ways: reader.say("moved-ways"),
    })
}

/// What an action is called.
pub fn deed_of(action: &str) -> &'static str {
    match action {
        "incident.update.post" => "moved-said",
        "incident.resolve" => "moved-resolved",
        "incident.reopen" => "moved-reopened",
        "incident.window.add" | "incident.window.end" | "incident.window.correct" => "moved-window",
        "incident.text.correct" => "moved-corrected",
        "incident.open" => "moved-opened",
        "incident.facts.set" => "moved-facts",
        "incident.merge" => "moved-merged",
        "incident.promise.make" => "moved-promise-made",
        "incident.promise.keep" => "moved-promise-kept",
        "incident.promise.move" => "moved-promise-moved",
        "incident.promise.withdraw" => "moved-promise-withdrawn",
        "incident.amend" => "moved-amended",
        _ => "moved-else",
    }
}
