//! Markdown without its markup: the words in one line, or plain letters in paragraphs.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The words of a Markdown text alone, in one line: for a search, a summary, a picture.
#[must_use]
pub fn words(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut words = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                words.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak | Event::Rule => words.push(' '),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::CodeBlock,
            ) => words.push(' '),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A Markdown text without its markup, for whoever shows plain letters: an empty line between paragraphs, a
/// hyphen before each item, and the address of a link behind its words.
#[must_use]
pub fn plain(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut plain = Plain::default();
    for event in Parser::new_ext(markdown, options) {
        plain.take(event);
    }
    plain.text.trim().to_owned()
}

#[derive(Default)]
struct Plain {
    text: String,
    /// The addresses of the links that are open, and where their words begin.
    links: Vec<(String, usize)>,
    lists: u32,
}

impl Plain {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            Event::Start(Tag::List(_)) => self.lists += 1,
            Event::Start(Tag::Item) => {
                if !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push('\n');
                }
                self.text.push_str("- ");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.links.push((dest_url.into_string(), self.text.len()));
            }
            Event::End(TagEnd::Link) => self.end_link(),
            Event::End(TagEnd::List(_)) => {
                self.lists = self.lists.saturating_sub(1);
                self.end_lines(2);
            }
            Event::End(TagEnd::TableCell) => self.text.push_str("  "),
            Event::End(TagEnd::TableRow | TagEnd::TableHead | TagEnd::Item) => self.end_lines(1),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Table,
            ) => self.end_lines(if self.lists > 0 { 1 } else { 2 }),
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((address, start)) = self.links.pop() else {
            return;
        };
        if self.text[start..] != address {
            self.text.push_str(" (");
            self.text.push_str(&address);
            self.text.push(')');
        }
    }

    fn end_lines(&mut self, count: usize) {
        let kept = self.text.trim_end_matches([' ', '\n']).len();
        self.text.truncate(kept);
        if kept > 0 {
            self.text.push_str(&"\n".repeat(count));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_letters_keep_paragraphs_items_and_addresses() {
        let text = plain(
            "**Slow** payments.\n\nWe:\n\n- look at [the queue](https://q.example/)\n- wait\n\nSee <https://a.example/>.",
        );

        assert_eq!(
            text,
            "Slow payments.\n\nWe:\n\n- look at the queue (https://q.example/)\n- wait\n\nSee https://a.example/."
        );
    }
}
