//! Who spoke first: of our own incidents that name a provider as their cause, how often its first word came after our beginning,
//! and by how much; each case listed, so that anybody can look.
//!
//! A case counts only where both are known: our beginning to the minute, and that the provider's record reaches back to it. Below
//! [`LEAST`] cases there is no grade.

use askama::{Template, filters::HtmlSafe};
use beffroi_domain::{Precision, Responsibility, find::fold::fold};
use jiff::{SignedDuration, Timestamp};

use super::{super::super::visit::Visit, Archive};
use crate::{
    ground::Result,
    incidents::{self, Case},
    providers::Fact,
    web::{Reader, format::When},
};

/// Fewer cases than these are no ground for a grade.
const LEAST: usize = 3;
/// So long before and after ours, an incident of theirs may be the same one.
const AROUND: SignedDuration = SignedDuration::from_hours(2);

/// The section.
#[derive(Template)]
#[template(path = "public/providers/figures/honesty.html")]
pub struct Honesty {
    title: String,
    note: String,
    /// The grade, and what it rests on; or why there is none.
    grade: Option<String>,
    rests: String,
    heads: [String; 3],
    rows: Vec<Row>,
}

impl HtmlSafe for Honesty {}

struct Row {
    /// Ours: the address, and when it began.
    ours: (String, When),
    /// Theirs: the address and the first word; or that there is none.
    theirs: std::result::Result<(String, When), String>,
    /// By how much.
    after: String,
}

/// One of our incidents, held against what the provider told.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Held {
    public_id: String,
    began: beffroi_domain::Moment,
    /// The provider's incident and its first word.
    word: Option<(String, Timestamp)>,
}

impl Held {
    /// Seconds from our beginning to its first word.
    fn after(&self) -> Option<i64> {
        let (_, said) = self.word.as_ref()?;
        Some(said.as_second() - self.began.at.as_second())
    }
}

/// Loads our cases and holds them against the record.
///
/// # Errors
/// A fault when the database is away.
pub async fn load(visit: &mut Visit, archive: &Archive) -> Result<Honesty> {
    let now = visit.reader.now;
    let page = visit.page.id;
    let cases = incidents::cases(&mut visit.tx, page, Timestamp::UNIX_EPOCH, now).await?;
    let name = fold(&archive.provider.name);
    let is_of = |case: &&Case| match &case.responsibility {
        Some(Responsibility::External {
            provider: Some(named),
        }) => fold(named) == name,
        _ => false,
    };
    let reach = reach(archive);
    let held: Vec<Held> = cases
        .iter()
        .filter(is_of)
        .filter_map(|case| hold(case, &archive.facts, reach, now))
        .collect();
    Ok(build(&visit.reader, archive, &held))
}

/// The first instant that the provider's record tells of.
fn reach(archive: &Archive) -> Timestamp {
    let oldest = archive.facts.last().map(|fact| fact.dated_at);
    oldest.map_or(archive.provider.created_at, |oldest| {
        oldest.min(archive.provider.created_at)
    })
}

/// A case; `None` where its beginning is not known to the minute, or their record does not reach back to it.
fn hold(case: &Case, facts: &[Fact], reach: Timestamp, now: Timestamp) -> Option<Held> {
    let starts = case.windows.iter().filter_map(|window| window.start);
    let began = starts.min_by_key(|start| start.at)?;
    if began.precision == Precision::Day || began.at < reach {
        return None;
    }
    let ends = case
        .windows
        .iter()
        .filter_map(beffroi_domain::ImpactWindow::ended);
    let is_ongoing = case
        .windows
        .iter()
        .any(beffroi_domain::ImpactWindow::is_ongoing);
    let ended = ends.map(|end| end.at).max().filter(|_| !is_ongoing);
    let from = began.at.saturating_sub(AROUND).unwrap_or(began.at);
    let to = ended.unwrap_or(now).saturating_add(AROUND).unwrap_or(now);
    let is_same = |fact: &&Fact| {
        let (first, last) = span_of(fact, now);
        first <= to && from <= last
    };
    let words = facts.iter().filter(is_same).filter_map(|fact| {
        let (first, _) = fact.posts?;
        Some((fact.public_id.to_string(), first))
    });
    Some(Held {
        public_id: case.public_id.to_string(),
        began,
        word: words.min_by_key(|(_, first)| *first),
    })
}

