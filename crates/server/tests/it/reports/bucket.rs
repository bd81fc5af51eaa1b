//! Files in storage that speaks S3. The storage is a small one of our own that works out each signature by the written rules (AWS
//! Signature Version 4, in the query) and answers nothing that is not signed for.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use beffroi::{
    config,
    ground::{
        Clock,
        files::{Place, Store},
    },
    reports::{self, Fate, Why},
};
use jiff::{SignedDuration, Timestamp};
use ring::{
    digest::{SHA256, digest},
    hmac::{HMAC_SHA256, Key, sign},
};
use tokio::net::TcpListener;

use super::{
    desks,
    files::{files, kept, sent},
    letters, opened, says,
};
use crate::support::TestApp;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";

/// What is in the bucket, by path.
type Objects = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn chained(key: &[u8], words: &[&str]) -> Vec<u8> {
    words.iter().fold(key.to_vec(), |key, word| {
        sign(&Key::new(HMAC_SHA256, &key), word.as_bytes())
            .as_ref()
            .to_vec()
    })
}

/// The signature that a request has to carry, by its method, its address and its host alone.
fn signature(method: &Method, uri: &Uri, host: &str) -> Option<(String, String)> {
    let query = uri.query()?;
    let mut pairs: Vec<&str> = query.split('&').collect();
    let found = pairs
        .iter()
        .position(|pair| pair.starts_with("X-Amz-Signature="))?;
    let shown = pairs.remove(found).split_once('=')?.1.to_owned();
    pairs.sort_unstable();
    let value = |name: &str| {
        let pair = pairs
            .iter()
            .find(|pair| pair.split('=').next() == Some(name));
        pair.and_then(|pair| pair.split_once('='))
            .map(|(_, value)| value)
    };
    let date = value("X-Amz-Date")?;
    let day = &date[..8];
    let scope = format!("{day}/eu-west-3/s3/aws4_request");
    let is_good = value("X-Amz-Algorithm") == Some("AWS4-HMAC-SHA256")
        && value("X-Amz-SignedHeaders") == Some("host")
        && value("X-Amz-Credential")? == format!("{KEY_ID}/{scope}").replace('/', "%2F");
    let canonical = format!(
        "{method}\n{}\n{}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD",
        uri.path(),
        pairs.join("&")
    );
    let hashed = hex(digest(&SHA256, canonical.as_bytes()).as_ref());
    let to_sign = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{hashed}");
    let secret = format!("AWS4{SECRET}");
    let own = chained(
        secret.as_bytes(),
        &[day, "eu-west-3", "s3", "aws4_request", &to_sign],
    );
    is_good.then(|| (shown, hex(&own)))
}

