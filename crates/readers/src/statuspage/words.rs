//! What people typed into Statuspage's fields, told apart by language and cleared of HTML.
//!
//! Deliberately absent: how languages are told apart ([`crate::language`]) and how header blocks
//! and write-ups are read ([`crate::text`]).

use beffroi_domain::{LocalizedText, StandardPhrase};

use super::html;
use crate::door::ReadOptions;

/// Reads words in the languages that the caller expects.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    options: &'a ReadOptions,
}

/// A body, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// What it says.
    pub text: LocalizedText,
    /// True for a sentence that the tool writes by itself.
    pub standard_phrase: bool,
}

impl<'a> Words<'a> {
    /// Words in the languages of `options`.
    pub fn new(options: &'a ReadOptions) -> Self {
        Self { options }
    }

    /// A component's name per locale.
    pub fn name(&self, raw: &str) -> LocalizedText {
        self.single(raw.trim())
    }

    /// A title per locale.
    pub fn title(&self, raw: &str) -> LocalizedText {
        self.single(raw.trim())
    }

    /// A description per locale.
    pub fn prose(&self, raw: &str) -> LocalizedText {
        self.single(&html::text_of(raw))
    }

    /// An update's body.
    pub fn body(&self, raw: &str) -> Body {
        let text = html::text_of(raw);
        Body {
            standard_phrase: StandardPhrase::recognise(&text).is_some(),
            text: self.single(&text),
        }
    }

    fn single(&self, text: &str) -> LocalizedText {
        LocalizedText::single(self.options.default_locale.clone(), text)
    }
}
