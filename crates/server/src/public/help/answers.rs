//! How soon a person answers: what is promised, and how well that was kept of late.
//!
//! Where nothing is promised, nothing is claimed. Few answers are told as they are, without a share: one of two is no half. A share
//! is rounded down, so that what was missed once is never said to be whole.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::PageId;
use jiff::{SignedDuration, Timestamp};

use crate::{
    ground::{Result, Tx},
    public::visit::Visit,
    reports::{self, Answers, DeskRules},
    web::Reader,
};

/// How many days are looked back at.
const DAYS: i64 = 90;
/// Fewer than these make no share.
const FEW: i64 = 5;

/// The promise and what became of it, as a part of a page.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "public/help/answers.html")]
pub struct Shown {
    title: String,
    promise: String,
    /// A sentence each.
    kept: Vec<String>,
}

impl HtmlSafe for Shown {}

/// The same for a page; nothing where no answer is promised.
///
/// # Errors
/// A fault when the database is away.
pub async fn on(visit: &mut Visit) -> Result<Option<Shown>> {
    let page = visit.page.id;
    let desk = reports::find_desk(&mut visit.tx, page).await?;
    let Some(desk) = desk.filter(|desk| within(&desk.rules).is_some()) else {
        return Ok(None);
    };
    let now = visit.reader.now;
    let answers = reports::answers(&mut visit.tx, page, since(now), now).await?;
    let reader = &visit.reader;
    Ok(promise(reader, &desk.rules).map(|promise| Shown {
        title: reader.say("help-answers-title"),
        promise,
        kept: kept(reader, &answers),
    }))
}

/// What is promised; nothing where that is nothing.
#[must_use]
pub fn promise(reader: &Reader, rules: &DeskRules) -> Option<String> {
    let length = reader.seconds(within(rules)?);
    let values = [("length", length.as_str())];
    Some(reader.words.tell("help-answers-promise", &values))
}

/// How well it was kept, in sentences.
#[must_use]
pub fn kept(reader: &Reader, answers: &Answers) -> Vec<String> {
    let forms = reader.words.forms();
    let (days, in_time) = (forms.number(DAYS), forms.number(answers.in_time));
    let count = |key: &str, share: &str| {
        let values = [
            ("days", days.as_str()),
            ("kept", in_time.as_str()),
            ("share", share),
        ];
        reader.words.count(key, answers.promised, &values)
    };
    let first = match (answers.promised, answers.in_time) {
        (0, _) => {
            let values = [("days", days.as_str())];
            return vec![reader.words.tell("help-answers-none", &values)];
        }
        (promised, _) if promised < FEW => count("help-answers-few", ""),
        (_, 0) => count("help-answers-never", ""),
        (promised, in_time) => {
            let percent = forms.decimal(in_time * 100 / promised, 0, true);
            let values = [("low", percent.as_str()), ("high", percent.as_str())];
            let share = reader.words.tell("figure-percent-one", &values);
            count("help-answers-kept", &share)
        }
    };
    let middle = answers.answer_seconds.filter(|_| answers.answered >= FEW);
    let middle = middle.map(|seconds| {
        let length = reader.seconds(whole_minutes(seconds));
        let values = [("length", length.as_str())];
        reader.words.tell("help-answers-middle", &values)
    });
    [Some(first), middle].into_iter().flatten().collect()
}

/// Since when is counted.
fn since(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_hours(24 * DAYS)
}

fn within(rules: &DeskRules) -> Option<i64> {
    let seconds = rules.answer_within.as_secs();
    (rules.is_open && seconds > 0).then_some(seconds)
}

/// Up to the next minute: "or less" stays true.
fn whole_minutes(seconds: i64) -> i64 {
    (seconds.max(0) + 59) / 60 * 60
}

/// Figures of pages, counted once a minute: the form for reports is asked for by thousands when something is broken.
#[derive(Default)]
pub struct Counts(Mutex<HashMap<PageId, (i64, Answers)>>);

impl Counts {
    /// The figures of a page.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn of(&self, tx: &mut Tx, page: PageId, now: Timestamp) -> Result<Answers> {
        let minute = now.as_second().div_euclid(60);
        let known = {
            let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            counts.get(&page).copied()
        };
        if let Some((_, answers)) = known.filter(|(counted, _)| *counted == minute) {
            return Ok(answers);
        }
        let answers = reports::answers(tx, page, since(now), now).await?;
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.insert(page, (minute, answers));
        Ok(answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::format::reader;

    fn of(promised: i64, in_time: i64, answered: i64) -> Answers {
        Answers {
            answered,
            answer_seconds: (answered > 0).then_some(4_801),
            in_time,
            promised,
        }
    }

    #[test]
    fn where_nothing_fell_due_nothing_is_counted() {
        assert_eq!(
            kept(&reader("en"), &of(0, 0, 9)),
            ["In the last 90 days no answer fell due, so there is nothing to count yet."]
        );
    }

    #[test]
    fn few_are_told_as_they_are_without_a_share() {
        let said = kept(&reader("en"), &of(4, 2, 4));

        assert_eq!(
            said,
            ["In the last 90 days 4 answers fell due; in time: 2. That is too few for a share."]
        );
        assert!(kept(&reader("en"), &of(1, 0, 1))[0].contains("1 answer fell"));
    }

    #[test]
    fn a_share_is_never_rounded_up_to_whole() {
        let said = kept(&reader("en"), &of(200, 199, 199));

        assert_eq!(
            said,
            [
                "In the last 90 days 200 answers fell due; in time: 199 (99%).",
                "Half of all first answers took 1\u{a0}h\u{a0}21\u{a0}min or less."
            ]
        );
        assert!(kept(&reader("fr"), &of(5, 5, 5))[0].contains("5 (100\u{202f}%)"));
    }

    #[test]
    fn none_in_time_is_said_in_words() {
        let said = kept(&reader("en"), &of(7, 0, 2));

        assert_eq!(
            said,
            ["In the last 90 days 7 answers fell due, and none came in time."]
        );
    }

    #[test]
    fn where_nothing_is_promised_nothing_is_claimed() {
        let open = DeskRules {
            is_open: true,
            ..DeskRules::default()
        };
        let silent = DeskRules {
            answer_within: SignedDuration::ZERO,
            ..open
        };

        assert!(promise(&reader("it"), &open).is_some());
        assert_eq!(promise(&reader("it"), &silent), None);
        assert_eq!(promise(&reader("it"), &DeskRules::default()), None);
    }
}
