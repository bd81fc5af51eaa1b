//! What we keep of a provider, in Statuspage's shapes; no I/O.
//!
//! A field that Statuspage never leaves out and that nobody knows holds what stands in for it, and says so under `fallbacks`.

use std::collections::BTreeMap;

use beffroi_domain::{
    ComponentStatus, Impact, Length, Lengths, LocalizedText, Moment, UpdateStatus, WindowEnd,
};
use beffroi_readers::record::{RecordKind, UpdateRecord};
use jiff::Timestamp;

use super::super::{
    super::{
        api::{extra, shape},
        visit::{Visit, offered},
    },
    entry, posts,
    stand::Stand,
    windows,
};
use crate::{
    pages::Page,
    providers::{Entry, Part, Provider},
    story::dates::{PUBLICATION, RECORD, stamp, zone_name},
    web::Reader,
};

/// Tells a provider to a program.
pub struct Teller<'a> {
    reader: &'a Reader,
    page: &'a Page,
    provider: &'a Provider,
    parts: &'a [Part],
    /// How it is.
    pub stand: Stand,
}

impl<'a> Teller<'a> {
    /// Of a visit.
    #[must_use]
    pub fn of(visit: &'a Visit, provider: &'a Provider, parts: &'a [Part]) -> Self {
        Self {
            stand: Stand::of(&visit.reader, provider),
            reader: &visit.reader,
            page: &visit.page,
            provider,
            parts,
        }
    }

    fn stamp(&self, at: Timestamp) -> String {
        stamp(&self.page.zone, at)
    }

    fn text(
        &self,
        field: &'static str,
        text: &LocalizedText,
        languages: &mut extra::Languages,
    ) -> Option<String> {
        let said = self.reader.quoted(text)?;
        if let Some(lang) = said.lang {
            languages.insert(field, lang);
        }
        Some(said.text)
    }

    /// The provider as a page.
    #[must_use]
    pub fn page(&self) -> shape::Page {
        let provider = self.provider;
        shape::Page {
            id: provider.public_id.to_string(),
            name: provider.name.clone(),
            url: self.link(""),
            time_zone: zone_name(&self.page.zone).to_owned(),
            updated_at: self.stamp(provider.updated_at),
            beffroi: extra::OfPage {
                locale: self.reader.locale().to_string(),
                locales: offered(self.page).iter().map(ToString::to_string).collect(),
                languages: BTreeMap::new(),
                provider: Some(extra::OfProvider {
                    page: provider.place.page.clone(),
                    form: provider.form.clone(),
                    sector: provider.sector.clone(),
                    checked_at: provider.checked_at.map(|at| self.stamp(at)),
                    seen_at: provider.seen_at.map(|at| self.stamp(at)),
                    status: self.stand.status.as_str(),
                    status_since: self.stamp(self.stand.since),
                    status_raw: provider.status_raw.clone(),
                    ground: provider.ground.clone(),
                    unknown_because: self.stand.why.as_ref().map(|why| why.text.clone()),
                }),
            },
        }
    }

    fn link(&self, rest: &str) -> String {
        let home = format!("providers/{}{rest}", self.provider.slug);
        self.reader.address.absolute(&home)
    }

    /// How it is as a whole. Statuspage has no word for what nobody can tell, and none of its words would be true.
    #[must_use]
    pub fn status(&self) -> shape::Status {
        let status = self.stand.status;
        let indicator = match status {
            ComponentStatus::MajorOutage => "critical",
            ComponentStatus::PartialOutage => "major",
            ComponentStatus::DegradedPerformance => "minor",
            ComponentStatus::UnderMaintenance => "maintenance",
            ComponentStatus::Operational => "none",
            ComponentStatus::Unknown => "unknown",
        };
        let values = [("name", self.provider.name.as_str())];
        let key = format!("providers-is-{status}");
        let is_unknown = status == ComponentStatus::Unknown;
        shape::Status {
            indicator,
            description: self.reader.words.tell(&key, &values),
            beffroi: is_unknown.then_some(extra::OfStatus { state: "unknown" }),
        }
    }

    /// Its components and groups.
    #[must_use]
    pub fn components(&self) -> Vec<shape::Component> {
        let there = self.parts.iter().filter(|part| part.gone_at.is_none());
        there.map(|part| self.component(part)).collect()
    }

