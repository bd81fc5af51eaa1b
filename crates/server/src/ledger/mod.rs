//! The ledger: what the team takes up with a provider while something of theirs is broken, and what they promised.
//!
//! Read in order: [`Ticket`], [`Entry`], [`Promise`]; the verbs [`open`], [`say`], [`promise`], [`settle_promise`], [`remind_at`],
//! [`close`], [`reopen`]; `clock` (reminders, and promises that are late), [`figures`]; then `store`. A ticket belongs to the team
//! of one page and is for nobody else: readers never see any of it.
//! Promises are counted by the rules of `domain::commitment`, as those that readers were given.
//! Not here: what the provider's page says (`providers`), how a letter travels (`notify`).

mod clock;
mod close;
mod figures;
mod open;
mod promise;
mod remind;
mod say;
mod settle;
mod store;
mod text;

use beffroi_domain::{
    Actor, Commitment, IncidentId, Locale, LocalizedText, PageId, ProviderId, TicketId,
    TicketPromiseId,
};
use jiff::Timestamp;
use uuid::Uuid;

pub use clock::{KINDS, fall_due};
pub use close::{close, reopen};
pub use figures::{Figures, figures};
pub use open::{Open, open};
pub use promise::{NewPromise, promise};
pub use remind::remind_at;
pub use say::{Say, say};
pub use settle::{Settle, settle_promise};
pub use store::{load, of_incident, of_pages, of_provider};

/// Whoever opened it is reminded of a ticket.
pub const REMIND: &str = "ticket.remind";
/// A promise of theirs falls due.
pub const PROMISE: &str = "ticket.promise";

/// Something taken up with a provider.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// Ours, inside.
    pub id: TicketId,
    /// Whose team it belongs to.
    pub page: PageId,
    /// With whom, where it is one that we know.
    pub provider: Option<ProviderId>,
    /// What they are called.
    pub provider_name: String,
    /// About which incident of ours.
    pub incident: Option<IncidentId>,
    /// Their number of it; empty where they gave none yet.
    pub reference: String,
    /// What it is about.
    pub subject: String,
    /// How it was opened.
    pub how: How,
    /// When.
    pub opened_at: Timestamp,
    /// By whom.
    pub opened_by: Actor,
    /// When they first said something.
    pub answered_at: Option<Timestamp>,
    /// When the team wants to be reminded.
    pub remind_at: Option<Timestamp>,
    /// When it was closed; `None` while it is open.
    pub closed_at: Option<Timestamp>,
    /// What was said, in order.
    pub entries: Vec<Entry>,
    /// What they promised, in the order in which it falls or fell due.
    pub promises: Vec<Promise>,
}

impl Ticket {
    /// Since when the team waits for them: since the last of our words that they have not answered; `None` where it is their
    /// turn no more, or the ticket is closed.
    #[must_use]
    pub fn waiting_since(&self) -> Option<Timestamp> {
        if self.closed_at.is_some() {
            return None;
        }
        let said = self.entries.iter();
        let answered = said.clone().filter(|one| one.kind == EntryKind::TheySaid);
        let answered = answered.map(|one| one.at).max();
        let asked = said.filter(|one| one.kind == EntryKind::WeSaid);
        let asked = asked.map(|one| one.at).chain([self.opened_at]);
        asked
            .filter(|at| answered.is_none_or(|answer| *at > answer))
            .min()
    }

    /// How long they took for their first answer, in seconds.
    #[must_use]
    pub fn answer_seconds(&self) -> Option<i64> {
        let answered = self.answered_at?;
        Some(answered.duration_since(self.opened_at).as_secs().max(0))
    }
}

/// How a ticket was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By mail.
    Mail,
    /// By telephone.
    Phone,
    /// In their portal.
    Portal,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// We said something.
    WeSaid,
    /// They said something.
    TheySaid,
    /// A note among us.
    Note,
    /// The ticket was closed.
    Closed,
    /// It was opened again.
    Reopened,
}

macro_rules! words {
    ($name:ident: $($case:ident => $word:literal),+) => {
        impl $name {
            /// All, in their order.
            pub const ALL: &[Self] = &[$(Self::$case),+];

            /// As in tables and commands.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$case => $word),+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::ground::Refusal;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.iter().find(|one| one.as_str() == word);
                found.copied().ok_or_else(|| crate::ground::Refusal::whole(format!("no such word: {word:?}")))
            }
        }
    };
}

words!(How: Mail => "mail", Phone => "phone", Portal => "portal");
words!(EntryKind: WeSaid => "we_said", TheySaid => "they_said", Note => "note", Closed => "closed", Reopened => "reopened");

/// Something in a ticket.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Ours, inside.
    pub id: Uuid,
    /// What it is.
    pub kind: EntryKind,
    /// When it was said.
    pub at: Timestamp,
    /// When it was written down.
    pub written_at: Timestamp,
    /// By whom.
    pub by: Actor,
    /// What; may be empty where a ticket was closed or opened again.
    pub body: String,
}

/// Something that a provider promised us.
#[derive(Clone, Debug)]
pub struct Promise {
    /// Ours, inside.
    pub id: TicketPromiseId,
    /// In which ticket.
    pub ticket: TicketId,
    /// What.
    pub words: String,
    /// By when, and what became of it; its own words are empty, and so are its reasons.
    pub stands: Commitment,
    /// Why it was taken back.
    pub reason: String,
    /// Why it was moved, in the order of the moves.
    pub reasons: Vec<String>,
}

impl Promise {
    /// As a promise whose words are in this language: the team writes in one, whichever that is.
    #[must_use]
    pub fn told(&self, locale: &Locale) -> Commitment {
        let text = |words: &str| match words.is_empty() {
            true => LocalizedText::new(),
            false => LocalizedText::single(locale.clone(), words),
        };
        let mut told = self.stands.clone();
        told.words = text(&self.words);
        told.reason = text(&self.reason);
        for (moved, reason) in told.moves.iter_mut().zip(&self.reasons) {
            moved.reason = text(reason);
        }
        told
    }
}
