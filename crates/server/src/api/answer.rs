//! How the API answers: JSON, and what is wrong in the form that the path has.
//!
//! Paths of Statuspage say `{error, message}`, ours `application/problem+json` (RFC 9457), both with the field at fault.

use std::sync::{Mutex, PoisonError};

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::found;
use crate::{
    ground::{Error, Refusal, RefusalKind},
    web::{Words, cache::Policy, error::log_fault},
};

/// In which form a path says what is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A path that Statuspage has too.
    Statuspage,
    /// A path of ours.
    Own,
}

impl Style {
    /// The form of a path below `/v1`.
    #[must_use]
    pub fn of(path: &str) -> Self {
        if path.starts_with("/pages") {
            Self::Statuspage
        } else {
            Self::Own
        }
    }
}

/// What a call answers with.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reply {
    status: u16,
    body: Option<String>,
    /// A strong tag, by which a writer says what it saw.
    tag: Option<String>,
    /// A file instead of a body, which is not kept: it is written as it is read.
    #[serde(skip)]
    file: Option<File>,
}

/// A file of lines with commas.
#[derive(Debug)]
struct File {
    name: String,
    /// Held by one at a time: an answer is shared with what keeps it.
    pieces: Mutex<Body>,
}

/// Why a call ends without the answer that it asked for.
#[derive(Debug)]
pub enum Wrong {
    /// The request itself cannot be read: 400, or 413 where it is too long.
    Unreadable(StatusCode, String),
    /// It is no longer as the caller saw it: 412.
    MovedOn(String),
    /// It is elsewhere now, at this path: 308.
    Elsewhere(String),
    /// The same was asked before under the same `Idempotency-Key`: it is answered as it was then.
    Again(Reply),
    /// As everywhere else.
    Ended(Error),
}

impl<E: Into<Error>> From<E> for Wrong {
    fn from(error: E) -> Self {
        Self::Ended(error.into())
    }
}

impl Wrong {
    /// A request that cannot be read.
    #[must_use]
    pub fn unreadable(message: impl Into<String>) -> Self {
        Self::Unreadable(StatusCode::BAD_REQUEST, message.into())
    }
}

/// The result of a call.
pub type Answered = Result<Reply, Wrong>;

impl Reply {
    /// What was asked for: 200.
    ///
    /// # Errors
    /// A fault when it cannot be printed.
    pub fn ok(body: &impl Serialize) -> Answered {
        Self::with(StatusCode::OK, body)
    }

    /// What was made: 201.
    ///
    /// # Errors
    /// A fault when it cannot be printed.
    pub fn created(body: &impl Serialize) -> Answered {
        Self::with(StatusCode::CREATED, body)
    }

    /// Done, and there is nothing to say: 204.
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            status: StatusCode::NO_CONTENT.as_u16(),
            body: None,
            tag: None,
            file: None,
        }
    }

    /// CSV by a name, written as it is read.
    #[must_use]
    pub fn csv(name: &str, pieces: Body) -> Self {
        let name = name.to_owned();
        Self {
            status: StatusCode::OK.as_u16(),
            body: None,
            tag: None,
            file: Some(File {
                name,
                pieces: Mutex::new(pieces),
            }),
        }
    }

    fn with(status: StatusCode, body: &impl Serialize) -> Answered {
        let body = serde_json::to_string(body).map_err(Error::from)?;
        Ok(Self {
            status: status.as_u16(),
            body: Some(body),
            tag: None,
            file: None,
        })
    }

    /// With a strong tag.
    #[must_use]
    pub fn tagged(mut self, tag: &str) -> Self {
        self.tag = Some(tag.to_owned());
        self
    }

    /// As an answer.
    #[must_use]
    pub fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        if let Some(file) = self.file {
            return file.into_response();
        }
        let mut response = match self.body {
            Some(body) => data(status, "application/json; charset=utf-8", body),
            None => status.into_response(),
        };
        let tag = self.tag.map(|tag| format!("\"{tag}\""));
        if let Some(Ok(tag)) = tag.map(|tag| HeaderValue::from_str(&tag)) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

