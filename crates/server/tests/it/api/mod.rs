//! The API of programs that manage pages.

mod asking;
mod components;
mod incidents;
mod own;
mod planned;
mod reading;
mod steps;
mod works;

use axum::{body::Body, extract::Request};
use beffroi::members::{self, NewToken, Scope};
use beffroi_domain::Actor;
use serde_json::Value;

use crate::support::{Answer, TestApp};

/// A key of these scopes, for all pages.
pub async fn key(app: &TestApp, scopes: &[Scope]) -> String {
    let new = NewToken {
        name: "test".to_owned(),
        scopes: scopes.iter().copied().collect(),
        pages: None,
        ends_at: None,
    };
    let mut tx = app.db().begin().await.unwrap();
    let made = members::make_token(&mut tx, app.now(), Actor::System, new).await;
    tx.commit().await.unwrap();
    made.unwrap().1
}

/// A key that may do everything.
pub async fn master(app: &TestApp) -> String {
    key(app, &[Scope::Admin, Scope::Bypass]).await
}

/// A call with a key; the body goes without a content type, as Terraform's provider sends it.
pub async fn call(app: &TestApp, key: &str, line: &str, body: Value) -> Answer {
    call_with(app, key, line, body, &[]).await
}

/// The same with headers.
pub async fn call_with(
    app: &TestApp,
    key: &str,
    line: &str,
    body: Value,
    headers: &[(&str, &str)],
) -> Answer {
    let (method, path) = line.split_once(' ').unwrap();
    let mut request = Request::builder()
        .method(method)
        .uri(format!("/v1{path}"))
        .header("authorization", format!("OAuth {key}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = match body {
        Value::Null => Body::empty(),
        body => Body::from(body.to_string()),
    };
    app.send(request.body(body).unwrap()).await
}

/// What an answer says.
pub fn json(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.body))
}
