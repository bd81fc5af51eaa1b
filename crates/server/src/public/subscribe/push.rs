//! Being told in this browser: what the form has beside its fields, and what the page's scripts ask.
//!
//! Read in order: [`Sheet`] (hidden until the script has looked whether the browser can), [`asked`]; then what scripts call:
//! [`key`], [`mine`] and [`renew`]; and [`manifest`], without which a telephone of Apple's tells nobody.
//! The scripts are `assets/push.js` and `assets/push-worker.js`. Whoever shows an address and its secret is that browser.

use std::sync::Arc;

use askama::{Template, filters::HtmlSafe};
use axum::{
    Extension,
    extract::{FromRequestParts as _, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use beffroi_channels::Channel;
use serde_json::json;

use super::{
    Limits,
    ask::{elsewhere, status, too_many},
    fields::{Sent, Typed},
    is_from_here, offered, screen, sender,
};
use crate::{
    ground::{Error, Refusal, Result},
    public::visit::{Program, Visit},
    subscribers::{self, Address, OwnBrowser},
    web::{Layout, Reader, Site, address::Client, answer, assets, cache::Policy},
};

/// What stands beside the choice or the form for the page's script; printed where notifications are offered.
#[derive(Template)]
#[template(path = "public/subscribe/push.html")]
pub(super) struct Sheet {
    /// Where the page begins, as the script's scope; and the language of the answers.
    base: String,
    locale: String,
    script: String,
    /// What is said without scripts, and where the browser cannot, or cannot yet.
    without: String,
    cannot: String,
    home: String,
    /// The way to what this browser hears.
    mine: String,
    denied: String,
    failed: String,
}

impl HtmlSafe for Sheet {}

impl Sheet {
    /// In the words of a reader.
    pub(super) fn of(reader: &Reader) -> Self {
        let say = |key: &str| reader.say(key);
        Self {
            base: reader.address.path(""),
            locale: reader.locale().to_string(),
            script: assets::address("push.js"),
            without: say("push-without"),
            cannot: say("push-cannot"),
            home: say("push-home"),
            mine: say("push-mine"),
            denied: say("push-denied"),
            failed: say("push-failed"),
        }
    }
}

/// Names what stands on a home screen, where notifications are offered.
pub(super) fn name(layout: &mut Layout, reader: &Reader) {
    layout.manifest = Some(reader.path("app.webmanifest"));
}

/// What happens now; the script leads on by itself once the browser has said yes.
#[derive(Template)]
#[template(path = "public/subscribe/pushed.html")]
struct PushedPage {
    layout: Layout,
    title: String,
    lead: String,
    late: String,
    base: String,
    locale: String,
    script: String,
    ways: Vec<(String, String)>,
}

/// Answers `/{locale}/subscribe/asked/web_push`.
///
/// # Errors
/// A fault when it cannot be printed.
pub(super) fn asked(visit: &Visit) -> Result<Response> {
    let reader = &visit.reader;
    let say = |key: &str| reader.say(key);
    let page = PushedPage {
        layout: screen::frame(visit, &say("subscribe-asked-title")),
        title: say("push-asked-title"),
        lead: say("push-asked"),
        late: say("push-asked-late"),
        base: reader.address.path(""),
        locale: reader.locale().to_string(),
        script: assets::address("push.js"),
        ways: vec![
            (reader.path(""), say("way-now")),
            (reader.path("subscribe/web_push"), say("push-again")),
        ],
    };
    screen::own(&page, StatusCode::OK)
}

/// What a browser said in a form.
pub(super) fn browser(typed: &Typed) -> Result<OwnBrowser, Refusal> {
    let [endpoint, p256dh, auth] = ["endpoint", "p256dh", "auth"].map(|name| typed.get(name));
    OwnBrowser::read(endpoint, p256dh, auth)
}

/// Answers `POST /push/key`: by which key the services of browsers know the page. It is made with the first that asks.
///
/// # Errors
/// `NotFound` where browsers are not told; a fault when the database is away.
pub(super) async fn key(State(site): State<Site>, mut parts: Parts) -> Result<Response> {
    let Program(mut visit) = Program::from_request_parts(&mut parts, &site).await?;
    let origin = visit.reader.address.origin.clone();
    let contact = subscribers::push_contact(site.push_contact.as_deref(), &origin);
    let contact = contact.ok_or(Error::NotFound)?;
    if !is_from_here(&parts) {
        return Ok(refused(&elsewhere()));
    }
    let bell = subscribers::find_bell(&mut visit.tx, visit.page.id).await?;
    if let Some(vapid) = bell.and_then(|bell| bell.vapid(contact)) {
        return Ok(plain(vapid.public().to_owned()));
    }
    // Nobody holds one connection and waits for another.
    let page = visit.page.id;
    drop(visit);
    let mut tx = site.db.begin().await?;
    let bell = subscribers::bell_for_browsers(&mut tx, site.clock.now(), page).await?;
    tx.commit().await?;
    let vapid = bell.vapid(contact).ok_or(Error::NotFound)?;
    Ok(plain(vapid.public().to_owned()))
}

/// Answers `POST /push/mine`: where a browser changes what it hears; nothing where it hears nothing.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn mine(
    State(site): State<Site>,
    mut parts: Parts,
    form: Sent,
) -> Result<Response> {
    let Program(mut visit) = Program::from_request_parts(&mut parts, &site).await?;
    if !is_from_here(&parts) {
        return Ok(refused(&elsewhere()));
    }
    let typed = Typed::of(form);
    let bell = subscribers::find_bell(&mut visit.tx, visit.page.id).await?;
    let address = Address::of(Channel::WebPush, typed.get("endpoint"));
    let Some((bell, address)) = bell.zip(address.ok()) else {
        return Ok(nothing());
    };
    let auth = typed.get("auth");
    let heard = subscribers::of_browser(&mut visit.tx, &bell, &address, auth).await?;
    Ok(match heard.first() {
        Some(one) => {
            let rest = format!("subscriptions/{}", bell.token(one.id));
            plain(visit.reader.path(&rest))
        }
        None => nothing(),
    })
}

/// Answers `POST /push/renew`: a browser has another address, and hears there what it heard once that has said yes.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn renew(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    mut parts: Parts,
    form: Sent,
) -> Result<Response> {
    let Program(mut visit) = Program::from_request_parts(&mut parts, &site).await?;
    let (typed, now) = (Typed::of(form), site.clock.now());
    if !is_from_here(&parts) {
        return Ok(refused(&elsewhere()));
    }
    let client = parts.extensions.get().map(|Client(client)| *client);
    if !limits.take(&visit.page.id, client, now) {
        return Ok(refused(&too_many()));
    }
    let new = match browser(&typed) {
        Ok(new) => new,
        Err(refusal) => return Ok(refused(&refusal)),
    };
    let bell = subscribers::find_bell(&mut visit.tx, visit.page.id).await?;
    let old = Address::of(Channel::WebPush, typed.get("old_endpoint"));
    let Some((bell, old)) = bell.zip(old.ok()) else {
        return Ok(nothing());
    };
    let auth = typed.get("old_auth");
    let heard = subscribers::of_browser(&mut visit.tx, &bell, &old, auth).await?;
    // Nobody holds one connection and waits for another.
    let Visit { reader, tx, .. } = visit;
    drop(tx);
    let mut tx = site.db.begin().await?;
    subscribers::renew(&mut tx, now, sender(&site, &reader), &heard, &new).await?;
    tx.commit().await?;
    Ok(nothing())
}

