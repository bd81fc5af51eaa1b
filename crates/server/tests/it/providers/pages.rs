//! Somebody else's status page, on this machine: what it answers can be changed, and it counts what it is asked.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use beffroi::{
    app,
    ground::Result,
    providers::{self, Follow, Looked, Provider, Watch},
};
use beffroi_domain::Locale;
use beffroi_readers::watch::Place;
use jiff::tz::TimeZone;

use super::{follow, load};
use crate::support::TestApp;

/// What a path answers.
#[derive(Clone)]
pub struct Page {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
    pub delay: Duration,
}

/// One question.
#[derive(Clone)]
pub struct Asked {
    pub path: String,
    pub headers: HeaderMap,
    pub at: Instant,
}

#[derive(Default)]
struct Inner {
    pages: Mutex<BTreeMap<String, Page>>,
    asked: Mutex<Vec<Asked>>,
    inside: AtomicUsize,
    most: AtomicUsize,
    knows_no_conditions: AtomicBool,
}

/// A host of somebody else's.
#[derive(Clone)]
pub struct Host {
    pub at: SocketAddr,
    inner: Arc<Inner>,
}

impl Host {
    /// Listens until the test is over, on an address of its own where `ip` says so.
    pub async fn at(ip: &str) -> Self {
        let inner = Arc::<Inner>::default();
        let listener = tokio::net::TcpListener::bind((ip, 0)).await.unwrap();
        let at = listener.local_addr().unwrap();
        let router = Router::new().fallback(answer).with_state(inner.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { at, inner }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// From now on a path answers 200 with this.
    pub fn says(&self, path: &str, body: &str) {
        self.answers(path, 200, &[], body);
    }

    pub fn answers(&self, path: &str, status: u16, headers: &[(&'static str, &str)], body: &str) {
        let page = Page {
            status,
            headers: headers
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
            body: body.to_owned(),
            delay: Duration::ZERO,
        };
        self.inner
            .pages
            .lock()
            .unwrap()
            .insert(path.to_owned(), page);
    }

    /// From now on a path takes its time.
    pub fn dawdles(&self, path: &str, delay: Duration) {
        self.inner
            .pages
            .lock()
            .unwrap()
            .get_mut(path)
            .unwrap()
            .delay = delay;
    }

    /// From now on all of it comes each time.
    pub fn forgets_conditions(&self) {
        self.inner.knows_no_conditions.store(true, Ordering::SeqCst);
    }

    /// What was asked since this was last called.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.inner.asked.lock().unwrap())
    }

    /// The paths of it.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|one| one.path).collect()
    }

    /// How many were being answered at one time at most.
    pub fn most_at_once(&self) -> usize {
        self.inner.most.load(Ordering::SeqCst)
    }

    /// A Statuspage as it stands: an operational one, where nothing else is said.
    pub fn is_statuspage(&self, name: &str) {
        self.says("/robots.txt", "User-agent: *\nDisallow: /private\n");
        self.says("/", "<html><title>Status</title></html>");
        self.stands(name, "operational", "none", None);
        self.says("/api/v2/incidents.json", &document(name, "incidents"));
        self.says(
            "/api/v2/scheduled-maintenances.json",
            &document(name, "scheduled_maintenances"),
        );
        self.says("/history.json?page=1", r#"{"months":[]}"#);
    }

    /// How a Statuspage stands: its component, its indicator, and where its one incident stands and what it says.
    pub fn stands(
        &self,
        name: &str,
        component: &str,
        indicator: &str,
        incident: Option<(&str, &str)>,
    ) {
        let incident = incident.map_or(String::new(), |(status, text)| {
            incident_json("i1", status, text)
        });
        let body = format!(
            r#"{{"page":{{"id":"p","name":"{name}","time_zone":"Etc/UTC"}},
            "components":[{{"id":"c1","name":"Payments","status":"{component}","page_id":"p"}}],
            "incidents":[{incident}],"scheduled_maintenances":[],
            "status":{{"indicator":"{indicator}","description":""}}}}"#
        );
        self.says("/api/v2/summary.json", &body);
    }
}

pub fn incident_json(id: &str, status: &str, text: &str) -> String {
    let resolved = match status {
        "resolved" => r#""resolved_at":"2026-03-02T10:30:00Z","#,
        _ => "",
    };
    format!(
        r#"{{"id":"{id}","name":"Payments fail","status":"{status}","impact":"major",{resolved}
        "created_at":"2026-03-02T10:00:00Z","updated_at":"2026-03-02T10:30:00Z","page_id":"p",
        "incident_updates":[{{"id":"u-{id}","status":"{status}","body":"{text}","created_at":"2026-03-02T10:30:00Z",
          "display_at":"2026-03-02T10:30:00Z"}}],
        "components":[{{"id":"c1","name":"Payments","status":"operational"}}]}}"#
    )
}

