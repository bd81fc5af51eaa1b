//! The phrasebook at the desk: sentences put into the text in every language, or published alone with one press.
//!
//! Read in order: [`Phrases`] (what is shown; there is nothing to publish alone before an incident is declared), [`put`], [`publish`]. Not here: how phrases are changed (`setup`).

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{CommitmentKind, IncidentStatus, LocalizedText, Moment, places};

use super::{
    answer,
    declare::Setting,
    languages,
    say::{command, do_it},
    scene::Scene,
};
use crate::{
    commitments::{self, About},
    console::form::Typed,
    ground::{Refusal, Result, Tx},
    incidents,
    members::{Role, SignedIn},
    pages::Page,
    translations::{self, Facts, Phrase},
    web::Reader,
};

/// What the name of the button begins with that publishes one phrase.
pub const ONE: &str = "phrase-";

/// The phrases for a form.
#[derive(Clone, Debug, Template)]
#[template(path = "console/desk/phrases.html")]
pub struct Phrases {
    /// The form that they belong to.
    form: &'static str,
    title: String,
    lead: String,
    is_open: bool,
    groups: Vec<Group>,
    /// Puts those that are ticked into the text.
    put: String,
    /// What fills in by itself; before an incident is declared nobody knows with what.
    legend: Option<(String, Vec<(String, String)>)>,
}

impl HtmlSafe for Phrases {}

/// The phrases of one state.
#[derive(Clone, Debug)]
struct Group {
    name: String,
    phrases: Vec<One>,
}

#[derive(Clone, Debug)]
struct One {
    key: String,
    /// What it will say, in the writer's language or another.
    text: String,
    lang: Option<String>,
    is_chosen: bool,
    /// What nobody knows yet and it says.
    lacks: Option<String>,
    /// The button that publishes it alone.
    publish: Option<String>,
}

impl Phrases {
    /// The phrases of the page that the incident is looked at on.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn load(tx: &mut Tx, scene: &Scene, typed: &Typed) -> Result<Self> {
        let reader = &scene.reader;
        let all = translations::phrases_of(tx, &scene.page).await?;
        let chosen: Vec<&str> = typed.all("phrase").collect();
        let next = next(tx, scene).await?;
        let facts = facts(scene, next);
        let groups = states(scene.incident.status).into_iter().map(|status| {
            let of_state = offered(&all, scene, status);
            let phrases = of_state.map(|phrase| one(scene, &facts, phrase, &chosen));
            Group {
                name: state_name(reader, status),
                phrases: phrases.collect(),
            }
        });
        Ok(Self {
            form: "say",
            title: reader.say("phrases-title"),
            lead: reader.say("phrases-lead"),
            is_open: typed.get("deed") == "phrases" || !chosen.is_empty(),
            groups: groups.filter(|group| !group.phrases.is_empty()).collect(),
            put: reader.say("phrases-put"),
            legend: Some((reader.say("places-legend"), legend(scene, &facts))),
        })
    }

    /// Those with which an incident may be declared, their places as they are written.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn to_declare(tx: &mut Tx, setting: &Setting, typed: &Typed) -> Result<Self> {
        let reader = &setting.reader;
        let all = translations::phrases_of(tx, &setting.page).await?;
        let chosen: Vec<&str> = typed.all("phrase").collect();
        let touched: Vec<_> = typed.parts().into_iter().map(|one| one.0).collect();
        let stands = match setting.is_afterwards {
            true => IncidentStatus::Resolved,
            false => IncidentStatus::Investigating,
        };
        let fits = |status: &Option<IncidentStatus>| {
            status.is_none_or(|status| status.is_open() != setting.is_afterwards)
        };
        let groups = states(stands).into_iter().filter(fits).map(|status| {
            let of_state = translations::offered(&all, status.unwrap_or(stands), &touched);
            let of_state = of_state.into_iter().filter(|one| one.status == status);
            Group {
                name: state_name(reader, status),
                phrases: of_state
                    .map(|phrase| unfilled(reader, phrase, &chosen))
                    .collect(),
            }
        });
        Ok(Self {
            form: "declare",
            title: reader.say("phrases-title"),
            lead: reader.say("phrases-lead-declare"),
            is_open: typed.get("deed") == "phrases" || !chosen.is_empty(),
            groups: groups.filter(|group| !group.phrases.is_empty()).collect(),
            put: reader.say("phrases-put"),
            legend: None,
        })
    }

    fn is_shown(&self) -> bool {
        !self.groups.is_empty()
    }
}

