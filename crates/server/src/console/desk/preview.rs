//! The preview: what readers will see, in each language, before anybody sees it.
//!
//! The deed is done in a transaction that is never committed, and the incident is told from there with the
//! public page's own words and frame. So the preview cannot say anything else than the page will.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{
    Announcement, Correction, Incident, IncidentId, Locale, LocalizedText, Update,
};

use super::{memory::Offers, review::Findings};
use crate::{
    components,
    console::{
        form::Typed,
        heard::{self, Heard},
    },
    deliveries,
    ground::{Db, Result, Tx},
    incidents::{self, CorrectText, Which},
    maintenances,
    members::SignedIn,
    pages::Page,
    story::{
        Names,
        facts::{self, Depth, Facts},
        state::{self, State},
        updates::{self, Corrected, Updates},
    },
    web::{Reader, Site, Words, format::Said, words},
};

/// What readers will see.
#[derive(Clone, Debug, Template)]
#[template(path = "console/desk/preview.html")]
pub struct Preview {
    title: String,
    /// What is to be known before it goes out: who is told, what is missing.
    notes: Vec<String>,
    /// The form, and what one press each takes over from the text into it: the deed and its words.
    offers: (&'static str, Vec<(String, String)>),
    /// Why there is nothing to be seen.
    refusal: Option<String>,
    /// What to do to see something.
    none: Option<String>,
    /// What the review found.
    findings: Option<Findings>,
    /// What was said before in other languages.
    memory: Option<Offers>,
    tongues: Vec<Tongue>,
    /// What would be told.
    said: Vec<Announcement>,
    /// The form, and what one presses in it to be sent that by mail.
    mine: Option<(&'static str, String)>,
}

impl HtmlSafe for Preview {}

/// The page in one language.
#[derive(Clone, Debug)]
struct Tongue {
    lang: String,
    name: String,
    id: String,
    /// What is to be known of it: its class, and words.
    note: Option<(&'static str, String)>,
    state: State,
    shape: &'static str,
    title: Option<Said>,
    /// How the title is set right.
    corrected: Vec<Corrected>,
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
        Self::about(tx, reader, page, incident, About::Told(told)).await
    }

    /// The same of a text that was set right.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn corrected(
        tx: &mut Tx,
        reader: &Reader,
        page: &Page,
        incident: IncidentId,
        command: &CorrectText,
    ) -> Result<Self> {
        Self::about(tx, reader, page, incident, About::Corrected(command)).await
    }

    async fn about(
        tx: &mut Tx,
        reader: &Reader,
        page: &Page,
        incident: IncidentId,
        about: About<'_>,
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
            offers: ("", vec![]),
            refusal: None,
            none: None,
            findings: None,
            memory: None,
            tongues: tongues
                .iter()
                .map(|locale| tongue(&seen, reader, page, locale, about))
                .collect(),
            said: deliveries::rehearsed(tx).await?,
            mine: None,
        })
    }

    /// Nothing can be seen, for this reason.
    #[must_use]
    pub fn refused(reader: &Reader, refusal: String) -> Self {
        Self::alone(reader.words, refusal)
    }

    /// The same where there is no page that anybody reads.
    #[must_use]
    pub fn alone(words: &Words, refusal: String) -> Self {
        Self {
            title: words.say("preview-title"),
            notes: vec![],
            offers: ("", vec![]),
            refusal: Some(refusal),
            none: None,
            findings: None,
            memory: None,
            tongues: vec![],
            said: vec![],
            mine: None,
        }
    }

    /// Nothing has been written yet.
    #[must_use]
    pub fn empty(reader: &Reader) -> Self {
        Self {
            title: reader.say("preview-title"),
            notes: vec![],
            offers: ("", vec![]),
            refusal: None,
            none: Some(reader.say("preview-none")),
            findings: None,
            memory: None,
            tongues: vec![],
            said: vec![],
            mine: None,
        }
    }

    /// With what the review found.
    #[must_use]
    pub fn finding(mut self, findings: Findings) -> Self {
        self.findings = Some(findings);
        self
    }

    /// With one press for each promise that the text makes and this form does not.
    #[must_use]
    pub fn offering_in(mut self, form: &'static str, offers: Vec<(String, String)>) -> Self {
        self.offers = (form, offers);
        self
    }

    /// With what was said before in languages that lack it now.
    #[must_use]
    pub fn offering(mut self, memory: Option<Offers>) -> Self {
        self.memory = memory;
        self
    }

    /// With what is to be known before it goes out.
    #[must_use]
    pub fn noting(mut self, notes: Vec<String>) -> Self {
        self.notes = notes;
        self
    }

    /// With how many will be told and a button to be sent it in `form`; and sent, where that is what was pressed.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn dressed(
        mut self,
        site: &Site,
        signed_in: &SignedIn,
        reader: &Reader,
        way: (&'static str, &Typed, bool),
    ) -> Result<Self> {
        let heard = Heard::of(site, signed_in, reader, &self.said, way).await?;
        self.notes.splice(0..0, heard.sent);
        if !self.tongues.is_empty() {
            self.notes.push(heard.whom);
        }
        self.mine = heard.mine;
        Ok(self)
    }

    /// With how many will be told, and how. Asked apart from the rehearsal, which holds up whoever writes.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn counted(mut self, db: &Db, reader: &Reader) -> Result<Self> {
        if !self.tongues.is_empty() {
            self.notes
                .push(heard::sentence(db, reader, &self.said).await?);
        }
        Ok(self)
    }

    /// The same of what may not be there.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn count(seen: Option<Self>, db: &Db, reader: &Reader) -> Result<Option<Self>> {
        match seen {
            Some(seen) => seen.counted(db, reader).await.map(Some),
            None => Ok(None),
        }
    }
}

