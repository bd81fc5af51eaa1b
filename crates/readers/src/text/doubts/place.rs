//! Dates that the order of their page contradicts: a year typed wrong in January, a wrong month.
//!
//! A page is in order of the last update, so one that is only somewhat out of order is no slip.

use std::collections::BTreeMap;

use jiff::{civil::Date, tz::TimeZone};

use super::{
    super::{calendar::distance, report::Report, years},
    Case, is_header, warning,
};
use crate::record::{Warning, WarningKind};

/// What a report's place says against its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The date as stated.
    pub stated: Date,
    /// The date of the report above.
    pub above: Date,
    /// The date of the report below.
    pub below: Date,
    /// The year in which it would fit.
    pub fits_in: Option<i16>,
    /// References between whose dates its own should lie.
    pub references: Option<(String, String)>,
}

/// The slips of a page, one place for each report.
#[must_use]
pub fn slips(reports: &[Report], anchors: &[Option<Date>], zone: &TimeZone) -> Vec<Option<Slip>> {
    let numbered = numbered(reports, anchors);
    (0..reports.len())
        .map(|at| {
            let stated = years::own_anchor(&reports[at], zone)?;
            let above = anchors[..at].iter().rev().find_map(|day| *day)?;
            let below = anchors[at + 1..].iter().find_map(|day| *day)?;
            let aside = (stated < above && stated < below) || (stated > above && stated > below);
            let far = distance(stated, above).min(distance(stated, below)) > years::SLACK_DAYS;
            let references = numbered.get(&at).cloned();
            (aside && far).then(|| Slip {
                stated,
                above,
                below,
                fits_in: fitting(stated, above, below),
                references,
            })
        })
        .collect()
}

/// The year next to the stated one in which the day lies between its neighbours.
fn fitting(stated: Date, above: Date, below: Date) -> Option<i16> {
    let (oldest, newest) = (above.min(below), above.max(below));
    let between = |date: Date| {
        (date >= oldest || distance(date, oldest) <= years::SLACK_DAYS)
            && (date <= newest || distance(date, newest) <= years::SLACK_DAYS)
    };
    [stated.year() - 1, stated.year() + 1]
        .into_iter()
        .find(|year| Date::new(*year, stated.month(), stated.day()).is_ok_and(between))
}

/// Reports whose reference lies between two others of its scheme while its date does not.
fn numbered(reports: &[Report], anchors: &[Option<Date>]) -> BTreeMap<usize, (String, String)> {
    let mut schemes: BTreeMap<String, Vec<(u32, usize, String)>> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        let Some(reference) = report.references().into_iter().next() else {
            continue;
        };
        if let Some((scheme, number)) = reference.split_once('-')
            && let Ok(number) = number.parse()
            && anchors[at].is_some()
        {
            schemes
                .entry(scheme.to_owned())
                .or_default()
                .push((number, at, reference));
        }
    }
    let mut all = BTreeMap::new();
    for mut scheme in schemes.into_values() {
        scheme.sort_unstable();
        for three in scheme.windows(3) {
            let day = |place: usize| anchors[three[place].1];
            if let (Some(low), Some(own), Some(high)) = (day(0), day(1), day(2))
                && low <= high
                && (own < low || own > high)
            {
                all.insert(three[1].1, (three[0].2.clone(), three[2].2.clone()));
            }
        }
    }
    all
}

/// Raises it where something besides the place speaks against the date.
pub fn raise(case: &Case<'_>) -> Option<Warning> {
    let slip = case.slip?;
    let header = case
        .claims
        .starts
        .iter()
        .find(|claim| is_header(claim.place))?;
    let label = header.when.zone_label.as_deref().unwrap_or_default();
    let zone = header
        .when
        .local
        .is_some_and(|local| case.calendar.season_contradicts(label, local.earliest()));
    let between = format!(
        "it stands between reports of {} and {}",
        slip.above, slip.below
    );
    let message = match (&slip.fits_in, &slip.references) {
        (Some(year), Some((low, high))) => {
            format!(
                "{} can hardly be: {between}, its reference between {low} and {high}; {year} would fit.",
                slip.stated
            )
        }
        (Some(year), None) => format!(
            "{} can hardly be: {between}; {year} would fit.",
            slip.stated
        ),
        (None, _) if zone => format!(
            "{} can hardly be: {between}, and {label} is not the time of that day.",
            slip.stated
        ),
        (None, Some((low, high))) => format!(
            "{} can hardly be: {between}, its reference between {low} and {high}.",
            slip.stated
        ),
        (None, None) => return None,
    };
    Some(warning(
        WarningKind::YearImplausible,
        message,
        &[&header.quote],
    ))
}
