//! How long one reader's mail takes: `cargo run --release -p beffroi-channels --example mails`.

use std::{hint::black_box, time::Instant};

use beffroi_channels::{
    Fact, Labels, PageSaid, Text, Told,
    mail::announce::{Draft, Reader, Sender},
};
use beffroi_domain::{
    Impact, Locale,
    announcement::{Occasion, Topic},
};

const MAILS: usize = 200_000;

fn main() {
    let sender = Sender {
        from: "Pinatelle <status@example.com>",
        reply_to: None,
        at: "2026-03-04T11:00:00Z".parse().expect("an instant"),
    };
    let started = Instant::now();
    let draft = Draft::new(&told(), &sender).expect("its sender is an address");
    println!("draft: {:?}", started.elapsed());
    let mut bytes = 0;
    let started = Instant::now();
    for number in 0..MAILS {
        let name = format!("{number:08}");
        let mail = draft.mail(&Reader {
            to: &format!("reader-{name}@example.org"),
            id: &name,
            why: "Vous recevez ce message parce que cette adresse a accepté les nouvelles de Pinatelle (1 mars 2026).",
            manage: &format!("https://status.example.com/subscriptions/{name}/MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI"),
            leave: &format!("https://status.example.com/leave/{name}/MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI"),
            one_click: Some(&format!("https://status.example.com/leave/{name}/MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI")),
            leave_by_mail: None,
            bounces_to: Some(&format!("bounces-{name}@status.example.com")),
        });
        bytes += black_box(mail.expect("its addresses are some").bytes.len());
    }
    let each = started.elapsed() / u32::try_from(MAILS).expect("a small number");
    println!("mail of {} bytes: {each:?}", bytes / MAILS);
}

/// An announcement whose mail has some ten kilobytes.
fn told() -> Told {
    let text =
        "Les paiements par carte prennent jusqu’à 40 secondes. Aucun n’est perdu.\n\n".repeat(35);
    let fact = |label: &str, says: &str| Fact {
        label: label.to_owned(),
        says: says.to_owned(),
    };
    Told {
        key: "update:0195:published".to_owned(),
        locale: Locale::of("fr"),
        topic: Topic::Incident,
        occasion: Occasion::First,
        at: "2026-03-04T10:45:00Z".parse().expect("an instant"),
        page: PageSaid {
            id: "kctbh9vrtdwd".to_owned(),
            name: "Pinatelle".to_owned(),
            address: "https://status.example.com/fr/".to_owned(),
        },
        subject: "z3lct0r596n4".to_owned(),
        references: vec!["PIN-123".to_owned()],
        kind: "Incident".to_owned(),
        heading: "Nouvel incident".to_owned(),
        title: "Paiements ralentis".to_owned(),
        status: "investigating".to_owned(),
        impact: Some(Impact::Major),
        parts: Vec::new(),
        facts: vec![
            fact("État", "En cours d’analyse"),
            fact("Depuis", "4 mars, 11:42"),
        ],
        text: Text {
            locale: Locale::of("fr"),
            markdown: text.clone(),
            plain: text,
        },
        promise: Some("Prochaine nouvelle avant 12:30.".to_owned()),
        address: "https://status.example.com/fr/incidents/z3lct0r596n4".to_owned(),
        labels: Labels {
            open: "Voir sur la page".to_owned(),
            rest: "Lire la suite".to_owned(),
            manage: "Changer ce que vous recevez".to_owned(),
            leave: "Ne plus rien recevoir".to_owned(),
        },
        quoted: None,
    }
}
