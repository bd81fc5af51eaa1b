//! By calls, to receivers of our own on this machine: they answer well, badly, late or not at all.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use beffroi::params;
use beffroi_channels::Channel;

use super::{fanout, hears, late, opens};
use crate::support::TestApp;

/// What a receiver got: at which path, with which headers, saying what.
type Got = Arc<Mutex<Vec<(String, HeaderMap, Bytes)>>>;

pub struct Receiver {
    pub at: SocketAddr,
    pub got: Got,
}

/// Listens until the test is over. The path says how it answers.
pub async fn receiver() -> Receiver {
    let got = Got::default();
    let kept = got.clone();
    let answer = async move |Path(how): Path<String>, headers: HeaderMap, body: Bytes| {
        kept.lock().unwrap().push((how.clone(), headers, body));
        answer(&how).await
    };
    let router = Router::new().route("/{how}", post(answer));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    Receiver { at, got }
}

async fn answer(how: &str) -> Response {
    match how {
        "busy" => (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "120")]).into_response(),
        "broken" => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        "unreadable" => StatusCode::BAD_REQUEST.into_response(),
        "gone" => StatusCode::GONE.into_response(),
        "inwards" => (
            StatusCode::TEMPORARY_REDIRECT,
            [("location", "http://169.254.169.254/latest/meta-data")],
        )
            .into_response(),
        "endless" => {
            let stream = futures_util::stream::repeat_with(|| {
                Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 64 * 1024]))
            });
            axum::body::Body::from_stream(stream).into_response()
        }
        "silent" => std::future::pending().await,
        _ => StatusCode::NO_CONTENT.into_response(),
    }
}

#[tokio::test]
async fn a_receiver_is_told_and_one_that_stumbles_is_tried_again() {
    for mut app in TestApp::each().await {
        app.set("[calls]\nopen = [\"127.0.0.0/8\"]");
        let receiver = receiver().await;
        for how in [
            "well", "busy", "broken", "gone", "inwards", "endless", "silent",
        ] {
            let address = format!("http://{}/{how}", receiver.at);
            hears(&app, Channel::Webhook, &address, "en").await;
        }
        opens(&app, &[]).await;

        beffroi::app::post(&app.app).empty().await.unwrap();

        let told = fanout(&app, "call").await;
        assert_eq!(
            (told.state.as_str(), told.handed, told.sent),
            ("over", 7, 2),
            "{told:?}"
        );
        let late = late(&app).await;
        let said: Vec<_> = late
            .iter()
            .map(|one| (one.state.as_str(), one.reason.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("waiting", "busy"),
                ("waiting", "failing"),
                ("dead", "asked_to_leave"),
                ("waiting", "moved"),
                ("waiting", "slow"),
            ]
        );
        assert_eq!(receiver.got.lock().unwrap().len(), 7);
    }
}

#[tokio::test]
async fn whose_language_the_page_no_longer_speaks_is_told_in_its_first() {
    for mut app in TestApp::each().await {
        app.set("[calls]\nopen = [\"127.0.0.0/8\"]");
        let receiver = receiver().await;
        let address = format!("http://{}/well", receiver.at);
        hears(&app, Channel::Webhook, &address, "it").await;
        opens(&app, &[]).await;
        let mut tx = app.db().begin().await.unwrap();
        let sql = r#"UPDATE pages SET locales = '["fr","en"]'"#;
        tx.exec(sql, params![]).await.unwrap();
        tx.commit().await.unwrap();

        beffroi::app::post(&app.app).empty().await.unwrap();

        let got = receiver.got.lock().unwrap().clone();
        let event: serde_json::Value = serde_json::from_slice(&got[0].2).unwrap();
        let data = &event["data"];
        assert_eq!(data["language"], "fr");
        assert_eq!(data["text"]["plain"], "Nous cherchons.");
        for link in ["address", "manage", "leave"] {
            assert!(data[link].as_str().unwrap().contains("/fr/"), "{data}");
        }
    }
}

/// A receiver behind TLS, with this certificate and key; it takes everything.
async fn behind_tls(pem: &'static str) -> SocketAddr {
    use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let certificates = CertificateDer::pem_slice_iter(pem.as_bytes());
    let certificates: Vec<_> = certificates.map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // Whoever does not like the certificate goes away.
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut buffer = vec![0; 64 * 1024];
            let _ = stream.read(&mut buffer).await;
            let _ = stream
                .write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")
                .await;
            let _ = stream.shutdown().await;
        }
    });
    at
}

