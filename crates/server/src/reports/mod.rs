//! Reports: what readers tell us that is broken for them, each a case with a reference, answered personally.
//!
//! Read in order: [`Report`], [`Entry`]; [`desk_of`] (how a page takes them); the verbs [`open`], [`hear`] (their word), [`answer`],
//! [`note`], [`link`], [`unlink`], [`assign`], [`ask`] (does it work again?), [`settle`] (their yes or no), [`close`], [`reopen`];
//! [`receive`] (an answer by mail), [`Collector`] (mails out of the desk's mailbox), `files` (what is sent with any of them), `clock` (who waits for too long), [`react`] (the letters), [`spikes_of`] (more than usual), [`forget`];
//! [`inbox`] and [`Scope`] (cases as lists, and what they say together), [`keep_draft`] and [`opened`] (an incident out of them); then `store`. Whoever reported something has no account: a sealed link opens their case, and nothing else does.
//! Every text passes the mask on its way in, so that no number of a card or an account is kept anywhere.
//! Not here: which of them look alike and how many are too many (`domain::case`), answers by mail as bytes
//! (`readers::mail`), forms and screens.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident: $($(#[$case_doc:meta])* $case:ident => $word:literal),+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$case_doc])* $case),+
        }

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

mod affected;
mod answer;
mod assign;
mod clock;
mod close;
mod collect;
mod desk;
mod draft;
mod figures;
mod files;
mod forget;
mod hear;
mod hook;
mod inbox;
mod letters;
mod link;
mod open;
mod receive;
mod scope;
mod spike;
mod store;
mod tell;
mod text;

use beffroi_domain::{
    Actor, ComponentId, IncidentId, Locale, MemberId, PageId, ReportId, case::Reference,
};
use jiff::Timestamp;
use uuid::Uuid;

pub use affected::{Affected, PLACE, count_affected, count_answered, read_table, set_affected};
pub use answer::{Answer, answer, answer_once, note};
pub use assign::assign;
pub use clock::{KINDS, fall_due};
pub use close::{ask, ask_linked, close, reopen, settle};
pub use collect::{Collected, Collector, Parts, mailbox_away};
pub use desk::{Desk, DeskRules, desk_of, find_desk, set_rules};
pub use draft::{keep_draft, opened};
pub use figures::{Answers, Figures, answers, figures};
pub use files::{
    Brought, Fate, File, Kept, MOST, MOST_BYTES, Opened, Sent, Why, bounds as file_bounds, bring,
    expire, files_of, keep, open as open_file, sweep, told as told_of_file,
};
pub use forget::forget;
pub use hear::{Heard, hear};
pub use hook::{HOOK, call_of, hook_of, set_hook};
pub use inbox::{
    Hands, Listed, Looked, Part, Stand, Waiting, count_about, count_inbox, count_unasked, inbox,
    listed_on, tongues_about, unasked_about, unlinked, untold_about, waiting_on,
};
pub use letters::react;
pub use link::{link, unlink};
pub use open::{NewReport, open};
pub use receive::{LARGEST, Mailbox, Received, files_in, receive, take_in, wordless};
pub use scope::{Scope, scope_about};
pub use spike::{Spike, spikes_of};
pub use store::{count_from, find, find_by_id, load, of_incident, of_page};
pub use tell::{EVENT, News};

/// Something that a reader reported.
#[derive(Clone, Debug)]
pub struct Report {
    /// Ours, inside.
    pub id: ReportId,
    /// To which page.
    pub page: PageId,
    /// What it is called, towards its author and among us.
    pub reference: Reference,
    /// The language of its author.
    pub locale: Locale,
    /// Where it stands.
    pub state: State,
    /// How it came.
    pub source: Source,
    /// What its author told of it.
    pub facts: Facts,
    /// Whether a number of a card or an account was taken out of it.
    pub is_masked: bool,
    /// The incident that it is about, and since when we say so.
    pub incident: Option<(IncidentId, Timestamp)>,
    /// Whether its author said so themselves.
    pub is_too: bool,
    /// Who of us has it in hand.
    pub assigned_to: Option<MemberId>,
    /// When it came.
    pub created_at: Timestamp,
    /// By when it was promised that somebody answers, when it came.
    pub answer_by: Option<Timestamp>,
    /// When somebody first answered.
    pub answered_at: Option<Timestamp>,
    /// Since when its author waits for us; `None` while it is their turn, or nobody's.
    pub waits_since: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// When anything of it last changed.
    pub changed_at: Timestamp,
    /// What was said and done, in order.
    pub entries: Vec<Entry>,
}

/// What its author tells of a report; empty where they said nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// What happens.
    pub words: String,
    /// Since when.
    pub since: Option<Timestamp>,
    /// Which component.
    pub component: Option<ComponentId>,
    /// Which method of payment.
    pub method: String,
    /// In which country, in two letters.
    pub country: String,
    /// Online, or at a terminal.
    pub place: Place,
    /// How many payments.
    pub payments: Option<i64>,
    /// The merchant's name or number.
    pub merchant: String,
    /// One of the payments.
    pub transaction: String,
    /// Where an answer goes.
    pub email: String,
}

/// Something in a case.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Ours, inside.
    pub id: Uuid,
    /// What it is.
    pub kind: EntryKind,
    /// When.
    pub at: Timestamp,
    /// By whom; the program itself for its author.
    pub by: Actor,
    /// The language of its text.
    pub locale: Locale,
    /// What was said; empty for deeds without words.
    pub body: String,
}

words!(
    /// Where a report stands.
    State:
    /// Somebody works on it, or should.
    Open => "open",
    /// It is over by what we know, and its author was asked whether it works again.
    Asked => "asked",
    /// Nothing is left to do.
    Closed => "closed"
);
words!(
    /// How a report came.
    Source:
    /// By the page's form.
    Form => "form",
    /// By a program of somebody's.
    Api => "api",
    /// By a mail.
    Mail => "mail"
);
words!(
    /// Where payments are made.
    #[derive(Default)]
    Place:
    /// Nobody said.
    #[default]
    Unsaid => "",
    /// In a shop on the web, or in an app.
    Online => "online",
    /// At a terminal.
    Terminal => "terminal"
);
words!(
    /// What an entry is.
    EntryKind:
    /// Its author said something.
    TheySaid => "they_said",
    /// We answered.
    WeSaid => "we_said",
    /// A note among us; its author never sees it.
    Note => "note",
    /// It is about an incident.
    Linked => "linked",
    /// It is not, after all.
    Unlinked => "unlinked",
    /// Somebody of us has it in hand.
    Assigned => "assigned",
    /// Its author was asked whether it works again.
    Asked => "asked",
    /// It does.
    Works => "works",
    /// It does not.
    Fails => "fails",
    /// It was closed.
    Closed => "closed",
    /// It was opened again.
    Reopened => "reopened"
);

impl EntryKind {
    /// Whether its author sees it.
    #[must_use]
    pub fn is_theirs_to_see(self) -> bool {
        !matches!(self, Self::Note | Self::Assigned)
    }
}