    fn component(&self, part: &Part) -> shape::Component {
        let mut languages = extra::Languages::new();
        let is_blind = self.stand.status == ComponentStatus::Unknown && self.stand.why.is_some();
        let status = if is_blind {
            ComponentStatus::Unknown
        } else {
            part.status
        };
        let group = part.group.as_ref().and_then(|name| self.group(name));
        let name = self.text("name", &part.name, &mut languages);
        shape::Component {
            id: part.public_id.to_string(),
            name: name.unwrap_or_else(|| part.external_id.clone()),
            status: status.as_str(),
            created_at: self.stamp(part.created_at),
            updated_at: self.stamp(part.status_since),
            position: part.position,
            description: part.region.clone(),
            showcase: false,
            start_date: None,
            group_id: group.map(|group| group.public_id.to_string()),
            page_id: self.provider.public_id.to_string(),
            group: part.is_group,
            only_show_if_degraded: false,
            components: part.is_group.then(|| self.members(part)),
            beffroi: extra::OfComponent {
                status: None,
                languages,
            },
        }
    }

    fn group(&self, name: &str) -> Option<&Part> {
        let is_it = |part: &&Part| part.is_group && part.name.iter().any(|(_, own)| own == name);
        self.parts.iter().find(is_it)
    }

    fn members(&self, group: &Part) -> Vec<String> {
        let is_in = |part: &&Part| {
            let name = part.group.as_ref();
            let is_there = part.gone_at.is_none() && !part.is_group;
            is_there
                && name.is_some_and(|name| self.group(name).map(|one| one.id) == Some(group.id))
        };
        let all = self.parts.iter().filter(is_in);
        all.map(|part| part.public_id.to_string()).collect()
    }

    /// An incident.
    #[must_use]
    pub fn incident(&self, entry: &Entry) -> shape::Incident {
        let (mut fallbacks, mut languages) = (extra::Fallbacks::new(), extra::Languages::new());
        let event = self.event(entry, &mut fallbacks, &mut languages);
        let record = &entry.notice.told.record;
        let windows = windows::stated(self.reader, record);
        shape::Incident {
            event,
            reminder_intervals: None,
            beffroi: extra::OfIncident {
                references: record.references.clone(),
                category: record.category.clone(),
                priority: record.priority.clone(),
                responsibility: None,
                windows: windows.iter().map(|one| self.window(one)).collect(),
                lengths: lengths(entry),
                figures: vec![],
                consequences: vec![],
                commitments: vec![],
                links: record.links.clone(),
                is_dated: entry.posts.is_some() || !windows.is_empty(),
                is_retroactive: false,
                notice: None,
                source: Some(self.source(entry)),
                fallbacks,
                languages,
            },
        }
    }

    /// Planned work.
    #[must_use]
    pub fn maintenance(&self, entry: &Entry) -> shape::Maintenance {
        let (mut fallbacks, mut languages) = (extra::Fallbacks::new(), extra::Languages::new());
        let event = self.event(entry, &mut fallbacks, &mut languages);
        let told = &entry.notice.told;
        let from = told.scheduled_from.unwrap_or(entry.dated_at);
        let until = told.scheduled_until.unwrap_or(from);
        for (field, known) in [
            ("scheduled_for", told.scheduled_from),
            ("scheduled_until", told.scheduled_until),
        ] {
            if known.is_none() {
                fallbacks.insert(field, RECORD);
            }
        }
        shape::Maintenance {
            event,
            scheduled_for: self.stamp(from),
            scheduled_until: self.stamp(until),
            beffroi: extra::OfMaintenance {
                expected_impact: "maintenance",
                began_at: None,
                completed_at: told.resolved_at.map(|at| self.stamp(at)),
                cancelled_at: None,
                recurrence: None,
                source: Some(self.source(entry)),
                fallbacks,
                languages,
            },
        }
    }

    fn event(
        &self,
        entry: &Entry,
        fallbacks: &mut extra::Fallbacks,
        languages: &mut extra::Languages,
    ) -> shape::Event {
        let told = &entry.notice.told;
        let mut or = |field, at: Option<Timestamp>, instead: Timestamp, what| {
            if at.is_none() {
                fallbacks.insert(field, what);
            }
            self.stamp(at.unwrap_or(instead))
        };
        let first = entry.posts.map(|(first, _)| first);
        let created_at = or(
            "created_at",
            told.created_at.or(first),
            entry.seen_at,
            RECORD,
        );
        let last = entry.posts.map(|(_, last)| last);
        let updated_at = or(
            "updated_at",
            told.updated_at.or(last),
            entry.changed_at,
            RECORD,
        );
        let began = entry::began(&entry.notice, &self.reader.zone).map(|moment| moment.at);
        let started_at = or(
            "started_at",
            began,
            first.unwrap_or(entry.dated_at),
            PUBLICATION,
        );
        let is_work = entry.kind == RecordKind::Maintenance;
        let impact = entry.impact.unwrap_or(Impact::None).as_str();
        let id = entry.public_id.to_string();
        let named = &told.components;
        let is_named = |part: &&Part| {
            let mut ids = named.iter().filter_map(|one| one.external_id.as_ref());
            ids.any(|id| *id == part.external_id)
        };
        shape::Event {
            name: self
                .text("name", &told.record.title, languages)
                .unwrap_or_else(|| told.record.title_raw.clone()),
            status: status(entry),
            created_at,
            updated_at,
            monitoring_at: None,
            resolved_at: told.resolved_at.map(|at| self.stamp(at)),
            impact: if is_work { "maintenance" } else { impact },
            shortlink: self.link(&format!("/incidents/{id}")),
            started_at,
            page_id: self.provider.public_id.to_string(),
            incident_updates: self.updates(entry),
            components: self
                .parts
                .iter()
                .filter(is_named)
                .map(|part| self.component(part))
                .collect(),
            id,
        }
    }

