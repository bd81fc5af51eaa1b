//! Mails read back by a parser of other people's.

use mail_parser::{MessageParser, MimeHeaders};

use super::*;
use crate::Button;

fn letter() -> Letter {
    Letter {
        locale: Locale::of("fr"),
        subject: "Vous êtes invité à rejoindre\n« Pinatelle »".to_owned(),
        greeting: "Bonjour,".to_owned(),
        paragraphs: vec![
            "Vous êtes invité à écrire sur la page <Pinatelle> & ses services.".to_owned(),
        ],
        button: Some(Button {
            label: "Accepter l’invitation".to_owned(),
            address: format!("https://status.example.com/console/join?{}", "k".repeat(90)),
        }),
        notes: vec!["Ce lien ne sert qu’une fois.".to_owned()],
        signature: "Pinatelle".to_owned(),
        thread: None,
    }
}

fn cover() -> Cover<'static> {
    Cover {
        id: Uuid::from_u128(7),
        from: "État des services <etat@status.example.com>",
        to: "ann@example.org",
        at: "2026-03-04T11:00:00Z".parse().unwrap(),
    }
}

fn mail() -> Mail {
    compose(&letter(), &cover()).unwrap()
}

#[test]
fn the_head_says_who_when_and_that_a_program_wrote_it() {
    let mail = mail();
    let read = MessageParser::default().parse(&mail.bytes).unwrap();

    let from = read.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("État des services"));
    assert_eq!(from.address(), Some("etat@status.example.com"));
    let to = read.to().unwrap().first().unwrap();
    assert_eq!(to.address(), Some("ann@example.org"));
    assert_eq!(
        read.subject(),
        Some("Vous êtes invité à rejoindre « Pinatelle »")
    );
    assert_eq!(read.date().unwrap().to_rfc3339(), "2026-03-04T11:00:00Z");
    let raw = |name: &str| read.header_raw(name).unwrap_or_default().trim().to_owned();
    assert_eq!(raw("Auto-Submitted"), "auto-generated");
    assert_eq!(raw("Content-Language"), "fr");
    assert_eq!(read.message_id(), Some(mail.message_id.as_str()));
    assert_eq!(
        mail.message_id,
        "00000000-0000-0000-0000-000000000007@status.example.com"
    );
}

#[test]
fn the_same_letter_sent_again_is_the_same_to_the_byte() {
    assert_eq!(mail(), mail());
}

#[test]
fn lines_are_ascii_and_short_enough_for_every_relay() {
    let bytes = mail().bytes;
    let text = String::from_utf8(bytes).unwrap();

    assert!(text.is_ascii());
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 998 && !line.contains('\n'))
    );
}

#[test]
fn both_forms_say_the_same_and_the_address_is_whole() {
    let letter = letter();
    let mail = mail();
    let read = MessageParser::default().parse(&mail.bytes).unwrap();
    let text = read.body_text(0).unwrap();
    let html = read.body_html(0).unwrap();

    let expected = format!(
        "Bonjour,\n\nVous êtes invité à écrire sur la page <Pinatelle> & ses services.\n\n\
         Accepter l’invitation\n{}\n\nCe lien ne sert qu’une fois.\n\n-- \nPinatelle\n",
        letter.button.as_ref().unwrap().address
    );
    assert_eq!(text.replace("\r\n", "\n"), expected);
    assert!(html.contains("<html lang=\"fr\">"), "{html}");
    assert!(
        html.contains("page &#60;Pinatelle&#62; &#38; ses services."),
        "{html}"
    );
    assert_eq!(html.matches(&letter.button.unwrap().address).count(), 3);
    assert_eq!(
        read.parts[0].content_type().unwrap().subtype(),
        Some("alternative")
    );
}

#[test]
fn nothing_in_it_is_fetched_from_anywhere() {
    let html = html::write(&letter());

    for sign in ["<img", "src=", "@import", "url(", "<link", "<script"] {
        assert!(!html.contains(sign), "{sign}");
    }
}

#[test]
fn an_address_that_is_none_is_refused_and_not_repeated() {
    let with = |from, to| {
        compose(
            &letter(),
            &Cover {
                from,
                to,
                ..cover()
            },
        )
        .unwrap_err()
    };

    assert_eq!(with("status", "ann@example.org"), BadAddress::From);
    let bad = with("a@example.org", "ann@example.org\r\nBcc: eve@example.net");
    assert_eq!(bad, BadAddress::To);
    assert!(!bad.to_string().contains("eve"));
}
