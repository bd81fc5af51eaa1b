//! Mails signed for their domain, so that whoever receives them knows that nobody else wrote them.
//!
//! Read in order: [`Signer`], `head_of` and `body_of` (what counts as the same mail).
//! *ring* signs; a signature has no chance in it, so that a mail sent once more is the same to the byte.
//! Source: RFC 6376; RFC 8463 (Ed25519); RFC 8301 (no SHA-1, 2048 bits).
//! Not here: where the key is kept, and the name server that tells its other half.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair},
};

use super::Mail;

/// The headers that are signed where they are there. Mail programs offer one-click leaving only where both of
/// its headers are (RFC 8058, 4).
const SIGNED: [&str; 15] = [
    "from",
    "to",
    "reply-to",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "list-id",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "auto-submitted",
    "content-language",
    "mime-version",
    "content-type",
];

/// A key that signs for a domain.
pub struct Signer {
    domain: String,
    selector: String,
    key: Key,
}

enum Key {
    Rsa(Box<RsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
}

/// A key, or what belongs to it, that cannot sign. Nothing of it is repeated here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSigner {
    /// Its domain or its selector is none.
    #[error("the domain or the selector of the DKIM key is no name")]
    Name,
    /// Its key is none.
    #[error(
        "the DKIM key is no private key in PEM: RSA of 2048 to 4096 bits, or Ed25519 (BEGIN PRIVATE KEY)"
    )]
    Key,
}

/// Without its key.
impl std::fmt::Debug for Signer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Signer")
            .field("domain", &self.domain)
            .field("selector", &self.selector)
            .finish_non_exhaustive()
    }
}

impl Signer {
    /// Takes a private key in PEM: PKCS #8 (`BEGIN PRIVATE KEY`), or RSA's own (`BEGIN RSA PRIVATE KEY`).
    ///
    /// # Errors
    /// [`BadSigner`] when one of the three is none.
    pub fn new(domain: &str, selector: &str, pem: &str) -> Result<Self, BadSigner> {
        if !is_name(domain) || !is_name(selector) {
            return Err(BadSigner::Name);
        }
        Ok(Self {
            domain: domain.to_ascii_lowercase(),
            selector: selector.to_owned(),
            key: key(pem).ok_or(BadSigner::Key)?,
        })
    }

    /// Where the other half of the key is looked up: a TXT record of this name.
    #[must_use]
    pub fn record_name(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }

    /// What that record says.
    #[must_use]
    pub fn record(&self) -> String {
        let (kind, public) = match &self.key {
            Key::Rsa(key) => ("rsa", public_rsa(key.public_key().as_ref())),
            Key::Ed25519(key) => ("ed25519", key.public_key().as_ref().to_vec()),
        };
        format!("v=DKIM1; k={kind}; p={}", STANDARD.encode(public))
    }

    /// The mail with its signature at its head, made at `at`.
    #[must_use]
    pub fn sign(&self, mail: Mail, at: Timestamp) -> Mail {
        let end = mail.bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.map_or(mail.bytes.len(), |end| end + 2);
        let (head, body) = mail.bytes.split_at(end);
        let hash = digest(&SHA256, &body_of(body.get(2..).unwrap_or_default()));
        let (names, mut signed) = head_of(&String::from_utf8_lossy(head));
        let unsigned = format!(
            "DKIM-Signature: v=1; a={}; c=relaxed/relaxed;\r\n d={}; s={}; t={};\r\n h={};\r\n bh={};\r\n b=",
            self.algorithm(),
            self.domain,
            self.selector,
            at.as_second(),
            names.join(":\r\n  "),
            STANDARD.encode(hash),
        );
        signed.push_str(&relaxed(&unsigned));
        let signature = STANDARD.encode(self.signature(signed.as_bytes()));
        let mut bytes = unsigned.into_bytes();
        for (line, piece) in signature.as_bytes().chunks(72).enumerate() {
            if line > 0 {
                bytes.extend_from_slice(b"\r\n ");
            }
            bytes.extend_from_slice(piece);
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(&mail.bytes);
        Mail { bytes, ..mail }
    }

    fn algorithm(&self) -> &'static str {
        match self.key {
            Key::Rsa(_) => "rsa-sha256",
            Key::Ed25519(_) => "ed25519-sha256",
        }
    }

