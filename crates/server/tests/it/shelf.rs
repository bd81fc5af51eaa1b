//! The shelf, over real connections: encodings, tags, freshness, one rendering for many, events, and a
//! database that goes away.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use beffroi::{
    app::{self, App},
    ground::{Clock, Db, db::DbUrl},
    incidents,
};
use beffroi_domain::Actor;
use reqwest::{Client, Response, StatusCode, header};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};

use crate::{
    public_private::make_private,
    support::{TestApp, new_database, settings, words},
};

/// A server on a port of its own.
pub struct Served {
    address: SocketAddr,
    client: Client,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Served {
    pub async fn start(app: App) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            let stop = async { stopped.await.unwrap_or_default() };
            app::serve(app, listener, stop).await.unwrap();
        });
        // The second test to do this finds it done.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .no_proxy()
            .no_gzip()
            .no_brotli()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self {
            address,
            client,
            stop,
            task,
        }
    }

    pub async fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Response {
        let mut request = self.client.get(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap()
    }

    async fn text(&self, path: &str) -> String {
        self.ask(path, &[]).await.text().await.unwrap()
    }

    /// Asks until `is_so`, for at most five seconds.
    async fn until(&self, path: &str, is_so: impl Fn(&str) -> bool) -> String {
        for _ in 0..250 {
            let text = self.text(path).await;
            if is_so(&text) {
                return text;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let last = self.text(path).await;
        panic!("{path} never came to say it; it says {last}");
    }

    pub async fn end(self) {
        let _ = self.stop.send(());
        self.task.await.unwrap();
    }
}

fn tag(response: &Response) -> String {
    response.headers()[header::ETAG]
        .to_str()
        .unwrap()
        .to_owned()
}

pub async fn retitle(app: &TestApp, id: beffroi_domain::IncidentId, title: &str) {
    let mut tx = app.db().begin().await.unwrap();
    let title = words(&[("fr", title), ("en", title), ("it", title)]);
    let right = incidents::CorrectText::of(id, incidents::Which::Title, title);
    incidents::correct_text(&mut tx, app.now(), Actor::System, right)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn each_encoding_is_the_same_page_with_a_strong_tag_of_its_own() {
    let app = TestApp::start().await;
    app.record(app.incident()).await;
    let served = Served::start(app.app.clone()).await;
    let plain = served.ask("/en/", &[]).await;
    let mut tags = vec![tag(&plain)];
    let plain = plain.bytes().await.unwrap();

    for (accepted, given) in [("gzip", "gzip"), ("zstd", "zstd"), ("gzip, br", "br")] {
        let response = served.ask("/en/", &[("accept-encoding", accepted)]).await;
        assert_eq!(response.headers()[header::CONTENT_ENCODING], given);
        assert!(
            response.headers()[header::VARY]
                .to_str()
                .unwrap()
                .contains("Accept-Encoding"),
        );
        let tag = tag(&response);
        let packed = response.bytes().await.unwrap();
        let body = match given {
            "zstd" => zstd::stream::decode_all(&packed[..]).unwrap(),
            "gzip" => {
                let mut out = Vec::new();
                std::io::copy(&mut flate2::read::GzDecoder::new(&packed[..]), &mut out).unwrap();
                out
            }
            _ => {
                let mut out = Vec::new();
                brotli::BrotliDecompress(&mut &packed[..], &mut out).unwrap();
                out
            }
        };
        assert_eq!(body, plain, "{given}");
        let again = served
            .ask(
                "/en/",
                &[("accept-encoding", accepted), ("if-none-match", &tag)],
            )
            .await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(self::tag(&again), tag);
        assert!(again.bytes().await.unwrap().is_empty());
        tags.push(tag);
    }
    assert!(tags.iter().all(|tag| tag.starts_with('"')), "{tags:?}");
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 4);
    served.end().await;
}

#[tokio::test]
async fn a_head_has_the_length_of_the_page_and_no_body() {
    let app = TestApp::start().await;
    app.record(app.incident()).await;
    let served = Served::start(app.app.clone()).await;
    for path in ["/en/", "/en/incidents/q2kg8n613kr3"] {
        let length = served.text(path).await.len().to_string();

        let url = format!("http://{}{path}", served.address);
        let head = served.client.head(url).send().await.unwrap();

        assert_eq!(
            head.headers()[header::CONTENT_LENGTH],
            length.as_str(),
            "{path}"
        );
        assert!(head.bytes().await.unwrap().is_empty());
    }
    served.end().await;
}

#[tokio::test]
async fn a_commit_shows_on_ready_and_on_old_pages_and_their_tags_change() {
    for app in TestApp::each().await {
        let id = app.record(app.incident()).await;
        let served = Served::start(app.app.clone()).await;
        served.until("/en/", |html| html.contains("Payments")).await;
        let old = tag(&served.ask("/en/incidents/q2kg8n613kr3", &[]).await);

        retitle(&app, id, "Late refunds").await;

        served
            .until("/en/", |html| html.contains("Late refunds"))
            .await;
        let path = "/en/incidents/q2kg8n613kr3";
        served
            .until(path, |html| html.contains("Late refunds"))
            .await;
        let asked = served.ask(path, &[("if-none-match", &old)]).await;
        assert_eq!(asked.status(), StatusCode::OK);
        served.end().await;
    }
}

#[tokio::test]
async fn a_page_that_changes_all_the_time_still_shows_it_everywhere() {
    let app = TestApp::start().await;
    let id = app.record(app.incident()).await;
    let served = Served::start(app.app.clone()).await;
    served
        .until("/history.atom", |feed| feed.contains("Paiements"))
        .await;
    let change = async {
        loop {
            retitle(&app, id, "Late refunds").await;
            retitle(&app, id, "Later refunds").await;
        }
    };

    let shown = served.until("/history.atom", |feed| feed.contains("refunds"));
    tokio::select! {
        () = change => unreachable!(),
        _ = shown => {}
    }
    served.end().await;
}

#[tokio::test]
async fn what_another_process_wrote_shows_within_two_seconds() {
    let app = TestApp::start().await;
    let id = app.record(app.incident()).await;
    // A second handle on the same file tells this one nothing.
    let other = Db::open(&app.app.settings.database).await.unwrap();
    let served = Served::start(app.app.clone()).await;
    served.until("/en/", |html| html.contains("Payments")).await;

    let mut tx = other.begin().await.unwrap();
    let title = words(&[("en", "Told from elsewhere")]);
    let right = incidents::CorrectText::of(id, incidents::Which::Title, title);
    incidents::correct_text(&mut tx, app.now(), Actor::System, right)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let until = served.until("/en/", |html| html.contains("Told from elsewhere"));
    tokio::time::timeout(Duration::from_secs(2), until)
        .await
        .unwrap();
    served.end().await;
}

#[tokio::test]
async fn however_many_ask_at_once_an_old_page_is_rendered_once() {
    let app = TestApp::start().await;
    app.record(app.incident()).await;
    let served = Served::start(app.app.clone()).await;
    served.until("/en/", |html| html.contains("Payments")).await;
    tokio::time::sleep(Duration::from_millis(700)).await;
    let before = app.app.metrics.totals().renderings.count();

    let asked = (0..40).map(|_| served.ask("/en/incidents/q2kg8n613kr3", &[]));
    let answers = futures_util::future::join_all(asked).await;

    assert!(
        answers
            .iter()
            .all(|answer| answer.status() == StatusCode::OK)
    );
    let after = app.app.metrics.totals().renderings.count();
    assert_eq!(after - before, 1);
    served.end().await;
}

#[tokio::test]
async fn a_reader_with_an_open_stream_hears_of_a_change_within_a_second() {
    let app = TestApp::start().await;
    let id = app.record(app.incident()).await;
    let served = Served::start(app.app.clone()).await;
    served.until("/en/", |html| html.contains("Payments")).await;
    let mut stream = served.ask("/events?locale=it", &[]).await;
    assert_eq!(stream.headers()[header::CONTENT_TYPE], "text/event-stream");
    let first = stream.chunk().await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&first).contains("event: change"));

    retitle(&app, id, "Late refunds").await;
    let next = tokio::time::timeout(Duration::from_secs(1), stream.chunk()).await;

    let line = next.unwrap().unwrap().unwrap();
    assert_ne!(line, first);
    // What was announced is there already.
    assert!(served.text("/en/").await.contains("Late refunds"));
    // A stop does not wait for readers of events.
    tokio::time::timeout(Duration::from_secs(5), served.end())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_page_that_is_made_private_leaves_the_shelf_and_is_never_put_there_again() {
    let app = TestApp::start().await;
    app.record(app.incident()).await;
    let served = Served::start(app.app.clone()).await;
    served
        .until("/en/history", |html| html.contains("Payments"))
        .await;
    let mut stream = served.ask("/events", &[]).await;
    stream.chunk().await.unwrap();

    make_private(&app, app.page.id).await;

    served
        .until("/en/history", |html| !html.contains("Payments"))
        .await;
    for path in [
        "/en/",
        "/en/incidents/q2kg8n613kr3",
        "/api/v2/summary.json",
        "/history.atom",
    ] {
        let answer = served.ask(path, &[]).await;
        assert_ne!(answer.status(), StatusCode::OK, "{path}");
        assert_eq!(
            answer.headers()[header::CACHE_CONTROL],
            "no-store",
            "{path}"
        );
        assert!(!answer.text().await.unwrap().contains("Payments"), "{path}");
    }
    assert_eq!(
        served.ask("/events", &[]).await.status(),
        StatusCode::NOT_FOUND
    );
    // Who listened hears nothing more: the stream ends.
    let rest = tokio::time::timeout(Duration::from_secs(2), stream.chunk()).await;
    assert!(matches!(rest, Ok(Ok(None))), "{rest:?}");
    served.end().await;
}

/// A door to PostgreSQL that can be shut.
pub struct Door {
    pub address: SocketAddr,
    server: String,
    open: Option<JoinHandle<()>>,
}

impl Door {
    pub async fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut door = Self {
            address: listener.local_addr().unwrap(),
            server: server.to_owned(),
            open: None,
        };
        door.carry(listener);
        door
    }

    fn carry(&mut self, listener: TcpListener) {
        let server = self.server.clone();
        self.open = Some(tokio::spawn(async move {
            let mut carried = tokio::task::JoinSet::new();
            while let Ok((mut near, _)) = listener.accept().await {
                let server = server.clone();
                carried.spawn(async move {
                    let mut far = TcpStream::connect(server).await.unwrap();
                    near.set_nodelay(true).unwrap();
                    far.set_nodelay(true).unwrap();
                    let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
                });
            }
        }));
    }

    pub async fn shut(&mut self) {
        let open = self.open.take().unwrap();
        open.abort();
        let _ = open.await;
    }

    pub async fn reopen(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.carry(listener);
    }
}

