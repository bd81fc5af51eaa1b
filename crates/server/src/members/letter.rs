//! A one-time link, sent to its member by mail.

use jiff::Timestamp;

use super::{InvitationKind, Member};
use crate::{
    ground::{Result, Tx, seal},
    outbox::{self, Letter},
    web::{
        Site,
        letters::{self, Heading},
        words,
    },
};

/// Has a one-time link sent to the member whom it lets in, in their language; false where no relay is set or the
/// member has no address, so that whoever made the link has to hand it on.
///
/// # Errors
/// A fault when the database is away.
pub async fn send_link(
    tx: &mut Tx,
    now: Timestamp,
    site: &Site,
    member: &Member,
    kind: InvitationKind,
    secret: &str,
) -> Result<bool> {
    let (true, Some(to)) = (site.has_mail, member.email.as_deref()) else {
        return Ok(false);
    };
    let words = words::first_of(&member.locale);
    let heading = Heading {
        host: site.host(),
        name: &member.name,
    };
    let address = format!("{}/console/welcome?key={secret}", site.public_url);
    let (days, hours) = (kind.lasts().as_hours() / 24, kind.lasts().as_hours());
    let (name, says) = match kind {
        InvitationKind::Recover => {
            let letter = letters::recovery(words, heading, address, hours);
            ("recovery", letter)
        }
        _ => (
            "invitation",
            letters::invitation(words, heading, address, days),
        ),
    };
    let letter = Letter {
        key: &format!("link:{}", seal::digest(secret)),
        kind: name,
        to,
        subject: Some(member.id.0),
        says: &says,
        expires_at: Some(now + kind.lasts()),
    };
    outbox::letter(tx, now, &letter).await?;
    Ok(true)
}
