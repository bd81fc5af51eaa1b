//! Post-mortems: the published write-up of an incident, its one timeline, its actions.
//!
//! Read in order: [`record`], [`of_incident`].
//! Not here: writing one, owners and due days of actions, which the inquest brings.

mod load;
mod record;

pub use load::{Noticed, noticed, of_incident};
pub use record::{NewPostmortem, record};
