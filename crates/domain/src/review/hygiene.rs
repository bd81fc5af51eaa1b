//! What must not stand in any text: card and account numbers, places left open, addresses and names that are
//! nobody's business, blame, the same words twice; and a language that is not there.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{Draft, Finding, Kind, Known, Quote, Rules};
use crate::{
    Locale,
    find::{self, fold},
};

pub(super) fn review(draft: &Draft<'_>, known: &Known<'_>, rules: &Rules<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for (locale, text) in draft.text.iter() {
        let found = in_text(text, rules);
        all.extend(
            found
                .into_iter()
                .map(|(kind, span)| Finding::new(kind, vec![Quote::here(locale, text, span)])),
        );
    }
    if let Some(title) = draft.title {
        for (locale, text) in title.iter() {
            let found = in_text(text, rules);
            all.extend(found.into_iter().map(|(kind, span)| {
                Finding::new(kind, vec![Quote::elsewhere(Some(locale), &text[span])])
            }));
        }
    }
    all.extend(missing(draft, rules));
    all.extend(repeated(draft, known));
    conceal(&mut all);
    all
}

/// A number that nobody may read is not quoted either.
fn conceal(all: &mut [Finding]) {
    for quote in all.iter_mut().flat_map(|finding| &mut finding.quotes) {
        quote.words = find::conceal(&quote.words).into_owned();
    }
}

static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\$?\{\{?\s*[a-zA-Z_][a-zA-Z0-9_.]*\s*\}?\}|%\([a-z_]+\)s|<%=?\s*[a-z_]+\s*%>",
        r"|\[(?i:date|heure|time|ora|nom|name|nome|lien|link|url|service|servizio|composant|component|à compléter|to be completed|da completare)\]",
        r"|(?-u:\b)(?:TODO|TBD|TBC|FIXME|XX+[h:]XX+|XX/XX(?:/XX+)?)(?-u:\b)|(?i:lorem ipsum)",
    ))
    .expect("a literal pattern")
});
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+").expect("a literal pattern"));
static HOST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)[a-z0-9](?:[a-z0-9-]*\.)+[a-z][a-z0-9-]+(?-u:\b)")
        .expect("a literal pattern")
});
/// Addresses inside a house.
static INSIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?-u:\b)(?:10(?:\.[0-9]{1,3}){3}|127(?:\.[0-9]{1,3}){3}|192\.168(?:\.[0-9]{1,3}){2}",
        r"|169\.254(?:\.[0-9]{1,3}){2}|172\.(?:1[6-9]|2[0-9]|3[01])(?:\.[0-9]{1,3}){2})(?-u:\b)",
        r"|https?://(?:localhost|\[::1\]|\[f[cd][0-9a-f]{2}:[0-9a-f:]*\]|[a-z0-9-]+(?:[:/]|$))",
    ))
    .expect("a literal pattern")
});
/// Roles whose addresses are for everybody.
const EVERYBODYS: &[&str] = &[
    "support",
    "contact",
    "help",
    "info",
    "security",
    "status",
    "service",
    "aide",
    "assistenza",
    "noreply",
    "no-reply",
    "hello",
    "bonjour",
    "admin",
    "team",
    "equipe",
    "ops",
    "tech",
    "payment",
    "billing",
    "sales",
    "finance",
    "compta",
    "privacy",
    "dpo",
    "legal",
    "abuse",
    "postmaster",
    "webmaster",
    "press",
    "client",
    "customer",
    "care",
    "office",
    "news",
    "alert",
    "incident",
];
/// Endings of names that only one house knows.
const HOUSE: &[&str] = &[
    ".local",
    ".internal",
    ".intranet",
    ".corp",
    ".lan",
    ".home.arpa",
    ".svc",
];
const BLAME: &[&str] = &[
    "par la faute de",
    "a cause de notre prestataire",
    "la faute a",
    "erreur humaine",
    "negligence",
    "human error",
    "the fault of",
    "careless",
    "colpa di",
    "errore umano",
    "negligenza",
];

fn in_text(text: &str, rules: &Rules<'_>) -> Vec<(Kind, Range<usize>)> {
    let mut all = Vec::new();
    let spans = |kind: Kind, found: Vec<find::Found<String>>| {
        found.into_iter().map(move |one| (kind, one.span))
    };
    all.extend(spans(Kind::CardNumber, find::cards(text)));
    all.extend(spans(Kind::BankAccount, find::ibans(text)));
    let matches = |kind: Kind, pattern: &'static Regex| {
        pattern.find_iter(text).map(move |one| (kind, one.range()))
    };
    all.extend(matches(Kind::PlaceholderLeft, &PLACE));
    all.extend(matches(Kind::PrivateLink, &INSIDE));
    all.extend(
        matches(Kind::PersonalName, &ADDRESS).filter(|(_, span)| is_personal(&text[span.clone()])),
    );
    all.extend(
        matches(Kind::HostName, &HOST).filter(|(_, span)| is_ours(&text[span.clone()], rules)),
    );
    all.extend(rules.people.iter().flat_map(|name| names(text, name)));
    all.extend(blame(text));
    all
}

fn is_personal(address: &str) -> bool {
    let name = address.split('@').next().unwrap_or_default();
    let name = fold(name);
    !EVERYBODYS.iter().any(|role| name.starts_with(role))
}

fn is_ours(host: &str, rules: &Rules<'_>) -> bool {
    let host = host.to_lowercase();
    let endings = HOUSE.iter().copied();
    endings
        .chain(rules.hosts.iter().map(String::as_str))
        .any(|ending| host.ends_with(ending) || host.contains(&format!("{ending}.")))
}

fn names(text: &str, name: &str) -> Vec<(Kind, Range<usize>)> {
    let edge = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
    text.match_indices(name)
        .filter(|_| !name.trim().is_empty())
        .map(|(at, found)| at..at + found.len())
        .filter(|span| {
            edge(text[..span.start].chars().next_back()) && edge(text[span.end..].chars().next())
        })
        .map(|span| (Kind::PersonalName, span))
        .collect()
}

fn blame(text: &str) -> Option<(Kind, Range<usize>)> {
    Some((Kind::Blame, find::standing::sentence_with(text, BLAME)?))
}

/// Languages without which nothing goes out, and that say nothing.
fn missing(draft: &Draft<'_>, rules: &Rules<'_>) -> Vec<Finding> {
    let says = |locale: &Locale| {
        let own = draft.text.get(locale);
        own.is_some_and(|text| !text.trim().is_empty())
    };
    rules
        .required
        .iter()
        .filter(|locale| !says(locale))
        .map(|locale| Finding::new(Kind::LanguageMissing, Vec::new()).with("locale", locale))
        .collect()
}

/// The same words as the update before.
fn repeated(draft: &Draft<'_>, known: &Known<'_>) -> Option<Finding> {
    let last = known.said.last()?;
    draft.text.iter().find_map(|(locale, text)| {
        let before = last.text.get(locale)?;
        let is_same = !text.trim().is_empty() && fold(before) == fold(text);
        is_same.then(|| {
            let quote = Quote::here(locale, text, 0..text.len());
            Finding::new(Kind::Repeated, vec![quote])
        })
    })
}