    /// What was said, newest first.
    fn updates(&self, entry: &Entry) -> Vec<shape::Update> {
        let posts = posts::newest_first(entry);
        let count = posts.len();
        let all = posts.into_iter().enumerate();
        all.map(|(place, post)| self.update(entry, post, count - place))
            .collect()
    }

    fn update(&self, entry: &Entry, post: &UpdateRecord, number: usize) -> shape::Update {
        let (mut fallbacks, mut languages) = (extra::Fallbacks::new(), extra::Languages::new());
        if post.posted_at.is_none() {
            for field in ["created_at", "updated_at", "display_at"] {
                fallbacks.insert(field, RECORD);
            }
        }
        let at = self.stamp(post.posted_at.unwrap_or(entry.seen_at));
        shape::Update {
            id: format!("{}-{number}", entry.public_id),
            status: post
                .status
                .map_or_else(|| status(entry), UpdateStatus::as_str),
            body: self
                .text("body", &post.text, &mut languages)
                .unwrap_or_default(),
            incident_id: entry.public_id.to_string(),
            created_at: at.clone(),
            updated_at: at.clone(),
            display_at: at,
            affected_components: None,
            deliver_notifications: false,
            custom_tweet: None,
            tweet_id: None,
            beffroi: extra::OfUpdate {
                corrected_at: None,
                fallbacks,
                languages,
            },
        }
    }

    fn moment(&self, moment: &Moment) -> extra::Moment {
        extra::Moment {
            at: self.stamp(moment.at),
            precision: moment.precision,
            origin: moment.origin,
        }
    }

    fn window(&self, window: &beffroi_domain::ImpactWindow) -> extra::Window {
        extra::Window {
            start: window.start.map(|start| self.moment(&start)),
            end_is: match window.end {
                WindowEnd::At(_) => "known",
                WindowEnd::Ongoing => "ongoing",
                WindowEnd::Unknown => "unknown",
            },
            end: window.ended().map(|end| self.moment(&end)),
            degree: window.degree.as_str(),
            components: vec![],
        }
    }

    fn source(&self, entry: &Entry) -> extra::OfSource {
        extra::OfSource {
            id: entry.notice.told.record.external_id.clone(),
            url: entry.notice.told.record.url.clone(),
            status: entry.notice.status_raw.clone(),
            severity: entry.notice.severity_raw.clone(),
            regions: entry.notice.regions.clone(),
            locales: entry.locales.iter().map(ToString::to_string).collect(),
            is_open: entry.is_open,
            seen_at: self.stamp(entry.seen_at),
            changed_at: self.stamp(entry.changed_at),
            gone_at: entry.gone_at.map(|at| self.stamp(at)),
            version: entry.version,
        }
    }
}

/// Where it stands, in a word that agrees with whether it goes on.
fn status(entry: &Entry) -> &'static str {
    let says = |is_over: bool| entry.status.filter(|status| status.is_over() == is_over);
    let (says, else_word) = match (entry.kind, entry.is_open) {
        (RecordKind::Incident, true) => (says(false), "investigating"),
        (RecordKind::Incident, false) => (says(true), "resolved"),
        (RecordKind::Maintenance, true) => (says(false), "in_progress"),
        // What was planned and does not go on may lie ahead.
        (RecordKind::Maintenance, false) => (entry.status, "completed"),
    };
    says.map_or(else_word, UpdateStatus::as_str)
}

/// The impact is what its text states, the communication from its first post to its last. Neither stands in for the other.
fn lengths(entry: &Entry) -> Lengths {
    let exact = |length: jiff::SignedDuration| Length::Exact {
        seconds: length.as_secs(),
    };
    Lengths {
        impact: entry.impact_length.map_or(Length::Unknown, exact),
        communication: entry.told_length.map_or(Length::Unknown, exact),
        resolution: Length::Unknown,
    }
}
