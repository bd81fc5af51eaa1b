//! HTML of mails as plain text, without what programs mark as quoted.

use scraper::{ElementRef, Html, Node, Selector};

/// Where widespread programs keep what is quoted.
const QUOTED: &str = "blockquote[type=cite], .gmail_quote, .gmail_attr, .yahoo_quoted, .moz-cite-prefix, .protonmail_quote, \
    .zmail_extra, #appendonsend, #divRplyFwdMsg, #mail-editor-reference-message-container, #isForwardContent, \
    .ms-outlook-mobile-reference-message";
/// From here on all is quoted, beside it and below.
const FROM_HERE: &str = "#appendonsend, #divRplyFwdMsg, .ms-outlook-mobile-reference-message";
/// What nobody reads.
const UNREAD: &[&str] = &["style", "script", "head", "title", "template"];
/// What stands on lines of its own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];

/// The text, and whether something quoted was left out.
pub(super) fn read(source: &str) -> (String, bool) {
    let html = Html::parse_document(source);
    let mut reader = Reader {
        quoted: Selector::parse(QUOTED).ok(),
        from_here: Selector::parse(FROM_HERE).ok(),
        ..Reader::default()
    };
    reader.walk(html.root_element(), 0);
    (reader.out, reader.is_cut)
}

/// Nobody nests words deeper; who does has them read flat.
const DEEPEST: usize = 200;

#[derive(Default)]
struct Reader {
    quoted: Option<Selector>,
    from_here: Option<Selector>,
    out: String,
    is_cut: bool,
    is_over: bool,
}

impl Reader {
    fn walk(&mut self, element: ElementRef<'_>, depth: usize) {
        if depth > DEEPEST {
            let flat: String = element.text().collect();
            self.say(&flat);
            return;
        }
        for child in element.children() {
            if self.is_over {
                return;
            }
            match child.value() {
                Node::Text(text) => self.say(text),
                Node::Element(_) => {
                    if let Some(inner) = ElementRef::wrap(child) {
                        self.element(inner, depth);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>, depth: usize) {
        let name = element.value().name();
        if UNREAD.contains(&name) {
            return;
        }
        let is = |selector: &Option<Selector>| {
            let found = selector.as_ref();
            found.is_some_and(|selector| selector.matches(&element))
        };
        if is(&self.quoted) {
            self.is_cut = true;
            self.is_over = is(&self.from_here);
            return;
        }
        match name {
            "br" => self.out.push('\n'),
            "li" => {
                self.line();
                self.out.push_str("- ");
                self.walk(element, depth + 1);
                self.line();
            }
            "td" | "th" => {
                self.walk(element, depth + 1);
                self.out.push(' ');
            }
            block if BLOCKS.contains(&block) => {
                self.line();
                self.walk(element, depth + 1);
                self.line();
                if block == "p" {
                    self.out.push('\n');
                }
            }
            _ => self.walk(element, depth + 1),
        }
    }

    /// White space of the source is none of the text's.
    fn say(&mut self, text: &str) {
        for letter in text.chars() {
            match letter.is_whitespace() && letter != '\u{a0}' {
                true if self.out.is_empty() || self.out.ends_with([' ', '\n']) => {}
                true => self.out.push(' '),
                false if letter == '\u{a0}' => self.out.push(' '),
                false => self.out.push(letter),
            }
        }
    }

    /// From here on a line of its own.
    fn line(&mut self) {
        while self.out.ends_with(' ') {
            self.out.pop();
        }
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }
}
