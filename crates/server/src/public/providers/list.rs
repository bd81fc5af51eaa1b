//! All providers that a page shows: the worst first, then those of whom nobody can tell, then those that work.
//!
//! Read in order: [`show`] (asks the database), [`build`] (puts the page together, no I/O). The words and the sector that narrow it
//! down stand in the address, so that it works without scripts.

use std::cmp::Reverse;

use askama::Template;
use axum::{http::Uri, response::Response};
use beffroi_domain::{ComponentStatus, find::fold::fold};

use super::{
    super::visit::Visit,
    entry,
    hits::{self, Section},
    stand::{self, Looked, Stand},
    why::Why,
};
use crate::{
    ground::{Error, Result},
    providers::{self, Entry, Provider},
    web::{Layout, Reader, answer, format::Said, layout::Place, query::Query},
};

/// What narrows the list down.
const NAMES: [&str; 2] = ["q", "sector"];
/// The same, and what narrows down what was found in their words.
const ALL_NAMES: [&str; 5] = ["q", "sector", "language", "provider", "before"];

/// The page.
#[derive(Template)]
#[template(path = "public/providers/list.html")]
pub struct ListPage {
    layout: Layout,
    title: String,
    lead: String,
    counts: Vec<String>,
    form: Form,
    rows: Vec<Row>,
    /// "No provider is called so."
    nothing: Option<String>,
    /// What was found in what they told.
    found: Option<Section>,
}

struct Form {
    action: String,
    words: String,
    typed: String,
    sector: String,
    any: String,
    /// The word, its name, and whether it is chosen.
    sectors: Vec<(String, String, bool)>,
    submit: String,
    /// All of them, where some are left out.
    clear: Option<(String, String)>,
}

struct Row {
    name: String,
    address: String,
    sector: Option<String>,
    shape: &'static str,
    word: String,
    since: String,
    why: Option<Why>,
    /// What goes on: address and title.
    open: Vec<(String, Said)>,
    looked: Looked,
}

/// Answers `/{locale}/providers`.
///
/// # Errors
/// `NotFound` where the page shows none; a fault when the database is away.
pub async fn show(uri: Uri, mut visit: Visit) -> Result<Response> {
    let asked = Query::of(&uri).only(&ALL_NAMES);
    let query = asked.only(&NAMES);
    let page = visit.page.id;
    let all = providers::of_page(&mut visit.tx, page).await?;
    if all.is_empty() {
        return Err(Error::NotFound);
    }
    let open = providers::open_on(&mut visit.tx, page).await?;
    let sought = hits::Asked::of(&uri);
    let found = found(&mut visit, &sought, query.get("sector"), &all).await?;
    let title = visit.reader.say("providers-title");
    let mut layout = visit.layout(&title, Place::Providers);
    for tongue in &mut layout.tongues {
        tongue.address.push_str(&asked.to_string());
    }
    let mut built = build(&visit.reader, layout, &query, &all, &open);
    built.found = found;
    if sought.is_further() {
        // They stand on the first page.
        built.rows.clear();
        built.nothing = None;
    }
    match asked.is_empty() {
        true => answer::page(&built),
        false => answer::once(&built),
    }
}

/// What those that are shown, and are of the sector that is asked for, told with these words.
async fn found(
    visit: &mut Visit,
    sought: &hits::Asked,
    sector: Option<&str>,
    all: &[Provider],
) -> Result<Option<Section>> {
    let of_sector = |one: &&Provider| sector.is_none_or(|sector| one.sector == sector);
    let among: Vec<&Provider> = all.iter().filter(of_sector).collect();
    let (tx, locales) = (&mut visit.tx, &visit.page.locales);
    sought.find(tx, &visit.reader, locales, &among).await
}

