//! Members: people who sign in, what with, and what they may do; and the keys of programs.
//!
//! Read in order: [`Member`], [`Role`], [`create_member`] and [`create_first_administrator`], `grant` (what
//! somebody may), `invitation` (one-time links), `password`, `factor` (codes, passkeys), [`oidc`] (another provider),
//! [`enter()`] (the one way in), `session`, [`SignedIn`] (whoever asks the console), [`Route`] (where somebody is reached on
//! duty), `token`, [`Caller`] (whoever asks the API). Of passwords, sessions, links and keys only hashes are
//! kept. Whoever has no role on a page gets the same answer as if the page were not there.
//! Not here: screens and forms (`console`), how a letter travels (`outbox`, `notify`).

mod caller;
mod common;
mod create;
mod enter;
mod factor;
mod grant;
mod invitation;
mod letter;
mod load;
pub mod oidc;
mod password;
mod remove;
mod role;
mod route;
mod session;
mod signed_in;
mod token;

pub use caller::{Caller, NoKey};
pub use create::{NewMember, create_first_administrator, create_member, set_locale};
pub use enter::{Entry, Way, answer, enter, find_waiting};
pub use factor::{
    CodeKey, Factors, KeptPasskey, NewPasskey, Party, add_codes, add_passkey, ask_for_passkey,
    ask_new_passkey, factors_of, has_factor, remove_codes, remove_passkey, rename_passkey,
    renew_recovery_codes, take_factors, use_code, use_passkey,
};
pub use grant::{grant_role, revoke_role};
pub use invitation::{
    Invitation, InvitationKind, find_invitation, has_administrator, make_first_link, make_link,
    use_link,
};
pub use letter::{FactorNews, send_factor_news, send_link};
pub use load::{Grant, Member, find_by_email, find_by_id, has_come, list, roles_of};
pub use password::{find_password, password_of, refuse_weak, set_password};
pub use remove::{forget_member, remove_member};
pub use role::{Role, Scope};
pub use route::{
    Route, add_route, addresses_of, ask_route, confirm_route, find_route, list_routes,
    members_with_routes, raise_route, remove_route,
};
pub use session::{Session, end_session, end_sessions, list_sessions, start_session};
pub use signed_in::{
    NoSession, SignedIn, cookie, cookie_ended, find_signed_in, recognize, waiting,
};
pub use token::{ApiToken, NewToken, list_tokens, make_token, revoke_token};
