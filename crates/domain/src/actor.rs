//! Who did something: a person, a program with a key, an import, or Beffroi itself.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whoever did it. Audit rows and text versions keep the kind and, where there is one, a pseudonymous id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Actor {
    /// The program by itself: demo, schedule, migration.
    System,
    /// An import of somebody's history.
    Import,
    /// A person who signed in.
    Member(Uuid),
    /// A program that somebody gave an API token.
    Token(Uuid),
}

impl Actor {
    /// `system`, `import`, `member` or `token`, as in tables.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Import => "import",
            Self::Member(_) => "member",
            Self::Token(_) => "token",
        }
    }

    /// The pseudonymous id of the person or the token.
    #[must_use]
    pub fn id(self) -> Option<Uuid> {
        match self {
            Self::Member(id) | Self::Token(id) => Some(id),
            Self::System | Self::Import => None,
        }
    }

    /// True for a person, and for a program that speaks for one: what they wrote is never overwritten
    /// by an import.
    #[must_use]
    pub fn is_person(self) -> bool {
        matches!(self, Self::Member(_) | Self::Token(_))
    }
}
