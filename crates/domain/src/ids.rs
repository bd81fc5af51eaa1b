//! Typed ids: UUID v7 inside, one type per noun, so that none is taken for another.
//!
//! Readers never see them; they see a [`crate::PublicId`].

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }
    )+};
}

id! {
    /// A public status page.
    PageId,
    /// A component of a page.
    ComponentId,
    /// A component group of a page.
    GroupId,
    /// An incident.
    IncidentId,
    /// A maintenance.
    MaintenanceId,
    /// One dated statement on an incident or a maintenance.
    UpdateId,
    /// An impact window of an incident.
    WindowId,
    /// The write-up of an incident.
    PostmortemId,
    /// Something that readers of an incident were promised.
    CommitmentId,
    /// What an address asked to hear of a page.
    SubscriptionId,
    /// A company with a status page of its own.
    ProviderId,
    /// A component of a provider.
    ProviderPartId,
    /// An incident or a maintenance as a provider tells it.
    ProviderIncidentId,
    /// Something taken up with a provider.
    TicketId,
    /// Something that a provider promised us.
    TicketPromiseId,
    /// Something that a reader reported.
    ReportId,
    /// A person who may sign in; pseudonymous, as audit and versions of texts keep it.
    MemberId,
}
