//! What the review found, for programs: its kind, where it stands, and both in words.

use axum::http::{HeaderMap, Uri};
use beffroi_domain::{Locale, review::Quote};
use serde_json::{Value, json};

use super::form;
use crate::{
    ground::Found,
    web::{Words, negotiate, words},
};

/// The words of the language that `?locale=` names, else of the one that `Accept-Language` asks for, else English.
#[must_use]
pub fn words_for(uri: &Uri, headers: &HeaderMap) -> &'static Words {
    let named = form::read(uri.query().unwrap_or_default());
    let named = named.get("locale").and_then(Value::as_str);
    let named = named.and_then(|tag| tag.parse::<Locale>().ok());
    if let Some(words) = named.as_ref().and_then(words::find) {
        return words;
    }
    let english = Locale::of("en");
    let mut offered = vec![english.clone()];
    let others = words::all().map(|words| words.locale());
    offered.extend(others.filter(|one| **one != english).cloned());
    words::first_of([negotiate::locale(headers, &offered)])
}

/// All that was found, what holds first.
#[must_use]
pub fn told(found: &[Found], words: &Words) -> Vec<Value> {
    let mut all: Vec<&Found> = found.iter().collect();
    all.sort_by_key(|one| !one.holds);
    all.into_iter().map(|one| told_one(one, words)).collect()
}

fn told_one(one: &Found, words: &Words) -> Value {
    let advice = words.finding(&one.finding);
    let quotes: Vec<Value> = one.finding.quotes.iter().map(quote).collect();
    json!({
        "kind": one.finding.kind.as_str(),
        "holds": one.holds,
        "quotes": quotes,
        "locale": words.locale(),
        "message": advice.wrong,
        "remedy": advice.remedy,
    })
}

fn quote(quote: &Quote) -> Value {
    json!({
        "locale": quote.locale,
        "start": quote.span.as_ref().map(|span| span.start),
        "end": quote.span.as_ref().map(|span| span.end),
        "words": quote.words,
    })
}
