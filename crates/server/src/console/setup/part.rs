//! One service: made, changed, taken away.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{ComponentId, ComponentStatus, GroupId};
use uuid::Uuid;

use super::{
    super::{
        desk::{
            answer::{self, see_other},
            scene::standing,
        },
        form::{Control, Deed, Field, Form, Pick, Typed, Weight},
        frame::Frame,
    },
    FormPage, kept, page_of,
    parts::called,
    put_words, typed_words,
};
use crate::{
    components::{self, Component, ComponentChange, NewComponent},
    ground::{Error, Refusal, Result, Tx},
    members::SignedIn,
    pages::Page,
    web::{Site, words},
};

/// Answers `GET /console/pages/{slug}/parts/new`.
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
    let mut typed = Typed::default();
    typed.set("showcase", "yes");
    show(&mut tx, &site, &signed_in, &page, None, &typed, None).await
}

/// Answers `POST /console/pages/{slug}/parts/new`.
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

/// Answers `GET /console/pages/{slug}/parts/{id}`.
///
/// # Errors
/// As [`ask_new`]; `NotFound` where the page has no such service.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let page = page_of(&mut tx, &signed_in, &slug).await?;
    let one = find(&mut tx, &page, ComponentId(id)).await?;
    let typed = as_typed(&one);
    show(&mut tx, &site, &signed_in, &page, Some(&one), &typed, None).await
}

/// Answers `POST /console/pages/{slug}/parts/{id}`.
///
/// # Errors
/// As [`ask`].
pub async fn store(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, id)): Path<(String, Uuid)>,
    typed: Typed,
) -> Result<Response> {
    done(&site, &signed_in, &slug, Some(ComponentId(id)), &typed).await
}

async fn find(tx: &mut Tx, page: &Page, id: ComponentId) -> Result<Component> {
    let all = standing(components::of_page(tx, page.id).await?);
    let one = all.into_iter().find(|one| one.id == id);
    one.ok_or(Error::NotFound)
}

async fn done(
    site: &Site,
    signed_in: &SignedIn,
    slug: &str,
    id: Option<ComponentId>,
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
    id: Option<ComponentId>,
    typed: &Typed,
) -> Result<()> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    if let Some(id) = id.filter(|_| typed.get("deed") == "delete") {
        return components::delete(tx, now, actor, page.id, id).await;
    }
    let group = typed.get("group_id").parse().ok().map(GroupId);
    let id = match id {
        Some(id) => id,
        None => {
            let peers = standing(components::of_page(tx, page.id).await?);
            let places = peers.iter().filter(|one| one.group == group);
            let new = NewComponent {
                public_id: None,
                group,
                name: typed.words("name", &page.locales),
                description: typed.words("description", &page.locales),
                position: places.map(|one| one.position).max().unwrap_or(0) + 1,
                status: ComponentStatus::Operational,
                since: now,
            };
            components::create(tx, now, actor, page.id, new).await?
        }
    };
    let change = ComponentChange {
        name: typed_words(typed, "name", &page.locales),
        description: typed_words(typed, "description", &page.locales),
        group: Some(group),
        position: None,
        showcase: Some(typed.is_on("showcase")),
        only_show_if_degraded: Some(typed.is_on("only_show_if_degraded")),
        since: None,
    };
    components::update(tx, now, actor, page.id, id, &change).await?;
    Ok(())
}

fn as_typed(one: &Component) -> Typed {
    let mut typed = Typed::default();
    put_words(&mut typed, "name", &one.name);
    put_words(&mut typed, "description", &one.description);
    typed.set(
        "group_id",
        one.group
            .map_or_else(String::new, |group| group.to_string()),
    );
    typed.set("showcase", if one.showcase { "yes" } else { "" });
    let only = one.only_show_if_degraded;
    typed.set("only_show_if_degraded", if only { "yes" } else { "" });
    typed
}

async fn show(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    page: &Page,
    one: Option<&Component>,
    typed: &Typed,
    refusal: Option<Refusal>,
) -> Result<Response> {
    let words = words::first_of([&signed_in.locale]);
    let mut form = form(tx, signed_in, page, one, typed).await?;
    let title = match one {
        Some(one) => called(words, page, &one.name),
        None => words.say("parts-new"),
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

async fn form(
    tx: &mut Tx,
    signed_in: &SignedIn,
    page: &Page,
    one: Option<&Component>,
    typed: &Typed,
) -> Result<Form> {
    let words = words::first_of([&signed_in.locale]);
    let text = |name: &'static str, key: &str| {
        let said = typed.words(name, &page.locales);
        Field::of(
            name,
            words.say(key),
            Control::words(1, &page.locales, &said),
        )
    };
    let check = |name: &'static str, key: &str| {
        let is_on = typed.is_on(name);
        Field::of(name, words.say(key), Control::Check { is_on })
    };
    let groups = components::groups_of_page(tx, page.id).await?;
    let chosen = typed.get("group_id");
    let mut picks = vec![Pick::of(
        "",
        words.say("parts-group-none"),
        chosen.is_empty(),
    )];
    picks.extend(groups.iter().map(|group| {
        let id = group.id.to_string();
        let is_chosen = id == chosen;
        Pick::of(id, called(words, page, &group.name), is_chosen)
    }));
    let place = one.map_or_else(|| "new".to_owned(), |one| one.id.to_string());
    let mut deeds = vec![Deed::of("store", words.say("setup-do-store"), Weight::Main)];
    deeds.extend(one.map(|_| Deed::of("delete", words.say("parts-delete"), Weight::Grave)));
    Ok(Form {
        fields: vec![
            text("name", "parts-name"),
            text("description", "parts-about"),
            Field::of("group_id", words.say("parts-group"), Control::List(picks)),
            check("showcase", "parts-showcase"),
            check("only_show_if_degraded", "parts-only"),
        ],
        deeds,
        notes: one
            .map(|_| words.say("parts-delete-note"))
            .into_iter()
            .collect(),
        back: Some((
            format!("/console/pages/{}/parts", page.slug),
            words.say("form-back"),
        )),
        ..Form::to(
            "part",
            format!("/console/pages/{}/parts/{place}", page.slug),
        )
    })
}
