//! What holds for every format: nothing is taken for a page that is none, and no bytes bring a reader down.

use std::{collections::BTreeSet, path::Path};

use beffroi_readers::watch::{Context, FORMS, Form, Place, Reply, condition::condition, detect};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{NOT_THE_PAGE, context, own};

/// A page with a key.
fn keyed() -> Place {
    Place {
        key: Some("60ff0123456789abcdef0123".to_owned()),
        ..context().place
    }
}

/// All roles that a format can be asked for: of a page with a key, and those that replies lead to.
fn roles(form: &Form) -> BTreeSet<String> {
    let asks = (form.asks)(&keyed()).into_iter().map(|ask| ask.role);
    let led_to = ["incident", "issue", "history"].map(str::to_owned);
    asks.chain(led_to).collect()
}

/// Our own replies, all of them.
fn replies() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/watch/replies");
    let names = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names.iter().map(|name| own(name)).collect()
}

/// With selectors, so that HTML is read too.
fn told() -> Context {
    let mut context = context();
    let named = [
        ("page", "*"),
        ("component", "*"),
        ("component-state", "* @class"),
        ("incident", "p"),
    ];
    let named = named.map(|(name, css)| (name.to_owned(), css.to_owned()));
    context.selectors.extend(named);
    context
}

/// Every format reads these bytes in every role, and what it saw is judged.
fn read_by_all(body: &[u8]) {
    let context_told = told();
    for form in FORMS {
        for role in roles(form) {
            let reply = Reply {
                role: &role,
                url: "https://status.example.com/x?page=1",
                headers: &[],
                body,
            };
            let _ = (form.is_of)(&reply);
            let _ = (form.locate)(&context().place, &reply);
            if let Ok(seen) = (form.read)(&reply, &context_told) {
                let _ = condition(&seen, context().now);
                assert!(
                    seen.notices
                        .iter()
                        .all(|one| one.told.record.external_id.is_some()),
                    "{}: a notice without an id",
                    form.word
                );
            }
        }
        let page = Reply {
            role: detect::PAGE,
            url: "https://status.example.com/",
            headers: &[],
            body,
        };
        let _ = (form.is_of)(&page);
        let _ = (form.locate)(&context().place, &page);
    }
}

#[test]
fn no_format_takes_what_is_not_the_page_for_one() {
    for form in FORMS {
        let first = (form.asks)(&keyed()).into_iter().next().map(|ask| ask.role);
        for role in roles(form) {
            let is_first = first.as_ref() == Some(&role);
            for body in NOT_THE_PAGE {
                let reply = Reply {
                    role: &role,
                    url: "https://status.example.com/x",
                    headers: &[],
                    body,
                };
                // A list that comes beside the one that is needed may be empty.
                let may_be = *body == b"[]" && !is_first;
                assert!(
                    may_be || (form.read)(&reply, &context()).is_err(),
                    "{} {role}: {body:?}",
                    form.word
                );
                assert!(
                    !is_first || !(form.is_of)(&reply),
                    "{} {role}: {body:?}",
                    form.word
                );
            }
        }
    }
}

#[test]
fn words_and_labels_are_of_one_format_each_and_every_ask_has_a_whole_address() {
    let words: BTreeSet<_> = FORMS.iter().map(|form| form.word).collect();
    assert_eq!(words.len(), FORMS.len());
    for form in FORMS {
        for ask in (form.asks)(&context().place) {
            assert!(
                ask.url.starts_with("https://"),
                "{}: {}",
                form.word,
                ask.url
            );
        }
    }
}

#[test]
fn those_who_answer_as_statuspage_does_come_before_it_and_feeds_after() {
    let place = |word: &str| FORMS.iter().position(|form| form.word == word);
    let statuspage = place("statuspage");

    assert!(place("incidentio") < statuspage && place("beffroi") < statuspage);
    for late in ["feed", "html"].into_iter().filter_map(place) {
        assert!(Some(late) > statuspage);
    }
}

/// Another value in the place of one somewhere in a document.
fn replaced(value: &mut Value, at: &mut usize, with: &Value) -> bool {
    if *at == 0 {
        *value = with.clone();
        return true;
    }
    *at -= 1;
    match value {
        Value::Array(all) => all.iter_mut().any(|one| replaced(one, at, with)),
        Value::Object(all) => all.iter_mut().any(|(_, one)| replaced(one, at, with)),
        _ => false,
    }
}

fn odd_values() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!([])),
        Just(json!({})),
        Just(json!([null, 1, "x", {}])),
        Just(json!("")),
        Just(json!("9999-12-31T23:59:59Z")),
        Just(json!("-009999-01-01T00:00:00Z")),
        Just(json!("2026-07-29")),
        Just(json!(i64::MAX)),
        Just(json!(-1)),
        Just(json!(1.5e300)),
        Just(json!(true)),
        any::<String>().prop_map(Value::String),
        any::<i64>().prop_map(|number| json!(number)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_bring_a_reader_down(body in prop::collection::vec(any::<u8>(), 0..400)) {
        read_by_all(&body);
    }

    #[test]
    fn no_text_brings_a_reader_down(body in "[\\PC\n]{0,200}") {
        read_by_all(body.as_bytes());
    }

    #[test]
    fn a_reply_cut_or_spoilt_brings_no_reader_down(
        which in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        spoilt in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let replies = replies();
        let mut body = which.get(&replies).clone();
        for (at, byte) in spoilt {
            let at = at.index(body.len());
            body[at] = byte;
        }
        read_by_all(&body);
        body.truncate(cut.index(body.len() + 1));
        read_by_all(&body);
    }

    #[test]
    fn a_value_that_is_another_brings_no_reader_down(
        which in any::<prop::sample::Index>(),
        at in 0_usize..400,
        with in odd_values(),
    ) {
        let replies: Vec<Value> = replies()
            .iter()
            .filter_map(|body| serde_json::from_slice(body).ok())
            .collect();
        let mut value = which.get(&replies).clone();
        replaced(&mut value, &mut at.clone(), &with);
        read_by_all(value.to_string().as_bytes());
    }

    #[test]
    fn no_page_brings_detection_down(page in "[\\PC]{0,60}", url in "[\\PC]{0,60}", body in "[\\PC]{0,200}") {
        let asks = detect::probes(&page);
        let replies: Vec<Reply<'_>> = asks
            .iter()
            .map(|ask| Reply { role: &ask.role, url: &url, headers: &[], body: body.as_bytes() })
            .collect();
        let _ = detect::detect(&page, &replies);
        let _ = detect::detect(&page, &[]);
    }
}
