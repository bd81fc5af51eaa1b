//! The sources: documents of several formats, with an incident that is new at each change.

use std::{
    collections::HashMap,
    net::Ipv4Addr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyhow::{Context as _, Result};
use axum::{
    Router,
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::plan::{self, Kind, Plan};

struct Sources {
    plan: Plan,
    /// Documents by format, the smallest first.
    documents: HashMap<&'static str, Vec<Value>>,
    requests: AtomicU64,
    same: AtomicU64,
}

/// The documents that sources are made of; the first folder that has them gives them.
const DOCUMENTS: &[(&str, &[&str])] = &[
    (
        "statuspage",
        &[
            "statuspage-v2/github-2023-extracted-1.json",
            "statuspage-v2/cloudflare-summary-20260729-major.json",
            "statuspage-summary.json",
        ],
    ),
    (
        "incidentio",
        &[
            "incidentio/openai-summary-20260722-minor.json",
            "incidentio-summary.json",
        ],
    ),
    (
        "instatus",
        &[
            "instatus/perplexity-summary-20260723-major.json",
            "instatus-summary.json",
        ],
    ),
    (
        "betterstack",
        &[
            "betterstack/huggingface-index-20260719-major.json",
            "betterstack-index.json",
        ],
    ),
    (
        "google",
        &[
            "gcp/google-workspace-incidents.json",
            "google-incidents.json",
        ],
    ),
];

/// Answers until it is ended from outside.
pub async fn serve(port: u16, period: i64, folders: &[&str]) -> Result<()> {
    let mut documents = HashMap::new();
    for (form, names) in DOCUMENTS {
        let read = |name: &&str| {
            let found = folders.iter().map(|folder| Path::new(folder).join(name));
            let text = found
                .into_iter()
                .find_map(|path| std::fs::read_to_string(path).ok())?;
            serde_json::from_str::<Value>(&text).ok()
        };
        let mut all: Vec<Value> = names.iter().filter_map(read).collect();
        all.sort_by_key(|document| document.to_string().len());
        anyhow::ensure!(!all.is_empty(), "no document of {form} in {folders:?}");
        documents.insert(*form, all);
    }
    let sources = Arc::new(Sources {
        plan: Plan::of(Timestamp::now(), period),
        documents,
        requests: AtomicU64::new(0),
        same: AtomicU64::new(0),
    });
    let router = Router::new().fallback(answer).with_state(sources);
    // All of 127.0.0.0/8 is this machine; each source has an address of its own there.
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::UNSPECIFIED, port))
        .await
        .context("the port of the sources")?;
    Ok(axum::serve(listener, router).await?)
}

async fn answer(State(sources): State<Arc<Sources>>, request: Request) -> Response {
    let path = request.uri().path();
    if path == "/stats" {
        return sources.stats().into_response();
    }
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let Some((number, is_new)) = host.and_then(plan::number) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    sources.requests.fetch_add(1, Ordering::Relaxed);
    if path == "/robots.txt" {
        return StatusCode::NOT_FOUND.into_response();
    }
    match plan::kind(number) {
        Kind::Hangs => std::future::pending().await,
        Kind::Broken => (
            [(header::CONTENT_TYPE, "text/html")],
            "<!DOCTYPE html><title>Sign in</title>",
        )
            .into_response(),
        Kind::Moved if !is_new => {
            let port = host.and_then(|host| host.split(':').nth(1)).unwrap_or("80");
            let to = format!("http://{}:{port}{path}", plan::new_host(number));
            (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response()
        }
        Kind::Well | Kind::Moved => sources.document(number, &request),
    }
}

impl Sources {
    fn stats(&self) -> String {
        json!({
            "requests": self.requests.load(Ordering::Relaxed),
            "same": self.same.load(Ordering::Relaxed),
            "t0": self.plan.t0.as_microsecond(),
        })
        .to_string()
    }

    fn document(&self, number: usize, request: &Request) -> Response {
        let change = self.plan.last(number, Timestamp::now());
        let tag = format!("W/\"{number}-{}\"", change.map_or(-1, |(window, _)| window));
        let known = request.headers().get(header::IF_NONE_MATCH);
        if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
            self.same.fetch_add(1, Ordering::Relaxed);
            return StatusCode::NOT_MODIFIED.into_response();
        }
        let form = plan::form(number);
        let all = &self.documents[form];
        // One in twenty is as large as they come; the others share the rest.
        let largest = all.len() - 1;
        let which = match number % 20 {
            7 => largest,
            _ => number / 20 % largest.max(1),
        };
        let Some(body) = body(form, request.uri().path(), &all[which], change) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let kind = (header::CONTENT_TYPE, "application/json".to_owned());
        ([kind, (header::ETAG, tag)], body.to_string()).into_response()
    }
}

