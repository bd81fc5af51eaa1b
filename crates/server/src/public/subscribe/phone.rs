//! By text message: the code that proves a number, typed on a page of its own; and the short way out that stands in each
//! message. It reads the same whether the number is known or not, and whether a code went or the number had enough today.

use std::net::IpAddr;

use askama::Template;
use axum::{
    extract::{FromRequestParts as _, Path, State},
    http::{StatusCode, request::Parts},
    response::Response,
};

use super::{
    ask::{elsewhere, status},
    fields::{Sent, Typed},
    is_from_here, screen, sender,
};
use crate::{
    ground::{Error, Refusal, RefusalKind, Result, tries},
    public::visit::{Program, Visit},
    subscribers::{
        self, Ask, Sender,
        phone::{self, Asked, Proved},
    },
    web::{Layout, Reader, Site},
};

/// The form that a code is typed into.
#[derive(Template)]
#[template(path = "public/subscribe/code.html")]
struct CodePage {
    layout: Layout,
    title: String,
    lead: String,
    action: String,
    wrong: Option<String>,
    label: String,
    hint: String,
    submit: String,
    late: String,
    again: (String, String),
}

/// Has a code sent, and leads to where it is typed; or says why none can be, for the form that comes back.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn ask(
    site: &Site,
    reader: &Reader,
    client: Option<IpAddr>,
    asked: &Ask,
) -> Result<Result<Response, Refusal>> {
    let sms = site.sms.as_deref().ok_or(Error::NotFound)?;
    let network = tries::network(client).to_string();
    let mut tx = site.db.begin().await?;
    let of = (sender(site, reader), house(site));
    let now = site.clock.now();
    let done = phone::ask_by_phone(&mut tx, now, sms, of, &network, asked).await;
    match done {
        Ok(Asked::Sent(ticket)) => {
            tx.commit().await?;
            let place = reader.path(&format!("subscribe/code/{ticket}"));
            Ok(Ok(screen::see(&place)))
        }
        Ok(Asked::Closed(refusal)) => {
            tx.commit().await?;
            Ok(Err(refusal))
        }
        Err(Error::Refused(refusal)) => Ok(Err(refusal)),
        Err(error) => Err(error),
    }
}

/// Answers `/{locale}/subscribe/code/{ticket}`.
///
/// # Errors
/// `NotFound` for a ticket that is none of ours; a fault when the database is away.
pub(super) async fn show(
    Path((_, ticket)): Path<(String, String)>,
    mut visit: Visit,
) -> Result<Response> {
    let ends = ending(&mut visit, &ticket).await?;
    screen::own(&page(&visit, &ticket, &ends, None), StatusCode::OK)
}

/// Tries a code.
///
/// # Errors
/// As [`show`].
pub(super) async fn submit(
    State(site): State<Site>,
    Path((_, ticket)): Path<(String, String)>,
    mut parts: Parts,
    form: Sent,
) -> Result<Response> {
    let Visit {
        page: whose,
        reader,
        tx,
        ..
    } = Visit::from_request_parts(&mut parts, &site).await?;
    // Nobody holds one connection and waits for another.
    drop(tx);
    let typed = Typed::of(form);
    let refusal = match is_from_here(&parts) {
        false => elsewhere(),
        true => {
            let (now, sender) = (site.clock.now(), sender(&site, &reader));
            let mut tx = site.db.begin().await?;
            let code = typed.get("code");
            let proved = phone::prove(&mut tx, now, sender, whose.id, &ticket, code).await?;
            // A wrong one counts too.
            tx.commit().await?;
            match proved {
                Proved::Yes(sub) => return welcome(&site, &reader, &sub).await,
                Proved::Wrong => wrong(),
                Proved::Over => over(),
            }
        }
    };
    let mut visit = Visit::from_request_parts(&mut parts, &site).await?;
    let ends = ending(&mut visit, &ticket).await?;
    let page = page(&visit, &ticket, &ends, Some(&refusal));
    screen::own(&page, status(&[refusal]))
}

/// Answers `/s/{link}`: leads to the way out of whoever was sent these letters.
///
/// # Errors
/// `NotFound` for letters that nobody was sent; a fault when the database is away.
pub(super) async fn short(
    Path(link): Path<String>,
    Program(mut visit): Program,
) -> Result<Response> {
    let bell = subscribers::find_bell(&mut visit.tx, visit.page.id).await?;
    let bell = bell.ok_or(Error::NotFound)?;
    let id = phone::find_link(&mut visit.tx, &bell, &link).await?;
    let id = id.ok_or(Error::NotFound)?;
    let sub = subscribers::find(&mut visit.tx, id).await?;
    let locale = sub.map(|sub| sub.wishes.locale);
    let locale = locale.as_ref().unwrap_or(visit.reader.locale());
    let base = &visit.reader.address;
    let rest = format!("subscriptions/{}/leave", bell.token(id));
    Ok(screen::see(&base.path_in(locale, &rest)))
}

/// What one hears, now that the number is proved.
async fn welcome(
    site: &Site,
    reader: &Reader,
    sub: &subscribers::Subscription,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let bell = subscribers::find_bell(&mut tx, sub.page).await?;
    let token = bell.ok_or(Error::NotFound)?.token(sub.id);
    Ok(screen::see(&reader.path(&format!("subscriptions/{token}"))))
}

/// The last figures of the number that a ticket is for.
async fn ending(visit: &mut Visit, ticket: &str) -> Result<String> {
    let code = phone::find_code(&mut visit.tx, visit.page.id, ticket).await?;
    let sub = subscribers::find(&mut visit.tx, code.subscription).await?;
    let sub = sub.ok_or(Error::NotFound)?;
    let at = sub.address.len().saturating_sub(2);
    Ok(sub.address.get(at..).unwrap_or_default().to_owned())
}

/// The installation itself, which writes to those who administer it.
fn house(site: &Site) -> Sender<'_> {
    Sender {
        base: &site.public_url,
        has_mail: site.has_mail,
    }
}

fn page(visit: &Visit, ticket: &str, ends: &str, refusal: Option<&Refusal>) -> CodePage {
    let reader = &visit.reader;
    let title = reader.say("code-title");
    CodePage {
        layout: screen::frame(visit, &title),
        title,
        lead: reader.words.tell("code-lead", &[("ends", ends)]),
        action: reader.path(&format!("subscribe/code/{ticket}")),
        wrong: refusal.map(|refusal| reader.words.refused(refusal)),
        label: reader.say("code-label"),
        hint: reader.say("code-hint"),
        submit: reader.say("code-submit"),
        late: reader.say("code-late"),
        again: (reader.path("subscribe/sms"), reader.say("code-again")),
    }
}

fn wrong() -> Refusal {
    let message = "these are not the figures that were sent; look again at the message";
    Refusal::of("code", message).told("refusal-subscription-code")
}

fn over() -> Refusal {
    let message = "this code no longer holds; ask for another";
    Refusal::of("code", message)
        .being(RefusalKind::Conflict)
        .told("refusal-subscription-code-over")
}
