//! `/providers`: other companies' status pages that are followed; what they say, and what they said.
//!
//! They are the installation's: a key that is for all pages sees all of them, any other those that its pages show. Who follows
//! one needs a key for all pages. Not here: looking, which happens within a second of following.

use std::collections::HashMap;

use beffroi_domain::{Actor, PageId, ProviderId};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::LIMIT;
use crate::{
    api::{
        answer::{Answered, Reply, Wrong},
        ask::Ask,
        call::{Call, DELETE, PATCH, POST, Param, read, write},
        extra::stamp,
        fields::Fields,
    },
    ground::{Error, Refusal, RefusalKind, Result, Tx},
    members::Role,
    pages,
    providers::{self, Entry, Follow, Part, Provider, SearchAsked, Settle, catalogue, slug_of},
    search::Terms,
    work,
};

const FIRST: Param = Param {
    name: "first",
    schema: r#"{"type": "integer", "minimum": 0}"#,
    about: "How many of the newest are left out before.",
};
const WORDS: Param = Param {
    name: "words",
    schema: r#"{"type": "string", "maxLength": 200}"#,
    about: "Words that must all fit: of a name, a sector, an address.",
};

const SOUGHT: &[Param] = &[
    Param {
        name: "q",
        schema: r#"{"type": "string", "maxLength": 400}"#,
        about: "Words that all stand in one language of an incident; accents and capitals do not matter, and the beginning of a word is enough.",
    },
    Param {
        name: "locale",
        schema: r#"{"type": "string"}"#,
        about: "Only words in this language.",
    },
    Param {
        name: "provider",
        schema: r#"{"type": "string"}"#,
        about: "Only what this one told, by its slug.",
    },
    Param {
        name: "before",
        schema: r#"{"type": "string"}"#,
        about: "`next` of the answer before, to go on from there.",
    },
    LIMIT,
];

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ADMIN: Role = Role::Administrator;
    vec![
        read("/providers", "listProviders", "Other companies' status pages that are followed, and how they are as far as we can tell", "OwnProviders", &[], work!(list)),
        read("/providers/catalogue", "listCatalogue", "Providers that others follow, and where each says how it stands, as far as is known", "OwnCatalogue", &[WORDS], work!(listed)),
        read("/providers/search", "searchProviders", "What providers told in which all words stand, the newest first", "OwnProviderHits", SOUGHT, work!(search)),
        read("/providers/{slug}", "getProvider", "A provider with its components and what is open", "OwnProvider", &[], work!(get)),
        read("/providers/{slug}/incidents", "listProviderIncidents", "What a provider told, the newest first", "OwnProviderIncidents", &[FIRST, LIMIT], work!(incidents)),
        write((POST, "/providers"), "followProvider", "Follows a page from now on, by its address or by an entry of the catalogue; its format is found out at the first look", Some("FollowBody"), (201, "OwnProvider"), work!(follow)).by(ADMIN),
        write((PATCH, "/providers/{slug}"), "settleProvider", "Sets right what is known of a provider, and which pages show it; it is looked at again at once", Some("SettleBody"), (200, "OwnProvider"), work!(settle)).by(ADMIN),
        write((DELETE, "/providers/{slug}"), "leaveProvider", "Follows it no more; what was seen of it stays", None, (200, "OwnProvider"), work!(leave)).by(ADMIN),
    ]
}

/// All that the key sees.
///
/// # Errors
/// A fault when the database is away.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let mut all = Vec::new();
    for one in providers::list(&mut tx).await? {
        if sees(&mut tx, &ask, &one).await? {
            all.push(told(&one));
        }
    }
    Reply::ok(&json!({ "items": all }))
}

/// What the catalogue says.
///
/// # Errors
/// Never, but for an answer that cannot be printed.
pub async fn listed(ask: Ask) -> Answered {
    let words = ask.query("words").unwrap_or_default();
    Reply::ok(&json!({ "items": catalogue::search(words) }))
}

/// What words find in what they told.
///
/// # Errors
/// Unreadable where a parameter is none; a fault when the database is away.
pub async fn search(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let (locale, before) = (ask.query("locale"), ask.query("before"));
    let wrong = |name: &str| Wrong::unreadable(format!("{name}: send what an answer says"));
    let mut seen: HashMap<ProviderId, Provider> = HashMap::new();
    for one in providers::list(&mut tx).await? {
        let is_wanted = ask.query("provider").is_none_or(|slug| one.slug == slug);
        if is_wanted && sees(&mut tx, &ask, &one).await? {
            seen.insert(one.id, one);
        }
    }
    let terms = Terms::of(ask.query("q").unwrap_or_default());
    let asked = SearchAsked {
        words: terms.for_providers(),
        among: seen.keys().copied().collect(),
        locale: locale
            .map(|tag| tag.parse().map_err(|_| wrong("locale")))
            .transpose()?,
        before: before
            .map(|place| place.parse().map_err(|_| wrong("before")))
            .transpose()?,
        count: usize::try_from(ask.query_number("limit")?.unwrap_or(25).min(100)).unwrap_or(0),
    };
    let found = providers::search(&mut tx, &asked).await?;
    let items = found.hits.iter().filter_map(|hit| {
        let provider = seen.get(&hit.entry.provider)?;
        let mut told = entry(&hit.entry);
        told["provider"] = json!({ "slug": provider.slug, "name": provider.name });
        told["locales"] = json!(hit.locales);
        Some(told)
    });
    let items: Vec<Value> = items.collect();
    Reply::ok(&json!({ "items": items, "next": found.next.map(|next| next.to_string()) }))
}

