//! Search: incidents by their words, accents folded, as a reader of one language sees them.
//!
//! Read in order: [`Terms`] (what was typed), [`search`] (which incidents), [`mark`] (where in a text).
//! The index is the database's own (FTS5, tsvector), kept in the transaction that writes a text; see
//! migration 0005. Not here: who searched for what, which nobody writes down.

mod find;
mod mark;
mod terms;

pub use find::{Found, search};
pub use mark::{Piece, mark, snippet};
pub use terms::Terms;
