//! Other people's status pages: each format on replies of our own making, and on recordings where they are at hand.

#![expect(clippy::unwrap_used, reason = "in a test, what cannot be is a failure")]

mod all;
mod apple;
mod aws;
mod azure;
mod beffroi;
mod betterstack;
mod cachet;
mod checkly;
mod cstate;
mod detect;
mod detect_pages;
mod feed;
mod gatus;
mod google;
mod heroku;
mod html;
mod incidentio;
mod instatus;
mod paypal;
mod recordings;
mod rootly;
mod salesforce;
mod slack;
mod statusio;
mod statuspage;
mod statuspal;
mod upptime;
mod uptimekuma;
mod yandex;

use std::path::Path;

use beffroi_domain::Locale;
use beffroi_readers::watch::{Blind, Context, Form, Notice, Part, Place, Reply, Seen, form};
use jiff::{Timestamp, tz::TimeZone};

/// A reply that stands in this folder.
pub fn own(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/watch/replies")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A recording of somebody's page; `None`, said aloud, where the recordings are not at hand.
pub fn recorded(name: &str) -> Option<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/interop/fixtures");
    if !folder.is_dir() {
        eprintln!("NOT RUN: the recordings are not at hand, {name} was not read");
        return None;
    }
    Some(std::fs::read(folder.join(name)).unwrap())
}

/// What a reader is told in these tests.
pub fn context() -> Context {
    let locales = ["en", "fr", "it"].map(|tag| tag.parse::<Locale>().unwrap());
    Context {
        now: at("2026-07-29T18:00:00Z"),
        place: Place::of("https://status.example.com"),
        name: "Example".to_owned(),
        locale: locales[0].clone(),
        locales: locales.to_vec(),
        zone: TimeZone::UTC,
        selectors: std::collections::BTreeMap::new(),
        is_empty_clear: true,
    }
}

/// An instant out of its text.
pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Reads a reply to the ask of this role.
pub fn read(word: &str, role: &str, body: &[u8]) -> Result<Seen, Blind> {
    read_with(word, role, body, &context())
}

/// The same, with what the reader is told beside it.
pub fn read_with(word: &str, role: &str, body: &[u8], context: &Context) -> Result<Seen, Blind> {
    (of(word).read)(&reply(role, body), context)
}

/// A reply to the ask of this role.
pub fn reply<'a>(role: &'a str, body: &'a [u8]) -> Reply<'a> {
    Reply {
        role,
        url: "https://status.example.com/x",
        headers: &[],
        body,
    }
}

/// Every ask of a format, answered by what is not the page, must say that it sees nothing.
pub fn sees_through(word: &str) {
    for ask in (of(word).asks)(&context().place) {
        for body in NOT_THE_PAGE {
            assert!(
                read(word, &ask.role, body).is_err(),
                "{}: {body:?}",
                ask.role
            );
        }
    }
}

/// A notice by the source's own id.
pub fn notice<'a>(seen: &'a Seen, id: &str) -> &'a Notice {
    let is_it = |one: &&Notice| one.told.record.external_id.as_deref() == Some(id);
    seen.notices.iter().find(is_it).unwrap()
}

/// A component by the source's own id.
pub fn part<'a>(seen: &'a Seen, id: &str) -> &'a Part {
    seen.parts
        .iter()
        .find(|part| part.facts.external_id == id)
        .unwrap()
}

/// The format that a word names.
pub fn of(word: &str) -> &'static Form {
    form(word).unwrap()
}

/// What answers with something that is not the page: each format must say that it sees nothing.
pub const NOT_THE_PAGE: &[&[u8]] = &[
    b"",
    b"{}",
    b"[]",
    b"null",
    b"{\"message\":\"Forbidden\"}",
    b"<!DOCTYPE html><html><body>Sign in</body></html>",
    b"\xff\xfe\x00\x01",
];
