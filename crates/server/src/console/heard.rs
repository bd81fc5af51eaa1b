//! Whom a deed would tell: how many, by which channel and in which language, in a sentence.

use std::collections::BTreeMap;

use beffroi_domain::Announcement;

use super::form::tongue_name;
use crate::{
    deliveries,
    ground::{Db, Result},
    subscribers::{Count, channel_of},
    web::Reader,
};

/// Says whom it would be told to; that nobody is, where nothing is told.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn sentence(db: &Db, reader: &Reader, said: &[Announcement]) -> Result<String> {
    if said.is_empty() {
        return Ok(reader.say("preview-quiet"));
    }
    let mut look = db.snapshot().await?;
    let counts = deliveries::whom(&mut look, said).await?;
    Ok(say(reader, &counts))
}

fn say(reader: &Reader, counts: &[Count]) -> String {
    let total: i64 = counts.iter().map(|one| one.readers).sum();
    if total == 0 {
        return reader.say("hearers-none");
    }
    let mut by_channel: BTreeMap<&str, Vec<&Count>> = BTreeMap::new();
    for one in counts {
        by_channel
            .entry(one.channel.as_str())
            .or_default()
            .push(one);
    }
    let sum = |all: &[&Count]| all.iter().map(|one| one.readers).sum::<i64>();
    let mut ways: Vec<(&str, Vec<&Count>)> = by_channel.into_iter().collect();
    ways.sort_by_key(|(_, all)| std::cmp::Reverse(sum(all)));
    let ways: Vec<String> = ways
        .iter_mut()
        .map(|(channel, all)| {
            all.sort_by_key(|one| std::cmp::Reverse(one.readers));
            way(reader, channel, sum(all), all)
        })
        .collect();
    reader
        .words
        .count("hearers", total, &[("ways", &reader.list(&ways))])
}

/// "2,900 by mail (français 2,000, English 800 and italiano 100)".
fn way(reader: &Reader, channel: &str, count: i64, all: &[&Count]) -> String {
    debug_assert!(channel_of(channel).is_some(), "{channel}");
    let word = channel.replace('_', "-");
    let by = reader
        .words
        .count(&format!("hearers-by-{word}"), count, &[]);
    let number = |count| reader.words.forms().number(count);
    let tongue = |one: &&Count| {
        let (name, n) = (tongue_name(&one.locale), number(one.readers));
        reader
            .words
            .tell("hearers-tongue", &[("language", &name), ("n", &n)])
    };
    let tongues = match all {
        [one] => tongue_name(&one.locale),
        several => reader.list(&several.iter().map(tongue).collect::<Vec<_>>()),
    };
    reader
        .words
        .tell("hearers-in", &[("by", &by), ("languages", &tongues)])
}