fn state_name(reader: &Reader, status: Option<IncidentStatus>) -> String {
    match status {
        Some(status) => reader.say(&format!("incident-{status}")),
        None => reader.say("phrases-any"),
    }
}

/// The states in the order in which they are likely next; what fits any of them comes second.
fn states(now: IncidentStatus) -> Vec<Option<IncidentStatus>> {
    let usual = [
        IncidentStatus::Investigating,
        IncidentStatus::Identified,
        IncidentStatus::Monitoring,
        IncidentStatus::Resolved,
    ];
    let at = usual.iter().position(|one| *one == now).unwrap_or(3);
    let mut all = vec![Some(usual[at]), None];
    all.extend(usual[at + 1..].iter().map(|one| Some(*one)));
    all.extend(usual[..at].iter().map(|one| Some(*one)));
    all
}

fn offered<'a>(
    all: &'a [Phrase],
    scene: &Scene,
    status: Option<IncidentStatus>,
) -> impl Iterator<Item = &'a Phrase> {
    let touched: Vec<_> = scene
        .incident
        .touched()
        .into_iter()
        .map(|one| one.0)
        .collect();
    let stands = status.unwrap_or(scene.incident.status);
    let offered = translations::offered(all, stands, &touched);
    offered.into_iter().filter(move |one| one.status == status)
}

fn facts(scene: &Scene, next: Option<Moment>) -> Facts<'_> {
    Facts {
        page: &scene.page,
        incident: &scene.incident,
        components: &scene.components,
        next,
        now: scene.reader.now,
    }
}

/// When readers hear more if something is said now: what the pages' rules promise.
async fn next(tx: &mut Tx, scene: &Scene) -> Result<Option<Moment>> {
    let incident = &scene.incident;
    if !incident.status.is_open() {
        return Ok(None);
    }
    let about = About {
        incident: incident.id,
        pages: scene.places.iter().map(|place| place.page.id).collect(),
        zone: scene.page.zone.clone(),
    };
    let (now, kind) = (scene.reader.now, CommitmentKind::Update);
    commitments::due_by_rule(tx, now, &about, kind, incident.priority).await
}

fn one(scene: &Scene, facts: &Facts<'_>, phrase: &Phrase, chosen: &[&str]) -> One {
    let reader = &scene.reader;
    let filled = translations::fill(&phrase.text, facts);
    let mut open = places::of(&filled);
    // What a last word ends is known when it is said.
    if phrase.status == Some(IncidentStatus::Resolved) && scene.incident.status.is_open() {
        open.remove("end");
    }
    let open: Vec<String> = open.into_iter().map(|one| format!("{{{one}}}")).collect();
    let said = reader.said(&filled);
    let count = i64::try_from(phrase.text.locales().count()).unwrap_or(0);
    let may = scene.may(Role::Publisher) && open.is_empty() && !scene.needs_approval;
    One {
        key: phrase.key.clone(),
        lang: said.as_ref().and_then(|said| said.lang.clone()),
        text: said.map(|said| said.text).unwrap_or_default(),
        is_chosen: chosen.contains(&phrase.key.as_str()),
        publish: may.then(|| reader.words.count("deed-publish-in", count, &[])),
        lacks: (!open.is_empty()).then(|| {
            let open = reader.list(&open);
            reader.words.tell("phrases-lacks", &[("places", &open)])
        }),
    }
}

