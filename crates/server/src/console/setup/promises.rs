//! What a page promises by itself: a line for each kind of promise, and the days on which nobody works.

use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{
    CommitmentKind,
    commitment::{PromiseRules, line},
};
use jiff::civil::Date;

use super::{
    super::{
        answer,
        form::{Control, Deed, Field, Form, Typed, Weight},
        frame::Frame,
    },
    Asked, FormPage, kept, page_of,
};
use crate::{
    commitments,
    ground::{Refusal, Result, Tx},
    members::{Role, SignedIn},
    pages::Page,
    web::{Site, Words, words},
};

/// The kinds that a rule can promise, with the name of the field of each.
const FIELDS: &[(CommitmentKind, &str)] = &[
    (CommitmentKind::Update, "update"),
    (CommitmentKind::Acknowledgement, "acknowledgement"),
    (CommitmentKind::Description, "description"),
    (CommitmentKind::Resolution, "resolution"),
    (CommitmentKind::Postmortem, "postmortem"),
];

/// Answers `GET /console/pages/{slug}/promises`.
///
/// # Errors
/// `NotFound` or `Refused` for whoever does not administer it.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let page = page_of(&mut tx, &signed_in, &slug, Role::Administrator).await?;
    let rules = commitments::rules_of(&mut tx, page.id).await?;
    let typed = as_typed(&rules);
    let ended = (asked.done.is_some(), None);
    show(&mut tx, &site, &signed_in, &page, &typed, ended).await
}

/// Answers `POST /console/pages/{slug}/promises`.
///
/// # Errors
/// As [`ask`].
pub async fn store(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let page = page_of(&mut tx, &signed_in, &slug, Role::Administrator).await?;
    let done = set(&mut tx, &site, &signed_in, &page, &typed).await;
    let place = done.map(|()| format!("/console/pages/{slug}/promises?done=yes"));
    match answer::end(tx, place).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => {
            let mut tx = site.db.snapshot().await?;
            show(
                &mut tx,
                &site,
                &signed_in,
                &page,
                &typed,
                (false, Some(refusal)),
            )
            .await
        }
    }
}

async fn set(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    page: &Page,
    typed: &Typed,
) -> Result<()> {
    let wanted = read(typed)?;
    if wanted != commitments::rules_of(tx, page.id).await? {
        let (now, actor) = (site.clock.now(), signed_in.actor());
        commitments::set_rules(tx, now, actor, page.id, &wanted).await?;
    }
    Ok(())
}

fn read(typed: &Typed) -> Result<PromiseRules, Refusal> {
    let mut rules = Vec::new();
    for (kind, field) in FIELDS {
        let read = line::read(*kind, typed.get(field));
        rules.extend(read.map_err(|bad| {
            Refusal::of(field, bad.to_string()).told("refusal-promise-rule-line")
        })?);
    }
    rules.sort_by_key(|rule| (rule.kind, rule.priority));
    let days = typed.get("holidays").split([',', ' ', '\n', '\r']);
    let days: Result<Vec<Date>, _> = days.filter(|day| !day.is_empty()).map(str::parse).collect();
    let mut holidays = days.map_err(|_| {
        let message = "write days such as 2026-05-01, with commas between them";
        Refusal::of("holidays", message).told("refusal-promise-holidays")
    })?;
    holidays.sort_unstable();
    holidays.dedup();
    Ok(PromiseRules { rules, holidays })
}

fn as_typed(rules: &PromiseRules) -> Typed {
    let mut typed = Typed::default();
    for (kind, field) in FIELDS {
        typed.set(field, line::write(rules, *kind));
    }
    let days: Vec<String> = rules.holidays.iter().map(Date::to_string).collect();
    typed.set("holidays", days.join(", "));
    typed
}

async fn show(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    page: &Page,
    typed: &Typed,
    (is_done, refusal): (bool, Option<Refusal>),
) -> Result<Response> {
    let words = words::first_of([&signed_in.locale]);
    let mut form = form(words, page, typed);
    let status = refusal.as_ref().map_or(StatusCode::OK, answer::status_of);
    let title = words.say("promises-setup");
    let name = page.name_in(words.locale()).to_owned();
    let lead = words.say("promises-setup-lead");
    let screen = FormPage {
        frame: Frame::inside(site, signed_in, &title).at("/console/pages"),
        back: (format!("/console/pages/{}", page.slug), name),
        wrong: refusal.map(|refusal| form.refuse_in(words, &refusal)),
        done: is_done.then(|| words.say("setup-done")),
        title,
        kept: Some(kept(tx, words, page, page.id.0).await?.unwrap_or(lead)),
        form,
    };
    answer::page(&screen, status)
}

fn form(words: &Words, page: &Page, typed: &Typed) -> Form {
    let field = |(kind, name): &(CommitmentKind, &'static str)| {
        let label = words.say(&format!("promise-{kind}"));
        Field::of(name, label, Control::line(typed.get(name)))
            .hinted(words.say(&format!("promises-rule-{kind}-hint")))
    };
    let mut fields: Vec<Field> = FIELDS.iter().map(field).collect();
    let holidays = Control::line(typed.get("holidays"));
    fields.push(
        Field::of("holidays", words.say("promises-holidays"), holidays)
            .hinted(words.say("promises-holidays-hint")),
    );
    Form {
        fields,
        notes: vec![words.say("promises-rule-note")],
        deeds: vec![Deed::of("store", words.say("setup-do-store"), Weight::Main)],
        back: Some((
            format!("/console/pages/{}", page.slug),
            words.say("form-back"),
        )),
        ..Form::to("promises", format!("/console/pages/{}/promises", page.slug))
    }
}
