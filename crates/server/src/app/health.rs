//! Health: `/healthz` (the program runs) and `/readyz` (it can answer readers).

use axum::{extract::State, http::StatusCode, response::IntoResponse};

use crate::{
    ground::{Db, Result},
    pages,
};

/// The program runs.
pub(super) async fn alive() -> impl IntoResponse {
    ([("cache-control", "no-store")], "ok\n")
}

/// The database answers.
pub(super) async fn ready(State(db): State<Db>) -> impl IntoResponse {
    let (status, word) = match asks(&db).await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    };
    (status, [("cache-control", "no-store")], word)
}

async fn asks(db: &Db) -> Result<()> {
    let mut tx = db.snapshot().await?;
    pages::list(&mut tx).await?;
    Ok(())
}
