//! Announcements read back by a parser of other people's, held against what they were, and against whoever
//! writes a bad title.
//!
//! What a mail was stands in `tests/mails`, with ends of lines as this system has them.

use beffroi_domain::{
    Locale,
    announcement::{Occasion, Topic},
};
use mail_parser::{Message, MessageParser};

use super::*;
use crate::{Fact, sample};

fn sender() -> Sender<'static> {
    Sender {
        from: "État de Pinatelle <etat@status.example.com>",
        reply_to: None,
        at: "2026-03-04T11:00:00Z".parse().unwrap(),
    }
}

fn reader() -> Reader<'static> {
    Reader {
        to: "ann@example.org",
        id: "0195.ann",
        why: sample::why("en"),
        manage: "https://status.example.com/s/m1?a=1&b=.2",
        leave: "https://status.example.com/s/l1",
        one_click: Some("https://status.example.com/s/o1"),
        leave_by_mail: None,
        bounces_to: None,
    }
}

fn mail_of(told: &Told) -> Mail {
    let draft = Draft::new(told, &sender()).unwrap();
    draft.mail(&reader()).unwrap()
}

fn read(mail: &Mail) -> Message<'_> {
    MessageParser::default().parse(&mail.bytes).unwrap()
}

fn raw<'a>(read: &'a Message<'_>, name: &'a str) -> Option<&'a str> {
    read.header_raw(name).map(str::trim)
}

fn lines(mail: &Mail) -> Vec<&str> {
    let text = str::from_utf8(&mail.bytes).unwrap();
    text.split("\r\n").collect()
}

#[test]
fn mails_are_what_they_were() {
    let mails = ["fr", "en", "it"].map(|language| {
        let draft = Draft::new(&sample::told(language), &sender()).unwrap();
        let why = sample::why(language);
        let mail = draft.mail(&Reader { why, ..reader() }).unwrap();
        let text = String::from_utf8(mail.bytes).unwrap();
        (format!("mails/{language}.eml"), text.replace("\r\n", "\n"))
    });
    sample::same(&mails);
}

#[test]
fn mails_that_quote_others_are_what_they_were() {
    let mails = ["fr", "it"].map(|language| {
        let draft = Draft::new(&sample::quoted(language), &sender()).unwrap();
        let why = sample::why(language);
        let mail = draft.mail(&Reader { why, ..reader() }).unwrap();
        let text = String::from_utf8(mail.bytes).unwrap();
        (
            format!("mails/quoted.{language}.eml"),
            text.replace("\r\n", "\n"),
        )
    });
    sample::same(&mails);
}

#[test]
fn words_of_others_are_cited_in_their_own_language() {
    let mail = mail_of(&sample::quoted("fr"));
    let read = read(&mail);

    let html = read.body_html(0).unwrap();
    assert!(html.contains("<html lang=\"fr\">"), "{html}");
    assert!(html.contains("<h1 lang=\"en\""), "{html}");
    assert!(
        html.contains("<blockquote class=\"line\" lang=\"en\""),
        "{html}"
    );
    let text = read.body_text(0).unwrap().replace("\r\n", "\n");
    assert!(
        text.contains("Orgelpfeife, 11:40:\n\n> We are looking into it."),
        "{text}"
    );
    let official = "https://status.orgelpfeife.example/incidents/i_1";
    assert!(text.contains(official) && html.contains(official));
    assert!(
        mail_of(&sample::told("fr"))
            .bytes
            .windows(10)
            .all(|part| part != b"<blockquot")
    );
}

#[test]
fn the_head_says_who_what_when_and_how_to_leave() {
    let mail = mail_of(&sample::told("fr"));
    let read = read(&mail);

    let from = read.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("État de Pinatelle"));
    assert_eq!(from.address(), Some("etat@status.example.com"));
    let to = read.to().unwrap().first().unwrap();
    assert_eq!(to.address(), Some("ann@example.org"));
    let subject = "Pinatelle · Incident · Paiements ralentis";
    assert_eq!(read.subject(), Some(subject));
    assert_eq!(read.date().unwrap().to_rfc3339(), "2026-03-04T11:00:00Z");
    assert_eq!(read.message_id(), Some("0195.ann@status.example.com"));
    assert_eq!(mail.message_id, "0195.ann@status.example.com");
    let expected = [
        ("List-Id", Some("<kctbh9vrtdwd.status.example.com>")),
        (
            "List-Unsubscribe",
            Some("<https://status.example.com/s/o1>"),
        ),
        ("List-Unsubscribe-Post", Some("List-Unsubscribe=One-Click")),
        ("Auto-Submitted", Some("auto-generated")),
        ("Content-Language", Some("fr")),
        ("MIME-Version", Some("1.0")),
        ("Precedence", None),
        ("Reply-To", None),
    ];
    for (name, value) in expected {
        assert_eq!(raw(&read, name), value, "{name}");
    }
}

