//! The standard's own example, and messages that `clients/checks/push.mjs` has a program of others open.

use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::{Value, json};

use super::*;
use crate::sample::{same, to, told};

/// The example of RFC 8291, appendix A.
const BROWSER: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const BROWSER_SECRET: &str = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
const SENDER: &str = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
const SALT: &str = "DGv6ra1nlYgDCS1FRnbzlw";

fn chance() -> Chance {
    Chance {
        key: BASE64.decode(SENDER).unwrap().try_into().unwrap(),
        salt: BASE64.decode(SALT).unwrap().try_into().unwrap(),
    }
}

fn browser() -> Browser {
    Browser::parse(
        "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
        BROWSER,
        AUTH,
    )
    .unwrap()
}

fn vapid() -> Vapid {
    let key = BASE64.encode([7; 32]);
    Vapid::new(&key, "mailto:status@example.com").unwrap()
}

fn call(told: &Told) -> Call {
    let at = "2026-03-04T11:00:00Z".parse().unwrap();
    match notification(told, &to(), &browser(), &vapid(), &chance(), at) {
        Outgoing::Call(call) => call,
        Outgoing::Mail(_) => panic!("a browser is called"),
    }
}

fn header<'a>(call: &'a Call, name: &str) -> &'a str {
    let found = call.headers.iter().find(|(one, _)| *one == name);
    &found.unwrap().1
}

#[test]
fn the_example_of_the_standard_comes_out_as_it_stands_there() {
    let message = b"When I grow up, I want to be a watermelon";
    let browser = browser();

    let sealed = seal::seal(message, &browser.public, &browser.auth, &chance());

    let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6\
        TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    assert_eq!(BASE64.encode(sealed), expected);
}

#[test]
fn a_token_is_for_one_service_for_half_a_day_and_signed_by_the_key_beside_it() {
    let call = call(&told("fr"));
    let said = header(&call, "authorization")
        .strip_prefix("vapid t=")
        .unwrap();
    let (token, public) = said.split_once(", k=").unwrap();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let (head, claims) = signed.split_once('.').unwrap();
    let read =
        |part: &str| -> Value { serde_json::from_slice(&BASE64.decode(part).unwrap()).unwrap() };

    assert_eq!(public, vapid().public());
    assert_eq!(read(head), json!({ "typ": "JWT", "alg": "ES256" }));
    let claimed = json!({
        "aud": "https://push.example.net",
        "exp": 1_772_622_000 + 12 * 60 * 60,
        "sub": "mailto:status@example.com",
    });
    assert_eq!(read(claims), claimed);
    let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, BASE64.decode(public).unwrap());
    let signature = BASE64.decode(signature).unwrap();
    assert!(public.verify(signed.as_bytes(), &signature).is_ok());
    assert!(public.verify(claims.as_bytes(), &signature).is_err());
}

#[test]
fn a_message_waits_a_day_replaces_what_it_follows_and_wakes_only_for_what_is_grave() {
    let first = call(&told("fr"));
    assert_eq!(
        first.url,
        "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"
    );
    assert_eq!(header(&first, "ttl"), "86400");
    assert_eq!(header(&first, "urgency"), "high");
    assert_eq!(header(&first, "content-encoding"), "aes128gcm");
    let topic = header(&first, "topic").to_owned();
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    assert!(topic.len() <= 32 && topic.bytes().all(fits), "{topic}");

    let mut later = told("en");
    later.occasion = Occasion::Update;
    assert_eq!(header(&call(&later), "topic"), topic);
    assert_eq!(header(&call(&later), "urgency"), "normal");
    later.subject = "another".to_owned();
    assert_ne!(header(&call(&later), "topic"), topic);
}

#[test]
fn whatever_is_long_a_message_stays_within_what_every_service_takes() {
    for piece in ["x", "\"\\", "é. ", "🦆", "a\n\n", "\u{1}"] {
        let mut told = told("en");
        for text in [&mut told.title, &mut told.heading, &mut told.text.plain] {
            *text = piece.repeat(9_000);
        }
        told.address = format!("https://status.example.com/{}", "k".repeat(1_500));
        let call = call(&told);
        assert!(call.body.len() <= 4096, "{piece}: {}", call.body.len());
    }
}

#[test]
fn what_is_no_browser_and_no_key_is_refused_and_nothing_of_it_is_printed() {
    let refused = |endpoint, key, auth| Browser::parse(endpoint, key, auth).unwrap_err();
    let endpoint = "https://push.example.net/x";
    for bad in [
        "http://push.example.net/x",
        "https:///x",
        "https://a@b/x",
        "https://a/\r\nx",
        "",
    ] {
        assert_eq!(refused(bad, BROWSER, AUTH), BadBrowser::Endpoint, "{bad}");
    }
    let off_the_curve = BASE64.encode([&[4][..], &[1; 64]].concat());
    for bad in ["", "!", SENDER, &off_the_curve] {
        assert_eq!(refused(endpoint, bad, AUTH), BadBrowser::Key, "{bad}");
    }
    for bad in ["", "!", SENDER] {
        assert_eq!(refused(endpoint, BROWSER, bad), BadBrowser::Auth, "{bad}");
    }
    assert!(Browser::parse(endpoint, &format!("{BROWSER}="), &format!("{AUTH}==")).is_ok());
    let zero = BASE64.encode([0; 32]);
    for bad in ["", "!", AUTH, &zero] {
        assert_eq!(
            Vapid::new(bad, "mailto:a@example.org").unwrap_err(),
            BadVapid::Key,
            "{bad}"
        );
    }
    assert_eq!(
        Vapid::new(SENDER, "a@example.org").unwrap_err(),
        BadVapid::Contact
    );
    let printed = format!("{:?} {:?} {:?}", browser(), vapid(), chance());
    assert_eq!(
        printed,
        format!(
            "Browser {{ .. }} Vapid {{ public: {:?}, .. }} Chance(…)",
            vapid().public()
        )
    );
}

#[test]
fn a_chance_that_is_no_key_becomes_one() {
    let none = Chance {
        key: [0xff; 32],
        salt: [1; 16],
    };
    let browser = browser();

    let sealed = seal::seal(b"x", &browser.public, &browser.auth, &none);

    assert_eq!(
        sealed,
        seal::seal(b"x", &browser.public, &browser.auth, &none)
    );
    assert_eq!(sealed.len(), 86 + 1 + 1 + 16);
}

/// `clients/checks/push.mjs` opens them with the browser's key, which stands beside them.
#[test]
fn messages_are_what_they_were() {
    let asked = Locale::of("en");
    let asked = question(
        &Question {
            title: "Pinatelle",
            body: "You are told here from now on.",
            locale: &asked,
            url: "https://status.example.com/en/subscriptions/token",
            confirm: "en/subscriptions/token",
        },
        &browser(),
        &vapid(),
        &chance(),
        "2026-03-04T11:00:00Z".parse().unwrap(),
    );
    let Outgoing::Call(asked) = asked else {
        panic!("a browser is called");
    };
    let all = [
        ("fr", call(&told("fr"))),
        ("en", call(&told("en"))),
        ("it", call(&told("it"))),
        ("question", asked),
    ];
    let kept = all.map(|(name, call)| {
        let kept = json!({
            "url": call.url,
            "headers": call.headers,
            "body": BASE64.encode(&call.body),
            "browser": { "p256dh": BROWSER, "auth": AUTH, "secret": BROWSER_SECRET },
        });
        let text = serde_json::to_string_pretty(&kept).unwrap();
        (format!("push/{name}.json"), format!("{text}\n"))
    });
    same(&kept);
}
