//! The tickets with providers about an incident, at its desk; and the way to a new one.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::Responsibility;

use super::scene::Scene;
use crate::{
    console::tickets::{ADDRESS, Row, row},
    ground::{Result, Tx},
    ledger,
    members::{Role, SignedIn},
    web::query::encoded,
};

/// The tickets about an incident.
#[derive(Template)]
#[template(path = "console/desk/tickets.html")]
pub struct Tickets {
    title: String,
    rows: Vec<Row>,
    open: Option<(String, String)>,
}

impl HtmlSafe for Tickets {}

impl Tickets {
    /// As a member finds them; `None` where there are none, and none of theirs to open. Tickets of a page on which they have no role
    /// are not shown.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn load(tx: &mut Tx, signed_in: &SignedIn, scene: &Scene) -> Result<Option<Self>> {
        let reader = &scene.reader;
        let mut all = ledger::of_incident(tx, scene.incident.id).await?;
        all.retain(|one| signed_in.role_on(one.page).is_some());
        let rows: Vec<Row> = all.iter().map(|one| row(reader, one, None)).collect();
        let may = signed_in.role_on(scene.page.id) >= Some(Role::Responder);
        let open = may.then(|| open(scene)).flatten();
        if rows.is_empty() && open.is_none() {
            return Ok(None);
        }
        Ok(Some(Self {
            title: reader.say("tickets-desk"),
            rows,
            open,
        }))
    }
}

/// "Open a ticket with PROVIDER", where the fault is another's.
fn open(scene: &Scene) -> Option<(String, String)> {
    let Some(Responsibility::External { provider }) = &scene.incident.responsibility else {
        return None;
    };
    let name = provider.as_deref().unwrap_or_default();
    let label = match name.is_empty() {
        true => scene.reader.say("ticket-open"),
        false => {
            let words = scene.reader.words;
            words.tell("ticket-open-with", &[("provider", name)])
        }
    };
    let (incident, page) = (scene.incident.id, scene.page.id);
    let name = encoded(name);
    let address = format!("{ADDRESS}/new?incident={incident}&page={page}&provider={name}");
    Some((address, label))
}
