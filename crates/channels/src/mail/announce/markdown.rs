//! What somebody wrote, as HTML that may stand in a mail: words, lists, tables and links, each with its own
//! style, since mail programs drop the head.
//!
//! HTML and pictures become words, and a link that leads anywhere but to a page, a mail or a telephone too.
//! Not here: the page's own rendering, which the server has; a mail takes no sheet of styles.

use std::fmt::{self, Write as _};

use askama::filters::HtmlSafe;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

const BLOCK: &str = "margin:0 0 16px;";
const CELL: &str = "padding:4px 12px 4px 0;text-align:left;vertical-align:top;";

/// HTML in which everything that somebody wrote is escaped.
#[derive(Default)]
pub struct Words {
    html: String,
    /// Whether the cells that follow head their columns.
    is_head: bool,
}

impl fmt::Display for Words {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.html)
    }
}

impl HtmlSafe for Words {}

impl Words {
    /// A text as HTML. Lines break where the writer broke them, as on the page.
    pub fn of(markdown: &str) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut words = Self::default();
        let mut ends = Vec::new();
        for event in Parser::new_ext(markdown, options) {
            words.event(event, &mut ends);
        }
        words
    }

    /// True where nothing would be seen.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// Writes one event; `ends` holds what closes that which is open.
    fn event(&mut self, event: Event<'_>, ends: &mut Vec<&'static str>) {
        match event {
            Event::Start(tag) => {
                let end = self.start(&tag);
                ends.push(end);
            }
            Event::End(TagEnd::TableHead) => {
                self.is_head = false;
                self.end(ends, "\n");
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::List(_)
                | TagEnd::Item
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock
                | TagEnd::Table
                | TagEnd::TableRow,
            ) => self.end(ends, "\n"),
            Event::End(_) => self.end(ends, ""),
            Event::Code(text) => {
                self.html.push_str("<code>");
                self.words(&text);
                self.html.push_str("</code>");
            }
            Event::SoftBreak | Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.words(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    /// Opens a tag; says what closes it.
    fn start(&mut self, tag: &Tag<'_>) -> &'static str {
        self.is_head |= matches!(tag, Tag::TableHead);
        let is_head = self.is_head;
        let mut open = |html: fmt::Arguments<'_>, end| {
            self.html.write_fmt(html).expect("a string takes it");
            end
        };
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => open(format_args!("<p style=\"{BLOCK}\">"), "</p>"),
            Tag::Heading { .. } => open(
                format_args!("<h2 style=\"margin:20px 0 8px;font-size:17px;\">"),
                "</h2>",
            ),
            Tag::BlockQuote(_) => open(
                format_args!(
                    "<blockquote class=\"line\" style=\"{BLOCK}padding-left:16px;border-left:3px solid #d5d2cb;\">"
                ),
                "</blockquote>",
            ),
            Tag::CodeBlock(_) => open(
                format_args!("<pre style=\"{BLOCK}white-space:pre-wrap;\">"),
                "</pre>",
            ),
            Tag::List(None) => open(
                format_args!("<ul style=\"{BLOCK}padding-left:20px;\">\n"),
                "</ul>",
            ),
            Tag::List(Some(first)) => open(
                format_args!("<ol start=\"{first}\" style=\"{BLOCK}padding-left:24px;\">\n"),
                "</ol>",
            ),
            Tag::Item => open(format_args!("<li>"), "</li>"),
            Tag::Table(_) => open(
                format_args!("<table style=\"{BLOCK}border-collapse:collapse;\">\n"),
                "</table>",
            ),
            Tag::TableHead | Tag::TableRow => open(format_args!("<tr>"), "</tr>"),
            Tag::TableCell if is_head => open(format_args!("<th style=\"{CELL}\">"), "</th>"),
            Tag::TableCell => open(format_args!("<td style=\"{CELL}\">"), "</td>"),
            Tag::Emphasis => open(format_args!("<em>"), "</em>"),
            Tag::Strong => open(format_args!("<strong>"), "</strong>"),
            Tag::Strikethrough => open(format_args!("<s>"), "</s>"),
            Tag::Link { dest_url, .. } if leads_somewhere(dest_url) => {
                self.html.push_str("<a href=\"");
                self.words(dest_url);
                self.html.push_str("\">");
                "</a>"
            }
            _ => "",
        }
    }

    fn end(&mut self, ends: &mut Vec<&'static str>, after: &str) {
        let end = ends.pop().expect("what ends has begun");
        self.html.push_str(end);
        self.html.push_str(after);
    }

    fn words(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '&' => self.html.push_str("&#38;"),
                '<' => self.html.push_str("&#60;"),
                '>' => self.html.push_str("&#62;"),
                '"' => self.html.push_str("&#34;"),
                '\'' => self.html.push_str("&#39;"),
                other if other.is_control() && other != '\n' && other != '\t' => {}
                other => self.html.push(other),
            }
        }
    }
}

fn leads_somewhere(address: &str) -> bool {
    let schemes = ["https://", "http://", "mailto:", "tel:"];
    schemes.iter().any(|scheme| {
        let begins = address.get(..scheme.len());
        begins.is_some_and(|begins| begins.eq_ignore_ascii_case(scheme))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lists_and_links_stand_as_they_were_meant() {
        let html =
            Words::of("Un **mot**\n[lien](https://a.example/?a=1&b=2)\n\n- un\n- `deux`\n\n3. x");

        let expected = "<p style=\"margin:0 0 16px;\">Un <strong>mot</strong><br>\n\
            <a href=\"https://a.example/?a=1&#38;b=2\">lien</a></p>\n\
            <ul style=\"margin:0 0 16px;padding-left:20px;\">\n<li>un</li>\n<li><code>deux</code></li>\n</ul>\n\
            <ol start=\"3\" style=\"margin:0 0 16px;padding-left:24px;\">\n<li>x</li>\n</ol>\n";
        assert_eq!(html.to_string(), expected);
    }

    #[test]
    fn html_pictures_and_other_ways_are_words() {
        let html = Words::of(
            "<script>alert(1)</script>\n\na <b onclick=x>b</b> ![alt](https://a.example/x.png) \
             [x](javascript:alert(1)) [y](<data:a\">)\n\n| a | b |\n|---|---|\n| <i> | '\" |",
        )
        .to_string();

        for sign in ["<script", "<b ", "<img", "javascript:", "data:", "<i>", "'"] {
            assert!(!html.contains(sign), "{sign}: {html}");
        }
        for said in [
            "&#60;script&#62;",
            ">a</th>",
            "alt",
            ">&#60;i&#62;</td>",
            "&#39;&#34;",
        ] {
            assert!(html.contains(said), "{said}: {html}");
        }
        assert_eq!(html.matches('<').count(), html.matches('>').count());
    }
}
