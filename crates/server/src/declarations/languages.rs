//! What a file says of languages: which ones its page requires, and how its phrasebook reads.
//!
//! A phrase that the file no longer states stays as it is: what was said with it is out.

use std::collections::BTreeMap;

use beffroi_domain::{Actor, IncidentStatus, Locale, LocalizedText};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use toml::Spanned;

use super::{
    file::{BadFile, Reader},
    tables::{File, Words},
};
use crate::{
    ground::{self, Tx},
    incidents::OPEN_STATUSES,
    pages::Page,
    translations::{self, Gate, MachineRule, Missing, NewPhrase, Phrase},
};

/// `[languages]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LanguagesTable {
    pub(super) required: Option<Spanned<Vec<String>>>,
    pub(super) missing: Option<Spanned<String>>,
    pub(super) machine: Option<Spanned<String>>,
}

/// `[phrase.KEY]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseTable {
    pub(super) text: Option<Words>,
    pub(super) status: Option<Spanned<String>>,
    pub(super) hidden: Option<bool>,
}

/// What the file states of a phrase.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PhraseFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<LocalizedText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<IncidentStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hidden: Option<bool>,
}

/// What the file states of languages. What is `None` it does not state.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct LanguageFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) required: Option<Vec<Locale>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) missing: Option<Missing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) machine: Option<MachineRule>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) phrases: BTreeMap<String, PhraseFields>,
}

impl LanguageFields {
    /// Whether the file says nothing of them.
    pub(super) fn is_empty(&self) -> bool {
        self.required.is_none()
            && self.missing.is_none()
            && self.machine.is_none()
            && self.phrases.is_empty()
    }
}

/// What the file says of languages, with the line of whatever is wrong.
pub(super) fn read(reader: &Reader<'_>, file: &File) -> Result<LanguageFields, BadFile> {
    let table = &file.languages;
    let required = table.required.as_ref().map(|all| {
        let known = |tag: &String| {
            let found = reader.locales.iter().find(|one| one.as_str() == tag);
            found.cloned().ok_or_else(|| {
                let message = format!("required: the page does not speak {tag}");
                reader.bad(all.span(), message)
            })
        };
        let all = all.get_ref().iter().map(known);
        all.collect::<Result<Vec<_>, _>>()
    });
    let mut phrases = BTreeMap::new();
    for (key, one) in &file.phrases {
        let what = format!("phrase {:?}", key.get_ref());
        let fields = PhraseFields {
            text: reader.maybe(&what, "text", one.text.as_ref(), key.span())?,
            status: reader.word("status", one.status.as_ref(), OPEN_STATUSES)?,
            hidden: one.hidden,
        };
        phrases.insert(key.get_ref().clone(), fields);
    }
    Ok(LanguageFields {
        required: required.transpose()?,
        missing: reader.word("missing", table.missing.as_ref(), Missing::ALL)?,
        machine: reader.word("machine", table.machine.as_ref(), MachineRule::ALL)?,
        phrases,
    })
}

/// What there is of a page's languages.
pub(super) struct LanguagesNow {
    gate: Gate,
    phrases: Vec<Phrase>,
}

impl LanguagesNow {
    pub(super) async fn load(tx: &mut Tx, page: &Page) -> ground::Result<Self> {
        Ok(Self {
            gate: translations::gate_of(tx, page.id).await?,
            phrases: translations::phrases_of(tx, page).await?,
        })
    }

    fn find(&self, key: &str) -> Option<&Phrase> {
        self.phrases.iter().find(|one| one.key == key)
    }

    /// As the file would state it: the phrases that it names.
    pub(super) fn as_stated(&self, stated: &LanguageFields) -> Value {
        let named = stated.phrases.iter().filter_map(|(key, fields)| {
            let one = self.find(key)?;
            // What the file does not state of a phrase stays, hence is no difference.
            let now = PhraseFields {
                text: fields.text.as_ref().map(|_| one.text.clone()),
                status: fields.status.and(one.status),
                hidden: fields.hidden.map(|_| one.is_hidden),
            };
            Some((key.clone(), now))
        });
        json!({
            "required": stated.required.as_ref().map(|_| &self.gate.required),
            "missing": stated.missing.map(|_| self.gate.missing),
            "machine": stated.machine.map(|_| self.gate.machine),
            "phrases": named.collect::<BTreeMap<_, _>>(),
        })
    }

    /// Makes them what the file says; what it does not state stays.
    pub(super) async fn apply(
        &self,
        tx: &mut Tx,
        now: Timestamp,
        actor: Actor,
        page: &Page,
        stated: &LanguageFields,
    ) -> ground::Result<()> {
        let wanted = Gate {
            required: stated
                .required
                .clone()
                .unwrap_or_else(|| self.gate.required.clone()),
            missing: stated.missing.unwrap_or(self.gate.missing),
            machine: stated.machine.unwrap_or(self.gate.machine),
        };
        if wanted != self.gate {
            translations::set_gate(tx, now, actor, page.id, &wanted).await?;
        }
        for (key, fields) in &stated.phrases {
            let before = self.find(key);
            let text = fields
                .text
                .clone()
                .or_else(|| before.map(|one| one.text.clone()));
            let new = NewPhrase {
                page: page.id,
                key: key.clone(),
                status: fields.status.or_else(|| before.and_then(|one| one.status)),
                components: before.map(|one| one.components.clone()).unwrap_or_default(),
                text: text.unwrap_or_default(),
                is_hidden: fields
                    .hidden
                    .unwrap_or_else(|| before.is_some_and(|one| one.is_hidden)),
            };
            let is_same = before.is_some_and(|one| {
                one.text == new.text && one.status == new.status && one.is_hidden == new.is_hidden
            });
            if !is_same {
                translations::set_phrase(tx, now, actor, new).await?;
            }
        }
        Ok(())
    }
}
