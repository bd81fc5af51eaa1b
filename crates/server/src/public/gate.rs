//! The gate: which requests come in at all.
//!
//! A host that is nobody's here is refused before anything is looked at. The style sheet and the icon
//! say nothing of any page, and come in always.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use super::ended;
use crate::{
    ground::Result,
    pages::{self, Choice},
    web::{Site, address::Asked},
};

/// Lets a request in, or answers it.
pub async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/assets/") {
        return next.run(request).await;
    }
    let asked = request.extensions().get().cloned().unwrap_or_default();
    match is_unknown(&site, &asked).await {
        Ok(false) => next.run(request).await,
        Ok(true) => ended::unknown_host(&site, request.headers(), path),
        Err(error) => ended::fault_before(&site, request.headers(), path, &error),
    }
}

async fn is_unknown(site: &Site, asked: &Asked) -> Result<bool> {
    let mut tx = site.db.snapshot().await?;
    let all = pages::list(&mut tx).await?;
    let choice = pages::choose(&all, site.front(), asked);
    Ok(matches!(choice, Choice::UnknownHost))
}
