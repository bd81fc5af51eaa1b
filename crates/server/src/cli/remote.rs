//! Talking to a running server with a key: where it is, which key, and how its answers are shown.
//!
//! The key comes from the environment or a file, never from the arguments, which every process on the machine can read.

use std::{
    io::{IsTerminal as _, Read as _},
    path::PathBuf,
};

use anyhow::Context as _;
use clap::Args;
use serde_json::{Map, Value, json};

use super::incident::review::lines;
use crate::ground::{
    outbound::{Body, Call, Key, Limits, Outbound},
    token,
};

/// Which server, with which key, and in which form to answer.
#[derive(Clone, Debug, Args)]
pub(super) struct Remote {
    /// The server's address, such as https://status.example.com
    #[arg(long, env = "BEFFROI_SERVER", value_name = "URL")]
    server: String,
    /// A file that holds the token; else BEFFROI_TOKEN
    #[arg(long, env = "BEFFROI_TOKEN_FILE", value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// The token itself, for the environment only
    #[arg(
        long = "token-of-environment",
        env = "BEFFROI_TOKEN",
        hide = true,
        hide_env_values = true
    )]
    token: Option<String>,
    /// Answer as JSON, for programs
    #[arg(long)]
    pub json: bool,
}

/// Which list is asked for: of which page, in which language.
#[derive(Clone, Debug, Args)]
pub(super) struct Listed {
    #[command(flatten)]
    pub remote: Remote,
    /// The page: its slug or id
    #[arg(long, value_name = "PAGE")]
    pub page: String,
    /// The language of titles and names
    #[arg(long, value_name = "LOCALE")]
    pub locale: Option<String>,
}

/// Which page, on which server.
#[derive(Clone, Debug, Args)]
pub(super) struct OnPage {
    #[command(flatten)]
    pub remote: Remote,
    /// The page: its slug or id
    #[arg(long, value_name = "PAGE")]
    pub page: String,
}

/// Whether something is really to be told.
#[derive(Clone, Debug, Args)]
pub(super) struct Publish {
    /// Publish it; without this, it is only shown what would be published
    #[arg(long)]
    publish: bool,
}

/// Whether a text is really to be told, or kept as a draft.
#[derive(Clone, Debug, Args)]
pub(super) struct Goes {
    #[command(flatten)]
    pub publish: Publish,
    /// Keep it as a draft, for a second person or for later
    #[arg(long, conflicts_with = "publish")]
    draft: bool,
}

/// Words, and the language that they are in.
#[derive(Clone, Debug, Args)]
pub(super) struct Words {
    /// What is said; - reads it from standard input, which is read anyway where it is no terminal
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// The language of title and text; the page's default when not given
    #[arg(long, value_name = "LOCALE")]
    pub locale: Option<String>,
}

/// What is to be done with an incident: its name, the incident where there is one already, and the path of the call.
pub(super) struct Deed<'a> {
    pub name: &'static str,
    pub incident: Option<&'a str>,
    pub path: String,
}

impl Words {
    /// What is said, if anything.
    ///
    /// # Errors
    /// When standard input cannot be read.
    pub fn read(&self) -> anyhow::Result<Option<Value>> {
        let said = Self::plain(self.text.as_deref())?;
        Ok(said.map(|text| self.in_locale(&text)))
    }

    /// What is said, in no language that matters.
    ///
    /// # Errors
    /// When standard input cannot be read.
    pub fn plain(text: Option<&str>) -> anyhow::Result<Option<String>> {
        let is_piped = text.is_none() && !std::io::stdin().is_terminal();
        let said = if is_piped || text == Some("-") {
            let mut text = String::new();
            std::io::stdin()
                .read_to_string(&mut text)
                .context("cannot read standard input")?;
            Some(text.trim().to_owned())
        } else {
            text.map(str::to_owned)
        };
        Ok(said.filter(|text| !text.is_empty()))
    }

    /// A text in the language that was named.
    #[must_use]
    pub fn in_locale(&self, text: &str) -> Value {
        match &self.locale {
            Some(locale) => json!({ locale: text }),
            None => json!(text),
        }
    }
}

impl OnPage {
    /// A path that asks for something of the page.
    pub fn path(&self, of: &str) -> String {
        format!("{of}?page={}", self.page)
    }

    /// What is sent begins with the page.
    pub fn body(&self) -> Map<String, Value> {
        let mut body = Map::new();
        put(&mut body, "page", Some(&self.page));
        body
    }

    /// The one of a list of the page whose `name` is `value`, as it stands; nothing where there is none yet.
    ///
    /// # Errors
    /// As [`Remote::get`].
    pub async fn find(&self, list: &str, (name, value): (&str, &str)) -> anyhow::Result<Value> {
        let mut all = self.remote.get(&self.path(list)).await?;
        let items = all["items"].as_array_mut();
        let found = items.and_then(|items| items.iter_mut().find(|one| one[name] == value));
        Ok(found.map(Value::take).unwrap_or_default())
    }
}

/// What is new in one language, beside what stands in the others.
#[must_use]
pub(super) fn beside(old: Value, new: Value) -> Value {
    match (old, new) {
        (Value::Object(mut all), Value::Object(new)) => {
            all.extend(new);
            Value::Object(all)
        }
        (_, new) => new,
    }
}

