//! For those who search: every address of the page in every language, and where that list is.
//!
//! One list holds 50,000 addresses; what is older is left out, and not split over several lists.

use askama::Template;
use axum::{
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse as _, Response},
};
use beffroi_domain::Locale;
use jiff::Timestamp;

use super::{
    help,
    history::Month,
    visit::{Program, Visit, offered},
};
use crate::{
    ground::Result,
    incidents, maintenances, providers,
    web::{answer, cache::Policy},
};

/// What one list may hold.
///
/// Source: sitemaps.org, protocol.
const MOST: usize = 50_000;

/// The list.
#[derive(Template)]
#[template(path = "public/sitemap.xml", escape = "html")]
struct Sitemap {
    entries: Vec<Entry>,
}

/// One page in one language, with its twins.
struct Entry {
    address: String,
    changed: Option<String>,
    /// Language and address, the one that negotiates last.
    alternates: Vec<(String, String)>,
}

/// Answers `/sitemap.xml`.
///
/// # Errors
/// A fault when the database is away.
pub async fn show(Program(mut visit): Program) -> Result<Response> {
    let mut all = vec![
        (String::new(), Some(visit.page.updated_at)),
        ("history".to_owned(), Some(visit.page.updated_at)),
    ];
    all.push(("figures".to_owned(), Some(visit.page.updated_at)));
    all.push(("promises".to_owned(), Some(visit.page.updated_at)));
    if visit.has_help {
        all.push(("help".to_owned(), Some(visit.page.updated_at)));
        all.extend(help::addresses(&mut visit).await?);
    }
    let documents = visit.documents.iter();
    all.extend(documents.map(|(document, _)| (document.as_str().to_owned(), None)));
    all.extend(months(&mut visit).await?);
    let (tx, page) = (&mut visit.tx, visit.page.id);
    for (id, changed) in incidents::addresses(tx, page).await? {
        all.push((format!("incidents/{id}"), Some(changed)));
    }
    for (id, changed) in maintenances::addresses(tx, page).await? {
        all.push((format!("maintenances/{id}"), Some(changed)));
    }
    if visit.has_providers {
        all.push(("providers".to_owned(), Some(visit.page.updated_at)));
        all.extend(of_providers(&mut visit).await?);
    }
    let sitemap = Sitemap {
        entries: entries(&visit, &all),
    };
    let xml = sitemap.render().map_err(anyhow::Error::from)?;
    Ok(answer::data("application/xml; charset=utf-8", xml))
}

/// Answers `/robots.txt`: come in, and here is the list.
pub async fn robots(Program(visit): Program) -> Response {
    let sitemap = visit.reader.address.absolute("sitemap.xml");
    let text = format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n");
    let mut response = text.into_response();
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    Policy::Fresh.write(response.headers_mut());
    response
}

/// Providers, and what they told.
async fn of_providers(visit: &mut Visit) -> Result<Vec<(String, Option<Timestamp>)>> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let all = providers::addresses(&mut visit.tx, visit.page.id, most).await?;
    let address = |one: providers::Address| {
        let home = format!("providers/{}", one.slug);
        match one.entry {
            Some(id) => (format!("{home}/incidents/{id}"), Some(one.changed_at)),
            None => (home, Some(one.changed_at)),
        }
    };
    Ok(all.into_iter().map(address).collect())
}

/// The months that have an incident, newest first.
async fn months(visit: &mut Visit) -> Result<Vec<(String, Option<Timestamp>)>> {
    let dates = incidents::dates(&mut visit.tx, visit.page.id).await?;
    let mut months: Vec<Month> = dates
        .into_iter()
        .map(|date| Month::of(visit.reader.date(date)))
        .collect();
    months.dedup();
    Ok(months
        .into_iter()
        .map(|month| (format!("history/{}", month.address()), None))
        .collect())
}

fn entries(visit: &Visit, all: &[(String, Option<Timestamp>)]) -> Vec<Entry> {
    let locales = offered(&visit.page);
    let address = &visit.reader.address;
    let of = |rest: &str, changed: Option<Timestamp>, locale: &Locale| {
        let mut alternates: Vec<(String, String)> = locales
            .iter()
            .map(|other| (other.to_string(), address.absolute_in(other, rest)))
            .collect();
        let default = match rest.split('/').next() {
            Some(
                "" | "history" | "incidents" | "maintenances" | "promises" | "figures"
                | "providers" | "help",
            ) => address.absolute(rest),
            // No address of these negotiates.
            _ => address.absolute_in(visit.page.default_locale(), rest),
        };
        alternates.push(("x-default".to_owned(), default));
        Entry {
            address: address.absolute_in(locale, rest),
            changed: changed.map(|at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
            alternates,
        }
    };
    all.iter()
        .flat_map(|(rest, changed)| locales.iter().map(move |locale| (rest, *changed, locale)))
        .take(MOST)
        .map(|(rest, changed, locale)| of(rest, changed, locale))
        .collect()
}
