//! The preview: what readers will see, in each language, before anybody sees it.
//!
//! The deed is done in a transaction that is never committed, and the incident is told from there with the
//! public page's own words and frame. So the preview cannot say anything else than the page will.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{Incident, IncidentId, Locale, LocalizedText};

use crate::{
    components,
    ground::{Result, Tx},
    incidents, maintenances,
    pages::Page,
    story::{
        Names,
        facts::{self, Depth, Facts},
        state::{self, State},
        updates::{self, Updates},
    },
    web::{Reader, format::Said, words},
};

/// What readers will see.
#[derive(Clone, Debug, Template)]
#[template(path = "console/desk/preview.html")]
pub struct Preview {
    title: String,
    /// What is to be known before it goes out: who is told, what is missing.
    notes: Vec<String>,
    /// Why there is nothing to be seen.
    refusal: Option<String>,
    /// What to do to see something.
    none: Option<String>,
    tongues: Vec<Tongue>,
}

impl HtmlSafe for Preview {}

/// The page in one language.
#[derive(Clone, Debug)]
struct Tongue {
    lang: String,
    name: String,
    id: String,
    is_missing: Option<String>,
    state: State,
    shape: &'static str,
    title: Option<Said>,
    status: String,
    facts: Facts,
    updates: Updates,
}

impl Preview {
    /// What readers of `page` will see of an incident, as the transaction holds it.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn of(
        tx: &mut Tx,
        reader: &Reader,
        page: &Page,
        incident: IncidentId,
        told: &LocalizedText,
    ) -> Result<Self> {
        let all = components::of_page(tx, page.id).await?;
        let seen = Seen {
            incident: incidents::load(tx, page.id, incident).await?,
            open: incidents::open_on(tx, page.id).await?,
            planned: maintenances::planned(tx, page.id).await?,
            names: Names::of(&all),
            components: super::scene::standing(all),
        };
        let tongues = words::spoken(&page.locales);
        Ok(Self {
            title: reader.say("preview-title"),
            notes: vec![],
            refusal: None,
            none: None,
            tongues: tongues
                .iter()
                .map(|locale| tongue(&seen, reader, page, locale, told))
                .collect(),
        })
    }

    /// Nothing can be seen, for this reason.
    #[must_use]
    pub fn refused(reader: &Reader, refusal: String) -> Self {
        Self {
            refusal: Some(refusal),
            none: None,
            ..Self::empty(reader)
        }
    }

    /// Nothing has been written yet.
    #[must_use]
    pub fn empty(reader: &Reader) -> Self {
        Self {
            title: reader.say("preview-title"),
            notes: vec![],
            refusal: None,
            none: Some(reader.say("preview-none")),
            tongues: vec![],
        }
    }

    /// With what is to be known before it goes out.
    #[must_use]
    pub fn noting(mut self, notes: Vec<String>) -> Self {
        self.notes = notes;
        self
    }
}

/// What stands on the page if the deed is done.
struct Seen {
    incident: Incident,
    open: Vec<Incident>,
    planned: Vec<beffroi_domain::Maintenance>,
    components: Vec<components::Component>,
    names: Names,
}

fn tongue(seen: &Seen, own: &Reader, page: &Page, locale: &Locale, told: &LocalizedText) -> Tongue {
    let reader = Reader {
        words: words::first_of([locale]),
        fallback: page.locales.clone(),
        ..own.clone()
    };
    let incident = &seen.incident;
    let at = state::current(&seen.components, &seen.open, &seen.planned, reader.now);
    let mut line = updates::line(&reader, &seen.names, &incident.updates, "", 5);
    line.stops.truncate(1);
    line.promise = updates::promise(&reader, incident);
    for stop in &mut line.stops {
        stop.id = format!("{}-{locale}", stop.id);
        stop.link = None;
    }
    Tongue {
        lang: locale.to_string(),
        name: crate::console::form::tongue_name(locale),
        id: format!("preview-{locale}"),
        is_missing: told
            .get(locale)
            .is_none()
            .then(|| own.say("preview-missing")),
        state: state::state(&reader, &seen.names, &seen.components, &at, &seen.open),
        shape: incident.impact.degree().as_str(),
        title: reader.said(&incident.title),
        status: reader.say(&format!("incident-{}", incident.status)),
        facts: facts::of_incident(&reader, &seen.names, incident, Depth::Short),
        updates: line,
    }
}
