//! A provider of OpenID Connect that does what a test asks of it, also what no good one would: it signs for others, for
//! another sign-in, too late, with another key, or not at all. The real one is asked in `browser/provider.mjs`.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Form, Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{
    Engine as _, engine::general_purpose::STANDARD, engine::general_purpose::URL_SAFE_NO_PAD as URL,
};
use jiff::Timestamp;
use reqwest::Url;
use ring::{
    hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::{Value, json};

pub const CLIENT: &str = "beffroi";
pub const SECRET: &str = "a secret: with + and %";

/// What it does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Nothing,
    Nonce,
    Audience,
    SharedAudience,
    Issuer,
    ForeignKey,
    NoSignature,
    SharedSecret,
    Late,
    Early,
}

pub struct World {
    pub wrong: Wrong,
    /// Who signs in next, as claims.
    pub person: Value,
    /// Whether the token itself names address and groups, or only userinfo does.
    pub tells_in_token: bool,
    pub now: Timestamp,
    /// How often its keys were asked for.
    pub asked_for_keys: usize,
    /// Whether it keeps codes good after they were used.
    pub is_forgetful: bool,
    name: String,
    key: EcdsaKeyPair,
    codes: BTreeMap<String, BTreeMap<String, String>>,
    is_away: bool,
}

/// A provider on a port of its own; it goes with the test.
#[derive(Clone)]
pub struct Forge {
    pub issuer: String,
    world: Arc<Mutex<World>>,
}

impl Forge {
    pub async fn start(now: Timestamp) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let world = World {
            wrong: Wrong::Nothing,
            person: json!({}),
            tells_in_token: true,
            now,
            asked_for_keys: 0,
            is_forgetful: false,
            name: "one".to_owned(),
            key: new_key(),
            codes: BTreeMap::new(),
            is_away: false,
        };
        let forge = Self {
            issuer,
            world: Arc::new(Mutex::new(world)),
        };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .with_state(forge.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        forge
    }

    /// The configuration of a Beffroi that trusts it.
    pub fn settings(&self, more: &str) -> String {
        format!(
            "public_url = \"http://127.0.0.1:8080\"\n[oidc]\nname = \"Example SSO\"\nissuer = \"{}\"\n\
             client_id = \"{CLIENT}\"\nclient_secret = \"{SECRET}\"\nallow_private = true\n{more}",
            self.issuer
        )
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap()
    }

    /// Who comes next.
    pub fn expect(&self, subject: &str, email: &str, is_verified: bool) {
        self.world().person = json!({ "sub": subject, "name": "Bruno Neri", "email": email, "email_verified": is_verified });
    }

    /// Other keys from now on, under another name.
    pub fn rotate(&self, name: &str) {
        let mut world = self.world();
        world.key = new_key();
        name.clone_into(&mut world.name);
    }

    pub fn go_away(&self, is_away: bool) {
        self.world().is_away = is_away;
    }

    /// What a browser does there: asks, says yes, and is led back; the path it comes back by.
    pub fn yes(&self, way: &str) -> String {
        let url: Url = way.parse().unwrap();
        let asked: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["code_challenge_method"], "S256");
        assert!(asked["scope"].split(' ').any(|scope| scope == "openid"));
        let mut world = self.world();
        let code = format!("code{}", world.codes.len());
        let back: Url = asked["redirect_uri"].parse().unwrap();
        let path = format!("{}?code={code}&state={}", back.path(), asked["state"]);
        world.codes.insert(code, asked);
        path
    }
}

