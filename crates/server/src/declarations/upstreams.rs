//! What a file states of what components hang on, and of what a page does by itself when that goes bad.

use std::collections::BTreeMap;

use beffroi_domain::{Actor, ComponentId, ComponentStatus, PageId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use toml::Spanned;

use super::file::{BadFile, Reader};
use crate::{
    ground::{Refusal, Result, Tx},
    providers::{self, Part},
    upstreams::{self, Close, DEGREES, NewUpstream, Raise, Rule, Target, Upstream},
};

/// One line as it is written: a provider, one of its components or a region, and how badly that hurts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LineTable {
    provider: Spanned<String>,
    part: Option<String>,
    region: Option<String>,
    degree: Spanned<String>,
    note: Option<String>,
}

/// What a page does by itself, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleTable {
    raise: Option<Spanned<String>>,
    close: Option<Spanned<String>>,
    quotes: Option<bool>,
}

/// What a file states of a line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LineFields {
    #[serde(skip)]
    provider: String,
    #[serde(skip)]
    part: Option<String>,
    #[serde(skip)]
    region: Option<String>,
    degree: ComponentStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// Lines by what they lead to.
pub(super) type Lines = BTreeMap<String, LineFields>;

/// What a file states of the rule.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct RuleFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    raise: Option<Raise>,
    #[serde(skip_serializing_if = "Option::is_none")]
    close: Option<Close>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quotes: Option<bool>,
}

/// A line that is drawn, with what it leads to.
pub(super) struct Drawn {
    line: Upstream,
    provider: String,
    part: Option<Part>,
}

/// The lines of a component.
///
/// # Errors
/// [`BadFile`] for a degree that is none, both a component and a region, and the same line twice.
pub(super) fn lines(
    reader: &Reader<'_>,
    written: Option<&Vec<LineTable>>,
) -> Result<Option<Lines>, BadFile> {
    let Some(written) = written else {
        return Ok(None);
    };
    let mut all = Lines::new();
    for table in written {
        let span = table.provider.span();
        let degree = reader.word("degree", Some(&table.degree), DEGREES)?;
        if table.part.is_some() && table.region.is_some() {
            let message = "upstream: name a part or a region, not both";
            return Err(reader.bad(span, message));
        }
        let fields = LineFields {
            provider: table.provider.get_ref().clone(),
            part: table.part.clone(),
            region: table.region.clone(),
            degree: degree.unwrap_or(ComponentStatus::MajorOutage),
            note: table.note.clone(),
        };
        let key = key(
            &fields.provider,
            fields.part.as_deref(),
            fields.region.as_deref(),
        );
        if all.insert(key.clone(), fields).is_some() {
            let message = format!("upstream: {key} stands here a second time");
            return Err(reader.bad(span, message));
        }
    }
    Ok(Some(all))
}

fn key(provider: &str, part: Option<&str>, region: Option<&str>) -> String {
    match (part, region) {
        (Some(part), _) => format!("{provider} / {part}"),
        (None, Some(region)) => format!("{provider} @ {region}"),
        (None, None) => provider.to_owned(),
    }
}

/// The rule.
///
/// # Errors
/// [`BadFile`] for a word that there is not.
pub(super) fn rule(
    reader: &Reader<'_>,
    written: Option<&RuleTable>,
) -> Result<Option<RuleFields>, BadFile> {
    let Some(written) = written else {
        return Ok(None);
    };
    Ok(Some(RuleFields {
        raise: reader.word("upstreams.raise", written.raise.as_ref(), Raise::ALL)?,
        close: reader.word("upstreams.close", written.close.as_ref(), Close::ALL)?,
        quotes: written.quotes,
    }))
}

/// The lines that are drawn on a page, by component.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn drawn(tx: &mut Tx, page: PageId) -> Result<BTreeMap<ComponentId, Vec<Drawn>>> {
    let mut all: BTreeMap<ComponentId, Vec<Drawn>> = BTreeMap::new();
    for line in upstreams::of_page(tx, page).await? {
        let provider = providers::load(tx, line.provider).await?;
        let parts = providers::parts_of(tx, line.provider).await?;
        let part = match &line.target {
            Target::Part(id) => parts.into_iter().find(|part| part.id == *id),
            _ => None,
        };
        all.entry(line.component).or_default().push(Drawn {
            line,
            provider: provider.slug,
            part,
        });
    }
    Ok(all)
}

