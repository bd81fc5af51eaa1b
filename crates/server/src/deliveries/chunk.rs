//! A chunk: readers that one node has taken on, and how many of them are done with.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::subscribers::Lane;

/// Readers that are ours until the lease runs out.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// Its row.
    pub id: Uuid,
    /// What is told.
    pub broadcast: Uuid,
    /// What carries it.
    pub lane: Lane,
    /// All up to this one are done with.
    pub(super) done: Uuid,
    /// Those after it that are done with too.
    pub(super) beyond: BTreeSet<Uuid>,
    /// Those that are not, in order.
    pub(super) open: BTreeSet<Uuid>,
    /// The last of all.
    pub(super) upto: Uuid,
    /// Whose it is.
    pub(super) lease: Uuid,
}

impl Chunk {
    /// True when nobody is left.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.open.is_empty()
    }

    /// Notes that somebody is done with; the border moves up to the first who is not.
    pub(super) fn finish(&mut self, reader: Uuid) {
        if self.open.remove(&reader) {
            self.beyond.insert(reader);
        }
        match self.open.first() {
            None => {
                self.done = self.upto;
                self.beyond.clear();
            }
            Some(first) => {
                let after = self.beyond.split_off(first);
                if let Some(last) = self.beyond.last() {
                    self.done = *last;
                }
                self.beyond = after;
            }
        }
    }

    /// Those beyond the border, as the table keeps them.
    pub(super) fn beyond_text(&self) -> String {
        self.beyond
            .iter()
            .map(|id| id.simple().to_string())
            .collect()
    }
}

/// The ids that [`Chunk::beyond_text`] wrote. What is cut off is left out: that reader is told once more.
pub(super) fn read_beyond(text: &str) -> BTreeSet<Uuid> {
    let digits = text.as_bytes().chunks(32);
    digits
        .filter_map(|one| Uuid::try_parse_ascii(one).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn chunk(readers: impl Iterator<Item = u128>) -> Chunk {
        let open: BTreeSet<Uuid> = readers.map(id).collect();
        Chunk {
            id: id(1),
            broadcast: id(2),
            lane: Lane::Mail,
            done: Uuid::nil(),
            beyond: BTreeSet::new(),
            upto: *open.last().unwrap(),
            open,
            lease: id(3),
        }
    }

    #[test]
    fn the_border_moves_over_whoever_is_done_and_no_further() {
        let mut chunk = chunk(10..15);

        chunk.finish(id(12));
        assert_eq!((chunk.done, chunk.beyond.len()), (Uuid::nil(), 1));
        chunk.finish(id(10));
        assert_eq!((chunk.done, chunk.beyond.len()), (id(10), 1));
        chunk.finish(id(11));
        assert_eq!((chunk.done, chunk.beyond.len()), (id(12), 0));
        chunk.finish(id(14));
        assert_eq!(read_beyond(&chunk.beyond_text()), [id(14)].into());
        assert!(!chunk.is_done());
        chunk.finish(id(13));
        assert!(chunk.is_done() && chunk.done == id(14) && chunk.beyond.is_empty());
    }

    #[test]
    fn whoever_is_nobodys_here_changes_nothing() {
        let mut chunk = chunk(10..12);

        chunk.finish(id(99));

        assert_eq!((chunk.open.len(), chunk.beyond.len()), (2, 0));
    }
}