/// What a source answers at a path; with what is new since its last change.
fn body(
    form: &str,
    path: &str,
    document: &Value,
    change: Option<(i64, Timestamp)>,
) -> Option<Value> {
    let mut value = document.clone();
    let id = change
        .map(|(window, _)| format!("bench-{window}"))
        .unwrap_or_default();
    let at = change.map(|(_, at)| at.to_string()).unwrap_or_default();
    let text = "Some requests fail since 08:05 UTC; we are looking into it.";
    match (form, path) {
        ("statuspage" | "incidentio", "/api/v2/summary.json" | "/api/v2/incidents.json") => {
            let incident = json!({"id": id, "name": "Requests fail", "status": "investigating", "impact": "minor",
                "created_at": at, "updated_at": at, "started_at": at, "page_id": "p", "components": [],
                "incident_updates": [{"id": format!("u-{id}"), "status": "investigating", "body": text, "created_at": at,
                    "display_at": at, "updated_at": at}]});
            value["incidents"] = json!(change.map(|_| incident).as_slice());
            if path.ends_with("incidents.json") {
                return Some(json!({"page": value["page"], "incidents": value["incidents"]}));
            }
        }
        ("statuspage", "/api/v2/scheduled-maintenances.json") => {
            return Some(json!({"page": value["page"], "scheduled_maintenances": []}));
        }
        ("statuspage", "/history.json") => return Some(json!({"months": []})),
        ("instatus", "/summary.json") => {
            let incident = json!({"id": id, "name": "Requests fail", "started": at, "status": "INVESTIGATING",
                "impact": "DEGRADEDPERFORMANCE", "url": "https://status.example.com/i", "updatedAt": at});
            value["activeIncidents"] = json!(change.map(|_| incident).as_slice());
        }
        ("instatus", "/v2/components.json") => {
            return Some(
                json!({"components": [{"id": "c1", "name": "API", "status": "OPERATIONAL"}]}),
            );
        }
        ("betterstack", "/index.json") if change.is_some() => {
            let report = json!({"id": id, "type": "status_report", "attributes": {"title": "Requests fail",
                "report_type": "manual", "starts_at": at, "ends_at": null, "aggregate_state": "degraded",
                "affected_resources": []}, "relationships": {"status_updates": {"data": [{"id": format!("u-{id}"),
                "type": "status_update"}]}}});
            let said = json!({"id": format!("u-{id}"), "type": "status_update", "attributes": {"message": text,
                "published_at": at, "affected_resources": []}});
            value["included"].as_array_mut()?.extend([report, said]);
        }
        ("betterstack", "/index.json") => {}
        ("google", "/incidents.json") => {
            let incident = json!({"id": id, "number": "1", "begin": at, "created": at, "modified": at,
                "external_desc": "Requests fail", "updates": [{"created": at, "modified": at, "when": at, "text": text,
                "status": "SERVICE_DISRUPTION"}], "status_impact": "SERVICE_DISRUPTION", "severity": "low",
                "service_key": "k", "service_name": "API", "affected_products": [], "uri": "incidents/x"});
            if change.is_some() {
                value.as_array_mut()?.insert(0, incident);
            }
        }
        _ => return None,
    }
    Some(value)
}