/// A phrase whose facts are not known yet.
fn unfilled(reader: &Reader, phrase: &Phrase, chosen: &[&str]) -> One {
    let said = reader.said(&phrase.text);
    One {
        key: phrase.key.clone(),
        lang: said.as_ref().and_then(|said| said.lang.clone()),
        text: said.map(|said| said.text).unwrap_or_default(),
        is_chosen: chosen.contains(&phrase.key.as_str()),
        publish: None,
        lacks: None,
    }
}

/// Each place, and what stands there now.
fn legend(scene: &Scene, facts: &Facts<'_>) -> Vec<(String, String)> {
    let known = places::NAMES.iter().map(|name| {
        let locale = scene.reader.locale().clone();
        let place = LocalizedText::single(locale.clone(), format!("{{{name}}}"));
        let filled = translations::fill(&place, facts);
        let filled = filled.get(&locale).filter(|text| !text.starts_with('{'));
        let said = filled.map_or_else(|| scene.reader.say("places-unknown"), str::to_owned);
        (format!("{{{name}}}"), said)
    });
    known.collect()
}

/// Puts the phrases that are ticked below what stands in the text, in every language; a status that still is what it `stood` at
/// becomes theirs.
///
/// # Errors
/// `Refused` for a phrase that there is not.
pub async fn put(tx: &mut Tx, page: &Page, stood: IncidentStatus, typed: &mut Typed) -> Result<()> {
    let keys: Vec<String> = typed.all("phrase").map(str::to_owned).collect();
    let all = translations::phrases_of(tx, page).await?;
    let (text, status) = translations::compose(&all, &keys)?;
    for (locale, ready) in text.iter() {
        let field = format!("text-{locale}");
        let standing = typed.get(&field).replace("\r\n", "\n").trim().to_owned();
        let whole = match standing.is_empty() {
            true => ready.to_owned(),
            false => format!("{standing}\n\n{ready}"),
        };
        typed.set(&field, whole);
    }
    if let Some(status) = status.filter(|_| typed.get("status") == stood.as_str()) {
        typed.set("status", status.as_str());
    }
    // They stand in the text now.
    typed.leave_all("phrase");
    Ok(())
}

/// Publishes one phrase alone, in all its languages; where the desk leads on to.
///
/// # Errors
/// `Refused` where a text of somebody's own stands in the form, where there is no such phrase, where nobody knows what it
/// says, and whatever the deed refuses.
pub async fn publish(
    tx: &mut Tx,
    signed_in: &SignedIn,
    scene: &Scene,
    typed: &Typed,
) -> Result<String> {
    scene.allow(tx, signed_in, Role::Publisher).await?;
    if !typed.words("text", &scene.locales()).is_empty() {
        let message = "a text stands in the form; put the phrase into it, or empty it first";
        return Err(Refusal::of("text", message)
            .told("refusal-phrase-beside")
            .into());
    }
    let now = scene.reader.now;
    answer::once(tx, now, signed_in, typed, async |tx| {
        let key = typed.get("deed");
        let key = key.strip_prefix(ONE).unwrap_or(key).to_owned();
        let all = translations::phrases_of(tx, &scene.page).await?;
        let (text, status) = translations::compose(&all, &[key])?;
        let pages: Vec<&Page> = scene.places.iter().map(|place| &place.page).collect();
        languages::refuse_missing(tx, &scene.reader, &pages, &[("text", &text)], typed).await?;
        let mut said = typed.clone();
        if let Some(status) = status {
            said.set("status", status.as_str());
        }
        let told = do_it(tx, now, signed_in.actor(), command(scene, &said, text)?).await?;
        incidents::refuse_unfilled(tx, &scene.page, &told).await?;
        Ok(format!("{}?done=said", scene.address()))
    })
    .await
}
