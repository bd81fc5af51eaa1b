//! Components: what a page is made of.
//!
//! Read in order: [`Component`], [`Group`], [`create`], [`create_group`], [`of_page`].
//! Not here: uptime, which is worked out from incidents' windows by `public`.

mod create;
mod store;

use beffroi_domain::{ComponentId, ComponentStatus, GroupId, LocalizedText, PublicId};
use jiff::Timestamp;

pub use create::{NewComponent, NewGroup, create, create_group};
pub use store::{groups_of_page, ids_of_page, of_page, set_status};

/// A named part of a service.
#[derive(Clone, Debug)]
pub struct Component {
    /// Ours, inside.
    pub id: ComponentId,
    /// As programs see it.
    pub public_id: PublicId,
    /// Where it stands, if in a group.
    pub group: Option<GroupId>,
    /// Its name per locale.
    pub name: LocalizedText,
    /// What it is, in a sentence per locale; may be empty.
    pub description: LocalizedText,
    /// Its place within its group or at the top, from 1.
    pub position: i64,
    /// How it is now.
    pub status: ComponentStatus,
    /// The first instant of which anything is known of it.
    pub since: Timestamp,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// An ordered gathering of components.
#[derive(Clone, Debug)]
pub struct Group {
    /// Ours, inside.
    pub id: GroupId,
    /// As programs see it.
    pub public_id: PublicId,
    /// Its name per locale.
    pub name: LocalizedText,
    /// Its place on the page, from 1.
    pub position: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}
