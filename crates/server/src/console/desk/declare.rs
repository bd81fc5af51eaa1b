//! Declaring: something broke, and readers are to know of it. Also what was over before anybody told.
//!
//! Read in order: [`ask`] (which page, then the form, which stands in `declare_form`), [`submit`], `command`.

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use beffroi_domain::{IncidentStatus, PageId};

use super::{
    answer::{self, see_other},
    declare_form::form,
    drafts, languages, machine,
    memory::{self, Offers},
    phrases::{self, Phrases},
    pledge,
    preview::Preview,
    promise,
    ready::{self, Ready},
    review::{self, Findings},
    say::{bypass, notes},
    scene::{self, locales_of},
};
use crate::{
    components::{self, Component, Group},
    console::{
        form::{Form, Typed, Wrong},
        frame::Frame,
    },
    ground::{Error, Refusal, RefusalKind, Result, Tx},
    incidents::{self, Deed, OpenIncident, Rules},
    members::{Role, SignedIn},
    pages::{self, Page},
    translations::Machine,
    web::{Reader, Site},
};

#[derive(Template)]
#[template(path = "console/desk/declare.html")]
struct DeclarePage {
    frame: Frame,
    home: String,
    wrong: Option<Wrong>,
    title: String,
    lead: String,
    ready: Ready,
    phrases: Phrases,
    form: Form,
    preview: Preview,
    /// The other way to tell of something.
    other: (String, String),
}

#[derive(Template)]
#[template(path = "console/desk/choose.html")]
struct ChoosePage {
    frame: Frame,
    home: String,
    title: String,
    ways: Vec<(String, String)>,
}

/// What the address may say.
#[derive(serde::Deserialize)]
pub struct Asked {
    page: Option<String>,
    afterwards: Option<String>,
    draft: Option<String>,
}

/// What is around the form.
pub struct Setting {
    /// The page.
    pub page: Page,
    /// Other pages that the member may write on.
    pub others: Vec<Page>,
    /// What it is made of.
    pub components: Vec<Component>,
    /// Their groups.
    pub groups: Vec<Group>,
    /// How the page wants its incidents.
    pub rules: Rules,
    /// What the member may do on it.
    pub role: Role,
    /// The member, as a reader of it.
    pub reader: Reader,
    /// Whether it is told when it is over.
    pub is_afterwards: bool,
    /// Whether a service drafts what a language lacks.
    pub has_machine: bool,
}

impl Setting {
    async fn load(
        tx: &mut Tx,
        site: &Site,
        signed_in: &SignedIn,
        page: Page,
        is_afterwards: bool,
    ) -> Result<Self> {
        signed_in.on(tx, page.id, Role::Responder).await?;
        let mut others = mine(tx, signed_in).await?;
        others.retain(|other| other.id != page.id);
        let all = components::of_page(tx, page.id).await?;
        Ok(Self {
            components: scene::standing(all),
            groups: components::groups_of_page(tx, page.id).await?,
            rules: incidents::rules_of(tx, page.id).await?,
            role: signed_in.role_on(page.id).unwrap_or(Role::Reader),
            reader: scene::reader(tx, site, signed_in, &page).await?,
            is_afterwards,
            has_machine: site.has_machine,
            others,
            page,
        })
    }

    /// The pages that it is to stand on.
    #[must_use]
    pub fn chosen(&self, typed: &Typed) -> Vec<&Page> {
        let also = |page: &&Page| typed.all("pages").any(|slug| slug == page.slug);
        let others = self.others.iter().filter(also);
        std::iter::once(&self.page).chain(others).collect()
    }

    /// What is ready for the form: templates and phrases.
    async fn ready(&self, tx: &mut Tx, typed: &Typed) -> Result<(Ready, Phrases)> {
        let locales = locales_of(self.chosen(typed).into_iter());
        let form = ("declare", locales.as_slice());
        let ready = Ready::load(tx, &self.reader, &self.page, form, typed).await?;
        Ok((ready, Phrases::to_declare(tx, self, typed).await?))
    }
}

/// The pages on which somebody may write, the oldest first.
async fn mine(tx: &mut Tx, signed_in: &SignedIn) -> Result<Vec<Page>> {
    let mut all = pages::list(tx).await?;
    all.retain(|page| {
        signed_in
            .role_on(page.id)
            .is_some_and(|role| role >= Role::Responder)
    });
    Ok(all)
}

