//! One ticket: who waits and since when, what was said, what they promised, and what can be done with it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use uuid::Uuid;

use super::{ADDRESS, Scene, fields, list::state};
use crate::{
    console::{
        answer,
        form::{Form, Typed, Wrong},
        frame::Frame,
        screen::Done,
    },
    ground::{Refusal, Result, Tx},
    incidents,
    ledger::{Entry, EntryKind, Promise},
    members::{Role, SignedIn},
    providers,
    story::promises::{self, Line},
    web::{Site, format::When},
};

#[derive(Template)]
#[template(path = "console/tickets/one.html")]
struct OnePage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    private: String,
    state: (String, Option<When>),
    links: Vec<(String, String, String)>,
    facts: Vec<(String, String)>,
    times: Vec<(String, When)>,
    say: Option<Form>,
    say_title: String,
    entries_title: String,
    entries: Vec<EntryRow>,
    none: String,
    promises_title: String,
    promises_none: String,
    promises: Vec<PromiseRow>,
    folds: Vec<(String, bool, Form)>,
}

struct EntryRow {
    when: When,
    who: String,
    kind: String,
    body: String,
}

struct PromiseRow {
    line: Line,
    left: Option<String>,
    /// Where it is kept, and where it is moved or taken back.
    keep: Option<(String, String)>,
    change: Option<(String, String)>,
}

/// Which form of the screen was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Say,
    Promise,
    Remind,
    End,
}

/// What deeds are called once they are done.
const DONE: &[(&str, &str)] = &[
    ("opened", "ticket-done-opened"),
    ("said", "ticket-done-said"),
    ("promised", "ticket-done-promised"),
    ("settled", "ticket-done-settled"),
    ("reminding", "ticket-done-reminding"),
    ("unreminded", "ticket-done-unreminded"),
    ("closed", "ticket-done-closed"),
    ("reopened", "ticket-done-reopened"),
];

/// Answers `/console/tickets/{id}`.
///
/// # Errors
/// `NotFound` without it, or where it is none of theirs; a fault when the database is away.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    Query(done): Query<Done>,
) -> Result<Response> {
    let said = done.said(&signed_in, DONE);
    screen(&site, &signed_in, id, said, None).await
}

/// The screen; with what was typed into one of its forms where that was refused.
///
/// # Errors
/// As [`show`].
pub(super) async fn screen(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    done: Option<String>,
    refused: Option<(Which, &Typed, Refusal)>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, site, signed_in, (id, Role::Reader)).await?;
    let (reader, ticket) = (&scene.desk.reader, &scene.ticket);
    let may = signed_in.role_on(scene.page.id) >= Some(Role::Responder);
    let is_open = ticket.closed_at.is_none();
    let (mut say, mut folds, wrong) = forms(&scene, refused.as_ref());
    if !may {
        say = None;
        folds.clear();
    }
    let frame = Frame::of(&mut tx, site, signed_in, &ticket.subject).await?;
    let page = OnePage {
        frame: frame.at(ADDRESS).saying(done),
        back: (ADDRESS.to_owned(), reader.say("tickets-title")),
        wrong,
        title: ticket.subject.clone(),
        private: reader.say("ticket-private"),
        state: state(reader, ticket),
        links: links(&mut tx, &scene).await?,
        facts: facts(&scene),
        times: times(&scene),
        say: say.filter(|_| is_open),
        say_title: reader.say("ticket-say"),
        entries_title: reader.say("ticket-entries"),
        entries: ticket
            .entries
            .iter()
            .rev()
            .map(|one| entry(&scene, one))
            .collect(),
        none: reader.say("ticket-entries-none"),
        promises_title: reader.say("ticket-promises"),
        promises_none: reader.say("ticket-promises-none"),
        promises: ticket
            .promises
            .iter()
            .map(|one| promise(&scene, one, may && is_open))
            .collect(),
        folds,
    };
    let status = refused.map_or(StatusCode::OK, |(_, _, one)| answer::status_of(&one));
    answer::page(&page, status)
}

type Folds = Vec<(String, bool, Form)>;

