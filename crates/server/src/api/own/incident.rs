//! `/incidents`: listed, opened, looked at, told, resolved, reopened.

use beffroi_domain::{IncidentId, IncidentStatus, PageId};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    look::{Seen, after, cursor, expected, moved},
    said,
};
use crate::{
    api::{
        answer::{Answered, Reply, Wrong},
        ask::Ask,
        fields::Fields,
    },
    ground::{Error, Refusal, Result, Tx, db::instant},
    incidents::{self, OpenIncident, PostUpdate, Reopen, Resolve},
    members::Role,
    pages::{self, Page},
    params,
};

const MOST: i64 = 100;
const STATUSES: &[&str] = &["investigating", "identified", "monitoring", "resolved"];
const IMPACTS: &[&str] = &["none", "minor", "major", "critical"];

#[derive(sqlx::FromRow)]
struct ListRow {
    id: Uuid,
    at: i64,
}

/// Incidents of a page, newest first, from a cursor on.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let count = ask.query_number("limit")?.unwrap_or(50).clamp(1, MOST);
    let open = match ask.query("state") {
        None | Some("all") => None,
        Some("open") => Some("open"),
        Some("over") => Some("over"),
        Some(_) => return Err(Wrong::unreadable("state: send open, over or all")),
    };
    let (at, id) = after(&ask)?;
    let rows = rows(&mut tx, page.id, open, (at, id), count + 1).await?;
    let is_more = i64::try_from(rows.len()).is_ok_and(|found| found > count);
    let shown = rows.len().min(usize::try_from(count).unwrap_or(0));
    let mut items = Vec::with_capacity(shown);
    for row in &rows[..shown] {
        let seen = Seen::of(&mut tx, &ask, IncidentId(row.id), Role::Reader).await;
        // One that stands on a page that the key is not for is told by its own page only.
        if let Ok(seen) = seen {
            items.push(seen.told(&mut tx).await?);
        }
    }
    let next = match rows[..shown].last() {
        Some(last) if is_more => Some(cursor(instant(last.at)?, last.id)),
        _ => None,
    };
    Reply::ok(&json!({ "items": items, "next": next }))
}

async fn rows(
    tx: &mut Tx,
    page: PageId,
    state: Option<&str>,
    (at, id): (i64, Uuid),
    count: i64,
) -> Result<Vec<ListRow>> {
    tx.list(
        "SELECT e.id, e.at FROM (
           SELECT i.id, i.status, COALESCE(i.dated_at, i.created_at) AS at
           FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
           WHERE p.page_id = $1 AND p.visibility = 'public') e
         WHERE (e.at < $2 OR (e.at = $2 AND e.id < $3))
           AND ($4 IS NULL OR ($4 = 'open' AND e.status IN ('investigating', 'identified', 'monitoring'))
             OR ($4 = 'over' AND e.status NOT IN ('investigating', 'identified', 'monitoring')))
         ORDER BY e.at DESC, e.id DESC LIMIT $5",
        params![page, at, id, state, count],
    )
    .await
}

/// One incident, with its tag.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn read(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Reader).await?;
    let told = seen.told(&mut tx).await?;
    Ok(Reply::ok(&told)?.tagged(&seen.tag()))
}

/// Opens an incident on one or several pages.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn open(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let fields = &ask.body;
    let mut on = Vec::new();
    for named in Fields::needed("pages", fields.texts("pages")?)? {
        on.push(page_of(&mut tx, &ask, Some(&named), Role::Publisher).await?);
    }
    let pages: Vec<&Page> = on.iter().collect();
    let first = pages
        .first()
        .ok_or_else(|| Refusal::of("pages", "name at least one page"))?;
    let status = fields.word("status", STATUSES)?;
    let is_retroactive = fields.flag("is_retroactive")?.unwrap_or(false);
    let new = OpenIncident {
        pages: pages.iter().map(|page| page.id).collect(),
        text: said::text(fields, "text", &pages)?,
        status: status.unwrap_or(IncidentStatus::Investigating),
        components: said::components(&mut tx, fields, &pages).await?,
        since: said::moment(fields, "since", &pages)?,
        until: said::moment(fields, "until", &pages)?,
        impact: fields.word("impact", IMPACTS)?,
        priority: said::priority(fields)?,
        category: said::text(fields, "category", &pages)?,
        responsibility: said::responsibility(fields)?,
        reference: fields.text("reference", 100)?,
        published: said::noted(fields, "published", &pages)?,
        is_retroactive,
        is_quiet: fields.flag("is_quiet")?,
        bypass: said::bypass(&ask)?,
        ..OpenIncident::on(first.id, said::text(fields, "title", &pages)?)
    };
    let told = incidents::open(&mut tx, ask.now, ask.caller.actor(), new).await?;
    done(tx, &ask, told.incident, true).await
}

