//! Headers of an announcement: what all readers share, written once; what is a reader's own, written for each.
//!
//! Absent on purpose: `Precedence`, which says nothing that `List-Id` and `Auto-Submitted` do not.

use std::fmt::Write as _;

use beffroi_domain::announcement::Topic;
use jiff::Timestamp;
use lettre::message::{
    Mailbox, Mailboxes,
    header::{From, HeaderName, HeaderValue, Headers, ReplyTo},
};
use ring::digest;

use super::Reader;
use crate::{Told, cut};

/// What all readers share.
///
/// Every mail answers the one root of its incident, which is never sent: so all of them are one thread, also
/// for whoever came later.
///
/// Source: RFC 5322, 3.6; RFC 2919 (`List-Id`); RFC 3834, 5 (`Auto-Submitted`); RFC 3282 (`Content-Language`).
pub fn shared(
    told: &Told,
    from: Mailbox,
    reply_to: Option<Mailbox>,
    at: Timestamp,
    boundary: &str,
) -> String {
    let domain = from.email.domain().to_owned();
    let mut headers = Headers::new();
    let mut add = |name: &'static str, value: String| {
        headers.insert_raw(HeaderValue::new(
            HeaderName::new_from_ascii_str(name),
            value,
        ));
    };
    let root = root(told, &domain);
    add("Subject", subject(told));
    add(
        "Date",
        at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string(),
    );
    add("In-Reply-To", root.clone());
    add("References", root);
    add("List-Id", format!("<{}.{domain}>", atom(&told.page.id)));
    add("Auto-Submitted", "auto-generated".to_owned());
    add("Content-Language", told.locale.to_string());
    add("MIME-Version", "1.0".to_owned());
    headers.set(From::from(Mailboxes::from(from)));
    if let Some(reply_to) = reply_to {
        headers.set(ReplyTo::from(Mailboxes::from(reply_to)));
    }
    format!("{headers}Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"\r\n")
}

/// What is a reader's own. `List-Unsubscribe-Post` says that a POST of its one parameter is enough, which mail
/// programs believe of `https` alone, and when DKIM signs both headers.
///
/// Source: RFC 2369, 3.2; RFC 8058, 3.
pub fn own(bytes: &mut Vec<u8>, reader: &Reader<'_>, message_id: &str) {
    let mut add = |pieces: &[&str]| {
        for piece in pieces {
            bytes.extend_from_slice(piece.as_bytes());
        }
    };
    add(&["To: ", reader.to, "\r\n"]);
    add(&["Message-ID: <", message_id, ">\r\n"]);
    if reader.one_click.is_none() && reader.leave_by_mail.is_none() {
        return;
    }
    add(&["List-Unsubscribe:"]);
    if let Some(link) = reader.one_click {
        let more = reader.leave_by_mail.map_or("", |_| ",");
        add(&["\r\n <", link, ">", more]);
    }
    if let Some(address) = reader.leave_by_mail {
        add(&["\r\n <mailto:", &escaped_for_mailto(address), ">"]);
    }
    add(&["\r\n"]);
    if reader
        .one_click
        .is_some_and(|link| link.starts_with("https:"))
    {
        add(&["List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"]);
    }
}

/// The page, of what kind it is, and the title: the end of what is too long is missing. It is the same for all that is told of one
/// thing, since some mail programs make a thread of equal subjects alone; how it stands comes first in what lists show below.
pub fn subject(told: &Told) -> String {
    let short = |text: &str, room| cut::cut(&one_line(text), room, cut::units).text;
    let subject = format!(
        "{} · {} · {}",
        short(&told.page.name, 60),
        short(&told.kind, 40),
        short(&told.title, 120)
    );
    // Letters that are encoded already would be decoded by whoever reads it.
    subject.replace("=?", "=\u{200b}?")
}

/// A text as one line, without letters that print nothing.
pub fn one_line(text: &str) -> String {
    let seen = text
        .split(|letter: char| letter.is_whitespace() && !is_firm(letter) || letter.is_control());
    seen.filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A space at which no line breaks.
fn is_firm(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{202f}')
}

/// What no quoted line can hold: `=_` never occurs in one.
///
/// Source: RFC 2045, 6.7; RFC 2046, 5.1.1.
pub fn boundary(told: &Told) -> String {
    let text = format!("{}\n{}\n{}", told.page.id, told.key, told.locale);
    let digest = digest::digest(&digest::SHA256, text.as_bytes());
    let mut boundary = "=_".to_owned();
    for byte in &digest.as_ref()[..12] {
        write!(boundary, "{byte:02x}").expect("a string takes it");
    }
    boundary
}

/// The id that all mails of one incident answer. A write-up is told in its incident's thread: its public id is
/// the incident's.
fn root(told: &Told, domain: &str) -> String {
    let topic = match told.topic {
        Topic::Postmortem => Topic::Incident,
        other => other,
    };
    format!(
        "<{}-{}.{}@{domain}>",
        topic.as_str(),
        atom(&told.subject),
        atom(&told.page.id)
    )
}

/// A text as one half of an id: what may not stand there becomes `=` and its two figures.
///
/// Source: RFC 5322, 3.2.3.
pub fn atom(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut atom = String::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        let is_inside = at > 0 && at + 1 < bytes.len() && bytes[at - 1] != b'.';
        match byte {
            b'.' if is_inside => atom.push('.'),
            b'-' | b'_' | b'+' => atom.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => atom.push(char::from(*byte)),
            byte => write!(atom, "={byte:02X}").expect("a string takes it"),
        }
    }
    atom
}

/// An address behind `mailto:`.
///
/// Source: RFC 6068, 2.
fn escaped_for_mailto(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            '%' | '?' | '&' | ',' | '#' | '=' | '+' | '/' | '`' | '{' | '|' | '}' | '^' => {
                write!(escaped, "%{:02X}", u32::from(letter)).expect("a string takes it");
            }
            other => escaped.push(other),
        }
    }
    escaped
}
