//! Updates: dated statements on an incident or a maintenance, which share one table.
//!
//! Read in order: [`NewUpdate`], [`insert`], [`post`] (in its place among others), [`amend`], [`of`].
//! Not here: the revision, the audit row and the announcement, which belong to the verb of the noun
//! that the statement stands on.

mod amend;
mod insert;
mod load;
mod post;

use beffroi_domain::{LocalizedText, Moment, PublicId, StandardPhrase, StatusChange, UpdateStatus};

pub use amend::{Amended, amend};
pub use insert::{insert, insert_all};
pub use load::of;
pub use post::{Posted, is_newest, post};

/// One statement, as somebody made it.
#[derive(Clone, Debug)]
pub struct NewUpdate {
    /// Kept from an import; else made.
    pub public_id: Option<PublicId>,
    /// The status it states.
    pub status: UpdateStatus,
    /// Markdown per locale.
    pub text: LocalizedText,
    /// The standard sentence it consists of.
    pub standard: Option<StandardPhrase>,
    /// When it was published, where that is known.
    pub published: Option<Moment>,
    /// Component statuses that it changed.
    pub changes: Vec<StatusChange>,
}