#[test]
fn all_mails_of_an_incident_are_one_thread_and_another_page_has_its_own() {
    let root = |told: &Told| {
        let mail = mail_of(told);
        let read = read(&mail);
        let root = raw(&read, "References").map(str::to_owned);
        assert_eq!(raw(&read, "In-Reply-To").map(str::to_owned), root);
        root.unwrap()
    };
    let first = sample::told("fr");
    let mut later = sample::told("en");
    later.key = "update:0196:published".to_owned();
    later.occasion = Occasion::Update;
    later.title = "Another title".to_owned();

    let incident = "<incident-z3lct0r596n4.kctbh9vrtdwd@status.example.com>";
    assert_eq!(root(&first), incident);
    assert_eq!(root(&later), incident);
    later.topic = Topic::Postmortem;
    assert_eq!(root(&later), incident);
    later.title = sample::told("en").title;
    later.heading = "Resolved".to_owned();
    let subject = |told: &Told| read(&mail_of(told)).subject().unwrap().to_owned();
    assert_eq!(subject(&later), subject(&sample::told("en")));
    let shown = read(&mail_of(&later)).body_html(0).unwrap().into_owned();
    assert!(
        shown.contains(">Resolved · Card payments take up"),
        "{shown}"
    );
    later.topic = Topic::Maintenance;
    assert_ne!(root(&later), incident);
    let mut elsewhere = sample::told("fr");
    elsewhere.page.id = "another".to_owned();
    assert_ne!(root(&elsewhere), incident);
}

#[test]
fn both_forms_say_all_of_it_and_lead_where_they_should() {
    let told = sample::told("fr");
    let mail = mail_of(&told);
    let read = read(&mail);
    let text = read.body_text(0).unwrap().replace("\r\n", "\n");
    let html = read.body_html(0).unwrap();

    let expected = "Pinatelle · Nouvel incident\n\n\
         Paiements ralentis\n\n\
         État              En cours d’analyse\n\
         Services touchés  Paiements et API\n\
         Depuis            4 mars, 11:42\n\n\
         Les paiements par carte prennent jusqu’à 40 secondes.\n\n\
         Aucun paiement n’est perdu.\n\n\
         Prochaine nouvelle avant 12:30.\n\n\
         Voir sur la page\nhttps://status.example.com/fr/incidents/z3lct0r596n4\n\n\
         -- \nPinatelle\nhttps://status.example.com/fr/\n\n\
         You get this because this address said yes to news from Pinatelle (1\nMarch 2026).\n\n\
         Changer ce que vous recevez\nhttps://status.example.com/s/m1?a=1&b=.2\n\n\
         Ne plus rien recevoir\nhttps://status.example.com/s/l1\n";
    assert_eq!(text, expected);
    for said in [
        "<html lang=\"fr\">",
        "Paiements ralentis</h1>",
        "<dt",
        "En cours d’analyse</dd>",
        "Aucun paiement n’est perdu.",
        "<strong>Prochaine nouvelle avant 12:30.</strong>",
        "href=\"https://status.example.com/fr/incidents/z3lct0r596n4\"",
        "href=\"https://status.example.com/s/m1?a=1&#38;b=.2\"",
        "href=\"https://status.example.com/s/l1\"",
        ">◑</span> Nouvel incident",
    ] {
        assert!(html.contains(said), "{said}\n{html}");
    }
    assert_eq!(read.parts.len(), 3);
    for sign in ["<img", "src=", "@import", "url(", "<link", "<script"] {
        assert!(!html.contains(sign), "{sign}");
    }
}

#[test]
fn a_text_in_another_language_says_in_which() {
    let mut told = sample::told("fr");
    told.text = sample::told("en").text;
    told.text.locale = Locale::of("en");
    let mail = mail_of(&told);
    let html = read(&mail).body_html(0).unwrap().into_owned();

    assert!(html.contains("<div lang=\"en\">"), "{html}");
    let own = mail_of(&sample::told("fr"));
    let html = read(&own).body_html(0).unwrap().into_owned();
    assert_eq!(html.matches("lang=").count(), 1, "{html}");
}

