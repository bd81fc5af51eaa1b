//! What the review found, in a reader's language: what is wrong, and what to do.
//!
//! Read in order: [`Advice`], [`Words::finding`], the values. Not here: what is wrong; that is the
//! domain's (`beffroi_domain::review`).

use beffroi_domain::{
    Locale, MaintenanceStatus,
    review::{Finding, Kind},
};
use jiff::civil::{Date, DateTime, Time};

use super::words::{self, Words};

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What is wrong, with the times and words that are meant.
    pub wrong: String,
    /// What to do.
    pub remedy: String,
}

/// The longest quote inside a sentence, in letters.
const QUOTE: usize = 120;

/// What sentences name; each is said as "nothing" where a finding does not have it.
const NAMES: &[&str] = &[
    "first", "second", "time", "start", "end", "until", "label", "limit", "status", "locale",
    "short", "long", "without", "one", "two", "quote", "other",
];

impl Words {
    /// A finding in this language.
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> Advice {
        let key = key(finding);
        let values = self.values(finding);
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        Advice {
            wrong: self.tell(&key, &values),
            remedy: self.tell(&format!("{key}-do"), &values),
        }
    }

    fn values(&self, finding: &Finding) -> Vec<(&'static str, String)> {
        let mut all: Vec<(&'static str, String)> = finding
            .details
            .iter()
            .map(|(name, value)| (*name, self.value(name, value)))
            .collect();
        let sides = finding
            .quotes
            .iter()
            .zip([("one", "quote"), ("two", "other")]);
        for (quote, (side, words)) in sides {
            all.extend(quote.locale.as_ref().map(|one| (side, own_name(one))));
            all.push((words, shortened(&quote.words)));
        }
        all.retain(|(_, value)| !value.is_empty());
        for name in NAMES {
            if !all.iter().any(|(known, _)| known == name) {
                all.push((name, self.say("review-none")));
            }
        }
        all
    }

    fn value(&self, name: &str, value: &str) -> String {
        match name {
            "status" if value.parse::<MaintenanceStatus>().is_ok() => {
                self.say(&format!("maintenance-{value}"))
            }
            "status" if !value.is_empty() => self.say(&format!("incident-{value}")),
            "locale" | "short" | "long" | "without" => {
                value.parse().map_or(value.to_owned(), |one| own_name(&one))
            }
            "first" | "second" | "time" | "start" | "end" | "until" => self.instant(value),
            _ => value.to_owned(),
        }
    }

    /// `2025-03-27 16:11`, or what of it is known, as this language writes it; other words as they are.
    fn instant(&self, value: &str) -> String {
        let forms = self.forms();
        let instant = DateTime::strptime("%Y-%m-%d %H:%M", value).map(|at| forms.instant(at));
        let day = || Date::strptime("%Y-%m-%d", value).map(|on| forms.day(on));
        let clock = || Time::strptime("%H:%M", value).map(|at| forms.clock(at));
        instant
            .or_else(|_| day())
            .or_else(|_| clock())
            .unwrap_or_else(|_| value.to_owned())
    }
}

/// The key of its sentence: a promise without a time has its own.
fn key(finding: &Finding) -> String {
    let has_time = finding
        .details
        .iter()
        .any(|(name, value)| *name == "until" && !value.is_empty());
    match finding.kind {
        Kind::PromiseLoose if !has_time => "review-promise_loose-open".to_owned(),
        kind => format!("review-{}", kind.as_str()),
    }
}

fn own_name(locale: &Locale) -> String {
    words::find(locale).map_or_else(|| locale.to_string(), |words| words.say("language-name"))
}

/// White space folded, without the stop of its sentence, and no longer than another can carry.
fn shortened(quote: &str) -> String {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let whole = words.join(" ");
    let whole = whole.trim_end_matches('.');
    if whole.chars().count() <= QUOTE {
        return whole.to_owned();
    }
    let head: String = whole.chars().take(QUOTE).collect();
    let cut = head.rfind(' ').unwrap_or(head.len());
    format!("{}…", &head[..cut])
}

#[cfg(test)]
mod tests {
    use beffroi_domain::review::Quote;

    use super::*;

    fn finding(kind: Kind, details: &[(&'static str, &str)]) -> Finding {
        let quote = |tag: &'static str, words: &str| Quote {
            locale: Some(Locale::of(tag)),
            span: None,
            words: words.to_owned(),
        };
        let details = details.iter();
        Finding {
            kind,
            quotes: vec![quote("fr", "à 17h32"), quote("en", "at 5:28pm")],
            details: details
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
        }
    }

    #[test]
    fn every_kind_has_both_words_in_all_languages() {
        for words in words::all() {
            for kind in Kind::ALL {
                for details in [&[][..], &[("until", "2025-03-28 11:30")]] {
                    let advice = words.finding(&finding(*kind, details));

                    let said = [&advice.wrong, &advice.remedy];
                    let is_said = |text: &String| {
                        text.ends_with(['.', '”', '»']) && !text.starts_with("review-")
                    };
                    assert!(said.into_iter().all(is_said), "{kind:?}: {advice:?}");
                }
            }
        }
    }

    #[test]
    fn a_finding_is_told_with_its_times_and_languages() {
        let differ = finding(
            Kind::TimesDiffer,
            &[("first", "17h32"), ("second", "5:28pm")],
        );
        let start = finding(
            Kind::StartDiffers,
            &[("first", "2025-03-27 16:11"), ("second", "16:10")],
        );
        let english = words::first_of([&Locale::of("en")]);

        assert_eq!(
            english.finding(&differ).wrong,
            "The languages do not give the same time. Français: 17h32. English: 5:28pm."
        );
        assert_eq!(
            english.finding(&start).wrong,
            "Start in the text: 27 Mar 2025, 16:11. Known so far: 16:10."
        );
    }

    #[test]
    fn a_long_quote_is_cut_at_a_word() {
        let cut = shortened(&"mot ".repeat(100));

        assert!(
            cut.ends_with("mot…") && cut.chars().count() <= QUOTE + 1,
            "{cut}"
        );
    }
}
