//! Drafts: a deed that waits, for its writer to finish or for a second person to look.
//!
//! Read in order: [`show`], [`act`] (ask for a look, approve, publish, throw away), [`save`], [`typed_of`] (a draft back in its form).

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{
    ComponentId, ComponentStatus, Impact, IncidentId, LocalizedText, Moment, PageId, Precision,
};
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::{
    answer::{self, see_other},
    machine, pledge,
    preview::Preview,
    ready,
    review::Findings,
    scene,
};
use crate::{
    console::{
        cases,
        form::{Form, Typed, Wrong},
        frame::Frame,
        upstreams::Them,
        waits::{self, Act, Waits, state_key},
    },
    ground::{Error, Refusal, Result, Tx},
    incidents::{
        self, Deed, Draft, DraftId, DraftSeen, OpenIncident, Pledge, PublishDraft, SaveDraft,
        Version, Which,
    },
    members::{Role, SignedIn},
    pages::{self, Page},
    translations::TextField,
    upstreams,
    web::{Reader, Site, format::When},
};

#[derive(Template)]
#[template(path = "console/desk/draft.html")]
struct DraftPage {
    frame: Frame,
    home: String,
    wrong: Option<Wrong>,
    title: String,
    what: String,
    state: String,
    writer: (String, When),
    edit: Option<(String, String)>,
    form: Form,
    preview: Preview,
    them: Option<Them>,
}

/// A draft as a member finds it.
struct Seen {
    draft: Draft,
    page: Page,
    role: Role,
    needs_approval: bool,
    reader: Reader,
}

/// A draft as a list shows it.
pub struct Waiting {
    /// Where it is.
    pub address: String,
    /// What it is about.
    pub title: String,
    /// What it is, and where it stands.
    pub state: String,
    /// When it was last touched.
    pub when: When,
}

/// The drafts that wait on a page.
///
/// # Errors
/// A fault when the database is away.
pub async fn waiting(tx: &mut Tx, reader: &Reader, page: PageId) -> Result<Vec<Waiting>> {
    let mut all = Vec::new();
    for draft in incidents::drafts_of(tx, page, None).await? {
        all.push(Waiting {
            address: format!("/console/drafts/{}", draft.id.0),
            title: title_of(tx, reader, page, &draft).await?,
            state: reader.say(state_key(draft.state)),
            when: reader.instant(draft.updated_at),
        });
    }
    Ok(all)
}

/// Answers `GET /console/drafts/{id}`.
///
/// # Errors
/// `NotFound` without such a draft for the member; a fault when the database is away.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    answer(&site, &signed_in, id, &Typed::default(), None).await
}

/// Answers `POST /console/drafts/{id}`.
///
/// # Errors
/// `NotFound` without such a draft for the member; a fault when the database is away.
pub async fn act(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let seen = load(&mut tx, &site, &signed_in, id).await?;
    match do_it(&mut tx, &signed_in, &seen, &typed).await {
        Ok(place) => {
            tx.commit().await?;
            Ok(see_other(&place))
        }
        Err(Error::Refused(refusal)) => {
            drop(tx);
            answer(&site, &signed_in, id, &typed, Some(&refusal)).await
        }
        Err(other) => Err(other),
    }
}

async fn do_it(tx: &mut Tx, signed_in: &SignedIn, seen: &Seen, typed: &Typed) -> Result<String> {
    let (now, actor) = (seen.reader.now, signed_in.actor());
    let id = seen.draft.id;
    answer::once(tx, now, signed_in, typed, async |tx| {
        match waits::act(tx, now, signed_in, id, typed).await? {
            Act::Stays => Ok(format!("/console/drafts/{}", id.0)),
            Act::Gone => Ok("/console/".to_owned()),
            Act::Publish(command) => {
                if let Deed::Open(new) = &seen.draft.deed {
                    ready::refuse_open("title", &new.title)?;
                }
                ready::refuse_open("text", &text_of(&seen.draft.deed))?;
                let out = incidents::publish_draft(tx, now, actor, command).await?;
                let made = (id, out.incident);
                cases::opened(tx, signed_in, &seen.reader, made).await?;
                Ok(format!("/console/incidents/{}?done=said", out.incident))
            }
        }
    })
    .await
}

