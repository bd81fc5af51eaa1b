//! What one language says and another does not: times, days, shares, certainty, length, and
//! languages that are missing altogether.

use std::collections::BTreeSet;

use beffroi_domain::find::{self, fold, fold::has_any};

use super::{
    super::{dated, update::Update, years},
    Case, warning,
};
use crate::{
    language::{Language, Part},
    record::{Warning, WarningKind},
};

/// Raises them.
pub fn raise(case: &Case<'_>) -> Vec<Warning> {
    let mut all = timelines(case);
    for update in case
        .report
        .updates
        .iter()
        .filter(|update| !update.is_postmortem())
    {
        all.extend(texts(update));
    }
    all.extend(missing(case));
    all
}

/// Lines of two timelines with the same place and two times.
fn timelines(case: &Case<'_>) -> Vec<Warning> {
    let day = years::header_day(case.report);
    let scope = case.scope();
    let mut all = Vec::new();
    let mut versions = case
        .report
        .writeups
        .iter()
        .filter(|(_, writeup)| !writeup.timeline.is_empty());
    let Some((first, base)) = versions.next() else {
        return all;
    };
    let base = dated::lines(&base.timeline, &scope, day);
    for (language, other) in versions {
        let other = dated::lines(&other.timeline, &scope, day);
        if other.len() != base.len() {
            let message = format!(
                "The timeline has {} lines in {} and {} in {}.",
                base.len(),
                first.locale(),
                other.len(),
                language.locale()
            );
            all.push(warning(
                WarningKind::FiguresDifferBetweenLocales,
                message,
                &[],
            ));
            continue;
        }
        for (a, b) in base.iter().zip(&other) {
            if a.record().local != b.record().local {
                let message = format!(
                    "One line of the timeline has two times in {} and {}.",
                    first.locale(),
                    language.locale()
                );
                all.push(warning(
                    WarningKind::FiguresDifferBetweenLocales,
                    message,
                    &[&a.quote(), &b.quote()],
                ));
            }
        }
    }
    all
}

/// What a text states, for comparing with the same text in another language.
#[derive(PartialEq, Eq)]
struct Figures {
    clocks: BTreeSet<String>,
    days: BTreeSet<(i8, i8)>,
    relative: BTreeSet<i8>,
    shares: BTreeSet<String>,
    zones: BTreeSet<String>,
}

fn figures(part: &Part) -> Figures {
    let text = part.text.as_str();
    let locale = part.language.locale();
    Figures {
        clocks: find::clocks(text, Some(&locale))
            .iter()
            .map(|found| found.value.time.strftime("%H:%M").to_string())
            .collect(),
        days: find::days(text)
            .iter()
            .map(|found| (found.value.month, found.value.day))
            .collect(),
        relative: find::relatives(text)
            .iter()
            .map(|found| found.value.days)
            .collect(),
        shares: find::shares(text)
            .iter()
            .map(|found| format!("{}–{} %", found.value.low, found.value.high))
            .collect(),
        zones: find::zones(text)
            .into_iter()
            .map(|found| found.value.label)
            .collect(),
    }
}

fn texts(update: &Update) -> Vec<Warning> {
    let mut all = Vec::new();
    let Some((first, others)) = update.parts.split_first() else {
        return all;
    };
    let base = figures(first);
    for other in others {
        let same = figures(other);
        if let Some((what, a, b)) = difference(&base, &same) {
            let message = format!(
                "{what} differ between {} and {}: {a} and {b}.",
                first.language.locale(),
                other.language.locale()
            );
            let needle = |part: &Part| differing(part, &base, &same);
            all.push(warning(
                WarningKind::FiguresDifferBetweenLocales,
                message,
                &[&needle(first), &needle(other)],
            ));
        }
        for message in [certainty(first, other), extent(first, other)]
            .into_iter()
            .flatten()
        {
            all.push(warning(
                WarningKind::Other,
                message,
                &[&first.text, &other.text],
            ));
        }
    }
    all
}

