//! What is to be done to planned work and waits for a second person: what it would come to, and letting it go out.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use beffroi_domain::{PageId, maintenance::Step};
use uuid::Uuid;

use super::{
    super::{
        answer,
        desk::{review::Findings, scene},
        form::{Form, Typed, Wrong, tongue_name},
        frame::Frame,
        heard::Heard,
        waits::{self, Act, Waits, state_key},
    },
    Warned, list, screen, warned,
};
use crate::{
    components, deliveries,
    drafts::DraftId,
    ground::{Error, Found, Refusal, Result, Tx},
    maintenances::{self, Deed, Draft},
    members::{Role, SignedIn},
    pages::{self, Page},
    story::{
        Names,
        facts::{self, Facts},
    },
    web::{
        Reader, Site,
        format::{Said, When},
    },
};

#[derive(Template)]
#[template(path = "console/works/draft.html")]
struct DraftPage {
    frame: Frame,
    home: String,
    wrong: Option<Wrong>,
    warned: Warned,
    title: Said,
    what: String,
    state: String,
    writer: (String, When),
    /// What would be there then; why not, where it would be refused.
    then: Result<Facts, String>,
    then_title: String,
    /// Language, its name, and what is said in it.
    texts: Vec<(String, String, String)>,
    standard: Option<String>,
    findings: Option<Findings>,
    /// Whom it would be told to, while it waits.
    heard: Option<Heard>,
    form: Form,
}

/// A draft as a list shows it.
pub(super) struct Waiting {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) what: String,
    pub(super) state: String,
    pub(super) when: When,
}

/// A draft as a member finds it.
struct Seen {
    draft: Draft,
    pages: Vec<Page>,
    role: Role,
    is_look_asked: bool,
    reader: Reader,
}

/// Its address in the console.
pub(super) fn address(id: DraftId) -> String {
    format!("/console/maintenances/drafts/{}", id.0)
}

/// What waits on a page.
pub(super) async fn waiting(tx: &mut Tx, reader: &Reader, page: PageId) -> Result<Vec<Waiting>> {
    let mut all = Vec::new();
    for draft in maintenances::drafts_of(tx, page).await? {
        all.push(Waiting {
            address: address(draft.id),
            title: title(tx, reader, &draft.deed).await?.text,
            what: reader.say(what(&draft.deed)),
            state: reader.say(state_key(draft.state)),
            when: reader.instant(draft.updated_at),
        });
    }
    Ok(all)
}

/// Answers `GET /console/maintenances/drafts/{id}`.
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

/// Answers `POST /console/maintenances/drafts/{id}`.
///
/// # Errors
/// As [`show`].
pub async fn act(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    if typed.get("deed") == "mine" {
        return answer(&site, &signed_in, id, &typed, None).await;
    }
    let mut tx = site.db.begin().await?;
    let seen = load(&mut tx, &site, &signed_in, id).await?;
    let done = do_it(&mut tx, &signed_in, &seen, &typed).await;
    match answer::end(tx, done).await? {
        Ok(led_on) => Ok(led_on),
        Err(refusal) => answer(&site, &signed_in, id, &typed, Some(&refusal)).await,
    }
}

async fn do_it(tx: &mut Tx, signed_in: &SignedIn, seen: &Seen, typed: &Typed) -> Result<String> {
    let (now, actor, id) = (seen.reader.now, signed_in.actor(), seen.draft.id);
    answer::once(tx, now, signed_in, typed, async |tx| {
        match waits::act(tx, now, signed_in, id, typed).await? {
            Act::Stays => Ok(address(id)),
            Act::Gone => Ok("/console/maintenances".to_owned()),
            Act::Publish(command) => {
                let done = maintenances::publish_draft(tx, now, actor, command).await?;
                Ok(format!("{}?done=published", screen::address(done.id)))
            }
        }
    })
    .await
}