/// From when to when an incident of theirs was, as well as that is known.
fn span_of(fact: &Fact, now: Timestamp) -> (Timestamp, Timestamp) {
    let first = fact.began.or(fact.posts.map(|(first, _)| first));
    let first = first.unwrap_or(fact.dated_at);
    let last = fact
        .ended
        .or(fact.resolved_at)
        .or(fact.posts.map(|(_, last)| last));
    match fact.is_open {
        true => (first, now),
        false => (first, last.unwrap_or(first).max(first)),
    }
}

/// How soon it speaks: the middle of all cases, one without a word counted as the latest.
fn grade(held: &[Held]) -> Option<&'static str> {
    if held.len() < LEAST {
        return None;
    }
    let mut after: Vec<i64> = held
        .iter()
        .map(|one| one.after().unwrap_or(i64::MAX))
        .collect();
    after.sort_unstable();
    // Of an even number the later of the two in the middle: nobody is praised for half.
    let middle = after.get(after.len() / 2).copied()?;
    Some(match middle {
        ..=0 => "first",
        1..=900 => "prompt",
        901..=3600 => "late",
        i64::MAX => "silent",
        _ => "very-late",
    })
}

fn build(reader: &Reader, archive: &Archive, held: &[Held]) -> Honesty {
    let name = archive.provider.name.as_str();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let number = |number: usize| reader.words.forms().number(count(number));
    let later = held
        .iter()
        .filter(|one| one.after().is_some_and(|after| after > 0));
    let silent = held.iter().filter(|one| one.word.is_none());
    let (later, silent) = (number(later.count()), number(silent.count()));
    let values = [
        ("name", name),
        ("later", later.as_str()),
        ("silent", silent.as_str()),
    ];
    let grade = grade(held);
    Honesty {
        title: reader.words.tell("providers-honesty-title", &values[..1]),
        note: reader.words.tell("providers-honesty-note", &values[..1]),
        grade: grade.map(|grade| {
            let key = format!("providers-grade-{grade}");
            reader.words.tell(&key, &values[..1])
        }),
        rests: match held.len() {
            0 => reader.words.tell("providers-honesty-none", &values[..1]),
            all if grade.is_none() => {
                reader
                    .words
                    .count("providers-honesty-few", count(all), &values)
            }
            all => reader
                .words
                .count("providers-honesty-rests", count(all), &values),
        },
        heads: ["ours", "theirs", "after"]
            .map(|head| reader.say(&format!("providers-honesty-{head}"))),
        rows: held.iter().map(|one| row(reader, archive, one)).collect(),
    }
}

fn row(reader: &Reader, archive: &Archive, held: &Held) -> Row {
    let slug = &archive.provider.slug;
    let after = match held.after() {
        None => reader.say("providers-honesty-silent"),
        Some(0) => reader.say("providers-honesty-same"),
        Some(after) => {
            let length = reader.seconds(after.abs());
            let key = match after > 0 {
                true => "providers-honesty-later",
                false => "providers-honesty-earlier",
            };
            reader.words.tell(key, &[("length", &length)])
        }
    };
    Row {
        ours: (
            reader.path(&format!("incidents/{}", held.public_id)),
            reader.when(&held.began),
        ),
        theirs: held
            .word
            .as_ref()
            .map(|(id, said)| {
                let address = reader.path(&format!("providers/{slug}/incidents/{id}"));
                (address, reader.instant(*said))
            })
            .ok_or_else(|| reader.say("providers-honesty-no-word")),
        after,
    }
}

#[cfg(test)]
mod tests {
    use beffroi_domain::Moment;

    use super::*;

    fn held(after: Option<i64>) -> Held {
        let began: Timestamp = "2026-03-04T10:00:00Z".parse().unwrap();
        Held {
            public_id: "q2kg8n613kr3".to_owned(),
            began: Moment::minute(began),
            word: after.map(|after| {
                let said = began + SignedDuration::from_secs(after);
                ("x2kg8n613kr3".to_owned(), said)
            }),
        }
    }

    #[test]
    fn fewer_than_three_cases_are_no_grade() {
        assert_eq!(grade(&[held(Some(60)), held(Some(60))]), None);
        assert_eq!(
            grade(&[held(Some(60)), held(Some(60)), held(Some(60))]),
            Some("prompt")
        );
    }

    #[test]
    fn silence_is_later_than_any_word() {
        let of = |all: [Option<i64>; 3]| grade(&all.map(held));

        assert_eq!(of([Some(-60), Some(-60), None]), Some("first"));
        assert_eq!(of([Some(60), Some(1800), None]), Some("late"));
        assert_eq!(of([Some(60), Some(7200), None]), Some("very-late"));
        assert_eq!(of([Some(60), None, None]), Some("silent"));
    }
}
