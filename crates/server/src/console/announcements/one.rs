//! Whom one announcement did not reach, by reason. An address is shown to whoever administers the page, and of what is called, its
//! host alone: the rest of it is a key.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_channels::Channel;
use beffroi_domain::SubscriptionId;
use uuid::Uuid;

use super::{
    Seen,
    told::{Again, reason, what},
};
use crate::{
    console::{answer, frame::Frame},
    deliveries::{self, Dead},
    ground::{Error, Result, Tx},
    members::{Role, SignedIn},
    subscribers::{self, Subscription},
    web::{Reader, Site, format::When},
};

/// How many a screen shows.
const ROWS: i64 = 200;

#[derive(Template)]
#[template(path = "console/announcements/one.html")]
struct OnePage {
    frame: Frame,
    back: (String, String),
    title: String,
    lead: String,
    none: String,
    reasons: Vec<Reason>,
}

/// Those who were given up for one reason.
struct Reason {
    word: String,
    title: String,
    again: Option<Again>,
    rows: Vec<Row>,
}

struct Row {
    whom: String,
    why: String,
    tries: String,
    when: When,
}

/// Answers `GET /console/pages/{slug}/announcements/{id}`.
///
/// # Errors
/// `NotFound` without such an announcement on a page of theirs; a fault when the database is away.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let seen = Seen::load(&mut tx, &site, &signed_in, &slug).await?;
    let said = deliveries::find_broadcast(&mut tx, id).await?;
    let said = said.map(|one| one.said);
    let said = said.filter(|said| said.page == seen.page.id);
    let said = said.ok_or(Error::NotFound)?;
    let dead = deliveries::list_dead(&mut tx, id, Uuid::nil(), ROWS).await?;
    let role = signed_in.role_on(seen.page.id);
    let reader = &seen.reader;
    let title = reader.say("told-whom");
    let page = OnePage {
        frame: Frame::inside(&site, &signed_in, &title).at("/console/pages"),
        back: (seen.address(), reader.say("told-title")),
        title,
        lead: what(reader, &said),
        none: reader.say("told-whom-none"),
        reasons: reasons(&mut tx, &seen, id, role, dead).await?,
    };
    answer::page(&page, StatusCode::OK)
}

async fn reasons(
    tx: &mut Tx,
    seen: &Seen,
    id: Uuid,
    role: Option<Role>,
    dead: Vec<Dead>,
) -> Result<Vec<Reason>> {
    let reader = &seen.reader;
    let mut all: Vec<Reason> = Vec::new();
    for one in dead {
        let row = row(tx, reader, role, &one).await?;
        if let Some(known) = all.iter_mut().find(|reason| reason.word == one.reason) {
            known.rows.push(row);
            continue;
        }
        let again = (role >= Some(Role::Publisher)).then(|| Again {
            action: format!("{}/{id}/again", seen.address()),
            label: reader.say("told-again"),
            about: None,
        });
        all.push(Reason {
            title: reason(reader.words, &one.reason),
            word: one.reason,
            again,
            rows: vec![row],
        });
    }
    Ok(all)
}

async fn row(tx: &mut Tx, reader: &Reader, role: Option<Role>, dead: &Dead) -> Result<Row> {
    let found = subscribers::find(tx, SubscriptionId(dead.reader)).await?;
    let whom = match found {
        None => reader.say("told-left"),
        Some(one) if role == Some(Role::Administrator) => address(&one),
        Some(one) => reader.say(&format!("told-lane-{}", lane(&one))),
    };
    Ok(Row {
        whom,
        why: dead.problem.clone(),
        tries: reader.words.count("told-tries", dead.attempts, &[]),
        when: reader.instant(dead.ended_at),
    })
}

fn lane(one: &Subscription) -> &'static str {
    subscribers::Lane::of(one.channel).as_str()
}

fn address(one: &Subscription) -> String {
    match one.channel {
        Channel::Email | Channel::Sms => one.address.clone(),
        _ => one.address.split('/').nth(2).unwrap_or_default().to_owned(),
    }
}
