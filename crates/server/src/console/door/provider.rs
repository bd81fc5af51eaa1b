//! Signing in through another provider: there by a form, back by an address.
//!
//! The way back is the one GET here that begins something: the protocol has it so. It needs the cookie that the form set
//! in this very browser, which goes with it, and leads on at once, so that no code stays in an address.
//! The way there is a page that leads on, since a form of ours may be answered by nobody but us.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Query, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use beffroi_domain::MemberId;

use super::{Caller, DoorPage, Limits, agent, on, place, sign_in};
use crate::{
    console::{
        answer::{self, see_other},
        form::{Form, Typed, Weight},
        frame::Frame,
    },
    ground::{Error, Result},
    members::{
        self, Way,
        oidc::{self, Came, Ceremony, Provider, Stop},
    },
    web::{Site, Words, cookie, query::encoded},
};

/// Where a sign-in through the provider begins.
pub(super) const ADDRESS: &str = "/console/provider";
/// Where the provider leads back to.
pub(super) const BACK: &str = "/console/provider/back";
const COOKIE: &str = "beffroi-provider";

/// The provider that people sign in through, where one is set.
pub(in crate::console) type Through = Option<Arc<Provider>>;

/// The way in that stands beside the password, where a provider is set.
pub(super) fn form(site: &Site, words: &Words, to: &str) -> Option<Form> {
    let name = site.provider.as_deref()?;
    let enter = words.tell("provider-enter", &[("provider", name)]);
    Some(Form {
        hidden: vec![("to", to.to_owned())],
        ..Form::to("provider", ADDRESS).doing(enter, Weight::Quiet)
    })
}

/// Begins a sign-in.
pub(super) async fn begin(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    Extension(through): Extension<Through>,
    caller: Caller,
    typed: Typed,
) -> Result<Response> {
    let provider = through.ok_or(Error::NotFound)?;
    let (now, to) = (site.clock.now(), place(typed.filled("to")));
    let out = |refusal| sign_in::page(&site, caller.words, "", to).refused(caller.words, &refusal);
    if !limits.addresses.take(&(), caller.client, now) {
        return out(sign_in::too_many());
    }
    let ceremony = Ceremony::begin(now, None, to);
    match lead_there(&site, &provider, caller.words, &ceremony).await {
        Err(Error::Refused(refusal)) => out(refusal),
        led => led,
    }
}

/// A page that leads to the provider, with what the browser must bring back.
pub(in crate::console) async fn lead_there(
    site: &Site,
    provider: &Provider,
    words: &Words,
    ceremony: &Ceremony,
) -> Result<Response> {
    let way = provider
        .way(site.clock.now(), ceremony, &back_to(site))
        .await?;
    let name = [("provider", provider.settings().name.as_str())];
    let title = words.tell("provider-leads", &name);
    let page = DoorPage {
        frame: Frame::outside(words, &title, None),
        title,
        lead: Some(words.say("provider-leads-lead")),
        wrong: None,
        forms: vec![],
        note: None,
        onward: Some((way.clone(), words.tell("provider-go", &name))),
    };
    let mut response = answer::page(&page, StatusCode::OK)?;
    let headers = response.headers_mut();
    let on = HeaderValue::from_str(&format!("0;url={way}")).map_err(anyhow::Error::from)?;
    headers.insert(HeaderName::from_static("refresh"), on);
    let sealed = ceremony.sealed(provider.key());
    add_cookie(
        &mut response,
        &cookie::set(&site.public_url, COOKIE, &sealed, Ceremony::SECONDS),
    );
    Ok(response)
}

/// Takes back whoever was led there: signs them in, or links their account.
pub(super) async fn back(
    State(site): State<Site>,
    Extension(limits): Extension<Arc<Limits>>,
    Extension(through): Extension<Through>,
    caller: Caller,
    Query(came): Query<Came>,
) -> Result<Response> {
    let provider = through.ok_or(Error::NotFound)?;
    let now = site.clock.now();
    let name = cookie::name(&site.public_url, COOKIE);
    let opened = cookie::named(&caller.headers, &name)
        .next()
        .and_then(|sealed| Ceremony::opened(provider.key(), sealed, now));
    let is_free = limits.addresses.take(&(), caller.client, now);
    let Some(ceremony) = opened.filter(|_| is_free) else {
        return Ok(stopped(None, Stop::Stale));
    };
    let done = match ceremony.member {
        None => come_in(&site, &provider, &caller, &ceremony, &came).await,
        Some(member) => link(&site, &provider, &caller, &ceremony, &came, member).await,
    };
    let mut response = match done {
        Ok(response) => {
            limits.addresses.forgive(&(), caller.client);
            response
        }
        Err(Error::Refused(refusal)) => {
            let stop = Stop::of(&refusal).unwrap_or(Stop::Untrusted);
            stopped(ceremony.member, stop)
        }
        Err(error) => return Err(error),
    };
    add_cookie(&mut response, &cookie::set(&site.public_url, COOKIE, "", 0));
    Ok(response)
}

async fn come_in(
    site: &Site,
    provider: &Provider,
    caller: &Caller,
    ceremony: &Ceremony,
    came: &Came,
) -> Result<Response> {
    let now = site.clock.now();
    let identity = provider
        .identity(now, ceremony, &back_to(site), came)
        .await?;
    let mut tx = site.db.begin().await?;
    let member = oidc::enter(&mut tx, now, provider.settings(), &identity).await?;
    let agent = agent(&caller.headers);
    let entry = members::enter(&mut tx, now, member, Way::Provider, &agent).await?;
    tx.commit().await?;
    Ok(on(site, &entry, place(Some(&ceremony.to))))
}

/// Whoever began must still be signed in, in the same browser.
async fn link(
    site: &Site,
    provider: &Provider,
    caller: &Caller,
    ceremony: &Ceremony,
    came: &Came,
    member: MemberId,
) -> Result<Response> {
    let now = site.clock.now();
    let signed_in = members::find_signed_in(site, &caller.headers).await?;
    let signed_in = signed_in
        .filter(|signed_in| signed_in.member.id == member)
        .ok_or_else(|| provider.refusal(Stop::Stale))?;
    let identity = provider
        .identity(now, ceremony, &back_to(site), came)
        .await?;
    let mut tx = site.db.begin().await?;
    let (actor, settings) = (signed_in.actor(), provider.settings());
    oidc::link_identity(&mut tx, now, actor, member, settings, &identity).await?;
    tx.commit().await?;
    Ok(see_other(place(Some(&ceremony.to))))
}

/// Leads to where it is said what was in the way.
fn stopped(member: Option<MemberId>, stop: Stop) -> Response {
    let screen = match member {
        Some(_) => "/console/account/provider",
        None => "/console/sign-in",
    };
    see_other(&format!("{screen}?stopped={}", encoded(stop.word())))
}

fn back_to(site: &Site) -> String {
    format!("{}{BACK}", site.public_url)
}

fn add_cookie(response: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
