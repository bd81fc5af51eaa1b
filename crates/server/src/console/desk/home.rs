//! The first page of the console: what is open, what is planned, what was lately, and how to declare.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use beffroi_domain::{Incident, IncidentId, Maintenance, lengths};

use super::{
    answer,
    drafts::{self, Waiting},
    scene, translations,
};
use crate::{
    components,
    console::{
        cases,
        frame::Frame,
        upstreams::notes::{self, Note},
    },
    ground::{Result, Tx},
    incidents, maintenances,
    members::{Role, SignedIn},
    pages::{self, Page},
    story::{
        Names,
        state::{self, Answers},
    },
    web::{
        Reader, Site,
        format::{Said, When},
        words,
    },
};

/// How many incidents that are over are shown.
const LATELY: i64 = 5;

#[derive(Template)]
#[template(path = "console/desk/home.html")]
struct HomePage {
    frame: Frame,
    title: String,
    declare: Option<(String, String)>,
    afterwards: Option<(String, String)>,
    open_title: String,
    none: String,
    open: Vec<Open>,
    /// Who waits for an answer, and where.
    cases: Option<(String, String)>,
    drafts_title: String,
    drafts: Vec<Waiting>,
    /// What is to be translated: where, and how much.
    translations: Option<(String, String)>,
    upstreams_title: String,
    upstreams: Vec<Note>,
    planned_title: String,
    planned: Vec<Planned>,
    lately_title: String,
    lately: Vec<Lately>,
    /// What a mark beside a time means, where one stands.
    concluded: Option<(String, String)>,
}

/// An incident that goes on, with its clock.
struct Open {
    id: IncidentId,
    shape: &'static str,
    title: Said,
    status: String,
    length: String,
    page: Option<String>,
    clock: Option<Answers>,
}

/// Work to come.
struct Planned {
    address: String,
    title: Said,
    when: When,
    status: String,
    page: Option<String>,
}

/// An incident that is over.
struct Lately {
    id: IncidentId,
    title: Said,
    when: Option<When>,
    page: Option<String>,
}

/// Answers `/console/`.
///
/// # Errors
/// A fault when the database is away.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let all = pages::list(&mut tx).await?;
    let mine = || {
        all.iter()
            .filter(|page| signed_in.role_on(page.id).is_some())
    };
    let may_write = mine().any(|page| signed_in.role_on(page.id) >= Some(Role::Responder));
    let is_one = mine().count() == 1;
    let words = words::first_of([&signed_in.locale]);
    let title = words.say("desk-home");
    let way = |place: &str, key: &str| may_write.then(|| (place.to_owned(), words.say(key)));
    let mut home = HomePage {
        frame: Frame::inside(&site, &signed_in, &title).at("/console/"),
        declare: way("/console/incidents/new", "home-declare"),
        afterwards: way("/console/incidents/new?afterwards=yes", "home-afterwards"),
        open_title: words.say("home-open"),
        none: words.say("home-none"),
        open: vec![],
        cases: None,
        drafts_title: words.say("home-drafts"),
        drafts: vec![],
        translations: translations::way(&mut tx, &signed_in).await?,
        upstreams_title: words.say("upstreams-now"),
        upstreams: vec![],
        planned_title: words.say("home-planned"),
        planned: vec![],
        lately_title: words.say("home-lately"),
        lately: vec![],
        concluded: None,
        title,
    };
    let seen: Vec<&Page> = mine().collect();
    if let Some(first) = seen.first() {
        let reader = scene::reader(&mut tx, &site, &signed_in, first).await?;
        home.cases = cases::waits(&mut tx, &reader, &seen).await?;
    }
    for page in mine() {
        let reader = scene::reader(&mut tx, &site, &signed_in, page).await?;
        let name = (!is_one).then(|| page.name_in(reader.locale()).to_owned());
        gather(&mut tx, &mut home, page, &reader, name).await?;
    }
    let explained = || (words.say("concluded-title"), words.say("concluded-note"));
    home.concluded = home.has_concluded().then(explained);
    answer::page(&home, StatusCode::OK)
}

impl HomePage {
    /// True where a time is marked as concluded.
    fn has_concluded(&self) -> bool {
        let clocks = self.open.iter().filter_map(|one| one.clock.as_ref());
        let told = clocks.flat_map(|clock| [&clock.since.1, &clock.said.1]);
        let of_open = told.filter_map(|when| when.as_ref().ok());
        let of_past = self.lately.iter().filter_map(|one| one.when.as_ref());
        of_open.chain(of_past).any(|when| when.concluded.is_some())
    }
}

/// What stands on one page.
async fn gather(
    tx: &mut Tx,
    home: &mut HomePage,
    page: &Page,
    reader: &Reader,
    name: Option<String>,
) -> Result<()> {
    let names = Names::of(&components::of_page(tx, page.id).await?);
    for incident in incidents::open_on(tx, page.id).await? {
        if home.open.iter().all(|one| one.id != incident.id) {
            home.open
                .push(open(reader, &names, &incident, name.clone()));
        }
    }
    for incident in incidents::newest(tx, page.id, LATELY, 0).await? {
        let is_new = home.lately.iter().all(|one| one.id != incident.id);
        if is_new && !incident.status.is_open() {
            home.lately.push(lately(reader, &incident, name.clone()));
        }
    }
    for draft in drafts::waiting(tx, reader, page.id).await? {
        if home.drafts.iter().all(|one| one.address != draft.address) {
            home.drafts.push(draft);
        }
    }
    home.upstreams
        .extend(notes::of_page(tx, reader, page.id).await?);
    let planned = maintenances::planned(tx, page.id).await?;
    home.planned
        .extend(planned.iter().map(|one| plan(reader, one, name.clone())));
    Ok(())
}

fn called(reader: &Reader, title: &beffroi_domain::LocalizedText, id: &impl ToString) -> Said {
    reader.said(title).unwrap_or_else(|| Said {
        text: id.to_string(),
        lang: None,
        note: None,
    })
}

fn open(reader: &Reader, names: &Names, incident: &Incident, page: Option<String>) -> Open {
    let none = std::collections::HashMap::new();
    let alone = std::slice::from_ref(incident);
    Open {
        id: incident.id,
        shape: incident.degree().as_str(),
        title: called(reader, &incident.title, &incident.public_id),
        status: reader.say(&format!("incident-{}", incident.status)),
        length: reader.length(&lengths(incident, reader.now, &reader.zone).impact),
        clock: state::state(reader, names, &[], &none, alone).answers,
        page,
    }
}

fn lately(reader: &Reader, incident: &Incident, page: Option<String>) -> Lately {
    let said = incident
        .updates
        .iter()
        .filter_map(|update| update.published);
    let last = said.max_by_key(|moment| moment.at);
    Lately {
        id: incident.id,
        title: called(reader, &incident.title, &incident.public_id),
        when: last.map(|moment| reader.when(&moment)),
        page,
    }
}

fn plan(reader: &Reader, maintenance: &Maintenance, page: Option<String>) -> Planned {
    let next = maintenance.times_from(reader.now).next();
    let start = next.map_or(maintenance.scheduled_start_at, |time| time.from);
    Planned {
        address: format!("/console/maintenances/{}", maintenance.id),
        title: called(reader, &maintenance.title, &maintenance.public_id),
        when: reader.instant(start),
        status: reader.say(&format!(
            "maintenance-{}",
            maintenance.status_at(reader.now)
        )),
        page,
    }
}
