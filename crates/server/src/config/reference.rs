//! The reference of all settings, printed from one table.
// tidy: long because it is one table.

use std::fmt::Write;

/// One setting: its key in the file, and what an operator must know.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its key; a dot separates the section.
    pub key: &'static str,
    /// What kind of value it takes.
    pub kind: Kind,
    /// The default as it would be written, empty for none.
    pub default: &'static str,
    /// A value that is accepted.
    pub example: &'static str,
    /// What it does.
    pub help: &'static str,
}

/// What kind of value a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// Texts; in the environment separated by commas.
    List,
    /// `true` or `false`.
    Truth,
}

/// All settings, in the order of the reference.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "listen",
        kind: Kind::Text,
        default: "127.0.0.1:8080",
        example: "0.0.0.0:8080",
        help: "Address and port to listen on.",
    },
    Setting {
        key: "public_url",
        kind: Kind::Text,
        default: "",
        example: "https://status.example.com",
        help: "The address that readers use. Absolute addresses in pages and feeds begin with it; \
               without it pages name themselves by path only.",
    },
    Setting {
        key: "trusted_proxies",
        kind: Kind::List,
        default: "",
        example: "127.0.0.1, 10.0.0.0/8",
        help: "Addresses or networks of the proxies in front. Only their `X-Forwarded-For` is \
               believed; limits per reader rest on it.",
    },
    Setting {
        key: "database",
        kind: Kind::Text,
        default: "sqlite:beffroi.db",
        example: "postgres://beffroi@localhost/beffroi",
        help: "`sqlite:PATH` for a file, or `postgres://…` for a server that several nodes share.",
    },
    Setting {
        key: "database_file",
        kind: Kind::Text,
        default: "",
        example: "/run/secrets/database",
        help: "A file that holds the value of `database`, for secrets; wins over it.",
    },
    Setting {
        key: "page",
        kind: Kind::Text,
        default: "",
        example: "main",
        help: "The slug of the page that is served; without it the oldest page.",
    },
    Setting {
        key: "documents",
        kind: Kind::Text,
        default: "",
        example: "documents",
        help: "A directory with the legal notice, privacy notice and accessibility statement per \
               locale, Markdown: `legal.fr.md`, `privacy.en.md`, `accessibility.it.md`. Read at start.",
    },
    Setting {
        key: "ready",
        kind: Kind::Text,
        default: "beffroi-ready",
        example: "/var/lib/beffroi/ready",
        help: "A directory for a copy of the pages that everybody asks for. When the database cannot be \
               reached at a start, they are served from there, and say so. Empty: none is written.",
    },
    Setting {
        key: "security_contact",
        kind: Kind::Text,
        default: "",
        example: "mailto:security@example.com",
        help: "Whom to tell about a weakness: a `mailto:`, `https://` or `tel:` address. It stands in \
               `/.well-known/security.txt`, which is not there without it.",
    },
    Setting {
        key: "log.format",
        kind: Kind::Text,
        default: "text",
        example: "json",
        help: "`text` or `json`. Neither holds personal data.",
    },
    Setting {
        key: "log.level",
        kind: Kind::Text,
        default: "info",
        example: "beffroi=debug",
        help: "`error`, `warn`, `info`, `debug`, `trace`, or per part.",
    },
    Setting {
        key: "limits.connections",
        kind: Kind::Number,
        default: "20000",
        example: "20000",
        help: "Open connections in all; more wait to be accepted.",
    },
    Setting {
        key: "limits.requests_per_client",
        kind: Kind::Number,
        default: "64",
        example: "64",
        help: "Requests at one time from one reader's address; more are answered 429.",
    },
    Setting {
        key: "limits.calls_per_minute",
        kind: Kind::Number,
        default: "1200",
        example: "60",
        help: "Calls of the API in a minute with one token; more are answered 420 or 429.",
    },
    Setting {
        key: "limits.header_seconds",
        kind: Kind::Number,
        default: "10",
        example: "10",
        help: "Seconds that a request's head may take to arrive.",
    },
    Setting {
        key: "limits.write_seconds",
        kind: Kind::Number,
        default: "30",
        example: "30",
        help: "Seconds that a reader may take to take the next part of an answer.",
    },
    Setting {
        key: "limits.kept_mb",
        kind: Kind::Number,
        default: "32",
        example: "64",
        help: "Megabytes of memory for older documents, kept after somebody asked for them.",
    },
    Setting {
        key: "limits.stop_seconds",
        kind: Kind::Number,
        default: "10",
        example: "10",
        help: "Seconds that a stop waits for requests under way.",
    },
    Setting {
        key: "metrics.listen",
        kind: Kind::Text,
        default: "",
        example: "127.0.0.1:9464",
        help: "Address and port for `/metrics` (Prometheus, OpenMetrics), which readers must not reach; \
               nothing is served without it.",
    },
    Setting {
        key: "mail.host",
        kind: Kind::Text,
        default: "",
        example: "smtp.example.com",
        help: "The mail relay that takes letters to members (invitations, recovery, reminders). Without \
               it none are written, and links are shown to whoever asks for them instead.",
    },
    Setting {
        key: "mail.port",
        kind: Kind::Number,
        default: "",
        example: "587",
        help: "Its port; 587 with `starttls`, 465 with `implicit`, 25 with `none`.",
    },
    Setting {
        key: "mail.tls",
        kind: Kind::Text,
        default: "starttls",
        example: "implicit",
        help: "`starttls`, `implicit`, or `none`, which is for a relay on the same machine. A relay that \
               does not encrypt as it is told here gets nothing.",
    },
    Setting {
        key: "mail.user",
        kind: Kind::Text,
        default: "",
        example: "beffroi",
        help: "As whom to sign in at the relay; without it, not at all.",
    },
    Setting {
        key: "mail.password_file",
        kind: Kind::Text,
        default: "",
        example: "/run/secrets/mail",
        help: "A file that holds the password to `mail.user`.",
    },
    Setting {
        key: "mail.from",
        kind: Kind::Text,
        default: "",
        example: "Example <status@example.com>",
        help: "Who writes: an address, with or without a name. Needed with `mail.host`.",
    },
    Setting {
        key: "mail.bounces_to",
        kind: Kind::Text,
        default: "",
        example: "bounces@example.com",
        help: "Where announcements that do not arrive come back to: each is sent from this address with a `+` and a mark of \
               its own in front of the `@`. At most 15 letters stand there. Give what comes to it to `beffroi bounces`.",
    },
    Setting {
        key: "mail.answers_to",
        kind: Kind::Text,
        default: "",
        example: "desk@example.com",
        help: "The mailbox for answers to letters about reports: each letter asks for answers at this address with a `+` and \
               its case in front of the `@`. At most 15 letters stand there. Let it be looked into (`imap.host`), or \
               give what comes to it to `beffroi desk mail`.",
    },
    Setting {
        key: "mail.ca_file",
        kind: Kind::Text,
        default: "",
        example: "/etc/ssl/company.pem",
        help: "Certificates (PEM) that are trusted for the relay beside the public ones.",
    },
    Setting {
        key: "mail.allow_private",
        kind: Kind::Truth,
        default: "false",
        example: "true",
        help: "`true` where the relay is at a private address, such as `localhost`.",
    },
    Setting {
        key: "mail.sessions",
        kind: Kind::Number,
        default: "10",
        example: "20",
        help: "Conversations with the relay at a time, from 1 to 100, for what goes to many readers.",
    },
    Setting {
        key: "mail.at_one_domain",
        kind: Kind::Number,
        default: "",
        example: "5",
        help: "Mails under way to one domain at a time; as many as `mail.sessions` where it is not set.",
    },
    Setting {
        key: "mail.dkim_selector",
        kind: Kind::Text,
        default: "",
        example: "beffroi",
        help: "Signs mails (DKIM) under this selector, with `mail.dkim_key_file`. Left out where the relay signs.",
    },
    Setting {
        key: "mail.dkim_domain",
        kind: Kind::Text,
        default: "",
        example: "example.com",
        help: "The domain that mails are signed for; that of `mail.from` where it is not set.",
    },
    Setting {
        key: "mail.dkim_key_file",
        kind: Kind::Text,
        default: "",
        example: "/run/secrets/dkim.pem",
        help: "A file that holds the private key (PEM; RSA or Ed25519) mails are signed with.",
    },
    Setting {
        key: "imap.host",
        kind: Kind::Text,
        default: "",
        example: "imap.example.com",
        help: "The server of the mailbox that answers to letters about reports come to (IMAP), for `beffroi serve` \
               to look into. Without it, something else has to give them to `beffroi desk mail`.",
    },
    Setting {
        key: "imap.port",
        kind: Kind::Number,
        default: "",
        example: "993",
        help: "Its port; 993 with `implicit`, else 143.",
    },
    Setting {
        key: "imap.tls",
        kind: Kind::Text,
        default: "implicit",
        example: "starttls",
        help: "`implicit`, `starttls`, or `none`, which goes no further than this machine. A server that does not \
               encrypt as it is told here gets nothing.",
    },
    Setting {
        key: "imap.user",
        kind: Kind::Text,
        default: "",
        example: "desk@example.com",
        help: "As whom to sign in. Needed with `imap.host`.",
    },
    Setting {
        key: "imap.password",
        kind: Kind::Text,
        default: "",
        example: "s3cret",
        help: "The password to `imap.user`.",
    },
    Setting {
        key: "imap.password_file",
        kind: Kind::Text,
        default: "",
        example: "/run/secrets/imap",
        help: "A file that holds the value of `imap.password`; wins over it.",
    },
    Setting {
        key: "imap.folder",
        kind: Kind::Text,
        default: "INBOX",
        example: "Desk",
        help: "The folder that is looked into, as the server names it.",
    },
    Setting {
        key: "imap.after",
        kind: Kind::Text,
        default: "move",
        example: "delete",
        help: "What becomes of a mail that is done with: `move` (to `imap.moved_to`), `delete`, or `seen` (it stays, \
               marked as read; then only unread mails are looked at).",
    },
    Setting {
        key: "imap.moved_to",
        kind: Kind::Text,
        default: "Beffroi",
        example: "INBOX.Beffroi",
        help: "The folder for mails that are done with, as the server names it; made where it is not there.",
    },
    Setting {
        key: "imap.every_seconds",
        kind: Kind::Number,
        default: "60",
        example: "300",
        help: "Seconds between two looks, from 1 to 3600, where the server does not tell of new mails by itself (IDLE).",
    },
    Setting {
        key: "imap.ca_file",
        kind: Kind::Text,
        default: "",
        example: "/etc/ssl/company.pem",
        help: "Certificates (PEM) that are trusted for the mailbox beside the public ones.",
    },
    Setting {
        key: "imap.allow_private",
        kind: Kind::Truth,
        default: "false",
        example: "true",
        help: "`true` where the mailbox is at a private address, such as `localhost`.",
    },
    Setting {
        key: "calls.open",
        kind: Kind::List,
        default: "",
        example: "10.20.0.0/16",
        help: "Private addresses or networks that webhooks may be sent to. Without it none but the public \
               internet is called, whatever a name resolves to.",
    },
    Setting {
        key: "calls.ca_file",
        kind: Kind::Text,
        default: "",
        example: "/etc/ssl/company.pem",
        help: "Certificates (PEM) that are trusted for webhooks beside the public ones.",
    },
    Setting {
        key: "push.contact",
        kind: Kind::Text,
        default: "",
        example: "mailto:status@example.com",
        help: "Whom the services of browsers (Google, Mozilla, Apple, Microsoft) reach about notifications that \
               are sent through them: a `mailto:` or `https://` address. Without it, the page's own address where \
               that begins with `https://`; else no browser is offered notifications.",
    },
    Setting {
        key: "sms.url",
        kind: Kind::Text,
        default: "",
        example: "https://sms.example.com/send",
        help: "The gateway that takes short messages by a POST; `http` only where `calls.open` names its network. Places \
               in `url`, `headers` and `body`: `{to}` (the number with its plus), `{figures}` (without), `{text}`, `{from}`, \
               `{key}`, and `{basic}` (the key in base64). See [Subscribers](subscribers.md).",
    },
    Setting {
        key: "sms.headers",
        kind: Kind::List,
        default: "",
        example: "Content-Type: application/json, Authorization: Basic {basic}",
        help: "What is sent in front, each as `Name: value`; `Content-Type` says how the body is escaped (a form, JSON, XML \
               or plain text).",
    },
    Setting {
        key: "sms.body",
        kind: Kind::Text,
        default: "",
        example: "{\"to\": \"{to}\", \"from\": \"{from}\", \"text\": \"{text}\"}",
        help: "What is sent.",
    },
    Setting {
        key: "sms.from",
        kind: Kind::Text,
        default: "",
        example: "Example",
        help: "Who says it: a number or a name that the gateway knows.",
    },
    Setting {
        key: "sms.key",
        kind: Kind::Text,
        default: "",
        example: "account:s3cret",
        help: "By what the gateway knows us.",
    },
    Setting {
        key: "sms.key_file",
        kind: Kind::Text,
        default: "",
        example: "/run/secrets/sms",
        help: "A file that holds the value of `sms.key`; wins over it.",
    },
    Setting {
        key: "sms.answer",
        kind: Kind::Text,
        default: "",
        example: "\"status\":\"0\"",
        help: "What the answer says when a message was taken, for gateways that answer 200 to everything.",
    },
    Setting {
        key: "sms.countries",
        kind: Kind::List,
        default: "",
        example: "FR, IT",
        help: "The countries whose numbers may be reached, in two letters. Without one, short messages are off: nobody is \
               offered them.",
    },
    Setting {
        key: "sms.segments",
        kind: Kind::Number,
        default: "2",
        example: "3",
        help: "The most segments of one announcement, 1 to 10; each is paid for.",
    },
    Setting {
        key: "sms.segments_a_day",
        kind: Kind::Number,
        default: "500",
        example: "2000",
        help: "The most segments in a day (UTC), codes included. Past it nothing goes, whoever asks.",
    },
    Setting {
        key: "sms.segments_a_month",
        kind: Kind::Number,
        default: "5000",
        example: "20000",
        help: "The most segments in a month (UTC).",
    },
    Setting {
        key: "sms.codes_an_hour",
        kind: Kind::Number,
        default: "30",
        example: "10",
        help: "The most codes in an hour to those who ask to be told, all pages together.",
    },
    Setting {
        key: "sms.codes_a_day",
        kind: Kind::Number,
        default: "100",
        example: "40",
        help: "The most codes in 24 hours.",
    },
    Setting {
        key: "sign_in.second_factor",
        kind: Kind::Text,
        default: "asked",
        example: "required",
        help: "At the console: `asked` of whoever has one, or `required` of everybody who signs in with a \
               password. Another provider, and passkeys, are enough by themselves.",
    },
    Setting {
        key: "oidc.issuer",
        kind: Kind::Text,
        default: "",
        example: "https://login.example.com",
        help: "A provider of OpenID Connect through which members may sign in: its address, as it \
               calls itself. Tell it to lead back to `PUBLIC_URL/console/provider/back`. Needs `public_url`.",
    },
    Setting {
        key: "oidc.name",
        kind: Kind::Text,
        default: "Single sign-on",
        example: "Example SSO",
        help: "What people know it by; stands on the button.",
    },
    Setting {
        key: "oidc.client_id",
        kind: Kind::Text,
        default: "",
        example: "beffroi",
        help: "How the provider knows this installation.",
    },
    Setting {
        key: "oidc.client_secret",
        kind: Kind::Text,
        default: "",
        example: "s3cret",
        help: "By what it knows that it is this installation.",
    },
    Setting {
        key: "oidc.client_secret_file",
        kind: Kind::Text,
        default: "",
        example: "/run/secrets/oidc",
        help: "A file that holds the value of `oidc.client_secret`; wins over it.",
    },
    Setting {
        key: "oidc.scopes",
        kind: Kind::List,
        default: "openid, email, profile",
        example: "openid, email, profile, groups",
        help: "What the provider is asked to tell of somebody.",
    },
    Setting {
        key: "oidc.domains",
        kind: Kind::List,
        default: "",
        example: "example.com, example.org",
        help: "Whoever has an address in one of these domains, which the provider has verified, comes in without \
               an invitation. Without this and `oidc.groups` only members come in.",
    },
    Setting {
        key: "oidc.groups",
        kind: Kind::List,
        default: "",
        example: "status-team",
        help: "Whoever is in one of these groups comes in without an invitation; with `oidc.domains` set too, \
               both must fit.",
    },
    Setting {
        key: "oidc.groups_claim",
        kind: Kind::Text,
        default: "groups",
        example: "roles",
        help: "The claim that lists somebody's groups.",
    },
    Setting {
        key: "oidc.role",
        kind: Kind::Text,
        default: "reader",
        example: "responder",
        help: "What those may do, on all pages, who come in without an invitation: `reader`, `responder`, \
               `publisher` or `administrator`.",
    },
    Setting {
        key: "oidc.ca_file",
        kind: Kind::Text,
        default: "",
        example: "/etc/ssl/company.pem",
        help: "Certificates (PEM) that are trusted for the provider beside the public ones.",
    },
    Setting {
        key: "oidc.allow_private",
        kind: Kind::Truth,
        default: "false",
        example: "true",
        help: "`true` where the provider is at a private address; then it may also be `http`.",
    },
    Setting {
        key: "translation.service",
        kind: Kind::Text,
        default: "",
        example: "libretranslate",
        help: "A service that drafts what a language lacks: `libretranslate`, `deepl`, or one that speaks like either. \
               Without it there are no drafts by machine.",
    },
    Setting {
        key: "translation.url",
        kind: Kind::Text,
        default: "",
        example: "https://translate.example.com",
        help: "Where it is, without `/translate`. DeepL's own address follows from the key.",
    },
    Setting {
        key: "translation.key",
        kind: Kind::Text,
        default: "",
        example: "s3cret",
        help: "By what it knows us; DeepL asks for one.",
    },
    Setting {
        key: "translation.key_file",
        kind: Kind::Text,
        default: "",
        example: "/run/secrets/translation",
        help: "A file that holds the value of `translation.key`; wins over it.",
    },
    Setting {
        key: "translation.timeout_seconds",
        kind: Kind::Number,
        default: "15",
        example: "30",
        help: "Seconds that a draft may take in all, 1 to 60.",
    },
    Setting {
        key: "translation.ca_file",
        kind: Kind::Text,
        default: "",
        example: "/etc/ssl/company.pem",
        help: "Certificates (PEM) that are trusted for the service beside the public ones.",
    },
    Setting {
        key: "translation.allow_private",
        kind: Kind::Truth,
        default: "false",
        example: "true",
        help: "`true` where the service is at a private address, such as a LibreTranslate of your own; then it may also be \
               `http`.",
    },
    Setting {
        key: "watch.enabled",
        kind: Kind::Truth,
        default: "true",
        example: "false",
        help: "Whether the pages of other providers that are followed are looked at. `false`: not by this node.",
    },
    Setting {
        key: "watch.contact",
        kind: Kind::Text,
        default: "",
        example: "mailto:status@example.com",
        help: "Whom people write to who wonder who asks: an address that goes with every question, in `User-Agent`. Without \
               it, `public_url`.",
    },
    Setting {
        key: "watch.interval_seconds",
        kind: Kind::Number,
        default: "180",
        example: "300",
        help: "Seconds between two looks at a page where all is well, 10 to 86400; a tenth more or less.",
    },
    Setting {
        key: "watch.open_interval_seconds",
        kind: Kind::Number,
        default: "60",
        example: "60",
        help: "The same while something is open or not as it should be, and while history is fetched.",
    },
    Setting {
        key: "watch.gap_ms",
        kind: Kind::Number,
        default: "1000",
        example: "2000",
        help: "Milliseconds between two questions to one host, which are never asked at one time.",
    },
    Setting {
        key: "watch.at_once",
        kind: Kind::Number,
        default: "32",
        example: "128",
        help: "Pages that are looked at at one time, 1 to 1024.",
    },
    Setting {
        key: "watch.keep_days",
        kind: Kind::Number,
        default: "90",
        example: "365",
        help: "Days that raw replies are kept, so that a better reader can read them again.",
    },
    Setting {
        key: "watch.keep_mb",
        kind: Kind::Number,
        default: "512",
        example: "2048",
        help: "Megabytes of raw replies, packed; beyond them the oldest go.",
    },
    Setting {
        key: "files.folder",
        kind: Kind::Text,
        default: "",
        example: "/var/lib/beffroi/files",
        help: "Where files are kept that come with reports. Without it, and without a bucket, in a folder beside the \
               database's file, such as `beffroi-files` beside `beffroi.db`; with PostgreSQL in `beffroi-files` where the program \
               runs. Several nodes need one that they share, or a bucket.",
    },
    Setting {
        key: "files.s3_endpoint",
        kind: Kind::Text,
        default: "",
        example: "https://s3.example.com",
        help: "Storage that speaks S3, in a folder's stead: its address without the bucket, which stands in the path.",
    },
    Setting {
        key: "files.s3_bucket",
        kind: Kind::Text,
        default: "",
        example: "beffroi-files",
        help: "Which bucket; it has to be there.",
    },
    Setting {
        key: "files.s3_region",
        kind: Kind::Text,
        default: "us-east-1",
        example: "eu-west-3",
        help: "The region that requests are signed for; most storage of one's own takes any.",
    },
    Setting {
        key: "files.s3_key_id",
        kind: Kind::Text,
        default: "",
        example: "AKIAEXAMPLE",
        help: "As whom files are put there. The key has to put, get and delete objects, and needs no more.",
    },
    Setting {
        key: "files.s3_secret",
        kind: Kind::Text,
        default: "",
        example: "s3cret",
        help: "The secret of that key.",
    },
    Setting {
        key: "files.s3_secret_file",
        kind: Kind::Text,
        default: "",
        example: "/run/secrets/s3",
        help: "A file that holds the value of `files.s3_secret`; wins over it.",
    },
    Setting {
        key: "files.s3_ca_file",
        kind: Kind::Text,
        default: "",
        example: "/etc/ssl/company.pem",
        help: "Certificates (PEM) that are trusted for the storage beside the public ones.",
    },
    Setting {
        key: "files.s3_allow_private",
        kind: Kind::Truth,
        default: "false",
        example: "true",
        help: "`true` where the storage is at a private address; then it may also be `http`.",
    },
];

