//! One more provider: its page's address is enough, the rest is found out; or one out of the catalogue.
//!
//! Read in order: [`ask`], [`submit`], then `catalogue` (what is looked for in it).

use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{Locale, PageId};
use jiff::tz::TimeZone;

use super::{
    ADDRESS, FOLLOW, administers,
    catalogue::{self, Catalogue},
    fields,
};
use crate::{
    console::{
        answer::{self, status_of},
        form::{Control, Deed, Field, Form, More, Pick, Typed, Weight, Wrong},
        frame::Frame,
        screen::Desk,
    },
    ground::{Refusal, Result, Tx},
    members::{Role, SignedIn},
    providers::{self, Follow, Watch},
    web::Site,
};

#[derive(Template)]
#[template(path = "console/providers/choose.html")]
struct FollowPage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    /// What the page was found to be, and more of it in English.
    found: Option<(String, Option<String>)>,
    form: Form,
    catalogue: Catalogue,
}

/// What is looked for in the catalogue, and what was chosen out of it.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub q: String,
    pub from: String,
}

/// Answers `GET /console/follow`.
///
/// # Errors
/// `Refused` for whoever administers no page; a fault when the database is away.
pub(super) async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let typed = catalogue::typed(&asked.from);
    screen(&site, &signed_in, &asked.q, &typed, Shown::Empty).await
}

/// What stands beside the form.
enum Shown {
    Empty,
    Found(String, Option<String>),
    Refused(Refusal),
}

/// Answers `POST /console/follow`.
///
/// # Errors
/// As [`ask`].
pub(super) async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Extension(watch): Extension<Watch>,
    typed: Typed,
) -> Result<Response> {
    if typed.get("deed") == "find" {
        return find(&site, &signed_in, &watch, &typed).await;
    }
    let mut tx = site.db.begin().await?;
    administers(&mut tx, &signed_in).await?;
    let done = answer::once(&mut tx, site.clock.now(), &signed_in, &typed, async |tx| {
        follow(tx, &site, &signed_in, &typed).await
    });
    let done = done.await;
    match answer::end(tx, done).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => screen(&site, &signed_in, "", &typed, Shown::Refused(refusal)).await,
    }
}

/// Asks the page what it is, and says so; nothing is followed yet.
async fn find(site: &Site, signed_in: &SignedIn, watch: &Watch, typed: &Typed) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    administers(&mut tx, signed_in).await?;
    drop(tx);
    let words = Frame::words_of(signed_in);
    let place = fields::place(typed);
    let shown = match providers::check_page(&place.page) {
        Err(refusal) => Shown::Refused(refusal),
        Ok(()) => match watch.find_format(&place.page).await? {
            Ok(found) => match found.form {
                Some(form) => {
                    let said = [("form", form.label), ("page", found.place.page.as_str())];
                    Shown::Found(words.tell("watch-found", &said), None)
                }
                None => Shown::Found(words.say("watch-found-none"), Some(found.note)),
            },
            Err(why) => Shown::Found(words.say("watch-found-nobody"), Some(why.reason)),
        },
    };
    screen(site, signed_in, "", typed, shown).await
}

/// Follows it, and says where it stands then.
async fn follow(tx: &mut Tx, site: &Site, signed_in: &SignedIn, typed: &Typed) -> Result<String> {
    let desk = Desk::of(tx, site, signed_in).await?;
    let place = fields::place(typed);
    let name = match typed.filled("name") {
        Some(name) => name.to_owned(),
        None => name_of(&place.page),
    };
    let slug = match typed.filled("slug") {
        Some(slug) => slug.to_owned(),
        None => providers::slug_of(&name),
    };
    let base = catalogue::chosen(typed, &place.page);
    let new = Follow {
        slug: slug.clone(),
        name,
        sector: base
            .as_ref()
            .map_or_else(String::new, |base| base.sector.clone()),
        place: base.map_or(place, |base| base.place),
        form: typed.filled("form").map(str::to_owned),
        locale: Locale::of("en"),
        zone: TimeZone::UTC,
        selectors: fields::selectors(typed)?,
        is_empty_clear: typed.is_on("empty"),
        pages: chosen(tx, &desk, signed_in, typed).await?,
    };
    providers::follow(tx, site.clock.now(), signed_in.actor(), &new).await?;
    Ok(format!("{ADDRESS}/{slug}?done=followed"))
}