#[tokio::test]
async fn a_certificate_that_does_not_fit_its_name_gets_nothing() {
    let fits = behind_tls(include_str!("../mail/localhost.pem")).await;
    let does_not = behind_tls(include_str!("../mail/elsewhere.example.pem")).await;
    for mut app in TestApp::each().await {
        let ca = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/mail/ca.pem");
        app.set(&format!(
            "[calls]\nopen = [\"127.0.0.0/8\"]\nca_file = \"{ca}\""
        ));
        for at in [fits, does_not] {
            let address = format!("https://localhost:{}/hook", at.port());
            hears(&app, Channel::Webhook, &address, "en").await;
        }
        opens(&app, &[]).await;

        beffroi::app::post(&app.app).empty().await.unwrap();

        assert_eq!(fanout(&app, "call").await.sent, 1);
        let late = late(&app).await;
        assert_eq!(late.len(), 1, "{late:?}");
        assert_eq!(
            (late[0].state.as_str(), late[0].reason.as_str()),
            ("waiting", "unreached")
        );
    }
}

#[tokio::test]
async fn a_private_address_is_not_called_unless_it_was_opened() {
    for mut app in TestApp::each().await {
        let receiver = receiver().await;
        app.set("[calls]\nopen = [\"10.0.0.0/8\"]");
        let spellings = ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"];
        for host in spellings {
            let address = format!("http://{host}:{}/well", receiver.at.port());
            hears(&app, Channel::Webhook, &address, "en").await;
        }
        opens(&app, &[]).await;

        beffroi::app::post(&app.app).empty().await.unwrap();

        assert!(receiver.got.lock().unwrap().is_empty());
        assert_eq!(fanout(&app, "call").await.sent, 0);
        let reasons: Vec<_> = late(&app).await.into_iter().map(|one| one.reason).collect();
        assert!(
            reasons
                .iter()
                .all(|one| one == "private_address" || one == "unreached"),
            "{reasons:?}"
        );
        assert_eq!(reasons.len(), 4);
    }
}

#[tokio::test]
async fn whoever_stumbled_is_told_later_under_the_same_id_and_whoever_left_is_not() {
    for mut app in TestApp::each().await {
        app.set("[calls]\nopen = [\"127.0.0.0/8\"]");
        let receiver = receiver().await;
        let stumbles = format!("http://{}/broken", receiver.at);
        let reader = hears(&app, Channel::Webhook, &stumbles, "en").await;
        let leaver = hears(&app, Channel::Webhook, &format!("{stumbles}?2"), "en").await;
        opens(&app, &[]).await;
        let post = beffroi::app::post(&app.app);
        post.empty().await.unwrap();
        let mut tx = app.db().begin().await.unwrap();
        // It answers from now on; the other one has left; and the wait is over.
        let well = format!("http://{}/well", receiver.at);
        tx.exec(
            "UPDATE subscriptions SET address = $2 WHERE id = $1",
            params![reader, well],
        )
        .await
        .unwrap();
        tx.exec("DELETE FROM subscriptions WHERE id = $1", params![leaver])
            .await
            .unwrap();
        tx.exec("UPDATE deliveries SET due_at = $1", params![app.now()])
            .await
            .unwrap();
        tx.commit().await.unwrap();

        post.empty().await.unwrap();

        let got = receiver.got.lock().unwrap().clone();
        let ids: Vec<_> = got
            .iter()
            .map(|(how, headers, _)| (how.as_str(), &headers["webhook-id"]))
            .collect();
        assert_eq!(ids.len(), 3);
        let (last, id) = ids[2];
        assert_eq!(last, "well");
        assert_eq!(
            ids.iter().filter(|(_, one)| *one == id).count(),
            2,
            "{ids:?}"
        );
        let mut states: Vec<_> = late(&app).await.into_iter().map(|one| one.state).collect();
        states.sort();
        assert_eq!(states, ["left", "sent"]);
        assert_eq!(fanout(&app, "call").await.sent, 1);
    }
}