/// Answers `GET /console/incidents/new`.
///
/// # Errors
/// `NotFound` where the member may write nowhere; a fault when the database is away.
pub async fn ask(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = site.db.snapshot().await?;
    let is_afterwards = asked.afterwards.is_some();
    let mut all = mine(&mut tx, &signed_in).await?;
    let named = all
        .iter()
        .position(|page| Some(&page.slug) == asked.page.as_ref());
    let page = match (named, all.len()) {
        (Some(at), _) => all.remove(at),
        (None, 0) => return Err(Error::NotFound),
        (None, 1) => all.remove(0),
        (None, _) => return choose(&mut tx, &site, &signed_in, &all, is_afterwards).await,
    };
    let setting = Setting::load(&mut tx, &site, &signed_in, page, is_afterwards).await?;
    let typed = match &asked.draft {
        Some(id) => drafts::typed_of(&mut tx, &signed_in, &setting.reader.zone, id).await?,
        None => Typed::default(),
    };
    let form = form(&setting, &typed);
    let ready = setting.ready(&mut tx, &typed).await?;
    show(&site, &signed_in, &setting, (ready, form), None, None)
}

async fn choose(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    all: &[Page],
    is_afterwards: bool,
) -> Result<Response> {
    let reader = scene::reader(tx, site, signed_in, &all[0]).await?;
    let title = reader.say("declare-where");
    let way = |page: &Page| {
        let name = page.name_in(reader.locale()).to_owned();
        (address(page, is_afterwards), name)
    };
    let page = ChoosePage {
        frame: Frame::inside(site, signed_in, &title),
        home: reader.say("desk-home"),
        ways: all.iter().map(way).collect(),
        title,
    };
    answer::page(&page, StatusCode::OK)
}

fn address(page: &Page, is_afterwards: bool) -> String {
    let after = if is_afterwards { "&afterwards=yes" } else { "" };
    format!("/console/incidents/new?page={}{after}", page.slug)
}

/// Answers `POST /console/incidents/new`.
///
/// # Errors
/// `NotFound` without such a page for the member; a fault when the database is away.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Extension(service): Extension<Option<Arc<Machine>>>,
    headers: HeaderMap,
    mut typed: Typed,
) -> Result<Response> {
    let is_live = answer::is_live(&headers);
    if !is_live {
        let service = service.as_deref();
        if let Some(refused) = press(&site, &signed_in, service, &mut typed).await? {
            return Ok(refused);
        }
    }
    let mut tx = site.db.begin().await?;
    let setting = of_form(&mut tx, &site, &signed_in, &typed).await?;
    let is_template = typed.get("deed") == "template";
    let is_filling = is_template || matches!(typed.get("deed"), "phrases" | machine::DONE);
    let all = locales_of(setting.chosen(&typed).into_iter());
    let unread = machine::Unread::of(&typed, &all);
    if is_template {
        let stood = (!setting.is_afterwards).then_some(IncidentStatus::Investigating.as_str());
        ready::fill(&mut tx, &setting.page, &mut typed, stood).await?;
    }
    if typed.is_on("phrase") {
        let stood = IncidentStatus::Investigating;
        phrases::put(&mut tx, &setting.page, stood, &mut typed).await?;
    }
    memory::take(&mut tx, &setting.page, &mut typed).await?;
    let locales = locales_of(setting.chosen(&typed).into_iter());
    pledge::take(&setting.reader, &locales, &[], &mut typed);
    ready::put_places(&setting.reader, &locales, &setting.components, &mut typed);
    unread.stays(&mut typed);
    let is_look = is_live || is_filling || matches!(typed.get("deed"), "preview" | "mine");
    let done = match typed.get("deed") {
        _ if is_look => look(&mut tx, &signed_in, &setting, &typed)
            .await
            .map(|preview| Done::Seen(Box::new(preview))),
        "draft" => keep(&mut tx, &signed_in, &setting, &typed)
            .await
            .map(Done::Stored),
        _ => publish(&mut tx, &signed_in, &setting, &typed)
            .await
            .map(Done::Stored),
    };
    let (preview, refusal) = match done {
        Ok(Done::Stored(place)) => {
            tx.commit().await?;
            return Ok(see_other(&place));
        }
        Ok(Done::Seen(preview)) => (*preview, None),
        Err(Error::Refused(refusal)) => {
            let words = setting.reader.words.refused(&refusal);
            let preview = Preview::refused(&setting.reader, words);
            (preview, (!is_filling).then_some(refusal))
        }
        Err(other) => return Err(other),
    };
    drop(tx);
    let reader = &setting.reader;
    let way = ("declare", &typed, is_live);
    let preview = preview.dressed(&site, &signed_in, reader, way).await?;
    if is_live {
        return answer::fragment(&preview);
    }
    let mut preview = is_look.then_some(preview);
    if let Some(refusal) = &refusal {
        answer::accept_missing(refusal, &mut typed);
        if refusal.kind == RefusalKind::Held {
            preview = held(&site, &signed_in, &setting, &typed).await?;
        }
    }
    let mut tx = site.db.snapshot().await?;
    let whole = (
        setting.ready(&mut tx, &typed).await?,
        form(&setting, &typed),
    );
    let refusal = refusal.as_ref();
    show(&site, &signed_in, &setting, whole, preview, refusal)
}

