//! What there is further back: fetched little by little, one reply after the other, each in a transaction of its own.
//!
//! Nobody is told of what is found there: it is no news.

use beffroi_readers::watch::Seen;

use super::{
    Trouble, Watch, Word,
    asks::{self, Asked},
    claim::{self, Claimed},
    commit, detect,
    fetch::{self, Question},
    replies,
    view::View,
};
use crate::{
    ground::{Result, clock::stopwatch, outbound::Visited},
    providers::{oddities, take_in},
};

/// So many replies are fetched in one look at most.
const MOST: usize = 10;
/// So long at most, lest the present is looked at late.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

/// Fetches the next of it.
pub(super) async fn go_back(watch: &Watch, claimed: Claimed, view: &View) -> Result<()> {
    let began = stopwatch();
    for _ in 0..MOST {
        let mut tx = watch.db.snapshot().await?;
        let next = asks::next_of_history(&mut tx, watch.clock.now(), view.provider.id).await?;
        drop(tx);
        let Some(ask) = next.filter(|_| began.elapsed() < PATIENCE) else {
            return Ok(());
        };
        if !fetch_one(watch, claimed, view, &ask).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// Whether to go on.
async fn fetch_one(watch: &Watch, claimed: Claimed, view: &View, ask: &Asked) -> Result<bool> {
    let Some(form) = view.provider.form() else {
        return Ok(false);
    };
    let answer = fetch::ask(watch, Question::new(&ask.url, false)).await?;
    let read = answer.map(|visited| {
        let read = (form.read)(&detect::reply(&ask.role, &visited), &view.context());
        (visited, read.map_err(Trouble::from))
    });
    let now = watch.clock.now();
    let mut tx = watch.db.begin().await?;
    if !claim::keep(&mut tx, claimed, now).await? {
        return Ok(false);
    }
    let (is_on, is_news) = match read {
        Ok((visited, Ok(seen))) => {
            let taken = take(&mut tx, now, view, ask, &visited, &seen).await?;
            (true, taken)
        }
        Ok((visited, Err(trouble))) => {
            let why = Some(trouble.reason.as_str());
            let raw = commit::raw(&view.provider, &ask.role, &ask.url, &visited, why);
            replies::keep(&mut tx, now, raw).await?;
            asks::failed(&mut tx, now, ask, &trouble).await?;
            (true, false)
        }
        Err(trouble) => {
            asks::failed(&mut tx, now, ask, &trouble).await?;
            if let Some(wait) = trouble.wait {
                asks::put_off_history(&mut tx, view.provider.id, now + wait).await?;
            }
            (trouble.word == Word::Missing, false)
        }
    };
    match is_news {
        true => tx.commit().await?,
        false => tx.commit_unheard().await?,
    }
    Ok(is_on)
}

/// Whether anything of it was new.
async fn take(
    tx: &mut crate::ground::Tx,
    now: jiff::Timestamp,
    view: &View,
    ask: &Asked,
    visited: &Visited,
    seen: &Seen,
) -> Result<bool> {
    let raw = commit::raw(&view.provider, &ask.role, &ask.url, visited, None);
    let reply = replies::keep(tx, now, raw).await?;
    asks::answered(tx, now, ask, visited, reply).await?;
    asks::add(tx, now, view.provider.id, &seen.more).await?;
    oddities::wonder(tx, now, view.provider.id, &seen.unknown).await?;
    let taken = take_in(tx, now, view.provider.id, seen, true).await?;
    Ok(taken.is_anything())
}
