//! The screen of duty: whom each page calls, when, and whom it called.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use beffroi_domain::{MemberId, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use super::ADDRESS;
use crate::{
    console::{
        answer::{self, status_of},
        form::{Control, Field, Form, Pick, Typed, Weight, Wrong},
        frame::Frame,
    },
    duty::{self, Call, Rule, Turn},
    ground::{Refusal, Result, Tx},
    incidents,
    members::{self, Member, Role, SignedIn},
    pages::{self, Page},
    web::{Site, Words, words},
};

#[derive(Template)]
#[template(path = "console/duty/list.html")]
struct DutyPage {
    frame: Frame,
    title: String,
    lead: String,
    say: Say,
    wrong: Option<Wrong>,
    lists: Vec<List>,
}

/// The duty of one page.
struct List {
    id: Uuid,
    name: String,
    zone: String,
    now: Option<String>,
    rule: String,
    turns: Vec<TurnLine>,
    calls: Vec<CallLine>,
    /// Adding a turn, and when to call, for whoever administers the page.
    set: Option<(Form, Form)>,
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
    rule: String,
    calls: String,
}

/// What could not be, on which page, and what was typed.
pub(super) struct Refused {
    pub page: PageId,
    pub typed: Typed,
    pub refusal: Refusal,
}

pub(super) async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    screen(&site, &signed_in, None).await
}

pub(super) async fn screen(
    site: &Site,
    signed_in: &SignedIn,
    refused: Option<Refused>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let read = Reading::of(&mut tx, site, signed_in).await?;
    let (words, mut wrong) = (read.words, None);
    let mut lists = Vec::new();
    for page in pages::list(&mut tx).await? {
        if signed_in.role_on(page.id).is_some() {
            let own = refused.as_ref().filter(|one| one.page == page.id);
            let (list, said) = read.list(&mut tx, &page, own).await?;
            lists.push(list);
            wrong = wrong.or(said);
        }
    }
    let title = words.say("duty-title");
    let frame = Frame::of(&mut tx, site, signed_in, &title).await?;
    let lead = match site.has_mail {
        true => words.say("duty-lead"),
        false => words.say("duty-lead-no-mail"),
    };
    let screen = DutyPage {
        frame: frame.at(ADDRESS),
        title,
        lead,
        say: say(words),
        wrong,
        lists,
    };
    let status = refused.map_or(StatusCode::OK, |one| status_of(&one.refusal));
    answer::page(&screen, status)
}

/// What the lines of a screen are read with.
pub(super) struct Reading<'a> {
    signed_in: &'a SignedIn,
    now: Timestamp,
    pub words: &'static Words,
    people: BTreeMap<MemberId, Member>,
}

impl<'a> Reading<'a> {
    pub(super) async fn of(tx: &mut Tx, site: &Site, signed_in: &'a SignedIn) -> Result<Self> {
        let people = members::list(tx).await?;
        Ok(Self {
            signed_in,
            now: site.clock.now(),
            words: words::first_of([&signed_in.locale]),
            people: people.into_iter().map(|one| (one.id, one)).collect(),
        })
    }

    async fn list(
        &self,
        tx: &mut Tx,
        page: &Page,
        refused: Option<&Refused>,
    ) -> Result<(List, Option<Wrong>)> {
        let rule = duty::find_rule(tx, page.id).await?;
        let called = duty::on_duty(tx, page.id, self.now).await?;
        let called: Vec<String> = called.iter().map(|one| self.name(*one)).collect();
        let may_set = self.signed_in.role_on(page.id) >= Some(Role::Administrator);
        let mut set = may_set.then(|| self.forms(page, rule, refused));
        let wrong = match (&mut set, refused) {
            (Some((add, set)), Some(refused)) => {
                let is_rule = matches!(refused.refusal.field, Some("silence" | "answer"));
                let form = if is_rule { set } else { add };
                Some(form.refuse_in(self.words, &refused.refusal))
            }
            _ => None,
        };
        let list = List {
            id: page.id.0,
            name: page.name_in(self.words.locale()).to_owned(),
            zone: page.zone.iana_name().unwrap_or("UTC").to_owned(),
            now: (!called.is_empty()).then(|| {
                let names = called.join(" → ");
                self.words.tell("duty-now", &[("names", &names)])
            }),
            rule: self.rule(rule),
            turns: self.turns(tx, page).await?,
            calls: self.calls(tx, page).await?,
            set,
        };
        Ok((list, wrong))
    }

