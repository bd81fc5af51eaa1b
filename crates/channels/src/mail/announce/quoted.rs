//! Quoted-printable, with places left open for what is a reader's own.
//!
//! What is the reader's own begins on a line of its own, behind a soft break, and a soft break follows it: so what stands before
//! and after it is encoded once for all readers. A line never begins with a dot or with `From `, which relays
//! and mailboxes would change.
//! Source: RFC 2045, 6.7.

/// The longest line, without the `=` of a soft break.
const WIDTH: usize = 75;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As it stands.
    Plain,
    /// HTML, in whose attributes a link is escaped.
    Html,
}

/// A stretch of a text before it is encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// What all read.
    Words(String),
    /// Why the reader gets it.
    Why,
    /// The reader's link to change what they hear.
    Manage,
    /// The reader's link to leave.
    Leave,
}

/// A piece of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Ready bytes.
    Ready(Vec<u8>),
    /// Why the reader gets it.
    Why(Form),
    /// The reader's link to change what they hear.
    Manage(Form),
    /// The reader's link to leave.
    Leave(Form),
}

impl Piece {
    /// How many bytes of it are known.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Ready(ready) => ready.len(),
            Self::Why(_) | Self::Manage(_) | Self::Leave(_) => 0,
        }
    }
}

/// A text in pieces, each as it travels.
pub fn pieces(text: &[Stretch], form: Form) -> Vec<Piece> {
    let piece = |(at, stretch): (usize, &Stretch)| match stretch {
        Stretch::Why => Piece::Why(form),
        Stretch::Manage => Piece::Manage(form),
        Stretch::Leave => Piece::Leave(form),
        Stretch::Words(words) => {
            let mut quoted = Quoted::new(Vec::with_capacity(words.len() * 5 / 4));
            quoted.text(words);
            if at + 1 < text.len() {
                quoted.soft_break();
            }
            Piece::Ready(quoted.end())
        }
    };
    text.iter().enumerate().map(piece).collect()
}

/// The same with neighbours made one.
pub fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (Some(Piece::Ready(before)), Piece::Ready(after)) => before.extend(after),
            (_, piece) => joined.push(piece),
        }
    }
    joined
}

/// Bytes that grow by quoted lines.
pub struct Quoted {
    bytes: Vec<u8>,
    /// How much stands on the last line.
    column: usize,
}

impl Quoted {
    /// Goes on behind `bytes`, which end a line.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, column: 0 }
    }

    /// What is encoded already and ends a line.
    pub fn ready(&mut self, ready: &[u8]) {
        self.bytes.extend_from_slice(ready);
    }

    /// What is a reader's own, on lines of its own.
    pub fn own(&mut self, text: &str, form: Form) {
        match form {
            Form::Html if text.contains(['&', '\'', '"', '<', '>']) => {
                let escaped = text.replace('&', "&#38;").replace('\'', "&#39;");
                let escaped = escaped.replace('"', "&#34;").replace('<', "&#60;");
                self.text(&escaped.replace('>', "&#62;"));
            }
            Form::Html | Form::Plain => self.text(text),
        }
        self.soft_break();
    }

    /// Words, whose lines end with `\n`.
    pub fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().copied().enumerate() {
            let next = bytes.get(at + 1);
            match byte {
                b'\n' => self.hard_break(),
                b' ' | b'\t' if next.is_none_or(|next| *next == b'\n') => self.escaped(byte),
                b'=' => self.escaped(byte),
                b' '..=b'~' | b'\t' => {
                    self.room(1);
                    if self.column == 0 && changes(&bytes[at..]) {
                        self.escaped(byte);
                    } else {
                        self.bytes.push(byte);
                        self.column += 1;
                    }
                }
                other => self.escaped(other),
            }
        }
    }

    /// Ends the line for whoever carries it, and not for whoever reads it.
    pub fn soft_break(&mut self) {
        if self.column > 0 {
            self.bytes.extend_from_slice(b"=\r\n");
            self.column = 0;
        }
    }

    /// The bytes.
    pub fn end(self) -> Vec<u8> {
        self.bytes
    }

    fn hard_break(&mut self) {
        self.bytes.extend_from_slice(b"\r\n");
        self.column = 0;
    }

    fn escaped(&mut self, byte: u8) {
        const FIGURES: &[u8; 16] = b"0123456789ABCDEF";
        self.room(3);
        let (high, low) = (usize::from(byte >> 4), usize::from(byte & 15));
        self.bytes
            .extend_from_slice(&[b'=', FIGURES[high], FIGURES[low]]);
        self.column += 3;
    }

    fn room(&mut self, letters: usize) {
        if self.column + letters > WIDTH {
            self.soft_break();
        }
    }
}

/// Whether somebody on the way would change a line that begins so.
fn changes(line: &[u8]) -> bool {
    line.starts_with(b".") || line.starts_with(b"From ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> String {
        let mut quoted = Quoted::new(Vec::new());
        quoted.text(text);
        String::from_utf8(quoted.end()).unwrap()
    }

    #[test]
    fn what_is_ascii_stands_as_it_is_and_the_rest_in_figures() {
        assert_eq!(quoted("a b\tc~"), "a b\tc~");
        assert_eq!(quoted("1 = été"), "1 =3D =C3=A9t=C3=A9");
        assert_eq!(quoted("end \nnext\t"), "end=20\r\nnext=09");
        assert_eq!(quoted("\u{1b}[2J\r"), "=1B[2J=0D");
    }

    #[test]
    fn no_line_is_long_and_none_begins_with_what_others_change() {
        let long = quoted(&"x".repeat(200));
        assert_eq!(
            long.split("=\r\n").map(str::len).collect::<Vec<_>>(),
            [75, 75, 50]
        );
        assert_eq!(quoted(".\nFrom x\nFor"), "=2E\r\n=46rom x\r\nFor");
        for before in 60..80 {
            let lines = quoted(&format!("{}.From é.", "x".repeat(before)));
            for line in lines.split("\r\n") {
                assert!(line.len() <= 76 && !line.starts_with('.'), "{line}");
                assert!(!line.starts_with("From "), "{line}");
            }
        }
    }
}
