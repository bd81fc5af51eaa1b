//! `/incidents/{incident}/corrections`: published texts that say something else now, and what the difference is.

use beffroi_domain::{
    Correction,
    correction::{Fate, Piece, difference},
};
use serde_json::{Value, json};

use super::{
    command,
    incident::done,
    look::{Seen, expected, moved, whole},
    said,
};
use crate::{
    api::{
        answer::{Answered, Reply},
        ask::Ask,
        call::{Call, POST, read, write},
        extra::stamp,
    },
    incidents::{self, CorrectText},
    members::Role,
    work,
};

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    const ALL: &str = "/incidents/{incident}/corrections";
    vec![
        read(ALL, "listCorrections", "How its texts were set right after they were published, the newest first", "OwnCorrections", &[], work!(list)),
        write((POST, ALL), "correctText", "Sets a published text right, or says it in one language more: that of an update, else the title", Some("CorrectText"), (200, "OwnIncident"), work!(correct)),
    ]
}

/// All corrections, of the title and of the updates.
///
/// # Errors
/// `NotFound` where there is no such incident.
pub async fn list(ask: Ask) -> Answered {
    let mut tx = ask.look().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Reader).await?;
    let one = &seen.incident;
    let of_title = one.corrections.iter().map(|told| (None, told));
    let of_updates = one.updates.iter().flat_map(|update| {
        let all = update.corrections.iter();
        all.map(|told| (Some(update.id), told))
    });
    let mut all: Vec<_> = of_title.chain(of_updates).collect();
    all.sort_by_key(|(_, told)| std::cmp::Reverse(told.at));
    let items = all.into_iter().map(|(update, told)| {
        let mut item = told_correction(told);
        item["update"] = json!(update);
        item
    });
    Ok(Reply::ok(&whole(items.collect()))?.tagged(&seen.tag()))
}

fn told_correction(one: &Correction) -> Value {
    let pieces = difference(&one.before, &one.after);
    json!({
        "locale": one.locale,
        "at": stamp(one.at),
        "before": one.before,
        "after": one.after,
        "difference": pieces.iter().map(piece).collect::<Vec<_>>(),
    })
}

fn piece(piece: &Piece) -> Value {
    let fate = match piece.fate {
        Fate::Stays => "stays",
        Fate::Goes => "goes",
        Fate::Comes => "comes",
    };
    json!({ "is": fate, "text": piece.text })
}

/// Sets a published text right.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn correct(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let command = CorrectText {
        expected: expected(&ask)?,
        bypass: said::bypass(&ask)?,
        overrule: ask.overrule(&ask.body)?,
        ..command::correct(&ask.body, &seen)?
    };
    let corrected = incidents::correct_text(&mut tx, ask.now, ask.caller.actor(), command).await;
    corrected.map_err(moved)?;
    done(tx, &ask, seen.incident.id, false).await
}
