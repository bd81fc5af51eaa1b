//! Configuration: one TOML file, overlaid by the environment; the only place that reads either.
//!
//! Read in order: [`Settings`], [`load`], [`reference`].
//! Not here: what a page holds; that is in the database.

mod calls;
mod file;
mod files;
mod imap;
mod limits;
mod mail;
mod oidc;
mod push;
mod reference;
mod sms;
mod translation;
mod watch;

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use crate::{
    ground::{db::DbUrl, files::Store, proxy::Proxies},
    members::oidc::Provider,
    providers::WatchSettings,
    translations::Machine,
};

pub use crate::ground::outbound::{Imap, Mail, Sms};
pub use calls::Calls;
pub use file::{ConfigError, load, parse};
pub use files::Files;
pub use reference::{SETTINGS, Setting, reference};

/// Everything that can be set, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address that readers use, without a slash at the end. Every absolute address in a page
    /// or feed begins with it.
    pub public_url: Option<String>,
    /// Proxies in front whose word on the reader's address is believed.
    pub trusted_proxies: Proxies,
    /// Which database.
    pub database: DbUrl,
    /// The page that is served; the oldest when not set.
    pub page: Option<String>,
    /// A directory of documents that the operator fills: `legal.fr.md`, `privacy.en.md` …
    pub documents: Option<PathBuf>,
    /// A directory for what stands ready, so that a start without a database has something to serve.
    pub ready: Option<PathBuf>,
    /// Whom to tell about a weakness, as `/.well-known/security.txt` gives it.
    pub security_contact: Option<String>,
    /// How to log.
    pub log: Log,
    /// Limits that protect everyone from anyone.
    pub limits: Limits,
    /// Where monitoring asks for `/metrics`; nowhere when not set.
    pub metrics: Option<SocketAddr>,
    /// How other people's programs are called.
    pub calls: Calls,
    /// How letters leave; none are written when not set.
    pub mail: Option<Mail>,
    /// The mailbox that answers to letters about reports come to; none is looked into when not set.
    pub imap: Option<Arc<Imap>>,
    /// Whom the services of browsers reach about what is sent to them: `mailto:` or `https:`; the page's own address when
    /// not set.
    pub push_contact: Option<String>,
    /// How short messages leave; none are offered when not set.
    pub sms: Option<Arc<Sms>>,
    /// Through whom people may sign in beside their password; nobody when not set.
    pub oidc: Option<Arc<Provider>>,
    /// Which service drafts what a language lacks; none when not set.
    pub translation: Option<Arc<Machine>>,
    /// Of whom a second factor is asked at the console's door.
    pub second_factor: SecondFactor,
    /// How other providers' pages are looked at.
    pub watch: WatchSettings,
    /// Where files are kept that come with reports.
    pub files: Files,
}

/// Of whom a second factor is asked at the console's door.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// Of whoever has one.
    #[default]
    Asked,
    /// Of everybody: whoever has none adds one first.
    Required,
}

impl Settings {
    /// What absolute addresses begin with: `public_url`, else the address that we listen on, which
    /// serves a trial and nobody else.
    #[must_use]
    pub fn origin(&self) -> String {
        let listened = || format!("http://{}", self.listen);
        self.public_url.clone().unwrap_or_else(listened)
    }

    /// Where files are kept: in the bucket or the folder that was named, else beside the database.
    #[must_use]
    pub fn store(&self) -> Store {
        self.files.store(&self.database)
    }
}

/// How to log.
#[derive(Clone, Debug)]
pub struct Log {
    /// In which form.
    pub format: LogFormat,
    /// From which level on, in the syntax of tracing's filter: `info`, `beffroi=debug`.
    pub level: String,
}

/// The form of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs, one object a line.
    Json,
}

/// Limits that protect everyone from anyone.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Open connections in all.
    pub connections: usize,
    /// Requests at one time from one reader's address.
    pub requests_per_client: usize,
    /// Calls of the API in a minute with one token.
    pub calls_per_minute: usize,
    /// Seconds that a request's head may take.
    pub header_seconds: u64,
    /// Seconds that a reader may take to take the next part of an answer.
    pub write_seconds: u64,
    /// Seconds that a stop waits for requests under way.
    pub stop_seconds: u64,
    /// Megabytes for documents that were rendered because somebody asked.
    pub kept_mb: u64,
}
