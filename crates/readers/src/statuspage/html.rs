//! HTML as it stands in old bodies and in feeds, made Markdown.
//!
//! Small on purpose: the tags that status pages write. An unknown tag disappears and its text
//! stays; what a script or a style holds goes with it. Nothing of it is ever shown as HTML.
//!
//! Deliberately absent: sanitising for output. The server's Markdown renderer does that.

use super::entity;

/// Tags that show that a body is HTML rather than Markdown with a stray `<`.
const TELLING: [&str; 20] = [
    "p", "br", "b", "strong", "em", "i", "a", "ul", "ol", "li", "h1", "h2", "h3", "h4", "div",
    "span", "var", "small", "pre", "code",
];

/// The text as it is, or made Markdown where it is HTML.
pub fn text_of(body: &str) -> String {
    if looks_like_html(body) {
        to_markdown(body)
    } else {
        body.trim().to_owned()
    }
}

/// HTML made Markdown: paragraphs and breaks as lines, links, lists, emphasis, headings.
pub fn to_markdown(html: &str) -> String {
    let mut out = Out::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.text(&rest[..at]);
        let Some((tag, after)) = Tag::read(&rest[at..]) else {
            out.text("<");
            rest = &rest[at + 1..];
            continue;
        };
        rest = match tag.name.as_str() {
            "script" | "style" if !tag.closes => past_end(after, &tag.name),
            _ => after,
        };
        out.tag(&tag);
    }
    out.text(rest);
    tidy(&out.markdown)
}

fn looks_like_html(body: &str) -> bool {
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if Tag::read(rest).is_some_and(|(tag, _)| TELLING.contains(&tag.name.as_str())) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// One tag: `<a href="…">`, `</p>`, `<br/>`.
struct Tag {
    name: String,
    closes: bool,
    href: Option<String>,
}

impl Tag {
    /// The tag that `text` begins with, and what follows it. A comment is a tag without a name.
    fn read(text: &str) -> Option<(Self, &str)> {
        if let Some(comment) = text.strip_prefix("<!--") {
            let after = comment.split_once("-->").map_or("", |(_, after)| after);
            return Some((Self::unnamed(), after));
        }
        let (inner, after) = text.strip_prefix('<')?.split_once('>')?;
        let closes = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let end = inner
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(inner.len());
        let name = inner[..end].to_ascii_lowercase();
        let after_name = &inner[end..];
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && (after_name.is_empty() || after_name.starts_with([' ', '/', '\t', '\n', '\r']));
        is_tag.then(|| {
            let href = (name == "a")
                .then(|| attribute(after_name, "href"))
                .flatten();
            (Self { name, closes, href }, after)
        })
    }

    fn unnamed() -> Self {
        Self {
            name: String::new(),
            closes: false,
            href: None,
        }
    }
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let at = attributes.find(&format!("{name}="))?;
    let value = &attributes[at + name.len() + 1..];
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split([' ', '/']).next()?,
    };
    Some(entity::unescape(value))
}

fn past_end<'a>(text: &'a str, name: &str) -> &'a str {
    let end = format!("</{name}");
    let after = text.split_once(end.as_str()).map_or("", |(_, after)| after);
    after.split_once('>').map_or("", |(_, after)| after)
}

/// The Markdown so far, and what must be closed.
#[derive(Default)]
struct Out {
    markdown: String,
    links: Vec<(usize, Option<String>)>,
    lists: Vec<Option<u32>>,
}

impl Out {
    fn text(&mut self, html: &str) {
        let begins_line = self.markdown.is_empty() || self.markdown.ends_with('\n');
        let html = if begins_line {
            html.trim_start_matches(' ')
        } else {
            html
        };
        self.markdown.push_str(&entity::unescape(html));
    }

