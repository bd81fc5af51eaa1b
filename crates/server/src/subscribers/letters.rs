//! What subscribers themselves are written: whether they asked, that they hear it already, that nothing arrives any more.
//!
//! Each leads to a page with a button. How often one address is written is limited, whoever asks.

use beffroi_channels::{self as channels, Channel};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Address, Bell, Subscription, manage_address};
use crate::{
    ground::{Error, Result, Tx, outbound::Target, token},
    outbox::{self, Letter},
    pages,
    web::{
        letters::subscription::{self as says, About},
        words,
    },
};

/// As whom letters are written.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// What each absolute address of the page begins with.
    pub base: &'a str,
    /// Whether a relay is set; without one no letter is written.
    pub has_mail: bool,
}

/// A letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// Was it you who asked?
    Confirm,
    /// You hear this already.
    Known,
    /// It is told from now on; to its owner.
    Ready,
    /// It is not told any more; to its owner.
    Paused,
}

/// So many letters in a day answer whoever types an address.
const ASKED_A_DAY: i64 = 3;
/// So many in a day tell an owner of calls that are theirs: whoever has a program that answers could name a stranger.
const NEWS_A_DAY: i64 = 10;
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// How long it is of use to hear of it.
const NEWS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long somebody may wait with a yes.
pub(super) const PATIENCE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Has a letter written about a subscription: to its own address, or to its owner's. Nothing is written where no relay is
/// set, nobody has an address, or the address was written often enough today.
pub(super) async fn write(
    tx: &mut Tx,
    now: Timestamp,
    sender: Sender<'_>,
    bell: &Bell,
    about: &Subscription,
    what: Says,
) -> Result<()> {
    let to = match about.channel {
        Channel::Email => Some(about.address.as_str()),
        _ => about.owner.as_deref(),
    };
    let Some(to) = to.filter(|_| sender.has_mail) else {
        return Ok(());
    };
    let Ok(address) = Address::of(Channel::Email, to) else {
        return Ok(());
    };
    let (kind, reader) = (what.kind(), bell.reader(&address));
    let most = match what {
        Says::Confirm | Says::Known => ASKED_A_DAY,
        Says::Ready | Says::Paused => NEWS_A_DAY,
    };
    if outbox::count_asked(tx, kind, reader, now - DAY).await? >= most {
        return Ok(());
    }
    let says = compose(tx, sender, bell, about, what).await?;
    put(tx, now, (kind, to, reader), &says).await
}

async fn compose(
    tx: &mut Tx,
    sender: Sender<'_>,
    bell: &Bell,
    sub: &Subscription,
    what: Says,
) -> Result<channels::Letter> {
    let page = pages::find_by_id(tx, sub.page)
        .await?
        .ok_or(Error::NotFound)?;
    let locale = &sub.wishes.locale;
    let words = words::first_of([locale]);
    let place = sub.place();
    let about = About {
        page: page.name_in(locale),
        place: &place,
        signs: sub.keys.is_some(),
        address: manage_address(sender.base, locale, &bell.token(sub.id)),
    };
    Ok(match what {
        Says::Confirm => says::confirm(words, about),
        Says::Known => says::known(words, about),
        Says::Ready => says::ready(words, about),
        Says::Paused => says::paused(words, about),
    })
}

async fn put(
    tx: &mut Tx,
    now: Timestamp,
    (kind, to, reader): (&'static str, &str, Uuid),
    says: &channels::Letter,
) -> Result<()> {
    let letter = Letter {
        key: &format!("subscription:{}", token::new_id(now)),
        kind,
        to,
        subject: Some(reader),
        says,
        expires_at: Some(now + NEWS),
    };
    outbox::letter(tx, now, &letter).await?;
    Ok(())
}

impl Says {
    fn kind(self) -> &'static str {
        match self {
            Self::Confirm | Self::Known => "subscription",
            Self::Ready | Self::Paused => "subscription-news",
        }
    }
}

impl Subscription {
    /// Where it is told, in words that give nothing away: the host of an address that is a secret by itself.
    #[must_use]
    pub fn place(&self) -> String {
        match self.channel {
            Channel::Email | Channel::Sms => self.address.clone(),
            _ => Target::read(&self.address)
                .map(|target| target.host)
                .unwrap_or_default(),
        }
    }
}
