//! Page, components and groups, as Statuspage's JSON describes them.

use beffroi_domain::{ComponentStatus, LocalizedText};
use serde_json::Value;

use super::{
    fields::{Bad, Fields},
    words::Words,
};
use crate::door::{ComponentFacts, PageFacts};

/// The page, out of the value of `page`.
///
/// # Errors
/// [`Bad`] when a field is of the wrong type.
pub fn page(value: &Value) -> Result<PageFacts, Bad> {
    let fields = Fields::of(value)?;
    let text = |key| fields.text(key).map(|text| text.map(str::to_owned));
    Ok(PageFacts {
        external_id: fields.get("id").map(|_| fields.id("id")).transpose()?,
        name: text("name")?,
        url: text("url")?,
        zone: text("time_zone")?,
        updated_at: fields.instant("updated_at")?,
    })
}

/// A component or group.
///
/// # Errors
/// [`Bad`] when it has no id or name, or a field is of the wrong type.
pub fn component(value: &Value, words: &Words<'_>) -> Result<ComponentFacts, Bad> {
    let fields = Fields::of(value)?;
    let name = fields.needed("name")?;
    Ok(ComponentFacts {
        external_id: fields.id("id")?,
        name_raw: name.to_owned(),
        name: words.name(name),
        description: fields
            .text("description")?
            .map_or_else(LocalizedText::new, |text| words.prose(text)),
        is_group: fields.flag("group")?,
        group_id: fields
            .get("group_id")
            .map(|_| fields.id("group_id"))
            .transpose()?,
        group_name: None,
        position: fields.number("position")?,
        status: status(fields, "status")?,
        start_on: start_on(fields)?,
        only_show_if_degraded: fields.flag("only_show_if_degraded")?,
        created_at: fields.instant("created_at")?,
    })
}

/// A component status. A word that nobody knows is nothing we can tell: [`ComponentStatus::Unknown`].
///
/// # Errors
/// [`Bad`] when it is no text.
pub fn status(fields: Fields<'_>, key: &str) -> Result<Option<ComponentStatus>, Bad> {
    Ok(fields
        .text(key)?
        .map(|word| word.parse().unwrap_or(ComponentStatus::Unknown)))
}

fn start_on(fields: Fields<'_>) -> Result<Option<jiff::civil::Date>, Bad> {
    fields
        .text("start_date")?
        .map(|day| {
            day.parse()
                .map_err(|_| Bad::new("start_date", "it is no day such as 2024-01-31"))
        })
        .transpose()
}

/// The group's name, out of "Group - Component" as updates write it.
pub fn group_name(long: &str, name: &str) -> Option<String> {
    let group = long.strip_suffix(name)?.strip_suffix(" - ")?;
    (!group.is_empty()).then(|| group.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_groups_name_is_read_out_of_its_components_long_name() {
        assert_eq!(
            group_name("Europe - Paris, France - (CDG)", "Paris, France - (CDG)").as_deref(),
            Some("Europe")
        );
        assert_eq!(group_name("API", "API"), None);
    }
}
