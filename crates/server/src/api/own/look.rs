//! An incident or a component as our own paths name it, with the pages that it stands on.

use beffroi_domain::{
    ComponentId, Consequence, GroupId, Incident, IncidentId, MaintenanceId, PageId, Update,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::promise;
use crate::{
    api::{
        answer::Wrong,
        ask::Ask,
        extra::{self, moment, stamp, texts},
    },
    components::{self, Component, Group},
    ground::{Error, Refusal, RefusalKind, Result, Tx, db::instant},
    incidents::{self, Template, Version},
    members::Role,
    pages::{self, Page},
    params,
};

/// An incident that a caller may look at.
pub struct Seen {
    /// The incident, as its first page tells it.
    pub incident: Incident,
    /// How many deeds have been done on it.
    pub version: Version,
    /// Its pages, and its id on each.
    pub places: Vec<(Page, String)>,
}

#[derive(sqlx_macros::FromRow)]
struct PlaceRow {
    page_id: Uuid,
    public_id: String,
}

#[derive(sqlx_macros::FromRow)]
struct NamedRow {
    incident_id: Uuid,
    page_id: Uuid,
}

#[derive(sqlx_macros::FromRow)]
struct VersionRow {
    version: i64,
}

impl Seen {
    /// The incident that the address names, for a caller whose key is good for `role` on every page that it stands on.
    ///
    /// # Errors
    /// `NotFound` where there is none, or none for this key; `Refused` where its scopes do not suffice.
    pub async fn load(tx: &mut Tx, ask: &Ask, role: Role) -> Result<Self> {
        Self::named(tx, ask, ask.path("incident"), role).await
    }

    /// The same by its id or its public id.
    ///
    /// # Errors
    /// As [`Seen::load`].
    pub async fn named(tx: &mut Tx, ask: &Ask, named: &str, role: Role) -> Result<Self> {
        if let Ok(id) = named.parse::<Uuid>() {
            return Self::of(tx, ask, IncidentId(id), role).await;
        }
        let rows: Vec<NamedRow> = tx
            .list(
                "SELECT incident_id, page_id FROM incident_pages
                 WHERE public_id = $1 AND visibility = 'public'",
                params![named],
            )
            .await?;
        let seen = rows.iter().find(|row| ask.caller.sees(PageId(row.page_id)));
        let id = seen.ok_or(Error::NotFound)?.incident_id;
        Self::of(tx, ask, IncidentId(id), role).await
    }

    /// The same by its id alone.
    ///
    /// # Errors
    /// As [`Seen::load`].
    pub async fn of(tx: &mut Tx, ask: &Ask, id: IncidentId, role: Role) -> Result<Self> {
        let rows: Vec<PlaceRow> = tx
            .list(
                "SELECT page_id, public_id FROM incident_pages
                 WHERE incident_id = $1 AND visibility = 'public' ORDER BY page_id",
                params![id],
            )
            .await?;
        let mut places = Vec::with_capacity(rows.len());
        for row in rows {
            let page = PageId(row.page_id);
            ask.caller.on(tx, page, role).await?;
            let page = pages::find_by_id(tx, page).await?.ok_or(Error::NotFound)?;
            places.push((page, row.public_id));
        }
        let first = places.first().map(|(page, _)| page.id);
        let sql = "SELECT version FROM incidents WHERE id = $1";
        let row: VersionRow = tx.load(sql, params![id]).await?;
        Ok(Self {
            incident: incidents::load(tx, first.ok_or(Error::NotFound)?, id).await?,
            version: Version(row.version),
            places,
        })
    }

    /// What stands in its tag.
    #[must_use]
    pub fn tag(&self) -> String {
        tag_of(self.version)
    }

    /// The ids of its pages.
    #[must_use]
    pub fn pages(&self) -> Vec<&Page> {
        self.places.iter().map(|(page, _)| page).collect()
    }

    /// All that is known of it.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn told(&self, tx: &mut Tx, now: Timestamp) -> Result<Value> {
        let one = &self.incident;
        let facts = extra::incident(one, &[]);
        let places = self
            .places
            .iter()
            .map(|(page, id)| json!({ "id": page.public_id, "slug": page.slug, "public_id": id }));
        Ok(json!({
            "id": one.id,
            "version": self.version.0,
            "pages": places.collect::<Vec<_>>(),
            "title": texts(&one.title),
            "stale": one.stale,
            "by_machine": one.by_machine,
            "status": one.status,
            "impact": one.impact,
            "references": one.references,
            "category": texts(&one.category),
            "priority": facts.priority,
            "responsibility": facts.responsibility,
            "components": one.components,
            "windows": windows(tx, one.id).await?,
            "figures": facts.figures,
            "consequences": one.consequences.iter().map(consequence).collect::<Vec<_>>(),
            "promises": one.commitments.iter().map(|one| promise::told(one, now)).collect::<Vec<_>>(),
            "links": one.links,
            "notice": one.notice.as_ref().map(extra::notice),
            "is_retroactive": one.is_retroactive,
            "updates": one.updates.iter().rev().map(update).collect::<Vec<_>>(),
            "created_at": stamp(one.created_at),
            "updated_at": stamp(one.updated_at),
        }))
    }
}