fn document(name: &str, list: &str) -> String {
    format!(r#"{{"page":{{"id":"p","name":"{name}","time_zone":"Etc/UTC"}},"{list}":[]}}"#)
}

async fn answer(State(inner): State<Arc<Inner>>, request: Request) -> Response {
    let path = request.uri().path_and_query().unwrap().to_string();
    inner.asked.lock().unwrap().push(Asked {
        path: path.clone(),
        headers: request.headers().clone(),
        at: Instant::now(),
    });
    let inside = inner.inside.fetch_add(1, Ordering::SeqCst) + 1;
    inner.most.fetch_max(inside, Ordering::SeqCst);
    let page = inner.pages.lock().unwrap().get(&path).cloned();
    if let Some(page) = &page {
        tokio::time::sleep(page.delay).await;
    }
    inner.inside.fetch_sub(1, Ordering::SeqCst);
    let Some(page) = page else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut hasher = DefaultHasher::new();
    page.body.hash(&mut hasher);
    let etag = format!("\"{:x}\"", hasher.finish());
    let mut response = match request.headers().get("if-none-match") {
        Some(had) if page.status == 200 && had.as_bytes() == etag.as_bytes() => {
            StatusCode::NOT_MODIFIED.into_response()
        }
        _ => (StatusCode::from_u16(page.status).unwrap(), page.body).into_response(),
    };
    let headers = response.headers_mut();
    if !inner.knows_no_conditions.load(Ordering::SeqCst) {
        headers.insert("etag", etag.parse().unwrap());
    }
    for (name, value) in page.headers {
        headers.insert(name, value.parse().unwrap());
    }
    response
}

/// The watch of this test's Beffroi, which may call this machine, without a gap.
pub fn watch(app: &mut TestApp) -> Watch {
    with(app, "gap_ms = 0")
}

/// The same with settings of its own.
pub fn with(app: &mut TestApp, settings: &str) -> Watch {
    app.set(&format!(
        "public_url = \"https://status.test.example\"\n[calls]\nopen = [\"127.0.0.0/8\"]\n[watch]\n{settings}"
    ));
    app::watch(&app.app)
}

/// A page at a host that is followed.
pub async fn follows_at(app: &TestApp, slug: &str, host: &Host, form: Option<&str>) -> Provider {
    let new = Follow {
        pages: vec![app.page.id],
        ..follow_of(slug, host, form)
    };
    let id = follow(app, &new).await.unwrap();
    load(app, id).await
}

/// What following it is.
pub fn follow_of(slug: &str, host: &Host, form: Option<&str>) -> Follow {
    Follow {
        slug: slug.to_owned(),
        name: "Orgelpfeife".to_owned(),
        sector: "acquirer".to_owned(),
        place: Place::of(&host.url("")),
        form: form.map(str::to_owned),
        locale: Locale::of("en"),
        zone: TimeZone::UTC,
        selectors: BTreeMap::new(),
        is_empty_clear: true,
        pages: vec![],
    }
}

/// Time passes, and it is looked at.
pub async fn look_later(app: &TestApp, watch: &Watch, provider: &Provider, minutes: i64) -> Looked {
    app.app
        .clock
        .set(app.now() + jiff::SignedDuration::from_mins(minutes));
    watch.look_at(provider.id).await.unwrap()
}

/// What stands in the outbox for whoever reacts, the oldest first.
pub async fn events(app: &TestApp) -> Vec<serde_json::Value> {
    let mut tx = app.db().snapshot().await.unwrap();
    let rows: Vec<(String,)> = tx
        .list(
            "SELECT body FROM outbox WHERE way = 'event' AND kind = 'provider.changed' ORDER BY created_at, id",
            vec![],
        )
        .await
        .unwrap();
    rows.iter()
        .map(|(body,)| serde_json::from_str(body).unwrap())
        .collect()
}

pub async fn entries(app: &TestApp, provider: &Provider) -> Result<Vec<providers::Entry>> {
    let mut tx = app.db().snapshot().await?;
    providers::entries(&mut tx, provider.id, 0, 100).await
}
