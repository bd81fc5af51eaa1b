//! Limits that hold, over a real socket: whoever is slow, silent, large or rude costs others nothing.
//!
//! The default run holds a thousand idle connections; `cargo xtask test --long` holds ten thousand, against a
//! server in a process of its own, since both ends of each are files.

use std::{
    fs,
    net::SocketAddr,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use beffroi::{
    app,
    config::Limits,
    ground::{Metrics, db::DbUrl},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};

use crate::support::TestApp;

/// Longer than any limit that is set here, shorter than any that is not.
const SOON: Duration = Duration::from_secs(6);

/// A server that listens, with limits of its own.
struct Served {
    address: SocketAddr,
    metrics: Metrics,
    _app: TestApp,
}

impl Served {
    async fn with(change: impl FnOnce(&mut Limits)) -> Self {
        let mut app = TestApp::start().await;
        let mut settings = (*app.app.settings).clone();
        change(&mut settings.limits);
        settings.trusted_proxies =
            beffroi::ground::proxy::Proxies::parse(&["127.0.0.1".to_owned()]).unwrap();
        app.app.settings = Arc::new(settings);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let served = app::serve(app.app.clone(), listener, std::future::pending());
        tokio::spawn(served);
        Self {
            address,
            metrics: app.app.metrics.clone(),
            _app: app,
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// What comes back until the server closes; panics when it does not.
    async fn exchange(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect().await;
        // The server may have answered and closed before everything was sent.
        let _ = stream.write_all(bytes).await;
        until_closed(&mut stream).await
    }

    async fn is_well(&self) {
        let answer = self
            .exchange(&get("/healthz", "connection: close\r\n"))
            .await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    /// Waits until nobody is connected any more.
    async fn is_left_alone(&self) {
        for _ in 0..SOON.as_millis() / 50 {
            if self.metrics.totals().connections() == 0 {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("{:?}", self.metrics.totals());
    }
}

fn get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: x\r\n{headers}\r\n").into_bytes()
}

async fn until_closed(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let mut part = vec![0; 64 * 1024];
    loop {
        let read = timeout(SOON, stream.read(&mut part)).await;
        match read.expect("the server closed in time") {
            Ok(0) | Err(_) => return String::from_utf8_lossy(&answer).into_owned(),
            Ok(count) => answer.extend_from_slice(&part[..count]),
        }
    }
}

/// Reads until the head of an answer is there.
async fn head(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    while !answer.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = timeout(SOON, stream.read_buf(&mut answer)).await;
        if read.expect("an answer in time").unwrap_or(0) == 0 {
            break;
        }
    }
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_head_that_comes_in_drops_is_cut_off() {
    let served = Served::with(|limits| limits.header_seconds = 1).await;
    let (mut reads, mut writes) = served.connect().await.into_split();

    let drops = tokio::spawn(async move {
        writes
            .write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nx: ")
            .await
            .unwrap();
        while writes.write_all(b"a").await.is_ok() {
            sleep(Duration::from_millis(200)).await;
        }
    });
    let mut answer = Vec::new();
    let ended = timeout(SOON, reads.read_to_end(&mut answer)).await;

    assert!(ended.is_ok(), "closed though something still came");
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
    drops.abort();
    served.is_well().await;
}

#[tokio::test]
async fn whoever_says_nothing_is_not_waited_for_at_first_or_after_an_answer() {
    let served = Served::with(|limits| limits.header_seconds = 1).await;
    let mut silent = served.connect().await;
    let mut asked = served.connect().await;

    asked.write_all(&get("/healthz", "")).await.unwrap();

    assert_eq!(until_closed(&mut silent).await, "");
    let answer = until_closed(&mut asked).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    served.is_left_alone().await;
}

#[tokio::test]
async fn a_body_that_does_not_come_holds_nothing() {
    let served = Served::with(|limits| limits.header_seconds = 1).await;

    for method in ["POST", "GET"] {
        for path in ["/fr/", "/healthz", "/nowhere"] {
            let request = format!(
                "{method} {path} HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\
                 content-type: application/x-www-form-urlencoded\r\n\r\na=b"
            );
            let answer = served.exchange(request.as_bytes()).await;
            assert!(answer.starts_with("HTTP/1.1 "), "{method} {path}: {answer}");
        }
    }
    served.is_left_alone().await;
}

#[tokio::test]
async fn whoever_asks_and_never_reads_is_left() {
    let served = Served::with(|limits| limits.write_seconds = 1).await;
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stream = socket.connect(served.address).await.unwrap();

    // Far more than the buffers of both ends hold.
    let many = get("/fr/", "").repeat(20_000);
    let _ = timeout(Duration::from_millis(300), stream.write_all(&many)).await;
    sleep(Duration::from_millis(300)).await;
    assert_eq!(
        served.metrics.totals().connections(),
        1,
        "still being answered"
    );

    served.is_left_alone().await;
    drop(stream);
    served.is_well().await;
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let served = Served::with(|_| ()).await;
    let one = format!("x: {}\r\n", "a".repeat(20_000));
    let many: String = (0..150)
        .map(|number| format!("x-{number}: a\r\n"))
        .collect();
    let endless = format!("x-{}", "a".repeat(40_000));

    for headers in [one, many, endless] {
        let answer = served.exchange(&get("/fr/", &headers)).await;
        assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    }
    served.is_well().await;
}

#[tokio::test]
async fn an_address_that_is_too_long_is_refused_and_a_long_one_is_not_found() {
    let served = Served::with(|_| ()).await;
    let close = "connection: close\r\n";

    let long = served
        .exchange(&get(&format!("/{}", "a".repeat(12_000)), close))
        .await;
    let query = served
        .exchange(&get(&format!("/fr/?page={}", "1".repeat(12_000)), close))
        .await;
    let too_long = served
        .exchange(&get(&format!("/{}", "a".repeat(70_000)), close))
        .await;

    assert!(long.starts_with("HTTP/1.1 404"), "{long}");
    assert!(!query.starts_with("HTTP/1.1 5"), "{query}");
    let is_refused = ["HTTP/1.1 414", "HTTP/1.1 431"]
        .iter()
        .any(|start| too_long.starts_with(start));
    assert!(is_refused, "{too_long}");
    served.is_well().await;
}

#[tokio::test]
async fn one_reader_has_so_many_requests_at_once_and_others_have_theirs() {
    let served = Served::with(|limits| limits.requests_per_client = 2).await;
    let ann = "x-forwarded-for: 203.0.113.7\r\n";
    let mut streams = Vec::new();
    for _ in 0..2 {
        let mut stream = served.connect().await;
        stream
            .write_all(&get("/events?locale=fr", ann))
            .await
            .unwrap();
        let answer = head(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        streams.push(stream);
    }

    let path = "/nowhere";
    let third = served
        .exchange(&get(path, &format!("{ann}connection: close\r\n")))
        .await;
    let bob = "x-forwarded-for: 203.0.113.8\r\nconnection: close\r\n";
    let of_bob = served.exchange(&get(path, bob)).await;
    streams.clear();

    assert!(third.starts_with("HTTP/1.1 429"), "{third}");
    assert!(third.to_lowercase().contains("retry-after: 1"), "{third}");
    assert!(of_bob.starts_with("HTTP/1.1 404"), "{of_bob}");
    assert_eq!(served.metrics.totals().refused, 1);
    served.is_left_alone().await;
    let again = served
        .exchange(&get(path, &format!("{ann}connection: close\r\n")))
        .await;
    assert!(again.starts_with("HTTP/1.1 404"), "{again}");
}

#[tokio::test]
async fn garbage_ends_a_connection_and_nothing_else() {
    let served = Served::with(|limits| limits.header_seconds = 1).await;
    let good = get("/healthz", "");
    let lengths =
        "POST /fr/ HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ncontent-length: 30\r\n\r\nabc";
    let chunks = "POST /fr/ HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nabc\r\n";

    for garbage in [
        &b"\x00\xff\x16\x03\x01 garbage\r\n\r\n"[..],
        b"GET / SPDY/9\r\n\r\n",
        b"GET /fr/ HTTP/1.1\r\nhost x\r\n\r\n",
        b"GET /fr/ HTTP/1.1\r\n x: folded\r\n\r\n",
        lengths.as_bytes(),
    ] {
        let alone = served.exchange(garbage).await;
        assert!(alone.starts_with("HTTP/1.1 400"), "{garbage:?}: {alone}");
        let behind = served.exchange(&[&good[..], garbage].concat()).await;
        assert!(behind.starts_with("HTTP/1.1 200"), "{garbage:?}: {behind}");
        assert_eq!(behind.matches("HTTP/1.1 ").count(), 2, "{behind}");
    }
    let broken = served
        .exchange(&[chunks.as_bytes(), &good[..]].concat())
        .await;
    assert!(
        broken.matches("HTTP/1.1 ").count() <= 1,
        "what follows is no request: {broken}"
    );
    served.is_left_alone().await;
    served.is_well().await;
}

#[tokio::test]
async fn more_connections_than_there_may_be_wait_for_their_turn() {
    let served = Served::with(|limits| limits.connections = 8).await;
    let mut open = Vec::new();
    for _ in 0..8 {
        let mut stream = served.connect().await;
        stream.write_all(&get("/healthz", "")).await.unwrap();
        head(&mut stream).await;
        open.push(stream);
    }

    let mut waiting = served.connect().await;
    waiting.write_all(&get("/healthz", "")).await.unwrap();
    let mut first = [0];
    let early = timeout(Duration::from_millis(500), waiting.read(&mut first)).await;
    open.clear();

    assert!(early.is_err(), "answered though there was no room");
    let answer = head(&mut waiting).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn a_thousand_idle_connections_keep_nobody_from_being_answered() {
    app::raise_file_limit(1);
    let served = Served::with(|limits| {
        limits.header_seconds = 60;
        limits.connections = 2000;
    })
    .await;

    let idle = idle_connections(served.address, 1000).await;

    assert!(served.metrics.totals().connections() >= 1000);
    served.is_well().await;
    drop(idle);
    served.is_left_alone().await;
}

#[tokio::test]
#[ignore = "for cargo xtask test --long: it needs ten thousand files and a process of its own"]
async fn ten_thousand_idle_connections_keep_nobody_from_being_answered() {
    app::raise_file_limit(10_000);
    let app = TestApp::start().await;
    let process = Process::start(&app).await;
    let before = process.resident_kib();

    let idle = idle_connections(process.address, 10_000).await;

    let after = process.resident_kib();
    let began = std::time::Instant::now();
    let mut stream = TcpStream::connect(process.address).await.unwrap();
    stream.write_all(&get("/fr/", "")).await.unwrap();
    let answer = head(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let each = after.saturating_sub(before) / 10_000;
    println!(
        "10,000 idle connections: {} MiB more, {each} KiB each; a page in {:?}",
        after.saturating_sub(before) / 1024,
        began.elapsed()
    );
    assert!(each < 32, "{each} KiB for an idle connection");
    assert!(began.elapsed() < Duration::from_secs(1));
    drop(idle);
}

/// Connections that asked once and then say nothing.
async fn idle_connections(address: SocketAddr, count: usize) -> Vec<TcpStream> {
    let mut idle = Vec::with_capacity(count);
    for _ in 0..count {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&get("/healthz", "")).await.unwrap();
        let answer = head(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        idle.push(stream);
    }
    idle
}

/// The program itself, over a test's database.
struct Process {
    child: Child,
    address: SocketAddr,
}

impl Process {
    async fn start(app: &TestApp) -> Self {
        let DbUrl::File(database) = &app.url else {
            unreachable!("SQLite")
        };
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let config = database.with_file_name("beffroi.toml");
        let text = format!(
            "listen = \"{address}\"\ndatabase = \"sqlite:{}\"\nready = \"\"\nlog.level = \"warn\"\n\
             limits.header_seconds = 600\nlimits.connections = 10100\n",
            database.display()
        );
        fs::write(&config, text).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_beffroi"))
            .arg("serve")
            .arg("--config")
            .arg(config)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        for _ in 0..100 {
            if TcpStream::connect(address).await.is_ok() {
                break;
            }
            sleep(Duration::from_millis(100)).await;
        }
        Self { child, address }
    }

    fn resident_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.unwrap()
            .split_whitespace()
            .next()
            .unwrap()
            .parse()
            .unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
