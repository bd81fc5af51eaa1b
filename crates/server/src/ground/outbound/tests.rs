//! The way out against a real server on this machine.

use std::{net::SocketAddr, time::Duration};

use axum::{
    Router,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};

use super::{Limits, Outbound, OutboundError};

const SMALL: Limits = Limits {
    bytes: 64 * 1024,
    total: Duration::from_secs(5),
};
const HASTY: Limits = Limits {
    bytes: 64 * 1024,
    total: Duration::from_millis(200),
};

#[tokio::test]
async fn an_answer_comes_chunk_by_chunk() {
    let server = server().await;

    let body = body(
        &Outbound::new(true),
        &format!("http://{server}/hello"),
        SMALL,
    )
    .await;

    assert_eq!(body.unwrap(), b"hello");
}

#[tokio::test]
async fn a_private_address_is_refused_by_number_and_by_name() {
    let server = server().await;
    let outbound = Outbound::new(false);

    let number = body(&outbound, &format!("http://{server}/hello"), SMALL)
        .await
        .unwrap_err();
    let name = body(
        &outbound,
        &format!("http://localhost:{}/hello", server.port()),
        SMALL,
    )
    .await;

    assert!(matches!(number, OutboundError::Private { .. }), "{number}");
    let name = name.unwrap_err().to_string();
    assert!(
        name.contains("localhost is not on the public internet"),
        "{name}"
    );
    assert!(
        name.contains("--allow-private"),
        "it says what to do: {name}"
    );
}

#[tokio::test]
async fn a_redirect_is_followed_and_its_target_checked_like_the_first() {
    let server = server().await;
    let outbound = Outbound::new(true);

    let followed = body(&outbound, &format!("http://{server}/to?/hello"), SMALL).await;
    let scheme = body(
        &outbound,
        &format!("http://{server}/to?file:///etc/passwd"),
        SMALL,
    )
    .await;
    let port = body(
        &outbound,
        &format!("http://{server}/to?http://127.0.0.1:25/"),
        SMALL,
    )
    .await;

    assert_eq!(followed.unwrap(), b"hello");
    assert!(matches!(scheme.unwrap_err(), OutboundError::Scheme { .. }));
    assert!(matches!(
        port.unwrap_err(),
        OutboundError::Port { port: 25, .. }
    ));
}

#[tokio::test]
async fn a_redirect_from_a_public_place_to_a_private_one_is_refused() {
    let from = "https://example.com/".parse().unwrap();
    let answer = http_redirect("https://[::ffff:a9fe:a9fe]/latest/meta-data");

    let target = super::fetch::next_hop(&from, &answer).unwrap();
    let verdict = super::guard::Guard::default().check(&target);

    assert!(matches!(
        verdict.unwrap_err(),
        OutboundError::Private { .. }
    ));
}

#[test]
fn a_redirect_from_https_to_http_is_refused() {
    let from = "https://example.com/".parse().unwrap();

    let verdict = super::fetch::next_hop(&from, &http_redirect("http://example.com/"));

    assert!(matches!(
        verdict.unwrap_err(),
        OutboundError::Downgrade { .. }
    ));
}

#[tokio::test]
async fn a_circle_of_redirects_comes_to_an_end() {
    let server = server().await;

    let circle = body(
        &Outbound::new(true),
        &format!("http://{server}/circle"),
        SMALL,
    )
    .await;

    assert!(matches!(
        circle.unwrap_err(),
        OutboundError::Redirects { limit: 5, .. }
    ));
}

#[tokio::test]
async fn a_body_over_the_limit_is_cut_off_however_it_comes() {
    let server = server().await;
    let outbound = Outbound::new(true);

    for path in ["long", "endless", "bomb"] {
        let answer = body(&outbound, &format!("http://{server}/{path}"), SMALL).await;

        let error = answer.expect_err(path);
        assert!(
            matches!(error, OutboundError::TooLong { limit: 65_536, .. }),
            "{path}: {error}"
        );
    }
}

#[tokio::test]
async fn packed_bytes_are_unpacked() {
    let server = server().await;
    let limits = Limits {
        bytes: 16 << 20,
        ..SMALL
    };

    let unpacked = body(
        &Outbound::new(true),
        &format!("http://{server}/bomb"),
        limits,
    )
    .await;

    assert_eq!(unpacked.unwrap().len(), 1 + 258 * BOMB_RUNS);
}

