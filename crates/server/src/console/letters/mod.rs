//! Letters that did not go: why, and what becomes of them. For those who administer all pages.
//!
//! Read in order: [`routes`], `list` (the screen), and the deeds. Nothing of a letter's words is shown, and of an
//! address only where it is.

mod list;

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use uuid::Uuid;

use super::{
    answer::{self, see_other},
    form::{Form, Weight},
    frame::Frame,
    screen::{Desk, Question},
};
use crate::{
    audit,
    ground::{Error, Result},
    members::{Role, SignedIn},
    outbox,
    web::Site,
};

const ADDRESS: &str = "/console/letters";
/// How many a screen shows, and one press sends again.
const ROWS: i64 = 100;

/// The routes of letters.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route(ADDRESS, get(list::show))
        .route("/console/letters/again", post(all_again))
        .route("/console/letters/{id}/again", post(again))
        .route("/console/letters/{id}/let-go", get(ask_let_go).post(let_go))
}

async fn again(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    match revive(&site, &signed_in, Some(id)).await {
        Ok(()) => Ok(see_other("/console/letters?done=again")),
        Err(Error::Refused(refusal)) => list::screen(&site, &signed_in, Some(&refusal)).await,
        Err(error) => Err(error),
    }
}

async fn all_again(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    revive(&site, &signed_in, None).await?;
    Ok(see_other("/console/letters?done=again"))
}

/// One, or all that may still go.
async fn revive(site: &Site, signed_in: &SignedIn, id: Option<Uuid>) -> Result<()> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    let ids = match id {
        Some(id) => vec![id],
        None => {
            let dead = outbox::list_dead(&mut tx, now, ROWS).await?;
            let may_go = dead.into_iter().filter(|one| one.may_go);
            may_go.map(|one| one.id).collect()
        }
    };
    for id in ids {
        outbox::revive(&mut tx, now, id).await?;
        audit::record(&mut tx, now, actor, "letter.retry", id, "").await?;
    }
    tx.commit().await
}

async fn ask_let_go(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    outbox::load_dead(&mut tx, site.clock.now(), id).await?;
    let desk = Desk::of(&mut tx, &site, &signed_in).await?;
    let words = desk.words();
    let title = words.say("letters-let-go-title");
    let frame = Frame::of(&mut tx, &site, &signed_in, &title).await?;
    let question = Question {
        frame: frame.at(ADDRESS),
        lead: words.say("letters-let-go-lead"),
        wrong: None,
        form: Form::to("ask", format!("{ADDRESS}/{id}/let-go"))
            .doing(words.say("letters-let-go"), Weight::Grave),
        back: (ADDRESS.to_owned(), words.say("leave-it")),
        title,
    };
    answer::page(&question, StatusCode::OK)
}

async fn let_go(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    outbox::let_go(&mut tx, id).await?;
    audit::record(&mut tx, now, actor, "letter.let_go", id, "").await?;
    tx.commit().await?;
    Ok(see_other("/console/letters?done=gone"))
}
