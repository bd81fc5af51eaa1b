//! One incident as a whole, out of its rows.

use beffroi_domain::{
    ComponentId, ComponentStatus, Consequence, Figure, FigureUnit, ImpactWindow, Incident,
    IncidentId, PageId, Priority, Responsibility, WindowEnd,
};
use uuid::Uuid;

use crate::{
    ground::{
        Result, Tx,
        db::{instant, moment, word},
    },
    params,
    texts::{self, Texts},
    updates,
};

#[derive(sqlx::FromRow)]
pub(super) struct IncidentRow {
    id: Uuid,
    public_id: String,
    refs: String,
    status: String,
    impact: String,
    responsibility: Option<String>,
    external_provider: Option<String>,
    priority: Option<i64>,
    links: String,
    created_at: i64,
    updated_at: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct WindowRow {
    pub(super) id: Uuid,
    start_at: Option<i64>,
    start_precision: Option<String>,
    start_origin: Option<String>,
    end_kind: String,
    end_at: Option<i64>,
    end_precision: Option<String>,
    end_origin: Option<String>,
    degree: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct WindowComponentRow {
    pub(super) window_id: Uuid,
    component_id: Uuid,
    degree: String,
}

#[derive(sqlx::FromRow)]
struct ComponentRow {
    component_id: Uuid,
}

#[derive(sqlx::FromRow)]
struct FigureRow {
    id: Uuid,
    low_milli: i64,
    high_milli: i64,
    unit: String,
}

#[derive(sqlx::FromRow)]
struct ConsequenceRow {
    id: Uuid,
    end_at: Option<i64>,
    end_precision: Option<String>,
    end_origin: Option<String>,
}

/// The incident that readers of `page` find under `public_id`; hidden ones are not found.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_by_public_id(
    tx: &mut Tx,
    page: PageId,
    public_id: &str,
) -> Result<Option<Incident>> {
    let row = tx
        .find(
            "SELECT i.*, p.public_id FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND p.public_id = $2 AND p.visibility = 'public'",
            params![page, public_id],
        )
        .await?;
    match row {
        Some(row) => Ok(Some(assemble(tx, row).await?)),
        None => Ok(None),
    }
}

/// The incident with this id as it stands on `page`, hidden or not.
///
/// # Errors
/// [`Error::NotFound`] when it does not stand there.
pub async fn load(tx: &mut Tx, page: PageId, id: IncidentId) -> Result<Incident> {
    let row = tx
        .load(
            "SELECT i.*, p.public_id FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
             WHERE p.page_id = $1 AND i.id = $2",
            params![page, id],
        )
        .await?;
    assemble(tx, row).await
}

/// An incident out of its row and all that belongs to it.
pub(super) async fn assemble(tx: &mut Tx, row: IncidentRow) -> Result<Incident> {
    let id = IncidentId(row.id);
    let mut texts = texts::of(tx, row.id).await?;
    Ok(Incident {
        id,
        public_id: word(&row.public_id)?,
        references: serde_json::from_str(&row.refs)?,
        title: texts.take(row.id, "title"),
        status: word(&row.status)?,
        impact: word(&row.impact)?,
        category: texts.take(row.id, "category"),
        responsibility: responsibility(row.responsibility.as_deref(), row.external_provider),
        priority: priority(row.priority)?,
        components: components(tx, id).await?,
        windows: windows(tx, id).await?,
        figures: figures(tx, id, &mut texts).await?,
        consequences: consequences(tx, id, &mut texts).await?,
        updates: updates::of(tx, row.id, &mut texts).await?,
        links: serde_json::from_str(&row.links)?,
        created_at: instant(row.created_at)?,
        updated_at: instant(row.updated_at)?,
    })
}

pub(super) fn responsibility(
    word: Option<&str>,
    provider: Option<String>,
) -> Option<Responsibility> {
    match word? {
        "own" => Some(Responsibility::Own),
        "external" => Some(Responsibility::External { provider }),
        _ => Some(Responsibility::Unconfirmed),
    }
}

fn priority(number: Option<i64>) -> Result<Option<Priority>> {
    let Some(number) = number else {
        return Ok(None);
    };
    let small = u8::try_from(number).map_err(anyhow::Error::from)?;
    Ok(Some(
        Priority::try_from(small).map_err(anyhow::Error::from)?,
    ))
}

async fn components(tx: &mut Tx, id: IncidentId) -> Result<Vec<ComponentId>> {
    let rows: Vec<ComponentRow> = tx
        .list(
            "SELECT component_id FROM incident_components WHERE incident_id = $1 ORDER BY position",
            params![id],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| ComponentId(row.component_id))
        .collect())
}

async fn windows(tx: &mut Tx, id: IncidentId) -> Result<Vec<ImpactWindow>> {
    let rows: Vec<WindowRow> = tx
        .list(
            "SELECT * FROM impact_windows WHERE incident_id = $1 ORDER BY position",
            params![id],
        )
        .await?;
    let parts: Vec<WindowComponentRow> = tx
        .list(
            "SELECT c.window_id, c.component_id, c.degree
             FROM impact_window_components c JOIN impact_windows w ON w.id = c.window_id
             WHERE w.incident_id = $1 ORDER BY c.component_id",
            params![id],
        )
        .await?;
    rows.into_iter().map(|row| window(row, &parts)).collect()
}

pub(super) fn window(row: WindowRow, parts: &[WindowComponentRow]) -> Result<ImpactWindow> {
    let end = moment(
        row.end_at,
        row.end_precision.as_deref(),
        row.end_origin.as_deref(),
    )?;
    let components: Result<Vec<(ComponentId, ComponentStatus)>> = parts
        .iter()
        .filter(|part| part.window_id == row.id)
        .map(|part| Ok((ComponentId(part.component_id), word(&part.degree)?)))
        .collect();
    Ok(ImpactWindow {
        start: moment(
            row.start_at,
            row.start_precision.as_deref(),
            row.start_origin.as_deref(),
        )?,
        end: match (row.end_kind.as_str(), end) {
            ("ongoing", _) => WindowEnd::Ongoing,
            (_, Some(end)) => WindowEnd::At(end),
            (_, None) => WindowEnd::Unknown,
        },
        degree: word(&row.degree)?,
        components: components?,
    })
}

async fn figures(tx: &mut Tx, id: IncidentId, texts: &mut Texts) -> Result<Vec<Figure>> {
    let rows: Vec<FigureRow> = tx
        .list(
            "SELECT * FROM incident_figures WHERE incident_id = $1 ORDER BY position",
            params![id],
        )
        .await?;
    let figure = |row: FigureRow| Figure {
        low_milli: row.low_milli,
        high_milli: row.high_milli,
        unit: if row.unit == "percent" {
            FigureUnit::Percent
        } else {
            FigureUnit::Count
        },
        of: texts.take(row.id, "of"),
    };
    Ok(rows.into_iter().map(figure).collect())
}

async fn consequences(tx: &mut Tx, id: IncidentId, texts: &mut Texts) -> Result<Vec<Consequence>> {
    let rows: Vec<ConsequenceRow> = tx
        .list(
            "SELECT * FROM consequences WHERE incident_id = $1 ORDER BY position",
            params![id],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Consequence {
                text: texts.take(row.id, "text"),
                end: moment(
                    row.end_at,
                    row.end_precision.as_deref(),
                    row.end_origin.as_deref(),
                )?,
            })
        })
        .collect()
}
