//! Where one is reached on duty: addresses are added, confirmed by a link, put in order and removed.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use uuid::Uuid;

use crate::{
    console::{
        answer::{self, see_other, status_of},
        form::{Control, Field, Form, Typed, Weight, Wrong},
        frame::Frame,
        screen::Done,
    },
    ground::{Error, Refusal, Result},
    members::{self, Route, SignedIn},
    web::{Site, Words},
};

/// Where this screen stands.
pub(super) const ADDRESS: &str = "/console/account/routes";

#[derive(Template)]
#[template(path = "console/account/routes.html")]
struct RoutesPage {
    frame: Frame,
    back: String,
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    rows: Vec<Row>,
    say: Say,
    /// Adding one, where letters can be sent.
    add: Option<Form>,
}

struct Row {
    at: String,
    address: String,
    is_confirmed: bool,
    is_first: bool,
}

struct Say {
    waits: String,
    again: String,
    raise: String,
    remove: String,
    add: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(done): Query<Done>,
) -> Result<Response> {
    let mut page = page(&site, &signed_in, "").await?;
    let known = [("sent", "route-sent"), ("removed", "route-removed")];
    page.frame.done = done.said(&signed_in, &known);
    answer::page(&page, StatusCode::OK)
}

/// Adds an address, and sends a link there.
pub(super) async fn add(
    State(site): State<Site>,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let (member, address) = (&signed_in.member, typed.get("address"));
    let added = async {
        let mut tx = site.db.begin().await?;
        let id = members::add_route(&mut tx, now, actor, member.id, address).await?;
        members::ask_route(&mut tx, now, actor, &site, member, id).await?;
        tx.commit().await
    };
    let added = added.await;
    after(&site, &signed_in, address, added).await
}

/// Sends another link; the one before ends.
pub(super) async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let asked = members::ask_route(&mut tx, now, actor, &site, &signed_in.member, id).await;
    if asked.is_ok() {
        tx.commit().await?;
    } else {
        drop(tx);
    }
    after(&site, &signed_in, "", asked).await
}

/// Moves one up.
pub(super) async fn raise(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    members::raise_route(&mut tx, now, actor, signed_in.member.id, id).await?;
    tx.commit().await?;
    Ok(see_other(ADDRESS))
}

pub(super) async fn remove(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    members::remove_route(&mut tx, now, actor, signed_in.member.id, id).await?;
    tx.commit().await?;
    Ok(see_other("/console/account/routes?done=removed"))
}

/// Back to the list, or the list with what was refused and typed.
async fn after(
    site: &Site,
    signed_in: &SignedIn,
    typed: &str,
    deed: Result<()>,
) -> Result<Response> {
    match deed {
        Ok(()) => Ok(see_other("/console/account/routes?done=sent")),
        Err(Error::Refused(refusal)) => {
            let mut page = page(site, signed_in, typed).await?;
            page.wrong = Some(refused(&mut page, Frame::words_of(signed_in), &refusal));
            answer::page(&page, status_of(&refusal))
        }
        Err(error) => Err(error),
    }
}

fn refused(page: &mut RoutesPage, words: &Words, refusal: &Refusal) -> Wrong {
    match &mut page.add {
        Some(form) => form.refuse_in(words, refusal),
        None => Form::to("none", ADDRESS).refuse_in(words, refusal),
    }
}

async fn page(site: &Site, signed_in: &SignedIn, typed: &str) -> Result<RoutesPage> {
    let mut tx = site.db.snapshot().await?;
    let (words, member) = (Frame::words_of(signed_in), &signed_in.member);
    let routes = members::list_routes(&mut tx, member.id).await?;
    let title = words.say("routes-title");
    let lead = match site.has_mail {
        true => "routes-lead",
        false => "routes-lead-no-mail",
    };
    let email = [("email", member.email.as_deref().unwrap_or_default())];
    let rows = routes.into_iter().enumerate();
    Ok(RoutesPage {
        frame: Frame::of(&mut tx, site, signed_in, &title).await?,
        back: words.say("account-title"),
        wrong: None,
        title,
        lead: words.tell(lead, &email),
        rows: rows.map(|(place, route)| row(place, route)).collect(),
        say: Say {
            waits: words.say("route-waits"),
            again: words.say("route-again"),
            raise: words.say("route-raise"),
            remove: words.say("route-remove"),
            add: words.say("route-add"),
        },
        add: site.has_mail.then(|| add_form(words, typed)),
    })
}

fn add_form(words: &Words, typed: &str) -> Form {
    let address = Control::input("email", "email", typed);
    Form::to("route", ADDRESS)
        .asking([Field::named(words, "address", address).hinted(words.say("field-address-hint"))])
        .doing(words.say("route-add"), Weight::Main)
}

fn row(place: usize, route: Route) -> Row {
    Row {
        at: format!("{ADDRESS}/{}", route.id),
        address: route.address,
        is_confirmed: route.is_confirmed,
        is_first: place == 0,
    }
}
