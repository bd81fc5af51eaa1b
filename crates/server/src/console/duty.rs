//! Duty: the list of a page, when it calls, and a call that somebody takes.
//!
//! The address in a letter leads to a page with a button; opening it changes nothing.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Form, Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse as _, Response},
    routing::{get, post},
};
use beffroi_domain::{MemberId, PageId};
use jiff::{Timestamp, civil};
use uuid::Uuid;

use super::frame::Frame;
use crate::{
    duty::{self, NewTurn, Rule},
    ground::{Error, Refusal, Result, Tx},
    incidents,
    members::{self, Role, SignedIn},
    pages::{self, Page},
    web::{Site, Words, words},
};

const ADDRESS: &str = "/console/duty";

/// The routes of this screen.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route(ADDRESS, get(list))
        .route("/console/duty/pages/{page}/turns", post(add_turn))
        .route(
            "/console/duty/pages/{page}/turns/{turn}/remove",
            post(remove_turn),
        )
        .route("/console/duty/pages/{page}/rule", post(set_rule))
        .route("/console/duty/{call}", get(show_call).post(take_call))
}

#[derive(Template)]
#[template(path = "console/duty.html")]
struct DutyPage {
    frame: Frame,
    title: String,
    lead: String,
    say: Say,
    problem: Option<String>,
    people: Vec<(String, String)>,
    lists: Vec<List>,
}

/// The duty of one page.
struct List {
    id: Uuid,
    name: String,
    zone: String,
    may_set: bool,
    now: Option<String>,
    rule: String,
    silence: String,
    answer: String,
    turns: Vec<TurnLine>,
    calls: Vec<CallLine>,
}

struct TurnLine {
    id: Uuid,
    position: i64,
    name: String,
    when: String,
}

struct CallLine {
    address: String,
    title: String,
    when: String,
    state: String,
}

/// Fixed words of the screen.
struct Say {
    turns: String,
    none: String,
    add: String,
    remove: String,
    who: String,
    position: String,
    position_hint: String,
    from: String,
    until: String,
    until_hint: String,
    rule: String,
    silence: String,
    answer: String,
    rule_hint: String,
    set: String,
    calls: String,
}

#[derive(Template)]
#[template(path = "console/duty_call.html")]
struct CallPage {
    frame: Frame,
    title: String,
    lead: String,
    state: Option<String>,
    take: String,
    address: String,
    back: (String, String),
}

#[derive(serde::Deserialize)]
struct TypedTurn {
    member: Uuid,
    #[serde(default)]
    position: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

#[derive(serde::Deserialize)]
struct TypedRule {
    #[serde(default)]
    silence: String,
    #[serde(default)]
    answer: String,
}

async fn list(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    screen(&site, &signed_in, None).await
}

async fn add_turn(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(page): Path<Uuid>,
    Form(typed): Form<TypedTurn>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let page = administered(&mut tx, &signed_in, page).await?;
    let added = match typed.turn(&page) {
        Ok(turn) => duty::add_turn(&mut tx, now, actor, &turn).await.map(|_| ()),
        Err(refusal) => Err(refusal.into()),
    };
    finish(&site, &signed_in, tx, added).await
}

async fn remove_turn(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((page, turn)): Path<(Uuid, Uuid)>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let page = administered(&mut tx, &signed_in, page).await?;
    let removed = duty::remove_turn(&mut tx, now, actor, page.id, turn).await;
    finish(&site, &signed_in, tx, removed).await
}

async fn set_rule(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(page): Path<Uuid>,
    Form(typed): Form<TypedRule>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let page = administered(&mut tx, &signed_in, page).await?;
    let set = match typed.rule() {
        Ok(rule) => duty::set_rule(&mut tx, now, actor, page.id, rule).await,
        Err(refusal) => Err(refusal.into()),
    };
    finish(&site, &signed_in, tx, set).await
}

/// The page, where the member administers it.
async fn administered(tx: &mut Tx, signed_in: &SignedIn, page: Uuid) -> Result<Page> {
    signed_in.on(tx, PageId(page), Role::Administrator).await?;
    pages::find_by_id(tx, PageId(page))
        .await?
        .ok_or(Error::NotFound)
}

async fn finish(site: &Site, signed_in: &SignedIn, tx: Tx, deed: Result<()>) -> Result<Response> {
    match deed {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(ADDRESS))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            screen(site, signed_in, Some(&refusal)).await
        }
        Err(other) => Err(other),
    }
}

fn see_other(address: &str) -> Response {
    (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, address.to_owned())],
    )
        .into_response()
}

