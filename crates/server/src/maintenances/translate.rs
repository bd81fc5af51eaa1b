//! Translating: words on planned work that are out are there in one language more.

use beffroi_domain::{Actor, LocalizedText, MaintenanceId, Update, UpdateId};
use jiff::Timestamp;

use super::{
    Standing, bypass,
    languages::{self, Spoken},
    record::freshen,
    review::{self, Word},
    standing, tell,
};
use crate::{
    audit,
    drafts::Look,
    ground::{Error, Found, Refusal, RefusalKind, Result, Tx},
    pages,
    texts::{self, Key},
    translations::{self, TextKey},
};

/// A checked command: words that are out, in languages that they were missing in.
#[derive(Clone, Debug)]
pub struct Translate {
    /// Of which maintenance.
    pub maintenance: MaintenanceId,
    /// Which update; its title, where none is named.
    pub update: Option<UpdateId>,
    /// What it says in each of them.
    pub text: LocalizedText,
    /// Whether nobody is told; else the readers of each language are, once.
    pub is_quiet: bool,
    /// Why it goes out without the second look that a page asks for; the bypass is logged.
    pub bypass: Option<String>,
    /// Why it goes out although the review holds it; kept for the team.
    pub overrule: Option<String>,
}

/// Adds words that are out in languages that they were missing in. The readers of each are told once, the others not; a title is
/// told by itself only where no words carry it.
///
/// # Errors
/// `Refused` when nothing is given or nothing is said there yet, for languages that none of the pages speaks, where a second look
/// is asked for, and where the review holds it; as a conflict when it is there already; `NotFound` without such an update.
pub async fn translate(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    command: Translate,
) -> Result<Vec<Found>> {
    let before = standing::lock(tx, now, command.maintenance).await?;
    check(tx, &before, &command).await?;
    let look = Look::Alone(command.bypass.clone());
    bypass::check_look(tx, now, actor, &before, &look).await?;
    let on = before.pages_ids();
    let spoken = Spoken {
        pages: &on,
        planned: languages::time_of(&before, now),
        on: &before.maintenance.components,
    };
    let text = languages::filled(tx, now, spoken, &command.text).await?;
    let key = key_of(&command);
    texts::write_all(tx, now, actor, key, &text).await?;
    for locale in text.locales() {
        let key = TextKey {
            root: key.root,
            owner: key.owner,
            field: key.field,
        };
        translations::settle(tx, key, locale).await?;
    }
    let after = standing::load(tx, before.id()).await?;
    let update = update_of(&after, &command)?;
    let whole = update.map_or(&after.maintenance.title, |one| &one.text);
    translations::remember(tx, now, &after.public_pages(), whole).await?;
    let is_carried = after
        .maintenance
        .updates
        .iter()
        .any(|one| !one.text.is_empty());
    if !command.is_quiet && (update.is_some() || !is_carried) {
        for locale in text.locales() {
            tell::translated(tx, now, &after, update, locale).await?;
        }
    }
    freshen(tx, now, before.id()).await?;
    let action = "maintenance.translation.add";
    audit::record(tx, now, actor, action, before.id().0, "").await?;
    let word = Word {
        corrects: Some((command.update, &text)),
        ..Word::overruled(command.overrule.as_deref())
    };
    review::hold(tx, now, actor, &after, word).await
}

fn key_of(command: &Translate) -> Key {
    let root = command.maintenance.0;
    match command.update {
        Some(update) => Key {
            root,
            owner: update.0,
            field: "text",
        },
        None => Key {
            root,
            owner: root,
            field: "title",
        },
    }
}

fn update_of<'a>(standing: &'a Standing, command: &Translate) -> Result<Option<&'a Update>> {
    let Some(id) = command.update else {
        return Ok(None);
    };
    let mut updates = standing.maintenance.updates.iter();
    let found = updates.find(|one| one.id == id);
    found.map(Some).ok_or(Error::NotFound)
}

/// Refuses what says nothing, what was not said in any language yet, and what is there already.
async fn check(tx: &mut Tx, standing: &Standing, command: &Translate) -> Result<()> {
    if command.text.is_empty() {
        let refusal = Refusal::of("text", "write it in at least one language");
        return Err(refusal.told("refusal-no-text").into());
    }
    let update = update_of(standing, command)?;
    let there = update.map_or(&standing.maintenance.title, |one| &one.text);
    if there.is_empty() {
        let message = "nothing is said there yet; say something on the work instead";
        let refusal = Refusal::of("text", message);
        return Err(refusal.told("refusal-nothing-to-translate").into());
    }
    let mut spoken = Vec::new();
    for id in standing.pages_ids() {
        let page = pages::find_by_id(tx, id).await?;
        spoken.extend(page.ok_or(Error::NotFound)?.locales);
    }
    for locale in command.text.locales() {
        if there.get(locale).is_some() {
            let message = format!("it is there in {locale} already");
            let refusal = Refusal::of("text", message).being(RefusalKind::Conflict);
            let values = [("locale", locale.as_str())];
            return Err(refusal.says("refusal-translated-already", values).into());
        }
        if !spoken.contains(locale) {
            let message = format!("no page of this work speaks {locale}; leave that text out");
            let values = [("locale", locale.as_str())];
            return Err(Refusal::of("text", message)
                .says("refusal-locale-not-spoken", values)
                .into());
        }
    }
    Ok(())
}
