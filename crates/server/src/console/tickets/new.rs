//! A new ticket; from an incident's desk, with what is known of it filled in.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{IncidentId, PageId};
use uuid::Uuid;

use super::{ADDRESS, fields};
use crate::{
    console::{
        answer::{self, status_of},
        form::{Control, Field, Form, More, Pick, Typed, Weight, Wrong},
        frame::Frame,
        screen::Desk,
    },
    ground::{Error, Refusal, Result, Tx, token},
    incidents,
    ledger::{self, How, Open},
    members::{Role, SignedIn},
    providers,
    web::Site,
};

#[derive(Template)]
#[template(path = "console/providers/follow.html")]
struct NewPage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    form: Form,
}

/// From so many on, the names of those that are followed are no hint any more.
const FEW: usize = 9;

/// What the way here says of it.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
    incident: String,
    provider: String,
}

/// Answers `GET /console/tickets/new`.
///
/// # Errors
/// `NotFound` for whoever writes on no page; a fault when the database is away.
pub(super) async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut typed = Typed::default();
    typed.set("page", asked.page);
    typed.set("incident", asked.incident);
    typed.set("provider", asked.provider);
    screen(&site, &signed_in, &typed, None).await
}

/// Answers `POST /console/tickets/new`.
///
/// # Errors
/// As [`ask`].
pub(super) async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let desk = Desk::of(&mut tx, &site, &signed_in).await?;
    let now = desk.reader.now;
    let done = answer::once(&mut tx, now, &signed_in, &typed, async |tx| {
        let new = command(&desk, &signed_in, &typed)?;
        signed_in.on(tx, new.page, Role::Responder).await?;
        let id = ledger::open(tx, now, signed_in.actor(), &new).await?;
        Ok(format!("{ADDRESS}/{id}?done=opened"))
    });
    let done = done.await;
    match answer::end(tx, done).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => screen(&site, &signed_in, &typed, Some(refusal)).await,
    }
}

fn command(desk: &Desk, signed_in: &SignedIn, typed: &Typed) -> Result<Open> {
    let picked = mine(desk, signed_in).find(|page| page.to_string() == typed.get("page"));
    let only = mine(desk, signed_in)
        .next()
        .filter(|_| typed.get("page").is_empty());
    let page = picked.or(only).ok_or_else(|| {
        Refusal::of("page", "choose whose team it belongs to").told("refusal-ticket-page")
    })?;
    let mut reader = desk.reader.clone();
    if let Some(page) = desk.pages.iter().find(|one| one.id == page) {
        reader.zone = page.zone.clone();
    }
    let incident = typed.filled("incident").map(str::parse::<Uuid>).transpose();
    let incident = incident.map_err(|_| Error::NotFound)?;
    Ok(Open {
        page,
        provider: typed.get("provider").to_owned(),
        incident: incident.map(IncidentId),
        reference: typed.get("reference").to_owned(),
        subject: typed.get("subject").to_owned(),
        body: typed.get("body").replace("\r\n", "\n"),
        how: typed.get("how").parse().unwrap_or(How::Mail),
        at: fields::past(&reader, typed, "at")?,
        remind_at: fields::future(&reader, typed, "remind")?,
    })
}

/// The pages that they write on.
fn mine<'a>(desk: &'a Desk, signed_in: &'a SignedIn) -> impl Iterator<Item = PageId> + 'a {
    let pages = desk.pages.iter().map(|page| page.id);
    pages.filter(|id| signed_in.role_on(*id) >= Some(Role::Responder))
}

