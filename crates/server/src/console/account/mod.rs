//! One's own account: the password, second factors, and the browsers that one is signed in with.
//!
//! Read in order: [`routes`], `factors` (what there is, and recovery codes), `codes` (an app), `passkeys`, `provider` (an account
//! elsewhere), `prove` (whoever changes them shows more than a session), `routes` (where one is
//! reached on duty).

mod codes;
mod factors;
mod passkeys;
mod prove;
mod provider;
mod routes;

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use uuid::Uuid;

use super::{
    answer::{self, see_other, status_of},
    form::{Control, Field, Form, Typed, Weight, Wrong},
    frame::Frame,
    screen::{Desk, Done},
};
use crate::{
    ground::{Error, Refusal, Result, password},
    members::{self, SignedIn},
    web::{Site, Words, format::When},
};

pub(super) use factors::insist;

/// The routes of one's own account.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/console/account", get(show))
        .route("/console/account/password", post(change_password))
        .route("/console/account/sessions/{id}/end", post(end))
        .route("/console/account/sessions/end", post(end_others))
        .merge(factors::routes())
        .merge(provider::routes())
        .route(routes::ADDRESS, get(routes::show).post(routes::add))
        .route("/console/account/routes/{id}/up", post(routes::raise))
        .route("/console/account/routes/{id}/link", post(routes::ask))
        .route("/console/account/routes/{id}/remove", post(routes::remove))
}

#[derive(Template)]
#[template(path = "console/account/account.html")]
struct AccountPage {
    frame: Frame,
    wrong: Option<Wrong>,
    name: String,
    email: String,
    roles: Vec<String>,
    words: AccountWords,
    password: Form,
    second: factors::Section,
    provider: Option<provider::Section>,
    sessions: Vec<Row>,
    end_others: Option<String>,
    /// The way to where one is reached on duty, and where that is now.
    routes: (&'static str, String, String),
}

struct AccountWords {
    password: String,
    sessions: String,
    sessions_note: String,
    signed_in: String,
    seen: String,
    this: String,
    end: String,
    change: String,
}

struct Row {
    id: Uuid,
    agent: String,
    since: When,
    seen: When,
    is_this: bool,
}

async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(done): Query<Done>,
) -> Result<Response> {
    let mut page = page(&site, &signed_in).await?;
    let known = [
        ("password", "done-password"),
        ("ended", "done-ended"),
        ("factor", "done-factor"),
        ("factor-gone", "done-factor-gone"),
        ("linked", "done-linked"),
        ("unlinked", "done-unlinked"),
    ];
    let needed = || {
        let words = Frame::words_of(&signed_in);
        signed_in.lacks_factor.then(|| words.say("factor-needed"))
    };
    page.frame.done = done.said(&signed_in, &known).or_else(needed);
    answer::page(&page, StatusCode::OK)
}

async fn change_password(
    State(site): State<Site>,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    match changed(&site, &signed_in, &typed).await {
        Ok(()) => Ok(see_other("/console/account?done=password")),
        Err(Error::Refused(refusal)) => {
            let words = Frame::words_of(&signed_in);
            let mut page = page(&site, &signed_in).await?;
            page.wrong = Some(page.password.refuse_in(words, &refusal));
            answer::page(&page, status_of(&refusal))
        }
        Err(error) => Err(error),
    }
}

/// Whoever sits at a browser that somebody left open must know the old password; all other sessions end.
async fn changed(site: &Site, signed_in: &SignedIn, typed: &Typed) -> Result<()> {
    let (member, actor) = (&signed_in.member, signed_in.actor());
    let mut tx = site.db.snapshot().await?;
    let kept = members::password_of(&mut tx, member.id).await?;
    drop(tx);
    if let Some(kept) = kept {
        let fits = password::fits_in_time(typed.get("old").to_owned(), kept).await;
        if fits != Some(true) {
            let message = "this is not your password; write the one that you have now";
            return Err(Refusal::of("old", message)
                .told("refusal-old-password")
                .into());
        }
    }
    let email = member.email.as_deref().unwrap_or_default();
    let chosen = typed.get("password");
    members::refuse_weak(chosen, &member.name, email)?;
    let kept = password::hash_in_time(chosen.to_owned()).await?;
    let now = site.clock.now();
    let mut tx = site.db.begin().await?;
    members::set_password(&mut tx, now, actor, member.id, &kept).await?;
    members::end_sessions(&mut tx, now, actor, member.id, Some(signed_in.session)).await?;
    tx.commit().await
}

async fn end(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(session): Path<Uuid>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    members::end_session(&mut tx, now, actor, signed_in.member.id, session).await?;
    tx.commit().await?;
    Ok(see_other("/console/account?done=ended"))
}

async fn end_others(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let (own, but) = (signed_in.member.id, Some(signed_in.session));
    let mut tx = site.db.begin().await?;
    members::end_sessions(&mut tx, now, actor, own, but).await?;
    tx.commit().await?;
    Ok(see_other("/console/account?done=ended"))
}

async fn page(site: &Site, signed_in: &SignedIn) -> Result<AccountPage> {
    let mut tx = site.db.snapshot().await?;
    let desk = Desk::of(&mut tx, site, signed_in).await?;
    let words = desk.words();
    let member = &signed_in.member;
    let sessions = members::list_sessions(&mut tx, site.clock.now(), member.id).await?;
    let rows: Vec<Row> = sessions
        .into_iter()
        .map(|session| Row {
            id: session.id,
            agent: session.agent,
            since: desk.reader.instant(session.created_at),
            seen: desk.reader.instant(session.seen_at),
            is_this: session.id == signed_in.session,
        })
        .collect();
    let reached = members::addresses_of(&mut tx, member).await?;
    let title = words.say("account-title");
    let factors = members::factors_of(&mut tx, member.id).await?;
    let provider = provider::section(&mut tx, site, &desk, signed_in).await?;
    Ok(AccountPage {
        frame: Frame::of(&mut tx, site, signed_in, &title).await?,
        wrong: None,
        name: member.name.clone(),
        email: member.email.clone().unwrap_or_default(),
        roles: signed_in
            .grants
            .iter()
            .map(|grant| desk.role_said(grant))
            .collect(),
        password: password_form(words),
        second: factors::section(site, &desk, factors),
        provider,
        end_others: (rows.len() > 1).then(|| words.say("account-end-others")),
        sessions: rows,
        routes: (
            routes::ADDRESS,
            words.say("routes-title"),
            desk.reader.list(&reached),
        ),
        words: account_words(words),
    })
}

fn password_form(words: &Words) -> Form {
    let new = Field::named(words, "password", Control::password("new-password"));
    Form::to("new-password", "/console/account/password")
        .asking([
            Field::named(words, "old", Control::password("current-password")),
            new.hinted(words.say("field-password-hint")),
        ])
        .doing(words.say("account-password-set"), Weight::Main)
}

fn account_words(words: &Words) -> AccountWords {
    AccountWords {
        password: words.say("account-password"),
        sessions: words.say("account-sessions"),
        sessions_note: words.say("account-sessions-note"),
        signed_in: words.say("account-since"),
        seen: words.say("account-seen"),
        this: words.say("account-this"),
        end: words.say("account-end"),
        change: words.say("routes-change"),
    }
}
