//! Translating: a text that is out is there in one language more, or is still right in a language that it is older in.

use beffroi_domain::{Actor, IncidentId, Locale, LocalizedText};
use jiff::Timestamp;

use super::{
    correct_text::{self, CorrectText, Which},
    languages,
    second::{self, Look},
    stand::{self, Version},
};
use crate::{
    audit,
    ground::{Refusal, RefusalKind, Result, Tx},
    texts,
    translations::{self, Drafted, MarkKind},
};

/// A checked command: a text that is out, in languages that it was missing in.
#[derive(Clone, Debug)]
pub struct Translate {
    /// Of which incident.
    pub incident: IncidentId,
    /// What the writer saw.
    pub expected: Option<Version>,
    /// Which text.
    pub which: Which,
    /// What it says in each of them.
    pub text: LocalizedText,
    /// Whether nobody is told; else the readers of each language are, once.
    pub is_quiet: bool,
    /// Why it goes out without the second look that a page asks for; the bypass is logged.
    pub bypass: Option<String>,
    /// Why it goes out although the review holds it; the log keeps it.
    pub overrule: Option<String>,
    /// Which of it a machine drafted, and whether somebody has read that.
    pub machine: Drafted,
}

/// A checked command: what a text says in a language is still right, although its source says something else since.
#[derive(Clone, Debug)]
pub struct StillRight {
    /// Of which incident.
    pub incident: IncidentId,
    /// What the writer saw.
    pub expected: Option<Version>,
    /// Which text.
    pub which: Which,
    /// In which language.
    pub locale: Locale,
}

/// Adds a text that is out in languages that it was missing in. The readers of each are told once, the others not.
///
/// # Errors
/// `Refused` when nothing is given or it says nothing in any language yet, for languages that none of the pages speaks, where a second look
/// is asked for, and where the review holds it; as a conflict when it is there already, or somebody was faster; `NotFound` without such a text.
pub async fn translate(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: Translate,
) -> Result<Version> {
    let standing = stand::lock(tx, now, command.incident, command.expected).await?;
    let look = Look::Alone(command.bypass.clone());
    second::check(tx, now, actor, &standing, &look).await?;
    let key = correct_text::key_of(tx, &standing, command.which).await?;
    let before = texts::of(tx, key.root).await?.take(key.owner, key.field);
    if before.is_empty() {
        let message = "nothing is said there yet; post an update instead";
        return Err(Refusal::of("text", message)
            .told("refusal-nothing-to-translate")
            .into());
    }
    let there = command.text.locales().find(|one| before.get(one).is_some());
    if let Some(locale) = there {
        return Err(languages::there_already(locale).into());
    }
    let added = CorrectText {
        is_announced: !command.is_quiet,
        overrule: command.overrule,
        machine: command.machine,
        ..CorrectText::of(command.incident, command.which, command.text)
    };
    correct_text::write(tx, now, actor, &standing, &added).await?;
    let action = "incident.translation.add";
    stand::settle(tx, now, actor, &standing, action).await?;
    audit::record(tx, now, actor, action, standing.id.0, "").await?;
    correct_text::hold(tx, now, actor, &standing, &added).await?;
    Ok(standing.version)
}

/// Says that a text is still right in a language. Readers of it see no longer that it is older than its source.
///
/// # Errors
/// `Refused` as a conflict when it is not older than its source, or somebody was faster; `NotFound` without such a text.
pub async fn still_right(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: StillRight,
) -> Result<Version> {
    let standing = stand::lock(tx, now, command.incident, command.expected).await?;
    let key = correct_text::key_of(tx, &standing, command.which).await?;
    let key = languages::text_key(key);
    if translations::settle(tx, key, &command.locale).await? != Some(MarkKind::Stale) {
        let message = "this text is not older than its source; there is nothing to confirm";
        return Err(Refusal::whole(message)
            .being(RefusalKind::Conflict)
            .told("refusal-not-stale")
            .into());
    }
    let action = "incident.translation.confirm";
    stand::settle(tx, now, actor, &standing, action).await?;
    let digest = command.locale.as_str();
    audit::record(tx, now, actor, action, standing.id.0, digest).await?;
    Ok(standing.version)
}
