//! A feed cut into its entries while it flows by, so that one entry at a time is in memory.
//!
//! Read in order: [`Cutter`], [`Cutter::head`], [`Cutter::entry`]. An entry is found by its tags
//! outside of comments and CDATA; whoever parses it checks it.
//!
//! Deliberately absent: namespaces, entities, encodings; the head goes in front of every entry, so
//! the parser sees them.

use std::io::{self, BufRead};

/// The longest head or entry that is kept: 16 MiB.
pub const LONGEST_BYTES: usize = 16 * 1024 * 1024;

/// Why nothing more can be cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Counted from 1.
    pub line: usize,
    pub reason: String,
}

/// One entry with its tags.
pub struct Entry<'a> {
    /// Its bytes, or nothing where it was longer than [`LONGEST_BYTES`].
    pub bytes: Option<&'a [u8]>,
    /// The line of its first tag.
    pub line: usize,
}

/// Cuts a feed; the state between two entries.
pub struct Cutter<'a> {
    input: &'a mut dyn BufRead,
    line: usize,
    kept: Vec<u8>,
    length: usize,
    tag: Vec<u8>,
}

/// The end of what a tag begins with, past its name.
const TAG_BYTES: usize = 64;

impl<'a> Cutter<'a> {
    /// A cutter at the beginning of a feed.
    pub fn new(input: &'a mut dyn BufRead) -> Self {
        Self {
            input,
            line: 1,
            kept: Vec::new(),
            length: 0,
            tag: Vec::new(),
        }
    }

    /// Everything before the first entry; the whole feed where there is none.
    ///
    /// # Errors
    /// [`Broken`] when reading fails or the head is too long.
    pub fn head(&mut self) -> Result<Vec<u8>, Broken> {
        self.forget();
        while self.next_tag()? {
            if self.length > LONGEST_BYTES {
                return Err(self.broken("more than 16 MiB before the first entry"));
            }
            if self.opens_entry() {
                let end = self.kept.len() - self.tag_length();
                // The tag belongs to the entry, which `entry` goes on with.
                let tag = self.kept.split_off(end);
                let head = std::mem::replace(&mut self.kept, tag);
                self.length = self.kept.len();
                return Ok(head);
            }
        }
        let head = std::mem::take(&mut self.kept);
        self.forget();
        Ok(head)
    }

    /// The next entry; `None` at the end of the feed.
    ///
    /// # Errors
    /// [`Broken`] when the feed ends inside of it or reading fails.
    pub fn entry(&mut self) -> Result<Option<Entry<'_>>, Broken> {
        if !self.opens_entry() && !self.find_opening()? {
            return Ok(None);
        }
        let line = self.line;
        if !self.is_self_closed() {
            self.find_closing(line)?;
        }
        self.tag.clear();
        let is_whole = self.length <= LONGEST_BYTES;
        Ok(Some(Entry {
            bytes: is_whole.then_some(&self.kept),
            line,
        }))
    }

    fn find_opening(&mut self) -> Result<bool, Broken> {
        loop {
            self.forget();
            if !self.next_tag()? {
                return Ok(false);
            }
            if self.length > LONGEST_BYTES {
                return Err(self.broken("more than 16 MiB between two tags"));
            }
            if self.opens_entry() {
                let from = self.kept.len() - self.tag_length();
                self.kept.drain(..from);
                self.length = self.kept.len();
                return Ok(true);
            }
        }
    }

    fn find_closing(&mut self, line: usize) -> Result<(), Broken> {
        loop {
            if !self.next_tag()? {
                return Err(Broken {
                    line,
                    reason: "the entry that begins here has no end".to_owned(),
                });
            }
            if self.closes_entry() {
                return Ok(());
            }
        }
    }

    /// Reads up to the end of the next tag, comment or CDATA section; false at the end.
    fn next_tag(&mut self) -> Result<bool, Broken> {
        self.tag.clear();
        if !self.take_to(b'<', false)? {
            return Ok(false);
        }
        self.tag.push(b'<');
        if !self.take_to(b'>', true)? {
            return Ok(false);
        }
        let end: &[u8] = match () {
            () if self.tag.starts_with(b"<!--") => b"-->",
            () if self.tag.starts_with(b"<![CDATA[") => b"]]>",
            () => return Ok(true),
        };
        let mut tail = self.tag.clone();
        while !tail.ends_with(end) {
            self.tag.clear();
            if !self.take_to(b'>', true)? {
                return Ok(false);
            }
            tail.extend_from_slice(&self.tag);
            tail.drain(..tail.len().saturating_sub(3));
        }
        self.tag.clear();
        Ok(true)
    }

    /// Keeps bytes up to and with `byte`; false at the end. With `in_tag` the first and last of
    /// them also go to `tag`.
    fn take_to(&mut self, byte: u8, in_tag: bool) -> Result<bool, Broken> {
        loop {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(self.broken(&format!("reading failed: {error}"))),
            };
            if chunk.is_empty() {
                return Ok(false);
            }
            let end = chunk.iter().position(|one| *one == byte);
            let used = end.map_or(chunk.len(), |end| end + 1);
            self.length += used;
            if self.length <= LONGEST_BYTES {
                self.kept.extend_from_slice(&chunk[..used]);
            }
            if in_tag {
                keep_ends(&mut self.tag, &chunk[..used]);
            }
            self.line += chunk[..used].iter().filter(|one| **one == b'\n').count();
            self.input.consume(used);
            if end.is_some() {
                return Ok(true);
            }
        }
    }

    fn opens_entry(&self) -> bool {
        let name = self.name();
        self.tag.starts_with(b"<") && matches!(name, b"entry" | b"item")
    }

    fn closes_entry(&self) -> bool {
        let Some(name) = self.name().strip_prefix(b"/") else {
            return false;
        };
        let name = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
        matches!(name, b"entry" | b"item")
    }

    /// The tag's name without its prefix; with `/` in front where it closes.
    fn name(&self) -> &[u8] {
        let inner = self.tag.get(1..).unwrap_or_default();
        let end = inner
            .iter()
            .position(|byte| byte.is_ascii_whitespace() || *byte == b'>');
        let name = &inner[..end.unwrap_or(inner.len())];
        let name = if name.len() > 1 {
            name.strip_suffix(b"/").unwrap_or(name)
        } else {
            name
        };
        if name.starts_with(b"/") {
            return name;
        }
        name.rsplit(|byte| *byte == b':').next().unwrap_or(name)
    }

    fn is_self_closed(&self) -> bool {
        self.tag.ends_with(b"/>")
    }

    /// How many of the kept bytes are the tag that was read last.
    fn tag_length(&self) -> usize {
        let from = self.kept.iter().rposition(|byte| *byte == b'<');
        from.map_or(0, |from| self.kept.len() - from)
    }

    fn forget(&mut self) {
        self.kept.clear();
        self.length = 0;
        self.tag.clear();
    }

    fn broken(&self, reason: &str) -> Broken {
        Broken {
            line: self.line,
            reason: reason.to_owned(),
        }
    }
}

