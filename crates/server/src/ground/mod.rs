//! The ground that every noun stands on: database, clock, randomness, errors, Markdown, the way out.
//!
//! Read in order: [`db`], [`error`], [`clock`], [`token`], [`seal`], [`password`], [`tries`], [`markdown`], [`mask`], [`metrics`],
//! [`outbound`], [`network`], [`proxy`], [`files`].
//! Not here: anything that knows a noun or a page.

pub mod clock;
pub mod db;
pub mod error;
pub mod files;
pub mod markdown;
pub mod mask;
pub mod metrics;
pub mod network;
pub mod outbound;
pub mod password;
pub mod proxy;
pub mod seal;
pub mod token;
pub mod tries;

pub use clock::Clock;
pub use db::{Db, Tx};
pub use error::{Error, Found, Refusal, RefusalKind, Result};
pub use metrics::Metrics;
