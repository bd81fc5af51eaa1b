//! Figures of a provider and its components: what is counted, added up or in the middle, each with what it rests on.
//!
//! Read in order: [`facts`] (one query for what it told, one for what it touched), [`Period`], [`figures`] (counts, no I/O),
//! [`Figures`]. What nobody stated is left out and counted as left out; it is never taken for zero. What was broken by its own
//! words and what we saw broken are two figures.
//! Not here: what our own incidents say of it.

use std::collections::{BTreeMap, HashMap};

use beffroi_domain::{
    ComponentStatus, Locale, ProviderId, ProviderPartId, PublicId,
    window::{Interval, covered_seconds},
};
use beffroi_readers::record::{Inferred, When};
use jiff::Timestamp;
use uuid::Uuid;

use super::Span;
use crate::{
    ground::{
        Result, Tx,
        db::{instant, word},
    },
    params,
};

/// What is counted of an incident that its source still has.
#[derive(Clone, Debug)]
pub struct Fact {
    /// As it stands in our addresses.
    pub public_id: PublicId,
    /// What it is dated by.
    pub dated_at: Timestamp,
    /// Whether it goes on.
    pub is_open: bool,
    /// When it began and when it ended, where it states that.
    pub began: Option<Timestamp>,
    /// See `began`.
    pub ended: Option<Timestamp>,
    /// How long it was broken by what it states.
    pub impact_seconds: Option<i64>,
    /// Its first and its last post.
    pub posts: Option<(Timestamp, Timestamp)>,
    /// When it was declared over.
    pub resolved_at: Option<Timestamp>,
    /// Whether a write-up was published.
    pub has_postmortem: bool,
    /// The languages of its texts.
    pub locales: Vec<Locale>,
    /// The components that it names.
    pub parts: Vec<ProviderPartId>,
}

/// From when to when is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first instant; `None` for all that there is.
    pub from: Option<Timestamp>,
    /// The last.
    pub to: Timestamp,
}

/// The middle of what is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Middle {
    /// Seconds; `None` where it is known of none.
    pub seconds: Option<i64>,
    /// Of how many it is known.
    pub known: usize,
}

/// What we saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Seconds seen broken.
    pub broken_seconds: i64,
    /// Seconds in which somebody could tell.
    pub watched_seconds: i64,
    /// Seconds in which nobody could.
    pub dark_seconds: i64,
}

/// The figures of a provider, or of a component of it, in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Incidents dated in it.
    pub incidents: usize,
    /// Those of them that are over.
    pub over: usize,
    /// Seconds broken by what they state, added up.
    pub broken_seconds: i64,
    /// How many of them state it.
    pub broken_known: usize,
    /// What we saw; `None` where we did not look in it.
    pub sight: Option<Sight>,
    /// From the stated start to the first post.
    pub first_word: Middle,
    /// From the stated start to the stated end.
    pub resolution: Middle,
    /// Of those that are over, how many have a write-up.
    pub writeups: usize,
    /// In how many of them each language is written, the most frequent first.
    pub languages: Vec<(Locale, usize)>,
    /// When the newest of them was over; now, where it goes on.
    pub last_at: Option<Timestamp>,
}

/// What is looked at.
#[derive(Clone, Copy)]
pub struct Watched<'a> {
    /// The component; `None` for the provider as a whole.
    pub part: Option<ProviderPartId>,
    /// Since when we look.
    pub since: Timestamp,
    /// What was not operational or unknown.
    pub spans: &'a [Span],
}

#[derive(sqlx_macros::FromRow)]
struct FactRow {
    id: Uuid,
    public_id: String,
    dated_at: i64,
    is_open: i64,
    impact_ms: Option<i64>,
    first_post_at: Option<i64>,
    last_post_at: Option<i64>,
    resolved_at: Option<i64>,
    has_postmortem: i64,
    locales: String,
    began_at: Option<i64>,
    ended_at: Option<i64>,
}

#[derive(sqlx_macros::FromRow)]
struct TouchRow {
    incident_id: Uuid,
    component_id: Uuid,
}