/// Keeps a deed for later; where the draft is.
///
/// # Errors
/// `Refused` when somebody was faster with the same draft.
pub async fn save(
    tx: &mut Tx,
    signed_in: &SignedIn,
    now: jiff::Timestamp,
    typed: &Typed,
    deed: Deed,
) -> Result<String> {
    let draft = draft_of(typed);
    if let Some(draft) = draft {
        waits::allow(tx, signed_in, draft, Role::Responder).await?;
    }
    let command = SaveDraft {
        draft,
        expected: typed.get("draft-version").parse().ok().map(Version),
        deed,
    };
    let actor = signed_in.actor();
    let (id, _) = incidents::save_draft(tx, now, actor, command).await?;
    Ok(format!("/console/drafts/{}", id.0))
}

/// Throws away the draft that a form came from, once its text went out.
///
/// # Errors
/// `Refused` when somebody was faster with it.
pub async fn used(
    tx: &mut Tx,
    signed_in: &SignedIn,
    now: jiff::Timestamp,
    typed: &Typed,
) -> Result<()> {
    let Some(draft) = draft_of(typed) else {
        return Ok(());
    };
    waits::allow(tx, signed_in, draft, Role::Responder).await?;
    let expected = typed.get("draft-version").parse().ok().map(Version);
    let seen = DraftSeen { draft, expected };
    incidents::discard_draft(tx, now, signed_in.actor(), seen).await
}

/// The draft that a form came from.
fn draft_of(typed: &Typed) -> Option<DraftId> {
    typed.get("draft").parse().ok().map(DraftId)
}

/// The same once an incident was opened with it: where the draft was raised for a provider's trouble, that is what readers are
/// told of it; where it was made of cases, they are about it.
///
/// # Errors
/// As [`used`].
pub async fn opened(
    tx: &mut Tx,
    signed_in: &SignedIn,
    reader: &Reader,
    typed: &Typed,
    incident: IncidentId,
) -> Result<()> {
    used(tx, signed_in, reader.now, typed).await?;
    if let Some(draft) = draft_of(typed) {
        upstreams::opened(tx, draft, incident).await?;
        cases::opened(tx, signed_in, reader, (draft, incident)).await?;
    }
    Ok(())
}

/// What the draft says that a form came from and does not ask for: whose fault it is, and what they say themselves.
///
/// # Errors
/// `NotFound` where the member may not write on its pages.
pub async fn carry(
    tx: &mut Tx,
    signed_in: &SignedIn,
    typed: &Typed,
    mut new: OpenIncident,
) -> Result<OpenIncident> {
    let Some(id) = draft_of(typed) else {
        return Ok(new);
    };
    waits::allow(tx, signed_in, id, Role::Responder).await?;
    if let Deed::Open(before) = incidents::load_draft(tx, id).await?.deed {
        new.responsibility = before.responsibility;
        new.notice = before.notice;
    }
    Ok(new)
}

async fn load(tx: &mut Tx, site: &Site, signed_in: &SignedIn, id: Uuid) -> Result<Seen> {
    let draft = incidents::load_draft(tx, DraftId(id)).await?;
    let (places, role, needs_approval) = waits::standing(tx, signed_in, draft.id).await?;
    let first = *places.first().ok_or(Error::NotFound)?;
    let page = pages::find_by_id(tx, first).await?.ok_or(Error::NotFound)?;
    Ok(Seen {
        reader: scene::reader(tx, site, signed_in, &page).await?,
        needs_approval,
        draft,
        page,
        role,
    })
}

