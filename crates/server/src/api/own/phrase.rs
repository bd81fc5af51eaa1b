//! `/phrases` and `/languages`: the phrasebook of a page, and which languages it requires.

use beffroi_domain::Locale;
use serde_json::{Value, json};

use super::{
    PAGE,
    command::STATUSES,
    incident::{page_named, page_of},
    look::whole,
    said,
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, PUT, read as reads, write},
        extra::{stamp, texts},
        fields::Fields,
    },
    ground::{Error, Result, Tx},
    members::Role,
    pages::Page,
    translations::{self, Gate, NewPhrase, Phrase},
    work,
};

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/phrases";
    const ONE: &str = "/phrases/{phrase}";
    const RESET: &str = "/phrases/{phrase}/reset";
    const GATE: &str = "/languages";
    vec![
        reads(ALL, "listPhrases", "The phrasebook of a page: what ships, what the page says in other words or hides, and what is its own", "OwnPhrases", &[PAGE], work!(list)),
        write((PUT, ONE), "setPhrase", "Says a phrase in other words, hides it, or adds one of the page's own", Some("PhraseBody"), (200, "OwnPhrase"), work!(set)),
        write((POST, RESET), "resetPhrase", "Takes back what the page changed: a phrase that ships says what it shipped with, one of its own is gone", Some("ResetPhrase"), (204, ""), work!(reset)),
        reads(GATE, "readLanguages", "Which languages a page requires, and what happens while one is missing", "OwnLanguages", &[PAGE], work!(gate)),
        write((PUT, GATE), "setLanguages", "Sets which languages a page requires, and whether what lacks one is held or followed by it", Some("LanguagesBody"), (200, "OwnLanguages"), work!(set_gate)).by(Role::Administrator),
    ]
}

/// All phrases of a page.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let all = translations::phrases_of(&mut tx, &page).await?;
    Reply::ok(&whole(all.iter().map(|one| told(&page, one)).collect()))
}

/// Sets a phrase; what is not said of one that is there stays.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn set(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Publisher).await?;
    let key = ask.path("phrase").to_owned();
    let before = find(&mut tx, &page, &key).await?;
    let fields = &ask.body;
    let text = match fields.has("text") {
        true => said::text(fields, "text", &[&page])?,
        false => before
            .as_ref()
            .map(|one| one.text.clone())
            .unwrap_or_default(),
    };
    let components = said::ids(&mut tx, fields, "components", &[&page]).await?;
    let new = NewPhrase {
        page: page.id,
        key: key.clone(),
        status: match fields.has("status") {
            true => fields.word("status", STATUSES)?,
            false => before.as_ref().and_then(|one| one.status),
        },
        components: components
            .or_else(|| before.as_ref().map(|one| one.components.clone()))
            .unwrap_or_default(),
        text,
        is_hidden: fields
            .flag("is_hidden")?
            .unwrap_or_else(|| before.as_ref().is_some_and(|one| one.is_hidden)),
    };
    translations::set_phrase(&mut tx, ask.now, ask.caller.actor(), new).await?;
    let after = find(&mut tx, &page, &key).await?.ok_or(Error::NotFound)?;
    let reply = Reply::ok(&told(&page, &after))?;
    ask.done(tx, reply).await
}

/// Takes back what a page changed.
///
/// # Errors
/// `NotFound` where it changed no such phrase.
pub async fn reset(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Publisher).await?;
    let key = ask.path("phrase");
    translations::reset_phrase(&mut tx, ask.now, ask.caller.actor(), page.id, key).await?;
    ask.done(tx, Reply::nothing()).await
}

async fn find(tx: &mut Tx, page: &Page, key: &str) -> Result<Option<Phrase>> {
    let all = translations::phrases_of(tx, page).await?;
    Ok(all.into_iter().find(|one| one.key == key))
}

fn told(page: &Page, one: &Phrase) -> Value {
    json!({
        "key": one.key,
        "page": page.public_id,
        "status": one.status,
        "components": one.components,
        "text": texts(&one.text),
        "origin": one.origin,
        "is_hidden": one.is_hidden,
        "updated_at": one.updated_at.map(stamp),
    })
}

/// Which languages a page requires.
///
/// # Errors
/// `NotFound` where there is no such page.
pub async fn gate(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_of(&mut tx, &ask, ask.query("page"), Role::Reader).await?;
    let gate = translations::gate_of(&mut tx, page.id).await?;
    Reply::ok(&told_gate(&page, &gate))
}

/// Sets which languages a page requires.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn set_gate(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let page = page_named(&mut tx, &ask, Role::Administrator).await?;
    let before = translations::gate_of(&mut tx, page.id).await?;
    let required = ask.body.texts("required")?.map(|all| {
        let tag = |tag: &String| Fields::tongue("required", tag);
        all.iter().map(tag).collect::<Result<Vec<_>, _>>()
    });
    let gate = Gate {
        required: required.transpose()?.unwrap_or(before.required),
        missing: ask
            .body
            .word("missing", &["hold", "follow"])?
            .unwrap_or(before.missing),
        machine: ask
            .body
            .word("machine", &["look", "publish"])?
            .unwrap_or(before.machine),
    };
    translations::set_gate(&mut tx, ask.now, ask.caller.actor(), page.id, &gate).await?;
    let reply = Reply::ok(&told_gate(&page, &gate))?;
    ask.done(tx, reply).await
}

fn told_gate(page: &Page, gate: &Gate) -> Value {
    let optional: Vec<&Locale> = page
        .locales
        .iter()
        .filter(|one| !gate.required.contains(one))
        .collect();
    json!({
        "page": page.public_id,
        "required": gate.required,
        "optional": optional,
        "missing": gate.missing,
        "machine": gate.machine,
    })
}
