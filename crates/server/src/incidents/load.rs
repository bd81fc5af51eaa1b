//! One incident as a whole, out of its rows, as one page tells it.

use beffroi_domain::{
    ComponentId, ComponentStatus, Consequence, Figure, FigureUnit, ImpactWindow, Incident,
    IncidentId, Locale, Notice, PageId, Priority, PublicId, Responsibility, WindowEnd,
};
use uuid::Uuid;

use super::{
    drafted,
    share::{self, Whole},
};
use crate::{
    commitments,
    ground::{
        Result, Tx,
        db::{instant, moment, word},
    },
    params,
    texts::{self, Texts},
    translations, updates,
};

#[derive(sqlx_macros::FromRow)]
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
    told: String,
    notice_address: Option<String>,
    notice_words: Option<String>,
    notice_kept_at: Option<i64>,
    notice_said_at: Option<i64>,
    notice_locale: Option<String>,
    created_at: i64,
    updated_at: i64,
}

#[derive(sqlx_macros::FromRow)]
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

#[derive(sqlx_macros::FromRow)]
pub(super) struct WindowComponentRow {
    pub(super) window_id: Uuid,
    pub(super) component_id: Uuid,
    pub(super) degree: String,
    page_id: Uuid,
}

#[derive(sqlx_macros::FromRow)]
struct ComponentRow {
    component_id: Uuid,
    page_id: Uuid,
}

#[derive(sqlx_macros::FromRow)]
struct FigureRow {
    id: Uuid,
    low_milli: i64,
    high_milli: i64,
    unit: String,
    from_at: Option<i64>,
    from_precision: Option<String>,
    from_origin: Option<String>,
    until_at: Option<i64>,
    until_precision: Option<String>,
    until_origin: Option<String>,
}

#[derive(sqlx_macros::FromRow)]
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
        Some(row) => Ok(Some(assemble(tx, page, row).await?)),
        None => Ok(None),
    }
}

#[derive(sqlx_macros::FromRow)]
struct StandsRow {
    incident_id: Uuid,
}

/// Which incident stands on `page` under `public_id`, hidden or not.
pub(super) async fn stands_under(
    tx: &mut Tx,
    page: PageId,
    public_id: &PublicId,
) -> Result<Option<IncidentId>> {
    let row: Option<StandsRow> = tx
        .find(
            "SELECT incident_id FROM incident_pages WHERE page_id = $1 AND public_id = $2",
            params![page, public_id.as_str()],
        )
        .await?;
    Ok(row.map(|row| IncidentId(row.incident_id)))
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
    assemble(tx, page, row).await
}

/// An incident out of its row and all that belongs to it, as far as it is of `page`.
pub(super) async fn assemble(tx: &mut Tx, page: PageId, row: IncidentRow) -> Result<Incident> {
    let id = IncidentId(row.id);
    let mut texts = texts::of(tx, row.id).await?;
    let mut updates = updates::of(tx, row.id, &mut texts).await?;
    share::changes_of_page(tx, page, &mut updates).await?;
    let stale = translations::stale_of(tx, row.id).await?;
    let unread = drafted::unread_of(tx, row.id).await?;
    for update in &mut updates {
        update.stale = of_owner(&stale, update.id.0);
        update.by_machine = of_owner(&unread, update.id.0);
    }
    let (components, windows) = broken(tx, page, id).await?;
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
        components,
        windows,
        figures: figures(tx, id, &mut texts).await?,
        consequences: consequences(tx, id, &mut texts).await?,
        updates,
        commitments: commitments::of(tx, id).await?,
        links: serde_json::from_str(&row.links)?,
        is_retroactive: row.told == "afterwards",
        notice: notice(
            (row.notice_address, row.notice_words, row.notice_kept_at),
            (row.notice_said_at, row.notice_locale),
        )?,
        corrections: texts.take_corrections(row.id, "title"),
        stale: of_owner(&stale, row.id),
        by_machine: of_owner(&unread, row.id),
        created_at: instant(row.created_at)?,
        updated_at: instant(row.updated_at)?,
    })
}

