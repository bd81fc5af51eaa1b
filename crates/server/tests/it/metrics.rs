//! `/metrics`: read back by a parser of both text forms, over a socket of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    net::SocketAddr,
    path::Path,
    time::Duration,
};

use axum::http::StatusCode;
use beffroi::app;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::support::TestApp;

const OPEN: &str = "application/openmetrics-text; version=1.0.0";

#[tokio::test]
async fn both_forms_say_the_same_and_can_be_read_back() {
    for app in TestApp::each().await {
        app.get("/fr/").await;
        app.get("/nowhere").await;
        let address = listen(&app).await;

        let older = ask(address, "/metrics", "text/plain").await;
        let open = ask(address, "/metrics", OPEN).await;

        let (head, body) = open.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("{OPEN}; charset=utf-8")), "{head}");
        assert!(body.ends_with("# EOF\n"), "{body}");
        let older = Scrape::read(&older, Grammar::Prometheus);
        let open = Scrape::read(&open, Grammar::OpenMetrics);
        let steady = |scrape: &Scrape| -> BTreeMap<String, String> {
            let samples = scrape.samples.clone().into_iter();
            samples
                .filter(|(name, _)| !name.starts_with("process_"))
                .collect()
        };
        assert_eq!(steady(&older), steady(&open));
        assert!(older.samples.len() > 100, "{}", older.samples.len());
    }
}

#[tokio::test]
async fn requests_revisions_and_the_process_are_told() {
    for app in TestApp::each().await {
        app.get("/fr/").await;
        app.get("/fr/").await;
        app.get("/healthz").await;
        app.get("/fr/incidents/q2kg8n613kr3").await;
        let address = listen(&app).await;

        let scrape = Scrape::of(address).await;

        scrape.has(
            "beffroi_http_requests_total{class=\"page\",status=\"2xx\"}",
            2.0,
        );
        scrape.has(
            "beffroi_http_requests_total{class=\"page\",status=\"4xx\"}",
            1.0,
        );
        scrape.has(
            "beffroi_http_requests_total{class=\"health\",status=\"2xx\"}",
            1.0,
        );
        scrape.has(
            "beffroi_http_request_duration_seconds_count{class=\"page\"}",
            3.0,
        );
        let revision = app.page.revision as f64;
        scrape.has("beffroi_page_revision{page=\"test\"}", revision);
        let kind = app.db().kind();
        scrape.has(&format!("beffroi_database_up{{kind=\"{kind}\"}}"), 1.0);
        scrape.has("beffroi_letters{state=\"waiting\"}", 0.0);
        scrape.has("beffroi_letters{state=\"dead\"}", 0.0);
        scrape.has("beffroi_relay_away_seconds", 0.0);
        scrape.has("beffroi_mailbox_away_seconds", 0.0);
        let version = env!("CARGO_PKG_VERSION");
        scrape.has(&format!("beffroi_build_info{{version=\"{version}\"}}"), 1.0);
        #[cfg(target_os = "linux")]
        for name in [
            "process_resident_memory_bytes",
            "process_open_fds",
            "process_max_fds",
            "process_start_time_seconds",
            "process_threads",
        ] {
            assert!(scrape.figure(name) > 0.0, "{name}");
        }
    }
}

#[tokio::test]
async fn the_document_tells_every_family_and_no_other() {
    let app = TestApp::start().await;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/metrics.md");
    let document = fs::read_to_string(path).unwrap();

    let open = ask(listen(&app).await, "/metrics", OPEN).await;

    let printed: BTreeSet<&str> = open
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next())
        .collect();
    let told: BTreeSet<&str> = document
        .lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    assert_eq!(printed, told);
}

#[tokio::test]
async fn what_strangers_send_makes_no_label() {
    let app = TestApp::start().await;
    let address = listen(&app).await;
    let before = Scrape::of(address).await.samples.len();

    for path in ["/secret-token", "/fr/x?q=ann@example.org", "/api/v9/y.json"] {
        app.get_with(path, &[("user-agent", "ann")]).await;
    }

    let after = ask(address, "/metrics", "text/plain").await;
    assert_eq!(
        Scrape::read(&after, Grammar::Prometheus).samples.len(),
        before
    );
    assert!(
        !after.contains("secret-token") && !after.contains("ann"),
        "{after}"
    );
}

#[tokio::test]
async fn a_database_that_is_away_is_told_and_no_revision_invented() {
    for app in TestApp::each().await {
        let address = listen(&app).await;

        app.db().close().await;

        let scrape = Scrape::of(address).await;
        let kind = app.db().kind();
        scrape.has(&format!("beffroi_database_up{{kind=\"{kind}\"}}"), 0.0);
        let revisions = |name: &&String| name.starts_with("beffroi_page_revision");
        assert_eq!(scrape.samples.keys().filter(revisions).count(), 0);
    }
}