fn new_key() -> EcdsaKeyPair {
    let (how, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
    let kept = EcdsaKeyPair::generate_pkcs8(how, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(how, kept.as_ref(), &random).unwrap()
}

async fn describe(State(forge): State<Forge>) -> Response {
    if forge.world().is_away {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let at = |path: &str| format!("{}{path}", forge.issuer);
    Json(json!({
        "issuer": forge.issuer,
        "authorization_endpoint": at("/authorize?tenant=1"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/keys"),
    }))
    .into_response()
}

async fn keys(State(forge): State<Forge>) -> Json<Value> {
    let mut world = forge.world();
    world.asked_for_keys += 1;
    let point = world.key.public_key().as_ref();
    let (x, y) = (URL.encode(&point[1..33]), URL.encode(&point[33..]));
    let other = json!({ "kty": "XYZ", "kid": "of another kind" });
    let own = json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": world.name, "x": x, "y": y });
    Json(json!({ "keys": [other, own] }))
}

async fn token(
    State(forge): State<Forge>,
    headers: HeaderMap,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Response {
    let no = |word: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": word }))).into_response();
    let mut world = forge.world();
    let shown = headers["authorization"].to_str().unwrap();
    let shown = STANDARD
        .decode(shown.strip_prefix("Basic ").unwrap())
        .unwrap();
    // Encoded before they are joined.
    if shown != b"beffroi:a+secret%3A+with+%2B+and+%25" {
        return no("invalid_client");
    }
    let Some(asked) = world.codes.get(&sent["code"]).cloned() else {
        return no("invalid_grant");
    };
    let hash = ring::digest::digest(&ring::digest::SHA256, sent["code_verifier"].as_bytes());
    if URL.encode(hash) != asked["code_challenge"] || sent["redirect_uri"] != asked["redirect_uri"]
    {
        return no("invalid_grant");
    }
    if !world.is_forgetful {
        world
            .codes
            .get_mut(&sent["code"])
            .unwrap()
            .insert("code_challenge".to_owned(), "used".to_owned());
    }
    let claims = claims(&world, &forge.issuer, &asked["nonce"]);
    Json(json!({ "access_token": "open", "token_type": "Bearer", "id_token": signed(&world, &claims) }))
        .into_response()
}

async fn userinfo(State(forge): State<Forge>, headers: HeaderMap) -> Json<Value> {
    assert_eq!(headers["authorization"], "Bearer open");
    Json(forge.world().person.clone())
}

fn claims(world: &World, issuer: &str, nonce: &str) -> Value {
    let seconds = world.now.as_second();
    let mut claims = match world.tells_in_token {
        true => world.person.clone(),
        false => json!({ "sub": world.person["sub"] }),
    };
    for (name, value) in [
        ("iss", json!(issuer)),
        ("aud", json!(CLIENT)),
        ("nonce", json!(nonce)),
        ("iat", json!(seconds)),
        ("exp", json!(seconds + 300)),
    ] {
        claims[name] = value;
    }
    match world.wrong {
        Wrong::Nonce => claims["nonce"] = json!("another"),
        Wrong::Audience => claims["aud"] = json!("another"),
        Wrong::SharedAudience => claims["aud"] = json!([CLIENT, "another"]),
        Wrong::Issuer => claims["iss"] = json!("https://evil.example"),
        Wrong::Late => {
            claims["iat"] = json!(seconds - 900);
            claims["exp"] = json!(seconds - 600);
        }
        Wrong::Early => claims["iat"] = json!(seconds + 600),
        _ => {}
    }
    claims
}

fn signed(world: &World, claims: &Value) -> String {
    let how = match world.wrong {
        Wrong::NoSignature => "none",
        Wrong::SharedSecret => "HS256",
        _ => "ES256",
    };
    let head = json!({ "typ": "JWT", "alg": how, "kid": world.name });
    let text = format!(
        "{}.{}",
        URL.encode(head.to_string()),
        URL.encode(claims.to_string())
    );
    let sealed = match world.wrong {
        Wrong::NoSignature => vec![],
        Wrong::SharedSecret => {
            let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
            hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
        }
        Wrong::ForeignKey => sign(&new_key(), &text),
        _ => sign(&world.key, &text),
    };
    format!("{text}.{}", URL.encode(sealed))
}

fn sign(key: &EcdsaKeyPair, text: &str) -> Vec<u8> {
    let signed = key.sign(&SystemRandom::new(), text.as_bytes()).unwrap();
    signed.as_ref().to_vec()
}