/// Puts the page together.
#[must_use]
pub fn build(
    reader: &Reader,
    layout: Layout,
    query: &Query,
    all: &[Provider],
    open: &[Entry],
) -> ListPage {
    let mut stands: Vec<(&Provider, Stand)> = all
        .iter()
        .map(|one| (one, Stand::of(reader, one)))
        .collect();
    // By name they came; the worst stand first, and those of whom nobody can tell before those that work.
    stands.sort_by_key(|(_, stand)| Reverse(stand.status));
    let wanted = |one: &Provider| is_wanted(reader, one, query);
    let rows: Vec<Row> = stands
        .iter()
        .filter(|(provider, _)| wanted(provider))
        .map(|(provider, stand)| row(reader, provider, stand, open))
        .collect();
    ListPage {
        title: reader.say("providers-title"),
        lead: reader.say("providers-lead"),
        counts: counts(reader, &stands),
        form: form(reader, query, all),
        nothing: rows.is_empty().then(|| reader.say("providers-nothing")),
        rows,
        found: None,
        layout,
    }
}

/// How many there are, and how many are how.
fn counts(reader: &Reader, stands: &[(&Provider, Stand)]) -> Vec<String> {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let followed = count(stands.len());
    let mut said = vec![reader.words.count("providers-count", followed, &[])];
    for status in ComponentStatus::ALL.iter().rev() {
        let are = stands.iter().filter(|(_, stand)| stand.status == *status);
        let are = count(are.count());
        if are > 0 {
            let key = format!("providers-count-{status}");
            said.push(reader.words.count(&key, are, &[]));
        }
    }
    said
}

fn is_wanted(reader: &Reader, provider: &Provider, query: &Query) -> bool {
    let sector = query.get("sector");
    let of_sector = sector.is_none_or(|sector| provider.sector == sector);
    let text = fold(&format!(
        "{} {} {}",
        provider.name,
        provider.slug,
        sector_said(reader, &provider.sector).unwrap_or_default()
    ));
    let typed = fold(query.get("q").unwrap_or_default());
    of_sector && typed.split_whitespace().all(|word| text.contains(word))
}

fn row(reader: &Reader, provider: &Provider, stand: &Stand, open: &[Entry]) -> Row {
    let (shape, word) = stand.word(reader);
    let since = reader.instant(stand.since).text;
    let key = match stand.why {
        Some(_) => "providers-row-unknown",
        None => "providers-row-since",
    };
    let own = open.iter().filter(|entry| entry.provider == provider.id);
    Row {
        name: provider.name.clone(),
        address: reader.path(&format!("providers/{}", provider.slug)),
        sector: sector_said(reader, &provider.sector),
        since: reader.words.tell(key, &[("when", &since)]),
        why: stand.why.clone(),
        // What was open when somebody last saw says nothing of now.
        open: own
            .filter(|_| stand.why.is_none())
            .map(|entry| {
                let address = entry::address(reader, &provider.slug, entry);
                (address, entry::title(reader, entry))
            })
            .collect(),
        looked: stand::looked(reader, provider),
        shape,
        word,
    }
}

/// A sector in the reader's language; the word itself where it is none of the catalogue's.
#[must_use]
pub fn sector_said(reader: &Reader, sector: &str) -> Option<String> {
    if sector.is_empty() {
        return None;
    }
    let key = format!("providers-sector-{sector}");
    let said = reader.say(&key);
    Some(match said == key {
        true => sector.to_owned(),
        false => said,
    })
}

fn form(reader: &Reader, query: &Query, all: &[Provider]) -> Form {
    let mut sectors: Vec<(String, String, bool)> = Vec::new();
    for provider in all {
        let is_known = sectors.iter().any(|(word, ..)| *word == provider.sector);
        let said = sector_said(reader, &provider.sector).filter(|_| !is_known);
        sectors.extend(said.map(|said| {
            let word = provider.sector.clone();
            let is_chosen = query.get("sector") == Some(word.as_str());
            (word, said, is_chosen)
        }));
    }
    sectors.sort_by_cached_key(|(_, one, _)| fold(one));
    let action = reader.path("providers");
    Form {
        words: reader.say("providers-filter-words"),
        typed: query.get("q").unwrap_or_default().to_owned(),
        sector: reader.say("providers-filter-sector"),
        any: reader.say("providers-filter-any"),
        submit: reader.say("providers-filter-submit"),
        clear: (!query.is_empty()).then(|| (action.clone(), reader.say("providers-filter-clear"))),
        action,
        sectors,
    }
}
