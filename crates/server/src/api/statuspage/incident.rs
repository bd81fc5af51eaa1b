//! `/pages/{page_id}/incidents`: incidents and maintenances, which are one thing there.

use beffroi_domain::PageId;

use super::{paging::Paging, shape, tell::Teller};
use crate::{
    api::{
        answer::{Answered, Reply, Wrong},
        ask::Ask,
    },
    ground::{Error, Result, Tx},
    incidents, maintenances,
    members::Role,
    params,
};

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// Incidents that are not over.
    Unresolved,
    /// Maintenances that are not over.
    Scheduled,
    /// Maintenances that have not begun.
    Upcoming,
    /// Maintenances under way.
    Active,
}

/// All, newest first; `q` looks for words.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    of(ask, Which::All).await
}

/// Incidents that are not over.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn unresolved(ask: Ask) -> Answered {
    of(ask, Which::Unresolved).await
}

/// Maintenances that are not over.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn scheduled(ask: Ask) -> Answered {
    of(ask, Which::Scheduled).await
}

/// Maintenances that have not begun.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn upcoming(ask: Ask) -> Answered {
    of(ask, Which::Upcoming).await
}

/// Maintenances under way.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn active(ask: Ask) -> Answered {
    of(ask, Which::Active).await
}

/// One incident or maintenance.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn read(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = ask.page(&mut tx, Role::Reader).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    Reply::ok(&one(&mut tx, &ask, &teller, ask.path("incident_id")).await?)
}

/// An incident or a maintenance by its public id.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn one(tx: &mut Tx, ask: &Ask, teller: &Teller, id: &str) -> Result<shape::Incident> {
    let page = teller.page.id;
    if let Some(found) = incidents::find_by_public_id(tx, page, id).await? {
        return Ok(teller.incident(&found));
    }
    let found = maintenances::find_by_public_id(tx, page, id).await?;
    let found = found.ok_or(Error::NotFound)?;
    Ok(teller.maintenance(&found, ask.now))
}

async fn of(ask: Ask, which: Which) -> Answered {
    let paging = Paging::of(&ask)?;
    let mut tx = ask.look().await?;
    let page = ask.page(&mut tx, Role::Reader).await?;
    let teller = Teller::of(&mut tx, &ask.site, page).await?;
    let all = match which {
        Which::All => newest(&mut tx, &ask, &teller, paging).await?,
        Which::Unresolved => {
            let open = incidents::open_on(&mut tx, teller.page.id).await?;
            paging.part(open.iter().map(|one| teller.incident(one)).collect())
        }
        Which::Scheduled | Which::Upcoming | Which::Active => {
            let planned = maintenances::planned(&mut tx, teller.page.id).await?;
            let told = planned.iter().map(|one| teller.maintenance(one, ask.now));
            paging.part(told.filter(|one| is_one(which, one.status)).collect())
        }
    };
    Reply::ok(&all)
}

fn is_one(which: Which, status: &str) -> bool {
    match status {
        "scheduled" => which != Which::Active,
        "in_progress" | "verifying" => which != Which::Upcoming,
        _ => false,
    }
}

#[derive(sqlx_macros::FromRow)]
struct IdRow {
    public_id: String,
}

async fn newest(
    tx: &mut Tx,
    ask: &Ask,
    teller: &Teller,
    paging: Paging,
) -> Result<Vec<shape::Incident>, Wrong> {
    let page = teller.page.id;
    let ids = ids(tx, page, ask.query("q"), paging).await?;
    let mut all = Vec::with_capacity(ids.len());
    for row in ids {
        all.push(one(tx, ask, teller, &row.public_id).await?);
    }
    Ok(all)
}

/// Both kinds together, the newest first word first.
async fn ids(tx: &mut Tx, page: PageId, words: Option<&str>, paging: Paging) -> Result<Vec<IdRow>> {
    let like = words.map(pattern);
    tx.list(
        "SELECT e.public_id FROM (
           SELECT p.public_id, i.id,
                  COALESCE((SELECT MIN(u.published_at) FROM updates u WHERE u.owner_id = i.id),
                           i.dated_at, i.created_at) AS at
           FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
           WHERE p.page_id = $1 AND p.visibility = 'public'
           UNION ALL
           SELECT p.public_id, m.id,
                  COALESCE((SELECT MIN(u.published_at) FROM updates u WHERE u.owner_id = m.id),
                           m.created_at) AS at
           FROM maintenances m JOIN maintenance_pages p ON p.maintenance_id = m.id
           WHERE p.page_id = $1 AND p.visibility = 'public'
         ) e
         WHERE $2 IS NULL
            OR EXISTS (SELECT 1 FROM texts t
                       WHERE t.root_id = e.id AND LOWER(t.body) LIKE $2 ESCAPE '!')
         ORDER BY e.at DESC, e.id DESC LIMIT $3 OFFSET $4",
        params![page, like, paging.count, paging.offset],
    )
    .await
}

/// A pattern that finds `words` anywhere.
fn pattern(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 2);
    for character in words.to_lowercase().chars() {
        if matches!(character, '%' | '_' | '!') {
            escaped.push('!');
        }
        escaped.push(character);
    }
    format!("%{escaped}%")
}
