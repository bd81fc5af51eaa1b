//! An entry of a feed, whatever the format: its id, its times, its words.
//!
//! Read in order: [`Source`] (whose feed it is), [`Feed`], [`Item`], [`Published`]. Pure.

use beffroi_domain::{
    Commitment, Incident, LocalizedText, Maintenance, Moment, Precision, Update, UpdateId,
};
use jiff::{Timestamp, Zoned, civil::Date};

use super::{
    super::{days, facts, visit::Names},
    body::Body,
    gather::Told,
};
use crate::{
    pages::Page,
    web::{Reader, format::Said},
};

/// Whose feed it is, in whose language.
pub struct Source<'a> {
    /// For whom.
    pub reader: &'a Reader,
    /// Of which page.
    pub page: &'a Page,
    /// What its components are called.
    pub names: &'a Names,
    /// At an address without a locale: its entries are the same in every language.
    is_root: bool,
    tag: String,
}

/// A feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// What it is called.
    pub title: String,
    /// What is in it.
    pub description: String,
    /// Its id for ever.
    pub id: String,
    /// The page for people that it belongs to.
    pub home: String,
    /// Where it is itself.
    pub address: String,
    /// The name of the page.
    pub author: String,
    /// Its language.
    pub lang: String,
    /// When anything in it changed.
    pub updated: Timestamp,
    /// In which zone its times are written.
    pub zone: jiff::tz::TimeZone,
    /// The newest first.
    pub items: Vec<Item>,
}

/// An entry.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id for ever.
    pub id: String,
    /// Its page for people.
    pub link: String,
    /// What it is called.
    pub title: Said,
    /// When it was published, as exactly as that is known.
    pub published: Option<Published>,
    /// When it changed last: see [`changed`].
    pub updated: Timestamp,
    /// What was said, as HTML.
    pub html: String,
    /// What it is about.
    pub categories: Vec<Category>,
}

/// When something was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// At an instant.
    At(Timestamp),
    /// On a day; nobody knows when.
    On(Date),
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// `kind`, `status`, `impact` or `component`.
    pub scheme: &'static str,
    /// For programs, the same in every language.
    pub term: String,
    /// For people.
    pub label: String,
}

impl<'a> Source<'a> {
    /// A feed in the reader's locale.
    #[must_use]
    pub fn of(reader: &'a Reader, page: &'a Page, names: &'a Names) -> Self {
        let made = page.created_at.strftime("%Y-%m-%d");
        let host = authority(&reader.address.origin);
        Self {
            tag: format!("tag:{host},{made}:{}", page.public_id),
            is_root: false,
            reader,
            page,
            names,
        }
    }

    /// The same at an address without a locale.
    #[must_use]
    pub fn rooted(self, is_root: bool) -> Self {
        Self { is_root, ..self }
    }

    /// The absolute address of something on the page.
    #[must_use]
    pub fn address(&self, rest: &str) -> String {
        if self.is_root {
            self.reader.address.absolute(rest)
        } else {
            self.reader.absolute(rest)
        }
    }

    /// An id for ever: a tag of the host, the day on which the page was made, and the page.
    ///
    /// Source: RFC 4151.
    #[must_use]
    pub fn id(&self, what: &str) -> String {
        if self.is_root {
            format!("{}/{what}", self.tag)
        } else {
            format!("{}/{what}/{}", self.tag, self.reader.locale())
        }
    }

    /// Entries, one for each incident or maintenance.
    #[must_use]
    pub fn items(&self, all: &[Told]) -> Vec<Item> {
        all.iter()
            .map(|told| {
                let (created, updated, turned) = match told {
                    Told::Incident(one) => (
                        one.created_at,
                        one.updated_at,
                        self.turned(one.commitments.iter()),
                    ),
                    Told::Maintenance(one) => (one.created_at, one.updated_at, Timestamp::MIN),
                };
                Item {
                    published: told.said().map(|at| self.published(&at)),
                    updated: changed(told.said(), created, updated).max(turned),
                    ..match told {
                        Told::Incident(one) => self.of_incident(one),
                        Told::Maintenance(one) => self.of_maintenance(one),
                    }
                }
            })
            .collect()
    }

