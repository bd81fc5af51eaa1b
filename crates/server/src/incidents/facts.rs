//! Facts into rows: each fact by itself, so that those which a person holds can be left alone.

use beffroi_domain::{
    Actor, Consequence, Figure, FigureUnit, ImpactWindow, IncidentId, Responsibility, WindowEnd,
    WindowId,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::record::Facts;
use crate::{
    ground::{Result, Tx, db::moment_columns, token},
    params,
    texts::{self, Key},
};

/// Names of facts as they stand in `incidents.held`.
pub(super) mod fact {
    pub const TITLE: &str = "title";
    pub const RESPONSIBILITY: &str = "responsibility";
    pub const IMPACT: &str = "impact";
}

#[derive(sqlx_macros::FromRow)]
struct HeldRow {
    held: String,
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

/// The facts of an incident that a person set and no machine may change.
pub(super) async fn held(tx: &mut Tx, id: IncidentId) -> Result<Vec<String>> {
    let row: HeldRow = tx
        .load("SELECT held FROM incidents WHERE id = $1", params![id])
        .await?;
    Ok(serde_json::from_str(&row.held)?)
}

/// Notes that a person set a fact.
pub(super) async fn hold(tx: &mut Tx, id: IncidentId, fact: &str) -> Result<()> {
    let mut all = held(tx, id).await?;
    if !all.iter().any(|one| one == fact) {
        all.push(fact.to_owned());
    }
    let held = serde_json::to_string(&all)?;
    tx.exec(
        "UPDATE incidents SET held = $2 WHERE id = $1",
        params![id, held],
    )
    .await?;
    Ok(())
}

/// Writes all facts, save those that a person holds when the actor is none.
pub(super) async fn write(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: IncidentId,
    facts: &Facts,
) -> Result<()> {
    // What was opened here is told here: a source that is read afterwards only adds words.
    if !actor.is_person() && !is_told_elsewhere(tx, id).await? {
        return Ok(());
    }
    let held = if actor.is_person() {
        Vec::new()
    } else {
        held(tx, id).await?
    };
    let is_free = |fact: &str| !held.iter().any(|one| one == fact);
    tx.exec(
        "UPDATE incidents SET refs = $2, status = $3, impact = $4, priority = $5, links = $6
         WHERE id = $1",
        params![
            id,
            serde_json::to_string(&facts.references)?,
            facts.status.as_str(),
            facts.impact.as_str(),
            facts.priority.map(|priority| i64::from(priority.number())),
            serde_json::to_string(&facts.links)?
        ],
    )
    .await?;
    if is_free(fact::RESPONSIBILITY) {
        write_responsibility(tx, id, facts.responsibility.as_ref()).await?;
    }
    let key = |field| Key {
        root: id.0,
        owner: id.0,
        field,
    };
    texts::write_all(tx, now, actor, key("title"), &facts.title).await?;
    texts::write_all(tx, now, actor, key("category"), &facts.category).await?;
    write_components(tx, id, facts).await?;
    write_windows(tx, now, id, &facts.windows).await?;
    write_figures(tx, now, actor, id, &facts.figures).await?;
    write_consequences(tx, now, actor, id, &facts.consequences).await
}

#[derive(sqlx_macros::FromRow)]
struct ToldRow {
    told: String,
}

async fn is_told_elsewhere(tx: &mut Tx, id: IncidentId) -> Result<bool> {
    let row: ToldRow = tx
        .load("SELECT told FROM incidents WHERE id = $1", params![id])
        .await?;
    Ok(row.told == "elsewhere")
}

/// Whose fault, and nothing else.
pub(super) async fn write_responsibility(
    tx: &mut Tx,
    id: IncidentId,
    responsibility: Option<&Responsibility>,
) -> Result<()> {
    let provider = match responsibility {
        Some(Responsibility::External { provider }) => provider.as_deref(),
        _ => None,
    };
    tx.exec(
        "UPDATE incidents SET responsibility = $2, external_provider = $3 WHERE id = $1",
        params![id, responsibility.map(Responsibility::as_str), provider],
    )
    .await?;
    Ok(())
}

async fn write_components(tx: &mut Tx, id: IncidentId, facts: &Facts) -> Result<()> {
    tx.exec(
        "DELETE FROM incident_components WHERE incident_id = $1",
        params![id],
    )
    .await?;
    for (position, component) in (1_i64..).zip(&facts.components) {
        tx.exec(
            "INSERT INTO incident_components (incident_id, component_id, position)
             VALUES ($1, $2, $3) ON CONFLICT (incident_id, component_id) DO NOTHING",
            params![id, *component, position],
        )
        .await?;
    }
    Ok(())
}

async fn write_windows(
    tx: &mut Tx,
    now: Timestamp,
    id: IncidentId,
    windows: &[ImpactWindow],
) -> Result<()> {
    tx.exec(
        "DELETE FROM impact_window_components
         WHERE window_id IN (SELECT id FROM impact_windows WHERE incident_id = $1)",
        params![id],
    )
    .await?;
    tx.exec(
        "DELETE FROM impact_windows WHERE incident_id = $1",
        params![id],
    )
    .await?;
    for (position, window) in (1_i64..).zip(windows) {
        insert_window(tx, now, id, position, window).await?;
    }
    Ok(())
}

/// The word for how a window ends, as in tables.
pub(super) fn end_kind(end: WindowEnd) -> &'static str {
    match end {
        WindowEnd::At(_) => "at",
        WindowEnd::Ongoing => "ongoing",
        WindowEnd::Unknown => "unknown",
    }
}

/// Adds a window at `position`.
pub(super) async fn insert_window(
    tx: &mut Tx,
    now: Timestamp,
    id: IncidentId,
    position: i64,
    window: &ImpactWindow,
) -> Result<WindowId> {
    let window_id = WindowId(token::new_id(now));
    let start = moment_columns(window.start);
    let end = moment_columns(window.ended());
    tx.exec(
        "INSERT INTO impact_windows
         (id, incident_id, position, start_at, start_precision, start_origin, end_kind, end_at,
          end_precision, end_origin, degree)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            window_id,
            id,
            position,
            start.0,
            start.1,
            start.2,
            end_kind(window.end),
            end.0,
            end.1,
            end.2,
            window.degree.as_str()
        ],
    )
    .await?;
    insert_parts(tx, window_id, window).await?;
    Ok(window_id)
}

