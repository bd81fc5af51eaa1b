//! Languages of what is said: facts filled into a text as the deed leaves them, and what follows in a language that is
//! missing. The rules stand in `translations`.

use beffroi_domain::{Incident, LocalizedText, Moment, places};
use jiff::Timestamp;

use super::{load, stand::Standing};
use crate::{
    components::{self, Component},
    ground::{Result, Tx},
    translations::{self, Facts},
};

/// Fills the places of a text with the facts as they stand after the deed. `next` is when readers hear more, `at` when
/// it is said.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn filled(
    tx: &mut Tx,
    standing: &Standing,
    text: &LocalizedText,
    (next, at): (Option<Moment>, Timestamp),
) -> Result<LocalizedText> {
    if places::of(text).is_empty() {
        return Ok(text.clone());
    }
    let seen = standing.places.iter().find(|place| place.is_public);
    let Some(place) = seen.or(standing.places.first()) else {
        return Ok(text.clone());
    };
    let mut incident: Incident = load::load(tx, place.page.id, standing.id).await?;
    let mut named: Vec<Component> = Vec::new();
    for other in &standing.places {
        named.extend(components::of_page(tx, other.page.id).await?);
        if other.page.id != place.page.id {
            // What one page alone may name of an incident on several is told on all of them.
            let there = load::load(tx, other.page.id, standing.id).await?;
            incident.components.extend(there.components);
        }
    }
    let facts = Facts {
        page: &place.page,
        incident: &incident,
        components: &named,
        next,
        now: at,
    };
    Ok(translations::fill(text, &facts))
}
