//! The review of what a deed says on planned work: held before it goes out, unless somebody says why.
//!
//! Read in order: [`hold`], `look` (what the pure review needs, from the work as the deed leaves it, and which of its findings
//! hold). What the clock or an import does is never held. Not here: what is wrong with a text; that is `domain::review`.

use beffroi_domain::{
    Actor, LocalizedText, Maintenance, UpdateId, UpdateStatus,
    review::{self, Draft, Finding, Said, Work},
    window::Interval,
};
use jiff::Timestamp;

use super::{Standing, bypass};
use crate::{
    ground::{Error, Found, Result, Tx},
    pages::{self, Review},
};

/// So many coming times of work that comes again may be named.
const TIMES: usize = 60;

/// What a deed says beside the last word on the work.
#[derive(Clone, Copy, Default)]
pub(super) struct Word<'a> {
    /// The title, where it is written with it.
    pub(super) title: Option<&'a LocalizedText>,
    /// What is added to words that are out: an update's, or the title's.
    pub(super) corrects: Option<(Option<UpdateId>, &'a LocalizedText)>,
    /// Why it goes out although the review holds it.
    pub(super) overrule: Option<&'a str>,
}

impl<'a> Word<'a> {
    /// The last word alone.
    pub(super) fn overruled(overrule: Option<&'a str>) -> Self {
        Self {
            title: None,
            corrects: None,
            overrule,
        }
    }
}

/// Reviews the last word on planned work, after the deed is done and before it is durable. What is found comes back.
///
/// # Errors
/// `Refused` as held, with what was found, where something holds it and nobody says why it goes out.
pub(super) async fn hold(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    word: Word<'_>,
) -> Result<Vec<Found>> {
    let found = look(tx, now, actor, standing, word).await?;
    if let Some(overruled) = pages::let_out(&found, word.overrule)? {
        bypass::overrule(tx, now, actor, standing.id(), &overruled).await?;
    }
    Ok(found)
}

async fn look(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    word: Word<'_>,
) -> Result<Vec<Found>> {
    let on = standing.pages_ids();
    let first = on.first().ok_or(Error::NotFound)?;
    let page = pages::find_by_id(tx, *first).await?;
    let page = page.ok_or(Error::NotFound)?;
    let rules = pages::review_rules_on(tx, &on).await?;
    let maintenance = &standing.maintenance;
    let updates = &maintenance.updates;
    let at = match word.corrects {
        Some((Some(id), _)) => updates.iter().position(|one| one.id == id),
        _ => updates.len().checked_sub(1),
    };
    let Some((last, before)) = at.and_then(|at| updates.get(..=at)?.split_last()) else {
        return Ok(vec![]);
    };
    let nothing = LocalizedText::new();
    let is_title = matches!(word.corrects, Some((None, _)));
    let draft = Draft {
        status: None,
        title: word.title.or(is_title.then_some(&maintenance.title)),
        text: if is_title { &nothing } else { &last.text },
        entries: &[],
        written: Some(now),
    };
    let said = before.iter().map(|one| Said {
        status: None,
        text: &one.text,
        at: one.published.map(|moment| moment.at),
    });
    let (said, times) = (said.collect::<Vec<_>>(), times(maintenance, now));
    let work = Work {
        status: match last.status {
            UpdateStatus::Maintenance(status) => status,
            UpdateStatus::Incident(_) => maintenance.status,
        },
        is_called_off: maintenance.cancelled_at.is_some(),
        times: &times,
        began: maintenance.started_at,
        over: maintenance.completed_at,
        said: &said,
    };
    let asked = rules.within(&page.zone);
    let may_hold = rules.review == Review::Hold && actor.is_person();
    let found = review::review_work(&draft, &work, &asked).into_iter();
    // Nobody is held by what stood before and was not touched.
    let is_of_this_deed = |finding: &Finding| {
        let corrects = word.corrects;
        corrects.is_none_or(|(_, written)| finding.is_of(written))
    };
    let weigh = |finding: Finding| Found {
        holds: may_hold && finding.is_blocking() && finding.is_sure() && is_of_this_deed(&finding),
        finding,
    };
    Ok(found.map(weigh).collect())
}

/// The time in question first, then those to come.
fn times(maintenance: &Maintenance, now: Timestamp) -> Vec<Interval> {
    let coming = maintenance.times_from(now).take(TIMES);
    let again = maintenance.recurrence.as_ref();
    let mut times: Vec<Interval> = again.map(|_| coming.collect()).unwrap_or_default();
    if times.is_empty() {
        times.push(maintenance.planned());
    }
    times
}
