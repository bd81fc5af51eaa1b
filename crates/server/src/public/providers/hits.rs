//! What was found in what providers told: below the list of providers that are called so.
//!
//! Read in order: [`Asked`] (what stands in the address, and asks the database), [`Section`]. Each incident stands there
//! once, in the reader's language where the words stand in that, else in the one in which they do, and says so.

use std::collections::HashMap;

use askama::{Template, filters::HtmlSafe};
use axum::http::Uri;
use beffroi_domain::{Locale, ProviderId};

use super::entry;
use crate::{
    ground::{Result, Tx, markdown},
    providers::{self, Hit, Provider, SearchAsked},
    search::{self, Piece, Terms},
    web::{
        Reader,
        format::{When, own_name},
        query::Query,
    },
};

/// How many incidents a page shows.
const SHOWN: usize = 20;

/// What narrows the search down, as it stands in the address.
const LANGUAGE: &str = "language";
const PROVIDER: &str = "provider";
const BEFORE: &str = "before";

/// The section.
#[derive(Clone, Debug, Template)]
#[template(path = "public/providers/hits.html")]
pub struct Section {
    title: String,
    form: Form,
    nothing: Option<String>,
    hits: Vec<View>,
    newest: Option<(String, String)>,
    older: Option<(String, String)>,
}

impl HtmlSafe for Section {}

#[derive(Clone, Debug)]
struct Form {
    action: String,
    /// What was asked for beside, and stays.
    kept: Vec<(&'static str, String)>,
    fields: Vec<Field>,
    submit: String,
}

#[derive(Clone, Debug)]
struct Field {
    name: &'static str,
    label: String,
    any: String,
    choices: Vec<Choice>,
}

#[derive(Clone, Debug)]
struct Choice {
    value: String,
    said: String,
    lang: Option<String>,
    is_chosen: bool,
}

#[derive(Clone, Debug)]
struct View {
    shape: &'static str,
    address: String,
    title: Vec<Piece>,
    /// The language of title and place, where that is not the reader's.
    lang: Option<String>,
    provider: String,
    on: (String, When),
    status: String,
    /// What was said.
    place: Option<Vec<Piece>>,
    /// Which language that is, where it is not the reader's.
    other: Option<String>,
}

/// What is asked for.
pub struct Asked {
    query: Query,
    terms: Terms,
    locale: Option<Locale>,
    before: Option<i64>,
}

impl Asked {
    /// What stands in an address; nonsense says nothing.
    #[must_use]
    pub fn of(uri: &Uri) -> Self {
        let all = Query::of(uri);
        let locale = all.get(LANGUAGE).and_then(|tag| tag.parse().ok());
        Self {
            terms: Terms::of(all.get("q").unwrap_or_default()),
            before: all.get(BEFORE).and_then(|place| place.parse().ok()),
            query: all.only(&["q", "sector", LANGUAGE, PROVIDER]),
            locale,
        }
    }

    /// Whether this is where an answer goes on.
    #[must_use]
    pub fn is_further(&self) -> bool {
        self.before.is_some() && !self.terms.is_empty()
    }

    /// The incidents of `among` in which all words stand; `None` where nothing was asked, and where nothing is there to be narrowed
    /// down.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn find(
        &self,
        tx: &mut Tx,
        reader: &Reader,
        locales: &[Locale],
        among: &[&Provider],
    ) -> Result<Option<Section>> {
        if self.terms.is_empty() {
            return Ok(None);
        }
        let one = self.query.get(PROVIDER);
        let wanted = among
            .iter()
            .filter(|provider| one.is_none_or(|slug| provider.slug == slug));
        let asked = SearchAsked {
            words: self.terms.for_providers(),
            among: wanted.map(|provider| provider.id).collect(),
            locale: self.locale.clone(),
            before: self.before,
            count: SHOWN,
        };
        let found = providers::search(tx, &asked).await?;
        let is_narrowed = self.locale.is_some() || one.is_some() || self.is_further();
        if found.hits.is_empty() && found.next.is_none() && !is_narrowed {
            return Ok(None);
        }
        Ok(Some(self.section(reader, locales, among, &found)))
    }

