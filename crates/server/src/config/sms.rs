//! The section `[sms]`: the gateway that takes short messages, the countries that it may reach, and what may be spent.

use std::{path::PathBuf, sync::Arc};

use beffroi_channels::sms::{BadGateway, Gateway, Template, is_region};
use serde::Deserialize;

use super::mail::read;
use crate::ground::{Refusal, outbound::Sms};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileSms {
    url: Option<String>,
    headers: Vec<String>,
    body: String,
    from: String,
    key: String,
    key_file: Option<PathBuf>,
    answer: Option<String>,
    countries: Vec<String>,
    segments: i64,
    segments_a_day: i64,
    segments_a_month: i64,
    codes_an_hour: i64,
    codes_a_day: i64,
}

impl Default for FileSms {
    fn default() -> Self {
        Self {
            url: None,
            headers: Vec::new(),
            body: String::new(),
            from: String::new(),
            key: String::new(),
            key_file: None,
            answer: None,
            countries: Vec::new(),
            segments: 2,
            segments_a_day: 500,
            segments_a_month: 5_000,
            codes_an_hour: 30,
            codes_a_day: 100,
        }
    }
}

/// The section, checked; `None` where no gateway is named, or no country. A gateway in the clear is taken only where
/// private networks are open, in which it may stand.
pub(super) fn check(file: FileSms, may_be_http: bool) -> Result<Option<Arc<Sms>>, Refusal> {
    let kept = file.key_file.as_deref();
    let kept = kept.map(|path| read("sms.key_file", path)).transpose()?;
    let countries = countries(file.countries)?;
    let Some(url) = file.url else {
        let message =
            "write where the gateway is: numbers of these countries cannot be reached without one";
        return match countries.is_empty() {
            true => Ok(None),
            false => Err(Refusal::of("sms.url", message)),
        };
    };
    if url.trim_start().starts_with("http://") && !may_be_http {
        let message =
            "write https://; http only for a gateway in a network of yours that calls.open names";
        return Err(Refusal::of("sms.url", message));
    }
    let probe = url.replace(['{', '}'], "");
    if reqwest::Url::parse(probe.trim()).is_err() {
        let message =
            "write the whole address of the gateway, such as https://sms.example.com/send";
        return Err(Refusal::of("sms.url", message));
    }
    let key = kept.unwrap_or(file.key);
    let template = Template {
        url,
        headers: headers(&file.headers)?,
        body: file.body,
        from: file.from,
        key: key.trim_end_matches(['\r', '\n']).to_owned(),
    };
    let sms = Sms {
        gateway: Gateway::new(&template)
            .map_err(|bad| Refusal::of(place(&bad), bad.to_string()))?,
        answer: file.answer.filter(|answer| !answer.is_empty()),
        countries,
        segments: usize::try_from(within("sms.segments", file.segments, 10)?).unwrap_or(1),
        a_day: within("sms.segments_a_day", file.segments_a_day, MOST)?,
        a_month: within("sms.segments_a_month", file.segments_a_month, MOST)?,
        codes_an_hour: within("sms.codes_an_hour", file.codes_an_hour, MOST)?,
        codes_a_day: within("sms.codes_a_day", file.codes_a_day, MOST)?,
    };
    if sms.a_month < sms.a_day {
        let message = "a month cannot have fewer than sms.segments_a_day";
        return Err(Refusal::of("sms.segments_a_month", message));
    }
    Ok((!sms.countries.is_empty()).then(|| Arc::new(sms)))
}

/// More than any page pays for.
const MOST: i64 = 100_000_000;

fn within(key: &'static str, number: i64, most: i64) -> Result<i64, Refusal> {
    match (1..=most).contains(&number) {
        true => Ok(number),
        false => Err(Refusal::of(key, format!("write a number from 1 to {most}"))),
    }
}

fn countries(words: Vec<String>) -> Result<Vec<String>, Refusal> {
    let words = words.into_iter().map(|word| word.trim().to_uppercase());
    let mut all: Vec<String> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !is_region(&word) {
            let message = format!("{word:?} is no country; write two letters each, such as FR, IT");
            return Err(Refusal::of("sms.countries", message));
        }
        if !all.contains(&word) {
            all.push(word);
        }
    }
    Ok(all)
}

fn headers(lines: &[String]) -> Result<Vec<(String, String)>, Refusal> {
    let read = |line: &String| {
        let (name, value) = line.split_once(':')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    };
    let all: Option<Vec<_>> = lines.iter().map(read).collect();
    let message = "write each as \"Name: value\", among them Content-Type";
    all.ok_or_else(|| Refusal::of("sms.headers", message))
}

/// The setting at fault.
fn place(bad: &BadGateway) -> &'static str {
    match bad {
        BadGateway::Url => "sms.url",
        BadGateway::Header(_) | BadGateway::Form => "sms.headers",
        BadGateway::Json | BadGateway::Place(_) | BadGateway::Missing(_) => "sms.body",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::parse;

    const WHOLE: &str = "[sms]\nurl = \"https://sms.example.com/send\"\nheaders = [\"Content-Type: application/json\"]\n\
                         body = '{\"to\": \"{to}\", \"text\": \"{text}\"}'\n";

    fn error(text: &str) -> String {
        parse("b.toml", text, &BTreeMap::new())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn it_is_off_until_a_gateway_and_a_country_are_named() {
        let sms = |text: &str| parse("b.toml", text, &BTreeMap::new()).unwrap().sms;

        assert!(sms("").is_none() && sms(WHOLE).is_none());
        let on = sms(&format!("{WHOLE}countries = [\"fr\", \"IT\", \"FR\"]")).unwrap();
        assert_eq!(on.countries, ["FR", "IT"]);
        assert_eq!(on.beginnings(), ["+33", "+39"]);
        assert_eq!((on.segments, on.a_day, on.a_month), (2, 500, 5_000));
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_line_and_what_to_do() {
        for (text, said) in [
            (
                "[sms]\ncountries = [\"FR\"]".to_owned(),
                "sms.url: write where",
            ),
            (
                format!("{WHOLE}countries = [\"FR\", \"Italy\"]"),
                "b.toml:5: sms.countries: \"ITALY\" is no country",
            ),
            (
                format!("{WHOLE}segments = 0"),
                "b.toml:5: sms.segments: write a number from 1 to 10",
            ),
            (
                format!("{WHOLE}segments_a_month = 9"),
                "b.toml:5: sms.segments_a_month: a month cannot",
            ),
            (
                WHOLE.replace("https", "http"),
                "b.toml:2: sms.url: write https://",
            ),
            (
                WHOLE.replace("sms.example", "sms. example"),
                "b.toml:2: sms.url: write the whole",
            ),
            (
                WHOLE.replace("on/json", "on/x"),
                "b.toml:3: sms.headers: the gateway's Content-Type",
            ),
            (
                WHOLE.replace("{text}", "{txt}"),
                "b.toml:4: sms.body: the gateway's template has",
            ),
            (
                WHOLE.replace("{to}", "me"),
                "b.toml:4: sms.body: the gateway's template never says {to}",
            ),
            (
                WHOLE.replace("\"{text}\"", "{text}"),
                "b.toml:4: sms.body: the gateway's body is no JSON",
            ),
            (format!("url = 1\n{WHOLE}"), "unknown field `url`"),
        ] {
            let text = error(&text);
            assert!(text.contains(said), "{text}");
        }
    }
}
