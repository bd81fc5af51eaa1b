//! Markdown made into HTML that may stand on a page.
//!
//! Read in order: [`SafeHtml`], [`render`]. What people write is parsed, rewritten (headings fit
//! below those of the page, raw HTML and pictures become plain words) and then cleaned once more by
//! an allow-list, so that a mistake in the first step cannot reach a reader.
//! Not here: which language a text is in, and what stands around it.

mod words;

use std::{collections::HashSet, fmt, sync::LazyLock};

use ammonia::Builder;
use askama::filters::HtmlSafe;
use pulldown_cmark::{
    Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};
use regex::Regex;

pub use words::{plain, words};

/// HTML that went through the allow-list. Templates print it as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Plain words as HTML.
    #[must_use]
    pub fn of_words(words: &str) -> Self {
        let mut html = String::with_capacity(words.len());
        for character in words.chars() {
            match character {
                '&' => html.push_str("&#38;"),
                '<' => html.push_str("&#60;"),
                '>' => html.push_str("&#62;"),
                '"' => html.push_str("&#34;"),
                '\'' => html.push_str("&#39;"),
                other => html.push(other),
            }
        }
        Self(html)
    }

    /// The same, with links marked that are called by their own address, so that print does not tell
    /// it twice.
    #[must_use]
    pub fn named_addresses(&self) -> Self {
        let marked = LINK.replace_all(&self.0, |link: &regex::Captures<'_>| {
            if link[1] == link[3] {
                link[0].replacen("<a ", "<a class=\"address\" ", 1)
            } else {
                link[0].to_owned()
            }
        });
        Self(marked.into_owned())
    }

    /// The same, with short words such as "3-D" held together at the end of a line, which browsers
    /// part at the hyphen.
    #[must_use]
    pub fn whole_words(&self) -> Self {
        let mut html = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while !rest.is_empty() {
            let (text, tail) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            html.push_str(&SHORT.replace_all(text, "<span class=\"kept\">$0</span>"));
            let (tag, after) = tail.split_at(tail.find('>').map_or(tail.len(), |end| end + 1));
            html.push_str(tag);
            rest = after;
        }
        Self(html)
    }
}

impl SafeHtml {
    /// The words of the first paragraph without its frame, and what follows it; either may be missing.
    #[must_use]
    pub fn split_first(&self) -> (Option<Self>, Option<Self>) {
        let some = |html: &str| {
            let html = html.trim();
            (!html.is_empty()).then(|| Self(html.to_owned()))
        };
        // No paragraph stands in a paragraph, so its end is the first one.
        let begun = self.0.strip_prefix("<p>");
        match begun.and_then(|rest| rest.split_once("</p>")) {
            Some((first, rest)) => (some(first), some(rest)),
            None => (None, some(&self.0)),
        }
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl HtmlSafe for SafeHtml {}

/// What may stand in a text: words, lists, tables, links. No classes, no ids, no pictures.
static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = Builder::empty();
    policy
        .add_tags([
            "p",
            "br",
            "strong",
            "em",
            "del",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "hr",
            "a",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        ])
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("ol", ["start"])
        .url_schemes(HashSet::from(["https", "http", "mailto", "tel"]))
        .link_rel(Some("nofollow noopener"));
    policy
});

/// A link with words in it and nothing else, as the cleaning leaves it.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("<a href=\"([^\"]*)\"( [^>]*)?>([^<]*)</a>").expect("a literal pattern")
});

/// A word with a single character before or behind its hyphen.
static SHORT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:\w-\w{1,12}|\w{1,12}-\w)\b").expect("a literal pattern"));

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"https?://[^\s<>"«»]*[^\s<>"«».,;:!?')\]]"#).expect("a literal pattern")
});

/// Renders Markdown. The highest heading in it becomes `<h{top}>`, and none skips a level.
///
/// Line breaks stay where the writer typed them. Raw HTML is shown as the characters it consists
/// of. `top` is held between 2 and 6.
#[must_use]
pub fn render(markdown: &str, top: u8) -> SafeHtml {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = TextMergeStream::new(Parser::new_ext(markdown, options));
    let mut fitting = Fitting::new(top);
    let mut html = String::with_capacity(markdown.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, events.flat_map(|event| fitting.fit(event)));
    SafeHtml(POLICY.clean(html.trim()).to_string())
}

