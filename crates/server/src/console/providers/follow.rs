//! One more provider: its page's address is enough, the rest is found out.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use beffroi_domain::{Locale, PageId};
use jiff::tz::TimeZone;

use super::{ADDRESS, FOLLOW, administers, fields};
use crate::{
    console::{
        answer::{self, status_of},
        form::{Control, Field, Form, More, Pick, Typed, Weight, Wrong},
        frame::Frame,
        screen::Desk,
    },
    ground::{Refusal, Result, Tx},
    members::{Role, SignedIn},
    providers::{self, Follow},
    web::Site,
};

#[derive(Template)]
#[template(path = "console/providers/follow.html")]
struct FollowPage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    form: Form,
}

/// Answers `GET /console/follow`.
///
/// # Errors
/// `Refused` for whoever administers no page; a fault when the database is away.
pub(super) async fn ask(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    screen(&site, &signed_in, &Typed::default(), None).await
}

/// Answers `POST /console/follow`.
///
/// # Errors
/// As [`ask`].
pub(super) async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    administers(&mut tx, &signed_in).await?;
    let done = answer::once(&mut tx, site.clock.now(), &signed_in, &typed, async |tx| {
        follow(tx, &site, &signed_in, &typed).await
    });
    let done = done.await;
    match answer::end(tx, done).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => screen(&site, &signed_in, &typed, Some(refusal)).await,
    }
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
        None => slug_of(&name),
    };
    let new = Follow {
        slug: slug.clone(),
        name,
        sector: String::new(),
        place,
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
    typed: &Typed,
    refusal: Option<Refusal>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    administers(&mut tx, signed_in).await?;
    let desk = Desk::of(&mut tx, site, signed_in).await?;
    let words = desk.words();
    let title = words.say("watch-follow");
    let mut form = form(&desk, signed_in, typed);
    let wrong = refusal
        .as_ref()
        .map(|refusal| form.refuse(&desk.reader, refusal));
    let page = FollowPage {
        frame: Frame::of(&mut tx, site, signed_in, &title)
            .await?
            .at(ADDRESS),
        back: (ADDRESS.to_owned(), words.say("watch-title")),
        wrong,
        lead: words.say("watch-follow-lead"),
        form,
        title,
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, |one| status_of(&one)))
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
        hidden: vec![(
            "key",
            crate::ground::token::new_id(desk.reader.now).to_string(),
        )],
        more: Some(More {
            label: words.say("watch-more"),
            is_open: ["slug", "form", "selectors"]
                .iter()
                .any(|name| typed.filled(name).is_some()),
            fields: more,
        }),
        back: Some((ADDRESS.to_owned(), words.say("leave-it"))),
        ..Form::to("follow", FOLLOW)
            .asking([
                fields::page(words, typed),
                fields::name(words, typed).hinted(words.say("watch-name-hint")),
                Field::of(
                    "pages",
                    words.say("watch-pages"),
                    Control::Several(page_picks(desk, signed_in, typed)),
                )
                .hinted(words.say("watch-pages-hint")),
            ])
            .doing(words.say("watch-follow-do"), Weight::Main)
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

/// A name as it can stand in an address.
fn slug_of(name: &str) -> String {
    let letter = |letter: char| match letter.to_ascii_lowercase() {
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => '-',
    };
    let dashed: String = name.chars().map(letter).collect();
    let parts: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    let mut slug = parts.join("-");
    slug.truncate(40);
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_names_is_called_by_its_host() {
        assert_eq!(name_of("https://status.stripe.com/"), "stripe.com");
        assert_eq!(name_of("https://www.example.com/status"), "example.com");
        assert_eq!(slug_of("stripe.com"), "stripe-com");
        assert_eq!(slug_of("Crédit – Agricole & Co."), "cr-dit-agricole-co");
        assert_eq!(slug_of("日本"), "", "refused, with what to do");
    }
}