/// One of them.
///
/// # Errors
/// `NotFound` where there is none, or none for this key.
pub async fn get(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let provider = seen(&mut tx, &ask).await?;
    Reply::ok(&whole(&mut tx, &provider).await?)
}

/// What it told.
///
/// # Errors
/// `NotFound` where there is none, or none for this key.
pub async fn incidents(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let provider = seen(&mut tx, &ask).await?;
    let first = ask.query_number("first")?.unwrap_or(0);
    let limit = ask.query_number("limit")?.unwrap_or(25).min(100);
    let all = providers::entries(&mut tx, provider.id, first, limit).await?;
    let items: Vec<Value> = all.iter().map(entry).collect();
    Reply::ok(&json!({ "items": items }))
}

/// Follows a page.
///
/// # Errors
/// `Refused` at the field at fault, and where the key is not for all pages.
pub async fn follow(ask: Ask) -> Answered {
    everywhere(&ask)?;
    let mut tx = ask.begin().await?;
    let mut new = command(&ask.body)?;
    new.pages = named_pages(&mut tx, &ask.body).await?.unwrap_or_default();
    let id = providers::follow(&mut tx, ask.now, ask.caller.actor(), &new).await?;
    let provider = providers::load(&mut tx, id).await?;
    let reply = Reply::created(&whole(&mut tx, &provider).await?)?;
    ask.done(tx, reply).await
}

/// Sets one right.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault, and where the key is not for all pages.
pub async fn settle(ask: Ask) -> Answered {
    everywhere(&ask)?;
    let mut tx = ask.begin().await?;
    let provider = seen(&mut tx, &ask).await?;
    let body = &ask.body;
    let page = body.text("page_url", 2_000)?;
    let right = Settle {
        name: body.text("name", 200)?,
        place: page.map(|page| beffroi_readers::watch::Place::of(&page)),
        form: body.text("form", 40)?,
        selectors: body
            .pairs("selectors")?
            .map(|all| all.into_iter().collect()),
        is_empty_clear: body.flag("is_empty_clear")?,
    };
    let actor = ask.caller.actor();
    providers::settle(&mut tx, ask.now, actor, provider.id, &right).await?;
    if let Some(wanted) = named_pages(&mut tx, body).await? {
        providers::show_on(&mut tx, ask.now, actor, provider.id, &wanted).await?;
    }
    let provider = providers::load(&mut tx, provider.id).await?;
    let reply = Reply::ok(&whole(&mut tx, &provider).await?)?;
    ask.done(tx, reply).await
}

/// Leaves one.
///
/// # Errors
/// `NotFound` where there is none; `Refused` where the key is not for all pages.
pub async fn leave(ask: Ask) -> Answered {
    everywhere(&ask)?;
    let mut tx = ask.begin().await?;
    let provider = seen(&mut tx, &ask).await?;
    let actor: Actor = ask.caller.actor();
    providers::leave(&mut tx, ask.now, actor, provider.id).await?;
    let provider = providers::load(&mut tx, provider.id).await?;
    let reply = Reply::ok(&whole(&mut tx, &provider).await?)?;
    ask.done(tx, reply).await
}

/// What concerns the installation needs a key that is for all of it.
fn everywhere(ask: &Ask) -> Result<(), Wrong> {
    let scope = Role::Administrator.scope();
    let message = "this needs a key with the scope admin that is for all pages";
    match ask.caller.token.pages.is_none() && ask.caller.has(scope) {
        true => Ok(()),
        false => Err(Refusal::whole(message).being(RefusalKind::Forbidden).into()),
    }
}

async fn sees(tx: &mut Tx, ask: &Ask, provider: &Provider) -> Result<bool> {
    let shown = providers::pages_of(tx, provider.id).await?;
    let is_for_all = ask.caller.token.pages.is_none();
    Ok(is_for_all || shown.iter().any(|page| ask.caller.sees(*page)))
}

async fn seen(tx: &mut Tx, ask: &Ask) -> Result<Provider> {
    let found = providers::find_by_slug(tx, ask.path("slug")).await?;
    let provider = found.ok_or(Error::NotFound)?;
    match sees(tx, ask, &provider).await? {
        true => Ok(provider),
        false => Err(Error::NotFound),
    }
}