/// What the rewriting of events remembers.
struct Fitting {
    top: u8,
    /// The headings that the next one may stand below: as written, and as shown.
    above: Vec<(u8, u8)>,
    in_link: bool,
    in_code: bool,
}

impl Fitting {
    fn new(top: u8) -> Self {
        Self {
            top: top.clamp(2, 6),
            above: Vec::new(),
            in_link: false,
            in_code: false,
        }
    }

    fn fit<'a>(&mut self, event: Event<'a>) -> Vec<Event<'a>> {
        match event {
            Event::Start(Tag::Heading { level, .. }) => vec![self.heading(level)],
            Event::End(TagEnd::Heading(_)) => {
                vec![Event::End(TagEnd::Heading(level(self.shown())))]
            }
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => vec![],
            Event::Start(Tag::HtmlBlock) => vec![Event::Start(Tag::Paragraph)],
            Event::End(TagEnd::HtmlBlock) => vec![Event::End(TagEnd::Paragraph)],
            Event::Html(raw) | Event::InlineHtml(raw) => vec![Event::Text(raw)],
            Event::SoftBreak => vec![Event::HardBreak],
            Event::Text(words) if !self.in_link && !self.in_code => link_addresses(&words),
            other => {
                self.note_place(&other);
                vec![other]
            }
        }
    }

    fn note_place(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Link { .. }) => self.in_link = true,
            Event::End(TagEnd::Link) => self.in_link = false,
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            _ => {}
        }
    }

    fn shown(&self) -> u8 {
        self.above.last().map_or(self.top, |(_, shown)| *shown)
    }

    /// Headings that were written alike are shown alike, and one level deeper than what they stand
    /// below, however many levels the writer skipped.
    fn heading<'a>(&mut self, raw: HeadingLevel) -> Event<'a> {
        let raw = raw as u8;
        self.above.retain(|(written, _)| *written < raw);
        let shown = self
            .above
            .last()
            .map_or(self.top, |(_, shown)| (shown + 1).min(6));
        self.above.push((raw, shown));
        let attributes = Tag::Heading {
            level: level(shown),
            id: None,
            classes: vec![],
            attrs: vec![],
        };
        Event::Start(attributes)
    }
}

fn level(number: u8) -> HeadingLevel {
    HeadingLevel::try_from(usize::from(number)).unwrap_or(HeadingLevel::H6)
}

