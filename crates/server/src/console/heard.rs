//! Whom a deed would tell: how many, by which channel and in which language, in a sentence; and the same mail to whoever writes
//! it, before anybody else gets it.

use std::collections::BTreeMap;

use beffroi_domain::Announcement;

use super::form::{Typed, tongue_name};
use crate::{
    deliveries,
    ground::{Db, Error, Refusal, Result},
    members::SignedIn,
    subscribers::{Count, channel_of},
    web::{Reader, Site, words},
};

/// What is to be known of who will be told.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard {
    /// That it was sent to whoever looks at it, or why not.
    pub sent: Option<String>,
    /// How many, and how.
    pub whom: String,
    /// The form, and what one presses in it to be sent it by mail; none where it is told to nobody.
    pub mine: Option<(&'static str, String)>,
}

impl Heard {
    /// Whom it would be told to, as the form `form` asks; and sent to whoever looks at it, where that is what was pressed. Asked
    /// apart from the rehearsal, which holds up whoever writes.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub(super) async fn of(
        site: &Site,
        signed_in: &SignedIn,
        reader: &Reader,
        said: &[Announcement],
        (form, typed, is_live): (&'static str, &Typed, bool),
    ) -> Result<Self> {
        let is_told = site.has_mail && !said.is_empty();
        let is_asked = typed.get("deed") == "mine" && !is_live;
        Ok(Self {
            sent: match is_asked {
                true => Some(sent(site, signed_in, said.first()).await?),
                false => None,
            },
            whom: sentence(&site.db, reader, said).await?,
            mine: is_told.then(|| (form, reader.say("deed-mine"))),
        })
    }
}

/// Has it sent to whoever looks at it, in each language that it is written in; that it was, or why not.
async fn sent(site: &Site, signed_in: &SignedIn, said: Option<&Announcement>) -> Result<String> {
    let words = words::first_of([&signed_in.locale]);
    let to = signed_in.member.email.as_deref();
    let sent = match (said, to) {
        (Some(said), Some(to)) if site.has_mail => mail(site, signed_in, to, said).await,
        _ => {
            let message =
                "nobody would be written to; a preview can be sent of what is told by mail";
            let refusal = Refusal::whole(message).told("refusal-preview-nobody");
            Err(refusal.into())
        }
    };
    match sent {
        Ok(sent) => {
            let sent = i64::try_from(sent).unwrap_or(i64::MAX);
            let to = to.unwrap_or_default();
            Ok(words.count("preview-mailed", sent, &[("address", to)]))
        }
        Err(Error::Refused(refusal)) => Ok(words.refused(&refusal)),
        Err(other) => Err(other),
    }
}

/// How many letters.
async fn mail(site: &Site, signed_in: &SignedIn, to: &str, said: &Announcement) -> Result<usize> {
    let mut tx = site.db.begin().await?;
    let whom = (signed_in.member.id, to);
    let sent = deliveries::send_proof(&mut tx, site.clock.now(), whom, said).await?;
    tx.commit().await?;
    Ok(sent)
}

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
