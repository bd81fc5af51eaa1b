//! The editor of an article: every language side by side, what readers will see of it, and the press that publishes it.
//!
//! Read in order: [`ask`], [`store`], `act` (which deed), then the form. What is refused comes back as it was typed.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    super::{
        super::{
            answer,
            form::{Control, Deed, Field, Form, Typed, Weight, Wrong},
            frame::Frame,
        },
        put_words,
        thing::Around,
    },
    PLACE, about, facts,
    look::Look,
};
use crate::{
    articles::{self, Article, ArticleOrigin, NewArticle},
    ground::{Error, Refusal, Result, Tx},
    members::{Role, SignedIn},
    web::{Site, words},
};

#[derive(Template)]
#[template(path = "console/setup/articles/one.html")]
struct EditorPage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    about: String,
    /// Where readers see it.
    shown: Option<(String, String)>,
    form: Form,
    look: Look,
}

/// Answers `GET /console/pages/{slug}/help/new`.
///
/// # Errors
/// `NotFound` or `Refused` for whoever does not publish on it.
pub(super) async fn ask_new(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let around = Around::load(&mut tx, &site, &signed_in, &slug, Role::Publisher).await?;
    show(&mut tx, &around, None, &Typed::default(), None).await
}

/// Answers `GET /console/pages/{slug}/help/{article}`.
///
/// # Errors
/// As [`ask_new`]; `NotFound` without such an article.
pub(super) async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, article)): Path<(String, String)>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let around = Around::load(&mut tx, &site, &signed_in, &slug, Role::Publisher).await?;
    let article = articles::find(&mut tx, &around.page, &article).await?;
    let mut typed = Typed::default();
    put_words(&mut typed, "title", &article.title);
    put_words(&mut typed, "body", &article.body);
    show(&mut tx, &around, Some(&article), &typed, None).await
}