/// All windows of an incident, each under its id.
///
/// # Errors
/// A fault when the database is away.
pub async fn windows(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Value>> {
    let all = incidents::windows_of(tx, incident).await?;
    let told = all.iter().map(|one| {
        let window = &one.window;
        let parts = window.components.iter();
        let parts = parts.map(|(id, degree)| json!({ "id": id, "degree": degree }));
        json!({
            "id": one.id,
            "start": window.start.map(moment),
            "end_is": extra::end_is(window),
            "end": window.ended().map(moment),
            "degree": window.degree,
            "components": parts.collect::<Vec<_>>(),
        })
    });
    Ok(told.collect())
}

fn consequence(one: &Consequence) -> Value {
    json!({ "text": texts(&one.text), "end": one.end.map(moment) })
}

/// A statement.
#[must_use]
pub fn update(one: &Update) -> Value {
    let changes = one.changes.iter().map(
        |change| json!({ "component": change.component, "old": change.old, "new": change.new }),
    );
    json!({
        "id": one.id,
        "public_id": one.public_id,
        "status": one.status,
        "text": texts(&one.text),
        "stale": one.stale,
        "by_machine": one.by_machine,
        "published": one.published.map(moment),
        "changes": changes.collect::<Vec<_>>(),
    })
}

#[derive(sqlx_macros::FromRow)]
struct LeadsRow {
    page_id: Uuid,
    into_id: Uuid,
}

/// Where the address leads that was a duplicate's, for a caller who may see one of the duplicate's pages.
///
/// # Errors
/// A fault when the database is away.
pub async fn leads_to(tx: &mut Tx, ask: &Ask) -> Result<Option<IncidentId>> {
    let named = ask.path("incident");
    let by_id: Option<Uuid> = named.parse().ok();
    let rows: Vec<LeadsRow> = tx
        .list(
            "SELECT p.page_id, m.into_id
             FROM incident_merges m JOIN incident_pages p ON p.incident_id = m.incident_id
             WHERE m.incident_id = $1 OR p.public_id = $2",
            params![by_id, named],
        )
        .await?;
    let mut seen = rows.iter();
    let seen = seen.find(|row| ask.caller.sees(PageId(row.page_id)));
    Ok(seen.map(|row| IncidentId(row.into_id)))
}

#[derive(sqlx_macros::FromRow)]
struct PlacedRow {
    id: Uuid,
    page_id: Uuid,
}

/// What the address names under `part` among what stands on one page, and that page.
///
/// # Errors
/// `NotFound` where there is none, or none for this key; `Refused` where its scopes do not suffice.
async fn placed(
    tx: &mut Tx,
    ask: &Ask,
    role: Role,
    part: &str,
    sql: &'static str,
) -> Result<(Page, Uuid)> {
    placed_as(tx, ask, role, ask.path(part), sql).await
}

async fn placed_as(
    tx: &mut Tx,
    ask: &Ask,
    role: Role,
    named: &str,
    sql: &'static str,
) -> Result<(Page, Uuid)> {
    let by_id: Option<Uuid> = named.parse().ok();
    let rows: Vec<PlacedRow> = tx.list(sql, params![by_id, named]).await?;
    let mut seen = rows.into_iter();
    let seen = seen.find(|row| ask.caller.sees(PageId(row.page_id)));
    let row = seen.ok_or(Error::NotFound)?;
    ask.caller.on(tx, PageId(row.page_id), role).await?;
    let page = pages::find_by_id(tx, PageId(row.page_id)).await?;
    Ok((page.ok_or(Error::NotFound)?, row.id))
}

/// A component that the address names, and its page.
///
/// # Errors
/// `NotFound` where there is none, or none for this key; `Refused` where its scopes do not suffice.
pub async fn component(tx: &mut Tx, ask: &Ask, role: Role) -> Result<(Page, Component)> {
    let sql = "SELECT id, page_id FROM components
               WHERE (id = $1 OR public_id = $2) AND deleted_at IS NULL";
    let (page, id) = placed(tx, ask, role, "component", sql).await?;
    let all = components::of_page(tx, page.id).await?;
    let found = all.into_iter().find(|one| one.id == ComponentId(id));
    Ok((page, found.ok_or(Error::NotFound)?))
}

/// A group that the address names, and its page.
///
/// # Errors
/// As [`component`].
pub async fn group(tx: &mut Tx, ask: &Ask, role: Role) -> Result<(Page, Group)> {
    let sql = "SELECT id, page_id FROM component_groups
               WHERE (id = $1 OR public_id = $2) AND deleted_at IS NULL";
    let (page, id) = placed(tx, ask, role, "group", sql).await?;
    let all = components::groups_of_page(tx, page.id).await?;
    let found = all.into_iter().find(|one| one.id == GroupId(id));
    Ok((page, found.ok_or(Error::NotFound)?))
}

/// A template that the address names, and its page.
///
/// # Errors
/// As [`component`].
pub async fn template(tx: &mut Tx, ask: &Ask, role: Role) -> Result<(Page, Template)> {
    let sql = "SELECT id, page_id FROM incident_templates WHERE id = $1 OR public_id = $2";
    let (page, id) = placed(tx, ask, role, "template", sql).await?;
    let all = incidents::templates_of(tx, page.id).await?;
    let found = all.into_iter().find(|one| one.id.0 == id);
    Ok((page, found.ok_or(Error::NotFound)?))
}

/// A group, with the components in it.
#[must_use]
pub fn told_group(page: &Page, one: &Group, all: &[Component]) -> Value {
    let inside = all.iter().filter(|part| part.group == Some(one.id));
    json!({
        "id": one.id,
        "public_id": one.public_id,
        "page": page.public_id,
        "name": texts(&one.name),
        "description": texts(&one.description),
        "position": one.position,
        "components": inside.map(|part| part.id).collect::<Vec<_>>(),
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.updated_at),
    })
}

