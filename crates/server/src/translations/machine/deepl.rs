//! How DeepL is asked, and what it answers: JSON either way, the key in a header.
//!
//! Source: DeepL's API, `POST /v2/translate`. English and Portuguese have no target of their own without a region; a source never
//! has one. With `tag_handling` what stands in `ignore_tags` comes back as it was sent.

use beffroi_domain::Locale;
use serde::Deserialize;
use serde_json::json;

/// What stands around a piece that stays as it is.
pub const MARKS: (&str, &str) = ("<x>", "</x>");

/// The body of a request for these lines.
pub fn question((from, to): (&Locale, &Locale), lines: &[&str]) -> String {
    json!({
        "text": lines,
        "source_lang": source(from),
        "target_lang": target(to),
        "tag_handling": "xml",
        "ignore_tags": ["x"],
        "preserve_formatting": true,
    })
    .to_string()
}

fn source(locale: &Locale) -> String {
    match locale.language() {
        "no" | "nn" => "NB".to_owned(),
        language => language.to_uppercase(),
    }
}

fn target(locale: &Locale) -> String {
    let tag = match (locale.as_str(), locale.language()) {
        ("en-us", _) => "EN-US",
        (_, "en") => "EN-GB",
        ("pt-br", _) => "PT-BR",
        (_, "pt") => "PT-PT",
        ("zh-tw" | "zh-hk" | "zh-hant", _) => "ZH-HANT",
        (_, "zh") => "ZH-HANS",
        _ => return source(locale),
    };
    tag.to_owned()
}

#[derive(Deserialize)]
struct Translated {
    translations: Vec<One>,
}

#[derive(Deserialize)]
struct One {
    text: String,
}

/// The lines of an answer.
pub fn answer(body: &str) -> Option<Vec<String>> {
    let read: Translated = serde_json::from_str(body).ok()?;
    Some(read.translations.into_iter().map(|one| one.text).collect())
}

#[derive(Deserialize)]
struct Complaint {
    message: String,
    #[serde(default)]
    detail: Option<String>,
}

/// What it says is wrong.
pub fn complaint(body: &str) -> Option<String> {
    let read: Complaint = serde_json::from_str(body).ok()?;
    Some(match read.detail {
        Some(detail) => format!("{}: {detail}", read.message),
        None => read.message,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_and_portuguese_need_a_region_as_a_target_and_have_none_as_a_source() {
        let target = |tag| target(&Locale::of(tag));

        assert_eq!(
            ["en", "en-US", "en-GB", "en-IE"].map(target),
            ["EN-GB", "EN-US", "EN-GB", "EN-GB"]
        );
        assert_eq!(
            ["pt", "pt-BR", "it", "fr-CH"].map(target),
            ["PT-PT", "PT-BR", "IT", "FR"]
        );
        assert_eq!(
            ["en-US", "pt-BR", "nb"].map(|tag| source(&Locale::of(tag))),
            ["EN", "PT", "NB"]
        );
    }

    #[test]
    fn a_request_asks_to_leave_what_is_marked_and_holds_no_key() {
        let body = question(
            (&Locale::of("fr"), &Locale::of("it")),
            &["Depuis <x>{start}</x>."],
        );

        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(
            body,
            json!({
                "text": ["Depuis <x>{start}</x>."], "source_lang": "FR", "target_lang": "IT",
                "tag_handling": "xml", "ignore_tags": ["x"], "preserve_formatting": true,
            })
        );
    }

    #[test]
    fn an_answer_is_a_list_of_texts_and_else_none() {
        let said =
            r#"{"translations":[{"detected_source_language":"FR","text":"a"},{"text":"b"}]}"#;

        assert_eq!(answer(said).unwrap(), ["a", "b"]);
        assert_eq!(answer(r#"{"translations":"a"}"#), None);
        assert_eq!(
            complaint(r#"{"message":"Bad","detail":"target_lang"}"#).unwrap(),
            "Bad: target_lang"
        );
    }
}
