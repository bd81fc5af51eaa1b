//! Messages to browsers that were asked whether they may show any.
//!
//! Read in order: [`question`] (which proves that there is a browser), [`notification`], [`Browser`] (who gets it), [`Vapid`]
//! (who sends it), `seal` (only that browser can read it). A browser takes four kilobytes, so what is said goes as far as it has room; the page has all of it.
//! Chance and the time are passed in: the same of both give the same bytes.
//! Not here: what the page's script does with it, and the asking.

mod seal;
#[cfg(test)]
mod tests;
mod vapid;

use base64::{
    Engine as _,
    alphabet::URL_SAFE,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use beffroi_domain::{
    Impact, Locale,
    announcement::{Occasion, Topic},
};
use jiff::Timestamp;
use p256::PublicKey;
use ring::digest;
use serde::Serialize;

pub use seal::Chance;
pub use vapid::{BadVapid, Vapid};

use crate::{Call, Outgoing, To, Told, cut, mail::one_line};

/// Base64 as addresses have it. Browsers leave its padding out, and some programs write it.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// How long a message waits for a browser that is off, in seconds: what is older than a day is on the page.
const WAITS: u32 = 24 * 60 * 60;

/// Where a browser is reached, and the keys that it alone has the other half of.
#[derive(Clone, PartialEq, Eq)]
pub struct Browser {
    endpoint: String,
    origin: String,
    public: PublicKey,
    auth: [u8; 16],
}

/// What no browser gave. None of it is repeated here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadBrowser {
    /// Its address.
    #[error("the address of the browser's push service does not begin with https://")]
    Endpoint,
    /// Its public key.
    #[error("the browser's key is no point of P-256")]
    Key,
    /// Its secret.
    #[error("the browser's secret has not 16 bytes")]
    Auth,
}

/// Without the address, which is enough to write there.
impl std::fmt::Debug for Browser {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Browser").finish_non_exhaustive()
    }
}

impl Browser {
    /// What a browser's subscription says: its endpoint, and its keys `p256dh` and `auth`.
    ///
    /// # Errors
    /// [`BadBrowser`] when one of the three is none.
    pub fn parse(endpoint: &str, p256dh: &str, auth: &str) -> Result<Self, BadBrowser> {
        let rest = endpoint
            .strip_prefix("https://")
            .ok_or(BadBrowser::Endpoint)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let host = &rest[..end];
        let is_plain = endpoint.bytes().all(|byte| byte.is_ascii_graphic());
        if host.is_empty() || host.contains('@') || !is_plain {
            return Err(BadBrowser::Endpoint);
        }
        let key = BASE64.decode(p256dh).map_err(|_| BadBrowser::Key)?;
        let auth = BASE64.decode(auth).map_err(|_| BadBrowser::Auth)?;
        Ok(Self {
            endpoint: endpoint.to_owned(),
            origin: format!("https://{}", host.to_ascii_lowercase()),
            public: PublicKey::from_sec1_bytes(&key).map_err(|_| BadBrowser::Key)?,
            auth: auth.try_into().map_err(|_| BadBrowser::Auth)?,
        })
    }
}

/// What the page's script reads.
#[derive(Serialize)]
struct Payload<'a> {
    /// The same at each attempt: by it a repeat is told from what is new.
    id: &'a str,
    /// What the notification is called.
    title: &'a str,
    /// What it says.
    body: &'a str,
    /// Its language.
    lang: &'a str,
    /// Where it leads.
    url: &'a str,
    /// A later one of the same replaces it.
    tag: &'a str,
    /// Where the reader changes what they hear.
    #[serde(skip_serializing_if = "Option::is_none")]
    manage: Option<Way<'a>>,
    /// Where the script says that it could read this.
    #[serde(skip_serializing_if = "Option::is_none")]
    confirm: Option<&'a str>,
}

/// A button.
#[derive(Serialize)]
struct Way<'a> {
    url: &'a str,
    label: &'a str,
}

/// What a browser is sent before it is told anything: only the one that has the keys can read where to say yes.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// What the notification is called.
    pub title: &'a str,
    /// What it says.
    pub body: &'a str,
    /// The language of both.
    pub locale: &'a Locale,
    /// Where it leads: what one hears.
    pub url: &'a str,
    /// Where the yes is sent; seen from the scope of the page's script.
    pub confirm: &'a str,
}

