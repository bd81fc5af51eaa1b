//! A notification in prose, as relays write it that follow no standard: qmail's own format, a header with the
//! addresses, or a postmaster's sentence with a status in it.
//!
//! Source: <https://cr.yp.to/proto/qsbmf.txt>; `X-Failed-Recipients` as Exim and Gmail write it.

use mail_parser::{HeaderValue, Message};

use super::{Action, Recipient, looks_like_address, words};
use crate::verdict::Enhanced;

/// How qmail's begin.
const QMAIL: &str = "Hi. This is the";

/// Words of those who still try.
const TRYING: [&str; 11] = [
    "delayed",
    "postponed",
    "will now retry",
    "will be retried",
    "will keep trying",
    "will retry",
    "will continue to",
    "warning message only",
    "not yet been delivered",
    "temporary",
    "do not need to resend",
];

/// Words of those who have ended it.
const ENDED: [&str; 6] = [
    "permanent",
    "giving up",
    "given up",
    "failed",
    "undeliverable",
    "could not be delivered",
];

/// Whom it speaks of; none of any mail that is no notification.
pub fn read(message: &Message<'_>) -> Option<Vec<Recipient>> {
    let words = words(message);
    let said = before_copy(&words);
    if words.trim_start().starts_with(QMAIL) {
        return Some(qmail(said));
    }
    let named = named(message);
    if named.is_empty() && !(is_from_postmaster(message) && is_refusal(message, said)) {
        return None;
    }
    let addresses = if named.is_empty() {
        found(message, said)
    } else {
        named
    };
    let status = Enhanced::find_failure(said);
    let action = action(
        &format!("{}\n{said}", message.subject().unwrap_or_default()),
        status,
    );
    let of = |address: Option<String>| Recipient {
        address,
        action,
        status,
    };
    if addresses.is_empty() {
        return Some(vec![of(None)]);
    }
    Some(addresses.into_iter().map(|one| of(Some(one))).collect())
}

/// What was said, without the mail that came back behind it.
fn before_copy(words: &str) -> &str {
    let marks = [
        "--- Below this line is a copy",
        "------ This is a copy",
        "----- Original message",
        "--- Original message",
        "----- Unsent message",
        "--- Returned message",
        "-----Original Message",
        "Original message headers",
        "--- The header of the original message",
    ];
    let end = marks.iter().filter_map(|mark| words.find(mark)).min();
    &words[..end.unwrap_or(words.len())]
}

/// A paragraph each, which begins with the address in brackets and a colon.
fn qmail(said: &str) -> Vec<Recipient> {
    let paragraphs = said.split("\n\n").map(str::trim);
    let recipients: Vec<Recipient> = paragraphs
        .filter_map(|paragraph| {
            let (address, why) = paragraph.strip_prefix('<')?.split_once(">:")?;
            Some(Recipient {
                address: looks_like_address(address).then(|| address.to_owned()),
                action: Action::Failed,
                status: Enhanced::find_failure(why),
            })
        })
        .collect();
    if !recipients.is_empty() {
        return recipients;
    }
    vec![Recipient {
        address: None,
        action: Action::Failed,
        status: Enhanced::find_failure(said),
    }]
}

/// The addresses of a header that nobody else writes.
fn named(message: &Message<'_>) -> Vec<String> {
    let mut named = Vec::new();
    for value in message.header_values("X-Failed-Recipients") {
        let text = value.as_text().unwrap_or_default();
        let all = text
            .split(',')
            .map(|one| one.trim().trim_matches(['<', '>']));
        named.extend(all.filter(|one| looks_like_address(one)).map(str::to_owned));
    }
    named
}

/// A person's holiday note comes from the person.
fn is_from_postmaster(message: &Message<'_>) -> bool {
    let from = match message.header("From") {
        Some(HeaderValue::Address(from)) => from.first(),
        _ => None,
    };
    let names = [
        from.and_then(|one| one.address()),
        from.and_then(|one| one.name()),
    ];
    names.into_iter().flatten().any(of_postmaster)
}

fn of_postmaster(name: &str) -> bool {
    let letters = name.chars().filter(char::is_ascii_alphabetic);
    let name: String = letters.map(|one| one.to_ascii_lowercase()).collect();
    [
        "mailerdaemon",
        "postmaster",
        "maildaemon",
        "maildelivery",
        "mdaemon",
    ]
    .iter()
    .any(|one| name.starts_with(one))
}

/// A status, three figures of a relay, or a subject that says so.
fn is_refusal(message: &Message<'_>, said: &str) -> bool {
    let subject = message.subject().unwrap_or_default().to_lowercase();
    let signs = [
        "undeliver",
        "fail",
        "returned mail",
        "could not",
        "delay",
        "nondeliver",
        "not deliver",
    ];
    Enhanced::find_failure(said).is_some() || signs.iter().any(|sign| subject.contains(sign))
}

/// The first address in it that is neither a postmaster's, the writer's, nor the one it came to.
fn found(message: &Message<'_>, said: &str) -> Vec<String> {
    let mut own = super::came_to(message);
    if let Some(HeaderValue::Address(from)) = message.header("From") {
        own.extend(
            from.iter()
                .filter_map(|one| one.address())
                .map(str::to_owned),
        );
    }
    let mut words =
        said.split(|letter: char| letter.is_whitespace() || "<>()[]\"',;:".contains(letter));
    let found = words.find_map(|word| {
        let word = word.trim_end_matches('.').trim_start_matches("mailto:");
        let is_other =
            looks_like_address(word) && !own.iter().any(|one| one.eq_ignore_ascii_case(word));
        (is_other && word.contains('.') && !of_postmaster(word)).then(|| word.to_owned())
    });
    found.into_iter().collect()
}

fn action(said: &str, status: Option<Enhanced>) -> Action {
    let said = said.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    match status.map(|status| status.class) {
        Some(5) => Action::Failed,
        _ if says(&ENDED) => Action::Failed,
        Some(_) => Action::Delayed,
        None if says(&TRYING) => Action::Delayed,
        None => Action::Failed,
    }
}
