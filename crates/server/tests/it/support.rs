//! A Beffroi of its own for each test: own database, a clock that stands still.
//!
//! `for app in TestApp::each().await` runs a test on SQLite, and on PostgreSQL where
//! `TEST_DATABASE_URL` names a server on which databases may be made.
//!
//! A test that has something announced looks at it with [`TestApp::claimed`]; one that forgets to fails.

mod databases;

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use beffroi::{
    app::{self, App},
    components::{self, NewComponent},
    config,
    ground::{Clock, Db, Metrics, Tx, db::DbUrl, token},
    incidents::{self, Facts, NewIncident},
    members::{self, NewMember, NewToken, Role, Scope},
    outbox::{self, Way},
    pages::{self, NewPage, Page, Visibility},
    updates::NewUpdate,
};
use beffroi_domain::{
    Actor, Announcement, ComponentId, ComponentStatus, Impact, ImpactWindow, IncidentId,
    IncidentStatus, Locale, LocalizedText, MemberId, Moment, UpdateStatus, WindowEnd,
};
use http_body_util::BodyExt;
use jiff::{Timestamp, tz::TimeZone};
use scraper::{Html, Selector};
use tower::ServiceExt;

pub use self::databases::{new_database, new_database_url};
use self::databases::{new_file, with_tables};

/// Noon in Paris on a Wednesday.
pub const NOW: &str = "2026-03-04T11:00:00Z";

