//! Who sends short messages: any service that takes one by a POST, told by a template how.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::Phone;
use crate::Call;

/// What the operator writes down. `{to}` is the number with its plus, `{figures}` without it, `{text}` what is said,
/// `{from}` who says it, `{key}` the secret, and `{basic}` the secret as a password for the header `Authorization`
/// (`name:secret` in base64).
#[derive(Clone, Default)]
pub struct Template {
    /// Where it goes, absolute.
    pub url: String,
    /// Names and values of headers, among them `Content-Type`: it says how the body is escaped.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// Who says it: a number, or a name that the service knows.
    pub from: String,
    /// The secret of the account.
    pub key: String,
}

/// A template that was looked through.
pub struct Gateway {
    url: String,
    headers: Vec<(&'static str, String)>,
    body: String,
    form: Escape,
    from: String,
    key: String,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadGateway {
    /// Its address is none.
    #[error("the address of the gateway does not begin with https:// or http://")]
    Url,
    /// A header has a name or a value that none can have.
    #[error("the gateway's header {0:?} has a name or a value that no header can have")]
    Header(String),
    /// The body has a form that we do not know how to write.
    #[error(
        "the gateway's Content-Type is none of application/x-www-form-urlencoded, application/json, text/xml, \
         application/xml and text/plain"
    )]
    Form,
    /// The body would be no JSON.
    #[error("the gateway's body is no JSON once it is filled in: its places stand inside quotes")]
    Json,
    /// A place that is none.
    #[error(
        "the gateway's template has a place {{{0}}}: there are to, figures, text, from, key and basic"
    )]
    Place(String),
    /// Something is never said.
    #[error("the gateway's template never says {0}")]
    Missing(&'static str),
}

/// How what is filled in is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    Url,
    Form,
    Json,
    Xml,
    Plain,
    Header,
}

/// Without its secret.
impl fmt::Debug for Gateway {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Gateway")
            .field("form", &self.form)
            .finish_non_exhaustive()
    }
}

/// What stands in the places.
struct Filling<'a> {
    to: &'a str,
    text: &'a str,
    from: &'a str,
    key: &'a str,
}

impl Gateway {
    /// Looks a template through. A gateway is read once, when the program starts: the names of its headers live as
    /// long as it does.
    ///
    /// # Errors
    /// [`BadGateway`] when nothing could be sent by it.
    pub fn new(template: &Template) -> Result<Self, BadGateway> {
        let url = template.url.trim();
        if !url.starts_with("https://") && !url.starts_with("http://") {
            return Err(BadGateway::Url);
        }
        let mut headers = Vec::new();
        for (name, value) in &template.headers {
            let name = name.trim().to_ascii_lowercase();
            let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            let is_whole = !name.is_empty() && name.bytes().all(is_name);
            let is_value = value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
            if !is_whole || !is_value || value.contains("{text}") {
                return Err(BadGateway::Header(name));
            }
            headers.push((&*name.leak(), value.trim().to_owned()));
        }
        let gateway = Self {
            url: url.to_owned(),
            form: form(&headers)?,
            headers,
            body: template.body.clone(),
            from: template.from.clone(),
            key: template.key.clone(),
        };
        gateway.check()?;
        Ok(gateway)
    }

    /// A message to a number.
    #[must_use]
    pub fn call(&self, to: &Phone, text: &str) -> Call {
        let filling = Filling {
            to: to.as_str(),
            text,
            from: &self.from,
            key: &self.key,
        };
        let headers = self.headers.iter();
        let headers = headers.map(|(name, value)| (*name, fill(value, Escape::Header, &filling)));
        Call {
            url: fill(&self.url, Escape::Url, &filling),
            headers: headers.collect(),
            body: fill(&self.body, self.form, &filling).into_bytes(),
        }
    }

