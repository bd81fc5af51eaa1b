//! Duty: who is called when readers have waited too long for a word, and who next when nobody answers.
//!
//! Read in order: [`Rule`] (when a page calls), [`Turn`] and [`on_duty`] (whom), [`Call`] and [`answer`], then
//! `clock` (what happens by itself, once on several nodes, by the deadlines) and `promise` (what was promised and falls due). Only incidents that are told here and
//! are not over are watched. What a call does is write letters; it is there for the console without them.
//! Not here: members' addresses (`members`), how a letter travels (`notify`).

mod call;
mod clock;
mod promise;
mod rule;
mod turn;
mod whom;

pub use call::{Call, answer, list_calls, load_call};
pub use clock::{KINDS, fall_due};
pub use rule::{LONGEST, Rule, find_rule, set_rule};
pub use turn::{NewTurn, Turn, add_turn, list_turns, on_duty, remove_turn};
pub use whom::responsible;
