//! Keys of programs: made once and shown once, with what they may do, where, and until when; and taken back.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    answer::{self, see_other, status_of},
    form::{Control, Field, Form, Pick, Typed, Weight, Wrong},
    frame::Frame,
    screen::{Desk, Done, ShownOnce},
};
use crate::{
    ground::{Error, Refusal, Result},
    members::{self, ApiToken, NewToken, Role, Scope, SignedIn},
    web::{Site, format::When},
};

/// How many days a key can last.
const DAYS: [i64; 4] = [30, 90, 365, 7];

/// The routes of the keys.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/console/keys", get(show).post(make))
        .route("/console/keys/{id}/revoke", post(revoke))
}

#[derive(Template)]
#[template(path = "console/keys/keys.html")]
struct KeysPage {
    frame: Frame,
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    none: String,
    rows: Vec<Row>,
    take: String,
    make_title: String,
    make: Form,
}

struct Row {
    id: Uuid,
    name: String,
    hint: String,
    may: String,
    pages: String,
    used: Option<When>,
    used_label: String,
    end: Option<When>,
    end_label: String,
    /// "taken back" or "ended": then it opens nothing.
    over: Option<String>,
}

async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(done): Query<Done>,
) -> Result<Response> {
    let mut page = page(&site, &signed_in, &Typed::default()).await?;
    page.frame.done = done.said(&signed_in, &[("revoked", "done-revoked")]);
    answer::page(&page, StatusCode::OK)
}

async fn make(State(site): State<Site>, signed_in: SignedIn, typed: Typed) -> Result<Response> {
    match made(&site, &signed_in, &typed).await {
        Ok(shown) => answer::page(&shown, StatusCode::OK),
        Err(Error::Refused(refusal)) => {
            let mut page = page(&site, &signed_in, &typed).await?;
            page.wrong = Some(page.make.refuse_in(Frame::words_of(&signed_in), &refusal));
            answer::page(&page, status_of(&refusal))
        }
        Err(error) => Err(error),
    }
}

async fn made(site: &Site, signed_in: &SignedIn, typed: &Typed) -> Result<ShownOnce> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    let desk = Desk::of(&mut tx, site, signed_in).await?;
    let new = command(&desk, typed, now)?;
    let (_, key) = members::make_token(&mut tx, now, actor, new)
        .await
        .map_err(at_line)?;
    let words = desk.words();
    let title = words.say("key-made-title");
    let frame = Frame::of(&mut tx, site, signed_in, &title).await?;
    tx.commit().await?;
    Ok(ShownOnce {
        frame: frame.at("/console/keys"),
        lead: words.say("key-made-lead"),
        values: vec![key],
        back: ("/console/keys".to_owned(), words.say("to-keys")),
        title,
    })
}

/// What the verb calls `name` stands under "What is it for?".
fn at_line(error: Error) -> Error {
    match error {
        Error::Refused(mut refusal) if refusal.field == Some("name") => {
            refusal.field = Some("purpose");
            refusal.into()
        }
        other => other,
    }
}

fn command(desk: &Desk, typed: &Typed, now: Timestamp) -> Result<NewToken, Refusal> {
    let scopes: Result<BTreeSet<Scope>, Refusal> = typed.all("scopes").map(str::parse).collect();
    let chosen = desk.chosen_page(typed.get("page"));
    let page = chosen.ok_or_else(|| {
        Refusal::of("page", "choose a page, or all of them").told("refusal-token-pages")
    })?;
    let days = DAYS
        .into_iter()
        .find(|days| days.to_string() == typed.get("days"));
    Ok(NewToken {
        name: typed.get("purpose").to_owned(),
        scopes: scopes?,
        pages: page.map(|page| vec![page]),
        ends_at: days.map(|days| now + SignedDuration::from_hours(24 * days)),
    })
}

async fn revoke(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    members::revoke_token(&mut tx, now, actor, id).await?;
    tx.commit().await?;
    Ok(see_other("/console/keys?done=revoked"))
}

async fn page(site: &Site, signed_in: &SignedIn, typed: &Typed) -> Result<KeysPage> {
    let mut tx = site.db.snapshot().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    let desk = Desk::of(&mut tx, site, signed_in).await?;
    let words = desk.words();
    let tokens = members::list_tokens(&mut tx).await?;
    let title = words.say("keys-title");
    Ok(KeysPage {
        frame: Frame::of(&mut tx, site, signed_in, &title)
            .await?
            .at("/console/keys"),
        wrong: None,
        lead: words.say("keys-lead"),
        none: words.say("keys-none"),
        rows: tokens.into_iter().map(|token| row(&desk, token)).collect(),
        take: words.say("key-take"),
        make_title: words.say("key-make"),
        make: form(&desk, typed),
        title,
    })
}

fn form(desk: &Desk, typed: &Typed) -> Form {
    let words = desk.words();
    let scopes = Scope::ALL.into_iter().map(|scope| {
        let word = scope.as_str();
        let is_chosen = typed.all("scopes").any(|chosen| chosen == word);
        Pick::of(word, words.say(&format!("scope-{word}")), is_chosen)
    });
    let asked = typed.get("days");
    let days = DAYS.into_iter().map(|days| {
        let label = words.count("duration-days", days, &[]);
        Pick::of(days.to_string(), label, days.to_string() == asked)
    });
    let never = Pick::of("never", words.say("key-never"), asked == "never");
    let pages = desk.page_picks(typed.get("page"));
    Form::to("key", "/console/keys")
        .asking([
            Field::named(words, "purpose", Control::line(typed.get("purpose"))),
            Field::named(words, "scopes", Control::Several(scopes.collect())),
            Field::named(words, "page", Control::List(pages)),
            Field::named(words, "days", Control::List(days.chain([never]).collect())),
        ])
        .doing(words.say("key-make"), Weight::Main)
}

fn row(desk: &Desk, token: ApiToken) -> Row {
    let (reader, words) = (&desk.reader, desk.words());
    let scopes = token.scopes.iter();
    let may: Vec<String> = scopes.map(|scope| scope.as_str().to_owned()).collect();
    let pages: Vec<String> = match &token.pages {
        None => vec![desk.page_name(None)],
        Some(pages) => pages
            .iter()
            .map(|page| desk.page_name(Some(*page)))
            .collect(),
    };
    let has_ended = token.ends_at.is_some_and(|end| end <= reader.now);
    let over = match token.revoked_at {
        Some(_) => Some(words.say("key-taken")),
        None => has_ended.then(|| words.say("key-ended")),
    };
    Row {
        id: token.id,
        name: token.name,
        hint: token.hint,
        may: may.join(", "),
        pages: reader.list(&pages),
        used_label: match token.used_at {
            Some(_) => words.say("key-used"),
            None => words.say("key-unused"),
        },
        used: token.used_at.map(|at| reader.instant(at)),
        end: token.ends_at.map(|at| reader.instant(at)),
        end_label: words.say("key-until"),
        over,
    }
}