/// The forms, the one that was refused with what was typed.
fn forms(
    scene: &Scene,
    refused: Option<&(Which, &Typed, Refusal)>,
) -> (Option<Form>, Folds, Option<Wrong>) {
    let reader = &scene.desk.reader;
    let empty = Typed::default();
    let typed = |which: Which| {
        let own = refused.filter(|one| one.0 == which);
        own.map_or(&empty, |one| one.1)
    };
    let mut wrong = None;
    let mut told = |which: Which, mut form: Form| {
        let own = refused.filter(|one| one.0 == which);
        if let Some((_, _, refusal)) = own {
            wrong = Some(form.refuse(reader, refusal));
        }
        (own.is_some(), form)
    };
    let (_, say) = told(Which::Say, fields::say(scene, typed(Which::Say)));
    let mut folds = Vec::new();
    if scene.ticket.closed_at.is_none() {
        let (is_on, form) = told(
            Which::Promise,
            fields::promise(scene, typed(Which::Promise)),
        );
        folds.push((reader.say("ticket-promise"), is_on, form));
        let (is_on, form) = told(Which::Remind, fields::remind(scene, typed(Which::Remind)));
        folds.push((reader.say("ticket-remind-title"), is_on, form));
    }
    let end = match scene.ticket.closed_at {
        None => "ticket-close",
        Some(_) => "ticket-reopen",
    };
    let (is_on, form) = told(Which::End, fields::end(scene, typed(Which::End)));
    folds.push((reader.say(end), is_on, form));
    (Some(say), folds, wrong)
}

/// The provider and the incident, where they have screens.
async fn links(tx: &mut Tx, scene: &Scene) -> Result<Vec<(String, String, String)>> {
    let (reader, ticket) = (&scene.desk.reader, &scene.ticket);
    let mut links = Vec::new();
    if let Some(id) = ticket.provider {
        let known = providers::load(tx, id).await?;
        let address = format!("/console/providers/{}", known.slug);
        links.push((reader.say("ticket-provider"), address, known.name));
    }
    if let Some(id) = ticket.incident {
        let about = incidents::load(tx, scene.page.id, id).await?;
        let name = reader.plain(&about.title).unwrap_or_default();
        let address = format!("/console/incidents/{id}");
        links.push((reader.say("ticket-incident"), address, name));
    }
    Ok(links)
}

fn facts(scene: &Scene) -> Vec<(String, String)> {
    let (reader, ticket) = (&scene.desk.reader, &scene.ticket);
    let mut facts = Vec::new();
    if ticket.provider.is_none() {
        facts.push((reader.say("ticket-provider"), ticket.provider_name.clone()));
    }
    if !ticket.reference.is_empty() {
        facts.push((reader.say("ticket-reference"), ticket.reference.clone()));
    }
    let how = reader.say(match ticket.how {
        crate::ledger::How::Mail => "ticket-how-mail",
        crate::ledger::How::Phone => "ticket-how-phone",
        crate::ledger::How::Portal => "ticket-how-portal",
    });
    facts.push((reader.say("ticket-how"), how));
    facts.push((reader.say("ticket-by"), scene.name(ticket.opened_by)));
    let answered = match ticket.answer_seconds() {
        Some(seconds) => reader.seconds(seconds - seconds % 60),
        None => reader.say("ticket-unanswered"),
    };
    facts.push((reader.say("ticket-answer"), answered));
    facts
}

fn times(scene: &Scene) -> Vec<(String, When)> {
    let (reader, ticket) = (&scene.desk.reader, &scene.ticket);
    let times = [
        ("ticket-opened-at", Some(ticket.opened_at)),
        ("ticket-remind", ticket.remind_at),
    ];
    times
        .into_iter()
        .filter_map(|(key, at)| Some((reader.say(key), reader.instant(at?))))
        .collect()
}

fn entry(scene: &Scene, one: &Entry) -> EntryRow {
    let reader = &scene.desk.reader;
    let name = [("provider", scene.ticket.provider_name.as_str())];
    let key = match one.kind {
        EntryKind::WeSaid => "ticket-kind-we",
        EntryKind::TheySaid => "ticket-kind-they",
        EntryKind::Note => "ticket-kind-note",
        EntryKind::Closed => "ticket-kind-closed",
        EntryKind::Reopened => "ticket-kind-reopened",
    };
    EntryRow {
        when: reader.instant(one.at),
        who: scene.name(one.by),
        kind: reader.words.tell(key, &name),
        body: one.body.clone(),
    }
}

fn promise(scene: &Scene, one: &Promise, may: bool) -> PromiseRow {
    let reader = &scene.desk.reader;
    let place = format!("{}/promises/{}", scene.address(), one.id);
    let is_open = one.stands.is_open();
    let may = may && is_open;
    PromiseRow {
        line: promises::line(reader, &one.told(reader.locale()), promises::today),
        left: is_open.then(|| promises::left(reader, one.stands.late_at)),
        keep: may.then(|| (format!("{place}/keep"), reader.say("ticket-promise-keep"))),
        change: may.then(|| (place, reader.say("ticket-promise-change"))),
    }
}
