//! How long the memory takes to find what is like a sentence, among many pairs: `cargo run --example memory -- 100000`.
//! On SQLite in a directory of its own, or on the database that TEST_DATABASE_URL names.

use std::time::Instant;

use beffroi::{
    ground::{Clock, Db, db::DbUrl},
    pages::{self, NewPage},
    translations,
};
use beffroi_domain::{Actor, Locale, LocalizedText};

const WHAT: &[(&str, &str)] = &[
    ("Les paiements par carte", "Card payments"),
    ("Les virements SEPA", "SEPA transfers"),
    (
        "Les connexions à l’espace client",
        "Sign-ins to the customer area",
    ),
    ("Les remboursements", "Refunds"),
    ("Les exports comptables", "Accounting exports"),
    ("Les appels de l’API", "API calls"),
    ("Les notifications", "Notifications"),
];
const HOW: &[(&str, &str)] = &[
    ("sont refusés par", "are refused by"),
    ("arrivent en retard chez", "arrive late at"),
    ("échouent par intermittence avec", "fail now and then with"),
    ("sont de nouveau traités par", "are processed again by"),
    ("restent en attente chez", "stay pending at"),
];

fn name(mut number: usize) -> String {
    const PARTS: &[&str] = &[
        "ba", "ri", "mo", "ten", "vor", "lu", "sca", "pel", "dra", "ni", "fos", "ge",
    ];
    let mut name = String::new();
    for _ in 0..5 {
        name.push_str(PARTS[number % PARTS.len()]);
        number /= PARTS.len();
    }
    name
}

fn pair(number: usize) -> LocalizedText {
    let (what, how) = (
        WHAT[number % WHAT.len()],
        HOW[number / WHAT.len() % HOW.len()],
    );
    let who = name(number);
    let fr = format!("{} {} la banque {who} depuis 14h16.", what.0, how.0);
    let en = format!("{} {} the bank {who} since 2:16pm.", what.1, how.1);
    [(Locale::of("fr"), fr), (Locale::of("en"), en)]
        .into_iter()
        .collect()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = std::env::args()
        .nth(1)
        .map_or(Ok(100_000), |count| count.parse())?;
    let directory = tempfile::tempdir()?;
    let url = match std::env::var("TEST_DATABASE_URL") {
        Ok(url) => url,
        Err(_) => format!("sqlite:{}", directory.path().join("memory.db").display()),
    };
    let db = Db::open(&url.parse::<DbUrl>()?).await?;
    let now = Clock::System.now();
    let mut tx = db.begin().await?;
    let fr = Locale::of("fr");
    let en = Locale::of("en");
    let new = NewPage {
        slug: format!("memory-{}", now.as_second()),
        public_id: None,
        name: LocalizedText::single(fr.clone(), "Mémoire"),
        locales: vec![fr.clone(), en.clone()],
        zone: jiff::tz::TimeZone::UTC,
        since: now,
    };
    let page = pages::create(&mut tx, now, Actor::System, new).await?;
    let start = Instant::now();
    for number in 0..count {
        translations::remember(&mut tx, now, &[page], &pair(number)).await?;
    }
    tx.commit().await?;
    println!(
        "{count} pairs kept in {:.1} s",
        start.elapsed().as_secs_f64()
    );
    let mut times = Vec::new();
    let mut tx = db.snapshot().await?;
    for number in (0..count).step_by((count / 200).max(1)) {
        let said = pair(number);
        let text = said
            .get(&fr)
            .unwrap_or_default()
            .replace("la banque", "notre banque")
            .replace("14h16", "9h02");
        let start = Instant::now();
        let found = translations::offers(&mut tx, page, (&text, &fr), &en).await?;
        times.push(start.elapsed());
        assert!(!found.is_empty(), "{text}");
    }
    times.sort();
    println!(
        "one sentence: median {:?}, 95 in 100 under {:?}, longest {:?}",
        times[times.len() / 2],
        times[times.len() * 95 / 100],
        times[times.len() - 1]
    );
    Ok(())
}
