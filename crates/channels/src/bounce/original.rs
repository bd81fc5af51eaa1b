//! Which mail a notification answers: the id in the copy that came back, wherever relays put it.

use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders, PartType};

/// The id, without brackets.
pub fn id(message: &Message<'_>) -> Option<String> {
    of_copy(message)
        .or_else(|| of_words(&super::words(message)))
        .or_else(|| of_answer(message))
}

/// A mail inside, or its headers alone.
fn of_copy(message: &Message<'_>) -> Option<String> {
    message.parts.iter().find_map(|part| match &part.body {
        PartType::Message(copy) => copy.message_id().map(str::to_owned),
        _ if part.is_content_type("text", "rfc822-headers")
            || part.is_content_type("message", "rfc822-headers") =>
        {
            let copy = MessageParser::default().parse_headers(part.contents())?;
            copy.message_id().map(str::to_owned)
        }
        _ => None,
    })
}

/// A header that stands among the words, since somebody put the copy there.
fn of_words(words: &str) -> Option<String> {
    const NAME: &str = "message-id:";
    let mut lines = words.lines().map(str::trim_start);
    while let Some(line) = lines.next() {
        let begins = line.get(..NAME.len());
        if begins.is_some_and(|begins| begins.eq_ignore_ascii_case(NAME)) {
            let here = bracketed(&line[NAME.len()..]);
            // A long one may stand on the next line.
            return here.or_else(|| bracketed(lines.next()?));
        }
    }
    None
}

/// What the notification says it answers.
fn of_answer(message: &Message<'_>) -> Option<String> {
    ["In-Reply-To", "References"]
        .into_iter()
        .find_map(|name| match message.header(name)? {
            HeaderValue::Text(text) => Some(text.to_string()),
            HeaderValue::TextList(all) => all.last().map(ToString::to_string),
            _ => None,
        })
}

fn bracketed(text: &str) -> Option<String> {
    let (_, rest) = text.split_once('<')?;
    let (id, _) = rest.split_once('>')?;
    let is_id = id.contains('@') && !id.contains(char::is_whitespace) && id.len() <= 900;
    is_id.then(|| id.to_owned())
}
