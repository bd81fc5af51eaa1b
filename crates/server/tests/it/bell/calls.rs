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
