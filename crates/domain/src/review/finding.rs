//! Findings: what is wrong, where it stands, and how grave it is.

use std::ops::Range;

use crate::{Locale, LocalizedText};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing.
    pub kind: Kind,
    /// The words at fault, and those that they contradict.
    pub quotes: Vec<Quote>,
    /// What is named in the sentence for the person: `("first", "14:16")`.
    pub details: Vec<(&'static str, String)>,
}

/// Words, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// In which language's text; `None` for a fact.
    pub locale: Option<Locale>,
    /// Its bytes in the draft's text; `None` for what was said before, the title, a line or a fact.
    pub span: Option<Range<usize>>,
    /// The words.
    pub words: String,
}

impl Quote {
    /// Words of the draft's text in a language.
    pub(super) fn here(locale: &Locale, text: &str, span: Range<usize>) -> Self {
        Self {
            locale: Some(locale.clone()),
            words: text.get(span.clone()).unwrap_or_default().trim().to_owned(),
            span: Some(span),
        }
    }

    /// Words that stand elsewhere.
    pub(super) fn elsewhere(locale: Option<&Locale>, words: impl Into<String>) -> Self {
        Self {
            locale: locale.cloned(),
            span: None,
            words: words.into(),
        }
    }
}

impl Finding {
    pub(super) fn new(kind: Kind, quotes: Vec<Quote>) -> Self {
        Self {
            kind,
            quotes,
            details: Vec::new(),
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.details.push((name, value.to_string()));
        self
    }

    /// True where it holds the publication until it is mended, or overruled with a reason.
    #[must_use]
    pub fn is_blocking(&self) -> bool {
        self.kind.is_blocking()
    }

    /// True where it is right beyond doubt: one at three in the morning is held by nothing less. What rests on a guess of
    /// ours advises.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        match self.kind {
            // Seen by their form alone, in whatever language.
            Kind::CardNumber
            | Kind::BankAccount
            | Kind::PlaceholderLeft
            | Kind::LanguageMissing
            | Kind::HostName
            | Kind::PrivateLink => true,
            // One that says nothing of it is shorter, not wrong.
            Kind::TimesDiffer | Kind::DaysDiffer | Kind::FiguresDiffer => {
                self.is_read() && self.both_say()
            }
            _ => self.is_read(),
        }
    }

    /// True where it quotes a language that `written` has.
    #[must_use]
    pub fn is_of(&self, written: &LocalizedText) -> bool {
        let mut locales = self.locales();
        locales.any(|locale| written.get(locale).is_some())
    }

    /// True where it rests on words of languages that the review reads, or on none.
    fn is_read(&self) -> bool {
        let mut languages = self.locales().map(Locale::language);
        languages.all(|language| READ.contains(&language))
    }

    /// True where both languages that are compared state one, and another.
    fn both_say(&self) -> bool {
        let has = |name: &str| {
            let mut details = self.details.iter();
            details.any(|(known, value)| *known == name && !value.is_empty())
        };
        has("first") && has("second")
    }

    fn locales(&self) -> impl Iterator<Item = &Locale> {
        self.quotes.iter().filter_map(|quote| quote.locale.as_ref())
    }
}

/// Languages whose times, figures and turns of phrase are read.
const READ: &[&str] = &["fr", "en", "it"];

/// Declares [`Kind`], its keys and which of them hold a publication.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $key:literal, $blocks:literal;)+) => {
        /// What can be wrong, the gravest first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[doc = $doc])+ $name,)+ }

        impl Kind {
            /// All of them, the gravest first.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Its key in words, tables and what programs read.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// True where it holds a publication.
            #[must_use]
            pub fn is_blocking(self) -> bool {
                match self { $(Self::$name => $blocks,)+ }
            }
        }
    };
}

kinds! {
    /// A card number.
    CardNumber = "card_number", true;
    /// The number of a bank account.
    BankAccount = "bank_account", true;
    /// A place of a template that nobody filled.
    PlaceholderLeft = "placeholder_left", true;
    /// A language without which nothing goes out.
    LanguageMissing = "language_missing", true;
    /// Two languages give two times.
    TimesDiffer = "times_differ", true;
    /// Two languages give two days.
    DaysDiffer = "days_differ", true;
    /// Two languages give two shares, counts or amounts.
    FiguresDiffer = "figures_differ", true;
    /// A word turns the fact round in another language.
    MeaningTurned = "meaning_turned", true;
    /// A start that the facts, or earlier words, do not have.
    StartDiffers = "start_differs", true;
    /// An end that the facts, or earlier words, do not have.
    EndDiffers = "end_differs", true;
    /// A length that start and end do not give.
    LengthDiffers = "length_differs", false;
    /// An end before its start.
    EndBeforeStart = "end_before_start", true;
    /// A time that is still ahead, told as past.
    TimeAhead = "time_ahead", true;
    /// A year or month that can hardly be meant.
    DateImplausible = "date_implausible", true;
    /// Noon or midnight, taken by the letter.
    NoonOrMidnight = "noon_or_midnight", false;
    /// A zone label that the season contradicts.
    ZoneAgainstSeason = "zone_against_season", true;
    /// A zone in one language only.
    ZonesDiffer = "zones_differ", false;
    /// The status says one thing, the text another.
    StatusAgainstText = "status_against_text", true;
    /// Told to be over, while a window is open.
    WindowOpen = "window_open", true;
    /// Told to be over, and it was not.
    ResolvedTooEarly = "resolved_too_early", false;
    /// Readers knew of it before they were told.
    ToldBefore = "told_before", false;
    /// "Should" in one language, "will" in another.
    CertaintyDiffers = "certainty_differs", false;
    /// Over in one language, still to come in another.
    TenseDiffers = "tense_differs", false;
    /// One language limits what the other does not.
    ScopeDiffers = "scope_differs", false;
    /// A part in one place, all of it in another.
    ExtentDiffers = "extent_differs", false;
    /// One language says much less.
    LanguageShort = "language_short", false;
    /// The fault lies elsewhere than the facts say.
    FaultDiffers = "fault_differs", false;
    /// An estimate that the end did not wait for.
    EstimateMissed = "estimate_missed", false;
    /// A promise that is not kept in the book.
    PromiseLoose = "promise_loose", false;
    /// Words that lay blame.
    Blame = "blame", false;
    /// A person's name or address.
    PersonalName = "personal_name", false;
    /// A name of a machine that is nobody's business.
    HostName = "host_name", true;
    /// A link that leads nowhere for readers.
    PrivateLink = "private_link", true;
    /// The same text as before.
    Repeated = "repeated", false;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_a_key_of_its_own() {
        let keys: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();

        assert_eq!(keys.len(), Kind::ALL.len());
    }
}