    fn rule(&self, rule: Option<Rule>) -> String {
        let Some(rule) = rule else {
            return self.words.say("duty-rule-none");
        };
        let (silence, answer) = (rule.silence_minutes, rule.answer_minutes);
        let (silence, answer) = (silence.to_string(), answer.to_string());
        let said = [("silence", silence.as_str()), ("answer", answer.as_str())];
        self.words.tell("duty-rule-said", &said)
    }

    /// Adding a turn, and when to call; with what was typed where it was refused.
    fn forms(&self, page: &Page, rule: Option<Rule>, refused: Option<&Refused>) -> (Form, Form) {
        let mut typed = as_typed(rule);
        for (name, value) in refused.iter().flat_map(|refused| refused.typed.pairs()) {
            typed.set(name, value);
        }
        let (words, at) = (self.words, format!("{ADDRESS}/pages/{}", page.id));
        let line = |name: &'static str, key: &str, kind: &'static str| {
            let control = Control::input(kind, "off", typed.get(name));
            Field::of(name, words.say(key), control)
        };
        let hinted = |field: Field, key: &str| field.hinted(words.say(key));
        let who = Control::List(self.picks(typed.get("member")));
        let add = Form::to("turn", format!("{at}/turns"))
            .asking([
                Field::of("member", words.say("duty-who"), who),
                hinted(
                    line("position", "duty-position", "numeric"),
                    "duty-position-hint",
                ),
                line("from", "duty-from", "datetime-local"),
                hinted(
                    line("until", "duty-until", "datetime-local"),
                    "duty-until-hint",
                ),
            ])
            .doing(words.say("duty-add"), Weight::Main);
        let set = Form::to("rule", format!("{at}/rule"))
            .asking([
                hinted(line("silence", "duty-silence", "numeric"), "duty-rule-hint"),
                line("answer", "duty-answer", "numeric"),
            ])
            .doing(words.say("duty-set"), Weight::Main);
        let page = page.id.to_string();
        (add.apart(&page), set.apart(&page))
    }

    /// Whoever can be called.
    fn picks(&self, chosen: &str) -> Vec<Pick> {
        let here = self.people.values().filter(|one| one.removed_at.is_none());
        let pick = |one: &Member| {
            let id = one.id.to_string();
            let is_chosen = id == chosen;
            Pick::of(id, one.name.clone(), is_chosen)
        };
        here.map(pick).collect()
    }

    async fn turns(&self, tx: &mut Tx, page: &Page) -> Result<Vec<TurnLine>> {
        let turns = duty::list_turns(tx, page.id, self.now).await?;
        let line = |turn: Turn| {
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
                title: self.title(tx, page, &call).await?,
                when: self.instant(page, call.opened_at),
                state: self.state(&call),
            });
        }
        Ok(lines)
    }

    /// What the incident of a call is called.
    pub(super) async fn title(&self, tx: &mut Tx, page: &Page, call: &Call) -> Result<String> {
        let incident = incidents::load(tx, call.page, call.incident).await?;
        let title = incident.title.resolve(self.words.locale(), &page.locales);
        Ok(title.map_or(String::new(), |title| title.text.to_owned()))
    }

    pub(super) fn state(&self, call: &Call) -> String {
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
        let name = self.people.get(&member).map(|one| one.name.clone());
        let known = name.filter(|name| !name.is_empty());
        known.unwrap_or_else(|| self.words.say("audit-forgotten"))
    }

    pub(super) fn instant(&self, page: &Page, at: Timestamp) -> String {
        let local = at.to_zoned(page.zone.clone()).datetime();
        self.words.forms().instant(local)
    }
}

/// What stands in the forms before anybody types.
fn as_typed(rule: Option<Rule>) -> Typed {
    let mut typed = Typed::default();
    typed.set("position", "1");
    if let Some(rule) = rule {
        typed.set("silence", rule.silence_minutes.to_string());
        typed.set("answer", rule.answer_minutes.to_string());
    }
    typed
}

fn say(words: &Words) -> Say {
    Say {
        turns: words.say("duty-turns"),
        none: words.say("duty-none"),
        add: words.say("duty-add"),
        remove: words.say("duty-remove"),
        rule: words.say("duty-rule"),
        calls: words.say("duty-calls"),
    }
}