/// The maintenance that the address names.
///
/// # Errors
/// As [`component`].
pub async fn maintenance_named(tx: &mut Tx, ask: &Ask, role: Role) -> Result<MaintenanceId> {
    maintenance_called(tx, ask, ask.path("maintenance"), role).await
}

/// A maintenance by its id or its public id.
///
/// # Errors
/// As [`maintenance_named`].
pub async fn maintenance_called(
    tx: &mut Tx,
    ask: &Ask,
    named: &str,
    role: Role,
) -> Result<MaintenanceId> {
    let sql = "SELECT maintenance_id AS id, page_id FROM maintenance_pages
               WHERE (maintenance_id = $1 OR public_id = $2) AND visibility = 'public'";
    let (_, id) = placed_as(tx, ask, role, named, sql).await?;
    Ok(MaintenanceId(id))
}

/// A component.
#[must_use]
pub fn told_component(page: &Page, one: &Component) -> Value {
    json!({
        "id": one.id,
        "public_id": one.public_id,
        "page": page.public_id,
        "group": one.group,
        "name": texts(&one.name),
        "description": texts(&one.description),
        "position": one.position,
        "status": one.status,
        "showcase": one.showcase,
        "only_show_if_degraded": one.only_show_if_degraded,
        "since": stamp(one.since),
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.updated_at),
    })
}

