//! What a body of ours says: texts per locale, components, moments.

use beffroi_domain::{
    ComponentId, ComponentStatus, LocalizedText, Moment, Origin, Priority, Responsibility,
};
use uuid::Uuid;

use crate::{
    api::{ask::Ask, fields::Fields},
    components::{self, Component},
    ground::{Refusal, Result, Tx},
    pages::Page,
    translations::{Drafted, DraftedText, TextField},
};

/// As many characters as a text may have.
const LONGEST: usize = 25_000;

/// A text per locale; a bare text counts as the default locale of the first page.
///
/// # Errors
/// `Refused` where it is neither, or a locale is none.
pub fn text(
    fields: &Fields,
    name: &'static str,
    pages: &[&Page],
) -> Result<LocalizedText, Refusal> {
    if let Ok(bare) = fields.text(name, LONGEST) {
        let locale = pages.first().map(|page| page.default_locale().clone());
        let single = bare.zip(locale);
        return Ok(single.map_or_else(LocalizedText::new, |(bare, locale)| {
            LocalizedText::single(locale, bare)
        }));
    }
    let mut all = LocalizedText::new();
    for (tag, said) in fields.pairs(name)?.unwrap_or_default() {
        let locale = Fields::tongue(name, &tag)?;
        if said.chars().count() > LONGEST || said.contains('\0') {
            return Err(Refusal::of(name, format!("at most {LONGEST} characters")));
        }
        all.set(locale, said);
    }
    Ok(all)
}

/// When: an instant, which counts to the minute, or a day of the first page.
///
/// # Errors
/// `Refused` where it is neither.
pub fn moment(
    fields: &Fields,
    name: &'static str,
    pages: &[&Page],
) -> Result<Option<Moment>, Refusal> {
    if let Ok(at) = fields.instant(name) {
        return Ok(at.map(Moment::minute));
    }
    let wrong = || {
        let message = "send an instant such as 2026-03-04T11:00:00Z, or a day such as 2026-03-04";
        Refusal::of(name, message)
    };
    let day = fields.day(name).map_err(|_| wrong())?.ok_or_else(wrong)?;
    let zone = pages
        .first()
        .map(|page| page.zone.clone())
        .ok_or_else(wrong)?;
    let start = day.to_zoned(zone).map_err(|_| wrong())?;
    Ok(Some(Moment::day(start.timestamp())))
}

/// An instant that a machine noted.
///
/// # Errors
/// `Refused` where it is none.
pub fn noted(
    fields: &Fields,
    name: &'static str,
    pages: &[&Page],
) -> Result<Option<Moment>, Refusal> {
    let stated = moment(fields, name, pages)?;
    Ok(stated.map(|moment| Moment {
        origin: Origin::Stated,
        ..moment
    }))
}

/// Components and how they are: `[{"id": …, "status": …}]`, ids of either kind.
///
/// # Errors
/// `Refused` where one is none of the pages'.
pub async fn components(
    tx: &mut Tx,
    fields: &Fields,
    pages: &[&Page],
) -> Result<Vec<(ComponentId, ComponentStatus)>> {
    let known = there(tx, pages).await?;
    let mut all = Vec::new();
    for one in fields.list("components")?.unwrap_or_default() {
        let words: Vec<&str> = ComponentStatus::ALL
            .iter()
            .map(|one| one.as_str())
            .collect();
        let status = one.word("status", &words)?;
        let id = Fields::needed("id", one.text("id", 64)?)?;
        let found = find(&known, &id).ok_or_else(|| {
            Refusal::of(
                "components",
                format!("none of the pages has a component {id:?}"),
            )
        })?;
        all.push((found.id, status.unwrap_or(ComponentStatus::Operational)));
    }
    Ok(all)
}

