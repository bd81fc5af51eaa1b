//! Bytes that nobody would send: no reader panics, none goes on for ever, whatever comes.

use super::common;
use beffroi_readers::{Format, Item, ReadOptions, read};
use proptest::prelude::*;
use std::{io::BufReader, ops::ControlFlow};

const JSON: &str = r#"{"page":{"id":"kctbh9vrtdwd","name":"Acmepay","url":"https://s.example","time_zone":"Europe/Paris"},
"components":[{"id":"c1","name":"API de Paiement | Payment API","status":"operational","group_id":"g1","position":1}],
"incidents":[{"id":"p31zjtct2jer","name":"Cartes refusées","status":"resolved","impact":"major","created_at":
"2025-03-27T16:11:20.100+01:00","started_at":"2025-03-27T16:11:20.090+01:00","resolved_at":"2025-03-27T17:30:00Z",
"incident_updates":[{"id":"u1","status":"resolved","body":"FR C’est <b>fini</b> &amp; bien. EN It is over.","display_at":
"2025-03-27T17:30:00Z","affected_components":[{"code":"c1","name":"Cartes - API","old_status":"major_outage","new_status":
"operational"}]}],"components":[{"id":"c1","name":"API","group_id":"g1"}]}],
"scheduled_maintenances":[{"id":"m1","name":"Réseau","scheduled_for":"2025-04-01T00:00:00Z","scheduled_until":null}]}"#;

const ATOM: &str = r#"<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Acmepay</title>
<entry><id>1</id><published>2026-01-01T00:37:54Z</published><link href="https://s.example/incidents/q0sv7tkwf9wl"/><title>Réseau</title>
<content type="html">&lt;p&gt;&lt;small&gt;Jan &lt;var&gt; 1&lt;/var&gt;, &lt;var&gt;00:37&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Resolved&lt;/strong&gt; - Fini.&lt;/p&gt;</content></entry>
<!-- x --><entry><id>2</id><title><![CDATA[a ]] > b]]></title></entry></feed>"#;

const RSS: &str = r#"<rss version="2.0"><channel><title>Acmepay Status - Incident History</title><link>https://s.example</link>
<item><title>Panne</title><description>&lt;p&gt;&lt;strong&gt;THIS IS A SCHEDULED EVENT Feb 29, 22:00 - Mar  1, 02:00 CST&lt;/strong&gt;&lt;/p&gt;&lt;p&gt;&lt;small&gt;Feb 29, 09:09 PST&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Update&lt;/strong&gt; - ok&lt;/p&gt;</description>
<pubDate>Wed, 01 Jan 2014 09:09:00 -0800</pubDate><guid>https://s.example/incidents/</guid></item></channel></rss>"#;

/// Reads to the end; the count of items is bounded by the bytes, or it would never end.
fn survives(format: Format, bytes: &[u8], chunk: usize) {
    let mut count = 0_usize;
    let input = BufReader::with_capacity(chunk, bytes);
    let ended = read(
        "any",
        Some(format),
        input,
        &ReadOptions::default(),
        &mut |item| {
            count += 1;
            assert!(count <= bytes.len() + 8, "more items than bytes");
            if let Item::Incident(told) | Item::Maintenance(told) = item {
                serde_json::to_string(&told.record).expect("a record can always be printed");
            }
            ControlFlow::Continue(())
        },
    );
    drop(ended);
}

fn sample() -> impl Strategy<Value = (Format, &'static str)> {
    prop_oneof![
        Just((Format::StatuspageJson, JSON)),
        Just((Format::Atom, ATOM)),
        Just((Format::Rss, RSS)),
    ]
}

#[derive(Clone, Debug)]
enum Edit {
    Set(prop::sample::Index, u8),
    Cut(prop::sample::Index, usize),
    Double(prop::sample::Index, usize),
    Insert(prop::sample::Index, &'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<prop::sample::Index>;
    let words = prop::sample::select(vec![
        "null",
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "<entry>",
        "</entry>",
        "<item",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-9999-99",
        "\\u0000",
        "99999999999999999999",
        "&#0;",
        "&",
        "<",
        ">",
        "\u{feff}",
        "é",
        "true",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-23:59",
        "Feb 29, 23:59",
        "<small>",
        "</strong>",
    ]);
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Edit::Set(at, byte)),
        (at(), 0..200_usize).prop_map(|(at, length)| Edit::Cut(at, length)),
        (at(), 0..200_usize).prop_map(|(at, length)| Edit::Double(at, length)),
        (at(), words).prop_map(|(at, word)| Edit::Insert(at, word)),
    ]
}

fn edited(text: &str, edits: &[Edit]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for edit in edits {
        if bytes.is_empty() {
            break;
        }
        match edit {
            Edit::Set(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Edit::Cut(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Edit::Double(at, length) => {
                let at = at.index(bytes.len());
                let again = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, again);
            }
            Edit::Insert(at, word) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, word.bytes());
            }
        }
    }
    bytes
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..2000), chunk in 1..64_usize) {
        for format in [Format::StatuspageJson, Format::Atom, Format::Rss] {
            survives(format, &bytes, chunk);
        }
    }

    #[test]
    fn a_spoiled_document_never_panics(
        (format, text) in sample(),
        edits in prop::collection::vec(edit(), 1..6),
        chunk in 1..512_usize,
    ) {
        survives(format, &edited(text, &edits), chunk);
    }

    #[test]
    fn a_document_cut_short_never_panics((format, text) in sample(), end in any::<prop::sample::Index>()) {
        survives(format, &text.as_bytes()[..end.index(text.len())], 16);
    }

    #[test]
    fn html_in_a_body_never_panics(pieces in prop::collection::vec(prop_oneof![
        Just("<p>".to_owned()), Just("</p>".to_owned()), Just("<a href='".to_owned()), Just("'>".to_owned()),
        Just("<ol><li>".to_owned()), Just("</a>".to_owned()), Just("&#x1F600;".to_owned()), Just("&".to_owned()),
        Just("<script>".to_owned()), Just("<!--".to_owned()), Just("<h6>".to_owned()), ".{0,8}",
    ], 0..24)) {
        let document = serde_json::json!({"incidents": [{"id": "1", "name": pieces.concat() + "x", "incident_updates": [
            {"body": pieces.concat()}
        ]}]});

        survives(Format::StatuspageJson, document.to_string().as_bytes(), 64);
    }

    #[test]
    fn detection_never_panics(name in ".{0,20}", head in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = beffroi_readers::detect(&name, &head);
    }
}

#[test]
fn the_samples_are_good_before_they_are_spoiled() {
    for (text, told) in [(JSON, 2), (ATOM, 2), (RSS, 1)] {
        let (items, ended) = common::run("any", text.as_bytes());

        assert!(
            ended.is_ok() && common::refusals(&items).is_empty(),
            "{items:?}"
        );
        assert_eq!(common::told(items).len(), told);
    }
}

#[test]
fn deep_nesting_is_refused_without_a_crash() {
    let deep = format!("{{\"incidents\": [{}", "[".repeat(1_000_000));

    survives(Format::StatuspageJson, deep.as_bytes(), 4096);
}
