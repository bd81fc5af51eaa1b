//! Notifications in browsers: a service of browsers of our own on this machine, behind TLS, and browsers that open what it
//! was given as theirs do.

mod asking;
mod telling;

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
    serve::Listener,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use beffroi::{
    ground::token,
    subscribers::{self, Bell, State, Subscription},
};
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman, elliptic_curve::sec1::ToSec1Point as _};
use ring::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    hkdf::{HKDF_SHA256, KeyType, Salt},
    signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey},
};
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};

use crate::support::{Answer, TestApp};

/// A message that the service was given, with its headers.
#[derive(Clone, Debug)]
pub struct Given {
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// The service of browsers. What follows the last slash of a path says how it answers.
pub struct Service {
    pub at: SocketAddr,
    given: Arc<Mutex<Vec<Given>>>,
}

impl Service {
    pub async fn start() -> Self {
        let given = Arc::<Mutex<Vec<Given>>>::default();
        let kept = given.clone();
        let answer =
            async move |Path((_, how)): Path<(String, String)>, headers: HeaderMap, body: Bytes| {
                kept.lock().unwrap().push(Given { headers, body });
                answer(&how)
            };
        let router = Router::new().route("/{who}/{how}", post(answer));
        let listener = Tls::bind().await;
        let at = listener.inner.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { at, given }
    }

    /// What it was given since somebody asked last.
    pub fn given(&self) -> Vec<Given> {
        std::mem::take(&mut *self.given.lock().unwrap())
    }

    pub fn origin(&self) -> String {
        format!("https://localhost:{}", self.at.port())
    }
}

fn answer(how: &str) -> Response {
    match how {
        "gone" => StatusCode::GONE.into_response(),
        "lost" => StatusCode::NOT_FOUND.into_response(),
        "busy" => (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "120")]).into_response(),
        "broken" => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        "large" => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        _ => StatusCode::CREATED.into_response(),
    }
}

/// A listener behind TLS.
struct Tls {
    inner: TcpListener,
    acceptor: tokio_rustls::TlsAcceptor,
}

impl Tls {
    async fn bind() -> Self {
        use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _};

        let pem = include_bytes!("../mail/localhost.pem");
        let certificates = CertificateDer::pem_slice_iter(pem).map(Result::unwrap);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                certificates.collect(),
                PrivateKeyDer::from_pem_slice(pem).unwrap(),
            );
        Self {
            inner: TcpListener::bind("127.0.0.1:0").await.unwrap(),
            acceptor: tokio_rustls::TlsAcceptor::from(Arc::new(config.unwrap())),
        }
    }
}

impl Listener for Tls {
    type Io = tokio_rustls::server::TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (stream, from) = self.inner.accept().await.unwrap();
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, from);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        self.inner.local_addr()
    }
}

/// Somebody's browser: its keys, and where it says that it is reached.
pub struct Browser {
    secret: SecretKey,
    auth: [u8; 16],
    pub endpoint: String,
}

impl Browser {
    pub fn at(endpoint: String) -> Self {
        Self {
            secret: SecretKey::from_slice(&token::random::<32>()).unwrap(),
            auth: token::random(),
            endpoint,
        }
    }

    /// One of the service's, by a name of its own; `how` it answers for it.
    pub fn of(service: &Service, how: &str) -> Self {
        let name = token::new_secret();
        Self::at(format!("{}/{name}/{how}", service.origin()))
    }

    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.secret.public_key().to_sec1_point(false).as_bytes())
    }

    pub fn auth(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.auth)
    }

    /// What the page's script sends, in this language, with these beside it.
    pub async fn asks(&self, app: &TestApp, query: &str, more: &[(&str, &str)]) -> Answer {
        let (public, auth) = (self.public(), self.auth());
        let own = [
            ("endpoint", self.endpoint.as_str()),
            ("p256dh", &public),
            ("auth", &auth),
        ];
        let path = format!("/fr/subscribe/web_push{query}");
        app.fill("", &path, &[&own, more].concat()).await
    }

    /// Where the page's script finds what the browser hears; nothing where there is nothing.
    pub async fn own(&self, app: &TestApp) -> Option<String> {
        let auth = self.auth();
        let fields = [("endpoint", self.endpoint.as_str()), ("auth", &auth)];
        let answer = app.fill("", "/push/mine?locale=it", &fields).await;
        assert_eq!(answer.header("cache-control"), "no-store");
        (answer.status == StatusCode::OK).then_some(answer.body)
    }

    /// What it was given, opened as RFC 8291 has browsers do; nothing where it was for another.
    pub fn opens(&self, given: &Given) -> Option<Value> {
        let (salt, rest) = given.body.split_at(16);
        let (size, rest) = rest.split_at(4);
        assert_eq!(size, 4096_u32.to_be_bytes());
        assert_eq!(rest[0], 65);
        let (sender, record) = rest[1..].split_at(65);
        let theirs = PublicKey::from_sec1_bytes(sender).unwrap();
        let shared = diffie_hellman(self.secret.to_nonzero_scalar(), theirs.as_affine());
        let own = self.secret.public_key().to_sec1_point(false);
        let info = [b"WebPush: info\0", own.as_bytes(), sender];
        let secret: [u8; 32] = derive(&self.auth, shared.raw_secret_bytes(), &info);
        let key: [u8; 16] = derive(salt, &secret, &[b"Content-Encoding: aes128gcm\0"]);
        let nonce: [u8; 12] = derive(salt, &secret, &[b"Content-Encoding: nonce\0"]);
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).unwrap());
        let mut record = record.to_vec();
        let nonce = Nonce::assume_unique_for_key(nonce);
        let opened = key.open_in_place(nonce, Aad::empty(), &mut record).ok()?;
        assert_eq!(opened.last(), Some(&2), "the mark of the last record");
        serde_json::from_slice(&opened[..opened.len() - 1]).ok()
    }
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn derive<const N: usize>(salt: &[u8], from: &[u8], info: &[&[u8]]) -> [u8; N] {
    let mut derived = [0; N];
    let prk = Salt::new(HKDF_SHA256, salt).extract(from);
    let okm = prk.expand(info, Length(N)).unwrap();
    okm.fill(&mut derived).unwrap();
    derived
}

