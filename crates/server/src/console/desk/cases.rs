//! What readers report of an incident, at its desk: how many, where they are, and all of them answered at once.

use askama::{Template, filters::HtmlSafe};

use super::scene::Scene;
use crate::{
    ground::{Result, Tx},
    members::{Role, SignedIn},
    reports,
};

/// The cases about an incident.
#[derive(Template)]
#[template(path = "console/desk/cases.html")]
pub struct Cases {
    title: String,
    /// How many on which page, and where they are.
    ways: Vec<(String, String)>,
    several: Option<(String, String)>,
}

impl HtmlSafe for Cases {}

impl Cases {
    /// As a member finds them; `None` where there are none on a page of theirs.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn load(tx: &mut Tx, signed_in: &SignedIn, scene: &Scene) -> Result<Option<Self>> {
        let (reader, id) = (&scene.reader, scene.incident.id);
        let mut ways = Vec::new();
        let mut may = false;
        for place in &scene.places {
            let page = &place.page;
            let role = signed_in.role_on(page.id);
            let count = match role {
                Some(_) => reports::count_about(tx, page.id, id).await?,
                None => 0,
            };
            if count == 0 {
                continue;
            }
            may |= role >= Some(Role::Responder);
            let address = format!("/console/cases?of={}&incident={id}", page.slug);
            let label = reader.words.count("cases-linked", count, &[]);
            let name = page.name_in(reader.locale());
            ways.push(match scene.places.len() {
                1 => (address, label),
                _ => (address, format!("{label} · {name}")),
            });
        }
        let several = || {
            let address = format!("/console/cases/about/{id}");
            (address, reader.say("several-title"))
        };
        Ok((!ways.is_empty()).then(|| Self {
            title: reader.say("cases-title"),
            ways,
            several: may.then(several),
        }))
    }
}
