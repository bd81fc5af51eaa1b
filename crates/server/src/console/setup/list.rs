//! The pages of a member.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::super::{answer, frame::Frame};
use crate::{
    ground::Result,
    members::{Role, SignedIn},
    pages::{self, Access, Page},
    web::{Site, Words, words},
};

#[derive(Template)]
#[template(path = "console/setup/list.html")]
struct ListPage {
    frame: Frame,
    title: String,
    make: Option<(String, String)>,
    none: String,
    pages: Vec<Row>,
}

/// One page in a line.
struct Row {
    name: String,
    about: String,
    ways: Vec<(String, String)>,
}

/// Answers `/console/pages`.
///
/// # Errors
/// A fault when the database is away.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let mut mine = pages::list(&mut tx).await?;
    mine.retain(|page| signed_in.role_on(page.id).is_some());
    let words = words::first_of([&signed_in.locale]);
    let title = words.say("setup-title");
    let may_make = signed_in.role_everywhere() == Some(Role::Administrator);
    let list = ListPage {
        frame: Frame::inside(&site, &signed_in, &title).at("/console/pages"),
        make: may_make.then(|| ("/console/pages/new".to_owned(), words.say("setup-new"))),
        none: words.say("setup-none"),
        pages: mine
            .iter()
            .map(|page| row(words, &signed_in, page))
            .collect(),
        title,
    };
    answer::page(&list, StatusCode::OK)
}

fn row(words: &Words, signed_in: &SignedIn, page: &Page) -> Row {
    let here = format!("/console/pages/{}", page.slug);
    let is_mine = signed_in.role_on(page.id) == Some(Role::Administrator);
    let tags: Vec<&str> = page.locales.iter().map(|one| one.as_str()).collect();
    let mut about = vec![page.slug.clone(), tags.join(" ")];
    about.extend(page.hosts.first().cloned());
    about.extend((page.access == Access::Private).then(|| words.say("setup-private")));
    let mut ways = vec![];
    if is_mine {
        ways.push((here.clone(), words.say("setup-edit")));
        ways.push((format!("{here}/parts"), words.say("setup-parts")));
        ways.push((format!("{here}/promises"), words.say("promises-setup")));
        ways.push((format!("{here}/desk"), words.say("desk-setup")));
    }
    if signed_in.role_on(page.id) >= Some(Role::Publisher) {
        ways.push((format!("{here}/templates"), words.say("templates-title")));
        ways.push((format!("{here}/phrases"), words.say("phrases-title")));
        ways.push((format!("{here}/help"), words.say("help-setup")));
    }
    ways.push((format!("{here}/announcements"), words.say("told-title")));
    ways.push((format!("/p/{}/", page.slug), words.say("setup-look")));
    Row {
        name: page.name_in(words.locale()).to_owned(),
        about: about.join(" · "),
        ways,
    }
}
