//! An incident's fields become what every reader hands over: nothing lost, what is concluded
//! marked as concluded.
//!
//! Read in order: [`Teller::tell`], then the parts in the order of the record.

use beffroi_domain::{
    ComponentStatus, Impact, IncidentStatus, LocalizedText, MaintenanceStatus, UpdateStatus,
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use super::{
    component::group_name,
    doubts, html,
    incident::{Change, Native, NativeUpdate},
    stated,
    windows::{self, Edge, Window},
    words::Words,
};
use crate::{
    door::{ComponentRef, Told},
    language,
    record::{
        ChangeRecord, ImportRecord, Inferred, Local, RecordKind, UpdateRecord, WarningKind, When,
        WhenPrecision, WindowRecord,
    },
    text::{self, RawReport, RawUpdate},
};

/// What the source says once for all its incidents.
pub struct Teller<'a> {
    pub source: &'a str,
    pub provider: Option<String>,
    /// The page's public address, without a `/` at its end.
    pub url: Option<String>,
    /// The page's zone, for wall times.
    pub zone: TimeZone,
    pub words: Words<'a>,
    /// How exactly the source writes its times of publication.
    pub precision: WhenPrecision,
    /// What of them was concluded.
    pub inferred: Vec<Inferred>,
}

impl Teller<'_> {
    /// The incident or maintenance as a record, with what only Statuspage states beside it.
    pub fn tell(&self, native: &Native, ordinal: u32, is_maintenance: bool) -> Told {
        let mut record = self.words_of(native, ordinal);
        let components = components(native, &record);
        record.components = components.iter().map(|one| one.name.clone()).collect();
        record.external_id = native.id.clone();
        record.impact_level = impact_level(native);
        record.url = self.address(native);
        if is_maintenance {
            self.plan(native, &components, &mut record);
        } else {
            self.impact(native, &mut record);
        }
        record.warnings.extend(doubts::warnings(native, &record));
        record.confidence = doubts::confidence(&record);
        Told {
            status: native.status.as_deref().and_then(status),
            created_at: native.created_at,
            updated_at: native.updated_at,
            resolved_at: native.resolved_at,
            scheduled_from: native.scheduled_for,
            scheduled_until: native.scheduled_until,
            components,
            record,
        }
    }

    /// The incident's own page: `/incidents/ID` below the page's address, else the short link.
    fn address(&self, native: &Native) -> Option<String> {
        let own = self.url.as_ref().zip(native.id.as_ref());
        let own = own.map(|(url, id)| format!("{url}/incidents/{id}"));
        own.or_else(|| native.shortlink.clone())
    }

    /// What people typed: title, updates and write-up told apart by language, header blocks read,
    /// and what they state of the times.
    fn words_of(&self, native: &Native, ordinal: u32) -> ImportRecord {
        let raw = RawReport {
            provider: self.provider.clone(),
            title: native.name.clone(),
            updates: native.updates.iter().map(raw_update).collect(),
            ..RawReport::default()
        };
        let mut record = text::one(self.source, ordinal, &raw, &self.zone);
        for (update, native_update) in record.updates.iter_mut().zip(&native.updates) {
            update.text = self.words.relabel(&update.text);
            fields_of(native, native_update, update);
        }
        let title = self.title(std::mem::take(&mut record.title), &record.updates);
        record.title = title;
        // What was said of a title whose language was guessed wrongly goes with the guess.
        let (titled, raw) = (record.title.clone(), record.title_raw.clone());
        record.warnings.retain(|warning| {
            let is_of_title =
                warning.kind == WarningKind::LanguageMissing && warning.quotes.iter().eq([&raw]);
            !(is_of_title && said_in(&record.updates, &titled))
        });
        record
    }

    /// Three words of a title hardly tell their language; what is said below them does.
    fn title(&self, title: LocalizedText, updates: &[UpdateRecord]) -> LocalizedText {
        let mut parts = title.iter();
        let (Some((_, only)), None) = (parts.next(), parts.next()) else {
            return self.words.relabel(&title);
        };
        if language::by_words(only).is_some() {
            return self.words.relabel(&title);
        }
        let said = || updates.iter().filter(|update| !update.standard_phrase);
        let mut locales = said().flat_map(|update| update.text.locales());
        let first = locales
            .next()
            .filter(|first| locales.all(|other| other == *first));
        match first {
            Some(locale) => LocalizedText::single(locale.clone(), only),
            None => self.words.single(only),
        }
    }

    /// What the texts state stands; the rest is concluded from times of publication.
    fn impact(&self, native: &Native, record: &mut ImportRecord) {
        let windows: Vec<WindowRecord> = windows::windows(native)
            .into_iter()
            .map(|window| self.window(native, window))
            .collect();
        let published = |edge: Option<Edge>| edge.map(|edge| self.when(edge));
        let (start, end) = (windows::start(native), windows::end(native));
        let told = stated::Told {
            start: published(start),
            end: published(end),
            windows,
        };
        stated::settle(
            native,
            told,
            start.is_some_and(|edge| edge.is_stated),
            record,
        );
    }

    /// A maintenance: its window is the one that was planned, which is stated; when work really
    /// began and ended is known only from what was published.
    fn plan(&self, native: &Native, components: &[ComponentRef], record: &mut ImportRecord) {
        record.kind = RecordKind::Maintenance;
        record.windows.clear();
        record.started_at = windows::begun(native).map(|edge| self.when(edge));
        record.ended_at = windows::end(native).map(|edge| self.when(edge));
        let planned = |at: Option<Timestamp>| {
            at.map(|at| {
                self.when(Edge {
                    at,
                    is_stated: true,
                })
            })
        };
        let window = WindowRecord {
            start: planned(native.scheduled_for),
            end: planned(native.scheduled_until),
            components: components.iter().map(|one| one.name.clone()).collect(),
            component_ids: ids(components.iter().map(|one| one.external_id.as_ref())),
            degree: Some(ComponentStatus::UnderMaintenance),
            ongoing: false,
        };
        record
            .windows
            .extend(window.start.is_some().then_some(window));
    }

    fn window(&self, native: &Native, window: Window) -> WindowRecord {
        WindowRecord {
            start: window.start.map(|edge| self.when(edge)),
            end: window.end.map(|edge| self.when(edge)),
            components: window
                .components
                .iter()
                .map(|(id, name)| short_name(native, id.as_deref(), name))
                .collect(),
            component_ids: ids(window.components.iter().map(|(id, _)| id.as_ref())),
            degree: window.degree,
            ongoing: window.is_ongoing,
        }
    }

    fn when(&self, edge: Edge) -> When {
        let local = edge.at.to_zoned(self.zone.clone()).datetime();
        let whole_second = local.with().subsec_nanosecond(0).build().unwrap_or(local);
        When {
            local: Some(Local::Clock(whole_second)),
            precision: self.precision_of(edge, whole_second),
            zone: self.zone.iana_name().map(str::to_owned),
            utc: Some(edge.at),
            inferred: self.inferred_of(edge),
            ..When::default()
        }
    }

    /// What a person dates by hand is a minute; a machine's own time is as exact as it is written.
    fn precision_of(&self, edge: Edge, local: DateTime) -> WhenPrecision {
        if edge.is_stated && local.second() == 0 {
            WhenPrecision::Minute
        } else {
            self.precision
        }
    }

    fn inferred_of(&self, edge: Edge) -> Vec<Inferred> {
        let mut inferred = self.inferred.clone();
        if !edge.is_stated {
            inferred.push(Inferred::Publication);
        }
        inferred
    }
}

