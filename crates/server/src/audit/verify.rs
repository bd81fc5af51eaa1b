//! The chain gone through from its beginning: what was changed, removed or cut off is told by its place.

use std::{collections::BTreeMap, fmt};

use super::{
    Head,
    chain::{BEGINNING, Entry, EntryRow},
    sealer::{count_unsealed, head},
};
use crate::{
    ground::{Result, Tx},
    params,
};

/// How many rows are read at a time.
const BATCH: i64 = 1000;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How far the chain reaches.
    pub head: Head,
    /// Rows that are committed and not sealed yet.
    pub unsealed: i64,
    /// How many anchors it was held against.
    pub anchors: usize,
    /// What is wrong, the earliest first; nothing when it is whole.
    pub breaks: Vec<Break>,
}

/// Something that is wrong with the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// The row at this place is not what was sealed, or the seal is not.
    Changed(i64),
    /// No row has these places, the first to the last.
    Missing(i64, i64),
    /// The chain ends here, and reached further once.
    Cut {
        /// The last place that there is.
        ends: i64,
        /// The place that it reached.
        reached: i64,
    },
    /// The row at this place has another seal than the one that was kept outside.
    Rewritten(i64),
}

impl fmt::Display for Break {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(seq) => write!(out, "row {seq} was changed after it was sealed"),
            Self::Missing(first, last) if first == last => write!(out, "row {first} was removed"),
            Self::Missing(first, last) => write!(out, "rows {first} to {last} were removed"),
            Self::Cut { ends, reached } => write!(
                out,
                "the chain ends at row {ends}, and it reached row {reached} once: its end was cut off"
            ),
            Self::Rewritten(seq) => write!(
                out,
                "row {seq} has another seal than the anchor: the chain up to it was written anew"
            ),
        }
    }
}

/// Goes through the chain and holds it against `anchors`. After a break it goes on from what is there, so that
/// one changed row is told once.
///
/// # Errors
/// A fault when the database is away.
pub async fn verify(tx: &mut Tx, anchors: &[Head]) -> Result<Verified> {
    let mut walk = Walk::new(anchors);
    loop {
        let rows: Vec<EntryRow> = tx
            .list(
                "SELECT * FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2",
                params![walk.at.seq, BATCH],
            )
            .await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            walk.step(&Entry::try_from(row)?);
        }
    }
    let kept = head(tx).await?;
    walk.end(&kept);
    Ok(Verified {
        unsealed: count_unsealed(tx).await?,
        anchors: anchors.len(),
        head: walk.at,
        breaks: walk.breaks,
    })
}

/// A walk along the chain: where it is, and what it found.
struct Walk<'a> {
    at: Head,
    anchors: BTreeMap<i64, &'a str>,
    breaks: Vec<Break>,
}

impl<'a> Walk<'a> {
    fn new(anchors: &'a [Head]) -> Self {
        let anchors = anchors.iter();
        Self {
            at: Head {
                seq: 0,
                seal: BEGINNING.to_owned(),
            },
            anchors: anchors.map(|one| (one.seq, one.seal.as_str())).collect(),
            breaks: Vec::new(),
        }
    }

    fn step(&mut self, entry: &Entry) {
        let (seq, seal) = (entry.seq.unwrap_or_default(), entry.seal.as_deref());
        let seal = seal.unwrap_or_default();
        if seq == self.at.seq + 1 {
            if entry.seal_after(seq, &self.at.seal) != seal {
                self.breaks.push(Break::Changed(seq));
            }
        } else {
            // The row after a gap cannot be held against the one before it.
            self.breaks.push(Break::Missing(self.at.seq + 1, seq - 1));
        }
        if self.anchors.get(&seq).is_some_and(|kept| *kept != seal) {
            self.breaks.push(Break::Rewritten(seq));
        }
        self.at = Head {
            seq,
            seal: seal.to_owned(),
        };
    }

    fn end(&mut self, kept: &Head) {
        let ends = self.at.seq;
        let anchored = self.anchors.keys().next_back().copied().unwrap_or(0);
        let reached = kept.seq.max(anchored);
        if reached > ends {
            self.breaks.push(Break::Cut { ends, reached });
        } else if *kept != self.at {
            self.breaks.push(Break::Rewritten(ends));
        }
    }
}
