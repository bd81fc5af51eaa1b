//! What is known of a provider is set right by hand; it is looked at again at once.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

use super::{ADDRESS, administers_all, fields, provider_of};
use crate::{
    console::{
        answer::{self, status_of},
        form::{Form, Typed, Weight, Wrong},
        frame::Frame,
    },
    ground::{Refusal, Result, Tx},
    members::SignedIn,
    providers::{self, Provider, Settle},
    web::Site,
};

#[derive(Template)]
#[template(path = "console/providers/follow.html")]
struct SettlePage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    form: Form,
}

/// Answers `GET /console/providers/{slug}/settle`.
///
/// # Errors
/// `NotFound` without it; `Refused` for whoever may not; a fault when the database is away.
pub(super) async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    screen(&site, &signed_in, &slug, None).await
}

/// Answers `POST /console/providers/{slug}/settle`.
///
/// # Errors
/// As [`ask`].
pub(super) async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let one = provider_of(&mut tx, &signed_in, &slug).await?;
    administers_all(&mut tx, &signed_in, &one).await?;
    let done = store(&mut tx, &site, &signed_in, &one, &typed).await;
    let done = done.map(|()| format!("{ADDRESS}/{slug}?done=settled"));
    match answer::end(tx, done).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => screen(&site, &signed_in, &slug, Some((&typed, refusal))).await,
    }
}

async fn store(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    one: &Provider,
    typed: &Typed,
) -> Result<()> {
    let name = typed.filled("name").ok_or_else(|| {
        Refusal::of("name", "say what it is called").told("refusal-provider-name")
    })?;
    let place = fields::place(typed);
    let is_there = place.page == one.place.page;
    let settle = Settle {
        name: Some(name.to_owned()),
        // Where programs ask belongs to the page; another page has another.
        place: (!is_there).then_some(place),
        form: typed.filled("form").map(str::to_owned),
        selectors: Some(fields::selectors(typed)?),
        is_empty_clear: Some(typed.is_on("empty")),
    };
    providers::settle(tx, site.clock.now(), signed_in.actor(), one.id, &settle).await
}

async fn screen(
    site: &Site,
    signed_in: &SignedIn,
    slug: &str,
    refused: Option<(&Typed, Refusal)>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let one = provider_of(&mut tx, signed_in, slug).await?;
    administers_all(&mut tx, signed_in, &one).await?;
    let words = Frame::words_of(signed_in);
    let title = words.tell("watch-settle-title", &[("name", &one.name)]);
    let here = format!("{ADDRESS}/{slug}");
    let typed = refused
        .as_ref()
        .map_or_else(|| as_typed(&one), |(typed, _)| (*typed).clone());
    let mut asked = vec![fields::name(words, &typed), fields::page(words, &typed)];
    asked.extend(fields::reading(words, &typed));
    let mut form = Form::to("settle", format!("{here}/settle"))
        .asking(asked)
        .doing(words.say("watch-settle-do"), Weight::Main);
    let wrong = refused
        .as_ref()
        .map(|(_, refusal)| form.refuse_in(words, refusal));
    let page = SettlePage {
        frame: Frame::of(&mut tx, site, signed_in, &title)
            .await?
            .at(ADDRESS),
        back: (here, one.name),
        wrong,
        lead: words.say("watch-settle-lead"),
        form,
        title,
    };
    answer::page(
        &page,
        refused.map_or(StatusCode::OK, |(_, one)| status_of(&one)),
    )
}

fn as_typed(one: &Provider) -> Typed {
    let mut typed = Typed::default();
    typed.set("name", one.name.clone());
    typed.set("page", one.place.page.clone());
    typed.set("form", one.form.clone().unwrap_or_default());
    typed.set("selectors", fields::selectors_said(&one.selectors));
    if one.is_empty_clear {
        typed.set("empty", "on");
    }
    typed
}
