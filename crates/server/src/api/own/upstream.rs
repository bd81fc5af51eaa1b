//! `/upstreams`: what our components hang on, how that is now, and what a page does by itself when a provider goes bad.

use beffroi_domain::ComponentId;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    PAGE,
    incident::{page_named, page_of},
    look::{Seen, whole},
    said::one_of,
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, DELETE, PUT, read as reads, write},
        extra::{stamp, texts},
        fields::Fields,
    },
    ground::{Error, Refusal, Result, Tx},
    members::Role,
    pages::Page,
    providers::{self, Part, Provider},
    upstreams::{self, Cause, DEGREES, NewUpstream, Rule, Target, Upstream},
    work,
};

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/upstreams";
    const ONE: &str = "/upstreams/{upstream}";
    const RULE: &str = "/upstreams/rule";
    const CAUSES: &str = "/incidents/{incident}/upstreams";
    vec![
        reads(ALL, "listUpstreams", "What the components of a page hang on, and how that is now", "OwnUpstreams", &[PAGE], work!(list)),
        write((PUT, ALL), "mapUpstream", "Has a component hang on a provider, one of its components, or a region of it; where it does already, says how much that hurts", Some("UpstreamBody"), (200, "OwnUpstream"), work!(map)),
        write((DELETE, ONE), "unmapUpstream", "A component hangs on that no longer", None, (204, ""), work!(unmap)),
        reads(CAUSES, "listCauses", "What the components of an incident hang on, and how that is now: who could be the cause", "OwnCauses", &[], work!(causes)),
        reads(RULE, "readUpstreamRule", "What a page does by itself when a provider goes bad, and when that is over", "OwnUpstreamRule", &[PAGE], work!(rule)),
        write((PUT, RULE), "setUpstreamRule", "Sets what a page does by itself", Some("UpstreamRuleBody"), (200, "OwnUpstreamRule"), work!(set_rule)).by(Role::Administrator),
    ]
}

/// The map of a page.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let lines = upstreams::of_page(&mut tx, page.id).await?;
    let mut items = Vec::with_capacity(lines.len());
    for line in &lines {
        items.push(told(&mut tx, &page, line).await?);
    }
    Reply::ok(&whole(items))
}

/// Who could be the cause of an incident, whatever is in trouble first.
///
/// # Errors
/// `NotFound` where there is no such incident.
pub async fn causes(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Reader).await?;
    let touched = seen.incident.touched();
    let touched: Vec<ComponentId> = touched.into_iter().map(|one| one.0).collect();
    let all = upstreams::causes_of(&mut tx, &touched).await?;
    let told = all.iter().map(|cause| {
        let mut told = told_cause(cause);
        let components = cause.degrees.iter().map(|(id, _)| id);
        told["components"] = json!(components.collect::<Vec<_>>());
        told
    });
    Reply::ok(&whole(told.collect()))
}

/// Draws a line.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn map(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Publisher).await?;
    let words: Vec<&str> = DEGREES.iter().map(|one| one.as_str()).collect();
    let degree = Fields::needed("degree", ask.body.word("degree", &words)?)?;
    let named = Fields::needed("component", ask.body.text("component", 64)?)?;
    let all = crate::components::of_page(&mut tx, page.id).await?;
    let is_it =
        |one: &&crate::components::Component| one_of(&named, one.id.0, one.public_id.as_str());
    let wrong = || Refusal::of("component", format!("the page has no component {named:?}"));
    let component = all.iter().find(is_it).ok_or_else(wrong)?.id;
    let provider = provider(&mut tx, &ask).await?;
    let new = NewUpstream {
        component,
        target: target(&mut tx, &ask, &provider).await?,
        provider: provider.id,
        degree,
        note: ask.body.text("note", 500)?.unwrap_or_default(),
    };
    let id = upstreams::map(&mut tx, ask.now, ask.caller.actor(), page.id, &new).await?;
    let line = upstreams::load(&mut tx, id).await?;
    let reply = Reply::ok(&told(&mut tx, &page, &line).await?)?;
    ask.done(tx, reply).await
}

