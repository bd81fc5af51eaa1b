//! Components: what a page is made of.
//!
//! Read in order: [`Component`], [`Group`], [`create`], [`update`], [`change_status`] (and the [`Outage`]s that follow
//! from it), [`delete`], then the same verbs of groups, and [`of_page`].
//! Not here: uptime, which `public` works out from incidents' windows and from outages.

mod change;
mod create;
mod status;
mod store;

use beffroi_domain::{ComponentId, ComponentStatus, GroupId, LocalizedText, PublicId};
use jiff::Timestamp;

pub use change::{ComponentChange, GroupChange, delete, delete_group, update, update_group};
pub use create::{NewComponent, NewGroup, create, create_group};
pub use status::{NewStatus, Outage, change_status, is_any_out, outages_since, set_status};
pub use store::{ever_of_page, groups_ever_of_page, groups_of_page, ids_of_page, of_page};

/// A named part of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Whether its ninety days are shown.
    pub showcase: bool,
    /// Whether readers see it only while it is not operational.
    pub only_show_if_degraded: bool,
    /// When it was taken away from the page, if it was.
    pub deleted_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// An ordered gathering of components.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Ours, inside.
    pub id: GroupId,
    /// As programs see it.
    pub public_id: PublicId,
    /// Its name per locale.
    pub name: LocalizedText,
    /// What it gathers, in a sentence per locale; may be empty.
    pub description: LocalizedText,
    /// Its place on the page, from 1.
    pub position: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}
