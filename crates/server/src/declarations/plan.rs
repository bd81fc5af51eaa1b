//! What would change if a file were applied.

use std::collections::BTreeMap;

use beffroi_domain::{ComponentId, LocalizedText, commitment::PromiseRules};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Declared, Kept, Kind,
    file::PageFields,
    kept_of_page,
    languages::LanguagesNow,
    promises, providers,
    tables::{ComponentFields, GroupFields, Piece, TemplateFields},
    upstreams::{self, Drawn},
};
use crate::{
    commitments,
    components::{self, Component, Group},
    duty,
    ground::{Refusal, Result, Tx},
    incidents::{self, Rules, Template},
    pages::{self, Page, ReviewRules},
    subscribers,
};

/// What would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Step by step, in the order in which they are done.
    pub steps: Vec<Step>,
}

/// One thing that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub deed: Deed,
    /// To what kind of thing.
    pub kind: Kind,
    /// What the file calls it.
    pub key: String,
    /// Which it is, where it is there already.
    pub object: Option<Uuid>,
    /// What is another then.
    pub differences: Vec<Difference>,
    /// Whether somebody changed it elsewhere since the file was applied last.
    pub is_drift: bool,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It is made.
    Make,
    /// It is there already, and the file keeps it from now on.
    Adopt,
    /// It is changed.
    Change,
    /// The file stated it once and no longer does: it is taken away.
    TakeAway,
}

/// A field that would be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which, such as `name.fr`.
    pub field: String,
    /// As it is.
    pub old: String,
    /// As the file has it.
    pub new: String,
}

/// Works out what would change; changes nothing.
///
/// # Errors
/// `Refused` when the file would take a key from another file's page; a fault when the database is away.
pub async fn plan(tx: &mut Tx, declared: &Declared) -> Result<Plan> {
    let Some(page) = pages::find_by_slug(tx, &declared.slug).await? else {
        return Ok(of_nothing(declared));
    };
    let kept = kept_of_page(tx, page.id).await?;
    refuse_other_file(declared, &kept)?;
    let there = There {
        groups: components::groups_of_page(tx, page.id).await?,
        components: components::of_page(tx, page.id).await?,
        templates: incidents::templates_of(tx, page.id).await?,
        rules: incidents::rules_of(tx, page.id).await?,
        duty: duty::find_rule(tx, page.id).await?,
        gather_minutes: subscribers::find_bell(tx, page.id)
            .await?
            .map_or(0, |bell| bell.gather_minutes),
        review: pages::review_rules_of(tx, page.id).await?,
        languages: LanguagesNow::load(tx, &page).await?,
        promises: commitments::rules_of(tx, page.id).await?,
        providers: providers::now(tx, page.id, &declared.providers, &kept).await?,
        upstreams: upstreams::drawn(tx, page.id).await?,
        rule: crate::upstreams::rule_of(tx, page.id).await?,
        page,
        kept,
    };
    Ok(there.plan(declared))
}

/// What is there, and what a file keeps of it.
pub(super) struct There {
    pub(super) page: Page,
    pub(super) groups: Vec<Group>,
    pub(super) components: Vec<Component>,
    templates: Vec<Template>,
    rules: Rules,
    duty: Option<duty::Rule>,
    gather_minutes: i64,
    review: ReviewRules,
    languages: LanguagesNow,
    promises: PromiseRules,
    providers: BTreeMap<String, (Uuid, Value)>,
    upstreams: BTreeMap<ComponentId, Vec<Drawn>>,
    rule: crate::upstreams::Rule,
    kept: Vec<Kept>,
}

/// Two files that keep one page would set each other back for ever.
fn refuse_other_file(declared: &Declared, kept: &[Kept]) -> Result<(), Refusal> {
    let other = kept.iter().find(|one| one.file != declared.file);
    let Some(other) = other else { return Ok(()) };
    let message = format!(
        "the page {:?} is kept by {}; apply that file, or rename yours to it",
        declared.slug, other.file
    );
    Err(Refusal::of("file", message))
}

fn of_nothing(declared: &Declared) -> Plan {
    let make = |kind, key: &str, fields: Value| Step {
        deed: Deed::Make,
        kind,
        key: key.to_owned(),
        object: None,
        differences: differences(&json!({}), &fields),
        is_drift: false,
    };
    let mut steps = vec![make(Kind::Page, &declared.slug, as_json(&declared.page))];
    let groups = declared.groups.iter();
    steps.extend(groups.map(|one| make(Kind::Group, &one.key, as_json(&one.fields))));
    let components = declared.components.iter();
    steps.extend(components.map(|one| make(Kind::Component, &one.key, as_json(&one.fields))));
    let templates = declared.templates.iter();
    steps.extend(templates.map(|one| make(Kind::Template, &one.key, as_json(&one.fields))));
    let followed = declared.providers.iter();
    steps.extend(followed.map(|one| make(Kind::Provider, &one.key, as_json(&one.fields))));
    Plan { steps }
}

