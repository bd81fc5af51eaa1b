//! `/drafts`: deeds that wait, for their writer to finish and for a second person where a page asks for one.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    PAGE, command,
    crisis::who,
    incident::page_of,
    look::{self, Seen, moved, tag_of, whole},
    preview, said,
};
use crate::{
    api::{
        answer::{Answered, Reply, Wrong},
        ask::Ask,
        call::{Call, POST, PUT, Param, read as reads, write},
        extra::stamp,
    },
    ground::{Error, Result, Tx},
    incidents::{self, Draft, DraftId, DraftSeen, PublishDraft, SaveDraft},
    members::Role,
    pages::{self, Page},
    reports, work,
};

const LIST: &[Param] = &[
    PAGE,
    Param {
        name: "incident",
        schema: r#"{"type": "string"}"#,
        about: "Only those of this incident.",
    },
];

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/drafts";
    const ONE: &str = "/drafts/{draft}";
    const BODY: Option<&str> = Some("DraftBody");
    const STANDS: (u16, &str) = (200, "OwnDraft");
    let step = |path, id, summary, work| write((POST, path), id, summary, None, STANDS, work);
    vec![
        reads(ALL, "listDrafts", "Drafts of a page that wait", "OwnDrafts", LIST, work!(list)).by(Role::Responder),
        reads(ONE, "readDraft", "One draft; its ETag is what If-Match takes", "OwnDraft", &[], work!(read)).by(Role::Responder),
        write((POST, ALL), "saveDraft", "Keeps a deed for later", BODY, (201, "OwnDraft"), work!(save)).by(Role::Responder),
        write((PUT, ONE), "changeDraft", "Keeps another deed in its place; what was approved has to be looked at again", BODY, STANDS, work!(change)).by(Role::Responder),
        step("/drafts/{draft}/submit", "submitDraft", "Asks a second person to look", work!(submit)).by(Role::Responder),
        step("/drafts/{draft}/approve", "approveDraft", "Says, as a second person, that it may go out as it stands", work!(approve)),
        step("/drafts/{draft}/discard", "discardDraft", "Throws it away", work!(discard)).by(Role::Responder),
        write((POST, "/drafts/{draft}/publish"), "publishDraft", "Does what it waits to do", Some("PublishDraft"), (200, "OwnIncident"), work!(publish)),
        reads("/drafts/{draft}/preview", "previewDraft", "What readers of each language will see; nothing is done", "OwnPreview", &[PAGE], work!(preview::of_draft)).by(Role::Responder),
        write((POST, "/preview"), "preview", "The same of a deed that nobody has kept", BODY, (200, "OwnPreview"), work!(preview::of_deed)).by(Role::Responder),
    ]
}

/// A draft that a caller may look at, and its pages.
pub struct Waiting {
    /// The draft.
    pub draft: Draft,
    /// The pages that it would be seen on.
    pub pages: Vec<Page>,
}

impl Waiting {
    /// The draft that the address names, for a caller whose key is good for `role` on each of its pages.
    ///
    /// # Errors
    /// `NotFound` where there is none, or none for this key; `Refused` where its scopes do not suffice.
    pub async fn load(tx: &mut Tx, ask: &Ask, role: Role) -> Result<Self> {
        let id: Uuid = ask.path("draft").parse().map_err(|_| Error::NotFound)?;
        Self::of(tx, ask, DraftId(id), role).await
    }

    async fn of(tx: &mut Tx, ask: &Ask, id: DraftId, role: Role) -> Result<Self> {
        let draft = incidents::load_draft(tx, id).await?;
        let mut on = Vec::new();
        for page in incidents::pages_of_draft(tx, id).await? {
            ask.caller.on(tx, page, role).await?;
            on.push(pages::find_by_id(tx, page).await?.ok_or(Error::NotFound)?);
        }
        match on.is_empty() {
            true => Err(Error::NotFound),
            false => Ok(Self { draft, pages: on }),
        }
    }

    fn seen(&self, ask: &Ask) -> Result<DraftSeen, Wrong> {
        Ok(DraftSeen {
            draft: self.draft.id,
            expected: look::expected(ask)?,
        })
    }

    fn told(&self) -> Value {
        let one = &self.draft;
        let (deed, expected, command) = command::told(&one.deed, &self.pages);
        json!({
            "id": one.id,
            "version": one.version,
            "state": one.state,
            "pages": self.pages.iter().map(|page| &page.slug).collect::<Vec<_>>(),
            "incident": one.subject,
            "deed": deed,
            "expected": expected,
            "command": command,
            "writer": who(&one.writer),
            "approver": one.approver.as_ref().map(who),
            "created_at": stamp(one.created_at),
            "updated_at": stamp(one.updated_at),
        })
    }

