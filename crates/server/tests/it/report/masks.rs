//! Numbers that nobody may keep, at the door of a report: of every scheme and of every country, however they are written, in words and in
//! text files; and what only looks like one, which stays as it was.

use super::{case, each, files, later, send};
use crate::{imports::desk as source, reports::files::taken_out, support::TestApp};

/// How schemes' numbers begin and how long they are, by the schemes' own tables; the shortest and the longest of each.
const SCHEMES: &[(&str, &str, &[usize])] = &[
    ("Visa", "4", &[13, 16, 19]),
    ("Mastercard", "51", &[16]),
    ("Mastercard", "55", &[16]),
    ("Mastercard", "2221", &[16]),
    ("Mastercard", "2720", &[16]),
    ("Maestro", "5018", &[12, 16, 19]),
    ("Maestro", "6759", &[12, 16, 19]),
    ("American Express", "34", &[15]),
    ("American Express", "37", &[15]),
    ("Diners Club", "305", &[14, 19]),
    ("Diners Club", "36", &[14, 19]),
    ("Discover", "6011", &[16, 19]),
    ("Discover", "644", &[16, 19]),
    ("UnionPay", "62", &[16, 19]),
    ("JCB", "3528", &[16, 19]),
    ("RuPay", "8171", &[16]),
    ("Mir", "2200", &[16, 19]),
    ("Dankort", "5019", &[16]),
    ("Troy", "9792", &[16]),
    ("UATP", "1", &[15]),
    ("Verve", "506099", &[16, 19]),
    ("Humo", "9860", &[16]),
];

/// Countries and how long their account numbers are, by the public registry.
const COUNTRIES: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 \
    EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 \
    LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 \
    RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

/// What people put between the groups of a number.
const BETWEEN: &[&str] = &["", " ", "-", ".", "\n", "\r\n ", "\u{a0}", "\u{202f}"];

const LOOK_ALIKES: &str = "Ordine n. 4539578763621486 del 12/09/2026, dalle 14:08 alle 15:20 del 2026-03-04.\n\
    Telefono +39 06 1234 5678 o 06 98 76 54 32.\nSIRET 732 829 320 00074, rif. 019a1b2c-4111-7111-8111-111111111111.\n\
    4111 1111 1111 1112 non è una carta e FR14 2004 1010 0505 0001 3M02 607 non è un conto.\nTSR-1026, 5 000 pagamenti, 0000 0000 0000 0000.";

/// Figures that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| self.next(10).to_string()).collect()
    }
}

/// The last digit of ISO/IEC 7812-1.
fn with_check(body: &str) -> String {
    let digits = body.bytes().rev().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits
        .enumerate()
        .map(|(at, digit)| match at % 2 {
            0 if digit > 4 => digit * 2 - 9,
            0 => digit * 2,
            _ => digit,
        })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// The check digits of ISO 13616.
fn account(country: &str, body: &str) -> String {
    let all = format!("{body}{country}00");
    let rest = all.chars().fold(0, |rest, sign| {
        let value = sign.to_digit(36).unwrap();
        (rest * if value < 10 { 10 } else { 100 } + value) % 97
    });
    format!("{country}{:02}{body}", 98 - rest)
}

fn grouped(signs: &str, between: &str) -> String {
    let groups = signs.as_bytes().chunks(4).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(between)
}

/// Numbers as they are, and a sentence with each.
fn numbers() -> Vec<(String, String)> {
    let mut chance = Chance(7);
    let mut all = Vec::new();
    for (scheme, begins, lengths) in SCHEMES {
        for length in *lengths {
            for between in BETWEEN {
                let body = chance.digits(length - 1 - begins.len());
                let number = with_check(&format!("{begins}{body}"));
                let line = format!("Carta {scheme} {} rifiutata.\n", grouped(&number, between));
                all.push((number, line));
            }
        }
    }
    for (at, one) in COUNTRIES.split_whitespace().enumerate() {
        let (country, length) = one.split_at(2);
        let body = chance.digits(length.parse::<usize>().unwrap() - 4);
        let number = account(country, &body);
        let line = format!(
            "Bonifico a {} in ritardo.\n",
            grouped(&number, BETWEEN[at % BETWEEN.len()])
        );
        all.push((number, line));
    }
    all
}

/// As many sentences as one form takes, again and again.
fn forms(all: &[(String, String)]) -> Vec<String> {
    let mut forms = vec![String::new()];
    for (_, line) in all {
        let last = forms.last_mut().unwrap();
        match last.len() + line.len() < 9_000 {
            true => last.push_str(line),
            false => forms.push(line.clone()),
        }
    }
    forms
}

async fn check_nowhere(app: &TestApp, all: &[(String, String)]) {
    for (table, rows) in source::tables(app.db()).await {
        let rows = rows.concat();
        let signs: String = rows.chars().filter(char::is_ascii_alphanumeric).collect();
        for (number, line) in all {
            assert!(!signs.contains(number), "{table} keeps {line}");
        }
    }
}

#[tokio::test]
async fn numbers_of_every_scheme_and_country_are_kept_nowhere() {
    let all = numbers();
    assert!(all.len() > 300);
    for app in each().await {
        for words in forms(&all) {
            let fields = [("words", words.as_str()), ("email", "ada@example.org")];
            let sent = send(&app, "/it/report", &fields).await;

            let report = case(&app, &sent).await;
            assert!(report.is_masked);
            // Every sentence is there, without its number.
            let count = |text: &str, what: &str| text.matches(what).count();
            for what in ["Carta", "rifiutata.", "Bonifico", "ritardo."] {
                assert_eq!(count(&report.facts.words, what), count(&words, what));
            }
            let given = count(&words, "Carta") + count(&words, "Bonifico");
            assert_eq!(count(&report.facts.words, "•••• "), given);
            later(&app, 700);
        }
        check_nowhere(&app, &all).await;
    }
}

#[tokio::test]
async fn a_text_file_is_kept_without_them() {
    let all = numbers();
    let log: String = all.iter().map(|(_, line)| line.as_str()).collect();
    for app in each().await {
        let sent = files::reported(&app, "Nel file.", &[("log.txt", log.as_bytes())]).await;

        let report = case(&app, &sent).await;
        let file = files::files(&app, &report).await.remove(0);
        let (_, bytes) = taken_out(&app, report.id, &file).await.unwrap();
        let kept = String::from_utf8(bytes).unwrap();
        let signs: String = kept.chars().filter(char::is_ascii_alphanumeric).collect();
        assert_eq!(kept.matches("•••• ").count(), all.len());
        for (number, line) in &all {
            assert!(!signs.contains(number), "{line}");
        }
    }
}

#[tokio::test]
async fn what_only_looks_like_one_stays_as_it_was() {
    for app in each().await {
        let sent = send(&app, "/it/report", &[("words", LOOK_ALIKES)]).await;

        let report = case(&app, &sent).await;
        assert_eq!(report.facts.words, LOOK_ALIKES);
        assert!(!report.is_masked);
        let page = app.get(sent.header("location")).await;
        assert_eq!(page.texts(".told-done").len(), 0);
    }
}
