//! A form of a whole page: asked for, stored, and shown again with what was typed where it was refused.

use std::future::Future;

use axum::{
    Router,
    extract::{Path, Query, State},
    response::Response,
    routing::get,
};

use super::{super::answer, Asked, page_of};
use crate::{
    console::form::Typed,
    ground::{Refusal, Result, Tx},
    members::{Role, SignedIn},
    pages::Page,
    web::Site,
};

/// How the form came back.
#[derive(Default)]
pub struct Ended {
    /// Stored.
    pub is_done: bool,
    /// Why not.
    pub refusal: Option<Refusal>,
}

impl Ended {
    /// Refused.
    pub fn refused(refusal: Refusal) -> Self {
        Self {
            is_done: false,
            refusal: Some(refusal),
        }
    }
}

/// A form of a whole page.
pub trait Sheet: 'static {
    /// Where it stands below the page in the console; empty for its own address, else with a slash before it.
    const PLACE: &'static str;

    /// What stands, as if it had been typed.
    fn typed(tx: &mut Tx, page: &Page) -> impl Future<Output = Result<Typed>> + Send;

    /// Stores what is another than before.
    fn change(
        tx: &mut Tx,
        site: &Site,
        signed_in: &SignedIn,
        page: &Page,
        typed: &Typed,
    ) -> impl Future<Output = Result<()>> + Send;

    /// Shows it.
    fn show(
        tx: &mut Tx,
        site: &Site,
        signed_in: &SignedIn,
        page: &Page,
        typed: &Typed,
        ended: Ended,
    ) -> impl Future<Output = Result<Response>> + Send;
}

/// The routes of a form, for who administers the page.
pub fn routes<S: Sheet>() -> Router<Site> {
    let place = format!("/console/pages/{{slug}}{}", S::PLACE);
    Router::new().route(&place, get(ask::<S>).post(store::<S>))
}

async fn ask<S: Sheet>(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let page = page_of(&mut tx, &signed_in, &slug, Role::Administrator).await?;
    let typed = S::typed(&mut tx, &page).await?;
    let ended = Ended {
        is_done: asked.done.is_some(),
        ..Ended::default()
    };
    S::show(&mut tx, &site, &signed_in, &page, &typed, ended).await
}

async fn store<S: Sheet>(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let page = page_of(&mut tx, &signed_in, &slug, Role::Administrator).await?;
    let done = S::change(&mut tx, &site, &signed_in, &page, &typed).await;
    let place = done.map(|()| format!("/console/pages/{slug}{}?done=yes", S::PLACE));
    match answer::end(tx, place).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => {
            let mut tx = site.db.snapshot().await?;
            let ended = Ended::refused(refusal);
            S::show(&mut tx, &site, &signed_in, &page, &typed, ended).await
        }
    }
}
