//! The door of the console: signing in and out, one-time links, and the language of what is said there.
//!
//! Read in order: [`routes`], `sign_in`, `second` (a code for the second factor), `passkey`, `provider` (signing in through
//! another), `welcome` (what a link lets do), `recover` (a link by mail), `confirm` (an address for duty), `out`.
//! Whether there is an account is told to nobody: the answer is the same, and takes as long.

mod confirm;
mod out;
mod passkey;
mod provider;
mod recover;
mod second;
mod sign_in;
mod welcome;

use std::net::IpAddr;

use askama::Template;
use axum::{
    Router,
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::Response,
    routing::{get, post},
};
use beffroi_domain::{Locale, MemberId};
use jiff::Timestamp;

use super::{
    answer::{page, see_other, status_of},
    form::{Form, Wrong},
    frame::{Frame, ours},
};
use crate::{
    ground::{Error, Refusal, Result, tries::Tries},
    members::{self, Entry},
    web::{Site, Words, address::Client, negotiate, query::encoded, words},
};

pub(super) use out::{set_language, sign_out};
pub(super) use passkey::with_passkeys;
pub(super) use provider::{Through, lead_there};

/// How often somebody may try in ten minutes.
#[derive(Debug)]
pub(super) struct Limits {
    /// At one account: from one address, and in all.
    accounts: Tries<String>,
    /// At whatever account, from one address.
    addresses: Tries<()>,
    /// For a letter to one account: from one address, and in all.
    letters: Tries<String>,
    /// Of a member who has shown the first already: codes, and the password once more.
    proofs: Tries<MemberId>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            accounts: Tries::of(10, 50),
            addresses: Tries::of(30, 3000),
            letters: Tries::of(3, 6),
            proofs: Tries::of(5, 10),
        }
    }
}

impl Limits {
    /// Counts a try of a member's who has shown the first already.
    ///
    /// # Errors
    /// `Refused` where there were too many.
    pub(super) fn prove(
        &self,
        member: MemberId,
        client: Option<IpAddr>,
        now: Timestamp,
    ) -> Result<()> {
        match self.proofs.take(&member, client, now) {
            true => Ok(()),
            false => Err(sign_in::too_many().into()),
        }
    }

    /// Forgets the tries of whoever has proved who they are.
    pub(super) fn forgive(&self, member: MemberId, client: Option<IpAddr>) {
        self.proofs.forgive(&member, client);
    }
}

/// The routes of the door.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/console/sign-in", get(sign_in::ask).post(sign_in::submit))
        .route(second::ADDRESS, get(second::ask).post(second::submit))
        .route(passkey::ADDRESS, post(passkey::submit))
        .route(passkey::ASK, post(passkey::ask))
        .route(provider::ADDRESS, post(provider::begin))
        .route(provider::BACK, get(provider::back))
        .route("/console/recover", get(recover::ask).post(recover::submit))
        .route("/console/welcome", get(welcome::ask).post(welcome::submit))
        .route("/console/confirm", get(confirm::ask).post(confirm::submit))
}

/// What one looks at before one has come in.
#[derive(Template)]
#[template(path = "console/door/door.html")]
struct DoorPage {
    frame: Frame,
    title: String,
    lead: Option<String>,
    wrong: Option<Wrong>,
    /// Ways in; what was wrong was wrong with the first.
    forms: Vec<Form>,
    note: Option<String>,
    onward: Option<(String, String)>,
}

impl DoorPage {
    /// Says what was wrong, at its field and on top.
    fn refused(mut self, words: &Words, refusal: &Refusal) -> Result<Response> {
        let first = self.forms.first_mut();
        self.wrong = first.map(|form| form.refuse_in(words, refusal));
        page(&self, status_of(refusal))
    }
}

/// Who asks at the door: in which language, and from where.
struct Caller {
    words: &'static Words,
    client: Option<IpAddr>,
    headers: HeaderMap,
}

impl FromRequestParts<Site> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self> {
        let ours = ours();
        let asked = parts.uri.query().unwrap_or_default();
        let named = asked
            .split('&')
            .find_map(|pair| pair.strip_prefix("locale="));
        let named = named.and_then(|tag| ours.iter().find(|locale| locale.as_str() == tag));
        let locale: &Locale = named.unwrap_or_else(|| negotiate::locale(&parts.headers, &ours));
        Ok(Self {
            words: words::first_of([locale]),
            client: parts.extensions.get().map(|Client(client)| *client),
            headers: parts.headers.clone(),
        })
    }
}

/// A place of the console to lead to afterwards; its first page for anything that is none.
fn place(to: Option<&str>) -> &str {
    let is_ours = |to: &&str| {
        to.starts_with("/console/")
            && !to.contains("//")
            && to
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
    };
    to.filter(is_ours).unwrap_or("/console/")
}

/// On to where they wanted, or to the question for the second factor, with the cookie of the session.
fn on(site: &Site, entry: &Entry, to: &str) -> Response {
    let place = match entry {
        Entry::In(_) => to.to_owned(),
        Entry::Asked(_) => format!("{}?to={}", second::ADDRESS, encoded(to)),
    };
    with_cookie(see_other(&place), &members::cookie(site, entry.secret()))
}

fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// Browser and system, in short, so that whoever looks through their sessions knows them again.
pub(super) fn agent(headers: &HeaderMap) -> String {
    let said = headers.get(header::USER_AGENT);
    let said = said
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let first = |known: &[(&str, &'static str)]| {
        let found = known.iter().find(|(sign, _)| said.contains(sign));
        found.map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    let parts: Vec<&str> = browser.into_iter().chain(system).collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere() {
        for bad in [
            "https://evil.example/",
            "//evil.example",
            "/console//evil",
            "/fr/",
            "/console/\\evil",
            "/console/a\nb",
        ] {
            assert_eq!(place(Some(bad)), "/console/", "{bad}");
        }
        assert_eq!(place(Some("/console/members?a=b")), "/console/members?a=b");
    }

    #[test]
    fn a_browser_is_known_again() {
        let mut headers = HeaderMap::new();
        let said = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        headers.insert(header::USER_AGENT, said.parse().unwrap());

        assert_eq!(agent(&headers), "Firefox · Linux");
        assert_eq!(agent(&HeaderMap::new()), "");
    }
}
