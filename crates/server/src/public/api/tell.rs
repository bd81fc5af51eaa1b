//! The one who tells: a reader, the page, and what stands on it; no I/O from here on.

use beffroi_domain::{LocalizedText, Moment};
use jiff::Timestamp;

use super::{
    board::Board,
    extra::{self, Languages},
    shape,
};
use crate::{
    pages::Page,
    public::visit::offered,
    story::dates::{Stand, stamp, zone_name},
    web::Reader,
};

/// Tells the facts of a page to a program.
pub struct Teller<'a> {
    /// Whom, in which language.
    pub reader: &'a Reader,
    /// Of which page.
    pub page: &'a Page,
    /// What stands on it.
    pub board: &'a Board,
}

impl Teller<'_> {
    /// The page itself.
    #[must_use]
    pub fn page(&self) -> shape::Page {
        let mut languages = Languages::new();
        shape::Page {
            id: self.page.public_id.to_string(),
            name: self
                .text("name", &self.page.name, &mut languages)
                .unwrap_or_else(|| self.page.slug.clone()),
            url: self.reader.address.origin.clone(),
            time_zone: zone_name(&self.page.zone).to_owned(),
            updated_at: self.stamp(self.page.updated_at),
            beffroi: extra::OfPage {
                locale: self.reader.locale().to_string(),
                locales: offered(self.page).iter().map(ToString::to_string).collect(),
                languages,
                provider: None,
            },
        }
    }

    /// An instant in the zone of the page.
    #[must_use]
    pub fn stamp(&self, at: Timestamp) -> String {
        stamp(&self.page.zone, at)
    }

    /// An instant that is known or stands in for one; where it does is noted under its field.
    pub fn stand(
        &self,
        field: &'static str,
        stand: Stand,
        fallbacks: &mut extra::Fallbacks,
    ) -> String {
        if let Some(instead) = stand.instead {
            fallbacks.insert(field, instead);
        }
        self.stamp(stand.at)
    }

    /// A moment that a field may leave out.
    pub fn maybe(
        &self,
        field: &'static str,
        moment: Option<Moment>,
        fallbacks: &mut extra::Fallbacks,
    ) -> Option<String> {
        moment.map(|moment| self.stand(field, Stand::known(moment), fallbacks))
    }

    /// A moment with all that is known of it.
    #[must_use]
    pub fn moment(&self, moment: &Moment) -> extra::Moment {
        extra::Moment {
            at: self.stamp(moment.at),
            precision: moment.precision,
            origin: moment.origin,
        }
    }

    /// A text in the reader's language; another language is noted under its field.
    pub fn text(
        &self,
        field: &'static str,
        text: &LocalizedText,
        languages: &mut Languages,
    ) -> Option<String> {
        let said = self.reader.said(text)?;
        if let Some(lang) = said.lang {
            languages.insert(field, lang);
        }
        Some(said.text)
    }

    /// The address by which people find something in their own language.
    #[must_use]
    pub fn link(&self, rest: &str) -> String {
        self.reader.address.absolute(rest)
    }
}