/// Adds the components of a window.
pub(super) async fn insert_parts(tx: &mut Tx, id: WindowId, window: &ImpactWindow) -> Result<()> {
    for (component, degree) in &window.components {
        tx.exec(
            "INSERT INTO impact_window_components (window_id, component_id, degree)
             VALUES ($1, $2, $3)",
            params![id, *component, degree.as_str()],
        )
        .await?;
    }
    Ok(())
}

/// Figures keep their rows by position, so that the versions of their texts stay theirs.
pub(super) async fn write_figures(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: IncidentId,
    figures: &[Figure],
) -> Result<()> {
    for (position, figure) in (1_i64..).zip(figures) {
        let unit = match figure.unit {
            FigureUnit::Percent => "percent",
            FigureUnit::Count => "count",
        };
        let (from, until) = (moment_columns(figure.from), moment_columns(figure.until));
        let row: IdRow = tx
            .load(
                "INSERT INTO incident_figures
                 (id, incident_id, position, low_milli, high_milli, unit, from_at, from_precision,
                  from_origin, until_at, until_precision, until_origin)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                 ON CONFLICT (incident_id, position) DO UPDATE
                 SET low_milli = excluded.low_milli, high_milli = excluded.high_milli,
                     unit = excluded.unit, from_at = excluded.from_at,
                     from_precision = excluded.from_precision, from_origin = excluded.from_origin,
                     until_at = excluded.until_at, until_precision = excluded.until_precision,
                     until_origin = excluded.until_origin
                 RETURNING id",
                params![
                    token::new_id(now),
                    id,
                    position,
                    figure.low_milli,
                    figure.high_milli,
                    unit,
                    from.0,
                    from.1,
                    from.2,
                    until.0,
                    until.1,
                    until.2
                ],
            )
            .await?;
        let key = Key {
            root: id.0,
            owner: row.id,
            field: "of",
        };
        texts::write_all(tx, now, actor, key, &figure.of).await?;
    }
    let count = i64::try_from(figures.len()).unwrap_or(i64::MAX);
    tx.exec(
        "DELETE FROM incident_figures WHERE incident_id = $1 AND position > $2",
        params![id, count],
    )
    .await?;
    Ok(())
}

pub(super) async fn write_consequences(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: IncidentId,
    consequences: &[Consequence],
) -> Result<()> {
    for (position, consequence) in (1_i64..).zip(consequences) {
        let end = moment_columns(consequence.end);
        let row: IdRow = tx
            .load(
                "INSERT INTO consequences (id, incident_id, position, end_at, end_precision, end_origin)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (incident_id, position) DO UPDATE
                 SET end_at = excluded.end_at, end_precision = excluded.end_precision, end_origin = excluded.end_origin
                 RETURNING id",
                params![token::new_id(now), id, position, end.0, end.1, end.2],
            )
            .await?;
        let key = Key {
            root: id.0,
            owner: row.id,
            field: "text",
        };
        texts::write_all(tx, now, actor, key, &consequence.text).await?;
    }
    let count = i64::try_from(consequences.len()).unwrap_or(i64::MAX);
    tx.exec(
        "DELETE FROM consequences WHERE incident_id = $1 AND position > $2",
        params![id, count],
    )
    .await?;
    Ok(())
}

#[derive(sqlx_macros::FromRow)]
struct Dates {
    first_start: Option<i64>,
    first_word: Option<i64>,
    last_end: Option<i64>,
    last_word: Option<i64>,
}

/// Derives the date that the history files an incident under: its first start, else its first
/// publication, else none; and the last instant that anything is known of.
pub(super) async fn write_dates(tx: &mut Tx, id: IncidentId) -> Result<()> {
    let dates: Dates = tx
        .load(
            "SELECT (SELECT MIN(start_at) FROM impact_windows WHERE incident_id = $1) AS first_start,
                    (SELECT MIN(published_at) FROM updates WHERE owner_id = $1) AS first_word,
                    (SELECT MAX(end_at) FROM impact_windows WHERE incident_id = $1) AS last_end,
                    (SELECT MAX(published_at) FROM updates WHERE owner_id = $1) AS last_word",
            params![id],
        )
        .await?;
    let dated_at = dates.first_start.or(dates.last_end).or(dates.first_word);
    let last_at = dates.last_end.max(dates.last_word).max(dated_at);
    tx.exec(
        "UPDATE incidents SET dated_at = $2, last_at = $3 WHERE id = $1",
        params![id, dated_at, last_at],
    )
    .await?;
    Ok(())
}
