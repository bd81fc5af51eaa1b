//! Receiving: a mail that came to the desk's mailbox, by a pipe, a hook or out of the mailbox itself ([`Collector`](super::Collector)).
//!
//! A mail finds its case by the address that it came to, or by the id that all letters of the case refer to; both carry a seal, so
//! that nobody writes into a case who never got a letter of it. What only names a reference opens nothing. A mail that belongs to no
//! case is a new report, where one page alone takes reports or the address names the page. What no person wrote is passed over.
//! A mail that was heard before changes nothing, however often it comes. What was sent with it is kept first ([`files_in`], then
//! [`bring`](super::bring)), as what comes by the page is.

use beffroi_channels::mail::is_address;
use beffroi_domain::{Actor, Locale, PageId, ReportId, case::Reference};
use beffroi_readers::{
    language,
    mail::{self, Reply},
};
use jiff::{SignedDuration, Timestamp};

use super::{
    Brought, Desk, Facts, Heard, NewReport, Place, Sent, Source, bring, count_from, find_desk,
    hear, keep, letters, open, store, text,
};
use crate::{
    ground::{Db, Result, Tx, files::Store, seal::digest_of},
    pages::{self, Page},
    web::words,
};

/// Larger mails are not read.
pub const LARGEST: usize = 30 * 1024 * 1024;
/// One address opens no more cases in a day.
const A_DAY: i64 = 20;
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Where mails come to, and from whom ours are.
#[derive(Clone, Copy, Debug)]
pub struct Mailbox<'a> {
    /// The address in front of whose `@` cases are named; nothing where only ids find them.
    pub answers_to: Option<&'a str>,
    /// Who writes our letters: what claims to be from there is a loop.
    pub from: Option<&'a str>,
    /// The pages whose cases whoever hands it over may write into.
    pub pages: &'a [PageId],
}

/// What came of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Received {
    /// It is written down in its case.
    Heard,
    /// It was heard before.
    Again,
    /// It is a new case.
    Opened,
    /// No person wrote it: a note of absence, a list, a notification, or a mail of ours.
    Automatic,
    /// Nothing new is said in it.
    Empty,
    /// It belongs to no case, and no page takes it as a new one.
    Unknown,
    /// Whoever wrote it opened too many cases today.
    TooMany,
    /// It is larger than any answer.
    TooLarge,
    /// It is no mail.
    Unreadable,
}

impl Received {
    /// All, in their order.
    pub const ALL: [Self; 9] = [
        Self::Heard,
        Self::Again,
        Self::Opened,
        Self::Automatic,
        Self::Empty,
        Self::Unknown,
        Self::TooMany,
        Self::TooLarge,
        Self::Unreadable,
    ];

    /// Whether somebody of the team reads it now.
    #[must_use]
    pub fn is_taken(self) -> bool {
        matches!(self, Self::Heard | Self::Opened)
    }

    /// Whether a person may have written it and nobody of the team reads it: then it stays in the mailbox, where one is looked into.
    #[must_use]
    pub fn is_for_nobody(self) -> bool {
        matches!(
            self,
            Self::Unknown | Self::TooMany | Self::TooLarge | Self::Unreadable
        )
    }

    /// In a few words, for whoever runs the mail server.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Heard => "it is written down in its case",
            Self::Again => "it was heard before",
            Self::Opened => "it is a new case",
            Self::Automatic => "no person wrote it",
            Self::Empty => "nothing new is said in it",
            Self::Unknown => "it belongs to no case, and no page takes it as a new one",
            Self::TooMany => "whoever wrote it opened too many cases today",
            Self::TooLarge => "it is larger than 30 MiB",
            Self::Unreadable => "it is no mail",
        }
    }

    /// As in commands and calls.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Heard => "heard",
            Self::Again => "again",
            Self::Opened => "opened",
            Self::Automatic => "automatic",
            Self::Empty => "empty",
            Self::Unknown => "unknown",
            Self::TooMany => "too_many",
            Self::TooLarge => "too_large",
            Self::Unreadable => "unreadable",
        }
    }
}

/// Takes in a mail, with what was sent with it, in transactions of its own: once it is back, all of it is written down.
///
/// # Errors
/// As [`receive`].
pub async fn take_in(
    db: &Db,
    store: &Store,
    now: Timestamp,
    mailbox: Mailbox<'_>,
    bytes: &[u8],
) -> Result<Received> {
    let mut look = db.snapshot().await?;
    let sent = files_in(&mut look, now, mailbox, bytes).await?;
    // Nobody holds one connection and waits for another.
    drop(look);
    let brought = bring(db, store, now, sent).await?;
    let mut tx = db.begin().await?;
    let came = receive(&mut tx, now, mailbox, bytes, &brought).await?;
    tx.commit().await?;
    Ok(came)
}

