//! `/incidents/{incident}/facts`: whose fault, how urgent, how much of it and when, what a provider said, what outlasts it.

use beffroi_domain::{Consequence, Figure, FigureUnit};

use super::{
    command::IMPACTS,
    incident::done,
    look::{Seen, at_fault, expected},
    said,
};
use crate::{
    api::{
        answer::Answered,
        ask::Ask,
        call::{Call, PATCH, write},
        fields::Fields,
    },
    ground::Refusal,
    incidents::{self, NewNotice, SetFacts},
    members::Role,
    pages::Page,
    work,
};

/// As many thousandths as anybody counts: a billion.
const MOST: i64 = 1_000_000_000_000;
/// As many characters as what a provider said may have.
const LONGEST: usize = 25_000;

/// The calls that there are.
#[rustfmt::skip]
pub fn calls() -> Vec<Call> {
    vec![write((PATCH, "/incidents/{incident}/facts"), "setFacts", "Sets facts; what is not named stays, what is null is taken away", Some("FactsBody"), (200, "OwnIncident"), work!(set))]
}

/// Sets the facts that are named.
///
/// # Errors
/// `NotFound` where there is no such incident; `Refused` at the field at fault.
pub async fn set(ask: Ask) -> Answered {
    let mut tx = ask.begin().await?;
    let seen = Seen::load(&mut tx, &ask, Role::Publisher).await?;
    let (fields, pages) = (&ask.body, seen.pages());
    let category = said::text(fields, "category", &pages)?;
    let command = SetFacts {
        expected: expected(&ask)?,
        category: fields.has("category").then_some(category),
        responsibility: set_or_taken(fields, "responsibility", said::responsibility(fields)?),
        priority: set_or_taken(fields, "priority", said::priority(fields)?),
        impact: fields.word("impact", IMPACTS)?,
        references: fields.texts("references")?,
        figures: figures(fields, &pages)?,
        consequences: consequences(fields, &pages)?,
        links: fields.texts("links")?,
        notice: set_or_taken(fields, "notice", notice(fields)?),
        ..SetFacts::of(seen.incident.id)
    };
    let set = incidents::set_facts(&mut tx, ask.now, ask.caller.actor(), command).await;
    // Only figures have times that can be wrong here.
    let names = [("since", "figures"), ("end", "figures")];
    set.map_err(|error| at_fault(error, &names))?;
    done(tx, &ask, seen.incident.id, false).await
}

/// `Some(None)` where the field is there and `null`.
fn set_or_taken<T>(fields: &Fields, name: &str, found: Option<T>) -> Option<Option<T>> {
    fields.has(name).then_some(found)
}

fn figures(fields: &Fields, pages: &[&Page]) -> Result<Option<Vec<Figure>>, Refusal> {
    let Some(all) = fields.list("figures")? else {
        return Ok(None);
    };
    all.iter()
        .map(|one| figure(one, pages))
        .collect::<Result<_, _>>()
        .map(Some)
}

fn figure(one: &Fields, pages: &[&Page]) -> Result<Figure, Refusal> {
    let high = Fields::needed("high_milli", one.number("high_milli", 0, MOST)?)?;
    let unit: Option<String> = one.word("unit", &["percent", "count"])?;
    Ok(Figure {
        low_milli: one.number("low_milli", 0, MOST)?.unwrap_or(high),
        high_milli: high,
        unit: match unit.as_deref() {
            Some("count") => FigureUnit::Count,
            _ => FigureUnit::Percent,
        },
        of: said::text(one, "of", pages)?,
        from: said::moment(one, "from", pages)?,
        until: said::moment(one, "until", pages)?,
    })
}

fn consequences(fields: &Fields, pages: &[&Page]) -> Result<Option<Vec<Consequence>>, Refusal> {
    let Some(all) = fields.list("consequences")? else {
        return Ok(None);
    };
    let one = |one: &Fields| {
        Ok(Consequence {
            text: said::text(one, "text", pages)?,
            end: said::moment(one, "end", pages)?,
        })
    };
    all.iter().map(one).collect::<Result<_, _>>().map(Some)
}

fn notice(fields: &Fields) -> Result<Option<NewNotice>, Refusal> {
    let Some(said) = fields.nested("notice")? else {
        return Ok(None);
    };
    Ok(Some(NewNotice {
        address: Fields::needed("address", said.text("address", 2_000)?)?,
        words: said.text("words", LONGEST)?.unwrap_or_default(),
        said_at: said.instant("said_at")?,
        locale: match said.has("locale") {
            true => Some(said.locale("locale")?),
            false => None,
        },
    }))
}
