//! What belongs to no text: notices of other languages below, and pieces of a page's frame.

use std::sync::LazyLock;

use regex::Regex;

/// "English version below / Versione italiana in calce", at the top and perhaps in italics.
static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    let name =
        r"(?:english|italian|french|anglaise?|italienne|fran[cç]aise|inglese|italiana|francese)";
    let one = format!(
        r"(?:(?:{name}\s+(?:version|translation)|(?:version|versione|traduction|traduzione)\s+{name})\s+(?:is\s+|est\s+)?(?:below|ci-dessous|plus bas|en bas|in calce|sotto|di seguito|at the bottom))"
    );
    Regex::new(&format!(
        r"(?i)^\s*#*\s*[_*(\[]*\s*{one}(?:\s*[/|,–-]\s*{one})*\s*[_*)\]]*\.?"
    ))
    .expect("a literal pattern")
});

/// "Posted 3 minutes ago. Jun 01, 2023 - 10:48 CEST"
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"Posted\s+(?:about\s+|less than\s+)?(?:an?|\d+)\s+(?:second|minute|hour|day|month|year)s?\s+ago\.?(?:\s*[A-Z][a-z]{2}\s+\d{1,2},\s+\d{4}\s+-\s+\d{1,2}:\d{2}\s+[A-Z]{2,5})?",
    )
    .expect("a literal pattern")
});

/// The text without them, and the pieces of the frame.
pub(super) fn remove(text: &str) -> (String, Vec<String>) {
    let start = NOTICE.find(text).map_or(0, |notice| notice.end());
    let text = &text[start..];
    let chrome: Vec<String> = STAMP
        .find_iter(text)
        .map(|stamp| stamp.as_str().to_owned())
        .collect();
    if chrome.is_empty() {
        return (text.to_owned(), chrome);
    }
    (STAMP.replace_all(text, "").into_owned(), chrome)
}

/// The first part of a text, enough to know it by.
pub(super) fn beginning(text: &str) -> &str {
    let mut end = text.len().min(600);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
