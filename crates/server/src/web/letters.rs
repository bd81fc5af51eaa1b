//! What letters of ours say, in their language: words put into the form that `channels` carries.
//!
//! Read in order: [`invitation`], [`recovery`], [`route`], [`factor`], [`reminder`], [`escalation`], [`promise`], [`ticket`], [`upstream`], [`case`], [`case_waits`], [`case_spike`]; then [`subscription`], to whoever
//! asked to be told.
//! Not here: to whom and when; that is the verb's that has a letter sent.

mod case;
mod promise;
pub mod subscription;
mod ticket;
mod upstream;

use beffroi_channels::{Button, Letter};

use super::Words;

pub use case::{Case, Said, TooMany, Waiting, case, case_spike, case_waits};
pub use promise::{Promised, Stage, promise};
pub use ticket::{TicketNews, ticket};
pub use upstream::{Upstream, upstream};

/// Whom a letter is from, and to.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// The host of the installation, which stands for it: `status.example.com`.
    pub host: &'a str,
    /// The person's name; nothing where it is not known.
    pub name: &'a str,
}

/// What a letter about duty is about.
#[derive(Clone, Copy, Debug)]
pub struct Silence<'a> {
    /// The incident's title in the person's language.
    pub title: &'a str,
    /// For how many minutes nothing new was said.
    pub minutes: i64,
    /// After how many minutes somebody else is asked; nobody is left without them.
    pub next_minutes: Option<i64>,
}

/// An invitation; `address` leads to a page with a button.
#[must_use]
pub fn invitation(words: &Words, heading: Heading<'_>, address: String, days: i64) -> Letter {
    let host = &[("host", heading.host)];
    Letter {
        subject: words.tell("letter-invitation-subject", host),
        paragraphs: vec![words.tell("letter-invitation-text", host)],
        button: button(words.say("letter-invitation-button"), address),
        notes: vec![
            words.count("letter-link-days", days, &[]),
            words.say("letter-invitation-unasked"),
        ],
        ..blank(words, heading)
    }
}

/// A way back in for whoever lost a password; `address` leads to a page with a button.
#[must_use]
pub fn recovery(words: &Words, heading: Heading<'_>, address: String, hours: i64) -> Letter {
    let host = &[("host", heading.host)];
    Letter {
        subject: words.tell("letter-recovery-subject", host),
        paragraphs: vec![words.tell("letter-recovery-text", host)],
        button: button(words.say("letter-recovery-button"), address),
        notes: vec![
            words.count("letter-link-hours", hours, &[]),
            words.say("letter-recovery-unasked"),
        ],
        ..blank(words, heading)
    }
}

/// Asks whether an address is the one that somebody meant; `address` leads to a page with a button.
#[must_use]
pub fn route(words: &Words, heading: Heading<'_>, address: String, days: i64) -> Letter {
    let host = &[("host", heading.host)];
    Letter {
        subject: words.tell("letter-route-subject", host),
        paragraphs: vec![words.tell("letter-route-text", host)],
        button: button(words.say("letter-route-button"), address),
        notes: vec![
            words.count("letter-link-days", days, &[]),
            words.say("letter-route-unasked"),
        ],
        ..blank(words, heading)
    }
}

/// That a second factor is another than before; `news` is the name of the words that say how, `address` leads to
/// the account.
#[must_use]
pub fn factor(words: &Words, heading: Heading<'_>, news: &str, address: String) -> Letter {
    let host = &[("host", heading.host)];
    Letter {
        subject: words.tell("letter-factor-subject", host),
        paragraphs: vec![words.tell(news, host)],
        button: button(words.say("letter-factor-button"), address),
        notes: vec![words.say("letter-factor-unasked")],
        ..blank(words, heading)
    }
}

/// To those who administer the installation: no short message goes any more in this day or, if so, month, which had so many
/// segments; `address` leads to the subscribers.
#[must_use]
pub fn spent(
    words: &Words,
    heading: Heading<'_>,
    (is_month, most): (bool, i64),
    address: String,
) -> Letter {
    let host = &[("host", heading.host)];
    let text = match is_month {
        true => "letter-spent-month",
        false => "letter-spent-day",
    };
    Letter {
        subject: words.tell("letter-spent-subject", host),
        paragraphs: vec![words.count(text, most, host)],
        button: button(words.say("letter-spent-button"), address),
        notes: vec![words.say("letter-spent-after")],
        ..blank(words, heading)
    }
}

/// To whoever is on duty: readers wait.
#[must_use]
pub fn reminder(
    words: &Words,
    heading: Heading<'_>,
    about: &Silence<'_>,
    address: String,
) -> Letter {
    let subject = words.tell("letter-reminder-subject", &[("title", about.title)]);
    let text = words.tell(
        "letter-reminder-text",
        &silence(about, &length(words, about)),
    );
    duty(words, heading, about, (subject, text), address)
}

/// To the next on the list: whoever was asked before has not answered.
#[must_use]
pub fn escalation(
    words: &Words,
    heading: Heading<'_>,
    about: &Silence<'_>,
    address: String,
) -> Letter {
    let subject = words.tell("letter-escalation-subject", &[("title", about.title)]);
    let text = words.tell(
        "letter-escalation-text",
        &silence(about, &length(words, about)),
    );
    duty(words, heading, about, (subject, text), address)
}