/// Takes in a mail, with what was sent with it.
///
/// # Errors
/// `Refused` where what it says cannot be kept; a fault when the database is away: then it is to be given once more.
pub async fn receive(
    tx: &mut Tx,
    now: Timestamp,
    mailbox: Mailbox<'_>,
    bytes: &[u8],
    brought: &Brought,
) -> Result<Received> {
    let reply = match read(mailbox, bytes) {
        Ok(reply) => reply,
        Err(passed) => return Ok(passed),
    };
    let said = cut(&reply.words);
    if said.trim().is_empty() && brought.is_empty() {
        return Ok(Received::Empty);
    }
    let Some(id) = case_of(tx, mailbox, &reply).await? else {
        return open_by_mail(tx, now, mailbox, &reply, (&said, brought)).await;
    };
    let said = match said.trim().is_empty() {
        true => wordless(&store::load(tx, id).await?.locale),
        false => said,
    };
    let known = reply.message_id.as_deref();
    match hear(tx, now, id, &said, known).await? {
        Heard::Kept { entry, .. } => {
            keep(tx, now, (id, Some(entry)), brought).await?;
            Ok(Received::Heard)
        }
        Heard::Again => Ok(Received::Again),
    }
}

/// What was sent with a mail, where it would be taken: a mail that is passed over leaves nothing anywhere.
///
/// # Errors
/// A fault when the database is away.
pub async fn files_in(
    tx: &mut Tx,
    now: Timestamp,
    mailbox: Mailbox<'_>,
    bytes: &[u8],
) -> Result<Vec<Sent>> {
    let Ok(reply) = read(mailbox, bytes) else {
        return Ok(Vec::new());
    };
    if reply.files.is_empty() || !is_wanted(tx, now, mailbox, &reply).await? {
        return Ok(Vec::new());
    }
    let sent = reply.files.into_iter().map(|file| Sent {
        name: file.name,
        bytes: Ok(file.bytes),
    });
    Ok(sent.collect())
}

async fn is_wanted(
    tx: &mut Tx,
    now: Timestamp,
    mailbox: Mailbox<'_>,
    reply: &Reply,
) -> Result<bool> {
    let known = reply.message_id.as_deref();
    if let Some(id) = case_of(tx, mailbox, reply).await? {
        return Ok(match known {
            Some(known) => !store::has_mail(tx, id, known).await?,
            None => true,
        });
    }
    let Some(from) = reply.from.as_deref() else {
        return Ok(false);
    };
    let Some((page, desk)) = page_of(tx, mailbox, reply).await? else {
        return Ok(false);
    };
    let is_again = match known {
        Some(known) => store::is_opened_by(tx, page.id, known).await?,
        None => false,
    };
    let opened = count_from(tx, &desk.sender(from), now - DAY).await?;
    Ok(!is_again && opened < A_DAY)
}

/// The words of somebody who sent files and said nothing.
#[must_use]
pub fn wordless(locale: &Locale) -> String {
    words::first_of([locale]).say("files-alone")
}

/// A mail that somebody wrote.
fn read(mailbox: Mailbox<'_>, bytes: &[u8]) -> Result<Reply, Received> {
    if bytes.len() > LARGEST {
        return Err(Received::TooLarge);
    }
    let marks: Vec<String> = words::all().map(|one| one.say(letters::MARK)).collect();
    let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
    let mut reply = mail::read(bytes, &marks).map_err(|_| Received::Unreadable)?;
    // Without an id of its own a mail is known by its bytes: it may come twice all the same.
    let id = reply.message_id.take();
    reply.message_id = id.or_else(|| Some(format!("{}@bytes", digest_of(bytes))));
    match reply.auto.is_some() || is_ours(mailbox, &reply) {
        true => Err(Received::Automatic),
        false => Ok(reply),
    }
}

/// A mail that claims to be one of ours comes back in a circle.
fn is_ours(mailbox: Mailbox<'_>, reply: &Reply) -> bool {
    let Some(from) = reply.from.as_deref() else {
        return false;
    };
    let own = mailbox.from.into_iter().chain(mailbox.answers_to);
    let mut bare = own.map(|one| one.rsplit('<').next().unwrap_or(one).trim_end_matches('>'));
    bare.any(|one| one.eq_ignore_ascii_case(from))
}

