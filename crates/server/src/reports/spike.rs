//! More reports than usual: seen when one comes, written down as a finding, told to whoever is responsible; never to readers.
//!
//! Counted are reports of one component, or of none, in the last hour, that nobody tied to an incident yet, against those of the
//! four weeks before. A finding goes on while reports go on to come; six quiet hours end it, and the next is a new one.

use beffroi_domain::{
    Actor, ComponentId, PageId,
    case::{Bounds, Usual, spike},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Report, desk_of, letters};
use crate::{
    audit, duty,
    ground::{Result, Tx, db::instant, token},
    params,
    web::Site,
};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// What "usual" is taken from.
const WEEKS: SignedDuration = SignedDuration::from_hours(28 * 24);
/// So long without a report ends a finding.
const QUIET: SignedDuration = SignedDuration::from_hours(6);
/// So seldom do so many come by chance: once in a thousand hours, six weeks.
const CHANCE: f64 = 0.001;

/// More reports than usual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spike {
    /// Its row.
    pub id: Uuid,
    /// On which page.
    pub page: PageId,
    /// Of which component; of none where their authors named none.
    pub component: Option<ComponentId>,
    /// Since when it happens, by the earliest of them.
    pub since: Timestamp,
    /// When it was first seen.
    pub seen_at: Timestamp,
    /// When the last report came that belongs to it; to the minute.
    pub last_at: Timestamp,
    /// The most reports in one hour, as counted once a minute.
    pub reports: i64,
    /// How many are usual in one hour, in thousandths.
    pub usual_milli: i64,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: Uuid,
    page_id: Uuid,
    component_id: Option<Uuid>,
    since_at: i64,
    seen_at: i64,
    last_at: i64,
    reports: i64,
    usual_milli: i64,
}

#[derive(sqlx_macros::FromRow)]
struct Going {
    id: Uuid,
    last_at: i64,
}

#[derive(sqlx_macros::FromRow)]
struct Hour {
    reports: i64,
    since_at: Option<i64>,
}

/// Looks, when a report came, whether there are more of its kind than usual; true where that is new.
pub(super) async fn look(
    tx: &mut Tx,
    now: Timestamp,
    site: &Site,
    report: &Report,
) -> Result<bool> {
    if report.incident.is_some() {
        return Ok(false);
    }
    let (page, component) = (report.page, report.facts.component);
    if let Some(going) = going_on(tx, now, page, component).await? {
        go_on(tx, now, (page, component), &going).await?;
        return Ok(false);
    }
    let hour = last_hour(tx, now, page, component).await?;
    let floor = desk_of(tx, page).await?.rules.spike_floor;
    let bounds = Bounds {
        floor: u64::try_from(floor).unwrap_or_default(),
        chance: CHANCE,
    };
    let usual = usual(tx, now, page, component).await?;
    let reports = u64::try_from(hour.reports).unwrap_or_default();
    let Some(found) = spike(reports, usual, bounds) else {
        return Ok(false);
    };
    let new = Spike {
        id: token::new_id(now),
        page,
        component,
        since: hour.since_at.map(instant).transpose()?.unwrap_or(now),
        seen_at: now,
        last_at: now,
        reports: hour.reports,
        usual_milli: milli(found.usual),
    };
    insert(tx, &new).await?;
    audit::record(tx, now, Actor::System, "report.spike", new.id, "").await?;
    let people = duty::responsible(tx, page, now).await?;
    letters::tell_spike(tx, now, site, &new, &people).await?;
    Ok(true)
}

async fn last_hour(
    tx: &mut Tx,
    now: Timestamp,
    page: PageId,
    component: Option<ComponentId>,
) -> Result<Hour> {
    tx.load(
        "SELECT COUNT(*) AS reports, MIN(COALESCE(since_at, created_at)) AS since_at FROM reports
         WHERE page_id = $1 AND created_at > $2 AND incident_id IS NULL
           AND (component_id = $3 OR (component_id IS NULL AND $4 = 1))",
        params![
            page,
            now - HOUR,
            component.map(|one| one.0),
            i64::from(component.is_none())
        ],
    )
    .await
}

async fn usual(
    tx: &mut Tx,
    now: Timestamp,
    page: PageId,
    component: Option<ComponentId>,
) -> Result<Usual> {
    let (reports,): (i64,) = tx
        .load(
            "SELECT COUNT(*) FROM reports WHERE page_id = $1 AND created_at > $2 AND created_at <= $3
               AND (component_id = $4 OR (component_id IS NULL AND $5 = 1))",
            params![
                page,
                now - WEEKS,
                now - HOUR,
                component.map(|one| one.0),
                i64::from(component.is_none())
            ],
        )
        .await?;
    Ok(Usual {
        reports: u64::try_from(reports).unwrap_or_default(),
        hours: u64::try_from(WEEKS.as_hours() - 1).unwrap_or_default(),
    })
}

async fn going_on(
    tx: &mut Tx,
    now: Timestamp,
    page: PageId,
    component: Option<ComponentId>,
) -> Result<Option<Going>> {
    tx.find(
        "SELECT id, last_at FROM report_spikes WHERE page_id = $1 AND last_at > $2
           AND (component_id = $3 OR (component_id IS NULL AND $4 = 1)) ORDER BY last_at DESC LIMIT 1",
        params![page, now - QUIET, component.map(|one| one.0), i64::from(component.is_none())],
    )
    .await
}

/// Says that it goes on, once a minute: where thousands report, counting all of them for each would be most of the work.
async fn go_on(
    tx: &mut Tx,
    now: Timestamp,
    (page, component): (PageId, Option<ComponentId>),
    going: &Going,
) -> Result<()> {
    if now.duration_since(instant(going.last_at)?) < MINUTE {
        return Ok(());
    }
    let hour = last_hour(tx, now, page, component).await?;
    tx.exec(
        "UPDATE report_spikes SET last_at = $2, reports = CASE WHEN reports < $3 THEN $3 ELSE reports END WHERE id = $1",
        params![going.id, now, hour.reports],
    )
    .await?;
    Ok(())
}

#[expect(clippy::cast_possible_truncation, reason = "reports of an hour")]
fn milli(usual: f64) -> i64 {
    (usual * 1000.0).round() as i64
}

async fn insert(tx: &mut Tx, new: &Spike) -> Result<()> {
    tx.exec(
        "INSERT INTO report_spikes (id, page_id, component_id, since_at, seen_at, last_at, reports, usual_milli)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            new.page,
            new.component.map(|one| one.0),
            new.since,
            new.seen_at,
            new.last_at,
            new.reports,
            new.usual_milli
        ],
    )
    .await?;
    Ok(())
}

/// The findings of a page that still go on, the newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn spikes_of(tx: &mut Tx, now: Timestamp, page: PageId) -> Result<Vec<Spike>> {
    let rows: Vec<Row> = tx
        .list(
            "SELECT * FROM report_spikes WHERE page_id = $1 AND last_at > $2 ORDER BY seen_at DESC, id DESC",
            params![page, now - QUIET],
        )
        .await?;
    rows.into_iter().map(read).collect()
}

impl Spike {
    /// From when on reports are counted into it.
    #[must_use]
    pub fn from(&self) -> Timestamp {
        self.seen_at - HOUR
    }
}

fn read(row: Row) -> Result<Spike> {
    Ok(Spike {
        id: row.id,
        page: PageId(row.page_id),
        component: row.component_id.map(ComponentId),
        since: instant(row.since_at)?,
        seen_at: instant(row.seen_at)?,
        last_at: instant(row.last_at)?,
        reports: row.reports,
        usual_milli: row.usual_milli,
    })
}
