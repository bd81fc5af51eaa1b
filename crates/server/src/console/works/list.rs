//! What is planned on the member's pages, and what is over.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use beffroi_domain::LocalizedText;

use super::{
    super::{answer, desk::scene, frame::Frame},
    draft::{self, Waiting},
};
use crate::{
    ground::{Result, Tx},
    maintenances::{self, Listed, Standing},
    members::{Role, SignedIn},
    pages::{self, Page},
    web::{
        Reader, Site,
        format::{Said, When},
        words,
    },
};

#[derive(Template)]
#[template(path = "console/works/list.html")]
struct ListPage {
    frame: Frame,
    title: String,
    plan: Option<(String, String)>,
    none: String,
    waiting_title: String,
    waiting: Vec<Waiting>,
    to_come: Vec<Work>,
    over_title: String,
    over: Vec<Work>,
}

/// One maintenance in a line.
struct Work {
    address: String,
    title: Said,
    status: String,
    when: When,
    again: Option<String>,
    page: Option<String>,
    at: jiff::Timestamp,
}

/// Answers `/console/maintenances`.
///
/// # Errors
/// A fault when the database is away.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let mut mine = pages::list(&mut tx).await?;
    mine.retain(|page| signed_in.role_on(page.id).is_some());
    let words = words::first_of([&signed_in.locale]);
    let may_plan = mine
        .iter()
        .any(|page| signed_in.role_on(page.id) >= Some(Role::Responder));
    let title = words.say("works-title");
    let mut list = ListPage {
        frame: Frame::inside(&site, &signed_in, &title).at("/console/maintenances"),
        plan: may_plan.then(|| {
            let label = words.say("works-plan");
            ("/console/maintenances/new".to_owned(), label)
        }),
        none: words.say("works-none"),
        waiting_title: words.say("works-waiting"),
        waiting: vec![],
        to_come: vec![],
        over_title: words.say("works-over"),
        over: vec![],
        title,
    };
    for page in &mine {
        let reader = scene::reader(&mut tx, &site, &signed_in, page).await?;
        let name = (mine.len() > 1).then(|| page.name_in(reader.locale()).to_owned());
        gather(&mut tx, &mut list, page, &reader, name.as_ref()).await?;
        for waits in draft::waiting(&mut tx, &reader, page.id).await? {
            if list.waiting.iter().all(|one| one.address != waits.address) {
                list.waiting.push(waits);
            }
        }
    }
    list.to_come.sort_by_key(|work| work.at);
    list.over.sort_by_key(|work| std::cmp::Reverse(work.at));
    answer::page(&list, StatusCode::OK)
}

async fn gather(
    tx: &mut Tx,
    list: &mut ListPage,
    page: &Page,
    reader: &Reader,
    name: Option<&String>,
) -> Result<()> {
    for listed in [Listed::ToCome, Listed::Over] {
        for standing in maintenances::list_of_page(tx, page.id, listed).await? {
            let work = work(reader, &standing, name.cloned());
            // A rule that has run out leaves work whose own row says that it is to come.
            let is_spent = standing.is_series()
                && standing.maintenance.times_from(reader.now).next().is_none();
            let into = match listed {
                Listed::ToCome if !is_spent => &mut list.to_come,
                _ => &mut list.over,
            };
            if into.iter().all(|one| one.address != work.address) {
                into.push(work);
            }
        }
    }
    Ok(())
}

fn work(reader: &Reader, standing: &Standing, page: Option<String>) -> Work {
    let maintenance = &standing.maintenance;
    let next = maintenance.times_from(reader.now).next();
    let at = next.map_or(maintenance.scheduled_start_at, |time| time.from);
    Work {
        address: format!("/console/maintenances/{}", maintenance.id),
        title: called(reader, standing),
        status: status(reader, standing),
        when: reader.instant(at),
        again: standing.is_series().then(|| reader.say("works-again")),
        page,
        at,
    }
}

/// What a maintenance is called; its id where it has no name.
pub(super) fn called(reader: &Reader, standing: &Standing) -> Said {
    let maintenance = &standing.maintenance;
    said(reader, &maintenance.title, maintenance.public_id.as_str())
}

/// A title, or something in its place.
pub(super) fn said(reader: &Reader, title: &LocalizedText, or: &str) -> Said {
    reader.said(title).unwrap_or_else(|| Said {
        text: or.to_owned(),
        lang: None,
        note: None,
    })
}

/// Where a maintenance stands, in a word.
pub(super) fn status(reader: &Reader, standing: &Standing) -> String {
    let maintenance = &standing.maintenance;
    let word = match maintenance.cancelled_at {
        Some(_) => "cancelled",
        None => maintenance.status_at(reader.now).as_str(),
    };
    reader.say(&format!("maintenance-{word}"))
}
