//! Upstreams: the map of what our components hang on, what a page does by itself, and what the team does when one goes bad.
//!
//! Read in order: [`routes`], `screen` (the map, as tables and forms), `graph` (the same drawn), `said` (how a provider is, in words),
//! [`Them`] (what stands at the desk of an incident and on a draft), `notes` (what stands on the first page).
//! Not here: what the deeds do (`crate::upstreams`).

mod blast;
mod graph;
pub(super) mod notes;
mod said;
mod screen;
mod them;

use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::{get, post},
};
use beffroi_domain::{ComponentId, ComponentStatus, PageId, ProviderId};
use uuid::Uuid;

use super::{answer::see_other, form::Typed};
use crate::{
    ground::{Error, Refusal, Result, Tx},
    members::{Role, SignedIn},
    pages::{self, Page},
    upstreams::{self, NewUpstream, Rule, Target},
    web::Site,
};
use screen::Refused;

pub(super) use them::Them;

const ADDRESS: &str = "/console/upstreams";

/// The routes of upstreams.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route(ADDRESS, get(screen::show))
        .route("/console/upstreams/pages/{page}/lines", post(map))
        .route(
            "/console/upstreams/pages/{page}/lines/{line}/remove",
            post(unmap),
        )
        .route("/console/upstreams/pages/{page}/rule", post(set_rule))
        .route("/console/upstreams/troubles/{id}/words", post(words))
        .route("/console/upstreams/troubles/{id}/resolve", post(resolve))
}

async fn map(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(page): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let page = written(&mut tx, &signed_in, page, Role::Publisher).await?;
    let mapped = match line(&typed) {
        Ok(new) => upstreams::map(&mut tx, now, actor, page.id, &new).await,
        Err(refusal) => Err(refusal.into()),
    };
    finish(&site, &signed_in, tx, mapped.map(drop), (page, typed)).await
}

async fn unmap(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((page, line)): Path<(Uuid, Uuid)>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let page = written(&mut tx, &signed_in, page, Role::Publisher).await?;
    upstreams::unmap(&mut tx, now, actor, page.id, line).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{ADDRESS}?done=removed")))
}

async fn set_rule(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(page): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let page = written(&mut tx, &signed_in, page, Role::Administrator).await?;
    let before = upstreams::rule_of(&mut tx, page.id).await?;
    let rule = Rule {
        raise: typed.get("raise").parse().unwrap_or(before.raise),
        close: typed.get("close").parse().unwrap_or(before.close),
        quotes: typed.is_on("quotes"),
    };
    let set = upstreams::set_rule(&mut tx, now, actor, page.id, rule).await;
    finish(&site, &signed_in, tx, set, (page, typed)).await
}

/// Shows readers what a provider said, or no longer.
async fn words(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let trouble = upstreams::load_trouble(&mut tx, id).await?;
    let needs = match trouble.incident {
        Some(_) => Role::Publisher,
        None => Role::Responder,
    };
    written(&mut tx, &signed_in, trouble.page.0, needs).await?;
    upstreams::show_words(&mut tx, now, actor, id, typed.get("shown") == "yes").await?;
    tx.commit().await?;
    Ok(see_other(&them::place_of(&trouble)))
}

/// Resolves what was opened, with the phrase for it.
async fn resolve(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let trouble = upstreams::load_trouble(&mut tx, id).await?;
    written(&mut tx, &signed_in, trouble.page.0, Role::Publisher).await?;
    upstreams::resolve(&mut tx, now, actor, id).await?;
    tx.commit().await?;
    Ok(see_other(&format!(
        "{}?done=said",
        them::place_of(&trouble)
    )))
}

/// The page, where the member has the role on it.
async fn written(tx: &mut Tx, signed_in: &SignedIn, page: Uuid, role: Role) -> Result<Page> {
    signed_in.on(tx, PageId(page), role).await?;
    let page = pages::find_by_id(tx, PageId(page)).await?;
    page.ok_or(Error::NotFound)
}

/// Back to the map, or the map with what was refused and typed.
async fn finish(
    site: &Site,
    signed_in: &SignedIn,
    tx: Tx,
    deed: Result<()>,
    (page, typed): (Page, Typed),
) -> Result<Response> {
    match deed {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&format!("{ADDRESS}?done=saved")))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            let refused = Refused {
                page: page.id,
                typed,
                refusal,
            };
            screen::screen(site, signed_in, screen::Asked::default(), Some(refused)).await
        }
        Err(other) => Err(other),
    }
}

fn line(typed: &Typed) -> Result<NewUpstream, Refusal> {
    let none = |field: &'static str, key| Refusal::of(field, "choose one of the list").told(key);
    let component = typed.get("component").parse().map(ComponentId);
    let provider = typed.get("provider").parse().map(ProviderId);
    let degree: Result<ComponentStatus, _> = typed.get("degree").parse();
    Ok(NewUpstream {
        component: component.map_err(|_| none("component", "refusal-upstream-component"))?,
        provider: provider.map_err(|_| none("provider", "refusal-upstream-provider"))?,
        target: target(typed.get("target"))
            .ok_or_else(|| none("target", "refusal-upstream-part"))?,
        degree: degree.map_err(|_| none("degree", "refusal-upstream-degree"))?,
        note: typed.get("note").trim().to_owned(),
    })
}

/// What a form calls what of a provider something hangs on.
fn target(word: &str) -> Option<Target> {
    match word.split_once(':') {
        None if word == "whole" => Some(Target::Whole),
        Some(("part", id)) => Some(Target::Part(id.parse::<Uuid>().ok()?.into())),
        Some(("region", name)) => Some(Target::Region(name.to_owned())),
        _ => None,
    }
}
