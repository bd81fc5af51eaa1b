//! Telephones: a number is proved by a code, each segment is counted before it is paid for, and the way out is short.
//!
//! Read in order: [`ask_by_phone`] (a code is asked for), `code` (what it is: [`find_code`], [`code_to_send`], [`prove`]),
//! `spend` (what is left of a day and a month: [`spend`], [`give_back`]), `link` ([`link`], [`find_link`]).
//! Whoever asks may earn by it: some numbers pay whoever owns them for each message. So a number, a network and the
//! installation each have an end of codes, which no leave and no second page opens again.
//! Not here: the gateway, and who calls it.

mod ask;
mod code;
mod link;
mod spend;
mod warn;

pub use ask::{Asked, ask_by_phone, forget, number};
pub use code::{CODE, Code, Proved, code_to_send, find_code, prove, sweep};
pub use link::{find_link, link, make_link};
pub use spend::{Full, Spent, give_back, spend, spent};
pub use warn::warn;

use crate::{
    ground::{Result, Tx},
    pages, subscribers,
};

/// What seals of numbers are made with: the key of the oldest page, so that a number is one on all pages.
async fn key(tx: &mut Tx) -> Result<subscribers::Bell> {
    let all = pages::list(tx).await?;
    let oldest = all.first().ok_or(crate::ground::Error::NotFound)?.id;
    subscribers::bell_of(tx, oldest).await
}
