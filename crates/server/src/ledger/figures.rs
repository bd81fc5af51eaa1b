//! Figures of one provider: how many tickets, how soon they answer, and whether they keep what they promise.

use beffroi_domain::{commitment::Outcome, tally};
use jiff::Timestamp;

use super::Ticket;

/// How a provider was in its tickets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many there were.
    pub tickets: usize,
    /// How many of them are open.
    pub open: usize,
    /// How many were answered.
    pub answered: usize,
    /// The median time to the first answer, of those that were answered.
    pub answer_seconds: Option<i64>,
    /// How many promises were kept in time, at the time that they named first or later.
    pub kept: usize,
    /// How many were late at any time.
    pub late: usize,
    /// Of how many nobody can tell yet.
    pub pending: usize,
}

/// The figures of these tickets at `now`. Each promise counts once, as the worst that became of it.
#[must_use]
pub fn figures(tickets: &[Ticket], now: Timestamp) -> Figures {
    let answers: Vec<i64> = tickets.iter().filter_map(Ticket::answer_seconds).collect();
    let mut all = Figures {
        tickets: tickets.len(),
        open: tickets.iter().filter(|one| one.closed_at.is_none()).count(),
        answered: answers.len(),
        answer_seconds: tally::middle(answers),
        ..Figures::default()
    };
    for promise in tickets.iter().flat_map(|one| &one.promises) {
        match promise.stands.outcome(now) {
            Outcome::Kept | Outcome::Moved => all.kept += 1,
            Outcome::Late => all.late += 1,
            Outcome::Pending => all.pending += 1,
            Outcome::Withdrawn => {}
        }
    }
    all
}
