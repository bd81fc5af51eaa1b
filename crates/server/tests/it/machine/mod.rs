//! The machine's draft: asked over a socket of a service that speaks either form, marked, held until somebody has read it.

mod desk;
mod programs;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use beffroi::{
    ground::Refusal,
    translations::{Machine, MachineSettings, Rough, Service, Trouble},
};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::support::locale;

pub const KEY: &str = "k3y-that-nobody-sees:fx";

/// What the service does when it is asked.
#[derive(Clone, Copy, Debug)]
pub enum Mood {
    /// It puts the target's tag before each line.
    Good,
    /// It leaves out what it was told to leave alone.
    Careless,
    /// It answers so.
    Says(u16, &'static str, Option<&'static str>),
    /// It asks for a second, then it is good.
    Hasty,
    /// It says nothing.
    Silent,
}

/// A service over a socket, and what it was sent.
#[derive(Clone)]
pub struct Fake {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    mood: Arc<Mutex<Mood>>,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Seen {
    pub path: String,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Fake {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let fake = Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            seen: Arc::default(),
            mood: Arc::new(Mutex::new(Mood::Good)),
        };
        let routes = Router::new().fallback(answer).with_state(fake.clone());
        tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else {
                    return;
                };
                let io = hyper_util::rt::TokioIo::new(stream);
                let service = hyper_util::service::TowerToHyperService::new(routes.clone());
                tokio::spawn(
                    hyper::server::conn::http1::Builder::new().serve_connection(io, service),
                );
            }
        });
        fake
    }

    pub fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// What it was sent since the last time.
    pub fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }

    /// The section of a configuration that leads here.
    pub fn config(&self) -> String {
        let url = &self.url;
        format!(
            "[translation]\nservice = \"libretranslate\"\nurl = \"{url}\"\nkey = \"{KEY}\"\nallow_private = true\ntimeout_seconds = 5\n"
        )
    }

    fn machine(&self, service: Service) -> Machine {
        Machine::new(MachineSettings {
            service,
            url: self.url.clone(),
            key: Some(KEY.to_owned()),
            patience: Duration::from_millis(1500),
            may_be_private: true,
            roots: None,
        })
        .unwrap()
    }
}

async fn answer(State(fake): State<Fake>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let body: Value = serde_json::from_slice(&bytes).unwrap();
    let seen = Seen {
        path: parts.uri.path().to_owned(),
        headers: parts.headers,
        body: body.clone(),
    };
    fake.seen.lock().unwrap().push(seen);
    let mood = *fake.mood.lock().unwrap();
    match mood {
        Mood::Good => translated(&body, |line| line.to_owned()).into_response(),
        Mood::Careless => translated(&body, |_| "qualcosa".to_owned()).into_response(),
        Mood::Silent => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            StatusCode::OK.into_response()
        }
        Mood::Hasty => {
            fake.is(Mood::Good);
            let busy = StatusCode::TOO_MANY_REQUESTS;
            (busy, [("retry-after", "1")], "{}").into_response()
        }
        Mood::Says(status, said, wait) => {
            let status = StatusCode::from_u16(status).unwrap();
            let mut response = (status, said).into_response();
            if let Some(wait) = wait {
                response
                    .headers_mut()
                    .insert("retry-after", wait.parse().unwrap());
            }
            response
        }
    }
}

fn translated(body: &Value, said: impl Fn(&str) -> String) -> String {
    let is_libre = body["q"].is_array();
    let (lines, tag) = match is_libre {
        true => (&body["q"], &body["target"]),
        false => (&body["text"], &body["target_lang"]),
    };
    let tag = tag.as_str().unwrap();
    let lines = lines.as_array().unwrap().iter();
    let lines: Vec<String> = lines
        .map(|line| format!("{tag}: {}", said(line.as_str().unwrap())))
        .collect();
    match is_libre {
        true => json!({ "translatedText": lines }).to_string(),
        false => {
            let lines = lines.iter().map(|line| json!({ "text": line }));
            json!({ "translations": lines.collect::<Vec<_>>() }).to_string()
        }
    }
}

async fn draft(machine: &Machine, text: &str) -> Result<Rough, Trouble> {
    let tongues = (&locale("fr"), &locale("en"));
    let drafts = machine.draft(tongues, &[text]).await;
    drafts.map(|mut drafts| drafts.remove(0))
}

const TEXT: &str =
    "Depuis {start}, carte 4111 1111 1111 1111.\n\n- Voir https://example.com/a, TSR-17 & <vous>";

