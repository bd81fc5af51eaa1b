//! A Rust file as the rules see it: comments and strings blanked, tests and functions found.
//!
//! Read in order: [`Source::parse`], [`blank`], [`functions`]. Deliberately absent: a real parser.
//! Braces, words and paths are enough for the rules, and keep a newcomer's first build short.

use std::ops::Range;

/// A Rust file.
pub struct Source {
    /// From the root of the repository, with slashes.
    pub path: String,
    /// As it stands.
    pub text: String,
    /// The same bytes and lines, with comments and the insides of strings made spaces.
    pub code: String,
    /// Where `mod name { … }` stands in the file.
    pub inline_modules: Vec<Range<usize>>,
    tests: Vec<Range<usize>>,
}

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// The line of its `fn`, from 1.
    pub line: usize,
    /// From the line of its `fn` to that of its last brace.
    pub lines: usize,
}

impl Source {
    /// Reads `text`, which stands at `path`.
    pub fn parse(path: &str, text: String) -> Self {
        let code = blank(&text);
        Self {
            path: path.to_owned(),
            inline_modules: inline_modules(&code),
            tests: test_ranges(path, &code),
            text,
            code,
        }
    }

    /// The line of a byte, from 1.
    pub fn line_of(&self, offset: usize) -> usize {
        self.text[..offset].matches('\n').count() + 1
    }

    /// True inside a test, a test module or a file of tests.
    pub fn is_test(&self, offset: usize) -> bool {
        self.tests.iter().any(|range| range.contains(&offset))
    }

    /// Where `word` stands in the code, not as part of a longer name.
    pub fn find<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let bytes = self.code.as_bytes();
        self.code
            .match_indices(word)
            .map(|(at, _)| at)
            .filter(move |at| *at == 0 || !is_name(bytes[at - 1]) || !is_name(word.as_bytes()[0]))
            .filter(move |at| {
                let last = word.as_bytes()[word.len() - 1];
                let next = bytes.get(at + word.len());
                !is_name(last) || !next.is_some_and(|byte| is_name(*byte))
            })
    }

    /// The functions with a body, in the order in which they begin.
    pub fn functions(&self) -> Vec<Function> {
        self.find("fn").filter_map(|at| self.function(at)).collect()
    }

    fn function(&self, at: usize) -> Option<Function> {
        let name = name_at(&self.code, skip_space(&self.code, at + 2))?;
        let open = body(&self.code, at)?;
        let close = closing_brace(&self.code, open)?;
        let line = self.line_of(at);
        Some(Function {
            name: name.to_owned(),
            line,
            lines: self.line_of(close) - line + 1,
        })
    }
}