#[tokio::test]
async fn readers_do_not_find_it_and_monitors_find_nothing_else() {
    let app = TestApp::start().await;
    let address = listen(&app).await;

    assert_eq!(app.get("/metrics").await.status, StatusCode::NOT_FOUND);
    for path in ["/", "/fr/", "/healthz"] {
        let answer = ask(address, path, "*/*").await;
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
}

async fn listen(app: &TestApp) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(app::serve_metrics(app.app.clone(), listener));
    address
}

async fn ask(address: SocketAddr, path: &str, accept: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nhost: x\r\naccept: {accept}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let read = stream.read_to_string(&mut answer);
    tokio::time::timeout(Duration::from_secs(20), read)
        .await
        .expect("an answer and an end")
        .unwrap();
    answer
}

#[derive(Clone, Copy, PartialEq)]
enum Grammar {
    Prometheus,
    OpenMetrics,
}

/// What a monitor makes of the text; panics where it breaks the form's rules.
struct Scrape {
    samples: BTreeMap<String, String>,
}

impl Scrape {
    async fn of(address: SocketAddr) -> Self {
        Self::read(&ask(address, "/metrics", "*/*").await, Grammar::Prometheus)
    }

    fn read(answer: &str, grammar: Grammar) -> Self {
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        let mut samples = BTreeMap::new();
        let mut families: BTreeMap<&str, &str> = BTreeMap::new();
        let mut family = ("", "");
        let mut helped = "";
        let mut buckets: Option<(String, f64)> = None;
        for line in body.lines() {
            if let Some(rest) = line.strip_prefix("# HELP ") {
                helped = rest.split_once(' ').expect("a name and a sentence").0;
            } else if let Some(rest) = line.strip_prefix("# TYPE ") {
                family = rest.split_once(' ').expect("a name and a kind");
                assert_eq!(family.0, helped, "help and kind stand together");
                assert!(kinds(grammar).contains(&family.1), "{line}");
                assert!(
                    families.insert(family.0, family.1).is_none(),
                    "twice: {line}"
                );
            } else if line == "# EOF" {
                assert!(grammar == Grammar::OpenMetrics, "only there");
            } else {
                let (series, value) = line.rsplit_once(' ').expect("a series and a value");
                let figure: f64 = value.parse().expect("a number");
                let name = series.split('{').next().unwrap();
                assert!(
                    suffixes(family.1, grammar)
                        .iter()
                        .any(|end| name == format!("{}{end}", family.0)),
                    "{line} in {family:?}"
                );
                labels(series);
                buckets = in_order(series, figure, buckets);
                assert!(
                    samples
                        .insert(series.to_owned(), value.to_owned())
                        .is_none(),
                    "twice: {line}"
                );
            }
        }
        Self { samples }
    }

    fn figure(&self, series: &str) -> f64 {
        let value = self.samples.get(series);
        let known = || self.samples.keys().cloned().collect::<Vec<_>>().join("\n");
        value
            .unwrap_or_else(|| panic!("{series} in {}", known()))
            .parse()
            .unwrap()
    }

    fn has(&self, series: &str, figure: f64) {
        let found = self.figure(series);
        assert!((found - figure).abs() < f64::EPSILON, "{series}: {found}");
    }
}

fn kinds(grammar: Grammar) -> &'static [&'static str] {
    match grammar {
        Grammar::Prometheus => &["counter", "gauge", "histogram", "summary", "untyped"],
        Grammar::OpenMetrics => &["counter", "gauge", "histogram", "info", "unknown"],
    }
}

/// How the samples of a family may end.
fn suffixes(kind: &str, grammar: Grammar) -> &'static [&'static str] {
    match (kind, grammar) {
        ("counter", Grammar::OpenMetrics) => &["_total"],
        ("info", _) => &["_info"],
        ("histogram", _) => &["_bucket", "_sum", "_count"],
        _ => &[""],
    }
}

/// `name{key="value",…}`, names of small letters.
fn labels(series: &str) {
    let Some((_, rest)) = series.split_once('{') else {
        return;
    };
    for pair in rest.strip_suffix('}').expect("a closing brace").split(',') {
        let (key, value) = pair.split_once('=').expect("key and value");
        assert!(
            key.chars().all(|c| c.is_ascii_lowercase() || c == '_'),
            "{series}"
        );
        assert!(
            value.len() >= 2 && value.starts_with('"') && value.ends_with('"'),
            "{series}"
        );
    }
}

/// Buckets of one series grow, and end with `+Inf`.
fn in_order(series: &str, figure: f64, before: Option<(String, f64)>) -> Option<(String, f64)> {
    let bucket = series
        .contains("_bucket{")
        .then(|| series.split_once("le=\"").unwrap());
    let Some((family, end)) = bucket else {
        assert!(
            before.is_none_or(|(end, _)| end == "+Inf"),
            "an endless bucket before {series}"
        );
        return None;
    };
    let end = end.split('"').next().unwrap().to_owned();
    if let Some((last, count)) = before
        && last != "+Inf"
    {
        let number = |text: &str| text.parse::<f64>().unwrap();
        assert!(
            number(&last) < number(&end) && count <= figure,
            "{family}: {last} then {end}"
        );
    }
    Some((end, figure))
}
