//! What the team should know of a page's providers just now: what is in trouble there, of whom nobody can tell, what is planned.

use std::collections::BTreeSet;

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{ComponentId, Moment, PageId};

use super::{said, them};
use crate::{
    components::{self, Component},
    ground::{Result, Tx},
    providers,
    upstreams::{self, Trouble},
    web::Reader,
};

/// One thing to know.
#[derive(Clone, Debug, Template)]
#[template(path = "console/upstreams/note.html")]
pub struct Note {
    shape: &'static str,
    text: String,
    /// What the provider calls it, where that is, and in which language.
    title: Option<said::Going>,
    /// Where one goes on.
    way: Option<(String, String)>,
}

impl HtmlSafe for Note {}

/// All of a page: what is in trouble, then who is not seen, then what is planned.
///
/// # Errors
/// A fault when the database is away.
pub async fn of_page(tx: &mut Tx, reader: &Reader, page: PageId) -> Result<Vec<Note>> {
    let components = components::of_page(tx, page).await?;
    let mut notes = Vec::new();
    for one in upstreams::open_of_page(tx, page).await? {
        notes.push(trouble(tx, reader, &one, &components).await?);
    }
    let ids: Vec<ComponentId> = components.iter().map(|one| one.id).collect();
    let mut blind = BTreeSet::new();
    for cause in upstreams::causes_of(tx, &ids).await? {
        let provider = &cause.provider;
        let Some((since, _)) = &provider.blind else {
            continue;
        };
        if blind.insert(provider.id) {
            let when = reader.when(&Moment::exact(*since)).text;
            let values = [("provider", provider.name.as_str()), ("when", &when)];
            notes.push(Note {
                shape: "unknown",
                text: reader.words.tell("upstreams-note-blind", &values),
                title: None,
                way: None,
            });
        }
    }
    for one in upstreams::planned_of(tx, page, reader.now).await? {
        let touched = names(
            reader,
            &components,
            &one.components.iter().copied().collect(),
        );
        let when = one.entry.notice.told.scheduled_from;
        let when = when.map_or(one.entry.seen_at, |from| from);
        let when = reader.when(&Moment::exact(when)).text;
        let values = [
            ("provider", one.provider.name.as_str()),
            ("when", &when),
            ("components", &touched),
        ];
        notes.push(Note {
            shape: "under_maintenance",
            text: reader.words.tell("upstreams-note-planned", &values),
            title: Some(said::going(&one.provider, &one.entry)),
            way: None,
        });
    }
    Ok(notes)
}

async fn trouble(
    tx: &mut Tx,
    reader: &Reader,
    one: &Trouble,
    components: &[Component],
) -> Result<Note> {
    let provider = providers::load(tx, one.provider).await?;
    let touched = names(
        reader,
        components,
        &one.components.keys().copied().collect(),
    );
    let when = reader.when(&Moment::exact(one.began_at)).text;
    let values = [
        ("provider", provider.name.as_str()),
        ("when", &when),
        ("components", &touched),
    ];
    let worst = one.components.values().max();
    let said = upstreams::words_of(tx, one.id).await?;
    let entry = match said.iter().find_map(|one| one.entry) {
        Some(entry) => Some(providers::entry(tx, entry).await?),
        None => None,
    };
    let label = match (one.incident, one.draft) {
        (Some(_), _) => Some("upstreams-way-incident"),
        (None, Some(_)) => Some("upstreams-way-draft"),
        (None, None) => None,
    };
    Ok(Note {
        shape: worst.map_or("unknown", |worst| worst.as_str()),
        text: reader.words.tell("upstreams-note-trouble", &values),
        title: entry.map(|entry| said::going(&provider, &entry)),
        way: label.map(|key| (them::place_of(one), reader.say(key))),
    })
}

fn names(reader: &Reader, components: &[Component], ids: &BTreeSet<ComponentId>) -> String {
    let touched = components.iter().filter(|one| ids.contains(&one.id));
    let names: Vec<String> = touched.filter_map(|one| reader.plain(&one.name)).collect();
    reader.list(&names)
}