/// Posts an update.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn tell(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let (fields, pages) = (&ask.body, seen.pages());
    let status = fields.word("status", STATUSES)?;
    let update = PostUpdate {
        expected: expected(&ask)?,
        components: said::components(&mut tx, fields, &pages).await?,
        turned: said::moment(fields, "turned", &pages)?,
        published: said::noted(fields, "published", &pages)?,
        is_quiet: fields.flag("is_quiet")?,
        bypass: said::bypass(&ask)?,
        ..PostUpdate::of(
            seen.incident.id,
            status.unwrap_or(stands(&seen)),
            said::text(fields, "text", &pages)?,
        )
    };
    let told = incidents::post_update(&mut tx, ask.now, ask.caller.actor(), update).await;
    done(tx, &ask, told.map_err(moved)?.incident, true).await
}

/// Where an incident stands, with a write-up or without.
fn stands(seen: &Seen) -> IncidentStatus {
    match seen.incident.status {
        IncidentStatus::Postmortem => IncidentStatus::Resolved,
        status => status,
    }
}

/// Says that it is over.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn resolve(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let (fields, pages) = (&ask.body, seen.pages());
    let resolve = Resolve {
        incident: seen.incident.id,
        expected: expected(&ask)?,
        text: said::text(fields, "text", &pages)?,
        ended: said::moment(fields, "ended", &pages)?,
        is_quiet: fields.flag("is_quiet")?,
        bypass: said::bypass(&ask)?,
    };
    let told = incidents::resolve(&mut tx, ask.now, ask.caller.actor(), resolve).await;
    done(tx, &ask, told.map_err(moved)?.incident, false).await
}

/// Says that it is broken again.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn reopen(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let (fields, pages) = (&ask.body, seen.pages());
    let status = fields.word("status", STATUSES)?;
    let again = Reopen {
        incident: seen.incident.id,
        expected: expected(&ask)?,
        status: status.unwrap_or(IncidentStatus::Investigating),
        text: said::text(fields, "text", &pages)?,
        components: said::components(&mut tx, fields, &pages).await?,
        since: said::moment(fields, "since", &pages)?,
        is_quiet: fields.flag("is_quiet")?,
        bypass: said::bypass(&ask)?,
    };
    let told = incidents::reopen(&mut tx, ask.now, ask.caller.actor(), again).await;
    done(tx, &ask, told.map_err(moved)?.incident, false).await
}

/// What stands after a deed; with `dry_run` nothing of it stays.
///
/// # Errors
/// A fault when the database is away.
pub async fn done(mut tx: Tx, ask: &Ask, id: IncidentId, is_made: bool) -> Answered {
    let seen = Seen::of(&mut tx, ask, id, Role::Reader).await?;
    let told: Value = seen.told(&mut tx).await?;
    let reply = if is_made {
        Reply::created(&told)?
    } else {
        Reply::ok(&told)?
    };
    ask.done(tx, reply.tagged(&seen.tag())).await
}

/// A page by its public id or its slug.
///
/// # Errors
/// `NotFound` where there is none, or none for this key; `Refused` where its scopes do not suffice.
pub async fn page_of(tx: &mut Tx, ask: &Ask, named: Option<&str>, role: Role) -> Result<Page> {
    let needed = || Refusal::of("page", "name a page: its id or its slug");
    let named = named.ok_or_else(needed)?;
    let is_it = |page: &Page| page.public_id.as_str() == named || page.slug == named;
    let found = pages::list(tx).await?.into_iter().find(is_it);
    let page = found.ok_or(Error::NotFound)?;
    ask.caller.on(tx, page.id, role).await?;
    Ok(page)
}