/// Has a machine draft, where that is what was pressed; the form with why not, where there is no draft.
async fn press(
    site: &Site,
    signed_in: &SignedIn,
    service: Option<&Machine>,
    typed: &mut Typed,
) -> Result<Option<Response>> {
    let Some(to) = machine::asked(typed) else {
        return Ok(None);
    };
    let mut tx = site.db.snapshot().await?;
    let setting = of_form(&mut tx, site, signed_in, typed).await?;
    drop(tx);
    let locales = locales_of(setting.chosen(typed).into_iter());
    let Err(refusal) = machine::press(service, &locales, &to, typed).await else {
        return Ok(None);
    };
    let mut tx = site.db.snapshot().await?;
    let ready = setting.ready(&mut tx, typed).await?;
    let whole = (ready, form(&setting, typed));
    show(site, signed_in, &setting, whole, None, Some(&refusal)).map(Some)
}

/// What is around a form that was sent.
async fn of_form(tx: &mut Tx, site: &Site, signed_in: &SignedIn, typed: &Typed) -> Result<Setting> {
    let page = pages::find_by_slug(tx, typed.get("page")).await?;
    let page = page.ok_or(Error::NotFound)?;
    Setting::load(tx, site, signed_in, page, typed.is_on("afterwards")).await
}

enum Done {
    Seen(Box<Preview>),
    Stored(String),
}

async fn look(
    tx: &mut Tx,
    signed_in: &SignedIn,
    setting: &Setting,
    typed: &Typed,
) -> Result<Preview> {
    let new = wanted(tx, signed_in, setting, typed).await?;
    let text = new.text.clone();
    let reader = &setting.reader;
    // Before the deed, which would remember what is only typed.
    let offers = Offers::load(tx, reader, &setting.page, typed, "declare").await?;
    let told = incidents::rehearse(tx, reader.now, signed_in.actor(), Deed::Open(new)).await?;
    let preview = Preview::of(tx, reader, &setting.page, told.incident, &text).await?;
    let findings = Findings::of(
        reader.words,
        told.found,
        &text,
        ("declare", setting.role),
        typed,
    );
    let locales = locales_of(setting.chosen(typed).into_iter());
    let notes = notes(reader, &locales, &text, typed);
    let offers_in = pledge::offers(reader, &[], &text, typed);
    let preview = preview.offering_in("declare", offers_in);
    Ok(preview.noting(notes).finding(findings).offering(offers))
}

/// What readers would see of what is held.
async fn held(
    site: &Site,
    signed_in: &SignedIn,
    setting: &Setting,
    typed: &Typed,
) -> Result<Option<Preview>> {
    let mut tx = site.db.begin().await?;
    let preview = look(&mut tx, signed_in, setting, typed).await.ok();
    drop(tx);
    Preview::count(preview, &site.db, &setting.reader).await
}