/// Adds to a tag's bytes, but keeps only its beginning and its last three.
fn keep_ends(tag: &mut Vec<u8>, more: &[u8]) {
    tag.extend_from_slice(more);
    if tag.len() > TAG_BYTES + 3 {
        let tail = tag.split_off(tag.len() - 3);
        tag.truncate(TAG_BYTES);
        tag.extend_from_slice(&tail);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, chunk: usize) -> (String, Vec<(String, usize)>, Option<Broken>) {
        let mut input = io::BufReader::with_capacity(chunk, text.as_bytes());
        let mut cutter = Cutter::new(&mut input);
        let head = String::from_utf8(cutter.head().unwrap()).unwrap();
        let mut entries = Vec::new();
        loop {
            match cutter.entry() {
                Ok(Some(entry)) => {
                    let bytes = entry.bytes.unwrap().to_vec();
                    entries.push((String::from_utf8(bytes).unwrap(), entry.line));
                }
                Ok(None) => return (head, entries, None),
                Err(broken) => return (head, entries, Some(broken)),
            }
        }
    }

    #[test]
    fn entries_are_the_same_however_the_bytes_arrive() {
        let text = "<?xml version=\"1.0\"?><feed><!-- <entry> --><title a=\"very long attribute value that \
                    does not fit at all\">x</title>\n<entry><c><![CDATA[</entry> and so on, past the length that is kept of a tag, > to its ]]></c></entry>\n<entry k=\"1\"/> \
                    <a:entry>2</a:entry></feed>";

        let whole = cut(text, 4096);

        assert!(whole.0.ends_with("</title>\n"));
        assert_eq!(
            whole.1,
            [
                (
                    "<entry><c><![CDATA[</entry> and so on, past the length that is kept of a tag, > to its ]]></c></entry>"
                        .to_owned(),
                    2
                ),
                ("<entry k=\"1\"/>".to_owned(), 3),
                ("<a:entry>2</a:entry>".to_owned(), 3)
            ]
        );
        assert_eq!(whole.2, None);
        for chunk in 1..40 {
            assert_eq!(cut(text, chunk), whole, "{chunk}");
        }
    }

    #[test]
    fn an_entry_without_an_end_is_named_by_its_line() {
        let (_, entries, broken) = cut("<rss>\n<item>1</item>\n<item>2", 16);

        assert_eq!(entries.len(), 1);
        assert_eq!(broken.unwrap().line, 3);
    }
}