impl There {
    fn plan(&self, declared: &Declared) -> Plan {
        let mut steps = Vec::new();
        let now = self.page_now(&declared.page);
        let page = Some((self.page.id.0, now));
        steps.extend(self.step(Kind::Page, &declared.slug, page, &as_json(&declared.page)));
        for one in &declared.groups {
            let found = self
                .find_group(one)
                .map(|group| (group.id.0, group_now(group)));
            steps.extend(self.step(Kind::Group, &one.key, found, &as_json(&one.fields)));
        }
        for one in &declared.components {
            let found = self.find_component(one);
            let now = |own: &Component| (own.id.0, self.component_now(own, &one.fields));
            let found = found.map(now);
            steps.extend(self.step(Kind::Component, &one.key, found, &as_json(&one.fields)));
        }
        for one in &declared.templates {
            let found = self.find_template(one);
            let found =
                found.map(|template| (template.id.0, self.template_now(declared, template)));
            steps.extend(self.step(Kind::Template, &one.key, found, &as_json(&one.fields)));
        }
        for one in &declared.providers {
            let found = self.providers.get(&one.key).cloned();
            steps.extend(self.step(Kind::Provider, &one.key, found, &as_json(&one.fields)));
        }
        steps.extend(self.no_longer_stated(declared));
        Plan { steps }
    }

    fn step(
        &self,
        kind: Kind,
        key: &str,
        found: Option<(Uuid, Value)>,
        wanted: &Value,
    ) -> Option<Step> {
        let Some((object, now)) = found else {
            return Some(Step {
                deed: Deed::Make,
                kind,
                key: key.to_owned(),
                object: None,
                differences: differences(&json!({}), wanted),
                is_drift: false,
            });
        };
        let kept = self.kept.iter().find(|kept| kept.object == object);
        let stated = kept.and_then(|kept| serde_json::from_str::<Value>(&kept.stated).ok());
        let differences = differences(&now, wanted);
        let deed = match (&kept, differences.is_empty()) {
            (None, true) => Deed::Adopt,
            (Some(_), true) => return None,
            (_, false) => Deed::Change,
        };
        Some(Step {
            deed,
            kind,
            key: key.to_owned(),
            object: Some(object),
            differences,
            is_drift: stated.is_some_and(|stated| !self::differences(&now, &stated).is_empty()),
        })
    }

    /// Templates before the components that they name, and those before their groups.
    fn no_longer_stated(&self, declared: &Declared) -> Vec<Step> {
        let is_stated = |kept: &Kept| match kept.kind {
            Kind::Page => true,
            Kind::Group => is_among(&declared.groups, &kept.key),
            Kind::Component => is_among(&declared.components, &kept.key),
            Kind::Template => is_among(&declared.templates, &kept.key),
            Kind::Provider => is_among(&declared.providers, &kept.key),
        };
        let mut gone: Vec<&Kept> = self.kept.iter().filter(|one| !is_stated(one)).collect();
        gone.sort_by_key(|one| std::cmp::Reverse(one.kind));
        let step = |one: &Kept| Step {
            deed: Deed::TakeAway,
            kind: one.kind,
            key: one.key.clone(),
            object: Some(one.object),
            differences: vec![],
            is_drift: false,
        };
        gone.into_iter().map(step).collect()
    }

    /// The object that the file keeps under this key.
    fn kept(&self, kind: Kind, key: &str) -> Option<Uuid> {
        let mut all = self.kept.iter();
        let found = all.find(|kept| kept.kind == kind && kept.key == key);
        found.map(|kept| kept.object)
    }

    fn is_free(&self, object: Uuid) -> bool {
        !self.kept.iter().any(|kept| kept.object == object)
    }

