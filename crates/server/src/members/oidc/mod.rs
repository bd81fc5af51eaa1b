//! Signing in through another provider, by OpenID Connect: the authorization code with PKCE.
//!
//! Read in order: [`ProviderSettings`], [`Ceremony`] (what a browser carries there and back), [`Provider`] (the way
//! there, and who came back), `known` (what it says of itself, and its keys), `exchange` (the code, made tokens), `verify` (whether an ID token is to be believed), [`Stop`] (why not), then the verbs:
//! [`enter`], [`link_identity`], [`unlink_identity`]. Nothing of a token is kept or logged: what stays is the issuer and the
//! subject, which name somebody for ever, where an address may pass to somebody else.
//! Not here: the screens (`console`), and signing out at the provider.

mod ceremony;
mod enter;
mod exchange;
mod identity;
mod known;
mod provider;
mod stop;
mod verify;

use crate::members::Role;

pub use ceremony::Ceremony;
pub use enter::enter;
pub use identity::{LinkedIdentity, link_identity, list_identities, unlink_identity};
pub use provider::{Came, Provider};
pub use stop::Stop;

/// A provider, as the operator set it.
#[derive(Clone)]
pub struct ProviderSettings {
    /// What people know it by, such as `Example SSO`.
    pub name: String,
    /// Its address as it stands in its tokens.
    pub issuer: String,
    /// How it knows us.
    pub client_id: String,
    /// By what it knows that it is us.
    pub client_secret: String,
    /// What we ask to be told; `openid` is always among them.
    pub scopes: Vec<String>,
    /// Who comes in without having been invited.
    pub admits: Option<Admission>,
    /// True opens the way to a provider at a private address.
    pub may_be_private: bool,
    /// Certificates (PEM) that are trusted for it beside the public ones.
    pub roots: Option<String>,
}

/// Who comes in without having been invited, and as what. Where both are named, both must fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    /// Whoever has a verified address in one of these domains.
    pub domains: Vec<String>,
    /// Whoever is in one of these groups.
    pub groups: Vec<String>,
    /// The claim that lists somebody's groups.
    pub groups_claim: String,
    /// What they may do, on all pages.
    pub role: Role,
}

/// Whom a provider vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Who vouches.
    pub issuer: String,
    /// Whom it means, for ever.
    pub subject: String,
    /// As they are called.
    pub name: Option<String>,
    /// Their address, in small letters, where the provider says that it has verified it.
    pub email: Option<String>,
    /// Their groups.
    pub groups: Vec<String>,
}

impl std::fmt::Debug for ProviderSettings {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("ProviderSettings")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}
