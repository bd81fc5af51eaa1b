//! How a component is: told by hand or by a program, and the times that follow from it.
//!
//! A status that no incident explains leaves an outage of the component's own, so that its days are not shown as good
//! ones. What an incident explains stands in the incident's windows instead.

use beffroi_domain::{
    Actor, Announcement, ComponentId, ComponentStatus, LocalizedText, Moment, Occasion, PageId,
    Topic, Touched, window::Interval,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Component, change::lock};
use crate::{
    audit,
    ground::{Result, Tx, db, token},
    outbox, pages, params,
};

/// A time in which a component was not operational by its own status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    /// Which component.
    pub component: ComponentId,
    /// How it was.
    pub degree: ComponentStatus,
    /// From when on.
    pub from: Timestamp,
    /// Until when; `None` while it goes on.
    pub to: Option<Timestamp>,
}

impl Outage {
    /// Its time up to `now`.
    #[must_use]
    pub fn interval(&self, now: Timestamp) -> Interval {
        let to = self.to.unwrap_or(now).max(self.from);
        Interval {
            from: self.from,
            to,
        }
    }

    /// True for planned work, which costs no uptime.
    #[must_use]
    pub fn is_work(&self) -> bool {
        self.degree == ComponentStatus::UnderMaintenance
    }
}

/// A checked command: how a component is from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewStatus {
    /// Which.
    pub component: ComponentId,
    /// How it is.
    pub status: ComponentStatus,
    /// Whether those who asked to be told of the page are left in peace.
    pub is_quiet: bool,
}

/// Says how a component of a page is from now on, keeps the time until it is said otherwise, and has it announced;
/// true when that is another status than before.
///
/// # Errors
/// [`crate::ground::Error::NotFound`] where the page has no such component.
pub async fn change_status(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    change: NewStatus,
) -> Result<bool> {
    let NewStatus {
        component, status, ..
    } = change;
    let before = lock(tx, page, component).await?;
    if before.status == status {
        return Ok(false);
    }
    set_status(tx, now, component, status).await?;
    let id = token::new_id(now);
    if status != ComponentStatus::Operational {
        tx.exec(
            "INSERT INTO component_outages (id, component_id, degree, start_at)
             VALUES ($1, $2, $3, $4)",
            params![id, component, status.as_str(), now],
        )
        .await?;
    }
    pages::bump_revision(tx, now, page).await?;
    if !change.is_quiet {
        let said = announcement(now, page, id, before, status);
        outbox::announce(tx, now, &said).await?;
    }
    let digest = status.as_str();
    audit::record(tx, now, actor, "component.status", component.0, digest).await?;
    Ok(true)
}

/// `id` tells one change from another of the same component.
fn announcement(
    now: Timestamp,
    page: PageId,
    id: Uuid,
    component: Component,
    status: ComponentStatus,
) -> Announcement {
    let locales = component.name.locales().cloned().collect();
    Announcement {
        key: format!("component:{}:{id}", component.id),
        page,
        topic: Topic::Component,
        occasion: Occasion::Update,
        subject: component.id.0,
        public_id: component.public_id.clone(),
        references: vec![],
        title: component.name.clone(),
        text: LocalizedText::default(),
        status: status.as_str().to_owned(),
        impact: None,
        components: vec![Touched {
            id: component.id,
            public_id: Some(component.public_id),
            name: component.name,
            status,
            was: Some(component.status),
        }],
        at: Some(Moment::exact(now)),
        locales,
        stood: None,
    }
}

/// Sets how a component is now, as part of the verb that changed it; that verb bumps the revision
/// and writes the audit row. An outage of the component's own ends with it.
///
/// # Errors
/// A fault when the database is away.
pub async fn set_status(
    tx: &mut Tx,
    now: Timestamp,
    component: ComponentId,
    status: ComponentStatus,
) -> Result<()> {
    let changed = tx
        .exec(
            "UPDATE components SET status = $2, updated_at = $3 WHERE id = $1 AND status <> $2",
            params![component, status.as_str(), now],
        )
        .await?;
    if changed > 0 {
        end_outages(tx, now, component).await?;
    }
    Ok(())
}

pub(super) async fn end_outages(tx: &mut Tx, now: Timestamp, component: ComponentId) -> Result<()> {
    tx.exec(
        "UPDATE component_outages SET end_at = $2 WHERE component_id = $1 AND end_at IS NULL",
        params![component, now],
    )
    .await?;
    Ok(())
}

#[derive(sqlx_macros::FromRow)]
struct OutageRow {
    component_id: Uuid,
    degree: String,
    start_at: i64,
    end_at: Option<i64>,
}

/// The outages of a page's components that go on or ended at `from` or later, in order of time.
///
/// # Errors
/// A fault when the database is away.
pub async fn outages_since(tx: &mut Tx, page: PageId, from: Timestamp) -> Result<Vec<Outage>> {
    let rows: Vec<OutageRow> = tx
        .list(
            "SELECT o.component_id, o.degree, o.start_at, o.end_at
             FROM component_outages o JOIN components c ON c.id = o.component_id
             WHERE c.page_id = $1 AND (o.end_at IS NULL OR o.end_at >= $2)
             ORDER BY o.start_at, o.id",
            params![page, from],
        )
        .await?;
    let outage = |row: OutageRow| {
        Ok(Outage {
            component: ComponentId(row.component_id),
            degree: db::word(&row.degree)?,
            from: db::instant(row.start_at)?,
            to: row.end_at.map(db::instant).transpose()?,
        })
    };
    rows.into_iter().map(outage).collect()
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

/// Whether an outage of a component that is there goes on, so that what readers see changes by the minute.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_any_out(tx: &mut Tx, page: PageId) -> Result<bool> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count
             FROM component_outages o JOIN components c ON c.id = o.component_id
             WHERE c.page_id = $1 AND c.deleted_at IS NULL AND o.end_at IS NULL",
            params![page],
        )
        .await?;
    Ok(row.count > 0)
}