async fn screen(
    site: &Site,
    signed_in: &SignedIn,
    typed: &Typed,
    refusal: Option<Refusal>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let desk = Desk::of(&mut tx, site, signed_in).await?;
    if mine(&desk, signed_in).next().is_none() {
        return Err(Error::NotFound);
    }
    let words = desk.words();
    let title = words.say("ticket-open");
    let about = incident_of(&mut tx, &desk, signed_in, typed).await?;
    let known = providers::followed(&mut tx).await?;
    let names: Vec<String> = known.into_iter().map(|one| one.name).collect();
    let mut form = form(&desk, signed_in, typed, &names);
    let wrong = refusal
        .as_ref()
        .map(|refusal| form.refuse(&desk.reader, refusal));
    let page = NewPage {
        frame: Frame::of(&mut tx, site, signed_in, &title)
            .await?
            .at(ADDRESS),
        back: match &about {
            Some((id, name)) => (format!("/console/incidents/{id}"), name.clone()),
            None => (ADDRESS.to_owned(), words.say("tickets-title")),
        },
        wrong,
        lead: match &about {
            Some((_, name)) => words.tell("ticket-open-about", &[("title", name)]),
            None => words.say("ticket-open-lead"),
        },
        form,
        title,
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, |one| status_of(&one)))
}

/// The incident that it is about, and what that is called; nothing where they may not see it.
async fn incident_of(
    tx: &mut Tx,
    desk: &Desk,
    signed_in: &SignedIn,
    typed: &Typed,
) -> Result<Option<(IncidentId, String)>> {
    let Ok(id) = typed.get("incident").parse().map(IncidentId) else {
        return Ok(None);
    };
    for page in mine(desk, signed_in) {
        if let Ok(found) = incidents::load(tx, page, id).await {
            let title = desk.reader.plain(&found.title).unwrap_or_default();
            return Ok(Some((id, title)));
        }
    }
    Ok(None)
}

fn form(desk: &Desk, signed_in: &SignedIn, typed: &Typed, names: &[String]) -> Form {
    let (reader, words) = (&desk.reader, desk.words());
    let chosen = typed.get("how").parse().unwrap_or(How::Mail);
    let how = |how: &How, key: &str| Pick::of(how.as_str(), words.say(key), *how == chosen);
    let ways = vec![
        how(&How::Mail, "ticket-how-mail"),
        how(&How::Phone, "ticket-how-phone"),
        how(&How::Portal, "ticket-how-portal"),
    ];
    let line = |name: &'static str, key: &str| {
        Field::of(name, words.say(key), Control::line(typed.get(name)))
    };
    let body = Control::Text {
        value: typed.get("body").to_owned(),
        rows: 4,
    };
    let hint = match names.len() {
        0 | FEW.. => words.say("ticket-provider-hint"),
        _ => words.tell("ticket-provider-known", &[("names", &reader.list(names))]),
    };
    let pages: Vec<PageId> = mine(desk, signed_in).collect();
    let pages_asked = (pages.len() > 1).then(|| {
        let picks = pages.iter().map(|id| {
            let word = id.to_string();
            let is_chosen = word == typed.get("page");
            Pick::of(word, desk.page_name(Some(*id)), is_chosen)
        });
        Field::of(
            "page",
            words.say("ticket-page"),
            Control::List(picks.collect()),
        )
    });
    let mut asked = vec![
        line("provider", "ticket-provider").hinted(hint),
        line("subject", "ticket-subject"),
        Field::of("body", words.say("ticket-open-body"), body),
        Field::of("how", words.say("ticket-how"), Control::Choice(ways)),
        line("reference", "ticket-reference").hinted(words.say("ticket-reference-hint")),
    ];
    asked.extend(pages_asked);
    let is_timed = ["at-date", "at-time", "remind-date", "remind-time"];
    Form {
        hidden: vec![
            ("key", token::new_id(reader.now).to_string()),
            ("incident", typed.get("incident").to_owned()),
        ],
        more: Some(More {
            label: words.say("ticket-more"),
            is_open: is_timed.iter().any(|name| typed.filled(name).is_some()),
            fields: vec![
                fields::time(reader, "at", "ticket-opened-at", typed)
                    .hinted(words.say("ticket-at-hint")),
                fields::time(reader, "remind", "ticket-remind", typed)
                    .hinted(words.say("ticket-remind-hint")),
            ],
        }),
        ..Form::to("ticket", format!("{ADDRESS}/new"))
            .asking(asked)
            .doing(words.say("ticket-open"), Weight::Main)
    }
}