async fn answer(
    site: &Site,
    signed_in: &SignedIn,
    id: Uuid,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    let seen = load(&mut tx, site, signed_in, id).await?;
    let reader = &seen.reader;
    let what = title_of(&mut tx, reader, seen.page.id, &seen.draft).await?;
    let address = format!("/console/drafts/{id}");
    let rights = (seen.role, seen.needs_approval);
    let waits = Waits::of(&mut tx, reader, signed_in, &seen.draft, rights, address).await?;
    let may_write = seen.role >= Role::Responder;
    let them = Them::of_draft(&mut tx, reader, &seen.page, &seen.draft, may_write).await?;
    let preview = preview(&mut tx, signed_in, &seen, typed).await?;
    drop(tx);
    let preview = preview.counted(&site.db, reader).await?;
    let mut form = waits.form;
    form.fields
        .extend(machine::tick(reader, seen.draft.deed.machine()));
    let wrong = refusal.map(|refusal| form.refuse(reader, refusal));
    let title = reader.say("draft-title");
    let may_edit = may_write && seen.draft.state.is_waiting();
    let edit = may_edit.then(|| edit_address(&seen)).flatten();
    let page = DraftPage {
        frame: Frame::inside(site, signed_in, &title),
        home: reader.say("desk-home"),
        wrong,
        what,
        state: waits.state,
        writer: (waits.writer, reader.instant(seen.draft.updated_at)),
        edit: edit.map(|place| (place, reader.say("draft-edit"))),
        form,
        preview,
        them,
        title,
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, answer::status_of))
}

/// What readers will see; nothing of it is kept.
async fn preview(tx: &mut Tx, signed_in: &SignedIn, seen: &Seen, typed: &Typed) -> Result<Preview> {
    let reader = &seen.reader;
    if !seen.draft.state.is_waiting() {
        return Ok(Preview::refused(
            reader,
            reader.say(state_key(seen.draft.state)),
        ));
    }
    let command = PublishDraft {
        seen: DraftSeen {
            draft: seen.draft.id,
            expected: None,
        },
        bypass: Some("preview".to_owned()),
        overrule: Some("preview".to_owned()),
        is_read: true,
    };
    tx.rehearse();
    let told = incidents::publish_draft(tx, reader.now, signed_in.actor(), command).await;
    let told = match told {
        Ok(told) => told,
        Err(Error::Refused(refusal)) => {
            return Ok(Preview::refused(reader, reader.words.refused(&refusal)));
        }
        Err(other) => return Err(other),
    };
    let (page, incident) = (&seen.page, told.incident);
    let findings = Findings::of(
        reader.words,
        told.found,
        &text_of(&seen.draft.deed),
        ("draft", seen.role),
        typed,
    );
    let preview = match &seen.draft.deed {
        Deed::Correct(command) => Preview::corrected(tx, reader, page, incident, command).await,
        deed => Preview::of(tx, reader, page, incident, &text_of(deed)).await,
    };
    Ok(preview?.finding(findings))
}

fn text_of(deed: &Deed) -> LocalizedText {
    match deed {
        Deed::Open(one) => one.text.clone(),
        Deed::Update(one) => one.text.clone(),
        Deed::Resolve(one) => one.text.clone(),
        Deed::Reopen(one) => one.text.clone(),
        Deed::Correct(one) => one.text.clone(),
    }
}

async fn title_of(tx: &mut Tx, reader: &Reader, page: PageId, draft: &Draft) -> Result<String> {
    if let Deed::Open(new) = &draft.deed {
        return Ok(reader.plain(&new.title).unwrap_or_default());
    }
    let Some(id) = draft.subject.map(IncidentId) else {
        return Ok(String::new());
    };
    let incident = incidents::load(tx, page, id).await?;
    Ok(reader.plain(&incident.title).unwrap_or_default())
}

/// Where it goes on being written.
fn edit_address(seen: &Seen) -> Option<String> {
    let id = seen.draft.id.0;
    match &seen.draft.deed {
        Deed::Open(_) => Some(format!(
            "/console/incidents/new?page={}&draft={id}",
            seen.page.slug
        )),
        Deed::Update(one) => Some(format!("/console/incidents/{}?draft={id}", one.incident)),
        Deed::Reopen(one) => Some(format!("/console/incidents/{}?draft={id}", one.incident)),
        Deed::Resolve(one) => Some(format!("/console/incidents/{}?draft={id}", one.incident)),
        Deed::Correct(one) => {
            let text = match one.which {
                Which::Title => "title".to_owned(),
                Which::Update(id) => id.to_string(),
            };
            let updates = format!("/console/incidents/{}/updates", one.incident);
            Some(format!("{updates}/{text}?draft={id}"))
        }
    }
}

