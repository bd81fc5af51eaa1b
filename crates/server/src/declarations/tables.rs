//! The file as it is written: its tables, with the places where their values stand.

use std::collections::BTreeMap;

use beffroi_domain::{ComponentStatus, Impact, IncidentStatus, LocalizedText};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{
    languages::{LanguagesTable, PhraseTable},
    promises::Wrong,
    providers::ProviderTable,
    upstreams::{LineTable, Lines, RuleTable},
};
use crate::duty;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) page: PageTable,
    #[serde(default)]
    pub(super) rules: RulesTable,
    #[serde(default)]
    pub(super) languages: LanguagesTable,
    #[serde(default, rename = "phrase")]
    pub(super) phrases: BTreeMap<Spanned<String>, PhraseTable>,
    #[serde(default, rename = "group")]
    pub(super) groups: Vec<GroupTable>,
    #[serde(default, rename = "component")]
    pub(super) components: Vec<ComponentTable>,
    #[serde(default, rename = "template")]
    pub(super) templates: Vec<TemplateTable>,
    #[serde(default, rename = "provider")]
    pub(super) providers: Vec<ProviderTable>,
}

pub(super) type Words = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageTable {
    pub(super) slug: String,
    pub(super) name: Spanned<Words>,
    pub(super) locales: Spanned<Vec<String>>,
    pub(super) zone: Spanned<String>,
    pub(super) since: Option<Spanned<toml::value::Datetime>>,
    pub(super) hosts: Option<Vec<String>>,
    pub(super) access: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesTable {
    pub(super) approval: Option<bool>,
    pub(super) reference_prefix: Option<String>,
    pub(super) review: Option<Spanned<String>>,
    pub(super) internal_hosts: Option<Vec<String>>,
    pub(super) people: Option<Vec<String>>,
    pub(super) promises: Option<Spanned<Words>>,
    pub(super) holidays: Option<Spanned<Vec<String>>>,
    pub(super) duty: Option<Spanned<DutyTable>>,
    pub(super) gather_minutes: Option<Spanned<i64>>,
    pub(super) upstreams: Option<RuleTable>,
}

/// An empty one says that nobody is called.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DutyTable {
    pub(super) silence_minutes: Option<i64>,
    pub(super) answer_minutes: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupTable {
    pub(super) key: Spanned<String>,
    pub(super) name: Words,
    pub(super) description: Option<Words>,
    #[serde(default, rename = "component")]
    pub(super) components: Vec<ComponentTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ComponentTable {
    pub(super) key: Spanned<String>,
    pub(super) name: Words,
    pub(super) description: Option<Words>,
    pub(super) showcase: Option<bool>,
    pub(super) only_show_if_degraded: Option<bool>,
    #[serde(rename = "upstream")]
    pub(super) upstreams: Option<Vec<LineTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TemplateTable {
    pub(super) key: Spanned<String>,
    pub(super) name: String,
    pub(super) title: Option<Words>,
    pub(super) text: Option<Words>,
    pub(super) status: Option<Spanned<String>>,
    pub(super) impact: Option<Spanned<String>>,
    pub(super) components: Option<Spanned<Words>>,
}

/// What the file states of a group; its place is its place in the file.
#[derive(Clone, Debug, Serialize)]
pub(super) struct GroupFields {
    pub(super) name: LocalizedText,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<LocalizedText>,
    pub(super) position: i64,
}

/// What the file states of a component.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ComponentFields {
    pub(super) name: LocalizedText,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<LocalizedText>,
    pub(super) group: Option<String>,
    pub(super) position: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) showcase: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) only_show_if_degraded: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) upstreams: Option<Lines>,
}

/// What the file states of a template. Components are named by the file's own keys.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TemplateFields {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<LocalizedText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<LocalizedText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<IncidentStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) impact: Option<Impact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) components: Option<BTreeMap<String, ComponentStatus>>,
}

/// When the page calls somebody; never where both are missing.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct DutyFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) silence_minutes: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) answer_minutes: Option<i64>,
}

/// Both lengths or neither, each within what a page may mean.
pub(super) fn duty(written: &Spanned<DutyTable>) -> Result<DutyFields, Wrong> {
    let table = written.get_ref();
    let both = [table.silence_minutes, table.answer_minutes];
    let is_good = |one: &Option<i64>| one.is_some_and(|one| (1..=duty::LONGEST).contains(&one));
    if both.iter().any(Option::is_some) && !both.iter().all(is_good) {
        let message = format!(
            "duty: write silence_minutes and answer_minutes, from 1 to {}; or {{}}, and nobody is called",
            duty::LONGEST
        );
        return Err((written.span(), message));
    }
    Ok(DutyFields {
        silence_minutes: table.silence_minutes,
        answer_minutes: table.answer_minutes,
    })
}

/// The line of a place in a text, counted from 1.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    let before = text.bytes().take(offset);
    before.filter(|byte| *byte == b'\n').count() + 1
}

/// Something that the file names by a key of its own.
#[derive(Clone, Debug)]
pub(super) struct Piece<F> {
    pub(super) key: String,
    pub(super) fields: F,
}