/// What is looked at.
#[derive(Clone, Copy)]
enum About<'a> {
    /// What is said now.
    Told(&'a LocalizedText),
    /// What was said and is set right.
    Corrected(&'a CorrectText),
}

/// What stands on the page if the deed is done.
struct Seen {
    incident: Incident,
    open: Vec<Incident>,
    planned: Vec<beffroi_domain::Maintenance>,
    components: Vec<components::Component>,
    names: Names,
}

fn tongue(seen: &Seen, own: &Reader, page: &Page, locale: &Locale, about: About<'_>) -> Tongue {
    let reader = Reader {
        words: words::first_of([locale]),
        fallback: page.locales.clone(),
        ..own.clone()
    };
    let incident = &seen.incident;
    let at = state::current(&seen.components, &seen.open, &seen.planned, reader.now);
    Tongue {
        lang: locale.to_string(),
        name: crate::console::form::tongue_name(locale),
        id: format!("preview-{locale}"),
        note: about
            .note(incident, locale)
            .map(|(class, key)| (class, own.say(key))),
        state: state::state(&reader, &seen.names, &seen.components, &at, &seen.open),
        shape: incident.degree().as_str(),
        title: reader.said(&incident.title),
        corrected: about.title(&reader, incident),
        status: reader.say(&format!("incident-{}", incident.status)),
        facts: facts::of_incident(&reader, &seen.names, incident, Depth::Short),
        updates: line(&reader, seen, about),
    }
}

/// The statement that is looked at, else the newest; set right just now, it shows the difference.
fn line(reader: &Reader, seen: &Seen, about: About<'_>) -> Updates {
    let incident = &seen.incident;
    let newest = incident.updates.last();
    let update = about.update(incident).or(newest);
    let shown = update.map(std::slice::from_ref).unwrap_or_default();
    let mut line = updates::line(reader, &seen.names, shown, "", 5);
    if update.map(|one| one.id) == newest.map(|one| one.id) {
        line.promise = updates::promise(reader, incident);
    }
    for stop in &mut line.stops {
        stop.id = format!("{}-{}", stop.id, reader.locale());
        stop.link = None;
        about.unfold(reader.locale(), &mut stop.corrected);
    }
    line
}

impl About<'_> {
    /// The update that is set right.
    fn update<'a>(&self, incident: &'a Incident) -> Option<&'a Update> {
        let Self::Corrected(CorrectText {
            which: Which::Update(id),
            ..
        }) = self
        else {
            return None;
        };
        incident.updates.iter().find(|update| update.id == *id)
    }

    /// How the title is set right, where it is the title.
    fn title(&self, reader: &Reader, incident: &Incident) -> Vec<Corrected> {
        let Self::Corrected(CorrectText {
            which: Which::Title,
            ..
        }) = self
        else {
            return vec![];
        };
        let mut all = updates::corrected(reader, &incident.title, &incident.corrections);
        self.unfold(reader.locale(), &mut all);
        all
    }

    /// Unfolds the difference that is made just now.
    fn unfold(&self, locale: &Locale, all: &mut [Corrected]) {
        if let (Self::Corrected(command), Some(newest)) = (self, all.first_mut()) {
            newest.is_open = command.text.get(locale).is_some();
        }
    }

    /// What is to be known of a language: a class, and a key.
    fn note(&self, incident: &Incident, locale: &Locale) -> Option<(&'static str, &'static str)> {
        let missing = Some(("missing", "preview-missing"));
        let command = match self {
            Self::Told(told) if told.get(locale).is_none() => return missing,
            Self::Told(_) => return None,
            Self::Corrected(command) => command,
        };
        let (text, corrections): (&LocalizedText, &[Correction]) = match self.update(incident) {
            Some(update) => (&update.text, &update.corrections),
            None => (&incident.title, &incident.corrections),
        };
        let is_known = corrections.iter().any(|one| one.locale == *locale);
        match (text.get(locale), command.text.get(locale)) {
            (None, _) => missing,
            (Some(_), None) => Some(("aside", "preview-unchanged")),
            (Some(_), Some(_)) if !is_known => Some(("aside", "preview-new")),
            (Some(_), Some(_)) => None,
        }
    }
}
