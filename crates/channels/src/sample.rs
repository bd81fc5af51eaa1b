//! What tests say: one announcement, in three languages; and what they said before.

use std::{fs, path::Path};

use beffroi_domain::{
    ComponentStatus, Impact, Locale,
    announcement::{Occasion, Topic},
};

use crate::{Fact, Labels, PageSaid, Part, Quoted, Text, To, Told};

/// The words of one language, in the order in which they are told.
static WORDS: [(&str, [&str; 17]); 3] = [
    (
        "fr",
        [
            "Nouvel incident",
            "Paiements ralentis",
            "État",
            "En cours d’analyse",
            "Services touchés",
            "Paiements et API",
            "Depuis",
            "4 mars, 11:42",
            "Les paiements par carte prennent jusqu’à 40 secondes.\n\nAucun paiement n’est perdu.",
            "Prochaine nouvelle avant 12:30.",
            "Voir sur la page",
            "Lire la suite",
            "Changer ce que vous recevez",
            "Ne plus rien recevoir",
            "Pinatelle",
            "Incident",
            "Vous recevez ce message parce que cette adresse a accepté les nouvelles de Pinatelle (1 mars 2026).",
        ],
    ),
    (
        "en",
        [
            "New incident",
            "Payments are slow",
            "Status",
            "Investigating",
            "Affected",
            "Payments and API",
            "Since",
            "4 March, 11:42",
            "Card payments take up to 40 seconds.\n\nNo payment is lost.",
            "Next update by 12:30.",
            "See it on the page",
            "Read the rest",
            "Change what you hear",
            "Hear no more",
            "Pinatelle",
            "Incident",
            "You get this because this address said yes to news from Pinatelle (1 March 2026).",
        ],
    ),
    (
        "it",
        [
            "Nuovo incidente",
            "Pagamenti rallentati",
            "Stato",
            "In corso di analisi",
            "Servizi interessati",
            "Pagamenti e API",
            "Dal",
            "4 marzo, 11:42",
            "I pagamenti con carta richiedono fino a 40 secondi.\n\nNessun pagamento è perso.",
            "Prossimo aggiornamento entro le 12:30.",
            "Vedete sulla pagina",
            "Leggete il seguito",
            "Cambiate ciò che ricevete",
            "Non ricevete più nulla",
            "Pinatelle",
            "Incidente",
            "Ricevete questo messaggio perché questo indirizzo ha accettato le novità di Pinatelle (1 marzo 2026).",
        ],
    ),
];

/// Why somebody gets it, in a language.
pub fn why(language: &str) -> &'static str {
    words(language).1[16]
}

fn words(language: &str) -> &'static (&'static str, [&'static str; 17]) {
    let mut all = WORDS.iter();
    all.find(|(tag, _)| *tag == language).expect("fr, en or it")
}

/// An incident that has begun, told in a language.
pub fn told(language: &str) -> Told {
    let (tag, words) = words(language);
    let says = |at: usize| words[at].to_owned();
    let fact = |at: usize| Fact {
        label: says(at),
        says: says(at + 1),
    };
    let locale = Locale::of(tag);
    Told {
        key: "update:0195:published".to_owned(),
        locale: locale.clone(),
        topic: Topic::Incident,
        occasion: Occasion::First,
        at: "2026-03-04T10:45:00Z".parse().expect("an instant"),
        page: PageSaid {
            id: "kctbh9vrtdwd".to_owned(),
            name: says(14),
            address: format!("https://status.example.com/{tag}/"),
        },
        subject: "z3lct0r596n4".to_owned(),
        references: vec!["PIN-123".to_owned()],
        kind: says(15),
        heading: says(0),
        title: says(1),
        status: "investigating".to_owned(),
        impact: Some(Impact::Major),
        parts: vec![Part {
            id: "zvdm6f7gf76j".to_owned(),
            name: "API".to_owned(),
            status: ComponentStatus::PartialOutage,
        }],
        facts: vec![fact(2), fact(4), fact(6)],
        text: Text {
            locale,
            markdown: says(8),
            plain: says(8),
        },
        promise: Some(says(9)),
        address: format!("https://status.example.com/{tag}/incidents/z3lct0r596n4"),
        labels: Labels {
            open: says(10),
            rest: says(11),
            manage: says(12),
            leave: says(13),
        },
        quoted: None,
    }
}

/// What another company says in English, told in a language.
pub fn quoted(language: &str) -> Told {
    let english = |text: &str| Text {
        locale: Locale::of("en"),
        markdown: text.to_owned(),
        plain: text.replace("**", ""),
    };
    let words = "We are **looking** into it.";
    Told {
        key: "provider:0195:1".to_owned(),
        topic: Topic::Provider,
        title: "Card payments fail".to_owned(),
        kind: "Orgelpfeife".to_owned(),
        parts: vec![],
        promise: None,
        text: english(words),
        quoted: Some(Quoted {
            id: "orgelpfeife".to_owned(),
            name: "Orgelpfeife".to_owned(),
            turn: "new",
            title_locale: Locale::of("en"),
            official: Some((
                "status.orgelpfeife.example".to_owned(),
                "https://status.orgelpfeife.example/incidents/i_1".to_owned(),
            )),
            posted_at: Some("2026-03-04T10:40:00Z".parse().expect("an instant")),
            seen_at: "2026-03-04T10:44:00Z".parse().expect("an instant"),
            posts: vec![("Orgelpfeife, 11:40:".to_owned(), english(words))],
        }),
        ..told(language)
    }
}

/// Somebody who hears it.
pub fn to() -> To<'static> {
    To {
        url: "https://hooks.example.org/T0/B0/secret",
        manage: Some("https://status.example.com/s/m1"),
        leave: Some("https://status.example.com/s/l1"),
    }
}

/// Holds what is said now against files below `tests`. A file that is not there is written, and the test fails,
/// so that it is read before it is committed; to have one written anew, remove it.
#[track_caller]
pub fn same(all: &[(String, String)]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut written = Vec::new();
    for (name, now) in all {
        if let Ok(was) = fs::read_to_string(folder.join(name)) {
            assert_eq!(
                *now, was,
                "tests/{name}: to have it written anew, remove it"
            );
        } else {
            fs::write(folder.join(name), now).expect("the folder is there");
            written.push(name);
        }
    }
    assert!(
        written.is_empty(),
        "not there before, and written: read them, and run the test again: {written:?}"
    );
}
