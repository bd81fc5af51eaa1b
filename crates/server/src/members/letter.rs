//! What members are told by mail: a one-time link, and that a second factor of theirs is another.
//!
//! Read in order: [`send_link`], [`FactorNews`], [`send_factor_news`].

use beffroi_domain::MemberId;
use jiff::{SignedDuration, Timestamp};

use super::{InvitationKind, Member, addresses_of, find_by_id};
use crate::{
    ground::{Error, Result, Tx, seal, token},
    outbox::{self, Letter},
    web::{
        Site, host_of,
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

/// How long it is of use to hear of it.
const NEWS: SignedDuration = SignedDuration::from_hours(24 * 7);

/// What became of somebody's second factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorNews {
    /// An app shows them codes from now on.
    CodesAdded,
    /// It does no more.
    CodesRemoved,
    /// A passkey lets them in from now on.
    PasskeyAdded,
    /// It does no more.
    PasskeyRemoved,
    /// All were taken away, by an administrator or from the machine.
    Taken,
}

impl FactorNews {
    /// The name of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::CodesAdded => "letter-factor-codes-added",
            Self::CodesRemoved => "letter-factor-codes-removed",
            Self::PasskeyAdded => "letter-factor-passkey-added",
            Self::PasskeyRemoved => "letter-factor-passkey-removed",
            Self::Taken => "letter-factor-taken",
        }
    }
}

/// Writes to a member at each address that is known to be theirs that a second factor is another: whoever did not do
/// it hears of it. `from` is the address of the installation; nothing is written where no relay is set.
///
/// # Errors
/// `NotFound` when there is no such member; a fault when the database is away.
pub async fn send_factor_news(
    tx: &mut Tx,
    now: Timestamp,
    from: Option<&str>,
    member: MemberId,
    news: FactorNews,
) -> Result<()> {
    let Some(from) = from else { return Ok(()) };
    let member = find_by_id(tx, member).await?.ok_or(Error::NotFound)?;
    let heading = Heading {
        host: host_of(from),
        name: &member.name,
    };
    let words = words::first_of(&member.locale);
    let account = format!("{from}/console/account");
    let says = letters::factor(words, heading, news.key(), account);
    let mut to: Vec<String> = member.email.iter().cloned().collect();
    let confirmed = addresses_of(tx, &member).await?;
    to.extend(
        confirmed
            .into_iter()
            .filter(|one| Some(one) != member.email.as_ref()),
    );
    let once = token::new_id(now);
    for (place, to) in to.iter().enumerate() {
        let letter = Letter {
            key: &format!("factor:{once}:{place}"),
            kind: "factor",
            to,
            subject: Some(member.id.0),
            says: &says,
            expires_at: Some(now + NEWS),
        };
        outbox::letter(tx, now, &letter).await?;
    }
    Ok(())
}