/// Answers `POST /console/pages/{slug}/help/new`.
///
/// # Errors
/// As [`ask_new`].
pub(super) async fn make(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response> {
    submit((&site, &signed_in), (&slug, None), &headers, typed).await
}

/// Answers `POST /console/pages/{slug}/help/{article}`.
///
/// # Errors
/// As [`ask`].
pub(super) async fn store(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((slug, article)): Path<(String, String)>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response> {
    submit(
        (&site, &signed_in),
        (&slug, Some(&article)),
        &headers,
        typed,
    )
    .await
}

async fn submit(
    (site, signed_in): (&Site, &SignedIn),
    (slug, article): (&str, Option<&str>),
    headers: &HeaderMap,
    typed: Typed,
) -> Result<Response> {
    if answer::is_live(headers) || typed.get("deed") == "look" {
        return look((site, signed_in), (slug, article), headers, &typed).await;
    }
    let mut tx = site.db.begin().await?;
    let around = Around::load(&mut tx, site, signed_in, slug, Role::Publisher).await?;
    let before = found(&mut tx, &around, article).await?;
    let done = act(&mut tx, &around, before.as_ref(), &typed).await;
    match answer::end(tx, done).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => {
            let mut tx = site.db.snapshot().await?;
            show(&mut tx, &around, before.as_ref(), &typed, Some(&refusal)).await
        }
    }
}

/// What readers will see: the part alone for a script, else the whole screen.
async fn look(
    (site, signed_in): (&Site, &SignedIn),
    (slug, article): (&str, Option<&str>),
    headers: &HeaderMap,
    typed: &Typed,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let around = Around::load(&mut tx, site, signed_in, slug, Role::Publisher).await?;
    if answer::is_live(headers) {
        let facts = facts(&mut tx, &around).await?;
        return answer::fragment(&Look::of(&around, &facts, typed));
    }
    let before = found(&mut tx, &around, article).await?;
    show(&mut tx, &around, before.as_ref(), typed, None).await
}

async fn found(tx: &mut Tx, around: &Around<'_>, article: Option<&str>) -> Result<Option<Article>> {
    match article {
        None => Ok(None),
        Some(name) => articles::find(tx, &around.page, name).await.map(Some),
    }
}

/// Does what a button says; where it leads to.
async fn act(
    tx: &mut Tx,
    around: &Around<'_>,
    before: Option<&Article>,
    typed: &Typed,
) -> Result<String> {
    let ((now, actor), page) = (around.deed(), &around.page);
    let led = |done: &str| around.address(&format!("{PLACE}?done={done}"));
    match (typed.get("deed"), before) {
        ("remove", Some(one)) => {
            match articles::remove(tx, now, actor, page, &one.slug).await {
                // It says what ships already.
                Err(Error::NotFound) => {}
                other => other?,
            }
            Ok(led("removed"))
        }
        ("withdraw", Some(one)) => {
            articles::withdraw(tx, now, actor, page, &one.slug).await?;
            Ok(led("withdrawn"))
        }
        ("publish", _) => {
            let slug = write(tx, around, before, typed).await?;
            articles::publish(tx, now, actor, page, &slug).await?;
            Ok(led("published"))
        }
        _ => {
            write(tx, around, before, typed).await?;
            Ok(led("stored"))
        }
    }
}

/// Writes what was typed; what the article is called. What ships and was not touched stays what ships.
async fn write(
    tx: &mut Tx,
    around: &Around<'_>,
    before: Option<&Article>,
    typed: &Typed,
) -> Result<String> {
    let ((now, actor), page) = (around.deed(), &around.page);
    let slug = match before {
        Some(one) => one.slug.clone(),
        None => typed.get("slug").trim().to_owned(),
    };
    let new = NewArticle {
        page: page.id,
        slug: slug.clone(),
        title: typed.words("title", &page.locales),
        body: typed.words("body", &page.locales),
        is_new: before.is_none(),
    };
    let is_same = |one: &Article| one.title == new.title && one.body == new.body;
    if before.is_some_and(is_same) {
        return Ok(slug);
    }
    answer::refuse_taken(typed)?;
    articles::write_article(tx, now, actor, &new).await?;
    Ok(slug)
}

async fn show(
    tx: &mut Tx,
    around: &Around<'_>,
    article: Option<&Article>,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let reader = &around.reader;
    let facts = facts(tx, around).await?;
    let mut form = form(around, article, typed);
    let name = |one: &Article| reader.plain(&one.title).unwrap_or_else(|| one.slug.clone());
    let title = article.map_or_else(|| reader.say("help-setup-new"), name);
    let shown = article.filter(|one| one.is_published);
    let screen = EditorPage {
        frame: around.frame(&title),
        back: (around.address(PLACE), reader.say("help-setup")),
        wrong: refusal.map(|refusal| form.refuse(reader, refusal)),
        about: article.map_or_else(String::new, |one| about(around, one).join(" · ")),
        shown: shown.map(|one| {
            let address = reader.path(&format!("help/{}", one.slug));
            (address, reader.say("help-look"))
        }),
        look: Look::of(around, &facts, typed),
        title,
        form,
    };
    answer::page(&screen, refusal.map_or(StatusCode::OK, answer::status_of))
}

fn form(around: &Around<'_>, article: Option<&Article>, typed: &Typed) -> Form {
    let reader = &around.reader;
    let places: Vec<String> = articles::PLACES
        .iter()
        .map(|one| format!("{{{one}}}"))
        .collect();
    let places = places.join(" ");
    let hint = reader
        .words
        .tell("help-field-body-hint", &[("places", &places)]);
    let mut fields = Vec::new();
    if article.is_none() {
        let slug = Control::line(typed.get("slug"));
        let field = Field::of("slug", reader.say("help-slug"), slug);
        fields.push(field.hinted(reader.say("help-slug-hint")));
    }
    fields.push(around.text(typed, "title", "help-field-title", 1));
    let body = around.text(typed, "body", "help-field-body", 16);
    fields.push(body.hinted(hint));
    let place = article.map_or("new", |one| one.slug.as_str());
    let action = around.address(&format!("{PLACE}/{place}"));
    let is_shipped = article.is_some_and(|one| one.origin == ArticleOrigin::Shipped);
    let note = is_shipped.then(|| reader.say("help-note-shipped"));
    Form {
        fields,
        deeds: deeds(around, article),
        notes: note.into_iter().collect(),
        back: Some((around.address(PLACE), reader.say("form-back"))),
        live: Some(action.clone()),
        ..Form::to("article", action)
    }
}

/// What can be done; the first is what Enter does.
fn deeds(around: &Around<'_>, article: Option<&Article>) -> Vec<Deed> {
    let reader = &around.reader;
    let is_shown = article.is_some_and(|one| one.is_published);
    let look = Deed::of("look", reader.say("help-do-look"), Weight::Quiet);
    let (key, weight) = match is_shown {
        true => ("help-do-store-shown", Weight::Main),
        false => ("help-do-store", Weight::Quiet),
    };
    let mut deeds = vec![look, Deed::of("store", reader.say(key), weight)];
    match is_shown {
        true => {
            let label = reader.say("help-do-withdraw");
            deeds.push(Deed::of("withdraw", label, Weight::Quiet));
        }
        false => {
            let count = words::spoken(&around.page.locales).len();
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            let label = reader.words.count("help-do-publish", count, &[]);
            deeds.push(Deed::of("publish", label, Weight::Main));
        }
    }
    let undo = match article.map(|one| one.origin) {
        Some(ArticleOrigin::Own) => Some("help-do-remove"),
        Some(ArticleOrigin::Changed) => Some("help-do-reset"),
        Some(ArticleOrigin::Shipped) | None => None,
    };
    deeds.extend(undo.map(|key| Deed::of("remove", reader.say(key), Weight::Grave)));
    deeds
}
