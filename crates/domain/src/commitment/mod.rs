//! A commitment: something that readers were promised, and by when.
//!
//! Read in order: [`Commitment`], [`CommitmentState`] and [`Outcome`] (how it stands and how it counts), [`is_kept_by`] (what
//! keeps it), [`remind_at`], then `rule` (what a page promises by itself), `line` (the same as people write it) and `calendar` (working days).
//! Not here: a promise in prose ([`crate::find`]), the clock, who is reminded.

pub mod calendar;
pub mod line;
pub mod rule;

use jiff::{SignedDuration, Timestamp, Unit};
use serde::{Deserialize, Serialize};

use crate::{
    Actor, CommitmentId, IncidentStatus, LocalizedText, Moment, UpdateId,
    status::{UnknownWord, words},
};

pub use rule::{BadWithin, PromiseRule, PromiseRules, Within};

words! {
    /// What is promised.
    CommitmentKind {
        /// The next update.
        Update = "update",
        /// A first word: that it was seen, and that somebody is on it.
        Acknowledgement = "acknowledgement",
        /// What is broken, and why as far as is known.
        Description = "description",
        /// The word that it is over.
        Resolution = "resolution",
        /// The write-up.
        Postmortem = "postmortem",
        /// Something else, in words of its own.
        Other = "other",
    }
}

words! {
    /// How a commitment stands, as it was written down last.
    CommitmentState {
        /// Not yet due.
        Open = "open",
        /// Not yet due, and promised for another time before.
        Moved = "moved",
        /// Due, and not kept.
        Late = "late",
        /// Kept, in time or not.
        Kept = "kept",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

/// How a commitment counts in the figures of a page. Each counts once, as the worst that became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nobody can tell yet.
    Pending,
    /// Kept at the time that was promised first.
    Kept,
    /// Kept in time after it was moved, and moved before it was late.
    Moved,
    /// Late at any time, also where it was kept or moved afterwards.
    Late,
    /// Taken back before it was late: it counts for nothing.
    Withdrawn,
}

/// Something that readers of an incident were promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Ours, inside.
    pub id: CommitmentId,
    /// What is promised.
    pub kind: CommitmentKind,
    /// What exactly, where the kind does not say it.
    pub words: LocalizedText,
    /// By when, as it stands now.
    pub due: Moment,
    /// The instant from which it is late; the end of a day where a day was promised.
    pub late_at: Timestamp,
    /// How it stood when it was written down last; [`Commitment::state_at`] for now.
    pub state: CommitmentState,
    /// Whether the page's rule made it.
    pub is_by_rule: bool,
    /// Who made it, and with which update.
    pub made: Mark,
    /// Who kept it or took it back, and with which update.
    pub ended: Option<Mark>,
    /// Why it was taken back.
    pub reason: LocalizedText,
    /// How it was moved, oldest first.
    pub moves: Vec<Moved>,
}

/// Who did something to a commitment, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// When.
    pub at: Timestamp,
    /// Who; never told to readers.
    pub by: Actor,
    /// The update that did it.
    pub update: Option<UpdateId>,
}

/// A commitment was moved to another time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// By when it was promised before.
    pub from: Moment,
    /// The instant from which it would have been late.
    pub from_late_at: Timestamp,
    /// When it was moved, and who did it.
    pub mark: Mark,
    /// Why.
    pub reason: LocalizedText,
}

