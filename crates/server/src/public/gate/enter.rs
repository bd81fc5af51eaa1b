//! A password is tried: from our own form only, seldom enough, and worked out where it blocks nobody.

use axum::{
    Form, RequestExt as _,
    body::{Body, to_bytes},
    extract::Request,
    response::Response,
};
use jiff::Timestamp;

use super::{
    Guard, Private, Shown,
    door::{self, Why},
    keys,
};
use crate::{
    ground::password,
    web::address::{Asked, Client, is_from_here},
};

/// What a form may send, in bytes.
const FORM_BYTES: usize = 4 * 1024;

#[derive(serde::Deserialize)]
struct Typed {
    password: String,
}

/// Lets in whoever knows the password.
pub(super) async fn try_password(
    guard: &Guard,
    private: &Private,
    request: Request,
    now: Timestamp,
) -> Response {
    let client = request.extensions().get().map(|Client(client)| *client);
    let asked: Asked = request.extensions().get().cloned().unwrap_or_default();
    let shown = Shown::of(&request);
    let stay_out = |why| door::answer(guard, private, &shown, why);
    if !is_from_here(&shown.headers, &asked) {
        return stay_out(Why::Elsewhere);
    }
    let Some(kept) = private.gate.password_hash() else {
        return stay_out(Why::Closed);
    };
    let Some(typed) = typed(request).await else {
        return stay_out(Why::Closed);
    };
    if !guard.tries.take(&private.page.id, client, now) {
        return stay_out(Why::TooMany);
    }
    match password::fits_in_time(typed, kept.to_owned()).await {
        Some(true) => {
            guard.tries.forgive(&private.page.id, client);
            keys::lead_in(private, &shown.uri, now, None)
        }
        Some(false) => stay_out(Why::Wrong),
        None => stay_out(Why::TooMany),
    }
}

async fn typed(request: Request) -> Option<String> {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, FORM_BYTES).await.ok()?;
    let request = Request::from_parts(parts, Body::from(bytes));
    let Form(typed): Form<Typed> = request.extract().await.ok()?;
    Some(typed.password)
}