/// Waits until everything stands ready, which is then on disk too.
async fn written(place: &std::path::Path) {
    for _ in 0..500 {
        if place.is_file() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{} was never written", place.display());
}

#[tokio::test]
async fn with_the_database_away_pages_stay_up_and_say_so_also_after_a_restart() {
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        eprintln!("TEST_DATABASE_URL is not set: the database that goes away is left out");
        return;
    };
    let url = new_database(&server).await;
    let parsed = reqwest::Url::parse(&url).unwrap();
    let behind = format!(
        "{}:{}",
        parsed.host_str().unwrap(),
        parsed.port().unwrap_or(5432)
    );
    let mut door = Door::to(&behind).await;
    let mut through = parsed.clone();
    through.set_host(Some("127.0.0.1")).unwrap();
    through.set_port(Some(door.address.port())).unwrap();
    let ready = tempfile::tempdir().unwrap();
    let mut set = settings();
    set.database = DbUrl::Postgres(through.to_string());
    set.ready = Some(ready.path().to_owned());
    let running = |db| App {
        db,
        clock: Clock::System,
        settings: Arc::new(set.clone()),
        metrics: beffroi::ground::Metrics::default(),
    };
    let app = TestApp::on(running(app::open(&set).await.unwrap())).await;
    app.record(app.incident()).await;
    let served = Served::start(app.app.clone()).await;
    served
        .until("/en/history", |html| html.contains("Payments"))
        .await;
    assert_eq!(served.text("/readyz").await, "ready\n");
    written(&ready.path().join("ready.json")).await;

    door.shut().await;
    let page = served
        .until("/en/history", |html| html.contains("class=\"stale\""))
        .await;
    assert!(page.contains("Payments"));
    assert_eq!(served.ask("/readyz", &[]).await.status(), StatusCode::OK);
    let console = served.ask("/readyz?for=console", &[]).await;
    assert_eq!(console.status(), StatusCode::SERVICE_UNAVAILABLE);
    served.end().await;

    let served = Served::start(running(app::open(&set).await.unwrap())).await;
    let page = served.text("/fr/history").await;
    assert!(
        page.contains("class=\"stale\"") && page.contains("Paiements"),
        "{page}"
    );
    let start = served.ask("/", &[("accept-language", "it")]).await;
    assert_eq!(start.headers()[header::LOCATION], "/it/");

    door.reopen().await;
    let page = served
        .until("/fr/history", |html| !html.contains("class=\"stale\""))
        .await;
    assert!(page.contains("Paiements"));
    assert_eq!(served.text("/readyz?for=console").await, "ready\n");
    served.end().await;
}
