//! Warnings: their words in tables and in a run's account.

use beffroi_readers::record::WarningKind;

/// All kinds, in the order in which a run tells them.
pub const KINDS: &[WarningKind] = &[
    WarningKind::StartDiffers,
    WarningKind::EndDiffers,
    WarningKind::EndBeforeStart,
    WarningKind::YearImplausible,
    WarningKind::ZoneAgainstSeason,
    WarningKind::FiguresDifferBetweenLocales,
    WarningKind::StatusAgainstText,
    WarningKind::ResolvedTooEarly,
    WarningKind::LanguageMissing,
    WarningKind::Other,
];

/// The kind as in import records and in tables.
#[must_use]
pub fn word(kind: WarningKind) -> &'static str {
    match kind {
        WarningKind::StartDiffers => "start_differs",
        WarningKind::EndDiffers => "end_differs",
        WarningKind::ZoneAgainstSeason => "zone_against_season",
        WarningKind::YearImplausible => "year_implausible",
        WarningKind::EndBeforeStart => "end_before_start",
        WarningKind::FiguresDifferBetweenLocales => "figures_differ_between_locales",
        WarningKind::ResolvedTooEarly => "resolved_too_early",
        WarningKind::LanguageMissing => "language_missing",
        WarningKind::StatusAgainstText => "status_against_text",
        WarningKind::Other => "other",
    }
}

/// The kind for a person, as a heading above its warnings.
#[must_use]
pub fn heading(kind: WarningKind) -> &'static str {
    match kind {
        WarningKind::StartDiffers => "Two starts",
        WarningKind::EndDiffers => "Two ends",
        WarningKind::ZoneAgainstSeason => "A zone label against the season",
        WarningKind::YearImplausible => "A date that cannot be",
        WarningKind::EndBeforeStart => "An end before its start",
        WarningKind::FiguresDifferBetweenLocales => "Times or figures that differ by language",
        WarningKind::ResolvedTooEarly => "\"Resolved\", and then it was not",
        WarningKind::LanguageMissing => "A language missing",
        WarningKind::StatusAgainstText => "A status against its own text",
        WarningKind::Other => "Worth a look",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_import_records() {
        for kind in KINDS {
            let printed = serde_json::to_string(kind).unwrap();

            assert_eq!(printed, format!("{:?}", word(*kind)));
        }
    }
}