    /// When what was promised came to stand as it does, the last of it.
    fn turned<'c>(&self, promised: impl Iterator<Item = &'c Commitment>) -> Timestamp {
        let turned = promised.map(|one| one.turned_at(self.reader.now));
        turned.max().unwrap_or(Timestamp::MIN)
    }

    fn of_incident(&self, incident: &Incident) -> Item {
        let reader = self.reader;
        let id = incident.public_id.as_str();
        let status = days::incident_entry(reader, incident).status;
        let impact = reader.say(&format!("impact-{}", incident.impact));
        let mut categories = vec![
            category("kind", "incident", reader.say("feed-kind-incident")),
            category("status", incident.status.as_str(), status),
            category("impact", incident.impact.as_str(), impact),
        ];
        let touched = facts::touched(incident);
        categories.extend(self.components(touched.into_iter().map(|(id, _)| id)));
        let link = self.address(&format!("incidents/{id}"));
        Item {
            html: Body::of_incident(reader, incident, &link).print(),
            categories,
            ..self.blank(&incident.title, id, format!("incident/{id}"), link)
        }
    }

    fn of_maintenance(&self, maintenance: &Maintenance) -> Item {
        let reader = self.reader;
        let id = maintenance.public_id.as_str();
        let status = days::word_of(maintenance, maintenance.status_at(reader.now));
        let said = reader.say(&format!("maintenance-{status}"));
        let mut categories = vec![
            category("kind", "maintenance", reader.say("feed-kind-maintenance")),
            category("status", status, said),
        ];
        categories.extend(self.components(maintenance.components.iter().copied()));
        // Statuspage has one address for both, and readers that moved over know it by that.
        let noun = if self.is_root {
            "incidents"
        } else {
            "maintenances"
        };
        let link = self.address(&format!("{noun}/{id}"));
        let mut body = Body::of(reader, &maintenance.updates, &link);
        body.plan(reader, maintenance);
        Item {
            html: body.print(),
            categories,
            ..self.blank(&maintenance.title, id, format!("maintenance/{id}"), link)
        }
    }

    fn blank(&self, title: &LocalizedText, id: &str, what: String, link: String) -> Item {
        Item {
            id: self.id(&what),
            title: days::title(self.reader, title, id),
            link,
            published: None,
            updated: Timestamp::UNIX_EPOCH,
            html: String::new(),
            categories: Vec::new(),
        }
    }

    fn components(
        &self,
        ids: impl Iterator<Item = beffroi_domain::ComponentId>,
    ) -> impl Iterator<Item = Category> {
        ids.filter_map(|id| self.names.plain(self.reader, id))
            .map(|name| category("component", &name.clone(), name))
    }

    fn published(&self, moment: &Moment) -> Published {
        match moment.precision {
            Precision::Day => Published::On(self.reader.date(moment.at)),
            Precision::Minute | Precision::Exact => Published::At(moment.at),
        }
    }
}

fn category(scheme: &'static str, term: &str, label: String) -> Category {
    Category {
        scheme,
        term: term.to_owned(),
        label,
    }
}

/// The entries of one incident: one for each thing that was said, newest first.
pub struct Entries {
    /// What the incident is called.
    pub title: String,
    /// The entries.
    pub items: Vec<Item>,
}

