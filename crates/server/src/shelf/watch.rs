//! Watching: who notices that a page has changed.
//!
//! A commit is heard of at once; a look twice a second is the truth, also of what another process wrote
//! and of time going by.

use std::{future::Future, sync::Arc, time::Duration};

use beffroi_domain::PublicId;
use jiff::Timestamp;
use tokio::{sync::watch, time::timeout};

use super::{
    Shelf, State,
    board::{Board, Boards, Stand},
};
use crate::{
    components,
    ground::{Error, Result, Tx, clock::stopwatch},
    incidents, maintenances,
    pages::{self, Access, Choice, Page},
    web::{address::Asked, words},
};

/// How often the page is looked at when nothing is heard.
const LOOK: Duration = Duration::from_millis(500);
/// How long an answer of the database is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long the database may be silent before pages say so, in seconds.
const SILENCE_SECONDS: i64 = 2;

/// A public page at one of its addresses, its state, and its incidents that are not over.
type Seen = (Stand, State, Vec<PublicId>);

impl Shelf {
    /// Keeps the shelf true until `stop` is over. Looking and rendering do not wait for each other, so
    /// that a database that goes away in the midst of a rendering is noticed.
    pub async fn watch(&self, stop: impl Future<Output = ()>) {
        let (found, seen) = watch::channel(Vec::new());
        tokio::select! {
            () = self.look_again_and_again(found) => {}
            () = self.render_what_is_new(seen) => {}
            () = self.0.parts.site.db.hear_nodes() => {}
            () = stop => {}
        }
    }

    async fn look_again_and_again(&self, found: watch::Sender<Vec<Seen>>) {
        let mut changes = self.0.parts.site.db.changes().listen();
        let mut last = self.now();
        loop {
            changes.mark_unchanged();
            match timeout(PATIENCE, self.stands()).await {
                Ok(Ok((pages, stands))) => {
                    last = self.now();
                    let is_back = self.come_back();
                    self.meet(&pages, &stands, is_back);
                    found.send_replace(stands);
                }
                Ok(Err(error)) => self.miss(last, &error),
                Err(_) => self.miss(last, &anyhow::anyhow!("no answer in time").into()),
            }
            // A hint comes at once; without one we look all the same.
            let _ = timeout(LOOK, changes.changed()).await;
        }
    }

    fn miss(&self, last: Timestamp, error: &Error) {
        tracing::debug!(%error, "the pages could not be looked at");
        if self.now().duration_since(last).as_secs() >= SILENCE_SECONDS {
            self.leave(last);
        }
    }

    /// Renders what is due. The overviews of a newer state overtake the rest of an older one; the rest goes
    /// on where it was, the oldest first, so that nothing waits for ever however often the page changes.
    async fn render_what_is_new(&self, mut seen: watch::Receiver<Vec<Seen>>) {
        while seen.changed().await.is_ok() {
            let began = stopwatch();
            let due: Vec<Seen> = seen
                .borrow_and_update()
                .iter()
                .filter(|one| self.is_due(&one.0))
                .cloned()
                .collect();
            if due.is_empty() {
                continue;
            }
            for (stand, state, open) in &due {
                self.render_first(stand, *state, open).await;
            }
            if is_overtaken(&seen, &due) {
                // A burst of commits, as an import makes, may cost half of the time and no more.
                tokio::time::sleep(began.elapsed()).await;
            }
            for (stand, state, open) in &due {
                self.render_rest(stand, *state, open, || is_overtaken(&seen, &due))
                    .await;
            }
            self.tell();
            if !due.iter().any(|one| self.is_due(&one.0)) {
                self.write_snapshot().await;
            }
        }
    }

    fn is_due(&self, stand: &Stand) -> bool {
        let boards = self.0.boards.load();
        boards.of(stand).is_some_and(|board| !board.is_rendered)
    }

    /// Learns which pages there are, so that what is asked for from now on is kept. Renders nothing.
    pub async fn settle(&self) {
        if let Ok(Ok((pages, stands))) = timeout(PATIENCE, self.stands()).await {
            let is_back = self.come_back();
            self.meet(&pages, &stands, is_back);
        }
    }

    /// Takes what was seen for true: pages that are gone or not public any more lose their board,
    /// new ones get one, and what rests on an older state is due.
    fn meet(&self, pages: &Arc<[Page]>, stands: &[Seen], is_all_due: bool) {
        let before = self.0.boards.load_full();
        self.0.boards.rcu(|boards| {
            let board = |(stand, state, _): &Seen| match boards.of(stand) {
                Some(board) if board.state == *state && !is_all_due => board.clone(),
                old => Arc::new(Board {
                    stand: stand.clone(),
                    state: *state,
                    is_rendered: false,
                    rendered_revision: old.map_or(0, |old| old.rendered_revision),
                    rested_on: old
                        .filter(|_| !is_all_due)
                        .map(|old| old.rested_on.clone())
                        .unwrap_or_default(),
                    ready: old.map(|old| old.ready.clone()).unwrap_or_default(),
                }),
            };
            Boards {
                pages: pages.clone(),
                all: stands.iter().map(board).collect(),
            }
        });
        if stands.len() < before.all.len() || before.is_other_behind(pages) {
            // Who listens to a page that is gone is let go, and who listens behind a gate must pass it anew.
            self.tell();
        }
    }

    /// All pages; and where each public one stands, its state, and the incidents that are not over.
    async fn stands(&self) -> Result<(Arc<[Page]>, Vec<Seen>)> {
        let site = &self.0.parts.site;
        let mut tx = site.db.snapshot().await?;
        let all = pages::list(&mut tx).await?;
        let mut stands = Vec::new();
        for page in all.iter().filter(|page| page.access == Access::Public) {
            let open = incidents::open_ids(&mut tx, page.id).await?;
            let state = state(&mut tx, page, !open.is_empty(), self.now()).await?;
            let is_root = matches!(
                pages::choose(&all, site.front(), &Asked::default()),
                Choice::Page(root) if root.id == page.id
            );
            let has_root = is_root || !page.hosts.is_empty();
            if has_root {
                stands.push((stand(page, false, true), state, open.clone()));
            }
            stands.push((stand(page, true, !has_root), state, open));
        }
        Ok((all.into(), stands))
    }
}

/// True when one of these pages has been seen in another state since.
fn is_overtaken(seen: &watch::Receiver<Vec<Seen>>, due: &[Seen]) -> bool {
    let latest = seen.borrow();
    let is_as_it_was = |(stand, state, _): &Seen| {
        latest
            .iter()
            .any(|(one, now, _)| one == stand && now == state)
    };
    !due.iter().all(is_as_it_was)
}

fn stand(page: &Page, is_under: bool, is_main: bool) -> Stand {
    Stand {
        page: page.id,
        slug: page.slug.clone(),
        host: page.hosts.first().filter(|_| !is_under).cloned(),
        is_under,
        is_main,
        locales: words::spoken(&page.locales),
        zone: page.zone.iana_name().unwrap_or("UTC").to_owned(),
    }
}

async fn state(tx: &mut Tx, page: &Page, is_open: bool, now: Timestamp) -> Result<State> {
    let is_busy = is_open
        || maintenances::is_any_planned(tx, page.id).await?
        || components::is_any_out(tx, page.id).await?;
    let tick = if is_busy {
        now.as_second().div_euclid(60)
    } else {
        let today = now.to_zoned(page.zone.clone()).date();
        i64::from(
            jiff::civil::date(1970, 1, 1)
                .until(today)
                .map_or(0, |span| span.get_days()),
        )
    };
    Ok(State {
        revision: page.revision,
        tick,
    })
}
