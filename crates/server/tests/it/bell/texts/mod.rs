//! By short message, through a gateway of our own on this machine: it records what it got, and answers as its path says.

mod asking;
mod telling;

use beffroi::params;
use serde_json::Value;

use super::calls::Receiver;
use crate::support::{Answer, TestApp};

/// A gateway for French and Italian numbers that answers as `how` says; `more` are further lines of the section.
fn settings(gateway: &Receiver, how: &str, more: &str) -> String {
    format!(
        "[mail]\nhost = \"localhost\"\nfrom = \"status@example.com\"\n\
         [calls]\nopen = [\"127.0.0.0/8\"]\n\
         [sms]\nurl = \"http://{}/{how}\"\n\
         headers = [\"Content-Type: application/json\", \"Authorization: Bearer {{key}}\"]\n\
         body = '{{\"to\": \"{{to}}\", \"from\": \"{{from}}\", \"text\": \"{{text}}\"}}'\n\
         from = \"Pinatelle\"\nkey = \"s3cret\"\ncountries = [\"FR\", \"IT\"]\n{more}\n",
        gateway.at
    )
}

/// What the gateway got: to whom, and what it says.
fn got(gateway: &Receiver) -> Vec<(String, String)> {
    let got = gateway.got.lock().unwrap();
    let read = |(_, headers, body): &(String, axum::http::HeaderMap, axum::body::Bytes)| {
        assert_eq!(headers["authorization"], "Bearer s3cret");
        let body: Value = serde_json::from_slice(body).unwrap();
        assert_eq!(body["from"], "Pinatelle");
        let text = |key: &str| body[key].as_str().unwrap().to_owned();
        (text("to"), text("text"))
    };
    got.iter().map(read).collect()
}

/// The six figures in a message.
fn figures(text: &str) -> String {
    let mut runs = text.split(|sign: char| !sign.is_ascii_digit());
    runs.find(|run| run.len() == 6).unwrap().to_owned()
}

/// Asks on the page; where the answer leads, or the answer that came back.
async fn asks(app: &TestApp, number: &str, locale: &str) -> Result<String, Answer> {
    let fields = [
        ("address", number),
        ("locale", locale),
        ("kind", "incidents"),
        ("kind", "maintenances"),
        ("kind", "postmortems"),
    ];
    let answer = app
        .fill("", &format!("/{locale}/subscribe/sms"), &fields)
        .await;
    match answer.status.as_u16() {
        303 => Ok(answer.header("location").to_owned()),
        _ => Err(answer),
    }
}

async fn types(app: &TestApp, place: &str, code: &str) -> Answer {
    app.fill("", place, &[("code", code)]).await
}

/// Asks, and types what came; where that leads.
async fn told(app: &TestApp, gateway: &Receiver, number: &str, locale: &str) -> String {
    let place = asks(app, number, locale).await.ok().unwrap();
    assert_eq!(beffroi::app::post(&app.app).ask().await.unwrap(), 1);
    let (_, text) = got(gateway).pop().unwrap();
    let answer = types(app, &place, &figures(&text)).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").to_owned()
}

/// What was counted today and this month.
async fn counted(app: &TestApp) -> (i64, i64) {
    let mut tx = app.db().snapshot().await.unwrap();
    let spent = beffroi::subscribers::phone::spent(&mut tx, app.now()).await;
    let spent = spent.unwrap();
    (spent.day, spent.month)
}

async fn set(app: &TestApp, sql: &'static str, value: i64) {
    let mut tx = app.db().begin().await.unwrap();
    tx.exec(sql, params![value]).await.unwrap();
    tx.commit().await.unwrap();
}
