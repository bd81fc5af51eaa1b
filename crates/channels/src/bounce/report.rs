//! A notification as the standard has it: a part in which fields say what became of each address.
//!
//! Source: RFC 3464; RFC 6533, 4 (`message/global-delivery-status`); RFC 3461, 4 (`xtext`).

use mail_parser::{Message, MessagePart, MimeHeaders};

use super::{Action, Recipient, looks_like_address};
use crate::verdict::Enhanced;

/// Whom it speaks of; none where there is no such part, or nobody in it.
pub fn read(message: &Message<'_>) -> Option<Vec<Recipient>> {
    let parts = message.parts.iter().filter(|part| is_status(part));
    let recipients: Vec<Recipient> = parts
        .flat_map(|part| groups(&String::from_utf8_lossy(part.contents())))
        .filter_map(|group| recipient(&group))
        .collect();
    (!recipients.is_empty()).then_some(recipients)
}

fn is_status(part: &MessagePart<'_>) -> bool {
    let kind = part.content_type();
    kind.is_some_and(|kind| {
        let subtype = kind.subtype().unwrap_or_default();
        let fits = ["delivery-status", "global-delivery-status"];
        kind.ctype().eq_ignore_ascii_case("message")
            && fits.iter().any(|one| one.eq_ignore_ascii_case(subtype))
    })
}

/// Names in small letters, and what stands behind them.
type Group = Vec<(String, String)>;

/// Fields, unfolded, in groups that empty lines part.
fn groups(text: &str) -> Vec<Group> {
    let mut groups = vec![Group::new()];
    for line in text.lines() {
        let group = groups.last_mut().expect("there is one from the start");
        if line.trim().is_empty() {
            groups.push(Group::new());
        } else if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = group.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            group.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    groups
}

/// What a group says of one address; none where it speaks of the whole mail.
fn recipient(group: &Group) -> Option<Recipient> {
    let field = |name: &str| {
        let found = group.iter().find(|(one, _)| one == name);
        found.map(|(_, value)| value.as_str())
    };
    let status = status(field("status"), field("diagnostic-code"));
    let named = field("final-recipient").or(field("original-recipient"));
    let action = match field("action").map(word).as_deref() {
        Some("failed" | "failure") => Action::Failed,
        Some("delayed") => Action::Delayed,
        Some("delivered") => Action::Delivered,
        Some("relayed") => Action::Relayed,
        Some("expanded") => Action::Expanded,
        _ if named.is_none() => return None,
        // Some leave it out, or have words of their own for it.
        _ => match status.map(|status| status.class) {
            Some(2) => Action::Delivered,
            Some(4) => Action::Delayed,
            _ => Action::Failed,
        },
    };
    let original = field("original-recipient")
        .and_then(typed)
        .map(|text| untold(&text));
    let last = field("final-recipient").and_then(typed);
    let mut addresses = original.into_iter().chain(last);
    Some(Recipient {
        address: addresses.find(|one| looks_like_address(one)),
        action,
        status,
    })
}

/// The status; where it says nothing definite, what the relay answered may say more.
fn status(said: Option<&str>, diagnostic: Option<&str>) -> Option<Enhanced> {
    let said = said.and_then(Enhanced::find);
    let told = || diagnostic.and_then(Enhanced::find);
    match said {
        Some(said) if (said.subject, said.detail) != (0, 0) => Some(said),
        vague => told()
            .filter(|told| vague.is_none_or(|vague| vague.class == told.class))
            .or(vague),
    }
}

/// The first word, in small letters; a note in brackets may follow.
fn word(text: &str) -> String {
    let first = text.split(|letter: char| !letter.is_ascii_alphabetic());
    first
        .map(str::to_ascii_lowercase)
        .find(|word| !word.is_empty())
        .unwrap_or_default()
}

/// What stands behind a type such as `rfc822;`.
fn typed(text: &str) -> Option<String> {
    let address = text.split_once(';').map_or(text, |(_, address)| address);
    let address = address.trim().trim_matches(['<', '>']);
    (!address.is_empty()).then(|| address.to_owned())
}

/// `xtext` as it was before: `+2B` is a `+`.
fn untold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('+') {
        plain.push_str(before);
        let figures = after.get(..2).filter(|two| {
            two.bytes()
                .all(|one| matches!(one, b'0'..=b'9' | b'A'..=b'F'))
        });
        let letter = figures
            .and_then(|two| u8::from_str_radix(two, 16).ok())
            .filter(u8::is_ascii_graphic);
        match letter {
            Some(letter) => {
                plain.push(char::from(letter));
                rest = &after[2..];
            }
            None => {
                plain.push('+');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}
