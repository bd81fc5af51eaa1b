//! Who asks for which feed, in which format; the ending of the address says the format.

use axum::{extract::Path, http::Uri, response::Response};

use super::{
    super::{
        moved::{self, At},
        visit::{Names, Program, Visit, split},
    },
    atom, gather,
    item::{Entries, Feed, Source},
    json, rss,
};
use crate::{
    components,
    ground::{Error, Result},
    postmortems,
    web::answer,
};

/// Answers `/history.rss` and `/history.atom`, Statuspage's own addresses.
///
/// # Errors
/// A fault when the database is away.
pub async fn root(uri: Uri, Program(visit): Program) -> Result<Response> {
    let rest = uri.path().trim_start_matches('/').to_owned();
    let locale = visit.reader.locale();
    let query = if locale == visit.page.default_locale() {
        String::new()
    } else {
        format!("?locale={locale}")
    };
    let address = visit.reader.address.absolute(&format!("{rest}{query}"));
    whole(visit, &rest, address, true).await
}

/// Answers `/{locale}/history.rss`, `/{locale}/history.atom` and `/{locale}/feed.json`.
///
/// # Errors
/// A fault when the database is away.
pub async fn page(uri: Uri, visit: Visit) -> Result<Response> {
    let (_, rest) = split(uri.path());
    let address = visit.reader.absolute(rest);
    whole(visit, rest, address, false).await
}

async fn whole(mut visit: Visit, rest: &str, address: String, is_root: bool) -> Result<Response> {
    let (_, names) = visit.components().await?;
    let found = gather::newest(&mut visit.tx, visit.page.id, None).await?;
    let source = Source::of(&visit.reader, &visit.page, &names).rooted(is_root);
    let site = visit.page.name_in(visit.reader.locale());
    let feed = Feed {
        title: source.reader.words.tell("feed-title", &[("site", site)]),
        id: source.id("history"),
        home: source.address(""),
        address,
        updated: visit.page.updated_at,
        items: source.items(&found),
        ..Feed::empty(&source, site)
    };
    print(rest, &feed)
}

/// Answers `/{locale}/components/{id}/feed.…`.
///
/// # Errors
/// `NotFound` where the page has no such component; a fault when the database is away.
pub async fn component(
    Path((_, id)): Path<(String, String)>,
    uri: Uri,
    mut visit: Visit,
) -> Result<Response> {
    let all = components::of_page(&mut visit.tx, visit.page.id).await?;
    let names = Names::of(&all);
    let component = all
        .iter()
        .find(|one| one.public_id.as_str() == id)
        .ok_or(Error::NotFound)?;
    let found = gather::newest(&mut visit.tx, visit.page.id, Some(component.id)).await?;
    let source = Source::of(&visit.reader, &visit.page, &names);
    let name = source.reader.plain(&component.name).unwrap_or_default();
    let (_, rest) = split(uri.path());
    let feed = Feed {
        id: source.id(&format!("component/{id}")),
        home: source.address(""),
        items: source.items(&found),
        ..about(&source, rest, &name)
    };
    print(rest, &feed)
}

/// Answers `/{locale}/incidents/{id}/feed.…`: one entry for each thing that was said.
///
/// # Errors
/// `NotFound` where no public incident of the page has this id; a fault when the database is away.
pub async fn incident(
    Path((_, id)): Path<(String, String)>,
    uri: Uri,
    mut visit: Visit,
) -> Result<Response> {
    let (_, rest) = split(uri.path());
    let incident = match moved::at(&mut visit, &id, rest).await? {
        At::Incident(incident) => *incident,
        At::Moved(answer) => return Ok(answer),
    };
    let has_writeup = postmortems::of_incident(&mut visit.tx, incident.id)
        .await?
        .is_some();
    let (_, names) = visit.components().await?;
    let source = Source::of(&visit.reader, &visit.page, &names);
    let entries = Entries::of(&source, &incident, has_writeup);
    let feed = Feed {
        id: source.id(&format!("incident/{id}/updates")),
        home: source.address(&format!("incidents/{id}")),
        updated: incident.updated_at,
        items: entries.items,
        ..about(&source, rest, &entries.title)
    };
    print(rest, &feed)
}

/// A feed about a part of the page.
fn about(source: &Source<'_>, rest: &str, name: &str) -> Feed {
    let site = source.page.name_in(source.reader.locale());
    Feed {
        title: source
            .reader
            .words
            .tell("feed-of", &[("name", name), ("site", site)]),
        address: source.reader.absolute(rest),
        ..Feed::empty(source, site)
    }
}

/// A feed in the format that the ending of its address says.
///
/// # Errors
/// A fault when it cannot be written.
pub fn print(rest: &str, feed: &Feed) -> Result<Response> {
    let (kind, body) = match rest.rsplit_once('.') {
        Some((_, "rss")) => ("application/rss+xml; charset=utf-8", rss::print(feed)?),
        Some((_, "atom")) => ("application/atom+xml; charset=utf-8", atom::print(feed)?),
        _ => ("application/feed+json; charset=utf-8", json::print(feed)?),
    };
    Ok(answer::data(kind, body))
}