fn difference(a: &Figures, b: &Figures) -> Option<(&'static str, String, String)> {
    let show = |set: &BTreeSet<String>| {
        if set.is_empty() {
            "none".to_owned()
        } else {
            set.iter().cloned().collect::<Vec<_>>().join(", ")
        }
    };
    let words = |set: &BTreeSet<i8>| {
        let names = set.iter().map(|day| match day {
            -1 => "yesterday".to_owned(),
            0 => "today".to_owned(),
            _ => "tomorrow".to_owned(),
        });
        show(&names.collect())
    };
    let days = |set: &BTreeSet<(i8, i8)>| {
        show(
            &set.iter()
                .map(|(month, day)| format!("{day}/{month}"))
                .collect(),
        )
    };
    if a.clocks != b.clocks {
        Some(("Times", show(&a.clocks), show(&b.clocks)))
    } else if a.days != b.days {
        Some(("Days", days(&a.days), days(&b.days)))
    } else if a.shares != b.shares {
        Some(("Shares", show(&a.shares), show(&b.shares)))
    } else if a.relative != b.relative && !a.relative.is_empty() && !b.relative.is_empty() {
        Some((
            "Days counted from the day of writing",
            words(&a.relative),
            words(&b.relative),
        ))
    } else if a.zones != b.zones {
        Some(("Zones", show(&a.zones), show(&b.zones)))
    } else {
        None
    }
}

/// The first sentence that states what the other language does not, else the first sentence.
fn differing(part: &Part, a: &Figures, b: &Figures) -> String {
    let sentences = find::sentences(&part.text)
        .into_iter()
        .map(|span| part.text[span].to_owned());
    let all: Vec<String> = sentences.collect();
    let odd = all.iter().find(|sentence| {
        let own = figures(&Part {
            language: part.language,
            text: (*sentence).clone(),
            marked: false,
        });
        let only = |one: &Figures, two: &Figures| {
            own.clocks
                .iter()
                .any(|clock| one.clocks.contains(clock) != two.clocks.contains(clock))
                || own
                    .days
                    .iter()
                    .any(|day| one.days.contains(day) != two.days.contains(day))
                || own
                    .relative
                    .iter()
                    .any(|day| one.relative.contains(day) != two.relative.contains(day))
                || own
                    .zones
                    .iter()
                    .any(|zone| one.zones.contains(zone) != two.zones.contains(zone))
        };
        only(a, b)
    });
    odd.or(all.first()).cloned().unwrap_or_default()
}

/// "should" in one language, "will" in the other.
fn certainty(a: &Part, b: &Part) -> Option<String> {
    let (first, second) = (modality(a), modality(b));
    let (first, second) = (first?, second?);
    (first != second).then(|| {
        format!(
            "{} says that it {first} happen, {} that it {second}.",
            a.language.locale(),
            b.language.locale()
        )
    })
}

fn modality(part: &Part) -> Option<&'static str> {
    let folded = fold(&part.text);
    let (should, will): (&[&str], &[&str]) = match part.language {
        Language::Fr => (
            &["devrait", "devraient", "devriez", "devrions"],
            &["sera ", "seront "],
        ),
        Language::En => (&["should "], &["will be ", "will start", "will appear"]),
        Language::It => (
            &["dovrebbe", "dovrebbero", "dovreste"],
            &["sara ", "saranno ", "verra ", "verranno "],
        ),
    };
    match (has_any(&folded, should), has_any(&folded, will)) {
        (true, _) => Some("should"),
        (false, true) => Some("will"),
        (false, false) => None,
    }
}

/// One language says much more.
fn extent(a: &Part, b: &Part) -> Option<String> {
    let length = |part: &Part| part.text.chars().count();
    let (short, long) = if length(a) <= length(b) {
        (a, b)
    } else {
        (b, a)
    };
    let more = length(long) * 10 > length(short) * 16 && length(long) > length(short) + 60;
    more.then(|| {
        format!(
            "{} says much more than {}.",
            long.language.locale(),
            short.language.locale()
        )
    })
}

/// A language that some texts have and others lack; the tool's own sentences aside.
fn missing(case: &Case<'_>) -> Option<Warning> {
    let told: Vec<&Update> = case
        .report
        .updates
        .iter()
        .filter(|update| !update.is_standard() && !update.parts.is_empty())
        .collect();
    let has = |update: &Update, language: Language| {
        update.parts.iter().any(|part| part.language == language)
    };
    let mut gaps = Vec::new();
    for language in Language::ALL {
        let with = told.iter().filter(|update| has(update, language)).count();
        let locale = language.locale();
        if with == 0 {
            continue;
        }
        if case.report.title.parts.get(&locale).is_none() {
            gaps.push(format!("{locale} in the title"));
        }
        if with < told.len() {
            gaps.push(format!(
                "{locale} in {} of {} texts",
                told.len() - with,
                told.len()
            ));
        }
    }
    (!gaps.is_empty()).then(|| {
        warning(
            WarningKind::LanguageMissing,
            format!("Missing: {}.", gaps.join(", ")),
            &[&case.report.title_raw],
        )
    })
}