pub struct TestApp {
    pub app: App,
    pub page: Page,
    pub url: DbUrl,
    router: Router,
    _directory: Option<tempfile::TempDir>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn locale(tag: &'static str) -> Locale {
    Locale::of(tag)
}

/// `&[("fr", "Bonjour"), ("en", "Hello")]` as localized text.
pub fn words(pairs: &[(&'static str, &str)]) -> LocalizedText {
    pairs
        .iter()
        .map(|(tag, text)| (Locale::of(tag), (*text).to_owned()))
        .collect()
}

impl TestApp {
    /// On SQLite.
    pub async fn start() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let url = DbUrl::File(directory.path().join("test.db"));
        Self::over(url, directory).await
    }

    /// On SQLite without any page.
    pub async fn empty() -> App {
        let directory = tempfile::tempdir().unwrap().keep();
        app_over(DbUrl::File(directory.join("test.db"))).await
    }

    /// On each database that is there.
    pub async fn each() -> Vec<Self> {
        let mut all = vec![Self::start().await];
        match std::env::var("TEST_DATABASE_URL") {
            Ok(server) => {
                let url = DbUrl::Postgres(with_tables(&server).await);
                all.push(Self::over(url, tempfile::tempdir().unwrap()).await);
            }
            Err(_) => eprintln!("TEST_DATABASE_URL is not set: PostgreSQL is left out"),
        }
        all
    }

    async fn over(url: DbUrl, directory: tempfile::TempDir) -> Self {
        let mut raw = app_over(url).await;
        // Beside the database is no place for those of a server.
        Arc::make_mut(&mut raw.settings).files.folder = Some(directory.path().join("files"));
        let mut app = Self::on(raw).await;
        app._directory = Some(directory);
        app
    }

    /// On a Beffroi that is set up already, with a page of its own.
    pub async fn on(app: App) -> Self {
        let page = make_page(&app).await;
        let router = app::router(&app);
        Self {
            page,
            url: app.settings.database.clone(),
            app,
            router,
            _directory: None,
        }
    }

    pub fn now(&self) -> Timestamp {
        self.app.clock.now()
    }

    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// The same database under other settings, given as a configuration file.
    pub fn set(&mut self, text: &str) {
        let mut settings = config::parse("test", text, &BTreeMap::new()).unwrap();
        settings.ready = None;
        self.app.settings = Arc::new(settings);
        self.router = app::router(&self.app);
    }

    /// Another page, made after the first, in French only and named as its slug.
    pub async fn another_page(&self, slug: &str) -> Page {
        let new = NewPage {
            slug: slug.to_owned(),
            public_id: None,
            name: words(&[("fr", slug)]),
            locales: vec![locale("fr")],
            zone: TimeZone::get("Europe/Rome").unwrap(),
            since: at("2025-01-01T00:00:00Z"),
        };
        let later = self.now() + jiff::SignedDuration::from_secs(1);
        let mut tx = self.db().begin().await.unwrap();
        pages::create(&mut tx, later, Actor::System, new)
            .await
            .unwrap();
        let page = pages::find_by_slug(&mut tx, slug).await.unwrap();
        tx.commit().await.unwrap();
        page.unwrap()
    }

    /// A component with this name in all three languages.
    pub async fn component(&self, name: &str) -> ComponentId {
        self.component_on(&self.page, name).await
    }

    /// A component of another page.
    pub async fn component_on(&self, page: &Page, name: &str) -> ComponentId {
        let new = NewComponent {
            public_id: None,
            group: None,
            name: words(&[("fr", name), ("en", name), ("it", name)]),
            description: LocalizedText::new(),
            position: 1,
            status: ComponentStatus::Operational,
            since: at("2024-01-01T00:00:00Z"),
        };
        let mut tx = self.db().begin().await.unwrap();
        let id = components::create(&mut tx, self.now(), Actor::System, page.id, new).await;
        tx.commit().await.unwrap();
        id.unwrap()
    }

    /// Stores an incident.
    pub async fn record(&self, new: NewIncident) -> IncidentId {
        let mut tx = self.db().begin().await.unwrap();
        let id = incidents::record(&mut tx, self.now(), Actor::Import, new)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A resolved incident of 24 minutes on the day before, told in three languages.
    pub fn incident(&self) -> NewIncident {
        NewIncident {
            public_id: Some("q2kg8n613kr3".parse().unwrap()),
            pages: vec![(self.page.id, Visibility::Public)],
            facts: Facts {
                references: vec!["TST-7".to_owned()],
                title: words(&[("fr", "Paiements"), ("en", "Payments"), ("it", "Pagamenti")]),
                status: IncidentStatus::Resolved,
                impact: Impact::Major,
                category: LocalizedText::new(),
                responsibility: None,
                priority: None,
                components: vec![],
                windows: vec![window("2026-03-03T09:00:00Z", Some("2026-03-03T09:24:00Z"))],
                figures: vec![],
                consequences: vec![],
                links: vec![],
            },
            updates: vec![
                update(
                    IncidentStatus::Investigating,
                    "2026-03-03T09:10:00Z",
                    "Nous cherchons.",
                ),
                update(
                    IncidentStatus::Resolved,
                    "2026-03-03T10:00:00Z",
                    "C'est fini.",
                ),
            ],
            seq: 1,
        }
    }

    /// What was announced and no test looked at yet, in order, also what a program that runs beside has begun to tell; it
    /// counts as looked at and told from now on.
    pub async fn claimed(&self) -> Vec<Announcement> {
        let sql = "UPDATE outbox SET state = 'done', ended_at = created_at, lease = NULL, problem = 'looked at'
                   WHERE way = 'broadcast' AND COALESCE(problem, '') <> 'looked at'
                   RETURNING created_at, id, body";
        let mut tx = self.db().begin().await.unwrap();
        let mut all: Vec<(i64, uuid::Uuid, String)> = tx.list(sql, vec![]).await.unwrap();
        tx.commit().await.unwrap();
        all.sort();
        let read = |(_, _, body): &(_, _, String)| serde_json::from_str(body).unwrap();
        all.iter().map(read).collect()
    }

    /// The cookie of a new member who has this role on the first page, and none on others.
    pub async fn member(&self, role: Role) -> String {
        self.signed_in(role).await.1
    }

    /// A new member who has this role on the first page, and their cookie.
    pub async fn signed_in(&self, role: Role) -> (MemberId, String) {
        self.signed_in_on(Some(&self.page), role).await
    }

    /// A new member who has this role on a page, or on all without one, and their cookie.
    pub async fn signed_in_on(&self, page: Option<&Page>, role: Role) -> (MemberId, String) {
        let email = format!("{}@example.com", token::new_public_id());
        let new = NewMember {
            name: role.as_str().to_owned(),
            email,
            locale: Some(locale("en")),
        };
        let (now, mut tx) = (self.now(), self.db().begin().await.unwrap());
        let id = members::create_member(&mut tx, now, Actor::System, new)
            .await
            .unwrap();
        if !members::has_administrator(&mut tx).await.unwrap() {
            self.founder(&mut tx).await;
        }
        let page = page.map(|page| page.id);
        members::grant_role(&mut tx, now, Actor::System, id, page, role)
            .await
            .unwrap();
        let actor = Actor::Member(id.0);
        let way = members::Way::Password;
        let secret = members::start_session(&mut tx, now, actor, id, "Firefox", way, true).await;
        tx.commit().await.unwrap();
        (id, format!("beffroi={}", secret.unwrap()))
    }

    /// Somebody who administers all pages, as there always is.
    async fn founder(&self, tx: &mut Tx) {
        let new = NewMember {
            name: "Anna".to_owned(),
            email: "anna@example.com".to_owned(),
            locale: None,
        };
        let link = members::make_first_link(tx, self.now(), Actor::System).await;
        members::create_first_administrator(tx, self.now(), &link.unwrap().unwrap(), new)
            .await
            .unwrap();
    }

    /// A key with these scopes for the first page.
    pub async fn token(&self, scopes: &[Scope]) -> String {
        let new = NewToken {
            name: "test".to_owned(),
            scopes: scopes.iter().copied().collect(),
            pages: Some(vec![self.page.id]),
            ends_at: None,
        };
        let mut tx = self.db().begin().await.unwrap();
        let made = members::make_token(&mut tx, self.now(), Actor::System, new).await;
        tx.commit().await.unwrap();
        made.unwrap().1
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// A page of the console, with a cookie.
    pub async fn look(&self, cookie: &str, path: &str) -> Answer {
        self.get_with(path, &[("cookie", cookie)]).await
    }

    /// A form of the console, sent as a browser sends it from our own page.
    pub async fn fill(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let escaped = |text: &str| -> String {
            let bytes = text.bytes().map(|byte| format!("%{byte:02X}"));
            bytes.collect()
        };
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", cookie)
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The texts of all elements that a selector finds, white space folded.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector)
            .map(|element| fold(&element.text().collect::<String>()))
            .collect()
    }

    /// The text of the one element that a selector finds.
    pub fn text(&self, selector: &str) -> String {
        let all = self.texts(selector);
        assert_eq!(all.len(), 1, "{selector} in {}", self.body);
        all.into_iter().next().unwrap()
    }

    /// An attribute of all elements that a selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector)
            .filter_map(|one| one.attr(name).map(str::to_owned))
            .collect()
    }
}

/// Whoever announces something has to have it looked at.
impl Drop for TestApp {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let url = self.url.clone();
        // The test's own runtime is busy with the drop.
        let counting = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.unwrap().block_on(unclaimed(&url))
        });
        let unclaimed = counting.join().unwrap();
        assert_eq!(
            unclaimed, 0,
            "announced, and the test never looked: claimed()"
        );
    }
}