/// What stands in the token of a message, once its signature is that of the key beside it: the key and the claims.
pub fn verified(given: &Given) -> (String, Value) {
    let said = given.headers["authorization"].to_str().unwrap();
    let said = said.strip_prefix("vapid t=").unwrap();
    let (token, public) = said.split_once(", k=").unwrap();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let key = URL_SAFE_NO_PAD.decode(public).unwrap();
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key)
        .verify(
            signed.as_bytes(),
            &URL_SAFE_NO_PAD.decode(signature).unwrap(),
        )
        .unwrap();
    let claims = signed.split_once('.').unwrap().1;
    let claims = URL_SAFE_NO_PAD.decode(claims).unwrap();
    (public.to_owned(), serde_json::from_slice(&claims).unwrap())
}

/// On each database, open to the service on this machine.
pub async fn each() -> Vec<TestApp> {
    let ca = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/mail/ca.pem");
    let mut all = TestApp::each().await;
    for app in &mut all {
        app.set(&format!(
            "public_url = \"https://status.example.com\"\n\
             [calls]\nopen = [\"127.0.0.0/8\"]\nca_file = \"{ca}\"\n\
             [push]\ncontact = \"mailto:status@example.com\"\n"
        ));
    }
    all
}

/// What a form asks beside the browser: everything, in this language.
pub fn everything(locale: &str) -> Vec<(&str, &str)> {
    vec![
        ("locale", locale),
        ("kind", "incidents"),
        ("kind", "maintenances"),
        ("kind", "postmortems"),
    ]
}

/// A browser that asked in this language and has said yes, as its script does.
pub async fn told(app: &TestApp, service: &Service, locale: &str) -> Browser {
    let browser = Browser::of(service, "well");
    app.fill("", "/push/key", &[]).await;
    let asked = browser.asks(app, "", &everything(locale)).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    says_yes(app, service, &browser).await;
    browser
}

/// The question comes, and the browser sends its yes to where it says.
pub async fn says_yes(app: &TestApp, service: &Service, browser: &Browser) -> Value {
    beffroi::app::post(&app.app).ask().await.unwrap();
    let given = service.given();
    let question = given.iter().find_map(|one| browser.opens(one)).unwrap();
    let path = format!("/{}", question["confirm"].as_str().unwrap());
    let yes = app.fill("", &path, &[("deed", "confirm")]).await;
    assert_eq!(yes.status, StatusCode::OK, "{}", yes.body);
    question
}

/// All that a browser is down for, also what it has not said yes to.
pub async fn rows(app: &TestApp, browser: &Browser) -> Vec<Subscription> {
    let mut tx = app.db().snapshot().await.unwrap();
    let ids: Vec<(uuid::Uuid,)> = tx
        .list(
            "SELECT id FROM subscriptions WHERE address = $1 ORDER BY id",
            beffroi::params![browser.endpoint.clone()],
        )
        .await
        .unwrap();
    let mut all = Vec::new();
    for (id,) in ids {
        let one = subscribers::find(&mut tx, id.into()).await.unwrap();
        all.push(one.unwrap());
    }
    all
}

pub async fn states(app: &TestApp, browser: &Browser) -> Vec<State> {
    let rows = rows(app, browser).await;
    rows.into_iter().map(|one| one.state).collect()
}

pub async fn bell(app: &TestApp) -> Bell {
    let mut tx = app.db().snapshot().await.unwrap();
    let bell = subscribers::find_bell(&mut tx, app.page.id).await;
    bell.unwrap().unwrap()
}
