//! What `cargo xtask bench review` runs: a text of so many characters in three locales, reviewed again
//! and again; prints how many milliseconds one review takes, how many were done, and what was found.
//!
//! `review_text CHARS SECONDS`

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use beffroi_domain::{
    ComponentStatus, ImpactWindow, IncidentStatus, Locale, LocalizedText, Moment, WindowEnd,
    review::{Draft, Known, Rules, Said, review},
};
use jiff::{Timestamp, tz::TimeZone};

const FRENCH: &[&str] = &[
    "Les paiements par carte échouent depuis 14h08 sur une partie des boutiques.",
    "Environ 20 à 40 % des demandes sont refusées par notre prestataire.",
    "Entre 14h08 et 14h31, 5 000 paiements ont été bloqués (INC-1723).",
    "Nos équipes travaillent avec l’hébergeur ; les virements ne sont pas touchés.",
    "Prochain point à 15h30 au plus tard, même s’il n’y a rien de nouveau.",
    "Le détail se trouve sur https://status.example.com/incidents/7.",
];
const ENGLISH: &[&str] = &[
    "Card payments have been failing since 2:08pm for some of the shops.",
    "About 20 to 40% of the requests are declined by our provider.",
    "Between 2:08pm and 2:31pm, 5,000 payments were blocked (INC-1723).",
    "Our teams are working with the host; transfers are not affected.",
    "Next update by 3:30pm at the latest, even if there is nothing new.",
    "Details are on https://status.example.com/incidents/7.",
];
const ITALIAN: &[&str] = &[
    "I pagamenti con carta falliscono dalle 14:08 per una parte dei negozi.",
    "Circa il 20-40% delle richieste viene rifiutato dal nostro fornitore.",
    "Tra le 14:08 e le 14:31 sono stati bloccati 5.000 pagamenti (INC-1723).",
    "I nostri gruppi lavorano con chi ci ospita; i bonifici non sono toccati.",
    "Prossimo aggiornamento entro le 15:30, anche se non c’è nulla di nuovo.",
    "I dettagli sono su https://status.example.com/incidents/7.",
];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = |otherwise: u32| {
        let word = arguments.next();
        word.and_then(|word| word.parse().ok()).unwrap_or(otherwise)
    };
    let (chars, seconds) = (number(5000), number(1));
    let (before, now) = (text(200), text(chars));
    let said = [Said {
        status: Some(IncidentStatus::Investigating),
        text: &before,
        at: Some(at("2026-11-20T13:20:00Z")),
    }];
    let windows = [ImpactWindow {
        start: Some(Moment::minute(at("2026-11-20T14:08:00Z"))),
        end: WindowEnd::Ongoing,
        degree: ComponentStatus::PartialOutage,
        components: Vec::new(),
    }];
    let draft = Draft {
        status: Some(IncidentStatus::Identified),
        title: None,
        text: &now,
        entries: &[],
        written: Some(at("2026-11-20T13:40:00Z")),
    };
    let known = Known {
        windows: &windows,
        responsibility: None,
        said: &said,
        commitments: &[],
    };
    let rules = Rules {
        zone: &TimeZone::UTC,
        required: &[Locale::of("fr"), Locale::of("en"), Locale::of("it")],
        hosts: &[],
        people: &[],
    };
    measure(&draft, &known, &rules, Duration::from_secs(seconds.into()));
}

fn measure(draft: &Draft<'_>, known: &Known<'_>, rules: &Rules<'_>, most: Duration) {
    // Patterns are compiled at their first use.
    let found = review(draft, known, rules).len();
    let (began, mut count) = (Instant::now(), 0_u32);
    while began.elapsed() < most {
        black_box(review(black_box(draft), known, rules));
        count += 1;
    }
    let each = began.elapsed().as_secs_f64() * 1000.0 / f64::from(count);
    println!("{each} {count} {found}");
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap_or_default()
}

fn text(chars: u32) -> LocalizedText {
    [("fr", FRENCH), ("en", ENGLISH), ("it", ITALIAN)]
        .into_iter()
        .map(|(tag, sentences)| (Locale::of(tag), filled(sentences, chars as usize)))
        .collect()
}

/// The sentences over and over, to this many characters.
fn filled(sentences: &[&str], chars: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for (at, sentence) in sentences.iter().cycle().enumerate() {
        length += sentence.chars().count() + 1;
        if length > chars {
            break;
        }
        out.push_str(sentence);
        out.push(if at % 4 == 3 { '\n' } else { ' ' });
    }
    out
}