fn duty(
    words: &Words,
    heading: Heading<'_>,
    about: &Silence<'_>,
    (subject, text): (String, String),
    address: String,
) -> Letter {
    let next = match about.next_minutes {
        Some(minutes) => words.count("letter-duty-next", minutes, &[]),
        None => words.say("letter-duty-last"),
    };
    Letter {
        subject,
        paragraphs: vec![text],
        button: button(words.say("letter-duty-button"), address),
        notes: vec![next],
        ..blank(words, heading)
    }
}

fn silence<'a>(about: &Silence<'a>, length: &'a str) -> [(&'a str, &'a str); 2] {
    [("title", about.title), ("length", length)]
}

/// Whole hours from two on, else minutes.
fn length(words: &Words, about: &Silence<'_>) -> String {
    match about.minutes {
        minutes @ 120.. => words.count("duration-hours", minutes / 60, &[]),
        minutes => words.count("duration-minutes", minutes, &[]),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "what a letter's field takes")]
fn button(label: String, address: String) -> Option<Button> {
    Some(Button { label, address })
}

/// What every letter has.
fn blank(words: &Words, heading: Heading<'_>) -> Letter {
    let greeting = match heading.name {
        "" => words.say("letter-hello-nobody"),
        name => words.tell("letter-hello", &[("name", name)]),
    };
    Letter {
        locale: words.locale().clone(),
        subject: String::new(),
        greeting,
        paragraphs: Vec::new(),
        button: None,
        notes: Vec::new(),
        signature: words.tell("letter-signature", &[("host", heading.host)]),
        thread: None,
    }
}

#[cfg(test)]
mod tests {
    use beffroi_channels::mail;

    use super::*;
    use crate::web::words;

    const HEADING: Heading<'_> = Heading {
        host: "status.example.com",
        name: "Ann",
    };
    const ABOUT: Silence<'_> = Silence {
        title: "Paiements",
        minutes: 45,
        next_minutes: Some(10),
    };

    const PROMISED: Promised<'_> = Promised {
        title: "Paiements",
        what: "Prochain point",
        by: "d’ici 14:00 CET",
    };

    const TROUBLE: Upstream<'_> = Upstream {
        provider: "Orgelpfeife",
        news: "begun",
        components: "Paiements, Remboursements",
        when: "4 mars 2026, 12:08 CET",
        title: "Payments fail",
        outcome: "upstream-outcome-draft",
    };
    const OVER: Upstream<'_> = Upstream {
        news: "over",
        title: "",
        outcome: "upstream-outcome-close",
        ..TROUBLE
    };

    fn asked(address: String) -> subscription::About<'static> {
        subscription::About {
            page: "Pinatelle",
            place: "hooks.example.com",
            signs: false,
            address,
        }
    }

    fn owned(address: String) -> subscription::About<'static> {
        subscription::About {
            signs: true,
            ..asked(address)
        }
    }

    fn all(words: &Words) -> [Letter; 20] {
        let address = || "https://status.example.com/console/x".to_owned();
        let last = Silence {
            minutes: 150,
            next_minutes: None,
            ..ABOUT
        };
        [
            invitation(words, HEADING, address(), 7),
            recovery(words, HEADING, address(), 1),
            route(words, HEADING, address(), 7),
            factor(words, HEADING, "letter-factor-codes-added", address()),
            factor(words, HEADING, "letter-factor-codes-removed", address()),
            factor(words, HEADING, "letter-factor-passkey-added", address()),
            factor(words, HEADING, "letter-factor-passkey-removed", address()),
            factor(words, HEADING, "letter-factor-taken", address()),
            reminder(words, HEADING, &ABOUT, address()),
            escalation(words, HEADING, &last, address()),
            promise(words, HEADING, Stage::Reminder, &PROMISED, address()),
            promise(words, HEADING, Stage::Late, &PROMISED, address()),
            promise(words, HEADING, Stage::Decide, &PROMISED, address()),
            upstream(words, HEADING, &TROUBLE, address()),
            upstream(words, HEADING, &OVER, address()),
            subscription::confirm(words, asked(address())),
            subscription::known(words, asked(address())),
            subscription::ready(words, asked(address())),
            subscription::ready(words, owned(address())),
            subscription::paused(words, owned(address())),
        ]
    }

    #[test]
    fn every_letter_reads_as_it_did_when_somebody_last_looked() {
        let mut otherwise: Vec<String> = Vec::new();
        for words in words::all() {
            let texts: Vec<String> = all(words)
                .iter()
                .map(|letter| format!("Subject: {}\n\n{}", letter.subject, mail::text(letter)))
                .collect();
            let told = texts.join("\n=====\n\n");
            let place = format!(
                "{}/src/web/letters/{}.txt",
                env!("CARGO_MANIFEST_DIR"),
                words.locale()
            );
            let known = std::fs::read_to_string(&place).unwrap_or_default();

            if told != known {
                let beside = format!("{place}.new");
                std::fs::write(&beside, &told).unwrap();
                otherwise.push(beside);
            }
        }
        assert!(
            otherwise.is_empty(),
            "letters read otherwise now; look at these, and move them in place if they are right: {otherwise:?}"
        );
    }
}
