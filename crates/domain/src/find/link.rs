//! Links in prose: web addresses, without the punctuation of the sentence around them.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;

static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"https?://[^\s<>"“”]+"#).expect("a literal pattern"));

/// Web addresses in order.
#[must_use]
pub fn links(text: &str) -> Vec<Found<String>> {
    if !text.contains("://") {
        return Vec::new();
    }
    ADDRESS
        .find_iter(text)
        .map(|found| {
            let bare = found
                .as_str()
                .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '*', '»', '\'']);
            Found {
                span: found.start()..found.start() + bare.len(),
                value: bare.to_owned(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stop_of_the_sentence_is_no_part_of_an_address() {
        let found = links("Voir https://status.example/i/7#a. Et (http://b.example/x).");

        let addresses: Vec<_> = found.into_iter().map(|link| link.value).collect();

        assert_eq!(
            addresses,
            ["https://status.example/i/7#a", "http://b.example/x"]
        );
    }
}
