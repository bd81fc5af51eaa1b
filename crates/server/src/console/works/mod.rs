//! Planned work in the console: what is to come, planning it, and its steps by hand.
//!
//! Read in order: [`routes`], `list`, `plan` (the form), `shift` (to move it), `repeat` (how it comes again), `screen` (one
//! work), `steps` (its form), `call_off` (the question before a series ends), `look` (what the review says of the words), `passed`, `out` (at once, or after a second person looked), `draft` (what waits for that). Not here: what is done (`maintenances`), what the clock does (`app`).

mod call_off;
mod draft;
mod fields;
mod list;
mod look;
mod out;
mod passed;
mod plan;
mod repeat;
mod screen;
mod shift;
mod steps;
mod translate;

use askama::Template;
use axum::{
    Router,
    routing::{get, post},
};
use beffroi_domain::LocalizedText;

use self::look::Look;
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
        .route(
            "/console/maintenances/drafts/{id}",
            get(draft::show).post(draft::act),
        )
        .route("/console/maintenances/{id}/told", get(screen::told))
        .route("/console/maintenances/{id}/only", post(screen::only))
        .route(
            "/console/maintenances/{id}/translations",
            post(translate::submit),
        )
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
    form: Form,
    /// What the review says of the words.
    look: Option<Look>,
}

/// What is to be known before it is done: what else goes on at that time on the same services, and when it comes again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Warned {
    title: String,
    items: Vec<String>,
    dates_title: String,
    dates: Vec<String>,
}

impl Warned {
    fn is_empty(&self) -> bool {
        self.items.is_empty() && self.dates.is_empty()
    }

    fn dates(reader: &Reader, dates: Vec<String>) -> Self {
        let mut warned = Self::default();
        warned.put_dates(reader, dates);
        warned
    }

    fn put_dates(&mut self, reader: &Reader, dates: Vec<String>) {
        self.dates_title = reader.say("works-dates");
        self.dates = dates;
    }
}

/// Other work, and open incidents, on the same components.
async fn warned(
    tx: &mut Tx,
    reader: &Reader,
    pages: &[Page],
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
    for page in pages {
        for incident in incidents::open_on(tx, page.id).await? {
            let of_windows = incident.windows.iter().flat_map(|one| &one.components);
            let on = incident.components.iter();
            let mut touched = on.chain(of_windows.map(|(id, _)| id));
            let title = named(&incident.title, incident.public_id.as_str());
            let item = reader.words.tell("works-incident", &[("title", &title)]);
            if touched.any(|id| components.contains(id)) && !items.contains(&item) {
                items.push(item);
            }
        }
    }
    Ok(Warned {
        title: reader.say("works-overlaps"),
        items,
        ..Warned::default()
    })
}
