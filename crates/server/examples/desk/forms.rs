//! A form for each report, asked for and solved ahead: a merchant's browser does that while they write.

use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use reqwest::Client;
use ring::digest::{Context, SHA256};

use super::send::At;

/// In front of the digest, as the form asks for it.
const ZEROS: [u8; 2] = [0; 2];
/// Forms that are asked for at one time.
const AT_ONCE: usize = 8;
/// Reports that come from one network.
const FROM_ONE: usize = 4;
const TONGUES: [&str; 3] = ["fr", "en", "it"];
/// How somebody says it in each.
const WORDS: [&str; 3] = [
    "Les paiements échouent depuis ce matin, nos clients repartent sans payer.",
    "Payments have been failing since this morning and our customers leave.",
    "I pagamenti non riescono da stamattina e i clienti se ne vanno.",
];
/// One in so many holds the number of a card, which is taken out.
const WITH_CARD: usize = 10;
const CARD: &str = "4111 1111 1111 1111";

/// A report that is ready to be sent.
pub struct Form {
    /// Where it goes.
    pub path: String,
    /// The address that the proxy says it came from.
    pub from: String,
    /// In its words alone, and so on the page of its case.
    pub mark: String,
    /// As a browser sends it.
    pub body: String,
}

/// Stands between the fields of a form.
pub const BOUNDARY: &str = "----a-boundary-that-nobody-writes";

/// All forms.
pub async fn of(client: &Client, at: &At, count: usize) -> Result<Vec<Form>> {
    let asked = stream::iter(0..count).map(|number| ask(client, at, number));
    let asked: Vec<(usize, Shown)> = asked.buffered(AT_ONCE).try_collect().await?;
    let done = AtomicUsize::new(0);
    let workers = std::thread::available_parallelism()?.get();
    let solved = std::thread::scope(|scope| {
        let work = || {
            let mut some = Vec::new();
            loop {
                let next = done.fetch_add(1, Ordering::Relaxed);
                let Some((number, shown)) = asked.get(next) else {
                    return some;
                };
                some.push((*number, form(at, *number, shown)));
            }
        };
        let all: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let all = all.into_iter().map(std::thread::ScopedJoinHandle::join);
        all.filter_map(Result::ok).flatten().collect::<Vec<_>>()
    });
    let mut solved = solved;
    solved.sort_by_key(|(number, _)| *number);
    Ok(solved.into_iter().map(|(_, form)| form).collect())
}

/// What a form showed.
struct Shown {
    challenge: String,
    components: Vec<String>,
}

async fn ask(client: &Client, at: &At, number: usize) -> Result<(usize, Shown)> {
    let address = at.address(&path(at, number));
    let answer = client.get(address).header("x-forwarded-for", from(number));
    let html = answer.send().await?.error_for_status()?.text().await?;
    let between = |before: &str, text: &str| {
        let (_, rest) = text.split_once(before)?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let challenge = between("name=\"challenge\" value=\"", &html).context("a challenge")?;
    let select = html.split_once("<select id=\"component\"");
    let select = select.context("a choice of components")?.1;
    let select = select.split_once("</select>").context("its end")?.0;
    let options = select.split("<option ").skip(2);
    let components = options.filter_map(|one| between("value=\"", one)).collect();
    Ok((
        number,
        Shown {
            challenge,
            components,
        },
    ))
}

/// Every third says "me too".
fn path(at: &At, number: usize) -> String {
    let tongue = TONGUES[number % TONGUES.len()];
    match number % 3 {
        0 => format!("/{tongue}/report?about={}", at.about),
        _ => format!("/{tongue}/report"),
    }
}

fn from(number: usize) -> String {
    let network = number / FROM_ONE;
    format!("10.{}.{}.7", network / 256 % 256, network % 256)
}

fn form(at: &At, number: usize, shown: &Shown) -> Form {
    let mark = format!("ZZ{number:06}Q");
    let card = if number.is_multiple_of(WITH_CARD) {
        CARD
    } else {
        ""
    };
    // The hundreds spread over all components and all languages.
    let component = &shown.components[number / 7 % shown.components.len()];
    let words = format!("{} {mark} {card}", WORDS[number % WORDS.len()]);
    let payments = (number % 40 + 1).to_string();
    let merchant = format!("Maison {number}");
    let email = format!("merchant{number}@shop{}.example", number % 500);
    let fields = [
        ("words", words.as_str()),
        ("component", component),
        ("method", "Visa"),
        ("country", "FR"),
        ("payments", &payments),
        ("merchant", &merchant),
        ("email", &email),
        ("challenge", &shown.challenge),
        ("figure", &solve(&shown.challenge)),
        ("homepage", ""),
    ];
    Form {
        path: path(at, number),
        from: from(number),
        mark,
        body: multipart(&fields),
    }
}

fn multipart(fields: &[(&str, &str)]) -> String {
    let part = |(name, value): &(&str, &str)| {
        format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
    };
    let parts: String = fields.iter().map(part).collect();
    format!("{parts}--{BOUNDARY}--\r\n")
}

/// Counts up until a digest begins with enough noughts; two bytes of them are four digits.
fn solve(challenge: &str) -> String {
    let mut head = Context::new(&SHA256);
    head.update(format!("{challenge}:").as_bytes());
    let is_enough = |figure: &String| {
        let mut one = head.clone();
        one.update(figure.as_bytes());
        one.finish().as_ref().starts_with(&ZEROS)
    };
    let mut figures = (0_u64..).map(|one| one.to_string());
    figures.find(is_enough).unwrap_or_default()
}
