//! A letter by electronic mail: text and HTML out of one source, and the headers.
//!
//! Read in order: [`compose`], then `text` and `html` (the two forms); [`announce`] for what many are told, [`dkim`]
//! for either, signed.
//! The same letter under the same id gives the same bytes, so that a repeat after a crash is known for one.
//! Not here: how it travels.

pub mod announce;
pub mod dkim;
mod html;
#[cfg(test)]
mod tests;
mod text;

pub(crate) use announce::one_line;
pub use announce::{Draft, Reader, Sender};

use beffroi_domain::Locale;
use jiff::Timestamp;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
};
use uuid::Uuid;

use crate::Letter;

/// What stands on the envelope and at the head, beside what the letter says.
#[derive(Clone, Copy, Debug)]
pub struct Cover<'a> {
    /// What stays the same when it is sent once more.
    pub id: Uuid,
    /// Who writes: `status@example.com` or `Example <status@example.com>`.
    pub from: &'a str,
    /// To which address.
    pub to: &'a str,
    /// Its date.
    pub at: Timestamp,
}

/// A mail, ready to travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Who is told when it does not arrive.
    pub from: String,
    /// Where it goes.
    pub to: String,
    /// The name by which it is known, without its brackets.
    pub message_id: String,
    /// Headers and body.
    pub bytes: Vec<u8>,
}

/// An address that is none. It is not repeated here: errors end in logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// The sender's.
    #[error("the sender's address is no mail address")]
    From,
    /// The receiver's.
    #[error("the receiver's address is no mail address")]
    To,
    /// One of the receiver's links.
    #[error("a link of the receiver is no web address")]
    Link,
}

/// True for what can be written on an envelope: one address, without a name.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.parse::<Address>().is_ok()
}

/// True for what can stand as the sender: an address, with or without a name.
#[must_use]
pub fn is_sender(text: &str) -> bool {
    text.parse::<Mailbox>().is_ok()
}

/// A letter as plain text, as a mail carries it.
#[must_use]
pub fn text(letter: &Letter) -> String {
    text::write(letter)
}

/// Makes a mail of a letter.
///
/// # Errors
/// [`BadAddress`] when one of the addresses is none.
///
/// # Panics
/// Never: both parts and all headers are there.
pub fn compose(letter: &Letter, cover: &Cover<'_>) -> Result<Mail, BadAddress> {
    let from: Mailbox = cover.from.parse().map_err(|_| BadAddress::From)?;
    let to: Address = cover.to.parse().map_err(|_| BadAddress::To)?;
    let message_id = format!("{}@{}", cover.id, from.email.domain());
    let envelope = (from.email.to_string(), to.to_string());
    let mut builder = Message::builder()
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(one_line(&letter.subject));
    if let Some(thread) = &letter.thread {
        let answers: Address = thread.reply_to.parse().map_err(|_| BadAddress::From)?;
        let root = format!("<{}>", thread.root);
        builder = builder
            .reply_to(Mailbox::new(None, answers))
            .in_reply_to(root.clone())
            .references(root);
    }
    let message = builder
        .header(Written(cover.at))
        .message_id(Some(format!("<{message_id}>")))
        .header(ContentLanguage(letter.locale.clone()))
        .header(AutoSubmitted)
        .multipart(parts(letter, cover.id))
        .expect("a sender and a receiver are there");
    Ok(Mail {
        from: envelope.0,
        to: envelope.1,
        message_id,
        bytes: message.formatted(),
    })
}

fn parts(letter: &Letter, id: Uuid) -> MultiPart {
    let part = |kind: ContentType, body: String| SinglePart::builder().header(kind).body(body);
    MultiPart::alternative()
        .boundary(format!("part-{}", id.simple()))
        .singlepart(part(ContentType::TEXT_PLAIN, text::write(letter)))
        .singlepart(part(ContentType::TEXT_HTML, html::write(letter)))
}

/// When it was written.
#[derive(Clone, Debug)]
struct Written(Timestamp);

impl Header for Written {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Date")
    }

    fn parse(_text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Err("dates are written only".into())
    }

    fn display(&self) -> HeaderValue {
        let date = self.0.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        HeaderValue::new(Self::name(), date)
    }
}

/// In which language, for whoever reads it aloud.
#[derive(Clone, Debug)]
struct ContentLanguage(Locale);

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.parse()?))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.to_string())
    }
}

/// A program wrote it, so that no holiday note answers.
///
/// Source: RFC 3834, 5.
#[derive(Clone, Copy, Debug)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