#[test]
fn the_same_for_the_same_reader_and_nothing_of_one_reader_for_another() {
    let draft = Draft::new(&sample::told("it"), &sender()).unwrap();
    let other = Reader {
        to: "bob@example.net",
        id: "0195.bob",
        why: "Bob’s <own> “reason” & no other",
        manage: "https://status.example.com/s/m2",
        leave: "https://status.example.com/s/l2",
        one_click: None,
        leave_by_mail: Some("leave+bob@status.example.com"),
        bounces_to: Some("b-bob@status.example.com"),
    };
    let first = draft.mail(&reader()).unwrap();
    let second = draft.mail(&other).unwrap();

    assert_eq!(draft.mail(&reader()).unwrap(), first);
    let read = read(&second);
    assert_eq!(second.from, "b-bob@status.example.com");
    assert_eq!(first.from, "etat@status.example.com");
    let leave = "<mailto:leave%2Bbob@status.example.com>";
    assert_eq!(raw(&read, "List-Unsubscribe"), Some(leave));
    assert_eq!(raw(&read, "List-Unsubscribe-Post"), None);
    let why = "Bob’s <own> “reason” & no other";
    assert!(read.body_text(0).unwrap().contains(why));
    let escaped = "Bob’s &#60;own&#62; “reason” &#38; no other";
    assert!(read.body_html(0).unwrap().contains(escaped));
    for part in [read.body_text(0).unwrap(), read.body_html(0).unwrap()] {
        assert!(part.contains("/s/m2") && part.contains("/s/l2"));
        assert!(!part.contains("said yes"), "{part}");
        for of_the_first in ["/s/m1", "/s/l1", "/s/o1", "ann@"] {
            assert!(!part.contains(of_the_first), "{of_the_first}");
        }
    }
}

/// As much as nobody would write, full of what somebody could.
fn hostile() -> Vec<Told> {
    let pieces = [
        "x\r\nBcc: eve@example.net\r\n\r\nBody ",
        "=?utf-8?q?x=0D=0ABcc:_eve@example.net?= ",
        "<:leave> <script>alert(1)</script> ",
        "\n.\nFrom eve\n--=_ \u{1b}[2J",
        "é\u{202f}🦆",
        "x",
    ];
    let hostile = pieces.map(|piece| {
        let long = piece.repeat(900);
        let mut told = sample::told("en");
        told.page.name.clone_from(&long);
        told.kind.clone_from(&long);
        told.heading.clone_from(&long);
        told.title.clone_from(&long);
        told.text.plain.clone_from(&long);
        told.text.markdown.clone_from(&long);
        told.promise = Some(long.clone());
        told.labels.manage.clone_from(&long);
        told.key.clone_from(&long);
        told.subject.clone_from(&long[..piece.len()].to_owned());
        let fact = Fact {
            label: long.clone(),
            says: long,
        };
        told.facts = vec![fact; 3];
        told
    });
    hostile.to_vec()
}

#[test]
fn no_title_becomes_a_header_and_no_line_is_too_long() {
    for told in hostile() {
        let mail = mail_of(&told);
        let read = read(&mail);
        let lines = lines(&mail);
        let end = lines.iter().position(|line| line.is_empty()).unwrap();

        assert!(mail.bytes.is_ascii());
        assert!(lines.iter().all(|line| !line.contains(['\r', '\n'])));
        assert!(lines[..end].iter().all(|line| line.len() <= 998));
        assert!(lines[end..].iter().all(|line| line.len() <= 76));
        assert!(lines.iter().all(|line| !line.starts_with('.')));
        assert_eq!(read.parts.len(), 3);
        let names = lines[..end].iter().filter(|line| !line.starts_with(' '));
        let names: Vec<&str> = names
            .map(|line| line.split_once(": ").or(line.split_once(':')).unwrap().0)
            .collect();
        let expected = [
            "Subject",
            "Date",
            "In-Reply-To",
            "References",
            "List-Id",
            "Auto-Submitted",
            "Content-Language",
            "MIME-Version",
            "From",
            "Content-Type",
            "To",
            "Message-ID",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
        ];
        assert_eq!(names, expected);
        assert!(read.subject().unwrap().chars().count() <= 240);
        let html = read.body_html(0).unwrap();
        assert!(!html.contains("<script") && !html.contains("<:"));
        assert_eq!(html.matches("/s/l1\"").count(), 1);
    }
}

