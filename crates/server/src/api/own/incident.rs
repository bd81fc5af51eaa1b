//! `/incidents`: listed, opened, looked at, told, resolved, reopened, merged.

use beffroi_domain::{IncidentId, PageId};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    AFTER, LIMIT, PAGE, command,
    look::{Part, PartRow, Seen, at_fault, expected, leads_to, moved},
    said,
};
use crate::{
    api::{
        answer::{Answered, Reply, Wrong},
        ask::Ask,
        call::{Call, POST, Param, read as reads, write},
        fields::Fields,
    },
    ground::{Error, Refusal, Result, Tx},
    incidents::{self, MergeInto, OpenIncident, PostUpdate, Reopen, Resolve},
    members::Role,
    pages::{self, Page},
    params, work,
};

const LIST: &[Param] = &[
    PAGE,
    Param {
        name: "state",
        schema: r#"{"type": "string", "enum": ["open", "over", "all"]}"#,
        about: "Only those that are open, or over.",
    },
    AFTER,
    LIMIT,
];

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/incidents";
    const ONE: &str = "/incidents/{incident}";
    const STANDS: (u16, &str) = (200, "OwnIncident");
    const MADE: (u16, &str) = (201, "OwnIncident");
    vec![
        reads(ALL, "listIncidents", "Incidents of a page, newest first", "OwnIncidents", LIST, work!(list)),
        reads(ONE, "readIncident", "One incident; its ETag is what If-Match takes. One that was merged leads to the one that stays", "OwnIncident", &[], work!(read)),
        write((POST, ALL), "openIncident", "Opens an incident", Some("OpenIncident"), MADE, work!(open)),
        write((POST, "/incidents/{incident}/updates"), "tellIncident", "Posts an update", Some("TellIncident"), MADE, work!(tell)),
        write((POST, "/incidents/{incident}/resolve"), "resolveIncident", "Says that it is over", Some("ResolveIncident"), STANDS, work!(resolve)),
        write((POST, "/incidents/{incident}/reopen"), "reopenIncident", "Says that it is broken again; a window of its own", Some("ReopenIncident"), STANDS, work!(reopen)),
        write((POST, "/incidents/{incident}/merge"), "mergeIncident", "Says that it is the same as another, which stays; its addresses lead there", Some("MergeIncident"), STANDS, work!(merge)),
    ]
}

/// Incidents of a page, newest first, from a cursor on.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let open = match ask.query("state") {
        Some(state @ ("open" | "over")) => Some(state),
        _ => None,
    };
    let part = Part::of(&ask)?;
    let (rows, next) = part.cut(rows(&mut tx, page.id, open, &part).await?)?;
    let mut items = Vec::with_capacity(rows.len());
    for row in &rows {
        let seen = Seen::of(&mut tx, &ask, IncidentId(row.id), Role::Reader).await;
        // One that stands on a page that the key is not for is told by its own page only.
        if let Ok(seen) = seen {
            items.push(seen.told(&mut tx, ask.now).await?);
        }
    }
    Reply::ok(&json!({ "items": items, "next": next }))
}

async fn rows(tx: &mut Tx, page: PageId, state: Option<&str>, part: &Part) -> Result<Vec<PartRow>> {
    tx.list(
        "SELECT e.id, e.at FROM (
           SELECT i.id, i.status, COALESCE(i.dated_at, i.created_at) AS at
           FROM incidents i JOIN incident_pages p ON p.incident_id = i.id
           WHERE p.page_id = $1 AND p.visibility = 'public') e
         WHERE (e.at < $2 OR (e.at = $2 AND e.id < $3))
           AND ($4 IS NULL OR ($4 = 'open' AND e.status IN ('investigating', 'identified', 'monitoring'))
             OR ($4 = 'over' AND e.status NOT IN ('investigating', 'identified', 'monitoring')))
         ORDER BY e.at DESC, e.id DESC LIMIT $5",
        params![page, part.at, part.id, state, part.most()],
    )
    .await
}

/// One incident, with its tag.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn read(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let seen = match Seen::load(&mut tx, &ask, Role::Reader).await {
        Err(Error::NotFound) => {
            let stays = leads_to(&mut tx, &ask).await?.ok_or(Error::NotFound)?;
            return Err(Wrong::Elsewhere(format!("/v1/incidents/{stays}")));
        }
        seen => seen?,
    };
    let told = seen.told(&mut tx, ask.now).await?;
    Ok(Reply::ok(&told)?.tagged(&seen.tag()))
}

/// Opens an incident on one or several pages.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn open(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let pages = pages_of(&mut tx, &ask, &ask.body, Role::Publisher).await?;
    let new = OpenIncident {
        bypass: said::bypass(&ask)?,
        overrule: ask.overrule(&ask.body)?,
        ..command::open(&mut tx, &ask.body, &pages).await?
    };
    let told = incidents::open(&mut tx, ask.now, ask.caller.actor(), new).await;
    let told = told.map_err(|error| at_fault(error, &[("end", "until")]))?;
    done(tx, &ask, told.incident, true).await
}