/// Addresses typed as they are become links.
fn link_addresses<'a>(words: &str) -> Vec<Event<'a>> {
    let mut events = Vec::new();
    let mut done = 0;
    for found in ADDRESS.find_iter(words) {
        events.push(Event::Text(words[done..found.start()].to_owned().into()));
        let link = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: found.as_str().to_owned().into(),
            title: "".into(),
            id: "".into(),
        };
        events.extend([
            Event::Start(link),
            Event::Text(found.as_str().to_owned().into()),
            Event::End(TagEnd::Link),
        ]);
        done = found.end();
    }
    events.push(Event::Text(words[done..].to_owned().into()));
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_word_is_not_parted_at_its_hyphen() {
        let html = render(
            "Le 3-D Secure [4-a](https://a-b.example/c-d) *e-mail*, Saint-Denis",
            3,
        );

        assert_eq!(
            html.whole_words().as_str(),
            "<p>Le <span class=\"kept\">3-D</span> Secure \
             <a href=\"https://a-b.example/c-d\" rel=\"nofollow noopener\"><span class=\"kept\">4-a</span></a> \
             <em><span class=\"kept\">e-mail</span></em>, Saint-Denis</p>"
        );
        assert_eq!(
            SafeHtml::of_words("<b> & 3-D").whole_words().as_str(),
            "&#60;b&#62; &#38; <span class=\"kept\">3-D</span>"
        );
    }

    #[test]
    fn a_link_called_by_its_address_is_known() {
        let html = render("https://a.example/b et [ici](https://a.example/c)", 3).named_addresses();

        assert_eq!(
            html.as_str()
                .matches("class=\"address\" href=\"https://a.example/b\"")
                .count(),
            1
        );
        assert_eq!(html.as_str().matches("class=").count(), 1);
    }

    #[test]
    fn words_alone_are_one_line() {
        let text = "# Titre\n\nUn *point*\nici.\n\n- [lien](https://a.example)\n- `code` & <b>";

        assert_eq!(words(text), "Titre Un point ici. lien code & <b>");
    }

    #[test]
    fn lines_stay_as_they_were_typed() {
        let html = render("Premier point\nDeuxième point\n\nSuite", 3);

        assert_eq!(
            html.as_str(),
            "<p>Premier point<br>\nDeuxième point</p>\n<p>Suite</p>"
        );
    }

    #[test]
    fn headings_fit_below_the_page_and_skip_no_level() {
        let html = render("# One\n\n### Two\n\n# Three", 4);

        assert_eq!(html.as_str(), "<h4>One</h4>\n<h5>Two</h5>\n<h4>Three</h4>");
    }

    #[test]
    fn headings_written_alike_are_shown_alike() {
        let html = render("## One\n\n#### Two\n\n#### Three\n\n## Four", 2);

        assert_eq!(
            html.as_str(),
            "<h2>One</h2>\n<h3>Two</h3>\n<h3>Three</h3>\n<h2>Four</h2>"
        );
    }

    #[test]
    fn raw_html_is_shown_and_not_run() {
        let html = render(
            "Hello <script>alert(1)</script> and <img src=x onerror=alert(1)>",
            3,
        );

        assert!(!html.as_str().contains("<script"), "{html}");
        assert!(!html.as_str().contains("<img"), "{html}");
        assert!(html.as_str().contains("&lt;script&gt;"), "{html}");
    }

    #[test]
    fn a_block_of_raw_html_is_shown_and_not_run() {
        let html = render("<div onclick=\"steal()\">\nclick\n</div>", 3);

        assert!(!html.as_str().contains("<div"), "{html}");
        assert!(html.as_str().contains("click"), "{html}");
    }

    #[test]
    fn a_link_that_runs_something_loses_its_address() {
        let html = render(
            "[here](javascript:alert(1)) [there](https://example.com/)",
            3,
        );

        assert!(!html.as_str().contains("javascript:"), "{html}");
        assert!(
            html.as_str()
                .contains("<a href=\"https://example.com/\" rel=\"nofollow noopener\">there</a>"),
            "{html}"
        );
    }

    #[test]
    fn nothing_hostile_survives() {
        for hostile in [
            "<svg/onload=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:x) ![y](javascript:y)",
            "<javascript:alert(1)>",
            "`<script>`\n\n    <script>alert(1)</script>",
            "[x]: javascript:alert(1)\n\n[x]",
            "| <script> |\n|---|\n| <img src=x onerror=y> |",
            "<style>*{display:none}</style><iframe src=//x></iframe>",
            "https://x.example/\"onmouseover=\"alert(1)",
            "<!--><script>alert(1)</script>-->",
        ] {
            let html = scraper::Html::parse_fragment(render(hostile, 3).as_str());

            for element in html.tree.values().filter_map(|node| node.as_element()) {
                let name = element.name();
                assert!(
                    !["script", "svg", "img", "style", "iframe"].contains(&name),
                    "{hostile}"
                );
                for (attribute, value) in element.attrs() {
                    assert!(!attribute.starts_with("on"), "{hostile}");
                    let is_safe = value.starts_with("https://") || attribute == "rel";
                    assert!(is_safe, "{hostile}: {attribute}={value}");
                }
            }
        }
    }

    #[test]
    fn a_bare_address_becomes_a_link_without_the_full_stop() {
        let html = render("See https://example.com/a_b?c=1.", 3);

        assert!(
            html.as_str()
                .contains("href=\"https://example.com/a_b?c=1\""),
            "{html}"
        );
        assert!(html.as_str().ends_with("</a>.</p>"), "{html}");
    }

    #[test]
    fn a_text_is_split_after_its_first_paragraph() {
        let split = |text| {
            let (first, rest) = render(text, 3).split_first();
            [first, rest].map(|html| html.map(|html| html.to_string()))
        };
        let some = |text: &str| Some(text.to_owned());

        assert_eq!(
            split("One *two*\n\nThree"),
            [some("One <em>two</em>"), some("<p>Three</p>")]
        );
        assert_eq!(split("One"), [some("One"), None]);
        let list = "<ul>\n<li>One</li>\n</ul>";
        assert_eq!(split("- One"), [None, some(list)]);
        assert_eq!(split(""), [None, None]);
    }

    #[test]
    fn a_picture_becomes_its_words() {
        assert_eq!(
            render("![A graph](https://x.example/p.png)", 3).as_str(),
            "<p>A graph</p>"
        );
    }
}
