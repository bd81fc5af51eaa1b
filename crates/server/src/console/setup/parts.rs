//! The services of a page in the order in which readers see them, and moving them up and down.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{ComponentId, GroupId, LocalizedText};
use uuid::Uuid;

use super::{
    super::{
        desk::{
            answer::{self, see_other},
            scene::standing,
        },
        form::Typed,
        frame::Frame,
    },
    page_of,
};
use crate::{
    components::{self, Component, ComponentChange, Group, GroupChange},
    declarations,
    ground::{Error, Result},
    members::SignedIn,
    pages::Page,
    web::{Site, Words, words},
};

#[derive(Template)]
#[template(path = "console/setup/parts.html")]
struct PartsPage {
    frame: Frame,
    back: (String, String),
    title: String,
    lead: String,
    none: String,
    ways: Vec<(String, String)>,
    gatherings: Vec<Gathering>,
    labels: Labels,
}

/// What buttons are called.
struct Labels {
    edit: String,
    up: String,
    down: String,
}

/// A group with its services; the last has none.
struct Gathering {
    name: String,
    place: Option<Place>,
    parts: Vec<Part>,
}

/// Where something is changed and moved, and whether it can go up or down.
struct Place {
    address: String,
    is_first: bool,
    is_last: bool,
}

struct Part {
    name: String,
    shape: &'static str,
    status: String,
    kept: Option<String>,
    place: Place,
}

/// Answers `/console/pages/{slug}/parts`.
///
/// # Errors
/// `NotFound` or `Refused` for whoever does not administer it.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let page = page_of(&mut tx, &signed_in, &slug).await?;
    let words = words::first_of([&signed_in.locale]);
    let components = standing(components::of_page(&mut tx, page.id).await?);
    let groups = components::groups_of_page(&mut tx, page.id).await?;
    let kept = declarations::kept_of_page(&mut tx, page.id).await?;
    let kept: Vec<Uuid> = kept.iter().map(|one| one.object).collect();
    let here = here(&page);
    let title = words.say("setup-parts");
    let screen = PartsPage {
        frame: Frame::inside(&site, &signed_in, &title).at("/console/pages"),
        back: ("/console/pages".to_owned(), words.say("setup-title")),
        title: format!("{title} – {}", page.name_in(words.locale())),
        lead: words.say("parts-lead"),
        none: words.say("parts-none"),
        ways: vec![
            (format!("{here}/parts/new"), words.say("parts-new")),
            (format!("{here}/groups/new"), words.say("parts-new-group")),
        ],
        gatherings: gatherings(words, &page, &components, &groups, &kept),
        labels: Labels {
            edit: words.say("parts-edit"),
            up: words.say("parts-up"),
            down: words.say("parts-down"),
        },
    };
    answer::page(&screen, StatusCode::OK)
}

fn here(page: &Page) -> String {
    format!("/console/pages/{}", page.slug)
}

/// What something is called for somebody who reads `words`.
pub(super) fn called(words: &Words, page: &Page, text: &LocalizedText) -> String {
    let said = text.resolve(words.locale(), &page.locales);
    said.map_or_else(String::new, |said| said.text.to_owned())
}

fn gatherings(
    words: &Words,
    page: &Page,
    components: &[Component],
    groups: &[Group],
    kept: &[Uuid],
) -> Vec<Gathering> {
    let parts = |group: Option<GroupId>| {
        let all: Vec<&Component> = components.iter().filter(|one| one.group == group).collect();
        let last = all.len().saturating_sub(1);
        let part = |(index, one): (usize, &&Component)| Part {
            name: called(words, page, &one.name),
            shape: one.status.as_str(),
            status: words.say(&format!("component-{}", one.status)),
            kept: kept.contains(&one.id.0).then(|| words.say("parts-kept")),
            place: Place {
                address: format!("{}/parts/{}", here(page), one.id),
                is_first: index == 0,
                is_last: index == last,
            },
        };
        all.iter().enumerate().map(part).collect::<Vec<Part>>()
    };
    let last = groups.len().saturating_sub(1);
    let of_group = |(index, group): (usize, &Group)| Gathering {
        name: called(words, page, &group.name),
        place: Some(Place {
            address: format!("{}/groups/{}", here(page), group.id),
            is_first: index == 0,
            is_last: index == last,
        }),
        parts: parts(Some(group.id)),
    };
    let mut all: Vec<Gathering> = groups.iter().enumerate().map(of_group).collect();
    let alone = parts(None);
    if !alone.is_empty() {
        all.push(Gathering {
            name: words.say("parts-alone"),
            place: None,
            parts: alone,
        });
    }
    all
}

/// The order after one of them went one place up or down.
fn moved<I: Copy + PartialEq>(mut order: Vec<I>, which: I, typed: &Typed) -> Result<Vec<I>> {
    let at = order.iter().position(|one| *one == which);
    let at = at.ok_or(Error::NotFound)?;
    let to = match typed.get("deed") {
        "up" => at.saturating_sub(1),
        _ => (at + 1).min(order.len() - 1),
    };
    order.swap(at, to);
    Ok(order)
}

/// Answers `POST /console/pages/{slug}/parts/{id}/move`.
///
/// # Errors
/// As [`show`]; `NotFound` where the page has no such service.
pub async fn move_part(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let page = page_of(&mut tx, &signed_in, &slug).await?;
    let all = standing(components::of_page(&mut tx, page.id).await?);
    let one = all.iter().find(|one| one.id == ComponentId(id));
    let group = one.ok_or(Error::NotFound)?.group;
    let peers = all.iter().filter(|one| one.group == group);
    let order = moved(peers.map(|one| one.id).collect(), ComponentId(id), &typed)?;
    for (position, id) in (1..).zip(order) {
        let change = ComponentChange {
            position: Some(position),
            ..ComponentChange::default()
        };
        let (now, actor) = (site.clock.now(), signed_in.actor());
        components::update(&mut tx, now, actor, page.id, id, &change).await?;
    }
    tx.commit().await?;
    Ok(see_other(&format!("{}/parts", here(&page))))
}

/// Answers `POST /console/pages/{slug}/groups/{id}/move`.
///
/// # Errors
/// As [`show`]; `NotFound` where the page has no such group.
pub async fn move_group(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let page = page_of(&mut tx, &signed_in, &slug).await?;
    let all = components::groups_of_page(&mut tx, page.id).await?;
    let order = moved(all.iter().map(|one| one.id).collect(), GroupId(id), &typed)?;
    for (position, id) in (1..).zip(order) {
        let change = GroupChange {
            position: Some(position),
            ..GroupChange::default()
        };
        let (now, actor) = (site.clock.now(), signed_in.actor());
        components::update_group(&mut tx, now, actor, page.id, id, &change).await?;
    }
    tx.commit().await?;
    Ok(see_other(&format!("{}/parts", here(&page))))
}
