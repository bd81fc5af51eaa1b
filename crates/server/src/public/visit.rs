//! A visit: one reader who looks at one page at one instant, through one picture of the database.
//!
//! The page is the one that the site names, else the oldest; the locale is the first part of the
//! address. Not here: what they look at.

use std::collections::HashMap;

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{StatusCode, request::Parts},
};
use beffroi_domain::{ComponentId, Locale, LocalizedText};

use crate::{
    components::{self, Component},
    ground::{Error, Result, Tx},
    pages::{self, Document, Page},
    web::{
        Layout, Reader, Site,
        cache::Policy,
        format::Said,
        layout::{Framed, Place},
        words,
    },
};

/// One reader, one page, one picture.
pub struct Visit {
    /// The page.
    pub page: Page,
    /// Who looks at it.
    pub reader: Reader,
    /// The picture of the database.
    pub tx: Tx,
    /// The documents that have words.
    pub documents: Vec<(Document, LocalizedText)>,
    public_url: Option<String>,
    rest: String,
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self> {
        let path = path(parts);
        let (first, rest) = split(&path);
        let mut tx = site.db.snapshot().await?;
        let page = find_page(&mut tx, site).await?.ok_or(Error::NotFound)?;
        let locale = offered(&page)
            .into_iter()
            .find(|locale| locale.as_str() == first);
        let reader = reader(site, &page, &locale.ok_or(Error::NotFound)?);
        Ok(Self {
            documents: pages::documents(&mut tx, page.id).await?,
            page,
            reader,
            tx,
            public_url: site.public_url.clone(),
            rest: rest.to_owned(),
        })
    }
}

impl Visit {
    /// The frame of what this visit shows, with the same page in the other languages.
    #[must_use]
    pub fn layout(&self, title: &str, place: Place) -> Layout {
        let rest = Some(self.rest.as_str());
        layout(
            &self.reader,
            title,
            place,
            &self.page,
            &self.documents,
            self.public_url.as_deref(),
            rest,
        )
    }

    /// The components of the page and their names.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn components(&mut self) -> Result<(Vec<Component>, Names)> {
        let all = components::of_page(&mut self.tx, self.page.id).await?;
        let names = Names::of(&all);
        Ok((all, names))
    }
}

/// What components are called, by id.
#[derive(Clone, Debug, Default)]
pub struct Names(HashMap<ComponentId, LocalizedText>);

impl Names {
    /// The names of these components.
    #[must_use]
    pub fn of(components: &[Component]) -> Self {
        Self(
            components
                .iter()
                .map(|one| (one.id, one.name.clone()))
                .collect(),
        )
    }

    /// The name for this reader; `None` for a component of another page.
    #[must_use]
    pub fn said(&self, reader: &Reader, id: ComponentId) -> Option<Said> {
        reader.said(self.0.get(&id)?)
    }

    /// The name alone, for a list in a sentence.
    #[must_use]
    pub fn plain(&self, reader: &Reader, id: ComponentId) -> Option<String> {
        reader.plain(self.0.get(&id)?)
    }
}

/// The page that the site serves.
///
/// # Errors
/// A fault when the database is away.
pub async fn find_page(tx: &mut Tx, site: &Site) -> Result<Option<Page>> {
    match &site.page {
        Some(slug) => pages::find_by_slug(tx, slug).await,
        None => Ok(pages::list(tx).await?.into_iter().next()),
    }
}

/// The locales of a page that we have words in; all of ours where there are none.
#[must_use]
pub fn offered(page: &Page) -> Vec<Locale> {
    let spoken: Vec<Locale> = page
        .locales
        .iter()
        .filter(|locale| words::find(locale).is_some())
        .cloned()
        .collect();
    if spoken.is_empty() {
        words::all().map(|words| words.locale().clone()).collect()
    } else {
        spoken
    }
}

/// A reader of a page in one of its locales.
#[must_use]
pub fn reader(site: &Site, page: &Page, locale: &Locale) -> Reader {
    Reader {
        words: words::first_of([locale]),
        zone: page.zone.clone(),
        fallback: page.locales.clone(),
        now: site.clock.now(),
    }
}

/// The frame of a page; `rest` is its address below the locale, `None` where it has no twin in
/// other languages.
#[must_use]
pub fn layout(
    reader: &Reader,
    title: &str,
    place: Place,
    page: &Page,
    documents: &[(Document, LocalizedText)],
    public_url: Option<&str>,
    rest: Option<&str>,
) -> Layout {
    let names: Vec<&str> = documents
        .iter()
        .map(|(document, _)| document.as_str())
        .collect();
    let locales = offered(page);
    let framed = Framed {
        site: reader.said(&page.name).or_else(|| {
            Some(Said {
                text: page.slug.clone(),
                lang: None,
                note: None,
            })
        }),
        locales: &locales,
        public_url,
        rest,
        documents: &names,
    };
    Layout::of(reader, title, place, &framed)
}

/// A page as an answer that must be asked about before it is shown again.
///
/// # Errors
/// A fault when a template cannot be printed.
pub fn answer(page: &impl askama::Template) -> Result<axum::response::Response> {
    use axum::response::{Html, IntoResponse as _};
    let html = page.render().map_err(anyhow::Error::from)?;
    let mut response = (StatusCode::OK, Html(html)).into_response();
    Policy::Fresh.write(response.headers_mut());
    Ok(response)
}

/// The path as the reader asked for it, also below a nested router.
#[must_use]
pub fn path(parts: &Parts) -> String {
    let original = parts.extensions.get::<OriginalUri>();
    original.map_or_else(|| parts.uri.path().to_owned(), |uri| uri.path().to_owned())
}

/// The first part of a path, and what stands behind it.
#[must_use]
pub fn split(path: &str) -> (&str, &str) {
    let path = path.strip_prefix('/').unwrap_or(path);
    path.split_once('/').unwrap_or((path, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_locale_and_the_rest() {
        assert_eq!(split("/fr/incidents/abc"), ("fr", "incidents/abc"));
        assert_eq!(split("/fr/"), ("fr", ""));
        assert_eq!(split("/"), ("", ""));
    }
}
