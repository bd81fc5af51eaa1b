//! One case: who is to say something, what its author tells, all that was said, and what can be done with it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{Incident, MemberId};
use uuid::Uuid;

use super::{
    ADDRESS, Scene, fields,
    files::{self, FileRow},
    list, part_name,
    phrases::Phrases,
    title_of,
};
use crate::{
    console::{
        answer,
        form::{Form, Typed, Wrong, tongue_name},
        frame::Frame,
        screen::Done,
    },
    ground::{Refusal, Result, Tx},
    incidents,
    members::{self, Role, SignedIn},
    reports::{self, Entry, EntryKind, Place, State as Standing},
    web::{Reader, Site, format::When},
};

#[derive(Template)]
#[template(path = "console/cases/one.html")]
struct OnePage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    state: String,
    is_waiting: bool,
    reads: String,
    told_title: String,
    told: Option<(String, String)>,
    masked: Option<String>,
    links: Vec<(String, String, String)>,
    facts: Vec<(String, String)>,
    times: Vec<(String, When)>,
    files_title: String,
    files: Vec<FileRow>,
    reply_title: String,
    phrases: Option<Phrases>,
    reply: Option<Form>,
    may_not: Option<String>,
    entries_title: String,
    entries: Vec<EntryRow>,
    none: String,
    folds: Vec<(String, bool, Vec<Form>)>,
}

struct EntryRow {
    when: When,
    who: String,
    kind: String,
    body: String,
    lang: String,
    /// Whose word it is, for the eye.
    class: &'static str,
}

/// Which form of the screen was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Answer,
    Note,
    Assign,
    Link,
    End,
}

/// A form that comes back: with what was typed, and why it was refused, where it was.
pub(super) type Shown<'a> = (Which, &'a Typed, Option<Refusal>);

/// What deeds are called once they are done.
const DONE: &[(&str, &str)] = &[
    ("answered", "case-done-answered"),
    ("noted", "case-done-noted"),
    ("assigned", "case-done-assigned"),
    ("unassigned", "case-done-unassigned"),
    ("linked", "case-done-linked"),
    ("unlinked", "case-done-unlinked"),
    ("asked", "case-done-asked"),
    ("closed", "case-done-closed"),
    ("reopened", "case-done-reopened"),
];
/// So many incidents that are over can be chosen.
const LATELY: i64 = 10;

/// Answers `/console/cases/{id}`.
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

/// The screen; with what was typed into one of its forms, where that comes back.
///
/// # Errors
/// As [`show`].
pub(super) async fn screen(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    done: Option<String>,
    shown: Option<Shown<'_>>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let scene = Scene::load(&mut tx, site, signed_in, (id, Role::Reader)).await?;
    let (reader, report) = (&scene.reader, &scene.report);
    let reference = report.reference.to_string();
    let sent = reports::files_of(&mut tx, report.id).await?;
    let mut forms = Forms::default();
    let mut phrases = None;
    if scene.may() {
        forms = Forms::load(&mut tx, &scene, signed_in, shown.as_ref()).await?;
        let nothing = Typed::default();
        let typed = typed_of(shown.as_ref(), Which::Answer).unwrap_or(&nothing);
        phrases = Phrases::load(&mut tx, &scene, typed).await?;
    }
    let language = tongue_name(&report.locale);
    let frame = Frame::of(&mut tx, site, signed_in, &reference).await?;
    let words = &report.facts.words;
    let page = OnePage {
        frame: frame.at(ADDRESS).saying(done),
        back: (ADDRESS.to_owned(), reader.say("cases-title")),
        wrong: forms.wrong,
        title: reference,
        state: list::state(reader, report.state, report.waits_since),
        is_waiting: report.waits_since.is_some(),
        reads: reader.words.tell("case-reads", &[("language", &language)]),
        told_title: reader.say("case-told"),
        told: (!words.is_empty()).then(|| (report.locale.to_string(), words.clone())),
        masked: report.is_masked.then(|| reader.say("case-masked")),
        links: links(&scene),
        facts: facts(&scene),
        times: times(&scene),
        files_title: reader.say("files-title"),
        files: files::rows(&scene, &sent),
        reply_title: reader.say("case-answer"),
        phrases,
        reply: forms.reply,
        may_not: (!scene.may()).then(|| reader.say("case-may-not")),
        entries_title: reader.say("case-entries"),
        entries: report
            .entries
            .iter()
            .rev()
            .map(|one| entry(&scene, one))
            .collect(),
        none: reader.say("case-entries-none"),
        folds: forms.folds,
    };
    let refusal = shown.and_then(|(_, _, refusal)| refusal);
    answer::page(
        &page,
        refusal.map_or(StatusCode::OK, |one| answer::status_of(&one)),
    )
}