impl Commitment {
    /// True until it is kept or taken back.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(
            self.state,
            CommitmentState::Kept | CommitmentState::Withdrawn
        )
    }

    /// How it stands at `now`: late from the instant on, whether or not a clock has written that down.
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> CommitmentState {
        match self.state {
            CommitmentState::Open | CommitmentState::Moved if now >= self.late_at => {
                CommitmentState::Late
            }
            state => state,
        }
    }

    /// By how much it is late at `now`, or was when it was kept; `None` when it is or was in time.
    #[must_use]
    pub fn late_by(&self, now: Timestamp) -> Option<SignedDuration> {
        let until = match (self.state, self.ended) {
            (CommitmentState::Withdrawn, _) => return None,
            (CommitmentState::Kept, Some(kept)) => kept.at,
            _ => now,
        };
        (until >= self.late_at).then(|| until.duration_since(self.late_at))
    }

    /// When it came to stand as it does at `now`: made, moved, late, kept or taken back.
    #[must_use]
    pub fn turned_at(&self, now: Timestamp) -> Timestamp {
        match (self.ended, self.state_at(now)) {
            (Some(end), _) => end.at,
            (None, CommitmentState::Late) => self.late_at,
            (None, _) => self
                .moves
                .last()
                .map_or(self.made.at, |moved| moved.mark.at),
        }
    }

    /// How it counts at `now`.
    #[must_use]
    pub fn outcome(&self, now: Timestamp) -> Outcome {
        let was_late = self
            .moves
            .iter()
            .any(|moved| moved.mark.at >= moved.from_late_at);
        let ended_late = self.ended.is_some_and(|end| end.at >= self.late_at);
        let is_late = was_late || ended_late || self.late_by(now).is_some();
        match self.state {
            _ if is_late => Outcome::Late,
            CommitmentState::Withdrawn => Outcome::Withdrawn,
            CommitmentState::Kept if self.moves.is_empty() => Outcome::Kept,
            CommitmentState::Kept => Outcome::Moved,
            _ => Outcome::Pending,
        }
    }

    /// By when it was promised first.
    #[must_use]
    pub fn first_due(&self) -> Moment {
        self.moves.first().map_or(self.due, |moved| moved.from)
    }
}

/// Whether a statement that says `status` keeps a promise of this kind. `has_words` where it says more than the status.
#[must_use]
pub fn is_kept_by(kind: CommitmentKind, status: IncidentStatus, has_words: bool) -> bool {
    match kind {
        CommitmentKind::Update => true,
        CommitmentKind::Acknowledgement => has_words,
        CommitmentKind::Description => has_words && status != IncidentStatus::Investigating,
        CommitmentKind::Resolution => !status.is_open(),
        CommitmentKind::Postmortem => status == IncidentStatus::Postmortem,
        CommitmentKind::Other => false,
    }
}

/// Whether an open promise of this kind means nothing any more once the incident is over.
#[must_use]
pub fn is_void_when_over(kind: CommitmentKind) -> bool {
    matches!(
        kind,
        CommitmentKind::Acknowledgement | CommitmentKind::Description | CommitmentKind::Resolution
    )
}

