//! Who did something: a person, an import, or the program itself.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whoever did it. Audit rows and text versions keep the kind and, for a person, a pseudonymous id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Actor {
    /// The program by itself: demo, schedule, migration.
    System,
    /// An import of somebody's history.
    Import,
    /// A person who signed in.
    Member(Uuid),
}

impl Actor {
    /// `system`, `import` or `member`, as in tables.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Import => "import",
            Self::Member(_) => "member",
        }
    }

    /// The person's pseudonymous id.
    #[must_use]
    pub fn member(self) -> Option<Uuid> {
        match self {
            Self::Member(id) => Some(id),
            Self::System | Self::Import => None,
        }
    }

    /// True for a person: what they wrote is never overwritten by a machine.
    #[must_use]
    pub fn is_person(self) -> bool {
        matches!(self, Self::Member(_))
    }
}
