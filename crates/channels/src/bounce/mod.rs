//! What comes back when a mail did not arrive: bytes of a notification become what it says.
//!
//! Read in order: [`read`], `report` (as the standard has it), `prose` (as qmail and others write it), `original`
//! (which mail it answers).
//! A holiday note or an answer is no notification. Anybody can write one that looks real: believe what it says of
//! a reader only where it names an id, or came to an address, that none but their relay can know.
//! Deliberately absent: where notifications are fetched, and how many a reader may have.

mod original;
mod prose;
mod report;
#[cfg(test)]
mod tests;

use mail_parser::{HeaderValue, Message, MessageParser, PartType};

use crate::verdict::{Enhanced, Reason, Verdict, judge_smtp};

/// The largest notification that is looked at; they carry back a mail at most.
pub const LARGEST: usize = 1 << 20;

/// What a notification says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// The id of the mail that it answers, without brackets.
    pub message_id: Option<String>,
    /// The addresses that it came to: one of them may have been made for this delivery alone.
    pub came_to: Vec<String>,
    /// Whom it speaks of; never none.
    pub recipients: Vec<Recipient>,
}

/// One address that the mail went to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// As we wrote it where the notification knows, else as the last relay did.
    pub address: Option<String>,
    /// What became of it.
    pub action: Action,
    /// Why.
    pub status: Option<Enhanced>,
}

/// What became of a mail.
///
/// Source: RFC 3464, 2.3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// It will not arrive.
    Failed,
    /// It did not arrive yet, and is tried again.
    Delayed,
    /// It arrived.
    Delivered,
    /// It went on to somebody who tells nothing.
    Relayed,
    /// It went on to several.
    Expanded,
}

impl Recipient {
    /// Whether it will not arrive, now or ever.
    #[must_use]
    pub fn is_permanent(&self) -> bool {
        let is_final = self.status.is_none_or(|status| status.class == 5);
        self.action == Action::Failed && is_final
    }

    /// What it means for the address.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let class = self.status.map_or(5, |status| u16::from(status.class));
        let judged = judge_smtp(class * 100 + 50, self.status);
        match (self.action, judged) {
            (Action::Delivered | Action::Relayed | Action::Expanded, _) => Verdict::Delivered,
            (Action::Failed, Verdict::Again { why, .. }) => Verdict::Refused(why),
            (Action::Failed, Verdict::Delivered) => Verdict::Refused(Reason::Unexplained),
            (Action::Failed, judged) => judged,
            (Action::Delayed, Verdict::Again { after, why }) => Verdict::Again { after, why },
            (Action::Delayed, _) => Verdict::Again {
                after: None,
                why: Reason::Failing,
            },
        }
    }
}

/// Reads a notification; none of any other mail, whatever its bytes are, and of what is larger than [`LARGEST`].
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Bounce> {
    if bytes.len() > LARGEST {
        return None;
    }
    let message = MessageParser::default().parse(bytes)?;
    of_report(&message)
        .or_else(|| inside(&message).find_map(of_report))
        .or_else(|| Some(bounce(&message, prose::read(&message)?)))
}

fn of_report(message: &Message<'_>) -> Option<Bounce> {
    Some(bounce(message, report::read(message)?))
}

fn bounce(message: &Message<'_>, recipients: Vec<Recipient>) -> Bounce {
    Bounce {
        message_id: original::id(message),
        came_to: came_to(message),
        recipients,
    }
}

/// Mails that a mail carries: some gateways wrap a notification before they hand it on.
fn inside<'a>(message: &'a Message<'a>) -> impl Iterator<Item = &'a Message<'a>> {
    message.parts.iter().filter_map(|part| match &part.body {
        PartType::Message(inside) => Some(inside),
        _ => None,
    })
}

/// Where it was delivered, by the headers that relays and boxes write.
fn came_to(message: &Message<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |address: &str| {
        let address = address.trim().trim_matches(['<', '>']).to_owned();
        if looks_like_address(&address) && !found.contains(&address) {
            found.push(address);
        }
    };
    for name in ["Delivered-To", "X-Original-To", "Envelope-To", "To"] {
        for value in message.header_values(name) {
            match value {
                HeaderValue::Address(all) => all
                    .iter()
                    .filter_map(|one| one.address())
                    .for_each(&mut add),
                HeaderValue::Text(text) => text.split(',').for_each(&mut add),
                _ => {}
            }
        }
    }
    found
}

/// The words of a message, each part behind the other; of one that is HTML alone, those in it.
fn words(message: &Message<'_>) -> String {
    let parts = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    let words = parts.collect::<Vec<_>>().join("\n\n");
    if words.trim().is_empty() {
        return message.body_text(0).unwrap_or_default().into_owned();
    }
    words.replace("\r\n", "\n")
}

/// Something with one `@` in the middle, and nothing that would end an address.
fn looks_like_address(text: &str) -> bool {
    let is_odd = |letter: char| {
        letter.is_whitespace() || letter.is_control() || "<>()[]:;,\"\\".contains(letter)
    };
    let parts = text.split_once('@');
    let is_whole =
        |(local, host): (&str, &str)| !local.is_empty() && !host.is_empty() && !host.contains('@');
    text.len() <= 320 && !text.contains(is_odd) && parts.is_some_and(is_whole)
}
