//! Notifications as relays write them, and what only looks like one. Each stands in `tests/bounces`.

use std::{fs, path::Path};

use proptest::prelude::*;

use super::*;

fn file(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bounces");
    fs::read(path.join(name)).unwrap()
}

/// A notification in one line: who, what became of it, why, and what it means.
fn told(bounce: &Bounce) -> Vec<String> {
    let line = |one: &Recipient| {
        let address = one.address.as_deref().unwrap_or("-");
        let status = one
            .status
            .map_or("-".to_owned(), |status| status.to_string());
        let permanent = if one.is_permanent() {
            "for ever"
        } else {
            "perhaps"
        };
        let verdict = match one.verdict() {
            Verdict::Delivered => "delivered".to_owned(),
            Verdict::Again { why, .. } => format!("again {}", why.as_str()),
            Verdict::Gone(why) => format!("gone {}", why.as_str()),
            Verdict::Refused(why) => format!("refused {}", why.as_str()),
        };
        format!("{address} {:?} {status} {permanent} {verdict}", one.action)
    };
    bounce.recipients.iter().map(line).collect()
}

#[test]
fn a_notification_says_whom_it_did_not_reach_and_why() {
    let known: [(&str, &[&str]); 8] = [
        (
            "postfix.eml",
            &["ann+page@example.org Failed 5.1.1 for ever gone no_such_address"],
        ),
        (
            "exchange.eml",
            &["Ann@example.org Failed 5.1.10 for ever gone no_such_address"],
        ),
        (
            "delayed.eml",
            &[
                "ann@example.org Delayed 4.2.2 perhaps again full",
                "bob@example.org Failed 4.4.7 perhaps refused failing",
                "cyd@example.org Relayed 2.0.0 perhaps delivered",
            ],
        ),
        (
            "qmail.eml",
            &[
                "ann@example.org Failed 5.1.1 for ever gone no_such_address",
                "bob@example.org Failed 5.2.2 for ever refused full",
            ],
        ),
        (
            "exim.eml",
            &[
                "ann@example.org Failed 5.7.1 for ever refused forbidden",
                "bob@example.org Failed 5.7.1 for ever refused forbidden",
            ],
        ),
        (
            "sentence.eml",
            &["ann@example.org Failed 5.1.1 for ever gone no_such_address"],
        ),
        (
            "page.eml",
            &["ann@example.org Delayed - perhaps again failing"],
        ),
        (
            "wrapped.eml",
            &["ann+page@example.org Failed 5.1.1 for ever gone no_such_address"],
        ),
    ];
    for (name, expected) in known {
        let unix = file(name);
        let text = String::from_utf8(unix.clone()).unwrap();
        for bytes in [unix, text.replace('\n', "\r\n").into_bytes()] {
            let bounce = read(&bytes).unwrap_or_else(|| panic!("{name} is none"));
            assert_eq!(told(&bounce), expected, "{name}");
            let id = (name != "page.eml").then_some("0195.ann@status.example.com");
            assert_eq!(bounce.message_id.as_deref(), id, "{name}");
        }
    }
}

#[test]
fn where_it_came_to_is_kept_since_the_address_may_be_of_one_delivery() {
    let own = "bounces+0195.ann@status.example.com";
    for name in [
        "postfix.eml",
        "delayed.eml",
        "qmail.eml",
        "exim.eml",
        "wrapped.eml",
    ] {
        assert_eq!(read(&file(name)).unwrap().came_to, [own], "{name}");
    }
    assert_eq!(
        read(&file("exchange.eml")).unwrap().came_to,
        ["status@example.com"]
    );
}

#[test]
fn a_holiday_note_an_answer_and_a_receipt_are_no_notifications() {
    for name in ["holiday.eml", "answer.eml", "receipt.eml"] {
        assert_eq!(read(&file(name)), None, "{name}");
    }
    assert_eq!(read(b""), None);
    assert_eq!(read(b"\0\xff\r\n\r\n"), None);
    let mut large = file("postfix.eml");
    large.resize(LARGEST + 1, b' ');
    assert_eq!(read(&large), None);
}

const ALL: [&str; 6] = [
    "postfix.eml",
    "exchange.eml",
    "delayed.eml",
    "qmail.eml",
    "exim.eml",
    "wrapped.eml",
];

proptest! {
    #[test]
    fn no_bytes_are_too_much(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(read(&bytes).is_none_or(|bounce| !bounce.recipients.is_empty()));
    }

    /// Cut, overwritten and doubled at any place, what is still read is never nobody.
    #[test]
    fn no_damage_is_too_much(
        which in 0..ALL.len(),
        cut in 0..4000_usize,
        writes in prop::collection::vec((0..4000_usize, "[ \t\r\n:;<>@.=+-]|\\PC|boundary|Content-Type: "), 0..8),
    ) {
        let mut bytes = file(ALL[which]);
        bytes.truncate(cut);
        for (at, text) in writes {
            let at = at.min(bytes.len());
            bytes.splice(at..at, text.into_bytes());
        }
        if let Some(bounce) = read(&bytes) {
            prop_assert!(!bounce.recipients.is_empty());
            for one in bounce.recipients {
                prop_assert!(one.action != Action::Relayed || one.verdict() == Verdict::Delivered);
                prop_assert!(one.address.is_none_or(|address| looks_like_address(&address)));
            }
        }
    }
}