#[tokio::test]
async fn either_service_is_sent_lines_with_marks_and_no_card_and_the_key_where_it_must_be() {
    let fake = Fake::start().await;

    let libre = draft(&fake.machine(Service::LibreTranslate), TEXT).await;
    let deepl = draft(&fake.machine(Service::DeepL), TEXT).await;

    let [to_libre, to_deepl] = &fake.seen()[..] else {
        panic!("one request each");
    };
    let kept = |open: &str, close: &str| {
        let keep = |piece: &str| format!("{open}{piece}{close}");
        [
            format!("Depuis {}, carte {}.", keep("{start}"), keep("•••• 1111")),
            format!(
                "Voir {}, {} &amp; &lt;vous&gt;",
                keep("https://example.com/a"),
                keep("TSR-17")
            ),
        ]
    };
    assert_eq!(to_libre.path, "/translate");
    assert_eq!(
        to_libre.body,
        json!({"q": kept("<span translate=\"no\">", "</span>"), "source": "fr", "target": "en",
            "format": "html", "api_key": KEY})
    );
    assert!(!to_libre.headers.contains_key("authorization"));
    assert_eq!(to_deepl.path, "/v2/translate");
    assert_eq!(
        to_deepl.body,
        json!({"text": kept("<x>", "</x>"), "source_lang": "FR", "target_lang": "EN-GB",
            "tag_handling": "xml", "ignore_tags": ["x"], "preserve_formatting": true})
    );
    assert_eq!(
        to_deepl.headers["authorization"],
        format!("DeepL-Auth-Key {KEY}")
    );
    assert_eq!(
        libre.unwrap().text,
        "en: Depuis {start}, carte •••• 1111.\n\n- en: Voir https://example.com/a, TSR-17 & <vous>"
    );
    assert!(deepl.unwrap().text.starts_with("EN-GB: Depuis {start}, "));
}

#[tokio::test]
async fn what_goes_wrong_is_told_in_words_that_hold_no_key() {
    let fake = Fake::start().await;
    let (libre, deepl) = (
        fake.machine(Service::LibreTranslate),
        fake.machine(Service::DeepL),
    );
    let busy = |seconds| Trouble::Busy(Some(Duration::from_secs(seconds)));
    let said = |words: &str| Trouble::Said(Some(words.to_owned()));
    let cases = [
        (Mood::Says(403, "{}", None), Trouble::Key),
        (Mood::Says(413, "", None), Trouble::Long),
        (Mood::Says(429, "", Some("90")), busy(90)),
        (Mood::Says(429, "", None), Trouble::Busy(None)),
        (Mood::Says(456, "", None), Trouble::Quota),
        (Mood::Says(500, "", None), Trouble::Away),
        (Mood::Says(302, "", None), Trouble::Away),
        (Mood::Says(200, "<html>", None), Trouble::Answer),
        (
            Mood::Says(200, r#"{"translatedText":[],"translations":[]}"#, None),
            Trouble::Answer,
        ),
        (Mood::Careless, Trouble::Lost(vec!["{start}".to_owned()])),
    ];

    for (mood, trouble) in cases {
        fake.is(mood);
        for machine in [&libre, &deepl] {
            let told = draft(machine, "Depuis {start}.").await.unwrap_err();
            assert_eq!(told, trouble, "{mood:?}");
        }
    }
    fake.is(Mood::Says(
        400,
        r#"{"error":"bad key k3y-that-nobody-sees:fx\u0007"}"#,
        None,
    ));
    assert_eq!(draft(&libre, "Oui").await.unwrap_err(), said("bad key …"));
    fake.is(Mood::Says(
        400,
        r#"{"message":"Value for 'target_lang' not supported."}"#,
        None,
    ));
    let told = draft(&deepl, "Oui").await.unwrap_err();
    assert_eq!(told, said("Value for 'target_lang' not supported."));
    assert!(Refusal::from(told).message.contains("not supported"));
    assert!(!format!("{libre:?}").contains(KEY));
}

#[tokio::test]
async fn a_service_that_hangs_is_left_and_one_that_asks_for_a_second_is_asked_once_more() {
    let fake = Fake::start().await;
    let machine = fake.machine(Service::LibreTranslate);
    fake.is(Mood::Silent);
    let silent = draft(&machine, "Oui").await;
    fake.seen();
    fake.is(Mood::Hasty);

    let hasty = draft(&machine, "Oui").await;

    assert_eq!(
        silent.unwrap_err(),
        Trouble::Slow(Duration::from_millis(1500))
    );
    assert_eq!(hasty.unwrap().text, "en: Oui");
    assert_eq!(fake.seen().len(), 2);
}

#[tokio::test]
async fn a_private_address_is_not_called_unless_the_operator_says_so_and_what_is_too_long_is_not_sent()
 {
    let fake = Fake::start().await;
    let closed = Machine::new(MachineSettings {
        service: Service::DeepL,
        url: fake.url.clone(),
        key: None,
        patience: Duration::from_secs(1),
        may_be_private: false,
        roots: None,
    });
    let many = "Oui\n".repeat(120);

    let refused = draft(&closed.unwrap(), "Oui").await;
    let long = draft(&fake.machine(Service::DeepL), &"a".repeat(25_001)).await;
    let none = fake.seen().len();
    let lines = draft(&fake.machine(Service::DeepL), &many).await.unwrap();

    assert_eq!(refused.unwrap_err(), Trouble::Closed);
    assert_eq!(long.unwrap_err(), Trouble::Long);
    assert_eq!(none, 0);
    assert_eq!(fake.seen().len(), 3, "fifty lines a request");
    assert_eq!(lines.text.lines().count(), 120);
}