    fn check(&self) -> Result<(), BadGateway> {
        let values = self.headers.iter().map(|(_, value)| value.as_str());
        let all = [self.url.as_str(), &self.body].into_iter().chain(values);
        for text in all {
            if let Some(place) = places(text).find(|place| !PLACES.contains(place)) {
                return Err(BadGateway::Place(place.to_owned()));
            }
        }
        let says = |place| {
            places(&self.url)
                .chain(places(&self.body))
                .any(|one| one == place)
        };
        if !says("text") {
            return Err(BadGateway::Missing("{text}"));
        }
        if !says("to") && !says("figures") {
            return Err(BadGateway::Missing("{to}"));
        }
        let odd = Filling {
            to: "+1",
            text: "\"\\\n",
            from: &self.from,
            key: &self.key,
        };
        let body = fill(&self.body, self.form, &odd);
        let is_json =
            self.form != Escape::Json || serde_json::from_str::<serde_json::Value>(&body).is_ok();
        is_json.then_some(()).ok_or(BadGateway::Json)
    }
}

const PLACES: [&str; 6] = ["to", "figures", "text", "from", "key", "basic"];

/// The names between braces: small letters, and nothing else.
fn places(text: &str) -> impl Iterator<Item = &str> {
    let behind = text.split('{').skip(1);
    let names = behind.filter_map(|rest| rest.split_once('}').map(|(name, _)| name));
    names.filter(|name| !name.is_empty() && name.bytes().all(|one| one.is_ascii_lowercase()))
}

fn form(headers: &[(&'static str, String)]) -> Result<Escape, BadGateway> {
    let kind = headers.iter().find(|(name, _)| *name == "content-type");
    let kind = kind.map_or("", |(_, value)| value.as_str());
    let kind = kind
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match kind.as_str() {
        "application/x-www-form-urlencoded" => Ok(Escape::Form),
        "application/xml" | "text/xml" => Ok(Escape::Xml),
        "text/plain" => Ok(Escape::Plain),
        kind if kind == "application/json" || kind.ends_with("+json") => Ok(Escape::Json),
        _ => Err(BadGateway::Form),
    }
}

/// The template with its places filled, each once: what is filled in has no places.
fn fill(template: &str, form: Escape, filling: &Filling<'_>) -> String {
    let mut filled = String::with_capacity(template.len() + filling.text.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let place = behind
            .split_once('}')
            .filter(|(name, _)| PLACES.contains(name));
        let Some((name, after)) = place else {
            filled.push('{');
            rest = behind;
            continue;
        };
        match name {
            "to" => escape(filling.to, form, &mut filled),
            "figures" => escape(filling.to.trim_start_matches('+'), form, &mut filled),
            "text" => escape(filling.text, form, &mut filled),
            "from" => escape(filling.from, form, &mut filled),
            "key" => escape(filling.key, form, &mut filled),
            _ => escape(&STANDARD.encode(filling.key), form, &mut filled),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

fn escape(text: &str, form: Escape, filled: &mut String) {
    match form {
        Escape::Plain => filled.push_str(text),
        Escape::Header => filled.extend(text.chars().filter(|one| (' '..='~').contains(one))),
        Escape::Json => {
            let quoted = serde_json::to_string(text).expect("a string is JSON");
            filled.push_str(&quoted[1..quoted.len() - 1]);
        }
        Escape::Xml => {
            for letter in text.chars() {
                match letter {
                    '&' => filled.push_str("&amp;"),
                    '<' => filled.push_str("&lt;"),
                    '>' => filled.push_str("&gt;"),
                    '"' => filled.push_str("&quot;"),
                    '\'' => filled.push_str("&apos;"),
                    other if other.is_control() && other != '\n' => {}
                    other => filled.push(other),
                }
            }
        }
        Escape::Url | Escape::Form => {
            for byte in text.bytes() {
                match byte {
                    b'-' | b'_' | b'.' | b'~' => filled.push(char::from(byte)),
                    byte if byte.is_ascii_alphanumeric() => filled.push(char::from(byte)),
                    b' ' if form == Escape::Form => filled.push('+'),
                    byte => {
                        use fmt::Write as _;
                        write!(filled, "%{byte:02X}").expect("a string takes it");
                    }
                }
            }
        }
    }
}
