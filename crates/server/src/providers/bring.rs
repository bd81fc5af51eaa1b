//! A saved history is brought into a provider's archive: files of a page that is gone, or that was read elsewhere.

use std::io::BufRead;

use beffroi_domain::{Actor, Locale, ProviderId};
use beffroi_readers::{
    Item, ReadError, ReadOptions, read,
    record::ImportRecord,
    same_incident,
    watch::{Notice, Part, Seen, archive},
};
use jiff::Timestamp;

use super::{Change, places, store, take_in};
use crate::{
    audit,
    ground::{Refusal, Result, Tx},
};

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Incidents and maintenances that were not known.
    pub new: usize,
    /// Known ones of which it says more.
    pub amended: usize,
    /// Known ones of which it says nothing new.
    pub known: usize,
    /// Pieces that could not be read, each with where and why.
    pub refused: Vec<String>,
}

/// Brings one saved source: any format that `beffroi import` reads. The same incident out of two sources is one, by the rule
/// that imports go by; what says more of it stands, and what stood before is a version. Says nothing of how the provider is now.
///
/// # Errors
/// `Refused` when the source cannot be read at all; `NotFound` without the provider.
pub async fn bring(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    id: ProviderId,
    locales: &[Locale],
    (source, input): (&str, impl BufRead),
) -> Result<Brought> {
    let provider = store::load(tx, id).await?;
    let options = ReadOptions {
        default_locale: provider.locale.clone(),
        locales: locales.to_vec(),
        zone: provider.zone.clone(),
    };
    let mut brought = Brought::default();
    let mut seen = collect(source, input, &options, &mut brought.refused)
        .map_err(|error| Refusal::of("file", error.to_string()))?;
    let known: Vec<Notice> = store::all_notices(tx, id).await?;
    let list = seen.notices.clone();
    seen.notices
        .retain_mut(|notice| match known_as(notice, &known) {
            Some(one) if archive::says_more(&notice.told.record, &one.told.record) => {
                notice
                    .told
                    .record
                    .external_id
                    .clone_from(&one.told.record.external_id);
                true
            }
            Some(_) => {
                brought.known += 1;
                false
            }
            None => true,
        });
    let taken = take_in(tx, now, id, &seen, true).await?;
    places::settle(tx, id, &list).await?;
    brought.new = taken
        .entries
        .iter()
        .filter(|(_, change)| *change == Change::New)
        .count();
    brought.amended = taken.entries.len() - brought.new;
    let digest = format!("{source}: {} new, {} amended", brought.new, brought.amended);
    audit::record(tx, now, actor, "provider.bring", id.0, &digest).await?;
    Ok(brought)
}

fn collect(
    source: &str,
    input: impl BufRead,
    options: &ReadOptions,
    refused: &mut Vec<String>,
) -> Result<Seen, ReadError> {
    let mut seen = Seen::default();
    read(source, None, input, options, &mut |item| {
        match item {
            Item::Page(page) => seen.page = page,
            Item::Component(facts) => seen.parts.push(Part {
                facts,
                ..Part::default()
            }),
            Item::Incident(told) | Item::Maintenance(told) => {
                seen.notices.push(archive::notice(*told));
            }
            Item::Refused(error) => refused.push(error.to_string()),
        }
        std::ops::ControlFlow::Continue(())
    })?;
    Ok(seen)
}

/// The one that is known of the same incident: by the source's own id, else as two sources tell of one.
fn known_as<'a>(notice: &Notice, known: &'a [Notice]) -> Option<&'a Notice> {
    let own = |record: &ImportRecord| (record.external_id.clone(), record.kind);
    let new = &notice.told.record;
    let by_id = known.iter().find(|one| own(&one.told.record) == own(new));
    by_id.or_else(|| {
        known
            .iter()
            .find(|one| same_incident(new, &one.told.record).is_some())
    })
}