/// Components of the pages by their ids of either kind.
///
/// # Errors
/// `Refused` where one is none of the pages'.
pub async fn ids(
    tx: &mut Tx,
    fields: &Fields,
    name: &'static str,
    pages: &[&Page],
) -> Result<Option<Vec<ComponentId>>> {
    let Some(named) = fields.texts(name)? else {
        return Ok(None);
    };
    let known = there(tx, pages).await?;
    let one = |id: &String| {
        let wrong = || Refusal::of(name, format!("none of the pages has a component {id:?}"));
        find(&known, id).map(|one| one.id).ok_or_else(wrong)
    };
    let ids: Result<Vec<_>, Refusal> = named.iter().map(one).collect();
    Ok(Some(ids?))
}

/// The components of all these pages.
async fn there(tx: &mut Tx, pages: &[&Page]) -> Result<Vec<Component>> {
    let mut all = Vec::new();
    for page in pages {
        all.extend(components::of_page(tx, page.id).await?);
    }
    Ok(all)
}

fn find<'a>(known: &'a [Component], id: &str) -> Option<&'a Component> {
    let mut known = known.iter();
    known.find(|one| one_of(id, one.id.0, one.public_id.as_str()))
}

/// Whether a name is the id or the public id of something.
#[must_use]
pub fn one_of(named: &str, id: Uuid, public_id: &str) -> bool {
    match named.parse::<Uuid>() {
        Ok(named) => named == id,
        Err(_) => named == public_id,
    }
}

/// Whose fault: `{"kind": "external", "provider": …}`.
///
/// # Errors
/// `Refused` where it is none of these.
pub fn responsibility(fields: &Fields) -> Result<Option<Responsibility>, Refusal> {
    let Some(said) = fields.nested("responsibility")? else {
        return Ok(None);
    };
    let known = ["own", "external", "unconfirmed"];
    let kind: Option<String> = said.word("kind", &known)?;
    let provider = said.text("provider", 255)?;
    Ok(Some(match Fields::needed("kind", kind)?.as_str() {
        "own" => Responsibility::Own,
        "external" => Responsibility::External { provider },
        _ => Responsibility::Unconfirmed,
    }))
}

/// The team's order of urgency, 1 to 9.
///
/// # Errors
/// `Refused` where it is no such number.
pub fn priority(fields: &Fields) -> Result<Option<Priority>, Refusal> {
    let number = fields.number("priority", 1, 9)?;
    let number = number.and_then(|number| u8::try_from(number).ok());
    Ok(number.and_then(|number| Priority::try_from(number).ok()))
}

/// Whether it goes out while a language is missing that a page requires.
///
/// # Errors
/// `Refused` where it is neither true nor false.
pub fn follows(fields: &Fields) -> Result<bool, Refusal> {
    Ok(fields.flag("follows")?.unwrap_or(false))
}

/// The languages whose words a machine drafted, and whether a person has read them: `"machine": ["it"]`, `"machine_read": true`.
///
/// # Errors
/// `Refused` where one is no language.
pub fn machine(fields: &Fields) -> Result<Drafted, Refusal> {
    let is_read = fields.flag("machine_read")?.unwrap_or(false);
    let mut all = Vec::new();
    for tag in fields.texts("machine")?.unwrap_or_default() {
        let locale = Fields::tongue("machine", &tag)?;
        let fields = [TextField::Title, TextField::Text];
        all.extend(fields.map(|field| DraftedText {
            field,
            locale: locale.clone(),
            is_read,
        }));
    }
    Ok(Drafted(all))
}

/// Why it goes out without the second look that a page asks for, where the key may say so.
///
/// # Errors
/// `Refused` where the key may not.
pub fn bypass(ask: &Ask) -> Result<Option<String>, Refusal> {
    let reason = ask.body.text("bypass", 1_000)?;
    if reason.is_some() && !ask.caller.may_bypass() {
        let message = "this token lacks the scope \"bypass\"";
        return Err(Refusal::forbidden(message).says("refusal-scope", [("scope", "bypass")]));
    }
    Ok(reason)
}
