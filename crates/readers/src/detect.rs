//! Which format a source has, by its first bytes; its name decides only where they do not.
//!
//! Deliberately absent: other makers' JSON (Instatus, status.io, Slack), and HTML. They are told
//! apart here so that they are refused by name instead of being read as an empty page.

use std::{borrow::Cow, fmt, str::FromStr};

/// The bytes that [`detect`] is given: enough for an XML prologue or a page's leading keys.
pub const HEAD_BYTES: usize = 8 * 1024;

/// The keys, at the top of Statuspage's JSON, that we read something from.
const STATUSPAGE_KEYS: [&str; 6] = [
    "page",
    "components",
    "incidents",
    "scheduled_maintenances",
    "incident",
    "component",
];

/// A format that we read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Statuspage's JSON, and that of those who say they are compatible.
    StatuspageJson,
    /// Atom, best Statuspage's `history.atom`.
    Atom,
    /// RSS 2.0, best Statuspage's `history.rss`.
    Rss,
    /// Running text: reports and pages saved or pasted.
    Text,
}

/// A word that names no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no format: statuspage-json, atom, rss or text")]
pub struct UnknownFormat(pub String);

impl Format {
    /// All of them.
    pub const ALL: &[Self] = &[Self::StatuspageJson, Self::Atom, Self::Rss, Self::Text];

    /// The word for it on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::StatuspageJson => "statuspage-json",
            Self::Atom => "atom",
            Self::Rss => "rss",
            Self::Text => "text",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.as_str() == word)
            .ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}

/// The format of a source called `name` that begins with `head`; `None` for what we do not read
/// (HTML, other makers' JSON, an archive, an empty file).
#[must_use]
pub fn detect(name: &str, head: &[u8]) -> Option<Format> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let text = readable(head)?;
    let text = text.trim_start();
    match text.as_bytes().first()? {
        b'<' => markup(text),
        b'{' => json_object(name, text),
        b'[' => json_array(text),
        _ => Some(Format::Text),
    }
}

/// The head as text, up to a character that its end cuts through; `None` for binary data.
///
/// XML names its encoding itself, and its tags are ASCII in all that we read: there the odd byte is
/// no harm.
fn readable(head: &[u8]) -> Option<Cow<'_, str>> {
    let text = match std::str::from_utf8(head) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) if error.error_len().is_none() => {
            String::from_utf8_lossy(&head[..error.valid_up_to()])
        }
        Err(_) if head.trim_ascii_start().starts_with(b"<") => String::from_utf8_lossy(head),
        Err(_) => return None,
    };
    (!text.contains('\0')).then_some(text)
}

/// The format of the root element, past prologue, comments and document type.
fn markup(text: &str) -> Option<Format> {
    let mut rest = text;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        rest = match rest.as_bytes().first()? {
            b'?' => rest.split_once("?>")?.1,
            b'!' if rest.starts_with("!--") => rest.split_once("-->")?.1,
            b'!' => rest.split_once('>')?.1,
            _ => break,
        };
    }
    let root = rest.split(|c: char| c.is_whitespace() || c == '>' || c == '/');
    match root.into_iter().next()? {
        "feed" | "atom:feed" => Some(Format::Atom),
        "rss" | "rdf:RDF" => Some(Format::Rss),
        _ => None,
    }
}

/// An object is Statuspage's when one of its own keys is; past the head its name must tell.
fn json_object(name: &str, text: &str) -> Option<Format> {
    let keys = top_keys(text);
    let known = keys.iter().any(|key| STATUSPAGE_KEYS.contains(key));
    let instatus = keys.contains(&"activeIncidents") || keys.contains(&"activeMaintenances");
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let named = keys.is_empty() && STATUSPAGE_KEYS.iter().any(|key| file.starts_with(key));
    ((known && !instatus) || named).then_some(Format::StatuspageJson)
}

/// A list of incidents or components, as the manage API answers; anything else in brackets that is
/// no JSON is prose.
fn json_array(text: &str) -> Option<Format> {
    let inner = text.strip_prefix('[')?.trim_start();
    if !inner.starts_with(['{', '[', ']', '"']) {
        return Some(Format::Text);
    }
    let is_ours = ["\"incident_updates\"", "\"page_id\""]
        .iter()
        .any(|key| inner.contains(key));
    is_ours.then_some(Format::StatuspageJson)
}

/// The keys of the outermost object, as far as the head goes.
fn top_keys(text: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    let mut depth = 0_u32;
    let mut rest = text.char_indices();
    while let Some((at, c)) = rest.next() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            '"' => {
                let Some(end) = string_end(&mut rest) else {
                    break;
                };
                let is_key = text[end + 1..].trim_start().starts_with(':');
                if depth == 1 && is_key {
                    keys.push(&text[at + 1..end]);
                }
            }
            _ => {}
        }
    }
    keys
}

/// The place of the quote that closes a string, escapes stepped over.
fn string_end(rest: &mut std::str::CharIndices<'_>) -> Option<usize> {
    while let Some((at, c)) = rest.next() {
        match c {
            '"' => return Some(at),
            '\\' => {
                rest.next();
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_before_the_name() {
        let atom =
            b"<?xml version=\"1.0\"?>\n<!-- hello --><feed xmlns=\"http://www.w3.org/2005/Atom\">";

        assert_eq!(detect("incidents.json", atom), Some(Format::Atom));
        assert_eq!(
            detect("x.txt", b" {\"page\":{\"id\":\"1\"}"),
            Some(Format::StatuspageJson)
        );
        assert_eq!(detect("x", b"<rss version=\"2.0\">"), Some(Format::Rss));
        assert_eq!(
            detect("x.json", "Report: \"Panne\"".as_bytes()),
            Some(Format::Text)
        );
    }

    #[test]
    fn other_makers_are_not_taken_for_statuspage() {
        let instatus = br#"{"page":{"status":"UP"},"activeIncidents":[]}"#;
        let statusio = br#"{"result":{"incidents":[]}}"#;

        assert_eq!(detect("summary.json", instatus), None);
        assert_eq!(detect("status.json", statusio), None);
        assert_eq!(detect("page.html", b"<!DOCTYPE html><html>"), None);
    }

    #[test]
    fn bytes_and_emptiness_are_no_text() {
        assert_eq!(detect("x", b"PK\x03\x04\0\0"), None);
        assert_eq!(detect("x", b"\xff\xfe{\0"), None);
        assert_eq!(detect("x", b"  \n"), None);
    }

    #[test]
    fn a_character_cut_by_the_end_of_the_head_is_no_harm() {
        let mut head = "Incident é".as_bytes().to_vec();
        head.pop();

        assert_eq!(detect("x", &head), Some(Format::Text));
    }

    #[test]
    fn bracketed_prose_is_prose() {
        assert_eq!(detect("x", b"[FR] Bonjour"), Some(Format::Text));
        assert_eq!(detect("x", b"[ {\"page_id\""), Some(Format::StatuspageJson));
        assert_eq!(detect("x", b"[ {\"uptime\""), None);
    }

    #[test]
    fn words_read_back() {
        for format in Format::ALL {
            assert_eq!(format.as_str().parse(), Ok(*format));
        }
    }
}
