//! A mailbox on a mail server: the one place from which IMAP is spoken.
//!
//! Read in order: [`Imap`] (what is set), [`Outbound::mailbox`](super::Outbound::mailbox) (`open`: dialled, encrypted, signed in), [`Folder`] (what is asked and done
//! there), `said` (what a server says), `wire` (how much a server may say).
//! Encryption is never left out by itself. What a server says is never repeated: its words often hold an address.
//! Not here: what a mail says, and when to look again.

mod folder;
mod open;
mod said;
mod wire;

use std::time::Duration;

use super::{RelayLogin, RelayTls};

pub use folder::Folder;

/// A mailbox that is looked into.
#[derive(Clone, Debug)]
pub struct Imap {
    /// The name or address of its server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is encrypted.
    pub tls: RelayTls,
    /// As whom.
    pub login: RelayLogin,
    /// Which folder.
    pub folder: String,
    /// What becomes of a mail that is done with.
    pub after: After,
    /// Between two looks, where the server does not tell of new mails by itself.
    pub every: Duration,
    /// Certificates that are trusted beside the public ones, as PEM.
    pub roots: Option<String>,
    /// True opens the way to a server at a private address.
    pub may_be_private: bool,
}

/// What becomes of a mail that is done with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// It is moved to this folder, which is made where it is not there.
    Move(String),
    /// It is removed.
    Delete,
    /// It stays, marked as read.
    Seen,
}

/// Why a mailbox did not do what was asked. No words of the server's are in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImapError {
    /// Nothing more can be asked: its name, the way there, its certificate, our sign-in, or the conversation is over.
    #[error("{0}")]
    Away(String),
    /// This one thing; others may be asked.
    #[error("{0}")]
    Refused(String),
}

impl Imap {
    fn says(&self, what: &str) -> String {
        format!("the mailbox at {}:{} {what}", self.host, self.port)
    }

    fn away(&self, what: &str) -> ImapError {
        ImapError::Away(self.says(what))
    }

    fn refuses(&self, what: &str) -> ImapError {
        ImapError::Refused(self.says(what))
    }

    fn breaks_off(&self) -> ImapError {
        self.away("breaks off")
    }

    fn is_late(&self) -> ImapError {
        self.away("does not answer in time")
    }
}
