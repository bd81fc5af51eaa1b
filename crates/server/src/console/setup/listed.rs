//! All things of one kind on a page, each with what is to be known of it.
//!
//! Not here: services and groups, which stand in an order (`parts`).

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
    routing::get,
};

use super::{
    super::{answer, frame::Frame},
    thing::{self, Around, Thing},
};
use crate::{declarations, ground::Result, members::SignedIn, web::Site};

/// A kind of thing that is listed.
pub trait Listed: Thing {
    /// The words above the list, and for an empty one.
    const SAID: (&'static str, &'static str);

    /// What is to be known of one beside its name.
    fn about(&self, around: &Around<'_>) -> Vec<String>;
}

#[derive(askama::Template)]
#[template(path = "console/setup/listed.html")]
struct ListedPage {
    frame: Frame,
    back: (String, String),
    title: String,
    lead: String,
    none: String,
    make: (String, String),
    rows: Vec<(String, String, String)>,
}

/// The routes of a kind of thing, and of its list.
pub fn routes<T: Listed>() -> Router<Site> {
    let list = format!("/console/pages/{{slug}}/{}", T::CALLED.list.0);
    thing::routes::<T>().route(&list, get(show::<T>))
}

async fn show<T: Listed>(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let around = Around::load(&mut tx, &site, &signed_in, &slug, T::ROLE).await?;
    let reader = &around.reader;
    let kept = declarations::kept_of_page(&mut tx, around.page.id).await?;
    let row = |one: &T| {
        let is_kept = kept.iter().any(|kept| kept.object == one.object());
        let mut about = one.about(&around);
        about.extend(is_kept.then(|| reader.say("parts-kept")));
        about.retain(|said| !said.is_empty());
        let address = around.address(&format!("{}/{}", T::CALLED.place, one.object()));
        (address, one.name(reader), about.join(" · "))
    };
    let (list, called) = T::CALLED.list;
    let title = reader.say(called);
    let (lead, none) = T::SAID;
    let all = T::of_page(&mut tx, around.page.id).await?;
    let screen = ListedPage {
        frame: around.frame(&title),
        back: ("/console/pages".to_owned(), reader.say("setup-title")),
        title: format!("{title} – {}", around.page.name_in(reader.locale())),
        lead: reader.say(lead),
        none: reader.say(none),
        make: (
            around.address(&format!("{list}/new")),
            reader.say(T::CALLED.new),
        ),
        rows: all.iter().map(row).collect(),
    };
    answer::page(&screen, StatusCode::OK)
}
