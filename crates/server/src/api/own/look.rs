//! An incident or a component as our own paths name it, with the pages that it stands on.

use beffroi_domain::{ComponentId, Incident, IncidentId, PageId, WindowEnd};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    api::{
        answer::Wrong,
        ask::Ask,
        extra::{self, moment, stamp, texts},
    },
    components::{self, Component},
    ground::{Error, Refusal, RefusalKind, Result, Tx},
    incidents::{self, Version},
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

#[derive(sqlx::FromRow)]
struct PlaceRow {
    page_id: Uuid,
    public_id: String,
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    incident_id: Uuid,
    page_id: Uuid,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    version: i64,
}

impl Seen {
    /// The incident that the address names, for a caller whose key is good for `role` on every page that it stands on.
    ///
    /// # Errors
    /// `NotFound` where there is none, or none for this key; `Refused` where its scopes do not suffice.
    pub async fn load(tx: &mut Tx, ask: &Ask, role: Role) -> Result<Self> {
        let named = ask.path("incident");
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

    /// The same by its id.
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
        format!("v{}", self.version.0)
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
    pub async fn told(&self, tx: &mut Tx) -> Result<Value> {
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
            "status": one.status,
            "impact": one.impact,
            "references": one.references,
            "category": texts(&one.category),
            "priority": facts.priority,
            "responsibility": facts.responsibility,
            "components": one.components,
            "windows": windows(tx, one.id).await?,
            "figures": facts.figures,
            "links": one.links,
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
            "end_is": match window.end {
                WindowEnd::At(_) => "known",
                WindowEnd::Ongoing => "ongoing",
                WindowEnd::Unknown => "unknown",
            },
            "end": window.ended().map(moment),
            "degree": window.degree,
            "components": parts.collect::<Vec<_>>(),
        })
    });
    Ok(told.collect())
}

fn update(one: &beffroi_domain::Update) -> Value {
    let changes = one.changes.iter().map(
        |change| json!({ "component": change.component, "old": change.old, "new": change.new }),
    );
    json!({
        "id": one.id,
        "public_id": one.public_id,
        "status": one.status,
        "text": texts(&one.text),
        "published": one.published.map(moment),
        "changes": changes.collect::<Vec<_>>(),
    })
}

/// A component that the address names, and its page.
///
/// # Errors
/// `NotFound` where there is none, or none for this key; `Refused` where its scopes do not suffice.
pub async fn component(tx: &mut Tx, ask: &Ask, role: Role) -> Result<(Page, Component)> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: Uuid,
        page_id: Uuid,
    }
    let named = ask.path("component");
    let by_id: Option<Uuid> = named.parse().ok();
    let rows: Vec<Row> = tx
        .list(
            "SELECT id, page_id FROM components
             WHERE (id = $1 OR public_id = $2) AND deleted_at IS NULL",
            params![by_id, named],
        )
        .await?;
    let seen = rows
        .into_iter()
        .find(|row| ask.caller.sees(PageId(row.page_id)));
    let row = seen.ok_or(Error::NotFound)?;
    let id = row.id;
    ask.caller.on(tx, PageId(row.page_id), role).await?;
    let page = pages::find_by_id(tx, PageId(row.page_id)).await?;
    let page = page.ok_or(Error::NotFound)?;
    let all = components::of_page(tx, page.id).await?;
    let found = all.into_iter().find(|one| one.id == ComponentId(id));
    Ok((page, found.ok_or(Error::NotFound)?))
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
    match error {
        Error::Refused(refusal) if is_about_version(&refusal) => Wrong::MovedOn(refusal.message),
        other => Wrong::Ended(other),
    }
}

fn is_about_version(refusal: &Refusal) -> bool {
    refusal.kind == RefusalKind::Conflict && refusal.field == Some("expected")
}

/// Where a list goes on: an instant and an id, as one word.
#[must_use]
pub fn cursor(at: Timestamp, id: Uuid) -> String {
    format!("{}.{}", at.as_microsecond(), id.simple())
}

/// The instant and the id of a cursor; the end of time without one.
///
/// # Errors
/// Unreadable where it is none of ours.
pub fn after(ask: &Ask) -> Result<(i64, Uuid), Wrong> {
    let Some(text) = ask.query("after") else {
        return Ok((i64::MAX, Uuid::max()));
    };
    let parts = text.split_once('.').and_then(|(at, id)| {
        let at: i64 = at.parse().ok()?;
        Some((at, id.parse::<Uuid>().ok()?))
    });
    parts.ok_or_else(|| Wrong::unreadable("after: send the cursor that you were given"))
}
