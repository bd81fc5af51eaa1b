//! Where a JSON value ends, and where in the document one is.
//!
//! Read in order: [`Spot`], [`Scan`]. Deliberately absent: whether a value is right; brackets are
//! counted, not matched.

/// A place in the document, both counted from 1, the column in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Spot {
    /// Moves past `bytes`.
    pub fn pass(&mut self, bytes: &[u8]) {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
        if lines == 0 {
            self.column += bytes.len();
            return;
        }
        let after = bytes.iter().rev().take_while(|byte| **byte != b'\n');
        self.line += lines;
        self.column = after.count() + 1;
    }

    /// The place that lies at `inner` of a piece that begins here.
    pub fn plus(self, inner: Self) -> Self {
        Self {
            line: self.line + inner.line - 1,
            column: if inner.line == 1 {
                self.column + inner.column - 1
            } else {
                inner.column
            },
        }
    }
}

/// Where a value ends, found by counting brackets outside of strings.
#[derive(Default)]
pub struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
    in_scalar: bool,
}

impl Scan {
    /// Feeds the next bytes; how many of them belong to the value, and whether it ended.
    pub fn feed(&mut self, chunk: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while at < chunk.len() {
            if self.in_string {
                at += self.string(&chunk[at..]);
                if !self.in_string && self.depth == 0 {
                    return (at, true);
                }
                continue;
            }
            match chunk[at] {
                b'"' if self.in_scalar => return (at, true),
                b'"' => self.in_string = true,
                b'{' | b'[' if self.in_scalar => return (at, true),
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 0 => return (at, true),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return (at + 1, true);
                    }
                }
                b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => return (at, true),
                _ if self.depth == 0 => self.in_scalar = true,
                _ => {}
            }
            at += 1;
        }
        (at, false)
    }

    /// The bytes up to and with the quote that closes the string, or all.
    fn string(&mut self, chunk: &[u8]) -> usize {
        for (at, byte) in chunk.iter().enumerate() {
            if self.escaped {
                self.escaped = false;
            } else if *byte == b'\\' {
                self.escaped = true;
            } else if *byte == b'"' {
                self.in_string = false;
                return at + 1;
            }
        }
        chunk.len()
    }

    /// True inside of a number or a word, which the end of the document may end.
    pub fn is_scalar_end(&self) -> bool {
        self.in_scalar
    }
}
