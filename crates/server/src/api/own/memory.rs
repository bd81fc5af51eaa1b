//! `/memory`: what was said before on a page, like a text, and how it was said in another language.

use beffroi_domain::Fate;
use serde_json::{Value, json};

use super::incident::page_named;
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, write},
        fields::Fields,
    },
    members::Role,
    translations::{self, Offer},
    work,
};

/// As many characters as a text may have.
const LONGEST: usize = 25_000;

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    vec![
        write((POST, "/memory/offers"), "offerMemory", "What was said before like a text, and how it was said in another language; changes nothing", Some("MemoryBody"), (200, "OwnOffers"), work!(offers)).by(Role::Reader),
    ]
}

/// What was said before.
///
/// # Errors
/// `NotFound` where there is no such page; `Refused` at the field at fault.
pub async fn offers(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let page = page_named(&mut tx, &ask, Role::Reader).await?;
    let text = Fields::needed("text", ask.body.text("text", LONGEST)?)?;
    let (from, to) = (ask.body.locale("from")?, ask.body.locale("to")?);
    let found = translations::offers(&mut tx, page.id, (&text, &from), &to).await?;
    Reply::ok(&json!({ "items": found.iter().map(told).collect::<Vec<_>>() }))
}

fn told(offer: &Offer) -> Value {
    let word = |fate| match fate {
        Fate::Stays => "stays",
        Fate::Goes => "goes",
        Fate::Comes => "comes",
    };
    let pieces = offer.difference.iter();
    let pieces = pieces.map(|piece| json!({ "fate": word(piece.fate), "text": piece.text }));
    let others = offer.others.iter().map(|span| &offer.text[span.clone()]);
    json!({
        "now": offer.now,
        "said": offer.said,
        "text": offer.text,
        "likeness": offer.likeness,
        "difference": pieces.collect::<Vec<_>>(),
        "others": others.collect::<Vec<_>>(),
    })
}
