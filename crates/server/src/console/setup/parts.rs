//! The services of a page in the order in which readers see them.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::GroupId;
use uuid::Uuid;

use super::{
    super::{answer, frame::Frame},
    thing::{Around, Thing},
};
use crate::{
    components::{Component, Group},
    declarations,
    ground::Result,
    members::{Role, SignedIn},
    web::Site,
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
    let around = Around::load(&mut tx, &site, &signed_in, &slug, Role::Administrator).await?;
    let (reader, page) = (&around.reader, &around.page);
    let components = Component::of_page(&mut tx, page.id).await?;
    let groups = Group::of_page(&mut tx, page.id).await?;
    let kept = declarations::kept_of_page(&mut tx, page.id).await?;
    let kept: Vec<Uuid> = kept.iter().map(|one| one.object).collect();
    let title = reader.say("setup-parts");
    let screen = PartsPage {
        frame: around.frame(&title),
        back: ("/console/pages".to_owned(), reader.say("setup-title")),
        title: format!("{title} – {}", page.name_in(reader.locale())),
        lead: reader.say("parts-lead"),
        none: reader.say("parts-none"),
        ways: vec![
            (around.address("parts/new"), reader.say("parts-new")),
            (around.address("groups/new"), reader.say("parts-new-group")),
        ],
        gatherings: gatherings(&around, &components, &groups, &kept),
        labels: Labels {
            edit: reader.say("parts-edit"),
            up: reader.say("parts-up"),
            down: reader.say("parts-down"),
        },
    };
    answer::page(&screen, StatusCode::OK)
}

fn gatherings(
    around: &Around<'_>,
    components: &[Component],
    groups: &[Group],
    kept: &[Uuid],
) -> Vec<Gathering> {
    let parts = |group: Option<GroupId>| {
        let all: Vec<&Component> = components.iter().filter(|one| one.group == group).collect();
        let last = all.len().saturating_sub(1);
        let part = |(index, one): (usize, &&Component)| Part {
            name: around.called(&one.name),
            shape: one.status.as_str(),
            status: around.reader.say(&format!("component-{}", one.status)),
            kept: kept
                .contains(&one.id.0)
                .then(|| around.reader.say("parts-kept")),
            place: Place {
                address: around.address(&format!("parts/{}", one.id)),
                is_first: index == 0,
                is_last: index == last,
            },
        };
        all.iter().enumerate().map(part).collect::<Vec<Part>>()
    };
    let last = groups.len().saturating_sub(1);
    let of_group = |(index, group): (usize, &Group)| Gathering {
        name: around.called(&group.name),
        place: Some(Place {
            address: around.address(&format!("groups/{}", group.id)),
            is_first: index == 0,
            is_last: index == last,
        }),
        parts: parts(Some(group.id)),
    };
    let mut all: Vec<Gathering> = groups.iter().enumerate().map(of_group).collect();
    let alone = parts(None);
    if !alone.is_empty() {
        all.push(Gathering {
            name: around.reader.say("parts-alone"),
            place: None,
            parts: alone,
        });
    }
    all
}
