//! An answer by mail: who wrote it, to what, what is new in it, and whether a person wrote it at all.
//!
//! Read in order: [`read`], [`Reply`], then `auto` (mails that nobody wrote), `words` (which part is read, and how it becomes
//! plain text), `quote` (what others had said before is left out).
//! Bytes come in whole, as a mailbox, a pipe or a hook hands them over. Nothing in here trusts an address: who may write to
//! what is decided by whoever asks.
//! Not here: mails that did not arrive (`channels::bounce`).

mod auto;
mod html;
mod quote;
mod words;

use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders};

pub use auto::Auto;

/// A mail, as far as an answer goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Who says to have written it, in small letters; anybody can write anything there.
    pub from: Option<String>,
    /// Whom it was sent to and delivered for, in small letters, in the order in which they stand there.
    pub to: Vec<String>,
    /// Its subject, in one line.
    pub subject: String,
    /// Its own id, without brackets.
    pub message_id: Option<String>,
    /// The ids that it answers, the nearest first.
    pub answers: Vec<String>,
    /// Why no person wrote it; `None` where one did, as far as its head tells.
    pub auto: Option<Auto>,
    /// What is new in it, as plain text; all of it where nothing else would be left.
    pub words: String,
    /// Whether something that was said before was left out of it.
    pub is_cut: bool,
    /// What was sent with it.
    pub files: Vec<File>,
}

/// Something that was sent with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// As its sender called it; empty where nobody did.
    pub name: String,
    /// Its bytes. What they are is in them, not in what the mail says of them.
    pub bytes: Vec<u8>,
}

/// A mail that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is no mail: it has no head")]
pub struct NoMail;

/// Reads a mail. `marks` are the lines above which our letters ask people to write; whatever follows one is ours.
///
/// # Errors
/// When it has no head.
pub fn read(bytes: &[u8], marks: &[&str]) -> Result<Reply, NoMail> {
    let mail = MessageParser::default().parse(bytes).ok_or(NoMail)?;
    if mail.headers().is_empty() {
        return Err(NoMail);
    }
    let said = words::of(&mail);
    let new = quote::cut(&said.text, marks);
    Ok(Reply {
        from: mail.from().and_then(|from| addresses(from).next()),
        to: recipients(&mail),
        subject: one_line(mail.subject().unwrap_or_default()),
        message_id: mail.message_id().map(str::to_owned),
        answers: answers(&mail),
        auto: auto::of(&mail),
        is_cut: said.is_cut || new.is_cut,
        words: new.text,
        files: mail.attachments().filter_map(file).collect(),
    })
}

fn addresses<'a>(list: &'a Address<'_>) -> impl Iterator<Item = String> + 'a {
    let all = list.iter().filter_map(|one| one.address());
    all.map(|address| address.trim().to_lowercase())
        .filter(|address| address.contains('@'))
}

/// A mailbox for several addresses says in its own fields for which of them a mail came.
fn recipients(mail: &Message<'_>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for list in [mail.to(), mail.cc()].into_iter().flatten() {
        all.extend(addresses(list));
    }
    for name in ["Delivered-To", "X-Original-To", "Envelope-To"] {
        let raw = mail
            .headers_raw()
            .filter(|(field, _)| field.eq_ignore_ascii_case(name));
        let bare = raw.map(|(_, value)| value.trim().trim_matches(['<', '>']).to_lowercase());
        all.extend(bare.filter(|address| address.contains('@')));
    }
    let mut seen = std::collections::HashSet::new();
    all.retain(|address| seen.insert(address.clone()));
    all
}

fn answers(mail: &Message<'_>) -> Vec<String> {
    let mut all: Vec<String> = ids(mail.in_reply_to());
    // The nearest stands last there.
    all.extend(ids(mail.references()).into_iter().rev());
    let mut seen = std::collections::HashSet::new();
    all.retain(|id| seen.insert(id.clone()));
    all
}

fn ids(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(id) => vec![id.to_string()],
        HeaderValue::TextList(all) => all.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

fn file(part: &mail_parser::MessagePart<'_>) -> Option<File> {
    let bytes = part.contents();
    (!bytes.is_empty()).then(|| File {
        name: one_line(part.attachment_name().unwrap_or_default()),
        bytes: bytes.to_vec(),
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
