//! `/healthz` and `/readyz`, and the limits of the listener.

use std::{sync::Arc, time::Duration};

use axum::http::StatusCode;
use beffroi::app;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

use crate::support::TestApp;

#[tokio::test]
async fn a_running_program_says_so() {
    for app in TestApp::each().await {
        assert_eq!(app.get("/healthz").await.status, StatusCode::OK);
        assert_eq!(app.get("/readyz").await.body, "ready\n");
    }
}

#[tokio::test]
async fn without_its_database_it_lives_but_is_not_ready() {
    let app = TestApp::start().await;

    app.db().close().await;

    assert_eq!(app.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(
        app.get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[tokio::test]
async fn a_stop_lets_the_request_under_way_end_and_takes_no_more() {
    let app = TestApp::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, asked) = oneshot::channel::<()>();
    let serving = tokio::spawn(app::serve(app.app.clone(), listener, async {
        asked.await.unwrap();
    }));
    // All connections that read are taken, so that the request waits in the middle.
    let mut taken = Vec::new();
    for _ in 0..4 {
        taken.push(app.db().snapshot().await.unwrap());
    }
    let mut open = TcpStream::connect(address).await.unwrap();
    open.write_all(b"GET /readyz HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;

    stop.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    drop(taken);
    let mut answer = String::new();
    open.read_to_string(&mut answer).await.unwrap();

    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    serving.await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_head_that_does_not_come_is_not_waited_for() {
    let mut app = TestApp::start().await;
    let mut settings = (*app.app.settings).clone();
    settings.limits.header_seconds = 1;
    app.app.settings = Arc::new(settings);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(app::serve(
        app.app.clone(),
        listener,
        std::future::pending(),
    ));

    let mut slow = TcpStream::connect(address).await.unwrap();
    slow.write_all(b"GET /healthz HTTP/1.1\r\nx: ")
        .await
        .unwrap();
    let mut rest = Vec::new();
    let ended = tokio::time::timeout(Duration::from_secs(5), slow.read_to_end(&mut rest)).await;

    assert!(ended.is_ok(), "the connection was closed");
}
