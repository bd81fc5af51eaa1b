//! A draft on its screen, whatever it is done to: who wrote it, where it stands, and what can be done with it.

use beffroi_domain::{Actor, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    desk::{
        review::overrule,
        say::{bypass, bypass_field},
    },
    form::{Deed, Form, More, Typed, Weight},
};
use crate::{
    drafts::{self, Draft, DraftId, DraftSeen, DraftState, PublishDraft, Version},
    ground::{Error, Result, Tx, token},
    members::{self, Role, SignedIn},
    web::Reader,
};

/// What a member can do with a draft.
pub struct Waits {
    /// What is asked for on its screen.
    pub form: Form,
    /// Where it stands, in words.
    pub state: String,
    /// Who wrote it last.
    pub writer: String,
}

/// What became of a draft.
pub enum Act {
    /// It waits on.
    Stays,
    /// It is thrown away.
    Gone,
    /// It is to go out.
    Publish(PublishDraft),
}

/// The lowest of the roles that a member has on the pages of a draft, and whether one of these asks for a second look.
///
/// # Errors
/// `NotFound` where they have none on one of them.
pub async fn standing(
    tx: &mut Tx,
    signed_in: &SignedIn,
    id: DraftId,
) -> Result<(Vec<PageId>, Role, bool)> {
    let places = drafts::pages_of_draft(tx, id).await?;
    let roles: Option<Vec<Role>> = places.iter().map(|page| signed_in.role_on(*page)).collect();
    let role = roles.and_then(|roles| roles.into_iter().min());
    let mut is_look_asked = false;
    for place in &places {
        is_look_asked |= drafts::is_look_asked(tx, *place).await?;
    }
    Ok((places, role.ok_or(Error::NotFound)?, is_look_asked))
}

/// Lets on where the member has `role` on every page on which a draft would be seen.
///
/// # Errors
/// `NotFound` or `Refused` where they have not.
pub async fn allow(tx: &mut Tx, signed_in: &SignedIn, id: DraftId, role: Role) -> Result<()> {
    for page in drafts::pages_of_draft(tx, id).await? {
        signed_in.on(tx, page, role).await?;
    }
    Ok(())
}

/// Asks for a look, approves, throws away; or says what is to be published.
///
/// # Errors
/// As the verbs of `drafts`; `NotFound` for what is no deed.
pub async fn act(
    tx: &mut Tx,
    now: Timestamp,
    signed_in: &SignedIn,
    draft: DraftId,
    typed: &Typed,
) -> Result<Act> {
    let actor: Actor = signed_in.actor();
    let needs = match typed.get("deed") {
        "submit" | "discard" => Role::Responder,
        _ => Role::Publisher,
    };
    allow(tx, signed_in, draft, needs).await?;
    let expected = typed.get("expected").parse().ok().map(Version);
    let seen = DraftSeen { draft, expected };
    match typed.get("deed") {
        "submit" => drafts::submit_draft(tx, now, actor, seen).await?,
        "approve" => drafts::approve(tx, now, actor, seen).await?,
        "discard" => {
            drafts::discard_draft(tx, now, actor, seen).await?;
            return Ok(Act::Gone);
        }
        "publish" => {
            return Ok(Act::Publish(PublishDraft {
                bypass: bypass(typed),
                overrule: overrule(typed),
                is_read: typed.is_on("machine-read"),
                ..PublishDraft::of(seen)
            }));
        }
        _ => return Err(Error::NotFound),
    };
    Ok(Act::Stays)
}

impl Waits {
    /// What a member with `role` can do with a draft at `address`.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn of<D: Sync>(
        tx: &mut Tx,
        reader: &Reader,
        signed_in: &SignedIn,
        draft: &Draft<D>,
        (role, is_look_asked): (Role, bool),
        address: String,
    ) -> Result<Self> {
        Ok(Self {
            form: form(reader, signed_in, draft, (role, is_look_asked), address),
            state: reader.say(state_key(draft.state)),
            writer: name_of(tx, reader, draft.writer.1).await?,
        })
    }
}

/// What a member is called; somebody, where nobody knows any more.
///
/// # Errors
/// A fault when the database is away.
pub async fn name_of(tx: &mut Tx, reader: &Reader, member: Option<Uuid>) -> Result<String> {
    let member = match member {
        Some(id) => members::find_by_id(tx, id.into()).await?,
        None => None,
    };
    let name = member.map(|member| member.name);
    let name = name.filter(|name| !name.is_empty());
    Ok(name.unwrap_or_else(|| reader.say("moved-nobody")))
}

/// The words for where a draft stands.
pub fn state_key(state: DraftState) -> &'static str {
    match state {
        DraftState::Draft => "draft-draft",
        DraftState::Submitted => "draft-submitted",
        DraftState::Approved => "draft-approved",
        DraftState::Published => "draft-published",
        DraftState::Discarded => "draft-discarded",
    }
}

fn form<D>(
    reader: &Reader,
    signed_in: &SignedIn,
    draft: &Draft<D>,
    (role, is_look_asked): (Role, bool),
    address: String,
) -> Form {
    let state = draft.state;
    let is_own = draft.writer.1 == Some(signed_in.member.id.0);
    let may_publish = role >= Role::Publisher;
    let button = |word, key: &str, weight| Deed::of(word, reader.say(key), weight);
    let mut deeds = Vec::new();
    if role >= Role::Responder && state == DraftState::Draft {
        deeds.push(button("submit", "draft-submit", Weight::Quiet));
    }
    if may_publish && state == DraftState::Submitted && !is_own {
        deeds.push(button("approve", "draft-approve", Weight::Main));
    }
    let is_free = !is_look_asked || state == DraftState::Approved;
    if may_publish && state.is_waiting() {
        deeds.push(match is_free {
            true => button("publish", "deed-publish", Weight::Main),
            false => button("publish", "deed-publish-alone", Weight::Grave),
        });
    }
    if role >= Role::Responder && state.is_waiting() {
        deeds.push(button("discard", "draft-discard", Weight::Quiet));
    }
    let alone = (may_publish && state.is_waiting() && !is_free).then(|| More {
        label: reader.say("draft-alone"),
        is_open: false,
        fields: vec![bypass_field(reader, &Typed::default())],
    });
    Form {
        hidden: vec![
            ("expected", draft.version.0.to_string()),
            ("key", token::new_id(reader.now).to_string()),
        ],
        more: alone,
        deeds,
        ..Form::to("draft", address)
    }
}
