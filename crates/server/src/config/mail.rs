//! The section `[mail]`: the relay that takes our letters, and who writes them.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use beffroi_channels::mail::{dkim::Signer, is_address, is_sender};
use serde::Deserialize;

use crate::ground::{
    Refusal,
    outbound::{Mail, Relay, RelayLogin, RelayTls},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileMail {
    host: Option<String>,
    port: Option<u16>,
    tls: FileTls,
    user: Option<String>,
    password_file: Option<PathBuf>,
    from: Option<String>,
    bounces_to: Option<String>,
    answers_to: Option<String>,
    ca_file: Option<PathBuf>,
    allow_private: bool,
    sessions: Option<usize>,
    at_one_domain: Option<usize>,
    dkim_selector: Option<String>,
    dkim_domain: Option<String>,
    dkim_key_file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FileTls {
    #[default]
    Starttls,
    Implicit,
    None,
}

/// The section, checked; `None` where no host is named.
pub(super) fn check(file: FileMail, public_url: Option<&str>) -> Result<Option<Mail>, Refusal> {
    let login = login(file.user, file.password_file.as_deref())?;
    let signing = (file.dkim_selector, file.dkim_domain, file.dkim_key_file);
    let signer = signer(signing, file.from.as_deref())?.map(Arc::new);
    let roots = file.ca_file.as_deref();
    let roots = roots
        .map(|path| roots_in("mail.ca_file", path))
        .transpose()?;
    let Some(host) = file.host else {
        return Ok(None);
    };
    let Some(from) = file.from.filter(|from| is_sender(from)) else {
        let message = "write who sends, such as \"Example <status@example.com>\"";
        return Err(Refusal::of("mail.from", message));
    };
    let bounces_to = file.bounces_to.map(|to| extensible("mail.bounces_to", to));
    let bounces_to = bounces_to.transpose()?;
    let answers_to = file.answers_to.map(|to| extensible("mail.answers_to", to));
    let answers_to = answers_to.transpose()?;
    let (tls, port) = match file.tls {
        FileTls::Starttls => (RelayTls::Starttls, 587),
        FileTls::Implicit => (RelayTls::Implicit, 465),
        FileTls::None => (RelayTls::None, 25),
    };
    let sessions = within("mail.sessions", file.sessions, 10, 100)?;
    Ok(Some(Mail {
        at_one_domain: within("mail.at_one_domain", file.at_one_domain, sessions, 100)?,
        sessions,
        signer,
        relay: Relay {
            host,
            port: file.port.unwrap_or(port),
            tls,
            login,
            roots,
            hello: own_name(public_url),
        },
        from,
        bounces_to,
        answers_to,
        may_be_private: file.allow_private,
    }))
}

/// An address in front of whose `@` there is room for a `+` and a mark of 48 signs.
///
/// Source: RFC 5321, 4.5.3.1.1.
fn extensible(key: &'static str, address: String) -> Result<String, Refusal> {
    const LONGEST: usize = 64 - 1 - 48;
    let local = address.split_once('@').map_or("", |(local, _)| local);
    if is_address(&address) && address.is_ascii() && (1..=LONGEST).contains(&local.len()) {
        return Ok(address);
    }
    let message = format!(
        "write an address such as status@example.com, with at most {LONGEST} letters in front of the @"
    );
    Err(Refusal::of(key, message))
}

/// What signs mails: a selector and a key; the domain is that of whoever writes where none is named.
fn signer(
    (selector, domain, file): (Option<String>, Option<String>, Option<PathBuf>),
    from: Option<&str>,
) -> Result<Option<Signer>, Refusal> {
    let (selector, file) = match (selector, file) {
        (Some(selector), Some(file)) => (selector, file),
        (None, None) => return Ok(None),
        (Some(_), None) => {
            let message = "a selector needs mail.dkim_key_file beside it";
            return Err(Refusal::of("mail.dkim_selector", message));
        }
        (None, Some(_)) => {
            let message = "a key needs mail.dkim_selector beside it";
            return Err(Refusal::of("mail.dkim_key_file", message));
        }
    };
    let own = || {
        let (_, host) = from?.rsplit_once('@')?;
        Some(host.trim_end_matches('>').to_owned())
    };
    let domain = domain.or_else(own).unwrap_or_default();
    let pem = read("mail.dkim_key_file", &file)?;
    let signer = Signer::new(&domain, &selector, &pem);
    signer
        .map(Some)
        .map_err(|error| Refusal::of("mail.dkim_key_file", error.to_string()))
}

/// A number from 1 to `most`.
pub(super) fn within(
    key: &'static str,
    said: Option<usize>,
    default: usize,
    most: usize,
) -> Result<usize, Refusal> {
    let number = said.unwrap_or(default);
    match (1..=most).contains(&number) {
        true => Ok(number),
        false => Err(Refusal::of(key, format!("write a number from 1 to {most}"))),
    }
}

fn login(user: Option<String>, file: Option<&Path>) -> Result<Option<RelayLogin>, Refusal> {
    let password = file
        .map(|path| read("mail.password_file", path))
        .transpose()?;
    match (user, password) {
        (Some(user), Some(password)) => Ok(Some(RelayLogin {
            user,
            password: password.trim_end_matches(['\r', '\n']).to_owned(),
        })),
        (None, None) => Ok(None),
        (Some(_), None) => Err(Refusal::of(
            "mail.user",
            "a user needs mail.password_file beside it",
        )),
        (None, Some(_)) => Err(Refusal::of(
            "mail.password_file",
            "a password needs mail.user beside it",
        )),
    }
}

/// The certificates in the file that `key` names.
pub(super) fn roots_in(key: &'static str, path: &Path) -> Result<String, Refusal> {
    let text = read(key, path)?;
    match text.contains("-----BEGIN CERTIFICATE-----") {
        true => Ok(text),
        false => Err(Refusal::of(
            key,
            "there is no certificate in it; write it as PEM",
        )),
    }
}

/// The text of the file that `key` names.
pub(super) fn read(key: &'static str, path: &Path) -> Result<String, Refusal> {
    fs::read_to_string(path)
        .map_err(|error| Refusal::of(key, format!("{} cannot be read: {error}", path.display())))
}

/// How we introduce ourselves to a relay: by the host that readers know.
fn own_name(public_url: Option<&str>) -> String {
    let host = public_url
        .and_then(|url| reqwest::Url::parse(url).ok())
        .and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_else(|| "localhost".to_owned())
}
