//! Files that strangers send: what they are by their bytes, without what they tell beside what they show.
//!
//! Read in order: [`clean`], [`Kind`], then `picture` and `paper`. A text is decoded, and numbers of cards and accounts are taken
//! out of it; pictures and PDFs cannot be masked, so what stands in them stays, but who made them where with what goes.
//! What is none of these is refused, whatever it is called; so is a page of the web, and a picture made of words (SVG), which are
//! words that act when they are opened.
//! Not here: how large they may be, where they are kept and for how long.

mod paper;
mod picture;

use beffroi_domain::find;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A photograph.
    Jpeg,
    /// A picture of a screen.
    Png,
    /// Either.
    Webp,
    /// A document.
    Pdf,
    /// Words: a log, a table, JSON.
    Text,
}

/// A file as it may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clean {
    /// What it is.
    pub kind: Kind,
    /// Its bytes, without what they told beside what they show.
    pub bytes: Vec<u8>,
    /// Whether a number of a card or an account was taken out of it.
    pub is_masked: bool,
}

/// Why a file is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// It is none of the kinds that are kept.
    #[error("it is no picture (JPEG, PNG, WebP), no PDF and no text")]
    Kind,
    /// It says that it is one of them and cannot be read.
    #[error("it is damaged or locked: it cannot be read")]
    Damaged,
}

/// The beginning of a text in UTF-16, either way round.
const MARKS: [[u8; 2]; 2] = [[0xff, 0xfe], [0xfe, 0xff]];

/// In so many signs a picture made of words says what it is.
const HEAD: usize = 2_048;

impl Kind {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::Jpeg, Self::Png, Self::Webp, Self::Pdf, Self::Text];

    /// What the name of such a file ends with.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
            Self::Text => "txt",
        }
    }

    /// As in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
            Self::Text => "text",
        }
    }

    /// What it is for a program that is handed it.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain; charset=utf-8",
        }
    }
}

/// The file as it may be kept.
///
/// # Errors
/// Why it may not.
pub fn clean(bytes: &[u8]) -> Result<Clean, Unfit> {
    if bytes.is_empty() {
        return Err(Unfit::Empty);
    }
    let (kind, cleaned) = match infer::get(bytes).map(|kind| kind.mime_type()) {
        Some("image/jpeg") => (Kind::Jpeg, picture::jpeg(bytes)),
        Some("image/png") => (Kind::Png, picture::png(bytes)),
        Some("image/webp") => (Kind::Webp, picture::webp(bytes)),
        Some("application/pdf") => (Kind::Pdf, paper::pdf(bytes)),
        Some("text/html") => return Err(Unfit::Kind),
        _ => return text(bytes),
    };
    let bytes = cleaned.ok_or(Unfit::Damaged)?;
    Ok(Clean {
        kind,
        bytes,
        is_masked: false,
    })
}

/// Words are kept as UTF-8, whatever they came as.
fn text(bytes: &[u8]) -> Result<Clean, Unfit> {
    let text = decoded(bytes)
        .filter(|text| is_text(text) && !acts(text))
        .ok_or(Unfit::Kind)?;
    let masked = find::conceal(&text);
    Ok(Clean {
        kind: Kind::Text,
        is_masked: matches!(masked, std::borrow::Cow::Owned(_)),
        bytes: masked.into_owned().into_bytes(),
    })
}

fn decoded(bytes: &[u8]) -> Option<String> {
    if MARKS.iter().any(|mark| bytes.starts_with(mark)) {
        let units = |of: fn([u8; 2]) -> u16| {
            bytes[2..]
                .chunks_exact(2)
                .map(move |two| of([two[0], two[1]]))
        };
        let is_little = bytes.starts_with(&MARKS[0]);
        let units: Vec<u16> = match is_little {
            true => units(u16::from_le_bytes).collect(),
            false => units(u16::from_be_bytes).collect(),
        };
        return String::from_utf16(&units).ok();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        // One byte a letter, as old programs write it; what is no text at all shows by its controls.
        Err(_) => Some(bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}

/// Words have no controls but ends of lines, tabs, pages, and the colours of terminals.
fn is_text(text: &str) -> bool {
    text.chars()
        .all(|sign| !sign.is_control() || matches!(sign, '\n' | '\r' | '\t' | '\u{c}' | '\u{1b}'))
}

/// Whether it is a picture made of words: those may carry a program, also behind the head of XML.
fn acts(text: &str) -> bool {
    let is_marked = text.trim_start().starts_with('<');
    let head: String = text.chars().take(HEAD).collect();
    is_marked && head.to_ascii_lowercase().contains("<svg")
}
