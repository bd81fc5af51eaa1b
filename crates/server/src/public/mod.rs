//! What strangers read: the overview, an incident, a maintenance, the history, the operator's words.
//!
//! Read in order: [`routes`], `gate` (who may look), `visit` (who looks at what), `overview`, `incident`; the parts that
//! pages share: `services` and `bars`, `days`, `postmortem` (and the `story`);
//! then `doors` (addresses without a locale) and `ended` (not found, our fault).
//! Each page is loaded first and then put together by a pure function, so that it can be rendered
//! without a request. Programs read `api` and `feeds`. Not here: anything that changes something.

mod api;
mod bars;
mod calendar;
mod card;
mod choice;
mod days;
mod document;
mod doors;
mod embed;
mod ended;
mod feeds;
mod figures;
mod gate;
mod help;
mod history;
mod incident;
mod maintenance;
mod moved;
mod overview;
mod postmortem;
mod promises;
mod providers;
mod report;
mod search;
mod security;
mod services;
mod sitemap;
mod subscribe;
mod visit;

use axum::{
    Router, middleware,
    routing::{MethodRouter, get},
};
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    story::{facts, state, updates, windows},
    web::{Site, assets, error::of_panic, headers},
};

/// The routes of the public pages and their assets. What has no route is answered here too, in the
/// reader's language.
pub fn routes(site: Site) -> Router {
    let pages = Router::new()
        .route("/", get(doors::start))
        .route("/incidents/{id}", get(doors::old))
        .route("/maintenances/{id}", get(doors::old))
        .route("/history", get(doors::history))
        .route("/history/{month}", get(doors::history))
        .route("/{locale}", get(doors::bare))
        .route("/{locale}/", get(overview::show))
        .route("/{locale}/incidents/{id}", get(incident::show))
        .route("/{locale}/maintenances/{id}", get(maintenance::show))
        .route("/{locale}/history", get(history::latest))
        .route("/{locale}/history/{month}", get(history::month))
        .route("/{locale}/history/calendar/{year}", get(calendar::show))
        .route("/history/calendar/{year}", get(doors::calendar))
        .route("/promises", get(doors::same))
        .route("/figures", get(doors::same))
        .route("/{locale}/search", get(search::show))
        .route("/{locale}/promises", get(promises::show))
        .route("/{locale}/figures", get(figures::show))
        .route("/{locale}/figures/{file}", get(figures::download))
        .route("/{locale}/legal", get(document::show))
        .route("/{locale}/privacy", get(document::show))
        .route("/{locale}/accessibility", get(document::show))
        .route("/sitemap.xml", get(sitemap::show))
        .route("/robots.txt", get(sitemap::robots))
        .route("/.well-known/security.txt", get(security::show))
        .merge(api::routes())
        .merge(embed::routes())
        .merge(providers::routes())
        .route("/{locale}/card.png", get(card::page))
        .route("/{locale}/incidents/{id}/card.png", get(card::incident))
        .merge(feeds::routes())
        .merge(subscribe::routes())
        .merge(report::routes())
        .merge(help::routes())
        .merge(assets::routes());
    framed(pages, site)
}

/// What is no document and stands elsewhere, behind the gate all the same.
pub fn guarded(routes: MethodRouter, site: Site) -> MethodRouter {
    let guard = gate::Guard::new(site);
    routes.route_layer(middleware::from_fn_with_state(guard, gate::guard))
}

/// Whatever happens inside ends as a page in the reader's language, with the headers of every page.
fn framed(pages: Router<Site>, site: Site) -> Router {
    pages
        .fallback(ended::nothing_here)
        .layer(CatchPanicLayer::custom(of_panic))
        .layer(middleware::from_fn_with_state(
            site.clone(),
            ended::in_words,
        ))
        .layer(middleware::from_fn_with_state(
            gate::Guard::new(site.clone()),
            gate::guard,
        ))
        .layer(middleware::map_response(headers::harden))
        .with_state(site)
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, extract::Request, http::StatusCode};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;
    use crate::ground::{Clock, Db, db::DbUrl};

    #[tokio::test]
    async fn a_panic_ends_as_a_page_with_a_fault_number() {
        let directory = tempfile::tempdir().unwrap();
        let url = DbUrl::File(directory.path().join("test.db"));
        let site = Site {
            db: Db::open(&url).await.unwrap(),
            clock: Clock::System,
            public_url: String::new(),
            has_public_url: false,
            page: None,
            security_contact: None,
            has_mail: false,
            answers_to: None,
            mail_from: None,
            push_contact: None,
            sms: None,
            wants_factor: false,
            provider: None,
            has_machine: false,
        };
        let broken = Router::new().route("/it/broken", get(async || -> () { panic!("secret") }));

        let request = Request::get("/it/broken").body(Body::empty()).unwrap();
        let response = framed(broken, site).oneshot(request).await.unwrap();

        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&bytes);
        assert!(
            body.contains("lang=\"it\"") && !body.contains("secret"),
            "{body}"
        );
    }
}
