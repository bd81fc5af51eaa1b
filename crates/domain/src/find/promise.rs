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
    /// The bytes of these words in the text.
    pub when: Option<Range<usize>>,
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
    /// A stretch of time without a clock: its end is meant.
    In(Stretch),
}

/// A stretch of time by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// "Dans la matinée".
    Morning,
    /// "Early this afternoon".
    EarlyAfternoon,
    /// "In serata".
    Evening,
    /// "In the course of the day".
    Day,
    /// "By the end of the week".
    Week,
    /// "Early next week".
    EarlyNextWeek,
    /// "Next week".
    NextWeek,
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
    "devrions ",
    "aurons ",
    "avremo ",
    "dovremmo ",
];
/// Words of an estimate, which promises where it names a time.
const ESTIMATE: &[&str] = &[
    "estimons",
    "est estimee",
    "est toujours estimee",
    "est maintenant estimee",
    "estimation",
    "esperons",
    "est prevu",
    "est attendu",
    "prendra",
    "is estimated",
    "we estimate",
    "is expected",
    "are expected",
    "we expect",
    "we hope",
    "stimiamo",
    "e stimata",
    "e previst",
    "speriamo",
];
/// What hangs on something else, without a time, is no promise that anybody could keep a watch on.
const DEPENDS: &[&str] = &[
    "lorsque",
    "des que",
    "une fois",
    "once ",
    "as soon as",
    "when ",
    "until ",
    "jusqu'a",
    "quando",
    "non appena",
    "fino al",
    "una volta",
];
const NOT: &[&str] = &[
    "ne sera ",
    "ne seront ",
    "ne devrait pas",
    "will not",
    "won't",
    "non sara",
    "non saranno",
    "non verra",
];
/// Said so of what is so from now on: nothing is left to come.
const FROM_NOW: &[&str] = &[
    "verra ora ",
    "verranno ora ",
    "sara ora ",
    "saranno ora ",
    "will now be ",
    "sera desormais ",
    "seront desormais ",
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
    let is_future = has_any(&folded, FUTURE);
    if !is_future && !has_any(&folded, ESTIMATE) {
        return None;
    }
    let (due, when) = due(sentence, locale).unzip();
    let is_none = || {
        [DEPENDS, NOT, FROM_NOW]
            .iter()
            .any(|all| has_any(&folded, all))
    };
    if due.is_none() && (!is_future || is_none()) {
        return None;
    }
    let kind = if has_any(&folded, POSTMORTEM) {
        Promised::Postmortem
    } else if has_any(&folded, NEWS) {
        Promised::News
    } else {
        Promised::Deed
    };
    let when = when.map(|when| span.start + when.start..span.start + when.end);
    Some(Found {
        span,
        value: Promise { kind, due, when },
    })
}

/// By when, and its bytes in the sentence: the last words that say so, the fuller ones where two end
/// together.
fn due(sentence: &str, locale: Option<&Locale>) -> Option<(Due, Range<usize>)> {
    let ahead = |found: &Found<Stated>| found.value.relative.is_none_or(|word| word.days >= 0);
    let weekdays = WORD
        .find_iter(sentence)
        .filter_map(|word| Some((Due::On(weekday_of(&fold(word.as_str()))?), word.range())));
    let lengths = durations(sentence).into_iter();
    let instants = stated(sentence, locale).into_iter().filter(ahead);
    let mut all: Vec<(Due, Range<usize>)> = weekdays.collect();
    all.extend(stretches(sentence));
    all.extend(lengths.map(|found| (Due::Within(found.value), found.span)));
    all.extend(instants.map(|found| (Due::At(found.value), found.span)));
    all.into_iter()
        .max_by_key(|(_, span)| (span.end, std::cmp::Reverse(span.start)))
}

static STRETCH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?P<morning>dans la matin[ée]e|en matin[ée]e|in mattinata)",
        r"|(?P<early>d[ée]but d['’]apr[eè]s[- ]midi|early (?:this |in the )?afternoon|primo pomeriggio)",
        r"|(?P<evening>(?:dans la|en) soir[ée]e|in serata|in the evening)",
        r"|(?P<day>dans la journ[ée]e|fin de (?:la )?journ[ée]e|in giornata|fine giornata",
        r"|(?:during|throughout|end of|course of) (?:the )?day)",
        r"|(?P<start>d[ée]but de (?:la )?semaine prochaine|early next week",
        r"|inizio (?:della )?(?:prossima settimana|settimana prossima))",
        r"|(?P<next>semaine prochaine|next week|settimana prossima|prossima settimana)",
        r"|(?P<week>fin de (?:la )?semaine|end of (?:the |this )?week|fine (?:della )?settimana)",
    ))
    .expect("a literal pattern")
});

fn stretches(sentence: &str) -> impl Iterator<Item = (Due, Range<usize>)> {
    let names = [
        ("morning", Stretch::Morning),
        ("early", Stretch::EarlyAfternoon),
        ("evening", Stretch::Evening),
        ("day", Stretch::Day),
        ("start", Stretch::EarlyNextWeek),
        ("next", Stretch::NextWeek),
        ("week", Stretch::Week),
    ];
    STRETCH.captures_iter(sentence).filter_map(move |found| {
        let (_, stretch) = names
            .into_iter()
            .find(|(name, _)| found.name(name).is_some())?;
        Some((Due::In(stretch), found.get(0)?.range()))
    })
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
        assert_eq!(found[1].value.kind, Promised::Postmortem);
        assert_eq!(found[1].value.due, Some(Due::On(Weekday::Monday)));
    }

    #[test]
    fn an_estimate_with_a_time_is_a_promise_and_one_without_is_none() {
        let found = promises("La reprise est toujours estimée à 17h00.", None);

        assert_eq!(found[0].value.kind, Promised::Deed);
        assert!(matches!(&found[0].value.due, Some(Due::At(at)) if at.clock.is_some()));
        assert_eq!(promises("Une estimation est en cours.", None), []);
    }

    #[test]
    fn stretches_of_time_are_due_times() {
        for (text, due) in [
            (
                "Nous reviendrons vers vous en début d’après-midi.",
                Stretch::EarlyAfternoon,
            ),
            ("Vi aggiorneremo in serata.", Stretch::Evening),
            (
                "Refunds will be made early next week.",
                Stretch::EarlyNextWeek,
            ),
            (
                "Les virements seront faits d’ici la fin de semaine.",
                Stretch::Week,
            ),
        ] {
            let found = promises(text, None);

            assert_eq!(found[0].value.due, Some(Due::In(due)), "{text}");
            assert!(found[0].value.when.is_some(), "{text}");
        }
    }

    #[test]
    fn what_hangs_on_something_else_is_no_promise() {
        for text in [
            "Nous vous tiendrons informés lorsque l’incident sera résolu.",
            "We will update you as soon as we know more.",
            "Certaines captures ne seront pas relancées.",
            "Le notifiche verranno ora inviate come prima.",
        ] {
            assert_eq!(promises(text, None), [], "{text}");
        }
        let timed = promises("Le notifiche verranno ora inviate entro le 15:00.", None);
        assert_eq!(timed.len(), 1);
    }

    #[test]
    fn what_happened_is_no_promise() {
        assert_eq!(promises("Le service est rétabli depuis 15h42.", None), []);
    }
}