/// The question to one browser. It waits as long as a notification does.
#[must_use]
pub fn question(
    question: &Question<'_>,
    browser: &Browser,
    vapid: &Vapid,
    chance: &Chance,
    at: Timestamp,
) -> Outgoing {
    let payload = Payload {
        id: "question",
        title: &cut::cut(question.title, 200, cut::json).text,
        body: &cut::cut(question.body, 1_200, cut::json).text,
        lang: question.locale.as_str(),
        url: question.url,
        tag: "question",
        manage: None,
        confirm: Some(question.confirm),
    };
    let payload = serde_json::to_vec(&payload).expect("strings are JSON");
    let urgency = ("urgency", "high".to_owned());
    sealed(&payload, vec![urgency], browser, vapid, chance, at)
}

/// What is announced, to one browser. Of `to`, only the link to change what they hear is used.
///
/// While a browser is off, the newest message on a subject waits for it, and no older one.
/// Source: RFC 8030, 5 (`TTL`, `Urgency`, `Topic`); RFC 8291; RFC 8292.
#[must_use]
pub fn notification(
    told: &Told,
    to: &To<'_>,
    browser: &Browser,
    vapid: &Vapid,
    chance: &Chance,
    at: Timestamp,
) -> Outgoing {
    let topic = topic(told);
    let payload = payload(told, to, &topic);
    let urgency = if is_urgent(told) { "high" } else { "normal" };
    let own = vec![("topic", topic), ("urgency", urgency.to_owned())];
    sealed(&payload, own, browser, vapid, chance, at)
}

/// A message as it travels.
fn sealed(
    payload: &[u8],
    own: Vec<(&'static str, String)>,
    browser: &Browser,
    vapid: &Vapid,
    chance: &Chance,
    at: Timestamp,
) -> Outgoing {
    let mut headers = vec![
        ("authorization", vapid.authorization(&browser.origin, at)),
        ("content-encoding", "aes128gcm".to_owned()),
        ("content-type", "application/octet-stream".to_owned()),
        ("ttl", WAITS.to_string()),
    ];
    headers.extend(own);
    Outgoing::Call(Call {
        url: browser.endpoint.clone(),
        headers,
        body: seal::seal(payload, &browser.public, &browser.auth, chance),
    })
}

fn payload(told: &Told, to: &To<'_>, tag: &str) -> Vec<u8> {
    let short = |text: &str, room| cut::cut(&one_line(text), room, cut::json).text;
    let title = short(&format!("{} · {}", told.heading, told.title), 200);
    let said = [Some(told.text.plain.as_str()), told.promise.as_deref()];
    let said: Vec<&str> = said.into_iter().flatten().collect();
    let mut room = 1_200;
    loop {
        let body = cut::cut(&said.join("\n\n"), room, cut::json).text;
        let payload = Payload {
            id: &told.key,
            title: &title,
            body: if body.is_empty() {
                &told.page.name
            } else {
                &body
            },
            lang: told.text.locale.as_str(),
            url: &told.address,
            tag,
            manage: to.manage.map(|url| Way {
                url,
                label: &told.labels.manage,
            }),
            confirm: None,
        };
        let payload = serde_json::to_vec(&payload).expect("strings are JSON");
        if payload.len() <= seal::LARGEST || room == 0 {
            return payload;
        }
        room /= 2;
    }
}

/// One for each subject of a page, in letters that the header takes.
fn topic(told: &Told) -> String {
    let text = format!(
        "{}\n{}\n{}",
        told.page.id,
        told.topic.as_str(),
        told.subject
    );
    let digest = digest::digest(&digest::SHA256, text.as_bytes());
    BASE64.encode(&digest.as_ref()[..24])
}

/// What may wake a telephone that saves its battery.
fn is_urgent(told: &Told) -> bool {
    let is_grave = matches!(told.impact, Some(Impact::Major | Impact::Critical));
    told.topic == Topic::Incident && told.occasion == Occasion::First && is_grave
}