    fn section(
        &self,
        reader: &Reader,
        locales: &[Locale],
        among: &[&Provider],
        found: &providers::Hits,
    ) -> Section {
        let by_id: HashMap<ProviderId, &Provider> =
            among.iter().map(|one| (one.id, *one)).collect();
        let view = |hit: &Hit| {
            let provider = by_id.get(&hit.entry.provider)?;
            Some(self.view(reader, provider, hit))
        };
        let is_whole = self.before.is_none() && found.next.is_none();
        let count = i64::try_from(found.hits.len()).unwrap_or(i64::MAX);
        let home = format!("{}{}", reader.path("providers"), self.query);
        Section {
            title: match is_whole && count > 0 {
                true => reader.words.count("providers-found", count, &[]),
                false => reader.say("providers-found-newest"),
            },
            form: self.form(reader, locales, among),
            nothing: found
                .hits
                .is_empty()
                .then(|| reader.say("providers-found-nothing")),
            hits: found.hits.iter().filter_map(view).collect(),
            older: found.next.map(|next| {
                (
                    format!("{home}&{BEFORE}={next}"),
                    reader.say("choice-older"),
                )
            }),
            newest: self
                .before
                .map(|_| (home, reader.say("providers-found-back"))),
        }
    }

    fn form(&self, reader: &Reader, locales: &[Locale], among: &[&Provider]) -> Form {
        let kept = ["q", "sector"].into_iter().filter_map(|name| {
            let value = self.query.get(name)?;
            Some((name, value.to_owned()))
        });
        let mut spoken: Vec<&Locale> = locales.iter().collect();
        for provider in among {
            if !spoken.contains(&&provider.locale) {
                spoken.push(&provider.locale);
            }
        }
        let language = |one: &&Locale| Choice {
            value: one.to_string(),
            said: own_name(one),
            lang: (*one != reader.locale()).then(|| one.to_string()),
            is_chosen: self.locale.as_ref() == Some(*one),
        };
        let provider = |one: &&Provider| Choice {
            value: one.slug.clone(),
            said: one.name.clone(),
            lang: None,
            is_chosen: self.query.get(PROVIDER) == Some(one.slug.as_str()),
        };
        let field = |name, choices| Field {
            name,
            label: reader.say(&format!("providers-found-{name}")),
            any: reader.say(&format!("providers-found-{name}-any")),
            choices,
        };
        let fields = [
            field(LANGUAGE, spoken.iter().map(language).collect()),
            field(PROVIDER, among.iter().map(provider).collect()),
        ];
        Form {
            action: reader.path("providers"),
            kept: kept.collect(),
            fields: fields
                .into_iter()
                .filter(|field| field.choices.len() > 1)
                .collect(),
            submit: reader.say("providers-filter-submit"),
        }
    }

    fn view(&self, reader: &Reader, provider: &Provider, hit: &Hit) -> View {
        let own = hit.locales.iter().find(|one| *one == reader.locale());
        let fallback = reader.fallback.iter().find(|one| hit.locales.contains(one));
        let locale = own.or(fallback).or(hit.locales.first());
        let lang = locale.filter(|one| *one != reader.locale());
        let title = locale.and_then(|one| hit.entry.notice.told.record.title.get(one));
        let title = match title {
            Some(title) => title.to_owned(),
            None => entry::title(reader, &hit.entry).text,
        };
        View {
            shape: entry::shape(&hit.entry),
            address: entry::address(reader, &provider.slug, &hit.entry),
            title: search::mark(&title, &self.terms),
            lang: lang.map(ToString::to_string),
            provider: provider.name.clone(),
            on: entry::dated(reader, &hit.entry),
            status: entry::gone(reader, &hit.entry)
                .unwrap_or_else(|| entry::status(reader, &hit.entry)),
            place: locale.and_then(|one| passage(hit, one, &self.terms)),
            other: lang.map(|lang| {
                let name = own_name(lang);
                reader
                    .words
                    .tell("providers-found-in", &[("language", &name)])
            }),
        }
    }
}

/// The newest post in which all words stand; else what was said as a whole, where they stand in several.
fn passage(hit: &Hit, locale: &Locale, terms: &Terms) -> Option<Vec<Piece>> {
    let record = &hit.entry.notice.told.record;
    let said = record
        .updates
        .iter()
        .filter_map(|post| post.text.get(locale));
    let posts: Vec<String> = said.map(markdown::words).collect();
    let mut one = posts.iter().rev();
    one.find_map(|post| search::snippet(post, terms))
        .or_else(|| search::snippet(&posts.join(" "), terms))
}
