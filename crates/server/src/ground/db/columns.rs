//! Columns into words of ours: instants, moments, and words with one spelling.

use std::str::FromStr;

use anyhow::Context;
use beffroi_domain::{Moment, Origin, Precision};

use crate::ground::Result;

/// An instant out of a column of microseconds.
///
/// # Errors
/// A fault when the number is outside the years −9999 to 9999.
pub fn instant(micros: i64) -> Result<jiff::Timestamp> {
    Ok(jiff::Timestamp::from_microsecond(micros)
        .context("an instant outside representable years")?)
}

/// A word of ours out of a column.
///
/// # Errors
/// A fault when a newer Beffroi wrote a word that this one does not know.
pub fn word<T>(text: &str) -> Result<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    Ok(text
        .parse::<T>()
        .context("an unknown word in the database")?)
}

/// A moment as the three columns `*_at`, `*_precision`, `*_origin`.
pub type MomentColumns = (Option<i64>, Option<&'static str>, Option<&'static str>);

/// The three columns of a moment, all null without one.
#[must_use]
pub fn moment_columns(moment: Option<Moment>) -> MomentColumns {
    moment.map_or((None, None, None), |moment| {
        let precision = match moment.precision {
            Precision::Day => "day",
            Precision::Minute => "minute",
            Precision::Exact => "exact",
        };
        let origin = match moment.origin {
            Origin::Stated => "stated",
            Origin::Inferred => "inferred",
            Origin::Observed => "observed",
        };
        (
            Some(moment.at.as_microsecond()),
            Some(precision),
            Some(origin),
        )
    })
}

/// A moment out of its three columns.
///
/// # Errors
/// A fault when the columns hold what this Beffroi does not know.
pub fn moment(
    at: Option<i64>,
    precision: Option<&str>,
    origin: Option<&str>,
) -> Result<Option<Moment>> {
    let Some(at) = at else { return Ok(None) };
    let precision = match precision {
        Some("day") => Precision::Day,
        Some("minute") => Precision::Minute,
        Some("exact") => Precision::Exact,
        other => return Err(anyhow::anyhow!("unknown precision {other:?} in the database").into()),
    };
    let origin = match origin {
        Some("stated") => Origin::Stated,
        Some("inferred") => Origin::Inferred,
        Some("observed") => Origin::Observed,
        other => return Err(anyhow::anyhow!("unknown origin {other:?} in the database").into()),
    };
    Ok(Some(Moment {
        at: instant(at)?,
        precision,
        origin,
    }))
}
