//! Short messages to telephones: what fits into the segments that somebody pays for.
//!
//! Read in order: [`announce`] and [`code`], `alphabet` (how letters travel, and what they cost), [`Phone`] (which
//! numbers there are, and where), [`Gateway`] (who sends them).
//! Not here: who may ask for one, and how many a page pays for.

mod alphabet;
mod calling;
mod gateway;
mod phone;
#[cfg(test)]
mod tests;

pub use alphabet::Alphabet;
pub use gateway::{BadGateway, Gateway, Template};
pub use phone::{BadPhone, Phone, calling_code, is_region};

use crate::{Told, cut, mail::one_line};

/// A short message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sms {
    /// What it says, in letters that its alphabet has.
    pub text: String,
    /// How its letters travel.
    pub alphabet: Alphabet,
    /// How many segments it is billed as.
    pub segments: usize,
}

impl Sms {
    fn of(text: &str) -> Self {
        let (text, alphabet) = alphabet::fit(text);
        let segments = alphabet.segments(&text);
        Self {
            text,
            alphabet,
            segments,
        }
    }
}

/// An announcement in at most `most` segments: the page and why it is told, the title, the promise, and the link on a
/// line of its own. `link` may be several lines, such as the way to what happened and the way out.
///
/// What has no room goes in this order: the promise, the end of the title, the end of the first line. The link is
/// never cut; one that is longer than all of it goes alone, and takes what it takes.
#[must_use]
pub fn announce(told: &Told, link: &str, most: usize) -> Sms {
    let most = most.max(1);
    let head = one_line(&format!("{} - {}", told.page.name, told.heading));
    let title = one_line(&told.title);
    let promise = told.promise.as_deref().map(one_line);
    let whole = lines(&[&head, &title, promise.as_deref().unwrap_or_default(), link]);
    let brief = lines(&[&head, &title, "", link]);
    for text in [&whole, &brief] {
        let sms = Sms::of(text);
        if sms.segments <= most {
            return sms;
        }
    }
    let (_, alphabet) = alphabet::fit(&brief);
    // A letter that takes two places is never parted, which may leave one empty at the end of each segment.
    let room = alphabet.room(most) - (most - 1);
    let weigh = |letter: char| alphabet.weigh(letter);
    let heavy = |text: &str| text.chars().map(weigh).sum::<usize>();
    let left = room.saturating_sub(heavy(link) + 2);
    let head = cut::cut(
        &head,
        (left / 2).max(left.saturating_sub(heavy(&title))),
        weigh,
    )
    .text;
    let title = cut::cut(&title, left.saturating_sub(heavy(&head)), weigh).text;
    let short = Sms::of(&lines(&[&head, &title, "", link]));
    if short.segments <= most && left > 8 {
        return short;
    }
    Sms::of(link)
}

/// The code that proves a number: a sentence that holds it, and where the page's address is given, a last line by which a
/// telephone fills it in there and nowhere else.
///
/// Source: "Origin-bound one-time codes delivered via SMS" (WICG), 3.
#[must_use]
pub fn code(sentence: &str, host: Option<&str>, code: &str) -> Sms {
    let bound = host.map(|host| format!("\n@{host} #{code}"));
    Sms::of(&format!(
        "{}{}",
        one_line(sentence),
        bound.unwrap_or_default()
    ))
}

fn lines(parts: &[&str]) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.copied().collect::<Vec<_>>().join("\n")
}
