//! How long further words of a page wait for others, to go in one message with them.

use beffroi_domain::{Actor, PageId};
use jiff::Timestamp;

use super::super::form::{Control, Field, Typed};
use crate::{
    ground::{Result, Tx},
    subscribers,
    web::Words,
};

/// What the field is called.
pub(super) const FIELD: &str = "gather_minutes";

/// How many minutes it is now.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn minutes(tx: &mut Tx, page: PageId) -> Result<i64> {
    let bell = subscribers::find_bell(tx, page).await?;
    Ok(bell.map_or(0, |bell| bell.gather_minutes))
}

/// Stores it, where it was asked for and is another than before.
///
/// # Errors
/// `Refused` for what is no length up to a day.
pub(super) async fn store(
    tx: &mut Tx,
    now: Timestamp,
    actor: Actor,
    page: PageId,
    typed: &Typed,
) -> Result<()> {
    let Some(written) = typed.filled(FIELD) else {
        return Ok(());
    };
    // What is no number is refused as a length that cannot be.
    let wanted = written.trim().parse().unwrap_or(-1);
    if wanted == minutes(tx, page).await? {
        return Ok(());
    }
    subscribers::set_gather(tx, now, actor, page, wanted).await
}

/// What is asked.
pub(super) fn field(words: &Words, typed: &Typed) -> Field {
    Field::of(
        FIELD,
        words.say("setup-gather"),
        Control::line(typed.get(FIELD)),
    )
    .hinted(words.say("setup-gather-hint"))
}
