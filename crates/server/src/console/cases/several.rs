//! All that are about an incident: told something at once, each in their language; asked at once whether it works again.
//!
//! Some at a time, each time in a transaction of its own, so that thousands of them stop nobody. Whoever was told exactly these words,
//! or was asked, is not told or asked again: what broke off halfway goes on at the next press.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{Incident, Locale, LocalizedText};
use uuid::Uuid;

use super::{ADDRESS, deeds, title_of};
use crate::{
    console::{
        answer::{self as ended, see_other},
        desk::scene::{Place, Scene},
        form::{Control, Field, Form, Typed, Weight, Wrong, tongue_name},
        frame::Frame,
        screen::Done,
    },
    ground::{Error, Refusal, Result, Tx},
    members::{Role, SignedIn},
    pages::Page,
    reports::{self, Answer},
    story::scope,
    web::{Reader, Site},
};

/// So many are told in one transaction.
const CHUNK: i64 = 100;

#[derive(Template)]
#[template(path = "console/cases/several.html")]
struct SeveralPage {
    frame: Frame,
    back: (String, String),
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    lines: Vec<String>,
    list: (String, String),
    none: Option<String>,
    answer_title: String,
    answer: Option<Form>,
    ask_title: String,
    ask: Option<Form>,
    table_title: String,
    table: Form,
}

/// What deeds are called once they are done.
const DONE: &[(&str, &str)] = &[
    ("answered", "several-done-answered"),
    ("asked", "several-done-asked"),
    ("table", "several-done-table"),
];

/// An incident, and the pages of it on which somebody may answer.
struct About {
    reader: Reader,
    page: Page,
    incident: Incident,
    pages: Vec<Page>,
    /// The languages of those that are not closed, with how many there are.
    tongues: Vec<(Locale, i64)>,
    /// How many are not yet asked.
    unasked: i64,
}

impl About {
    async fn load(
        tx: &mut Tx,
        site: &Site,
        signed_in: &SignedIn,
        (id, role): (Uuid, Role),
    ) -> Result<Self> {
        let scene = Scene::load(tx, site, signed_in, id).await?;
        signed_in.on(tx, scene.page.id, role).await?;
        let mut about = Self {
            pages: vec![],
            tongues: vec![],
            unasked: 0,
            incident: scene.incident,
            reader: scene.reader,
            page: scene.page,
        };
        for Place { page, .. } in scene.places {
            if signed_in.role_on(page.id) >= Some(role) {
                about.count(tx, &page).await?;
                about.pages.push(page);
            }
        }
        Ok(about)
    }

    async fn count(&mut self, tx: &mut Tx, page: &Page) -> Result<()> {
        for (locale, count) in reports::tongues_about(tx, page.id, self.incident.id).await? {
            match self.tongues.iter_mut().find(|one| one.0 == locale) {
                Some(known) => known.1 += count,
                None => self.tongues.push((locale, count)),
            }
        }
        self.unasked += reports::count_unasked(tx, page.id, self.incident.id).await?;
        Ok(())
    }

    fn locales(&self) -> Vec<Locale> {
        self.tongues.iter().map(|one| one.0.clone()).collect()
    }

    fn address(&self) -> String {
        format!("{ADDRESS}/about/{}", self.incident.id)
    }
}

/// Answers `/console/cases/about/{incident}`.
///
/// # Errors
/// `NotFound` without it, or where it is none of theirs; `Refused` for whoever may not answer.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    Query(done): Query<Done>,
) -> Result<Response> {
    let said = done.said(&signed_in, DONE);
    screen((&site, &signed_in, id), said, &Typed::default(), None).await
}

/// Answers `POST /console/cases/about/{incident}/answer`.
///
/// # Errors
/// As [`show`].
pub(super) async fn answer(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    match tell(&site, &signed_in, id, &typed).await {
        Ok(place) => Ok(see_other(&place)),
        Err(Error::Refused(refusal)) => {
            screen((&site, &signed_in, id), None, &typed, Some(refusal)).await
        }
        Err(other) => Err(other),
    }
}

