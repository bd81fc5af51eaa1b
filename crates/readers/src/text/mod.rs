//! Running text: incident reports as people copy them from status pages and aggregators.
//!
//! Read in order: [`read`]; `list`, `official`, `aggregate` (three layouts, told by their shape);
//! `report`, `update`, `header`, `title`, `writeup` with `timeline` and `actions` (one report,
//! taken apart); `years`, `calendar`, `diary`, `dated` (when it was); `claims`, `facts`
//! (what is claimed, and what is taken as true); `figures`; `doubts` (what contradicts itself);
//! `build` (the record).
//!
//! Deliberately absent: any name of a provider, and any sentence of one. Labels, markers and the
//! trade's words are all that is known beforehand.

mod actions;
mod aggregate;
mod build;
mod calendar;
mod claims;
mod dated;
mod diary;
mod doubts;
mod facts;
mod figures;
mod header;
mod labels;
mod list;
mod marks;
mod official;
mod prose;
mod raw;
mod report;
mod stamp;
mod timeline;
mod title;
mod update;
mod writeup;
mod years;

use beffroi_domain::LocalizedText;
use jiff::tz::TimeZone;

pub(crate) use self::raw::{RawReport, RawUpdate};
use crate::record::{ImportRecord, Place, ReadError};

/// Reads a text whose times, where nothing names a zone, are those of Paris.
///
/// # Errors
/// As [`read_in`].
pub fn read(source: &str, bytes: &[u8]) -> Result<Vec<ImportRecord>, ReadError> {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    read_in(source, bytes, &zone)
}

/// Reads a text: one record for each incident, in the order of the source.
///
/// `zone` holds for times that name none, unless the text names a zone elsewhere.
///
/// # Errors
/// Bytes that are no UTF-8, with the first wrong one; a text of none of the three layouts; a
/// report, stamp or title that is broken, with its line.
pub fn read_in(
    source: &str,
    bytes: &[u8],
    zone: &TimeZone,
) -> Result<Vec<ImportRecord>, ReadError> {
    let text = decode(source, bytes)?;
    let calendar = calendar::Calendar::of(text, zone);
    let raw = if list::fits(text) {
        list::read(source, text)?
    } else if aggregate::fits(text) {
        vec![aggregate::read(source, text, calendar.zone())?]
    } else if official::fits(text) {
        vec![official::read(source, text, calendar.zone())?]
    } else {
        return Err(refuse(
            source,
            Place::Line(1),
            "this is none of the layouts of incident reports that we know",
        ));
    };
    let reports: Vec<report::Report> = raw.iter().map(report::read).collect();
    let anchors = years::anchors(&reports, calendar.zone());
    let slips = doubts::slips(&reports, &anchors, calendar.zone());
    let places = anchors.into_iter().zip(&slips).zip(1..);
    Ok(reports
        .iter()
        .zip(places)
        .map(|(report, ((anchor, slip), ordinal))| {
            let place = build::Place {
                source,
                ordinal,
                calendar: &calendar,
                anchor,
            };
            build::build(report, &place, slip.as_ref())
        })
        .collect())
}

/// Reads one report that a format with fields hands on. Stamps are instants there, so `zone` is
/// that of its page.
pub(crate) fn one(source: &str, ordinal: u32, raw: &RawReport, zone: &TimeZone) -> ImportRecord {
    let report = report::read(raw);
    let calendar = calendar::Calendar::of("", zone);
    let anchor = years::own_anchor(&report, zone);
    let place = build::Place {
        source,
        ordinal,
        calendar: &calendar,
        anchor,
    };
    build::build(&report, &place, None)
}

/// The parts of a title or name, per language.
pub(crate) fn title_parts(raw: &str, usual: crate::language::Language) -> LocalizedText {
    title::read(raw, usual, &[]).parts
}

fn decode<'a>(source: &str, bytes: &'a [u8]) -> Result<&'a str, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        refuse(
            source,
            Place::Byte(error.valid_up_to()),
            "this byte is no UTF-8; save the text as UTF-8",
        )
    })
}

fn refuse(source: &str, place: Place, reason: &str) -> ReadError {
    ReadError {
        origin: source.to_owned(),
        place,
        reason: reason.to_owned(),
    }
}