#[tokio::test]
async fn a_server_that_dawdles_is_left_before_and_within_the_body() {
    let server = server().await;
    let outbound = Outbound::new(true);

    for path in ["silent", "drip"] {
        let answer = body(&outbound, &format!("http://{server}/{path}"), HASTY).await;

        let error = answer.expect_err(path);
        assert!(
            matches!(error, OutboundError::TooSlow { .. }),
            "{path}: {error}"
        );
    }
}

#[tokio::test]
async fn a_failure_says_where_and_what_to_do_without_secrets() {
    let server = server().await;
    let outbound = Outbound::new(true);

    let gone = body(
        &outbound,
        &format!("http://ann:geheim@{server}/gone?token=geheim"),
        SMALL,
    )
    .await;
    let dead = body(
        &outbound,
        "http://ann:geheim@127.0.0.1:1025/?token=geheim",
        SMALL,
    )
    .await;
    let bad = body(&outbound, "//ann:geheim@host?token=geheim", SMALL).await;

    let gone = gone.unwrap_err().to_string();
    assert_eq!(
        gone,
        format!("http://{server}/gone: answers 410; check the address")
    );
    for error in [
        gone,
        dead.unwrap_err().to_string(),
        bad.unwrap_err().to_string(),
    ] {
        assert!(!error.contains("geheim"), "{error}");
    }
}

async fn body(outbound: &Outbound, url: &str, limits: Limits) -> Result<Vec<u8>, OutboundError> {
    let mut fetched = outbound.get(url, limits).await?;
    let mut bytes = Vec::new();
    while let Some(chunk) = fetched.chunk().await? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn server() -> SocketAddr {
    let routes = Router::new()
        .route("/hello", get(async || "hello"))
        .route(
            "/to",
            get(async |uri: axum::http::Uri| Redirect::to(uri.query().unwrap())),
        )
        .route("/circle", get(async || Redirect::to("/circle")))
        .route("/long", get(async || "x".repeat(65_537)))
        .route(
            "/endless",
            get(async || chunks(Duration::ZERO, "x".repeat(8192))),
        )
        .route(
            "/drip",
            get(async || chunks(Duration::from_millis(50), "x".to_owned())),
        )
        .route(
            "/silent",
            get(async || tokio::time::sleep(Duration::from_secs(60)).await),
        )
        .route("/gone", get(async || StatusCode::GONE))
        .route(
            "/bomb",
            get(async || ([(header::CONTENT_ENCODING, "gzip")], bomb())),
        );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                return;
            };
            let io = hyper_util::rt::TokioIo::new(stream);
            let service = hyper_util::service::TowerToHyperService::new(routes.clone());
            tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(io, service));
        }
    });
    address
}

/// A body that never ends.
fn chunks(pause: Duration, piece: String) -> Response {
    let endless = futures_util::stream::unfold((), move |()| {
        let piece = piece.clone();
        async move {
            tokio::time::sleep(pause).await;
            Some((Ok::<_, std::convert::Infallible>(piece), ()))
        }
    });
    axum::body::Body::from_stream(endless).into_response()
}

fn http_redirect(to: &str) -> reqwest::Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::LOCATION, to.parse().unwrap());
    let mut response = axum::http::Response::new(String::new());
    *response.status_mut() = StatusCode::FOUND;
    *response.headers_mut() = headers;
    response.into()
}

const BOMB_RUNS: usize = 40_000;

/// Ten million zeros in 65 kB: gzip with fixed Huffman codes, one zero and then the longest repeat
/// again and again.
fn bomb() -> Vec<u8> {
    let mut bits: Vec<u8> = vec![1, 1, 0];
    let mut code = |code: u16, length: u16| {
        bits.extend((0..length).rev().map(|bit| u8::from(code >> bit & 1 == 1)));
    };
    code(0b0011_0000, 8);
    for _ in 0..BOMB_RUNS {
        code(0b1100_0101, 8);
        code(0, 5);
    }
    code(0, 7);
    let packed = bits
        .chunks(8)
        .map(|byte| byte.iter().rev().fold(0, |all, bit| all << 1 | bit));
    let mut bytes: Vec<u8> = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    bytes.extend(packed);
    bytes.extend(crc_of_zeros(1 + 258 * BOMB_RUNS).to_le_bytes());
    bytes.extend(u32::try_from(1 + 258 * BOMB_RUNS).unwrap().to_le_bytes());
    bytes
}

fn crc_of_zeros(count: usize) -> u32 {
    let step = |crc: u32| {
        (0..8).fold(crc, |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    };
    !(0..count).fold(u32::MAX, |crc, _| step(crc & 0xff) ^ crc >> 8)
}
