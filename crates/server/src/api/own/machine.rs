//! `/translations/draft`: what a machine makes of a text in another language. Nothing is stored, and nothing goes out.

use serde_json::{Map, Value, json};

use super::incident::page_named;
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, write},
    },
    ground::Refusal,
    members::Role,
    translations::Trouble,
    work,
};

/// As many characters as a text may have.
const LONGEST: usize = 25_000;

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    vec![
        write((POST, "/translations/draft"), "draftTranslation", "What the machine makes of a title and a text in another language; changes nothing, and is to be read before it goes out", Some("MachineBody"), (200, "OwnMachineDraft"), work!(draft)).by(Role::Responder),
    ]
}

/// Drafts a title and a text.
///
/// # Errors
/// `NotFound` where there is no such page; `Refused` at the field at fault, and where the machine has no draft.
pub async fn draft(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_named(&mut tx, &ask, Role::Responder).await?;
    // The machine may take its time; the database does not wait for it.
    drop(tx);
    let to = ask.body.locale("to")?;
    if !page.locales.contains(&to) {
        let message = format!("the page does not speak {to}");
        return Err(Refusal::of("to", message).into());
    }
    let from = ask.body.locale("from")?;
    if from == to {
        return Err(Refusal::of("to", "name another language than the text's").into());
    }
    let mut fields = Vec::new();
    for name in ["title", "text"] {
        let said = ask.body.text(name, LONGEST)?;
        fields.extend(
            said.filter(|said| !said.trim().is_empty())
                .map(|said| (name, said)),
        );
    }
    if fields.is_empty() {
        return Err(Refusal::of("text", "send a title or a text").into());
    }
    let texts: Vec<&str> = fields.iter().map(|(_, said)| said.as_str()).collect();
    let machine = ask
        .machine
        .as_ref()
        .ok_or(Trouble::Off)
        .map_err(Refusal::from)?;
    let drafts = machine.draft((&from, &to), &texts).await;
    let drafts = drafts.map_err(Refusal::from)?;
    let is_mended = drafts.iter().any(|draft| draft.is_mended);
    let said = fields.iter().zip(drafts);
    let said: Map<String, Value> = said
        .map(|((name, _), draft)| ((*name).to_owned(), json!(draft.text)))
        .collect();
    Reply::ok(&json!({
        "from": from,
        "to": to,
        "title": said.get("title"),
        "text": said.get("text"),
        "is_mended": is_mended,
    }))
}