/// A draft back in its form, for a member who may write on its pages.
///
/// # Errors
/// `NotFound` without such a draft for the member.
pub async fn typed_of(
    tx: &mut Tx,
    signed_in: &SignedIn,
    zone: &TimeZone,
    id: &str,
) -> Result<Typed> {
    let id = DraftId(id.parse().map_err(|_| Error::NotFound)?);
    let draft = incidents::load_draft(tx, id).await?;
    waits::allow(tx, signed_in, id, Role::Responder).await?;
    let mut typed = Typed::default();
    typed.set("draft", id.0.to_string());
    typed.set("draft-version", draft.version.0.to_string());
    put_words(&mut typed, "text", &text_of(&draft.deed));
    if let Deed::Open(one) = &draft.deed {
        put_words(&mut typed, "title", &one.title);
    }
    let mut drafted = draft.deed.machine().clone();
    if let Deed::Correct(_) = &draft.deed {
        // That form calls a title a text.
        drafted
            .0
            .iter_mut()
            .for_each(|one| one.field = TextField::Text);
    }
    machine::put(&mut typed, &drafted);
    let promised = promised_of(&draft.deed).map(Moment::minute);
    put_time(&mut typed, zone, "promise", promised);
    pledge::put(&mut typed, also_of(&draft.deed));
    match &draft.deed {
        Deed::Open(one) => {
            typed.set("impact", one.impact.map_or("", Impact::as_str));
            put_parts(&mut typed, &one.components);
            put_time(&mut typed, zone, "since", one.since);
            put_time(&mut typed, zone, "end", one.until);
            typed.set("status", one.status.as_str());
            typed.set("reference", one.reference.clone().unwrap_or_default());
        }
        Deed::Update(one) => {
            put_parts(&mut typed, &one.components);
            put_time(&mut typed, zone, "at", one.turned);
            typed.set("status", one.status.as_str());
        }
        Deed::Reopen(one) => {
            put_parts(&mut typed, &one.components);
            put_time(&mut typed, zone, "at", one.since);
            typed.set("status", one.status.as_str());
        }
        Deed::Resolve(one) => {
            put_time(&mut typed, zone, "at", one.ended);
            typed.set("status", "resolved");
        }
        Deed::Correct(one) => typed.set("tell", if one.is_announced { "yes" } else { "" }),
    }
    Ok(typed)
}

/// By when the next update is promised with it.
fn promised_of(deed: &Deed) -> Option<jiff::Timestamp> {
    match deed {
        Deed::Open(one) => one.promise,
        Deed::Update(one) => one.promise,
        Deed::Resolve(one) => one.promise,
        Deed::Reopen(one) => one.promise,
        Deed::Correct(_) => None,
    }
}

/// What else is promised with it.
fn also_of(deed: &Deed) -> &[Pledge] {
    match deed {
        Deed::Open(one) => &one.also,
        Deed::Update(one) => &one.also,
        Deed::Resolve(one) => &one.also,
        Deed::Reopen(one) => &one.also,
        Deed::Correct(_) => &[],
    }
}

/// A text as it is typed, language by language.
pub fn put_words(typed: &mut Typed, name: &str, text: &LocalizedText) {
    for (locale, body) in text.iter() {
        typed.set(&format!("{name}-{locale}"), body);
    }
}

fn put_parts(typed: &mut Typed, parts: &[(ComponentId, ComponentStatus)]) {
    for (id, status) in parts {
        typed.set(&format!("part-{id}"), status.as_str());
    }
}

/// A moment as it is typed.
pub fn put_time(typed: &mut Typed, zone: &TimeZone, name: &str, moment: Option<Moment>) {
    let Some(moment) = moment else { return };
    let local = moment.at.to_zoned(zone.clone());
    typed.set(
        &format!("{name}-date"),
        local.strftime("%Y-%m-%d").to_string(),
    );
    if moment.precision != Precision::Day {
        typed.set(&format!("{name}-time"), local.strftime("%H:%M").to_string());
    }
}
