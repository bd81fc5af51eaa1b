//! What a caller asks: whose key it is, the parts of the address, the query, the body.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    body::to_bytes,
    extract::{RawPathParams, Request},
    http::{HeaderMap, StatusCode, header},
};
use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{
    answer::{Answered, Reply, Wrong},
    fields::Fields,
    form, found,
};
use crate::{
    ground::{Error, Refusal, RefusalKind, Result, Tx, files::Store, mask},
    idempotency,
    members::{Caller, Role},
    pages::{self, Page},
    translations::Machine,
    web::{Site, Words},
};

/// How long a body may be.
const LONGEST_BYTES: usize = 1024 * 1024;

/// What a caller asks.
pub struct Ask {
    /// Where the facts are.
    pub site: Site,
    /// Whose key it is.
    pub caller: Caller,
    /// When it was asked.
    pub now: Timestamp,
    /// What the body says; empty where there is none.
    pub body: Fields,
    /// The words of the language that is asked for.
    pub words: &'static Words,
    /// Whether a card or account number was taken out of it.
    pub is_masked: bool,
    /// The headers.
    pub headers: HeaderMap,
    /// What drafts in another language, where a service is set.
    pub machine: Option<Arc<Machine>>,
    /// Where files are kept.
    pub store: Option<Store>,
    /// A digest of method, address and body: the same request has the same.
    pub digest: String,
    path: Vec<(String, String)>,
    query: BTreeMap<String, String>,
}

impl Ask {
    /// Reads a request whose caller was let in.
    ///
    /// # Errors
    /// Unreadable where the body is too long or says nothing that can be read.
    pub async fn read(
        site: Site,
        params: RawPathParams,
        request: Request,
        is_read: bool,
    ) -> Result<Self, Wrong> {
        let (parts, body) = request.into_parts();
        let nobody = || Wrong::from(Error::NotFound);
        let caller = parts.extensions.get::<Caller>().cloned();
        let caller = caller.ok_or_else(nobody)?;
        let machine = parts.extensions.get::<Option<Arc<Machine>>>();
        let machine = machine.cloned().flatten();
        let bytes = to_bytes(body, LONGEST_BYTES).await.map_err(|_| {
            let message = format!("send at most {LONGEST_BYTES} bytes");
            Wrong::Unreadable(StatusCode::PAYLOAD_TOO_LARGE, message)
        })?;
        let query = pairs(parts.uri.query().unwrap_or_default());
        let kind = parts.headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let (body, is_masked) = if is_read {
            (Fields::default(), false)
        } else {
            read_body(&bytes, kind)?
        };
        let text = String::from_utf8_lossy(&bytes);
        let address = parts.uri.to_string();
        Ok(Self {
            now: site.clock.now(),
            site,
            caller,
            body,
            is_masked,
            machine,
            store: parts.extensions.get::<Store>().cloned(),
            words: found::words_for(&parts.uri, &parts.headers),
            headers: parts.headers,
            digest: idempotency::digest_of(&[parts.method.as_str(), &address, &text]),
            path: params
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            query,
        })
    }

    /// A part of the address.
    #[must_use]
    pub fn path(&self, name: &str) -> &str {
        let found = self.path.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }

    /// What the query says under a name; `None` where it is absent or empty.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        let found = self.query.get(name).map(String::as_str);
        found.filter(|value| !value.is_empty())
    }

    /// What the query says of a name, also where that is nothing.
    #[must_use]
    pub fn query_text(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// A whole number in the query.
    ///
    /// # Errors
    /// Unreadable where it is none.
    pub fn query_number(&self, name: &'static str) -> Result<Option<i64>, Wrong> {
        let Some(text) = self.query.get(name) else {
            return Ok(None);
        };
        let number = text.parse::<i64>().ok().filter(|number| *number >= 0);
        let wrong = || Wrong::unreadable(format!("{name}: send a whole number"));
        number.ok_or_else(wrong).map(Some)
    }

    /// A transaction that may write. With an `Idempotency-Key`, what was done under it before is not done again.
    ///
    /// # Errors
    /// [`Wrong::Again`] with the answer of then; `Refused` where something else was asked under that key; a fault when
    /// the database is away.
    pub async fn begin(&self) -> Result<Tx, Wrong> {
        let mut tx = self.site.db.begin().await?;
        if let Some(key) = self.key()? {
            let actor = self.caller.actor();
            let found = idempotency::once(&mut tx, self.now, actor, key, &self.digest).await?;
            if let Some(reply) = found {
                return Err(Wrong::Again(reply));
            }
        }
        Ok(tx)
    }

    /// Makes a deed durable with its answer, unless the query says `dry_run=true`: then nothing of it stays.
    ///
    /// # Errors
    /// Whoever says something else there meant one of the two; a fault when the database is away.
    pub async fn done(&self, mut tx: Tx, reply: Reply) -> Answered {
        match self.query("dry_run") {
            Some("true") => return Ok(reply),
            None | Some("false") => {}
            Some(_) => return Err(Wrong::unreadable("dry_run: write true or false")),
        }
        if let Some(key) = self.key()? {
            idempotency::keep(&mut tx, self.caller.actor(), key, &reply).await?;
        }
        tx.commit().await?;
        Ok(reply)
    }

    /// The key under which a repeated request is done once.
    fn key(&self) -> Result<Option<&str>, Wrong> {
        let Some(value) = self.headers.get("idempotency-key") else {
            return Ok(None);
        };
        let wrong = |_| Wrong::unreadable("Idempotency-Key: send plain letters");
        value.to_str().map(Some).map_err(wrong)
    }

    /// A picture to read from.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn look(&self) -> Result<Tx> {
        self.site.db.snapshot().await
    }

    /// The page that the address names, for a caller whose key is good for `role` there.
    ///
    /// # Errors
    /// `NotFound` where there is none, or none for this key; `Refused` where its scopes do not suffice.
    pub async fn page(&self, tx: &mut Tx, role: Role) -> Result<Page> {
        let named = self.path("page_id");
        let all = pages::list(tx).await?;
        let found = all
            .into_iter()
            .find(|page| page.public_id.as_str() == named);
        let page = found.ok_or(Error::NotFound)?;
        self.caller.on(tx, page.id, role).await?;
        Ok(page)
    }

    /// Why a text goes out although the review holds it. One out of which a number was taken is held once, so that
    /// whoever sent it knows what goes out.
    ///
    /// # Errors
    /// `Refused` where it is no text, and as held where a number was taken out and nobody says why it goes out.
    pub fn overrule(&self, fields: &Fields) -> Result<Option<String>, Refusal> {
        let reason = fields.text("overrule", 1_000)?;
        if !self.is_masked || reason.is_some() {
            return Ok(reason);
        }
        let message = "a card or account number was taken out of this, and is never stored; send the text without it, or \
                       say in overrule why it goes out with the last four signs";
        let refusal = Refusal::of("text", message).being(RefusalKind::Held);
        Err(refusal.told("refusal-taken-out"))
    }

    /// The object that a body holds under its one name: `{"incident": {…}}`.
    ///
    /// # Errors
    /// `Refused` where it is not there.
    pub fn wrapped(&self, name: &'static str) -> Result<Fields, Refusal> {
        let found = self.body.nested(name)?;
        let message = format!("send {{\"{name}\": {{…}}}}");
        found.ok_or_else(|| Refusal::of(name, message))
    }
}

/// JSON where it can be, whatever the content type says; else a form where it says so.
///
/// Card and account numbers are taken out here, before anything else sees them; the second is whether there were any.
fn read_body(bytes: &[u8], kind: &str) -> Result<(Fields, bool), Wrong> {
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|_| Wrong::unreadable("the body is not UTF-8"))?;
    let is_form = kind.starts_with("application/x-www-form-urlencoded");
    if text.trim().is_empty() {
        return Ok((Fields::default(), false));
    }
    if is_form && !text.trim_start().starts_with('{') {
        let (all, is_masked) = masked(form::read(text));
        return Ok((Fields::of_form(all), is_masked));
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(all)) => {
            let (all, is_masked) = masked(all);
            Ok((Fields::of_json(all), is_masked))
        }
        Ok(_) => Err(Wrong::unreadable("the body is no object")),
        Err(error) => Err(Wrong::unreadable(format!("the body is no JSON: {error}"))),
    }
}

fn masked(mut all: Map<String, Value>) -> (Map<String, Value>, bool) {
    let found = all
        .values_mut()
        .fold(false, |found, one| mask::clean_json(one) | found);
    (all, found)
}

fn pairs(query: &str) -> BTreeMap<String, String> {
    let all = form::read(query);
    let texts = all.into_iter().filter_map(|(name, value)| match value {
        Value::String(text) => Some((name, mask::conceal(&text).into_owned())),
        _ => None,
    });
    texts.collect()
}