/// The languages of one text.
fn of_owner(all: &[(Uuid, Locale)], owner: Uuid) -> Vec<Locale> {
    let own = all.iter().filter(|(of, _)| *of == owner);
    own.map(|(_, locale)| locale.clone()).collect()
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

fn notice(
    (address, words, kept_at): (Option<String>, Option<String>, Option<i64>),
    (said_at, locale): (Option<i64>, Option<String>),
) -> Result<Option<Notice>> {
    let (Some(address), Some(kept_at)) = (address, kept_at) else {
        return Ok(None);
    };
    Ok(Some(Notice {
        address,
        words: words.unwrap_or_default(),
        kept_at: instant(kept_at)?,
        said_at: said_at.map(instant).transpose()?,
        locale: locale.as_deref().map(word).transpose()?,
    }))
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

/// The components of `page` that an incident names, and its windows as that page tells them.
async fn broken(
    tx: &mut Tx,
    page: PageId,
    id: IncidentId,
) -> Result<(Vec<ComponentId>, Vec<ImpactWindow>)> {
    let named: Vec<ComponentRow> = tx
        .list(
            "SELECT i.component_id, c.page_id
             FROM incident_components i JOIN components c ON c.id = i.component_id
             WHERE i.incident_id = $1 ORDER BY i.position",
            params![id],
        )
        .await?;
    let named: Vec<ComponentId> = named
        .into_iter()
        .filter(|row| row.page_id == page.0)
        .map(|row| ComponentId(row.component_id))
        .collect();
    let (rows, parts) = window_rows(tx, id).await?;
    let windows: Result<Vec<Whole>> = rows
        .into_iter()
        .map(|row| window(row, page, &parts))
        .collect();
    let windows = share::windows_of_page(windows?, !named.is_empty());
    Ok((named, windows))
}

/// The rows of an incident's windows in order of time, and of their components on all pages.
pub(super) async fn window_rows(
    tx: &mut Tx,
    id: IncidentId,
) -> Result<(Vec<WindowRow>, Vec<WindowComponentRow>)> {
    let rows = tx
        .list(
            "SELECT * FROM impact_windows WHERE incident_id = $1 ORDER BY position",
            params![id],
        )
        .await?;
    let parts = tx
        .list(
            "SELECT w.window_id, w.component_id, w.degree, c.page_id
             FROM impact_window_components w JOIN components c ON c.id = w.component_id
             JOIN impact_windows i ON i.id = w.window_id
             WHERE i.incident_id = $1 ORDER BY w.component_id",
            params![id],
        )
        .await?;
    Ok((rows, parts))
}

pub(super) fn window(row: WindowRow, page: PageId, parts: &[WindowComponentRow]) -> Result<Whole> {
    let parts = parts.iter().filter(|part| part.window_id == row.id);
    let (own, others): (Vec<_>, Vec<_>) = parts.partition(|part| part.page_id == page.0);
    let components: Result<Vec<(ComponentId, ComponentStatus)>> = own
        .into_iter()
        .map(|part| Ok((ComponentId(part.component_id), word(&part.degree)?)))
        .collect();
    let window = ImpactWindow {
        components: components?,
        ..bare(&row)?
    };
    Ok(Whole {
        window,
        has_others: !others.is_empty(),
    })
}

/// A window out of its row, without its components.
pub(super) fn bare(row: &WindowRow) -> Result<ImpactWindow> {
    let end = moment(
        row.end_at,
        row.end_precision.as_deref(),
        row.end_origin.as_deref(),
    )?;
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
        components: vec![],
    })
}

async fn figures(tx: &mut Tx, id: IncidentId, texts: &mut Texts) -> Result<Vec<Figure>> {
    let rows: Vec<FigureRow> = tx
        .list(
            "SELECT * FROM incident_figures WHERE incident_id = $1 ORDER BY position",
            params![id],
        )
        .await?;
    let figure = |row: FigureRow| {
        Ok(Figure {
            low_milli: row.low_milli,
            high_milli: row.high_milli,
            unit: if row.unit == "percent" {
                FigureUnit::Percent
            } else {
                FigureUnit::Count
            },
            of: texts.take(row.id, "of"),
            from: moment(
                row.from_at,
                row.from_precision.as_deref(),
                row.from_origin.as_deref(),
            )?,
            until: moment(
                row.until_at,
                row.until_precision.as_deref(),
                row.until_origin.as_deref(),
            )?,
        })
    };
    rows.into_iter().map(figure).collect()
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
