//! Whom something would be told to, before it is done: what a rehearsal put out, and how many hear it.

use beffroi_domain::{Announcement, PageId};
use jiff::Timestamp;
use uuid::Uuid;

use super::begin::{Broadcast, read, row_of};
use crate::{
    ground::{Result, Tx},
    subscribers::{self, Count},
};

/// What would be told if what was rehearsed in this transaction were done; nothing where it is done quietly.
///
/// # Errors
/// A fault when the database is away.
pub async fn rehearsed(tx: &mut Tx) -> Result<Vec<Announcement>> {
    let mut all = Vec::new();
    for id in tx.put_out().to_vec() {
        if let Some(row) = row_of(tx, id).await? {
            all.push(read(&row)?);
        }
    }
    Ok(all)
}

/// How many hear it, by channel and language. Asked of a snapshot, since there may be a million; whoever hears
/// several words of one deed is counted once.
///
/// # Errors
/// A fault when the database is away.
pub async fn whom(look: &mut Tx, said: &[Announcement]) -> Result<Vec<Count>> {
    let mut by_page: Vec<(PageId, Vec<Count>)> = Vec::new();
    for one in said {
        let counts = of_one(look, one).await?;
        let known = by_page.iter_mut().find(|(page, _)| *page == one.page);
        match known {
            Some((_, most)) if total(most) >= total(&counts) => {}
            Some((_, most)) => *most = counts,
            None => by_page.push((one.page, counts)),
        }
    }
    let mut all: Vec<Count> = Vec::new();
    for count in by_page.into_iter().flat_map(|(_, counts)| counts) {
        let is_same =
            |one: &&mut Count| (one.channel, &one.locale) == (count.channel, &count.locale);
        match all.iter_mut().find(is_same) {
            Some(one) => one.readers += count.readers,
            None => all.push(count),
        }
    }
    Ok(all)
}

async fn of_one(look: &mut Tx, said: &Announcement) -> Result<Vec<Count>> {
    let broadcast = Broadcast {
        id: Uuid::nil(),
        created_at: Timestamp::UNIX_EPOCH,
        said: said.clone(),
        gathered: vec![],
    };
    let reach = broadcast.reach(look).await?;
    let (page, topic, subject) = (said.page, said.topic, said.subject);
    let counts = subscribers::count_hearers(look, page, topic, Some(subject), &reach).await?;
    let is_for = |one: &Count| broadcast.is_for(&one.locale);
    Ok(counts.into_iter().filter(is_for).collect())
}

fn total(counts: &[Count]) -> i64 {
    counts.iter().map(|one| one.readers).sum()
}