/// What is counted of a provider's incidents, the newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn facts(tx: &mut Tx, id: ProviderId) -> Result<Vec<Fact>> {
    let rows: Vec<FactRow> = tx
        .list(
            "SELECT id, public_id, dated_at, is_open, impact_ms, first_post_at, last_post_at, resolved_at, has_postmortem,
                    locales, began_at, ended_at
             FROM provider_incidents WHERE provider_id = $1 AND kind = 'incident' AND gone_at IS NULL
             ORDER BY dated_at DESC, id DESC",
            params![id],
        )
        .await?;
    let touched: Vec<TouchRow> = tx
        .list(
            "SELECT c.incident_id, c.component_id FROM provider_incident_components c
             JOIN provider_incidents i ON i.id = c.incident_id
             WHERE i.provider_id = $1 AND i.kind = 'incident' AND i.gone_at IS NULL",
            params![id],
        )
        .await?;
    let mut parts: HashMap<Uuid, Vec<ProviderPartId>> = HashMap::new();
    for row in touched {
        let all = parts.entry(row.incident_id).or_default();
        all.push(ProviderPartId(row.component_id));
    }
    rows.into_iter()
        .map(|row| {
            let parts = parts.remove(&row.id).unwrap_or_default();
            fact(row, parts)
        })
        .collect()
}

fn fact(row: FactRow, parts: Vec<ProviderPartId>) -> Result<Fact> {
    let first = row.first_post_at.map(instant).transpose()?;
    let last = row.last_post_at.map(instant).transpose()?;
    Ok(Fact {
        public_id: word(&row.public_id)?,
        dated_at: instant(row.dated_at)?,
        is_open: row.is_open == 1,
        began: row.began_at.map(instant).transpose()?,
        ended: row.ended_at.map(instant).transpose()?,
        impact_seconds: row.impact_ms.map(|length| length / 1000),
        posts: first.zip(last),
        resolved_at: row.resolved_at.map(instant).transpose()?,
        has_postmortem: row.has_postmortem == 1,
        locales: serde_json::from_str(&row.locales)?,
        parts,
    })
}

/// An instant that is more than the time of a publication, and more than a day.
pub(super) fn stated(when: &When) -> Option<Timestamp> {
    let is_published = when.inferred.contains(&Inferred::Publication);
    when.utc.filter(|_| !is_published)
}

/// Counts.
#[must_use]
pub fn figures(facts: &[Fact], watched: &Watched<'_>, period: Period) -> Figures {
    let all: Vec<&Fact> = facts
        .iter()
        .filter(|fact| period.from.is_none_or(|from| from <= fact.dated_at))
        .filter(|fact| fact.dated_at <= period.to)
        .filter(|fact| watched.part.is_none_or(|part| fact.parts.contains(&part)))
        .collect();
    let over = || all.iter().filter(|fact| !fact.is_open);
    let lengths: Vec<i64> = all.iter().filter_map(|fact| fact.impact_seconds).collect();
    let since = |from: Option<Timestamp>, to: Option<Timestamp>| {
        let seconds = to?.as_second() - from?.as_second();
        // A word before the stated start contradicts it.
        (seconds >= 0).then_some(seconds)
    };
    let first_word = |fact: &&Fact| since(fact.began, fact.posts.map(|(first, _)| first));
    let resolution = |fact: &&Fact| since(fact.began, fact.ended);
    Figures {
        incidents: all.len(),
        over: over().count(),
        broken_seconds: lengths.iter().sum(),
        broken_known: lengths.len(),
        sight: sight(watched, period),
        first_word: middle(all.iter().filter_map(first_word).collect()),
        resolution: middle(over().filter_map(resolution).collect()),
        writeups: over().filter(|fact| fact.has_postmortem).count(),
        languages: languages(&all),
        last_at: all.iter().map(|fact| over_at(fact, period.to)).max(),
    }
}

/// When it was over, as well as that is known.
fn over_at(fact: &Fact, now: Timestamp) -> Timestamp {
    if fact.is_open {
        return now;
    }
    let last = fact.posts.map(|(_, last)| last);
    fact.ended
        .or(fact.resolved_at)
        .or(last)
        .unwrap_or(fact.dated_at)
        .min(now)
}

fn middle(mut all: Vec<i64>) -> Middle {
    all.sort_unstable();
    let upper = all.get(all.len() / 2).copied();
    let lower = all.len().checked_sub(1).and_then(|last| all.get(last / 2));
    Middle {
        seconds: lower
            .copied()
            .zip(upper)
            .map(|(one, other)| i64::midpoint(one, other)),
        known: all.len(),
    }
}

