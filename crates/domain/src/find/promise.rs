//! Promises in prose: sentences that say what will happen, and by when.
//!
//! Not here: whether a promise was kept.

use std::{ops::Range, sync::LazyLock};

use jiff::civil::Weekday;
use regex::Regex;

use super::{
    Duration, Found, Stated,
    day::weekday_of,
    duration::durations,
    fold::{fold, has_any},
    sentence::sentences,
    stated::stated,
};
use crate::Locale;

/// A sentence that promises something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What is promised.
    pub kind: Promised,
    /// By when, as far as it is written.
    pub due: Option<Due>,
}

/// What is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promised {
    /// More news.
    News,
    /// A write-up.
    Postmortem,
    /// Anything else: a repair, a refund, a payout.
    Deed,
}

/// By when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// An instant, or a day relative to the day of writing.
    At(Stated),
    /// A length from now.
    Within(Duration),
    /// The next such weekday.
    On(Weekday),
}

const FUTURE: &[&str] = &[
    "nous reviendrons",
    "nous revenons vers vous vers",
    "nous vous tiendrons",
    "nous vous informerons",
    "nous affinerons",
    "nous ferons",
    "nous vous partagerons",
    "vous tiendrons",
    "sera ",
    "seront ",
    "d'ici ",
    "devrait ",
    "devraient ",
    "we will",
    "we'll",
    "will be",
    "should be",
    "shortly",
    "vi terremo",
    "vi ricontatteremo",
    "ci aggiorneremo",
    "sara ",
    "saranno ",
    "verra ",
    "verranno ",
    "dovrebbe ",
    "dovrebbero ",
    "entro ",
    "aggiorneremo",
    "prochain point",
    "prochaine mise a jour",
    "next update",
    "next message",
    "prossimo aggiornamento",
    "prossima comunicazione",
];
const NEWS: &[&str] = &[
    "prochain point",
    "next message",
    "prossima comunicazione",
    "revien",
    "informe",
    "tiendrons",
    "affinerons",
    "mise a jour",
    "partagerons",
    "get back to you",
    "keep you",
    "update",
    "inform you",
    "terremo",
    "ricontatteremo",
    "aggiorn",
];
const POSTMORTEM: &[&str] = &[
    "post-mortem",
    "post mortem",
    "postmortem",
    "rapport d'incident",
    "incident report",
];

static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{L}+").expect("a literal pattern"));

/// Sentences that promise, in order. `locale` is the language of the text, where known.
#[must_use]
pub fn promises(text: &str, locale: Option<&Locale>) -> Vec<Found<Promise>> {
    sentences(text)
        .into_iter()
        .filter_map(|span| promise(text, span, locale))
        .collect()
}

fn promise(text: &str, span: Range<usize>, locale: Option<&Locale>) -> Option<Found<Promise>> {
    let sentence = &text[span.clone()];
    let folded = fold(sentence);
    if !has_any(&folded, FUTURE) {
        return None;
    }
    let kind = if has_any(&folded, POSTMORTEM) {
        Promised::Postmortem
    } else if has_any(&folded, NEWS) {
        Promised::News
    } else {
        Promised::Deed
    };
    Some(Found {
        span,
        value: Promise {
            kind,
            due: due(sentence, locale),
        },
    })
}

fn due(sentence: &str, locale: Option<&Locale>) -> Option<Due> {
    let ahead = |instant: &Stated| instant.relative.is_none_or(|word| word.days >= 0);
    if let Some(instant) = stated(sentence, locale)
        .into_iter()
        .map(|found| found.value)
        .rfind(ahead)
    {
        return Some(Due::At(instant));
    }
    if let Some(length) = durations(sentence).pop() {
        return Some(Due::Within(length.value));
    }
    WORD.find_iter(sentence)
        .filter_map(|word| weekday_of(&fold(word.as_str())))
        .last()
        .map(Due::On)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_update_is_promised_without_a_verb() {
        for text in [
            "Prochain point à 17h30 au plus tard.",
            "Next update by 17:30, even if there is nothing new.",
            "Prossimo aggiornamento entro le 17:30.",
        ] {
            let found = promises(text, None);

            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].value.kind, Promised::News, "{text}");
            assert!(found[0].value.due.is_some(), "{text}");
        }
    }

    #[test]
    fn a_promise_of_news_has_its_hour() {
        let found = promises(
            "L'incident est en cours. Nous affinerons cette estimation à 15h00.",
            None,
        );

        assert_eq!(found.len(), 1);
        assert_eq!(found[0].value.kind, Promised::News);
        assert!(matches!(&found[0].value.due, Some(Due::At(at)) if at.clock.is_some()));
    }

    #[test]
    fn lengths_and_weekdays_are_due_times_too() {
        let found = promises(
            "Les retraits seront crédités d'ici 24h. Our post-mortem will be out on Monday.",
            None,
        );

        assert!(matches!(found[0].value.due, Some(Due::Within(length)) if length.minutes == 1440));
        assert_eq!(
            found[1].value,
            Promise {
                kind: Promised::Postmortem,
                due: Some(Due::On(Weekday::Monday))
            }
        );
    }

    #[test]
    fn what_happened_is_no_promise() {
        assert_eq!(promises("Le service est rétabli depuis 15h42.", None), []);
    }
}