/// The brace that opens the body of the `fn` at `at`; `None` for one without a body.
fn body(code: &str, at: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (offset, byte) in code.bytes().enumerate().skip(at) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b'{' if depth == 0 => return Some(offset),
            b';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The brace that closes the one at `open`.
pub fn closing_brace(code: &str, open: usize) -> Option<usize> {
    let mut depth = 0_u32;
    for (offset, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(offset),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The name that begins at `at`; `None` where no name begins.
pub fn name_at(code: &str, at: usize) -> Option<&str> {
    let rest = code.get(at..)?;
    let end = rest
        .bytes()
        .position(|byte| !is_name(byte))
        .unwrap_or(rest.len());
    let starts_well = !rest.starts_with(|first: char| first.is_ascii_digit());
    (end > 0 && starts_well).then(|| &rest[..end])
}

/// The first byte from `at` on that is no space.
pub fn skip_space(code: &str, at: usize) -> usize {
    let rest = &code.as_bytes()[at.min(code.len())..];
    at + rest
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count()
}

fn is_name(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

fn inline_modules(code: &str) -> Vec<Range<usize>> {
    let whole = |at: usize| at == 0 || !is_name(code.as_bytes()[at - 1]);
    code.match_indices("mod ")
        .filter(|(at, _)| whole(*at))
        .filter_map(|(at, _)| block(code, at))
        .collect()
}

/// A file of tests is all test; elsewhere what stands under `#[cfg(test)]`, `#[test]` and the like.
fn test_ranges(path: &str, code: &str) -> Vec<Range<usize>> {
    let is_tests = path.contains("/tests/") || path.ends_with("/tests.rs");
    if is_tests {
        return std::iter::once(0..code.len()).collect();
    }
    ["#[cfg(test)]", "#[test]", "#[tokio::test"]
        .iter()
        .flat_map(|mark| code.match_indices(mark))
        .filter_map(|(at, _)| block(code, at))
        .collect()
}

/// The item from `at` to its closing brace; `None` for one that ends with a semicolon.
fn block(code: &str, at: usize) -> Option<Range<usize>> {
    let open = body(code, at)?;
    Some(at..closing_brace(code, open)? + 1)
}

/// Makes comments and the insides of strings spaces, byte for byte, and keeps the lines.
pub fn blank(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let (end, hidden) = token(text, at);
        for byte in &mut code[hidden] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    String::from_utf8(code).expect("whole comments and strings are blanked, never half a character")
}

/// Where the token at `at` ends, and what of it is no code.
fn token(text: &str, at: usize) -> (usize, Range<usize>) {
    let rest = &text[at..];
    if rest.starts_with("//") {
        let end = at + rest.find('\n').unwrap_or(rest.len());
        return (end, at..end);
    }
    if rest.starts_with("/*") {
        let end = at + block_comment(rest);
        return (end, at..end);
    }
    if let Some(inside) = raw_string(text, at) {
        return (inside.end + 1, inside);
    }
    match rest.as_bytes()[0] {
        b'"' => quoted(text, at, b'"'),
        b'\'' if is_character(rest) => quoted(text, at, b'\''),
        _ => {
            let width = rest.chars().next().map_or(1, char::len_utf8);
            (at + width, at..at)
        }
    }
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        match &rest.as_bytes()[at..rest.len().min(at + 2)] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// The inside of `r"…"` or `r#"…"#` at `at`; `None` for anything else.
fn raw_string(text: &str, at: usize) -> Option<Range<usize>> {
    let after_name =
        at > 0 && is_name(text.as_bytes()[at - 1]) && !text[..at].ends_with(['b', 'c']);
    let rest = text[at..].strip_prefix('r').filter(|_| !after_name)?;
    let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
    let inside = rest[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let start = at + 1 + hashes + 1;
    let length = inside.find(&end).unwrap_or(inside.len().saturating_sub(1));
    Some(start..start + length)
}

/// A quoted text from `at`: where it ends, and its inside.
fn quoted(text: &str, at: usize, quote: u8) -> (usize, Range<usize>) {
    let bytes = text.as_bytes();
    let mut end = at + 1;
    while end < bytes.len() && bytes[end] != quote {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    let end = end.min(bytes.len());
    ((end + 1).min(bytes.len()), at + 1..end)
}

/// Tells `'a'` from the lifetime `'a`.
fn is_character(rest: &str) -> bool {
    let mut characters = rest.chars().skip(1);
    match characters.next() {
        Some('\\') => true,
        Some(_) => characters.next() == Some('\''),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::parse("crates/server/src/x.rs", text.to_owned())
    }

    #[test]
    fn comments_and_strings_are_no_code() {
        let text = r##"let a = "sqlx \" x"; // sqlx
let b = r#"a " sqlx"#; /* sqlx /* sqlx */ */ let c = 'é'; let d: &'static str = b"sqlx";"##;

        let source = source(text);

        assert_eq!(source.find("sqlx").count(), 0, "{}", source.code);
        assert_eq!(source.find("let").count(), 4);
        assert_eq!(source.code.len(), text.len());
    }

    #[test]
    fn a_quote_in_a_character_opens_no_string() {
        let source = source("let a = '\"'; let b = '\\''; fn f<'a>(x: &'a str) { sqlx() }");

        assert_eq!(source.find("sqlx").count(), 1);
    }

    #[test]
    fn functions_are_measured_from_their_name_to_their_last_brace() {
        let source = source(
            "fn a(x: [u8; 2])\nwhere\n{\n    if x { \"}\" }\n}\ntrait T { fn b(); }\nlet c: fn() = a;",
        );

        let functions = source.functions();

        let expected = Function {
            name: "a".into(),
            line: 1,
            lines: 5,
        };
        assert_eq!(functions, [expected]);
    }

    #[test]
    fn what_stands_under_cfg_test_is_test() {
        let source = source(
            "fn a() { b() }\n#[cfg(test)]\nmod tests {\n fn c() { b() }\n}\n#[cfg(test)]\nmod more;\nfn d() { b() }",
        );

        let tests: Vec<bool> = source.find("b").map(|at| source.is_test(at)).collect();

        assert_eq!(tests, [false, true, false]);
    }
}
