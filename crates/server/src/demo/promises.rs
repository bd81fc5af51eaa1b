//! What Pinatelle promised over its history: most of it kept, some of it moved or late, always the same ones.
//!
//! Each is made of what was said: an update promises the next, the last word promises the write-up. Which were late or
//! moved follows from the incident's key, never from chance.

use beffroi_domain::{
    Actor, CommitmentId, CommitmentKind, Incident, IncidentId, LocalizedText, Moment, Precision,
    Update, commitment::Within,
};
use jiff::{SignedDuration, Timestamp, Unit};

use super::{convert::Scene, stable};
use crate::{
    commitments::{self, About, Keep, Make, Move},
    ground::{Result, Tx},
    incidents, postmortems,
};

/// Of so many promises, one was late and one was moved.
const ONE_IN: u64 = 11;
/// How far what goes on now is promised ahead.
const AHEAD: SignedDuration = SignedDuration::from_hours(2);

/// Promises what an incident of the history promised.
pub(super) async fn promise(tx: &mut Tx, scene: &Scene<'_>, id: IncidentId) -> Result<()> {
    let incident = incidents::load(tx, scene.page, id).await?;
    let about = about(scene, id);
    if incident.is_retroactive {
        return Ok(());
    }
    for (place, pair) in (0_u64..).zip(incident.updates.windows(2)) {
        let [said, next] = pair else { continue };
        if next.is_postmortem() {
            continue;
        }
        let seed = stable::seed(&format!("{}/{place}", incident.public_id)) % ONE_IN;
        news(tx, &about, said, next, seed).await?;
    }
    match incident.status.is_open() {
        true => to_come(tx, scene, &about, &incident).await,
        false => write_up(tx, &about, &incident).await,
    }
}

/// Promises news of an incident that goes on, once what was promised is kept.
pub(super) async fn again(tx: &mut Tx, scene: &Scene<'_>, id: IncidentId) -> Result<()> {
    let incident = incidents::load(tx, scene.page, id).await?;
    to_come(tx, scene, &about(scene, id), &incident).await
}

fn about(scene: &Scene<'_>, id: IncidentId) -> About {
    About {
        incident: id,
        pages: vec![scene.page],
        zone: scene.zone.clone(),
    }
}

/// When a statement went out, where that is known by the clock.
fn at(update: &Update) -> Option<Timestamp> {
    let published = update.published?;
    (published.precision != Precision::Day).then_some(published.at)
}

/// One statement promised the next: in time as a rule, else late or moved before.
async fn news(tx: &mut Tx, about: &About, said: &Update, next: &Update, seed: u64) -> Result<()> {
    let (Some(made), Some(kept)) = (at(said), at(next)) else {
        return Ok(());
    };
    let between = kept.duration_since(made);
    if between < SignedDuration::from_mins(10) {
        return Ok(());
    }
    let half = to_minute(made + between / 2);
    let due = match seed {
        0 | 1 => half,
        _ => to_minute(kept + between / 6 + SignedDuration::from_mins(1)),
    };
    let id = make(
        tx,
        made,
        about,
        CommitmentKind::Update,
        Moment::minute(due),
        said,
    )
    .await?;
    if seed == 1 {
        let command = Move {
            promise: id,
            to: Moment::minute(to_minute(kept + SignedDuration::from_mins(15))),
            reason: reason(),
        };
        let moved = made + between / 3;
        commitments::move_to(tx, moved, Actor::System, about, &command).await?;
    }
    keep(tx, kept, about, id, Some(next)).await
}

/// What goes on promises news.
async fn to_come(tx: &mut Tx, scene: &Scene<'_>, about: &About, incident: &Incident) -> Result<()> {
    let mut open = incident.commitments.iter();
    let has_news = open.any(|one| one.is_open() && one.kind == CommitmentKind::Update);
    let Some(last) = incident.updates.last().filter(|_| !has_news) else {
        return Ok(());
    };
    let made = at(last).unwrap_or(scene.now);
    let due = Moment::minute(to_minute(scene.now + AHEAD));
    make(tx, made, about, CommitmentKind::Update, due, last).await?;
    Ok(())
}

/// The last word promised the write-up within five working days, where there is one.
async fn write_up(tx: &mut Tx, about: &About, incident: &Incident) -> Result<()> {
    let writeup = postmortems::of_incident(tx, incident.id).await?;
    let published = writeup.and_then(|writeup| writeup.published);
    let mut said = incident.updates.iter().rev();
    let last = said.find(|update| !update.is_postmortem());
    let (Some(published), Some((last, made))) =
        (published, last.and_then(|one| Some((one, at(one)?))))
    else {
        return Ok(());
    };
    let due = Within::WorkingDays(5).due(made, &about.zone, &[]);
    let Some(due) = due.filter(|_| published.at > made) else {
        return Ok(());
    };
    let id = make(tx, made, about, CommitmentKind::Postmortem, due, last).await?;
    keep(tx, published.at, about, id, None).await
}

async fn make(
    tx: &mut Tx,
    made: Timestamp,
    about: &About,
    kind: CommitmentKind,
    due: Moment,
    update: &Update,
) -> Result<CommitmentId> {
    let new = Make {
        update: Some(update.id),
        ..Make::of(kind, due)
    };
    commitments::make(tx, made, Actor::System, about, &new).await
}

async fn keep(
    tx: &mut Tx,
    kept: Timestamp,
    about: &About,
    promise: CommitmentId,
    update: Option<&Update>,
) -> Result<()> {
    let command = Keep {
        promise,
        update: update.map(|update| update.id),
    };
    commitments::keep(tx, kept, Actor::System, about, command).await
}

fn to_minute(at: Timestamp) -> Timestamp {
    at.round(Unit::Minute).unwrap_or(at)
}

fn reason() -> LocalizedText {
    let said = [
        ("fr", "Notre prestataire analyse encore la panne."),
        ("en", "Our supplier is still analysing the failure."),
        (
            "it",
            "Il nostro fornitore sta ancora analizzando il guasto.",
        ),
    ];
    let said = said.map(|(tag, text)| (beffroi_domain::Locale::of(tag), text.to_owned()));
    said.into_iter().collect()
}
