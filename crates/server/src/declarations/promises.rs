//! What a file states of what a page promises by itself: a line for each kind, and the days on which nobody works.

use std::{collections::BTreeMap, ops::Range};

use beffroi_domain::{
    CommitmentKind,
    commitment::{PromiseRules, line},
};
use jiff::civil::Date;
use toml::Spanned;

use super::tables::Words;

/// A line for each kind that a rule can promise; a blank one for none.
pub(super) type Lines = BTreeMap<&'static str, String>;

/// What is wrong, and where.
pub(super) type Wrong = (Range<usize>, String);

/// The kinds that a rule can promise.
fn kinds() -> impl Iterator<Item = CommitmentKind> {
    let all = CommitmentKind::ALL.iter().copied();
    all.filter(|kind| *kind != CommitmentKind::Other)
}

/// The lines as they are written, so that two that say the same are the same.
///
/// # Errors
/// What is wrong with one.
pub(super) fn read(written: Option<&Spanned<Words>>) -> Result<Option<Lines>, Wrong> {
    let read = |one: &Spanned<Words>| lines(one.get_ref()).map_err(|message| (one.span(), message));
    written.map(read).transpose()
}

fn lines(table: &Words) -> Result<Lines, String> {
    let is_known = |name: &&String| kinds().any(|kind| kind.as_str() == name.as_str());
    if let Some(unknown) = table.keys().find(|name| !is_known(name)) {
        let known: Vec<&str> = kinds().map(CommitmentKind::as_str).collect();
        return Err(format!(
            "promises: {unknown:?} is none of {}",
            known.join(", ")
        ));
    }
    let line = |kind: CommitmentKind| {
        let written = table.get(kind.as_str()).map_or("", String::as_str);
        let rules = line::read(kind, written).map_err(|bad| format!("promises.{kind}: {bad}"))?;
        let rules = PromiseRules {
            rules,
            holidays: vec![],
        };
        Ok((kind.as_str(), line::write(&rules, kind)))
    };
    kinds().map(line).collect()
}

/// The days, in order.
///
/// # Errors
/// That one is none.
pub(super) fn days(written: Option<&Spanned<Vec<String>>>) -> Result<Option<Vec<String>>, Wrong> {
    let Some(written) = written else {
        return Ok(None);
    };
    let days: Result<Vec<Date>, _> = written.get_ref().iter().map(|day| day.parse()).collect();
    let message = || "holidays: write days such as \"2026-05-01\"".to_owned();
    let mut days = days.map_err(|_| (written.span(), message()))?;
    days.sort_unstable();
    days.dedup();
    Ok(Some(days.iter().map(Date::to_string).collect()))
}

/// The rules as they stand, as lines.
pub(super) fn lines_of(rules: &PromiseRules) -> Lines {
    kinds()
        .map(|kind| (kind.as_str(), line::write(rules, kind)))
        .collect()
}

/// The holidays as they stand.
pub(super) fn days_of(rules: &PromiseRules) -> Vec<String> {
    rules.holidays.iter().map(Date::to_string).collect()
}

/// What the page would promise: what is stated, and for the rest what it does now.
pub(super) fn wanted(
    lines: Option<&Lines>,
    days: Option<&Vec<String>>,
    now: &PromiseRules,
) -> PromiseRules {
    let rules = lines.map(|lines| {
        let own = |kind: CommitmentKind| {
            let written = lines.get(kind.as_str()).map_or("", String::as_str);
            // Read from the file and written again, it is good.
            line::read(kind, written).unwrap_or_default()
        };
        let mut rules: Vec<_> = kinds().flat_map(own).collect();
        rules.sort_by_key(|rule| (rule.kind, rule.priority));
        rules
    });
    let days = days.map(|days| days.iter().filter_map(|day| day.parse().ok()).collect());
    PromiseRules {
        rules: rules.unwrap_or_else(|| now.rules.clone()),
        holidays: days.unwrap_or_else(|| now.holidays.clone()),
    }
}
