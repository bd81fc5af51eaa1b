//! Providers: other companies' status pages that are followed, for the team.
//!
//! Read in order: [`routes`], `list`, `follow` (one more), `one` (what is known of one), `settle` (set right), `deeds` (shown on
//! pages, looked at, left), `read` (what the screens ask of the tables). Whoever has a role may look; what changes a provider takes
//! an administrator of every page that shows it, since what is done is done for all of them.
//! Not here: whom a component of ours depends on, and what readers see.

mod catalogue;
mod deeds;
mod fields;
mod follow;
mod list;
mod one;
mod read;
mod settle;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{
    ground::{Error, Refusal, Result, Tx},
    members::{Role, SignedIn, roles_of},
    providers::{self, Provider},
    web::Site,
};

const ADDRESS: &str = "/console/providers";
/// Apart from the others, lest it be taken for a provider's name.
const FOLLOW: &str = "/console/follow";

/// The routes of providers.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route(ADDRESS, get(list::show))
        .route(FOLLOW, get(follow::ask).post(follow::submit))
        .route("/console/providers/{slug}", get(one::show))
        .route(
            "/console/providers/{slug}/settle",
            get(settle::ask).post(settle::submit),
        )
        .route("/console/providers/{slug}/pages", post(deeds::show_on))
        .route("/console/providers/{slug}/look", post(deeds::look))
        .route(
            "/console/providers/{slug}/leave",
            get(deeds::ask_leave).post(deeds::leave),
        )
}

/// Lets on whoever has any role.
async fn reads(tx: &mut Tx, signed_in: &SignedIn) -> Result<()> {
    match roles_of(tx, signed_in.member.id).await?.is_empty() {
        true => Err(Error::NotFound),
        false => Ok(()),
    }
}

/// Lets on whoever administers any page.
async fn administers(tx: &mut Tx, signed_in: &SignedIn) -> Result<()> {
    reads(tx, signed_in).await?;
    let grants = roles_of(tx, signed_in.member.id).await?;
    match grants.iter().any(|one| one.role >= Role::Administrator) {
        true => Ok(()),
        false => Err(Refusal::forbidden("this takes an administrator of a page")
            .told("refusal-role-administrator")
            .into()),
    }
}

/// Lets on whoever administers every page that shows the provider; where none does, any page.
async fn administers_all(tx: &mut Tx, signed_in: &SignedIn, one: &Provider) -> Result<()> {
    administers(tx, signed_in).await?;
    for page in providers::pages_of(tx, one.id).await? {
        match signed_in.on(tx, page, Role::Administrator).await {
            Ok(()) => {}
            Err(Error::NotFound | Error::Refused(_)) => {
                let message =
                    "a page that is not yours shows it; ask an administrator of that page";
                return Err(Refusal::forbidden(message)
                    .told("refusal-provider-pages")
                    .into());
            }
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

/// The provider under a slug, for whoever may look.
async fn provider_of(tx: &mut Tx, signed_in: &SignedIn, slug: &str) -> Result<Provider> {
    reads(tx, signed_in).await?;
    let found = providers::find_by_slug(tx, slug).await?;
    found.ok_or(Error::NotFound)
}

/// Whether they may change it, for what is shown.
fn may_change(signed_in: &SignedIn, pages: &[beffroi_domain::PageId]) -> bool {
    let is_own =
        |page: &beffroi_domain::PageId| signed_in.role_on(*page) >= Some(Role::Administrator);
    match pages {
        [] => may_follow(signed_in),
        some => some.iter().all(is_own),
    }
}

/// Whether they administer any page, for what is shown.
fn may_follow(signed_in: &SignedIn) -> bool {
    let mut grants = signed_in.grants.iter();
    grants.any(|one| one.role >= Role::Administrator)
}
