//! A form of a whole page: asked for, stored, and shown again with what was typed where it was refused.

use std::future::Future;

use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
    routing::get,
};

use super::{
    super::{
        answer,
        form::{Form, Typed},
        frame::Frame,
    },
    Asked, FormPage, page_of,
};
use crate::{
    ground::{Refusal, Result, Tx},
    members::{Role, SignedIn},
    pages::Page,
    web::{Site, Words, words},
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

/// What is shown of it.
pub struct Shown {
    /// What it is called.
    pub title: String,
    /// Where it leads back to, and what that is called.
    pub back: (String, String),
    /// What is said above it, such as which file keeps it.
    pub kept: Option<String>,
    /// The form.
    pub form: Form,
}

impl Shown {
    /// Answers with it.
    ///
    /// # Errors
    /// A fault when it cannot be written.
    pub fn answer(mut self, site: &Site, signed_in: &SignedIn, ended: Ended) -> Result<Response> {
        let words = words::first_of([&signed_in.locale]);
        let refusal = ended.refusal.as_ref();
        let screen = FormPage {
            frame: Frame::inside(site, signed_in, &self.title).at("/console/pages"),
            back: self.back,
            wrong: refusal.map(|refusal| self.form.refuse_in(words, refusal)),
            done: ended.is_done.then(|| words.say("setup-done")),
            title: self.title,
            kept: self.kept,
            form: self.form,
        };
        answer::page(&screen, refusal.map_or(StatusCode::OK, answer::status_of))
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

    /// What is shown, with what was typed.
    fn show(
        tx: &mut Tx,
        words: &Words,
        page: &Page,
        typed: &Typed,
    ) -> impl Future<Output = Result<Shown>> + Send;
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
    let words = words::first_of([&signed_in.locale]);
    let shown = S::show(&mut tx, words, &page, &typed).await?;
    shown.answer(&site, &signed_in, ended)
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
            let words = words::first_of([&signed_in.locale]);
            let shown = S::show(&mut tx, words, &page, &typed).await?;
            shown.answer(&site, &signed_in, Ended::refused(refusal))
        }
    }
}
