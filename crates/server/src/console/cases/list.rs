//! The inbox: cases a screen at a time, those whose author waits first and the longest wait on top.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Query as Said, State},
    http::{StatusCode, Uri},
    response::Response,
};
use beffroi_domain::{IncidentId, case::Reference};
use jiff::Timestamp;

use super::{
    ADDRESS, figures,
    groups::{self, Group, Groups as Gathered},
    look, member_name, part_name, title_of,
};
use crate::{
    components::{self, Component},
    console::{
        answer::{self, see_other},
        desk::scene,
        form::{Form, Wrong, tongue_name},
        frame::Frame,
        screen::Done,
    },
    ground::{Error, Refusal, Result, Tx},
    incidents,
    members::{self, Member, Role, SignedIn},
    pages::{self, Page},
    reports::{self, Listed, Spike, Stand, State as Standing, Waiting},
    web::{
        Reader, Site,
        format::When,
        query::{Query, encoded},
    },
};

#[derive(Template)]
#[template(path = "console/cases/list.html")]
struct ListPage {
    frame: Frame,
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    waiting: String,
    /// Of what there are more than usual.
    spikes: Option<Groups>,
    /// What is looked for, folded in as long as nothing is.
    narrow: String,
    is_narrow: bool,
    form: Form,
    /// That nothing is called what was typed.
    lost: Option<String>,
    about: Option<About>,
    groups: Option<Groups>,
    count: String,
    none: String,
    rows: Vec<Row>,
    newer: Option<(String, String)>,
    older: Option<(String, String)>,
    figures: (String, String),
}

/// What all of them are about.
struct About {
    words: String,
    /// The way to all others.
    all: String,
    /// The way to answering them together, for whoever may.
    answer: Option<(String, String)>,
}

struct Groups {
    title: String,
    lead: String,
    all: Vec<Group>,
}

impl About {
    fn of(reader: &Reader, (id, title): (IncidentId, &str), may: bool) -> Self {
        let answer = || {
            (
                format!("{ADDRESS}/about/{id}"),
                reader.say("several-answer"),
            )
        };
        Self {
            words: reader.words.tell("cases-about", &[("title", title)]),
            all: reader.say("cases-about-all"),
            answer: may.then(answer),
        }
    }
}

impl Groups {
    /// Under a title of their own, where there are any.
    fn under(reader: &Reader, (title, lead): (&str, &str), all: Vec<Group>) -> Option<Self> {
        (!all.is_empty()).then(|| Self {
            title: reader.say(title),
            lead: reader.say(lead),
            all,
        })
    }
}

/// A case in a list.
pub(super) struct Row {
    pub address: String,
    pub reference: String,
    pub state: String,
    pub is_waiting: bool,
    pub words: String,
    pub lang: String,
    pub about: String,
    pub came: When,
    pub incident: Option<(String, String)>,
    pub hands: Option<String>,
}

/// What names stand for in rows.
pub(super) struct Names {
    pub components: Vec<Component>,
    pub people: Vec<Member>,
    pub titles: BTreeMap<IncidentId, String>,
}

/// What was done here.
const DONE: &[(&str, &str)] = &[("linked", "cases-done-linked")];

/// Answers `/console/cases`.
///
/// # Errors
/// `NotFound` for whoever has no role; a fault when the database is away.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Said(done): Said<Done>,
    uri: Uri,
) -> Result<Response> {
    let done = done.said(&signed_in, DONE);
    let asked = look::asked(&uri);
    // Letters name the page whose team it is; a number there is a screen.
    let named = asked.get("page").filter(|one| one.parse::<i64>().is_err());
    if let Some(slug) = named {
        return Ok(see_other(&format!("{ADDRESS}?of={}", encoded(slug))));
    }
    screen(&site, &signed_in, &asked, (done, None)).await
}

