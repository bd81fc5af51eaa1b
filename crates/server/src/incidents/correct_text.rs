//! Correcting a published text: a new version stands, and readers can open what it said before.

use beffroi_domain::{Actor, IncidentId, Locale, LocalizedText, UpdateId, announcement::Occasion};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    announce, drafted,
    facts::{self, fact},
    languages,
    review::{self, Word},
    second::{self, Look},
    stand::{self, Standing, Version},
};
use crate::{
    audit,
    ground::{Error, Found, Refusal, Result, Tx},
    params,
    texts::{self, Key},
    translations::{self, Drafted, TextField},
};

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// What the incident is called.
    Title,
    /// What an update says.
    Update(UpdateId),
}

impl Which {
    /// As a command's texts are told apart.
    #[must_use]
    pub fn field(self) -> TextField {
        match self {
            Self::Title => TextField::Title,
            Self::Update(_) => TextField::Text,
        }
    }
}

/// A checked command: a published text says something else from now on, or says it in one language more.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CorrectText {
    /// Of which incident.
    pub incident: IncidentId,
    /// What the writer saw.
    pub expected: Option<Version>,
    /// Which text.
    pub which: Which,
    /// What it says; locales that are not given stay as they are.
    pub text: LocalizedText,
    /// Whether those who asked are told; by default nobody is. A title is never announced by itself.
    pub is_announced: bool,
    /// Why it goes out without the second look that a page asks for; the bypass is logged.
    pub bypass: Option<String>,
    /// Why it goes out although the review holds it; the log keeps it.
    #[serde(default)]
    pub overrule: Option<String>,
    /// Which of it a machine drafted, and whether somebody has read that.
    #[serde(default)]
    pub machine: Drafted,
}

impl CorrectText {
    /// The shortest: what a text says from now on; nobody is told.
    #[must_use]
    pub fn of(incident: IncidentId, which: Which, text: LocalizedText) -> Self {
        Self {
            incident,
            expected: None,
            which,
            text,
            is_announced: false,
            bypass: None,
            overrule: None,
            machine: Drafted::default(),
        }
    }
}

/// Writes new versions of a published text; no import changes them any more.
///
/// # Errors
/// `Refused` when nothing is given, for locales that none of the pages speaks, and where a second look is
/// asked for; as a conflict when somebody was faster; `NotFound` without such an update.
pub async fn correct_text(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: CorrectText,
) -> Result<Version> {
    let look = Look::Alone(command.bypass.clone());
    let corrected = go(tx, now, actor, command, &look).await?;
    Ok(corrected.version)
}

/// What became of a correction.
pub(super) struct Corrected {
    /// The version that stands now.
    pub version: Version,
    /// What the review found in it.
    pub found: Vec<Found>,
}

/// What [`correct_text`] does, after a look of either kind.
pub(super) async fn go(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: CorrectText,
    look: &Look,
) -> Result<Corrected> {
    let standing = stand::lock(tx, now, command.incident, command.expected).await?;
    second::check(tx, now, actor, &standing, look).await?;
    write(tx, now, actor, &standing, &command).await?;
    stand::settle(tx, now, actor, &standing, "incident.text.correct").await?;
    audit::record(tx, now, actor, "incident.text.correct", standing.id.0, "").await?;
    Ok(Corrected {
        version: standing.version,
        found: hold(tx, now, actor, &standing, &command).await?,
    })
}

/// Has what was written reviewed.
///
/// # Errors
/// `Refused` where the review holds it and nobody says why it goes out all the same.
pub(super) async fn hold(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    command: &CorrectText,
) -> Result<Vec<Found>> {
    let word = match command.which {
        Which::Title => Word::called(&command.text),
        Which::Update(update) => Word::said(update),
    };
    let word = Word {
        corrects: Some(&command.text),
        ..word
    };
    let overrule = command.overrule.as_deref();
    review::hold(tx, now, actor, standing, word, overrule).await
}

