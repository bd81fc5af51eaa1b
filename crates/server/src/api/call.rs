//! One table of calls, from which both the routes and the OpenAPI document are made, so that neither can drift.

use std::{future::Future, pin::Pin};

use axum::{
    Router,
    extract::{RawPathParams, Request, State},
    http::{HeaderName, HeaderValue, Method},
    response::{IntoResponse as _, Response},
    routing::{MethodFilter, MethodRouter},
};
use serde_json::Value;

use super::{
    Parts,
    answer::{Answered, Style, Wrong, wrong},
    ask::Ask,
    found,
};
use crate::{
    ground::{Error, Refusal},
    members::Role,
    web::address::with_path,
};

/// What does a call.
pub type Work = fn(Ask) -> Pin<Box<dyn Future<Output = Answered> + Send>>;

/// One call.
#[derive(Clone, Debug)]
pub struct Call {
    /// Whose form it has.
    pub style: Style,
    /// Its methods; the first is the one to use.
    pub methods: &'static [&'static str],
    /// Its address below `/v1`.
    pub path: &'static str,
    /// Its name among all.
    pub id: &'static str,
    /// What it does.
    pub summary: &'static str,
    /// What the caller's key must be good for.
    pub role: Role,
    /// What may stand in the query.
    pub query: &'static [Param],
    /// The schema of its body.
    pub body: Option<&'static str>,
    /// The status of its success.
    pub status: u16,
    /// The schema of its answer; in `[]` where it is a list.
    pub answer: Option<&'static str>,
    /// What does it.
    pub work: Work,
}

pub const POST: &[&str] = &["POST"];
pub const PATCH: &[&str] = &["PATCH"];
pub const PUT: &[&str] = &["PUT"];
pub const DELETE: &[&str] = &["DELETE"];

/// A call that reads; whose form it has is seen by its path.
pub fn read(
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    answer: &'static str,
    query: &'static [Param],
    work: Work,
) -> Call {
    Call {
        style: Style::of(path),
        methods: &["GET"],
        path,
        id,
        summary,
        role: Role::Reader,
        query,
        body: None,
        status: 200,
        answer: Some(answer).filter(|schema| !schema.is_empty()),
        work,
    }
}

/// A call that changes something, for keys that publish, unless it is said otherwise.
pub fn write(
    (methods, path): (&'static [&'static str], &'static str),
    id: &'static str,
    summary: &'static str,
    body: Option<&'static str>,
    (status, answer): (u16, &'static str),
    work: Work,
) -> Call {
    Call {
        methods,
        body,
        status,
        role: Role::Publisher,
        ..read(path, id, summary, answer, &[], work)
    }
}

impl Call {
    /// The same for keys that are good for another role.
    #[must_use]
    pub fn by(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// The same with parameters in its query.
    #[must_use]
    pub fn asking(self, query: &'static [Param]) -> Self {
        Self { query, ..self }
    }

    /// Whether it only reads.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.methods == ["GET"]
    }
}

/// A parameter of a query.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// Its schema, as JSON.
    pub schema: &'static str,
    /// What it is for.
    pub about: &'static str,
}

impl Param {
    /// Holds a value against the words or the length that its schema names; numbers, days and ids are read where they are used.
    ///
    /// # Errors
    /// `Refused` where the schema has no such word; unreadable where it is neither yes nor no, or too long.
    fn check(&self, value: &str) -> Result<(), Wrong> {
        let schema: Value = serde_json::from_str(self.schema).unwrap_or_default();
        if let Some(words) = schema["enum"].as_array()
            && !words.iter().any(|word| word == value)
        {
            let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
            let message = format!("send one of: {}", words.join(", "));
            return Err(match words.as_slice() {
                ["true", "false"] => Wrong::unreadable(format!("{}: {message}", self.name)),
                _ => Error::from(Refusal::of(self.name, message)).into(),
            });
        }
        match schema["maxLength"].as_u64() {
            Some(most) if value.chars().count() as u64 > most => {
                let message = format!("{}: send at most {most} characters", self.name);
                Err(Wrong::unreadable(message))
            }
            _ => Ok(()),
        }
    }
}

/// A call's work out of an asynchronous function.
#[macro_export]
macro_rules! work {
    ($function:path) => {
        |ask| Box::pin($function(ask))
    };
}

/// The routes of all calls.
pub fn routes(calls: &[Call], parts: &Parts) -> Router {
    let mut paths: Vec<&'static str> = calls.iter().map(|call| call.path).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut router = Router::new();
    for path in paths {
        let here = calls.iter().filter(|call| call.path == path);
        let methods = here.fold(MethodRouter::new(), add);
        router = router.route(&format!("/v1{path}"), methods);
    }
    router.with_state(parts.clone())
}

fn add(methods: MethodRouter<Parts>, call: &Call) -> MethodRouter<Parts> {
    let one = |methods: MethodRouter<Parts>, name: &&str| {
        let filter = filter(name);
        let (style, query, work) = (call.style, call.query, call.work);
        let answer = move |State(parts): State<Parts>, params: RawPathParams, request: Request| {
            run((style, query, work), parts, params, request)
        };
        methods.on(filter, answer)
    };
    call.methods.iter().fold(methods, one)
}

fn filter(method: &str) -> MethodFilter {
    match method {
        "POST" => MethodFilter::POST,
        "PUT" => MethodFilter::PUT,
        "PATCH" => MethodFilter::PATCH,
        "DELETE" => MethodFilter::DELETE,
        _ => MethodFilter::GET,
    }
}

async fn run(
    (style, query, work): (Style, &'static [Param], Work),
    parts: Parts,
    params: RawPathParams,
    request: Request,
) -> Response {
    let path = request.uri().path().to_owned();
    let words = found::words_for(request.uri(), request.headers());
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let asked = Ask::read(parts.site, params, request, is_read).await;
    let is_masked = asked.as_ref().is_ok_and(|ask| ask.is_masked);
    let answered = match asked {
        Ok(ask) => match check(style, query, &ask) {
            Ok(()) => work(ask).await,
            Err(wrong) => Err(wrong),
        },
        Err(error) => Err(error),
    };
    let mut response = match answered {
        Ok(reply) => reply.into_response(),
        Err(error) => wrong(error, style, words, &path).into_response(),
    };
    if is_masked {
        let taken = HeaderValue::from_static("card or account number");
        response.headers_mut().insert(MASKED, taken);
    }
    response
}

/// Holds the query of a call of ours against what is said of it; calls of Statuspage's form are as lenient as theirs.
fn check(style: Style, query: &[Param], ask: &Ask) -> Result<(), Wrong> {
    if style != Style::Own {
        return Ok(());
    }
    let said = query.iter();
    let mut said = said.filter_map(|param| Some((param, ask.query_text(param.name)?)));
    said.try_for_each(|(param, value)| param.check(value))
}

/// Says that something was taken out of the body on its way in, and what.
const MASKED: HeaderName = HeaderName::from_static("beffroi-masked");

/// Takes `.json` off the end of a path, as old clients write it.
#[must_use]
pub fn without_suffix(mut request: Request) -> Request {
    let uri = request.uri();
    let bare = uri
        .path()
        .strip_suffix(".json")
        .filter(|path| path.starts_with("/v1/pages"));
    if let Some(bare) = bare
        && let Some(uri) = with_path(uri, bare)
    {
        *request.uri_mut() = uri;
    }
    request
}
