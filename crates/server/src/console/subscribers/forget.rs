//! One person is forgotten: on every page that whoever asks administers.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::PageId;

use super::{ADDRESS, page_of};
use crate::{
    console::{
        answer::{self, status_of},
        form::{Control, Field, Form, Typed, Weight},
        frame::Frame,
        screen::Question,
    },
    deliveries,
    ground::{Error, Result, Tx},
    members::{Role, SignedIn},
    pages,
    subscribers::Forgotten,
    web::Site,
};

/// Answers `/console/subscribers/{slug}/forget`.
///
/// # Errors
/// `NotFound` for a page that is none of theirs; a fault when the database is away.
pub(super) async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    page_of(&mut tx, &signed_in, &slug).await?;
    let question = question(&mut tx, &site, &signed_in, &slug, "").await?;
    answer::page(&question, StatusCode::OK)
}

/// Forgets one person.
///
/// # Errors
/// As [`ask`].
pub(super) async fn forget(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    typed: Typed,
) -> Result<Response> {
    let words = Frame::words_of(&signed_in);
    let done = forgotten(&site, &signed_in, &slug, typed.get("address")).await;
    let mut tx = site.db.snapshot().await?;
    match done {
        Ok(done) => {
            let mut question = question(&mut tx, &site, &signed_in, &slug, "").await?;
            let count = i64::try_from(done.subscriptions.len()).unwrap_or(i64::MAX);
            question.frame.done = Some(words.count("subscribers-forgotten", count, &[]));
            answer::page(&question, StatusCode::OK)
        }
        Err(Error::Refused(refusal)) => {
            let typed = typed.get("address");
            let mut question = question(&mut tx, &site, &signed_in, &slug, typed).await?;
            question.wrong = Some(question.form.refuse_in(words, &refusal));
            answer::page(&question, status_of(&refusal))
        }
        Err(error) => Err(error),
    }
}

async fn forgotten(
    site: &Site,
    signed_in: &SignedIn,
    slug: &str,
    address: &str,
) -> Result<Forgotten> {
    let mut tx = site.db.begin().await?;
    page_of(&mut tx, signed_in, slug).await?;
    let all = pages::list(&mut tx).await?.into_iter().map(|page| page.id);
    let is_mine = |page: &PageId| signed_in.role_on(*page) == Some(Role::Administrator);
    let mine: Vec<PageId> = all.filter(is_mine).collect();
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let done = deliveries::forget_person(&mut tx, now, actor, &mine, address).await?;
    tx.commit().await?;
    Ok(done)
}

async fn question(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    slug: &str,
    typed: &str,
) -> Result<Question> {
    let words = Frame::words_of(signed_in);
    let title = words.say("subscribers-forget-title");
    let here = format!("{ADDRESS}/{slug}");
    let address = Control::input("text", "off", typed);
    Ok(Question {
        frame: Frame::of(tx, site, signed_in, &title).await?.at(ADDRESS),
        lead: words.say("subscribers-forget-lead"),
        wrong: None,
        form: Form::to("forget", format!("{here}/forget"))
            .asking([
                Field::of("address", words.say("subscribers-address"), address)
                    .hinted(words.say("subscribers-forget-hint")),
            ])
            .doing(words.say("subscribers-forget-do"), Weight::Grave),
        back: (here, words.say("leave-it")),
        title,
    })
}
