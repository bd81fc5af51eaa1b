//! A machine's draft in a deed: held until somebody has read it, and remembered as a machine's.
//!
//! Read in order: [`hold`] (before anything is written), [`note`] (after). What a page asks stands in `translations`.

use beffroi_domain::{Actor, Locale, LocalizedText};
use jiff::Timestamp;
use uuid::Uuid;

use super::{languages, stand::Standing};
use crate::{
    audit,
    ground::{Refusal, Result, Tx},
    texts::Key,
    translations::{self, Drafted, MachineRule, TextField},
    web::words,
};

/// Holds a text of which a machine drafted something that nobody has read.
///
/// # Errors
/// `Refused` where it stands on a page that asks somebody to look first.
pub(super) async fn hold(
    tx: &mut Tx,
    standing: &Standing,
    (field, text): (TextField, &LocalizedText),
    drafted: &Drafted,
) -> Result<()> {
    let unread: Vec<&Locale> = drafted
        .of(field, text)
        .filter_map(|(locale, is_read)| (!is_read).then_some(locale))
        .collect();
    if unread.is_empty() {
        return Ok(());
    }
    for place in &standing.places {
        let gate = translations::gate_of(tx, place.page.id).await?;
        if gate.machine == MachineRule::Look {
            return Err(refusal(field, &unread).into());
        }
    }
    Ok(())
}

fn refusal(field: TextField, unread: &[&Locale]) -> Refusal {
    let tags: Vec<&str> = unread.iter().map(|one| one.as_str()).collect();
    let names = unread.iter().map(|locale| {
        words::find(locale).map_or_else(|| locale.to_string(), |words| words.say("language-name"))
    });
    let names = names.collect::<Vec<_>>().join(", ");
    let message = format!(
        "a machine drafted the {} in {}; read it, and say so with machine_read",
        field.as_str(),
        tags.join(", ")
    );
    Refusal::of(field.as_str(), message).says("refusal-machine-unread", [("languages", names)])
}

/// Remembers whose each text is that was written now: a machine's, read or not, or a person's.
pub(super) async fn note(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    standing: &Standing,
    (key, field): (Key, TextField),
    (text, drafted): (&LocalizedText, &Drafted),
) -> Result<()> {
    let own = languages::text_key(key);
    for locale in text.locales() {
        translations::note_person(tx, own, locale).await?;
    }
    for (locale, is_read) in drafted.of(field, text) {
        translations::note_machine(tx, own, locale, is_read).await?;
        let read = if is_read { "read" } else { "unread" };
        let digest = format!("{} {locale} {read}", field.as_str());
        let action = "incident.text.machine";
        audit::record(tx, now, actor, action, standing.id.0, &digest).await?;
    }
    Ok(())
}

/// Which texts of an incident are a machine's that nobody has read: the row that each belongs to, and the language.
pub(super) async fn unread_of(tx: &mut Tx, root: Uuid) -> Result<Vec<(Uuid, Locale)>> {
    let all = translations::by_machine_of(tx, root).await?;
    let unread = all.into_iter().filter(|one| !one.is_read);
    Ok(unread.map(|one| (one.owner, one.locale)).collect())
}