    fn signature(&self, signed: &[u8]) -> Vec<u8> {
        match &self.key {
            Key::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                // Chance hides how long it takes, and leaves no trace in what comes out.
                key.sign(
                    &RSA_PKCS1_SHA256,
                    &SystemRandom::new(),
                    signed,
                    &mut signature,
                )
                .expect("a buffer as long as the modulus holds a signature");
                signature
            }
            // What is signed is the hash, not the text (RFC 8463, 3).
            Key::Ed25519(key) => {
                let hash = digest(&SHA256, signed);
                key.sign(hash.as_ref()).as_ref().to_vec()
            }
        }
    }
}

/// Names as they stand in a domain.
fn is_name(name: &str) -> bool {
    let is_label = |label: &str| {
        let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        (1..=63).contains(&label.len()) && label.bytes().all(is_inside)
    };
    name.len() <= 253 && name.split('.').all(is_label)
}

fn key(pem: &str) -> Option<Key> {
    let (_, rest) = pem.split_once("-----BEGIN ")?;
    let (kind, rest) = rest.split_once("-----")?;
    let (text, _) = rest.split_once("-----END ")?;
    let text: String = text.split_ascii_whitespace().collect();
    let der = STANDARD.decode(text).ok()?;
    let rsa = |key: RsaKeyPair| Key::Rsa(Box::new(key));
    match kind {
        "RSA PRIVATE KEY" => RsaKeyPair::from_der(&der).ok().map(rsa),
        "PRIVATE KEY" => RsaKeyPair::from_pkcs8(&der).ok().map(rsa).or_else(|| {
            let key = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der).ok()?;
            Some(Key::Ed25519(Box::new(key)))
        }),
        _ => None,
    }
}

/// A public key of RSA as records have it: with the name of its algorithm before it.
///
/// Source: RFC 5280, 4.1 (`SubjectPublicKeyInfo`); RFC 3279, 2.3.1.
fn public_rsa(key: &[u8]) -> Vec<u8> {
    const ALGORITHM: [u8; 15] = [
        0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0,
    ];
    let bits = tagged(3, &[&[0], key].concat());
    tagged(0x30, &[&ALGORITHM[..], &bits].concat())
}

fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let figures = &length[length.iter().take_while(|byte| **byte == 0).count()..];
    let mut der = vec![tag];
    if content.len() >= 128 {
        der.push(0x80 | u8::try_from(figures.len()).expect("at most eight figures"));
    }
    der.extend_from_slice(figures);
    der.extend_from_slice(content);
    der
}

/// Which headers are signed, and how they are read: each a line of its own, by the order of [`SIGNED`].
fn head_of(head: &str) -> (Vec<&'static str>, String) {
    let mut fields: Vec<String> = Vec::new();
    for line in head.split_inclusive("\r\n") {
        match fields.last_mut() {
            Some(field) if line.starts_with([' ', '\t']) => field.push_str(line),
            _ => fields.push(line.to_owned()),
        }
    }
    let mut names = Vec::new();
    let mut signed = String::new();
    for name in SIGNED {
        // Of a name that is there twice, the last counts (RFC 6376, 5.4.2).
        let field = fields.iter().rev().find(|field| {
            let begins = field.split(':').next().unwrap_or_default();
            begins.trim_end().eq_ignore_ascii_case(name)
        });
        if let Some(field) = field {
            names.push(name);
            signed.push_str(&relaxed(field));
            signed.push_str("\r\n");
        }
    }
    (names, signed)
}