impl Remote {
    /// Asks for something.
    ///
    /// # Errors
    /// What the server says is wrong, or that nobody answers.
    pub async fn get(&self, path: &str) -> anyhow::Result<Value> {
        self.call("GET", path, None).await
    }

    /// Does something, or with no `publish` only asks what it would come to.
    ///
    /// # Errors
    /// What the server says is wrong, or that nobody answers.
    pub async fn send(
        &self,
        publish: &Publish,
        (method, path): (&str, &str),
        body: Map<String, Value>,
    ) -> anyhow::Result<Value> {
        let body = Value::Object(body).to_string();
        if publish.publish {
            return self.call(method, path, Some(&body)).await;
        }
        let path = format!("{path}?dry_run=true");
        let answer = self.call(method, &path, Some(&body)).await;
        if answer.is_ok() {
            eprintln!("Nothing was published: this is what would be. Add --publish to publish it.");
        }
        answer
    }

    /// Does a deed, keeps it as a draft, or only asks what it would come to.
    ///
    /// # Errors
    /// What the server says is wrong, or that nobody answers.
    pub async fn act(
        &self,
        goes: &Goes,
        deed: Deed<'_>,
        body: Map<String, Value>,
    ) -> anyhow::Result<Value> {
        if !goes.draft {
            let path = ("POST", deed.path.as_str());
            return self.send(&goes.publish, path, body).await;
        }
        let draft = json!({ "deed": deed.name, "incident": deed.incident, "command": body });
        self.post("/drafts", &draft).await
    }

    /// Does something that no reader sees.
    ///
    /// # Errors
    /// What the server says is wrong, or that nobody answers.
    pub async fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        self.call("POST", path, Some(&body.to_string())).await
    }

    /// Sets something that no reader sees.
    ///
    /// # Errors
    /// What the server says is wrong, or that nobody answers.
    pub async fn put(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        self.call("PUT", path, Some(&body.to_string())).await
    }

    /// Prints an answer: the whole for programs, else `part` of it as a table, a row for each thing in it.
    pub fn print(
        &self,
        told: &Value,
        part: &Value,
        heads: &[&str],
        row: impl Fn(&Value) -> Vec<String>,
    ) {
        if self.json {
            println!("{told}");
            return;
        }
        let items = part["items"].as_array().or_else(|| part.as_array());
        let rows: Vec<Vec<String>> = match items {
            Some(items) => items.iter().map(row).collect(),
            None => vec![row(part)],
        };
        table(heads, &rows);
    }

    async fn call(&self, method: &str, path: &str, body: Option<&str>) -> anyhow::Result<Value> {
        let url = format!("{}/v1{path}", self.server.trim_end_matches('/'));
        let once = token::new_secret();
        let call = Call {
            method,
            url: &url,
            key: Key::Bearer(&self.key()?),
            once: body.is_some().then_some(once.as_str()),
            body: body.map(Body::Json),
        };
        // The operator named this server by hand.
        let way = Outbound::new(true);
        let (status, text) = way.call(call, Limits::FEED).await?;
        let answer: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
        if (200..300).contains(&status) {
            return Ok(answer);
        }
        anyhow::bail!("{}", wrong(status, &answer))
    }

    fn key(&self) -> anyhow::Result<String> {
        if let Some(path) = &self.token_file {
            let text = std::fs::read_to_string(path);
            let text = text.with_context(|| format!("cannot read {}", path.display()))?;
            return Ok(text.trim().to_owned());
        }
        let key = self.token.clone();
        key.context("no token: set BEFFROI_TOKEN, or name a file with --token-file")
    }
}

/// What is wrong, with its field.
fn wrong(status: u16, answer: &Value) -> String {
    let said = |name: &str| answer[name].as_str();
    let words = said("detail").or_else(|| said("message"));
    let words = words.unwrap_or("the server gave no reason");
    let words = match (status, said("field")) {
        (401, _) => "the token is not good, or not any more".to_owned(),
        (_, Some(field)) if !words.starts_with(field) => format!("{field}: {words}"),
        _ => words.to_owned(),
    };
    let findings = lines(&answer["findings"]);
    match findings.is_empty() {
        true => words,
        false => format!("{words}\n{}", findings.trim_end()),
    }
}

/// A text for whoever reads the command line: in the language asked for, else in any.
#[must_use]
pub(super) fn said(texts: &Value, locale: Option<&str>) -> String {
    let wanted = locale.and_then(|locale| texts[locale].as_str());
    let any = || texts.as_object()?.values().next()?.as_str();
    wanted.or_else(any).unwrap_or("").to_owned()
}

/// A text of an answer, for a table.
#[must_use]
pub(super) fn cell(one: &Value, name: &str) -> String {
    one[name].as_str().unwrap_or_default().to_owned()
}

/// What is set stands in a body under its name.
pub(super) fn put<T: serde::Serialize>(
    body: &mut Map<String, Value>,
    name: &str,
    value: Option<T>,
) {
    if let Some(value) = value {
        body.insert(name.to_owned(), json!(value));
    }
}

/// Rows under their heads, as wide as they need to be.
fn table(heads: &[&str], rows: &[Vec<String>]) {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([heads[column].len()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    for row in std::iter::once(&heads).chain(rows) {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"));
        println!("{}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}
