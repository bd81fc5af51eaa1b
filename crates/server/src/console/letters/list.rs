//! The screen of letters: whether the relay takes them, how many wait, and which did not go.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use uuid::Uuid;

use super::{ADDRESS, ROWS};
use crate::{
    console::{
        answer::{self, status_of},
        form::{Form, Weight, Wrong},
        frame::Frame,
        screen::{Desk, Done},
    },
    ground::{Refusal, Result, Tx},
    members::{self, Role, SignedIn},
    outbox::{self, Backlog, Dead, Way},
    web::{Site, Words, format::When},
};

/// The kinds of letters that have a word of their own.
const KINDS: [&str; 9] = [
    "invitation",
    "recovery",
    "route",
    "reminder",
    "escalation",
    "preview",
    "sms-spent",
    "subscription",
    "subscription-news",
];

#[derive(Template)]
#[template(path = "console/letters/list.html")]
struct LettersPage {
    frame: Frame,
    wrong: Option<Wrong>,
    title: String,
    /// Whether the relay takes letters, and how many wait.
    state: String,
    /// Since when it does not, and what is in the way.
    away: Option<(String, When, String)>,
    dead_title: String,
    none: String,
    rows: Vec<Row>,
    say: Say,
    all_again: Option<Form>,
}

struct Row {
    at: String,
    kind: String,
    whom: String,
    why: String,
    asked: When,
    tries: String,
    may_go: bool,
}

struct Say {
    asked: String,
    again: String,
    let_go: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(done): Query<Done>,
) -> Result<Response> {
    let mut page = page(&site, &signed_in).await?;
    let known = [
        ("again", "letters-done-again"),
        ("gone", "letters-done-gone"),
    ];
    page.frame.done = done.said(&signed_in, &known);
    answer::page(&page, StatusCode::OK)
}

/// The same with what was refused.
pub(super) async fn screen(
    site: &Site,
    signed_in: &SignedIn,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let mut page = page(site, signed_in).await?;
    let mut form = Form::to("none", ADDRESS);
    page.wrong = refusal.map(|refusal| form.refuse_in(Frame::words_of(signed_in), refusal));
    answer::page(&page, refusal.map_or(StatusCode::OK, status_of))
}

async fn page(site: &Site, signed_in: &SignedIn) -> Result<LettersPage> {
    let mut tx = site.db.snapshot().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    let desk = Desk::of(&mut tx, site, signed_in).await?;
    let words = desk.words();
    let backlog = outbox::backlog(&mut tx, Way::Letter).await?;
    let dead = outbox::list_dead(&mut tx, desk.reader.now, ROWS).await?;
    let names = names(&mut tx).await?;
    let title = words.say("letters-title");
    let again = Form::to("all-again", format!("{ADDRESS}/again"))
        .doing(words.say("letters-all-again"), Weight::Main);
    let can_go = dead.iter().filter(|one| one.may_go).count();
    Ok(LettersPage {
        frame: Frame::of(&mut tx, site, signed_in, &title)
            .await?
            .at(ADDRESS),
        wrong: None,
        title,
        state: state(words, site, &backlog),
        away: backlog.away.map(|(since, problem)| {
            let since = desk.reader.instant(since);
            (words.say("letters-away"), since, problem)
        }),
        dead_title: words.say("letters-dead"),
        none: words.say("letters-none"),
        rows: dead.iter().map(|one| row(&desk, &names, one)).collect(),
        say: Say {
            asked: words.say("letters-asked"),
            again: words.say("letters-again"),
            let_go: words.say("letters-let-go"),
        },
        all_again: (can_go > 1).then_some(again),
    })
}

fn state(words: &Words, site: &Site, backlog: &Backlog) -> String {
    match (site.has_mail, backlog.waiting) {
        (false, _) => words.say("letters-no-mail"),
        (true, 0) => words.say("letters-waiting-none"),
        (true, waiting) => words.count("letters-waiting", waiting, &[]),
    }
}

fn row(desk: &Desk, names: &BTreeMap<Uuid, String>, one: &Dead) -> Row {
    let words = desk.words();
    Row {
        at: format!("{ADDRESS}/{}", one.id),
        kind: match KINDS.contains(&one.kind.as_str()) {
            true => words.say(&format!("letters-kind-{}", one.kind)),
            false => one.kind.clone(),
        },
        whom: whom(names, one),
        why: why(words, &one.problem),
        asked: desk.reader.instant(one.created_at),
        tries: match one.attempts {
            0 => words.say("letters-tries-none"),
            tries => words.count("letters-tries", tries, &[]),
        },
        may_go: one.may_go,
    }
}

/// Whose letter it is, and at which host: who mends it need not know more of the address.
fn whom(names: &BTreeMap<Uuid, String>, one: &Dead) -> String {
    let name = one.subject.and_then(|id| names.get(&id));
    let host = one.recipient.as_deref().and_then(|to| to.rsplit_once('@'));
    let host = host.map(|(_, host)| format!("…@{host}"));
    let parts: Vec<String> = name.cloned().into_iter().chain(host).collect();
    parts.join(" · ")
}

/// Why it did not go, in the member's language where we said it ourselves; a relay's words as they are.
fn why(words: &Words, problem: &str) -> String {
    let numbered = |start: &str, key: &str| {
        let number = problem.strip_prefix(start)?;
        Some(words.tell(key, &[("number", number)]))
    };
    let ours = [
        ("it came too late", "letters-why-late"),
        ("the person is forgotten", "letters-why-forgotten"),
    ];
    let ours = ours.iter().find(|(said, _)| *said == problem);
    numbered("the relay refuses it with ", "letters-why-refused")
        .or_else(|| numbered("the relay puts it off with ", "letters-why-off"))
        .or_else(|| ours.map(|(_, key)| words.say(key)))
        .unwrap_or_else(|| problem.to_owned())
}

async fn names(tx: &mut Tx) -> Result<BTreeMap<Uuid, String>> {
    let members = members::list(tx).await?;
    let named = members.into_iter().filter(|one| !one.name.is_empty());
    Ok(named.map(|one| (one.id.0, one.name)).collect())
}
