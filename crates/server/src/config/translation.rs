//! The section `[translation]`: the service that drafts what a language lacks.

use std::{path::PathBuf, sync::Arc, time::Duration};

use serde::Deserialize;

use super::mail::{read, roots_in};
use crate::{
    ground::Refusal,
    translations::{Machine, MachineSettings, Service},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileTranslation {
    service: Option<Service>,
    url: Option<String>,
    key: Option<String>,
    key_file: Option<PathBuf>,
    timeout_seconds: u64,
    ca_file: Option<PathBuf>,
    allow_private: bool,
}

impl Default for FileTranslation {
    fn default() -> Self {
        Self {
            service: None,
            url: None,
            key: None,
            key_file: None,
            timeout_seconds: 15,
            ca_file: None,
            allow_private: false,
        }
    }
}

/// The section, checked; `None` where no service is named.
pub(super) fn check(file: FileTranslation) -> Result<Option<Arc<Machine>>, Refusal> {
    let kept = file.key_file.as_deref();
    let kept = kept
        .map(|path| read("translation.key_file", path))
        .transpose()?;
    let roots = file.ca_file.as_deref();
    let roots = roots
        .map(|path| roots_in("translation.ca_file", path))
        .transpose()?;
    if !(1..=60).contains(&file.timeout_seconds) {
        let message = "write 1 to 60: somebody waits for the draft";
        return Err(Refusal::of("translation.timeout_seconds", message));
    }
    let Some(service) = file.service else {
        return Ok(None);
    };
    let key = kept.or(file.key);
    let key = key.map(|key| key.trim().to_owned());
    let key = key.filter(|key| !key.is_empty());
    let is_sendable = |key: &String| key.bytes().all(|byte| byte.is_ascii_graphic());
    if !key.as_ref().is_none_or(is_sendable) {
        let message = "write the key as the service gave it: letters, digits and signs on one line";
        return Err(Refusal::of("translation.key", message));
    }
    if service == Service::DeepL && key.is_none() {
        let message = "DeepL needs a key; write it, or name a file with translation.key_file";
        return Err(Refusal::of("translation.key", message));
    }
    let url = match file.url {
        Some(url) => address(&url, file.allow_private)?,
        None => usual(service, key.as_deref())?,
    };
    let settings = MachineSettings {
        service,
        url,
        key,
        patience: Duration::from_secs(file.timeout_seconds),
        may_be_private: file.allow_private,
        roots,
    };
    Ok(Some(Arc::new(Machine::new(settings)?)))
}

/// DeepL's own address, of which there is one for keys that cost nothing.
///
/// Source: DeepL's API, authentication: such a key ends with `:fx`.
fn usual(service: Service, key: Option<&str>) -> Result<String, Refusal> {
    let is_free = key.is_some_and(|key| key.ends_with(":fx"));
    match (service, is_free) {
        (Service::DeepL, true) => Ok("https://api-free.deepl.com".to_owned()),
        (Service::DeepL, false) => Ok("https://api.deepl.com".to_owned()),
        (Service::LibreTranslate, _) => {
            let message = "write where it is, such as https://translate.example.com";
            Err(Refusal::of("translation.url", message))
        }
    }
}

/// In the clear nothing is safe but this machine and networks that the operator vouches for.
fn address(text: &str, may_be_private: bool) -> Result<String, Refusal> {
    let message = "write where the service is, such as https://translate.example.com; http only with \
                   translation.allow_private";
    let refusal = || Refusal::of("translation.url", message);
    let url = reqwest::Url::parse(text).map_err(|_| refusal())?;
    let is_safe = url.scheme() == "https" || (url.scheme() == "http" && may_be_private);
    let is_plain = url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    match is_safe && is_plain {
        true => Ok(url.as_str().trim_end_matches('/').to_owned()),
        false => Err(refusal()),
    }
}
