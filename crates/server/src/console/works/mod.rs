//! Planned work in the console: what is to come, planning it, and its steps by hand.
//!
//! Read in order: [`routes`], `list`, `plan` (the form), `shift` (to move it), `repeat` (how it comes again), `screen` (one
//! work and its steps). Not here: what is done (`maintenances`), what the clock does (`app`).

mod list;
mod plan;
mod repeat;
mod screen;
mod shift;

use askama::Template;
use axum::{
    Router,
    routing::{get, post},
};
use beffroi_domain::LocalizedText;

use super::{
    form::{Form, Wrong},
    frame::Frame,
};
use crate::{
    ground::Result, ground::Tx, incidents, maintenances::Overlap, pages::Page, web::Reader,
};

/// The routes of planned work.
pub fn routes() -> Router<crate::web::Site> {
    Router::new()
        .route("/console/maintenances", get(list::show))
        .route(
            "/console/maintenances/new",
            get(plan::ask).post(plan::submit),
        )
        .route(
            "/console/maintenances/{id}",
            get(screen::show).post(screen::submit),
        )
        .route(
            "/console/maintenances/{id}/move",
            get(shift::ask).post(shift::submit),
        )
        .route("/console/maintenances/{id}/only", post(screen::only))
}

/// A page with one form.
#[derive(Template)]
#[template(path = "console/works/form.html")]
struct FormPage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    warned: Warned,
    /// The same on another page.
    others: Vec<(String, String)>,
    form: Form,
}

/// What else goes on at that time on the same services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Warned {
    title: String,
    items: Vec<String>,
}

impl Warned {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// Other work, and open incidents, on the same components.
async fn warned(
    tx: &mut Tx,
    reader: &Reader,
    page: &Page,
    overlaps: &[Overlap],
    components: &[beffroi_domain::ComponentId],
) -> Result<Warned> {
    let named =
        |title: &LocalizedText, id: &str| reader.plain(title).unwrap_or_else(|| id.to_owned());
    let mut items: Vec<String> = overlaps
        .iter()
        .map(|one| {
            let title = named(&one.title, one.public_id.as_str());
            let when = reader.instant(one.time.from).text;
            reader
                .words
                .tell("works-overlap", &[("title", &title), ("when", &when)])
        })
        .collect();
    for incident in incidents::open_on(tx, page.id).await? {
        let of_windows = incident.windows.iter().flat_map(|one| &one.components);
        let mut touched = incident
            .components
            .iter()
            .chain(of_windows.map(|(id, _)| id));
        if touched.any(|id| components.contains(id)) {
            let title = named(&incident.title, incident.public_id.as_str());
            items.push(reader.words.tell("works-incident", &[("title", &title)]));
        }
    }
    Ok(Warned {
        title: reader.say("works-overlaps"),
        items,
    })
}