/// A header as it is read however it was folded: its name in small letters, single spaces, none at either end.
fn relaxed(field: &str) -> String {
    let (name, value) = field.split_once(':').unwrap_or((field, ""));
    let words: Vec<&str> = value
        .split([' ', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty())
        .collect();
    format!(
        "{}:{}",
        name.trim_end().to_ascii_lowercase(),
        words.join(" ")
    )
}

/// A body as it is read however it was spaced: single spaces, none at ends of lines, no empty lines at its end.
fn body_of(body: &[u8]) -> Vec<u8> {
    let mut relaxed = Vec::with_capacity(body.len());
    let mut filled = 0;
    let mut gap = false;
    let mut rest = body;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b' ' | b'\t' => gap = true,
            b'\r' if rest.first() == Some(&b'\n') => {
                rest = &rest[1..];
                gap = false;
                relaxed.extend_from_slice(b"\r\n");
            }
            other => {
                if gap {
                    relaxed.push(b' ');
                    gap = false;
                }
                relaxed.push(*other);
                filled = relaxed.len();
            }
        }
    }
    relaxed.truncate(filled);
    if filled > 0 {
        relaxed.extend_from_slice(b"\r\n");
    }
    relaxed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        mail::announce::{Draft, Reader, Sender},
        sample,
    };

    const RSA: &str = include_str!("../../tests/dkim/rsa.pem");
    const RSA_OLD: &str = include_str!("../../tests/dkim/rsa.pkcs1.pem");
    const ED25519: &str = include_str!("../../tests/dkim/ed25519.pem");

    fn at() -> Timestamp {
        "2026-03-04T11:00:00Z".parse().unwrap()
    }

    fn mail() -> Mail {
        let sender = Sender {
            from: "État <etat@status.example.com>",
            reply_to: None,
            at: at(),
        };
        let draft = Draft::new(&sample::told("fr"), &sender).unwrap();
        let reader = Reader {
            to: "ann@example.org",
            id: "0195.ann",
            why: sample::why("fr"),
            manage: "https://status.example.com/s/m1",
            leave: "https://status.example.com/s/l1",
            one_click: Some("https://status.example.com/s/o1"),
            leave_by_mail: None,
            bounces_to: None,
        };
        draft.mail(&reader).unwrap()
    }

    /// `clients/checks/dkim.py` has them verified by a program of others.
    #[test]
    fn signed_mails_and_their_records_are_what_they_were() {
        let signed = [("rsa", RSA), ("ed25519", ED25519)].map(|(name, pem)| {
            let signer = Signer::new("status.example.com", name, pem).unwrap();
            let record = format!("{} {}\n", signer.record_name(), signer.record());
            let mail = String::from_utf8(signer.sign(mail(), at()).bytes).unwrap();
            [
                (format!("dkim/{name}.eml"), mail.replace("\r\n", "\n")),
                (format!("dkim/{name}.txt"), record),
            ]
        });
        sample::same(signed.as_flattened());
    }

    #[test]
    fn a_key_is_the_same_in_either_pem_and_signs_alike_each_time() {
        let [new, old] = [RSA, RSA_OLD].map(|pem| Signer::new("example.com", "a", pem).unwrap());

        assert_eq!(new.record(), old.record());
        assert_eq!(new.sign(mail(), at()), old.sign(mail(), at()));
        let mail = new.sign(mail(), at());
        let text = String::from_utf8(mail.bytes).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 998));
        assert!(text.contains("\r\n  list-unsubscribe-post:\r\n"), "{text}");
    }

    #[test]
    fn what_is_no_key_or_no_name_is_refused_and_not_printed() {
        let refused = |domain, selector, pem| Signer::new(domain, selector, pem).unwrap_err();
        for name in ["", "a b", "a..b", "a;b=c", "é.example"] {
            assert_eq!(refused(name, "a", RSA), BadSigner::Name);
            assert_eq!(refused("example.com", name, RSA), BadSigner::Name);
        }
        let cut = &RSA[..200];
        let public = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
        for pem in ["", "x", cut, public, &RSA.replace("PRIVATE", "OTHER")] {
            assert_eq!(refused("example.com", "a", pem), BadSigner::Key);
        }
        let signer = Signer::new("example.com", "a", ED25519).unwrap();
        assert!(format!("{signer:?}").ends_with(".. }"));
    }

    /// Source: RFC 6376, 3.4.5.
    #[test]
    fn what_counts_as_the_same_is_what_the_standard_shows() {
        assert_eq!(relaxed("A: X\r\n"), "a:X");
        assert_eq!(relaxed("B : Y\t\r\n\tZ  \r\n"), "b:Y Z");
        assert_eq!(body_of(b" C \r\nD \t E\r\n\r\n\r\n"), b" C\r\nD E\r\n");
        assert_eq!(body_of(b"\r\n\r\n"), b"");
        assert_eq!(body_of(b"a"), b"a\r\n");
    }
}
