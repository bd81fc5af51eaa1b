//! A visit: one reader who looks at one page at one instant, through one picture of the database.
//!
//! Which page it is says `pages::choose`. A [`Visit`] has its locale as the first part of the address; a [`Program`] names it by
//! `?locale=`, or gets the page's default. Not here: what they look at.

use axum::{
    extract::{FromRequestParts, Query},
    http::{Extensions, request::Parts},
};
use beffroi_domain::{Locale, LocalizedText, PageId};

use crate::{
    articles,
    components::{self, Component},
    ground::{Error, Result, Tx},
    pages::{self, Choice, Document, Page},
    providers, reports,
    web::{
        Address, Layout, Reader, Site,
        address::Asked,
        format::Said,
        layout::{Framed, Has, Place},
        words,
    },
};

pub use crate::story::Names;

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
    /// Whether the page shows any provider.
    pub has_providers: bool,
    /// Whether readers can report something.
    pub has_desk: bool,
    /// Whether the help centre has an article for them.
    pub has_help: bool,
    rest: String,
}

/// A program that looks at a page: the feeds, the JSON, the pictures. Its address has no locale in
/// front; `?locale=` names one, and anything that the page does not speak gets the page's default.
pub struct Program(pub Visit);

/// A visit by an address that stands in mails, which may be years old: where the page does not speak its language any more,
/// it is shown in the page's default.
pub struct Lasting(pub Visit);

#[derive(serde::Deserialize)]
struct Spoken {
    locale: Option<String>,
}

impl FromRequestParts<Site> for Program {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self> {
        let asked = Query::<Spoken>::try_from_uri(&parts.uri).ok();
        let asked = asked.and_then(|Query(spoken)| spoken.locale);
        let (tx, page, address) = stand(site, &parts.extensions).await?;
        let spoken = offered(&page);
        let named = spoken
            .iter()
            .find(|locale| Some(locale.as_str()) == asked.as_deref());
        let locale = named.or(spoken.first()).ok_or(Error::NotFound)?.clone();
        let rest = parts.uri.path().trim_start_matches('/').to_owned();
        Visit::of(site, tx, page, address, &locale, rest)
            .await
            .map(Self)
    }
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self> {
        Self::by_address(parts, site, |_| None).await
    }
}

impl FromRequestParts<Site> for Lasting {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self> {
        let visit = Visit::by_address(parts, site, <[Locale]>::first).await;
        visit.map(Self)
    }
}

/// The picture that a request looks at, the page that it asks for, and where that stands.
pub(super) async fn stand(site: &Site, asked: &Extensions) -> Result<(Tx, Page, Address)> {
    let mut tx = site.db.snapshot().await?;
    let found = find_page(&mut tx, site, asked).await?;
    let (page, address) = found.ok_or(Error::NotFound)?;
    Ok((tx, page, address))
}

impl Visit {
    /// By the locale that an address begins with; `instead` where the page does not speak it.
    async fn by_address(
        parts: &Parts,
        site: &Site,
        instead: impl Fn(&[Locale]) -> Option<&Locale>,
    ) -> Result<Self> {
        let (first, rest) = split(parts.uri.path());
        let (tx, page, address) = stand(site, &parts.extensions).await?;
        let offered = offered(&page);
        let named = offered.iter().find(|locale| locale.as_str() == first);
        let locale = named.or_else(|| instead(&offered)).ok_or(Error::NotFound)?;
        Self::of(site, tx, page, address, locale, rest.to_owned()).await
    }

    async fn of(
        site: &Site,
        mut tx: Tx,
        page: Page,
        address: Address,
        locale: &Locale,
        rest: String,
    ) -> Result<Self> {
        let has_desk = is_desk_open(&mut tx, page.id).await?;
        Ok(Self {
            documents: pages::documents(&mut tx, page.id).await?,
            has_providers: providers::is_any_on(&mut tx, page.id).await?,
            has_help: articles::is_any_on(&mut tx, page.id, has_desk).await?,
            has_desk,
            reader: reader(site, &page, locale, address),
            page,
            tx,
            rest,
        })
    }

    /// The frame of what this visit shows, with the same page in the other languages.
    #[must_use]
    pub fn layout(&self, title: &str, place: Place) -> Layout {
        let rest = Some(self.rest.as_str());
        layout(
            &self.reader,
            title,
            place,
            &self.page,
            (&self.documents, self.has()),
            rest,
        )
    }

    fn has(&self) -> Has {
        Has {
            providers: self.has_providers,
            desk: self.has_desk,
            help: self.has_help,
        }
    }

    /// The components of the page, and the names of all that it ever had.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn components(&mut self) -> Result<(Vec<Component>, Names)> {
        let mut all = components::ever_of_page(&mut self.tx, self.page.id).await?;
        let names = Names::of(&all);
        all.retain(|one| one.deleted_at.is_none());
        Ok((all, names))
    }
}

/// The page that a request asks for, and where it stands; see [`pages::choose`].
///
/// # Errors
/// A fault when the database is away.
pub async fn find_page(
    tx: &mut Tx,
    site: &Site,
    asked: &Extensions,
) -> Result<Option<(Page, Address)>> {
    let nothing = Asked::default();
    let asked = asked.get::<Asked>().unwrap_or(&nothing);
    let all = pages::list(tx).await?;
    Ok(match pages::choose(&all, site.front(), asked) {
        Choice::Page(page) => {
            let address = pages::stand(&all, site.front(), asked, page);
            Some((page.clone(), address))
        }
        Choice::NoPage | Choice::UnknownHost => None,
    })
}

/// Whether readers of a page can report something.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_desk_open(tx: &mut Tx, page: PageId) -> Result<bool> {
    let desk = reports::find_desk(tx, page).await?;
    Ok(desk.is_some_and(|desk| desk.rules.is_open))
}

/// The locales that a page is read in.
#[must_use]
pub fn offered(page: &Page) -> Vec<Locale> {
    words::spoken(&page.locales)
}

/// A reader of a page in one of its locales.
#[must_use]
pub fn reader(site: &Site, page: &Page, locale: &Locale, address: Address) -> Reader {
    Reader {
        words: words::first_of([locale]),
        zone: page.zone.clone(),
        fallback: page.locales.clone(),
        now: site.clock.now(),
        address,
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
    (documents, has): (&[(Document, LocalizedText)], Has),
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
        rest,
        documents: &names,
        has,
    };
    Layout::of(reader, title, place, &framed)
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
