//! The scope of a trouble in words, as its reporters have it: a line for each thing that they say.

use crate::{
    reports::Scope,
    web::{Reader, format::own_name},
};

/// It line by line: how many and since when, then methods, countries, languages and payments, as far as anything is said of them.
#[must_use]
pub fn lines(reader: &Reader, scope: &Scope) -> Vec<String> {
    let words = reader.words;
    let mut lines = vec![words.count("scope-reports", scope.reports, &[])];
    lines.extend(scope.since.map(|at| {
        let when = reader.instant(at).text;
        words.tell("scope-since", &[("when", &when)])
    }));
    let mut told = |key: &str, counts: Vec<(String, i64)>| {
        if !counts.is_empty() {
            let list = listed(reader, &counts);
            lines.push(words.tell(key, &[("list", &list)]));
        }
    };
    told("scope-methods", scope.methods.clone());
    told("scope-countries", scope.countries.clone());
    let tongues = scope.locales.iter();
    told(
        "scope-languages",
        tongues.map(|(one, n)| (own_name(one), *n)).collect(),
    );
    if scope.payments > 0 {
        lines.push(words.count("scope-payments", scope.payments, &[]));
    }
    lines
}

/// "Visa (3), Bancontact (1)".
fn listed(reader: &Reader, counts: &[(String, i64)]) -> String {
    let one = |(what, count): &(String, i64)| {
        reader
            .words
            .count("scope-part", *count, &[("what", what.as_str())])
    };
    reader.list(&counts.iter().map(one).collect::<Vec<_>>())
}
