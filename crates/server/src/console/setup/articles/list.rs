//! All articles of a page, in the order in which readers see them.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};

use super::{
    super::{
        super::{answer, form::Typed, frame::Frame},
        Asked,
        thing::Around,
    },
    PLACE, about,
};
use crate::{
    articles,
    ground::{Error, Result},
    members::{Role, SignedIn},
    web::Site,
};

#[derive(Template)]
#[template(path = "console/setup/articles/list.html")]
struct ListPage {
    frame: Frame,
    back: (String, String),
    title: String,
    lead: String,
    none: String,
    ways: Vec<(String, String)>,
    rows: Vec<Row>,
    up: String,
    down: String,
}

struct Row {
    address: String,
    name: String,
    about: String,
    is_first: bool,
    is_last: bool,
}

/// Answers `GET /console/pages/{slug}/help`.
///
/// # Errors
/// `NotFound` or `Refused` for whoever does not publish on it.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let around = Around::load(&mut tx, &site, &signed_in, &slug, Role::Publisher).await?;
    let all = articles::articles_of(&mut tx, &around.page).await?;
    let reader = &around.reader;
    let last = all.len().saturating_sub(1);
    let row = |(at, one): (usize, &articles::Article)| Row {
        address: around.address(&format!("{PLACE}/{}", one.slug)),
        name: reader.plain(&one.title).unwrap_or_else(|| one.slug.clone()),
        about: about(&around, one).join(" · "),
        is_first: at == 0,
        is_last: at == last,
    };
    let title = reader.say("help-setup");
    let done = asked
        .done
        .as_deref()
        .and_then(done)
        .map(|key| reader.say(key));
    let screen = ListPage {
        frame: around.frame(&title).saying(done),
        back: ("/console/pages".to_owned(), reader.say("setup-title")),
        title: format!("{title} – {}", around.page.name_in(reader.locale())),
        lead: reader.say("help-setup-lead"),
        none: reader.say("help-setup-none"),
        ways: vec![
            (
                around.address(&format!("{PLACE}/new")),
                reader.say("help-setup-new"),
            ),
            (reader.path("help"), reader.say("help-look")),
        ],
        rows: all.iter().enumerate().map(row).collect(),
        up: reader.say("parts-up"),
        down: reader.say("parts-down"),
    };
    answer::page(&screen, StatusCode::OK)
}

/// What was just done.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "stored" => "help-done-stored",
        "published" => "help-done-published",
        "withdrawn" => "help-done-withdrawn",
        "removed" => "help-done-removed",
        _ => return None,
    })
}

/// Answers `POST /console/pages/{slug}/help/{article}/move`: one place up or down.
///
/// # Errors
/// As [`show`]; `NotFound` without such an article.
pub(super) async fn shift(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, article)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let around = Around::load(&mut tx, &site, &signed_in, &slug, Role::Publisher).await?;
    let all = articles::articles_of(&mut tx, &around.page).await?;
    let mut order: Vec<&str> = all.iter().map(|one| one.slug.as_str()).collect();
    let at = order.iter().position(|one| *one == article);
    let at = at.ok_or(Error::NotFound)?;
    let to = match typed.get("deed") {
        "up" => at.saturating_sub(1),
        _ => (at + 1).min(order.len() - 1),
    };
    order.swap(at, to);
    let (now, actor) = around.deed();
    articles::order(&mut tx, now, actor, &around.page, &order).await?;
    tx.commit().await?;
    Ok(answer::see_other(&around.address(PLACE)))
}
