//! A write-up that its source has once per language, made one: sections per locale over ONE
//! timeline and ONE action table.
//!
//! Read in order: [`Writeup`], [`writeup`], `timeline` (how entries are paired), `kind`.

mod kind;
#[cfg(test)]
mod tests;
mod timeline;

use std::collections::{BTreeMap, BTreeSet};

use beffroi_domain::{Action, Entry, Locale, LocalizedText, Section};
use beffroi_readers::record::{ActionRecord, PostmortemRecord};
use jiff::tz::TimeZone;

/// The parts of a post-mortem as we keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writeup {
    /// Markdown per section and locale.
    pub sections: BTreeMap<Section, LocalizedText>,
    /// What happened, once.
    pub timeline: Vec<Entry>,
    /// What will be done, once.
    pub actions: Vec<Action>,
}

/// The one write-up out of `told`; `locales` are the page's, its default first.
#[must_use]
pub fn writeup(told: &PostmortemRecord, locales: &[Locale], zone: &TimeZone) -> Writeup {
    Writeup {
        sections: sections(told, locales),
        timeline: timeline::one(&told.timeline, locales, zone),
        actions: actions(&told.actions, locales),
    }
}

/// A section that says "not applicable" in every language says nothing and is left out.
fn sections(told: &PostmortemRecord, locales: &[Locale]) -> BTreeMap<Section, LocalizedText> {
    let mut all: BTreeMap<Section, LocalizedText> = BTreeMap::new();
    for (locale, sections) in &told.sections {
        for (section, text) in sections {
            all.entry(*section)
                .or_default()
                .set(locale.clone(), text.trim());
        }
    }
    if let Some(reference) = all.get_mut(&Section::Reference) {
        in_every_locale(reference, locales);
    }
    all.retain(|_, text| text.iter().any(|(_, text)| !is_not_applicable(text)));
    all
}

/// A reference is of no language: where it is the same in all, it stands in each.
fn in_every_locale(text: &mut LocalizedText, locales: &[Locale]) {
    let told: BTreeSet<String> = text.iter().map(|(_, one)| one.to_owned()).collect();
    if let (1, Some(only)) = (told.len(), told.first()) {
        for locale in locales {
            text.set(locale.clone(), only.clone());
        }
    }
}

fn is_not_applicable(text: &str) -> bool {
    matches!(
        text.trim_end_matches('.').to_lowercase().as_str(),
        "n/a" | "na" | "n.a" | "-" | ""
    )
}

/// Rows are one across languages by their place, as far as the counts agree with the first
/// language's; a language that has another number of rows keeps its own.
fn actions(told: &BTreeMap<Locale, Vec<ActionRecord>>, locales: &[Locale]) -> Vec<Action> {
    let mut all: Vec<Action> = Vec::new();
    let mut own_rows: Vec<Action> = Vec::new();
    for locale in timeline::ranked(told, locales) {
        let rows = &told[locale];
        if all.is_empty() {
            all = rows.iter().map(|row| action(locale, row)).collect();
        } else if all.len() == rows.len() {
            all.iter_mut()
                .zip(rows)
                .for_each(|(one, row)| add(one, locale, row));
        } else {
            own_rows.extend(rows.iter().map(|row| action(locale, row)));
        }
    }
    all.append(&mut own_rows);
    all
}

fn action(locale: &Locale, row: &ActionRecord) -> Action {
    let mut one = Action {
        symptom: LocalizedText::new(),
        action: LocalizedText::new(),
    };
    add(&mut one, locale, row);
    one
}

fn add(one: &mut Action, locale: &Locale, row: &ActionRecord) {
    one.symptom
        .set(locale.clone(), row.symptom.clone().unwrap_or_default());
    one.action.set(locale.clone(), row.action.clone());
}