/// The pages that were ticked, each of which they administer.
async fn chosen(
    tx: &mut Tx,
    desk: &Desk,
    signed_in: &SignedIn,
    typed: &Typed,
) -> Result<Vec<PageId>> {
    let mut pages = Vec::new();
    for word in typed.all("pages") {
        let found = desk.pages.iter().find(|page| page.id.to_string() == word);
        let page = found.ok_or_else(|| {
            Refusal::of("pages", "choose pages that are there").told("refusal-provider-shown")
        })?;
        signed_in.on(tx, page.id, Role::Administrator).await?;
        pages.push(page.id);
    }
    Ok(pages)
}

async fn screen(
    site: &Site,
    signed_in: &SignedIn,
    wanted: &str,
    typed: &Typed,
    shown: Shown,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    administers(&mut tx, signed_in).await?;
    let desk = Desk::of(&mut tx, site, signed_in).await?;
    let words = desk.words();
    let title = words.say("watch-follow");
    let mut form = form(&desk, signed_in, typed);
    let (wrong, status, found) = match shown {
        Shown::Empty => (None, StatusCode::OK, None),
        Shown::Found(words, more) => (None, StatusCode::OK, Some((words, more))),
        Shown::Refused(refusal) => {
            let wrong = form.refuse(&desk.reader, &refusal);
            (Some(wrong), status_of(&refusal), None)
        }
    };
    let page = FollowPage {
        frame: Frame::of(&mut tx, site, signed_in, &title)
            .await?
            .at(ADDRESS),
        back: (ADDRESS.to_owned(), words.say("watch-title")),
        wrong,
        lead: words.say("watch-follow-lead"),
        found,
        form,
        catalogue: Catalogue::of(words, wanted),
        title,
    };
    answer::page(&page, status)
}

fn form(desk: &Desk, signed_in: &SignedIn, typed: &Typed) -> Form {
    let words = desk.words();
    let mut more = vec![
        Field::of(
            "slug",
            words.say("watch-slug"),
            Control::line(typed.get("slug")),
        )
        .hinted(words.say("watch-slug-hint")),
    ];
    more.extend(fields::reading(words, typed));
    Form {
        hidden: vec![
            (
                "key",
                crate::ground::token::new_id(desk.reader.now).to_string(),
            ),
            ("from", typed.get("from").to_owned()),
        ],
        deeds: vec![
            Deed::of("find", words.say("watch-find"), Weight::Quiet),
            Deed::of("follow", words.say("watch-follow-do"), Weight::Main),
        ],
        more: Some(More {
            label: words.say("watch-more"),
            is_open: ["slug", "form", "selectors"]
                .iter()
                .any(|name| typed.filled(name).is_some()),
            fields: more,
        }),
        back: Some((ADDRESS.to_owned(), words.say("leave-it"))),
        ..Form::to("follow", FOLLOW).asking([
            fields::page(words, typed),
            fields::name(words, typed).hinted(words.say("watch-name-hint")),
            Field::of(
                "pages",
                words.say("watch-pages"),
                Control::Several(page_picks(desk, signed_in, typed)),
            )
            .hinted(words.say("watch-pages-hint")),
        ])
    }
}

/// The pages that they administer; those that were ticked are.
pub(super) fn page_picks(desk: &Desk, signed_in: &SignedIn, typed: &Typed) -> Vec<Pick> {
    let own = desk
        .pages
        .iter()
        .filter(|page| signed_in.role_on(page.id) >= Some(Role::Administrator));
    own.map(|page| {
        let id = page.id.to_string();
        let is_chosen = typed.all("pages").any(|word| word == id);
        Pick::of(id, desk.page_name(Some(page.id)), is_chosen)
    })
    .collect()
}

/// What a page is called where nobody says it: its host, without what all such hosts begin with.
fn name_of(page: &str) -> String {
    let host = beffroi_readers::watch::host_of(page);
    let short = ["www.", "status.", "www."]
        .iter()
        .fold(host.as_str(), |host, part| {
            host.strip_prefix(part).unwrap_or(host)
        });
    short.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_names_is_called_by_its_host() {
        assert_eq!(name_of("https://status.stripe.com/"), "stripe.com");
        assert_eq!(name_of("https://www.example.com/status"), "example.com");
    }
}
