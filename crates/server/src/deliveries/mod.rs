//! Deliveries: a broadcast on its way to everyone who asked for it.
//!
//! Read in order: [`begin`] (a broadcast of the outbox becomes a fan-out), [`take`] (readers are handed out, a chunk at a
//! time, under a lease), [`record`] (what came of them), [`end_with_what_is_over`], `retry` ([`claim_due`], [`end_retry`], [`let_go`]: readers whom it did not reach at
//! once), then what people look at: [`progress`], `dead`; and
//! before it is told: [`whom`], [`send_proof`]; and what goes with a person, [`forget_person`].
//! A cursor says how far the readers are handed out; no row is written for a reader whom it reached. Of a
//! chunk, only that is repeated after a crash which was under way and not yet recorded, under the same key.
//! Deliberately absent: how a message looks (`channels`), and whoever carries it (`notify`).

mod begin;
mod chunk;
mod dead;
mod end;
mod forget;
mod gather;
mod progress;
mod proof;
mod record;
mod retry;
mod take;
mod whom;

pub use begin::{Broadcast, begin, count_readers, find_broadcast, is_due, note_readers};
pub use chunk::Chunk;
pub use dead::{Dead, list_dead, revive};
pub use end::end_with_what_is_over;
pub use forget::forget_person;
pub use progress::{Failed, Progress, progress, progress_of};
pub use proof::{PROOF, Proof, send_proof};
pub use record::{Ended, Outcome, record, release, renew};
pub use retry::{Retry, claim_due, end_retry, let_go};
pub use take::{CHUNK, LEASE, Taken, has_work, take};
pub use whom::{rehearsed, whom};
