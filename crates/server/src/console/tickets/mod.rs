//! Tickets with providers: what is open and who waits, one ticket with all that was said, and a new one.
//!
//! Read in order: [`routes`], `list`, `new`, `one` (the screen), `deeds` (said, promised, reminded, closed), `promise` (what became of
//! one). A ticket is for the team of its page: whoever reads there may look, a responder writes. Nothing of it is ever on a public page.

mod deeds;
mod fields;
mod list;
mod new;
mod one;
mod promise;

use axum::{
    Router,
    routing::{get, post},
};
use beffroi_domain::{Actor, TicketId};
use uuid::Uuid;

use super::screen::Desk;
use crate::{
    ground::{Error, Result, Tx},
    ledger::{self, Ticket},
    members::{self, Member, Role, SignedIn},
    pages::{self, Page},
    web::Site,
};

pub(in crate::console) use list::{Row, row};

pub(super) const ADDRESS: &str = "/console/tickets";

/// The routes of tickets.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route(ADDRESS, get(list::show))
        .route("/console/tickets/new", get(new::ask).post(new::submit))
        .route("/console/tickets/{id}", get(one::show))
        .route("/console/tickets/{id}/entries", post(deeds::say))
        .route("/console/tickets/{id}/promises", post(deeds::promise))
        .route("/console/tickets/{id}/remind", post(deeds::remind))
        .route("/console/tickets/{id}/close", post(deeds::close))
        .route("/console/tickets/{id}/reopen", post(deeds::reopen))
        .route(
            "/console/tickets/{id}/promises/{promise}",
            get(promise::ask).post(promise::settle),
        )
        .route(
            "/console/tickets/{id}/promises/{promise}/keep",
            post(promise::keep),
        )
}

/// One ticket, and where its team sits.
struct Scene {
    desk: Desk,
    page: Page,
    ticket: Ticket,
    people: Vec<Member>,
}

impl Scene {
    /// For whoever has `role` on its page.
    async fn load(
        tx: &mut Tx,
        site: &Site,
        signed_in: &SignedIn,
        (id, role): (Uuid, Role),
    ) -> Result<Self> {
        let ticket = ledger::load(tx, TicketId(id)).await?;
        signed_in.on(tx, ticket.page, role).await?;
        let page = pages::find_by_id(tx, ticket.page).await?;
        let page = page.ok_or(Error::NotFound)?;
        let mut desk = Desk::of(tx, site, signed_in).await?;
        desk.reader.zone = page.zone.clone();
        desk.reader.fallback.clone_from(&page.locales);
        Ok(Self {
            desk,
            page,
            people: members::list(tx).await?,
            ticket,
        })
    }

    fn address(&self) -> String {
        format!("{ADDRESS}/{}", self.ticket.id)
    }

    /// Who did something.
    fn name(&self, actor: Actor) -> String {
        let known = match actor {
            Actor::Member(id) => self.people.iter().find(|one| one.id.0 == id),
            _ => None,
        };
        let name = known.map(|one| one.name.clone());
        let name = name.filter(|name| !name.is_empty());
        name.unwrap_or_else(|| self.desk.reader.say("moved-nobody"))
    }
}
