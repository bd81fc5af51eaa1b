//! A provider for programs: Statuspage's documents below the provider's address, so that what reads a status page reads this
//! one too, whatever its own form is.
//!
//! Read in order: [`routes`], `tell` (from what we keep to what is printed). A provider of whom nobody can tell is `unknown`, also
//! where Statuspage has no such word: a program must never take it for well.

mod tell;

use axum::{
    Router,
    extract::{FromRequestParts, Query},
    http::request::Parts,
    middleware,
    response::Response,
    routing::{any, get},
};
use beffroi_readers::record::RecordKind;

use tell::Teller;

use super::super::{
    api::{answer, extra, shape},
    embed,
    visit::{Program, Visit, split},
};
use crate::{
    ground::{Error, Result},
    providers::{self, Entry, Part, Provider},
    web::Site,
};

/// As many as Statuspage lists; ours goes on with `?page=2`.
const PAGE: usize = 50;

/// The routes below `/providers/{slug}` and below the same in each locale.
pub fn routes() -> Router<Site> {
    let mut routes = Router::new();
    for home in ["/providers/{slug}", "/{locale}/providers/{slug}"] {
        let at = |file: &str| format!("{home}/api/v2/{file}");
        routes = routes
            .route(&at("summary.json"), get(summary))
            .route(&at("status.json"), get(status))
            .route(&at("components.json"), get(components))
            .route(&at("incidents.json"), get(incidents))
            .route(&at("incidents/unresolved.json"), get(unresolved))
            .route(&at("scheduled-maintenances.json"), get(maintenances))
            .route(&at("scheduled-maintenances/upcoming.json"), get(upcoming))
            .route(&at("scheduled-maintenances/active.json"), get(active))
            .route(&format!("{home}/api/{{*rest}}"), any(answer::nothing_here))
            .route_layer(middleware::from_fn(answer::in_json));
    }
    for home in ["/providers/{slug}", "/{locale}/providers/{slug}"] {
        routes = routes.route(&format!("{home}/badge.svg"), get(badge));
    }
    routes
}

/// A program that looks at a provider, with a locale in front of its address or with `?locale=`.
pub struct Look {
    visit: Visit,
    provider: Provider,
    parts: Vec<Part>,
    /// Which page of a list, from 1.
    page: usize,
}

#[derive(serde::Deserialize)]
struct Asked {
    page: Option<String>,
}

impl FromRequestParts<Site> for Look {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self> {
        let path = parts.uri.path().to_owned();
        let (first, rest) = split(&path);
        let is_bare = first == "providers";
        let slug = match is_bare {
            true => rest,
            false => split(rest).1,
        };
        let slug = split(slug).0.to_owned();
        let mut visit = match is_bare {
            true => Program::from_request_parts(parts, site).await?.0,
            false => Visit::from_request_parts(parts, site).await?,
        };
        let tx = &mut visit.tx;
        let provider = providers::shown_on(tx, visit.page.id, &slug).await?;
        let provider = provider.ok_or(Error::NotFound)?;
        let asked = Query::<Asked>::try_from_uri(&parts.uri).ok();
        let page = asked.and_then(|Query(asked)| asked.page?.parse().ok());
        Ok(Self {
            parts: providers::parts_of(tx, provider.id).await?,
            page: page
                .filter(|page| (1..1_000_000).contains(page))
                .unwrap_or(1),
            visit,
            provider,
        })
    }
}

impl Look {
    fn teller(&self) -> Teller<'_> {
        Teller::of(&self.visit, &self.provider, &self.parts)
    }

    async fn open(&mut self) -> Result<Vec<Entry>> {
        providers::open_entries(&mut self.visit.tx, self.provider.id).await
    }

    async fn planned(&mut self) -> Result<Vec<Entry>> {
        let now = self.visit.reader.now;
        providers::planned_of(&mut self.visit.tx, self.provider.id, now).await
    }

    /// A page of what it told of a kind, and where the list goes on.
    async fn list(&mut self, kind: RecordKind, file: &str) -> Result<(Vec<Entry>, extra::OfList)> {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let first = count((self.page - 1) * PAGE);
        let tx = &mut self.visit.tx;
        let mut all =
            providers::entries_of_kind(tx, self.provider.id, kind, first, count(PAGE + 1)).await?;
        let goes_on = all.len() > PAGE;
        all.truncate(PAGE);
        let locale = self.visit.reader.locale();
        let home = format!("providers/{}/api/v2/{file}", self.provider.slug);
        let address = self.visit.reader.address.absolute(&home);
        let number = |page: usize| u32::try_from(page).unwrap_or(u32::MAX);
        let list = extra::OfList {
            page: number(self.page),
            next: goes_on.then(|| format!("{address}?locale={locale}&page={}", self.page + 1)),
        };
        Ok((all, list))
    }
}

fn of(all: Vec<Entry>, kind: RecordKind) -> Vec<Entry> {
    all.into_iter().filter(|entry| entry.kind == kind).collect()
}

async fn summary(mut look: Look) -> Result<Response> {
    let open = look.open().await?;
    let mut works = look.planned().await?;
    works.extend(of(open.clone(), RecordKind::Maintenance));
    let incidents = of(open, RecordKind::Incident);
    let teller = look.teller();
    answer::json(&shape::Summary {
        page: teller.page(),
        components: teller.components(),
        incidents: incidents.iter().map(|one| teller.incident(one)).collect(),
        scheduled_maintenances: works.iter().map(|one| teller.maintenance(one)).collect(),
        status: teller.status(),
    })
}

async fn status(look: Look) -> Result<Response> {
    let teller = look.teller();
    answer::json(&shape::StatusDocument {
        page: teller.page(),
        status: teller.status(),
    })
}

async fn components(look: Look) -> Result<Response> {
    let teller = look.teller();
    answer::json(&shape::Components {
        page: teller.page(),
        components: teller.components(),
    })
}

async fn incidents(mut look: Look) -> Result<Response> {
    let (all, list) = look.list(RecordKind::Incident, "incidents.json").await?;
    told(&look, &all, Some(list))
}

async fn unresolved(mut look: Look) -> Result<Response> {
    let open = look.open().await?;
    told(&look, &of(open, RecordKind::Incident), None)
}

fn told(look: &Look, all: &[Entry], list: Option<extra::OfList>) -> Result<Response> {
    let teller = look.teller();
    answer::json(&shape::Incidents {
        page: teller.page(),
        incidents: all.iter().map(|one| teller.incident(one)).collect(),
        beffroi: list,
    })
}

async fn maintenances(mut look: Look) -> Result<Response> {
    let kind = RecordKind::Maintenance;
    let (all, list) = look.list(kind, "scheduled-maintenances.json").await?;
    planned(&look, &all, Some(list))
}

async fn upcoming(mut look: Look) -> Result<Response> {
    let all = look.planned().await?;
    planned(&look, &all, None)
}

async fn active(mut look: Look) -> Result<Response> {
    let open = look.open().await?;
    planned(&look, &of(open, RecordKind::Maintenance), None)
}

fn planned(look: &Look, all: &[Entry], list: Option<extra::OfList>) -> Result<Response> {
    let teller = look.teller();
    answer::json(&shape::Maintenances {
        page: teller.page(),
        scheduled_maintenances: all.iter().map(|one| teller.maintenance(one)).collect(),
        beffroi: list,
    })
}

/// Answers `/providers/{slug}/badge.svg`.
async fn badge(look: Look) -> Result<Response> {
    let status = look.teller().stand.status;
    embed::badge(&look.visit.reader, look.provider.name.clone(), status)
}
