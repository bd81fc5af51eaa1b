//! A JSON document cut into pieces while it flows by, so that one incident at a time is in memory.
//!
//! Read in order: [`split`], [`Piece`], [`Broken`]. Only the outermost one or two levels are read
//! here; a piece is cut out by counting brackets and is checked by whoever parses it.
//!
//! Deliberately absent: the meaning of any key.

use std::{
    io::{self, BufRead},
    ops::ControlFlow,
};

use super::scan::{Scan, Spot};

/// The longest piece that is kept: 16 MiB. A longer one is passed by and reported.
pub const LONGEST_PIECE_BYTES: usize = 16 * 1024 * 1024;

/// What to do with the value of a key of the outermost object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// One piece.
    Whole,
    /// A piece for each element, where it is a list; else one.
    Each,
    /// Nothing.
    Skip,
}

/// One value, cut out of the document.
#[derive(Debug)]
pub struct Piece<'a> {
    /// The key of the outermost object that it stands under; empty in an outermost list.
    pub key: &'a str,
    /// Its place in the list, from 0.
    pub index: Option<usize>,
    /// Its bytes, or nothing where it was longer than [`LONGEST_PIECE_BYTES`].
    pub bytes: Option<&'a [u8]>,
    /// Where it begins.
    pub spot: Spot,
}

impl Piece<'_> {
    /// Its path, such as `incidents[3]`.
    pub fn path(&self) -> String {
        match self.index {
            Some(index) => format!("{}[{index}]", self.key),
            None => self.key.to_owned(),
        }
    }
}

/// Why the rest of the document cannot be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The path of the value in question; empty at the top.
    pub path: String,
    /// Where it is broken.
    pub spot: Spot,
    /// In what way.
    pub reason: String,
}

/// Cuts `input` into pieces and hands them to `each`, which may stop it.
///
/// # Errors
/// [`Broken`] where the two outer levels are not JSON, or reading fails.
pub fn split(
    input: &mut dyn BufRead,
    want: &dyn Fn(&str) -> Want,
    each: &mut dyn FnMut(Piece<'_>) -> ControlFlow<()>,
) -> Result<(), Broken> {
    let mut cutter = Cutter {
        input,
        spot: Spot { line: 1, column: 1 },
        bytes: Vec::new(),
        path: String::new(),
    };
    match cutter.document(want, each)? {
        ControlFlow::Continue(()) => cutter.end(),
        ControlFlow::Break(()) => Ok(()),
    }
}

struct Cutter<'a> {
    input: &'a mut dyn BufRead,
    spot: Spot,
    bytes: Vec<u8>,
    path: String,
}

type Flow = Result<ControlFlow<()>, Broken>;