/// Broadcasts that wait; none where the test took the database away.
async fn unclaimed(url: &DbUrl) -> i64 {
    let Ok(db) = Db::attach(url).await else {
        return 0;
    };
    let Ok(mut tx) = db.snapshot().await else {
        return 0;
    };
    let waiting = outbox::count_waiting(&mut tx, Way::Broadcast).await;
    drop(tx);
    db.close().await;
    waiting.unwrap_or(0)
}

/// A total outage from `start` to `end`, or until now.
pub fn window(start: &str, end: Option<&str>) -> ImpactWindow {
    ImpactWindow {
        start: Some(Moment::minute(at(start))),
        end: end.map_or(WindowEnd::Ongoing, |end| {
            WindowEnd::At(Moment::minute(at(end)))
        }),
        degree: ComponentStatus::MajorOutage,
        components: vec![],
    }
}

/// An update in French only.
pub fn update(status: IncidentStatus, published: &str, french: &str) -> NewUpdate {
    NewUpdate {
        public_id: None,
        status: UpdateStatus::Incident(status),
        text: words(&[("fr", french)]),
        standard: None,
        published: Some(Moment::exact(at(published))),
        changes: vec![],
    }
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn app_over(database: DbUrl) -> App {
    if let DbUrl::File(path) = &database {
        new_file(path).await;
    }
    let db = Db::open(&database).await.unwrap();
    let mut settings = settings();
    settings.database = database;
    App {
        db,
        clock: Clock::still(at(NOW)),
        settings: Arc::new(settings),
        metrics: Metrics::default(),
    }
}

/// As they come, but for the directory that all tests would share.
pub fn settings() -> config::Settings {
    let mut settings = config::parse("test", "", &BTreeMap::new()).unwrap();
    settings.ready = None;
    settings
}

async fn make_page(app: &App) -> Page {
    let new = NewPage {
        slug: "test".to_owned(),
        public_id: None,
        name: words(&[("fr", "Essai"), ("en", "Test"), ("it", "Prova")]),
        locales: vec![locale("fr"), locale("en"), locale("it")],
        zone: TimeZone::get("Europe/Paris").unwrap(),
        since: at("2024-01-01T00:00:00Z"),
    };
    let mut tx = app.db.begin().await.unwrap();
    pages::create(&mut tx, app.clock.now(), Actor::System, new)
        .await
        .unwrap();
    let page = pages::find_by_slug(&mut tx, "test").await.unwrap().unwrap();
    tx.commit().await.unwrap();
    page
}
