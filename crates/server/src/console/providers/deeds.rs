//! What is done with a provider: shown on pages and taken off them, looked at now, and left.

use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

use super::{ADDRESS, administers_all, provider_of};
use crate::{
    console::{
        answer::{self, see_other},
        form::{Form, Typed, Weight},
        frame::Frame,
        screen::Question,
    },
    ground::Result,
    members::{Role, SignedIn},
    pages,
    providers::{self, Settle, Watch},
    web::Site,
};

/// Answers `POST /console/providers/{slug}/pages`: shown on those of their pages that are ticked, and on no other of theirs.
///
/// # Errors
/// `NotFound` without it; a fault when the database is away.
pub(super) async fn show_on(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    typed: Typed,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let one = provider_of(&mut tx, &signed_in, &slug).await?;
    super::administers(&mut tx, &signed_in).await?;
    let shown = providers::pages_of(&mut tx, one.id).await?;
    for page in pages::list(&mut tx).await? {
        let is_wanted = typed.all("pages").any(|word| word == page.id.to_string());
        if signed_in.role_on(page.id) < Some(Role::Administrator)
            || is_wanted == shown.contains(&page.id)
        {
            continue;
        }
        signed_in.on(&mut tx, page.id, Role::Administrator).await?;
        match is_wanted {
            true => providers::show(&mut tx, now, actor, one.id, page.id).await?,
            false => providers::hide(&mut tx, now, actor, one.id, page.id).await?,
        }
    }
    tx.commit().await?;
    Ok(see_other(&format!("{ADDRESS}/{slug}?done=shown")))
}

/// Answers `POST /console/providers/{slug}/look`: it is looked at as soon as somebody is free.
///
/// # Errors
/// `NotFound` without it; `Refused` for whoever may not; a fault when the database is away.
pub(super) async fn look(
    State(site): State<Site>,
    signed_in: SignedIn,
    Extension(watch): Extension<Watch>,
    Path(slug): Path<String>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let one = provider_of(&mut tx, &signed_in, &slug).await?;
    administers_all(&mut tx, &signed_in, &one).await?;
    // With nothing set right it is looked at again, and that is all.
    providers::settle(&mut tx, now, actor, one.id, &Settle::default()).await?;
    tx.commit().await?;
    if !watch.looks_by_itself() {
        // Nobody here would come by; whoever watches on another node has it already, and then this is refused.
        tokio::spawn(async move {
            if let Err(error) = watch.look_at(one.id).await {
                tracing::info!(%error, provider = %one.id, "it is not looked at now");
            }
        });
    }
    Ok(see_other(&format!("{ADDRESS}/{slug}?done=looking")))
}

/// Answers `GET /console/providers/{slug}/leave`.
///
/// # Errors
/// As [`look`].
pub(super) async fn ask_leave(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let one = provider_of(&mut tx, &signed_in, &slug).await?;
    administers_all(&mut tx, &signed_in, &one).await?;
    let words = Frame::words_of(&signed_in);
    let title = words.tell("watch-leave-title", &[("name", &one.name)]);
    let here = format!("{ADDRESS}/{slug}");
    let question = Question {
        frame: Frame::of(&mut tx, &site, &signed_in, &title)
            .await?
            .at(ADDRESS),
        lead: words.say("watch-leave-lead"),
        wrong: None,
        form: Form::to("ask", format!("{here}/leave"))
            .doing(words.say("watch-leave-do"), Weight::Grave),
        back: (here, words.say("leave-it")),
        title,
    };
    answer::page(&question, StatusCode::OK)
}

/// Answers `POST /console/providers/{slug}/leave`.
///
/// # Errors
/// As [`look`].
pub(super) async fn leave(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let mut tx = site.db.begin().await?;
    let one = provider_of(&mut tx, &signed_in, &slug).await?;
    administers_all(&mut tx, &signed_in, &one).await?;
    providers::leave(&mut tx, now, actor, one.id).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{ADDRESS}?done=left")))
}
