//! Who is let in: whoever shows a good key, and not too often. All others learn nothing, not even which addresses there are.

use axum::{
    extract::{FromRequestParts as _, Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::{
    Parts,
    answer::{Style, told},
};
use crate::members::Caller;

/// Lets a caller through with a good key, unless there were too many calls.
pub async fn guard(State(parts): State<Parts>, request: Request, next: Next) -> Response {
    let style = style_of(request.uri().path());
    let (mut head, body) = request.into_parts();
    let caller = match Caller::from_request_parts(&mut head, &parts.site).await {
        Ok(caller) => caller,
        Err(no_key) => return no_key.into_response(),
    };
    let left = parts.rate.count(caller.token.id, parts.site.clock.now());
    head.extensions.insert(caller);
    let mut response = if left.is_let_in {
        next.run(Request::from_parts(head, body)).await
    } else {
        too_many(style)
    };
    left.write(response.headers_mut());
    response
}

/// Statuspage says it with a status of its own, which is the only one that some clients wait for.
fn too_many(style: Style) -> Response {
    let status = match style {
        Style::Statuspage => StatusCode::from_u16(420).unwrap_or(StatusCode::TOO_MANY_REQUESTS),
        Style::Own => StatusCode::TOO_MANY_REQUESTS,
    };
    told(
        status,
        style,
        "too many calls in a minute; wait and try again",
        None,
    )
}

fn style_of(path: &str) -> Style {
    Style::of(path.strip_prefix("/v1").unwrap_or(path))
}

/// Answers what has no other answer below `/v1`.
pub async fn nothing_here(request: Request) -> Response {
    let style = style_of(request.uri().path());
    told(StatusCode::NOT_FOUND, style, "Not found", None)
}

/// Answers a method that the address does not take.
pub async fn wrong_method(request: Request) -> Response {
    let style = style_of(request.uri().path());
    told(
        StatusCode::METHOD_NOT_ALLOWED,
        style,
        "this address does not take that method",
        None,
    )
}