fn typed_of<'a>(shown: Option<&Shown<'a>>, which: Which) -> Option<&'a Typed> {
    shown.filter(|one| one.0 == which).map(|one| one.1)
}

/// The forms of the screen.
#[derive(Default)]
struct Forms {
    reply: Option<Form>,
    folds: Vec<(String, bool, Vec<Form>)>,
    wrong: Option<Wrong>,
}

impl Forms {
    /// The forms, that which comes back with what was typed.
    async fn load(
        tx: &mut Tx,
        scene: &Scene,
        signed_in: &SignedIn,
        shown: Option<&Shown<'_>>,
    ) -> Result<Self> {
        let reader = &scene.reader;
        let nothing = Typed::default();
        let typed = |which: Which| typed_of(shown, which).unwrap_or(&nothing);
        let able = able(tx, scene).await?;
        let incidents = incidents_of(tx, scene).await?;
        let mut forms = Self {
            reply: Some(fields::answer(scene, typed(Which::Answer))),
            ..Self::default()
        };
        let mut note = fields::note(scene, typed(Which::Note));
        let mut hands = fields::assign(scene, &able, signed_in.member.id);
        let mut tie = fields::link(scene, &incidents);
        let mut ends = fields::ends(scene);
        if let Some((which, _, Some(refusal))) = shown {
            let form = match which {
                Which::Answer => forms.reply.as_mut(),
                Which::Note => Some(&mut note),
                Which::Assign => Some(&mut hands),
                Which::Link => Some(&mut tie),
                Which::End => ends.first_mut(),
            };
            forms.wrong = form.map(|form| form.refuse(reader, refusal));
        }
        let is_on = |which: Which| shown.is_some_and(|one| one.0 == which);
        let end = match scene.report.state {
            Standing::Open | Standing::Asked => "case-end",
            Standing::Closed => "case-reopen",
        };
        let fold = |key: &str, which: Which, forms| (reader.say(key), is_on(which), forms);
        forms.folds = vec![
            fold("case-note", Which::Note, vec![note]),
            fold("case-hands", Which::Assign, vec![hands]),
            fold("case-link", Which::Link, vec![tie]),
            fold(end, Which::End, ends),
        ];
        Ok(forms)
    }
}

/// Whoever may answer on its page, by name.
async fn able(tx: &mut Tx, scene: &Scene) -> Result<Vec<(MemberId, String)>> {
    let mut able = Vec::new();
    for one in scene.people.iter().filter(|one| one.removed_at.is_none()) {
        let roles = members::roles_of(tx, one.id).await?;
        let may = roles.iter().any(|grant| {
            let is_here = grant.page.is_none() || grant.page == Some(scene.page.id);
            is_here && grant.role >= Role::Responder
        });
        if may {
            able.push((one.id, one.name.clone()));
        }
    }
    Ok(able)
}

/// What it may be about: what is open on its page, what was lately, and what it is about now.
async fn incidents_of(tx: &mut Tx, scene: &Scene) -> Result<Vec<Incident>> {
    let mut all = choice(tx, scene.page.id).await?;
    if let Some(now) = &scene.incident
        && all.iter().all(|one| one.id != now.id)
    {
        all.push(now.clone());
    }
    Ok(all)
}