/// The inbox; with what was refused of a group.
///
/// # Errors
/// As [`show`].
pub(super) async fn screen(
    site: &Site,
    signed_in: &SignedIn,
    asked: &Query,
    (done, refusal): (Option<String>, Option<Refusal>),
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let all = pages::list(&mut tx).await?;
    let seen: Vec<&Page> = all
        .iter()
        .filter(|page| signed_in.role_on(page.id).is_some())
        .collect();
    if let Some(place) = called(&mut tx, &seen, asked.get("q")).await? {
        return Ok(see_other(&place));
    }
    let page = chosen(&mut tx, &seen, asked.get("of")).await?;
    let reader = scene::reader(&mut tx, site, signed_in, page).await?;
    let looked = look::looked(asked, page, signed_in);
    let found = reports::inbox(&mut tx, &looked).await?;
    let count = reports::count_inbox(&mut tx, &looked).await?;
    let mut names = Names::load(&mut tx, page).await?;
    names.entitle(&mut tx, &reader, page, &found).await?;
    let form = look::form(&reader, (&seen, page), &names.components, (asked, &looked));
    let may = signed_in.role_on(page.id) >= Some(Role::Responder);
    let Gathered { spikes, alike } = match look::is_plain(asked) || refusal.is_some() {
        true => groups::load(&mut tx, &reader, page, (&names.components, may)).await?,
        false => Gathered::default(),
    };
    let waiting = reports::waiting_on(&mut tx, page.id).await?;
    let title = reader.say("cases-title");
    let way = |number: i64, key: &str| {
        let place = format!("{ADDRESS}{}", asked.with_page(number));
        (place, reader.say(key))
    };
    let screen = ListPage {
        frame: Frame::of(&mut tx, site, signed_in, &title)
            .await?
            .at(ADDRESS)
            .saying(done),
        wrong: refusal.as_ref().map(|refusal| {
            let mut nothing = Form::to("none", ADDRESS);
            nothing.refuse(&reader, refusal)
        }),
        lead: reader.say("cases-lead"),
        waiting: waiting_said(&reader, &waiting),
        spikes: Groups::under(&reader, ("cases-spikes", "cases-spikes-lead"), spikes),
        narrow: reader.say("cases-narrow"),
        is_narrow: !look::is_plain(asked),
        lost: asked.get("q").map(|text| {
            let said = [("text", text)];
            reader.words.tell("cases-reference-none", &said)
        }),
        about: looked.incident.and_then(|id| {
            let title = names.titles.get(&id)?;
            Some(About::of(&reader, (id, title), may))
        }),
        groups: Groups::under(&reader, ("cases-alike", "cases-alike-lead"), alike),
        count: reader.words.count("cases-count", count, &[]),
        none: reader.say(match looked.stand {
            Stand::Waiting | Stand::Open if look::is_plain(asked) => "cases-none-open",
            _ => "cases-none",
        }),
        rows: found.iter().map(|one| row(&reader, &names, one)).collect(),
        newer: (asked.page() > 1).then(|| way(asked.page() - 1, "cases-before")),
        older: (looked.offset + look::ROWS < count).then(|| way(asked.page() + 1, "cases-after")),
        figures: (
            format!("{}?of={}", figures::PLACE, page.slug),
            reader.say("cases-figures"),
        ),
        form,
        title,
    };
    let status = refusal.map_or(StatusCode::OK, |one| answer::status_of(&one));
    answer::page(&screen, status)
}

/// Where the case is that a reference names.
async fn called(tx: &mut Tx, seen: &[&Page], text: Option<&str>) -> Result<Option<String>> {
    let Some(Ok(reference)) = text.map(str::parse::<Reference>) else {
        return Ok(None);
    };
    for page in seen {
        if let Some(found) = reports::find(tx, page.id, reference).await? {
            return Ok(Some(format!("{ADDRESS}/{}", found.id)));
        }
    }
    Ok(None)
}

/// The page that is asked for; else that on which somebody waits longest.
pub(super) async fn chosen<'a>(
    tx: &mut Tx,
    seen: &[&'a Page],
    slug: Option<&str>,
) -> Result<&'a Page> {
    if let Some(slug) = slug {
        let found = seen.iter().find(|page| page.slug == slug);
        return found.copied().ok_or(Error::NotFound);
    }
    let mut longest: Option<(Timestamp, &Page)> = None;
    for page in seen {
        let waiting = reports::waiting_on(tx, page.id).await?;
        if let Some(at) = waiting.longest
            && longest.is_none_or(|(known, _)| at < known)
        {
            longest = Some((at, page));
        }
    }
    let found = longest.map(|(_, page)| page);
    found.or(seen.first().copied()).ok_or(Error::NotFound)
}

/// "3 wait for an answer, the longest for 2 h 10 min".
fn waiting_said(reader: &Reader, waiting: &Waiting) -> String {
    match waiting.longest {
        Some(at) => {
            let length = length(reader, at);
            let said = [("length", length.as_str())];
            reader.words.count("cases-wait", waiting.count, &said)
        }
        None => reader.say("cases-nobody-waits"),
    }
}