impl Setting {
    /// Its variable in the environment: `log.format` is `BEFFROI_LOG_FORMAT`.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("BEFFROI_{}", self.key.replace('.', "_").to_uppercase())
    }

    /// A value out of the environment's text; what is no number stays a text and is refused later.
    #[must_use]
    pub fn read(&self, text: &str) -> toml::Value {
        match self.kind {
            Kind::Text => toml::Value::String(text.to_owned()),
            Kind::Number => text.parse().map_or_else(
                |_| toml::Value::String(text.to_owned()),
                toml::Value::Integer,
            ),
            Kind::Truth => text.parse().map_or_else(
                |_| toml::Value::String(text.to_owned()),
                toml::Value::Boolean,
            ),
            Kind::List => text
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(|part| toml::Value::String(part.to_owned()))
                .collect::<Vec<_>>()
                .into(),
        }
    }
}

/// The reference, as Markdown.
#[must_use]
pub fn reference() -> String {
    let mut out = String::from(
        "# Configuration\n\n\
         Generated by `beffroi config reference`; do not edit.\n\n\
         `beffroi serve --config beffroi.toml` reads one TOML file. Every key can also be set by a \
         variable of the environment, which wins. Unknown keys are refused with their line.\n\n\
         | key | variable | default | meaning |\n|---|---|---|---|\n",
    );
    for setting in SETTINGS {
        let default = match setting.default {
            "" => "none".to_owned(),
            text => format!("`{text}`"),
        };
        let variable = setting.variable();
        writeln!(
            out,
            "| `{}` | `{variable}` | {default} | {} |",
            setting.key, setting.help
        )
        .expect("writing to a String");
    }
    out
}
