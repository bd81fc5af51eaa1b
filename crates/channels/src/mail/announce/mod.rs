//! An announcement by electronic mail: made once for all who read one language, and then for each of them only
//! put together.
//!
//! Read in order: [`Draft`], then `head` (headers), `text`, `html` and `markdown` (the two forms), `quoted` (how they travel).
//! The same announcement for the same reader gives the same bytes, so that a repeat after a crash is known for
//! one. Nothing that somebody wrote can become a header: the head is ASCII, and each line of it ours.
//! Not here: how it travels, and the stuffing of dots.

mod head;
mod html;
mod markdown;
mod quoted;
#[cfg(test)]
mod tests;
mod text;

pub(crate) use head::one_line;

use jiff::Timestamp;
use lettre::message::Mailbox;

use self::quoted::{Form, Piece, Quoted};
use super::{BadAddress, Mail, is_address, text::wrap};
use crate::Told;

/// Who writes, the same for all readers.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// `status@example.com` or `Example <status@example.com>`.
    pub from: &'a str,
    /// Where answers go, if not there.
    pub reply_to: Option<&'a str>,
    /// The date that it carries: when it was announced, so that a repeat carries the same.
    pub at: Timestamp,
}

/// Who reads, and what is theirs alone. Never printed: each of these lets somebody in or out.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// Where it goes: ASCII, a domain of other letters in its own ASCII form.
    pub to: &'a str,
    /// What it is known by: the same for the same delivery to the same reader, another for any other. It stands
    /// in `Message-ID` as it is where it holds letters, figures, `-`, `_`, `+` and single dots; the rest is escaped.
    pub id: &'a str,
    /// Why they get it, in a sentence.
    pub why: &'a str,
    /// Where they change what they hear.
    pub manage: &'a str,
    /// Where a page asks whether they want to hear no more.
    pub leave: &'a str,
    /// Where their mail program makes them leave with one POST; `https`.
    pub one_click: Option<&'a str>,
    /// To which address they leave with an empty mail.
    pub leave_by_mail: Option<&'a str>,
    /// Who is told when it does not arrive, if not the sender: an address of this delivery alone makes every
    /// bounce readable.
    pub bounces_to: Option<&'a str>,
}

/// An announcement in one language, as a mail that only lacks its reader.
#[derive(Debug)]
pub struct Draft {
    /// The sender's address alone.
    from: String,
    /// Behind the `@` of every id.
    domain: String,
    /// The headers that are the same for all.
    head: String,
    body: Vec<Piece>,
    /// How many bytes all of it has, without what is the reader's own.
    bytes: usize,
}

impl Draft {
    /// Writes all that readers of this language share.
    ///
    /// # Errors
    /// [`BadAddress::From`] when the sender's address, or the one for answers, is none.
    pub fn new(told: &Told, sender: &Sender<'_>) -> Result<Self, BadAddress> {
        let read = |text: &str| -> Result<Mailbox, BadAddress> {
            let mailbox: Mailbox = text.parse().map_err(|_| BadAddress::From)?;
            let is_plain = plain_address(mailbox.email.as_ref());
            is_plain.then_some(mailbox).ok_or(BadAddress::From)
        };
        let from = read(sender.from)?;
        let reply_to = sender.reply_to.map(read).transpose()?;
        let address = from.email.to_string();
        let domain = from.email.domain().to_owned();
        let boundary = head::boundary(told);
        let head = head::shared(told, from, reply_to, sender.at, &boundary);
        let body = body(told, &boundary);
        let bytes = head.len() + body.iter().map(Piece::bytes).sum::<usize>();
        Ok(Self {
            from: address,
            domain,
            head,
            body,
            bytes,
        })
    }

    /// The mail of one reader.
    ///
    /// # Errors
    /// [`BadAddress`] when one of the reader's addresses or links is none.
    pub fn mail(&self, reader: &Reader<'_>) -> Result<Mail, BadAddress> {
        check(reader)?;
        let from = reader.bounces_to.unwrap_or(&self.from);
        let message_id = format!("{}@{}", head::atom(reader.id), self.domain);
        let mut bytes = Vec::with_capacity(self.bytes + 2048);
        bytes.extend_from_slice(self.head.as_bytes());
        head::own(&mut bytes, reader, &message_id);
        bytes.extend_from_slice(b"\r\n");
        let mut last = Quoted::new(bytes);
        for piece in &self.body {
            match piece {
                Piece::Ready(ready) => last.ready(ready),
                Piece::Why(Form::Plain) => last.own(&wrap(reader.why), Form::Plain),
                Piece::Why(Form::Html) => last.own(&one_line(reader.why), Form::Html),
                Piece::Manage(form) => last.own(reader.manage, *form),
                Piece::Leave(form) => last.own(reader.leave, *form),
            }
        }
        Ok(Mail {
            from: from.to_owned(),
            to: reader.to.to_owned(),
            message_id,
            bytes: last.end(),
        })
    }
}

/// Both forms, each behind its own small head.
fn body(told: &Told, boundary: &str) -> Vec<Piece> {
    let part = |kind: &str| {
        let head = format!(
            "--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        );
        Piece::Ready(head.into_bytes())
    };
    let mut pieces = vec![part("plain")];
    pieces.extend(quoted::pieces(&text::write(told), Form::Plain));
    pieces.push(Piece::Ready(b"\r\n".to_vec()));
    pieces.push(part("html"));
    pieces.extend(quoted::pieces(&html::write(told), Form::Html));
    pieces.push(Piece::Ready(format!("\r\n--{boundary}--\r\n").into_bytes()));
    quoted::joined(pieces)
}

fn check(reader: &Reader<'_>) -> Result<(), BadAddress> {
    if !plain_address(reader.to) {
        return Err(BadAddress::To);
    }
    if !reader.bounces_to.is_none_or(plain_address) {
        return Err(BadAddress::From);
    }
    let links = [reader.manage, reader.leave];
    let fit = links.into_iter().chain(reader.one_click).all(is_link)
        && reader.leave_by_mail.is_none_or(plain_address);
    fit.then_some(()).ok_or(BadAddress::Link)
}

/// An address without anything that a header or an envelope could take for something else: what an announcement goes to.
#[must_use]
pub fn plain_address(address: &str) -> bool {
    let is_plain =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b'\\');
    address.len() <= 254 && address.bytes().all(is_plain) && is_address(address)
}

/// A web address that fits into one line of a header.
fn is_link(link: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"');
    let is_web = link.starts_with("https://") || link.starts_with("http://");
    is_web && link.len() <= 900 && link.bytes().all(is_plain)
}
