//! One-time links for a member: by letter where a relay is set, else shown once to whoever made it, who hands it on.

use axum::{
    extract::{Path, State},
    response::Response,
};
use beffroi_domain::MemberId;
use uuid::Uuid;

use crate::{
    console::{
        answer::{self, see_other},
        form::{Deed, Form, Typed, Weight},
        frame::Frame,
        screen::ShownOnce,
    },
    ground::{Error, Result, Tx},
    members::{self, InvitationKind, Member, Role, SignedIn},
    web::{Site, Words},
};

/// How a link leaves.
pub(super) enum Left {
    /// By letter.
    Sent,
    /// With whoever made it.
    Shown(Box<ShownOnce>),
}

impl Left {
    /// Leads to `place`, or shows the link there.
    pub(super) fn answer(self, place: &str) -> Result<Response> {
        match self {
            Self::Sent => Ok(see_other(&format!("{place}?done=sent"))),
            Self::Shown(shown) => answer::page(&*shown, axum::http::StatusCode::OK),
        }
    }
}

/// Makes a link for a member and hands it on; `is_shown` where whoever made it wants to do that.
pub(super) async fn hand_on(
    tx: &mut Tx,
    site: &Site,
    signed_in: &SignedIn,
    member: &Member,
    is_shown: bool,
) -> Result<Left> {
    let (now, actor) = (site.clock.now(), signed_in.actor());
    // Whoever never came is invited still, and has a week for it.
    let (kind, said) = match members::has_come(tx, member.id).await? {
        true => (InvitationKind::Recover, "relink"),
        false => (InvitationKind::Invite, "invited"),
    };
    let key = members::make_link(tx, now, actor, kind, member.id).await?;
    if !is_shown && members::send_link(tx, now, site, member, kind, &key).await? {
        return Ok(Left::Sent);
    }
    let words = Frame::words_of(signed_in);
    let title = words.say(&format!("{said}-title"));
    let frame = Frame::of(tx, site, signed_in, &title).await?;
    Ok(Left::Shown(Box::new(ShownOnce {
        frame: frame.at("/console/members"),
        lead: words.tell(&format!("{said}-lead"), &[("name", &member.name)]),
        values: vec![format!("{}/console/welcome?key={key}", site.public_url)],
        back: ("/console/members".to_owned(), words.say("to-members")),
        title,
    })))
}

/// What asks for another link: sent or shown where there is a relay, else shown.
pub(super) fn form(site: &Site, words: &Words, at: &str) -> Form {
    let deed = |word, key: &str| Deed::of(word, words.say(key), Weight::Quiet);
    let deeds = match site.has_mail {
        true => vec![
            deed("", "member-link-send"),
            deed("show", "member-link-show"),
        ],
        false => vec![deed("show", "member-link")],
    };
    Form {
        deeds,
        ..Form::to("link", format!("{at}/link"))
    }
}

/// Makes another link for somebody who has lost what they sign in with, or their invitation.
pub(super) async fn another(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<Uuid>,
    typed: Typed,
) -> Result<Response> {
    let mut tx = site.db.begin().await?;
    signed_in.everywhere(&mut tx, Role::Administrator).await?;
    let member = members::find_by_id(&mut tx, MemberId(id)).await?;
    let member = member.filter(|member| member.removed_at.is_none());
    let member = member.ok_or(Error::NotFound)?;
    let is_shown = typed.get("deed") == "show";
    let left = hand_on(&mut tx, &site, &signed_in, &member, is_shown).await?;
    tx.commit().await?;
    left.answer("/console/members")
}