/// The first part of a text that is longer than a case holds.
fn cut(text: &str) -> String {
    text.chars().take(text::BODY).collect()
}

/// The case that a mail proves to belong to.
async fn case_of(tx: &mut Tx, mailbox: Mailbox<'_>, reply: &Reply) -> Result<Option<ReportId>> {
    let by_address = reply.to.iter().filter_map(|to| extension(mailbox, to));
    let by_id = reply.answers.iter().filter_map(|id| id.split('@').next());
    for name in by_address.chain(by_id) {
        let Some(reference) = Reference::all_in(name).first().copied() else {
            continue;
        };
        let Some((page, id)) = store::find_anywhere(tx, reference).await? else {
            continue;
        };
        let desk = find_desk(tx, page).await?;
        let desk = desk.filter(|_| mailbox.pages.contains(&page));
        if desk.is_some_and(|desk| desk.is_mail_name(reference, name)) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// What stands between the `+` and the `@` of an address of the mailbox.
fn extension<'a>(mailbox: Mailbox<'_>, to: &'a str) -> Option<&'a str> {
    let (own, own_host) = mailbox.answers_to?.split_once('@')?;
    let (local, host) = to.split_once('@')?;
    let (base, extension) = local.split_once('+')?;
    let is_own = base.eq_ignore_ascii_case(own) && host.eq_ignore_ascii_case(own_host);
    is_own.then_some(extension)
}

async fn open_by_mail(
    tx: &mut Tx,
    now: Timestamp,
    mailbox: Mailbox<'_>,
    reply: &Reply,
    (said, brought): (&str, &Brought),
) -> Result<Received> {
    let Some(from) = reply.from.as_deref().filter(|from| is_address(from)) else {
        return Ok(Received::Unknown);
    };
    let Some((page, desk)) = page_of(tx, mailbox, reply).await? else {
        return Ok(Received::Unknown);
    };
    let sender = desk.sender(from);
    if count_from(tx, &sender, now - DAY).await? >= A_DAY {
        return Ok(Received::TooMany);
    }
    if let Some(known) = reply.message_id.as_deref()
        && store::is_opened_by(tx, page.id, known).await?
    {
        return Ok(Received::Again);
    }
    let words = match (reply.subject.is_empty(), said.trim().is_empty()) {
        (true, true) => wordless(page.default_locale()),
        (true, false) => said.to_owned(),
        (false, true) => cut(&reply.subject),
        (false, false) => cut(&format!("{}\n\n{said}", reply.subject)),
    };
    let new = NewReport {
        page: page.id,
        locale: language_of(&page, said),
        source: Source::Mail,
        facts: Facts {
            words,
            email: from.to_owned(),
            place: Place::Unsaid,
            ..Facts::default()
        },
        too: None,
        sender,
        mail_id: reply.message_id.clone(),
    };
    let (id, _) = open(tx, now, Actor::System, &new).await?;
    keep(tx, now, (id, None), brought).await?;
    Ok(Received::Opened)
}

/// The page whose slug the address names, else the one page that takes reports.
async fn page_of(tx: &mut Tx, mailbox: Mailbox<'_>, reply: &Reply) -> Result<Option<(Page, Desk)>> {
    let named: Vec<&str> = reply
        .to
        .iter()
        .filter_map(|to| extension(mailbox, to))
        .collect();
    let mut open = Vec::new();
    let all = pages::list(tx).await?;
    let theirs = |page: &Page| mailbox.pages.contains(&page.id);
    for page in all.into_iter().filter(theirs) {
        let desk = find_desk(tx, page.id).await?;
        if let Some(desk) = desk.filter(|desk| desk.rules.is_open) {
            open.push((page, desk));
        }
    }
    if let Some(at) = open
        .iter()
        .position(|(page, _)| named.contains(&page.slug.as_str()))
    {
        return Ok(Some(open.swap_remove(at)));
    }
    Ok(match open.len() {
        1 => open.pop(),
        _ => None,
    })
}

/// The language that its words are in, where the page has it; else that of the page.
fn language_of(page: &Page, said: &str) -> Locale {
    let heard = language::whole(said).map(language::Language::locale);
    let own = page.locales.iter().find(|own| heard.as_ref() == Some(*own));
    own.unwrap_or_else(|| page.default_locale()).clone()
}