/// Posts an update.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn tell(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let update = PostUpdate {
        expected: expected(&ask)?,
        bypass: said::bypass(&ask)?,
        overrule: ask.overrule(&ask.body)?,
        ..command::update(&mut tx, &ask.body, &seen).await?
    };
    let told = incidents::post_update(&mut tx, ask.now, ask.caller.actor(), update).await;
    let told = told.map_err(|error| at_fault(error, &[("at", "turned")]))?;
    if ask.body.has("phrase") {
        let page = seen.pages()[0];
        incidents::refuse_unfilled(&mut tx, page, &told).await?;
    }
    done(tx, &ask, told.incident, true).await
}

/// Says that it is over.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn resolve(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let resolve = Resolve {
        expected: expected(&ask)?,
        bypass: said::bypass(&ask)?,
        overrule: ask.overrule(&ask.body)?,
        ..command::resolve(&ask.body, &seen)?
    };
    let told = incidents::resolve(&mut tx, ask.now, ask.caller.actor(), resolve).await;
    let told = told.map_err(|error| at_fault(error, &[("at", "ended")]))?;
    done(tx, &ask, told.incident, false).await
}

/// Says that it is broken again.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn reopen(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let again = Reopen {
        expected: expected(&ask)?,
        bypass: said::bypass(&ask)?,
        overrule: ask.overrule(&ask.body)?,
        ..command::reopen(&mut tx, &ask.body, &seen).await?
    };
    let told = incidents::reopen(&mut tx, ask.now, ask.caller.actor(), again).await;
    done(tx, &ask, told.map_err(moved)?.incident, false).await
}

/// Merges it into another, which is what the answer tells.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn merge(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let named = Fields::needed("into", ask.body.text("into", 64)?)?;
    let into = Seen::named(&mut tx, &ask, &named, Role::Publisher).await;
    let into = into.map_err(|error| match error {
        Error::NotFound => Refusal::of("into", format!("there is no incident {named:?}")).into(),
        other => other,
    })?;
    let command = MergeInto {
        incident: seen.incident.id,
        expected: expected(&ask)?,
        into: into.incident.id,
    };
    let merged = incidents::merge_into(&mut tx, ask.now, ask.caller.actor(), command).await;
    merged.map_err(moved)?;
    done(tx, &ask, command.into, false).await
}

/// What stands after a deed; with `dry_run` nothing of it stays.
///
/// # Errors
/// A fault when the database is away.
pub async fn done(mut tx: Tx, ask: &Ask, id: IncidentId, is_made: bool) -> Answered {
    let seen = Seen::of(&mut tx, ask, id, Role::Reader).await?;
    let told: Value = seen.told(&mut tx, ask.now).await?;
    let reply = if is_made {
        Reply::created(&told)?
    } else {
        Reply::ok(&told)?
    };
    ask.done(tx, reply.tagged(&seen.tag())).await
}

/// The pages that a body names, for a caller whose key is good for `role` on each.
///
/// # Errors
/// `Refused` where there is none; as [`page_of`].
pub async fn pages_of(tx: &mut Tx, ask: &Ask, fields: &Fields, role: Role) -> Result<Vec<Page>> {
    let mut all = Vec::new();
    for named in Fields::needed("pages", fields.texts("pages")?)? {
        all.push(page_of(tx, ask, Some(&named), role).await?);
    }
    match all.is_empty() {
        true => Err(Refusal::of("pages", "name at least one page").into()),
        false => Ok(all),
    }
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

/// The page that the field `page` of the body names.
///
/// # Errors
/// As [`page_of`].
pub async fn page_named(tx: &mut Tx, ask: &Ask, role: Role) -> Result<Page> {
    let named = ask.body.text("page", 255)?;
    page_of(tx, ask, named.as_deref(), role).await
}

/// The incident of a page that a field `incident` or a path means: by our id, which whoever uses it checks, or by its public one there.
///
/// # Errors
/// `Refused` at `incident` where the page has none with that public id.
pub async fn incident_of(tx: &mut Tx, page: PageId, named: &str) -> Result<IncidentId> {
    if let Ok(id) = named.parse::<Uuid>() {
        return Ok(IncidentId(id));
    }
    let row: Option<(Uuid,)> = tx
        .find(
            "SELECT incident_id FROM incident_pages WHERE page_id = $1 AND public_id = $2",
            params![page, named],
        )
        .await?;
    let missing = || Refusal::of("incident", "this page has no such incident");
    Ok(IncidentId(row.ok_or_else(missing)?.0))
}

/// The pages that the caller's key is for.
///
/// # Errors
/// `Refused` where its scopes do not suffice for `role`.
pub async fn pages_of_key(tx: &mut Tx, ask: &Ask, role: Role) -> Result<Vec<PageId>> {
    let all = pages::list(tx).await?.into_iter().map(|page| page.id);
    let own: Vec<PageId> = all.filter(|page| ask.caller.sees(*page)).collect();
    for page in &own {
        ask.caller.on(tx, *page, role).await?;
    }
    Ok(own)
}