async fn screen(site: &Site, signed_in: &SignedIn, refusal: Option<&Refusal>) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let words = words::first_of([&signed_in.locale]);
    let names = names(&mut tx).await?;
    let mut lists = Vec::new();
    for page in pages::list(&mut tx).await? {
        if signed_in.role_on(page.id).is_some() {
            let read = Reading {
                site,
                signed_in,
                words,
                names: &names,
            };
            lists.push(read.list(&mut tx, &page).await?);
        }
    }
    let title = words.say("duty-title");
    let html = DutyPage {
        frame: Frame::of(&mut tx, site, signed_in, &title)
            .await?
            .at(ADDRESS),
        title,
        lead: words.say(if site.has_mail {
            "duty-lead"
        } else {
            "duty-lead-no-mail"
        }),
        say: say(words),
        problem: refusal.map(|refusal| words.refused(refusal)),
        people: choices(&mut tx).await?,
        lists,
    };
    let html = html.render().map_err(|error| Error::Fault(error.into()))?;
    let status = match refusal {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    Ok((status, Html(html)).into_response())
}

/// What the lines of a screen are read with.
struct Reading<'a> {
    site: &'a Site,
    signed_in: &'a SignedIn,
    words: &'static Words,
    names: &'a BTreeMap<MemberId, String>,
}

impl Reading<'_> {
    async fn list(&self, tx: &mut Tx, page: &Page) -> Result<List> {
        let now = self.site.clock.now();
        let rule = duty::find_rule(tx, page.id).await?;
        let minutes = |minutes: Option<i64>| minutes.map_or(String::new(), |n| n.to_string());
        let called = duty::on_duty(tx, page.id, now).await?;
        let called: Vec<String> = called.iter().map(|one| self.name(*one)).collect();
        Ok(List {
            id: page.id.0,
            name: page.name_in(self.words.locale()).to_owned(),
            zone: page.zone.iana_name().unwrap_or("UTC").to_owned(),
            may_set: self.signed_in.role_on(page.id) >= Some(Role::Administrator),
            now: (!called.is_empty()).then(|| {
                let names = called.join(" → ");
                self.words.tell("duty-now", &[("names", &names)])
            }),
            rule: match rule {
                None => self.words.say("duty-rule-none"),
                Some(rule) => {
                    let answer = rule.answer_minutes.to_string();
                    let silence = rule.silence_minutes.to_string();
                    let said = [("silence", silence.as_str()), ("answer", answer.as_str())];
                    self.words.tell("duty-rule-said", &said)
                }
            },
            silence: minutes(rule.map(|rule| rule.silence_minutes)),
            answer: minutes(rule.map(|rule| rule.answer_minutes)),
            turns: self.turns(tx, page, now).await?,
            calls: self.calls(tx, page).await?,
        })
    }

    async fn turns(&self, tx: &mut Tx, page: &Page, now: Timestamp) -> Result<Vec<TurnLine>> {
        let turns = duty::list_turns(tx, page.id, now).await?;
        let line = |turn: duty::Turn| {
            let from = self.instant(page, turn.from);
            let when = match turn.until {
                None => self.words.tell("duty-since", &[("from", &from)]),
                Some(until) => {
                    let until = self.instant(page, until);
                    let said = [("from", from.as_str()), ("until", until.as_str())];
                    self.words.tell("duty-between", &said)
                }
            };
            TurnLine {
                id: turn.id,
                position: turn.position,
                name: self.name(turn.member),
                when,
            }
        };
        Ok(turns.into_iter().map(line).collect())
    }

    async fn calls(&self, tx: &mut Tx, page: &Page) -> Result<Vec<CallLine>> {
        let mut lines = Vec::new();
        for call in duty::list_calls(tx, page.id, 5).await? {
            lines.push(CallLine {
                address: format!("{ADDRESS}/{}", call.id),
                title: title_of(tx, self.words, page, &call).await?,
                when: self.instant(page, call.opened_at),
                state: self.state(&call),
            });
        }
        Ok(lines)
    }

    fn state(&self, call: &duty::Call) -> String {
        let asked = call.asked.map(|member| self.name(member));
        match (call.answered_by, call.ended_at, asked) {
            (Some(by), _, _) => {
                let name = self.name(by);
                self.words.tell("duty-call-taken", &[("name", &name)])
            }
            (None, Some(_), _) => self.words.say("duty-call-ended"),
            (None, None, Some(name)) => self.words.tell("duty-call-asked", &[("name", &name)]),
            (None, None, None) => self.words.say("duty-call-open"),
        }
    }

    fn name(&self, member: MemberId) -> String {
        let known = self.names.get(&member).filter(|name| !name.is_empty());
        known
            .cloned()
            .unwrap_or_else(|| self.words.say("audit-forgotten"))
    }

    fn instant(&self, page: &Page, at: Timestamp) -> String {
        let local = at.to_zoned(page.zone.clone()).datetime();
        self.words.forms().instant(local)
    }
}

