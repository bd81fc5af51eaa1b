//! Whoever asks the console: a member with a session in a cookie. [`recognize`] stands before every route
//! of the console and lets in nobody else; handlers take [`SignedIn`] from what it noted.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use beffroi_domain::{Actor, Locale, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    Grant, Member, Role, Session, find_by_id, find_waiting, has_factor, roles_of,
    session::{self, LASTS, find_session},
};
use crate::{
    ground::{Error, Refusal, Result, Tx},
    web::{Site, cache::Policy, cookie, negotiate, query::encoded, words},
};

/// The cookie that carries a session.
const COOKIE: &str = "beffroi";

/// Marks the answer to whoever wanted to change something and is not signed in.
#[derive(Clone, Copy, Debug)]
pub struct NoSession;

/// A member who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub member: Member,
    /// What they may, as it was when the request came; for what is shown, not for what is done.
    pub grants: Vec<Grant>,
    /// The language of their console.
    pub locale: Locale,
    /// Their session.
    pub session: Uuid,
    /// When they came in.
    pub since: Timestamp,
    /// Whether the installation asks everybody for a second factor, and they have none yet.
    pub lacks_factor: bool,
}

impl FromRequestParts<Site> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self> {
        parts.extensions.get().cloned().ok_or(Error::NotFound)
    }
}

impl SignedIn {
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::Member(self.member.id.0)
    }

    /// Lets on where the member has at least `role` on the page; asked of the database in the same
    /// transaction as the deed.
    ///
    /// # Errors
    /// `NotFound` where they have no role on it; `Refused` (403) where theirs is too low.
    pub async fn on(&self, tx: &mut Tx, page: PageId, role: Role) -> Result<()> {
        let grants = roles_of(tx, self.member.id).await?;
        enough(highest(&grants, Some(page)), role)
    }

    /// As [`SignedIn::on`], for what concerns all pages.
    ///
    /// # Errors
    /// `NotFound` where they have no role on all pages; `Refused` (403) where theirs is too low.
    pub async fn everywhere(&self, tx: &mut Tx, role: Role) -> Result<()> {
        let grants = roles_of(tx, self.member.id).await?;
        enough(highest(&grants, None), role)
    }

    /// Their role on a page, for what is shown.
    #[must_use]
    pub fn role_on(&self, page: PageId) -> Option<Role> {
        highest(&self.grants, Some(page))
    }

    /// Their role on all pages, for what is shown.
    #[must_use]
    pub fn role_everywhere(&self) -> Option<Role> {
        highest(&self.grants, None)
    }
}

/// The highest role on a page, where one on all pages counts too; on all pages alone without one.
fn highest(grants: &[Grant], page: Option<PageId>) -> Option<Role> {
    let counts = |grant: &&Grant| grant.page.is_none() || grant.page == page;
    let counting = grants.iter().filter(counts);
    counting.map(|grant| grant.role).max()
}

fn enough(own: Option<Role>, asked: Role) -> Result<()> {
    match own {
        None => Err(Error::NotFound),
        Some(own) if own < asked => Err(lacks(own, asked).into()),
        Some(_) => Ok(()),
    }
}

fn lacks(own: Role, asked: Role) -> Refusal {
    let message = format!(
        "you are {} here; this takes a {}",
        own.as_str(),
        asked.as_str()
    );
    let key = match asked {
        Role::Reader | Role::Responder => "refusal-role-responder",
        Role::Publisher => "refusal-role-publisher",
        Role::Administrator => "refusal-role-administrator",
    };
    Refusal::forbidden(message).told(key)
}

/// Lets a member in, and notes who it is. Whoever else asks for a page is led to the sign-in, whatever the
/// address; whatever else they ask is not there.
pub async fn recognize(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    match find_signed_in(&site, request.headers()).await {
        Ok(Some(signed_in)) => {
            request.extensions_mut().insert(signed_in);
            next.run(request).await
        }
        Ok(None) if *request.method() == Method::GET => to_sign_in(&request),
        Ok(None) => {
            let mut response = Error::NotFound.into_response();
            response.extensions_mut().insert(NoSession);
            response
        }
        Err(error) => error.into_response(),
    }
}