/// The lines of a component under the keys that the file has for them.
pub(super) fn as_stated(stated: Option<&Lines>, drawn: Option<&Vec<Drawn>>) -> Value {
    let mut all = serde_json::Map::new();
    for one in drawn.into_iter().flatten() {
        let keys = keys_of(one);
        let known = stated.and_then(|stated| keys.iter().find(|key| stated.contains_key(*key)));
        let key = known.or(keys.first()).cloned().unwrap_or_default();
        let is_noted = stated
            .and_then(|stated| stated.get(&key))
            .is_some_and(|stated| stated.note.is_some());
        let mut line = json!({ "degree": one.line.degree });
        // A note that the file does not state stays.
        if is_noted {
            line["note"] = json!(one.line.note);
        }
        all.insert(key, line);
    }
    Value::Object(all)
}

/// Everything that a file may call what a line leads to.
fn keys_of(one: &Drawn) -> Vec<String> {
    let provider = &one.provider;
    match (&one.line.target, &one.part) {
        (Target::Region(region), _) => vec![key(provider, None, Some(region))],
        (Target::Part(_), Some(part)) => {
            let names = part.name.iter().map(|(_, name)| name.to_owned());
            let ids = [
                part.external_id.clone(),
                part.public_id.to_string(),
                part.id.to_string(),
            ];
            let all = names.chain(ids);
            all.map(|name| key(provider, Some(&name), None)).collect()
        }
        (Target::Part(id), None) => vec![key(provider, Some(&id.to_string()), None)],
        (Target::Whole, _) => vec![key(provider, None, None)],
    }
}

/// Draws what the file states of a component, and takes away what it does not.
///
/// # Errors
/// `Refused` for a provider that nobody follows, and for what it has not.
pub(super) async fn draw(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    (page, component): (PageId, ComponentId),
    stated: &Lines,
) -> Result<()> {
    let before = upstreams::of_components(tx, &[component]).await?;
    let mut kept = Vec::new();
    for fields in stated.values() {
        let provider = providers::find_by_slug(tx, &fields.provider).await?;
        let unknown = || Refusal::of("upstream", format!("nobody follows {:?}", fields.provider));
        let provider = provider.ok_or_else(unknown)?;
        let target = match (&fields.part, &fields.region) {
            (None, None) => Target::Whole,
            (None, Some(region)) => Target::Region(region.clone()),
            (Some(named), _) => {
                let parts = providers::parts_of(tx, provider.id).await?;
                let found = upstreams::part_named(&parts, named);
                let none = || {
                    let message = format!(
                        "{:?} has no component {named:?} that anybody has seen; its first look finds them",
                        provider.slug
                    );
                    Refusal::of("upstream", message)
                };
                Target::Part(found.ok_or_else(none)?)
            }
        };
        let same = before
            .iter()
            .find(|one| one.provider == provider.id && one.target == target);
        let note = match (&fields.note, same) {
            (Some(note), _) => note.clone(),
            (None, Some(same)) => same.note.clone(),
            (None, None) => String::new(),
        };
        if same.is_some_and(|same| same.degree == fields.degree && same.note == note) {
            kept.extend(same.map(|same| same.id));
            continue;
        }
        let new = NewUpstream {
            component,
            provider: provider.id,
            target,
            degree: fields.degree,
            note,
        };
        kept.push(upstreams::map(tx, now, actor, page, &new).await?);
    }
    for gone in before.iter().filter(|one| !kept.contains(&one.id)) {
        upstreams::unmap(tx, now, actor, page, gone.id).await?;
    }
    Ok(())
}

/// The rule as it stands, where the file states it.
pub(super) fn rule_now(stated: Option<RuleFields>, rule: Rule) -> RuleFields {
    RuleFields {
        raise: stated.and_then(|one| one.raise).map(|_| rule.raise),
        close: stated.and_then(|one| one.close).map(|_| rule.close),
        quotes: stated.and_then(|one| one.quotes).map(|_| rule.quotes),
    }
}

/// Has the page do what the file states.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn set_rule(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    stated: RuleFields,
) -> Result<()> {
    let before = upstreams::rule_of(tx, page).await?;
    let wanted = Rule {
        raise: stated.raise.unwrap_or(before.raise),
        close: stated.close.unwrap_or(before.close),
        quotes: stated.quotes.unwrap_or(before.quotes),
    };
    match wanted == before {
        true => Ok(()),
        false => upstreams::set_rule(tx, now, actor, page, wanted).await,
    }
}
