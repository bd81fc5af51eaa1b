//! Duty: the list of a page, when it calls, and a call that somebody takes.
//!
//! Read in order: [`routes`], `list` (the screen), `call` (the address in a letter leads to a page with a button;
//! opening it changes nothing), and the deeds of whoever administers the page.

mod call;
mod list;

use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::{get, post},
};
use beffroi_domain::{MemberId, PageId};
use jiff::{Timestamp, civil};
use uuid::Uuid;

use super::{answer::see_other, form::Typed};
use crate::{
    duty::{self, NewTurn, Rule},
    ground::{Error, Refusal, Result, Tx},
    members::{Role, SignedIn},
    pages::{self, Page},
    web::Site,
};
use list::Refused;

const ADDRESS: &str = "/console/duty";

/// The routes of duty.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route(ADDRESS, get(list::show))
        .route("/console/duty/pages/{page}/turns", post(add_turn))
        .route(
            "/console/duty/pages/{page}/turns/{turn}/remove",
            post(remove_turn),
        )
        .route("/console/duty/pages/{page}/rule", post(set_rule))
        .route("/console/duty/{call}", get(call::show).post(call::take))
}

async fn add_turn(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(page): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let page = administered(&mut tx, &signed_in, page).await?;
    let added = match turn(&page, &typed) {
        Ok(turn) => duty::add_turn(&mut tx, now, actor, &turn).await.map(|_| ()),
        Err(refusal) => Err(refusal.into()),
    };
    finish(&site, &signed_in, tx, added, (page.id, typed)).await
}

async fn remove_turn(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((page, turn)): Path<(Uuid, Uuid)>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let page = administered(&mut tx, &signed_in, page).await?;
    duty::remove_turn(&mut tx, now, actor, page.id, turn).await?;
    tx.commit().await?;
    Ok(see_other(ADDRESS))
}

async fn set_rule(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(page): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let page = administered(&mut tx, &signed_in, page).await?;
    let set = duty::set_rule(&mut tx, now, actor, page.id, rule(&typed)).await;
    finish(&site, &signed_in, tx, set, (page.id, typed)).await
}

/// The page, where the member administers it.
async fn administered(tx: &mut Tx, signed_in: &SignedIn, page: Uuid) -> Result<Page> {
    signed_in.on(tx, PageId(page), Role::Administrator).await?;
    pages::find_by_id(tx, PageId(page))
        .await?
        .ok_or(Error::NotFound)
}

/// Back to the list, or the list with what was refused and typed.
async fn finish(
    site: &Site,
    signed_in: &SignedIn,
    tx: Tx,
    deed: Result<()>,
    (page, typed): (PageId, Typed),
) -> Result<Response> {
    match deed {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(ADDRESS))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            let refused = Refused {
                page,
                typed,
                refusal,
            };
            list::screen(site, signed_in, Some(refused)).await
        }
        Err(other) => Err(other),
    }
}

fn turn(page: &Page, typed: &Typed) -> Result<NewTurn, Refusal> {
    let until = match typed.filled("until") {
        None => None,
        Some(text) => Some(local(text, "until", page)?),
    };
    let member = typed
        .get("member")
        .parse()
        .map_err(|_| Refusal::of("member", "choose who is called").told("refusal-duty-member"))?;
    Ok(NewTurn {
        page: page.id,
        member: MemberId(member),
        position: typed.get("position").trim().parse().unwrap_or(0),
        from: local(typed.get("from"), "from", page)?,
        until,
    })
}

/// Two numbers, or nothing at all: then the page calls nobody.
fn rule(typed: &Typed) -> Option<Rule> {
    let minutes = |name| typed.get(name).trim().parse().unwrap_or(0);
    let is_set = typed.filled("silence").or(typed.filled("answer")).is_some();
    is_set.then(|| Rule {
        silence_minutes: minutes("silence"),
        answer_minutes: minutes("answer"),
    })
}

/// A time as a form gives it, in the zone of the page.
fn local(text: &str, field: &'static str, page: &Page) -> Result<Timestamp, Refusal> {
    let read = |at: civil::DateTime| Some(at.to_zoned(page.zone.clone()).ok()?.timestamp());
    text.trim().parse().ok().and_then(read).ok_or_else(|| {
        Refusal::of(field, "write a day and a time, such as 2026-03-04 18:00")
            .told("refusal-duty-time")
    })
}
