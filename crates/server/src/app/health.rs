//! Health: `/healthz` (the program runs) and `/readyz` (it can answer readers).

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::IntoResponse,
};

use crate::{
    ground::{Db, Result},
    pages,
    shelf::Shelf,
};

/// What health is asked of.
#[derive(Clone)]
pub(super) struct Asked {
    pub db: Db,
    /// Where there is one, pages stay up without a database.
    pub shelf: Option<Shelf>,
}

#[derive(serde::Deserialize)]
pub(super) struct For {
    r#for: Option<String>,
}

/// The program runs.
pub(super) async fn alive() -> impl IntoResponse {
    ([("cache-control", "no-store")], "ok\n")
}

/// There is something for readers; `?for=console`: the database answers, so that work can be done.
///
/// A balancer that asks for readers must not pull every node when the database is away.
pub(super) async fn ready(
    State(asked): State<Asked>,
    Query(wanted): Query<For>,
) -> impl IntoResponse {
    let for_readers = wanted.r#for.as_deref() != Some("console");
    let shelf = asked
        .shelf
        .filter(|shelf| for_readers && shelf.has_something());
    let (status, word) = match (shelf, asks(&asked.db)) {
        (Some(shelf), _) if shelf.away_since().is_some() => (
            StatusCode::OK,
            "ready, from what is kept: the database does not answer\n",
        ),
        (Some(_), _) => (StatusCode::OK, "ready\n"),
        (None, asks) => match asks.await {
            Ok(()) => (StatusCode::OK, "ready\n"),
            Err(error) => {
                tracing::warn!(%error, "not ready");
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "the database does not answer\n",
                )
            }
        },
    };
    (status, [("cache-control", "no-store")], word)
}

pub(super) async fn asks(db: &Db) -> Result<()> {
    let mut tx = db.snapshot().await?;
    pages::list(&mut tx).await?;
    Ok(())
}
