//! Roles and scopes: what somebody may do, from least to most.

use std::str::FromStr;

use crate::ground::Refusal;

/// What a member may do on a page; each includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Sees drafts, notes and the running log.
    Reader,
    /// Writes drafts.
    Responder,
    /// Publishes.
    Publisher,
    /// Says who else may, and sets up the page.
    Administrator,
}

impl Role {
    /// All, from least to most.
    pub const ALL: [Self; 4] = [
        Self::Reader,
        Self::Responder,
        Self::Publisher,
        Self::Administrator,
    ];

    /// As in tables and commands.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Responder => "responder",
            Self::Publisher => "publisher",
            Self::Administrator => "administrator",
        }
    }

    /// The scope that a token needs where a member needs this role.
    #[must_use]
    pub fn scope(self) -> Scope {
        match self {
            Self::Reader => Scope::Read,
            Self::Responder => Scope::Write,
            Self::Publisher => Scope::Publish,
            Self::Administrator => Scope::Admin,
        }
    }
}

impl FromStr for Role {
    type Err = Refusal;

    fn from_str(word: &str) -> Result<Self, Refusal> {
        let found = Self::ALL.into_iter().find(|role| role.as_str() == word);
        found.ok_or_else(|| {
            Refusal::of(
                "role",
                "write reader, responder, publisher or administrator",
            )
            .told("refusal-role-unknown")
        })
    }
}

/// What an API token may do. `publish` includes `write`, which includes `read`; `bypass` and `admin`
/// stand for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Sees what a reader sees who signed in.
    Read,
    /// Writes drafts.
    Write,
    /// Publishes.
    Publish,
    /// Publishes without the second person that a page asks for.
    Bypass,
    /// Sets up pages and components.
    Admin,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Read,
        Self::Write,
        Self::Publish,
        Self::Bypass,
        Self::Admin,
    ];

    /// As in tables and commands.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Publish => "publish",
            Self::Bypass => "bypass",
            Self::Admin => "admin",
        }
    }

    /// Whether who has this one may do what `asked` stands for.
    #[must_use]
    pub fn includes(self, asked: Self) -> bool {
        match self {
            Self::Read | Self::Bypass => self == asked,
            Self::Write => asked <= Self::Write,
            Self::Publish => asked <= Self::Publish,
            Self::Admin => asked != Self::Bypass,
        }
    }
}

impl FromStr for Scope {
    type Err = Refusal;

    fn from_str(word: &str) -> Result<Self, Refusal> {
        let found = Self::ALL.into_iter().find(|scope| scope.as_str() == word);
        found.ok_or_else(|| {
            Refusal::of("scopes", "write read, write, publish, bypass or admin")
                .told("refusal-scope-unknown")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_includes_those_before_it_and_a_scope_too_but_for_bypass() {
        assert!(Role::Administrator > Role::Publisher && Role::Reader < Role::Responder);
        assert!(Scope::Publish.includes(Scope::Read) && Scope::Admin.includes(Scope::Publish));
        assert!(!Scope::Write.includes(Scope::Publish) && !Scope::Read.includes(Scope::Write));
        for scope in Scope::ALL {
            assert_eq!(scope.includes(Scope::Bypass), scope == Scope::Bypass);
        }
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse::<Role>().unwrap(), role);
        }
        for scope in Scope::ALL {
            assert_eq!(scope.as_str().parse::<Scope>().unwrap(), scope);
        }
        assert!("root".parse::<Role>().is_err());
    }
}