/// When the responsible are reminded of what was promised at `made` and is late at `late_at`: a sixth of the time before,
/// at least five minutes and at most a day; where less than ten minutes were left, at half of them.
#[must_use]
pub fn remind_at(made: Timestamp, late_at: Timestamp) -> Timestamp {
    let left = late_at.duration_since(made).max(SignedDuration::ZERO);
    let before = (left / 6)
        .max(SignedDuration::from_mins(5))
        .min(SignedDuration::from_hours(24))
        .min(left / 2);
    let at = late_at - before;
    at.round(Unit::Second).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-03-04T{text}Z").parse().unwrap()
    }

    fn mark(text: &str) -> Mark {
        Mark {
            at: at(text),
            by: Actor::System,
            update: None,
        }
    }

    fn by_two() -> Commitment {
        Commitment {
            id: CommitmentId(uuid::Uuid::nil()),
            kind: CommitmentKind::Update,
            words: LocalizedText::new(),
            due: Moment::minute(at("14:00:00")),
            late_at: at("14:00:00"),
            state: CommitmentState::Open,
            is_by_rule: false,
            made: mark("13:30:00"),
            ended: None,
            reason: LocalizedText::new(),
            moves: vec![],
        }
    }

    fn kept(text: &str) -> Commitment {
        Commitment {
            state: CommitmentState::Kept,
            ended: Some(mark(text)),
            ..by_two()
        }
    }

    #[test]
    fn it_turns_when_it_is_made_moved_late_or_kept() {
        let moved = Commitment {
            state: CommitmentState::Moved,
            moves: vec![Moved {
                from: Moment::minute(at("13:50:00")),
                from_late_at: at("13:50:00"),
                mark: mark("13:40:00"),
                reason: LocalizedText::new(),
            }],
            ..by_two()
        };

        assert_eq!(by_two().turned_at(at("13:35:00")), at("13:30:00"));
        assert_eq!(moved.turned_at(at("13:45:00")), at("13:40:00"));
        assert_eq!(moved.turned_at(at("14:05:00")), at("14:00:00"));
        assert_eq!(kept("14:10:00").turned_at(at("14:15:00")), at("14:10:00"));
    }

    #[test]
    fn it_is_late_from_the_instant_on() {
        let open = by_two();

        assert_eq!(open.state_at(at("13:59:59")), CommitmentState::Open);
        assert_eq!(open.late_by(at("13:59:59")), None);
        assert_eq!(open.state_at(at("14:00:00")), CommitmentState::Late);
        assert_eq!(
            open.late_by(at("14:12:00")),
            Some(SignedDuration::from_mins(12))
        );
    }

    #[test]
    fn what_is_kept_late_counts_as_late_for_ever() {
        let now = at("18:00:00");

        assert_eq!(kept("13:59:59").outcome(now), Outcome::Kept);
        assert_eq!(kept("13:59:59").late_by(now), None);
        assert_eq!(kept("14:05:00").outcome(now), Outcome::Late);
        assert_eq!(
            kept("14:05:00").late_by(now),
            Some(SignedDuration::from_mins(5))
        );
    }

    #[test]
    fn moving_in_time_is_no_lateness_and_moving_too_late_is() {
        let moved = |text: &str| Commitment {
            moves: vec![Moved {
                from: Moment::minute(at("13:00:00")),
                from_late_at: at("13:00:00"),
                mark: mark(text),
                reason: LocalizedText::new(),
            }],
            ..kept("13:50:00")
        };

        assert_eq!(moved("12:59:00").outcome(at("15:00:00")), Outcome::Moved);
        assert_eq!(moved("13:01:00").outcome(at("15:00:00")), Outcome::Late);
        assert_eq!(
            moved("12:59:00").first_due(),
            Moment::minute(at("13:00:00"))
        );
    }

    #[test]
    fn what_is_taken_back_in_time_counts_for_nothing() {
        let back = |text: &str| Commitment {
            state: CommitmentState::Withdrawn,
            ..kept(text)
        };

        assert_eq!(back("13:40:00").outcome(at("15:00:00")), Outcome::Withdrawn);
        assert_eq!(back("14:40:00").outcome(at("15:00:00")), Outcome::Late);
    }

    #[test]
    fn a_statement_keeps_what_it_is() {
        use CommitmentKind::{Acknowledgement, Description, Other, Postmortem, Resolution, Update};
        use IncidentStatus::{Identified, Investigating, Resolved};

        assert!(is_kept_by(Update, Investigating, true));
        assert!(!is_kept_by(Acknowledgement, Investigating, false));
        assert!(!is_kept_by(Description, Investigating, true));
        assert!(is_kept_by(Description, Identified, true));
        assert!(is_kept_by(Resolution, Resolved, false));
        assert!(!is_kept_by(Postmortem, Resolved, true));
        assert!(!is_kept_by(Other, Resolved, true));
    }

    #[test]
    fn the_reminder_comes_while_there_is_time() {
        let minutes = |made: &str, late: &str| {
            at(late)
                .duration_since(remind_at(at(made), at(late)))
                .as_mins()
        };

        assert_eq!(minutes("13:30:00", "14:00:00"), 5);
        assert_eq!(minutes("08:00:00", "14:00:00"), 60);
        assert_eq!(minutes("13:54:00", "14:00:00"), 3);
        assert_eq!(remind_at(at("14:00:00"), at("14:00:00")), at("14:00:00"));
    }
}