fn languages(all: &[&Fact]) -> Vec<(Locale, usize)> {
    let mut counted: BTreeMap<&str, (&Locale, usize)> = BTreeMap::new();
    for locale in all.iter().flat_map(|fact| &fact.locales) {
        counted.entry(locale.as_str()).or_insert((locale, 0)).1 += 1;
    }
    let mut all: Vec<(Locale, usize)> = counted
        .into_values()
        .map(|(locale, count)| (locale.clone(), count))
        .collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all
}

fn sight(watched: &Watched<'_>, period: Period) -> Option<Sight> {
    let whole = Interval {
        from: period
            .from
            .map_or(watched.since, |from| from.max(watched.since)),
        to: period.to,
    };
    if whole.from >= whole.to {
        return None;
    }
    let covered = |is: fn(ComponentStatus) -> bool| {
        let own = watched
            .spans
            .iter()
            .filter(|span| span.part == watched.part);
        let stretches = own.filter(|span| is(span.status)).map(|span| Interval {
            from: span.from,
            to: span.until.unwrap_or(period.to),
        });
        covered_seconds(stretches.filter_map(|one| one.clip(&whole)).collect())
    };
    let dark_seconds = covered(|status| status == ComponentStatus::Unknown);
    Some(Sight {
        broken_seconds: covered(ComponentStatus::is_trouble),
        watched_seconds: whole.seconds() - dark_seconds,
        dark_seconds,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn told(dated: &str) -> Fact {
        Fact {
            public_id: "q2kg8n613kr3".parse().unwrap(),
            dated_at: at(dated),
            is_open: false,
            began: None,
            ended: None,
            impact_seconds: None,
            posts: None,
            resolved_at: None,
            has_postmortem: false,
            locales: vec![Locale::of("en")],
            parts: vec![],
        }
    }

    fn count(facts: &[Fact], spans: &[Span]) -> Figures {
        let watched = Watched {
            part: None,
            since: at("2026-03-02T00:00:00Z"),
            spans,
        };
        let period = Period {
            from: Some(at("2026-03-01T00:00:00Z")),
            to: at("2026-03-04T00:00:00Z"),
        };
        figures(facts, &watched, period)
    }

    #[test]
    fn what_nobody_stated_is_left_out_and_counted_as_left_out() {
        let stated = Fact {
            began: Some(at("2026-03-02T10:00:00Z")),
            ended: Some(at("2026-03-02T11:00:00Z")),
            impact_seconds: Some(3600),
            posts: Some((at("2026-03-02T10:20:00Z"), at("2026-03-02T12:00:00Z"))),
            has_postmortem: true,
            ..told("2026-03-02T10:00:00Z")
        };
        let silent = Fact {
            posts: Some((at("2026-03-03T10:20:00Z"), at("2026-03-03T10:20:00Z"))),
            ..told("2026-03-03T10:20:00Z")
        };
        let old = told("2026-02-03T10:20:00Z");

        let counted = count(&[silent, stated, old], &[]);

        assert_eq!(
            (counted.incidents, counted.over),
            (2, 2),
            "the old one is not counted"
        );
        assert_eq!((counted.broken_seconds, counted.broken_known), (3600, 1));
        assert_eq!(
            counted.first_word,
            Middle {
                seconds: Some(20 * 60),
                known: 1
            }
        );
        assert_eq!(
            counted.resolution,
            Middle {
                seconds: Some(3600),
                known: 1
            }
        );
        assert_eq!(
            (counted.writeups, counted.languages),
            (1, vec![(Locale::of("en"), 2)])
        );
        assert_eq!(counted.last_at, Some(at("2026-03-03T10:20:00Z")));
    }

    #[test]
    fn nothing_told_is_no_figure_of_zero() {
        let counted = count(&[], &[]);

        assert_eq!(counted.first_word, Middle::default());
        assert_eq!(counted.last_at, None);
    }

    #[test]
    fn what_we_saw_begins_with_our_first_look_and_leaves_out_what_nobody_could_tell() {
        let span = |status, from: &str, until: Option<&str>| Span {
            part: None,
            status,
            from: at(from),
            until: until.map(at),
        };
        let spans = [
            span(
                ComponentStatus::MajorOutage,
                "2026-03-02T10:00:00Z",
                Some("2026-03-02T11:00:00Z"),
            ),
            span(ComponentStatus::Unknown, "2026-03-03T12:00:00Z", None),
        ];

        let sight = count(&[], &spans).sight.unwrap();

        assert_eq!(sight.broken_seconds, 3600);
        assert_eq!(sight.dark_seconds, 12 * 3600);
        assert_eq!(sight.watched_seconds, 36 * 3600);
    }
}