/// Answers `/{locale}/app.webmanifest`: what the page is called where it stands on a home screen. Browsers of Apple's
/// telephones show notifications of such pages alone.
///
/// # Errors
/// `NotFound` where browsers are not told; a fault when it cannot be printed.
pub(super) async fn manifest(State(site): State<Site>, visit: Visit) -> Result<Response> {
    let reader = &visit.reader;
    if !offered(&site, &reader.address.origin).contains(&Channel::WebPush) {
        return Err(Error::NotFound);
    }
    let icon = |size: u16| {
        json!({
            "src": assets::address(&format!("icon-{size}.png")),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
            "purpose": "any maskable",
        })
    };
    let name = visit.page.name_in(reader.locale());
    let manifest = json!({
        "id": reader.address.path(""),
        "name": reader.words.tell("title-status", &[("site", name)]),
        "short_name": name,
        "lang": reader.locale().as_str(),
        "start_url": reader.path(""),
        "scope": reader.address.path(""),
        "display": "standalone",
        "icons": [icon(192), icon(512)],
    });
    Ok(answer::data(
        "application/manifest+json",
        manifest.to_string(),
    ))
}

fn plain(text: String) -> Response {
    unkept(text.into_response())
}

fn nothing() -> Response {
    unkept(StatusCode::NO_CONTENT.into_response())
}

/// For a script: nobody reads it, and the form says it in words.
fn refused(refusal: &Refusal) -> Response {
    let status = status(std::slice::from_ref(refusal));
    let mut response = unkept(status.into_response());
    if status == StatusCode::TOO_MANY_REQUESTS {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("600"));
    }
    response
}

fn unkept(mut response: Response) -> Response {
    Policy::Never.write(response.headers_mut());
    response
}
