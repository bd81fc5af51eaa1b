//! The section `[oidc]`: the provider that people sign in through, and whom it lets in.

use std::{path::PathBuf, sync::Arc};

use serde::Deserialize;

use super::mail::{read, roots_in};
use crate::{
    ground::Refusal,
    members::{
        Role,
        oidc::{Admission, Provider, ProviderSettings},
    },
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileOidc {
    name: String,
    issuer: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    client_secret_file: Option<PathBuf>,
    scopes: Vec<String>,
    domains: Vec<String>,
    groups: Vec<String>,
    groups_claim: String,
    role: String,
    ca_file: Option<PathBuf>,
    allow_private: bool,
}

impl Default for FileOidc {
    fn default() -> Self {
        let scopes = ["openid", "email", "profile"];
        Self {
            name: "Single sign-on".to_owned(),
            issuer: None,
            client_id: None,
            client_secret: None,
            client_secret_file: None,
            scopes: scopes.map(str::to_owned).to_vec(),
            domains: Vec::new(),
            groups: Vec::new(),
            groups_claim: "groups".to_owned(),
            role: "reader".to_owned(),
            ca_file: None,
            allow_private: false,
        }
    }
}

/// The section, checked; `None` where no issuer is named.
pub(super) fn check(
    file: FileOidc,
    public_url: Option<&str>,
) -> Result<Option<Arc<Provider>>, Refusal> {
    let kept = file.client_secret_file.as_deref();
    let kept = kept
        .map(|path| read("oidc.client_secret_file", path))
        .transpose()?;
    let roots = file.ca_file.as_deref();
    let roots = roots
        .map(|path| roots_in("oidc.ca_file", path))
        .transpose()?;
    let admits = admission(&file)?;
    let Some(issuer) = file.issuer else {
        return Ok(None);
    };
    if public_url.is_none() {
        let message = "set public_url too: the provider leads people back to it";
        return Err(Refusal::of("oidc.issuer", message));
    }
    let client_secret = kept
        .map(line)
        .or(file.client_secret)
        .filter(|text| !text.is_empty());
    let settings = ProviderSettings {
        issuer: address(&issuer, file.allow_private)?,
        client_id: file.client_id.filter(|id| !id.is_empty()).ok_or_else(|| {
            Refusal::of("oidc.client_id", "write how the provider knows this installation")
        })?,
        client_secret: client_secret.ok_or_else(|| {
            let message = "write the secret that the provider gave, or name a file with oidc.client_secret_file";
            Refusal::of("oidc.client_secret", message)
        })?,
        name: file.name,
        scopes: with_openid(file.scopes),
        admits,
        may_be_private: file.allow_private,
        roots,
    };
    Ok(Some(Arc::new(Provider::new(settings)?)))
}

/// In the clear nothing is safe but this machine and networks that the operator vouches for.
fn address(issuer: &str, may_be_private: bool) -> Result<String, Refusal> {
    let message = "write the provider's address, such as https://login.example.com; http only with \
                   oidc.allow_private";
    let refusal = || Refusal::of("oidc.issuer", message);
    let url = reqwest::Url::parse(issuer).map_err(|_| refusal())?;
    let is_safe = url.scheme() == "https" || (url.scheme() == "http" && may_be_private);
    let is_plain = url.has_host() && url.query().is_none() && url.fragment().is_none();
    match is_safe && is_plain {
        true => Ok(issuer.to_owned()),
        false => Err(refusal()),
    }
}

fn with_openid(mut scopes: Vec<String>) -> Vec<String> {
    if !scopes.iter().any(|scope| scope == "openid") {
        scopes.insert(0, "openid".to_owned());
    }
    scopes
}

fn admission(file: &FileOidc) -> Result<Option<Admission>, Refusal> {
    let message = "write reader, responder, publisher or administrator";
    let role: Role = file
        .role
        .parse()
        .map_err(|_| Refusal::of("oidc.role", message))?;
    if file.domains.is_empty() && file.groups.is_empty() {
        return Ok(None);
    }
    Ok(Some(Admission {
        domains: file.domains.clone(),
        groups: file.groups.clone(),
        groups_claim: file.groups_claim.clone(),
        role,
    }))
}

/// A file of one line, without its end.
fn line(text: String) -> String {
    text.trim_end_matches(['\r', '\n']).to_owned()
}