impl File {
    fn into_response(self) -> Response {
        let mut response = Response::new(
            self.pieces
                .into_inner()
                .unwrap_or_else(PoisonError::into_inner),
        );
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("text/csv; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, kind);
        let name = format!("attachment; filename=\"{}\"", self.name);
        if let Ok(name) = HeaderValue::from_str(&name) {
            headers.insert(header::CONTENT_DISPOSITION, name);
        }
        Policy::Never.write(headers);
        response
    }
}

/// Text of a kind, kept by nobody.
#[must_use]
pub fn data(status: StatusCode, kind: &'static str, text: String) -> Response {
    let mut response = (status, Body::from(text)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    Policy::Never.write(headers);
    response
}

/// What is wrong, as an answer; `path` is for the log.
#[must_use]
pub fn wrong(wrong: Wrong, style: Style, words: &Words, path: &str) -> Response {
    match wrong {
        Wrong::Again(reply) => reply.into_response(),
        Wrong::Elsewhere(path) => {
            let status = StatusCode::PERMANENT_REDIRECT;
            let mut response = told(status, style, "it was merged into another", None);
            if let Ok(path) = HeaderValue::from_str(&path) {
                response.headers_mut().insert(header::LOCATION, path);
            }
            response
        }
        Wrong::Unreadable(status, message) => told(status, style, &message, None),
        Wrong::MovedOn(message) => told(StatusCode::PRECONDITION_FAILED, style, &message, None),
        Wrong::Ended(Error::NotFound) => told(StatusCode::NOT_FOUND, style, "Not found", None),
        Wrong::Ended(Error::Refused(refusal)) => refused(&refusal, style, words),
        Wrong::Ended(error @ Error::Fault(_)) => {
            let id = log_fault(&error, path);
            let message = format!("this is our fault; tell whoever runs this server: fault {id}");
            told(StatusCode::INTERNAL_SERVER_ERROR, style, &message, None)
        }
    }
}

fn refused(refusal: &Refusal, style: Style, words: &Words) -> Response {
    let status = match refusal.kind {
        RefusalKind::Invalid | RefusalKind::Held => StatusCode::UNPROCESSABLE_ENTITY,
        RefusalKind::Forbidden => StatusCode::FORBIDDEN,
        RefusalKind::Conflict => StatusCode::CONFLICT,
        RefusalKind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        RefusalKind::Away => StatusCode::SERVICE_UNAVAILABLE,
    };
    let found = found::told(&refusal.found, words);
    told_with(status, style, (&refusal.message, refusal.field), found)
}

/// What is wrong, in words, in the form of the path.
#[must_use]
pub fn told(status: StatusCode, style: Style, message: &str, field: Option<&str>) -> Response {
    told_with(status, style, (message, field), vec![])
}

/// The same with what the review found.
fn told_with(
    status: StatusCode,
    style: Style,
    (message, field): (&str, Option<&str>),
    found: Vec<Value>,
) -> Response {
    match style {
        Style::Statuspage => {
            let error = match field {
                Some(field) => format!("{field}: {message}"),
                None => message.to_owned(),
            };
            let mut body = json!({ "error": error, "message": error });
            put(&mut body, field, found);
            data(status, "application/json; charset=utf-8", body.to_string())
        }
        Style::Own => {
            let title = status.canonical_reason().unwrap_or("Error");
            let mut body = json!({
                "type": "about:blank",
                "title": title,
                "status": status.as_u16(),
                "detail": message,
            });
            put(&mut body, field, found);
            data(status, "application/problem+json", body.to_string())
        }
    }
}

fn put(body: &mut Value, field: Option<&str>, found: Vec<Value>) {
    if let Some(field) = field {
        body["field"] = json!(field);
    }
    if !found.is_empty() {
        body["findings"] = Value::Array(found);
    }
}
