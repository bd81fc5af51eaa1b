//! A word by mail as readers will get it, to whoever writes it, before it goes out: a letter to their own address, in each
//! language of the text. Nothing is announced by it.

use beffroi_domain::{Actor, Announcement, Locale, MemberId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    audit,
    ground::{Refusal, RefusalKind, Result, Tx, token},
    outbox,
};

/// The kind of such letters.
pub const PROOF: &str = "preview";
/// How many somebody is sent in an hour.
const AN_HOUR: i64 = 30;
/// After this nobody looks at it any more.
const LASTS: SignedDuration = SignedDuration::from_hours(1);

/// What such a letter holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Proof {
    /// What would be told.
    pub said: Announcement,
    /// In which language.
    pub locale: Locale,
}

/// Sends somebody a word as it would go out now, once for each language that it is written in; how many letters.
///
/// # Errors
/// `Refused` where they asked for too many within an hour.
pub async fn send_proof(
    tx: &mut Tx,
    now: Timestamp,
    (member, to): (MemberId, &str),
    said: &Announcement,
) -> Result<usize> {
    let text = match said.text.is_empty() {
        true => &said.title,
        false => &said.text,
    };
    let locales: Vec<Locale> = text.locales().cloned().collect();
    let since = now - SignedDuration::from_hours(1);
    let asked = outbox::count_asked(tx, PROOF, member.0, since).await?;
    if asked + i64::try_from(locales.len()).unwrap_or(AN_HOUR) > AN_HOUR {
        let message = "that was many previews within an hour; send yourself the next one later";
        return Err(Refusal::whole(message)
            .being(RefusalKind::Conflict)
            .told("refusal-preview-often")
            .into());
    }
    let id = token::new_id(now);
    for locale in &locales {
        let proof = Proof {
            said: said.clone(),
            locale: locale.clone(),
        };
        let letter = outbox::Proof {
            key: &format!("{PROOF}:{member}:{id}:{locale}"),
            kind: PROOF,
            to,
            subject: Some(member.0),
            body: &serde_json::to_string(&proof)?,
            expires_at: Some(now + LASTS),
        };
        outbox::proof(tx, now, &letter).await?;
    }
    let digest = format!("{} letters", locales.len());
    let actor = Actor::Member(member.0);
    audit::record(tx, now, actor, "preview.send", said.page.0, &digest).await?;
    Ok(locales.len())
}