/// Who is signed in with the cookie of a request.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_signed_in(site: &Site, headers: &HeaderMap) -> Result<Option<SignedIn>> {
    let name = cookie::name(&site.public_url, COOKIE);
    let Some(secret) = cookie::named(headers, &name).next() else {
        return Ok(None);
    };
    let now = site.clock.now();
    let mut tx = site.db.snapshot().await?;
    let found = find_session(&mut tx, now, secret).await?;
    let Some(session) = found.filter(|session| session.is_proved) else {
        return Ok(None);
    };
    let Some(member) = find_by_id(&mut tx, session.member).await? else {
        return Ok(None);
    };
    let grants = roles_of(&mut tx, member.id).await?;
    let is_asked = site.wants_factor && session.way.wants_factor();
    let lacks_factor = is_asked && !has_factor(&mut tx, member.id).await?;
    drop(tx);
    if session::is_stale(&session, now)
        && let Err(error) = note(site, now, session.id).await
    {
        tracing::debug!(%error, "that a session is used could not be noted");
    }
    Ok(Some(SignedIn {
        locale: locale_of(&member, headers),
        session: session.id,
        since: session.created_at,
        member,
        grants,
        lacks_factor,
    }))
}

async fn note(site: &Site, now: Timestamp, session: Uuid) -> Result<()> {
    let mut tx = site.db.begin().await?;
    session::touch(&mut tx, now, session).await?;
    tx.commit().await
}

/// The session of this browser of which a second factor is still asked.
///
/// # Errors
/// A fault when the database is away.
pub async fn waiting(tx: &mut Tx, site: &Site, headers: &HeaderMap) -> Result<Option<Session>> {
    let name = cookie::name(&site.public_url, COOKIE);
    match cookie::named(headers, &name).next() {
        Some(secret) => find_waiting(tx, site.clock.now(), secret).await,
        None => Ok(None),
    }
}

/// The language of a member's console: their own, else what the browser asks for.
fn locale_of(member: &Member, headers: &HeaderMap) -> Locale {
    let ours: Vec<Locale> = words::all().map(|words| words.locale().clone()).collect();
    let own = member.locale.clone().filter(|own| ours.contains(own));
    own.unwrap_or_else(|| negotiate::locale(headers, &ours).clone())
}

fn to_sign_in(request: &Request) -> Response {
    let asked = request.uri().path_and_query();
    let asked = asked.map_or("/console/", |asked| asked.as_str());
    let place = format!("/console/sign-in?to={}", escaped(asked));
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Policy::Never.write(response.headers_mut());
    response
}

/// As a value of a query, where slashes may stand as they are.
fn escaped(text: &str) -> String {
    encoded(text).replace("%2F", "/")
}

/// The cookie of a new session.
#[must_use]
pub fn cookie(site: &Site, secret: &str) -> String {
    cookie::set(&site.public_url, COOKIE, secret, LASTS.as_secs())
}

/// The cookie that takes an ended session out of the browser.
#[must_use]
pub fn cookie_ended(site: &Site) -> String {
    cookie::set(&site.public_url, COOKIE, "", 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(n: u128) -> PageId {
        PageId(Uuid::from_u128(n))
    }

    #[test]
    fn a_role_counts_on_its_page_and_one_on_all_counts_everywhere() {
        let one = Grant {
            page: Some(page(1)),
            role: Role::Publisher,
        };
        let all = Grant {
            page: None,
            role: Role::Reader,
        };

        assert_eq!(highest(&[one], Some(page(1))), Some(Role::Publisher));
        assert_eq!(highest(&[one], Some(page(2))), None);
        assert_eq!(highest(&[one, all], Some(page(2))), Some(Role::Reader));
        assert_eq!(highest(&[one], None), None);
    }

    #[test]
    fn without_a_role_nothing_is_there_and_with_a_low_one_it_says_so() {
        assert!(matches!(enough(None, Role::Reader), Err(Error::NotFound)));
        assert!(matches!(
            enough(Some(Role::Responder), Role::Publisher),
            Err(Error::Refused(_))
        ));
        assert!(enough(Some(Role::Administrator), Role::Publisher).is_ok());
    }

    #[test]
    fn an_address_is_escaped_as_a_value() {
        assert_eq!(escaped("/console/?a=b&c"), "/console/%3Fa%3Db%26c");
    }
}