impl Cutter<'_> {
    fn document(
        &mut self,
        want: &dyn Fn(&str) -> Want,
        each: &mut dyn FnMut(Piece<'_>) -> ControlFlow<()>,
    ) -> Flow {
        self.skip_mark()?;
        match self.next_token()? {
            Some(b'{') => self.object(want, each),
            Some(b'[') => self.list("", each),
            Some(_) => Err(self.broken("neither an object nor a list")),
            None => Err(self.broken("nothing in it")),
        }
    }

    fn object(
        &mut self,
        want: &dyn Fn(&str) -> Want,
        each: &mut dyn FnMut(Piece<'_>) -> ControlFlow<()>,
    ) -> Flow {
        self.bump();
        if self.next_token()? == Some(b'}') {
            self.bump();
            return Ok(ControlFlow::Continue(()));
        }
        loop {
            self.path.clear();
            let key = self.key()?;
            self.path.clone_from(&key);
            self.expect(b':', "a colon")?;
            if self.member(&key, want(&key), each)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            if self.is_last(b'}')? {
                return Ok(ControlFlow::Continue(()));
            }
        }
    }

    fn member(
        &mut self,
        key: &str,
        want: Want,
        each: &mut dyn FnMut(Piece<'_>) -> ControlFlow<()>,
    ) -> Flow {
        let first = self.next_token()?;
        match want {
            Want::Each if first == Some(b'[') => self.list(key, each),
            Want::Each | Want::Whole => self.piece(key, None, each),
            Want::Skip => {
                self.cut(0)?;
                Ok(ControlFlow::Continue(()))
            }
        }
    }

    fn list(&mut self, key: &str, each: &mut dyn FnMut(Piece<'_>) -> ControlFlow<()>) -> Flow {
        self.bump();
        if self.next_token()? == Some(b']') {
            self.bump();
            return Ok(ControlFlow::Continue(()));
        }
        for index in 0.. {
            self.path = format!("{key}[{index}]");
            if self.piece(key, Some(index), each)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            if self.is_last(b']')? {
                break;
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn piece(
        &mut self,
        key: &str,
        index: Option<usize>,
        each: &mut dyn FnMut(Piece<'_>) -> ControlFlow<()>,
    ) -> Flow {
        self.next_token()?;
        let spot = self.spot;
        let whole = self.cut(LONGEST_PIECE_BYTES)?;
        Ok(each(Piece {
            key,
            index,
            bytes: whole.then_some(&self.bytes),
            spot,
        }))
    }

    /// Reads one value into `bytes`; false when it was longer than `limit` and was passed by.
    fn cut(&mut self, limit: usize) -> Result<bool, Broken> {
        self.bytes.clear();
        let start = self.spot;
        let mut scan = Scan::default();
        let mut length = 0;
        loop {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(self.unreadable(&error)),
            };
            if chunk.is_empty() {
                return self.cut_short(&scan, start);
            }
            let (used, done) = scan.feed(chunk);
            length += used;
            if length <= limit {
                self.bytes.extend_from_slice(&chunk[..used]);
            }
            self.spot.pass(&chunk[..used]);
            self.input.consume(used);
            if done {
                return self.cut_whole(length, limit);
            }
        }
    }

    fn cut_whole(&mut self, length: usize, limit: usize) -> Result<bool, Broken> {
        if length == 0 {
            return Err(self.broken("a value was expected"));
        }
        Ok(length <= limit)
    }

    /// The document ends inside of a value: what breaks it first inside is the better reason.
    fn cut_short(&mut self, scan: &Scan, start: Spot) -> Result<bool, Broken> {
        if scan.is_scalar_end() && !self.bytes.is_empty() {
            return Ok(true);
        }
        let inside = super::place::syntax(&self.bytes)
            .filter(|found| !found.is_end && !self.bytes.is_empty());
        Err(match inside {
            Some(found) => Broken {
                path: super::place::join(&self.path, &found.path),
                spot: start.plus(found.spot),
                reason: found.reason,
            },
            None => self.broken("it ends in the middle of this"),
        })
    }

    fn key(&mut self) -> Result<String, Broken> {
        if self.next_token()? != Some(b'"') {
            return Err(self.broken("a key in quotes was expected"));
        }
        self.cut(LONGEST_PIECE_BYTES)?;
        serde_json::from_slice(&self.bytes).map_err(|_| self.broken("this key is no JSON string"))
    }

    fn expect(&mut self, byte: u8, what: &str) -> Result<(), Broken> {
        if self.next_token()? != Some(byte) {
            return Err(self.broken(&format!("{what} was expected")));
        }
        self.bump();
        Ok(())
    }

    /// Steps over a comma, or over the bracket that closes.
    fn is_last(&mut self, close: u8) -> Result<bool, Broken> {
        match self.next_token()? {
            Some(b',') => {
                self.bump();
                Ok(false)
            }
            Some(byte) if byte == close => {
                self.bump();
                Ok(true)
            }
            Some(_) => Err(self.broken(&format!("`,` or `{}` was expected", char::from(close)))),
            None => Err(self.broken("it ends here, before it is closed")),
        }
    }

    fn end(&mut self) -> Result<(), Broken> {
        self.path.clear();
        match self.next_token()? {
            Some(_) => Err(self.broken("something follows after the end")),
            None => Ok(()),
        }
    }

    /// Steps over white space; the byte that follows it.
    fn next_token(&mut self) -> Result<Option<u8>, Broken> {
        loop {
            let next = match self.input.fill_buf() {
                Ok(chunk) => chunk.first().copied(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(self.unreadable(&error)),
            };
            match next {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.bump(),
                other => return Ok(other),
            }
        }
    }

    /// Steps over a byte order mark. Its bytes are no column that anybody sees.
    fn skip_mark(&mut self) -> Result<(), Broken> {
        if self.next_token()? != Some(0xEF) {
            return Ok(());
        }
        for _ in 0..3 {
            self.bump();
            self.next_token()?;
        }
        self.spot = Spot { line: 1, column: 1 };
        Ok(())
    }

    fn bump(&mut self) {
        let Ok(Some(byte)) = self.input.fill_buf().map(|chunk| chunk.first().copied()) else {
            return;
        };
        self.spot.pass(&[byte]);
        self.input.consume(1);
    }

    fn broken(&self, reason: &str) -> Broken {
        Broken {
            path: self.path.clone(),
            spot: self.spot,
            reason: reason.to_owned(),
        }
    }

    fn unreadable(&self, error: &io::Error) -> Broken {
        self.broken(&format!("reading failed: {error}"))
    }
}

#[cfg(test)]
mod tests;
