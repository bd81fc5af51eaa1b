//! `GET /pages` and `GET /pages/{page_id}`.

use super::tell::Teller;
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
    },
    members::Role,
    pages,
};

/// The pages that the key is for.
///
/// # Errors
/// A fault when the database is away.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let mut all = Vec::new();
    for page in pages::list(&mut tx).await? {
        if ask.caller.on(&mut tx, page.id, Role::Reader).await.is_ok() {
            all.push(Teller::of(&mut tx, &ask.site, page).await?.page());
        }
    }
    Reply::ok(&all)
}

/// One page.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn read(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = ask.page(&mut tx, Role::Reader).await?;
    Reply::ok(&Teller::of(&mut tx, &ask.site, page).await?.page())
}
