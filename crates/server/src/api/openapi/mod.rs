//! What the API is, as OpenAPI 3.1 for programs and as a page for people; both made from the table of calls.
//!
//! Schemas stand in `schemas.json`. Not here: anything that knows what a call does.

use std::{fmt::Write as _, sync::LazyLock};

use askama::Template;
use axum::{http::StatusCode, response::Response};
use serde_json::{Map, Value, json};

use super::{
    answer::{Style, data},
    call::{Call, Param},
    calls,
};
use crate::web::assets;

const SCHEMAS: &str = include_str!("schemas.json");

static DOCUMENT: LazyLock<String> = LazyLock::new(|| made(&calls()).to_string());

/// Answers `/v1/openapi.json`.
pub async fn document() -> Response {
    data(
        StatusCode::OK,
        "application/json; charset=utf-8",
        DOCUMENT.clone(),
    )
}

/// Answers `/v1`: the same for people.
pub async fn page() -> Response {
    let page = Page::of(&calls());
    let html = page.render().unwrap_or_default();
    data(StatusCode::OK, "text/html; charset=utf-8", html)
}

/// The document.
#[must_use]
pub fn made(calls: &[Call]) -> Value {
    let mut paths = Map::new();
    for call in calls {
        let here = paths.entry(call.path).or_insert_with(|| json!({}));
        for (place, method) in call.methods.iter().enumerate() {
            here[method.to_lowercase()] = operation(call, method, place > 0);
        }
    }
    let schemas: Value = serde_json::from_str(SCHEMAS).unwrap_or_default();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Beffroi",
            "version": "1",
            "description": "Paths below /pages are those of Statuspage's manage API; the others are our own.",
        },
        "servers": [{ "url": "/v1" }],
        "security": [{ "key": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token of beffroi; `Authorization: OAuth TOKEN` is the same.",
                },
            },
        },
    })
}

fn operation(call: &Call, method: &str, is_other: bool) -> Value {
    let id = match is_other {
        true => format!("{}{}", method.to_lowercase(), call.id),
        false => call.id.to_owned(),
    };
    let mut parameters: Vec<Value> = of_path(call.path).collect();
    parameters.extend(call.query.iter().map(of_query));
    let mut operation = json!({
        "operationId": id,
        "summary": call.summary,
        "description": format!("Needs the scope `{}`.", call.role.scope().as_str()),
        "tags": [tag(call)],
        "parameters": parameters,
        "responses": responses(call),
    });
    if let Some(body) = call.body {
        operation["requestBody"] = json!({
            "required": true,
            "content": { "application/json": { "schema": reference(body) } },
        });
    }
    operation
}

fn tag(call: &Call) -> &'static str {
    match call.style {
        Style::Statuspage => "Statuspage",
        Style::Own => "Beffroi",
    }
}

/// The names in braces.
fn of_path(path: &str) -> impl Iterator<Item = Value> {
    let names = path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next());
    names.map(|name| {
        json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
    })
}

fn of_query(param: &Param) -> Value {
    let schema: Value = serde_json::from_str(param.schema).unwrap_or_default();
    json!({
        "name": param.name,
        "in": "query",
        "required": false,
        "description": param.about,
        "schema": schema,
    })
}

fn responses(call: &Call) -> Value {
    let mut all = json!({ "default": wrong(call.style) });
    let mut done = json!({ "description": "Done." });
    if let Some(answer) = call.answer {
        let kind = match answer {
            "Csv" => "text/csv",
            _ => "application/json",
        };
        done["content"] = json!({ kind: { "schema": answered(answer) } });
    }
    all[call.status.to_string()] = done;
    all
}

fn answered(answer: &str) -> Value {
    let inner = answer
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    match inner {
        Some(one) => json!({ "type": "array", "items": reference(one) }),
        None => reference(answer),
    }
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn wrong(style: Style) -> Value {
    let statuspage = json!({ "application/json": { "schema": reference("ErrorEntity") } });
    let content = match style {
        Style::Statuspage => statuspage,
        Style::Own => json!({
            "application/problem+json": { "schema": reference("Problem") },
            "application/json": { "schema": reference("ErrorEntity") },
        }),
    };
    json!({ "description": "What is wrong, with the field at fault.", "content": content })
}

#[derive(Template)]
#[template(path = "api/openapi/page.html")]
struct Page {
    style: String,
    parts: Vec<Part>,
}

struct Part {
    title: &'static str,
    calls: Vec<Told>,
}

struct Told {
    id: &'static str,
    methods: String,
    path: &'static str,
    summary: &'static str,
    scope: &'static str,
    query: Vec<(&'static str, &'static str)>,
    body: Option<String>,
    status: u16,
    answer: Option<String>,
}

impl Page {
    fn of(calls: &[Call]) -> Self {
        let part = |title, style| Part {
            title,
            calls: calls
                .iter()
                .filter(|call| call.style == style)
                .map(told)
                .collect(),
        };
        Self {
            style: assets::address("page.css"),
            parts: vec![
                part("Paths that Statuspage has too", Style::Statuspage),
                part("Our own paths", Style::Own),
            ],
        }
    }
}

fn told(call: &Call) -> Told {
    Told {
        id: call.id,
        methods: call.methods.join(", "),
        path: call.path,
        summary: call.summary,
        scope: call.role.scope().as_str(),
        query: call
            .query
            .iter()
            .map(|param| (param.name, param.about))
            .collect(),
        body: call.body.map(fields),
        status: call.status,
        answer: call.answer.map(fields),
    }
}

/// A schema by its name and its fields, for a reader.
fn fields(schema: &str) -> String {
    let schemas: Value = serde_json::from_str(SCHEMAS).unwrap_or_default();
    let name = schema.trim_matches(['[', ']']);
    let mut said = schema.to_owned();
    if let Some(all) = schemas[name]["properties"].as_object() {
        let names: Vec<&str> = all.keys().map(String::as_str).collect();
        let _ = write!(said, ": {}", names.join(", "));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_that_is_named_is_there_and_each_call_has_a_name_of_its_own() {
        let calls = calls();
        let schemas: Value = serde_json::from_str(SCHEMAS).unwrap();

        let named = calls.iter().flat_map(|call| [call.body, call.answer]);
        for name in named.flatten() {
            let bare = name.trim_matches(['[', ']']);
            assert!(schemas[bare].is_object(), "{bare}");
        }
        let mut ids: Vec<&str> = calls.iter().map(|call| call.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), calls.len());
    }

    #[test]
    fn every_parameter_is_json_and_every_reference_leads_somewhere() {
        let document = made(&calls());

        let text = document.to_string();
        for part in text.split("#/components/schemas/").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(
                document["components"]["schemas"][name].is_object(),
                "{name}"
            );
        }
        assert!(!text.contains(r#""schema":null"#));
    }
}
