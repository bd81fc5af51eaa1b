//! Logs: what the program itself writes of requests to a private page, and that no secret, nobody and
//! no card number is in it, at the most talkative level.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use beffroi::{ground::db::DbUrl, pages};
use beffroi_domain::Actor;
use jiff::{SignedDuration, Timestamp};
use reqwest::{Client, RequestBuilder, Response, StatusCode, header};
use tokio::time::sleep;

use crate::{
    public_private::{PASSWORD, private},
    support::TestApp,
};

const WRONG: &str = "quatre autres mots";
/// The address of a reader, as a trusted proxy says it.
const READER: &str = "203.0.113.77";
const BROWSER: &str = "Lynx-of-Anna/2.9";
const MAIL: &str = "anna@example.org";
/// A card number that somebody took for an address.
const CARD: &str = "4111-1111-1111-1111";

/// The program over a test's database; its log is a file.
struct Process {
    child: Child,
    address: SocketAddr,
    client: Client,
}

impl Process {
    async fn start(url: &DbUrl, folder: &Path, format: &str) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let database = match url {
            DbUrl::File(path) => format!("sqlite:{}", path.display()),
            DbUrl::Postgres(url) => url.clone(),
        };
        let text = format!(
            "listen = \"{address}\"\ndatabase = \"{database}\"\nready = \"\"\n\
             trusted_proxies = [\"127.0.0.1\"]\nlog.level = \"trace\"\nlog.format = \"{format}\"\n"
        );
        let config = folder.join("beffroi.toml");
        fs::write(&config, text).unwrap();
        let log = fs::File::create(folder.join("log")).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_beffroi"))
            .arg("serve")
            .arg("--config")
            .arg(config)
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        let process = Self {
            child,
            address,
            client,
        };
        process.is_there().await;
        process
    }

    async fn is_there(&self) {
        for _ in 0..200 {
            let asked = self.client.get(self.url("/healthz")).send().await;
            if asked.is_ok_and(|answer| answer.status() == StatusCode::OK) {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("the program does not answer");
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sends a request as a browser does behind a proxy.
    async fn send(&self, request: RequestBuilder) -> Response {
        let request = request
            .header("x-forwarded-for", READER)
            .header(header::USER_AGENT, BROWSER)
            .header(header::REFERER, format!("https://mail.example/?to={MAIL}"))
            .header("sec-fetch-site", "same-origin");
        request.send().await.unwrap()
    }

    async fn get(&self, path: &str) -> Response {
        self.send(self.client.get(self.url(path))).await
    }

    async fn enter(&self, password: &str) -> Response {
        let typed = format!("password={}", password.replace(' ', "+"));
        let request = self.client.post(self.url("/p/inner/fr/history"));
        let kind = "application/x-www-form-urlencoded";
        let request = request.header(header::CONTENT_TYPE, kind).body(typed);
        self.send(request).await
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn cookie(led: &Response) -> String {
    let set = led.headers()[header::SET_COOKIE].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}

/// Opens the private page in every way there is; gives all that was shown for it.
async fn open_in_every_way(process: &Process, key: &str) -> Vec<String> {
    let mut shown = vec![key.to_owned()];
    let led = process
        .get(&format!("/p/inner/fr/?key={key}&q={MAIL}"))
        .await;
    assert_eq!(led.status(), StatusCode::SEE_OTHER);
    let entered = process.enter(PASSWORD).await;
    assert_eq!(entered.status(), StatusCode::SEE_OTHER);
    let refused = process.enter(WRONG).await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    let stale = process.get("/p/inner/fr/?key=7fffffff.nobodys").await;
    assert_eq!(stale.status(), StatusCode::UNAUTHORIZED);
    let client = &process.client;
    for pass in [cookie(&led), cookie(&entered)] {
        for path in [
            "/p/inner/fr/",
            "/p/inner/events",
            "/p/inner/fr/search?q=Paiements",
        ] {
            let asked = client.get(process.url(path));
            let inside = process.send(asked.header(header::COOKIE, &pass)).await;
            assert_eq!(inside.status(), StatusCode::OK, "{path}");
        }
        shown.push(pass);
    }
    for path in [
        format!("/p/inner/fr/incidents/{CARD}"),
        format!("/v1/incidents/{CARD}"),
    ] {
        assert!(!process.get(&path).await.status().is_success(), "{path}");
    }
    let asked = client.get(process.url("/p/inner/api/v2/summary.json"));
    let program = process.send(asked.bearer_auth(key)).await;
    assert_eq!(program.status(), StatusCode::OK);
    shown
}

/// What must not be there: each secret whole, and its seal alone.
fn unspeakable(shown: &[String]) -> Vec<String> {
    let seals = shown.iter().filter_map(|one| one.rsplit_once('.'));
    let seals = seals.map(|(_, seal)| seal.to_owned());
    let words = [PASSWORD, WRONG, READER, BROWSER, MAIL, "nobodys", CARD];
    let typed = [PASSWORD, WRONG].map(|one| one.replace(' ', "+"));
    seals
        .chain(shown.iter().cloned())
        .chain(words.map(str::to_owned))
        .chain(typed)
        .collect()
}

#[tokio::test]
async fn no_key_no_password_and_nobody_is_in_a_log_of_requests_to_a_private_page() {
    for app in TestApp::each().await {
        let page = private(&app).await;
        let now = Timestamp::now();
        let mut tx = app.db().begin().await.unwrap();
        let until = now + SignedDuration::from_hours(1);
        let key = pages::make_link(&mut tx, now, Actor::System, page.id, until)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        for format in ["text", "json"] {
            let folder = tempfile::tempdir().unwrap();
            let process = Process::start(&app.url, folder.path(), format).await;
            let shown = open_in_every_way(&process, &key).await;
            drop(process);

            let log = fs::read_to_string(folder.path().join("log")).unwrap();
            let lines: Vec<&str> = log
                .lines()
                .filter(|line| line.contains("answered"))
                .collect();
            let tells = |status: &str, path: &str| {
                lines
                    .iter()
                    .any(|line| line.contains(status) && line.contains(path))
            };
            assert!(
                tells("303", "/fr/history") && tells("401", "/fr/") && tells("200", "/events"),
                "{lines:#?}"
            );
            for secret in unspeakable(&shown) {
                let line = log.lines().find(|line| line.contains(&secret));
                assert_eq!(line, None, "{secret} in a log as {format}");
            }
        }
    }
}
