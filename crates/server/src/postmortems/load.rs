//! A write-up out of its rows, and what timelines say of when things were noticed.

use std::collections::HashMap;

use beffroi_domain::{
    Action, Entry, EntryKind, IncidentId, Moment, PageId, Postmortem, PostmortemId, Section,
};
use uuid::Uuid;

use super::record::section_field;
use crate::{
    ground::{Result, Tx, db::moment},
    params,
    texts::{self, Texts},
};

#[derive(sqlx_macros::FromRow)]
struct PostmortemRow {
    id: Uuid,
    published_at: Option<i64>,
    published_precision: Option<String>,
    published_origin: Option<String>,
}

#[derive(sqlx_macros::FromRow)]
struct EntryRow {
    id: Uuid,
    kind: String,
    at: Option<i64>,
    at_precision: Option<String>,
    at_origin: Option<String>,
    until_at: Option<i64>,
    until_precision: Option<String>,
    until_origin: Option<String>,
    written: Option<String>,
}

#[derive(sqlx_macros::FromRow)]
struct ActionRow {
    id: Uuid,
}

/// The write-up of an incident, if there is one.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_incident(tx: &mut Tx, incident: IncidentId) -> Result<Option<Postmortem>> {
    let row: Option<PostmortemRow> = tx
        .find(
            "SELECT id, published_at, published_precision, published_origin
             FROM postmortems WHERE incident_id = $1",
            params![incident],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let mut texts = texts::of(tx, row.id).await?;
    let sections = Section::ALL
        .iter()
        .map(|section| (*section, texts.take(row.id, section_field(*section))))
        .filter(|(_, text)| !text.is_empty());
    Ok(Some(Postmortem {
        sections: sections.collect(),
        timeline: timeline(tx, row.id, &mut texts).await?,
        actions: actions(tx, row.id, &mut texts).await?,
        published: moment(
            row.published_at,
            row.published_precision.as_deref(),
            row.published_origin.as_deref(),
        )?,
        id: PostmortemId(row.id),
    }))
}

async fn timeline(tx: &mut Tx, id: Uuid, texts: &mut Texts) -> Result<Vec<Entry>> {
    let rows: Vec<EntryRow> = tx
        .list(
            "SELECT * FROM postmortem_entries WHERE postmortem_id = $1 ORDER BY position",
            params![id],
        )
        .await?;
    rows.into_iter().map(|row| entry(row, texts)).collect()
}

fn entry(row: EntryRow, texts: &mut Texts) -> Result<Entry> {
    Ok(Entry {
        at: moment(
            row.at,
            row.at_precision.as_deref(),
            row.at_origin.as_deref(),
        )?,
        until: moment(
            row.until_at,
            row.until_precision.as_deref(),
            row.until_origin.as_deref(),
        )?,
        written: row.written,
        kind: EntryKind::from_key(&row.kind).unwrap_or(EntryKind::Event),
        text: texts.take(row.id, "text"),
    })
}

async fn actions(tx: &mut Tx, id: Uuid, texts: &mut Texts) -> Result<Vec<Action>> {
    let rows: Vec<ActionRow> = tx
        .list(
            "SELECT id FROM postmortem_actions WHERE postmortem_id = $1 ORDER BY position",
            params![id],
        )
        .await?;
    let action = |row: ActionRow| Action {
        symptom: texts.take(row.id, "symptom"),
        action: texts.take(row.id, "action"),
    };
    Ok(rows.into_iter().map(action).collect())
}

#[derive(sqlx_macros::FromRow)]
struct NoticedRow {
    incident_id: Uuid,
    kind: String,
    at: Option<i64>,
    at_precision: Option<String>,
    at_origin: Option<String>,
}

/// When an incident began and was noticed, as its timeline tells it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Noticed {
    /// The first start in the timeline.
    pub start: Option<Moment>,
    /// The first detection in it.
    pub detection: Option<Moment>,
}

/// What the timelines of a page's public incidents say of their starts and detections.
///
/// # Errors
/// A fault when the database is away.
pub async fn noticed(tx: &mut Tx, page: PageId) -> Result<HashMap<IncidentId, Noticed>> {
    let rows: Vec<NoticedRow> = tx
        .list(
            "SELECT m.incident_id, e.kind, e.at, e.at_precision, e.at_origin
             FROM postmortem_entries e
             JOIN postmortems m ON m.id = e.postmortem_id
             JOIN incident_pages p ON p.incident_id = m.incident_id
             WHERE p.page_id = $1 AND p.visibility = 'public' AND e.at IS NOT NULL
               AND e.kind IN ('start', 'detection')
             ORDER BY m.incident_id, e.position DESC",
            params![page],
        )
        .await?;
    let mut all: HashMap<IncidentId, Noticed> = HashMap::new();
    for row in rows {
        let at = moment(
            row.at,
            row.at_precision.as_deref(),
            row.at_origin.as_deref(),
        )?;
        let noticed = all.entry(IncidentId(row.incident_id)).or_default();
        // From the last to the first, so that the first one stays.
        match row.kind.as_str() {
            "start" => noticed.start = at,
            _ => noticed.detection = at,
        }
    }
    Ok(all)
}
