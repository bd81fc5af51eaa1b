//! The words of Beffroi and their rules.
//!
//! Read in order: [`locale`] and [`text`] (one fact, many languages), [`time`] (what we know of an
//! instant), [`status`], [`window`] and [`length`] (what broke, and for how long), [`incident`] and [`lifecycle`], [`commitment`] (what readers were promised), [`correction`], [`template`], [`places`],
//! [`maintenance`] and [`recurrence`], [`postmortem`], [`announcement`], [`uptime`] and [`tally`] (figures), [`find`] (times, figures and promises in prose),
//! [`review`] (what is wrong with a text before it goes out), [`case`](mod@case) (what readers report).
//!
//! Deliberately absent: clock, database, network, rendering. Whoever needs "now" passes it in.

pub mod actor;
pub mod announcement;
pub mod case;
pub mod commitment;
pub mod correction;
pub mod find;
pub mod ids;
pub mod incident;
pub mod length;
pub mod lifecycle;
pub mod locale;
pub mod maintenance;
pub mod memory;
pub mod phrase;
pub mod places;
pub mod postmortem;
pub mod public_id;
pub mod recurrence;
pub mod review;
pub mod status;
pub mod tally;
pub mod template;
pub mod text;
pub mod time;
pub mod uptime;
pub mod window;

pub use actor::Actor;
pub use announcement::{Announcement, Occasion, Overheard, Stood, Topic, Touched, Turn};
pub use commitment::{Commitment, CommitmentKind, CommitmentState};
pub use correction::{Correction, Fate, Piece, difference};
pub use ids::{
    CommitmentId, ComponentId, GroupId, IncidentId, MaintenanceId, MemberId, PageId, PostmortemId,
    ProviderId, ProviderIncidentId, ProviderPartId, ReportId, SubscriptionId, TicketId,
    TicketPromiseId, UpdateId, WindowId,
};
pub use incident::{
    Consequence, Figure, FigureUnit, Incident, Notice, Priority, Responsibility, StatusChange,
    Update,
};
pub use length::{Length, Lengths, lengths};
pub use locale::{BadLocale, Locale};
pub use maintenance::Maintenance;
pub use phrase::StandardPhrase;
pub use postmortem::{Action, Entry, EntryKind, Postmortem, Section};
pub use public_id::{BadPublicId, PublicId};
pub use recurrence::Recurrence;
pub use status::{ComponentStatus, Impact, IncidentStatus, MaintenanceStatus, UpdateStatus};
pub use text::{LocalizedText, Resolved};
pub use time::{Moment, Origin, Precision};
pub use window::{ImpactWindow, WindowEnd};
