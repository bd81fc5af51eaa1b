//! Being told: the way in, the way to change it, and the way out; without an account and without scripts.
//!
//! Read in order: [`routes`], `choose` (by which way), `ask` (the form of one way), `fields` (what a form asks for and what
//! was typed), `manage` (what one hears; confirmed, changed, resumed), `leave`, `phone` (the code that proves a number), `push` (what one way needs beside, and its scripts ask), `screen` (what they are shown in).
//! A GET only shows: mail scanners open every link. What is answered to whoever asks is the same whether the address is
//! known or not. Not here: what is told.

mod ask;
mod choose;
mod fields;
mod leave;
mod manage;
mod phone;
mod push;
pub(super) mod screen;

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    http::{Uri, request::Parts},
    routing::{get, post},
};
use beffroi_channels::Channel;
use beffroi_domain::{MaintenanceStatus, PageId, SubscriptionId};
use uuid::Uuid;

use super::visit::Visit;
use crate::{
    ground::{Error, Result, tries::Tries},
    incidents, maintenances,
    providers::{self, Provider},
    subscribers::{self, Sender},
    web::{
        Reader, Site,
        address::{self, Asked},
        query::Query,
    },
};

pub use leave::is_leave;

/// What a form may send, in bytes.
const FORM_BYTES: usize = 64 * 1024;
/// Asked in ten minutes: from one network, and on one page.
const TRIES: (usize, usize) = (20, 5_000);

/// How often somebody may ask.
type Limits = Tries<PageId>;

/// The routes of whoever wants to be told.
pub fn routes() -> Router<Site> {
    let limits: Arc<Limits> = Arc::new(Tries::of(TRIES.0, TRIES.1));
    Router::new()
        .route("/{locale}/subscribe", get(choose::show))
        .route("/{locale}/subscribe/asked/{channel}", get(ask::asked))
        .route(
            "/{locale}/subscribe/code/{ticket}",
            get(phone::show).post(phone::submit),
        )
        .route("/s/{link}", get(phone::short))
        .route(
            "/{locale}/subscribe/{channel}",
            get(ask::show).post(ask::submit),
        )
        .route(
            "/{locale}/subscriptions/{token}",
            get(manage::show).post(manage::submit),
        )
        .route(
            "/{locale}/subscriptions/{token}/leave",
            get(leave::show).post(leave::submit),
        )
        .route("/push/key", post(push::key))
        .route("/push/mine", post(push::mine))
        .route("/push/renew", post(push::renew))
        .route("/{locale}/app.webmanifest", get(push::manifest))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(Extension(limits))
}

/// The ways that are offered on a page with this origin, in the order in which they stand there.
fn offered(site: &Site, origin: &str) -> Vec<Channel> {
    let ways = [
        Channel::Email,
        Channel::Sms,
        Channel::WebPush,
        Channel::Slack,
        Channel::Teams,
        Channel::Discord,
        Channel::Mattermost,
        Channel::GoogleChat,
        Channel::Webhook,
        Channel::Statuspage,
    ];
    let contact = subscribers::push_contact(site.push_contact.as_deref(), origin);
    let is_there = |way: &Channel| match way {
        Channel::Email => site.has_mail,
        Channel::Sms => site.sms.is_some(),
        Channel::WebPush => contact.is_some(),
        _ => true,
    };
    ways.into_iter().filter(is_there).collect()
}

/// The way that an address names.
fn way(site: &Site, origin: &str, word: &str) -> Result<Channel> {
    let mut all = offered(site, origin).into_iter();
    all.find(|one| one.as_str() == word).ok_or(Error::NotFound)
}

/// As whom letters are written for a page.
fn sender<'a>(site: &Site, reader: &'a Reader) -> Sender<'a> {
    Sender {
        base: &reader.address.origin,
        has_mail: site.has_mail,
    }
}

/// The one thing that somebody wants to be told of: an incident or a maintenance that is not over.
#[derive(Clone, Debug)]
struct About {
    /// As addresses have it: `incidents/abc`.
    rest: String,
    id: Uuid,
    title: String,
}

/// The provider that somebody came from, where the page shows it and somebody follows it.
async fn wanted(visit: &mut Visit, uri: &Uri) -> Result<Option<Provider>> {
    let query = Query::of(uri).only(&["provider"]);
    let Some(slug) = query.get("provider") else {
        return Ok(None);
    };
    let found = providers::shown_on(&mut visit.tx, visit.page.id, slug).await?;
    Ok(found.filter(|one| one.left_at.is_none()))
}

/// What stands behind the addresses of whoever came from one thing or from a provider.
fn query(about: Option<&About>, wanted: Option<&Provider>) -> String {
    match (about, wanted) {
        (Some(about), _) => format!("?about={}", about.rest),
        (None, Some(provider)) => format!("?provider={}", provider.slug),
        (None, None) => String::new(),
    }
}

/// What the address of a form is about, where that is not over yet.
async fn about(visit: &mut Visit, uri: &Uri) -> Result<Option<About>> {
    let query = Query::of(uri).only(&["about"]);
    let Some((noun, public_id)) = query.get("about").and_then(|about| about.split_once('/')) else {
        return Ok(None);
    };
    let page = visit.page.id;
    let (id, title) = match noun {
        "incidents" => {
            let found = incidents::find_by_public_id(&mut visit.tx, page, public_id).await?;
            let Some(one) = found.filter(|one| one.status.is_open()) else {
                return Ok(None);
            };
            (one.id.0, one.title)
        }
        "maintenances" => {
            let found = maintenances::find_by_public_id(&mut visit.tx, page, public_id).await?;
            let is_over = |status| status == MaintenanceStatus::Completed;
            let Some(one) = found.filter(|one| !is_over(one.status)) else {
                return Ok(None);
            };
            (one.id.0, one.title)
        }
        _ => return Ok(None),
    };
    Ok(Some(About {
        rest: format!("{noun}/{public_id}"),
        id,
        title: visit.reader.plain(&title).unwrap_or_default(),
    }))
}

/// The subscription whose token stands in an address.
async fn subscription_of(visit: &mut Visit, token: &str) -> Result<SubscriptionId> {
    let bell = subscribers::find_bell(&mut visit.tx, visit.page.id).await?;
    bell.and_then(|bell| bell.read(token))
        .ok_or(Error::NotFound)
}

/// Whether a form was ours, by what browsers say of where it stood.
fn is_from_here(parts: &Parts) -> bool {
    let nothing = Asked::default();
    let asked = parts.extensions.get().unwrap_or(&nothing);
    address::is_from_here(&parts.headers, asked)
}
