//! `/bounces`: what a relay says of a mail that did not arrive.

use beffroi_channels::bounce::LARGEST;
use serde_json::json;

use super::incident::pages_of_key;
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, write},
        fields::Fields,
    },
    members::Role,
    subscribers, work,
};

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    vec![
        write((POST, "/bounces"), "takeBounce", "Takes a notification of a mail that did not arrive: a reader whose address is gone is paused, anything else is counted; one that proves nothing changes nothing", Some("BounceBody"), (200, "OwnBounced"), work!(take)).by(Role::Responder),
    ]
}

/// Takes one.
///
/// # Errors
/// `Refused` at the field at fault.
pub async fn take(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let mail = Fields::needed("message", ask.body.text("message", LARGEST)?)?;
    let own = pages_of_key(&mut tx, &ask, Role::Responder).await?;
    let actor = ask.caller.actor();
    let came = subscribers::bounced(&mut tx, ask.now, actor, &own, mail.as_bytes()).await?;
    let reply = Reply::ok(&json!({
        "came": came.as_str(),
        "is_taken": came.is_taken(),
        "meaning": came.meaning(),
    }))?;
    ask.done(tx, reply).await
}