/// The version that `If-Match` says the caller saw.
///
/// # Errors
/// Unreadable where it is none of ours.
pub fn expected(ask: &Ask) -> Result<Option<Version>, Wrong> {
    let Some(value) = ask.headers.get(axum::http::header::IF_MATCH) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let bare = text.trim_start_matches("W/").trim_matches('"');
    let number = bare
        .strip_prefix('v')
        .and_then(|number| number.parse().ok());
    let wrong = || Wrong::unreadable("If-Match: send the ETag that you were given");
    number.map(|number| Some(Version(number))).ok_or_else(wrong)
}

/// A conflict about the version is what `If-Match` asks for.
#[must_use]
pub fn moved(error: Error) -> Wrong {
    at_fault(error, &[])
}

/// The same of a verb whose words for the fields at fault are others than those of the body.
#[must_use]
pub fn at_fault(error: Error, names: &[(&str, &'static str)]) -> Wrong {
    let Error::Refused(mut refusal) = error else {
        return Wrong::Ended(error);
    };
    if is_about_version(&refusal) {
        return Wrong::MovedOn(refusal.message);
    }
    let ours = names
        .iter()
        .find(|(theirs, _)| refusal.field == Some(*theirs));
    refusal.field = ours.map(|(_, ours)| *ours).or(refusal.field);
    Wrong::from(refusal)
}

fn is_about_version(refusal: &Refusal) -> bool {
    refusal.kind == RefusalKind::Conflict && refusal.field == Some("expected")
}

/// What stands in the tag of a version.
#[must_use]
pub fn tag_of(version: Version) -> String {
    format!("v{}", version.0)
}

/// A list that is short enough to be told as a whole.
#[must_use]
pub fn whole(items: Vec<Value>) -> Value {
    json!({ "items": items, "next": null })
}

/// A part of a long list, from the newest on: what stands behind an instant and an id.
pub struct Part {
    /// The instant, in microseconds.
    pub at: i64,
    /// The id, among those of one instant.
    pub id: Uuid,
    count: usize,
}

/// What is known of each thing in a list, so that the next part begins behind it.
#[derive(sqlx_macros::FromRow)]
pub struct PartRow {
    /// Its id.
    pub id: Uuid,
    /// The instant by which it is ordered, in microseconds.
    pub at: i64,
}

impl Part {
    /// As many in a part where nothing is said, and at most.
    const COUNT: (i64, i64) = (50, 100);

    /// The part that is asked for.
    ///
    /// # Errors
    /// Unreadable where the cursor is none of ours.
    pub fn of(ask: &Ask) -> Result<Self, Wrong> {
        let (some, most) = Self::COUNT;
        let count = ask.query_number("limit")?.unwrap_or(some).clamp(1, most);
        let wrong = || Wrong::unreadable("after: send the cursor that you were given");
        let (at, id) = match ask.query("after") {
            None => (i64::MAX, Uuid::max()),
            Some(text) => cursor(text).ok_or_else(wrong)?,
        };
        let count = usize::try_from(count).unwrap_or(1);
        Ok(Self { at, id, count })
    }

    /// How many to look for: one more, to know whether there are more.
    #[must_use]
    pub fn most(&self) -> i64 {
        i64::try_from(self.count).unwrap_or(0) + 1
    }

    /// What stands in this part, and where the next one begins.
    ///
    /// # Errors
    /// A fault when an instant of ours is none.
    pub fn cut(&self, mut rows: Vec<PartRow>) -> Result<(Vec<PartRow>, Option<String>)> {
        let is_more = rows.len() > self.count;
        rows.truncate(self.count);
        let next = match rows.last() {
            Some(last) if is_more => {
                let at = instant(last.at)?.as_microsecond();
                Some(format!("{at}.{}", last.id.simple()))
            }
            _ => None,
        };
        Ok((rows, next))
    }
}

fn cursor(text: &str) -> Option<(i64, Uuid)> {
    let (at, id) = text.split_once('.')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}
