//! How an incident's state follows from what was said, and which word may come next.
//!
//! Read in order: [`stands`], [`check_next`]. Not here: what a window does ([`crate::window`]).

use crate::IncidentStatus;

/// Where an incident stands after all that was said, oldest first; `None` where nothing was.
///
/// The newest statement decides. A late word on an incident whose write-up is out leaves it there:
/// only trouble opens it again.
#[must_use]
pub fn stands(said: impl IntoIterator<Item = IncidentStatus>) -> Option<IncidentStatus> {
    said.into_iter().fold(None, |before, next| {
        let is_late_word =
            before == Some(IncidentStatus::Postmortem) && next == IncidentStatus::Resolved;
        if is_late_word { before } else { Some(next) }
    })
}

/// Why a statement cannot be the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNext {
    /// It is over: trouble that comes back is a new window.
    #[error("this incident is over; reopen it when the trouble is back")]
    IsOver,
    /// The write-up says so by itself.
    #[error("a post-mortem is published as a write-up, not as a status")]
    IsWriteUp,
}

/// Whether `next` may be said of an incident that stands at `now`.
///
/// # Errors
/// [`NotNext::IsOver`] for an open state of one that is over, which only reopening may give it;
/// [`NotNext::IsWriteUp`] for the publication of a write-up.
pub fn check_next(now: IncidentStatus, next: IncidentStatus) -> Result<(), NotNext> {
    match next {
        IncidentStatus::Postmortem => Err(NotNext::IsWriteUp),
        _ if next.is_open() && !now.is_open() => Err(NotNext::IsOver),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use IncidentStatus::{Identified, Investigating, Monitoring, Postmortem, Resolved};

    #[test]
    fn the_newest_word_decides() {
        assert_eq!(stands([]), None);
        assert_eq!(stands([Investigating, Monitoring]), Some(Monitoring));
        assert_eq!(
            stands([Investigating, Resolved, Identified]),
            Some(Identified)
        );
    }

    #[test]
    fn a_late_word_does_not_take_the_write_up_away() {
        assert_eq!(stands([Resolved, Postmortem, Resolved]), Some(Postmortem));
        assert_eq!(stands([Postmortem, Investigating]), Some(Investigating));
    }

    #[test]
    fn what_is_over_is_reopened_and_never_just_continued() {
        for open in [Investigating, Identified, Monitoring] {
            assert_eq!(check_next(Resolved, open), Err(NotNext::IsOver));
            assert_eq!(check_next(Postmortem, open), Err(NotNext::IsOver));
            assert_eq!(check_next(open, Resolved), Ok(()));
            assert_eq!(check_next(open, Investigating), Ok(()), "one may go back");
        }
        assert_eq!(check_next(Resolved, Resolved), Ok(()), "a late word");
        assert_eq!(check_next(Resolved, Postmortem), Err(NotNext::IsWriteUp));
    }
}