async fn load(tx: &mut Tx, site: &Site, signed_in: &SignedIn, id: Uuid) -> Result<Seen> {
    let draft = maintenances::load_draft(tx, DraftId(id)).await?;
    let (places, role, is_look_asked) = waits::standing(tx, signed_in, draft.id).await?;
    let mut all = Vec::new();
    for place in places {
        all.extend(pages::find_by_id(tx, place).await?);
    }
    let first = all.first().ok_or(Error::NotFound)?;
    Ok(Seen {
        reader: scene::reader(tx, site, signed_in, first).await?,
        pages: all,
        role,
        is_look_asked,
        draft,
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
    let (reader, deed) = (&seen.reader, &seen.draft.deed);
    let rights = (seen.role, seen.is_look_asked);
    let place = address(seen.draft.id);
    let waits = Waits::of(&mut tx, reader, signed_in, &seen.draft, rights, place).await?;
    let title = title(&mut tx, reader, deed).await?;
    let (then, warned, found) = then(&mut tx, signed_in, &seen).await?;
    let said = deliveries::rehearsed(&mut tx).await?;
    drop(tx);
    let heard = match then {
        Ok(_) => Some(Heard::of(site, signed_in, reader, &said, ("draft", typed, false)).await?),
        Err(_) => None,
    };
    let mut form = waits.form;
    let text = deed.text();
    let findings = (!found.is_empty()).then(|| {
        let form = ("draft", seen.role);
        Findings::of(reader.words, found, text, form, typed)
    });
    let page = DraftPage {
        frame: Frame::inside(site, signed_in, &title.text).at("/console/maintenances"),
        home: reader.say("works-title"),
        wrong: refusal.map(|refusal| form.refuse(reader, refusal)),
        warned,
        what: reader.say(what(deed)),
        state: waits.state,
        writer: (waits.writer, reader.instant(seen.draft.updated_at)),
        then,
        then_title: reader.say("works-then"),
        texts: text
            .iter()
            .map(|(locale, said)| (locale.to_string(), tongue_name(locale), said.to_owned()))
            .collect(),
        standard: text.is_empty().then(|| reader.say("works-then-standard")),
        findings,
        heard,
        form,
        title,
    };
    answer::page(&page, refusal.map_or(StatusCode::OK, answer::status_of))
}

/// What would be there if it went out now, and what else goes on then; nothing of it is kept.
async fn then(
    tx: &mut Tx,
    signed_in: &SignedIn,
    seen: &Seen,
) -> Result<(Result<Facts, String>, Warned, Vec<Found>)> {
    let reader = &seen.reader;
    if !seen.draft.state.is_waiting() {
        let state = reader.say(state_key(seen.draft.state));
        return Ok((Err(state), Warned::default(), vec![]));
    }
    let (now, actor, deed) = (reader.now, signed_in.actor(), seen.draft.deed.clone());
    let done = match maintenances::rehearse(tx, now, actor, deed).await {
        Ok(done) => done,
        Err(Error::Refused(refusal)) => {
            let why = reader.words.refused(&refusal);
            return Ok((Err(why), Warned::default(), vec![]));
        }
        Err(other) => return Err(other),
    };
    let after = maintenances::load(tx, done.id).await?.maintenance;
    let mut parts = Vec::new();
    for page in &seen.pages {
        parts.extend(components::of_page(tx, page.id).await?);
    }
    let facts = facts::of_maintenance(reader, &Names::of(&parts), &after);
    let warned = warned(tx, reader, &seen.pages, &done.overlaps, &after.components).await?;
    Ok((Ok(facts), warned, done.found))
}

/// What the work is called.
async fn title(tx: &mut Tx, reader: &Reader, deed: &Deed) -> Result<Said> {
    match (deed, deed.maintenance()) {
        (Deed::Schedule(new), _) => Ok(list::said(reader, &new.title, "")),
        (_, Some(id)) => Ok(list::called(reader, &maintenances::load(tx, id).await?)),
        (_, None) => Err(Error::NotFound),
    }
}

/// The words for what would be done.
fn what(deed: &Deed) -> &'static str {
    match deed {
        Deed::Schedule(_) => "works-plan",
        Deed::Say(_) => "works-do-say",
        Deed::Move(_) => "works-move",
        Deed::Step(take) => match take.step {
            Step::Begin => "works-do-begin",
            Step::Verify => "works-do-verify",
            Step::Complete => "works-do-complete",
            Step::Cancel => "works-do-cancel",
        },
    }
}
