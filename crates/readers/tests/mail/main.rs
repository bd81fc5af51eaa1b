//! Answers as programs of mail really write them: above, below and between what they quote, as HTML alone, in many charsets;
//! and mails that nobody wrote.

#![expect(clippy::unwrap_used, reason = "in a test, what cannot be is a failure")]

use std::path::Path;

use beffroi_readers::mail::{Auto, NoMail, Reply, read};
use proptest::prelude::*;

fn shape(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/shapes");
    std::fs::read(folder.join(name)).unwrap()
}

fn reply(name: &str) -> Reply {
    read(&shape(name), &[]).unwrap()
}

/// Each shape, and what is new in it.
const WORDS: &[(&str, &str)] = &[
    (
        "above-fr.eml",
        "Toujours refusé depuis 10 h 40, trois paiements sur quatre.\n\nMerci !",
    ),
    (
        "head-it.eml",
        "Buongiorno,\n\nfunziona di nuovo, ma il saldo è ancora sbagliato: mancano 12 €.\n\nCordiali saluti\nAnna",
    ),
    (
        "html-alone.eml",
        "It works for cards, but not for:\n- refunds\n- subscriptions & instalments",
    ),
    (
        "between-de.eml",
        "Seit 10:40 Uhr. Betroffen sind nur die Geräte im Obergeschoß, und zwar alle drei.\n\nGern.",
    ),
    (
        "office-html.eml",
        "Bonjour,\n\nLe remboursement de 40 € n'est pas arrivé.\n\nCommande A-118",
    ),
    (
        "windows-1250.eml",
        "Płatności są nadal odrzucane, żółw śpi.",
    ),
    ("iso-2022-jp.eml", "カード決済がまだ失敗します。"),
    ("with-files.eml", "Here is what the till shows."),
    ("no-charset.eml", "Ça ne marche pas."),
    ("empty-plain.eml", "Only here is it said."),
    ("forwarded.eml", "See the answer of the bank."),
];

/// Each mail that nobody wrote, and why.
const NOBODY: &[(&str, Auto)] = &[
    ("away.eml", Auto::Answer),
    ("away-by-subject.eml", Auto::Answer),
    ("list.eml", Auto::Bulk),
    ("report.eml", Auto::Report),
    ("circle.eml", Auto::Loop),
];

#[test]
fn what_is_new_in_an_answer_is_read_whatever_program_wrote_it() {
    for (name, words) in WORDS {
        let reply = reply(name);

        assert_eq!(&reply.words, words, "{name}");
        assert_eq!(reply.auto, None, "{name}");
    }
}

#[test]
fn mails_that_nobody_wrote_are_known() {
    for (name, why) in NOBODY {
        assert_eq!(reply(name).auto, Some(*why), "{name}");
    }
}

#[test]
fn no_shape_is_forgotten() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/shapes");
    let known: Vec<&str> = WORDS
        .iter()
        .map(|(name, _)| *name)
        .chain(NOBODY.iter().map(|(name, _)| *name))
        .collect();
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name.as_str()), "{name} is read by no test");
    }
}

#[test]
fn who_wrote_to_whom_and_to_what_is_read() {
    let reply = reply("above-fr.eml");

    assert_eq!(reply.from.as_deref(), Some("ann@shop.example"));
    assert_eq!(
        reply.to,
        ["desk+r-7k2m@status.example", "desk@status.example"]
    );
    assert_eq!(reply.subject, "Re: Votre signalement R-7K2M à suivre");
    assert_eq!(reply.message_id.as_deref(), Some("a1@mail.shop.example"));
    assert_eq!(
        reply.answers,
        ["r-7k2m.1@desk.example", "first@desk.example"]
    );
    assert!(reply.is_cut);
}

#[test]
fn what_was_sent_with_it_is_there_to_the_byte() {
    let files = reply("with-files.eml").files;

    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["écran.jpg", "till.log"]);
    assert_eq!(&files[0].bytes[1..4], b"PNG", "whatever the mail calls it");
    assert_eq!(files[1].bytes, b"10:41 refused 05\r\n");
    let inner = reply("forwarded.eml").files;
    assert_eq!(inner[0].name, "bank.eml");
    assert!(String::from_utf8_lossy(&inner[0].bytes).contains("Code 05."));
}

#[test]
fn what_has_no_head_is_no_mail() {
    assert_eq!(read(b"", &[]), Err(NoMail));
}

proptest! {
    #[test]
    fn no_bytes_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes, &["## mark ##"]);
    }

    #[test]
    fn no_text_brings_it_down_and_no_word_of_an_answer_above_is_lost(text in "[a-zé .,!?\n]{0,200}") {
        let mail = format!("From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nanswer {text}\n\n## mark ##\nold");
        let reply = read(mail.as_bytes(), &["## mark ##"]).unwrap();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(words(&reply.words), words(&format!("answer {text}")));
    }
}