/// Opens it; where the desk of it is.
async fn publish(
    tx: &mut Tx,
    signed_in: &SignedIn,
    setting: &Setting,
    typed: &Typed,
) -> Result<String> {
    let pages = setting.chosen(typed);
    for page in &pages {
        signed_in.on(tx, page.id, Role::Publisher).await?;
    }
    let now = setting.reader.now;
    answer::once(tx, now, signed_in, typed, async |tx| {
        let new = wanted(tx, signed_in, setting, typed).await?;
        ready::refuse_open("title", &new.title)?;
        ready::refuse_open("text", &new.text)?;
        answer::refuse_taken(typed)?;
        let texts = [("title", &new.title), ("text", &new.text)];
        languages::refuse_missing(tx, &setting.reader, &pages, &texts, typed).await?;
        let told = incidents::open(tx, now, signed_in.actor(), new).await?;
        drafts::opened(tx, signed_in, &setting.reader, typed, told.incident).await?;
        Ok(format!("/console/incidents/{}?done=opened", told.incident))
    })
    .await
}

/// Keeps it as a draft; where that is.
async fn keep(
    tx: &mut Tx,
    signed_in: &SignedIn,
    setting: &Setting,
    typed: &Typed,
) -> Result<String> {
    for page in setting.chosen(typed) {
        signed_in.on(tx, page.id, Role::Responder).await?;
    }
    let now = setting.reader.now;
    answer::once(tx, now, signed_in, typed, async |tx| {
        let new = wanted(tx, signed_in, setting, typed).await?;
        let deed = languages::kept(Deed::Open(new));
        drafts::save(tx, signed_in, now, typed, deed).await
    })
    .await
}

/// What was meant, with what the draft says that the form came from.
async fn wanted(
    tx: &mut Tx,
    signed_in: &SignedIn,
    setting: &Setting,
    typed: &Typed,
) -> Result<OpenIncident> {
    let new = command(setting, typed)?;
    drafts::carry(tx, signed_in, typed, new).await
}

/// What was typed.
fn command(setting: &Setting, typed: &Typed) -> Result<OpenIncident, Refusal> {
    let pages = setting.chosen(typed);
    let locales = locales_of(pages.iter().copied());
    let (zone, now) = (&setting.reader.zone, setting.reader.now);
    let text = typed.words("text", &locales);
    if text.is_empty() {
        let message = "write at least one sentence, in one language";
        return Err(Refusal::of("text", message).told("refusal-no-text"));
    }
    let pages: Vec<PageId> = pages.iter().map(|page| page.id).collect();
    let status = match setting.is_afterwards {
        true => IncidentStatus::Resolved,
        false => typed
            .get("status")
            .parse()
            .unwrap_or(IncidentStatus::Investigating),
    };
    Ok(OpenIncident {
        pages,
        text,
        status,
        components: typed.parts(),
        since: typed.moment("since", zone, now)?,
        until: typed.moment("end", zone, now)?,
        impact: typed.get("impact").parse().ok(),
        reference: typed.filled("reference").map(str::to_owned),
        follows: languages::follows(typed),
        bypass: bypass(typed),
        overrule: review::overrule(typed),
        machine: machine::drafted(typed, &locales),
        promise: promise::typed(&setting.reader, typed)?,
        also: pledge::also(typed),
        is_retroactive: setting.is_afterwards,
        is_quiet: Some(match setting.is_afterwards {
            true => !typed.is_on("tell"),
            false => typed.is_on("quiet"),
        }),
        ..OpenIncident::on(setting.page.id, typed.words("title", &locales))
    })
}

fn show(
    site: &Site,
    signed_in: &SignedIn,
    setting: &Setting,
    ((ready, phrases), mut form): ((Ready, Phrases), Form),
    preview: Option<Preview>,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let reader = &setting.reader;
    let wrong = refusal.map(|refusal| form.refuse(reader, refusal));
    let status = refusal.map_or(StatusCode::OK, answer::status_of);
    let (title, lead, other) = match setting.is_afterwards {
        true => ("afterwards-title", "afterwards-lead", "declare-instead"),
        false => ("declare-title", "declare-lead", "afterwards-instead"),
    };
    let title = reader.say(title);
    let page = DeclarePage {
        frame: Frame::inside(site, signed_in, &title),
        home: reader.say("desk-home"),
        wrong,
        title,
        lead: reader.say(lead),
        ready,
        phrases,
        form,
        preview: preview.unwrap_or_else(|| Preview::empty(reader)),
        other: (
            address(&setting.page, !setting.is_afterwards),
            reader.say(other),
        ),
    };
    answer::page(&page, status)
}
