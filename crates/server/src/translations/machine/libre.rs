//! How LibreTranslate is asked, and what it answers: JSON either way.
//!
//! Source: LibreTranslate's API, `POST /translate`; `translate="no"` is kept by translate-html from 1.5 on. Several texts are
//! asked as a list and come back as one.

use beffroi_domain::Locale;
use serde::Deserialize;
use serde_json::json;

/// What stands around a piece that stays as it is.
pub const MARKS: (&str, &str) = ("<span translate=\"no\">", "</span>");

/// The body of a request for these lines.
pub fn question((from, to): (&Locale, &Locale), lines: &[&str], key: Option<&str>) -> String {
    let mut body = json!({
        "q": lines,
        "source": tag(from),
        "target": tag(to),
        "format": "html",
    });
    if let Some(key) = key {
        body["api_key"] = json!(key);
    }
    body.to_string()
}

/// As it names a language: without a region but where it knows two.
fn tag(locale: &Locale) -> &str {
    match (locale.as_str(), locale.language()) {
        ("pt-br", _) => "pt-BR",
        ("zh-tw" | "zh-hk" | "zh-hant", _) => "zt",
        (_, "no" | "nn") => "nb",
        (_, language) => language,
    }
}

#[derive(Deserialize)]
struct Translated {
    #[serde(rename = "translatedText")]
    text: One,
}

/// A list, or a text where one was asked for.
#[derive(Deserialize)]
#[serde(untagged)]
enum One {
    All(Vec<String>),
    Single(String),
}

/// The lines of an answer.
pub fn answer(body: &str) -> Option<Vec<String>> {
    let read: Translated = serde_json::from_str(body).ok()?;
    Some(match read.text {
        One::All(all) => all,
        One::Single(one) => vec![one],
    })
}

#[derive(Deserialize)]
struct Complaint {
    error: String,
}

/// What it says is wrong.
pub fn complaint(body: &str) -> Option<String> {
    let read: Option<Complaint> = serde_json::from_str(body).ok();
    read.map(|one| one.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_has_its_languages_and_the_key_in_its_body_only_where_there_is_one() {
        let tongues = (&Locale::of("fr"), &Locale::of("en-GB"));

        let with: serde_json::Value =
            serde_json::from_str(&question(tongues, &["Bonjour"], Some("k"))).unwrap();
        let without: serde_json::Value =
            serde_json::from_str(&question(tongues, &["Bonjour"], None)).unwrap();

        assert_eq!(
            with,
            json!({"q": ["Bonjour"], "source": "fr", "target": "en", "format": "html", "api_key": "k"})
        );
        assert!(without.get("api_key").is_none());
        assert_eq!(tag(&Locale::of("pt-BR")), "pt-BR");
        assert_eq!(tag(&Locale::of("pt-PT")), "pt");
    }

    #[test]
    fn an_answer_is_a_list_or_one_text_and_else_none() {
        assert_eq!(
            answer(r#"{"translatedText":["a","b"]}"#).unwrap(),
            ["a", "b"]
        );
        assert_eq!(answer(r#"{"translatedText":"a"}"#).unwrap(), ["a"]);
        assert_eq!(answer("<html>"), None);
        assert_eq!(answer(r#"{"translatedText":[1]}"#), None);
        assert_eq!(
            complaint(r#"{"error":"xx is not supported"}"#).unwrap(),
            "xx is not supported"
        );
        assert_eq!(complaint("busy"), None);
    }
}
