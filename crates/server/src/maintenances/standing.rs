//! A maintenance as a verb needs it: on all its pages, with all its components.

use beffroi_domain::{
    ComponentId, Maintenance, MaintenanceId, MaintenanceStatus, PageId, PublicId,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::load::{MaintenanceRow, assemble};
use crate::{
    ground::{Error, Refusal, RefusalKind, Result, Tx, db::word},
    pages::Visibility,
    params,
};

/// A maintenance and everywhere that it stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The maintenance, with the components of all pages; its public id is that of the first page.
    pub maintenance: Maintenance,
    /// Its pages, the oldest first.
    pub pages: Vec<Stands>,
}

/// Where a maintenance stands on one page.
#[derive(Clone, Debug)]
pub struct Stands {
    /// Which page.
    pub page: PageId,
    /// Its id in addresses there.
    pub public_id: PublicId,
    /// Whether readers see it there.
    pub visibility: Visibility,
}

impl Standing {
    /// Its id inside.
    #[must_use]
    pub fn id(&self) -> MaintenanceId {
        self.maintenance.id
    }

    /// Whether it comes again.
    #[must_use]
    pub fn is_series(&self) -> bool {
        self.maintenance.recurrence.is_some()
    }

    /// The pages it stands on.
    #[must_use]
    pub fn pages_ids(&self) -> Vec<PageId> {
        self.pages.iter().map(|stands| stands.page).collect()
    }

    /// The pages whose readers see it.
    pub(super) fn public_pages(&self) -> Vec<PageId> {
        let seen = self.pages.iter();
        let seen = seen.filter(|stands| stands.visibility == Visibility::Public);
        seen.map(|stands| stands.page).collect()
    }

    /// Refuses what was written by somebody who did not see the last word.
    pub(super) fn check_seen(&self, seen: Option<usize>) -> Result<(), Refusal> {
        if seen.is_some_and(|seen| seen != self.maintenance.updates.len()) {
            let message = "somebody else said something meanwhile; read it, then send yours again";
            let refusal = Refusal::whole(message).being(RefusalKind::Conflict);
            return Err(refusal.told("refusal-work-moved-on"));
        }
        Ok(())
    }

    /// Whether nothing more happens to it: it is over or was called off.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.maintenance.status == MaintenanceStatus::Completed
            || self.maintenance.cancelled_at.is_some()
    }
}

#[derive(sqlx_macros::FromRow)]
struct StandsRow {
    page_id: Uuid,
    public_id: String,
    visibility: String,
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    id: Uuid,
}

/// A maintenance with everything that a verb needs.
///
/// # Errors
/// [`Error::NotFound`] where there is none with this id.
pub async fn load(tx: &mut Tx, id: MaintenanceId) -> Result<Standing> {
    let rows: Vec<StandsRow> = tx
        .list(
            "SELECT p.page_id, p.public_id, p.visibility
             FROM maintenance_pages p JOIN pages g ON g.id = p.page_id
             WHERE p.maintenance_id = $1 ORDER BY g.created_at, g.id",
            params![id],
        )
        .await?;
    let pages: Vec<Stands> = rows.into_iter().map(stands).collect::<Result<_>>()?;
    let first = pages.first().ok_or(Error::NotFound)?;
    let row: MaintenanceRow = tx
        .load(
            "SELECT m.*, p.public_id
             FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
             WHERE m.id = $1 AND p.page_id = $2",
            params![id, first.page],
        )
        .await?;
    let mut maintenance = assemble(tx, first.page, row).await?;
    maintenance.components = components(tx, id).await?;
    Ok(Standing { maintenance, pages })
}

/// As [`load`], with its row locked until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, now: Timestamp, id: MaintenanceId) -> Result<Standing> {
    tx.exec(
        "UPDATE maintenances SET updated_at = $2 WHERE id = $1",
        params![id, now],
    )
    .await?;
    load(tx, id).await
}

/// The id inside of what stands on a page under `public_id`, also where readers do not see it.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_on_page(
    tx: &mut Tx,
    page: PageId,
    public_id: &str,
) -> Result<Option<MaintenanceId>> {
    let row: Option<IdRow> = tx
        .find(
            "SELECT maintenance_id AS id FROM maintenance_pages
             WHERE page_id = $1 AND public_id = $2",
            params![page, public_id],
        )
        .await?;
    Ok(row.map(|row| MaintenanceId(row.id)))
}

/// Which maintenances of a page are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Those that are not over, the next one first.
    ToCome,
    /// The fifty that were over last, the latest first.
    Over,
}

/// Maintenances of a page, also those that its readers do not see.
///
/// # Errors
/// A fault when the database is away.
pub async fn list_of_page(tx: &mut Tx, page: PageId, listed: Listed) -> Result<Vec<Standing>> {
    let sql = match listed {
        Listed::ToCome => {
            "SELECT m.id FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
             WHERE p.page_id = $1 AND m.status <> 'completed'
             ORDER BY m.scheduled_start_at, m.id"
        }
        Listed::Over => {
            "SELECT m.id FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
             WHERE p.page_id = $1 AND m.status = 'completed'
             ORDER BY COALESCE(m.completed_at, m.cancelled_at, m.scheduled_end_at) DESC, m.id
             LIMIT 50"
        }
    };
    let rows: Vec<IdRow> = tx.list(sql, params![page]).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(load(tx, MaintenanceId(row.id)).await?);
    }
    Ok(all)
}

fn stands(row: StandsRow) -> Result<Stands> {
    Ok(Stands {
        page: PageId(row.page_id),
        public_id: word(&row.public_id)?,
        visibility: match row.visibility.as_str() {
            "public" => Visibility::Public,
            _ => Visibility::Hidden,
        },
    })
}

async fn components(tx: &mut Tx, id: MaintenanceId) -> Result<Vec<ComponentId>> {
    let rows: Vec<IdRow> = tx
        .list(
            "SELECT component_id AS id FROM maintenance_components
             WHERE maintenance_id = $1 ORDER BY position",
            params![id],
        )
        .await?;
    Ok(rows.into_iter().map(|row| ComponentId(row.id)).collect())
}