    /// The group under this key; else one that no file keeps and that has one of these names.
    fn find_group<'a>(&'a self, one: &Piece<GroupFields>) -> Option<&'a Group> {
        let kept = self.kept(Kind::Group, &one.key);
        let mut all = self.groups.iter();
        all.find(|group| match kept {
            Some(id) => group.id.0 == id,
            None => self.is_free(group.id.0) && is_named(&group.name, &one.fields.name),
        })
    }

    fn find_component<'a>(&'a self, one: &Piece<ComponentFields>) -> Option<&'a Component> {
        let kept = self.kept(Kind::Component, &one.key);
        let mut all = self.components.iter();
        all.find(|component| match kept {
            Some(id) => component.id.0 == id,
            None => self.is_free(component.id.0) && is_named(&component.name, &one.fields.name),
        })
    }

    fn find_template<'a>(&'a self, one: &Piece<TemplateFields>) -> Option<&'a Template> {
        let kept = self.kept(Kind::Template, &one.key);
        let mut all = self.templates.iter();
        all.find(|template| match kept {
            Some(id) => template.id.0 == id,
            None => self.is_free(template.id.0) && template.name == one.fields.name,
        })
    }

    /// A name in a language that the file does not state stays, hence is no difference.
    fn page_now(&self, stated: &PageFields) -> Value {
        let names = self.page.name.iter();
        let names: LocalizedText = names
            .filter(|(locale, _)| stated.name.get(locale).is_some())
            .map(|(locale, text)| (locale.clone(), text.to_owned()))
            .collect();
        json!({
            "name": names,
            "locales": self.page.locales,
            "zone": self.page.zone.iana_name(),
            "hosts": self.page.hosts,
            "access": self.page.access.as_str(),
            "approval": self.rules.needs_approval,
            "reference_prefix": self.rules.reference_prefix.as_deref().unwrap_or_default(),
            "duty": {
                "silence_minutes": self.duty.map(|rule| rule.silence_minutes),
                "answer_minutes": self.duty.map(|rule| rule.answer_minutes),
            },
            "gather_minutes": self.gather_minutes,
            "review": self.review.review.as_str(),
            "internal_hosts": self.review.hosts,
            "people": self.review.people,
            "languages": self.languages.as_stated(&stated.languages),
            "promises": promises::lines_of(&self.promises),
            "holidays": promises::days_of(&self.promises),
            "upstreams": upstreams::rule_now(stated.upstreams, self.rule),
        })
    }

    fn component_now(&self, one: &Component, stated: &ComponentFields) -> Value {
        let key = |id: Uuid| {
            let kept = self.kept.iter().find(|kept| kept.object == id);
            kept.map_or_else(|| format!("({id})"), |kept| kept.key.clone())
        };
        json!({
            "name": one.name,
            "description": one.description,
            "group": one.group.map(|group| key(group.0)),
            "position": one.position,
            "showcase": one.showcase,
            "only_show_if_degraded": one.only_show_if_degraded,
            "upstreams": upstreams::as_stated(stated.upstreams.as_ref(), self.upstreams.get(&one.id)),
        })
    }

    /// Its components under the keys that the file has for them.
    fn template_now(&self, declared: &Declared, one: &Template) -> Value {
        let key = |id: Uuid| {
            let is_it = |piece: &&Piece<ComponentFields>| {
                self.find_component(piece)
                    .is_some_and(|found| found.id.0 == id)
            };
            let found = declared.components.iter().find(is_it);
            found.map_or_else(|| format!("({id})"), |piece| piece.key.clone())
        };
        let content = &one.content;
        let turns = content.components.iter();
        let turns: BTreeMap<String, &str> = turns
            .map(|(id, degree)| (key(id.0), degree.as_str()))
            .collect();
        json!({
            "name": one.name,
            "title": content.title,
            "text": content.text,
            "status": content.status,
            "impact": content.impact,
            "components": turns,
        })
    }
}

/// Whether the file has something under this key.
fn is_among<F>(pieces: &[Piece<F>], key: &str) -> bool {
    pieces.iter().any(|one| one.key == key)
}

fn group_now(one: &Group) -> Value {
    json!({
        "name": one.name,
        "description": one.description,
        "position": one.position,
    })
}

fn is_named(theirs: &LocalizedText, ours: &LocalizedText) -> bool {
    ours.iter()
        .any(|(locale, text)| theirs.get(locale) == Some(text))
}

/// What a file states, as it is kept.
pub(super) fn as_json(fields: &impl Serialize) -> Value {
    serde_json::to_value(fields).unwrap_or(Value::Null)
}

/// Where the stated fields are another than now.
fn differences(now: &Value, stated: &Value) -> Vec<Difference> {
    let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
    for (field, value) in stated.as_object().into_iter().flatten() {
        flatten(field, value, &mut new);
        flatten(field, &now[field.as_str()], &mut old);
    }
    let mut fields: Vec<&String> = old.keys().chain(new.keys()).collect();
    fields.sort_unstable();
    fields.dedup();
    let said =
        |map: &BTreeMap<String, String>, field: &str| map.get(field).cloned().unwrap_or_default();
    fields
        .into_iter()
        .map(|field| Difference {
            field: field.clone(),
            old: said(&old, field),
            new: said(&new, field),
        })
        .filter(|one| one.old != one.new)
        .collect()
}

fn flatten(field: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Null => {}
        Value::Object(map) => {
            for (name, value) in map {
                flatten(&format!("{field}.{name}"), value, into);
            }
        }
        Value::Array(all) => {
            let all: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            into.insert(field.to_owned(), all.join(", "));
        }
        Value::String(text) => {
            into.insert(field.to_owned(), text.clone());
        }
        other => {
            into.insert(field.to_owned(), other.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_stated_can_differ() {
        let now = json!({"name": {"fr": "A", "en": "B"}, "showcase": true});

        let found = differences(&now, &json!({"name": {"fr": "A"}}));

        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (
                found[0].field.as_str(),
                found[0].old.as_str(),
                found[0].new.as_str()
            ),
            ("name.en", "B", "")
        );
    }
}
