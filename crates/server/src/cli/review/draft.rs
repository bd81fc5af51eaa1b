//! A draft as it is given on the command line: its words, and what is known of its incident.
//!
//! Read in order: [`Given`], its two sources, [`Given::review`], instants.

use anyhow::{Context as _, bail};
use beffroi_domain::{
    ComponentStatus, ImpactWindow, IncidentStatus, Locale, LocalizedText, Moment, Origin,
    Precision, Responsibility, WindowEnd,
    review::{Draft, Finding, Known, Rules, Said, review},
};
use beffroi_readers::language::{Language, split};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde::Deserialize;

/// A draft, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Given {
    status: Option<IncidentStatus>,
    zone: Option<String>,
    written: Option<Written>,
    required: Vec<Locale>,
    title: LocalizedText,
    pub(super) text: LocalizedText,
    responsibility: Option<String>,
    hosts: Vec<String>,
    people: Vec<String>,
    commitments: Vec<Written>,
    window: Vec<Window>,
    said: Vec<Before>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Window {
    start: Option<Written>,
    end: Option<Written>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Before {
    at: Option<Written>,
    status: Option<IncidentStatus>,
    text: LocalizedText,
}

/// An instant as TOML has it, or as words.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Written {
    Words(String),
    Toml(toml::value::Datetime),
}

impl Given {
    /// TOML, or JSON where it begins so.
    pub(super) fn read(text: &str) -> anyhow::Result<Self> {
        match text.trim_start().starts_with('{') {
            true => Ok(serde_json::from_str(text)?),
            false => Ok(toml::from_str(text)?),
        }
    }

    /// A text alone; its languages are found where none is named.
    pub(super) fn typed(
        text: &str,
        locale: Option<&Locale>,
        status: Option<IncidentStatus>,
        zone: Option<String>,
    ) -> Self {
        let text = match locale {
            Some(locale) => LocalizedText::single(locale.clone(), text),
            None => split(text, Language::En)
                .parts
                .into_iter()
                .map(|part| (part.language.locale(), part.text))
                .collect(),
        };
        Self {
            status,
            zone,
            text,
            ..Self::default()
        }
    }

    /// What is wrong with it.
    ///
    /// # Errors
    /// When a zone, an instant or whose fault it is cannot be read.
    pub(super) fn review(&self, now: Timestamp) -> anyhow::Result<Vec<Finding>> {
        let name = self.zone.as_deref().unwrap_or("UTC");
        let zone = TimeZone::get(name)
            .ok()
            .with_context(|| format!("zone: {name:?} is none; write one such as Europe/Paris"))?;
        let written = match &self.written {
            Some(written) => written.instant(&zone, "written")?,
            None => now,
        };
        let windows = self.windows(&zone)?;
        let said = self.said(&zone)?;
        let commitments = self.commitments.iter();
        let commitments: Vec<Timestamp> = commitments
            .map(|due| due.instant(&zone, "commitments"))
            .collect::<anyhow::Result<_>>()?;
        let responsibility = self.responsibility()?;
        let draft = Draft {
            status: self.status,
            title: (!self.title.is_empty()).then_some(&self.title),
            text: &self.text,
            entries: &[],
            written: Some(written),
        };
        let known = Known {
            windows: &windows,
            responsibility: responsibility.as_ref(),
            said: &said,
            commitments: &commitments,
        };
        let rules = Rules {
            zone: &zone,
            required: &self.required,
            hosts: &self.hosts,
            people: &self.people,
        };
        Ok(review(&draft, &known, &rules))
    }

    fn windows(&self, zone: &TimeZone) -> anyhow::Result<Vec<ImpactWindow>> {
        let moment = |written: &Option<Written>, field| {
            let moment = written.as_ref().map(|one| one.moment(zone, field));
            moment.transpose()
        };
        let windows = self.window.iter().map(|window| {
            let end = moment(&window.end, "window.end")?;
            Ok(ImpactWindow {
                start: moment(&window.start, "window.start")?,
                end: end.map_or(WindowEnd::Ongoing, WindowEnd::At),
                degree: ComponentStatus::PartialOutage,
                components: Vec::new(),
            })
        });
        windows.collect()
    }

    fn said(&self, zone: &TimeZone) -> anyhow::Result<Vec<Said<'_>>> {
        let said = self.said.iter().map(|before| {
            let at = before.at.as_ref().map(|at| at.instant(zone, "said.at"));
            Ok(Said {
                status: before.status,
                text: &before.text,
                at: at.transpose()?,
            })
        });
        said.collect()
    }

    fn responsibility(&self) -> anyhow::Result<Option<Responsibility>> {
        Ok(match self.responsibility.as_deref() {
            None => None,
            Some("own") => Some(Responsibility::Own),
            Some("external") => Some(Responsibility::External { provider: None }),
            Some("unconfirmed") => Some(Responsibility::Unconfirmed),
            Some(other) => {
                bail!("responsibility: {other:?} is none; write own, external or unconfirmed")
            }
        })
    }
}

impl Written {
    fn instant(&self, zone: &TimeZone, field: &str) -> anyhow::Result<Timestamp> {
        Ok(self.moment(zone, field)?.at)
    }

    /// With an offset, or on the clock of the zone; a day alone is known to the day.
    fn moment(&self, zone: &TimeZone, field: &str) -> anyhow::Result<Moment> {
        let words = match self {
            Self::Words(words) => words.trim().to_owned(),
            Self::Toml(written) => written.to_string(),
        };
        let exact = words.parse::<Timestamp>().ok();
        let local = || words.parse::<DateTime>().ok().filter(|_| words.len() > 10);
        let (at, precision) = if let Some(at) = exact {
            (at, Precision::Minute)
        } else if let Some(local) = local() {
            (local.to_zoned(zone.clone())?.timestamp(), Precision::Minute)
        } else {
            let day: Date = words.parse().ok().with_context(|| {
                format!("{field}: {words:?} is no instant; write one such as 2025-03-27 16:11")
            })?;
            (day.to_zoned(zone.clone())?.timestamp(), Precision::Day)
        };
        Ok(Moment {
            at,
            precision,
            origin: Origin::Stated,
        })
    }
}