/// What [`correct_text`] does to an incident that is locked already.
pub(super) async fn write(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    command: &CorrectText,
) -> Result<()> {
    if command.text.is_empty() {
        let refusal = Refusal::of("text", "write it in at least one language");
        return Err(refusal.told("refusal-no-text").into());
    }
    standing.check_locales("text", &command.text)?;
    let key = key_of(tx, standing, command.which).await?;
    let text = languages::filled(tx, standing, &command.text, (None, now)).await?;
    let mut texts = texts::of(tx, standing.id.0).await?;
    let before = texts.take(key.owner, key.field);
    let field = command.which.field();
    drafted::hold(tx, standing, (field, &text), &command.machine).await?;
    texts::write_all(tx, now, actor, key, &text).await?;
    let whose = (&text, &command.machine);
    drafted::note(tx, now, actor, standing, (key, field), whose).await?;
    let mut whole = before.clone();
    for (locale, said) in command.machine.without_unread(field, &text).iter() {
        whole.set(locale.clone(), said);
    }
    translations::remember(tx, now, &standing.public_pages(), &whole).await?;
    if command.which == Which::Title {
        facts::hold(tx, standing.id, fact::TITLE).await?;
    }
    let turned = Turned::of(&before, &text);
    mark(tx, now, key, &before, &turned).await?;
    if command.is_announced {
        tell(tx, now, standing, command.which, &turned).await?;
    }
    Ok(())
}

/// Where a text is kept.
///
/// # Errors
/// `NotFound` where it is an update of another incident.
pub(super) async fn key_of(tx: &mut Tx, standing: &Standing, which: Which) -> Result<Key> {
    let (owner, field) = match which {
        Which::Title => (standing.id.0, "title"),
        Which::Update(update) => {
            check_update(tx, standing, update).await?;
            (update.0, "text")
        }
    };
    Ok(Key {
        root: standing.id.0,
        owner,
        field,
    })
}

/// What a text has become, language by language.
struct Turned {
    /// It says something else.
    corrected: Vec<Locale>,
    /// It is there for the first time.
    translated: Vec<Locale>,
    /// It says what it said.
    same: Vec<Locale>,
}

impl Turned {
    fn of(before: &LocalizedText, after: &LocalizedText) -> Self {
        let mut turned = Self {
            corrected: vec![],
            translated: vec![],
            same: vec![],
        };
        for (locale, text) in after.iter() {
            match before.get(locale) {
                None => turned.translated.push(locale.clone()),
                Some(old) if old == text => turned.same.push(locale.clone()),
                Some(_) => turned.corrected.push(locale.clone()),
            }
        }
        turned
    }
}

/// What is written now is no longer due nor stale; what a correction leaves behind in other languages is older than it. A
/// correction of what was stale itself follows its source and leaves nothing behind.
async fn mark(
    tx: &mut Tx,
    now: Timestamp,
    key: Key,
    before: &LocalizedText,
    turned: &Turned,
) -> Result<()> {
    let key = languages::text_key(key);
    let mut source = None;
    for locale in &turned.corrected {
        let settled = translations::settle(tx, key, locale).await?;
        if settled.is_none() && source.is_none() {
            source = Some(locale);
        }
    }
    for locale in turned.translated.iter().chain(&turned.same) {
        translations::settle(tx, key, locale).await?;
    }
    let Some(source) = source else { return Ok(()) };
    let is_left = |one: &&Locale| !turned.corrected.contains(one) && !turned.same.contains(one);
    let left: Vec<Locale> = before.locales().filter(is_left).cloned().collect();
    translations::stale(tx, now, key, source, &left).await
}

/// Tells a correction to those who asked, and a translation to the readers of its language alone. A title is told by itself only in a language
/// that came later, and where no statement carries it.
async fn tell(
    tx: &mut Tx,
    now: Timestamp,
    standing: &Standing,
    which: Which,
    turned: &Turned,
) -> Result<()> {
    let update = match which {
        Which::Update(update) => Some(update),
        Which::Title if says_something(tx, standing).await? => return Ok(()),
        Which::Title => None,
    };
    if let Some(update) = update.filter(|_| !turned.corrected.is_empty()) {
        announce::announce(tx, now, standing, update, Occasion::Correction).await?;
    }
    for locale in &turned.translated {
        announce::translated(tx, now, standing, update, locale).await?;
    }
    Ok(())
}

#[derive(sqlx_macros::FromRow)]
struct CountRow {
    count: i64,
}

/// Whether any statement on the incident has words.
async fn says_something(tx: &mut Tx, standing: &Standing) -> Result<bool> {
    let row: CountRow = tx
        .load(
            "SELECT COUNT(*) AS count FROM texts
             WHERE root_id = $1 AND owner_id <> $1 AND field = 'text'",
            params![standing.id],
        )
        .await?;
    Ok(row.count > 0)
}

#[derive(sqlx_macros::FromRow)]
struct OwnerRow {
    owner_id: Uuid,
}

async fn check_update(tx: &mut Tx, standing: &Standing, update: UpdateId) -> Result<()> {
    let row: OwnerRow = tx
        .load(
            "SELECT owner_id FROM updates WHERE id = $1",
            params![update],
        )
        .await?;
    if row.owner_id != standing.id.0 {
        return Err(Error::NotFound);
    }
    Ok(())
}