    fn reply(&self) -> Answered {
        Ok(Reply::ok(&self.told())?.tagged(&tag_of(self.draft.version)))
    }
}

/// The drafts of a page that wait, the one touched last first.
///
/// # Errors
/// `NotFound` where there is no such page or incident.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Responder).await?;
    let incident = match ask.query("incident") {
        Some(named) => Some(
            Seen::named(&mut tx, &ask, named, Role::Reader)
                .await?
                .incident
                .id,
        ),
        None => None,
    };
    let mut items = Vec::new();
    for one in incidents::drafts_of(&mut tx, page.id, incident).await? {
        // One that would be seen on a page that the key is not for is told there only.
        if let Ok(waiting) = Waiting::of(&mut tx, &ask, one.id, Role::Responder).await {
            items.push(waiting.told());
        }
    }
    Reply::ok(&whole(items))
}

/// One draft, with its tag.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn read(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    Waiting::load(&mut tx, &ask, Role::Responder).await?.reply()
}

/// Keeps a deed.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn save(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let command = SaveDraft {
        draft: None,
        expected: None,
        deed: command::deed(&mut tx, &ask).await?,
    };
    let saved = incidents::save_draft(&mut tx, ask.now, ask.caller.actor(), command).await?;
    let waiting = Waiting::of(&mut tx, &ask, saved.0, Role::Reader).await?;
    let reply = Reply::created(&waiting.told())?.tagged(&tag_of(waiting.draft.version));
    ask.done(tx, reply).await
}

/// Keeps another deed in a draft's place.
///
/// # Errors
/// `NotFound` where there is none; `Refused` at the field at fault.
pub async fn change(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Waiting::load(&mut tx, &ask, Role::Responder)
        .await?
        .seen(&ask)?;
    let command = SaveDraft {
        draft: Some(seen.draft),
        expected: seen.expected,
        deed: command::deed(&mut tx, &ask).await?,
    };
    let saved = incidents::save_draft(&mut tx, ask.now, ask.caller.actor(), command).await;
    saved.map_err(moved)?;
    done(tx, &ask, seen.draft).await
}

/// Asks a second person to look.
///
/// # Errors
/// `NotFound` where there is no such draft; `Refused` where it is out or thrown away.
pub async fn submit(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Waiting::load(&mut tx, &ask, Role::Responder)
        .await?
        .seen(&ask)?;
    let version = incidents::submit_draft(&mut tx, ask.now, ask.caller.actor(), seen).await;
    version.map_err(moved)?;
    done(tx, &ask, seen.draft).await
}

/// Says that it may go out.
///
/// # Errors
/// `NotFound` where there is no such draft; `Refused` for whoever wrote it, and where nobody asked.
pub async fn approve(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Waiting::load(&mut tx, &ask, Role::Publisher)
        .await?
        .seen(&ask)?;
    let version = incidents::approve(&mut tx, ask.now, ask.caller.actor(), seen).await;
    version.map_err(moved)?;
    done(tx, &ask, seen.draft).await
}

/// Throws it away.
///
/// # Errors
/// `NotFound` where there is no such draft; `Refused` where it is out or thrown away.
pub async fn discard(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Waiting::load(&mut tx, &ask, Role::Responder)
        .await?
        .seen(&ask)?;
    let discarded = incidents::discard_draft(&mut tx, ask.now, ask.caller.actor(), seen).await;
    discarded.map_err(moved)?;
    done(tx, &ask, seen.draft).await
}

/// Does what it waits to do; the incident comes back.
///
/// # Errors
/// `NotFound` where there is no such draft; `Refused` where it lacks a second look, and whatever its deed refuses.
pub async fn publish(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let waiting = Waiting::load(&mut tx, &ask, Role::Publisher).await?;
    let seen = waiting.seen(&ask)?;
    let command = PublishDraft {
        seen,
        bypass: said::bypass(&ask)?,
        overrule: ask.overrule(&ask.body)?,
        is_read: ask.body.flag("machine_read")?.unwrap_or(false),
    };
    let out = incidents::publish_draft(&mut tx, ask.now, ask.caller.actor(), command).await;
    let incident = out.map_err(moved)?.incident;
    reports::opened(&mut tx, ask.now, ask.caller.actor(), seen.draft, incident).await?;
    super::incident::done(tx, &ask, incident, false).await
}

async fn done(mut tx: Tx, ask: &Ask, id: DraftId) -> Answered {
    let reply = Waiting::of(&mut tx, ask, id, Role::Reader).await?.reply()?;
    ask.done(tx, reply).await
}
