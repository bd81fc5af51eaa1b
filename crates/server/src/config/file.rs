//! The file and the environment: read, overlaid, checked, with the line of what is wrong.

use std::{
    collections::BTreeMap,
    fmt,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{
    Log, LogFormat, SETTINGS, SecondFactor, Settings, calls, files, imap, limits, mail, oidc, push,
    sms, translation, watch,
};
use crate::ground::{Refusal, db::DbUrl, proxy::Proxies};

/// What is wrong with a configuration, and where.
#[derive(Debug, thiserror::Error)]
pub struct ConfigError {
    /// The file, or the variable of the environment.
    pub place: String,
    /// The line, from 1, where there is one.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}: {}", self.place, self.message),
            None => write!(out, "{}: {}", self.place, self.message),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    listen: String,
    public_url: Option<String>,
    trusted_proxies: Vec<String>,
    database: String,
    database_file: Option<PathBuf>,
    page: Option<String>,
    documents: Option<PathBuf>,
    ready: PathBuf,
    security_contact: Option<String>,
    log: FileLog,
    limits: limits::FileLimits,
    metrics: FileMetrics,
    calls: calls::FileCalls,
    mail: mail::FileMail,
    imap: imap::FileImap,
    push: push::FilePush,
    sms: sms::FileSms,
    oidc: oidc::FileOidc,
    sign_in: FileSignIn,
    translation: translation::FileTranslation,
    watch: watch::FileWatch,
    files: files::FileFiles,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FileSignIn {
    second_factor: SecondFactor,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FileMetrics {
    listen: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FileLog {
    format: LogFormat,
    level: String,
}

impl Default for File {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            public_url: None,
            trusted_proxies: Vec::new(),
            database: "sqlite:beffroi.db".to_owned(),
            database_file: None,
            page: None,
            documents: None,
            ready: PathBuf::from("beffroi-ready"),
            security_contact: None,
            log: FileLog::default(),
            limits: limits::FileLimits::default(),
            metrics: FileMetrics::default(),
            calls: calls::FileCalls::default(),
            mail: mail::FileMail::default(),
            imap: imap::FileImap::default(),
            push: push::FilePush::default(),
            sms: sms::FileSms::default(),
            sign_in: FileSignIn::default(),
            oidc: oidc::FileOidc::default(),
            translation: translation::FileTranslation::default(),
            watch: watch::FileWatch::default(),
            files: files::FileFiles::default(),
        }
    }
}

impl Default for FileLog {
    fn default() -> Self {
        Self {
            format: LogFormat::Text,
            level: "info".to_owned(),
        }
    }
}

/// Reads a configuration file and overlays the environment.
///
/// # Errors
/// What is wrong, with file and line or the variable's name.
pub fn load(path: Option<&Path>) -> Result<Settings, ConfigError> {
    let (place, text) = match path {
        None => ("defaults".to_owned(), String::new()),
        Some(path) => {
            let place = path.display().to_string();
            let text = std::fs::read_to_string(path).map_err(|error| ConfigError {
                place: place.clone(),
                line: None,
                message: format!("cannot be read: {error}"),
            })?;
            (place, text)
        }
    };
    let environment = SETTINGS
        .iter()
        .filter_map(|setting| Some((setting.variable(), std::env::var(setting.variable()).ok()?)))
        .collect();
    parse(&place, &text, &environment)
}

/// Checks a configuration given as text; `environment` overlays it.
///
/// # Errors
/// What is wrong, with file and line or the variable's name.
pub fn parse(
    place: &str,
    text: &str,
    environment: &BTreeMap<String, String>,
) -> Result<Settings, ConfigError> {
    // Checked by itself first, so that a mistake in the file is told with the file's line.
    let file: File = toml::from_str(text).map_err(|error| of_toml(place, text, &error))?;
    check(file).map_err(|refusal| at_key(place, text, &refusal))?;
    let mut table: toml::Table = text.parse().map_err(|error| of_toml(place, text, &error))?;
    for setting in SETTINGS {
        if let Some(value) = environment.get(&setting.variable()) {
            put(&mut table, setting.key, setting.read(value));
        }
    }
    let overlaid = File::deserialize(table).map_err(|error| in_environment(error.message()))?;
    check(overlaid).map_err(|refusal| in_environment(&refusal.message))
}

fn put(table: &mut toml::Table, key: &str, value: toml::Value) {
    match key.split_once('.') {
        None => {
            table.insert(key.to_owned(), value);
        }
        Some((section, rest)) => {
            let inner = table
                .entry(section)
                .or_insert_with(|| toml::Value::Table(toml::Table::new()));
            if let toml::Value::Table(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

fn check(file: File) -> Result<Settings, Refusal> {
    let listen = address("listen", &file.listen)?;
    let public_url = file.public_url.as_deref().map(public_url).transpose()?;
    let calls = calls::check(file.calls)?;
    Ok(Settings {
        listen,
        sms: sms::check(file.sms, !calls.open.is_empty())?,
        calls,
        mail: mail::check(file.mail, public_url.as_deref())?,
        imap: imap::check(file.imap)?,
        push_contact: push::check(file.push)?,
        oidc: oidc::check(file.oidc, public_url.as_deref())?,
        translation: translation::check(file.translation)?,
        watch: watch::check(file.watch, public_url.as_deref())?,
        files: files::check(file.files)?,
        metrics: metrics(file.metrics.listen.as_deref(), listen)?,
        public_url,
        trusted_proxies: Proxies::parse(&file.trusted_proxies)?,
        database: database(&file.database, file.database_file.as_deref())?,
        page: file.page,
        documents: file.documents,
        ready: Some(file.ready).filter(|path| !path.as_os_str().is_empty()),
        security_contact: file.security_contact.map(contact).transpose()?,
        log: Log {
            format: file.log.format,
            level: level(file.log.level)?,
        },
        limits: limits::check(&file.limits)?,
        second_factor: file.sign_in.second_factor,
    })
}

fn address(key: &'static str, text: &str) -> Result<SocketAddr, Refusal> {
    text.parse()
        .map_err(|_| Refusal::of(key, "write an address and a port, such as 127.0.0.1:8080"))
}

/// Figures are the operator's, so they have a door of their own.
fn metrics(text: Option<&str>, public: SocketAddr) -> Result<Option<SocketAddr>, Refusal> {
    const KEY: &str = "metrics.listen";
    let Some(text) = text else { return Ok(None) };
    let own = address(KEY, text)?;
    let is_everywhere = own.ip().is_unspecified() || public.ip().is_unspecified();
    let is_public = own.port() != 0
        && own.port() == public.port()
        && (own.ip() == public.ip() || is_everywhere);
    match is_public {
        true => Err(Refusal::of(
            KEY,
            "readers listen there too; choose another port, such as 127.0.0.1:9464",
        )),
        false => Ok(Some(own)),
    }
}

fn public_url(text: &str) -> Result<String, Refusal> {
    let refusal = || {
        Refusal::of(
            "public_url",
            "write the address that readers use, such as https://status.example.com",
        )
    };
    let url = reqwest::Url::parse(text).map_err(|_| refusal())?;
    let is_plain = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty();
    if is_plain {
        Ok(url.as_str().trim_end_matches('/').to_owned())
    } else {
        Err(refusal())
    }
}

/// One line that a program can follow; anything else would forge lines of the document.
fn contact(text: String) -> Result<String, Refusal> {
    let is_address = ["mailto:", "https://", "tel:"]
        .iter()
        .any(|scheme| text.len() > scheme.len() && text.starts_with(scheme));
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    if is_address && is_plain {
        return Ok(text);
    }
    Err(Refusal::of(
        "security_contact",
        "write an address such as mailto:security@example.com or https://example.com/security",
    ))
}

/// A secret may stand in a file of its own, as container platforms hand it over.
fn database(url: &str, file: Option<&Path>) -> Result<DbUrl, Refusal> {
    let Some(path) = file else { return url.parse() };
    let secret = std::fs::read_to_string(path).map_err(|error| {
        Refusal::of(
            "database_file",
            format!("{} cannot be read: {error}", path.display()),
        )
    })?;
    secret.trim().parse()
}

fn level(text: String) -> Result<String, Refusal> {
    match text.parse::<tracing_subscriber::EnvFilter>() {
        Ok(_) => Ok(text),
        Err(_) => Err(Refusal::of(
            "log.level",
            "write error, warn, info, debug or trace",
        )),
    }
}

fn of_toml(place: &str, text: &str, error: &toml::de::Error) -> ConfigError {
    let line = error.span().map(|span| line_of(text, span.start));
    ConfigError {
        place: place.to_owned(),
        line,
        message: error.message().to_owned(),
    }
}

fn in_environment(message: &str) -> ConfigError {
    ConfigError {
        place: "environment (BEFFROI_…)".to_owned(),
        line: None,
        message: message.to_owned(),
    }
}

fn at_key(place: &str, text: &str, refusal: &Refusal) -> ConfigError {
    let key = refusal.field.unwrap_or_default();
    let (section, last) = key.split_once('.').unwrap_or(("", key));
    let head = format!("[{section}]");
    let begins = text.lines().position(|line| line.trim() == head);
    let begins = begins.unwrap_or(0);
    // The key itself; else what begins like it.
    let is_it = |line: &str| {
        let rest = line.trim_start_matches(['[', ' ']).strip_prefix(last);
        rest.is_some_and(|rest| rest.trim_start().starts_with(['=', ']']))
    };
    let line = text.lines().skip(begins).position(is_it);
    let line = line.map(|line| begins + line);
    ConfigError {
        place: place.to_owned(),
        line: line.map(|index| index + 1),
        message: format!("{key}: {}", refusal.message),
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Result<Settings, ConfigError> {
        parse("beffroi.toml", text, &BTreeMap::new())
    }

    #[test]
    fn an_empty_file_gives_the_defaults_that_the_reference_prints() {
        let settings = file("").unwrap();

        assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(settings.database, DbUrl::File("beffroi.db".into()));
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let error = file("listen = \"127.0.0.1:1\"\n\nlisten_to = 3\n").unwrap_err();

        assert!(
            error
                .to_string()
                .starts_with("beffroi.toml:3: unknown field `listen_to`"),
            "{error}"
        );
    }

    #[test]
    fn a_value_that_cannot_be_is_refused_with_its_line_and_what_to_do() {
        let error = file("\npublic_url = \"status.example.com\"\n").unwrap_err();

        assert!(
            error
                .to_string()
                .starts_with("beffroi.toml:2: public_url: write the address"),
            "{error}"
        );
    }

    #[test]
    fn a_contact_is_an_address_that_a_program_can_follow() {
        let set = |text: &str| file(&format!("security_contact = {text:?}"));

        assert_eq!(
            set("mailto:s@example.com")
                .unwrap()
                .security_contact
                .unwrap(),
            "mailto:s@example.com"
        );
        for bad in [
            "s@example.com",
            "mailto:",
            "https://a b",
            "tel:1\nExpires: 9",
        ] {
            assert!(set(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let environment = BTreeMap::from([
            ("BEFFROI_LIMITS_CONNECTIONS".to_owned(), "7".to_owned()),
            (
                "BEFFROI_TRUSTED_PROXIES".to_owned(),
                "10.0.0.0/8, ::1".to_owned(),
            ),
        ]);

        let settings = parse("f", "[limits]\nconnections = 9\n", &environment).unwrap();

        assert_eq!(settings.limits.connections, 7);
        assert!(
            settings
                .trusted_proxies
                .contains("10.2.3.4".parse().unwrap())
        );
    }

    #[test]
    fn metrics_are_refused_where_readers_listen() {
        let beside = |own: &str| {
            file(&format!(
                "listen = \"0.0.0.0:8080\"\n[metrics]\nlisten = {own:?}\n"
            ))
        };

        assert_eq!(
            beside("127.0.0.1:9464").unwrap().metrics,
            Some("127.0.0.1:9464".parse().unwrap())
        );
        let error = beside("127.0.0.1:8080").unwrap_err().to_string();
        assert!(
            error.contains("metrics.listen: readers listen there too"),
            "{error}"
        );
        assert_eq!(file("").unwrap().metrics, None);
    }

    #[test]
    fn a_bad_variable_is_told_as_one() {
        let environment = BTreeMap::from([("BEFFROI_LISTEN".to_owned(), "here".to_owned())]);

        let error = parse("f", "", &environment).unwrap_err();

        assert!(error.to_string().starts_with("environment"), "{error}");
    }

    #[test]
    fn every_setting_of_the_reference_can_be_set_and_has_its_printed_default() {
        for setting in SETTINGS {
            let mut table = toml::Table::new();
            // Files are kept in a folder or in a bucket, never in both.
            let is_of_bucket = setting.key.starts_with("files.s3_");
            let bucket = [
                "files.s3_endpoint",
                "files.s3_bucket",
                "files.s3_key_id",
                "files.s3_secret",
            ];
            let bucket = bucket.into_iter().filter(|_| is_of_bucket);
            let always = [
                "mail.host",
                "mail.from",
                "imap.host",
                "imap.user",
                "imap.password",
                "public_url",
                "oidc.issuer",
                "oidc.client_id",
                "oidc.client_secret",
                "translation.service",
                "translation.url",
                "sms.url",
                "sms.headers",
                "sms.body",
                "sms.countries",
            ];
            for needed in always.into_iter().chain(bucket) {
                let needed = SETTINGS.iter().find(|other| other.key == needed).unwrap();
                put(&mut table, needed.key, needed.read(needed.example));
            }
            put(&mut table, setting.key, setting.read(setting.example));
            let text = toml::to_string(&table).unwrap();
            // What names a file is refused while the file is not there, and a user or a selector without its secret.
            let is_file = setting.key.ends_with("_file");
            let is_file = is_file || ["mail.user", "mail.dkim_selector"].contains(&setting.key);
            assert!(
                file(&text).is_ok() || is_file,
                "{}: {:?}",
                setting.key,
                file(&text).err()
            );
        }
        let defaults = super::super::reference();
        assert!(defaults.contains("`sqlite:beffroi.db`"));
    }
}
