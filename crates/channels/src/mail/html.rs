//! A letter as HTML: one column, a serif, nothing fetched from anywhere, dark where the reader's mail is dark.

use askama::Template;

use crate::Letter;

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterPage<'a> {
    letter: &'a Letter,
}

/// The letter as HTML.
pub fn write(letter: &Letter) -> String {
    LetterPage { letter }
        .render()
        .expect("a template over values that are there")
}