/// The incidents of a page that a case may be about: what is open, then what was lately.
pub(super) async fn choice(tx: &mut Tx, page: beffroi_domain::PageId) -> Result<Vec<Incident>> {
    let mut all = incidents::open_on(tx, page).await?;
    for one in incidents::newest(tx, page, LATELY, 0).await? {
        if all.iter().all(|known| known.id != one.id) {
            all.push(one);
        }
    }
    Ok(all)
}

/// What it is about, and who has it in hand.
fn links(scene: &Scene) -> Vec<(String, String, String)> {
    let reader = &scene.reader;
    let about = scene.incident.iter().map(|one| {
        let address = format!("/console/incidents/{}", one.id);
        (
            reader.say("case-incident"),
            address,
            title_of(reader, &one.title),
        )
    });
    about.collect()
}

/// What its author tells, as far as they tell it; where they get an answer is for those who may give one.
fn facts(scene: &Scene) -> Vec<(String, String)> {
    let (reader, told) = (&scene.reader, &scene.report.facts);
    let part = told
        .component
        .and_then(|id| part_name(reader, &scene.components, id));
    let place = match told.place {
        Place::Unsaid => None,
        Place::Online => Some(reader.say("case-place-online")),
        Place::Terminal => Some(reader.say("case-place-terminal")),
    };
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let payments = told
        .payments
        .map(|count| reader.words.forms().number(count));
    let hands = scene.report.assigned_to.and_then(|id| {
        let people = &scene.people;
        super::member_name(people, id)
    });
    let too = scene.report.is_too.then(|| reader.say("case-too-yes"));
    let email = text(&told.email).filter(|_| scene.may());
    let facts = [
        ("case-component", part),
        ("case-method", text(&told.method)),
        ("case-country", text(&told.country)),
        ("case-place", place),
        ("case-hit-payments", payments),
        ("case-merchant", text(&told.merchant)),
        ("case-transaction", text(&told.transaction)),
        ("case-email", email),
        ("case-too", too),
        ("case-source", Some(source(reader, scene))),
        ("case-hands", hands),
    ];
    facts
        .into_iter()
        .filter_map(|(key, fact)| Some((reader.say(key), fact?)))
        .collect()
}

fn source(reader: &Reader, scene: &Scene) -> String {
    reader.say(&format!("case-source-{}", scene.report.source.as_str()))
}

fn times(scene: &Scene) -> Vec<(String, When)> {
    let (reader, report) = (&scene.reader, &scene.report);
    let promised = report.answered_at.is_none();
    let times = [
        ("case-since", report.facts.since),
        ("case-came", Some(report.created_at)),
        ("case-answer-by", report.answer_by.filter(|_| promised)),
        ("case-first-answer", report.answered_at),
    ];
    times
        .into_iter()
        .filter_map(|(key, at)| Some((reader.say(key), reader.instant(at?))))
        .collect()
}

fn entry(scene: &Scene, one: &Entry) -> EntryRow {
    let reader = &scene.reader;
    let kind = one.kind.as_str().replace('_', "-");
    let (is_theirs, class) = match one.kind {
        EntryKind::TheySaid => (true, "is-theirs"),
        EntryKind::Works | EntryKind::Fails => (true, "is-deed"),
        EntryKind::WeSaid => (false, "is-ours"),
        EntryKind::Note => (false, "is-note"),
        _ => (false, "is-deed"),
    };
    EntryRow {
        when: reader.instant(one.at),
        who: match is_theirs {
            true => reader.say("case-author"),
            false => scene.name(one.by),
        },
        kind: reader.say(&format!("case-entry-{kind}")),
        body: one.body.clone(),
        lang: one.locale.to_string(),
        class,
    }
}
