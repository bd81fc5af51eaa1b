//! Rendering what everybody asks for, ahead of them.

use std::sync::Arc;

use anyhow::Context as _;
use axum::{body::Body, extract::Request, http::header::HOST};
use beffroi_domain::PublicId;
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use super::{
    Shelf, State,
    board::{Board, Boards, Stand},
    doc::Doc,
    keep::document,
};
use crate::ground::{Result, clock::stopwatch};

/// Documents of programs that stand ready; each once without a locale.
const FOR_PROGRAMS: &[&str] = &[
    "/api/v2/summary.json",
    "/api/v2/status.json",
    "/api/v2/components.json",
    "/api/v2/incidents.json",
    "/api/v2/incidents/unresolved.json",
    "/api/v2/scheduled-maintenances.json",
    "/api/v2/scheduled-maintenances/upcoming.json",
    "/api/v2/scheduled-maintenances/active.json",
    "/history.rss",
    "/history.atom",
    "/badge.svg",
];
/// Documents that stand ready in each locale; the overview is the first.
const IN_EACH_LOCALE: &[&str] = &["", "history", "history.atom", "history.rss"];

/// How many documents of the rest are rendered at once, and at least before a newer state overtakes them. One,
/// so that a newer overview finds the other cores free.
const AT_ONCE: usize = 1;

impl Shelf {
    /// Renders the overviews, which most readers ask for; each takes its place as soon as it is there.
    pub(super) async fn render_first(&self, stand: &Stand, state: State, open: &[PublicId]) {
        let wanted = wanted(stand, open);
        let (overviews, _) = wanted.split_at(wanted.len().min(stand.locales.len()));
        self.render_all(stand, state, overviews).await;
        self.finish(stand, state, &wanted);
    }

    /// Renders what else everybody asks for and is not of this state yet, the oldest first, until a newer
    /// state overtakes it. What failed is tried again at the next look; until then the older one stays.
    pub(super) async fn render_rest(
        &self,
        stand: &Stand,
        state: State,
        open: &[PublicId],
        is_overtaken: impl Fn() -> bool,
    ) {
        let wanted = wanted(stand, open);
        for names in self.older(stand, state, &wanted).chunks(AT_ONCE) {
            self.render_all(stand, state, names).await;
            if is_overtaken() {
                break;
            }
        }
        self.finish(stand, state, &wanted);
    }

    /// Which of these documents rest on another state than this one; what was rendered longest ago comes first.
    fn older(&self, stand: &Stand, state: State, wanted: &[String]) -> Vec<String> {
        let boards = self.0.boards.load();
        let Some(board) = boards.of(stand) else {
            return vec![];
        };
        let of = |name: &String| board.rested_on.get(name).copied();
        let mut older: Vec<_> = wanted
            .iter()
            .filter(|name| of(name) != Some(state))
            .cloned()
            .collect();
        older.sort_by_key(|name| of(name).map(|old| (old.revision, old.tick)));
        older
    }

    async fn render_all(&self, stand: &Stand, state: State, names: &[String]) {
        let mut documents = JoinSet::new();
        for name in names {
            let (shelf, stand, name) = (self.clone(), stand.clone(), name.clone());
            documents.spawn(async move {
                // Why it failed is logged where it was rendered.
                if let Ok(doc) = shelf.document(&stand, &name).await {
                    shelf.put(&stand, state, name, doc);
                }
            });
        }
        documents.join_all().await;
    }

    /// Renders one document; `None` for what is none, such as the history of a page without one.
    async fn document(&self, stand: &Stand, name: &str) -> Result<Option<Doc>> {
        let mut request = Request::get(format!("{}{name}", stand.prefix()));
        if let Some(host) = &stand.host {
            request = request.header(HOST, host);
        }
        let request = request
            .body(Body::empty())
            .context("a document's address")?;
        let began = stopwatch();
        let Ok(response) = self.0.router.clone().oneshot(request).await;
        match document(response).await {
            Ok(doc) => {
                doc.pack_all();
                self.0.parts.metrics.rendered(began.elapsed());
                Ok(Some(doc))
            }
            Err(response) if response.status().is_server_error() => {
                Err(anyhow::anyhow!("{name} could not be rendered").into())
            }
            Err(_) => Ok(None),
        }
    }

    /// Runs of rendering follow each other, so what comes later is newer.
    fn put(&self, stand: &Stand, state: State, name: String, doc: Option<Doc>) {
        if self.away_since().is_some() {
            return;
        }
        let doc = doc.map(Arc::new);
        self.change(stand, |board| {
            let old = board.ready.get(&name);
            match &doc {
                Some(doc) if !old.is_some_and(|old| old.is_same(doc)) => {
                    board.ready.insert(name.clone(), doc.clone());
                }
                Some(_) => {}
                None => drop(board.ready.remove(&name)),
            }
            board.rested_on.insert(name.clone(), state);
        });
    }

    /// Lets go of what is not wanted any more, and notes what all documents show by now.
    fn finish(&self, stand: &Stand, state: State, wanted: &[String]) {
        self.change(stand, |board| {
            board.ready.retain(|name, _| wanted.contains(name));
            board.rested_on.retain(|name, _| wanted.contains(name));
            let of = |name| board.rested_on.get(name).copied();
            board.is_rendered =
                board.state == state && wanted.iter().all(|name| of(name) == Some(state));
            let shown = wanted
                .iter()
                .map(|name| of(name).map_or(0, |state| state.revision));
            board.rendered_revision = shown
                .min()
                .unwrap_or(state.revision)
                .max(board.rendered_revision);
        });
    }

    fn change(&self, stand: &Stand, change: impl Fn(&mut Board)) {
        self.0.boards.rcu(|boards| match boards.of(stand) {
            None => Boards::clone(boards),
            Some(board) => {
                let mut board = Board::clone(board);
                change(&mut board);
                boards.with(board)
            }
        });
    }
}

/// What everybody asks for: the overview, the history, what is going on, feeds and JSON.
fn wanted(stand: &Stand, open: &[PublicId]) -> Vec<String> {
    if !stand.is_main {
        return vec![];
    }
    let mut names = Vec::new();
    for rest in IN_EACH_LOCALE {
        let in_locale = stand
            .locales
            .iter()
            .map(|locale| format!("/{locale}/{rest}"));
        names.extend(in_locale);
    }
    for locale in &stand.locales {
        names.extend(open.iter().map(|id| format!("/{locale}/incidents/{id}")));
        names.push(format!("/api/v2/status.json?locale={locale}"));
        names.push(format!("/api/v2/summary.json?locale={locale}"));
    }
    names.extend(FOR_PROGRAMS.iter().map(|path| (*path).to_owned()));
    names
}
