//! What readers report, as the team finds it: who waits, what looks alike, one case with all that was said, and all that are
//! about an incident.
//!
//! Read in order: [`routes`], `look` (what is looked for), `list`, `groups` (what looks alike, and an incident out of it), `one` (the screen
//! of a case), `fields` (its forms), `files` (what was sent with it), `deeds` (answered, noted, assigned, linked, asked, closed), `phrases` and `machine` (help in a
//! language that is not one's own), `several` (all that are about an incident), `figures`. Whoever reads on its page may look; a responder answers.
//! Where their author gets an answer is for those who may write to them. Not here: the page's rules (`setup`).

mod deeds;
mod draft;
mod fields;
mod figures;
mod files;
mod groups;
mod list;
mod look;
mod machine;
mod one;
mod phrases;
mod several;

use axum::{
    Router,
    routing::{get, post},
};
use beffroi_domain::{Actor, ComponentId, Incident, LocalizedText, MemberId, ReportId};
use uuid::Uuid;

use super::desk::scene;
use crate::{
    components::{self, Component},
    ground::{Error, Result, Tx},
    incidents,
    members::{self, Member, Role, SignedIn},
    pages::{self, Page},
    reports::{self, Report},
    web::{Reader, Site},
};

pub(in crate::console) use draft::opened;
pub(in crate::console) use list::waits;

pub(super) const ADDRESS: &str = "/console/cases";

/// The routes of cases.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route(ADDRESS, get(list::show))
        .route(figures::PLACE, get(figures::show))
        .route("/console/cases/link", post(groups::link))
        .route("/console/cases/declare", post(groups::declare))
        .route("/console/cases/about/{incident}", get(several::show))
        .route(
            "/console/cases/about/{incident}/answer",
            post(several::answer),
        )
        .route("/console/cases/about/{incident}/ask", post(several::ask))
        .route(
            "/console/cases/about/{incident}/table",
            post(several::table),
        )
        .route("/console/cases/{id}", get(one::show))
        .route("/console/cases/{id}/files/{file}", get(files::take))
        .route("/console/cases/{id}/answer", post(deeds::answer))
        .route("/console/cases/{id}/note", post(deeds::note))
        .route("/console/cases/{id}/assign", post(deeds::assign))
        .route("/console/cases/{id}/link", post(deeds::link))
        .route("/console/cases/{id}/ask", post(deeds::ask))
        .route("/console/cases/{id}/close", post(deeds::close))
        .route("/console/cases/{id}/reopen", post(deeds::reopen))
}

/// One case, and what is around it.
struct Scene {
    /// The member, as a reader in their own language and the page's zone.
    reader: Reader,
    page: Page,
    report: Report,
    people: Vec<Member>,
    components: Vec<Component>,
    /// The incident that it is about.
    incident: Option<Incident>,
    /// What the member may do on its page.
    role: Role,
    has_machine: bool,
}

impl Scene {
    /// For whoever has `role` on its page.
    async fn load(
        tx: &mut Tx,
        site: &Site,
        signed_in: &SignedIn,
        (id, role): (Uuid, Role),
    ) -> Result<Self> {
        let report = reports::load(tx, ReportId(id)).await?;
        signed_in.on(tx, report.page, role).await?;
        let page = pages::find_by_id(tx, report.page).await?;
        let page = page.ok_or(Error::NotFound)?;
        let incident = match report.incident {
            // One that was merged into another may have left the page.
            Some((id, _)) => match incidents::load(tx, page.id, id).await {
                Err(Error::NotFound) => None,
                other => Some(other?),
            },
            None => None,
        };
        Ok(Self {
            reader: scene::reader(tx, site, signed_in, &page).await?,
            people: members::list(tx).await?,
            components: components::ever_of_page(tx, page.id).await?,
            role: signed_in.role_on(page.id).unwrap_or(Role::Reader),
            has_machine: site.has_machine,
            incident,
            page,
            report,
        })
    }

    fn address(&self) -> String {
        format!("{ADDRESS}/{}", self.report.id)
    }

    /// Whether the member may do anything with it.
    fn may(&self) -> bool {
        self.role >= Role::Responder
    }

    /// Whether somebody of us did it; their name.
    fn name(&self, actor: Actor) -> String {
        let known = match actor {
            Actor::Member(id) => member_name(&self.people, MemberId(id)),
            _ => None,
        };
        known.unwrap_or_else(|| self.reader.say("moved-nobody"))
    }
}

/// What a member is called, where they are known by name.
fn member_name(people: &[Member], id: MemberId) -> Option<String> {
    let known = people.iter().find(|one| one.id == id);
    known
        .map(|one| one.name.clone())
        .filter(|name| !name.is_empty())
}

/// What a component is called.
fn part_name(reader: &Reader, components: &[Component], id: ComponentId) -> Option<String> {
    let found = components.iter().find(|one| one.id == id)?;
    reader.plain(&found.name)
}

/// What an incident is called.
fn title_of(reader: &Reader, title: &LocalizedText) -> String {
    reader.plain(title).unwrap_or_default()
}
