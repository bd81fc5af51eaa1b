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

impl Shelf {
    /// Renders what everybody asks for, the overview before everything else; each document takes its
    /// place as soon as it is there.
    pub(super) async fn render(&self, stand: Stand, state: State, open: &[PublicId]) {
        let wanted = wanted(&stand, open);
        let (overviews, rest) = wanted.split_at(wanted.len().min(stand.locales.len()));
        let is_whole =
            self.render_all(&stand, overviews).await && self.render_all(&stand, rest).await;
        // What failed is tried again at the next look; until then the older one stays.
        if is_whole && self.away_since().is_none() {
            self.finish(&stand, state, &wanted);
        }
    }

    /// True when nothing failed.
    async fn render_all(&self, stand: &Stand, names: &[String]) -> bool {
        let mut documents: JoinSet<Result<()>> = JoinSet::new();
        for name in names {
            let (shelf, stand, name) = (self.clone(), stand.clone(), name.clone());
            documents.spawn(async move {
                let doc = shelf.document(&stand, &name).await?;
                shelf.put(&stand, name, doc);
                Ok(())
            });
        }
        documents.join_all().await.iter().all(Result::is_ok)
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
    fn put(&self, stand: &Stand, name: String, doc: Option<Doc>) {
        let Some(doc) = doc.map(Arc::new) else { return };
        if self.away_since().is_some() {
            return;
        }
        self.change(stand, |board| {
            if !board.ready.get(&name).is_some_and(|old| old.is_same(&doc)) {
                board.ready.insert(name.clone(), doc.clone());
            }
        });
    }

    fn finish(&self, stand: &Stand, state: State, wanted: &[String]) {
        self.change(stand, |board| {
            board.ready.retain(|name, _| wanted.contains(name));
            board.rendered_revision = state.revision;
            board.is_rendered = board.state == state;
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
