//! All providers that are followed: how each is as far as we can tell, when it was last looked at, and who sees it.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::PageId;

use super::{ADDRESS, FOLLOW, may_follow, read, reads};
use crate::{
    console::{
        answer,
        frame::Frame,
        screen::{Desk, Done},
    },
    ground::Result,
    members::SignedIn,
    providers::{self, Provider},
    web::{Site, format::When},
};

#[derive(Template)]
#[template(path = "console/providers/list.html")]
struct ListPage {
    frame: Frame,
    title: String,
    lead: String,
    say: Say,
    follow: Option<(String, String)>,
    rows: Vec<Row>,
    left: Vec<Row>,
}

struct Say {
    none: String,
    checked: String,
    unchecked: String,
    blind: String,
    left: String,
}

struct Row {
    address: String,
    name: String,
    stands: &'static str,
    status: String,
    checked: Option<When>,
    blind: Option<(When, String)>,
    /// How many incidents are kept, and who sees it.
    about: String,
}

/// What deeds are called once they are done.
const DONE: &[(&str, &str)] = &[("left", "watch-done-left")];

/// Answers `/console/providers`.
///
/// # Errors
/// `NotFound` for whoever has no role; a fault when the database is away.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(done): Query<Done>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    reads(&mut tx, &signed_in).await?;
    let desk = Desk::of(&mut tx, &site, &signed_in).await?;
    let (kept, shown) = (read::kept(&mut tx).await?, read::shown(&mut tx).await?);
    let all = providers::list(&mut tx).await?;
    let row = |one: Provider| {
        let pages = shown.get(&one.id).map_or(&[][..], Vec::as_slice);
        row(&desk, &one, kept.get(&one.id).copied().unwrap_or(0), pages)
    };
    let (left, followed): (Vec<Provider>, Vec<Provider>) =
        all.into_iter().partition(|one| one.left_at.is_some());
    let words = desk.words();
    let title = words.say("watch-title");
    let screen = ListPage {
        frame: Frame::of(&mut tx, &site, &signed_in, &title)
            .await?
            .at(ADDRESS)
            .saying(done.said(&signed_in, DONE)),
        title,
        lead: words.say("watch-lead"),
        say: Say {
            none: words.say("watch-none"),
            checked: words.say("watch-checked"),
            unchecked: words.say("watch-unchecked"),
            blind: words.say("watch-blind"),
            left: words.say("watch-left"),
        },
        follow: may_follow(&signed_in).then(|| (FOLLOW.to_owned(), words.say("watch-follow"))),
        rows: followed.into_iter().map(row).collect(),
        left: left.into_iter().map(row).collect(),
    };
    answer::page(&screen, StatusCode::OK)
}

fn row(desk: &Desk, one: &Provider, kept: i64, pages: &[PageId]) -> Row {
    let words = desk.words();
    let instant = |at| desk.reader.instant(at);
    let kept = words.count("watch-kept", kept, &[]);
    Row {
        address: format!("{ADDRESS}/{}", one.slug),
        name: one.name.clone(),
        stands: one.status.as_str(),
        status: words.say(&format!("component-{}", one.status)),
        checked: one.checked_at.map(instant),
        blind: one
            .blind
            .as_ref()
            .map(|(since, why)| (instant(*since), why.clone())),
        about: format!("{kept} · {}", seen_on(desk, pages)),
    }
}

/// On which pages readers see it.
pub(super) fn seen_on(desk: &Desk, pages: &[PageId]) -> String {
    let names: Vec<String> = pages
        .iter()
        .map(|page| desk.page_name(Some(*page)))
        .collect();
    match names.is_empty() {
        true => desk.words().say("watch-shown-nowhere"),
        false => {
            let names = desk.reader.list(&names);
            desk.words().tell("watch-shown-on", &[("pages", &names)])
        }
    }
}
