//! One group of services: made, changed, taken away.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::GroupId;
use uuid::Uuid;

use super::{
    super::{
        desk::answer::{self, see_other},
        form::{Control, Deed, Field, Form, Typed, Weight},
        frame::Frame,
    },
    FormPage, kept, page_of,
    parts::called,
    put_words, typed_words,
};
use crate::{
    components::{self, Group, GroupChange, NewGroup},
    ground::{Error, Refusal, Result, Tx},
    members::SignedIn,
    pages::Page,
    web::{Site, words},
};

/// Answers `GET /console/pages/{slug}/groups/new`.
///
/// # Errors
/// `NotFound` or `Refused` for whoever does not administer the page.
pub async fn ask_new(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let page = page_of(&mut tx, &signed_in, &slug).await?;
    show(
        &mut tx,
        &site,
        &signed_in,
        &page,
        None,
        &Typed::default(),
        None,
    )
    .await
}

/// Answers `POST /console/pages/{slug}/groups/new`.
///
/// # Errors
/// As [`ask_new`].
pub async fn make(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    typed: Typed,
) -> Result<Response> {
    done(&site, &signed_in, &slug, None, &typed).await
}

/// Answers `GET /console/pages/{slug}/groups/{id}`.
///
/// # Errors
/// As [`ask_new`]; `NotFound` where the page has no such group.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let page = page_of(&mut tx, &signed_in, &slug).await?;
    let one = find(&mut tx, &page, GroupId(id)).await?;
    let mut typed = Typed::default();
    put_words(&mut typed, "name", &one.name);
    put_words(&mut typed, "description", &one.description);
    show(&mut tx, &site, &signed_in, &page, Some(&one), &typed, None).await
}

/// Answers `POST /console/pages/{slug}/groups/{id}`.
///
/// # Errors
/// As [`ask`].
pub async fn store(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
    typed: Typed,
) -> Result<Response> {
    done(&site, &signed_in, &slug, Some(GroupId(id)), &typed).await
}

async fn find(tx: &mut Tx, page: &Page, id: GroupId) -> Result<Group> {
    let all = components::groups_of_page(tx, page.id).await?;
    let one = all.into_iter().find(|one| one.id == id);
    one.ok_or(Error::NotFound)
}

async fn done(
    site: &Site,
    signed_in: &SignedIn,
    slug: &str,
    id: Option<GroupId>,
    typed: &Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let page = page_of(&mut tx, signed_in, slug).await?;
    match write(&mut tx, site, signed_in, &page, id, typed).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&format!("/console/pages/{slug}/parts")))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            let mut tx = site.db.snapshot().await?;
            let one = match id {
                Some(id) => Some(find(&mut tx, &page, id).await?),
                None => None,
            };
            let refusal = Some(refusal);
            show(
                &mut tx,
                site,
                signed_in,
                &page,
                one.as_ref(),
                typed,
                refusal,
            )
            .await
        }
        Err(other) => Err(other),
    }
}

async fn write(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    page: &Page,
    id: Option<GroupId>,
    typed: &Typed,
) -> Result<()> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    if let Some(id) = id.filter(|_| typed.get("deed") == "delete") {
        return components::delete_group(tx, now, actor, page.id, id).await;
    }
    let id = match id {
        Some(id) => id,
        None => {
            let peers = components::groups_of_page(tx, page.id).await?;
            let new = NewGroup {
                public_id: None,
                name: typed.words("name", &page.locales),
                position: peers.iter().map(|one| one.position).max().unwrap_or(0) + 1,
            };
            components::create_group(tx, now, actor, page.id, new).await?
        }
    };
    let change = GroupChange {
        name: typed_words(typed, "name", &page.locales),
        description: typed_words(typed, "description", &page.locales),
        ..GroupChange::default()
    };
    components::update_group(tx, now, actor, page.id, id, &change).await?;
    Ok(())
}

async fn show(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    page: &Page,
    one: Option<&Group>,
    typed: &Typed,
    refusal: Option<Refusal>,
) -> Result<Response> {
    let words = words::first_of([&signed_in.locale]);
    let mut form = form(signed_in, page, one, typed);
    let title = match one {
        Some(one) => called(words, page, &one.name),
        None => words.say("parts-new-group"),
    };
    let status = refusal.as_ref().map_or(StatusCode::OK, answer::status_of);
    let screen = FormPage {
        frame: Frame::inside(site, signed_in, &title).at("/console/pages"),
        back: (
            format!("/console/pages/{}/parts", page.slug),
            words.say("setup-parts"),
        ),
        wrong: refusal.map(|refusal| form.refuse_in(words, &refusal)),
        done: None,
        kept: match one {
            Some(one) => kept(tx, words, page, one.id.0).await?,
            None => None,
        },
        title,
        form,
    };
    answer::page(&screen, status)
}

fn form(signed_in: &SignedIn, page: &Page, one: Option<&Group>, typed: &Typed) -> Form {
    let words = words::first_of([&signed_in.locale]);
    let text = |name: &'static str, key: &str| {
        let said = typed.words(name, &page.locales);
        Field::of(
            name,
            words.say(key),
            Control::words(1, &page.locales, &said),
        )
    };
    let here = format!("/console/pages/{}", page.slug);
    let place = one.map_or_else(|| "new".to_owned(), |one| one.id.to_string());
    let mut deeds = vec![Deed::of("store", words.say("setup-do-store"), Weight::Main)];
    deeds.extend(one.map(|_| Deed::of("delete", words.say("parts-delete-group"), Weight::Grave)));
    Form {
        fields: vec![
            text("name", "parts-name"),
            text("description", "parts-about"),
        ],
        deeds,
        notes: one
            .map(|_| words.say("parts-delete-group-note"))
            .into_iter()
            .collect(),
        back: Some((format!("{here}/parts"), words.say("form-back"))),
        ..Form::to("group", format!("{here}/groups/{place}"))
    }
}