    fn tag(&mut self, tag: &Tag) {
        match (tag.name.as_str(), tag.closes) {
            ("br", _) => self.markdown.push('\n'),
            ("p" | "div" | "pre" | "blockquote" | "table", _) => self.line(2),
            ("tr", _) | ("li", true) => self.line(1),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => self.heading(&tag.name),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => self.line(2),
            ("strong" | "b", _) => self.markdown.push_str("**"),
            ("em" | "i", _) => self.markdown.push('_'),
            ("code", _) => self.markdown.push('`'),
            ("ul", false) => self.open_list(None),
            ("ol", false) => self.open_list(Some(0)),
            ("ul" | "ol", true) => self.close_list(),
            ("li", false) => self.item(),
            ("hr", _) => self.markdown.push_str("\n\n---\n\n"),
            ("a", false) => self.links.push((self.markdown.len(), tag.href.clone())),
            ("a", true) => self.close_link(),
            _ => {}
        }
    }

    /// A new line, or with 2 a blank one before it, unless it is there.
    fn line(&mut self, breaks: usize) {
        let there = self
            .markdown
            .bytes()
            .rev()
            .take_while(|byte| *byte == b'\n')
            .count();
        self.markdown.push_str(&"\n\n"[there.min(breaks)..breaks]);
    }

    fn heading(&mut self, name: &str) {
        let level = name[1..].parse().unwrap_or(1);
        self.line(2);
        self.markdown.push_str(&"#".repeat(level));
        self.markdown.push(' ');
    }

    fn open_list(&mut self, number: Option<u32>) {
        self.line(if self.lists.is_empty() { 2 } else { 1 });
        self.lists.push(number);
    }

    fn close_list(&mut self) {
        self.lists.pop();
        self.line(if self.lists.is_empty() { 2 } else { 1 });
    }

    fn item(&mut self) {
        self.line(1);
        let indent = "  ".repeat(self.lists.len().saturating_sub(1).min(8));
        self.markdown.push_str(&indent);
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                let marker = format!("{number}. ");
                self.markdown.push_str(&marker);
            }
            _ => self.markdown.push_str("- "),
        }
    }

    fn close_link(&mut self) {
        let Some((start, Some(href))) = self.links.pop() else {
            return;
        };
        let words = self.markdown.split_off(start);
        let is_bare = words.trim().is_empty() || words.trim() == href;
        let is_address = href.starts_with("http://")
            || href.starts_with("https://")
            || href.starts_with("mailto:");
        match (is_address, is_bare) {
            (true, true) => self.markdown.push_str(&href),
            (true, false) => self
                .markdown
                .push_str(&format!("[{}]({href})", words.trim())),
            (false, _) => self.markdown.push_str(&words),
        }
    }
}

/// Lines without spaces at their end, at most one blank line between two.
fn tidy(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut blank = 0;
    for line in markdown.lines().map(str::trim_end) {
        if line.trim().is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        out.push_str(line);
        blank = 0;
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_markdown() {
        let html = "<p>Some <strong>cards</strong> fail.<br />See <a href=\"https://x.example/a?b=1&amp;c\">the list</a>.</p>\
                    <ul><li>Visa</li><li>CB &amp; co</li></ul><h2>Next</h2><script>x()</script>Soon&hellip;";

        assert_eq!(
            text_of(html),
            "Some **cards** fail.\nSee [the list](https://x.example/a?b=1&c).\n\n- Visa\n- CB & co\n\n## Next\n\nSoon…"
        );
    }

    #[test]
    fn markdown_with_a_stray_bracket_is_left_alone() {
        for text in [
            "latency < 200 ms & > 100 ms",
            "a <- b",
            "see <https://x.example>",
            "x <y> z",
        ] {
            assert_eq!(text_of(text), text);
        }
    }

    #[test]
    fn a_link_that_is_no_address_keeps_its_words_only() {
        assert_eq!(text_of("<a href=\"javascript:alert(1)\">here</a>"), "here");
        assert_eq!(
            text_of("<a href='https://x.example'>https://x.example</a>"),
            "https://x.example"
        );
    }

    #[test]
    fn broken_html_loses_no_text() {
        assert_eq!(
            text_of("<p>one <b>two</p> & three &bogus; <"),
            "one **two\n\n& three &bogus; <"
        );
    }
}