impl Entries {
    /// The entries of an incident.
    #[must_use]
    pub fn of(source: &Source<'_>, incident: &Incident, has_writeup: bool) -> Self {
        let id = incident.public_id.as_str();
        let page = source.address(&format!("incidents/{id}"));
        let title = days::title(source.reader, &incident.title, id);
        let writeup = has_writeup.then_some(page.as_str());
        let item = |update: &Update| {
            let link = format!("{page}#{}", update.public_id);
            let said = source
                .reader
                .say(&format!("incident-{}", update.status.as_str()));
            let values = [("status", said.as_str()), ("title", title.text.as_str())];
            let what = format!("incident/{id}/{}", update.public_id);
            let promised = || {
                let all = incident.commitments.iter();
                all.filter(|one| said_with(incident, one) == Some(update.id))
            };
            Item {
                title: Said {
                    text: source.reader.words.tell("feed-update-title", &values),
                    ..title.clone()
                },
                published: update.published.map(|at| source.published(&at)),
                updated: changed(update.published, incident.created_at, incident.created_at)
                    .max(source.turned(promised())),
                html: Body::one(source.reader, update, promised(), writeup).print(),
                ..source.blank(&incident.title, id, what, link)
            }
        };
        Self {
            items: incident.updates.iter().rev().map(item).collect(),
            title: title.text.clone(),
        }
    }
}

/// The update that a promise was made with; where it was made by hand, the last one before.
fn said_with(incident: &Incident, one: &Commitment) -> Option<UpdateId> {
    let before = |update: &&Update| update.published.is_none_or(|said| said.at <= one.made.at);
    let last = incident.updates.iter().rev().find(before);
    let last = last.or(incident.updates.first()).map(|update| update.id);
    one.made.update.or(last)
}

impl Feed {
    /// A feed without entries, called nothing yet.
    #[must_use]
    pub fn empty(source: &Source<'_>, site: &str) -> Self {
        Self {
            title: String::new(),
            description: source
                .reader
                .words
                .tell("feed-description", &[("site", site)]),
            id: String::new(),
            home: String::new(),
            address: String::new(),
            author: site.to_owned(),
            lang: source.reader.locale().to_string(),
            updated: source.page.updated_at,
            zone: source.reader.zone.clone(),
            items: Vec::new(),
        }
    }

    /// An instant in the zone of the page.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.zone.clone())
    }
}

/// When an entry changed last: with the last word, or later, when our record was changed after it was
/// made. Where the last word has no clock time, our record's own time stands in: Atom and JSON ask for
/// some instant, and that is one that we know.
fn changed(said: Option<Moment>, created: Timestamp, updated: Timestamp) -> Timestamp {
    let said = said.filter(|moment| moment.precision != Precision::Day);
    match said {
        Some(said) if updated > created => said.at.max(updated),
        Some(said) => said.at,
        None => updated,
    }
}

/// The host of an address, as a tag names it.
#[must_use]
pub fn authority(origin: &str) -> String {
    let rest = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or(rest);
    let host = match host.strip_prefix('[') {
        Some(six) => six.split(']').next(),
        None => host.split(':').next(),
    };
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '.';
    host.unwrap_or("localhost")
        .chars()
        .map(|c| if fits(c) { c } else { '-' })
        .collect()
}

/// Without characters that no XML may hold, which people paste now and then.
#[must_use]
pub fn clean(text: &str) -> String {
    let fits = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_a_host_and_nothing_else_of_the_address() {
        assert_eq!(
            authority("https://status.example/p/brand"),
            "status.example"
        );
        assert_eq!(authority("http://127.0.0.1:8080"), "127.0.0.1");
        assert_eq!(authority("http://[::1]:8080"), "--1");
    }

    #[test]
    fn what_no_xml_may_hold_is_left_out() {
        assert_eq!(clean("a\u{b}b\u{1f600}\nc\u{ffff}"), "ab\u{1f600}\nc");
    }

    #[test]
    fn an_entry_changed_with_the_last_word_or_with_a_correction_after_it() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (made, corrected) = (at("2026-03-01T00:00:00Z"), at("2026-03-02T00:00:00Z"));
        let said = Moment::exact(at("2025-01-01T00:00:00Z"));
        let day = Moment::day(at("2025-01-01T00:00:00Z"));

        assert_eq!(
            changed(Some(said), made, made),
            said.at,
            "imported as it was"
        );
        assert_eq!(changed(Some(said), made, corrected), corrected);
        assert_eq!(changed(Some(day), made, made), made);
        assert_eq!(changed(None, made, corrected), corrected);
    }
}
