//! What a statement does to the promises of its incident: it keeps some, voids others, and the page's rules make the next.

use beffroi_domain::{
    Actor, Commitment, CommitmentKind, IncidentStatus, Moment, Priority, UpdateId,
    commitment::{is_kept_by, is_void_when_over},
};
use jiff::Timestamp;

use super::{About, Keep, Make, keep, make, of, rules_of, store};
use crate::{
    audit,
    ground::{Result, Tx},
};

/// A statement that went out.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// Which.
    pub update: UpdateId,
    /// Where the incident stood before; `None` for the first.
    pub before: Option<IncidentStatus>,
    /// Where it stands with it.
    pub status: IncidentStatus,
    /// Whether it says more than the status.
    pub has_words: bool,
    /// How urgent the incident is.
    pub priority: Option<Priority>,
    /// By when the writer promises the next; else the page's rule.
    pub promise: Option<Timestamp>,
    /// Whether the page's rules make promises: not of what is told afterwards.
    pub is_ruled: bool,
}

/// Keeps what the statement keeps, takes back what means nothing any more, and makes what comes next.
///
/// # Errors
/// `Refused` when the promised time is past or very far.
pub async fn told(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    about: &About,
    said: Said,
) -> Result<()> {
    let open = open(tx, about).await?;
    let is_kept = |one: &Commitment| is_kept_by(one.kind, said.status, said.has_words);
    for one in open.iter().filter(|one| is_kept(one)) {
        let command = Keep {
            promise: one.id,
            update: Some(said.update),
        };
        keep(tx, now, actor, about, command).await?;
    }
    if !said.status.is_open() {
        over(tx, now, actor, about, said.update).await?;
    }
    if let Some(due) = said.promise {
        let new = Make {
            update: Some(said.update),
            ..Make::of(CommitmentKind::Update, Moment::minute(due))
        };
        make(tx, now, actor, about, &new).await?;
    }
    if said.is_ruled {
        by_rule(tx, now, about, said).await?;
    }
    Ok(())
}

/// The incident is over: what means nothing any more is taken back, and nobody has to say why.
async fn over(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    about: &About,
    update: UpdateId,
) -> Result<()> {
    let open = open(tx, about).await?;
    for one in open.iter().filter(|one| is_void_when_over(one.kind)) {
        void(tx, now, actor, about, one, Some(update)).await?;
    }
    Ok(())
}

/// The incident is told elsewhere from now on: all that it promises here is taken back.
///
/// # Errors
/// A fault when the database is away.
pub async fn gone(tx: &mut Tx, now: Timestamp, actor: Actor, about: &About) -> Result<()> {
    for one in open(tx, about).await? {
        void(tx, now, actor, about, &one, None).await?;
    }
    Ok(())
}

async fn void(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    about: &About,
    one: &Commitment,
    update: Option<UpdateId>,
) -> Result<()> {
    super::keep::end(tx, now, actor, one, "withdrawn", update).await?;
    store::freshen(tx, now, about).await?;
    audit::record(tx, now, actor, "commitment.withdraw", one.id.0, "void").await
}

/// What was promised of a kind is done, though no statement of ours did it: the write-up is there, or a source brought news.
///
/// # Errors
/// A fault when the database is away.
pub async fn kept(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    about: &About,
    kind: CommitmentKind,
) -> Result<()> {
    let open = open(tx, about).await?;
    for one in open.iter().filter(|one| one.kind == kind) {
        let command = Keep {
            promise: one.id,
            update: None,
        };
        keep(tx, now, actor, about, command).await?;
    }
    Ok(())
}

async fn open(tx: &mut Tx, about: &About) -> Result<Vec<Commitment>> {
    let mut all = of(tx, about.incident).await?;
    all.retain(Commitment::is_open);
    Ok(all)
}

/// What the rules of the pages promise after this statement, where readers are not promised it already.
async fn by_rule(tx: &mut Tx, now: Timestamp, about: &About, said: Said) -> Result<()> {
    let open = open(tx, about).await?;
    for kind in next(said) {
        let due = due_by_rule(tx, now, about, kind, said.priority).await?;
        let Some(due) = due.filter(|_| !open.iter().any(|one| one.kind == kind)) else {
            continue;
        };
        let new = Make {
            update: Some(said.update),
            is_by_rule: true,
            ..Make::of(kind, due)
        };
        make(tx, now, Actor::System, about, &new).await?;
    }
    Ok(())
}

/// By when the rules of the pages promise something that is said now. Of several pages the strictest counts, for they
/// tell one set of facts.
///
/// # Errors
/// A fault when the database is away.
pub async fn due_by_rule(
    tx: &mut Tx,
    now: Timestamp,
    about: &About,
    kind: CommitmentKind,
    priority: Option<Priority>,
) -> Result<Option<Moment>> {
    let mut dues = Vec::with_capacity(about.pages.len());
    for page in &about.pages {
        let rules = rules_of(tx, *page).await?;
        dues.extend(rules.due(kind, priority, now, &about.zone));
    }
    Ok(dues.into_iter().min_by_key(|due| due.latest(&about.zone)))
}

/// The kinds that a rule may promise after a statement.
fn next(said: Said) -> Vec<CommitmentKind> {
    use CommitmentKind::{Acknowledgement, Description, Postmortem, Resolution, Update};
    let is_open = said.status.is_open();
    let is_first = said.before.is_none();
    let is_turned_to = |status| said.status == status && said.before != Some(status);
    let unless_kept = |kind| !is_kept_by(kind, said.status, said.has_words);
    let mut kinds = Vec::new();
    kinds.extend(is_open.then_some(Update));
    kinds.extend((is_open && is_first && unless_kept(Acknowledgement)).then_some(Acknowledgement));
    kinds.extend((is_open && is_first && unless_kept(Description)).then_some(Description));
    kinds.extend(is_turned_to(IncidentStatus::Monitoring).then_some(Resolution));
    kinds.extend(is_turned_to(IncidentStatus::Resolved).then_some(Postmortem));
    kinds
}
