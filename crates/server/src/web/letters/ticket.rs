//! What letters say of a ticket with a provider.

use beffroi_channels::Letter;

use super::{Heading, blank, button};
use crate::web::Words;

/// What a letter about a ticket is about.
#[derive(Clone, Copy, Debug)]
pub struct TicketNews<'a> {
    /// What the provider is called.
    pub provider: &'a str,
    /// What the ticket is about.
    pub subject: &'a str,
    /// For how long the team waits for them; nothing where it does not.
    pub waits: Option<&'a str>,
    /// What they promised and have not kept, and by when; nothing in a reminder.
    pub promised: Option<(&'a str, &'a str)>,
}

/// A reminder of a ticket, or that a promise in it is late; `address` leads to it.
#[must_use]
pub fn ticket(
    words: &Words,
    heading: Heading<'_>,
    about: &TicketNews<'_>,
    address: String,
) -> Letter {
    let named = [("provider", about.provider), ("subject", about.subject)];
    let (subject, text) = match about.promised {
        Some((what, by)) => {
            let values = [named[0], named[1], ("what", what), ("by", by)];
            (
                words.tell("letter-ticket-late-subject", &values),
                words.tell("letter-ticket-late-text", &values),
            )
        }
        None => (
            words.tell("letter-ticket-remind-subject", &named),
            words.tell("letter-ticket-remind-text", &named),
        ),
    };
    let waits = about.waits.map(|waits| {
        let values = [("provider", about.provider), ("length", waits)];
        words.tell("letter-ticket-waits", &values)
    });
    Letter {
        subject,
        paragraphs: [text].into_iter().chain(waits).collect(),
        button: button(words.say("letter-ticket-button"), address),
        notes: vec![words.say("letter-ticket-note")],
        ..blank(words, heading)
    }
}
