//! An announcement as HTML: one column, a serif, nothing fetched from anywhere, dark where the reader's mail is
//! dark. How grave it is has a shape and a colour beside the word.

use askama::Template;
use beffroi_domain::Locale;

use super::{
    head::{one_line, subject},
    markdown::Words,
    quoted::Stretch,
};
use crate::{Told, Tone, cut};

#[derive(Template)]
#[template(path = "mail/announce/announce.html")]
struct AnnouncePage<'a> {
    told: &'a Told,
    subject: String,
    /// What a list of mails shows below the subject: why it is told now, and how it begins.
    teaser: String,
    shape: &'static str,
    colour: String,
    dark: &'static str,
    title_lang: Option<&'a str>,
    /// What was said: who others are and when they wrote it, where others did; the language, where it is not the reader's; the words.
    words: Vec<(Option<&'a str>, Option<&'a str>, Words)>,
    official: Option<(&'a str, &'a str)>,
}

/// The announcement as HTML.
pub fn write(told: &Told) -> Vec<Stretch> {
    let tone = told.tone();
    let page = AnnouncePage {
        told,
        subject: subject(told),
        teaser: teaser(told),
        shape: shape(tone),
        colour: tone.hex(),
        dark: dark(tone),
        title_lang: told
            .quoted
            .as_ref()
            .and_then(|quoted| foreign(told, &quoted.title_locale)),
        words: words(told),
        official: told.official(),
    };
    open(
        &page
            .render()
            .expect("a template over values that are there"),
    )
}

fn words(told: &Told) -> Vec<(Option<&str>, Option<&str>, Words)> {
    let posts = told.quoted.as_ref().map(|quoted| &quoted.posts);
    let mut all: Vec<_> = match posts.filter(|posts| !posts.is_empty()) {
        Some(posts) => posts
            .iter()
            .map(|(said, text)| (Some(said.as_str()), text))
            .collect(),
        None => vec![(None, &told.text)],
    }
    .into_iter()
    .map(|(said, text)| {
        let lang = foreign(told, &text.locale);
        (said, lang, Words::of(&text.markdown))
    })
    .collect();
    all.retain(|(_, _, words)| !words.is_empty());
    all
}

/// A language, where it is not that of the mail.
fn foreign<'a>(told: &Told, locale: &'a Locale) -> Option<&'a str> {
    (*locale != told.locale).then(|| locale.as_str())
}

fn teaser(told: &Told) -> String {
    let mut said = vec![one_line(&told.heading), one_line(&told.text.plain)];
    said.retain(|one| !one.is_empty());
    cut::cut(&said.join(" · "), 140, cut::units).text
}

/// Parts the page where a reader's own links go. No value holds these marks: in values, `<` is escaped.
fn open(html: &str) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once("<:") {
        let (name, after) = behind.split_once('>').expect("a mark of the template ends");
        stretches.push(Stretch::Words(before.to_owned()));
        stretches.push(match name {
            "why" => Stretch::Why,
            "manage" => Stretch::Manage,
            _ => Stretch::Leave,
        });
        rest = after;
    }
    stretches.push(Stretch::Words(format!("{rest}\n")));
    stretches
}

/// Its shape, none of which a mail program makes a picture of.
fn shape(tone: Tone) -> &'static str {
    match tone {
        Tone::Over => "●",
        Tone::Planned => "◆",
        Tone::Calm => "○",
        Tone::Minor => "◐",
        Tone::Major => "◑",
        Tone::Critical => "■",
    }
}

/// Its colour on a dark ground, 3:1 or more.
fn dark(tone: Tone) -> &'static str {
    match tone {
        Tone::Over => "#81c784",
        Tone::Planned => "#90caf9",
        Tone::Calm => "#b0bec5",
        Tone::Minor => "#ffd54f",
        Tone::Major => "#ffb74d",
        Tone::Critical => "#ef9a9a",
    }
}
