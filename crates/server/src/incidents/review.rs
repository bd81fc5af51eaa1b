//! The review of what a deed is about to tell: held before it goes out, unless somebody says why.
//!
//! Read in order: [`hold`], `look` (what the pure review needs, from the incident as the deed leaves it), `Weigher` (which of
//! its findings hold). What is over already, written down afterwards or put in between older words, is advised on and
//! never held; so is what the program or an import does. Not here: what is wrong with a text; that is `domain::review`.

use beffroi_domain::{
    Actor, Incident, IncidentStatus, LocalizedText, Origin, PageId, UpdateId, UpdateStatus,
    review::{self, Draft, Finding, Kind, Known, Said},
};
use jiff::Timestamp;

use super::{crisis, load, stand::Standing};
use crate::{
    audit,
    ground::{Error, Found, Result, Tx},
    pages::{self, Review},
};

/// What a deed says.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    /// The statement; none for a title alone.
    pub update: Option<UpdateId>,
    /// The title, where it is written with it.
    pub title: Option<&'a LocalizedText>,
    /// What the deed writes, where it sets right what stood.
    pub corrects: Option<&'a LocalizedText>,
}

impl<'a> Word<'a> {
    /// A statement.
    pub fn said(update: UpdateId) -> Self {
        Self {
            update: Some(update),
            title: None,
            corrects: None,
        }
    }

    /// A title alone.
    pub fn called(title: &'a LocalizedText) -> Self {
        Self {
            update: None,
            title: Some(title),
            corrects: None,
        }
    }
}

/// Reviews what a deed said, after it is done and before it is durable. What is found comes back.
///
/// # Errors
/// `Refused` as held, with what was found, where something holds it and nobody says why it goes out.
pub(super) async fn hold(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    word: Word<'_>,
    overrule: Option<&str>,
) -> Result<Vec<Found>> {
    let found = look(tx, now, actor, standing, word).await?;
    let Some(overruled) = pages::let_out(&found, overrule)? else {
        return Ok(found);
    };
    crisis::log_overrule(tx, now, actor, standing.id, &overruled.reason).await?;
    let (action, digest) = ("incident.review.overrule", overruled.kinds);
    audit::record(tx, now, actor, action, standing.id.0, &digest).await?;
    Ok(found)
}

async fn look(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    word: Word<'_>,
) -> Result<Vec<Found>> {
    let place = standing.places.first().ok_or(Error::NotFound)?;
    let incident = load::load(tx, place.page.id, standing.id).await?;
    let on: Vec<PageId> = standing.places.iter().map(|one| one.page.id).collect();
    let rules = pages::review_rules_on(tx, &on).await?;
    let at = word
        .update
        .and_then(|id| incident.updates.iter().position(|one| one.id == id));
    let update = at.map(|at| &incident.updates[at]);
    let nothing = LocalizedText::new();
    let draft = Draft {
        status: update.and_then(|one| status_of(one.status)),
        title: word.title,
        text: update.map_or(&nothing, |one| &one.text),
        entries: &[],
        written: Some(
            update
                .and_then(|one| one.published)
                .map_or(now, |one| one.at),
        ),
    };
    let before = incident.updates.iter().take(at.unwrap_or(0));
    let said: Vec<Said<'_>> = before
        .map(|one| Said {
            status: status_of(one.status),
            text: &one.text,
            at: one.published.map(|moment| moment.at),
        })
        .collect();
    let promised = incident.commitments.iter();
    let promised: Vec<Timestamp> = promised
        .filter(|one| one.is_open())
        .map(|one| one.late_at)
        .collect();
    let known = Known {
        windows: &incident.windows,
        responsibility: incident.responsibility.as_ref(),
        said: &said,
        commitments: &promised,
    };
    let asked = rules.within(&place.page.zone);
    let is_late = word.corrects.is_none() && at.is_some_and(|at| at + 1 < incident.updates.len());
    let is_history = standing.is_afterwards || is_late || !actor.is_person();
    let weigher = Weigher {
        may_hold: rules.review == Review::Hold && !is_history,
        incident: &incident,
        corrects: word.corrects,
    };
    let found = review::review(&draft, &known, &asked).into_iter();
    Ok(found.map(|finding| weigher.weigh(finding)).collect())
}

fn status_of(status: UpdateStatus) -> Option<IncidentStatus> {
    match status {
        UpdateStatus::Incident(status) => Some(status),
        UpdateStatus::Maintenance(_) => None,
    }
}

/// Which findings hold.
struct Weigher<'a> {
    may_hold: bool,
    incident: &'a Incident,
    corrects: Option<&'a LocalizedText>,
}

impl Weigher<'_> {
    fn weigh(&self, finding: Finding) -> Found {
        let holds = self.may_hold
            && finding.is_blocking()
            && self.is_sure(&finding)
            && self.is_of_this_deed(&finding);
        Found { finding, holds }
    }

    fn is_sure(&self, finding: &Finding) -> bool {
        let starts = || self.incident.windows.iter().filter_map(|one| one.start);
        let ends = || self.incident.windows.iter().filter_map(|one| one.ended());
        let is_known = match finding.kind {
            // A start or an end that the machine noted is no better than the text's.
            Kind::StartDiffers => {
                against_fact(finding) && starts().all(|at| at.origin == Origin::Stated)
            }
            Kind::EndDiffers => {
                against_fact(finding) && ends().all(|at| at.origin == Origin::Stated)
            }
            // What was ahead when it was first said is past when it is set right.
            Kind::TimeAhead => self.corrects.is_none(),
            _ => true,
        };
        is_known && finding.is_sure()
    }

    /// Nobody is held by what stood before and was not touched.
    fn is_of_this_deed(&self, finding: &Finding) -> bool {
        self.corrects.is_none_or(|written| finding.is_of(written))
    }
}

/// Against a fact, and not against earlier words, which may be the ones that are wrong.
fn against_fact(finding: &Finding) -> bool {
    finding.quotes.iter().any(|quote| quote.locale.is_none())
}
