//! What was told on a page, how far each is on its way, and whom it did not reach.
//!
//! Read in order: [`routes`], `told` (the lines, which a script looks at again while something is under way), `one` (whom one of
//! them did not reach), [`again`]. Not here: how they are sent (`notify`).

mod one;
mod told;

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use uuid::Uuid;

use super::{
    answer::{self, see_other},
    desk::scene,
    form::Typed,
    frame::Frame,
    screen::Done,
};
use crate::{
    deliveries,
    ground::{Error, Refusal, Result, Tx},
    members::{Role, SignedIn},
    pages::{self, Page},
    web::{Reader, Site},
};

pub(super) use told::{About, Told, reason};

/// Lanes that a screen shows.
const LANES: i64 = 50;

/// The routes of what was told.
pub(super) fn routes() -> Router<Site> {
    const LIST: &str = "/console/pages/{slug}/announcements";
    Router::new()
        .route(LIST, get(show))
        .route(&format!("{LIST}/now"), get(now))
        .route(&format!("{LIST}/{{id}}"), get(one::show))
        .route(&format!("{LIST}/{{id}}/again"), post(again))
}

#[derive(Template)]
#[template(path = "console/announcements/list.html")]
struct ListPage {
    frame: Frame,
    back: (String, String),
    title: String,
    lead: String,
    wrong: Option<String>,
    told: Told,
}

/// A page with what was told on it, for somebody who has a role there.
struct Seen {
    page: Page,
    reader: Reader,
}

impl Seen {
    async fn load(tx: &mut Tx, site: &Site, signed_in: &SignedIn, slug: &str) -> Result<Self> {
        let page = pages::find_by_slug(tx, slug).await?;
        let page = page.ok_or(Error::NotFound)?;
        signed_in.on(tx, page.id, Role::Reader).await?;
        let reader = scene::reader(tx, site, signed_in, &page).await?;
        Ok(Self { page, reader })
    }

    fn address(&self) -> String {
        format!("/console/pages/{}/announcements", self.page.slug)
    }

    async fn told(&self, tx: &mut Tx, signed_in: &SignedIn) -> Result<Told> {
        let all = deliveries::progress(tx, self.page.id, None, LANES).await?;
        let place = (self.address(), format!("{}/now", self.address()));
        Told::of(tx, &self.reader, signed_in, all, place, None).await
    }
}

/// Answers `GET /console/pages/{slug}/announcements`.
async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response> {
    list(&site, &signed_in, &slug, Some(done), None).await
}

async fn list(
    site: &Site,
    signed_in: &SignedIn,
    slug: &str,
    done: Option<Done>,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let seen = Seen::load(&mut tx, site, signed_in, slug).await?;
    let reader = &seen.reader;
    let title = reader.say("told-title");
    let name = seen.page.name_in(reader.locale());
    let done = done.and_then(|done| done.said(signed_in, &[("again", "told-again-done")]));
    let page = ListPage {
        frame: Frame::inside(site, signed_in, &title)
            .at("/console/pages")
            .saying(done),
        back: ("/console/pages".to_owned(), reader.say("setup-title")),
        title: format!("{title} – {name}"),
        lead: lead(reader, site.has_mail),
        wrong: refusal.map(|refusal| reader.words.refused(refusal)),
        told: seen.told(&mut tx, signed_in).await?,
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, answer::status_of))
}

/// What the screen is for; and that mails wait, where nothing carries them.
fn lead(reader: &Reader, has_mail: bool) -> String {
    let lead = reader.say("told-lead");
    match has_mail {
        true => lead,
        false => format!("{lead} {}", reader.say("letters-no-mail")),
    }
}

/// Answers `GET /console/pages/{slug}/announcements/now`: the lines alone, for a script.
async fn now(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let seen = Seen::load(&mut tx, &site, &signed_in, &slug).await?;
    answer::fragment(&seen.told(&mut tx, &signed_in).await?)
}

/// Answers `POST /console/pages/{slug}/announcements/{id}/again`: tries them again whom it did not reach.
async fn again(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let page = pages::find_by_slug(&mut tx, &slug).await?;
    let page = page.ok_or(Error::NotFound)?;
    signed_in.on(&mut tx, page.id, Role::Publisher).await?;
    let (now, actor, reason) = (site.clock.now(), signed_in.actor(), typed.filled("reason"));
    match deliveries::revive(&mut tx, now, actor, page.id, id, reason).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(see_other(&match About::read(&typed) {
                Some(about) => format!("{}?done=again#told", about.address()),
                None => format!("/console/pages/{slug}/announcements?done=again"),
            }))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            list(&site, &signed_in, &slug, None, Some(&refusal)).await
        }
        Err(other) => Err(other),
    }
}
