//! Recording a write-up; recording a newer one replaces its rows and keeps every version of a text.

use std::collections::BTreeMap;

use beffroi_domain::{
    Action, Actor, CommitmentKind, Entry, IncidentId, LocalizedText, Moment, PageId, PostmortemId,
    Section,
};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use crate::{
    audit,
    commitments::{self, About},
    ground::{Result, Tx, db::moment_columns, token},
    pages, params,
    texts::{self, Key},
};

/// A checked command: take over a write-up.
#[derive(Clone, Debug)]
pub struct NewPostmortem {
    /// Markdown per section and locale.
    pub sections: BTreeMap<Section, LocalizedText>,
    /// What happened, in order.
    pub timeline: Vec<Entry>,
    /// What will be done.
    pub actions: Vec<Action>,
    /// When it was published, where that is known.
    pub published: Option<Moment>,
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

#[derive(sqlx_macros::FromRow)]
struct PageRow {
    page_id: Uuid,
}

/// Stores the write-up of `incident`, freshens its pages; announces nothing. The same write-up again
/// changes nothing and returns false.
///
/// # Errors
/// A fault when the database is away or there is no such incident.
pub async fn record(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    incident: IncidentId,
    new: &NewPostmortem,
) -> Result<bool> {
    let before = fingerprint(tx, incident).await?;
    let id = upsert(tx, now, incident, new.published).await?;
    for (section, text) in &new.sections {
        let key = Key {
            root: id.0,
            owner: id.0,
            field: section_field(*section),
        };
        texts::write_all(tx, now, actor, key, text).await?;
    }
    write_timeline(tx, now, actor, id, &new.timeline).await?;
    write_actions(tx, now, actor, id, &new.actions).await?;
    if fingerprint(tx, incident).await? == before {
        return Ok(false);
    }
    tx.exec(
        "UPDATE postmortems SET updated_at = $2 WHERE id = $1",
        params![id, now],
    )
    .await?;
    let rows: Vec<PageRow> = tx
        .list(
            "SELECT page_id FROM incident_pages WHERE incident_id = $1",
            params![incident],
        )
        .await?;
    let about = about(tx, incident, &rows).await?;
    for page in &about.pages {
        pages::bump_revision(tx, now, *page).await?;
    }
    if new.published.is_some() {
        let kind = CommitmentKind::Postmortem;
        commitments::kept(tx, now, actor, &about, kind).await?;
    }
    audit::record(tx, now, actor, "postmortem.record", id.0, "").await?;
    Ok(true)
}

/// What was promised on the incident is kept by its write-up.
async fn about(tx: &mut Tx, incident: IncidentId, rows: &[PageRow]) -> Result<About> {
    let pages: Vec<PageId> = rows.iter().map(|row| PageId(row.page_id)).collect();
    let first = match pages.first() {
        Some(page) => pages::find_by_id(tx, *page).await?,
        None => None,
    };
    Ok(About {
        incident,
        pages,
        zone: first.map_or(TimeZone::UTC, |page| page.zone),
    })
}

async fn fingerprint(tx: &mut Tx, incident: IncidentId) -> Result<String> {
    Ok(serde_json::to_string(
        &super::of_incident(tx, incident).await?,
    )?)
}

async fn upsert(
    tx: &mut Tx,
    now: Timestamp,
    incident: IncidentId,
    published: Option<Moment>,
) -> Result<PostmortemId> {
    let at = moment_columns(published);
    let row: IdRow = tx
        .load(
            "INSERT INTO postmortems
             (id, incident_id, published_at, published_precision, published_origin, created_at,
              updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6)
             ON CONFLICT (incident_id) DO UPDATE SET
               published_at = COALESCE(excluded.published_at, postmortems.published_at),
               published_precision =
                 COALESCE(excluded.published_precision, postmortems.published_precision),
               published_origin = COALESCE(excluded.published_origin, postmortems.published_origin)
             RETURNING id",
            params![token::new_id(now), incident, at.0, at.1, at.2, now],
        )
        .await?;
    Ok(PostmortemId(row.id))
}

/// Entries keep their rows by position, so that the versions of their texts stay theirs.
async fn write_timeline(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: PostmortemId,
    timeline: &[Entry],
) -> Result<()> {
    for (position, entry) in (1_i64..).zip(timeline) {
        let row = upsert_entry(tx, now, id, position, entry).await?;
        let key = Key {
            root: id.0,
            owner: row,
            field: "text",
        };
        texts::write_all(tx, now, actor, key, &entry.text).await?;
    }
    let count = i64::try_from(timeline.len()).unwrap_or(i64::MAX);
    tx.exec(
        "DELETE FROM postmortem_entries WHERE postmortem_id = $1 AND position > $2",
        params![id, count],
    )
    .await?;
    Ok(())
}

async fn upsert_entry(
    tx: &mut Tx,
    now: Timestamp,
    id: PostmortemId,
    position: i64,
    entry: &Entry,
) -> Result<Uuid> {
    let at = moment_columns(entry.at);
    let until = moment_columns(entry.until);
    let row: IdRow = tx
        .load(
            "INSERT INTO postmortem_entries
             (id, postmortem_id, position, kind, at, at_precision, at_origin, until_at,
              until_precision, until_origin, written)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (postmortem_id, position) DO UPDATE SET
               kind = excluded.kind, at = excluded.at, at_precision = excluded.at_precision,
               at_origin = excluded.at_origin, until_at = excluded.until_at,
               until_precision = excluded.until_precision, until_origin = excluded.until_origin,
               written = excluded.written
             RETURNING id",
            params![
                token::new_id(now),
                id,
                position,
                entry.kind.as_str(),
                at.0,
                at.1,
                at.2,
                until.0,
                until.1,
                until.2,
                entry.written.as_deref()
            ],
        )
        .await?;
    Ok(row.id)
}

async fn write_actions(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: PostmortemId,
    actions: &[Action],
) -> Result<()> {
    for (position, action) in (1_i64..).zip(actions) {
        let row: IdRow = tx
            .load(
                "INSERT INTO postmortem_actions (id, postmortem_id, position) VALUES ($1, $2, $3)
                 ON CONFLICT (postmortem_id, position) DO UPDATE SET position = excluded.position
                 RETURNING id",
                params![token::new_id(now), id, position],
            )
            .await?;
        let key = |field| Key {
            root: id.0,
            owner: row.id,
            field,
        };
        texts::write_all(tx, now, actor, key("symptom"), &action.symptom).await?;
        texts::write_all(tx, now, actor, key("action"), &action.action).await?;
    }
    let count = i64::try_from(actions.len()).unwrap_or(i64::MAX);
    tx.exec(
        "DELETE FROM postmortem_actions WHERE postmortem_id = $1 AND position > $2",
        params![id, count],
    )
    .await?;
    Ok(())
}

/// The field that a section's text is kept under.
pub(super) fn section_field(section: Section) -> &'static str {
    match section {
        Section::Reference => "section.reference",
        Section::Service => "section.service",
        Section::Impact => "section.impact",
        Section::Overview => "section.overview",
        Section::Context => "section.context",
        Section::RootCause => "section.root_cause",
        Section::Recovery => "section.recovery",
        Section::Actions => "section.actions",
    }
}
