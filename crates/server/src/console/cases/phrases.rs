//! The phrasebook at a case: sentences in its author's language, with what is known of the incident filled in.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{IncidentStatus, LocalizedText, places};

use super::Scene;
use crate::{
    console::form::Typed,
    ground::{Result, Tx},
    translations::{self, Facts},
};

/// What is pressed to put them into the answer.
pub(super) const PUT: &str = "phrases";

/// The phrases that fit.
#[derive(Template)]
#[template(path = "console/cases/phrases.html")]
pub(super) struct Phrases {
    title: String,
    lead: String,
    is_open: bool,
    lang: String,
    all: Vec<One>,
    put: String,
}

impl HtmlSafe for Phrases {}

/// A phrase as it would be said.
struct One {
    key: String,
    text: String,
    is_chosen: bool,
}

impl Phrases {
    /// Those for a case; `None` where none fits.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub(super) async fn load(tx: &mut Tx, scene: &Scene, typed: &Typed) -> Result<Option<Self>> {
        let reader = &scene.reader;
        let all = ready(tx, scene).await?;
        let chosen: Vec<&str> = typed.all("phrase").collect();
        let one = |(key, text): (String, String)| One {
            is_chosen: chosen.contains(&key.as_str()),
            key,
            text,
        };
        let found = (!all.is_empty()).then(|| Self {
            title: reader.say("phrases-title"),
            lead: reader.say("case-phrases-lead"),
            is_open: !chosen.is_empty(),
            lang: scene.report.locale.to_string(),
            all: all.into_iter().map(one).collect(),
            put: reader.say("case-phrases-put"),
        });
        Ok(found)
    }
}

/// What can be said in its author's language: of the incident that it is about, as that stands; else what is true of any. What
/// says something that nobody knows is not offered.
async fn ready(tx: &mut Tx, scene: &Scene) -> Result<Vec<(String, String)>> {
    let all = translations::phrases_of(tx, &scene.page).await?;
    let locale = &scene.report.locale;
    let in_it = |text: &LocalizedText| {
        let said = text.get(locale)?.to_owned();
        Some(LocalizedText::single(locale.clone(), said))
    };
    let touched: Vec<_> = match &scene.incident {
        Some(incident) => incident.touched().into_iter().map(|one| one.0).collect(),
        None => scene.report.facts.component.into_iter().collect(),
    };
    let status = scene.incident.as_ref().map(|one| one.status);
    let stands = status.unwrap_or(IncidentStatus::Investigating);
    let offered = translations::offered(&all, stands, &touched);
    let mut ready = Vec::new();
    for phrase in offered {
        if status.is_none() && phrase.status.is_some() {
            continue;
        }
        let Some(text) = in_it(&phrase.text) else {
            continue;
        };
        let text = match &scene.incident {
            Some(incident) => translations::fill(
                &text,
                &Facts {
                    page: &scene.page,
                    incident,
                    components: &scene.components,
                    next: None,
                    now: scene.reader.now,
                },
            ),
            None => text,
        };
        if places::of(&text).is_empty() {
            let said = text.get(locale).unwrap_or_default().to_owned();
            ready.push((phrase.key.clone(), said));
        }
    }
    Ok(ready)
}

/// Puts those that are ticked below what stands in the answer.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn put(tx: &mut Tx, scene: &Scene, typed: &mut Typed) -> Result<()> {
    let keys: Vec<String> = typed.all("phrase").map(str::to_owned).collect();
    let all = ready(tx, scene).await?;
    let mut said = typed.get("words").replace("\r\n", "\n").trim().to_owned();
    for (key, text) in &all {
        if keys.contains(key) {
            let gap = if said.is_empty() { "" } else { "\n\n" };
            said = format!("{said}{gap}{text}");
        }
    }
    typed.set("words", said);
    // They stand in the text now.
    typed.leave_all("phrase");
    Ok(())
}