async fn storage(
    State(objects): State<Objects>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let code = |status: StatusCode, code: &str| {
        (status, format!("<Error><Code>{code}</Code></Error>")).into_response()
    };
    let host = headers[header::HOST].to_str().unwrap();
    match signature(&method, &uri, host) {
        Some((shown, own)) if shown == own => {}
        _ => return code(StatusCode::FORBIDDEN, "SignatureDoesNotMatch"),
    }
    let Some(path) = uri.path().strip_prefix("/files/") else {
        return code(StatusCode::NOT_FOUND, "NoSuchBucket");
    };
    let mut objects = objects.lock().unwrap();
    match method {
        Method::PUT => {
            objects.insert(path.to_owned(), body.to_vec());
            StatusCode::OK.into_response()
        }
        Method::DELETE => {
            objects.remove(path);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => match objects.get(path) {
            Some(bytes) => bytes.clone().into_response(),
            None => code(StatusCode::NOT_FOUND, "NoSuchKey"),
        },
    }
}

/// A storage, what is in it, and where.
async fn stored() -> (Objects, String) {
    let objects = Objects::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let routes = Router::new().fallback(storage).with_state(objects.clone());
    tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
    (objects, address)
}

fn settings(address: &str, more: &str) -> config::Files {
    let said = format!(
        "[files]\ns3_endpoint = \"{address}\"\ns3_region = \"eu-west-3\"\ns3_key_id = \"{KEY_ID}\"\n\
         s3_allow_private = true\n{more}\n"
    );
    config::parse("test", &said, &BTreeMap::new())
        .unwrap()
        .files
}

fn good(address: &str) -> config::Files {
    settings(
        address,
        &format!("s3_bucket = \"files\"\ns3_secret = \"{SECRET}\""),
    )
}

fn uses(app: &mut TestApp, files: config::Files) -> Store {
    Arc::make_mut(&mut app.app.settings).files = files;
    app.app.settings.store()
}

/// Where `TEST_S3_URL` names storage of somebody else's (`http://KEY:SECRET@HOST/BUCKET`), it has to understand us too.
#[tokio::test]
async fn storage_of_others_gives_back_what_was_put_there() {
    let Ok(url) = std::env::var("TEST_S3_URL") else {
        eprintln!("TEST_S3_URL is not set: storage of others is left out");
        return;
    };
    let url: reqwest::Url = url.parse().unwrap();
    let said = format!(
        "[files]\ns3_endpoint = \"http://{}:{}\"\ns3_bucket = \"{}\"\ns3_key_id = \"{}\"\ns3_secret = \"{}\"\n\
         s3_allow_private = true\n",
        url.host_str().unwrap(),
        url.port_or_known_default().unwrap(),
        url.path().trim_matches('/'),
        url.username(),
        url.password().unwrap()
    );
    let files = config::parse("test", &said, &BTreeMap::new())
        .unwrap()
        .files;
    let (store, now) = (files.bucket.unwrap(), Clock::System.now());
    let bytes = vec![7; 300_000];
    let place = Place::of(now, &bytes);

    assert_eq!(store.get(now, &place).await.unwrap(), None);
    store.put(now, &place, bytes.clone()).await.unwrap();
    assert_eq!(store.get(now, &place).await.unwrap(), Some(bytes));
    store.delete(now, &place).await.unwrap();
    assert_eq!(store.get(now, &place).await.unwrap(), None);
}

#[tokio::test]
async fn a_bucket_gives_back_what_was_put_there_and_lets_it_go() {
    let (objects, address) = stored().await;
    let store = good(&address).bucket.unwrap();
    let now: Timestamp = "2026-03-04T11:00:00Z".parse().unwrap();
    let place = Place::of(now, b"bytes");

    assert_eq!(store.get(now, &place).await.unwrap(), None);
    store.put(now, &place, b"bytes".to_vec()).await.unwrap();
    let path = objects.lock().unwrap().keys().next().unwrap().clone();
    assert!(path.ends_with(place.as_str()), "{path}");
    assert_eq!(store.get(now, &place).await.unwrap().unwrap(), b"bytes");
    objects.lock().unwrap().insert(path, b"other".to_vec());
    assert!(
        store.get(now, &place).await.is_err(),
        "it was changed there"
    );
    store.delete(now, &place).await.unwrap();
    assert!(objects.lock().unwrap().is_empty());
    store.delete(now, &place).await.unwrap();
}

#[tokio::test]
async fn files_of_a_case_are_in_the_bucket_until_their_time_is_over() {
    let (objects, address) = stored().await;
    for mut app in desks().await {
        let (id, _) = opened(&app, &says(&app, "Rien ne passe")).await;
        letters(&app).await;
        let store = uses(&mut app, good(&address));

        let all = kept(&app, id, vec![sent("a.log", b"card 4242 4242 4242 4242")]).await;
        assert!(matches!(all[0].fate, Fate::Kept(_)));
        let texts: Vec<_> = objects.lock().unwrap().values().cloned().collect();
        assert_eq!(texts.len(), 1);
        assert!(!String::from_utf8_lossy(&texts[0]).contains("4242 4242 4242"));

        let over = app.now() + SignedDuration::from_hours(30 * 24);
        reports::sweep(app.db(), &store, over).await.unwrap();
        assert!(objects.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_bucket_that_is_shut_or_away_loses_no_word_and_tells_no_secret() {
    let (objects, address) = stored().await;
    let now: Timestamp = "2026-03-04T11:00:00Z".parse().unwrap();
    let wrong_key = "s3_bucket = \"files\"\ns3_secret = \"another\"";
    let no_bucket = format!("s3_bucket = \"nothing\"\ns3_secret = \"{SECRET}\"");
    // A port that was free a moment ago.
    let probe = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nowhere = good(&format!("http://{}", probe.local_addr().unwrap()));
    drop(probe);
    for (files, said) in [
        (settings(&address, wrong_key), "403 SignatureDoesNotMatch"),
        (settings(&address, &no_bucket), "404 NoSuchBucket"),
        (nowhere, "cannot connect"),
    ] {
        let store = files.bucket.clone().unwrap();
        let place = Place::of(now, b"bytes");
        for error in [
            store.put(now, &place, b"bytes".to_vec()).await.unwrap_err(),
            store.get(now, &place).await.unwrap_err(),
            store.delete(now, &place).await.unwrap_err(),
        ] {
            let told = error.to_string();
            assert!(told.contains(said), "{told}");
            assert!(!told.contains("X-Amz"), "{told}");
        }
        for mut app in desks().await {
            let (id, _) = opened(&app, &says(&app, "Rien ne passe")).await;
            letters(&app).await;
            uses(&mut app, files.clone());
            kept(&app, id, vec![sent("a.log", b"refused")]).await;
            assert_eq!(self::files(&app, id).await[0].fate, Fate::Unkept(Why::Away));
        }
    }
    assert!(objects.lock().unwrap().is_empty());
}
