//! Parts of lists: `page` from 1 on, and `per_page` or `limit`, at most and by default 100.

use crate::api::{answer::Wrong, ask::Ask};

const MOST: i64 = 100;

/// Which part of a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// How many are left out before it.
    pub offset: i64,
    /// How many it holds at most.
    pub count: i64,
}

impl Paging {
    /// What a query asks for; page 0 is the first.
    ///
    /// # Errors
    /// Unreadable where it is no number.
    pub fn of(ask: &Ask) -> Result<Self, Wrong> {
        let count = ask.query_number("per_page")?.or(ask.query_number("limit")?);
        let page = ask.query_number("page")?.unwrap_or(1).clamp(1, 1_000_000);
        Ok(Self::at(page, count.unwrap_or(MOST)))
    }

    fn at(page: i64, count: i64) -> Self {
        let count = match count {
            0 => MOST,
            count => count.min(MOST),
        };
        Self {
            offset: (page - 1) * count,
            count,
        }
    }

    /// This part of a list.
    #[must_use]
    pub fn part<T>(self, all: Vec<T>) -> Vec<T> {
        let (offset, count) = (usize::try_from(self.offset), usize::try_from(self.count));
        let skipped = all.into_iter().skip(offset.unwrap_or(usize::MAX));
        skipped.take(count.unwrap_or(0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_count_from_one_and_hold_at_most_a_hundred() {
        assert_eq!(Paging::at(2, 1).part(vec!["a", "b", "c"]), ["b"]);
        assert_eq!(Paging::at(1, 500).count, 100);
        assert_eq!(Paging::at(3, 0).offset, 200);
        assert!(Paging::at(9, 2).part(vec!["a"]).is_empty());
    }
}
