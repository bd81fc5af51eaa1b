//! Receiving: a mail that came to the desk's mailbox, by a pipe, a hook or the mailbox itself.
//!
//! A mail finds its case by the address that it came to, or by the id that all letters of the case refer to; both carry a seal, so
//! that nobody writes into a case who never got a letter of it. What only names a reference opens nothing. A mail that belongs to no
//! case is a new report, where one page alone takes reports or the address names the page. What no person wrote is passed over.
//! A mail that was heard before changes nothing, however often it comes.

use beffroi_channels::mail::is_address;
use beffroi_domain::{Actor, Locale, PageId, ReportId, case::Reference};
use beffroi_readers::{
    language,
    mail::{self, Reply},
};
use jiff::{SignedDuration, Timestamp};

use super::{
    Desk, Facts, Heard, NewReport, Place, Source, count_from, desk_of, hear, letters, open, store,
    text,
};
use crate::{
    ground::{Result, Tx},
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

/// Takes in a mail.
///
/// # Errors
/// A fault when the database is away; then it is to be given once more.
pub async fn receive(
    tx: &mut Tx,
    now: Timestamp,
    mailbox: Mailbox<'_>,
    bytes: &[u8],
) -> Result<Received> {
    if bytes.len() > LARGEST {
        return Ok(Received::TooLarge);
    }
    let marks: Vec<String> = words::all().map(|one| one.say(letters::MARK)).collect();
    let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
    let Ok(reply) = mail::read(bytes, &marks) else {
        return Ok(Received::Unreadable);
    };
    if reply.auto.is_some() || is_ours(mailbox, &reply) {
        return Ok(Received::Automatic);
    }
    let said = cut(&reply.words);
    if said.trim().is_empty() {
        return Ok(Received::Empty);
    }
    match case_of(tx, mailbox, &reply).await? {
        Some(id) => {
            let known = reply.message_id.as_deref();
            Ok(match hear(tx, now, id, &said, known).await? {
                Heard::Kept { .. } => Received::Heard,
                Heard::Again => Received::Again,
            })
        }
        None => open_by_mail(tx, now, mailbox, &reply, &said).await,
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
        let is_theirs = mailbox.pages.contains(&page);
        if is_theirs && desk_of(tx, page).await?.is_mail_name(reference, name) {
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
    said: &str,
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
    let words = match reply.subject.is_empty() {
        true => said.to_owned(),
        false => cut(&format!("{}\n\n{said}", reply.subject)),
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
    open(tx, now, Actor::System, &new).await?;
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
        let desk = desk_of(tx, page.id).await?;
        if desk.rules.is_open {
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
