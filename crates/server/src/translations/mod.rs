//! Words in every language: facts filled into a text, what a page requires, what is still to be translated, and the
//! sentences that are ready.
//!
//! Read in order: [`fill`] (facts as places), [`Gate`] (which languages a page requires; [`pass`] lets a text through), [`Mark`] (a translation that is
//! due, or older than its source), [`Phrase`] (the phrasebook), [`remember`] and [`offers`] (what was said before), [`Machine`]
//! and [`Drafted`] (a machine's draft, and what is kept of it). Not here: the deeds that tell readers, which are
//! verbs of `incidents`; the words themselves, which are `texts`.

mod book;
mod drafted;
mod gate;
mod machine;
mod marks;
mod memory;
mod pass;
mod phrases;
mod places;
mod planned;

pub use book::{Phrase, PhraseOrigin, offered, phrases_of};
pub use drafted::{
    ByMachine, Drafted, DraftedText, MachineRule, TextField, by_machine_of, note_machine,
    note_person,
};
pub use gate::{Gate, Missing, gate_of, set_gate};
pub use machine::{Machine, MachineSettings, Rough, Service, Trouble};
pub use marks::{
    Mark, MarkKind, RootKind, TextKey, due, due_on, marks_of, settle, stale, stale_of,
};
pub use memory::{Offer, offers, remember, twin};
pub use pass::{Lacks, lacking, pass};
pub use phrases::{NewPhrase, compose, object_of, reset_phrase, set_phrase};
pub use places::{Facts, fill};
pub use planned::{WorkFacts, fill_work};
