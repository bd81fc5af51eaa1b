//! One who asked to be told: how far it has come, what fails; resumed, or removed.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::SubscriptionId;
use uuid::Uuid;

use super::{ADDRESS, page_of};
use crate::{
    console::{
        announcements::reason,
        answer::{self, see_other},
        form::{Form, Weight},
        frame::Frame,
        screen::{Desk, Done, Question},
    },
    ground::{Error, Result, Tx},
    members::SignedIn,
    pages::Page,
    providers,
    subscribers::{self, State as Stand, Subscription},
    web::{Site, Words, format::When},
};

#[derive(Template)]
#[template(path = "console/subscribers/one.html")]
struct OnePage {
    frame: Frame,
    back: (String, String),
    title: String,
    facts: Vec<(String, String)>,
    times: Vec<(String, When)>,
    resume: Option<Form>,
    remove: (String, String),
}

/// Answers `/console/subscribers/{slug}/{id}`.
///
/// # Errors
/// `NotFound` for a page that is none of theirs, or one that is gone; a fault when the database is away.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
    Query(done): Query<Done>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let (page, one) = load(&mut tx, &signed_in, &slug, id).await?;
    let returned = subscribers::returned(&mut tx, one.id, site.clock.now()).await?;
    let names = names(&mut tx, &one).await?;
    let desk = Desk::of(&mut tx, &site, &signed_in).await?;
    let words = desk.words();
    let title = one.place();
    let here = format!("{ADDRESS}/{slug}");
    let instant = |key: &str, at| (words.say(key), desk.reader.instant(at));
    let times = [
        Some(instant("subscribers-created", one.created_at)),
        one.confirmed_at
            .map(|at| instant("subscribers-confirmed", at)),
        one.failing_since
            .map(|at| instant("subscribers-failing", at)),
    ];
    let known = [("resumed", "subscribers-done-resumed")];
    let screen = OnePage {
        frame: Frame::of(&mut tx, &site, &signed_in, &title)
            .await?
            .at(ADDRESS)
            .saying(done.said(&signed_in, &known)),
        back: (here.clone(), words.say("subscribers-title")),
        facts: facts(words, &page, (&one, returned.count), &names),
        times: times.into_iter().flatten().collect(),
        resume: (one.state == Stand::Paused).then(|| {
            Form::to("resume", format!("{here}/{id}/resume"))
                .doing(words.say("subscribers-resume"), Weight::Main)
        }),
        remove: (
            format!("{here}/{id}/remove"),
            words.say("subscribers-remove"),
        ),
        title,
    };
    answer::page(&screen, StatusCode::OK)
}

/// Tells it again.
///
/// # Errors
/// As [`show`]; and `NotFound` for one that is not paused.
pub(super) async fn resume(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let (_, one) = load(&mut tx, &signed_in, &slug, id).await?;
    subscribers::resume(&mut tx, site.clock.now(), signed_in.actor(), one.id).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{ADDRESS}/{slug}/{id}?done=resumed")))
}

/// Asks before it is removed.
///
/// # Errors
/// As [`show`].
pub(super) async fn ask_remove(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let (_, one) = load(&mut tx, &signed_in, &slug, id).await?;
    let words = Frame::words_of(&signed_in);
    let title = words.say("subscribers-remove-title");
    let here = format!("{ADDRESS}/{slug}/{id}");
    let place = one.place();
    let question = Question {
        frame: Frame::of(&mut tx, &site, &signed_in, &title)
            .await?
            .at(ADDRESS),
        lead: words.tell("subscribers-remove-lead", &[("place", &place)]),
        wrong: None,
        form: Form::to("ask", format!("{here}/remove"))
            .doing(words.say("subscribers-remove"), Weight::Grave),
        back: (here, words.say("leave-it")),
        title,
    };
    answer::page(&question, StatusCode::OK)
}

/// Removes it, as if it had left.
///
/// # Errors
/// As [`show`].
pub(super) async fn remove(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let (_, one) = load(&mut tx, &signed_in, &slug, id).await?;
    subscribers::leave(&mut tx, site.clock.now(), signed_in.actor(), one.id).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{ADDRESS}/{slug}?done=removed")))
}

async fn load(
    tx: &mut Tx,
    signed_in: &SignedIn,
    slug: &str,
    id: Uuid,
) -> Result<(Page, Subscription)> {
    let page = page_of(tx, signed_in, slug).await?;
    let one = subscribers::load(tx, SubscriptionId(id)).await?;
    match one.page == page.id {
        true => Ok((page, one)),
        false => Err(Error::NotFound),
    }
}

/// What the providers are called that it asked for.
async fn names(tx: &mut Tx, one: &Subscription) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for id in &one.wishes.providers {
        all.push(providers::load(tx, *id).await?.name);
    }
    Ok(all)
}

fn facts(
    words: &Words,
    page: &Page,
    (one, returned): (&Subscription, i64),
    names: &[String],
) -> Vec<(String, String)> {
    let way = format!("subscribe-way-{}", one.channel.as_str().replace('_', "-"));
    let kinds = one.wishes.kinds;
    let kinds = [
        ("subscribe-kind-incidents", kinds.incidents),
        ("subscribe-kind-maintenances", kinds.maintenances),
        ("subscribe-kind-postmortems", kinds.postmortems),
    ];
    let kinds = kinds.iter().filter(|(_, is_on)| *is_on);
    let kinds: Vec<String> = kinds.map(|(key, _)| words.say(key)).collect();
    let mut facts = vec![
        (
            words.say("subscribers-page"),
            page.name_in(words.locale()).to_owned(),
        ),
        (words.say("subscribers-channel"), words.say(&way)),
        (
            words.say("subscribers-state"),
            words.say(&format!("subscribers-state-{}", one.state.as_str())),
        ),
        (
            words.say("subscribers-locale"),
            crate::console::form::tongue_name(&one.wishes.locale),
        ),
        (words.say("subscribers-kinds"), words.forms().and(&kinds)),
    ];
    facts.extend(
        one.about
            .map(|_| (words.say("manage-about"), words.say("manage-about-one"))),
    );
    let parts = super::list::parts(words, one);
    facts.extend(parts.map(|says| (words.say("subscribers-parts"), says)));
    if !names.is_empty() {
        facts.push((words.say("manage-providers"), words.forms().and(names)));
    }
    facts.extend(
        one.owner
            .clone()
            .map(|owner| (words.say("subscribers-owner"), owner)),
    );
    if one.failures > 0 {
        let count = words.count("subscribers-failures", one.failures, &[]);
        facts.push((words.say("subscribers-problem"), count));
    }
    if returned > 0 {
        let count = words.count("subscribers-returned", returned, &[]);
        facts.push((words.say("subscribers-came-back"), count));
    }
    facts.extend(
        one.problem
            .as_deref()
            .map(|why| (words.say("subscribers-why"), reason(words, why))),
    );
    facts
}
