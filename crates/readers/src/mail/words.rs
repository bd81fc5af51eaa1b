//! Which part of a mail is read, and how it becomes plain text.
//!
//! What was written as plain text is read so; what came as HTML alone is read out of it. Some programs put an empty plain
//! text beside what was written, or one that says that the mail wants HTML: it counts only where it says something.

use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use super::html;

/// The text of a mail.
pub(super) struct Said {
    pub(super) text: String,
    /// Whether a quotation that the program had marked was left out.
    pub(super) is_cut: bool,
}

pub(super) fn of(mail: &Message<'_>) -> Said {
    let plain: Vec<String> = mail.text_bodies().filter_map(plain).collect();
    let text = plain.join("\n");
    if !text.trim().is_empty() {
        return Said {
            text,
            is_cut: false,
        };
    }
    let mut said = Said {
        text: String::new(),
        is_cut: false,
    };
    for part in mail.html_bodies() {
        if let PartType::Html(source) = &part.body {
            let (text, is_cut) = html::read(source);
            said.text.push_str(&text);
            said.text.push('\n');
            said.is_cut |= is_cut;
        }
    }
    said
}

fn plain(part: &MessagePart<'_>) -> Option<String> {
    let PartType::Text(text) = &part.body else {
        return None;
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kind = part.content_type();
    let attribute = |name| {
        kind.and_then(|kind| kind.attribute(name))
            .map(str::to_lowercase)
    };
    Some(match attribute("format").as_deref() {
        Some("flowed") => unfold(&text, attribute("delsp").as_deref() == Some("yes")),
        _ => text,
    })
}

/// Lines that end in a space go on in the next.
///
/// Source: RFC 3676, 4.
fn unfold(text: &str, is_space_folded: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = None;
    for line in text.split('\n') {
        let marks = line.bytes().take_while(|byte| *byte == b'>').count();
        let rest = &line[marks..];
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        if depth != Some(marks) {
            if !out.is_empty() {
                out.push('\n');
            }
            for _ in 0..marks {
                out.push('>');
            }
            if marks > 0 {
                out.push(' ');
            }
        }
        let is_signature = rest == "-- ";
        let goes_on = rest.ends_with(' ') && !is_signature;
        match goes_on && is_space_folded {
            true => out.push_str(&rest[..rest.len() - 1]),
            false => out.push_str(rest),
        }
        depth = goes_on.then_some(marks);
    }
    out
}