async fn title_of(tx: &mut Tx, words: &Words, page: &Page, call: &duty::Call) -> Result<String> {
    let incident = incidents::load(tx, call.page, call.incident).await?;
    let title = incident.title.resolve(words.locale(), &page.locales);
    Ok(title.map_or(String::new(), |title| title.text.to_owned()))
}

async fn show_call(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let call = duty::load_call(&mut tx, id).await?;
    signed_in.on(&mut tx, call.page, Role::Reader).await?;
    let words = words::first_of([&signed_in.locale]);
    let page = pages::find_by_id(&mut tx, call.page)
        .await?
        .ok_or(Error::NotFound)?;
    let names = names(&mut tx).await?;
    let read = Reading {
        site: &site,
        signed_in: &signed_in,
        words,
        names: &names,
    };
    let title = title_of(&mut tx, words, &page, &call).await?;
    let since = read.instant(&page, call.said_at);
    let html = CallPage {
        frame: Frame::of(&mut tx, &site, &signed_in, &title)
            .await?
            .at(ADDRESS),
        lead: words.tell("duty-call-lead", &[("since", &since)]),
        state: call.ended_at.map(|_| read.state(&call)),
        take: words.say("letter-duty-button"),
        address: format!("{ADDRESS}/{id}"),
        back: ("/console/".to_owned(), words.say("console-back")),
        title,
    };
    let html = html.render().map_err(|error| Error::Fault(error.into()))?;
    Ok(Html(html).into_response())
}

/// Takes a call. Whoever comes second sees who has it.
async fn take_call(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let (now, member) = (site.clock.now(), signed_in.member.id);
    let mut tx = site.db.begin().await?;
    let call = duty::load_call(&mut tx, id).await?;
    signed_in.on(&mut tx, call.page, Role::Reader).await?;
    duty::answer(&mut tx, now, signed_in.actor(), member, id).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{ADDRESS}/{id}")))
}

async fn names(tx: &mut Tx) -> Result<BTreeMap<MemberId, String>> {
    let members = members::list(tx).await?;
    Ok(members.into_iter().map(|one| (one.id, one.name)).collect())
}

async fn choices(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    let members = members::list(tx).await?;
    let here = members.into_iter().filter(|one| one.removed_at.is_none());
    Ok(here.map(|one| (one.id.to_string(), one.name)).collect())
}

impl TypedTurn {
    fn turn(&self, page: &Page) -> Result<NewTurn, Refusal> {
        let until = match self.until.as_str() {
            "" => None,
            text => Some(local(text, "until", page)?),
        };
        Ok(NewTurn {
            page: page.id,
            member: MemberId(self.member),
            position: self.position.trim().parse().unwrap_or(0),
            from: local(&self.from, "from", page)?,
            until,
        })
    }
}

impl TypedRule {
    /// Two numbers, or nothing at all: then the page calls nobody.
    fn rule(&self) -> Result<Option<Rule>, Refusal> {
        let (silence, answer) = (self.silence.trim(), self.answer.trim());
        if silence.is_empty() && answer.is_empty() {
            return Ok(None);
        }
        Ok(Some(Rule {
            silence_minutes: silence.parse().unwrap_or(0),
            answer_minutes: answer.parse().unwrap_or(0),
        }))
    }
}

/// A time as a form gives it, in the zone of the page.
fn local(text: &str, field: &'static str, page: &Page) -> Result<Timestamp, Refusal> {
    let read = |at: civil::DateTime| Some(at.to_zoned(page.zone.clone()).ok()?.timestamp());
    text.trim().parse().ok().and_then(read).ok_or_else(|| {
        Refusal::of(field, "write a day and a time, such as 2026-03-04 18:00")
            .told("refusal-duty-time")
    })
}

fn say(words: &Words) -> Say {
    Say {
        turns: words.say("duty-turns"),
        none: words.say("duty-none"),
        add: words.say("duty-add"),
        remove: words.say("duty-remove"),
        who: words.say("duty-who"),
        position: words.say("duty-position"),
        position_hint: words.say("duty-position-hint"),
        from: words.say("duty-from"),
        until: words.say("duty-until"),
        until_hint: words.say("duty-until-hint"),
        rule: words.say("duty-rule"),
        silence: words.say("duty-silence"),
        answer: words.say("duty-answer"),
        rule_hint: words.say("duty-rule-hint"),
        set: words.say("duty-set"),
        calls: words.say("duty-calls"),
    }
}
