//! How the API answers: compact JSON, escaped as Statuspage escapes it; also when there is nothing.

use axum::{
    Json,
    extract::Request,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;

use crate::{
    ground::{Error, Result},
    web::{
        answer,
        cache::Policy,
        error::{Ended, log_fault},
    },
};

const KIND: &str = "application/json; charset=utf-8";

/// A document as JSON.
///
/// # Errors
/// A fault when it cannot be printed.
pub fn json(document: &impl Serialize) -> Result<Response> {
    Ok(answer::data(
        KIND,
        escaped(&serde_json::to_string(document)?),
    ))
}

/// `&`, `<` and `>` stand in strings only, so that they can be replaced anywhere.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 64);
    for character in json.chars() {
        match character {
            '&' => out.push_str("\\u0026"),
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            other => out.push(other),
        }
    }
    out
}

/// Answers what has no other answer below `/api/`.
pub async fn nothing_here() -> Error {
    Error::NotFound
}

/// Answers a browser that asks beforehand, and puts JSON in the place of an answer that stands for
/// an error.
pub async fn in_json(request: Request, next: Next) -> Response {
    if request.method() == Method::OPTIONS {
        return allowed();
    }
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    match response.extensions().get::<Ended>() {
        Some(Ended(error)) => told(error, &path),
        None => response,
    }
}

/// Anybody may read, from anywhere, with whatever headers their program sends.
fn allowed() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::ALLOW, "GET, HEAD, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"),
        // A star does not cover this one.
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "*, Authorization"),
        (HeaderName::from_static("access-control-max-age"), "86400"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

#[derive(Serialize)]
struct Told {
    error: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
}

fn told(error: &Error, path: &str) -> Response {
    let (status, told) = match error {
        Error::Fault(_) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            Told {
                error: "internal fault",
                fault: Some(log_fault(error, path)),
            },
        ),
        Error::NotFound | Error::Refused(_) => (
            StatusCode::NOT_FOUND,
            Told {
                error: "not found",
                fault: None,
            },
        ),
    };
    let mut response = (status, Json(told)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(KIND));
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    Policy::Never.write(headers);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_open_a_tag_is_escaped_and_reads_back_as_it_was() {
        let text = "R&D <script> é \u{2028}";

        let json = escaped(&serde_json::to_string(text).unwrap());

        assert!(
            json.starts_with(r#""R\u0026D \u003cscript\u003e é"#),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
