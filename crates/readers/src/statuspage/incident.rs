//! One incident or maintenance as Statuspage's JSON has it: fields read, nothing concluded yet.
//!
//! Read in order: [`Native`], [`NativeUpdate`], [`Change`]. What is concluded from them stands in
//! [`super::windows`] and [`super::tell`].

use beffroi_domain::ComponentStatus;
use jiff::Timestamp;
use serde_json::Value;

use super::{
    component,
    fields::{Bad, Fields},
    words::Words,
};
use crate::{
    door::ComponentFacts,
    record::{Inferred, WhenPrecision},
};

/// An incident or maintenance, field by field.
#[derive(Debug)]
pub struct Native {
    pub id: Option<String>,
    pub name: String,
    pub status: Option<String>,
    pub impact: Option<String>,
    pub shortlink: Option<String>,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
    pub started_at: Option<Timestamp>,
    pub resolved_at: Option<Timestamp>,
    /// When it was over, where a format has a field for that; Statuspage has none.
    pub ended_at: Option<Timestamp>,
    pub scheduled_for: Option<Timestamp>,
    pub scheduled_until: Option<Timestamp>,
    /// In the order of the source: newest first.
    pub updates: Vec<NativeUpdate>,
    /// With their status when the source was written.
    pub components: Vec<ComponentFacts>,
}

/// One statement, field by field.
#[derive(Debug)]
pub struct NativeUpdate {
    pub id: Option<String>,
    pub status: Option<String>,
    /// True where `status` was concluded.
    pub is_status_inferred: bool,
    pub body: String,
    /// When readers are told it was said; back-datable, and the time to show.
    pub at: Option<Timestamp>,
    /// How exactly `at` is known.
    pub precision: WhenPrecision,
    /// What of `at` was concluded.
    pub inferred: Vec<Inferred>,
    pub changes: Vec<Change>,
}

/// A component's status before and after an update.
#[derive(Debug)]
pub struct Change {
    pub id: Option<String>,
    /// "Group - Component" where it is grouped.
    pub name: String,
    pub old: Option<ComponentStatus>,
    pub new: Option<ComponentStatus>,
}

impl Native {
    /// Reads an incident's fields.
    ///
    /// # Errors
    /// [`Bad`] when it has no id or title, or a field is of the wrong type.
    pub fn read(value: &Value, words: &Words<'_>) -> Result<Self, Bad> {
        let fields = Fields::of(value)?;
        let text = |key| fields.text(key).map(|text| text.map(str::to_owned));
        Ok(Self {
            id: Some(fields.id("id")?),
            name: fields.needed("name")?.to_owned(),
            status: text("status")?,
            impact: text("impact")?,
            shortlink: text("shortlink")?,
            created_at: fields.instant("created_at")?,
            updated_at: fields.instant("updated_at")?,
            started_at: fields.instant("started_at")?,
            resolved_at: fields.instant("resolved_at")?,
            ended_at: None,
            scheduled_for: fields.instant("scheduled_for")?,
            scheduled_until: fields.instant("scheduled_until")?,
            updates: updates(fields)?,
            components: fields.list("components", |one| component::component(one, words))?,
        })
    }

    /// True for planned work.
    pub fn is_maintenance(&self) -> bool {
        self.impact.as_deref() == Some("maintenance") || self.scheduled_for.is_some()
    }

    /// The updates from the oldest to the newest. Where a time is missing the source's order holds.
    pub fn oldest_first(&self) -> Vec<&NativeUpdate> {
        let mut updates: Vec<_> = self.updates.iter().rev().collect();
        if updates.iter().all(|update| update.at.is_some()) {
            updates.sort_by_key(|update| update.at);
        }
        updates
    }
}

/// The updates; with the write-up as the newest, where the manage API keeps it apart from them.
fn updates(fields: Fields<'_>) -> Result<Vec<NativeUpdate>, Bad> {
    let mut updates = fields.list("incident_updates", NativeUpdate::read)?;
    let apart = fields.text("postmortem_body")?;
    let at = fields.instant("postmortem_published_at")?;
    let is_told = |update: &NativeUpdate| update.status.as_deref() == Some("postmortem");
    if let Some(body) = apart.filter(|_| !updates.iter().any(is_told)) {
        updates.insert(
            0,
            NativeUpdate {
                id: None,
                status: Some("postmortem".to_owned()),
                is_status_inferred: false,
                body: body.to_owned(),
                at,
                precision: WhenPrecision::Exact,
                inferred: Vec::new(),
                changes: Vec::new(),
            },
        );
    }
    Ok(updates)
}

impl NativeUpdate {
    fn read(value: &Value) -> Result<Self, Bad> {
        let fields = Fields::of(value)?;
        let shown = fields.instant("display_at")?;
        let made = fields.instant("created_at")?;
        Ok(Self {
            id: fields.get("id").map(|_| fields.id("id")).transpose()?,
            status: fields.text("status")?.map(str::to_owned),
            body: fields.text("body")?.unwrap_or_default().to_owned(),
            at: shown.or(made),
            is_status_inferred: false,
            precision: WhenPrecision::Exact,
            inferred: Vec::new(),
            changes: fields.list("affected_components", Change::read)?,
        })
    }
}

impl Change {
    fn read(value: &Value) -> Result<Self, Bad> {
        let fields = Fields::of(value)?;
        Ok(Self {
            id: fields.get("code").map(|_| fields.id("code")).transpose()?,
            name: fields.needed("name")?.to_owned(),
            old: component::status(fields, "old_status")?,
            new: component::status(fields, "new_status")?,
        })
    }

    /// What tells one component from another: its id, else its name.
    pub fn key(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.name)
    }
}