async fn tell(site: &Site, signed_in: &SignedIn, id: Uuid, typed: &Typed) -> Result<String> {
    let mut tx = site.db.snapshot().await?;
    let about = About::load(&mut tx, site, signed_in, (id, Role::Responder)).await?;
    drop(tx);
    let text = typed.words("words", &about.locales());
    refuse_lacking(&about, &text)?;
    ended::refuse_taken(typed).map_err(deeds::at_words)?;
    for page in &about.pages {
        for of in text.iter() {
            let mut last = Some(Uuid::nil());
            while let Some(after) = last {
                last = tell_some(site, signed_in, (page, &about), (of, after)).await?;
            }
        }
    }
    Ok(format!("{}?done=answered", about.address()))
}

/// Nobody is left without an answer in their language.
fn refuse_lacking(about: &About, text: &LocalizedText) -> Result<(), Refusal> {
    let lacking = about
        .tongues
        .iter()
        .filter(|one| text.get(&one.0).is_none());
    let lacking: Vec<&Locale> = lacking.map(|one| &one.0).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    let tags: Vec<&str> = lacking.iter().map(|one| one.as_str()).collect();
    let message = format!("nothing is written in {}; write it", tags.join(", "));
    let names: Vec<String> = lacking.iter().map(|one| tongue_name(one)).collect();
    let names = about.reader.list(&names);
    Err(Refusal::of("words", message).says("refusal-several-lacks", [("languages", names)]))
}

/// Tells some of those after that one; the last of them, where there were any.
async fn tell_some(
    site: &Site,
    signed_in: &SignedIn,
    (page, about): (&Page, &About),
    (of, after): ((&Locale, &str), Uuid),
) -> Result<Option<Uuid>> {
    let mut tx = site.db.begin().await?;
    signed_in.on(&mut tx, page.id, Role::Responder).await?;
    let whose = (page.id, about.incident.id);
    let some = reports::untold_about(&mut tx, whose, of, (after, CHUNK)).await?;
    for report in &some {
        let new = Answer {
            report: *report,
            locale: None,
            words: of.1.to_owned(),
        };
        let (now, actor) = (site.clock.now(), signed_in.actor());
        reports::answer_once(&mut tx, now, actor, &new).await?;
    }
    tx.commit().await?;
    Ok(some.last().map(|one| one.0))
}

/// Answers `POST /console/cases/about/{incident}/table`.
///
/// # Errors
/// As [`show`].
pub(super) async fn table(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let about = About::load(&mut tx, &site, &signed_in, (id, Role::Responder)).await?;
    let whose = (about.page.id, about.incident.id);
    let (now, actor) = (site.clock.now(), signed_in.actor());
    let outcome = match reports::read_table(typed.get("table")) {
        Ok(all) => reports::set_affected(&mut tx, now, actor, whose, &all).await,
        Err(refusal) => Err(refusal.into()),
    };
    match outcome {
        Ok(_) => {
            tx.commit().await?;
            Ok(see_other(&format!("{}?done=table", about.address())))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            screen((&site, &signed_in, id), None, &typed, Some(refusal)).await
        }
        Err(other) => Err(other),
    }
}

/// Answers `POST /console/cases/about/{incident}/ask`.
///
/// # Errors
/// As [`show`].
pub(super) async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    _: Typed,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let about = About::load(&mut tx, &site, &signed_in, (id, Role::Responder)).await?;
    drop(tx);
    for page in &about.pages {
        let mut last = Some(Uuid::nil());
        while let Some(after) = last {
            last = ask_some(&site, &signed_in, (page, &about), after).await?;
        }
    }
    Ok(see_other(&format!("{}?done=asked", about.address())))
}