/// True when every update is in a language that the title has.
fn said_in(updates: &[UpdateRecord], title: &LocalizedText) -> bool {
    let mut said = updates.iter().flat_map(|update| update.text.locales());
    said.all(|locale| title.get(locale).is_some())
}

fn raw_update(update: &NativeUpdate) -> RawUpdate {
    RawUpdate {
        status: update.status.as_deref().and_then(status),
        posted_at: update.at,
        stamp: None,
        text: html::text_of(&update.body),
    }
}

/// What the fields say of an update, over what its words say.
fn fields_of(native: &Native, from: &NativeUpdate, update: &mut UpdateRecord) {
    update.status = from.status.as_deref().and_then(status);
    update.status_inferred = from.is_status_inferred;
    update.posted_at = from.at;
    update.posted_precision = from.precision;
    update.posted_inferred.clone_from(&from.inferred);
    update.external_id.clone_from(&from.id);
    update.changes = from
        .changes
        .iter()
        .map(|change| change_of(native, change))
        .collect();
}

/// The status that a word means, of an incident or of a maintenance.
pub fn status(word: &str) -> Option<UpdateStatus> {
    let incident = word.parse::<IncidentStatus>().map(UpdateStatus::Incident);
    let maintenance = || {
        word.parse::<MaintenanceStatus>()
            .map(UpdateStatus::Maintenance)
    };
    incident.or_else(|_| maintenance()).ok()
}

/// The components that an incident lists, then those that only its updates name; those of its
/// texts where there is neither.
fn components(native: &Native, record: &ImportRecord) -> Vec<ComponentRef> {
    let mut all: Vec<ComponentRef> = native
        .components
        .iter()
        .map(|one| ComponentRef {
            external_id: Some(one.external_id.clone()),
            name: one.name_raw.clone(),
        })
        .collect();
    let changes = native.updates.iter().flat_map(|update| &update.changes);
    for change in changes {
        let is_known = all.iter().any(|one| match (&one.external_id, &change.id) {
            (Some(known), Some(id)) => known == id,
            _ => one.name == change.name,
        });
        if !is_known {
            all.push(ComponentRef {
                external_id: change.id.clone(),
                name: change.name.clone(),
            });
        }
    }
    if all.is_empty() {
        all.extend(record.components.iter().map(|name| ComponentRef {
            external_id: None,
            name: name.clone(),
        }));
    }
    all
}

fn change_of(native: &Native, change: &Change) -> ChangeRecord {
    ChangeRecord {
        component: short_name(native, change.id.as_deref(), &change.name),
        external_id: change.id.clone(),
        old: change.old,
        new: change.new,
    }
}

/// The component's own name, where the incident lists it; updates write "Group - Component".
fn short_name(native: &Native, id: Option<&str>, name: &str) -> String {
    let own = native
        .components
        .iter()
        .find(|one| Some(one.external_id.as_str()) == id);
    own.map_or(name, |one| one.name_raw.as_str()).to_owned()
}

/// The name of the group of a listed component, as far as an update writes it.
pub fn group_of(native: &Native, id: &str, name: &str) -> Option<String> {
    let changes = native.updates.iter().flat_map(|update| &update.changes);
    changes
        .filter(|change| change.id.as_deref() == Some(id))
        .find_map(|change| group_name(&change.name, name))
}

/// The ids, if every one is known: they stand beside names, one for one.
fn ids<'a>(all: impl Iterator<Item = Option<&'a String>>) -> Vec<String> {
    all.map(|id| id.cloned())
        .collect::<Option<Vec<_>>>()
        .unwrap_or_default()
}

fn impact_level(native: &Native) -> Option<String> {
    let impact: Impact = native.impact.as_deref()?.parse().ok()?;
    Some(impact.as_str().to_owned())
}
