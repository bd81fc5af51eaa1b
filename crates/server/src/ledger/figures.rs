//! Figures of one provider: how many tickets, how soon they answer, and whether they keep what they promise.

use beffroi_domain::commitment::Outcome;
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
    let mut answers: Vec<i64> = tickets.iter().filter_map(Ticket::answer_seconds).collect();
    answers.sort_unstable();
    let mut all = Figures {
        tickets: tickets.len(),
        open: tickets.iter().filter(|one| one.closed_at.is_none()).count(),
        answered: answers.len(),
        answer_seconds: median(&answers),
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

/// The middle of what is sorted; between two, the middle of both.
fn median(sorted: &[i64]) -> Option<i64> {
    let last = sorted.len().checked_sub(1)?;
    let (low, high) = (sorted.get(last / 2)?, sorted.get(last.div_ceil(2))?);
    Some(low + (high - low) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_and_of_nothing_is_nothing() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[60]), Some(60));
        assert_eq!(median(&[60, 120, 9000]), Some(120));
        assert_eq!(median(&[60, 120]), Some(90));
    }
}