async fn provider(tx: &mut Tx, ask: &Ask) -> Result<Provider> {
    let named = Fields::needed("provider", ask.body.text("provider", 64)?)?;
    let found = providers::find_by_slug(tx, &named).await?;
    let wrong = || Refusal::of("provider", format!("nobody follows {named:?}"));
    Ok(found.ok_or_else(wrong)?)
}

/// A component by its id, its public id, the provider's own id or a name; a region; else all of it.
async fn target(tx: &mut Tx, ask: &Ask, provider: &Provider) -> Result<Target> {
    let part = ask.body.text("part", 255)?;
    let region = ask.body.text("region", 255)?;
    match (part, region) {
        (Some(_), Some(_)) => {
            let message = "name a component of theirs or a region, not both";
            Err(Refusal::of("region", message).into())
        }
        (None, Some(region)) => Ok(Target::Region(region)),
        (None, None) => Ok(Target::Whole),
        (Some(named), None) => {
            let all = providers::parts_of(tx, provider.id).await?;
            let found = upstreams::part_named(&all, &named);
            let wrong = || Refusal::of("part", format!("they have no component {named:?}"));
            Ok(Target::Part(found.ok_or_else(wrong)?))
        }
    }
}

/// Takes a line away.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn unmap(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let id: Uuid = ask.path("upstream").parse().map_err(|_| Error::NotFound)?;
    let page = upstreams::page_of(&mut tx, id).await?;
    ask.caller.on(&mut tx, page, Role::Publisher).await?;
    upstreams::unmap(&mut tx, ask.now, ask.caller.actor(), page, id).await?;
    ask.done(tx, Reply::nothing()).await
}

/// What a page does by itself.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn rule(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let rule = upstreams::rule_of(&mut tx, page.id).await?;
    Reply::ok(&told_rule(&page, rule))
}

/// Sets what a page does by itself; what is not said stays.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn set_rule(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Administrator).await?;
    let before = upstreams::rule_of(&mut tx, page.id).await?;
    let rule = Rule {
        raise: ask
            .body
            .word("raise", &["off", "draft", "publish"])?
            .unwrap_or(before.raise),
        close: ask
            .body
            .word("close", &["prompt", "auto"])?
            .unwrap_or(before.close),
        quotes: ask.body.flag("quotes")?.unwrap_or(before.quotes),
    };
    upstreams::set_rule(&mut tx, ask.now, ask.caller.actor(), page.id, rule).await?;
    ask.done(tx, Reply::ok(&told_rule(&page, rule))?).await
}

async fn told(tx: &mut Tx, page: &Page, line: &Upstream) -> Result<Value> {
    let cause = upstreams::cause_of(tx, line).await?;
    let mut told = told_cause(&cause);
    told["id"] = json!(line.id);
    told["page"] = json!(page.public_id);
    told["component"] = json!(line.component);
    told["degree"] = json!(line.degree);
    told["note"] = json!(line.note);
    Ok(told)
}

/// What something hangs on, and how that is.
fn told_cause(cause: &Cause) -> Value {
    json!({
        "provider": cause.provider.slug,
        "provider_name": cause.provider.name,
        "part": cause.part.as_ref().map(part),
        "region": match &cause.line.target {
            Target::Region(region) => Some(region),
            _ => None,
        },
        "status": cause.status,
        "since": stamp(cause.since),
        "checked_at": cause.provider.checked_at.map(stamp),
        "blind_since": cause.provider.blind.as_ref().map(|(since, _)| stamp(*since)),
        "open": open(cause),
    })
}

fn part(one: &Part) -> Value {
    json!({ "id": one.id, "public_id": one.public_id, "name": texts(&one.name) })
}

/// What they have under way that is about it.
fn open(cause: &Cause) -> Vec<Value> {
    let one = |entry: &providers::Entry| {
        let record = &entry.notice.told.record;
        json!({ "title": record.title_raw, "url": record.url })
    };
    cause.open.iter().map(one).collect()
}

fn told_rule(page: &Page, rule: Rule) -> Value {
    json!({
        "page": page.public_id,
        "raise": rule.raise,
        "close": rule.close,
        "quotes": rule.quotes,
    })
}