fn command(body: &Fields) -> Result<Follow, Refusal> {
    let name = body.text("name", 200)?;
    let url = body.text("page_url", 2_000)?;
    let mut new = match (body.text("catalogue", 40)?, url) {
        (Some(slug), None) => {
            let listed = catalogue::find(&slug).filter(|one| !one.page.is_empty());
            let message = "the catalogue has no page under this slug";
            listed
                .ok_or_else(|| Refusal::of("catalogue", message))?
                .follow()
        }
        (None, Some(url)) => Follow::at(&url),
        _ => {
            return Err(Refusal::of(
                "page_url",
                "send page_url or catalogue, one of the two",
            ));
        }
    };
    if let Some(name) = name {
        if body.text("catalogue", 40)?.is_none() {
            new.slug = slug_of(&name);
        }
        new.name = name;
    }
    new.slug = body.text("slug", 40)?.unwrap_or(new.slug);
    new.form = body.text("form", 40)?;
    new.selectors = body
        .pairs("selectors")?
        .unwrap_or_default()
        .into_iter()
        .collect();
    new.is_empty_clear = body.flag("is_empty_clear")?.unwrap_or(new.is_empty_clear);
    if body.has("locale") {
        new.locale = body.locale("locale")?;
    }
    if let Some(zone) = body.text("zone", 64)? {
        let wrong = |_| Refusal::of("zone", "name a zone such as \"Europe/Paris\"");
        new.zone = TimeZone::get(&zone).map_err(wrong)?;
    }
    Ok(new)
}

async fn named_pages(tx: &mut Tx, body: &Fields) -> Result<Option<Vec<PageId>>> {
    let Some(named) = body.texts("pages")? else {
        return Ok(None);
    };
    let all = pages::list(tx).await?;
    let find = |name: &String| {
        let is_it = |page: &&pages::Page| page.public_id.as_str() == name || page.slug == *name;
        let found = all.iter().find(is_it).map(|page| page.id);
        found.ok_or_else(|| Refusal::of("pages", format!("there is no page {name:?}")))
    };
    Ok(Some(named.iter().map(find).collect::<Result<_, _>>()?))
}

fn told(one: &Provider) -> Value {
    json!({
        "id": one.public_id.as_str(),
        "slug": one.slug,
        "name": one.name,
        "sector": one.sector,
        "page_url": one.place.page,
        "source_url": one.place.source,
        "form": one.form,
        "status": one.status.as_str(),
        "status_since": stamp(one.status_since),
        "ground": one.ground,
        "checked_at": one.checked_at.map(stamp),
        "seen_at": one.seen_at.map(stamp),
        "blind": one.blind.as_ref().map(|(since, why)| json!({
            "since": stamp(*since),
            "word": one.blind_word,
            "reason": why,
        })),
        "left_at": one.left_at.map(stamp),
    })
}

async fn whole(tx: &mut Tx, one: &Provider) -> Result<Value> {
    let parts = providers::parts_of(tx, one.id).await?;
    let open = providers::open_entries(tx, one.id).await?;
    let archive = providers::archive_of(tx, one.id).await?;
    let mut all = told(one);
    all["components"] = parts.iter().map(part).collect();
    all["open"] = open.iter().map(entry).collect();
    all["archive"] = json!({
        "entries": archive.entries,
        "since": archive.since.map(stamp),
        "history_waiting": archive.history_waiting,
    });
    Ok(all)
}

fn part(one: &Part) -> Value {
    json!({
        "id": one.public_id.as_str(),
        "name": one.name,
        "group": one.group,
        "region": one.region,
        "is_group": one.is_group,
        "status": one.status.as_str(),
        "status_since": stamp(one.status_since),
        "gone_at": one.gone_at.map(stamp),
    })
}

fn entry(one: &Entry) -> Value {
    let record = &one.notice.told.record;
    let updates = record.updates.iter().map(|update| {
        json!({
            "status": update.status.map(beffroi_domain::UpdateStatus::as_str),
            "posted_at": update.posted_at.map(stamp),
            "text": update.text,
        })
    });
    json!({
        "id": one.public_id.as_str(),
        "kind": match one.kind {
            beffroi_readers::record::RecordKind::Incident => "incident",
            beffroi_readers::record::RecordKind::Maintenance => "maintenance",
        },
        "title": record.title,
        "url": record.url,
        "status": one.status.map(beffroi_domain::UpdateStatus::as_str),
        "impact": one.impact.map(beffroi_domain::Impact::as_str),
        "is_open": one.is_open,
        "dated_at": stamp(one.dated_at),
        "impact_seconds": one.impact_length.map(|length| length.as_secs()),
        "told_seconds": one.told_length.map(|length| length.as_secs()),
        "resolved_at": one.resolved_at.map(stamp),
        "gone_at": one.gone_at.map(stamp),
        "version": one.version,
        "updates": updates.collect::<Vec<_>>(),
    })
}