/// Asks some of those after that one; the last of them, where there were any.
async fn ask_some(
    site: &Site,
    signed_in: &SignedIn,
    (page, about): (&Page, &About),
    after: Uuid,
) -> Result<Option<Uuid>> {
    let mut tx = site.db.begin().await?;
    signed_in.on(&mut tx, page.id, Role::Responder).await?;
    let whose = (page.id, about.incident.id);
    let some = reports::unasked_about(&mut tx, whose, (after, CHUNK)).await?;
    for report in &some {
        let (now, actor) = (site.clock.now(), signed_in.actor());
        reports::ask(&mut tx, now, actor, *report).await?;
    }
    tx.commit().await?;
    Ok(some.last().map(|one| one.0))
}

async fn screen(
    (site, signed_in, id): (&Site, &SignedIn, Uuid),
    done: Option<String>,
    typed: &Typed,
    refusal: Option<Refusal>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let about = About::load(&mut tx, site, signed_in, (id, Role::Responder)).await?;
    let reader = &about.reader;
    let name = title_of(reader, &about.incident.title);
    let title = reader.say("several-title");
    let scope = reports::scope_about(&mut tx, about.incident.id).await?;
    let open: i64 = about.tongues.iter().map(|one| one.1).sum();
    let mut form = (open > 0).then(|| answer_form(&about, open, typed));
    let merchants = reports::count_affected(&mut tx, about.incident.id).await?;
    let mut table = table_form(&about, merchants, typed);
    let is_of_table = refusal
        .as_ref()
        .is_some_and(|one| one.field == Some("table"));
    let refused = if is_of_table {
        Some(&mut table)
    } else {
        form.as_mut()
    };
    let wrong = refused.zip(refusal.as_ref());
    let wrong = wrong.map(|(form, refusal)| form.refuse(reader, refusal));
    let list = format!("{ADDRESS}?of={}&incident={id}", about.page.slug);
    let page = SeveralPage {
        frame: Frame::of(&mut tx, site, signed_in, &title)
            .await?
            .at(ADDRESS)
            .saying(done),
        back: (format!("/console/incidents/{id}"), name),
        wrong,
        lead: reader.say("several-lead"),
        lines: scope::lines(reader, &scope),
        list: (list, reader.say("several-list")),
        none: (open == 0).then(|| reader.say("several-none")),
        answer_title: reader.say("several-answer"),
        answer: form,
        ask_title: reader.say("several-ask"),
        ask: (about.unasked > 0).then(|| ask_form(&about)),
        table_title: reader.say("several-table"),
        table,
        title,
    };
    ended::page(
        &page,
        refusal.map_or(StatusCode::OK, |one| ended::status_of(&one)),
    )
}

fn answer_form(about: &About, open: i64, typed: &Typed) -> Form {
    let reader = &about.reader;
    let locales = about.locales();
    let words = Control::words(5, &locales, &typed.words("words", &locales));
    Form::to("reply", format!("{}/answer", about.address()))
        .asking([Field::of("words", reader.say("several-words"), words)
            .hinted(reader.say("several-words-hint"))])
        .doing(
            reader.words.count("several-answer-do", open, &[]),
            Weight::Main,
        )
}

/// What the incident did to each merchant.
fn table_form(about: &About, merchants: i64, typed: &Typed) -> Form {
    let reader = &about.reader;
    let stands = match merchants {
        0 => reader.say("several-table-none"),
        count => reader.words.count("several-table-count", count, &[]),
    };
    let place = [("place", reports::PLACE)];
    let note = reader.words.tell("several-table-note", &place);
    let rows = Control::Text {
        value: typed.get("table").to_owned(),
        rows: 6,
    };
    Form {
        notes: vec![stands, note],
        ..Form::to("figures", format!("{}/table", about.address()))
            .asking([Field::of("table", reader.say("several-table-rows"), rows)
                .hinted(reader.say("several-table-hint"))])
            .doing(reader.say("several-table-do"), Weight::Quiet)
    }
}

fn ask_form(about: &About) -> Form {
    let reader = &about.reader;
    let label = reader.words.count("several-ask-do", about.unasked, &[]);
    Form {
        notes: vec![reader.say("several-ask-note")],
        ..Form::to("ask", format!("{}/ask", about.address())).doing(label, Weight::Quiet)
    }
}