/// "More reports than usual about Cards: 7 in an hour, where 0.2 are usual".
pub(super) fn spike(reader: &Reader, components: &[Component], one: &Spike) -> String {
    let usual = reader.rate(one.usual_milli);
    let part = one.component;
    let part = part.and_then(|id| part_name(reader, components, id));
    let mut said = vec![("usual", usual.as_str())];
    let Some(name) = &part else {
        return reader.words.count("cases-spike", one.reports, &said);
    };
    said.push(("component", name.as_str()));
    reader.words.count("cases-spike-of", one.reports, &said)
}

/// The line of the first page of the console: how many wait on these pages, and since when at the longest.
///
/// # Errors
/// A fault when the database is away.
pub(in crate::console) async fn waits(
    tx: &mut Tx,
    reader: &Reader,
    pages: &[&Page],
) -> Result<Option<(String, String)>> {
    let mut all = Waiting::default();
    for page in pages {
        let one = reports::waiting_on(tx, page.id).await?;
        all.count += one.count;
        all.longest = match (all.longest, one.longest) {
            (Some(known), Some(at)) => Some(known.min(at)),
            (known, at) => known.or(at),
        };
    }
    let said = || (ADDRESS.to_owned(), waiting_said(reader, &all));
    Ok((all.count > 0).then(said))
}

/// How long ago something was, in whole minutes.
pub(super) fn length(reader: &Reader, at: Timestamp) -> String {
    reader.seconds(reader.now.duration_since(at).as_mins() * 60)
}

impl Names {
    /// Those of a page; no titles yet.
    pub(super) async fn load(tx: &mut Tx, page: &Page) -> Result<Self> {
        Ok(Self {
            components: components::ever_of_page(tx, page.id).await?,
            people: members::list(tx).await?,
            titles: BTreeMap::new(),
        })
    }

    /// What the incidents are called that these are about.
    async fn entitle(
        &mut self,
        tx: &mut Tx,
        reader: &Reader,
        page: &Page,
        found: &[Listed],
    ) -> Result<()> {
        for id in found.iter().filter_map(|one| one.incident) {
            if self.titles.contains_key(&id) {
                continue;
            }
            let incident = match incidents::load(tx, page.id, id).await {
                Err(Error::NotFound) => continue,
                other => other?,
            };
            self.titles.insert(id, title_of(reader, &incident.title));
        }
        Ok(())
    }
}

/// Who is to say something next, and since when.
pub(super) fn state(reader: &Reader, state: Standing, waits_since: Option<Timestamp>) -> String {
    match (state, waits_since) {
        (Standing::Closed, _) => reader.say("case-closed"),
        (_, Some(at)) => {
            let length = length(reader, at);
            reader.words.tell("case-waits", &[("length", &length)])
        }
        (Standing::Asked, None) => reader.say("case-asked"),
        (Standing::Open, None) => reader.say("case-theirs"),
    }
}

/// A case as it stands in a list.
pub(super) fn row(reader: &Reader, names: &Names, one: &Listed) -> Row {
    let part = one.component;
    let mut about: Vec<String> = part
        .and_then(|id| part_name(reader, &names.components, id))
        .into_iter()
        .collect();
    let said = [&one.method, &one.country];
    about.extend(said.into_iter().filter(|text| !text.is_empty()).cloned());
    about.push(tongue_name(&one.locale));
    Row {
        address: format!("{ADDRESS}/{}", one.id),
        reference: one.reference.to_string(),
        state: state(reader, one.state, one.waits_since),
        is_waiting: one.waits_since.is_some(),
        words: beginning(&one.words),
        lang: one.locale.to_string(),
        about: about.join(" · "),
        came: reader.instant(one.created_at),
        incident: one.incident.and_then(|id| {
            let title = names.titles.get(&id)?;
            Some((format!("/console/incidents/{id}"), title.clone()))
        }),
        hands: one.assigned_to.and_then(|id| {
            let name = member_name(&names.people, id)?;
            Some(reader.words.tell("case-in-hands", &[("name", &name)]))
        }),
    }
}

/// The first words, cut at a word.
pub(super) fn beginning(words: &str) -> String {
    const MOST: usize = 160;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= MOST {
        return words;
    }
    let cut: String = words.chars().take(MOST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}