#[test]
fn text_is_narrow_and_addresses_stand_alone_and_whole() {
    let mut told = sample::told("en");
    told.text.plain = "Card payments take longer than they should do on other days. ".repeat(9);
    told.text.plain.push_str(
        "\n\n- An item that is longer than what has room in one line of a letter on paper \
         and goes on below its words\n- Another",
    );
    told.facts[1].says = "Payments, transfers, direct debits, the app and the API ".repeat(3);
    told.facts[2].label = "A label that is longer than any other label".to_owned();
    let long = format!("https://status.example.com/s/{}", "k".repeat(300));
    let draft = Draft::new(&told, &sender()).unwrap();
    let mail = draft
        .mail(&Reader {
            leave: &long,
            ..reader()
        })
        .unwrap();
    let text = read(&mail).body_text(0).unwrap().replace("\r\n", "\n");

    for line in text.lines() {
        let is_address = line.starts_with("https://");
        assert!(is_address || line.chars().count() <= 72, "{line}");
    }
    assert!(text.lines().any(|line| line == long));
    assert!(text.contains("\n- An item that is longer"), "{text}");
    assert!(text.contains("\n  paper and goes on below its words\n- Another\n"));
    let row =
        "\nAffected  Payments, transfers, direct debits, the app and the API\n          Payments,";
    assert!(text.contains(row), "{text}");
    let label = "\nA label that is longer than any other label\n          4 March, 11:42\n";
    assert!(text.contains(label), "{text}");
}

#[test]
fn an_address_that_is_none_is_refused_and_not_repeated() {
    let told = sample::told("en");
    let from = |from| Draft::new(&told, &Sender { from, ..sender() }).err();
    assert_eq!(from("status"), Some(BadAddress::From));
    assert_eq!(
        from("a@example.org\r\nBcc: eve@example.net"),
        Some(BadAddress::From)
    );

    let draft = Draft::new(&told, &sender()).unwrap();
    let refused = |reader: Reader<'_>| draft.mail(&reader).unwrap_err();
    for to in [
        "",
        "ann",
        "a@b\r\nBcc: eve@example.net",
        "\"a b\"@example.org",
        "é@example.org",
        "<a@example.org>",
    ] {
        assert_eq!(refused(Reader { to, ..reader() }), BadAddress::To, "{to}");
    }
    let bounces_to = Some("bounces");
    assert_eq!(
        refused(Reader {
            bounces_to,
            ..reader()
        }),
        BadAddress::From
    );
    for link in [
        "",
        "javascript:alert(1)",
        "https://a/\r\nBcc: x",
        "https://a/\"x",
        "https://a/é",
    ] {
        assert_eq!(
            refused(Reader {
                manage: link,
                ..reader()
            }),
            BadAddress::Link
        );
        assert_eq!(
            refused(Reader {
                leave: link,
                ..reader()
            }),
            BadAddress::Link
        );
        assert_eq!(
            refused(Reader {
                one_click: Some(link),
                ..reader()
            }),
            BadAddress::Link
        );
    }
    let leave_by_mail = Some("x>,<y@example.org");
    assert_eq!(
        refused(Reader {
            leave_by_mail,
            ..reader()
        }),
        BadAddress::Link
    );
}

#[test]
fn one_click_is_promised_where_nobody_can_listen() {
    let draft = Draft::new(&sample::told("en"), &sender()).unwrap();
    let one_click = Some("http://status.example.com/s/o1");
    let mail = draft
        .mail(&Reader {
            one_click,
            ..reader()
        })
        .unwrap();
    let read = read(&mail);

    let link = Some("<http://status.example.com/s/o1>");
    assert_eq!(raw(&read, "List-Unsubscribe"), link);
    assert_eq!(raw(&read, "List-Unsubscribe-Post"), None);
}

#[test]
fn an_id_is_what_was_asked_for_as_far_as_headers_allow() {
    assert_eq!(head::atom("0195-a_b+c.d"), "0195-a_b+c.d");
    assert_eq!(head::atom(".a..b:c>\r\n."), "=2Ea.=2Eb=3Ac=3E=0D=0A=2E");
    assert_eq!(head::atom("é"), "=C3=A9");
}
